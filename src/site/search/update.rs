//! Brings an index up to date where few documents have changed and none has moved: the files are those that an index made
//! from nothing has.
//!
//! In: what these documents said and say, and the files of the index. Out: the files that are other ones now. Only those in which
//! something changes are read ([`super::recut`]).

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as MapEntry;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::document::Document;
use super::entries::{self, BLOCK};
use super::recut::{Changes, Shard, recut, shard};
use super::{Failure, Files, Limits, Pieces, Sink, Summary, directory, name_of};
use crate::catalogue::Language;

/// A document that says something else than when the index was made, with as many rows.
#[derive(Debug)]
pub struct Changed {
    /// Its number among entries.
    pub entry: u32,
    pub before: Document,
    pub after: Document,
}

/// What is there, if it is.
type Perhaps<T, E> = Result<Option<T>, E>;

/// What can be asked while an index is brought up to date.
pub struct Asked<'a, E> {
    /// A file of the index by its path from the root of the site; nothing where it is not there.
    pub file: &'a dyn Fn(&str) -> Perhaps<Vec<u8>, E>,
    /// A word of a stem as the document of that number has it, which has not changed; nothing where that can't be told.
    pub shown: &'a dyn Fn(u32, &str) -> Perhaps<String, E>,
}

/// Why an index is not brought up to date.
pub enum Stop<E> {
    /// A file is not there or not as it should be, or one too many would be left: it has to be made from nothing.
    Damaged,
    Failed(Failure<E>),
}

impl<E> From<Failure<E>> for Stop<E> {
    fn from(failure: Failure<E>) -> Self {
        Stop::Failed(failure)
    }
}

/// What is read back of the directory.
#[derive(Deserialize)]
struct Directory {
    documents: u32,
    pieces: String,
    shards: Vec<String>,
    languages: Vec<LanguageOf>,
}

#[derive(Deserialize)]
struct LanguageOf {
    language: String,
}

/// Hands on the files that change, and gives the summary of the index; `None`, and hands on nothing, where it has to be made
/// from nothing.
///
/// # Errors
/// If a file can't be read or handed on.
pub fn update<E>(
    changed: &[Changed],
    asked: &Asked<E>,
    sink: &mut Sink<E>,
    limits: Limits,
) -> Perhaps<Summary, Failure<E>> {
    match try_update(changed, asked, sink, limits) {
        Ok(summary) => Ok(Some(summary)),
        Err(Stop::Damaged) => Ok(None),
        Err(Stop::Failed(failure)) => Err(failure),
    }
}

fn try_update<E>(
    changed: &[Changed],
    asked: &Asked<E>,
    sink: &mut Sink<E>,
    limits: Limits,
) -> Result<Summary, Stop<E>> {
    let earlier: Directory = read(asked, "directory")?;
    let mut pieces = Pieces::from_hex(&earlier.pieces).ok_or(Stop::Damaged)?;
    let count = earlier.shards.len();
    let (shards, firsts) = recut(earlier.shards, changes(changed), asked, limits.of_shards())?;
    if shards.len() < count {
        return Err(Stop::Damaged);
    }
    let (before, after) = blocks(changed, asked)?;
    // What goes is taken out of the hash of all files, what comes is added.
    let mut new: Vec<(String, String)> = vec![];
    for (number, now) in shards.into_iter().enumerate() {
        let now = match now {
            Shard::Same(earlier) if earlier == number => continue,
            Shard::Same(earlier) => shard(asked, earlier)?,
            Shard::New(text) => text,
        };
        let name = format!("words-{number}");
        if number < count {
            let was = shard(asked, number)?;
            if was == now {
                continue;
            }
            pieces.toggle(&super::script(&name, &was)?);
        }
        new.push((name, now));
    }
    for (number, block) in &before {
        pieces.toggle(&super::script(&format!("entries-{number}"), block)?);
    }
    let mut files = Files { sink, pieces };
    for (number, block) in &after {
        files.put(&format!("entries-{number}"), block)?;
    }
    for (name, shard) in &new {
        files.put(name, shard)?;
    }
    let languages: Vec<Language> =
        earlier.languages.iter().filter_map(|language| Language::from_tag(&language.language)).collect();
    Ok(files.finish(directory(earlier.documents, &languages, firsts))?)
}

/// What changes, by stem.
fn changes(changed: &[Changed]) -> Changes {
    let mut changes = Changes::new();
    for Changed { entry, before, after } in changed {
        let (before, mut after) = (before.findings(), after.findings());
        for (stem, finding) in before {
            let now = after.remove(&stem);
            if now.as_ref() != Some(&finding) {
                changes.entry(stem).or_default().insert(*entry, now);
            }
        }
        for (stem, finding) in after {
            changes.entry(stem).or_default().insert(*entry, Some(finding));
        }
    }
    changes
}

type Blocks = BTreeMap<u32, Vec<entries::Entry>>;

/// The files of entries that change, as they were and as they are.
fn blocks<E>(changed: &[Changed], asked: &Asked<E>) -> Result<(Blocks, Blocks), Stop<E>> {
    let (mut before, mut after) = (Blocks::new(), Blocks::new());
    for changed in changed {
        for (number, entry) in (changed.entry..).zip(entries::entries(&changed.after)) {
            let block = number / BLOCK;
            let block = match after.entry(block) {
                MapEntry::Occupied(there) => there.into_mut(),
                MapEntry::Vacant(vacant) => {
                    let entries = read(asked, &format!("entries-{block}"))?;
                    before.insert(block, Vec::<entries::Entry>::clone(&entries));
                    vacant.insert(entries)
                }
            };
            *block.get_mut((number % BLOCK) as usize).ok_or(Stop::Damaged)? = entry;
        }
    }
    let same: Vec<u32> = before.keys().copied().filter(|block| before[block] == after[block]).collect();
    for block in same {
        before.remove(&block);
        after.remove(&block);
    }
    Ok((before, after))
}

/// What a file of the index hands over.
pub fn read<T: DeserializeOwned, E>(asked: &Asked<E>, name: &str) -> Result<T, Stop<E>> {
    let script = (asked.file)(&name_of(name)).map_err(Failure::Sink)?;
    script.as_deref().and_then(|script| data(name, script)).ok_or(Stop::Damaged)
}

fn data<T: DeserializeOwned>(name: &str, script: &[u8]) -> Option<T> {
    let data = script.strip_prefix(super::before(name).as_bytes())?.strip_suffix(super::AFTER.as_bytes())?;
    serde_json::from_slice(data).ok()
}
