//! `allegato build`: checks plans, writes their documents to `output/<year>/<plan>/`, and makes the site around them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::archived::Archives;
use super::folders::Folders;
use super::site::{self, Pages, Rehearsal, Swept};
use super::{Job, Outcome, Report, Work, check, workers};
use crate::annex::{Annex, Table};
use crate::check::Surroundings;
use crate::error::Error;
use crate::read::{PlanFile, Workspace, read_source};
use crate::render::location::series;
use crate::render::{Edition, Format, Renderer};
use crate::site::{Entry, Failure, Settings};
use crate::source::{Diagnostic, Severity};
use crate::write::Output;
use crate::{Document, render_plan};

pub fn run(job: &Job, report: &mut Report) -> Result<Outcome, Error> {
    let Work { workspace, plans, folders, renderer } = match job.open(report)? {
        Ok(work) => work,
        Err(outcome) => return Ok(outcome),
    };
    let output = Output::open(&workspace.output(), || report.say("waiting", &[]))?;
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
    };
    let mut sum = Sum::default();
    builder.plans(&plans, job.threads, &mut sum, report);
    let swept = sum.finish(&builder, job, report)?;
    Ok(sum.conclude(&workspace, &swept, report))
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
}

/// Where a plan went.
struct Place {
    folder: String,
    /// The plan in other years, as its pages lead there.
    leads_to: Vec<Edition>,
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
        let there = |edition: &Edition| site::edition(self.output, edition);
        let misleads = |plan: &&PlanFile| sum.misleads(&self.workspace.key(plan), &there);
        let misled: Vec<PlanFile> = plans.iter().filter(misleads).cloned().collect();
        workers::for_each(&misled, threads, |plan| self.build(plan, &there), |built| sum.add_again(built, report));
        // What they led to nobody asks any more, and it is much where plans are many.
        sum.places.values_mut().for_each(|place| place.leads_to = vec![]);
    }

    /// The folders that will be there, as far as can be told before plans are checked.
    fn expected(&self, plans: &[PlanFile]) -> BTreeSet<String> {
        let kept = site::folders(self.output).unwrap_or_default();
        plans.iter().filter_map(|plan| self.folders.expected(plan)).chain(kept).collect()
    }

    /// Builds a plan, given how the site has it in other years.
    fn build(&self, plan: &PlanFile, site: &dyn Fn(&Edition) -> Option<Edition>) -> Result<Built, Error> {
        let file = match read_source(&plan.path, &plan.shown)? {
            Ok(file) => file,
            Err(problems) => return Ok(Built::failed(problems)),
        };
        let checked = match check::check(plan, &file, self.folders, self.surroundings) {
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
        let mut problems = checked.warnings;
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
        let (new, left) = entry.map_or(Ok((0, vec![])), |entry| site::publish(self.output, &entry, files))?;
        let leads_to = location.earlier.into_iter().chain(location.later).collect();
        let place = Some((key, Place { folder: location.folder, leads_to }));
        Ok(Built { problems, documents: count, new, left, place, failed: false })
    }

    /// Makes the pages around the documents, and removes those that are no more if all is well. How many there are, and how
    /// many are new.
    fn site(&self, all_is_well: bool, swept: &mut Swept) -> Result<(usize, usize), Failure> {
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
    /// Where plans went, by what they are known.
    places: BTreeMap<String, Place>,
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
                self.places.extend(built.place);
            }
            Err(error) => {
                report.failure(&error);
                self.broken += 1;
            }
        }
    }

    /// The same for a plan that was built before: what was found in it is told already.
    fn add_again(&mut self, built: Result<Built, Error>, report: &Report) {
        match built {
            Ok(built) => self.places.extend(built.place),
            Err(error) => {
                report.failure(&error);
                self.broken += 1;
            }
        }
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
        if all_is_well {
            let is_live = |entry: &Entry| match self.places.get(&entry.plan) {
                Some(place) => place.folder == entry.folder,
                // One from outside of the project lives as long as its file.
                None => Path::new(&entry.plan).is_absolute() && Path::new(&entry.plan).is_file(),
            };
            swept.plans(builder.output, &is_live)?;
        }
        match builder.site(all_is_well, &mut swept) {
            Ok((pages, new)) => {
                self.pages = pages;
                self.new += new;
            }
            Err(Failure::Template(problems)) => {
                report.problems(&problems);
                self.site_failed = true;
            }
            Err(Failure::Machine(error)) => return Err(error),
        }
        Ok(swept)
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
