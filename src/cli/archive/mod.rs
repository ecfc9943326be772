//! `allegato archive YEAR`: freezes the annexes of a year into `archive/<year>/`. What is archived there already stays as it
//! is; nothing is archived as long as anything is wrong.

mod archivist;
mod year;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use self::archivist::{Archivist, Attempt};
pub use self::archivist::{equations, records};
use self::year::Year;
use super::folders;
use super::{Job, Outcome, Report, check};
use crate::annex::Table;
use crate::archive::package::{Package, Packer};
use crate::archive::{DOCUMENTS, FileRecord, Layout, Manifest, README};
use crate::check::Surroundings;
use crate::error::{Doing, Error};
use crate::read::{PlanFile, YearFolder, digest_of, read_file, slashed, without_dots};
use crate::render::Settings;
use crate::workers;
use crate::write::{NewFile, Output};

/// What the verb is told beside what all are.
pub struct Order {
    pub year: u16,
    /// Whether to make a bag of it, whatever the project says.
    pub bag: bool,
    /// File that the whole archive is packed into.
    pub package: Option<PathBuf>,
}

pub fn run(job: &Job, order: &Order, report: &mut Report) -> Result<Outcome, Error> {
    let package = order.package.as_deref().map(|path| (path, Package::of(path)));
    let package = match package {
        Some((path, None)) => {
            return Ok(report.misuse("package-unknown-kind", &[("path", path.display().to_string().into())]));
        }
        Some((path, Some(package))) => Some((path, package)),
        None => None,
    };
    let work = match job.open_with(report, documents)? {
        Ok(work) => work,
        Err(outcome) => return Ok(outcome),
    };
    let project = &work.workspace.project;
    let archives = work.workspace.root.join(&project.archive.0);
    let root = archives.join(order.year.to_string());
    // A package in its own archive would be one file too many there.
    if let Some((path, _)) = package
        && (without_dots(path).starts_with(&root) || YearFolder::holds(path))
    {
        return Ok(report.misuse("package-inside", &[("path", path.display().to_string().into())]));
    }
    let output = Output::open(&archives, || report.say("waiting", &[]))?;
    let layout = if order.bag { Layout::Bag } else { project.archive.1 };
    let mut year = match Year::open(&output, &archives, order.year, layout, job.threads)? {
        Ok(year) => year,
        Err(damaged) => return Ok(damaged.tell(order.year, report)),
    };
    if order.bag && year.folder.layout != Layout::Bag {
        return Ok(report.misuse("archived-otherwise", &[("year", order.year.to_string().into())]));
    }
    let mut sum = Sum::default();
    let folders = job.folders(&work.workspace, &work.plans, &folders::outline)?;
    let archivist = Archivist::new(&work, &folders, &year)?;
    let policy = report.policy().clone();
    let (can_print, fits) = (|c| work.renderer.can_print(c), |table: &Table| work.renderer.fits(table));
    let surroundings =
        Surroundings { equations: true, ..check::surroundings(&work.workspace, &policy, &can_print, &fits) };
    let drawn = |plan: &PlanFile| archivist.draw(plan, &surroundings);
    workers::for_each(&work.plans, job.threads, drawn, |drawn| sum.add(drawn, &archivist, &mut year, report));
    let outcome = sum.conclude(year, &archivist, report)?;
    if let (Outcome::Good, Some((path, kind))) = (outcome, package) {
        pack(&root, path, kind, report)?;
    }
    Ok(outcome)
}

/// Has documents made as they are archived.
pub fn documents(settings: &mut Settings) {
    settings.formats = DOCUMENTS.to_vec();
    settings.standards = settings.standards.archival();
}

/// What came of all plans of the year.
#[derive(Default)]
struct Sum {
    plans: usize,
    failed: usize,
    broken: usize,
    annexes: usize,
    versions: usize,
    metadata: usize,
    unchanged: usize,
    /// Those that were set otherwise than they would be today.
    set_otherwise: Vec<String>,
    /// The folders of the plans that there are.
    folders: BTreeMap<String, Vec<String>>,
}

impl Sum {
    fn add(
        &mut self,
        drawn: Result<Option<Attempt>, Error>,
        archivist: &Archivist,
        year: &mut Year,
        report: &mut Report,
    ) {
        let drawn = match drawn {
            Ok(Some(drawn)) => drawn,
            Ok(None) => return,
            Err(error) => {
                report.failure(&error);
                self.broken += 1;
                return;
            }
        };
        self.plans += 1;
        let drawn = match drawn {
            Ok(drawn) => drawn,
            Err(problems) => {
                report.problems(&problems);
                self.failed += 1;
                return;
            }
        };
        let mut problems = drawn.checked.warnings.clone();
        problems.extend(drawn.documents.iter().flat_map(|document| document.warnings.iter().cloned()));
        report.problems(&problems);
        self.failed += usize::from(report.policy().refuses(&problems));
        let slugs = drawn.checked.annexes.iter().map(|annex| annex.slug.clone()).collect();
        self.folders.insert(drawn.folder.clone(), slugs);
        self.set_otherwise.extend(archivist.set_otherwise(&drawn));
        // Where one could not be written, the others could not either.
        if self.broken > 0 {
            return;
        }
        match archivist.freeze(drawn, year) {
            Ok((frozen, lacking)) => {
                report.problems(&lacking);
                self.failed += usize::from(report.policy().refuses(&lacking));
                self.annexes += frozen.annexes;
                self.versions += frozen.versions;
                self.metadata += frozen.metadata;
                self.unchanged += frozen.unchanged;
            }
            Err(error) => {
                report.failure(&error);
                self.broken += 1;
            }
        }
    }

    /// Puts what is new in place, if nothing is wrong.
    fn conclude(self, mut year: Year, archivist: &Archivist, report: &Report) -> Result<Outcome, Error> {
        let number = || ("year", year.number.to_string().into());
        match (self.broken, self.failed) {
            (0, 0) => {}
            (0, _) => {
                report.say("not-archived", &[("plans", self.failed.into())]);
                return Ok(Outcome::Errors);
            }
            _ => return Ok(Outcome::Failed),
        }
        if self.plans == 0 && year.manifest.plans.is_empty() {
            return Ok(report.misuse("no-plans-of-year", &[number()]));
        }
        for gone in self.gone(&year.manifest) {
            report.say("archived-gone", &[("folder", gone.into())]);
        }
        if !self.set_otherwise.is_empty() {
            report.say("archived-set-otherwise", &[("annexes", self.set_otherwise.len().into())]);
        }
        let folder = year.folder.root.clone();
        let is_new = self.annexes + self.versions + self.metadata > 0;
        if year.manifest.files.get(README).is_none() {
            let readme = archivist.readme().into_bytes();
            year.manifest.files.add(FileRecord::new(README, &readme));
            year.add(&[(README.to_owned(), readme)])?;
        }
        let digest = match is_new || !year.is_complete {
            true => year.commit()?,
            false => year.manifest.digest,
        };
        let shown = folder.strip_prefix(&archivist.workspace.root).unwrap_or(&folder).display().to_string();
        report.result(
            "archived",
            &[
                ("year", archivist.year.to_string().into()),
                ("annexes", self.annexes.into()),
                ("versions", self.versions.into()),
                ("metadata", self.metadata.into()),
                ("unchanged", self.unchanged.into()),
                ("new", if is_new { "yes" } else { "no" }.into()),
                ("folder", shown.into()),
                ("digest", digest.into()),
            ],
        );
        Ok(Outcome::Good)
    }

    /// The folders of archived annexes that no plan has any more.
    fn gone(&self, manifest: &Manifest) -> Vec<String> {
        let is_there = |plan: &str, slug: &str| {
            self.folders.get(plan).is_some_and(|annexes| annexes.iter().any(|annex| annex == slug))
        };
        let annexes = manifest.plans.iter().flat_map(|plan| plan.annexes.iter().map(move |annex| (plan, annex)));
        let gone = annexes.filter(|(plan, annex)| !is_there(&plan.folder, &annex.slug));
        gone.filter_map(|(_, annex)| annex.versions.last().map(|version| version.folder.clone())).collect()
    }
}

/// Packs the folder of a year into one file.
fn pack(year: &Path, path: &Path, kind: Package, report: &Report) -> Result<(), Error> {
    let folder = YearFolder { root: year.to_owned(), layout: Layout::Plain };
    let mut file = NewFile::begin(path)?;
    let failed = |cause| Error::new(Doing::Write, path, cause);
    let mut packer = Packer::new(kind, file.writer()).map_err(failed)?;
    let name = year.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for inside in folder.paths()? {
        packer.add(&format!("{name}/{}", slashed(&inside)), &read_file(&folder.root.join(&inside))?).map_err(failed)?;
    }
    packer.finish().map_err(failed)?;
    file.finish()?;
    let (_, digest) = digest_of(path)?;
    report.say("packed", &[("path", path.display().to_string().into()), ("digest", digest.into())]);
    Ok(())
}
