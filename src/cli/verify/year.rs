//! The archive of a year compared with itself: its files with their digests, its figures with what their sources say, its
//! documents with what is drawn of these again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::archived::{ArchivedProject, Asks};
use super::super::{Report, workers};
use crate::Checked;
use crate::annex::Annex;
use crate::archive::pdf::figures::compare;
use crate::archive::{
    self, CorrectionRecord, Engine, EquationRecord, Finding, Flaw, Listed, MANIFEST, Manifest, Part, PlanRecord, SUMS,
    SourceRecord, VersionRecord, same_amounts,
};
use crate::catalogue::Catalogue;
use crate::digest::sha256;
use crate::error::Error;
use crate::read::YearFolder;
use crate::render::{Format, RenderError, SourceBytes, Sources, Words};
use crate::source::{Diagnostic, SourceFile};

/// What a verification came to.
#[derive(Debug, Default)]
pub struct Verdict {
    pub year: u16,
    pub findings: Vec<Finding>,
    /// Files that there should be.
    pub files: usize,
    /// Annexes, each version for itself, that were drawn again.
    pub versions: usize,
    /// Equations that were worked out again.
    pub equations: usize,
    /// Versions whose documents came out the same, byte for byte.
    pub identical: usize,
    /// Versions whose documents another engine draws otherwise, with the same figures.
    pub by_figures: usize,
    /// Damaged documents that were drawn again as they had been.
    pub recoverable: Vec<String>,
    /// What is running.
    pub engine: String,
    /// Of the whole.
    pub digest: String,
}

impl Verdict {
    /// What is wrong, if anything is: figures before files, and files before the engine.
    pub fn worst(&self) -> Option<Part> {
        self.findings.iter().map(|finding| finding.flaw.part()).min()
    }
}

/// Compares the files of a year with its manifest.
pub fn integrity(
    folder: &YearFolder,
    manifest: &Manifest,
    manifest_bytes: &[u8],
    threads: usize,
) -> Result<Vec<Finding>, Error> {
    Ok(archive::integrity(manifest, manifest_bytes, folder.layout, &list(folder, threads)?))
}

/// All files of a year as they are now.
fn list(folder: &YearFolder, threads: usize) -> Result<BTreeMap<String, Listed>, Error> {
    let paths = folder.paths()?;
    let mut listed = BTreeMap::new();
    let mut failure = None;
    let look = |path: &String| folder.listed(path).map(|found| (path.clone(), found));
    workers::for_each(&paths, threads, look, |found| match found {
        Ok((path, found)) => drop(listed.insert(path, found)),
        Err(error) => failure = Some(error),
    });
    failure.map_or(Ok(listed), Err)
}

/// Verifies the archive of a year. `digest` is that of the whole, if somebody has kept it; `pending`: whether a run that added
/// to it was killed.
pub fn verify(
    folder: &YearFolder,
    threads: usize,
    digest: Option<&str>,
    pending: bool,
    report: &mut Report,
) -> Result<Verdict, Error> {
    let bytes = folder.read(MANIFEST)?;
    let mut verdict = Verdict { engine: Engine::present(1).name(), ..Verdict::default() };
    let add = |verdict: &mut Verdict, path: &str, flaw| verdict.findings.push(Finding { path: path.to_owned(), flaw });
    let manifest = match Manifest::from_bytes(&bytes) {
        Ok(manifest) => manifest,
        Err(unsound) => {
            add(&mut verdict, &format!("{}{MANIFEST}", folder.layout.prefix()), unsound.into());
            let listed = list(folder, threads)?;
            verdict.files = listed.len();
            if let Ok(sums) = folder.read(SUMS) {
                let sums = String::from_utf8_lossy(&sums);
                verdict.findings.extend(archive::integrity_by_sums(&sums, folder.layout, &listed));
            }
            super::tell(&verdict.findings, report);
            return Ok(verdict);
        }
    };
    (verdict.year, verdict.digest) = (manifest.year, manifest.digest.clone());
    // The manifest and its sums are files too.
    verdict.files = manifest.files.iter().count() + 2;
    if digest.is_some_and(|digest| !digest.trim().eq_ignore_ascii_case(&manifest.digest)) {
        add(&mut verdict, MANIFEST, Flaw::OtherDigest { digest: manifest.digest.clone() });
    }
    if pending {
        add(&mut verdict, MANIFEST, Flaw::Unfinished);
    }
    verdict.findings.extend(integrity(folder, &manifest, &bytes, threads)?);
    super::tell(&verdict.findings, report);
    again(folder, &manifest, threads, &|_, _| true, &mut verdict, report)?;
    Ok(verdict)
}

/// Works out and draws again what the sources say that are wanted, and adds to the verdict what is otherwise.
pub fn again(
    folder: &YearFolder,
    manifest: &Manifest,
    threads: usize,
    wanted: &dyn Fn(&PlanRecord, &SourceRecord) -> bool,
    verdict: &mut Verdict,
    report: &mut Report,
) -> Result<(), Error> {
    let sources = manifest.plans.iter().flat_map(|plan| plan.sources.iter().map(move |source| (plan, source)));
    let sources: Vec<(&PlanRecord, &SourceRecord)> = sources.filter(|(plan, source)| wanted(plan, source)).collect();
    let mut projects = BTreeMap::new();
    for number in sources.iter().map(|(_, source)| source.project).collect::<BTreeSet<_>>() {
        projects.insert(number, ArchivedProject::open(folder, manifest, number)?);
    }
    let present = Engine::present(1);
    let damaged: BTreeSet<String> = verdict.findings.iter().map(|finding| finding.path.clone()).collect();
    let inspector = Inspector { folder, manifest, projects: &projects, present: &present, damaged: &damaged };
    let mut failure = None;
    let inspect = |(plan, source): &(&PlanRecord, &SourceRecord)| inspector.inspect(plan, source);
    workers::for_each(&sources, threads, inspect, |inspected| match inspected {
        Ok(inspected) => {
            // What is wrong in a plan is told first, and then what that means.
            report.problems(&inspected.problems);
            super::tell(&inspected.findings, report);
            verdict.findings.extend(inspected.findings);
            verdict.versions += inspected.versions;
            verdict.equations += inspected.equations;
            verdict.identical += inspected.identical;
            verdict.by_figures += inspected.by_figures;
            verdict.recoverable.extend(inspected.recoverable);
        }
        Err(error) => failure = Some(error),
    });
    failure.map_or(Ok(()), Err)
}

/// What is asked of sources.
struct Inspector<'a> {
    folder: &'a YearFolder,
    manifest: &'a Manifest,
    projects: &'a BTreeMap<usize, Result<ArchivedProject, Vec<Diagnostic>>>,
    present: &'a Engine,
    /// Files that are not as they were archived, which was told.
    damaged: &'a BTreeSet<String>,
}

/// What came of one source.
#[derive(Default)]
struct Inspected {
    problems: Vec<Diagnostic>,
    findings: Vec<Finding>,
    versions: usize,
    equations: usize,
    identical: usize,
    by_figures: usize,
    recoverable: Vec<String>,
}

impl Inspected {
    fn add(&mut self, path: &str, flaw: Flaw) {
        self.findings.push(Finding { path: path.to_owned(), flaw });
    }
}

/// A source that was read and checked again.
struct Reread<'a> {
    plan: &'a PlanRecord,
    source: &'a SourceRecord,
    project: &'a ArchivedProject,
    file: Arc<SourceFile>,
    checked: Checked,
    /// Whether it was made by the engine that is running.
    same_engine: bool,
}

impl Inspector<'_> {
    fn inspect(&self, plan: &PlanRecord, source: &SourceRecord) -> Result<Inspected, Error> {
        let mut inspected = Inspected::default();
        let project = match self.projects.get(&source.project) {
            Some(Ok(project)) => project,
            found => {
                inspected.problems = found.and_then(|found| found.as_ref().err()).cloned().unwrap_or_default();
                inspected.add(&source.folder, Flaw::NoSource);
                return Ok(inspected);
            }
        };
        if !self.folder.path(&source.plan).is_file() {
            inspected.add(&source.plan, Flaw::NoSource);
            return Ok(inspected);
        }
        let asks = Asks { equations: true, ..Asks::default() };
        let (file, checked) = match project.check(self.folder, source, asks)? {
            Ok(checked) => checked,
            Err(problems) => {
                inspected.add(&source.plan, Flaw::WrongPlan { errors: problems.len() });
                inspected.problems = problems;
                return Ok(inspected);
            }
        };
        let same_engine = self.manifest.engine(source.engine).is_some_and(|engine| engine.is(self.present));
        let reread = Reread { plan, source, project, file, checked, same_engine };
        self.equations(&reread, &mut inspected);
        for annex in &plan.annexes {
            for version in annex.versions.iter().filter(|version| version.source == source.number) {
                inspected.versions += 1;
                match reread.checked.annexes.iter().find(|found| found.slug == annex.slug) {
                    Some(found) => self.version(&reread, found, version, &mut inspected)?,
                    None => inspected.add(&source.plan, Flaw::NoSource),
                }
            }
        }
        Ok(inspected)
    }

    /// Whether what was verified is what is verified now. Another engine may put it in other words.
    fn equations(&self, reread: &Reread, inspected: &mut Inspected) {
        let found: Vec<EquationRecord> = reread.checked.equations.iter().map(EquationRecord::new).collect();
        let recorded = &reread.source.equations;
        inspected.equations += found.len();
        if reread.same_engine && found != *recorded {
            let other = (0..found.len().max(recorded.len())).find(|index| found.get(*index) != recorded.get(*index));
            let text = |list: &[EquationRecord]| {
                other.and_then(|index| list.get(index)).map_or("-".to_owned(), |equation| equation.equation.clone())
            };
            let flaw = Flaw::OtherEquations { recorded: text(recorded), found: text(&found) };
            inspected.add(&reread.source.plan, flaw);
        }
    }

    fn version(
        &self,
        reread: &Reread,
        annex: &Annex,
        version: &VersionRecord,
        inspected: &mut Inspected,
    ) -> Result<(), Error> {
        if !says_the_same(annex, reread.plan, version) {
            inspected.add(MANIFEST, Flaw::OtherFacts { annex: version.folder.clone() });
        }
        let data = self.data(reread, annex, version, inspected)?;
        let pdf = self.pdf(reread, annex, version, inspected)?;
        match (data, pdf) {
            (Drawn::Same, Drawn::Same) => inspected.identical += 1,
            (Drawn::Same | Drawn::Alike, Drawn::Same | Drawn::Alike) => inspected.by_figures += 1,
            _ => {}
        }
        Ok(())
    }

    /// The data of an annex: what programs read has to be what its source says.
    fn data(
        &self,
        reread: &Reread,
        annex: &Annex,
        version: &VersionRecord,
        inspected: &mut Inspected,
    ) -> Result<Drawn, Error> {
        let mut worst = Drawn::Same;
        for format in [Format::Json, Format::Csv] {
            let Some(path) = version.document(format.extension()) else { continue };
            let drawn = self.draw(reread, annex, format, path, inspected);
            let Some(bytes) = drawn else { return Ok(Drawn::Wrong) };
            if self.is_archived(path, &bytes) {
                self.recover(path, inspected);
                continue;
            }
            worst = Drawn::Alike;
            // The same engine makes the same of the same source. Of another one, the form may be another too.
            let agrees = match (reread.same_engine, format) {
                (true, _) => false,
                (false, Format::Json) if !self.is_damaged(path) => same_amounts(&bytes, &self.folder.read(path)?),
                (false, _) => true,
            };
            if !agrees {
                inspected.add(&reread.source.plan, Flaw::OtherData { document: path.to_owned() });
                return Ok(Drawn::Wrong);
            }
        }
        Ok(worst)
    }

    /// The PDF of an annex, byte for byte; where that is not to be had, by its figures.
    fn pdf(
        &self,
        reread: &Reread,
        annex: &Annex,
        version: &VersionRecord,
        inspected: &mut Inspected,
    ) -> Result<Drawn, Error> {
        let Some(path) = version.document(Format::Pdf.extension()) else { return Ok(Drawn::Wrong) };
        let drawn = self.draw(reread, annex, Format::Pdf, path, inspected);
        if drawn.as_ref().is_some_and(|bytes| self.is_archived(path, bytes)) {
            self.recover(path, inspected);
            return Ok(Drawn::Same);
        }
        if self.is_damaged(path) {
            return Ok(Drawn::Wrong);
        }
        let archived = self.folder.read(path)?;
        match compare(annex, &archived) {
            Err(unreadable) => {
                inspected.add(path, Flaw::UnreadablePdf { at: unreadable.at });
                return Ok(Drawn::Wrong);
            }
            Ok(discrepancies) if discrepancies.is_empty() => {}
            Ok(discrepancies) => {
                for discrepancy in discrepancies {
                    inspected.add(path, Flaw::from(discrepancy));
                }
                return Ok(Drawn::Wrong);
            }
        }
        // The figures are those of the source: what differs is how they are drawn.
        if reread.same_engine && drawn.is_some() && self.is_source_whole(reread) {
            inspected.add(path, Flaw::DrawnOtherwise);
            return Ok(Drawn::Wrong);
        }
        Ok(Drawn::Alike)
    }

    /// Draws a document again. Another engine need not be able to.
    fn draw(
        &self,
        reread: &Reread,
        annex: &Annex,
        format: Format,
        path: &str,
        inspected: &mut Inspected,
    ) -> Option<Vec<u8>> {
        let bytes = reread.file.bytes();
        let rows = &reread.checked.rows;
        let rows = rows.iter().map(|file| SourceBytes { name: &file.path, bytes: &file.bytes }).collect();
        let sources = Sources { plan: SourceBytes { name: reread.file.path(), bytes: &bytes }, rows };
        match reread.project.renderer.render(annex, format, &sources) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                if reread.same_engine {
                    inspected.add(path, Flaw::NotDrawn { reason: error.to_string() });
                }
                if let RenderError::Template(problems) = error {
                    inspected.problems.extend(problems);
                }
                None
            }
        }
    }

    /// Whether these are the bytes that a file was archived with.
    fn is_archived(&self, path: &str, bytes: &[u8]) -> bool {
        self.manifest.files.get(path).is_some_and(|file| file.sha256 == sha256(bytes))
    }

    fn is_damaged(&self, path: &str) -> bool {
        self.damaged.contains(&format!("{}{path}", self.folder.layout.prefix()))
    }

    /// Whether all that an annex is made from is as it was archived.
    fn is_source_whole(&self, reread: &Reread) -> bool {
        let project = self.manifest.project(reread.source.project).map(|project| project.folder.as_str());
        let folders = [Some(reread.source.folder.as_str()), project];
        let files = folders.into_iter().flatten().flat_map(|folder| self.manifest.files.below(folder));
        !files.into_iter().any(|file| self.is_damaged(&file.path))
    }

    /// Notes a document that is damaged but came out of its source as it had been.
    fn recover(&self, path: &str, inspected: &mut Inspected) {
        if self.is_damaged(path) {
            inspected.recoverable.push(path.to_owned());
        }
    }
}

/// How a document that was drawn again compares to the archived one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawn {
    Same,
    /// Other bytes of the same figures.
    Alike,
    /// Otherwise, which was told.
    Wrong,
}

/// Whether the manifest says of a version what its source says.
fn says_the_same(annex: &Annex, plan: &PlanRecord, version: &VersionRecord) -> bool {
    let words = Words::new(Catalogue::of_documents(annex.act.language));
    let since = version.replaces.map_or(0, |replaced| replaced.saturating_sub(1));
    let corrections: Vec<CorrectionRecord> =
        annex.corrections.iter().skip(since).map(|found| CorrectionRecord::new(found, words)).collect();
    // Words of the program's own may be others by now; what the plan says may not.
    let facts = |found: &CorrectionRecord| (found.kind.clone(), found.date, found.reason.clone());
    let is_latest = plan.sources.last().is_none_or(|source| source.number == version.source);
    annex.version() == version.version
        && annex.title.as_ref().map(|title| title.to_plain()) == version.title
        && corrections.iter().map(facts).eq(version.corrections.iter().map(facts))
        && (!is_latest || (annex.act.title == plan.title && annex.act.authority == plan.authority))
}
