//! What the system that preserves documents is told of one: a record in XML beside it, with the elements of AgID's guidelines
//! on electronic documents, Allegato 5, for the "documento amministrativo informatico".
//!
//! In: an annex as checked, the files that are archived of it, and what the project says of itself. Out: the bytes of the
//! record, or what it lacks. Which source says what of the elements stands in `docs/archivio-metadati.md`. Whether a system
//! takes the record is for that system to say.

mod missing;
mod record;
mod xml;

pub use self::missing::{Missing, Where, incomplete as incomplete_of};
pub use self::record::{
    Attached as AttachedRecord, Change, DocumentId, DocumentMetadata, Register, Registration, Role, Software,
};

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::annex::Annex;
pub use crate::annex::{Administration, Office, PreservationSettings as Settings};
use crate::render::Standards;
use crate::source::{Diagnostic, Place};

/// How the name of a record ends, after that of its document: `allegato-a.metadati.xml`.
pub const EXTENSION: &str = "metadati.xml";

/// A file of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentFile<'a> {
    /// Its path in the archive of its year, in any layout the same: `annexes/migranti/allegato-a/v1/allegato-a.pdf`.
    pub path: &'a str,
    pub sha256: [u8; 32],
}

impl<'a> DocumentFile<'a> {
    /// The file that these bytes are.
    pub fn of(path: &'a str, bytes: &[u8]) -> Self {
        Self { path, sha256: Sha256::digest(bytes).into() }
    }

    /// The last part of its path.
    pub fn name(&self) -> &'a str {
        Path::new(self.path).file_name().and_then(|name| name.to_str()).unwrap_or(self.path)
    }
}

/// What else is archived with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Csv,
    Json,
    Plan,
    Rows,
}

/// What is archived of one version of an annex.
#[derive(Debug, Clone)]
pub struct Edition<'a> {
    /// The PDF.
    pub document: DocumentFile<'a>,
    /// What it is written in: see [`format`].
    pub format: &'a str,
    /// The files that go with it, in the order in which they are to be told.
    pub attached: Vec<(Kind, DocumentFile<'a>)>,
    /// The program that made it, and its version.
    pub program: (&'a str, &'a str),
    /// The PDF of the version that was archived before this one, where it is not the first.
    pub previous: Option<DocumentFile<'a>>,
}

/// What PDFs by these standards are called among the formats of Allegato 2.
pub fn format(standards: &Standards) -> &'static str {
    if standards.is_archival() { "PDF/A" } else { "PDF" }
}

/// The record of a document: UTF-8, the same for the same input.
///
/// # Errors
/// Everything mandatory that is not there; then there is no record.
pub fn sidecar(annex: &Annex, edition: &Edition, settings: &Settings) -> Result<Vec<u8>, Vec<Missing>> {
    DocumentMetadata::new(annex, edition, settings).map(|record| xml::write(&record))
}

/// What the records of a plan's annexes will lack that the plan, or the project for all plans, could say, each once: to be told
/// at the place of the plan. What the project lacks of itself is told by its settings.
pub fn incomplete(annexes: &[Annex], settings: &Settings, plan: &Place) -> Vec<Diagnostic> {
    let mut lacking: Vec<Missing> = vec![];
    for missing in annexes.iter().flat_map(|annex| record::missing(annex, settings)) {
        if missing.place() == Where::Plan && !lacking.contains(&missing) {
            lacking.push(missing);
        }
    }
    lacking.iter().map(|missing| missing.diagnostic(plan.clone())).collect()
}
