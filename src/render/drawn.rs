//! What comes of drawing a document.

use std::fmt;

use crate::source::{Diagnostic, Place};

/// A document as it was drawn.
#[derive(Debug)]
pub struct Drawn {
    pub bytes: Vec<u8>,
    /// What is odd in the template, at its place there.
    pub warnings: Vec<Diagnostic>,
}

impl From<Vec<u8>> for Drawn {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, warnings: vec![] }
    }
}

/// Why a document could not be drawn.
#[derive(Debug)]
pub enum RenderError {
    /// The template is wrong, at its own place.
    Template(Vec<Diagnostic>),
    /// The typesetter refuses the document, for one reason or more.
    Refused(Vec<Refusal>),
}

/// Why the typesetter refuses a document.
#[derive(Debug)]
pub struct Refusal {
    /// What the catalogues know it by, [`Refusal::OTHER`] where they don't.
    pub cause: &'static str,
    /// The standards that do not allow it, where it is for them.
    pub standards: String,
    /// In the typesetter's own words.
    pub reason: String,
    /// Where in a template it comes from.
    pub place: Option<Place>,
}

impl Refusal {
    pub const OTHER: &str = "other";
}

impl RenderError {
    /// A single reason that no standard has to do with.
    pub(super) fn refused(reason: impl Into<String>) -> Self {
        Self::refused_for(Refusal::OTHER, reason)
    }

    pub(super) fn refused_for(cause: &'static str, reason: impl Into<String>) -> Self {
        RenderError::Refused(vec![Refusal { cause, standards: String::new(), reason: reason.into(), place: None }])
    }
}

impl From<Diagnostic> for RenderError {
    fn from(problem: Diagnostic) -> Self {
        RenderError::Template(vec![problem])
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenderError::Template(problems) => write!(f, "{} problems in templates", problems.len()),
            RenderError::Refused(refusals) => {
                let reasons: Vec<&str> = refusals.iter().map(|refusal| refusal.reason.as_str()).collect();
                f.write_str(&reasons.join("; "))
            }
        }
    }
}
