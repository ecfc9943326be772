//! `allegato build`: checks plans and writes their documents to `output/<year>/<plan>/`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Job, Outcome, Report, workers};
use crate::check::{Surroundings, slug};
use crate::error::Error;
use crate::read::{PlanFile, Workspace, read_source};
use crate::render::{Format, Renderer};
use crate::source::{Code, Diagnostic, Place};
use crate::write::{Output, Written};
use crate::{check_plan, plan, render_plan};

pub fn run(job: &Job, report: &mut Report) -> Result<Outcome, Error> {
    let (workspace, plans) = match job.open(report)? {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    let renderer = match Renderer::new(&workspace.templates()?, &workspace.project.formats, &workspace.project.imprint)
    {
        Ok(renderer) => renderer,
        Err(problems) => {
            report.problems(&problems);
            return Ok(Outcome::Errors);
        }
    };
    let output = Output::open(&workspace.output(), || report.say("waiting", &[]))?;
    let taken = collisions(&workspace.plans()?)?;
    let can_print = |c| renderer.can_print(c);
    let surroundings = surroundings(&workspace, &can_print);
    let built = workers::for_each(&plans, job.threads, |plan| {
        Build { plan, taken: &taken, surroundings: &surroundings, renderer: &renderer, output: &output }.run()
    });
    conclude(built, plans.len(), &workspace, report)
}

/// What the check is told of the project.
pub fn surroundings<'a>(workspace: &'a Workspace, can_print: &'a (dyn Fn(char) -> bool + Sync)) -> Surroundings<'a> {
    Surroundings {
        language: workspace.project.language,
        authority: workspace.project.authority.as_deref(),
        can_print: workspace.project.formats.contains(&Format::Pdf).then_some(can_print),
    }
}

/// The build of one plan.
struct Build<'a> {
    plan: &'a PlanFile,
    taken: &'a BTreeMap<PathBuf, PlanFile>,
    surroundings: &'a Surroundings<'a>,
    renderer: &'a Renderer,
    output: &'a Output,
}

/// What came of it: the problems found, and how many documents it has, new and in all.
#[derive(Default)]
struct Built {
    problems: Vec<Diagnostic>,
    failed: bool,
    documents: usize,
    new: usize,
}

impl Built {
    fn failed(problems: Vec<Diagnostic>) -> Self {
        Self { problems, failed: true, ..Self::default() }
    }
}

impl Build<'_> {
    fn run(&self) -> Result<Built, Error> {
        let file = match read_source(&self.plan.path, &self.plan.shown)? {
            Ok(file) => file,
            Err(problems) => return Ok(Built::failed(problems)),
        };
        let checked = match check_plan(&file, self.surroundings) {
            Ok(checked) => checked,
            Err(problems) => return Ok(Built::failed(problems)),
        };
        if let Some(first) = self.taken.get(&self.plan.path) {
            let problem =
                Diagnostic::new(Code::OutputCollision, Place::new(&file, 0..0)).arg("first", first.shown.as_str());
            return Ok(Built::failed(vec![problem]));
        }
        let documents = match render_plan(&file, &checked.annexes, self.renderer) {
            Ok(documents) => documents,
            Err(problems) => return Ok(Built::failed(problems)),
        };
        // Every annex of a plan shares its year.
        let year = checked.annexes.first().map_or(0, |annex| annex.act.year);
        let folder = folder(self.plan, i64::from(year));
        let mut built = Built { problems: checked.warnings, documents: documents.len(), ..Built::default() };
        for document in documents {
            let written = self.output.write(&folder.join(document.name), &document.bytes)?;
            built.new += usize::from(written == Written::New);
        }
        Ok(built)
    }
}

/// Where a plan's documents go: `plans/2009/migranti.toml` of 2009 to `2009/migranti`.
fn folder(plan: &PlanFile, year: i64) -> PathBuf {
    let year = year.to_string();
    let parts = match plan.parts.split_first() {
        Some((first, rest)) if *first == year && !rest.is_empty() => rest,
        _ => &plan.parts,
    };
    let named = |part: &String| Some(slug(part)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "-".to_owned());
    std::iter::once(year.clone()).chain(parts.iter().map(named)).collect()
}

/// Plans whose documents would go where those of an earlier plan go, each with that plan.
///
/// Two plans can meet only if their names are the same but for a year in front; and plans in different folders of
/// years do not. So hardly any has to be read for it.
fn collisions(plans: &[PlanFile]) -> Result<BTreeMap<PathBuf, PlanFile>, Error> {
    let year_folder = |plan: &PlanFile| plan.parts.first().filter(|_| plan.parts.len() > 1)?.parse::<i64>().ok();
    let mut alike: BTreeMap<Vec<String>, Vec<&PlanFile>> = BTreeMap::new();
    for plan in plans {
        let skipped = usize::from(year_folder(plan).is_some());
        alike.entry(plan.parts[skipped..].iter().map(|part| slug(part)).collect()).or_default().push(plan);
    }
    let mut taken = BTreeMap::new();
    for group in alike.values() {
        let years: std::collections::BTreeSet<Option<i64>> = group.iter().map(|plan| year_folder(plan)).collect();
        if years.len() == group.len() && !years.contains(&None) {
            continue;
        }
        let mut folders: BTreeMap<PathBuf, &PlanFile> = BTreeMap::new();
        for plan in group {
            let Ok(file) = read_source(&plan.path, &plan.shown)? else { continue };
            let Some(year) = plan::load(&file).0.map(|plan| plan.year.value) else { continue };
            match folders.get(&folder(plan, year)) {
                Some(first) => {
                    taken.insert(plan.path.clone(), (*first).clone());
                }
                None => {
                    folders.insert(folder(plan, year), plan);
                }
            }
        }
    }
    Ok(taken)
}

fn conclude(
    built: Vec<Result<Built, Error>>,
    plans: usize,
    workspace: &Workspace,
    report: &mut Report,
) -> Result<Outcome, Error> {
    let (mut failed, mut documents, mut new, mut broken) = (0, 0, 0, None);
    for built in built {
        match built {
            Ok(built) => {
                report.problems(&built.problems);
                failed += usize::from(built.failed);
                documents += built.documents;
                new += built.new;
            }
            Err(error) => broken = broken.or(Some(error)),
        }
    }
    let args = [
        ("plans", (plans - failed).into()),
        ("documents", documents.into()),
        ("new", new.into()),
        ("folder", workspace.project.output.as_str().into()),
    ];
    report.result("built", &args);
    if failed > 0 {
        report.say("not-built", &[("plans", failed.into())]);
    }
    match broken {
        Some(error) => Err(error),
        None if failed > 0 => Ok(Outcome::Errors),
        None => Ok(Outcome::Good),
    }
}
