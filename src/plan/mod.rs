//! The plan as a clerk wrote it: every value at its place, nothing trusted yet.
//!
//! In: the text of a plan file, and the files that it takes rows from. Out: a [`Plan`] whose shape is right (keys,
//! types), and the problems found. What it means is for `check` to say.
//!
//! The types below are the plan format: each field is a key, its documentation what the JSON Schema says of the key.

mod cells;
mod load;
mod outline;
mod preservation;
mod row;
mod rows;
mod schema;
mod vocabulary;

pub use self::cells::{AsPublished, Cell, Content, Details, Written};
pub use self::load::load;
pub use self::outline::{Outline, outline};
pub use self::preservation::{Aggregation, Classification, Person, Preservation, PrimaryDocument, Protocol};
pub use self::row::{Cells, Row};
pub use self::rows::{FileProblem, Files, RowsFrom};
pub use self::schema::schema;
pub use self::vocabulary::{CaptionPosition, ColumnKind, NotationName, Over, Role, TotalRule};

use std::sync::Arc;

use crate::annex::{Align, CorrectionKind, Orientation, Profile, Rounding, Scheme, Unit};
use crate::catalogue::Language;
use crate::source::{CalendarDate, Context, DeValue, FromValue, Named, Required, SourceFile, Spanned, Value, shape};

pub type Text = Spanned<String>;
pub type Date = Spanned<CalendarDate>;

/// One file under `plans/`.
#[derive(Debug)]
pub struct Plan {
    pub file: Arc<SourceFile>,
    pub format: Option<Spanned<i64>>,
    pub head: Head,
    pub annexes: Vec<Annex>,
    pub other_plans: Named<Text>,
    pub checks: Vec<Check>,
}

shape! {
    /// A plan: the annexes of one act.
    pub struct Root {
        /// Edition of the plan format: 1.
        pub format: Option<Spanned<i64>>,
        /// What the annexes share.
        pub plan: Required<Head>,
        /// The annexes, each a document of its own.
        pub annex: Vec<Annex>,
        /// Plans whose figures the checks use, by a name that this plan gives them; each a path relative to this plan.
        #[schemars(default)]
        pub other_plans: Named<Text>,
        /// What else has to hold between figures.
        #[schemars(default)]
        pub check: Vec<Check>,
    }

    /// Something that has to hold between figures of any tables, annexes and plans.
    pub struct Check {
        /// What has to hold: "ambiti.total.importo = riparto.sportelli.risorse". Two formulas and =, <, >, <= or >=
        /// between them. Figures are named table.row.column, those of other plans plan.table.row.column.
        pub that: Text,
        /// What it is for, as messages and reports say it.
        pub reason: Option<Text>,
        /// How far the two sides may be apart. The gap is reported.
        pub tolerance: Option<Designation>,
        /// The step to which figures are rounded before they are compared: "1.000". A number stands as it is.
        pub precision: Option<Designation>,
        /// How they are rounded. Without it, to the nearest, from the middle away from zero.
        pub rounding: Option<Spanned<Rounding>>,
        /// Why it does not hold in what was published.
        pub as_published: Option<Text>,
    }

    /// What the annexes of a plan share.
    pub struct Head {
        /// Title of the plan, in one line.
        pub title: Text,
        /// The year that the plan is for.
        pub year: Required<Spanned<i64>>,
        /// The authority whose act it is. Without it, that of the project.
        pub authority: Option<Text>,
        /// Language of the documents; it sets notation, labels and the order of currency and amount. Without it, that of
        /// the project.
        pub language: Option<Spanned<Language>>,
        /// How numbers are written, where it is not as the language has it.
        pub notation: Option<Spanned<NotationName>>,
        /// The act that the annexes belong to.
        pub act: Option<Act>,
        /// Where the act was registered.
        pub registration: Option<Registration>,
        /// The issue of the official bulletin in which the act was published.
        pub bulletin: Option<Bulletin>,
        /// How the pages of PDFs are headed. Without it, as the project says, and as an act where there is no bulletin.
        pub profile: Option<Spanned<Profile>>,
        /// Place, date and signatures at the end of each annex.
        pub signing: Option<Signing>,
        /// Where the money is booked.
        #[schemars(default)]
        pub accounting: Vec<Accounting>,
        /// What happened to the annexes after they were published, oldest first. The plan has them as they now stand.
        #[schemars(default)]
        pub correction: Vec<Correction>,
        /// What the system that preserves the documents is to know of them.
        pub preservation: Option<Preservation>,
    }

    /// A correction of published annexes.
    pub struct Correction {
        /// What it did to them.
        pub kind: Required<Spanned<CorrectionKind>>,
        /// When it was made public: 2009-09-01.
        pub date: Required<Date>,
        /// The act that corrects.
        pub act: Option<Act>,
        /// The issue of the official bulletin in which the correction was published.
        pub bulletin: Option<Issue>,
        /// Why they had to be corrected, in one line. Words alone.
        pub reason: Text,
        /// Labels of the annexes that it corrects. Without it, all.
        pub annexes: Option<Vec<Text>>,
    }

    /// An issue of the official bulletin.
    pub struct Issue {
        /// Its name: "Bollettino Ufficiale della Regione Basilicata".
        pub name: Option<Text>,
        /// Its number.
        pub number: Option<Designation>,
        /// Part of the bulletin: "I".
        pub part: Option<Text>,
        /// Its date.
        pub date: Required<Date>,
    }

    /// An act, as others cite it.
    pub struct Act {
        /// What it is: "Deliberazione".
        pub kind: Text,
        /// Whose it is, as it stands after the kind: "della Giunta regionale".
        pub body: Option<Text>,
        /// Its number: 1035, "1035", "12 bis".
        pub number: Option<Designation>,
        /// Its date: 2009-06-03.
        pub date: Option<Date>,
        /// What it is about.
        pub subject: Option<Text>,
    }

    /// Where the act was registered.
    pub struct Registration {
        /// The office that did: "Corte dei conti".
        pub office: Text,
        /// Number in its register.
        pub number: Option<Designation>,
        /// Date of the registration.
        pub date: Option<Date>,
    }

    /// The issue of the official bulletin in which the act was published.
    pub struct Bulletin {
        /// Its name: "Bollettino Ufficiale della Regione Basilicata".
        pub name: Option<Text>,
        /// Number of the issue.
        pub number: Option<Designation>,
        /// Part of the bulletin: "I".
        pub part: Option<Text>,
        /// Date of the issue.
        pub date: Required<Date>,
        /// Page of the bulletin on which the first annex begins. Without it, pages are numbered from 1.
        pub page: Option<Spanned<i64>>,
    }

    /// Place, date and signatures.
    pub struct Signing {
        /// Where it was signed: "Potenza".
        pub place: Option<Text>,
        /// When it was signed.
        pub date: Option<Date>,
        /// Who signed.
        #[schemars(default)]
        pub signatures: Vec<Signature>,
    }

    /// One signature.
    pub struct Signature {
        /// In what office: "Il Presidente".
        pub office: Text,
        /// Name of who signs.
        pub name: Option<Text>,
    }

    /// Where the money is booked. At least one of these.
    pub struct Accounting {
        /// Chapter of the budget.
        pub chapter: Option<Designation>,
        /// Financial year.
        pub year: Option<Spanned<i64>>,
        /// Number of the commitment ("impegno").
        pub commitment: Option<Designation>,
        /// "Codice unico di progetto".
        pub cup: Option<Text>,
        /// "Codice identificativo di gara".
        pub cig: Option<Text>,
    }

    /// An annex: a document of its own.
    pub struct Annex {
        /// Its label, of which the names of its files are made: "A", "B2".
        pub label: Text,
        /// How it is headed, where that is not ALLEGATO and its label: "Tabella 1". Words alone, no references.
        pub heading: Option<Text>,
        /// Its title, in one line.
        pub title: Option<Text>,
        /// What it distributes: the figure table.row.column. Without it, the total of its first table, where that has one
        /// column of amounts, or one that adds up the others, and later tables only divide figures of it.
        pub amount: Option<Text>,
        /// Whether that amount counts where those of all annexes are added up. Without it, true; false where it is part of
        /// the amount of another annex.
        pub counts: Option<Spanned<bool>>,
        /// How its pages lie. Without it, as each of its tables needs.
        pub orientation: Option<Spanned<Orientation>>,
        /// Page of the bulletin on which it begins. Without it, the first annex begins where the bulletin says, and the
        /// pages of the others are numbered from 1.
        pub bulletin_page: Option<Spanned<i64>>,
        /// Text before the tables (Markdown).
        pub before: Option<Text>,
        /// Text after the tables (Markdown).
        pub after: Option<Text>,
        /// Footnotes by name. A text, label, heading, title or figure refers to them as `[^name]`.
        #[schemars(default)]
        pub footnotes: Named<Footnote>,
        /// The tables.
        pub table: Vec<Table>,
        /// Place, date and signatures of this annex, instead of the plan's.
        pub signing: Option<Signing>,
        /// Where the money of this annex is booked, instead of what the plan says.
        pub accounting: Option<Vec<Accounting>>,
    }

    /// A footnote with a mark of its own.
    pub struct MarkedFootnote {
        /// The mark: "(*)". Without it, the next number.
        pub mark: Option<Text>,
        /// The note (Markdown).
        pub text: Text,
    }

    /// A table.
    pub struct Table {
        /// Name by which formulas and texts refer to the table.
        pub id: Option<Text>,
        /// Its caption, in one line.
        pub caption: Option<Text>,
        /// Where the caption stands: above (without it) or below the table.
        pub caption_position: Option<Spanned<CaptionPosition>>,
        /// Text before the table (Markdown).
        pub before: Option<Text>,
        /// Text after the table (Markdown).
        pub after: Option<Text>,
        /// Currency of the amounts, by its code of ISO 4217. Without it, EUR.
        pub currency: Option<Text>,
        /// What the amounts are in: units of the currency (without it), thousands or millions of them.
        pub unit: Option<Spanned<Unit>>,
        /// How an amount is printed, `#` being the number: "€ #", "# €", "euro #", "#".
        pub display: Option<Text>,
        /// How the pages of this table lie, where that is not as in the annex.
        pub orientation: Option<Spanned<Orientation>>,
        /// Whether "to be carried forward" and "carried forward" stand with the running totals where the table breaks.
        pub carry_forward: Option<Spanned<bool>>,
        /// Codes that stand in place of figures, each with its meaning: ND = "dato non disponibile".
        #[schemars(default)]
        pub absences: Named<Text>,
        /// The columns, from left to right.
        pub columns: Vec<Column>,
        /// A CSV, XLSX or ODS file beside the plan whose rows come before those below.
        pub rows_from: Option<RowsFrom>,
        /// The rows.
        #[schemars(default)]
        pub row: Vec<Row>,
    }

    /// A column.
    pub struct Column {
        /// Name by which rows and formulas refer to the column.
        pub key: Text,
        /// Its heading; or its headings from the top level down, where equal neighbours merge.
        pub heading: Required<Heading>,
        /// Whether its cells head their rows. Without it, those of a first column of text do.
        pub header: Option<Spanned<bool>>,
        /// What its cells hold. Without it, text.
        pub kind: Option<Spanned<ColumnKind>>,
        /// What its codes are, in a column of codes; then each is checked.
        pub scheme: Option<Spanned<Scheme>>,
        /// Digits after the decimal mark.
        pub decimals: Option<Spanned<i64>>,
        /// Currency of its amounts, where it is not the table's.
        pub currency: Option<Text>,
        /// What its amounts are in, where it is not as in the table.
        pub unit: Option<Spanned<Unit>>,
        /// How a figure is printed, `#` being the number: "€ #", "# %".
        pub display: Option<Text>,
        /// Whether a figure above zero has a plus sign.
        pub plus: Option<Spanned<bool>>,
        /// How its cells are aligned. Without it, figures to the right and all else to the left.
        pub align: Option<Spanned<Align>>,
        /// What subtotals and totals hold. Without it, the sum; in shares, and in percentages whose formula is no sum of
        /// columns, the formula.
        pub total: Option<Spanned<TotalRule>>,
        /// Formula of its figures over columns of the row (a + b), rows (total.a) and tables (budget.total.a).
        pub formula: Option<Text>,
        /// The column of whose total each figure is the share.
        pub share_of: Option<Text>,
        /// How what does not come out even is rounded.
        pub rounding: Option<Spanned<Rounding>>,
        /// How far a written figure may be from what it follows from. The gap is reported.
        pub tolerance: Option<Designation>,
    }
}

impl Column {
    pub fn kind(&self) -> ColumnKind {
        self.kind.as_ref().map(|kind| kind.value).unwrap_or_default()
    }

    /// The word that a plan has for its kind.
    pub fn kind_word(&self) -> &'static str {
        self.kind.as_ref().map_or("text", |kind| kind.word())
    }
}

/// Whether the cells of a column head their rows. Every row has to have a header for those who hear the table; unless
/// the plan says otherwise it comes first.
pub fn heads(columns: &[Column], index: usize) -> bool {
    match &columns[index].header {
        Some(header) => header.value,
        None => index == 0 && !columns[0].kind().is_number() && columns.iter().all(|column| column.header.is_none()),
    }
}

/// The column of the labels by which rows are called: the first whose cells head them.
pub fn label_column(columns: &[Column]) -> Option<usize> {
    (0..columns.len()).find(|index| heads(columns, *index))
}

/// A number that may be followed by words, as acts and bulletins have: `27`, `"27"`, `"27 bis"`.
#[derive(Debug)]
pub struct Designation(pub Text);

/// Headings of a column from the top level down.
#[derive(Debug)]
pub struct Heading(pub Vec<Text>);

#[derive(Debug)]
pub struct Footnote {
    pub mark: Option<Text>,
    pub text: Text,
}

impl FromValue for Designation {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Integer(number) => Some(Self(Spanned::new(number.to_string(), value.span()))),
            _ => Text::from_value(context, key, value).map(Self),
        }
    }
}

impl FromValue for Heading {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        if !value.get_ref().is_array() {
            return Text::from_value(context, key, value).map(|text| Self(vec![text]));
        }
        let levels = Vec::<Text>::from_value(context, key, value)?;
        if levels.is_empty() {
            context.empty_text(key, value.span());
        }
        Some(Self(levels)).filter(|heading| !heading.0.is_empty())
    }
}

impl FromValue for Footnote {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        if value.get_ref().is_table() {
            let marked = MarkedFootnote::from_value(context, key, value)?;
            return Some(Self { mark: marked.mark, text: marked.text });
        }
        Text::from_value(context, key, value).map(|text| Self { mark: None, text })
    }
}
