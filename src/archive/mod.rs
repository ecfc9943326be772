//! The archive of a year: its annexes as they were published, what they were made from, and all that is needed to prove
//! decades later that neither has changed.
//!
//! In: annexes as checked and drawn, and files as they were read. Out: paths and bytes of what is archived, and what a
//! comparison of an archive with itself has found. Nothing here touches the disk.

mod bag;
mod consistency;
mod data;
mod engine;
mod envelope;
mod finding;
mod freeze;
mod integrity;
mod manifest;
pub mod metadata;
pub mod package;
pub mod pdf;
mod records;
mod standing;

pub use self::bag::Bag;
pub use self::consistency::is_inside;
pub use self::data::{same_content, same_numbers};
pub use self::engine::Engine;
pub use self::envelope::opened;
pub use self::finding::{Finding, Flaw, Part};
pub use self::freeze::{Candidate, DOCUMENTS, Frozen, VersionFiles, freeze};
pub use self::integrity::{Listed, integrity, integrity_by_sums};
pub use self::manifest::{FileRecords, Manifest, Unsound};
pub use self::records::{
    AnnexRecord, CorrectionRecord, EquationRecord, FileRecord, PlanRecord, ProjectRecord, SourceRecord, VersionRecord,
};
pub use self::standing::{Refusal, Standing, latest};

/// How the files of a year's archive lie in its folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// As they are.
    #[default]
    Plain,
    /// In a bag (RFC 8493): below `data/`, with the bag's own files beside it.
    Bag,
}

impl Layout {
    pub const ALL: [Layout; 2] = [Layout::Plain, Layout::Bag];

    /// What the paths of archived files begin with in the folder of the year.
    pub fn prefix(self) -> &'static str {
        match self {
            Layout::Plain => "",
            Layout::Bag => "data/",
        }
    }
}

/// The file that makes a folder an archive.
pub const MANIFEST: &str = "manifest.json";
/// The digests of all files, as `sha256sum -c` reads them.
pub const SUMS: &str = "SHA256SUMS";
/// What the archive is, for who finds it without the program.
pub const README: &str = "LEGGIMI.txt";
