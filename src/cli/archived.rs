//! What was archived, opened again: the project, the plan and its annexes as they were.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::archive::documents;
use super::check;
use crate::annex::{Annex, Table};
use crate::archive::{AnnexRecord, FileRecord, MANIFEST, Manifest, PlanRecord, SourceRecord, Unsound, VersionRecord};
use crate::catalogue::Catalogue;
use crate::check::Surroundings;
use crate::digest::{Digesting, sha256};
use crate::error::{Doing, Error};
use crate::project::Project;
use crate::read::{PlanFile, Workspace, YearFolder, read_source};
use crate::render::{Format, Renderer, SourceBytes, Sources};
use crate::source::{Diagnostic, Policy, SourceFile};
use crate::{Checked, check_plan};

/// Where years are archived: in a folder that was named, else in the project's, else in `archive/` here.
///
/// # Errors
/// If the project's settings can't be read.
pub fn archives(here: &Path, project: Option<&Path>, named: Option<&Path>) -> Result<PathBuf, Error> {
    if let Some(folder) = named {
        return Ok(here.join(folder));
    }
    let root = project.map(|folder| here.join(folder)).or_else(|| Workspace::find(here));
    Ok(match root {
        Some(root) => {
            let (workspace, _) = Workspace::open(&root)?;
            workspace.root.join(&workspace.project.archive.0)
        }
        None => here.join(Project::default().archive.0),
    })
}

/// A plan's file, and what came of its check.
pub type Rechecked = (Arc<SourceFile>, Checked);

/// A project as it was archived.
pub struct ArchivedProject {
    workspace: Workspace,
    pub renderer: Renderer,
    policy: Policy,
}

impl ArchivedProject {
    /// Opens one of those in the archive of a year.
    ///
    /// # Errors
    /// If a file can't be read; the inner error says what is wrong in the files.
    pub fn open(year: &YearFolder, manifest: &Manifest, number: usize) -> Result<Result<Self, Vec<Diagnostic>>, Error> {
        let folder = manifest.project(number).map(|project| project.folder.as_str()).unwrap_or_default();
        let (mut workspace, mut problems) = Workspace::open(&year.path(folder))?;
        // Pages are not archived, nor what they look by.
        workspace.project.bootstrap_italia = None;
        let mut settings = workspace.project.documents.clone();
        documents(&mut settings);
        let (templates, found) = workspace.templates()?;
        problems.extend(found);
        let (stationery, found) = workspace.stationery()?;
        problems.extend(found);
        let policy = Policy { errors: workspace.project.warnings_as_errors.clone(), ..Policy::default() };
        let renderer = match Renderer::new(&templates, settings) {
            Ok(mut renderer) => {
                problems.extend(renderer.furnish(stationery));
                renderer
            }
            Err(found) => {
                problems.extend(found);
                return Ok(Err(problems));
            }
        };
        if policy.refuses(&problems) {
            return Ok(Err(problems));
        }
        Ok(Ok(Self { workspace, renderer, policy }))
    }

    /// The words that records of checks are in.
    pub fn words(&self) -> Catalogue {
        Catalogue::interface(self.workspace.project.language)
    }

    /// Checks one of the sources again.
    ///
    /// # Errors
    /// If the plan can't be read; the inner error says what is wrong in it.
    pub fn check(
        &self,
        year: &YearFolder,
        source: &SourceRecord,
        asks: Asks,
    ) -> Result<Result<Rechecked, Vec<Diagnostic>>, Error> {
        let plan = PlanFile::archived(year, &source.folder, &source.plan);
        let file = match read_source(&plan.path, &plan.shown())? {
            Ok(file) => file,
            Err(problems) => return Ok(Err(problems)),
        };
        let (can_print, fits) = (|c| self.renderer.can_print(c), |table: &Table| self.renderer.fits(table));
        let surroundings = check::surroundings(&self.workspace, &self.policy, &can_print, &fits);
        let Asks { equations, derivations } = asks;
        let surroundings = Surroundings { equations, derivations, with_ipa: None, ..surroundings };
        let checked = check_plan(&file, &|path| plan.beside(path), &surroundings);
        Ok(checked.map(|checked| (file, checked)))
    }
}

/// What is asked of a check beside annexes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asks {
    pub equations: bool,
    pub derivations: bool,
}

/// The archive of a year, its manifest found sound.
pub struct ArchivedYear {
    pub folder: YearFolder,
    pub manifest: Manifest,
    pub manifest_bytes: Vec<u8>,
}

/// One version of an annex, and whose it is.
#[derive(Clone, Copy)]
pub struct Version<'a> {
    pub plan: &'a PlanRecord,
    pub annex: &'a AnnexRecord,
    pub version: &'a VersionRecord,
}

impl ArchivedYear {
    /// Opens the one in a folder; `None` where there is none. A manifest that can't be trusted proves nothing.
    ///
    /// # Errors
    /// If it can't be read; the inner error says why it can't be trusted.
    pub fn open(root: &Path) -> Result<Option<Result<Self, Unsound>>, Error> {
        let Some(folder) = YearFolder::find(root) else { return Ok(None) };
        let manifest_bytes = folder.read(MANIFEST)?;
        Ok(Some(Manifest::from_bytes(&manifest_bytes).map(|manifest| Self { folder, manifest, manifest_bytes })))
    }

    /// All versions of all its annexes.
    pub fn versions(&self) -> impl Iterator<Item = Version<'_>> {
        self.manifest.versions().map(|(plan, annex, version)| Version { plan, annex, version })
    }

    /// The longest archived document that a file begins with, and its size: the file may have been signed since.
    pub fn document(&self, file: &[u8]) -> Option<(Version<'_>, &FileRecord)> {
        let documents = self.versions().flat_map(|version| {
            let records = version.version.documents.iter().filter_map(|path| self.manifest.files.get(path));
            records.map(move |record| (version, record))
        });
        let mut documents: Vec<_> = documents.collect();
        documents.sort_by_key(|(_, record)| record.size);
        let (mut digest, mut read, mut found) = (Digesting::default(), 0, None);
        for (version, record) in documents {
            let Some(size) = usize::try_from(record.size).ok().filter(|size| *size <= file.len()) else { break };
            digest.add(&file[read..size]);
            read = size;
            if digest.clone().finish() == record.sha256 {
                found = Some((version, record));
            }
        }
        found
    }

    /// The version that a path leads to: its folder in the archive, or one of its documents.
    pub fn version_at(&self, path: &Path) -> Option<Version<'_>> {
        let is_it = |version: &Version| {
            let folder = self.folder.path(&version.version.folder);
            same_place(path, &folder)
                || version.version.documents.iter().any(|document| same_place(path, &self.folder.path(document)))
        };
        self.versions().find(is_it)
    }

    /// What a version was made from.
    ///
    /// # Errors
    /// As for [`reopen`].
    pub fn reopen(&self, version: Version, asks: Asks) -> Result<Result<Reopened, Vec<Diagnostic>>, Error> {
        reopen(&self.folder, &self.manifest, version.plan, version.version, asks)
    }
}

/// The source of a version, with the project that it was made with.
///
/// # Errors
/// If files can't be read; the inner error says what is wrong in them.
pub fn reopen(
    year: &YearFolder,
    manifest: &Manifest,
    plan: &PlanRecord,
    version: &VersionRecord,
    asks: Asks,
) -> Result<Result<Reopened, Vec<Diagnostic>>, Error> {
    // A manifest that was read names only what is there.
    let Some(source) = plan.source(version.source) else { return Ok(Err(vec![])) };
    let project = manifest.project(source.project).map(|project| project.folder.as_str()).unwrap_or_default();
    let of_project = manifest.files.below(project).map(|file| &file.path);
    for file in source.files.iter().chain(of_project).filter_map(|path| manifest.files.get(path)) {
        // What was changed since proves nothing, and is nobody's to publish.
        if sha256(&year.read(&file.path)?) != file.sha256 {
            let cause = io::Error::from(io::ErrorKind::InvalidData);
            return Err(Error::new(Doing::Read, &year.path(&file.path), cause));
        }
    }
    let project = match ArchivedProject::open(year, manifest, source.project)? {
        Ok(project) => project,
        Err(problems) => return Ok(Err(problems)),
    };
    let checked = project.check(year, source, asks)?;
    Ok(checked.map(|(file, checked)| Reopened { project, file, checked }))
}

/// What an annex was made from, as the present program understands it.
pub struct Reopened {
    pub project: ArchivedProject,
    file: Arc<SourceFile>,
    pub checked: Checked,
}

impl Reopened {
    pub fn annex(&self, slug: &str) -> Option<&Annex> {
        self.checked.annexes.iter().find(|annex| annex.slug == slug)
    }

    /// The data of an annex, as the present program writes them.
    pub fn data(&self, slug: &str) -> Option<Vec<u8>> {
        let plan = self.file.bytes();
        let sources = Sources { plan: SourceBytes { name: self.file.path(), bytes: &plan }, rows: vec![] };
        self.project.renderer.render(self.annex(slug)?, Format::Json, &sources).ok()
    }
}

/// The years that are archived in a folder, each opened when somebody asks.
pub struct Archives {
    root: PathBuf,
    years: Mutex<BTreeMap<u16, Option<Arc<ArchivedYear>>>>,
}

impl Archives {
    pub fn new(root: PathBuf) -> Self {
        Self { root, years: Mutex::default() }
    }

    fn year(&self, year: u16) -> Option<Arc<ArchivedYear>> {
        // Nobody panics while he holds it.
        let mut years = self.years.lock().unwrap_or_else(PoisonError::into_inner);
        let is_its = |found: &ArchivedYear| found.manifest.year == year;
        let open = || ArchivedYear::open(&self.root.join(year.to_string())).ok()??.ok().filter(is_its).map(Arc::new);
        years.entry(year).or_insert_with(open).clone()
    }

    /// The digest of all that is archived of a year.
    pub fn digest(&self, year: u16) -> Option<String> {
        self.year(year).map(|year| year.manifest.digest.clone())
    }

    /// An annex as it was in an earlier version, where that is archived; `plan` is its plan's name among the folders there.
    pub fn earlier(&self, plan: &str, annex: &Annex, version: usize) -> Option<Annex> {
        let year = self.year(annex.act.year)?;
        let plan = year.manifest.plan(plan)?;
        let record = plan.annex(&annex.slug)?;
        let version = Version { plan, annex: record, version: record.version(version)? };
        let asks = Asks { derivations: true, ..Asks::default() };
        let reopened = year.reopen(version, asks).ok()?.ok()?;
        reopened.checked.annexes.into_iter().find(|found| found.slug == annex.slug)
    }
}

fn same_place(one: &Path, other: &Path) -> bool {
    std::fs::canonicalize(one).ok().zip(std::fs::canonicalize(other).ok()).is_some_and(|(one, other)| one == other)
}
