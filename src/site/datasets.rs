//! The catalogue of data sets, made of the entries of plans and gathered in scratch files.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::dcat::{Catalogue, Dataset, Distribution, JSON_LD, Pieces, Settings, TURTLE};
use super::{AnnexEntry, Entry, Failure, Store};
use crate::error::{Doing, Error};

/// A catalogue in the making.
pub struct Datasets<'a> {
    catalogue: Catalogue<'a>,
    turtle: BufWriter<File>,
    json_ld: BufWriter<File>,
}

impl<'a> Datasets<'a> {
    pub fn begin(settings: &'a Settings, store: &dyn Store) -> Result<Self, Failure> {
        let scratch = || store.scratch().map(BufWriter::new).map_err(failed);
        Ok(Self { catalogue: Catalogue::new(settings), turtle: scratch()?, json_ld: scratch()? })
    }

    /// Takes up the annexes of a plan.
    pub fn add(&mut self, entry: &Entry) -> Result<(), Failure> {
        for annex in &entry.annexes {
            let pieces = with_dataset(entry, annex, |dataset| self.catalogue.push(dataset));
            self.write(pieces)?;
        }
        Ok(())
    }

    /// Whether there is a catalogue: only where it has a data set.
    pub fn finish(mut self, store: &dyn Store) -> Result<bool, Failure> {
        let end = self.catalogue.end();
        if end.is_none() {
            return Ok(false);
        }
        self.write(end)?;
        for (path, file) in [(TURTLE, self.turtle), (JSON_LD, self.json_ld)] {
            store.put_file(path, file.into_inner().map_err(|error| failed(error.into_error()))?)?;
        }
        Ok(true)
    }

    fn write(&mut self, pieces: Option<Pieces>) -> Result<(), Failure> {
        let Some(Pieces { turtle, json_ld }) = pieces else { return Ok(()) };
        self.turtle.write_all(turtle.as_bytes()).map_err(failed)?;
        Ok(self.json_ld.write_all(json_ld.as_bytes()).map_err(failed)?)
    }
}

/// What the catalogue says of an annex, wherever it stands there; nothing where it says nothing.
pub fn pieces(settings: &Settings, entry: &Entry, annex: &AnnexEntry) -> Option<Pieces> {
    with_dataset(entry, annex, |dataset| Catalogue::new(settings).pieces(dataset))
}

/// Has something made of an annex as a data set.
fn with_dataset<T>(entry: &Entry, annex: &AnnexEntry, make: impl FnOnce(&Dataset) -> T) -> T {
    let files: Vec<_> = entry.downloads_of(annex).collect();
    let page = entry.page_of(annex);
    let year = entry.year.to_string();
    let keywords = entry.authority.iter().chain(&annex.title).map(String::as_str);
    make(&Dataset {
        path: page.trim_end_matches(".html"),
        title: &format!("{} – {}", annex.full_name(), entry.title),
        description: &annex.description,
        language: entry.language(),
        authority: entry.authority.as_deref(),
        issued: entry.published.or(entry.date),
        modified: entry.modified(),
        year: entry.year,
        keywords: keywords.chain([year.as_str()]).collect(),
        landing_page: Some(&page),
        distributions: files
            .iter()
            .map(|(format, path, bytes)| Distribution {
                path,
                format: *format,
                bytes: *bytes as u64,
                description: None,
            })
            .collect(),
    })
}

fn failed(cause: io::Error) -> Error {
    Error::new(Doing::Write, Path::new(TURTLE), cause)
}
