//! The annex as checked: nothing here is raw, doubtful or to be worked out again.
//!
//! In: what `check` has settled. Out: the one model from which every rendering is drawn.

mod amount;
mod currency;
mod grid;
mod notation;
mod text;

pub use self::amount::Amount;
pub use self::currency::{Currency, EURO};
pub use self::grid::{Cell, Content, Figure, Grid, NotRectangular, Role, Row, Scope};
pub use self::notation::{AmountError, NBSP, Notation};
pub use self::text::{Block, Inline, List, Text, one_line};

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::catalogue::Language;

/// One annex, a document of its own.
#[derive(Debug, Clone)]
pub struct Annex {
    /// What the annexes of one act share.
    pub act: Arc<Act>,
    /// `A`, `B2`
    pub label: String,
    /// The label as part of file names: `a`, `b2`.
    pub slug: String,
    pub title: Option<String>,
    pub tables: Vec<Table>,
}

impl Annex {
    /// The stable name of a document, the same in every language: `allegato-a.pdf`.
    pub fn file_name(&self, extension: &str) -> String {
        format!("allegato-{}.{extension}", self.slug)
    }
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

/// The act to which annexes belong, as far as they speak of it.
#[derive(Debug, Clone)]
pub struct Act {
    pub title: String,
    /// The year that the plan is for.
    pub year: u16,
    pub authority: Option<String>,
    pub language: Language,
    /// The date that the documents bear: of the act, else of the bulletin, else the first day of the year.
    pub date: Date,
    pub bulletin: Option<Bulletin>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulletin {
    pub name: Option<String>,
    pub number: String,
    pub part: Option<String>,
    pub date: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

#[derive(Debug, Clone)]
pub struct Table {
    pub id: Option<String>,
    pub caption: Option<String>,
    pub columns: Vec<Column>,
    pub grid: Grid,
}

#[derive(Debug, Clone)]
pub struct Column {
    pub key: String,
    pub kind: ColumnKind,
}

impl Column {
    pub fn is_amount(&self) -> bool {
        matches!(self.kind, ColumnKind::Money { .. })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    Text,
    Money { currency: &'static Currency, decimals: u32 },
}
