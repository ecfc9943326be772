//! `allegato build`: checks plans, writes their documents to `output/<year>/<plan>/`, and makes the site around them.

mod builder;
mod sum;

use self::builder::Builder;
use self::sum::Sum;
use super::archived::Archives;
use super::folders::{self, Folders};
use super::made::{By, Made, Recorder, SiteNow};
use super::{Job, Outcome, Report, Work, check};
use crate::annex::Table;
use crate::check::Surroundings;
use crate::digest::Digesting;
use crate::error::Error;
use crate::read::{PlanFile, Workspace, stamp};
use crate::render::{Format, Renderer};
use crate::write::Output;

/// What is kept of what was made of what.
const RECORD: &str = "made.jsonl";

pub fn run(job: &Job, report: &mut Report) -> Result<Outcome, Error> {
    let Work { workspace, plans, renderer } = match job.open(report)? {
        Ok(work) => work,
        Err(outcome) => return Ok(outcome),
    };
    let output = Output::open(&workspace.output(), || report.say("waiting", &[]))?;
    let made = Made::load(&output, RECORD, by(&workspace, &renderer)?)?;
    let known = |plan: &PlanFile| made.outline(&workspace.key(plan), &workspace.root);
    let folders = Folders::new(workspace.plans()?, &plans, &|plan| known(plan).or_else(|| folders::outline(plan)));
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table| renderer.fits(table));
    let policy = report.policy().clone();
    let archives = workspace.root.join(&workspace.project.archive.0);
    // Workbooks reckon with them, and differences from what is archived reconcile by them.
    let derivations = renderer.formats().contains(&Format::Xlsx) || archives.is_dir();
    let surroundings = Surroundings { derivations, ..check::surroundings(&workspace, &policy, &can_print, &fits) };
    let builder = Builder {
        workspace: &workspace,
        folders: &folders,
        surroundings: &surroundings,
        renderer: &renderer,
        output: &output,
        archives: &Archives::new(archives),
        made: &made,
    };
    let mut sum = Sum::new(Recorder::new(&made, &output));
    builder.plans(&plans, job.threads, &mut sum, report);
    let (swept, site) = match sum.finish(&builder, job, report) {
        Ok(finished) => finished,
        Err(error) => {
            // What was made of plans is not lost over it.
            sum.remember(SiteNow::Failed, &plans, &builder, job)?;
            return Err(error);
        }
    };
    sum.remember(site, &plans, &builder, job)?;
    Ok(sum.conclude(&workspace, &swept, report))
}

/// What all documents are made by and with.
fn by(workspace: &Workspace, renderer: &Renderer) -> Result<By, Error> {
    let mut project = Digesting::default();
    project.add(format!("{:?}", renderer.settings()).as_bytes());
    for (path, bytes) in workspace.files()? {
        project.add_named(&path, &bytes);
    }
    // A program that was built anew need not have another version.
    let itself = std::env::current_exe().ok().and_then(|path| stamp(&path));
    let program = format!("{} {itself:?}", env!("CARGO_PKG_VERSION"));
    Ok(By::new(program, project.finish()))
}
