//! Brings a site up to date where the documents of few plans have changed and nothing has moved: only what says something of
//! these plans is made anew, and comes out as if all had been.
//!
//! Whatever would move another plan, by its place in a list or its number in the search, is left to [`super::build`].

use std::collections::BTreeSet;

use super::dcat;
use super::index::{AnnexKey, Index, Key};
use super::lists::PAGE;
use super::search::{self, Asked, Changed};
use super::{Entries, Entry, Failure, Means, Part, Shelf, Site, Store, datasets, feed, found};
use crate::error::Error;

/// A plan as the site has it, before its documents were made anew and after.
#[derive(Debug)]
pub struct Change {
    pub before: Entry,
    pub after: Entry,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Updated {
    Done,
    /// It has to be made from nothing; what was written meanwhile is as it will be then.
    Moves,
}

impl Change {
    /// Whether it may move what is said of other plans.
    fn moves(&self) -> bool {
        let (before, after) = (Key::new(&self.before), Key::new(&self.after));
        let same = |(one, other): (&AnnexKey, &AnnexKey)| {
            (&one.slug, one.is_corrected, one.entries) == (&other.slug, other.is_corrected, other.entries)
        };
        let is_same = before.order() == after.order()
            && before.annexes.len() == after.annexes.len()
            && before.annexes.iter().zip(&after.annexes).all(same)
            && self.before.language() == self.after.language();
        !is_same
    }
}

/// Makes anew what the changes change. `plans` are those of the whole site, as for [`super::build`].
///
/// # Errors
/// As for [`super::build`].
pub fn update(plans: Vec<&Key>, changes: &[Change], store: &dyn Store, means: Means) -> Result<Updated, Failure> {
    if changes.iter().any(Change::moves) {
        return Ok(Updated::Moves);
    }
    let index = Index::new(plans);
    // First what may find that all has to be made anew.
    let Some(summary) = update_search(&index, changes, store, means.entries)? else { return Ok(Updated::Moves) };
    let has_catalogue = match means.catalogue {
        Some(settings) => match update_catalogue(settings, changes, store)? {
            Some(there) => there,
            None => return Ok(Updated::Moves),
        },
        None => false,
    };
    let site = Site::new(&index, means);
    let mut shelf = Shelf::new(store, None);
    shelf.take(site.search(&summary)?)?;
    store.put(feed::PATH, site.feed()?)?;
    // The first page of a year has the sum of all.
    let mut lists: BTreeSet<(u16, usize)> = BTreeSet::new();
    for Change { after, .. } in changes {
        shelf.take(site.plan(after)?)?;
        for key in index.series_of(after).into_iter().filter(|key| *key.folder != *after.folder) {
            if let Some(entry) = site.entry(key)? {
                shelf.take(site.plan(&entry)?)?;
            }
        }
        let place = index.plans_of(after.year).iter().position(|key| *key.folder == *after.folder).unwrap_or_default();
        lists.extend([(after.year, 1), (after.year, place / PAGE + 1)]);
    }
    for part in site.parts() {
        if let Part::Year(year, page, count, keys) = part
            && lists.contains(&(year.year, page))
        {
            shelf.take(site.year(year, page, count, keys)?)?;
        }
    }
    shelf.take(site.home(has_catalogue)?)?;
    Ok(Updated::Done)
}

fn update_search(
    index: &Index,
    changes: &[Change],
    store: &dyn Store,
    entries: &Entries,
) -> Result<Option<search::Summary>, Failure> {
    let mut changed = vec![];
    for Change { before, after } in changes {
        let Some(mut number) = index.number_of(&after.folder) else { return Ok(None) };
        for (old, new) in before.annexes.iter().zip(&after.annexes) {
            let (before, after) = (found::document(before, old), found::document(after, new));
            changed.push(Changed { entry: number, before, after });
            number += found::entries(new);
        }
    }
    let file = |path: &str| store.file(path);
    let shown = |number: u32, stem: &str| -> Result<Option<String>, Error> {
        let Some((key, annex)) = index.at_number(number) else { return Ok(None) };
        let entry = entries(&key.folder)?;
        let document = entry.as_ref().and_then(|entry| Some(found::document(entry, entry.annexes.get(annex)?)));
        Ok(document.and_then(|document| document.shown(stem)))
    };
    let mut put = |path: &str, bytes| store.put(path, bytes);
    Ok(search::update(&changed, &Asked { file: &file, shown: &shown }, &mut put, search::Limits::default())?)
}

/// Whether there is a catalogue; nothing where it has to be made from nothing.
fn update_catalogue(settings: &dcat::Settings, changes: &[Change], store: &dyn Store) -> Result<Option<bool>, Failure> {
    let mut files = vec![];
    for path in [dcat::TURTLE, dcat::JSON_LD] {
        let file = store.file(path)?.and_then(|bytes| String::from_utf8(bytes).ok());
        files.extend(file.map(|text| (path, text)));
    }
    // One of nothing is none, and becomes one with its first data set.
    let [(_, turtle), (_, json_ld)] = &mut files[..] else { return Ok(None) };
    for Change { before, after } in changes {
        if before.authority != after.authority {
            return Ok(None);
        }
        for (old, new) in before.annexes.iter().zip(&after.annexes) {
            let pieces = |entry, annex| datasets::pieces(settings, entry, annex);
            match (pieces(before, old), pieces(after, new)) {
                (None, None) => {}
                (Some(old), Some(new)) => {
                    let both = [(&mut *turtle, old.turtle, new.turtle), (&mut *json_ld, old.json_ld, new.json_ld)];
                    for (text, old, new) in both {
                        let Some(begin) = text.find(&old) else { return Ok(None) };
                        text.replace_range(begin..begin + old.len(), &new);
                    }
                }
                _ => return Ok(None),
            }
        }
    }
    for (path, text) in files {
        store.put(path, text.into_bytes())?;
    }
    Ok(Some(true))
}
