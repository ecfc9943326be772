//! `allegato verify [YEAR|FILE.pdf]`: whether an archive, or a document that was taken out of one, is as it was archived; and
//! if not, whether it is the figures, the file or only the engine. Nothing is written.

mod file;
mod inspector;
mod revision;
mod year;

use std::path::{Path, PathBuf};

pub use self::year::integrity;
use self::year::{Expected, Verdict, verify};
use super::archived::archives;
use super::{Job, Outcome, Report};
use crate::archive::{Finding, Part};
use crate::error::Error;
use crate::read::YearFolder;
use crate::write::Deposit;

/// What the verb is told beside what all are.
pub struct Order {
    /// A year, the folder of one or of several, or a document; without it all years.
    pub what: Option<PathBuf>,
    /// The folder of archives, where it is not the project's.
    pub archives: Option<PathBuf>,
    /// The digest of the whole, as it was noted when the year was archived.
    pub digest: Option<String>,
}

pub fn run(job: &Job, order: &Order, report: &mut Report) -> Result<Outcome, Error> {
    let archives = archives(&job.here, job.project.as_deref(), order.archives.as_deref())?;
    let Some(what) = &order.what else { return years(all(&archives)?, job, order, report) };
    if is_year(what) {
        let year = what.to_str().and_then(|text| text.parse::<u16>().ok());
        return years(vec![(year, archives.join(what))], job, order, report);
    }
    let path = job.here.join(what);
    match YearFolder::find(&path) {
        // A folder may be called anything.
        Some(_) => years(vec![(None, path)], job, order, report),
        None if path.is_dir() => years(all(&path)?, job, order, report),
        None => file::run(&path, &archives, job, order.digest.as_deref(), report),
    }
}

/// The folders of archives, and the years that they have to be of.
fn all(archives: &Path) -> Result<Vec<(Option<u16>, PathBuf)>, Error> {
    Ok(YearFolder::all(archives)?.into_iter().map(|(year, folder)| (Some(year), folder)).collect())
}

fn is_year(what: &Path) -> bool {
    what.to_str().is_some_and(|text| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Verifies the archives in some folders, each of the year that it has to be of, if that is known.
fn years(
    folders: Vec<(Option<u16>, PathBuf)>,
    job: &Job,
    order: &Order,
    report: &mut Report,
) -> Result<Outcome, Error> {
    if folders.is_empty() {
        return Ok(report.misuse("nothing-archived", &[]));
    }
    if order.digest.is_some() && folders.len() > 1 {
        return Ok(report.misuse("digest-of-which", &[]));
    }
    // One that can't be looked at keeps nobody from hearing of the others.
    let (mut worst, mut failed) = (None, None);
    for (year, root) in &folders {
        let expected = Expected { year: *year, digest: order.digest.as_deref(), pending: is_pending(root) };
        let Some(folder) = YearFolder::find(root) else {
            let args = [("path", root.display().to_string().into()), ("pending", yes(expected.pending).into())];
            failed = Some(report.misuse("no-archive", &args));
            continue;
        };
        match verify(&folder, job.threads, &expected, report) {
            Ok(verdict) => {
                conclude(&folder, &verdict, report);
                worst = worst.into_iter().chain(verdict.worst()).min();
            }
            Err(error) => failed = Some(report.failure(&error)),
        }
    }
    Ok(match (worst, failed) {
        (None, Some(failed)) => failed,
        (worst, _) => outcome(worst),
    })
}

/// Whether a run that added to the archive in a folder was killed.
fn is_pending(root: &Path) -> bool {
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    root.parent().is_some_and(|archives| Deposit::is_pending(archives, &name))
}

/// What is wrong decides the exit code: figures before files, and files before the engine.
fn outcome(worst: Option<Part>) -> Outcome {
    match worst {
        None => Outcome::Good,
        Some(Part::Figures) => Outcome::Errors,
        Some(Part::File) => Outcome::Damaged,
        Some(Part::Engine) => Outcome::EngineOnly,
    }
}

fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

/// Tells what was found, each with the file that it was found in.
pub fn tell(findings: &[Finding], report: &mut Report) {
    for finding in findings {
        report.finding(finding);
    }
}

/// What it came to: each of the three in a sentence, and the whole.
fn conclude(folder: &YearFolder, verdict: &Verdict, report: &Report) {
    let wrong = |part: Part| verdict.findings.iter().filter(|finding| finding.flaw.part() == part).count();
    let args = [
        ("path", folder.root.display().to_string().into()),
        ("year", verdict.year.to_string().into()),
        ("outcome", verdict.worst().map_or("whole", Part::name).into()),
        ("files", verdict.files.into()),
        ("versions", verdict.versions.into()),
        ("equations", verdict.equations.into()),
        ("identical", verdict.identical.into()),
        ("alike", verdict.by_figures.into()),
        ("recoverable", verdict.recoverable.len().into()),
        ("wrong-files", wrong(Part::File).into()),
        ("wrong-figures", wrong(Part::Figures).into()),
        ("wrong-engine", wrong(Part::Engine).into()),
        ("engine", verdict.engine.as_str().into()),
        ("digest", verdict.digest.as_str().into()),
        ("sealed", yes(!verdict.digest.is_empty()).into()),
    ];
    for path in &verdict.recoverable {
        report.say("verified-recoverable", &[("path", path.as_str().into())]);
    }
    report.result("verified", &args);
}
