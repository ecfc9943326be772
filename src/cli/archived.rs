//! What was archived, opened again: the project, the plan and its annexes as they were.

use std::sync::Arc;

use super::archive::documents;
use super::check;
use crate::annex::{Annex, Table};
use crate::archive::{Manifest, PlanRecord, SourceRecord, VersionRecord};
use crate::check::Surroundings;
use crate::error::Error;
use crate::read::{PlanFile, Workspace, YearFolder, read_source};
use crate::render::{Format, Renderer, SourceBytes, Sources};
use crate::source::{Diagnostic, Policy, SourceFile};
use crate::{Checked, check_plan};

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
        let is_error = |problem: &Diagnostic| policy.severity(problem.code) == crate::source::Severity::Error;
        if problems.iter().any(is_error) {
            return Ok(Err(problems));
        }
        Ok(Ok(Self { workspace, renderer, policy }))
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
    ) -> Result<Result<(Arc<SourceFile>, Checked), Vec<Diagnostic>>, Error> {
        let plan = PlanFile::archived(year, &source.folder, &source.plan);
        let file = match read_source(&plan.path, &plan.shown)? {
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

/// An archived annex as the present program understands its source; nothing where that can't be had.
pub fn annex(
    year: &YearFolder,
    manifest: &Manifest,
    plan: &PlanRecord,
    version: &VersionRecord,
    slug: &str,
    asks: Asks,
) -> Option<Annex> {
    let source = plan.source(version.source)?;
    let project = ArchivedProject::open(year, manifest, source.project).ok()?.ok()?;
    let (_, checked) = project.check(year, source, asks).ok()?.ok()?;
    checked.annexes.into_iter().find(|annex| annex.slug == slug)
}

/// Its data, as the present program writes them.
pub fn data(
    year: &YearFolder,
    manifest: &Manifest,
    plan: &PlanRecord,
    version: &VersionRecord,
    slug: &str,
) -> Option<Vec<u8>> {
    let source = plan.source(version.source)?;
    let project = ArchivedProject::open(year, manifest, source.project).ok()?.ok()?;
    let (file, checked) = project.check(year, source, Asks::default()).ok()?.ok()?;
    let annex = checked.annexes.iter().find(|annex| annex.slug == slug)?;
    let bytes = file.bytes();
    let sources = Sources { plan: SourceBytes { name: file.path(), bytes: &bytes }, rows: vec![] };
    project.renderer.render(annex, Format::Json, &sources).ok()
}
