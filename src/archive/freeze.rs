//! What of a plan is new to an archive: an annex that was never archived, or a version that a correction made. Whatever is
//! archived already stays as it is.

use super::consistency::{project_folder, source_folder, version_folder};
use super::metadata::EXTENSION;
use super::{
    AnnexRecord, CorrectionRecord, Engine, EquationRecord, FileRecord, Manifest, PlanRecord, ProjectRecord,
    SourceRecord, VersionRecord,
};
use crate::Document;
use crate::annex::Annex;
use crate::catalogue::Catalogue;
use crate::render::{Format, Words};

/// What is archived of an annex, whatever the project publishes.
pub const DOCUMENTS: [Format; 3] = [Format::Pdf, Format::Csv, Format::Json];

/// Paths in the archive and bytes.
type Files = Vec<(String, Vec<u8>)>;

/// A plan that may be archived: checked, without an error, and drawn where something of it is new.
#[derive(Debug)]
pub struct Candidate<'a> {
    /// Its path in the project.
    pub plan: String,
    /// Its name among the folders of the archive: `migranti`.
    pub folder: &'a str,
    pub annexes: &'a [Annex],
    /// Those that are not archived as they are, by their indices.
    pub new: Vec<usize>,
    pub equations: Vec<EquationRecord>,
    pub documents: &'a [Document],
    /// All files that it was made from, the plan's own first, by their paths in the project.
    pub sources: Files,
    /// The record of its check: endings and bytes.
    pub records: Files,
    /// The settings, templates and fonts that it was drawn with, by their paths in the project.
    pub project: &'a Files,
}

/// What became of the annexes of a plan.
#[derive(Debug, Default)]
pub struct Frozen {
    /// What is to be written, by paths in the archive.
    pub files: Files,
    /// Annexes that were not archived before, and versions that corrections made.
    pub annexes: usize,
    pub versions: usize,
    /// Metadata that are new.
    pub metadata: usize,
    /// Annexes that are archived as they are.
    pub unchanged: usize,
}

/// The documents of a version, from which its metadata are made.
#[derive(Debug)]
pub struct VersionFiles<'a> {
    pub pdf: &'a FileRecord,
    /// The data of the annex, then the plan and what else it was made from.
    pub others: Vec<&'a FileRecord>,
    /// The PDF of the version that it takes the place of.
    pub replaces: Option<&'a FileRecord>,
    /// What they were made by.
    pub engine: &'a Engine,
}

/// Makes the metadata of a document, where all that they need is known.
pub type Metadata<'a> = &'a dyn Fn(&Annex, &VersionFiles) -> Option<Vec<u8>>;

/// Takes what of a plan is new into an archive.
pub fn freeze(manifest: &mut Manifest, candidate: &Candidate, metadata: Metadata) -> Frozen {
    let unchanged = candidate.annexes.len() - candidate.new.len();
    let frozen = Frozen { unchanged, ..Frozen::default() };
    let mut writer = Writer { manifest, candidate, metadata, frozen };
    for annex in candidate.annexes {
        writer.complete_metadata(annex);
    }
    if !candidate.new.is_empty() {
        let source = writer.add_source();
        for index in &candidate.new {
            writer.add_version(&candidate.annexes[*index], source);
        }
    }
    writer.frozen
}

impl Candidate<'_> {
    /// The bytes of an annex's document.
    fn document(&self, annex: &Annex, ending: &str) -> Option<&[u8]> {
        let name = annex.file_name(ending);
        self.documents.iter().find(|document| document.name == name).map(|document| document.bytes.as_slice())
    }
}

/// Takes what is new into the manifest, and hands on its files.
struct Writer<'a> {
    manifest: &'a mut Manifest,
    candidate: &'a Candidate<'a>,
    metadata: Metadata<'a>,
    frozen: Frozen,
}

impl Writer<'_> {
    fn add(&mut self, path: String, bytes: &[u8]) -> String {
        self.manifest.files.add(FileRecord::new(&path, bytes));
        self.frozen.files.push((path.clone(), bytes.to_vec()));
        path
    }

    /// The number of the engine that is running.
    fn engine(&mut self) -> usize {
        let present = Engine::present(self.manifest.engines.len() + 1);
        if let Some(known) = self.manifest.engine_of(&present) {
            return known;
        }
        let number = present.number;
        self.manifest.engines.push(present);
        number
    }

    /// The number of the project as it is now, which is taken in if it was not before.
    fn project(&mut self) -> usize {
        let files = self.candidate.project;
        if let Some(known) = self.manifest.project_of(files) {
            return known;
        }
        let number = self.manifest.projects.len() + 1;
        let folder = project_folder(number);
        for (path, bytes) in files {
            self.add(format!("{folder}/{path}"), bytes);
        }
        self.manifest.projects.push(ProjectRecord { number, folder });
        number
    }

    /// Takes in what the annexes are made from. Its number.
    fn add_source(&mut self) -> usize {
        let candidate = self.candidate;
        let (engine, project) = (self.engine(), self.project());
        let number = self.plan().sources.len() + 1;
        let folder = source_folder(candidate.folder, number);
        let mut files = vec![];
        for (path, bytes) in &candidate.sources {
            files.push(self.add(format!("{folder}/{path}"), bytes));
        }
        let mut records = vec![];
        for (ending, bytes) in &candidate.records {
            records.push(self.add(format!("records/{}/{number}.{ending}", candidate.folder), bytes));
        }
        let equations = candidate.equations.clone();
        let plan = files.first().cloned().unwrap_or_default();
        self.plan().sources.push(SourceRecord { number, folder, plan, files, project, engine, records, equations });
        number
    }

    /// The record of the plan, which is made if there is none, and says what its plan now says.
    fn plan(&mut self) -> &mut PlanRecord {
        let Candidate { plan, folder, annexes, .. } = self.candidate;
        let record = self.manifest.plan_or_new(folder);
        record.plan.clone_from(plan);
        if let Some(annex) = annexes.first() {
            let words = Words::new(Catalogue::of_documents(annex.act.language));
            record.title.clone_from(&annex.act.title);
            record.authority.clone_from(&annex.act.authority);
            record.act = annex.act.citation.as_ref().map(|citation| words.citation(citation));
        }
        record
    }

    fn add_version(&mut self, annex: &Annex, source: usize) {
        let candidate = self.candidate;
        let folder = version_folder(candidate.folder, &annex.slug, annex.version());
        let mut documents = vec![];
        for ending in DOCUMENTS.map(Format::extension) {
            if let Some(bytes) = candidate.document(annex, ending) {
                documents.push(self.add(format!("{folder}/{}", annex.file_name(ending)), bytes));
            }
        }
        let words = Words::new(Catalogue::of_documents(annex.act.language));
        let plan = self.plan();
        let index = plan.annexes.iter().position(|known| known.slug == annex.slug);
        let index = index.unwrap_or_else(|| {
            plan.annexes.push(AnnexRecord { label: annex.label.clone(), slug: annex.slug.clone(), versions: vec![] });
            plan.annexes.len() - 1
        });
        let replaces = plan.annexes[index].versions.last().map(|version| version.version);
        // Version 1 had none.
        let since = replaces.map_or(0, |version| version - 1);
        let corrections = annex.corrections.iter().skip(since).map(|found| CorrectionRecord::new(found, words));
        let version = VersionRecord {
            version: annex.version(),
            folder,
            title: annex.title.as_ref().map(|title| title.to_plain()),
            source,
            replaces,
            corrections: corrections.collect(),
            documents,
        };
        plan.annexes[index].versions.push(version);
        match replaces {
            Some(_) => self.frozen.versions += 1,
            None => self.frozen.annexes += 1,
        }
        self.complete_metadata(annex);
    }

    /// Adds the metadata of the version that an annex is, if they can be said and were not.
    fn complete_metadata(&mut self, annex: &Annex) {
        let Some(plan) = self.manifest.plan(self.candidate.folder) else { return };
        let Some(versions) = plan.annex(&annex.slug).map(|annex| &annex.versions) else { return };
        let Some(version) = versions.iter().find(|version| version.version == annex.version()) else { return };
        if version.documents.iter().any(|path| path.ends_with(EXTENSION)) {
            return;
        }
        let file = |path: &str| self.manifest.files.get(path);
        let Some(pdf) = version.document("pdf").and_then(file) else { return };
        let data = version.documents.iter().filter_map(|path| file(path)).filter(|other| *other != pdf);
        let Some(source) = plan.source(version.source) else { return };
        let Some(engine) = self.manifest.engine(source.engine) else { return };
        let sources = source.files.iter().filter_map(|path| file(path));
        let before = version.replaces.and_then(|number| versions.iter().find(|before| before.version == number));
        let replaces = before.and_then(|before| file(before.document("pdf")?));
        let files = VersionFiles { others: data.chain(sources).collect(), pdf, replaces, engine };
        let Some(metadata) = (self.metadata)(annex, &files) else { return };
        let path = format!("{}/{}", version.folder, annex.file_name(EXTENSION));
        let path = self.add(path, &metadata);
        let versions = self.plan().annexes.iter_mut().filter(|known| known.slug == annex.slug);
        if let Some(version) =
            versions.flat_map(|known| &mut known.versions).find(|known| known.version == annex.version())
        {
            version.documents.push(path);
            self.frozen.metadata += 1;
        }
    }
}
