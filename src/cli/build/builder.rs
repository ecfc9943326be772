//! One plan after the other: checked, drawn and written, or passed over.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::archived::Archives;
use super::super::folders::{Folders, There};
use super::super::made::{Made, MadePlan, Noted, Same};
use super::super::reading::Reading;
use super::super::site;
use super::super::{Report, check};
use super::joining::Shares;
use super::sum::Sum;
use super::timings::{Lap, Stage, Timings};
use crate::annex::Annex;
use crate::check::Surroundings;
use crate::digest::sha256;
use crate::error::Error;
use crate::read::{PlanFile, Workspace, read_source};
use crate::render::location::series;
use crate::render::{Edition, Location, Renderer};
use crate::site::{Change, Entry, FileEntry, Key};
use crate::source::{Diagnostic, SourceFile};
use crate::write::Output;
use crate::{Around, Checked, Document, render_plan, workers};

/// What all plans are built with.
pub struct Builder<'a> {
    pub workspace: &'a Workspace,
    pub folders: &'a Folders,
    pub surroundings: &'a Surroundings<'a>,
    pub renderer: &'a Renderer,
    pub output: &'a Output,
    /// Where earlier versions of annexes are.
    pub archives: &'a Archives,
    /// What was made in earlier runs.
    pub made: &'a Made,
    pub timings: &'a Timings,
    pub threads: usize,
    /// Folders that other runs fill, each with a share of the plans.
    pub elsewhere: BTreeSet<String>,
    /// Folders of plans that earlier runs have filled, where not all plans are built.
    pub there: BTreeSet<String>,
}

/// What came of one plan: the problems found, and how many documents it has, new and in all.
#[derive(Default)]
pub struct Built {
    pub problems: Vec<Diagnostic>,
    pub failed: bool,
    /// Whether no run made anything of it as it is now, which one should have.
    pub is_missing: bool,
    pub documents: usize,
    pub new: usize,
    /// Documents that it has no more, but that somebody has changed.
    pub left: Vec<String>,
    /// By what the plan is known.
    pub plan: Box<str>,
    /// What the site holds of it.
    pub key: Option<Key>,
    /// What was made of it, where it can be passed over the next time; nothing where what an earlier run noted still holds.
    pub made: Option<MadePlan>,
    /// How the site has it, where it is known to be as it was recorded, and is to have it.
    pub change: Option<Change>,
    pub unchanged: bool,
}

impl Built {
    fn of(plan: &PlanFile) -> Self {
        Self { plan: plan.key.clone(), ..Self::default() }
    }

    fn failed(plan: &PlanFile, problems: Vec<Diagnostic>) -> Self {
        Self { problems, failed: true, ..Self::of(plan) }
    }
}

impl Builder<'_> {
    /// Builds all these plans.
    pub fn plans(&self, plans: &[PlanFile], sum: &mut Sum, report: &mut Report) {
        let expected = self.expected(plans);
        // What is still to be told of each; the inner nothing stands for what is yet to be built.
        let mut done = Vec::with_capacity(plans.len());
        let mut is_its_turn = true;
        self.pass_over(plans, &expected, |looked| {
            is_its_turn &= looked.is_some();
            match looked {
                Some(built) if is_its_turn => {
                    sum.add(*built, report);
                    done.push(None);
                }
                looked => done.push(Some(looked)),
            }
        });
        let changed: Vec<usize> = (0..plans.len()).filter(|index| matches!(done[*index], Some(None))).collect();
        let mut next = 0;
        let mut tell = |until: usize, sum: &mut Sum, report: &mut Report| {
            done[next..until].iter_mut().filter_map(|built| built.take().flatten()).for_each(|built| {
                sum.add(*built, report);
            });
            next = until;
        };
        let build = |index: &usize| (*index, self.build(&plans[*index], &expected));
        workers::for_each(&changed, self.threads, build, |(index, built)| {
            tell(index, sum, report);
            sum.add(built, report);
        });
        tell(plans.len(), sum, report);
        self.mend(plans, &expected, sum, report);
    }

    /// What comes of those plans that can be passed over, in their order, and of the first that can't: while a thread builds it,
    /// the others go on looking, and where few plans have changed nobody waits for it alone. Nothing of all others.
    fn pass_over(&self, plans: &[PlanFile], site: &There, take: impl FnMut(Option<Box<Result<Built, Error>>>)) {
        let first = AtomicUsize::new(0);
        let look = |plan: &PlanFile| {
            let mut lap = self.timings.lap();
            let looked = self.unchanged(plan, site);
            lap.done(Stage::Compare);
            let is_first = || first.fetch_add(1, Ordering::Relaxed) < self.threads;
            let built = looked.map(Ok).or_else(|| is_first().then(|| self.build(plan, site)));
            // Of the thousands that there may be after these, no more than a word is held each.
            built.map(Box::new)
        };
        workers::briefly(plans, self.threads, look, take);
    }

    /// Which folders will be there, as far as can be told before plans are checked.
    fn expected(&self, plans: &[PlanFile]) -> impl Fn(&Edition) -> Option<Edition> + Sync {
        let planned: HashSet<&str> = plans.iter().filter_map(|plan| self.folders.expected(plan)).collect();
        move |edition| {
            let folder = &*edition.folder;
            let is_expected =
                planned.contains(folder) || self.there.contains(folder) || self.elsewhere.contains(folder);
            is_expected.then(|| edition.clone())
        }
    }

    /// Takes in what runs for shares made of these plans, and draws again only what leads to a plan that came to nothing.
    pub fn join(&self, shares: &Shares, plans: &[PlanFile], sum: &mut Sum, report: &mut Report) {
        let look = |plan: &PlanFile| {
            let mut lap = self.timings.lap();
            let joined = self.joined(plan, shares);
            lap.done(Stage::Compare);
            joined
        };
        workers::briefly(plans, self.threads, look, |joined| sum.add(Ok(joined), report));
        self.mend(plans, &self.expected(plans), sum, report);
    }

    /// What the run for its share made of a plan as it is now.
    fn joined(&self, plan: &PlanFile, shares: &Shares) -> Built {
        let built = Built::of(plan);
        let made = shares.made(&plan.key).unchanged(&plan.key);
        match made.filter(|_| self.folders.taken(plan).is_none()) {
            Some((made, _)) => {
                Built { documents: made.documents, key: Some(made.key.clone()), made: Some(made), ..built }
            }
            None => Built { is_missing: true, ..built },
        }
    }

    /// Builds a plan that can't be passed over, given how the site has it in other years.
    pub fn build(&self, plan: &PlanFile, site: &There) -> Result<Built, Error> {
        let mut lap = self.timings.lap();
        let file = match read_source(&plan.path, &plan.shown())? {
            Ok(file) => file,
            Err(problems) => return Ok(Built::failed(plan, problems)),
        };
        let reading = Reading::new(plan);
        let files = |path: &str| reading.read(path);
        let checked = match check::check_reading(plan, &file, &files, self.folders, self.surroundings) {
            Ok(checked) => checked,
            Err(problems) => return Ok(Built::failed(plan, problems)),
        };
        // Every annex of a plan shares its year.
        let year = checked.annexes.first().map_or(0, |annex| annex.act.year);
        let location = self.folders.location(plan, year, site);
        let before = self.made.plan(&plan.key);
        lap.done(Stage::Check);
        let documents = match self.draw(&file, &checked, &location, before.as_ref(), &mut lap) {
            Ok(documents) => documents,
            Err(problems) => return Ok(Built::failed(plan, problems)),
        };
        // What is odd in a template is told by drawing with it, which is not to be passed over.
        let is_odd = documents.iter().any(|document| !document.warnings.is_empty());
        let mut problems = checked.warnings.clone();
        problems.extend(documents.iter().flat_map(|document| document.warnings.iter().cloned()));
        if self.surroundings.policy.refuses(&problems) {
            return Ok(Built::failed(plan, problems));
        }
        let Some(entry) = Entry::new(plan.key.to_string(), &location.folder, &checked.annexes, &documents) else {
            return Ok(Built { problems, ..Built::of(plan) });
        };
        let count = documents.len();
        let made_from =
            documents.iter().filter_map(|document| Some((document.name.clone(), document.made_from.clone()?)));
        let made_from: BTreeMap<String, String> = made_from.collect();
        let earlier = site::entry(self.output, &location.folder)?;
        let bytes = entry.to_bytes();
        let documents = placed(&location.folder, documents);
        let (new, left) = site::publish(self.output, (&entry, &bytes), earlier.as_ref(), documents)?;
        lap.done(Stage::Write);
        let corrected = checked.annexes.iter().any(|annex| !annex.corrections.is_empty());
        let files =
            || self.noted(plan, reading.all(file.bytes())).zip(self.outputs(&entry, sha256(&bytes), &made_from));
        let made = (!is_odd).then(files).flatten().map(|(inputs, outputs)| MadePlan {
            key: Key::new(&entry),
            labels: checked.annexes.iter().map(|annex| annex.label.clone()).collect(),
            around: self.around(&location, year, corrected),
            documents: count,
            corrected,
            warned: !problems.is_empty(),
            inputs,
            outputs,
        });
        let key = Some(Key::new(&entry));
        let change = change(before.as_ref(), earlier, entry);
        Ok(Built { problems, documents: count, new, left, key, made, change, ..Built::of(plan) })
    }

    /// Draws the documents of a plan, given what was made of it before.
    fn draw(
        &self,
        file: &Arc<SourceFile>,
        checked: &Checked,
        location: &Location,
        before: Option<&MadePlan>,
        lap: &mut Lap,
    ) -> Result<Vec<Document>, Vec<Diagnostic>> {
        let archived = series(&location.folder);
        let earlier = |annex: &Annex, version: usize| self.archives.earlier(archived, annex, version);
        let output = self.workspace.output();
        let kept =
            |name: &str, made_from: &str| before?.kept(&format!("{}/{name}", location.folder), made_from, &output);
        // Whoever has one thread to give has no other beside it.
        let (in_turn, lap) = (lap.is_measured() || self.threads == 1, RefCell::new(lap));
        let drawn = |format, name: &str| lap.borrow_mut().drawn(format, || format!("{}/{name}", location.folder));
        let around = Around { location: Some(location), earlier: &earlier, kept: &kept, drawn: &drawn, in_turn };
        render_plan(file, checked, self.renderer, &around)
    }

    /// A plan of which all is as an earlier run made it.
    pub fn unchanged(&self, plan: &PlanFile, site: &There) -> Option<Built> {
        let (mut made, inputs) = self.made.unchanged(&plan.key)?;
        // One that would meet another has an error, however it was before.
        let location = self.folders.location(plan, made.key.year, site);
        let is_same = self.folders.taken(plan).is_none()
            && *location.folder == *made.key.folder
            && self.around(&location, made.key.year, made.corrected) == made.around;
        if !is_same {
            return None;
        }
        let outputs = self.made.is_there(&mut made);
        if outputs == Same::No {
            return None;
        }
        let problems = if made.warned { self.warnings(plan)? } else { vec![] };
        let (documents, key) = (made.documents, Some(made.key.clone()));
        let made = [inputs, outputs].contains(&Same::Touched).then_some(made);
        Some(Built { problems, documents, key, made, unchanged: true, ..Built::of(plan) })
    }

    /// What there is to warn of in a plan; nothing where it has an error.
    fn warnings(&self, plan: &PlanFile) -> Option<Vec<Diagnostic>> {
        let file = read_source(&plan.path, &plan.shown()).ok()?.ok()?;
        let problems = check::check(plan, &file, self.folders, self.surroundings).ok()?.warnings;
        (!self.surroundings.policy.refuses(&problems)).then_some(problems)
    }

    /// Digest of what the documents of a plan say of anything beside it: other years, and versions that are archived.
    fn around(&self, location: &Location, year: u16, corrected: bool) -> String {
        let archived = if corrected { self.archives.digest(year) } else { None };
        sha256(format!("{location:?} {archived:?}").as_bytes())
    }

    /// Notes the files that a plan was made from, its own first.
    fn noted(&self, plan: &PlanFile, files: Vec<(String, Vec<u8>)>) -> Option<Vec<Noted>> {
        let root = &self.made.roots().project;
        let note = |(path, bytes): (String, Vec<u8>)| {
            let path = plan.within().join(path);
            Noted::of(root, path.strip_prefix(root.path()).unwrap_or(&path).to_str()?, sha256(&bytes))
        };
        files.into_iter().map(note).collect()
    }

    /// Notes the files that were written of a plan, given the digest of its entry.
    fn outputs(&self, entry: &Entry, digest: String, made_from: &BTreeMap<String, String>) -> Option<Vec<Noted>> {
        let root = &self.made.roots().output;
        let file = |file: &FileEntry| {
            let mut noted = Noted::of(root, &format!("{}/{}", entry.folder, file.name), file.sha256.clone())?;
            noted.made_from = made_from.get(&file.name).cloned();
            Some(noted)
        };
        let own = Output::keep(&site::name(&entry.folder));
        let own = Noted::of(root, own.to_str()?, digest);
        std::iter::once(own).chain(entry.files.iter().map(file)).collect()
    }
}

/// The documents of a plan at their places in the output.
fn placed(folder: &str, documents: Vec<Document>) -> Vec<(PathBuf, Vec<u8>)> {
    let place = |Document { name, bytes, .. }| (Path::new(folder).join(name), bytes);
    documents.into_iter().map(place).collect()
}

/// How the site has a plan and is to have it; nothing where its entry is not the one that the record tells of.
fn change(recorded: Option<&MadePlan>, before: Option<Entry>, after: Entry) -> Option<Change> {
    let (recorded, before) = (recorded?.outputs.first()?, before?);
    (recorded.sha256 == sha256(&before.to_bytes())).then_some(Change { before, after })
}
