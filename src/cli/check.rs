//! `allegato check`: reads and checks plans, writes nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Job, Outcome, Report, Work, workers};
use crate::annex::{Orientation, Table};
use crate::check::Surroundings;
use crate::error::Error;
use crate::read::{PlanFile, Workspace, read_source};
use crate::source::{Code, Diagnostic, Place, SourceFile};
use crate::{Checked, check_plan};

pub fn run(job: &Job, report: &mut Report) -> Result<Outcome, Error> {
    let Work { workspace, plans, taken, renderer } = match job.open(report)? {
        Ok(work) => work,
        Err(outcome) => return Ok(outcome),
    };
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table, orientation| renderer.fits(table, orientation));
    let surroundings = surroundings(&workspace, &can_print, &fits);
    let checked = workers::for_each(&plans, job.threads, |plan: &PlanFile| -> Result<Vec<Diagnostic>, Error> {
        Ok(match read_source(&plan.path, &plan.shown)? {
            Ok(file) => {
                let checked = check(plan, &file, &taken, &surroundings);
                checked.map_or_else(|problems| problems, |checked| checked.warnings)
            }
            Err(problems) => problems,
        })
    });
    let (mut done, mut wrong, mut broken) = (0, 0, None);
    for problems in checked {
        match problems {
            Ok(problems) => {
                let before = report.errors;
                report.problems(&problems);
                done += 1;
                wrong += usize::from(report.errors > before);
            }
            // A plan that can't be read keeps nobody from hearing of the others.
            Err(error) => broken = broken.or(Some(error)),
        }
    }
    report.result(
        "checked",
        &[
            ("plans", done.into()),
            ("wrong", wrong.into()),
            ("errors", report.errors.into()),
            ("warnings", report.warnings.into()),
        ],
    );
    match broken {
        Some(error) => Err(error),
        None if wrong > 0 => Ok(Outcome::Errors),
        None => Ok(Outcome::Good),
    }
}

/// What the check is told of the project.
pub fn surroundings<'a>(
    workspace: &'a Workspace,
    can_print: &'a (dyn Fn(char) -> bool + Sync),
    fits: &'a (dyn Fn(&Table, Option<Orientation>) -> bool + Sync),
) -> Surroundings<'a> {
    let project = &workspace.project;
    Surroundings { language: project.language, authority: project.authority.as_ref(), can_print, fits }
}

/// Checks a plan, and that its documents have a place of their own.
pub fn check(
    plan: &PlanFile,
    file: &Arc<SourceFile>,
    taken: &BTreeMap<PathBuf, PlanFile>,
    surroundings: &Surroundings,
) -> Result<Checked, Vec<Diagnostic>> {
    let checked = check_plan(file, &|path| plan.beside(path), surroundings)?;
    match taken.get(&plan.path) {
        Some(first) => {
            let problem = Diagnostic::new(Code::OutputCollision, Place::new(file, 0..0));
            Err(vec![problem.arg("first", first.shown.as_str())])
        }
        None => Ok(checked),
    }
}
