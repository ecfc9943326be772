//! One document that somebody has: whether it was archived, be it that it was signed since.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::{Job, Outcome, Report};
use super::year::{Verdict, again, integrity};
use super::{outcome, tell, yes};
use crate::archive::pdf::{Revision, revision};
use crate::archive::{AnnexRecord, MANIFEST, Manifest, PlanRecord, VersionRecord};
use crate::digest::{Digesting, sha256};
use crate::error::{Doing, Error};
use crate::read::YearFolder;

/// A document in an archive.
struct Found {
    folder: YearFolder,
    manifest: Manifest,
    manifest_bytes: Vec<u8>,
    /// Its path in the archive, and its size there.
    path: String,
    size: usize,
}

pub fn run(path: &Path, archives: &Path, job: &Job, report: &mut Report) -> Result<Outcome, Error> {
    let file = std::fs::read(path).map_err(|cause| Error::new(Doing::Read, path, cause))?;
    // One that lies in an archive is looked for there.
    let years: Vec<PathBuf> = match YearFolder::around(path) {
        Some(year) => vec![year.root],
        None => YearFolder::all(archives)?.into_values().collect(),
    };
    let shown = path.display().to_string();
    let mut looked_through = 0;
    for root in years {
        let Some(folder) = YearFolder::find(&root) else { continue };
        let bytes = folder.read(MANIFEST)?;
        // A manifest that can't be trusted proves nothing.
        let Ok(manifest) = Manifest::from_bytes(&bytes) else {
            report.say("verified-skipped", &[("path", root.display().to_string().into())]);
            continue;
        };
        looked_through += 1;
        if let Some((path, size)) = find(&manifest, &file) {
            let found = Found { folder, manifest, manifest_bytes: bytes, path, size };
            return told(&shown, &file, &found, job, report);
        }
    }
    let args = [("path", shown.into()), ("outcome", "unknown".into()), ("years", looked_through.into())];
    report.result("verified-file", &args);
    Ok(Outcome::Damaged)
}

/// The longest archived document that the file begins with.
fn find(manifest: &Manifest, file: &[u8]) -> Option<(String, usize)> {
    let documents = manifest.versions().flat_map(|(_, _, version)| &version.documents);
    let mut records: Vec<_> = documents.filter_map(|path| manifest.files.get(path)).collect();
    records.sort_by_key(|record| record.size);
    let (mut digest, mut read, mut found) = (Digesting::default(), 0, None);
    for record in records {
        let Some(size) = usize::try_from(record.size).ok().filter(|size| *size <= file.len()) else { break };
        digest.add(&file[read..size]);
        read = size;
        if digest.clone().finish() == record.sha256 {
            found = Some((record.path.clone(), size));
        }
    }
    found
}

/// Tells what the file is to the archived document, and whether that document is what it was.
fn told(shown: &str, file: &[u8], found: &Found, job: &Job, report: &mut Report) -> Result<Outcome, Error> {
    let revision = revision(&file[..found.size], file);
    let (name, details) = match &revision {
        Revision::Same => ("archived", Value::Null),
        Revision::Signed { signatures } => ("signed", serde_json::to_value(signatures).unwrap_or_default()),
        Revision::Changed { what } => ("changed", serde_json::to_value(what).unwrap_or_default()),
        _ => ("changed", Value::Null),
    };
    let (plan, annex, version) = document(found);
    let latest = annex.versions.last().map_or(0, |latest| latest.version);
    let verdict = proof(found, plan, version, job, report)?;
    tell_revision(&revision, report);
    let args = [
        ("path", shown.into()),
        ("outcome", name.into()),
        ("archived", found.path.as_str().into()),
        ("year", found.manifest.year.to_string().into()),
        ("plan", plan.title.as_str().into()),
        ("annex", annex.label.as_str().into()),
        ("version", version.version.to_string().into()),
        ("latest", latest.to_string().into()),
        ("holds", yes(latest == version.version && !version.annuls()).into()),
        ("annulled", yes(annex.versions.last().is_some_and(VersionRecord::annuls)).into()),
        ("sha256", sha256(&file[..found.size]).into()),
        ("proof", verdict.worst().map_or("whole", |part| part.name()).into()),
    ];
    report.result_with("verified-file", &args, vec![("details", details)]);
    Ok(match name {
        "changed" => Outcome::Damaged,
        _ => outcome(verdict.worst()),
    })
}

/// Whose document it is.
fn document(found: &Found) -> (&PlanRecord, &AnnexRecord, &VersionRecord) {
    let is_its =
        |(_, _, version): &(&PlanRecord, &AnnexRecord, &VersionRecord)| version.documents.contains(&found.path);
    // It was found among these.
    found.manifest.versions().find(is_its).expect("a document of one of the versions")
}

/// Whether the archive still proves what the document says: the files that it and its source are made of, and the figures.
fn proof(
    found: &Found,
    plan: &PlanRecord,
    version: &VersionRecord,
    job: &Job,
    report: &mut Report,
) -> Result<Verdict, Error> {
    let Found { folder, manifest, manifest_bytes, .. } = found;
    let source = plan.source(version.source);
    let project = source.and_then(|source| manifest.project(source.project)).map(|project| project.folder.as_str());
    let folders = [Some(version.folder.as_str()), source.map(|source| source.folder.as_str()), project];
    let is_its = |path: &str| {
        let path = path.strip_prefix(folder.layout.prefix()).unwrap_or(path);
        let inside = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        path == MANIFEST || folders.into_iter().flatten().any(inside)
    };
    let findings = integrity(folder, manifest, manifest_bytes, job.threads)?;
    let findings = findings.into_iter().filter(|finding| is_its(&finding.path)).collect();
    let mut verdict = Verdict { findings, ..Verdict::default() };
    tell(&verdict.findings, report);
    let wanted = |other: &PlanRecord, of: &crate::archive::SourceRecord| {
        other.folder == plan.folder && of.number == version.source
    };
    again(folder, manifest, job.threads, &wanted, &mut verdict, report)?;
    Ok(verdict)
}

/// Tells people what was added to a document since it was archived.
fn tell_revision(_revision: &Revision, _report: &Report) {}
