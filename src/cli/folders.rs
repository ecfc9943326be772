//! Which folder of the output the documents of a plan go to, and whether two plans would meet there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::annex::slug;
use crate::plan::{self, FileProblem};
use crate::read::{PlanFile, read_source};

/// Where a plan's documents go: `plans/2009/migranti.toml` of 2009 to `2009/migranti`.
pub fn folder(plan: &PlanFile, year: i64) -> PathBuf {
    let year = year.to_string();
    let parts = match plan.parts.split_first() {
        Some((first, rest)) if *first == year && !rest.is_empty() => rest,
        _ => &plan.parts,
    };
    let named = |part: &String| Some(slug(part)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "-".to_owned());
    std::iter::once(year.clone()).chain(parts.iter().map(named)).collect()
}

/// Plans whose documents would go where those of another go, each with that other: the plans of the project come
/// first, in order of path, then those named from elsewhere.
pub fn collisions(project: Vec<PlanFile>, named: &[PlanFile]) -> BTreeMap<PathBuf, PlanFile> {
    let own: BTreeSet<&PathBuf> = project.iter().map(|plan| &plan.path).collect();
    let elsewhere: Vec<PlanFile> = named.iter().filter(|plan| !own.contains(&plan.path)).cloned().collect();
    let plans: Vec<PlanFile> = project.into_iter().chain(elsewhere).collect();
    let is_year = |part: &&String| part.len() == 4 && part.chars().all(|c| c.is_ascii_digit());
    let years = |plan: &PlanFile| plan.parts[..plan.parts.len() - 1].iter().take_while(is_year).count();
    // Two plans can meet only if they have the same name but for years in front.
    let mut alike: BTreeMap<Vec<String>, Vec<&PlanFile>> = BTreeMap::new();
    for plan in &plans {
        alike.entry(plan.parts[years(plan)..].iter().map(|part| slug(part)).collect()).or_default().push(plan);
    }
    let mut taken = BTreeMap::new();
    for group in alike.values() {
        // Each in the folder of another year: these can't meet, whatever years they are for, so none need be read.
        let folders: BTreeSet<&String> = group.iter().filter_map(|plan| plan.parts.first()).collect();
        if group.len() == 1 || group.iter().all(|plan| years(plan) == 1) && folders.len() == group.len() {
            continue;
        }
        let mut first: BTreeMap<PathBuf, &PlanFile> = BTreeMap::new();
        for plan in group {
            // One that can't be read is told of where it is checked.
            let Ok(Ok(file)) = read_source(&plan.path, &plan.shown) else { continue };
            let Some(year) = plan::load(&file, &|_| Err(FileProblem::Missing)).0.and_then(|plan| plan.head.year.0)
            else {
                continue;
            };
            let folder = folder(plan, year.value);
            match first.get(&folder) {
                Some(other) => drop(taken.insert(plan.path.clone(), (*other).clone())),
                None => drop(first.insert(folder, plan)),
            }
        }
    }
    taken
}
