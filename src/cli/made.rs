//! What was made from what: kept beside the documents, so that a build passes over what is unchanged.
//!
//! A file is what it was if its size and the time of its last change are those that were noted; if these differ, its digest
//! decides. A record that is lost, damaged or of another program is as good as none: then all is made again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::digest::sha256;
use crate::error::Error;
use crate::plan::Outline;
use crate::read::{Stamp, digest_of, stamp};
use crate::source::Spanned;
use crate::write::Output;

/// Edition of the form of the record.
const FORM: u32 = 1;
const NAME: &str = "made.json";
/// Nanoseconds before the record was written in which a time of change proves nothing: file systems count time in steps, the
/// coarsest of two seconds, and a file may be changed twice in one.
const STEP: u64 = 2_000_000_000;

/// The record.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Made {
    form: u32,
    /// What all was made by: the program, and what of the project all documents share.
    by: By,
    /// Plans by what they are known.
    plans: BTreeMap<String, MadePlan>,
    /// The files of the site around them.
    pages: Vec<Noted>,
    /// When it was written.
    #[serde(skip)]
    written: u64,
    /// Whether settings, templates and fonts were others then: what single documents were made from still counts.
    #[serde(skip)]
    is_other_project: bool,
    /// Files that are what they were though they were touched, with their stamps of now.
    #[serde(skip)]
    touched: Mutex<BTreeMap<PathBuf, Stamp>>,
}

/// What all documents are made by and with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The program, told from all others.
    pub program: String,
    /// Digest of settings, templates, fonts and options.
    pub project: String,
}

/// What was made of a plan.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct MadePlan {
    /// Where its documents are: `2009/migranti`.
    pub folder: String,
    pub year: u16,
    /// Its annexes by their names in file names, as written in the plan.
    pub annexes: Vec<String>,
    /// Digest of what its pages say of other plans and years.
    pub around: String,
    /// How many documents it has.
    pub documents: usize,
    /// Whether any of its annexes was corrected.
    pub corrected: bool,
    /// Whether its check has something to warn of, which is to be told each time.
    pub warned: bool,
    /// Its own file first, and all that it reads; relative to the project.
    pub inputs: Vec<Noted>,
    /// Relative to the output.
    pub outputs: Vec<Noted>,
}

/// A file as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub path: String,
    stamp: Stamp,
    sha256: String,
    /// Digest of what it was made from, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_from: Option<String>,
}

impl Noted {
    /// Notes a file of a folder with the digest that it is known to have; nothing if it went away meanwhile.
    pub fn of(root: &Path, path: &str, sha256: String) -> Option<Self> {
        Some(Self { path: path.to_owned(), stamp: stamp(&root.join(path))?, sha256, made_from: None })
    }
}

impl Made {
    /// Reads the record of an output; an empty one where there is none that can be relied on.
    pub fn load(output: &Path, by: &By) -> Self {
        let path = output.join(Output::keep(NAME));
        let read = || {
            let written = stamp(&path)?.modified;
            let made: Self = serde_json::from_slice(&std::fs::read(&path).ok()?).ok()?;
            let is_other_project = made.by.project != by.project;
            let is_ours = made.form == FORM && made.by.program == by.program;
            is_ours.then(|| Self { written, is_other_project, by: by.clone(), ..made })
        };
        read().unwrap_or_else(|| Self { form: FORM, by: by.clone(), ..Self::default() })
    }

    /// # Errors
    /// If it can't be written.
    pub fn save(&self, output: &Output) -> Result<(), Error> {
        // Nothing in it can fail to be JSON.
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        output.write(&[(Output::keep(NAME), bytes)]).map(drop)
    }

    /// What was made of a plan, if all that it was made from is as it was.
    pub fn unchanged(&self, plan: &str, root: &Path) -> Option<&MadePlan> {
        self.plans.get(plan).filter(|made| !self.is_other_project && self.are(&made.inputs, root))
    }

    /// The bytes of a document that was made of a plan from the same, by its path in the output.
    pub fn kept(&self, plan: &str, path: &str, made_from: &str, output: &Path) -> Option<Vec<u8>> {
        let is_it = |file: &&Noted| file.path == path && file.made_from.as_deref() == Some(made_from);
        let noted = self.plans.get(plan)?.outputs.iter().find(is_it)?;
        let bytes = std::fs::read(output.join(path)).ok()?;
        (sha256(&bytes) == noted.sha256).then_some(bytes)
    }

    /// Whether all that was made of it is there as it was made.
    pub fn is_there(&self, made: &MadePlan, output: &Path) -> bool {
        self.are(&made.outputs, output)
    }

    /// Whether all files of the site are there as they were made, and how many pages that are; `None` where they are not.
    pub fn pages(&self, output: &Path) -> Option<usize> {
        if self.is_other_project {
            return None;
        }
        // What is kept of them is one file more.
        let pages = self.pages.len().checked_sub(1)?;
        self.are(&self.pages, output).then_some(pages)
    }

    /// Year and labels of a plan whose own file is as it was.
    pub fn outline(&self, plan: &str, root: &Path) -> Option<Outline> {
        let made = self.plans.get(plan)?;
        let own = made.inputs.first().filter(|own| self.is_same(own, root));
        own.map(|_| Outline {
            year: made.year.into(),
            labels: made.annexes.iter().map(|label| Spanned::new(label.clone(), 0..0)).collect(),
        })
    }

    fn are(&self, files: &[Noted], root: &Path) -> bool {
        files.iter().all(|file| self.is_same(file, root))
    }

    fn is_same(&self, file: &Noted, root: &Path) -> bool {
        let path = root.join(&file.path);
        let Some(found) = stamp(&path) else { return false };
        let is_settled = found.modified.saturating_add(STEP) < self.written;
        if is_settled && found == file.stamp {
            return true;
        }
        let is_same = found.size == file.stamp.size && digest_of(&path).is_ok_and(|(_, digest)| digest == file.sha256);
        // Nobody panics while he holds it.
        if is_same && let Ok(mut touched) = self.touched.lock() {
            // As it was before it was read: whoever changes it later is found out.
            touched.insert(path, found);
        }
        is_same
    }

    /// Notes how touched files are now. Whether there were any.
    pub fn refresh(&mut self, root: &Path, output: &Path) -> bool {
        let touched = std::mem::take(self.touched.get_mut().unwrap_or_else(PoisonError::into_inner));
        let refresh = |file: &mut Noted, root: &Path| {
            if let Some(stamp) = touched.get(&root.join(&file.path)) {
                file.stamp = *stamp;
            }
        };
        for made in self.plans.values_mut() {
            made.inputs.iter_mut().for_each(|file| refresh(file, root));
            made.outputs.iter_mut().for_each(|file| refresh(file, output));
        }
        self.pages.iter_mut().for_each(|file| refresh(file, output));
        !touched.is_empty()
    }

    /// Whether these plans, and no others, are what it has.
    pub fn has_exactly<'a>(&self, plans: impl Iterator<Item = &'a String>) -> bool {
        self.plans.keys().eq(plans)
    }

    /// Takes in what was made of a plan; what was made of it before is forgotten.
    pub fn note(&mut self, plan: String, made: Option<MadePlan>) {
        match made {
            Some(made) => drop(self.plans.insert(plan, made)),
            None => drop(self.plans.remove(&plan)),
        }
    }

    /// Forgets all plans but those.
    pub fn retain(&mut self, is_there: impl Fn(&str) -> bool) {
        self.plans.retain(|plan, _| is_there(plan));
    }

    pub fn note_pages(&mut self, pages: Vec<Noted>) {
        self.pages = pages;
    }
}
