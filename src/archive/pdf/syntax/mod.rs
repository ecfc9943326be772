//! A reader of PDFs to the letter (ISO 32000-1, 7): objects, streams within bounds, sections and their cross-references.

mod document;
mod filter;
mod object;
mod pages;
mod parser;
mod references;
mod section;
mod view;

pub use self::document::Document;
pub use self::object::{Dictionary, Object, Stream, text, utf16};
pub use self::pages::{Page, pages};
pub use self::parser::{Item, Parser, is_blank};
pub use self::view::View;

use serde::Serialize;

/// Where a PDF can't be read as what it has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Unreadable {
    /// The byte of the file, counted from 0; inside a stream, the byte of what it holds.
    pub at: usize,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The header is not at the first byte, or stands once more.
    Header,
    /// No object, or something between objects.
    Syntax,
    /// A dictionary has the same key twice.
    KeyTwice,
    /// A generation other than 0.
    Generation,
    TooDeep,
    /// More updates than anybody makes.
    TooMany,
    /// Streams hold more than is ever read.
    TooLarge,
    /// A stream does not end where it says.
    StreamLength,
    /// A stream can't be decoded.
    Filter,
    /// The cross-reference section names an object that is not where it says.
    References,
    /// An object stands in the file and no cross-reference section names it.
    Unlisted,
    /// Two cross-reference sections for two kinds of readers (ISO 32000-1, 7.5.8.4): they may see two documents.
    Hybrid,
    /// The sections do not lead back from one to the next before it.
    Chain,
    /// What follows the last section is none.
    End,
    Encrypted,
    /// No catalog, no pages, or pages in a circle.
    Pages,
}
