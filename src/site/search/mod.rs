//! The search of the site, which needs no server: an index that the page loads piece by piece, as scripts, because a page
//! opened from a folder may load nothing else.
//!
//! In: a [`Document`] for each annex, one after the other. Out: files, handed on as they are made. What is held in memory
//! does not grow with the number of documents: postings go through scratch files (see [`postings`]). Same documents, same
//! bytes.
//!
//! | File | Holds |
//! | --- | --- |
//! | `search/directory.js` | which stems are in which shard; the rules by which words become stems |
//! | `search/words-N.js` | stems with their documents ([`shards`]) |
//! | `search/entries-N.js` | what results show ([`entries`]) |
//!
//! `templates/site/search.js` is what reads them.

mod document;
mod entries;
mod page;
mod postings;
mod recut;
mod shards;
mod stems;
mod update;
mod vlq;
mod words;

pub use self::document::{Document, Field, Row, Weight};
pub use self::page::{ADMITS, KEYS, PAGE, PageView, SCRIPT};
pub use self::update::{Asked, Changed, update};
pub use self::words::words;

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

use self::entries::{BLOCK, Entries};
use self::postings::{Gathering, Posting};
use self::shards::Shards;
use self::words::{LETTERS, LONGEST, SEPARATORS};
use crate::catalogue::Language;
use crate::digest::to_hex;

/// How much is held in memory, and how large files get.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of postings in memory.
    pub memory: usize,
    /// Scratch files that are open at once.
    pub runs: usize,
    /// Bytes of a shard from which on it ends before the next stem. One of many documents may fill twice as much; beyond
    /// that it goes on in the next shard.
    pub shard: usize,
}

impl Limits {
    fn of_shards(self) -> shards::ShardLimits {
        shards::ShardLimits { between: self.shard, within: self.shard * 2 }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: 4 << 20, runs: 64, shard: 24 << 10 }
    }
}

/// Why an index could not be made.
#[derive(Debug)]
pub enum Failure<E> {
    /// A scratch file could not be made, written or read.
    Scratch(io::Error),
    /// What the sink said.
    Sink(E),
}

impl<E> From<io::Error> for Failure<E> {
    fn from(error: io::Error) -> Self {
        Failure::Scratch(error)
    }
}

/// What the page of the search has to know of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub documents: u32,
    /// Another for each other index, so that a browser never takes pieces of an old one that it has kept.
    pub version: String,
}

/// Takes files by their paths from the root of the site.
pub type Sink<'a, E> = dyn FnMut(&str, Vec<u8>) -> Result<(), E> + 'a;

/// A document as the index takes it up: read, which any thread can do.
#[derive(Debug)]
pub struct Reading {
    language: Language,
    entries: Vec<entries::Entry>,
    findings: BTreeMap<String, document::Finding>,
}

impl Reading {
    pub fn of(document: &Document) -> Self {
        let entries = entries::entries(document).collect();
        Self { language: document.language, entries, findings: document.findings() }
    }
}

/// An index while it is made.
pub struct Index<'a, F, E> {
    scratch: &'a mut dyn FnMut() -> io::Result<F>,
    files: Files<'a, E>,
    gathering: Gathering<F>,
    entries: Entries,
    languages: Vec<Language>,
    documents: u32,
    limits: Limits,
}

impl<'a, F: Read + Write + Seek, E> Index<'a, F, E> {
    /// `scratch` makes an empty file of which nothing is left when it is dropped.
    pub fn new(scratch: &'a mut dyn FnMut() -> io::Result<F>, sink: &'a mut Sink<'a, E>, limits: Limits) -> Self {
        let gathering = Gathering::new(postings::Limits { bytes: limits.memory, runs: limits.runs });
        let files = Files { sink, pieces: Pieces::default() };
        let entries = Entries::default();
        Self { scratch, files, gathering, entries, languages: vec![], documents: 0, limits }
    }

    /// Takes up a document.
    ///
    /// # Errors
    /// If a file can't be handed on or a scratch file not written.
    pub fn take(&mut self, document: Reading) -> Result<(), Failure<E>> {
        if !self.languages.contains(&document.language) {
            self.languages.push(document.language);
        }
        let (entry, full) = self.entries.push(document.entries);
        for (number, block) in &full {
            self.files.put(&format!("entries-{number}"), block)?;
        }
        for (stem, finding) in document.findings {
            let posting = Posting { entry, strength: finding.strength, row: finding.row };
            self.gathering.push(stem, finding.shown, posting);
        }
        self.documents += 1;
        Ok(self.gathering.relieve(self.scratch)?)
    }

    /// Hands on all that is left.
    ///
    /// # Errors
    /// As for [`Index::take`].
    pub fn finish(mut self) -> Result<Summary, Failure<E>> {
        if let Some((number, block)) = self.entries.finish() {
            self.files.put(&format!("entries-{number}"), &block)?;
        }
        let mut shards = Shards::new(self.limits.of_shards());
        let mut number = 0;
        self.gathering.finish(self.scratch, &mut |stem, shown, posting| {
            if let Some(full) = shards.push(stem, shown, posting) {
                self.files.put(&format!("words-{number}"), &full)?;
                number += 1;
            }
            Ok::<(), Failure<E>>(())
        })?;
        let (last, firsts) = shards.finish();
        if let Some(last) = last {
            self.files.put(&format!("words-{number}"), &last)?;
        }
        self.files.finish(directory(self.documents, &self.languages, firsts))
    }
}

/// A hash of all files but the directory, whatever their order: one can be exchanged for another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Pieces([u8; 8]);

impl Pieces {
    /// Adds a file, or takes out one that was added.
    fn toggle(&mut self, script: &str) {
        self.0.iter_mut().zip(Sha256::digest(script)).for_each(|(sum, byte)| *sum ^= byte);
    }

    fn to_hex(self) -> String {
        to_hex(&self.0)
    }

    fn from_hex(digits: &str) -> Option<Self> {
        Some(Self(u64::from_str_radix(digits, 16).ok()?.to_be_bytes()))
    }
}

/// Hands on files, and knows them by their hash.
struct Files<'a, E> {
    sink: &'a mut Sink<'a, E>,
    pieces: Pieces,
}

impl<E> Files<'_, E> {
    fn put(&mut self, name: &str, data: &impl Serialize) -> Result<(), Failure<E>> {
        let script = script(name, data)?;
        self.pieces.toggle(&script);
        (self.sink)(&name_of(name), script.into_bytes()).map_err(Failure::Sink)
    }

    /// Hands on the directory, by which all others are known.
    fn finish(self, directory: Directory) -> Result<Summary, Failure<E>> {
        let script = script("directory", &Directory { pieces: self.pieces.to_hex(), ..directory })?;
        let version = to_hex(&Sha256::digest(&script)[..6]);
        (self.sink)(&name_of("directory"), script.into_bytes()).map_err(Failure::Sink)?;
        Ok(Summary { documents: directory.documents, version })
    }
}

/// A script that does nothing but hand over data.
fn script<E>(name: &str, data: &impl Serialize) -> Result<String, Failure<E>> {
    let data = serde_json::to_string(data).map_err(|error| Failure::Scratch(error.into()))?;
    Ok(format!("{}{data}{AFTER}", before(name)))
}

/// What stands around the data.
fn before(name: &str) -> String {
    format!("allegatoSearch(\"{name}\",")
}

const AFTER: &str = ");\n";

fn name_of(name: &str) -> String {
    format!("search/{name}.js")
}

/// What the script reads first.
#[derive(Serialize)]
struct Directory {
    documents: u32,
    /// A hash of all other files.
    pieces: String,
    /// Entries in a file.
    block: u32,
    /// What the stems of each shard begin with or come after.
    shards: Vec<String>,
    longest: usize,
    separators: &'static str,
    letters: [(char, &'static str); LETTERS.len()],
    /// Those of the documents.
    languages: Vec<LanguageRules>,
}

#[derive(Serialize)]
struct LanguageRules {
    language: &'static str,
    rules: &'static [stems::Rule],
    stops: Vec<&'static str>,
}

/// The directory of an index, given the languages of its documents and what its shards begin with.
fn directory(documents: u32, languages: &[Language], shards: Vec<String>) -> Directory {
    // In the order of languages, whatever that of documents.
    let languages = Language::ALL.into_iter().filter(|language| languages.contains(language));
    Directory {
        documents,
        pieces: String::new(),
        block: BLOCK,
        shards,
        longest: LONGEST,
        separators: SEPARATORS,
        letters: LETTERS,
        languages: languages.map(LanguageRules::new).collect(),
    }
}

impl LanguageRules {
    fn new(language: Language) -> Self {
        Self { language: language.tag(), rules: stems::rules(language), stops: stems::stop_words(language).collect() }
    }
}

/// The stems by which a text of a language is found, in order.
pub fn stems_of(text: &str, language: Language) -> Vec<String> {
    words(text).iter().filter_map(|word| document::stem(word, language)).collect()
}

#[cfg(test)]
mod tests;
