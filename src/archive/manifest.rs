//! What is in the archive of a year: `manifest.json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Engine, MANIFEST};
use crate::annex::{Correction, CorrectionKind, Date};
use crate::digest::sha256;
use crate::render::Words;

/// Edition of the form of manifests.
const FORMAT: u32 = 1;
/// What stands for the digest of the whole while that is worked out.
const NO_DIGEST: &str = "";
/// How the line with the digest of the whole begins. It is the only one that begins so: it is not indented further, and
/// a text of JSON has no line ends.
const DIGEST_LINE: &str = "\n  \"digest\": \"";

/// The archive of a year: what is in it, what it was made from and by, and what was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Edition of this form. It is raised when a reader of the former one would no longer understand.
    #[schemars(extend("const" = FORMAT))]
    pub format: u32,
    /// The year of the plans.
    pub year: u16,
    /// SHA-256 of this file with nothing between the quotes of this line, in hexadecimal digits: the digest of the whole, since
    /// the digests of all files are below.
    #[schemars(extend("pattern" = "^[0-9a-f]{64}$"))]
    pub digest: String,
    /// By what the documents were made.
    pub engines: Vec<Engine>,
    /// The settings, templates and fonts that they were made with, each state that was needed.
    pub projects: Vec<ProjectRecord>,
    /// The plans, in order of folder.
    pub plans: Vec<PlanRecord>,
    /// All files of the archive but this one and `SHA256SUMS`, in order of path.
    #[schemars(with = "Vec<FileRecord>")]
    pub files: FileRecords,
}

/// Files by their paths.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Vec<FileRecord>", from = "Vec<FileRecord>")]
pub struct FileRecords(BTreeMap<String, FileRecord>);

impl FileRecords {
    pub fn add(&mut self, file: FileRecord) {
        self.0.insert(file.path.clone(), file);
    }

    pub fn get(&self, path: &str) -> Option<&FileRecord> {
        self.0.get(path)
    }

    pub fn iter(&self) -> impl Iterator<Item = &FileRecord> {
        self.0.values()
    }

    /// Those in a folder, or in one in it.
    pub fn below(&self, folder: &str) -> impl Iterator<Item = &FileRecord> {
        let start = format!("{folder}/");
        let found = self.0.range(start.clone()..).map(|(_, file)| file);
        found.take_while(move |file| file.path.starts_with(&start))
    }
}

impl From<FileRecords> for Vec<FileRecord> {
    fn from(files: FileRecords) -> Self {
        files.0.into_values().collect()
    }
}

impl From<Vec<FileRecord>> for FileRecords {
    fn from(files: Vec<FileRecord>) -> Self {
        Self(files.into_iter().map(|file| (file.path.clone(), file)).collect())
    }
}

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

/// Why a manifest can't be trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsound {
    /// It is no manifest, for that reason.
    Unreadable(String),
    /// It is one of a later program.
    Later(u32),
    /// It names what is not there, or files elsewhere.
    Inconsistent,
    /// It is not as it was written.
    Altered,
}

impl Manifest {
    /// Of a year of which nothing is archived yet.
    pub fn new(year: u16) -> Self {
        let digest = NO_DIGEST.to_owned();
        Self {
            format: FORMAT,
            year,
            digest,
            engines: vec![],
            projects: vec![],
            plans: vec![],
            files: FileRecords::default(),
        }
    }

    /// The file, with the digest of the whole in it.
    pub fn to_bytes(&mut self) -> Vec<u8> {
        self.digest = NO_DIGEST.to_owned();
        self.digest = sha256(&self.written());
        self.written()
    }

    fn written(&self) -> Vec<u8> {
        // Nothing in it can fail to be JSON.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads one back.
    ///
    /// # Errors
    /// Where it can't be trusted.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unsound> {
        #[derive(Deserialize)]
        struct Form {
            format: u32,
        }
        let unreadable = |error: serde_json::Error| Unsound::Unreadable(error.to_string());
        let Form { format } = serde_json::from_slice(bytes).map_err(unreadable)?;
        if format > FORMAT {
            return Err(Unsound::Later(format));
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(unreadable)?;
        if without_digest(bytes).is_none_or(|written| sha256(&written) != manifest.digest) {
            return Err(Unsound::Altered);
        }
        if manifest.is_consistent() { Ok(manifest) } else { Err(Unsound::Inconsistent) }
    }

    /// Whether all that it names is there, and inside.
    fn is_consistent(&self) -> bool {
        let known = |path: &String| self.files.get(path).is_some();
        let below = |folder: &str| self.files.below(folder).next().is_some();
        let source = |source: &SourceRecord| {
            known(&source.plan)
                && source.plan.starts_with(&format!("{}/", source.folder))
                && self.project(source.project).is_some()
                && self.engine(source.engine).is_some()
                && source.records.iter().all(known)
        };
        let version = |plan: &PlanRecord, version: &VersionRecord| {
            plan.source(version.source).is_some() && version.documents.iter().all(known)
        };
        let plan = |plan: &PlanRecord| {
            plan.sources.iter().all(source)
                && plan
                    .annexes
                    .iter()
                    .all(|annex| !annex.versions.is_empty() && annex.versions.iter().all(|found| version(plan, found)))
        };
        let in_order = self.plans.windows(2).all(|pair| pair[0].folder < pair[1].folder);
        in_order
            && self.files.iter().all(|file| is_inside(&file.path))
            && self.projects.iter().all(|project| below(&project.folder))
            && self.plans.iter().all(plan)
    }

    pub fn project(&self, number: usize) -> Option<&ProjectRecord> {
        self.projects.iter().find(|project| project.number == number)
    }

    pub fn engine(&self, number: usize) -> Option<&Engine> {
        self.engines.iter().find(|engine| engine.number == number)
    }

    pub fn plan(&self, folder: &str) -> Option<&PlanRecord> {
        self.place_of(folder).ok().map(|index| &self.plans[index])
    }

    /// The record of a plan, which is made if there is none.
    pub fn plan_or_new(&mut self, folder: &str) -> &mut PlanRecord {
        let index = self.place_of(folder).unwrap_or_else(|index| {
            self.plans.insert(index, PlanRecord { folder: folder.to_owned(), ..PlanRecord::default() });
            index
        });
        &mut self.plans[index]
    }

    /// Where it is, or would be.
    fn place_of(&self, folder: &str) -> Result<usize, usize> {
        self.plans.binary_search_by(|plan| plan.folder.as_str().cmp(folder))
    }

    /// All versions of all annexes.
    pub fn versions(&self) -> impl Iterator<Item = (&PlanRecord, &AnnexRecord, &VersionRecord)> {
        let annexes = self.plans.iter().flat_map(|plan| plan.annexes.iter().map(move |annex| (plan, annex)));
        annexes.flat_map(|(plan, annex)| annex.versions.iter().map(move |version| (plan, annex, version)))
    }

    /// The digests of all files, this one included, as `sha256sum -c` reads them: given the bytes of this one.
    pub fn sums(&self, bytes: &[u8]) -> String {
        let mut sums: BTreeMap<&str, String> =
            self.files.iter().map(|file| (file.path.as_str(), file.sha256.clone())).collect();
        sums.insert(MANIFEST, sha256(bytes));
        sums.into_iter().map(|(path, digest)| sum_line(path, &digest)).collect()
    }
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

/// A manifest as it was when its digest was worked out.
fn without_digest(bytes: &[u8]) -> Option<Vec<u8>> {
    let start = bytes.windows(DIGEST_LINE.len()).position(|part| part == DIGEST_LINE.as_bytes())? + DIGEST_LINE.len();
    let length = bytes[start..].iter().position(|byte| *byte == b'"')?;
    Some([&bytes[..start], &bytes[start + length..]].concat())
}

/// Whether a path leads nowhere but into the archive.
pub fn is_inside(path: &str) -> bool {
    !path.contains('\0') && path.split(['/', '\\']).all(|part| !matches!(part, "" | "." | ".."))
}

/// A line as GNU `sha256sum` writes it: one for a name with a line end or a backslash begins with a backslash.
fn sum_line(path: &str, digest: &str) -> String {
    if path.contains(['\\', '\n', '\r']) {
        let escaped = path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
        format!("\\{digest}  {escaped}\n")
    } else {
        format!("{digest}  {path}\n")
    }
}
