//! What an archived PDF still says, and what was done to it since.
//!
//! - [`figures`]: the figures that it prints, against those of the annex that is drawn from the archived plan.
//! - [`revision`]: what was added to it since, which may be signatures and what they need, and nothing else.
//!
//! Both read PDFs by a reader of their own, to the letter of ISO 32000-1. Libraries for PDFs mend what is broken, each in a
//! way of its own; whoever forges a document counts on two readers seeing two documents in it. So a file is read from its
//! first byte to its last, as what it has to be: bodies of objects, a cross-reference section that names each of them at its
//! place, a trailer, and the same again for each update. What does not fit is told instead of mended. Nothing here trusts a
//! number of the file: nesting, decoded bytes and updates have limits, and nothing is followed in a circle.

mod changes;
mod difference;
mod document;
mod expected;
pub mod figures;
mod filter;
mod form;
mod metadata;
mod object;
mod pages;
mod parser;
mod parts;
mod references;
pub mod revision;
mod signature;
mod tags;
mod unicode;
mod words;

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
