//! The annex as checked: nothing here is raw, doubtful or to be worked out again.
//!
//! In: what `check` has settled. Out: the one model from which every rendering is drawn.

mod allocation;
mod amount;
mod correction;
mod currency;
mod derivation;
mod exact;
mod grid;
mod notation;
mod preservation;
mod scheme;
mod style;
mod text;
mod words;

pub use self::allocation::{Allocation, AnnexAmount, Part};
pub use self::amount::Amount;
pub use self::correction::{Correction, CorrectionKind};
pub use self::currency::{Currency, EURO};
pub use self::derivation::{Block as CellBlock, Derivation, Operator, Term};
pub use self::exact::{Exact, Rounding};
pub use self::grid::{Align, Cell, Content, Figure, Grid, NotRectangular, Role, Row, Scope};
pub use self::notation::{AmountError, NBSP, Notation};
pub use self::preservation::{
    Administration, Aggregation, AggregationKind, Classification, Flow, Office, PERMANENT, Person, Preservation,
    PreservationSettings, PrimaryDocument, Protocol,
};
pub use self::scheme::{Fault, Scheme};
pub use self::style::{Display, NumberStyle, Quantity, Unit};
pub use self::text::{Block, Inline, Insert, List, Text, one_line};
pub use self::words::whole as whole_in_words;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::catalogue::Language;

/// One annex, a document of its own.
#[derive(Debug, Clone, Serialize)]
pub struct Annex {
    /// What the annexes of one act share.
    pub act: Arc<Act>,
    /// `A`, `B2`
    pub label: String,
    /// The label as part of file names: `a`, `b2`.
    pub slug: String,
    /// How it is headed and called, where that is not by its label: "Tabella 1".
    pub heading: Option<String>,
    /// One line.
    pub title: Option<Text>,
    /// What it distributes, where that can be said in one figure.
    pub amount: Option<AnnexAmount>,
    /// Its first page in the bulletin, where that is known.
    pub first_page: Option<u32>,
    /// Text before the tables.
    pub before: Option<Text>,
    pub tables: Vec<Table>,
    /// Text after the tables.
    pub after: Option<Text>,
    /// In the order in which they are first referred to.
    pub footnotes: Vec<Footnote>,
    pub accounting: Vec<Accounting>,
    pub signing: Option<Signing>,
    /// What made it what it is, oldest first; nothing follows an annulment.
    pub corrections: Vec<Correction>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Orientation {
    Portrait,
    Landscape,
}

#[derive(Debug, Clone, Serialize)]
pub struct Footnote {
    /// `(1)`, or the plan's own: `(*)`.
    pub mark: String,
    pub text: Text,
}

impl Footnote {
    /// The text, its mark before it.
    pub fn marked(&self) -> Text {
        let mark = Inline::Text(format!("{} ", self.mark));
        let mut text = self.text.clone();
        match text.blocks.first_mut() {
            Some(Block::Paragraph(inlines)) => inlines.insert(0, mark),
            _ => text.blocks.insert(0, Block::Paragraph(vec![mark])),
        }
        text
    }
}

/// Where the money is booked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Accounting {
    /// Of the budget.
    pub chapter: Option<String>,
    /// Financial year.
    pub year: Option<u16>,
    pub commitment: Option<String>,
    /// "Codice unico di progetto"
    pub cup: Option<String>,
    /// "Codice identificativo di gara"
    pub cig: Option<String>,
}

/// Who signs, where and when.
#[derive(Debug, Clone, Serialize)]
pub struct Signing {
    pub place: Option<String>,
    pub date: Option<Date>,
    pub signatures: Vec<Signature>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// "Il Presidente"
    pub office: String,
    pub name: Option<String>,
}

impl Annex {
    /// The stable name of a document, the same in every language: `allegato-a.pdf`.
    pub fn file_name(&self, extension: &str) -> String {
        file_name(&self.slug, extension)
    }
}

/// The same for an annex that is called so in file names.
pub fn file_name(slug: &str, extension: &str) -> String {
    format!("{}.{extension}", base_name(slug))
}

/// The name of its documents without their endings: `allegato-a`.
pub fn base_name(slug: &str) -> String {
    format!("allegato-{slug}")
}

/// A text as part of a file name: lower-case ASCII letters and digits, anything else a single hyphen.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.nfkd().flat_map(char::to_lowercase) {
        // Letters that no decomposition makes ASCII.
        let ascii = match c {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'ł' => "l",
            'đ' | 'ð' => "d",
            _ => "",
        };
        slug.push_str(ascii);
        if !ascii.is_empty() {
            continue;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !is_combining_mark(c) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// What the annexes of one act share.
#[derive(Debug, Clone, Serialize)]
pub struct Act {
    pub title: String,
    /// The year that the plan is for.
    pub year: u16,
    pub authority: Option<String>,
    pub language: Language,
    /// The date that the documents bear: of the act, else of the bulletin, else the first day of the year.
    pub date: Date,
    /// The act by its name.
    pub citation: Option<Citation>,
    pub registration: Option<Registration>,
    pub bulletin: Option<Bulletin>,
    /// How its pages are headed; as those of a bulletin only where there is one.
    pub profile: Profile,
    /// What the plan says for the system that preserves its documents.
    pub preservation: Preservation,
}

/// What pages look like beside their content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub enum Profile {
    /// As an act, with the numbers of its own pages at the foot.
    #[default]
    Act,
    /// As a bulletin, with a running head and the bulletin's page numbers.
    Bulletin,
}

/// An act as others cite it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// "Deliberazione"
    pub kind: String,
    /// "della Giunta regionale"
    pub body: Option<String>,
    pub number: Option<String>,
    pub date: Option<Date>,
    pub subject: Option<String>,
}

/// Where an act was registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Registration {
    /// "Corte dei conti"
    pub office: String,
    pub number: Option<String>,
    pub date: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bulletin {
    pub name: Option<String>,
    pub number: Option<String>,
    pub part: Option<String>,
    pub date: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

/// ISO 8601: `2009-06-16`.
impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

/// From what [`std::fmt::Display`] makes of it.
impl TryFrom<String> for Date {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let parts: Vec<u16> = text.split('-').filter_map(|part| part.parse().ok()).collect();
        match parts[..] {
            [year, month @ 1..=12, day @ 1..=31] => Ok(Self { year, month: month as u8, day: day as u8 }),
            _ => Err("no date"),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct Table {
    pub id: Option<String>,
    /// One line.
    pub caption: Option<Text>,
    pub caption_below: bool,
    /// The unit of its amounts, where that is one for all and not the currency itself.
    pub unit: Option<(Unit, &'static Currency)>,
    pub before: Option<Text>,
    /// As the plan wants its pages; where it says nothing, as the table needs them.
    pub orientation: Option<Orientation>,
    pub columns: Vec<Column>,
    pub grid: Grid,
    /// What stands at the foot and the head of pages where the table breaks, if that was asked for.
    pub carried: Option<Carried>,
    /// What the codes mean that stand in place of figures.
    pub legend: Vec<(String, Text)>,
    pub after: Option<Text>,
}

/// Running totals of a table whose last row is its total: "A riportare", "Riporto".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Carried {
    /// Columns that have running totals, in order.
    pub columns: Vec<usize>,
    /// For each row of the grid after the headings and before the total: what the rows down to it add up to, printed in
    /// the style of each of these columns. An amount that covers several rows counts where it begins.
    pub rows: Vec<Vec<String>>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Column {
    pub key: String,
    pub kind: ColumnKind,
    pub align: Align,
}

impl Column {
    pub fn is_number(&self) -> bool {
        self.style().is_some()
    }

    /// How it writes its figures, where it has any.
    pub fn style(&self) -> Option<&NumberStyle> {
        match &self.kind {
            ColumnKind::Number(style) => Some(style),
            ColumnKind::Text | ColumnKind::Code => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ColumnKind {
    Text,
    /// Words that stay as they are and in one line: "CUP", "codice fiscale".
    Code,
    Number(NumberStyle),
}
