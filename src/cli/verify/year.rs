//! The archive of a year compared with itself: its files with their digests, its figures with what their sources say, its
//! documents with what is drawn of these again.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Report;
use super::super::archived::ArchivedProject;
use super::inspector::Inspector;
use crate::archive::{self, Engine, Finding, Flaw, Listed, MANIFEST, Manifest, Part, PlanRecord, SUMS, SourceRecord};
use crate::error::Error;
use crate::read::YearFolder;
use crate::workers;

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
    workers::for_each(&paths, threads, |path| folder.listed(path), |found| listed.extend([found]));
    Ok(listed)
}

/// What is known of an archive from elsewhere.
pub struct Expected<'a> {
    /// The year that it has to be of.
    pub year: Option<u16>,
    /// The digest of the whole, if somebody has kept it.
    pub digest: Option<&'a str>,
    /// Whether a run that added to it was killed.
    pub pending: bool,
}

impl Expected<'_> {
    /// Whether that is the digest of the whole.
    pub fn has(&self, digest: &str) -> bool {
        self.digest.is_none_or(|noted| noted.trim().eq_ignore_ascii_case(digest))
    }
}

/// Verifies the archive of a year.
pub fn verify(folder: &YearFolder, threads: usize, expected: &Expected, report: &mut Report) -> Result<Verdict, Error> {
    let bytes = folder.read(MANIFEST)?;
    let mut verdict = Verdict { engine: Engine::present(1).name(), ..Verdict::default() };
    let of_manifest = |flaw| Finding { path: format!("{}{MANIFEST}", folder.layout.prefix()), flaw };
    let manifest = match Manifest::from_bytes(&bytes) {
        Ok(manifest) => manifest,
        Err(unsound) => {
            verdict.findings.push(of_manifest(unsound.into()));
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
    let other_digest = || of_manifest(Flaw::OtherDigest { digest: manifest.digest.clone() });
    let other_year = || of_manifest(Flaw::OtherYear { year: manifest.year });
    verdict.findings.extend((!expected.has(&manifest.digest)).then(other_digest));
    verdict.findings.extend(expected.year.is_some_and(|year| year != manifest.year).then(other_year));
    verdict.findings.extend(expected.pending.then(|| of_manifest(Flaw::Unfinished)));
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
        // One that can't be read at all is named among the files.
        projects.insert(number, ArchivedProject::open(folder, manifest, number).unwrap_or_else(|_| Err(vec![])));
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
