//! The site in the output: its entries, its pages, and what is there of an earlier run that no plan has any more.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, IntoInnerError, Write};
use std::path::{Path, PathBuf};

use crate::digest::sha256;
use crate::error::{Doing, Error};
use crate::render::Edition;
use crate::render::location::is_inside;
use crate::site::{Entry, FileEntry, Store};
use crate::write::Output;

/// Where entries are kept, each under the folder of its plan.
const ENTRIES: &str = "plans";
const ENDING: &str = ".json";
/// What is kept of the pages of the site: a line for each, digest and path, as `sha256sum` writes them.
const PAGES: &str = "site.sha256";
/// Pages that are written at a time.
const BATCH: usize = 64;
/// Lines of that record that are few, whatever they are about.
const FEW: usize = 256;

/// Where the entry of the plan in a folder is kept.
pub fn name(folder: &str) -> String {
    format!("{ENTRIES}/{folder}{ENDING}")
}

/// The entry of the plan in a folder; `None` where there is none or it can't be read back.
pub fn entry(output: &Output, folder: &str) -> Result<Option<Entry>, Error> {
    let entry = output.kept(&name(folder))?.and_then(|bytes| Entry::from_bytes(&bytes));
    Ok(entry.filter(|entry| entry.folder == folder))
}

/// A plan of another year as it was last written, which need not be as its file is now; `None` where it never was.
pub fn edition(output: &Output, expected: &Edition) -> Option<Edition> {
    let entry = entry(output, &expected.folder).ok()??;
    let annexes = entry.annexes.into_iter().map(|annex| annex.slug.into()).collect();
    Some(Edition { year: entry.year, folder: entry.folder.into(), annexes })
}

/// The folders of all plans that have an entry.
pub fn folders(output: &Output) -> Result<BTreeSet<String>, Error> {
    let names = output.all_kept(ENTRIES)?;
    let folder = |name: String| Some(name.strip_prefix(ENTRIES)?.strip_prefix('/')?.strip_suffix(ENDING)?.to_owned());
    Ok(names.into_iter().filter_map(folder).collect())
}

/// Writes the documents of a plan and its entry, which is given with its bytes, and removes those documents that it had before
/// and has no more. How many were new, and which of those before stay because somebody has changed them since.
///
/// At no moment is a file there that no entry tells of: the entry comes first, with the earlier files as long as they are. It
/// is one of the files that are put in place together or not at all.
pub fn publish(
    output: &Output,
    (entry, bytes): (&Entry, &[u8]),
    earlier: Option<&Entry>,
    documents: Vec<(PathBuf, Vec<u8>)>,
) -> Result<(usize, Vec<String>), Error> {
    let kept = Output::keep(&name(&entry.folder));
    let earlier = earlier.map_or(&[][..], |earlier| &earlier.files);
    let is_gone = |file: &&FileEntry| !entry.files.iter().any(|new| new.name == file.name);
    let gone: Vec<FileEntry> = earlier.iter().filter(is_gone).cloned().collect();
    let first = match gone.is_empty() {
        true => bytes.to_vec(),
        false => entry.clone().with_files(&gone).to_bytes(),
    };
    let files: Vec<_> = std::iter::once((kept.clone(), first)).chain(documents).collect();
    let new = output.write(&files)?;
    let mut swept = Swept::default();
    if !gone.is_empty() {
        for file in &gone {
            swept.remove(output, &format!("{}/{}", entry.folder, file.name), &file.sha256)?;
        }
        output.write(&[(kept, bytes.to_vec())])?;
    }
    Ok((new, swept.left))
}

/// What became of files that no plan has any more.
#[derive(Debug, Default)]
pub struct Swept {
    pub removed: usize,
    /// Those that somebody has changed since: they stay.
    pub left: Vec<String>,
}

impl Swept {
    fn remove(&mut self, output: &Output, path: &str, sha256: &str) -> Result<(), Error> {
        match output.remove(Path::new(path), sha256)? {
            true => self.removed += 1,
            false => self.left.push(path.to_owned()),
        }
        Ok(())
    }

    /// Removes the documents of plans that went away: those of entries that `is_live` does not know, in folders that are not of
    /// a plan now. Those that are, which is nearly all, need not be read.
    pub fn plans(
        &mut self,
        output: &Output,
        is_now: &dyn Fn(&str) -> bool,
        is_live: &dyn Fn(&Entry) -> bool,
    ) -> Result<(), Error> {
        for folder in folders(output)?.into_iter().filter(|folder| !is_now(folder)) {
            let Some(entry) = entry(output, &folder)? else { continue };
            if is_live(&entry) {
                continue;
            }
            for file in &entry.files {
                self.remove(output, &format!("{folder}/{}", file.name), &file.sha256)?;
            }
            output.forget(&name(&folder))?;
        }
        Ok(())
    }
}

/// The files of the site while they are written.
pub struct Pages<'a> {
    output: &'a Output,
    state: RefCell<State>,
}

/// The files of a site that were made now, what is kept of all of them included.
pub struct Finished {
    pub files: Digests,
    /// How many of them are new.
    pub new: usize,
}

/// Path and digest of files.
pub type Digests = BTreeMap<String, String>;

#[derive(Default)]
struct State {
    waiting: Vec<(PathBuf, Vec<u8>)>,
    /// Those of earlier runs that this one did not come to so far, and those of this one.
    earlier: Digests,
    now: Digests,
    new: usize,
}

impl<'a> Pages<'a> {
    pub fn new(output: &'a Output) -> Result<Self, Error> {
        let record = output.kept(PAGES)?.unwrap_or_default();
        let record = String::from_utf8_lossy(&record).into_owned();
        let line = |line: &str| line.split_once("  ").map(|(digest, path)| (path.to_owned(), digest.to_owned()));
        // Of two lines for a file the later one holds.
        let earlier = record.lines().filter_map(line).filter(|(path, _)| is_inside(path)).collect();
        Ok(Self { output, state: RefCell::new(State { earlier, ..State::default() }) })
    }

    /// To bring up to date what is there.
    pub fn update(output: &'a Output) -> Self {
        Self { output, state: RefCell::default() }
    }

    /// Before a file is there, the record tells of it.
    fn announce(&self, state: &mut State, files: Vec<(String, String)>) -> Result<(), Error> {
        let news = files.iter().filter(|(path, digest)| state.earlier.get(path) != Some(digest));
        let lines: String = news.map(|(path, digest)| line(path, digest)).collect();
        self.output.append(PAGES, &lines)?;
        for (path, digest) in files {
            state.earlier.remove(&path);
            state.now.insert(path, digest);
        }
        Ok(())
    }

    fn flush(&self, state: &mut State) -> Result<(), Error> {
        let files = std::mem::take(&mut state.waiting);
        let digests = files.iter().map(|(path, bytes)| (path.to_string_lossy().into_owned(), sha256(bytes))).collect();
        self.announce(state, digests)?;
        state.new += self.output.write(&files)?;
        Ok(())
    }

    /// Ends the record where all that was not made anew stays as it was. It is written anew only where it has become twice as
    /// long as the `count` files that there are about would need.
    pub fn finish_update(self, count: usize) -> Result<Finished, Error> {
        let mut state = self.state.take();
        self.flush(&mut state)?;
        let record = self.output.kept(PAGES)?.unwrap_or_default();
        let own = Output::keep(PAGES).to_string_lossy().into_owned();
        let digest = if record.iter().filter(|byte| **byte == b'\n').count() > 2 * count.max(FEW) {
            Self::new(self.output)?.finish(false, &mut Swept::default())?.files.remove(&own)
        } else {
            Some(sha256(&record))
        };
        state.now.extend(digest.map(|digest| (own, digest)));
        Ok(Finished { files: state.now, new: state.new })
    }

    /// Ends the record. Files that are no more are removed if all is well, and still told of otherwise.
    pub fn finish(self, all_is_well: bool, swept: &mut Swept) -> Result<Finished, Error> {
        let mut state = self.state.take();
        self.flush(&mut state)?;
        for (path, digest) in std::mem::take(&mut state.earlier) {
            match all_is_well {
                true => swept.remove(self.output, &path, &digest)?,
                false => drop(state.now.insert(path, digest)),
            }
        }
        let own = Output::keep(PAGES);
        let gathered = || {
            let mut record = BufWriter::new(self.output.scratch()?);
            state.now.iter().try_for_each(|(path, digest)| record.write_all(line(path, digest).as_bytes()))?;
            record.into_inner().map_err(IntoInnerError::into_error)
        };
        let record = gathered().map_err(|cause| Error::new(Doing::Write, &self.output.kept_at(PAGES), cause))?;
        let record = self.output.stage_file(&own, record)?;
        state.now.insert(own.to_string_lossy().into_owned(), record.digest().to_owned());
        self.output.place(record)?;
        Ok(Finished { files: state.now, new: state.new })
    }
}

impl Store for Pages<'_> {
    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        self.output.there(path)
    }

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), Error> {
        let mut state = self.state.borrow_mut();
        state.waiting.push((PathBuf::from(path), bytes));
        if state.waiting.len() >= BATCH { self.flush(&mut state) } else { Ok(()) }
    }

    fn put_file(&self, path: &str, file: File) -> Result<(), Error> {
        let mut state = self.state.borrow_mut();
        let staged = self.output.stage_file(Path::new(path), file)?;
        self.announce(&mut state, vec![(path.to_owned(), staged.digest().to_owned())])?;
        state.new += usize::from(self.output.place(staged)?);
        Ok(())
    }

    fn scratch(&self) -> io::Result<File> {
        self.output.scratch()
    }
}

/// What a site would be made of, without its being written.
pub struct Rehearsal<'a>(pub &'a Output);

impl Store for Rehearsal<'_> {
    fn file(&self, _: &str) -> Result<Option<Vec<u8>>, Error> {
        Ok(None)
    }

    fn put(&self, _: &str, _: Vec<u8>) -> Result<(), Error> {
        Ok(())
    }

    fn put_file(&self, _: &str, _: File) -> Result<(), Error> {
        Ok(())
    }

    fn scratch(&self) -> io::Result<File> {
        self.0.scratch()
    }
}

fn line(path: &str, digest: &str) -> String {
    format!("{digest}  {path}\n")
}
