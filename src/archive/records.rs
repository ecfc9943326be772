//! What the manifest of an archive says of plans, annexes and files. The documentation of these types is what the JSON Schema
//! says of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::annex::{Correction, CorrectionKind, Date};
use crate::digest::sha256;
use crate::render::Words;

/// Settings, templates and fonts of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectRecord {
    /// Its number in this archive, from 1.
    pub number: usize,
    /// The folder that has its files: `project/1`.
    pub folder: String,
}

/// A plan and its annexes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanRecord {
    /// Its path in the project.
    pub plan: String,
    /// Its name among the folders of the archive: `migranti`.
    pub folder: String,
    /// Its title when it was last archived.
    pub title: String,
    /// Who issued the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The act by its name, in the plan's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// What its annexes were made from, each state that was archived.
    pub sources: Vec<SourceRecord>,
    pub annexes: Vec<AnnexRecord>,
}

/// A plan as it was when annexes of it were archived, with all files that it takes something from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceRecord {
    /// Its number among those of the plan, from 1.
    pub number: usize,
    /// The folder that has its files, by their paths in the project: `sources/migranti/1`.
    pub folder: String,
    /// The plan's own file.
    pub plan: String,
    /// All of them, the plan's own first.
    pub files: Vec<String>,
    /// Number of the project that it was made with.
    pub project: usize,
    /// Number of the engine that it was made by.
    pub engine: usize,
    /// The record of its check, as JSON and for people.
    pub records: Vec<String>,
    /// All that was verified.
    pub equations: Vec<EquationRecord>,
}

/// Something that was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EquationRecord {
    /// Both sides in the plan's notation: "1,00 + 2,00 = 3,00".
    pub equation: String,
    /// What came of it: agrees, computed (it was left out of the plan), within-tolerance, as-published.
    pub outcome: String,
}

/// An annex in all its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnexRecord {
    /// `A`, `B2`
    pub label: String,
    /// As it is called in file names: `a`.
    pub slug: String,
    /// From the first that was archived to the last, which is the one that holds.
    pub versions: Vec<VersionRecord>,
}

/// An annex as it was published at first, or by a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VersionRecord {
    /// Its number: 1 as it was first published, and one more for each correction.
    pub version: usize,
    /// The folder that has its documents: `annexes/migranti/allegato-a/v1`.
    pub folder: String,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Number of the source that it was made from.
    pub source: usize,
    /// Number of the archived version that it takes the place of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<usize>,
    /// What happened to the annex since that version, oldest first; for the first that was archived, all that had happened
    /// before.
    pub corrections: Vec<CorrectionRecord>,
    /// Its documents: PDF, CSV, JSON, and the metadata of the PDF where there are any.
    pub documents: Vec<String>,
}

/// What made an annex another version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionRecord {
    /// rectification, supplement or annulment.
    pub kind: String,
    /// When it was made public, of ISO 8601.
    #[schemars(with = "String")]
    pub date: Date,
    pub reason: String,
    /// The act that corrects, by its name in the plan's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bulletin: Option<String>,
}

/// A file as it was archived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileRecord {
    /// Relative to the manifest, with `/`.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// In hexadecimal digits.
    #[schemars(extend("pattern" = "^[0-9a-f]{64}$"))]
    pub sha256: String,
}

impl PlanRecord {
    pub fn source(&self, number: usize) -> Option<&SourceRecord> {
        self.sources.iter().find(|source| source.number == number)
    }

    pub fn annex(&self, slug: &str) -> Option<&AnnexRecord> {
        self.annexes.iter().find(|annex| annex.slug == slug)
    }
}

impl AnnexRecord {
    pub fn version(&self, version: usize) -> Option<&VersionRecord> {
        self.versions.iter().find(|found| found.version == version)
    }
}

impl VersionRecord {
    /// Whether the annex holds no more.
    pub fn annuls(&self) -> bool {
        self.corrections.last().is_some_and(CorrectionRecord::annuls)
    }

    /// Its document with an ending: `pdf`.
    pub fn document(&self, ending: &str) -> Option<&str> {
        let is_it = |path: &&String| path.rsplit_once('.').is_some_and(|(_, found)| found == ending);
        self.documents.iter().find(is_it).map(String::as_str)
    }
}

impl CorrectionRecord {
    pub fn new(correction: &Correction, words: Words) -> Self {
        Self {
            kind: correction.kind.name().to_owned(),
            date: correction.date,
            reason: correction.reason.clone(),
            act: correction.act.as_ref().map(|act| words.citation(act)),
            bulletin: correction.bulletin.as_ref().map(|bulletin| words.issue(bulletin)),
        }
    }

    /// Whether the annex holds no more.
    pub fn annuls(&self) -> bool {
        self.kind == CorrectionKind::Annulment.name()
    }
}

impl FileRecord {
    pub fn new(path: &str, bytes: &[u8]) -> Self {
        Self { path: path.to_owned(), size: bytes.len() as u64, sha256: sha256(bytes) }
    }
}
