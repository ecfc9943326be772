//! The file that the record is: lines of JSON, each about one thing, a later one in place of an earlier. So a run adds what is
//! new at the end, as it comes, and a killed one has lost little.
//!
//! What a line says of a plan is read where it is asked for: held are its place and the plan's name.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::noted::Noted;
use super::{By, MadePlan};
use crate::error::{Doing, Error};
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
    Plan(String, Box<MadePlan>),
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

/// What a record says, by the places of its lines.
#[derive(Debug, Default)]
pub struct Record {
    file: Option<Mutex<File>>,
    /// By plan; and whether what made it is what makes it now.
    pub plans: BTreeMap<String, (Range<u64>, bool)>,
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
        let path = output.kept_at(name);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(cause) => return Err(Error::new(Doing::Read, &path, cause)),
        };
        let failed = |cause| Error::new(Doing::Read, &path, cause);
        match Self::read(&file, by).map_err(failed)? {
            None => {
                output.forget(name)?;
                Ok(Self::default())
            }
            Some((record, true)) => Ok(Self { file: Some(Mutex::new(file)), ..record }),
            Some((record, false)) => {
                record.rewrite(file, by, output, name)?;
                Self::open(output, name, by)
            }
        }
    }

    /// What it says, and whether it is as it should be; nothing where it is damaged, or by another program.
    fn read(file: &File, by: &By) -> io::Result<Option<(Self, bool)>> {
        let (mut record, mut reader) = (Self::default(), BufReader::new(file));
        let (mut begin, mut line, mut is_whole) = (0, vec![], true);
        let mut chunks: BTreeMap<usize, Range<u64>> = BTreeMap::new();
        loop {
            line.clear();
            let end = begin + reader.read_until(b'\n', &mut line)? as u64;
            if line.last() != Some(&b'\n') {
                // A killed run came to no end of it.
                is_whole &= line.is_empty();
                break;
            }
            let place = begin..end;
            begin = end;
            if let Some(rest) = line.strip_prefix(PLAN) {
                let Some(plan) = first(rest) else { return Ok(None) };
                record.plans.insert(plan, (place, record.is_by));
            } else if let Some(rest) = line.strip_prefix(PAGES) {
                let Some(number) = first(rest) else { return Ok(None) };
                chunks.insert(number, place);
            } else {
                match serde_json::from_slice(&line) {
                    Ok(Line::By(other)) if other.is_same_program(by) => {
                        (record.is_by, record.site) = (other == *by, false);
                    }
                    Ok(Line::Gone(plan)) => drop(record.plans.remove(&plan)),
                    Ok(Line::Site(lines)) => {
                        chunks.retain(|number, _| lines.is_none_or(|lines| *number < lines));
                        record.site = record.is_by && lines == Some(chunks.len());
                        record.pages = chunks.values().cloned().collect();
                    }
                    _ => return Ok(None),
                }
            }
        }
        let live = record.plans.values().map(|(place, _)| place).chain(&record.pages);
        let live: u64 = live.map(|place| place.end - place.start).sum();
        let is_tight = begin <= 2 * live + SLACK;
        Ok(Some((record, is_whole && is_tight)))
    }

    /// Leaves out what holds no more.
    fn rewrite(&self, file: File, by: &By, output: &Output, name: &str) -> Result<(), Error> {
        let path = output.kept_at(name);
        let file = Mutex::new(file);
        let write = || -> io::Result<File> {
            let mut new = BufWriter::new(output.scratch()?);
            let other = By { project: String::new(), ..by.clone() };
            for (by, is_now) in [(&other, false), (by, true)] {
                new.write_all(Line::By(by.clone()).text().as_bytes())?;
                for (place, _) in self.plans.values().filter(|(_, now)| *now == is_now) {
                    new.write_all(&line_at(&file, place)?)?;
                }
            }
            for place in &self.pages {
                new.write_all(&line_at(&file, place)?)?;
            }
            new.write_all(Line::Site(self.site.then_some(self.pages.len())).text().as_bytes())?;
            Ok(new.into_inner()?)
        };
        let new = write().map_err(|cause| Error::new(Doing::Write, &path, cause))?;
        output.place(output.stage_file(&Output::keep(name), new)?).map(drop)
    }

    /// What the line at a place says.
    pub fn line(&self, place: &Range<u64>) -> Option<Line> {
        let line = line_at(self.file.as_ref()?, place).ok()?;
        serde_json::from_slice(&line).ok()
    }
}

fn line_at(file: &Mutex<File>, place: &Range<u64>) -> io::Result<Vec<u8>> {
    let mut line = vec![0; usize::try_from(place.end - place.start).unwrap_or_default()];
    // Nobody panics while he holds it.
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(place.start))?;
    file.read_exact(&mut line)?;
    Ok(line)
}

/// The last that the record of that name says about by what all was made.
///
/// # Errors
/// If it is there and can't be read.
pub fn by(output: &Output, name: &str) -> Result<Option<By>, Error> {
    let path = output.kept_at(name);
    let failed = |cause| Error::new(Doing::Read, &path, cause);
    let mut reader = BufReader::new(File::open(&path).map_err(failed)?);
    let (mut line, mut by) = (vec![], None);
    while reader.read_until(b'\n', &mut line).map_err(failed)? > 0 {
        if line.starts_with(BY)
            && let Ok(Line::By(now)) = serde_json::from_slice(&line)
        {
            by = Some(now);
        }
        line.clear();
    }
    Ok(by)
}

/// The value that a list in JSON begins with.
fn first<T: DeserializeOwned>(list: &[u8]) -> Option<T> {
    T::deserialize(&mut serde_json::Deserializer::from_slice(list)).ok()
}
