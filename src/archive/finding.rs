//! What is found wrong in an archive, as data; the words are the catalogue's.

use super::Unsound;
use super::pdf::figures::Discrepancy;
use crate::catalogue::{Arg, Args};

/// Which of the three is not as it was archived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The figures: what was archived does not add up, or a document says something else than its source.
    Figures,
    /// The bytes of a file, or which files there are.
    File,
    /// Only the engine: it makes other bytes of the same figures.
    Engine,
}

impl Part {
    pub fn name(self) -> &'static str {
        match self {
            Part::Figures => "figures",
            Part::File => "file",
            Part::Engine => "engine",
        }
    }
}

/// Something that is not as it was archived, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Of the file, in the folder of the year.
    pub path: String,
    pub flaw: Flaw,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It is not there.
    Missing,
    /// It is not there, but another one has what was in it.
    MissingHere { there: String },
    /// It is there, and was not archived.
    Added,
    /// It is a link, a folder or something else where a file was archived.
    NotAFile,
    /// It can't be read, for that reason.
    NotRead { reason: String },
    /// Its bytes are others.
    Altered,
    /// Its bytes are those of another one.
    Swapped { other: String },
    /// The manifest can't be read, for that reason.
    Unreadable { reason: String },
    /// The manifest is one of a later program.
    Later { format: u32 },
    /// The manifest names what is not there.
    Inconsistent,
    /// The manifest is of another year than its folder.
    OtherYear { year: u16 },
    /// From what is damaged the figures can't be proved any more.
    NotProved,
    /// The digest of the whole is not the one that was given.
    OtherDigest { digest: String },
    /// An archiving was interrupted.
    Unfinished,
    /// The archived plan has errors, that many.
    WrongPlan { errors: usize },
    /// The archived plan can't be read any more, or has not the annex.
    NoSource,
    /// What was verified is not what is recorded: the first equation that differs.
    OtherEquations { recorded: String, found: String },
    /// What the manifest says of an annex, by its folder, is not what its source says.
    OtherFacts { annex: String },
    /// What a source says is not what the data say that were made from it.
    OtherData { document: String },
    /// A PDF says something else than its source.
    OtherFigure { row: String, column: String, source: String, document: String },
    /// A PDF can't be read.
    UnreadablePdf { at: usize },
    /// Drawn again by the same engine, it has other bytes.
    DrawnOtherwise,
    /// It can't be drawn any more.
    NotDrawn { reason: String },
    /// The archived plan has errors in the eyes of another program than the one that archived it, and none of them is arithmetic.
    CheckedOtherwise { errors: usize },
}

impl Flaw {
    pub fn part(&self) -> Part {
        match self {
            Flaw::WrongPlan { .. }
            | Flaw::NoSource
            | Flaw::OtherEquations { .. }
            | Flaw::OtherFacts { .. }
            | Flaw::OtherData { .. }
            | Flaw::OtherFigure { .. }
            | Flaw::UnreadablePdf { .. } => Part::Figures,
            Flaw::DrawnOtherwise | Flaw::NotDrawn { .. } | Flaw::CheckedOtherwise { .. } => Part::Engine,
            _ => Part::File,
        }
    }

    /// The word by which messages know it.
    pub fn name(&self) -> &'static str {
        match self {
            Flaw::Missing => "missing",
            Flaw::MissingHere { .. } => "missing-here",
            Flaw::Added => "added",
            Flaw::NotAFile => "not-a-file",
            Flaw::NotRead { .. } => "not-read",
            Flaw::Altered => "altered",
            Flaw::Swapped { .. } => "swapped",
            Flaw::Unreadable { .. } => "unreadable",
            Flaw::Later { .. } => "later",
            Flaw::Inconsistent => "inconsistent",
            Flaw::OtherYear { .. } => "other-year",
            Flaw::NotProved => "not-proved",
            Flaw::OtherDigest { .. } => "other-digest",
            Flaw::Unfinished => "unfinished",
            Flaw::WrongPlan { .. } => "wrong-plan",
            Flaw::NoSource => "no-source",
            Flaw::OtherEquations { .. } => "other-equations",
            Flaw::OtherFacts { .. } => "other-facts",
            Flaw::OtherData { .. } => "other-data",
            Flaw::OtherFigure { .. } => "other-figure",
            Flaw::UnreadablePdf { .. } => "unreadable-pdf",
            Flaw::DrawnOtherwise => "drawn-otherwise",
            Flaw::NotDrawn { .. } => "not-drawn",
            Flaw::CheckedOtherwise { .. } => "checked-otherwise",
        }
    }

    /// What its message needs beside the path.
    pub fn args(&self) -> Args {
        let text = |text: &String| Arg::from(text.as_str());
        match self {
            Flaw::MissingHere { there } => vec![("other", text(there))],
            Flaw::Swapped { other } => vec![("other", text(other))],
            Flaw::OtherFacts { annex: other } | Flaw::OtherData { document: other } => vec![("other", text(other))],
            Flaw::NotRead { reason } | Flaw::Unreadable { reason } | Flaw::NotDrawn { reason } => {
                vec![("detail", text(reason))]
            }
            Flaw::UnreadablePdf { at } => vec![("detail", at.to_string().into())],
            Flaw::OtherYear { year } => vec![("year", year.to_string().into())],
            Flaw::Later { format } => vec![("format", format.to_string().into())],
            Flaw::OtherDigest { digest } => vec![("digest", text(digest))],
            Flaw::WrongPlan { errors } | Flaw::CheckedOtherwise { errors } => vec![("errors", (*errors).into())],
            Flaw::OtherEquations { recorded, found } => vec![("recorded", text(recorded)), ("found", text(found))],
            Flaw::OtherFigure { row, column, source, document } => {
                vec![
                    ("row", text(row)),
                    ("column", text(column)),
                    ("source", text(source)),
                    ("document", text(document)),
                ]
            }
            _ => vec![],
        }
    }
}

impl From<Unsound> for Flaw {
    fn from(unsound: Unsound) -> Self {
        match unsound {
            Unsound::Unreadable(reason) => Flaw::Unreadable { reason },
            Unsound::Later(format) => Flaw::Later { format },
            Unsound::Inconsistent => Flaw::Inconsistent,
            Unsound::Altered => Flaw::Altered,
        }
    }
}

impl From<Discrepancy> for Flaw {
    fn from(found: Discrepancy) -> Self {
        let or_nothing = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let Discrepancy { row, column, annex, pdf, .. } = found;
        Flaw::OtherFigure { row, column, source: or_nothing(annex), document: or_nothing(pdf) }
    }
}
