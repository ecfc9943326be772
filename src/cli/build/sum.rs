//! What came of all plans, and of the site around them.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::made::{Made, MadePlan, Noted};
use super::super::site::{Finished, Swept};
use super::super::{Job, Outcome, Report};
use super::builder::{Builder, Built, Place};
use crate::error::Error;
use crate::read::Workspace;
use crate::render::Edition;
use crate::site::{Entry, Failure};
use crate::write::Output;

/// What came of all plans.
#[derive(Default)]
pub struct Sum {
    good: usize,
    failed: usize,
    documents: usize,
    new: usize,
    /// Plans that could not be read or written.
    broken: usize,
    /// Plans that were passed over, since nothing of them has changed.
    unchanged: usize,
    /// Where plans went, by what they are known.
    pub places: BTreeMap<String, Place>,
    /// What was made of plans that were built, and of the site if that was made.
    made: BTreeMap<String, Option<MadePlan>>,
    site: Option<Vec<Noted>>,
    /// Whether the site is as an earlier run made it.
    site_unchanged: bool,
    /// Documents that somebody has changed, of annexes that are no more.
    left: Vec<String>,
    pages: usize,
    site_failed: bool,
}

impl Sum {
    pub fn add(&mut self, built: Result<Built, Error>, report: &mut Report) {
        match built {
            Ok(built) => {
                report.problems(&built.problems);
                self.failed += usize::from(built.failed);
                self.good += usize::from(!built.failed);
                self.documents += built.documents;
                self.new += built.new;
                self.left.extend(built.left);
                self.unchanged += usize::from(built.unchanged);
                self.note(built.place, built.made, built.unchanged);
            }
            Err(error) => {
                report.failure(&error);
                self.broken += 1;
            }
        }
    }

    fn note(&mut self, place: Option<(String, Place)>, made: Option<MadePlan>, unchanged: bool) {
        let Some((plan, place)) = place else { return };
        if !unchanged {
            self.made.insert(plan.clone(), made);
        }
        self.places.insert(plan, place);
    }

    /// The same for a plan that was built before: what was found in it is told already.
    pub fn add_again(&mut self, built: Result<Built, Error>, report: &Report) {
        match built {
            Ok(built) => self.note(built.place, built.made, built.unchanged),
            Err(error) => {
                report.failure(&error);
                self.broken += 1;
            }
        }
    }

    /// The annexes of the plans that were built, by their folders.
    pub fn editions(&self) -> BTreeMap<String, Vec<String>> {
        self.places.values().map(|place| (place.folder.clone(), place.annexes.clone())).collect()
    }

    /// Whether the pages of a plan lead to others that are not there.
    pub fn misleads(&self, plan: &str, site: &dyn Fn(&Edition) -> Option<Edition>) -> bool {
        let is_other = |edition: &Edition| site(edition).as_ref() != Some(edition);
        self.places.get(plan).is_some_and(|place| place.leads_to.iter().any(is_other))
    }

    /// Makes the site, and removes what no plan has any more: only if all plans were built and all are well, so that nothing
    /// is lost over a slip.
    pub fn finish(&mut self, builder: &Builder, job: &Job, report: &mut Report) -> Result<Swept, Error> {
        // In whatever order the workers came to them.
        self.left.sort();
        let mut swept = Swept { left: std::mem::take(&mut self.left), ..Swept::default() };
        let all_is_well = self.failed == 0 && self.broken == 0 && job.named.is_empty();
        if let Some(pages) = self.pages_unchanged(builder, all_is_well, job) {
            self.pages = pages;
            self.site_unchanged = true;
            return Ok(swept);
        }
        if all_is_well {
            let is_live = |entry: &Entry| match self.places.get(&entry.plan) {
                Some(place) => place.folder == entry.folder,
                // One from outside of the project lives as long as its file.
                None => Path::new(&entry.plan).is_absolute() && Path::new(&entry.plan).is_file(),
            };
            swept.plans(builder.output, &is_live)?;
        }
        match builder.site(all_is_well, &mut swept) {
            Ok(Finished { files, pages, new }) => {
                self.pages = pages;
                self.new += new;
                let root = builder.workspace.output();
                self.site = files.into_iter().map(|(path, digest)| Noted::of(&root, &path, digest)).collect();
            }
            Err(Failure::Template(problems)) => {
                report.problems(&problems);
                self.site_failed = true;
            }
            Err(Failure::Machine(error)) => return Err(error),
        }
        Ok(swept)
    }

    /// How many pages the site has, if no plan has changed since they were made, none came and none went, and all are there.
    fn pages_unchanged(&self, builder: &Builder, all_is_well: bool, job: &Job) -> Option<usize> {
        let none_changed = self.unchanged > 0 && self.made.is_empty() && self.failed == 0 && self.broken == 0;
        let same_plans = !job.named.is_empty() || (all_is_well && builder.made.has_exactly(self.places.keys()));
        let is_whole = none_changed && same_plans;
        is_whole.then(|| builder.made.pages(&builder.workspace.output())).flatten()
    }

    /// Keeps what was made of what for the next run.
    pub fn remember(&mut self, mut made: Made, job: &Job, workspace: &Workspace, output: &Output) -> Result<(), Error> {
        let touched = made.refresh(&workspace.root, &workspace.output());
        let changed = touched || !self.made.is_empty() || !self.site_unchanged;
        for (plan, news) in std::mem::take(&mut self.made) {
            made.note(plan, news);
        }
        // Where it could not be made, it is to be made the next time, whatever is there.
        if !self.site_unchanged {
            made.note_pages(self.site.take().unwrap_or_default());
        }
        if job.named.is_empty() {
            made.retain(|plan| self.places.contains_key(plan));
        }
        if changed { made.save(output) } else { Ok(()) }
    }

    pub fn conclude(self, workspace: &Workspace, swept: &Swept, report: &Report) -> Outcome {
        let args = [
            ("pages", self.pages.into()),
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
        if swept.removed > 0 {
            report.say("removed", &[("files", swept.removed.into())]);
        }
        if !swept.left.is_empty() {
            report.say("left", &[("files", swept.left.len().into()), ("names", swept.left.join(", ").into())]);
        }
        if self.site_failed {
            report.say("no-site", &[]);
        }
        if self.failed > 0 {
            report.say("not-built", &[("plans", self.failed.into())]);
        }
        match (self.broken, self.failed + usize::from(self.site_failed)) {
            (0, 0) => Outcome::Good,
            (0, _) => Outcome::Errors,
            _ => Outcome::Failed,
        }
    }
}
