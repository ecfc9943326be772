//! The command line: one file per verb. The room of clap.

mod archive;
mod archived;
mod build;
mod check;
mod command;
mod diff;
mod explain;
mod folders;
mod made;
mod reading;
mod report;
mod schema;
mod site;
mod verify;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::ArgMatches;

use self::build::{Part, Share};
use self::diff::DiffJob;
use self::folders::{Folders, Outlines};
use self::report::Report;
use crate::catalogue::{Catalogue, Language};
use crate::error::Error;
use crate::read::{PlanFile, Workspace};
use crate::render::{Format, Renderer, Settings, Standard, Standards};
use crate::source::nearest;

/// How a run ended, as the exit code says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Good,
    /// Errors in plans or templates: the clerk's to mend.
    Errors,
    /// Misuse of the program, or a fault of the machine.
    Failed,
    /// Files are not as they were archived.
    Damaged,
    /// Files and figures are as they were archived, and the engine makes other bytes of them.
    EngineOnly,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Good => ExitCode::SUCCESS,
            Outcome::Errors => ExitCode::from(1),
            Outcome::Failed => ExitCode::from(2),
            Outcome::Damaged => ExitCode::from(3),
            Outcome::EngineOnly => ExitCode::from(4),
        }
    }
}

/// Runs the program with its arguments, the first being its own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let here = std::env::current_dir().unwrap_or_default();
    let mut report = Report::new(Catalogue::interface(language(&args, &here)), asked(&args, "--message-format"));
    let outcome = match command::command(report.words()).try_get_matches_from(args) {
        Ok(matches) => dispatch(&matches, here, &mut report).unwrap_or_else(|error| report.failure(&error)),
        Err(error) => command::explain(&error, &report),
    };
    report.finish(outcome).into()
}

fn dispatch(matches: &ArgMatches, here: PathBuf, report: &mut Report) -> Result<Outcome, Error> {
    match matches.subcommand() {
        Some(("build", matches)) => build::run(&Job::new(matches, here), report),
        Some(("check", matches)) => check::run(&Job::new(matches, here), report),
        Some(("archive", matches)) => {
            let package = matches.get_one::<PathBuf>("pack").map(|path| here.join(path));
            // clap lets no archiving through without its year.
            let year = matches.get_one("year").copied().unwrap_or_default();
            let order = archive::Order { year, bag: matches.get_flag("bagit"), package };
            archive::run(&Job::new(matches, here), &order, report)
        }
        Some(("verify", matches)) => {
            let (what, archives) = (matches.get_one("what").cloned(), matches.get_one("archive").cloned());
            let order = verify::Order { what, archives, digest: matches.get_one("digest").cloned() };
            verify::run(&Job::new(matches, here), &order, report)
        }
        Some(("diff", matches)) => diff::run(&DiffJob::new(matches, here), report),
        Some(("explain", matches)) => Ok(explain::run(matches.get_one::<String>("code").map(String::as_str), report)),
        Some(("schema", matches)) => {
            Ok(schema::run(matches.get_one::<String>("subject").map_or("plan", String::as_str), report))
        }
        // clap lets no other word through.
        _ => Ok(Outcome::Failed),
    }
}

/// What the verbs that work on plans are told.
struct Job {
    here: PathBuf,
    named: Vec<PathBuf>,
    project: Option<PathBuf>,
    threads: usize,
    /// Whether every warning is an error.
    strict: bool,
    /// The standards of PDFs in the words of the command line, which win over the project's.
    standards: Option<String>,
    /// Whether to make fragments as well, and with their styles or not.
    fragment: Option<String>,
    /// File that the record of a check is written to.
    record: Option<PathBuf>,
    /// What of a build this run does.
    part: Part,
    /// Whether to tell where the time went.
    timings: bool,
}

impl Job {
    fn new(matches: &ArgMatches, here: PathBuf) -> Self {
        let named = matches.try_get_many::<PathBuf>("plan").ok().flatten().unwrap_or_default().cloned().collect();
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let record = matches.try_get_one::<PathBuf>("report").ok().flatten().map(|path| here.join(path));
        let share = matches.try_get_one::<Share>("shard").ok().flatten();
        let part = match matches.try_get_one("index").ok().flatten() {
            Some(true) => Part::Index,
            _ => share.map_or(Part::Whole, |share| Part::Share(*share)),
        };
        Self {
            here,
            record,
            part,
            timings: matches.try_get_one("timings").ok().flatten().copied().unwrap_or(false),
            named,
            project: matches.get_one::<PathBuf>("project").cloned(),
            threads: matches.get_one::<usize>("jobs").copied().unwrap_or_else(cores),
            strict: matches.try_get_one("strict").ok().flatten().copied().unwrap_or(false),
            fragment: matches.try_get_one::<String>("fragment").ok().flatten().cloned(),
            standards: matches.try_get_one::<String>("standards").ok().flatten().cloned(),
        }
    }

    /// The project, its plans and its renderer; where there is nothing to go on with, the outcome, and why was said.
    fn open(&self, report: &mut Report) -> Result<Result<Work, Outcome>, Error> {
        self.open_with(report, |_| {})
    }

    /// The same with other documents than the project has.
    fn open_with(
        &self,
        report: &mut Report,
        documents: impl FnOnce(&mut Settings),
    ) -> Result<Result<Work, Outcome>, Error> {
        let root = match &self.project {
            Some(folder) => Some(self.here.join(folder)),
            None => Workspace::find(&self.here),
        };
        report.be_strict(self.strict);
        let workspace = match workspace(root, &self.here, report)? {
            Ok(workspace) => workspace,
            Err(outcome) => return Ok(Err(outcome)),
        };
        let mut settings = workspace.project.documents.clone();
        if let Some(styles) = &self.fragment {
            settings.fragment_styles |= styles == command::STYLED;
            if !settings.formats.contains(&Format::Fragment) {
                settings.formats.push(Format::Fragment);
            }
        }
        if let Some(words) = &self.standards {
            match standards(words, report) {
                Ok(standards) => settings.standards = standards,
                Err(outcome) => return Ok(Err(outcome)),
            }
        }
        documents(&mut settings);
        let named: Vec<PathBuf> = self.named.iter().map(|path| self.here.join(path)).collect();
        let plans = if named.is_empty() { workspace.plans()? } else { workspace.named_plans(&named)? };
        if plans.is_empty() {
            let folder = workspace.root.join("plans").display().to_string();
            return Ok(Err(report.misuse("no-plans", &[("folder", folder.into())])));
        }
        Ok(match renderer(&workspace, settings, report)? {
            Ok(renderer) => Ok(Work { workspace, plans, renderer }),
            Err(outcome) => Err(outcome),
        })
    }

    /// How these plans stand to each other and to all others of the project: those come first, then what is named from elsewhere.
    fn folders(&self, workspace: &Workspace, plans: &[PlanFile], outline: &Outlines) -> Result<Folders, Error> {
        if self.named.is_empty() {
            return Ok(Folders::new(plans, self.threads, outline));
        }
        let mut all = workspace.plans()?;
        let own: BTreeSet<Arc<Path>> = all.iter().map(|plan| Arc::clone(&plan.path)).collect();
        all.extend(plans.iter().filter(|plan| !own.contains(&plan.path)).cloned());
        Ok(Folders::new(&all, self.threads, outline))
    }
}

/// The project in a folder, if there is one; where it is not sound, the outcome, and why was said.
fn workspace(root: Option<PathBuf>, here: &Path, report: &mut Report) -> Result<Result<Workspace, Outcome>, Error> {
    let Some(root) = root else {
        return Ok(Err(report.misuse("no-project", &[("folder", here.display().to_string().into())])));
    };
    let (workspace, problems) = Workspace::open(&root)?;
    report.set_errors(&workspace.project.warnings_as_errors);
    report.problems(&problems);
    Ok(if report.policy().refuses(&problems) { Err(Outcome::Errors) } else { Ok(workspace) })
}

/// The standards that are named on the command line, `a-3a,ua-1`; or that they can't be, which is said.
fn standards(words: &str, report: &Report) -> Result<Standards, Outcome> {
    let mut chosen = vec![];
    for word in words.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let Some(standard) = Standard::from_name(word) else {
            let args = [("subject", "--standards".into()), ("value", word.into())];
            let outcome = report.misuse("misuse-value", &args);
            let names = Standard::ALL.map(Standard::name);
            match nearest(word, names.into_iter()) {
                Some(nearest) => report.say("misuse-nearest", &[("nearest", nearest.into())]),
                None => report.say("misuse-possible", &[("possible", names.join(", ").into())]),
            }
            return Err(outcome);
        };
        chosen.push(standard);
    }
    Standards::new(&chosen).map_err(|conflict| report.misuse("standards-conflict", &conflict.args()))
}

/// The renderer with all that the project brings; where that is not sound, the outcome, and why was said.
fn renderer(
    workspace: &Workspace,
    settings: Settings,
    report: &mut Report,
) -> Result<Result<Renderer, Outcome>, Error> {
    let (templates, mut problems) = workspace.templates()?;
    let (stationery, found) = workspace.stationery()?;
    problems.extend(found);
    let renderer = match Renderer::new(&templates, settings) {
        Ok(mut renderer) => {
            problems.extend(renderer.furnish(stationery));
            Some(renderer)
        }
        Err(found) => {
            problems.extend(found);
            None
        }
    };
    report.problems(&problems);
    let failed = report.policy().refuses(&problems);
    Ok(renderer.filter(|_| !failed).ok_or(Outcome::Errors))
}

/// What a verb works on.
struct Work {
    workspace: Workspace,
    plans: Vec<PlanFile>,
    renderer: Renderer,
}

/// The value of an option before the arguments are parsed, `--lang en` or `--lang=en`, wherever it stands: even a
/// complaint about the other arguments is in that language.
fn asked<'a>(args: &'a [OsString], option: &str) -> Option<&'a str> {
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    words.iter().enumerate().find_map(|(index, word)| match word.strip_prefix(option) {
        Some("") => words.get(index + 1).copied(),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    })
}

/// The language to speak: the one asked for, else the terminal's, else the project's.
fn language(args: &[OsString], here: &Path) -> Language {
    let spoken = |language: &Language| language.is_interface();
    let named = asked(args, "--lang").and_then(Language::from_tag).filter(spoken);
    named.or_else(environment_language).unwrap_or_else(|| {
        let root = asked(args, "--project").map(|folder| here.join(folder)).or_else(|| Workspace::find(here));
        let workspace = root.and_then(|root| Workspace::open(&root).ok());
        workspace.map_or(Language::Italian, |(workspace, _)| workspace.project.language)
    })
}

/// The language of the terminal's locale (POSIX.1-2017, 8.2), if it is one of ours.
#[expect(clippy::disallowed_methods, reason = "the locale decides what the terminal is told, never what is written")]
fn environment_language() -> Option<Language> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"))?;
    Language::from_tag(&locale).filter(|language| language.is_interface())
}
