//! What was made from what: kept beside the documents, so that a build passes over what is unchanged.
//!
//! A file is what it was if its size and the time of its last change are those that were noted; if these differ, its digest
//! decides. A record that is lost, damaged or of another program is as good as none: then all is made again.

mod noted;
mod record;

pub use self::noted::{Noted, Same};

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::noted::{STEP, check_all};
use self::record::{Head, Line, Record};
use crate::digest::sha256;
use crate::error::Error;
use crate::plan::Outline;
use crate::read::{Root, Workspace, read_file};
use crate::site::Key;
use crate::source::Spanned;
use crate::workers;
use crate::write::Output;

/// Edition of the form of the record.
const FORM: u32 = 2;
/// Files of the site that a line tells of.
const PAGES: usize = 64;
/// Plans after which it is looked whether any are old enough to be noted.
const PATIENCE: usize = 64;

/// The record of earlier runs.
#[derive(Debug)]
pub struct Made {
    name: String,
    by: By,
    record: Record,
    roots: Arc<Roots>,
    /// When this run began, by the disk's clock.
    began: u64,
}

/// Where inputs and outputs are looked at: one for all records that a run reads, as each keeps two folders open.
#[derive(Debug)]
pub struct Roots {
    pub project: Root,
    pub output: Root,
}

impl Roots {
    pub fn of(workspace: &Workspace) -> Self {
        Self { project: Root::new(workspace.root.clone()), output: Root::new(workspace.output()) }
    }
}

/// What all documents are made by and with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    form: u32,
    /// Version of the program.
    version: String,
    /// The program itself, told from all others on this machine.
    program: String,
    /// Digest of settings, templates, fonts and options.
    project: String,
}

impl By {
    pub fn new(program: String, project: String) -> Self {
        Self { form: FORM, version: env!("CARGO_PKG_VERSION").to_owned(), program, project }
    }

    fn is_same_program(&self, other: &Self) -> bool {
        (self.form, &self.version, &self.program) == (other.form, &other.version, &other.program)
    }

    /// Whether what either makes can stand beside what the other makes: each may have been compiled on a machine of its own.
    pub fn goes_with(&self, other: &Self) -> bool {
        (self.form, &self.version, &self.project) == (other.form, &other.version, &other.project)
    }
}

/// What was made of a plan.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MadePlan {
    /// What the site holds of it.
    pub key: Key,
    /// The labels of its annexes, as written in the plan.
    pub labels: Vec<String>,
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
    /// What is kept of it for the site first; relative to the output.
    pub outputs: Vec<Noted>,
}

impl MadePlan {
    /// The bytes of a document that was made from the same, by its path in the output.
    pub fn kept(&self, path: &str, made_from: &str, output: &Path) -> Option<Vec<u8>> {
        let is_it = |file: &&Noted| file.path == path && file.made_from.as_deref() == Some(made_from);
        let noted = self.outputs.iter().find(is_it)?;
        let bytes = read_file(&output.join(path)).ok()?;
        (sha256(&bytes) == noted.sha256).then_some(bytes)
    }
}

/// What came of the site in this run.
pub enum SiteNow {
    /// It is as an earlier run made it, but for what was brought up to date.
    Kept(MadeSite),
    /// It was made, of these files.
    New(Vec<Noted>),
    /// It could not be made, or is for another run to make.
    NotMade,
}

/// The files of a site that is as it was made.
#[derive(Default)]
pub struct MadeSite {
    /// In lists, as the record has them, each with whether it is to have a line of its own now.
    lists: Vec<(Vec<Noted>, bool)>,
}

impl MadeSite {
    /// How many files it has, without the one that is kept of them.
    pub fn pages(&self) -> usize {
        self.lists.iter().map(|(files, _)| files.len()).sum::<usize>().saturating_sub(1)
    }

    /// Takes in files that were made anew.
    pub fn update(&mut self, files: Vec<Noted>) {
        let mut new: BTreeMap<String, Noted> = files.into_iter().map(|file| (file.path.clone(), file)).collect();
        for (files, is_touched) in &mut self.lists {
            for file in files {
                if let Some(now) = new.remove(&file.path) {
                    (*file, *is_touched) = (now, true);
                }
            }
        }
        if !new.is_empty() {
            self.lists.push((new.into_values().collect(), true));
        }
    }
}

impl Made {
    /// Reads the record of that name in an output, which `roots` has, too.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn load(roots: &Arc<Roots>, output: &Output, name: &str, by: By) -> Result<Self, Error> {
        let record = Record::open(output, name, &by)?;
        Ok(Self { name: name.to_owned(), by, record, roots: Arc::clone(roots), began: output.now()? })
    }

    /// By what all was made that the record of that name in an output tells of; nothing where there is none that can be read.
    ///
    /// # Errors
    /// If the machine fails.
    pub fn by(output: &Output, name: &str) -> Result<Option<By>, Error> {
        record::by(output, name)
    }

    /// What was made of a plan, by whatever settings and templates.
    pub fn plan(&self, plan: &str) -> Option<MadePlan> {
        self.at(&self.record.plans.get(plan)?.0)
    }

    fn at(&self, place: &Range<u64>) -> Option<MadePlan> {
        match self.record.line(place)? {
            Line::Plan(_, made) => Some(*made),
            _ => None,
        }
    }

    /// The same if settings and templates are what they were, and all that it was made from is.
    pub fn unchanged(&self, plan: &str) -> Option<(MadePlan, Same)> {
        let (place, is_now) = self.record.plans.get(plan)?;
        let mut made = self.at(place).filter(|_| *is_now)?;
        let same = check_all(&mut made.inputs, &self.roots.project, self.began);
        (same != Same::No).then_some((made, same))
    }

    /// Whether all that was made of it is there as it was made.
    pub fn is_there(&self, made: &mut MadePlan) -> Same {
        check_all(&mut made.outputs, &self.roots.output, self.began)
    }

    /// Year and labels of a plan whose own file is as it was.
    pub fn outline(&self, plan: &str) -> Option<Outline> {
        let Head { key, labels, mut inputs } = self.record.head(&self.record.plans.get(plan)?.0)?;
        (inputs.first_mut()?.check(&self.roots.project, self.began) != Same::No).then(|| Outline {
            year: key.year.into(),
            labels: labels.into_iter().map(|label| Spanned::new(label, 0..0)).collect(),
        })
    }

    /// The site, if all its files are there as they were made.
    pub fn site(&self, threads: usize) -> Option<MadeSite> {
        let mut site = self.record.site.then(MadeSite::default);
        let check = |place: &Range<u64>| match self.record.line(place)? {
            Line::Pages(_, mut files) => match check_all(&mut files, &self.roots.output, self.began) {
                Same::No => None,
                same => Some((files, same == Same::Touched)),
            },
            _ => None,
        };
        workers::quietly(&self.record.pages, threads, check, |checked| match (checked, &mut site) {
            (Some(list), Some(site)) => site.lists.push(list),
            _ => site = None,
        });
        site
    }

    /// Where inputs and outputs are.
    pub fn roots(&self) -> &Roots {
        &self.roots
    }

    /// The plans that it knows.
    pub fn plans(&self) -> impl Iterator<Item = &str> {
        self.record.plans.keys().map(|plan| &**plan)
    }
}

/// Adds to the record while documents are made.
pub struct Recorder<'a> {
    made: &'a Made,
    output: &'a Output,
    /// What was made of plans, not long ago.
    waiting: VecDeque<(Box<str>, MadePlan)>,
    /// Whether the record says by what and that the site is being made.
    has_begun: (bool, bool),
}

impl<'a> Recorder<'a> {
    pub fn new(made: &'a Made, output: &'a Output) -> Self {
        Self { made, output, waiting: VecDeque::new(), has_begun: (made.record.is_by, !made.record.site) }
    }

    /// Notes what was made of a plan; `is_new` where that is not what was made before.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn note(&mut self, plan: Box<str>, mut made: MadePlan, is_new: bool) -> Result<(), Error> {
        if is_new {
            self.disturb()?;
        }
        made.inputs.iter_mut().for_each(|file| file.settle(self.made.began));
        self.waiting.push_back((plan, made));
        if self.waiting.len().is_multiple_of(PATIENCE) { self.relieve() } else { Ok(()) }
    }

    /// Forgets a plan.
    ///
    /// # Errors
    /// If that can't be written.
    pub fn forget(&mut self, plan: &str) -> Result<(), Error> {
        self.waiting.retain(|(other, _)| **other != *plan);
        if self.made.record.plans.contains_key(plan) {
            self.disturb()?;
            self.append(&[Line::Gone(plan.to_owned())])?;
        }
        Ok(())
    }

    /// Says that the site is no more what it was.
    fn disturb(&mut self) -> Result<(), Error> {
        if !std::mem::replace(&mut self.has_begun.1, true) {
            self.append(&[Line::Site(None)])?;
        }
        Ok(())
    }

    /// Writes what is old enough for its files' times to prove something.
    fn relieve(&mut self) -> Result<(), Error> {
        let now = self.output.now()?;
        let is_old = |(_, made): &(Box<str>, MadePlan)| {
            made.outputs.iter().map(Noted::modified).max().unwrap_or_default().saturating_add(STEP) < now
        };
        let old = self.waiting.iter().take_while(|waiting| is_old(waiting)).count();
        let lines: Vec<Line> = self.waiting.drain(..old).map(|(plan, made)| Line::Plan(plan, Box::new(made))).collect();
        self.append(&lines)
    }

    /// Ends the record with the files of the site.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn finish(&mut self, site: SiteNow) -> Result<(), Error> {
        let now = self.output.now()?;
        let settled = |mut files: Vec<Noted>| {
            files.iter_mut().for_each(|file| file.settle(now));
            files
        };
        let mut lines: Vec<Line> = vec![];
        for (plan, mut made) in std::mem::take(&mut self.waiting) {
            made.outputs = settled(made.outputs);
            lines.push(Line::Plan(plan, Box::new(made)));
        }
        match site {
            SiteNow::New(files) => {
                self.append(&std::mem::take(&mut lines))?;
                // There may be thousands: written some by some, as lines take more memory than the files do.
                for (number, files) in files.chunks(PAGES).enumerate() {
                    self.append(&[Line::Pages(number, settled(files.to_vec()))])?;
                }
                lines.push(Line::Site(Some(files.len().div_ceil(PAGES))));
            }
            SiteNow::Kept(MadeSite { lists }) => {
                let count = lists.len();
                let touched = lists.into_iter().enumerate().filter(|(_, (_, is_touched))| *is_touched);
                let touched: Vec<Line> =
                    touched.map(|(number, (files, _))| Line::Pages(number, settled(files))).collect();
                let is_whole = (!touched.is_empty()).then_some(Line::Site(Some(count)));
                lines.extend(touched.into_iter().chain(is_whole));
            }
            SiteNow::NotMade => self.disturb()?,
        }
        self.append(&lines)?;
        // Even of nothing the record says by what it was made.
        self.begin()
    }

    fn begin(&mut self) -> Result<(), Error> {
        if std::mem::replace(&mut self.has_begun.0, true) {
            return Ok(());
        }
        self.output.append(&self.made.name, &Line::By(self.made.by.clone()).text())
    }

    fn append(&mut self, lines: &[Line]) -> Result<(), Error> {
        if lines.is_empty() {
            return Ok(());
        }
        self.begin()?;
        self.output.append(&self.made.name, &lines.iter().map(Line::text).collect::<String>())
    }
}
