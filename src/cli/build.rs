//! `allegato build`: checks plans, writes their documents to `output/<year>/<plan>/`, and makes the site around them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::archived::Archives;
use super::folders::{self, Folders};
use super::made::{By, Made, MadePlan, Noted};
use super::reading::Reading;
use super::site::{self, Finished, Pages, Rehearsal, Swept};
use super::{Job, Outcome, Report, Work, check, workers};
use crate::annex::{Annex, Table, slug};
use crate::check::Surroundings;
use crate::digest::{Digesting, sha256};
use crate::error::Error;
use crate::read::{PlanFile, Workspace, read_source, stamp};
use crate::render::location::series;
use crate::render::{Edition, Format, Location, Renderer};
use crate::site::{Entry, Failure, FileEntry, Settings};
use crate::source::{Diagnostic, Severity};
use crate::write::Output;
use crate::{Document, render_plan};

pub fn run(job: &Job, report: &mut Report) -> Result<Outcome, Error> {
    let Work { workspace, plans, renderer } = match job.open(report)? {
        Ok(work) => work,
        Err(outcome) => return Ok(outcome),
    };
    let output = Output::open(&workspace.output(), || report.say("waiting", &[]))?;
    let made = Made::load(&workspace.output(), &by(&workspace, &renderer)?);
    let known = |plan: &PlanFile| made.outline(&workspace.key(plan), &workspace.root);
    let folders = Folders::new(workspace.plans()?, &plans, &|plan| known(plan).or_else(|| folders::outline(plan)));
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table| renderer.fits(table));
    let policy = report.policy().clone();
    let archives = workspace.root.join(&workspace.project.archive.0);
    // Workbooks reckon with them, and differences from what is archived reconcile by them.
    let derivations = renderer.formats().contains(&Format::Xlsx) || archives.is_dir();
    let surroundings = Surroundings { derivations, ..check::surroundings(&workspace, &policy, &can_print, &fits) };
    let builder = Builder {
        workspace: &workspace,
        folders: &folders,
        surroundings: &surroundings,
        renderer: &renderer,
        output: &output,
        archives: &Archives::new(archives),
        made: &made,
    };
    let mut sum = Sum::default();
    builder.plans(&plans, job.threads, &mut sum, report);
    let swept = sum.finish(&builder, job, report)?;
    sum.remember(made, job, &workspace, &output)?;
    Ok(sum.conclude(&workspace, &swept, report))
}

/// What all documents are made by and with.
fn by(workspace: &Workspace, renderer: &Renderer) -> Result<By, Error> {
    let mut project = Digesting::default();
    project.add(format!("{:?}", renderer.settings()).as_bytes());
    for (path, bytes) in workspace.files()? {
        project.add(format!("\n{path} {}\n", bytes.len()).as_bytes());
        project.add(&bytes);
    }
    // A program that was built anew need not have another version.
    let itself = std::env::current_exe().ok().and_then(|path| stamp(&path));
    let program = format!("{} {itself:?}", env!("CARGO_PKG_VERSION"));
    Ok(By { program, project: project.finish() })
}

/// What all plans are built with.
struct Builder<'a> {
    workspace: &'a Workspace,
    folders: &'a Folders,
    surroundings: &'a Surroundings<'a>,
    renderer: &'a Renderer,
    output: &'a Output,
    /// Where earlier versions of annexes are.
    archives: &'a Archives,
    /// What was made in earlier runs.
    made: &'a Made,
}

/// What came of one plan: the problems found, and how many documents it has, new and in all.
#[derive(Default)]
struct Built {
    problems: Vec<Diagnostic>,
    failed: bool,
    documents: usize,
    new: usize,
    /// Documents that it has no more, but that somebody has changed.
    left: Vec<String>,
    /// By what it is known, and its folder.
    place: Option<(String, Place)>,
    /// What was made of it, where it can be passed over the next time; nothing where it was passed over now.
    made: Option<MadePlan>,
    unchanged: bool,
}

/// Where a plan went.
struct Place {
    folder: String,
    /// The plan in other years, as its pages lead there.
    leads_to: Vec<Edition>,
    /// Its annexes, by their names in file names.
    annexes: Vec<String>,
}

impl Place {
    fn new(location: Location, annexes: Vec<String>) -> Self {
        Self {
            folder: location.folder,
            leads_to: location.earlier.into_iter().chain(location.later).collect(),
            annexes,
        }
    }
}

impl Built {
    fn failed(problems: Vec<Diagnostic>) -> Self {
        Self { problems, failed: true, ..Self::default() }
    }
}

impl Builder<'_> {
    /// Builds all these plans.
    fn plans(&self, plans: &[PlanFile], threads: usize, sum: &mut Sum, report: &mut Report) {
        let expected = self.expected(plans);
        let expected = |edition: &Edition| expected.contains(&edition.folder).then(|| edition.clone());
        let built = |plan: &PlanFile| self.build(plan, &expected);
        workers::for_each(plans, threads, built, |built| sum.add(built, report));
        // A year before or after that is not as expected, since its plan was not built now or has errors: what leads there is
        // drawn again.
        let built = sum.editions();
        let there = |edition: &Edition| match built.get(&edition.folder) {
            Some(annexes) => Some(Edition { annexes: annexes.clone(), ..edition.clone() }),
            None => site::edition(self.output, edition),
        };
        let misleads = |plan: &&PlanFile| sum.misleads(&self.workspace.key(plan), &there);
        let misled: Vec<PlanFile> = plans.iter().filter(misleads).cloned().collect();
        workers::for_each(&misled, threads, |plan| self.build(plan, &there), |built| sum.add_again(built, report));
        // What they led to nobody asks any more, and it is much where plans are many.
        sum.places.values_mut().for_each(|place| (place.leads_to, place.annexes) = (vec![], vec![]));
    }

    /// The folders that will be there, as far as can be told before plans are checked.
    fn expected(&self, plans: &[PlanFile]) -> BTreeSet<String> {
        let kept = site::folders(self.output).unwrap_or_default();
        plans.iter().filter_map(|plan| self.folders.expected(plan)).chain(kept).collect()
    }

    /// Builds a plan, given how the site has it in other years.
    fn build(&self, plan: &PlanFile, site: &dyn Fn(&Edition) -> Option<Edition>) -> Result<Built, Error> {
        if let Some(built) = self.unchanged(plan, site) {
            return Ok(built);
        }
        let file = match read_source(&plan.path, &plan.shown)? {
            Ok(file) => file,
            Err(problems) => return Ok(Built::failed(problems)),
        };
        let reading = Reading::new(plan);
        let files = |path: &str| reading.read(path);
        let checked = match check::check_reading(plan, &file, &files, self.folders, self.surroundings) {
            Ok(checked) => checked,
            Err(problems) => return Ok(Built::failed(problems)),
        };
        // Every annex of a plan shares its year.
        let year = checked.annexes.first().map_or(0, |annex| annex.act.year);
        let location = self.folders.location(plan, year, site);
        let archived = series(&location.folder);
        let earlier = |annex: &Annex, version: usize| self.archives.earlier(archived, annex, version);
        let documents = match render_plan(&file, &checked, self.renderer, Some(&location), &earlier) {
            Ok(documents) => documents,
            Err(problems) => return Ok(Built::failed(problems)),
        };
        let mut problems = checked.warnings.clone();
        problems.extend(documents.iter().flat_map(|document| document.warnings.iter().cloned()));
        let is_error = |problem: &Diagnostic| self.surroundings.policy.severity(problem.code) == Severity::Error;
        if problems.iter().any(is_error) {
            return Ok(Built::failed(problems));
        }
        let key = self.workspace.key(plan);
        let entry = Entry::new(key.clone(), &location.folder, &checked.annexes, &documents);
        let count = documents.len();
        let files = documents
            .into_iter()
            .map(|Document { name, bytes, .. }| (Path::new(&location.folder).join(name), bytes))
            .collect();
        let (new, left) = match &entry {
            Some(entry) => site::publish(self.output, entry, files)?,
            None => (0, vec![]),
        };
        let corrected = checked.annexes.iter().any(|annex| !annex.corrections.is_empty());
        // What is odd in a template is told by drawing with it.
        let is_quiet = problems.len() == checked.warnings.len();
        let made = entry.filter(|_| is_quiet).and_then(|entry| {
            let around = self.around(&location, year, corrected);
            let inputs = self.noted(plan, reading.all(file.bytes()))?;
            let outputs = self.outputs(&entry)?;
            let annexes = checked.annexes.iter().map(|annex| annex.label.clone()).collect();
            let (folder, documents, warned) = (entry.folder, count, !problems.is_empty());
            Some(MadePlan { folder, year, annexes, around, documents, corrected, warned, inputs, outputs })
        });
        let annexes = checked.annexes.iter().map(|annex| annex.slug.clone()).collect();
        let place = Some((key, Place::new(location, annexes)));
        Ok(Built { problems, documents: count, new, left, place, made, ..Built::default() })
    }

    /// A plan of which all is as an earlier run made it.
    fn unchanged(&self, plan: &PlanFile, site: &dyn Fn(&Edition) -> Option<Edition>) -> Option<Built> {
        let key = self.workspace.key(plan);
        // One that would meet another has an error, however it was before.
        let made = self.made.unchanged(&key, &self.workspace.root).filter(|_| self.folders.taken(plan).is_none())?;
        let location = self.folders.location(plan, made.year, site);
        let is_same = location.folder == made.folder
            && self.around(&location, made.year, made.corrected) == made.around
            && self.made.is_there(made, &self.workspace.output());
        if !is_same {
            return None;
        }
        let problems = if made.warned { self.warnings(plan)? } else { vec![] };
        let annexes = made.annexes.iter().map(|label| slug(label)).collect();
        let place = Some((key, Place::new(location, annexes)));
        Some(Built { problems, documents: made.documents, place, unchanged: true, ..Built::default() })
    }

    /// What there is to warn of in a plan; nothing where it has an error.
    fn warnings(&self, plan: &PlanFile) -> Option<Vec<Diagnostic>> {
        let file = read_source(&plan.path, &plan.shown).ok()?.ok()?;
        let problems = check::check(plan, &file, self.folders, self.surroundings).ok()?.warnings;
        let is_error = |problem: &Diagnostic| self.surroundings.policy.severity(problem.code) == Severity::Error;
        (!problems.iter().any(is_error)).then_some(problems)
    }

    /// Digest of what the documents of a plan say of anything beside it: other years, and versions that are archived.
    fn around(&self, location: &Location, year: u16, corrected: bool) -> String {
        let archived = if corrected { self.archives.digest(year) } else { None };
        sha256(format!("{location:?} {archived:?}").as_bytes())
    }

    /// Notes the files that a plan was made from, its own first.
    fn noted(&self, plan: &PlanFile, files: Vec<(String, Vec<u8>)>) -> Option<Vec<Noted>> {
        let root = &self.workspace.root;
        let note = |(path, bytes): (String, Vec<u8>)| {
            let path = plan.within().join(path);
            Noted::of(root, path.strip_prefix(root).unwrap_or(&path).to_str()?, sha256(&bytes))
        };
        files.into_iter().map(note).collect()
    }

    /// Notes the files that were written of a plan.
    fn outputs(&self, entry: &Entry) -> Option<Vec<Noted>> {
        let root = self.workspace.output();
        let file = |file: &FileEntry| Noted::of(&root, &format!("{}/{}", entry.folder, file.name), file.sha256.clone());
        let own = Output::keep(&site::name(&entry.folder));
        let own = Noted::of(&root, own.to_str()?, sha256(&entry.to_bytes()));
        std::iter::once(own).chain(entry.files.iter().map(file)).collect()
    }

    /// Makes the pages around the documents, and removes those that are no more if all is well.
    fn site(&self, all_is_well: bool, swept: &mut Swept) -> Result<Finished, Failure> {
        let pages = Pages::new(self.output)?;
        if self.renderer.formats().contains(&Format::Html) {
            let folders = site::folders(self.output)?;
            let project = &self.workspace.project;
            let settings = Settings { language: project.language, catalogue: project.catalogue.as_ref() };
            // A template that is wrong shall be so before anything is written.
            let some = &folders[..folders.len().min(1)];
            crate::site::build(some, &Rehearsal(self.output), self.renderer, settings)?;
            crate::site::build(&folders, &pages, self.renderer, settings)?;
        }
        Ok(pages.finish(all_is_well, swept)?)
    }
}

/// What came of all plans.
#[derive(Default)]
struct Sum {
    good: usize,
    failed: usize,
    documents: usize,
    new: usize,
    /// Plans that could not be read or written.
    broken: usize,
    /// Plans that were passed over, since nothing of them has changed.
    unchanged: usize,
    /// Where plans went, by what they are known.
    places: BTreeMap<String, Place>,
    /// What was made of plans that were built, and of the site if that was made.
    made: BTreeMap<String, Option<MadePlan>>,
    site: Option<Vec<Noted>>,
    /// Whether the site is as an earlier run made it.
    site_unchanged: bool,
    /// Documents that somebody has changed, of annexes that are no more.
    left: Vec<String>,
    pages: usize,
    site_failed: bool,
}

impl Sum {
    fn add(&mut self, built: Result<Built, Error>, report: &mut Report) {
        match built {
            Ok(built) => {
                report.problems(&built.problems);
                self.failed += usize::from(built.failed);
                self.good += usize::from(!built.failed);
                self.documents += built.documents;
                self.new += built.new;
                self.left.extend(built.left);
                self.unchanged += usize::from(built.unchanged);
                self.note(built.place, built.made, built.unchanged);
            }
            Err(error) => {
                report.failure(&error);
                self.broken += 1;
            }
        }
    }

    fn note(&mut self, place: Option<(String, Place)>, made: Option<MadePlan>, unchanged: bool) {
        let Some((plan, place)) = place else { return };
        if !unchanged {
            self.made.insert(plan.clone(), made);
        }
        self.places.insert(plan, place);
    }

    /// The same for a plan that was built before: what was found in it is told already.
    fn add_again(&mut self, built: Result<Built, Error>, report: &Report) {
        match built {
            Ok(built) => self.note(built.place, built.made, built.unchanged),
            Err(error) => {
                report.failure(&error);
                self.broken += 1;
            }
        }
    }

    /// The annexes of the plans that were built, by their folders.
    fn editions(&self) -> BTreeMap<String, Vec<String>> {
        self.places.values().map(|place| (place.folder.clone(), place.annexes.clone())).collect()
    }

    /// Whether the pages of a plan lead to others that are not there.
    fn misleads(&self, plan: &str, site: &dyn Fn(&Edition) -> Option<Edition>) -> bool {
        let is_other = |edition: &Edition| site(edition).as_ref() != Some(edition);
        self.places.get(plan).is_some_and(|place| place.leads_to.iter().any(is_other))
    }

    /// Makes the site, and removes what no plan has any more: only if all plans were built and all are well, so that nothing
    /// is lost over a slip.
    fn finish(&mut self, builder: &Builder, job: &Job, report: &mut Report) -> Result<Swept, Error> {
        // In whatever order the workers came to them.
        self.left.sort();
        let mut swept = Swept { left: std::mem::take(&mut self.left), ..Swept::default() };
        let all_is_well = self.failed == 0 && self.broken == 0 && job.named.is_empty();
        if let Some(pages) = self.pages_unchanged(builder, all_is_well, job) {
            self.pages = pages;
            self.site_unchanged = true;
            return Ok(swept);
        }
        if all_is_well {
            let is_live = |entry: &Entry| match self.places.get(&entry.plan) {
                Some(place) => place.folder == entry.folder,
                // One from outside of the project lives as long as its file.
                None => Path::new(&entry.plan).is_absolute() && Path::new(&entry.plan).is_file(),
            };
            swept.plans(builder.output, &is_live)?;
        }
        match builder.site(all_is_well, &mut swept) {
            Ok(Finished { files, pages, new }) => {
                self.pages = pages;
                self.new += new;
                let root = builder.workspace.output();
                self.site = files.into_iter().map(|(path, digest)| Noted::of(&root, &path, digest)).collect();
            }
            Err(Failure::Template(problems)) => {
                report.problems(&problems);
                self.site_failed = true;
            }
            Err(Failure::Machine(error)) => return Err(error),
        }
        Ok(swept)
    }

    /// How many pages the site has, if no plan has changed since they were made, none came and none went, and all are there.
    fn pages_unchanged(&self, builder: &Builder, all_is_well: bool, job: &Job) -> Option<usize> {
        let none_changed = self.unchanged > 0 && self.made.is_empty() && self.failed == 0 && self.broken == 0;
        let same_plans = !job.named.is_empty() || (all_is_well && builder.made.has_exactly(self.places.keys()));
        let is_whole = none_changed && same_plans;
        is_whole.then(|| builder.made.pages(&builder.workspace.output())).flatten()
    }

    /// Keeps what was made of what for the next run.
    fn remember(&mut self, mut made: Made, job: &Job, workspace: &Workspace, output: &Output) -> Result<(), Error> {
        let touched = made.refresh(&workspace.root, &workspace.output());
        let changed = touched || !self.made.is_empty() || !self.site_unchanged;
        for (plan, news) in std::mem::take(&mut self.made) {
            made.note(plan, news);
        }
        // Where it could not be made, it is to be made the next time, whatever is there.
        if !self.site_unchanged {
            made.note_pages(self.site.take().unwrap_or_default());
        }
        if job.named.is_empty() {
            made.retain(|plan| self.places.contains_key(plan));
        }
        if changed { made.save(output) } else { Ok(()) }
    }

    fn conclude(self, workspace: &Workspace, swept: &Swept, report: &Report) -> Outcome {
        let args = [
            ("pages", self.pages.into()),
            ("plans", self.good.into()),
            ("documents", self.documents.into()),
            ("new", self.new.into()),
            ("failed", self.failed.into()),
            ("errors", report.errors.into()),
            ("warnings", report.warnings.into()),
            ("folder", workspace.project.output.as_str().into()),
        ];
        // After a fault of the machine nobody knows how much of a plan was written; the error says what was not.
        if self.good > 0 || self.broken == 0 {
            report.result("built", &args);
        }
        if swept.removed > 0 {
            report.say("removed", &[("files", swept.removed.into())]);
        }
        if !swept.left.is_empty() {
            report.say("left", &[("files", swept.left.len().into()), ("names", swept.left.join(", ").into())]);
        }
        if self.site_failed {
            report.say("no-site", &[]);
        }
        if self.failed > 0 {
            report.say("not-built", &[("plans", self.failed.into())]);
        }
        match (self.broken, self.failed + usize::from(self.site_failed)) {
            (0, 0) => Outcome::Good,
            (0, _) => Outcome::Errors,
            _ => Outcome::Failed,
        }
    }
}
