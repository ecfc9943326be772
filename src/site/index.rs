//! What of each plan is held while the site is made: by which it is listed, and what adds up.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::totals::Totals;
use super::{AmountEntry, Entry, found};
use crate::annex::Date;
use crate::render::location;

/// All plans, the newest first: by year, then by date, then by title.
pub struct Index<'a> {
    keys: Vec<&'a Key>,
    years: Vec<Year>,
    /// By series, the places of its plans among the keys.
    series: HashMap<&'a str, Vec<usize>>,
}

/// A plan among the others: small, as those of all plans are held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// Where its documents are: `2009/migranti`.
    pub folder: Box<str>,
    pub year: u16,
    pub date: Date,
    /// By which plans of one day are put in order.
    title: Box<str>,
    pub annexes: Box<[AnnexKey]>,
}

/// An annex of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnnexKey {
    /// What it is called in file names: `a`.
    pub slug: Box<str>,
    pub is_corrected: bool,
    /// How many entries it has in the search.
    pub entries: u32,
    pub amount: Option<AmountEntry>,
}

/// A year and what its plans come to.
pub struct Year {
    pub year: u16,
    pub plans: usize,
    pub annexes: usize,
    pub totals: Totals,
}

/// Letters of a title that decide its place.
const TITLE: usize = 40;

impl<'a> Index<'a> {
    pub fn new(mut keys: Vec<&'a Key>) -> Self {
        keys.sort_unstable_by(|one, other| one.order().cmp(&other.order()));
        let mut series: HashMap<&str, Vec<usize>> = HashMap::with_capacity(keys.len());
        for (index, key) in keys.iter().enumerate() {
            series.entry(location::series(&key.folder)).or_default().push(index);
        }
        // A plan that is alone in its series has no other year to show.
        series.retain(|_, plans| plans.len() > 1);
        let years = keys.chunk_by(|one, other| one.year == other.year).map(Year::new).collect();
        Self { keys, years, series }
    }

    /// By date, the newest first.
    pub fn latest(&self) -> impl Iterator<Item = &'a Key> {
        let mut latest = self.keys.clone();
        latest.sort_by_key(|key| Reverse(key.date));
        latest.into_iter()
    }

    /// The newest first.
    pub fn years(&self) -> &[Year] {
        &self.years
    }

    /// Those of one year, the newest first.
    pub fn plans_of(&self, year: u16) -> &[&'a Key] {
        let begin = self.keys.partition_point(|key| key.year > year);
        let end = self.keys.partition_point(|key| key.year >= year);
        &self.keys[begin..end]
    }

    /// The number that the first document of a plan has in the search, where documents are in this order.
    pub fn number_of(&self, folder: &str) -> Option<u32> {
        let before = self.keys.iter().take_while(|key| *key.folder != *folder);
        let number = before.map(|key| key.entries()).sum();
        self.keys.iter().any(|key| *key.folder == *folder).then_some(number)
    }

    /// The plan, and the place of the annex in it, of the document that has a number in the search.
    pub fn at_number(&self, number: u32) -> Option<(&'a Key, usize)> {
        let mut next = 0;
        for key in &self.keys {
            if number >= next + key.entries() {
                next += key.entries();
                continue;
            }
            for (place, annex) in key.annexes.iter().enumerate() {
                if next == number {
                    return Some((key, place));
                }
                next += annex.entries;
            }
        }
        None
    }

    /// The plan of a folder in all its years, the newest first; nothing where it has no other.
    pub fn series_of(&self, entry: &Entry) -> Vec<&'a Key> {
        let plans = self.series.get(location::series(&entry.folder));
        plans.into_iter().flatten().map(|index| self.keys[*index]).collect()
    }
}

impl Year {
    /// Of all its plans, one at least.
    fn new(plans: &[&Key]) -> Self {
        let annexes = plans.iter().map(|key| key.annexes.len()).sum();
        let mut totals = Totals::default();
        plans.iter().flat_map(|key| key.amounts()).for_each(|amount| totals.add_amount(amount));
        Self { year: plans[0].year, plans: plans.len(), annexes, totals }
    }
}

impl Key {
    pub fn new(entry: &Entry) -> Self {
        let annexes = entry.annexes.iter().map(|annex| AnnexKey {
            slug: annex.slug.as_str().into(),
            is_corrected: annex.corrected.is_some(),
            entries: found::entries(annex),
            amount: annex.amount.clone(),
        });
        Self {
            folder: entry.folder.as_str().into(),
            year: entry.year,
            date: entry.modified(),
            title: entry.title.chars().flat_map(char::to_lowercase).take(TITLE).collect::<String>().into(),
            annexes: annexes.collect(),
        }
    }

    fn entries(&self) -> u32 {
        self.annexes.iter().map(|annex| annex.entries).sum()
    }

    /// What its annexes distribute together.
    pub fn totals(&self) -> Totals {
        Totals::of(self.amounts())
    }

    fn amounts(&self) -> impl Iterator<Item = &AmountEntry> {
        self.annexes.iter().filter_map(|annex| annex.amount.as_ref())
    }

    pub fn order(&self) -> (Reverse<u16>, Reverse<Date>, &str, &str) {
        (Reverse(self.year), Reverse(self.date), &self.title, &self.folder)
    }
}
