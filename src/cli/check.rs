//! `allegato check`: reads and checks plans, writes nothing but the record of the check that is asked for.

use std::path::Path;
use std::sync::Arc;

use super::folders::{self, Folders};
use super::{Job, Outcome, Report, Work};
use crate::annex::Table;
use crate::check::{Equation, Surroundings};
use crate::error::Error;
use crate::plan::Files;
use crate::project::PROJECT_FILE;
use crate::read::{PlanFile, Workspace, read_source};
use crate::record::{Entry, Format, Record};
use crate::source::{Code, Diagnostic, Place, Policy, SourceFile};
use crate::write::NewFile;
use crate::{Checked, check_plan, workers};

pub fn run(job: &Job, report: &mut Report) -> Result<Outcome, Error> {
    let format = match &job.record {
        Some(path) => match path.extension().and_then(|extension| Format::from_extension(extension.to_str()?)) {
            Some(format) => Some((path, format)),
            None => return Ok(report.misuse("record-unknown-kind", &[("path", path.display().to_string().into())])),
        },
        None => None,
    };
    let words = report.catalogue();
    let mut record = format.map(|(path, format)| RecordFile::begin(path, format, &words)).transpose()?;
    let Work { workspace, plans, renderer } = match job.open(report)? {
        Ok(work) => work,
        Err(outcome) => {
            // A record of an earlier check would go on to say that all is well.
            if let Some(mut record) = record {
                record.add(&Entry {
                    plan: PROJECT_FILE,
                    title: None,
                    errors: report.errors,
                    warnings: 0,
                    equations: &[],
                });
                record.finish()?;
            }
            return Ok(outcome);
        }
    };
    let folders = job.folders(&workspace, &plans, &folders::outline)?;
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table| renderer.fits(table));
    let policy = report.policy().clone();
    let surroundings =
        Surroundings { equations: record.is_some(), ..surroundings(&workspace, &policy, &can_print, &fits) };
    let mut sum = Sum::default();
    let check = |plan: &PlanFile| check_file(plan, &folders, &surroundings).map_err(|error| (plan.shown(), error));
    workers::for_each(&plans, job.threads, check, |checked| sum.add(checked, report, &mut record));
    let finished = record.map_or(Ok(()), RecordFile::finish);
    let outcome = sum.conclude(report);
    finished.map(|()| outcome)
}

/// What came of one plan.
struct Found {
    plan: String,
    title: Option<String>,
    problems: Vec<Diagnostic>,
    equations: Vec<Equation>,
}

fn check_file(plan: &PlanFile, folders: &Folders, surroundings: &Surroundings) -> Result<Found, Error> {
    let found = |title, problems, equations| Found { plan: plan.shown(), title, problems, equations };
    let checked = match read_source(&plan.path, &plan.shown())? {
        Ok(file) => check(plan, &file, folders, surroundings),
        Err(problems) => Err(problems),
    };
    Ok(match checked {
        Ok(Checked { annexes, warnings, equations, .. }) => {
            found(annexes.first().map(|annex| annex.act.title.clone()), warnings, equations)
        }
        Err(problems) => found(None, problems, vec![]),
    })
}

/// What came of all plans.
#[derive(Default)]
struct Sum {
    done: usize,
    wrong: usize,
    /// Plans that could not be read.
    broken: usize,
}

impl Sum {
    fn add(&mut self, checked: Result<Found, (String, Error)>, report: &mut Report, record: &mut Option<RecordFile>) {
        let found = match checked {
            Ok(found) => found,
            // A plan that can't be read keeps nobody from hearing of the others.
            Err((plan, error)) => {
                report.failure(&error);
                self.broken += 1;
                if let Some(record) = record {
                    record.add(&Entry { plan: &plan, title: None, errors: 1, warnings: 0, equations: &[] });
                }
                return;
            }
        };
        let (errors, warnings) = (report.errors, report.warnings);
        report.problems(&found.problems);
        let errors = report.errors - errors;
        self.done += 1;
        self.wrong += usize::from(errors > 0);
        if let Some(record) = record {
            record.add(&Entry {
                plan: &found.plan,
                title: found.title.as_deref(),
                errors,
                warnings: report.warnings - warnings,
                equations: &found.equations,
            });
        }
    }

    fn conclude(self, report: &Report) -> Outcome {
        report.result(
            "checked",
            &[
                ("plans", self.done.into()),
                ("wrong", self.wrong.into()),
                ("errors", report.errors.into()),
                ("warnings", report.warnings.into()),
            ],
        );
        match (self.broken, self.wrong) {
            (0, 0) => Outcome::Good,
            (0, _) => Outcome::Errors,
            _ => Outcome::Failed,
        }
    }
}

/// The file of a record while it is written. It takes its place when it is whole.
struct RecordFile<'a> {
    record: Record<'a>,
    file: NewFile,
}

impl<'a> RecordFile<'a> {
    fn begin(path: &Path, format: Format, words: &'a crate::catalogue::Catalogue) -> Result<Self, Error> {
        let (record, mut file) = (Record::new(format, words), NewFile::begin(path)?);
        file.push(&record.begin());
        Ok(Self { record, file })
    }

    fn add(&mut self, entry: &Entry) {
        let text = self.record.entry(entry);
        self.file.push(&text);
    }

    fn finish(mut self) -> Result<(), Error> {
        self.file.push(self.record.end());
        self.file.finish()
    }
}

/// What the check is told of the project.
pub fn surroundings<'a>(
    workspace: &'a Workspace,
    policy: &'a Policy,
    can_print: &'a (dyn Fn(char) -> bool + Sync),
    fits: &'a (dyn Fn(&Table) -> bool + Sync),
) -> Surroundings<'a> {
    let project = &workspace.project;
    Surroundings {
        language: project.language,
        authority: project.authority.as_ref(),
        with_ipa: project.catalogue.as_ref().map(|catalogue| catalogue.authorities().collect()),
        policy,
        can_print,
        fits,
        profile: project.profile,
        preservation: project.preservation.as_ref(),
        equations: false,
        derivations: false,
    }
}

/// Checks a plan, and that its documents have a place of their own.
pub fn check(
    plan: &PlanFile,
    file: &Arc<SourceFile>,
    folders: &Folders,
    surroundings: &Surroundings,
) -> Result<Checked, Vec<Diagnostic>> {
    check_reading(plan, file, &|path| plan.beside(path), folders, surroundings)
}

/// The same with files that are read otherwise.
pub fn check_reading(
    plan: &PlanFile,
    file: &Arc<SourceFile>,
    files: &Files,
    folders: &Folders,
    surroundings: &Surroundings,
) -> Result<Checked, Vec<Diagnostic>> {
    let checked = check_plan(file, files, surroundings)?;
    match folders.taken(plan) {
        Some(first) => {
            let problem = Diagnostic::new(Code::OutputCollision, Place::new(file, 0..0));
            Err(vec![problem.arg("first", first.shown())])
        }
        None => Ok(checked),
    }
}
