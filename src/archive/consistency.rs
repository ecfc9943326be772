//! Whether a manifest can be one of ours. Archives come from anywhere, and their manifests say where files lie: one that leads
//! elsewhere, or does not hold together, is not worked with.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use super::{AnnexRecord, Manifest, PlanRecord, SourceRecord, VersionRecord};
use crate::annex::{base_name, slug};

/// Whether all that a manifest names is there, where it has to be, and no number or name is given twice.
pub fn is_consistent(manifest: &Manifest) -> bool {
    let in_order = |numbers: &[usize]| numbers.iter().copied().eq(1..=numbers.len());
    let engines: Vec<usize> = manifest.engines.iter().map(|engine| engine.number).collect();
    let projects: Vec<usize> = manifest.projects.iter().map(|project| project.number).collect();
    let is_project_there = |number: &usize| {
        let folder = project_folder(*number);
        manifest.project(*number).is_some_and(|project| project.folder == folder)
            && manifest.files.below(&folder).next().is_some()
    };
    in_order(&engines)
        && in_order(&projects)
        && projects.iter().all(is_project_there)
        && manifest.files.iter().all(|file| is_inside(&file.path))
        && manifest.plans.windows(2).all(|pair| pair[0].folder < pair[1].folder)
        && manifest.plans.iter().all(|plan| is_plan_consistent(manifest, plan))
}

fn is_plan_consistent(manifest: &Manifest, plan: &PlanRecord) -> bool {
    let known = |path: &String| manifest.files.get(path).is_some();
    let numbers = plan.sources.iter().map(|source| source.number);
    let slugs: BTreeSet<&str> = plan.annexes.iter().map(|annex| annex.slug.as_str()).collect();
    let source = |source: &SourceRecord| {
        let inside = format!("{}/", source.folder);
        source.folder == source_folder(&plan.folder, source.number)
            && source.files.first() == Some(&source.plan)
            && source.files.iter().all(|path| known(path) && path.starts_with(&inside))
            && source.records.iter().all(known)
            && manifest.project(source.project).is_some()
            && manifest.engine(source.engine).is_some()
    };
    is_inside(&plan.folder)
        && numbers.eq(1..=plan.sources.len())
        && plan.sources.iter().all(source)
        && slugs.len() == plan.annexes.len()
        && plan.annexes.iter().all(|annex| is_annex_consistent(manifest, plan, annex))
}

fn is_annex_consistent(manifest: &Manifest, plan: &PlanRecord, annex: &AnnexRecord) -> bool {
    let version = |version: &VersionRecord| {
        let inside = format!("{}/", version.folder);
        version.folder == version_folder(&plan.folder, &annex.slug, version.version)
            && plan.source(version.source).is_some()
            && version.documents.iter().all(|path| manifest.files.get(path).is_some() && path.starts_with(&inside))
    };
    // Each takes the place of the one before it, and the first of none.
    let follows =
        |pair: &[VersionRecord]| pair[1].version > pair[0].version && pair[1].replaces == Some(pair[0].version);
    let begins = |first: &VersionRecord| first.version >= 1 && first.replaces.is_none();
    !annex.slug.is_empty()
        && slug(&annex.slug) == annex.slug
        && annex.versions.first().is_some_and(begins)
        && annex.versions.windows(2).all(follows)
        && annex.versions.iter().all(version)
}

/// Where the files of a project lie.
pub fn project_folder(number: usize) -> String {
    format!("project/{number}")
}

/// Where the files lie that a plan was made from.
pub fn source_folder(plan: &str, number: usize) -> String {
    format!("sources/{plan}/{number}")
}

/// Where the documents of a version lie.
pub fn version_folder(plan: &str, slug: &str, version: usize) -> String {
    format!("annexes/{plan}/{}/v{version}", base_name(slug))
}

/// Whether a path leads nowhere but into the archive, on any system.
pub fn is_inside(path: &str) -> bool {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..");
    !path.contains('\0')
        && path.split(['/', '\\']).all(is_plain)
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
