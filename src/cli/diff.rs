//! `allegato diff A B`: tells what differs between two plans, or between one annex of each.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::archived::{ArchivedYear, Asks, archives};
use super::{Outcome, Report, check, renderer, workspace};
use crate::annex::{Annex, Table, slug};
use crate::archive::opened;
use crate::catalogue::{Catalogue, Language};
use crate::check::Surroundings;
use crate::check_plan;
use crate::diff::{Comparison, compare};
use crate::error::{Doing, Error};
use crate::read::{PlanFile, Workspace, YearFolder, read_file, read_source};
use crate::render::{RenderError, Renderer, Words, difference_json, difference_markdown, difference_text};
use crate::write::NewFile;

/// Formats by their names, which are also the endings of their files but for the first.
pub const FORMATS: [&str; 4] = ["text", "md", "html", "json"];
const TEXT_ENDING: &str = "txt";
/// Columns of a table in a terminal, and where nobody knows how wide it will be.
const WIDEST: usize = 120;
const USUAL_WIDTH: usize = 80;
const NARROWEST: usize = 40;

/// What the verb is told.
pub struct DiffJob {
    here: PathBuf,
    operands: [PathBuf; 2],
    project: Option<PathBuf>,
    annex: Option<String>,
    output: Option<PathBuf>,
    format: Option<String>,
    /// Whether differences are told by the exit code, too.
    exit_code: bool,
}

impl DiffJob {
    pub fn new(matches: &ArgMatches, here: PathBuf) -> Self {
        let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
        let text = |name: &str| matches.get_one::<String>(name).cloned();
        Self {
            operands: [path("old").unwrap_or_default(), path("new").unwrap_or_default()],
            project: path("project"),
            annex: text("annex"),
            output: path("output").map(|path| here.join(path)),
            format: text("format"),
            exit_code: matches.get_flag("exit-code"),
            here,
        }
    }

    /// The format that is asked for, else the one that the file's name says; of no known one `None`.
    fn format(&self) -> Option<&'static str> {
        let ending = self.output.as_ref().and_then(|path| path.extension()).and_then(OsStr::to_str);
        let Some(asked) = self.format.as_deref().or(ending) else {
            return self.output.is_none().then_some(FORMATS[0]);
        };
        let name = if asked == TEXT_ENDING { FORMATS[0] } else { asked };
        FORMATS.into_iter().find(|format| *format == name)
    }
}

pub fn run(job: &DiffJob, report: &mut Report) -> Result<Outcome, Error> {
    let Some(format) = job.format() else {
        let path = job.output.as_ref().map_or_else(String::new, |path| path.display().to_string());
        return Ok(report.misuse("diff-unknown-kind", &[("path", path.into())]));
    };
    let (old, new) = match (edition(job, &job.operands[0], report)?, edition(job, &job.operands[1], report)?) {
        (Ok(old), Ok(new)) => (old, new),
        // What is wrong with both is told at once; the worse of two outcomes is that of the run.
        (Err(Outcome::Failed), _) | (_, Err(Outcome::Failed)) => return Ok(Outcome::Failed),
        _ => return Ok(Outcome::Errors),
    };
    let (olds, news) = match chosen(job, &old, &new) {
        Ok(chosen) => chosen,
        Err(missing) => return Ok(missing.tell(report)),
    };
    let comparison = compare(&olds, &news);
    let language = new.annexes.first().map_or(Language::Italian, |annex| annex.act.language);
    let told = match told(&comparison, format, language, job, &new.renderer, report) {
        Ok(told) => told,
        Err(outcome) => return Ok(outcome),
    };
    match &job.output {
        Some(path) if YearFolder::holds(path) => {
            return Ok(report.misuse("package-inside", &[("path", path.display().to_string().into())]));
        }
        Some(path) => {
            let mut file = NewFile::begin(path)?;
            file.push(&told);
            file.finish()?;
            report.say("diff-written", &[("path", path.display().to_string().into())]);
        }
        None => report.print(told.trim_end()),
    }
    Ok(if job.exit_code && !comparison.is_empty() { Outcome::Errors } else { Outcome::Good })
}

/// The differences in a format.
fn told(
    comparison: &Comparison,
    format: &str,
    language: Language,
    job: &DiffJob,
    renderer: &Renderer,
    report: &mut Report,
) -> Result<String, Outcome> {
    let words = Words::new(Catalogue::of_documents(language));
    Ok(match format {
        "md" => difference_markdown(comparison, words),
        "json" => difference_json(comparison, words),
        "html" => match renderer.difference(comparison, language) {
            Ok(page) => String::from_utf8_lossy(&page).into_owned(),
            Err(RenderError::Template(problems)) => {
                report.problems(&problems);
                return Err(Outcome::Errors);
            }
            // Only the typesetter refuses.
            Err(RenderError::Refused(_)) => return Err(Outcome::Failed),
        },
        _ => {
            let spoken = Words::new(Catalogue::of_documents(report.words().language()));
            let width = match job.output {
                Some(_) => USUAL_WIDTH,
                None => textwrap::termwidth().clamp(NARROWEST, WIDEST),
            };
            difference_text(comparison, spoken, width) + "\n"
        }
    })
}

/// What an operand leads to.
enum Operand {
    Plan(PathBuf),
    /// A version of an annex in the archive of a year, by its folder there.
    Archived(Box<ArchivedYear>, String),
}

/// A plan and what its annexes can be drawn with.
struct Edition {
    shown: String,
    annexes: Vec<Annex>,
    /// The annex that the operand asks for.
    asked: Option<String>,
    renderer: Renderer,
}

/// What an operand names, and the annex that it asks for behind a `#`: a plan, or what was archived (the folder of a version,
/// a document in it, or a copy of such a document that lies elsewhere, be it signed since); `None` where it is neither.
fn operand(path: &Path, archives: &Path) -> Result<Option<(Operand, Option<String>)>, Error> {
    let (path, asked) = match path.to_str().and_then(|text| text.rsplit_once('#')) {
        Some((file, label)) if !path.exists() => (Path::new(file), Some(label.to_owned())),
        _ => (path, None),
    };
    let has_ending = |ending: &str| path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending));
    if has_ending("toml") {
        return Ok(Some((Operand::Plan(path.to_owned()), asked)));
    }
    let inside = YearFolder::around(path);
    let years = match &inside {
        Some(year) => vec![year.root.clone()],
        None if archives.is_dir() && path.is_file() => YearFolder::all(archives)?.into_values().collect(),
        None => vec![],
    };
    for root in years {
        // What can't be trusted proves nothing.
        let Some(Ok(year)) = ArchivedYear::open(&root)? else { continue };
        let found = match &inside {
            Some(_) => year.version_at(path),
            None => {
                let bytes = read_file(path)?;
                year.document(&opened(&bytes).0).map(|(version, _)| version)
            }
        };
        if let Some(folder) = found.map(|found| found.version.folder.clone()) {
            return Ok(Some((Operand::Archived(Box::new(year), folder), asked)));
        }
    }
    Ok(None)
}

/// The annex of an archived version, as the present program understands its source.
fn archived(year: &ArchivedYear, folder: &str, report: &mut Report) -> Result<Result<Edition, Outcome>, Error> {
    let Some(version) = year.versions().find(|found| found.version.folder == folder) else {
        return Ok(Err(Outcome::Failed));
    };
    let reopened = year.reopen(version, Asks { derivations: true, ..Asks::default() })?;
    let slug = &version.annex.slug;
    Ok(match reopened {
        Ok(reopened) => {
            let annexes = reopened.checked.annexes.into_iter().filter(|annex| annex.slug == *slug).collect();
            let asked = Some(version.annex.label.clone());
            Ok(Edition { shown: folder.to_owned(), annexes, asked, renderer: reopened.project.renderer })
        }
        Err(problems) => {
            report.problems(&problems);
            Err(Outcome::Errors)
        }
    })
}

/// Opens and checks what an operand names; where that can't be, the outcome, and why was said.
fn edition(job: &DiffJob, named: &Path, report: &mut Report) -> Result<Result<Edition, Outcome>, Error> {
    let path = job.here.join(named);
    let (path, asked) = match operand(&path, &archives(&job.here, job.project.as_deref(), None)?)? {
        Some((Operand::Plan(path), asked)) => (path, asked),
        Some((Operand::Archived(year, folder), _)) => return archived(&year, &folder, report),
        None => return Ok(Err(report.misuse("diff-no-plan", &[("path", named.display().to_string().into())]))),
    };
    if !path.is_file() {
        return Err(Error::new(Doing::Read, &path, std::io::ErrorKind::NotFound.into()));
    }
    // A plan of another project has the settings of that.
    let own = || path.parent().and_then(Workspace::find);
    let root = job.project.as_ref().map(|folder| job.here.join(folder)).or_else(own);
    let root = root.or_else(|| Workspace::find(&job.here)).or_else(|| path.parent().map(Path::to_path_buf));
    let workspace = match workspace(root, &job.here, report)? {
        Ok(workspace) => workspace,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let renderer = match renderer(&workspace, workspace.project.documents.clone(), report)? {
        Ok(renderer) => renderer,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let Some(plan) = workspace.named_plans(&[path])?.pop() else { return Ok(Err(Outcome::Failed)) };
    Ok(annexes(&workspace, &plan, &renderer, report)?.map(|annexes| Edition {
        shown: plan.shown(),
        annexes,
        asked,
        renderer,
    }))
}

/// The annexes of a plan, which know what their figures follow from. Its warnings are for who checks it.
fn annexes(
    workspace: &Workspace,
    plan: &PlanFile,
    renderer: &Renderer,
    report: &mut Report,
) -> Result<Result<Vec<Annex>, Outcome>, Error> {
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table| renderer.fits(table));
    let policy = report.policy().clone();
    let surroundings = Surroundings { derivations: true, ..check::surroundings(workspace, &policy, &can_print, &fits) };
    let checked = match read_source(&plan.path, &plan.shown())? {
        Ok(file) => check_plan(&file, &|path| plan.beside(path), &surroundings),
        Err(problems) => Err(problems),
    };
    Ok(match checked {
        Ok(checked) => Ok(checked.annexes),
        Err(problems) => {
            report.problems(&problems);
            Err(Outcome::Errors)
        }
    })
}

/// An annex that was asked for and is not there.
struct Missing {
    plan: String,
    label: String,
    labels: Vec<String>,
}

impl Missing {
    fn tell(self, report: &Report) -> Outcome {
        let args =
            [("plan", self.plan.into()), ("label", self.label.into()), ("labels", self.labels.join(", ").into())];
        report.misuse("diff-no-annex", &args)
    }
}

/// The annexes of both plans that are to be compared: all, or the one that is asked for. Where only one operand says which, it
/// is the annex of that label in the other one too, or the only one there.
fn chosen<'a>(job: &DiffJob, old: &'a Edition, new: &'a Edition) -> Result<(Vec<&'a Annex>, Vec<&'a Annex>), Missing> {
    let pick = |edition: &'a Edition, other: &Edition| {
        let own = edition.asked.as_ref().or(job.annex.as_ref());
        let Some(label) = own.or(other.asked.as_ref()) else { return Ok(edition.annexes.iter().collect()) };
        let called = edition.annexes.iter().find(|annex| slug(&annex.label) == slug(label));
        let only = || edition.annexes.first().filter(|_| own.is_none() && edition.annexes.len() == 1);
        called.or_else(only).map(|annex| vec![annex]).ok_or_else(|| Missing {
            plan: edition.shown.clone(),
            label: label.clone(),
            labels: edition.annexes.iter().map(|annex| annex.label.clone()).collect(),
        })
    };
    Ok((pick(old, new)?, pick(new, old)?))
}
