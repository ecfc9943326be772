//! What came of all plans, and of the site around them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::super::made::{MadeSite, Noted, Recorder, SiteNow};
use super::super::site::{Finished, Swept};
use super::super::{Job, Outcome, Report};
use super::Part;
use super::builder::{Builder, Built, Place};
use crate::error::Error;
use crate::read::{PlanFile, Workspace};
use crate::render::Edition;
use crate::site::{Entry, Failure, Key};

/// What came of all plans.
pub struct Sum<'a> {
    recorder: Recorder<'a>,
    /// Why the record can't be kept, where it can't.
    unrecorded: Option<Error>,
    good: usize,
    failed: usize,
    documents: usize,
    new: usize,
    /// Plans that could not be read or written.
    broken: usize,
    /// Plans of which no share has anything.
    missing: Vec<String>,
    /// Plans that were passed over, since nothing of them has changed, and those that were made.
    unchanged: usize,
    made: usize,
    /// Where plans went, by what they are known.
    pub places: BTreeMap<String, Place>,
    /// Documents that somebody has changed, of annexes that are no more.
    left: Vec<String>,
    pages: usize,
    site_failed: bool,
}

impl<'a> Sum<'a> {
    pub fn new(recorder: Recorder<'a>) -> Self {
        Self {
            recorder,
            unrecorded: None,
            good: 0,
            failed: 0,
            documents: 0,
            new: 0,
            broken: 0,
            missing: vec![],
            unchanged: 0,
            made: 0,
            places: BTreeMap::new(),
            left: vec![],
            pages: 0,
            site_failed: false,
        }
    }

    pub fn add(&mut self, built: Result<Built, Error>, report: &mut Report) {
        match built {
            Ok(built) => {
                report.problems(&built.problems);
                self.failed += usize::from(built.failed);
                self.good += usize::from(built.place.is_some());
                if built.is_missing {
                    self.missing.push(built.plan.clone());
                }
                self.documents += built.documents;
                self.new += built.new;
                self.note(built);
            }
            Err(error) => {
                report.failure(&error);
                self.broken += 1;
            }
        }
    }

    fn note(&mut self, built: Built) {
        self.left.extend(built.left);
        self.unchanged += usize::from(built.unchanged);
        let noted = match built.made {
            Some(made) => self.recorder.note(built.plan.clone(), made, !built.unchanged),
            None if built.unchanged => Ok(()),
            None => self.recorder.forget(&built.plan),
        };
        self.unrecorded = self.unrecorded.take().or(noted.err());
        if let Some(place) = built.place {
            self.made += usize::from(!built.unchanged);
            self.places.insert(built.plan, place);
        }
    }

    /// The same for a plan that was built before: what was found in it is told already.
    pub fn add_again(&mut self, built: Result<Built, Error>, report: &Report) {
        match built {
            Ok(built) => self.note(built),
            Err(error) => {
                report.failure(&error);
                self.broken += 1;
            }
        }
    }

    /// The annexes of the plans that were built, by their folders.
    pub fn editions(&self) -> BTreeMap<String, Vec<String>> {
        let slugs = |key: &Key| key.annexes.iter().map(|annex| annex.slug.clone()).collect();
        self.places.values().map(|Place { key, .. }| (key.folder.clone(), slugs(key))).collect()
    }

    /// Whether the pages of a plan lead to others that are not there.
    pub fn misleads(&self, plan: &str, site: &dyn Fn(&Edition) -> Option<Edition>) -> bool {
        let is_other = |edition: &Edition| site(edition).as_ref() != Some(edition);
        self.places.get(plan).is_some_and(|place| place.leads_to.iter().any(is_other))
    }

    /// Makes the site, and removes what no plan has any more: only if all plans were built and all are well, so that nothing
    /// is lost over a slip.
    pub fn finish(&mut self, builder: &Builder, job: &Job, report: &mut Report) -> Result<(Swept, SiteNow), Error> {
        // In whatever order the workers came to them.
        self.left.sort();
        let mut swept = Swept { left: std::mem::take(&mut self.left), ..Swept::default() };
        if let Part::Share(_) = job.part {
            return Ok((swept, SiteNow::NotMade));
        }
        let is_good = self.failed == 0 && self.broken == 0 && self.missing.is_empty();
        let all_is_well = is_good && job.named.is_empty();
        if let Some(site) = self.site_unchanged(builder, all_is_well, job) {
            // What is kept of the pages is one file more.
            self.pages = site.files.saturating_sub(1);
            return Ok((swept, SiteNow::Unchanged(site)));
        }
        if all_is_well {
            let is_live = |entry: &Entry| match self.places.get(&entry.plan) {
                Some(place) => place.key.folder == entry.folder,
                // One from outside of the project lives as long as its file.
                None => Path::new(&entry.plan).is_absolute() && Path::new(&entry.plan).is_file(),
            };
            swept.plans(builder.output, &is_live)?;
        }
        let places: BTreeMap<&str, &Key> =
            self.places.values().map(|place| (place.key.folder.as_str(), &place.key)).collect();
        let key = |folder: &str| places.get(folder).map(|key| (*key).clone());
        let site = match builder.site(&key, all_is_well, &mut swept) {
            Ok(Finished { files, pages, new }) => {
                self.pages = pages;
                self.new += new;
                let root = builder.workspace.output();
                let noted = files.into_iter().map(|(path, digest)| Noted::of(&root, &path, digest));
                noted.collect::<Option<_>>().map_or(SiteNow::NotMade, SiteNow::New)
            }
            Err(Failure::Template(problems)) => {
                report.problems(&problems);
                self.site_failed = true;
                SiteNow::NotMade
            }
            Err(Failure::Machine(error)) => return Err(error),
        };
        Ok((swept, site))
    }

    /// The site, if no plan has changed since it was made, none came and none went, and all of it is there.
    fn site_unchanged(&self, builder: &Builder, all_is_well: bool, job: &Job) -> Option<MadeSite> {
        let none_changed = self.unchanged > 0 && self.made == 0 && self.failed == 0 && self.broken == 0;
        let same_plans = !job.named.is_empty() || (all_is_well && builder.made.plans().eq(self.places.keys()));
        let is_whole = none_changed && same_plans;
        is_whole.then(|| builder.made.site(&builder.workspace.output(), job.threads)).flatten()
    }

    /// Ends the record of what was made of what.
    pub fn remember(&mut self, site: SiteNow, plans: &[PlanFile], builder: &Builder, job: &Job) -> Result<(), Error> {
        if let Some(error) = self.unrecorded.take() {
            return Err(error);
        }
        if job.named.is_empty() {
            let there: BTreeSet<String> = plans.iter().map(|plan| builder.workspace.key(plan)).collect();
            for gone in builder.made.plans().filter(|plan| !there.contains(*plan)) {
                self.recorder.forget(gone)?;
            }
        }
        self.recorder.finish(site)
    }

    pub fn conclude(self, workspace: &Workspace, part: Part, swept: &Swept, report: &Report) -> Outcome {
        let mut args = vec![
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
            let key = match part {
                Part::Share(share) => {
                    args.extend([("share", share.number.into()), ("shares", share.of.into())]);
                    "built-share"
                }
                Part::Whole | Part::Index => "built",
            };
            report.result(key, &args);
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
        if !self.missing.is_empty() {
            report
                .say("not-joined", &[("plans", self.missing.len().into()), ("names", self.missing.join(", ").into())]);
        }
        match (self.broken, self.failed + self.missing.len() + usize::from(self.site_failed)) {
            (0, 0) => Outcome::Good,
            (0, _) => Outcome::Errors,
            _ => Outcome::Failed,
        }
    }
}
