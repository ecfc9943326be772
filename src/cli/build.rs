//! `allegato build`: checks plans and writes their documents to `output/<year>/<plan>/`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::folders::folder;
use super::{Job, Outcome, Report, Work, check, workers};
use crate::annex::Table;
use crate::check::Surroundings;
use crate::error::Error;
use crate::read::{PlanFile, Workspace, read_source};
use crate::render::{Format, Renderer};
use crate::render_plan;
use crate::source::{Diagnostic, Severity};
use crate::write::Output;

pub fn run(job: &Job, report: &mut Report) -> Result<Outcome, Error> {
    let Work { workspace, plans, taken, renderer } = match job.open(report)? {
        Ok(work) => work,
        Err(outcome) => return Ok(outcome),
    };
    let output = Output::open(&workspace.output(), || report.say("waiting", &[]))?;
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table| renderer.fits(table));
    let policy = report.policy().clone();
    let derivations = renderer.formats().contains(&Format::Xlsx);
    let surroundings = Surroundings { derivations, ..check::surroundings(&workspace, &policy, &can_print, &fits) };
    let build = |plan: &PlanFile| {
        Build { plan, taken: &taken, surroundings: &surroundings, renderer: &renderer, output: &output }.run()
    };
    let mut sum = Sum::default();
    workers::for_each(&plans, job.threads, build, |built| sum.add(built, report));
    Ok(sum.conclude(&workspace, report))
}

/// The build of one plan.
struct Build<'a> {
    plan: &'a PlanFile,
    taken: &'a BTreeMap<PathBuf, PlanFile>,
    surroundings: &'a Surroundings<'a>,
    renderer: &'a Renderer,
    output: &'a Output,
}

/// What came of it: the problems found, and how many documents it has, new and in all.
#[derive(Default)]
struct Built {
    problems: Vec<Diagnostic>,
    failed: bool,
    documents: usize,
    new: usize,
}

impl Built {
    fn failed(problems: Vec<Diagnostic>) -> Self {
        Self { problems, failed: true, ..Self::default() }
    }
}

impl Build<'_> {
    fn run(&self) -> Result<Built, Error> {
        let file = match read_source(&self.plan.path, &self.plan.shown)? {
            Ok(file) => file,
            Err(problems) => return Ok(Built::failed(problems)),
        };
        let checked = match check::check(self.plan, &file, self.taken, self.surroundings) {
            Ok(checked) => checked,
            Err(problems) => return Ok(Built::failed(problems)),
        };
        let documents = match render_plan(&file, &checked, self.renderer) {
            Ok(documents) => documents,
            Err(problems) => return Ok(Built::failed(problems)),
        };
        let mut problems = checked.warnings;
        problems.extend(documents.iter().flat_map(|document| document.warnings.iter().cloned()));
        let is_error = |problem: &Diagnostic| self.surroundings.policy.severity(problem.code) == Severity::Error;
        if problems.iter().any(is_error) {
            return Ok(Built::failed(problems));
        }
        // Every annex of a plan shares its year.
        let year = checked.annexes.first().map_or(0, |annex| annex.act.year);
        let folder = folder(self.plan, i64::from(year));
        let files: Vec<(PathBuf, Vec<u8>)> =
            documents.into_iter().map(|document| (folder.join(document.name), document.bytes)).collect();
        let new = self.output.write(&files)?;
        Ok(Built { problems, documents: files.len(), new, failed: false })
    }
}

/// What came of all plans.
#[derive(Default)]
struct Sum {
    good: usize,
    failed: usize,
    documents: usize,
    new: usize,
    /// Plans that could not be read or written.
    broken: usize,
}

impl Sum {
    fn add(&mut self, built: Result<Built, Error>, report: &mut Report) {
        match built {
            Ok(built) => {
                report.problems(&built.problems);
                self.failed += usize::from(built.failed);
                self.good += usize::from(!built.failed);
                self.documents += built.documents;
                self.new += built.new;
            }
            Err(error) => {
                report.failure(&error);
                self.broken += 1;
            }
        }
    }

    fn conclude(self, workspace: &Workspace, report: &Report) -> Outcome {
        let args = [
            ("plans", self.good.into()),
            ("documents", self.documents.into()),
            ("new", self.new.into()),
            ("failed", self.failed.into()),
            ("errors", report.errors.into()),
            ("warnings", report.warnings.into()),
            ("folder", workspace.project.output.as_str().into()),
        ];
        // After a fault of the machine nobody knows how much of a plan was written; the error says what was not.
        if self.good > 0 || self.broken == 0 {
            report.result("built", &args);
        }
        if self.failed > 0 {
            report.say("not-built", &[("plans", self.failed.into())]);
        }
        match (self.broken, self.failed) {
            (0, 0) => Outcome::Good,
            (0, _) => Outcome::Errors,
            _ => Outcome::Failed,
        }
    }
}
