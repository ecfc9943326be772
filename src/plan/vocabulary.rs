//! The words of the plan format: what may stand where one of a few has to be chosen.

use schemars::json_schema;

use super::{Designation, Footnote, Heading, MarkedFootnote};

use crate::annex::{Align, CorrectionKind, Orientation, Profile, Rounding, Scheme, Unit};
use crate::catalogue::Language;
use crate::source::{Choice, choices, inline_schema};

/// How numbers are written, where it is not the language that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotationName {
    Of(Language),
    Plain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaptionPosition {
    Above,
    Below,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnKind {
    #[default]
    Text,
    Code,
    Money,
    Percent,
    Count,
}

impl ColumnKind {
    pub fn is_number(self) -> bool {
        matches!(self, ColumnKind::Money | ColumnKind::Percent | ColumnKind::Count)
    }
}

/// What subtotals and totals of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalRule {
    Sum,
    Average,
    Formula,
    None,
}

/// What a row is to the sums of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    #[default]
    Item,
    Heading,
    Subtotal,
    Total,
    OfWhich,
    Memo,
    Derived,
}

/// Which rows a subtotal or total sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    All,
    Above,
    Below,
}

choices! {
    Language {
        "it" => Language::Italian, "Italian.";
        "en" => Language::English, "English.";
        "de" => Language::German, "German.";
        "fr" => Language::French, "French.";
        "es" => Language::Spanish, "Spanish.";
    }
    NotationName {
        "it" => NotationName::Of(Language::Italian), "231.924,00";
        "en" => NotationName::Of(Language::English), "231,924.00";
        "de" => NotationName::Of(Language::German), "231.924,00";
        "fr" => NotationName::Of(Language::French), "231 924,00";
        "es" => NotationName::Of(Language::Spanish), "231.924,00";
        "plain" => NotationName::Plain, "231924.00";
    }
    CaptionPosition {
        "above" => CaptionPosition::Above, "Above the table.";
        "below" => CaptionPosition::Below, "Below the table.";
    }
    Orientation {
        "portrait" => Orientation::Portrait, "Upright.";
        "landscape" => Orientation::Landscape, "On the long side.";
    }
    Profile {
        "act" => Profile::Act, "As an act: \"Pagina 1 di 3\" at the foot.";
        "bulletin" => Profile::Bulletin, "As a bulletin: a running head with its number, name, date and page.";
    }
    CorrectionKind {
        "rectification" => CorrectionKind::Rectification, "What was wrong was put right (\"rettifica\").";
        "supplement" => CorrectionKind::Supplement, "What was missing was added (\"integrazione\").";
        "annulment" => CorrectionKind::Annulment, "They hold no more (\"annullamento\"); nothing can follow it.";
    }
    Unit {
        "one" => Unit::One, "Units of the currency.";
        "thousand" => Unit::Thousand, "Thousands.";
        "million" => Unit::Million, "Millions.";
    }
    Align {
        "left" => Align::Left, "To the left.";
        "center" => Align::Center, "In the middle.";
        "right" => Align::Right, "To the right.";
    }
    Rounding {
        "half-up" => Rounding::HalfUp, "To the nearest; from the middle away from zero.";
        "half-even" => Rounding::HalfEven, "To the nearest; from the middle to the even digit.";
        "half-down" => Rounding::HalfDown, "To the nearest; from the middle towards zero.";
        "up" => Rounding::Up, "Away from zero.";
        "down" => Rounding::Down, "Towards zero: what is beyond is cut off.";
    }
    ColumnKind {
        "text" => ColumnKind::Text, "Words (Markdown).";
        "code" => ColumnKind::Code, "Words as they are, in one line: a tax code, a CUP.";
        "money" => ColumnKind::Money, "Amounts.";
        "percent" => ColumnKind::Percent, "Percentages.";
        "count" => ColumnKind::Count, "Numbers of something.";
    }
    Scheme {
        "codice-fiscale" => Scheme::CodiceFiscale, "Italian tax code, of a person or another subject.";
        "partita-iva" => Scheme::PartitaIva, "Italian VAT number.";
        "iban" => Scheme::Iban, "International bank account number (ISO 13616).";
        "cig" => Scheme::Cig, "\"Codice identificativo di gara\", of a tender.";
        "cup" => Scheme::Cup, "\"Codice unico di progetto\", of an investment project.";
        "istat-comune" => Scheme::IstatComune, "ISTAT code of a municipality.";
    }
    TotalRule {
        "sum" => TotalRule::Sum, "The sum of the rows.";
        "average" => TotalRule::Average, "The average of the rows that have a figure.";
        "formula" => TotalRule::Formula, "The column's formula or share, over the row of the total.";
        "none" => TotalRule::None, "Nothing.";
    }
    Role {
        "item" => Role::Item, "A row that counts.";
        "heading" => Role::Heading, "The title of the rows below it.";
        "subtotal" => Role::Subtotal, "The sum of the items since its group began.";
        "total" => Role::Total, "The sum of all items.";
        "of-which" => Role::OfWhich, "A part of the row above it, counted there.";
        "memo" => Role::Memo, "Printed, not counted: a ceiling.";
        "derived" => Role::Derived, "Worked out from other rows by its formula, not counted.";
    }
    Over {
        "all" => Over::All, "All items of the table (a total, without this key).";
        "above" => Over::Above, "The items above it (a subtotal, without this key: of its group).";
        "below" => Over::Below, "The items below it.";
    }
}

impl<T: Choice> crate::source::Spanned<T> {
    /// The word that stands for it in a plan.
    pub fn word(&self) -> &'static str
    where
        T: PartialEq,
    {
        T::CHOICES.iter().find(|(_, choice)| *choice == self.value).map_or("", |(word, _)| word)
    }
}

inline_schema!(Designation, _ => json_schema!({ "type": ["string", "integer"] }));

inline_schema!(Heading, _ => json_schema!({
    "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" }, "minItems": 1 }]
}));

inline_schema!(Footnote, generator => json_schema!({
    "anyOf": [{ "type": "string" }, generator.subschema_for::<MarkedFootnote>()]
}));
