//! `allegato check`: reads and checks plans, writes nothing.

use super::build::surroundings;
use super::{Job, Outcome, Report, workers};
use crate::check_plan;
use crate::error::Error;
use crate::read::{PlanFile, read_source};
use crate::render::Renderer;
use crate::source::Diagnostic;

pub fn run(job: &Job, report: &mut Report) -> Result<Outcome, Error> {
    let (workspace, plans) = match job.open(report)? {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    let renderer = match Renderer::new(&workspace.templates()?, &workspace.project.formats, &workspace.project.imprint)
    {
        Ok(renderer) => renderer,
        Err(problems) => {
            report.problems(&problems);
            return Ok(Outcome::Errors);
        }
    };
    let can_print = |c| renderer.can_print(c);
    let surroundings = surroundings(&workspace, &can_print);
    let checked = workers::for_each(&plans, job.threads, |plan: &PlanFile| -> Result<Vec<Diagnostic>, Error> {
        Ok(match read_source(&plan.path, &plan.shown)? {
            Ok(file) => check_plan(&file, &surroundings).map_or_else(|problems| problems, |checked| checked.warnings),
            Err(problems) => problems,
        })
    });
    let mut wrong = 0;
    for problems in checked {
        let (before, problems) = (report.errors, problems?);
        report.problems(&problems);
        wrong += usize::from(report.errors > before);
    }
    report
        .result("checked", &[("plans", plans.len().into()), ("wrong", wrong.into()), ("errors", report.errors.into())]);
    Ok(if wrong > 0 { Outcome::Errors } else { Outcome::Good })
}
