//! What is in the archive of a year: `manifest.json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::consistency::is_consistent;
use super::{AnnexRecord, Engine, FileRecord, MANIFEST, PlanRecord, ProjectRecord, VersionRecord};
use crate::digest::sha256;

/// Edition of the form of manifests.
const FORMAT: u32 = 1;
/// What stands for the digest of the whole while that is worked out.
const NO_DIGEST: &str = "";
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
        self.digest = self.sealed();
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
        // Nothing twice, in another order or besides: what is read is all that was written.
        if manifest.written() != bytes || manifest.sealed() != manifest.digest {
            return Err(Unsound::Altered);
        }
        if is_consistent(&manifest) { Ok(manifest) } else { Err(Unsound::Inconsistent) }
    }

    /// The digest of the whole, as it has to be.
    fn sealed(&self) -> String {
        sha256(&Self { digest: NO_DIGEST.to_owned(), ..self.clone() }.written())
    }

    pub fn project(&self, number: usize) -> Option<&ProjectRecord> {
        self.projects.iter().find(|project| project.number == number)
    }

    /// The number of the project that has these files, by their paths in it.
    pub fn project_of(&self, files: &[(String, Vec<u8>)]) -> Option<usize> {
        let is_it = |project: &&ProjectRecord| {
            let has = |(path, bytes): &(String, Vec<u8>)| {
                let path = format!("{}/{path}", project.folder);
                self.files.get(&path).is_some_and(|file| *file == FileRecord::new(&path, bytes))
            };
            self.files.below(&project.folder).count() == files.len() && files.iter().all(has)
        };
        self.projects.iter().find(is_it).map(|project| project.number)
    }

    /// The number that an engine has here.
    pub fn engine_of(&self, engine: &Engine) -> Option<usize> {
        self.engines.iter().find(|known| known.is(engine)).map(|known| known.number)
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

/// A line as GNU `sha256sum` writes it: one for a name with a line end or a backslash begins with a backslash.
fn sum_line(path: &str, digest: &str) -> String {
    if path.contains(['\\', '\n', '\r']) {
        let escaped = path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
        format!("\\{digest}  {escaped}\n")
    } else {
        format!("{digest}  {path}\n")
    }
}
