//! The file that the record is: lines of JSON, each about one thing, a later one in place of an earlier. So a run adds what is
//! new at the end, as it comes, and a killed one has lost little.
//!
//! What a line says of a plan is read where it is asked for: held are its place and the plan's name.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::ops::Range;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};

use super::noted::Noted;
use super::{By, MadePlan};
use crate::error::{Doing, Error};
use crate::read::LineFile;
use crate::write::Output;

/// What a line about a plan begins with, up to its name.
const PLAN: &[u8] = b"{\"plan\":[";
const PAGES: &[u8] = b"{\"pages\":[";
const BY: &[u8] = b"{\"by\":{";
/// Bytes of lines that others stand in place of, from which on the file is written anew; beside as many that hold.
const SLACK: u64 = 64 << 10;

/// A line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// What all lines from here on are by.
    By(By),
    /// A plan by what it is known, and what was made of it.
    Plan(Box<str>, Box<MadePlan>),
    /// A plan that is no more.
    Gone(String),
    /// Some files of the site, by their number among such lines.
    Pages(usize, Vec<Noted>),
    /// That the site is whole, of so many such lines; or that it is being made.
    Site(Option<usize>),
}

impl Line {
    pub fn text(&self) -> String {
        // Nothing in it can fail to be JSON.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }
}

/// What a line says of a plan itself; all else in it is passed over, which takes less time than to read it.
#[derive(Deserialize)]
pub struct Head {
    pub key: HeadKey,
    pub labels: Vec<String>,
    pub inputs: Vec<Noted>,
}

#[derive(Deserialize)]
pub struct HeadKey {
    pub year: u16,
}

#[derive(Deserialize)]
struct HeadLine {
    plan: (IgnoredAny, Head),
}

/// What a record says, by the places of its lines.
#[derive(Debug, Default)]
pub struct Record {
    file: Option<LineFile>,
    /// By plan; and whether what made it is what makes it now.
    pub plans: BTreeMap<Box<str>, (Range<u64>, bool)>,
    /// Of files of the site.
    pub pages: Vec<Range<u64>>,
    /// Whether these are all there are, and made by what makes them now.
    pub site: bool,
    /// Whether the last line that says by what is about what makes all now.
    pub is_by: bool,
}

impl Record {
    /// Reads the record of that name; none where there is none that can be relied on. One with much in it that holds no more
    /// is written anew.
    ///
    /// # Errors
    /// If it can't be read or written.
    pub fn open(output: &Output, name: &str, by: &By) -> Result<Self, Error> {
        let Some(file) = LineFile::open(&output.kept_at(name))? else { return Ok(Self::default()) };
        match Self::read(&file, by)? {
            None => {
                output.forget(name)?;
                Ok(Self::default())
            }
            Some((record, true)) => Ok(Self { file: Some(file), ..record }),
            Some((record, false)) => {
                record.rewrite(&file, by, output, name)?;
                Self::open(output, name, by)
            }
        }
    }

    /// What it says, and whether it is as it should be; nothing where it is damaged, or by another program.
    fn read(file: &LineFile, by: &By) -> Result<Option<(Self, bool)>, Error> {
        let mut record = Self::default();
        let mut lists: BTreeMap<usize, Range<u64>> = BTreeMap::new();
        let (mut length, mut is_whole, mut is_sound) = (0, true, true);
        file.each(&mut |place, line| {
            // A killed run came to no end of it.
            if !line.ends_with(b"\n") {
                is_whole = false;
                return false;
            }
            length = place.end;
            is_sound = record.take(place, line, by, &mut lists).is_some();
            is_sound
        })?;
        let live = record.plans.values().map(|(place, _)| place).chain(&record.pages);
        let live: u64 = live.map(|place| place.end - place.start).sum();
        let is_tight = length <= 2 * live + SLACK;
        Ok(is_sound.then_some((record, is_whole && is_tight)))
    }

    /// Takes in a line; `lists` are the places of those about files of the site. Nothing where it can't be read.
    fn take(&mut self, place: Range<u64>, line: &[u8], by: &By, lists: &mut BTreeMap<usize, Range<u64>>) -> Option<()> {
        if let Some(rest) = line.strip_prefix(PLAN) {
            self.plans.insert(first(rest)?, (place, self.is_by));
        } else if let Some(rest) = line.strip_prefix(PAGES) {
            lists.insert(first(rest)?, place);
        } else {
            match serde_json::from_slice(line).ok()? {
                Line::By(other) if other.is_same_program(by) => (self.is_by, self.site) = (other == *by, false),
                Line::Gone(plan) => drop(self.plans.remove(&*plan)),
                Line::Site(count) => {
                    lists.retain(|number, _| count.is_none_or(|count| *number < count));
                    self.site = self.is_by && count == Some(lists.len());
                    self.pages = lists.values().cloned().collect();
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// Leaves out what holds no more.
    fn rewrite(&self, file: &LineFile, by: &By, output: &Output, name: &str) -> Result<(), Error> {
        let path = output.kept_at(name);
        let failed = |cause| Error::new(Doing::Write, &path, cause);
        let mut new = BufWriter::new(output.scratch().map_err(failed)?);
        let other = By { project: String::new(), ..by.clone() };
        for (by, is_now) in [(&other, false), (by, true)] {
            new.write_all(Line::By(by.clone()).text().as_bytes()).map_err(failed)?;
            for (place, _) in self.plans.values().filter(|(_, now)| *now == is_now) {
                new.write_all(&file.at(place)?).map_err(failed)?;
            }
        }
        for place in &self.pages {
            new.write_all(&file.at(place)?).map_err(failed)?;
        }
        let site = Line::Site(self.site.then_some(self.pages.len()));
        new.write_all(site.text().as_bytes()).map_err(failed)?;
        let new = new.into_inner().map_err(|error| failed(error.into_error()))?;
        output.place(output.stage_file(&Output::keep(name), new)?).map(drop)
    }

    /// What the line about a plan at a place says of the plan alone.
    pub fn head(&self, place: &Range<u64>) -> Option<Head> {
        let line = self.file.as_ref()?.at(place).ok()?;
        let HeadLine { plan: (_, head) } = serde_json::from_slice(&line).ok()?;
        Some(head)
    }

    /// What the line at a place says.
    pub fn line(&self, place: &Range<u64>) -> Option<Line> {
        serde_json::from_slice(&self.file.as_ref()?.at(place).ok()?).ok()
    }
}

/// The last that the record of that name says about by what all was made.
///
/// # Errors
/// If it can't be read.
pub fn by(output: &Output, name: &str) -> Result<Option<By>, Error> {
    let Some(file) = LineFile::open(&output.kept_at(name))? else { return Ok(None) };
    let mut by = None;
    file.each(&mut |_, line| {
        if line.starts_with(BY)
            && let Ok(Line::By(now)) = serde_json::from_slice(line)
        {
            by = Some(now);
        }
        true
    })?;
    Ok(by)
}

/// The value that a list in JSON begins with.
fn first<T: DeserializeOwned>(list: &[u8]) -> Option<T> {
    T::deserialize(&mut serde_json::Deserializer::from_slice(list)).ok()
}
