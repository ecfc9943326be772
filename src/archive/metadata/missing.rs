//! What a record lacks, and how that is told.

use crate::source::{Code, Diagnostic, Place};

/// Something mandatory that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The project does not say which administration registers its documents, or not all that is needed of it.
    Registrar,
    /// The plan is of an authority that the project says nothing of, or not all that is needed.
    Author(String),
    DocumentType,
    /// Code of the register of acts.
    Register,
    /// Number of the act.
    Number,
    /// Date of the act.
    Date,
    Classification,
    Aggregation,
    /// Who answers for a correction.
    Operator,
    /// The version before was not archived.
    PreviousVersion,
}

/// Who could say what is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// The project alone: told when its settings are read.
    Project,
    /// The plan, or the project for all plans: told when the plan is checked.
    Plan,
    /// Nobody but the archive itself: told when it is made.
    Archive,
}

impl Missing {
    /// The word by which messages know it.
    pub fn name(&self) -> &'static str {
        match self {
            Missing::Registrar => "administration",
            Missing::Author(_) => "author",
            Missing::DocumentType => "document-type",
            Missing::Register => "register",
            Missing::Number => "number",
            Missing::Date => "date",
            Missing::Classification => "classification",
            Missing::Aggregation => "aggregation",
            Missing::Operator => "operator",
            Missing::PreviousVersion => "previous-version",
        }
    }

    pub fn place(&self) -> Where {
        match self {
            Missing::Registrar => Where::Project,
            Missing::PreviousVersion => Where::Archive,
            _ => Where::Plan,
        }
    }

    /// What there is to say of it at a place: that of the project's table, of the plan, or of the correction.
    pub fn diagnostic(&self, place: Place) -> Diagnostic {
        let of = match self {
            Missing::Author(authority) => authority.as_str(),
            _ => "",
        };
        incomplete(self.name(), of, place)
    }
}

/// Says that something is missing, `of` an administration where it is about one.
pub fn incomplete(missing: &'static str, of: &str, place: Place) -> Diagnostic {
    Diagnostic::new(Code::MetadataIncomplete, place).arg("missing", missing).arg("of", of)
}
