//! Brings an index up to date where few documents have changed and none has moved: the files are those that an index made
//! from nothing has.
//!
//! In: what these documents said and say, and the files of the index. Out: the files that are other ones now. Shards are read
//! one after the other and cut anew, but only the lists of stems that have come, gone or changed are taken apart.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as MapEntry;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::document::{Document, Finding};
use super::entries::{self, BLOCK};
use super::postings::{Posting, postings};
use super::shards::{Shards, parted};
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

/// What is there, if it is, and as it should be.
pub type Perhaps<T, E> = Result<Option<T>, E>;

/// What can be asked while an index is brought up to date.
pub struct Asked<'a, E> {
    /// A file of the index by its path from the root of the site.
    pub file: &'a dyn Fn(&str) -> Perhaps<Vec<u8>, E>,
    /// A word of a stem as the document of that number has it, which has not changed.
    pub shown: &'a dyn Fn(u32, &str) -> Perhaps<String, E>,
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

/// What has changed of a stem: by document, how that has it now.
type Changes = BTreeMap<u32, Option<Finding>>;

/// Hands on the files that change, and gives the summary of the index; `None`, and hands on nothing, where it has to be made
/// from nothing: a file is not there as it should be, or one too many would be left.
///
/// # Errors
/// If a file can't be read or handed on.
pub fn update<E>(
    changed: &[Changed],
    asked: &Asked<E>,
    sink: &mut Sink<E>,
    limits: Limits,
) -> Perhaps<Summary, Failure<E>> {
    let Some(earlier) = read::<Directory, E>(asked, "directory")? else { return Ok(None) };
    let Some(mut pieces) = Pieces::from_hex(&earlier.pieces) else { return Ok(None) };
    let mut words: Vec<String> = vec![];
    for number in 0..earlier.shards.len() {
        let Some(text) = read(asked, &format!("words-{number}"))? else { return Ok(None) };
        words.push(text);
    }
    let Some((shards, firsts)) = recut(&words, changes(changed), asked, limits)? else { return Ok(None) };
    if shards.len() < words.len() {
        return Ok(None);
    }
    let Some((before, after)) = blocks(changed, asked)? else { return Ok(None) };
    // What goes is taken out of the hash of all files, what comes is added.
    for (number, (text, _)) in words.iter().zip(&shards).enumerate().filter(|(_, (text, now))| text != now) {
        pieces.toggle(&super::script(&format!("words-{number}"), text)?);
    }
    for (number, block) in &before {
        pieces.toggle(&super::script(&format!("entries-{number}"), block)?);
    }
    let mut files = Files { sink, pieces };
    for (number, block) in &after {
        files.put(&format!("entries-{number}"), block)?;
    }
    for (number, shard) in shards.iter().enumerate().filter(|(number, shard)| words.get(*number) != Some(shard)) {
        files.put(&format!("words-{number}"), shard)?;
    }
    let languages: Vec<Language> =
        earlier.languages.iter().filter_map(|language| Language::from_tag(&language.language)).collect();
    files.finish(directory(earlier.documents, &languages, firsts)).map(Some)
}

/// What changes, by stem.
fn changes(changed: &[Changed]) -> BTreeMap<String, Changes> {
    let mut changes: BTreeMap<String, Changes> = BTreeMap::new();
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

/// The shards with all changes, and what each begins with; nothing where they can't be read.
fn recut<E>(
    words: &[String],
    mut changes: BTreeMap<String, Changes>,
    asked: &Asked<E>,
    limits: Limits,
) -> Perhaps<(Vec<String>, Vec<String>), Failure<E>> {
    let (mut shards, mut full) = (Shards::new(limits.of_shards()), vec![]);
    let mut lists = words.iter().flat_map(|text| parted(text)).peekable();
    while let Some(list) = lists.next() {
        let Some(list) = list else { return Ok(None) };
        // One that went on in further shards is one again.
        let mut more = vec![];
        while let Some(Some(next)) = lists.next_if(|next| next.as_ref().is_some_and(|next| next.stem == list.stem)) {
            more.push(next.postings);
        }
        // Stems that no document had.
        let rest = changes.split_off(list.stem);
        for (stem, changes) in std::mem::replace(&mut changes, rest) {
            let Some(()) = add(&mut shards, &mut full, &stem, None, vec![], changes, asked)? else { return Ok(None) };
        }
        match changes.remove(list.stem) {
            None if more.is_empty() => shards.push_list(list.stem, &list.shown, list.postings, &mut full),
            changes => {
                let all = std::iter::once(list.postings).chain(more).flat_map(postings).collect();
                let changes = changes.unwrap_or_default();
                let shown = Some(list.shown.as_ref());
                let Some(()) = add(&mut shards, &mut full, list.stem, shown, all, changes, asked)? else {
                    return Ok(None);
                };
            }
        }
    }
    for (stem, changes) in changes {
        let Some(()) = add(&mut shards, &mut full, &stem, None, vec![], changes, asked)? else { return Ok(None) };
    }
    let (last, firsts) = shards.finish();
    full.extend(last);
    Ok(Some((full, firsts)))
}

/// Adds a stem with what has changed of it. Nothing where its word can't be had.
fn add<E>(
    shards: &mut Shards,
    full: &mut Vec<String>,
    stem: &str,
    shown: Option<&str>,
    earlier: Vec<Posting>,
    changes: Changes,
    asked: &Asked<E>,
) -> Perhaps<(), Failure<E>> {
    let first_before = earlier.first().map(|posting| posting.entry);
    let mut all: BTreeMap<u32, Posting> = earlier.into_iter().map(|posting| (posting.entry, posting)).collect();
    for (entry, finding) in &changes {
        match finding {
            Some(Finding { strength, row, .. }) => {
                all.insert(*entry, Posting { entry: *entry, strength: *strength, row: *row });
            }
            None => drop(all.remove(entry)),
        }
    }
    let Some(first) = all.keys().next().copied() else { return Ok(Some(())) };
    // The word is that of the first document.
    let shown = match (changes.get(&first), shown) {
        (Some(Some(finding)), _) => Some(finding.shown.clone()),
        (_, Some(shown)) if Some(first) == first_before => Some(shown.to_owned()),
        _ => (asked.shown)(first, stem).map_err(Failure::Sink)?,
    };
    let Some(shown) = shown else { return Ok(None) };
    for posting in all.into_values() {
        full.extend(shards.push(stem, &shown, posting));
    }
    Ok(Some(()))
}

type Blocks = BTreeMap<u32, Vec<entries::Entry>>;

/// The files of entries that change, as they were and as they are.
fn blocks<E>(changed: &[Changed], asked: &Asked<E>) -> Perhaps<(Blocks, Blocks), Failure<E>> {
    let (mut before, mut after) = (Blocks::new(), Blocks::new());
    for changed in changed {
        for (number, entry) in (changed.entry..).zip(entries::entries(&changed.after)) {
            let block = number / BLOCK;
            let block = match after.entry(block) {
                MapEntry::Occupied(there) => there.into_mut(),
                MapEntry::Vacant(vacant) => {
                    let Some(entries) = read(asked, &format!("entries-{block}"))? else { return Ok(None) };
                    before.insert(block, Vec::<entries::Entry>::clone(&entries));
                    vacant.insert(entries)
                }
            };
            let Some(slot) = block.get_mut((number % BLOCK) as usize) else { return Ok(None) };
            *slot = entry;
        }
    }
    let same: Vec<u32> = before.keys().copied().filter(|block| before[block] == after[block]).collect();
    for block in same {
        before.remove(&block);
        after.remove(&block);
    }
    Ok(Some((before, after)))
}

/// What a file of the index hands over.
fn read<T: DeserializeOwned, E>(asked: &Asked<E>, name: &str) -> Perhaps<T, Failure<E>> {
    let script = (asked.file)(&name_of(name)).map_err(Failure::Sink)?;
    Ok(script.as_deref().and_then(|script| data(name, script)))
}

fn data<T: DeserializeOwned>(name: &str, script: &[u8]) -> Option<T> {
    let data = script.strip_prefix(super::before(name).as_bytes())?.strip_suffix(super::AFTER.as_bytes())?;
    serde_json::from_slice(data).ok()
}
