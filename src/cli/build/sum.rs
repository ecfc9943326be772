//! What came of all plans, and of the site around them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::super::made::{Made, Noted, Recorder, SiteNow};
use super::super::site::{Digests, Finished, Swept};
use super::super::{Job, Outcome, Report};
use super::Part;
use super::builder::Built;
use super::pages::{Keys, SiteBuilder};
use crate::error::Error;
use crate::read::{PlanFile, Workspace};
use crate::site::{Change, Entry, Failure, Key};

/// Plans that are few enough for the site to be brought up to date with them one by one.
const FEW: usize = 64;

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
    /// What has changed since the site was made, as long as it is little and known.
    changes: Option<Vec<Change>>,
    /// What the site holds of plans, by what they are known.
    pub keys: BTreeMap<Box<str>, Box<Key>>,
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
            changes: Some(vec![]),
            keys: BTreeMap::new(),
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
                self.good += usize::from(built.key.is_some());
                if built.is_missing {
                    self.missing.push(built.plan.to_string());
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
        let noted = match built.made {
            Some(made) => self.recorder.note(built.plan.clone(), made, !built.unchanged),
            None if built.unchanged => Ok(()),
            None => self.recorder.forget(&built.plan),
        };
        self.unrecorded = self.unrecorded.take().or(noted.err());
        if let Some(key) = built.key {
            self.keys.insert(built.plan, Box::new(key));
        }
        if !built.unchanged {
            self.changes = self.changes.take().zip(built.change).map(|(mut changes, change)| {
                changes.push(change);
                changes
            });
            self.changes.take_if(|changes| changes.len() > FEW);
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
    pub fn editions(&self) -> HashMap<Box<str>, Arc<[Box<str>]>> {
        let slugs = |key: &Key| key.annexes.iter().map(|annex| annex.slug.clone()).collect();
        self.keys.values().map(|key| (key.folder.clone(), slugs(key))).collect()
    }

    /// Makes the site, and removes what no plan has any more: only if all plans were built and all are well, so that nothing
    /// is lost over a slip.
    pub fn finish(&mut self, builder: &SiteBuilder, job: &Job, report: &mut Report) -> Result<(Swept, SiteNow), Error> {
        // In whatever order the workers came to them.
        self.left.sort();
        let mut swept = Swept { left: std::mem::take(&mut self.left), ..Swept::default() };
        if let Part::Share(_) = job.part {
            return Ok((swept, SiteNow::NotMade));
        }
        let is_good = self.failed == 0 && self.broken == 0 && self.missing.is_empty();
        let all_is_well = is_good && job.named.is_empty();
        let plans = std::mem::take(&mut self.keys);
        let keys: Keys = plans.values().map(|key| (&*key.folder, &**key)).collect();
        let same_plans =
            is_good && (!job.named.is_empty() || builder.made.plans().eq(plans.keys().map(|plan| &**plan)));
        // Nothing has changed, or so little that it is known what that changes.
        if let (true, Some(changes)) = (same_plans, &self.changes)
            && let Some(mut site) = builder.made.site(job.threads)
        {
            if changes.is_empty() {
                self.pages = site.pages();
                return Ok((swept, SiteNow::Kept(site)));
            }
            let updated = builder.update(&keys, changes, site.pages());
            if let Some(Finished { files, new }) = self.made_site(updated, report)?.flatten() {
                let Some(files) = noted(builder, files) else { return Ok((swept, SiteNow::NotMade)) };
                site.update(files);
                (self.pages, self.new) = (site.pages(), self.new + new);
                return Ok((swept, SiteNow::Kept(site)));
            }
        }
        if all_is_well {
            // One from outside of the project lives as long as its file.
            let is_there = |plan: &Path| plan.is_absolute() && plan.is_file();
            let is_live = |entry: &Entry| !plans.contains_key(&*entry.plan) && is_there(Path::new(&entry.plan));
            swept.plans(builder.output, &|folder| keys.contains_key(folder), &is_live)?;
        }
        let site = builder.build(&keys, all_is_well, &mut swept);
        let Some(Finished { files, new }) = self.made_site(site, report)? else {
            return Ok((swept, SiteNow::NotMade));
        };
        // What is kept of the pages is one file more.
        (self.pages, self.new) = (files.len() - 1, self.new + new);
        Ok((swept, noted(builder, files).map_or(SiteNow::NotMade, SiteNow::New)))
    }

    /// What came of making the site; nothing where a template is wrong, which is told.
    fn made_site<T>(&mut self, site: Result<T, Failure>, report: &mut Report) -> Result<Option<T>, Error> {
        match site {
            Ok(site) => Ok(Some(site)),
            Err(Failure::Template(problems)) => {
                report.problems(&problems);
                self.site_failed = true;
                Ok(None)
            }
            Err(Failure::Machine(error)) => Err(error),
        }
    }

    /// Forgets what was made of plans that are no more. `plans` are all that there are.
    pub fn forget_others(&mut self, made: &Made, plans: &[PlanFile]) {
        let there: HashSet<&str> = plans.iter().map(|plan| &*plan.key).collect();
        let mut gone = made.plans().filter(|plan| !there.contains(*plan));
        let forgotten = gone.try_for_each(|plan| self.recorder.forget(plan));
        self.unrecorded = self.unrecorded.take().or(forgotten.err());
    }

    /// Ends the record of what was made of what.
    pub fn remember(&mut self, site: SiteNow) -> Result<(), Error> {
        match self.unrecorded.take() {
            Some(error) => Err(error),
            None => self.recorder.finish(site),
        }
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

/// Notes files of the site; nothing if one went away meanwhile.
fn noted(builder: &SiteBuilder, files: Digests) -> Option<Vec<Noted>> {
    files.into_iter().map(|(path, digest)| Noted::of(&builder.made.roots().output, &path, digest)).collect()
}
