//! The pages around the documents of all plans: made, or brought up to date.

use std::collections::BTreeMap;

use super::super::made::Made;
use super::super::site::{self, Finished, Pages, Rehearsal, Swept};
use crate::error::Error;
use crate::read::Workspace;
use crate::render::{Format, Renderer};
use crate::site::{Change, Entries, Failure, Key, Means, Updated};
use crate::write::Output;

/// What the pages around the documents are made with. What plans are built with is held no more by then: it grows with them.
pub struct SiteBuilder<'a> {
    pub workspace: &'a Workspace,
    pub renderer: &'a Renderer,
    pub output: &'a Output,
    /// What was made in earlier runs.
    pub made: &'a Made,
    pub threads: usize,
}

/// What the site holds of the plans that were built now, by their folders.
pub type Keys<'a> = BTreeMap<&'a str, &'a Key>;

impl SiteBuilder<'_> {
    /// Makes the pages around the documents, and removes those that are no more if all is well. `keys` are those of plans that
    /// were built now.
    pub fn build(&self, keys: &Keys, all_is_well: bool, swept: &mut Swept) -> Result<Finished, Failure> {
        let pages = Pages::new(self.output)?;
        if self.has_site() {
            let others = self.others(keys)?;
            let plans: Vec<&Key> = keys.values().copied().chain(&others).collect();
            // A template that is wrong shall be so before anything is written.
            let some = plans[..plans.len().min(1)].to_vec();
            let entries = |folder: &str| site::entry(self.output, folder);
            crate::site::build(some, &Rehearsal(self.output), self.means(&entries))?;
            crate::site::build(plans, &pages, self.means(&entries))?;
        }
        Ok(pages.finish(all_is_well, swept)?)
    }

    /// Brings the pages around the documents up to date where few plans have changed, which were there before. `None` where
    /// all have to be made anew. `count` is how many there are.
    pub fn update(&self, keys: &Keys, changes: &[Change], count: usize) -> Result<Option<Finished>, Failure> {
        if !self.has_site() {
            return Ok(None);
        }
        let pages = Pages::update(self.output);
        let others = self.others(keys)?;
        let plans = keys.values().copied().chain(&others).collect();
        let entries = |folder: &str| site::entry(self.output, folder);
        match crate::site::update(plans, changes, &pages, self.means(&entries))? {
            Updated::Done => Ok(Some(pages.finish_update(count)?)),
            Updated::Moves => Ok(None),
        }
    }

    fn has_site(&self) -> bool {
        self.renderer.formats().contains(&Format::Html)
    }

    fn means<'b>(&'b self, entries: &'b Entries<'b>) -> Means<'b> {
        let project = &self.workspace.project;
        let (language, catalogue) = (project.language, project.catalogue.as_ref());
        Means { entries, renderer: self.renderer, language, catalogue, threads: self.threads }
    }

    /// What the site lists beside the plans that were built now, of those that are there.
    fn others(&self, keys: &Keys) -> Result<Vec<Key>, Error> {
        let there = site::folders(self.output)?;
        let others = there.iter().filter(|folder| !keys.contains_key(folder.as_str()));
        let mut plans = vec![];
        for folder in others {
            plans.extend(site::entry(self.output, folder)?.as_ref().map(Key::new));
        }
        Ok(plans)
    }
}
