//! `allegato build`: checks plans, writes their documents to `output/<year>/<plan>/`, and makes the site around them. Or one
//! share of the documents, or the site around those of all shares.

mod builder;
mod joining;
mod mending;
mod pages;
mod share;
mod sum;
mod timings;

pub use self::share::Share;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::builder::Builder;
use self::joining::Shares;
use self::pages::SiteBuilder;
use self::sum::Sum;
use self::timings::{Stage, Timings};
use super::archived::Archives;
use super::folders;
use super::made::{By, Made, Recorder, Roots, SiteNow};
use super::{Job, Outcome, Report, Work, check, site};
use crate::annex::Table;
use crate::check::Surroundings;
use crate::digest::Digesting;
use crate::error::Error;
use crate::read::{PlanFile, Workspace, stamp};
use crate::render::{Format, Renderer};
use crate::write::Output;

/// What of a build one run does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// The documents of a share of the plans.
    Share(Share),
    /// The site around the documents of all shares.
    Index,
}

impl Part {
    /// Under which name it is kept what was made of what.
    fn record(self) -> String {
        match self {
            Part::Share(share) => format!("made-{}.jsonl", share.name()),
            Part::Whole | Part::Index => "made.jsonl".to_owned(),
        }
    }
}

pub fn run(job: &Job, report: &mut Report) -> Result<Outcome, Error> {
    let timings = Timings::new(job.timings);
    let outcome = build(job, &timings, report)?;
    timings.tell(job.threads, report);
    Ok(outcome)
}

fn build(job: &Job, timings: &Timings, report: &mut Report) -> Result<Outcome, Error> {
    let mut lap = timings.lap();
    let Work { workspace, plans, renderer } = match job.open(report)? {
        Ok(work) => work,
        Err(outcome) => return Ok(outcome),
    };
    lap.done(Stage::Open);
    let waiting = || report.say("waiting", &[]);
    let output = match job.part {
        Part::Share(share) => Output::open_share(&workspace.output(), &share.name(), waiting)?,
        Part::Whole | Part::Index => Output::open(&workspace.output(), waiting)?,
    };
    // Whoever waited for another run did not spend the time.
    let mut lap = timings.lap();
    let by = by(&workspace, &renderer)?;
    let roots = Arc::new(Roots::of(&workspace));
    let shares = match job.part {
        Part::Index => match Shares::open(&roots, &output, &by)? {
            Ok(shares) => Some(shares),
            Err(trouble) => return Ok(trouble.tell(report)),
        },
        Part::Whole | Part::Share(_) => None,
    };
    let made = Made::load(&roots, &output, &job.part.record(), by)?;
    let made_of = |plan: &PlanFile| {
        let made = shares.as_ref().map_or(&made, |shares| shares.made(&plan.key));
        made.outline(&plan.key)
    };
    let outline = |plan: &PlanFile| made_of(plan).or_else(|| folders::outline(plan));
    let folders = job.folders(&workspace, &plans, &outline)?;
    let (mine, others) = plans.into_iter().partition(|plan| match job.part {
        Part::Share(share) => share.has(&plan.key),
        Part::Whole | Part::Index => true,
    });
    let (plans, others): (Vec<PlanFile>, Vec<PlanFile>) = (mine, others);
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
        timings,
        threads: job.threads,
        elsewhere: others.iter().filter_map(|plan| folders.expected(plan)).map(str::to_owned).collect(),
        there: if job.named.is_empty() { BTreeSet::new() } else { site::folders(&output)? },
    };
    lap.done(Stage::Recall);
    let mut sum = Sum::new(Recorder::new(&made, &output));
    match &shares {
        Some(shares) => builder.join(shares, &plans, &mut sum, report),
        None => builder.plans(&plans, &mut sum, report),
    }
    let mut lap = timings.lap();
    if job.named.is_empty() {
        sum.forget_others(&made, &plans);
    }
    // Where plans are many this is much, and of no use any more.
    drop((plans, folders, shares));
    let (renderer, output, threads) = (&renderer, &output, job.threads);
    let site = SiteBuilder { workspace: &workspace, renderer, output, made: &made, threads };
    let (swept, site_now) = match sum.finish(&site, job, report) {
        Ok(finished) => finished,
        Err(error) => {
            // What was made of plans is not lost over it.
            sum.remember(SiteNow::NotMade)?;
            return Err(error);
        }
    };
    lap.done(Stage::Site);
    sum.remember(site_now)?;
    lap.done(Stage::Record);
    Ok(sum.conclude(&workspace, job.part, &swept, report))
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
    Ok(By::new(format!("{itself:?}"), project.finish()))
}
