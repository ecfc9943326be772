//! The plan as a clerk wrote it: every value at its place, nothing trusted yet.
//!
//! In: the text of a plan file. Out: a [`Plan`] whose shape is right (keys, types), and the problems found. What it
//! means is for `check` to say.

mod load;

pub use self::load::{ROW_KEYS, load};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::Language;
use crate::source::{SourceFile, Span, Spanned};

pub type Text = Spanned<String>;
pub type Date = Spanned<(u16, u8, u8)>;

/// One file under `plans/`: the annexes of one act.
#[derive(Debug)]
pub struct Plan {
    pub file: Arc<SourceFile>,
    pub format: Option<Spanned<i64>>,
    /// Where `[plan]` stands.
    pub span: Span,
    pub title: Text,
    pub year: Option<Spanned<i64>>,
    pub authority: Option<Text>,
    pub language: Option<Spanned<Language>>,
    pub notation: Option<Spanned<NotationName>>,
    pub date: Option<Date>,
    pub bulletin: Option<Bulletin>,
    pub annexes: Vec<Annex>,
}

/// How amounts are written, where it is not the language that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotationName {
    Of(Language),
    Plain,
}

/// The issue of the official bulletin in which the act was published.
#[derive(Debug)]
pub struct Bulletin {
    pub name: Option<Text>,
    pub number: Text,
    pub part: Option<Text>,
    pub date: Option<Date>,
}

#[derive(Debug)]
pub struct Annex {
    pub span: Span,
    pub label: Text,
    pub title: Option<Text>,
    pub tables: Vec<Table>,
}

#[derive(Debug)]
pub struct Table {
    pub span: Span,
    pub id: Option<Text>,
    pub caption: Option<Text>,
    pub currency: Option<Text>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

#[derive(Debug)]
pub struct Column {
    pub span: Span,
    pub key: Text,
    pub heading: Text,
    pub header: Option<Spanned<bool>>,
    pub kind: ColumnKind,
    pub decimals: Option<Spanned<i64>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnKind {
    #[default]
    Text,
    Money,
}

#[derive(Debug)]
pub struct Row {
    pub span: Span,
    pub id: Option<Text>,
    pub role: Role,
    /// By column key.
    pub cells: BTreeMap<String, Cell>,
}

/// What a row is to the sums of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    #[default]
    Item,
    Total,
}

#[derive(Debug)]
pub struct Cell {
    /// Of the value.
    pub span: Span,
    pub content: Content,
    pub note: Option<Text>,
}

#[derive(Debug)]
pub enum Content {
    /// `"^"`: the cell above goes on.
    Above,
    /// `"<"`: the cell to the left goes on.
    Left,
    Text(Text),
    Integer(Spanned<String>),
    /// Refused wherever it stands, with the string to write.
    Float(Spanned<String>),
    /// Reported while loading: nothing more is to be said of it.
    Unreadable,
}
