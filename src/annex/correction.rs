//! What happened to an annex after it was published. The annex itself is always as it now stands.

use serde::Serialize;

use super::{Annex, Bulletin, Citation, Date};

/// A correction of a published annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    pub kind: CorrectionKind,
    /// When it was made public.
    pub date: Date,
    /// The act that corrects.
    pub act: Option<Citation>,
    /// Where it was published.
    pub bulletin: Option<Bulletin>,
    /// One line.
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum CorrectionKind {
    /// What was wrong was put right: "rettifica".
    Rectification,
    /// What was missing was added: "integrazione".
    Supplement,
    /// It holds no more: "annullamento".
    Annulment,
}

impl CorrectionKind {
    /// The word by which plans, data and catalogues know it.
    pub fn name(self) -> &'static str {
        match self {
            CorrectionKind::Rectification => "rectification",
            CorrectionKind::Supplement => "supplement",
            CorrectionKind::Annulment => "annulment",
        }
    }
}

impl Correction {
    /// Whether the annex holds no more.
    pub fn annuls(&self) -> bool {
        self.kind == CorrectionKind::Annulment
    }
}

impl Annex {
    /// The number of the version that this one is: each correction makes one more.
    pub fn version(&self) -> usize {
        1 + self.corrections.len()
    }

    /// The annulment, where it holds no more.
    pub fn annulment(&self) -> Option<&Correction> {
        self.corrections.last().filter(|last| last.annuls())
    }
}
