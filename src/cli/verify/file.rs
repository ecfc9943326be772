//! One document that somebody has: whether it was archived, be it that it was signed since.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::archived::{ArchivedYear, Version};
use super::super::{Job, Outcome, Report};
use super::revision::told as revision_told;
use super::year::{Expected, Verdict, again, integrity};
use super::{outcome, tell, yes};
use crate::archive::pdf::revision::{Revision, revision};
use crate::archive::{FileRecord, Finding, Flaw, MANIFEST, Part, PlanRecord, SourceRecord, VersionRecord, opened};
use crate::error::Error;
use crate::read::{YearFolder, read_file};

pub fn run(
    path: &Path,
    archives: &Path,
    job: &Job,
    digest: Option<&str>,
    report: &mut Report,
) -> Result<Outcome, Error> {
    let file = read_file(path)?;
    let (file, envelopes) = opened(&file);
    // One that lies in an archive is looked for there first.
    let around = YearFolder::around(path).map(|year| year.root);
    let years: Vec<PathBuf> = around.into_iter().chain(YearFolder::all(archives)?.into_values()).collect();
    let shown = path.display().to_string();
    let mut looked_through = 0;
    for root in years {
        match ArchivedYear::open(&root)? {
            None => {}
            Some(Err(_)) => report.say("verified-skipped", &[("path", root.display().to_string().into())]),
            Some(Ok(year)) => {
                looked_through += 1;
                if let Some((version, record)) = year.document(&file) {
                    let expected = Expected { year: None, digest, pending: false };
                    let found = Found { year: &year, version, record, envelopes, expected };
                    return told(&shown, &file, &found, job, report);
                }
            }
        }
    }
    let args = [("path", shown.into()), ("outcome", "unknown".into()), ("years", looked_through.into())];
    report.result("verified-file", &args);
    Ok(Outcome::Damaged)
}

/// A document in an archive.
struct Found<'a> {
    year: &'a ArchivedYear,
    version: Version<'a>,
    record: &'a FileRecord,
    /// In how many signed envelopes the file was.
    envelopes: usize,
    /// What is known of the archive.
    expected: Expected<'a>,
}

/// Tells what the file is to the archived document, and whether that document is what it was.
fn told(shown: &str, file: &[u8], found: &Found, job: &Job, report: &mut Report) -> Result<Outcome, Error> {
    let Found { year, version: Version { plan, annex, version }, record, envelopes, .. } = found;
    // It was found to have that many.
    let size = usize::try_from(record.size).unwrap_or(file.len());
    let revision = revision(&file[..size], file);
    let (name, details) = match &revision {
        Revision::Same if *envelopes == 0 => ("archived", Value::Null),
        Revision::Same => ("signed", Value::Null),
        Revision::Signed { signatures } => ("signed", serde_json::to_value(signatures).unwrap_or_default()),
        Revision::Changed { what } => ("changed", serde_json::to_value(what).unwrap_or_default()),
        Revision::Unreadable(unreadable) => ("changed", serde_json::to_value(unreadable).unwrap_or_default()),
        // It does begin with the archived bytes.
        Revision::Other => ("changed", Value::Null),
    };
    let verdict = proof(found, job, report)?;
    if *envelopes > 0 {
        report.say("verified-envelope", &[("envelopes", (*envelopes).into())]);
    }
    revision_told(&revision, report);
    let latest = annex.versions.last();
    let args = [
        ("path", shown.into()),
        ("outcome", name.into()),
        ("archived", record.path.as_str().into()),
        ("year", year.manifest.year.to_string().into()),
        ("plan", plan.title.as_str().into()),
        ("annex", annex.label.as_str().into()),
        ("version", version.version.to_string().into()),
        ("latest", latest.map_or(0, |latest| latest.version).to_string().into()),
        ("holds", yes(latest == Some(version) && !version.annuls()).into()),
        ("annulled", yes(latest.is_some_and(VersionRecord::annuls)).into()),
        ("envelopes", (*envelopes).into()),
        ("sha256", record.sha256.as_str().into()),
        ("proof", verdict.worst().map_or("whole", |part| part.name()).into()),
    ];
    report.result_with("verified-file", &args, vec![("details", details)]);
    let changed = (name == "changed").then_some(Part::File);
    Ok(outcome(verdict.worst().into_iter().chain(changed).min()))
}

/// Whether the archive still proves what the document says: the files that it and its source are made of, and the figures.
fn proof(found: &Found, job: &Job, report: &mut Report) -> Result<Verdict, Error> {
    let Found {
        year: ArchivedYear { folder, manifest, manifest_bytes }, version: Version { plan, version, .. }, ..
    } = found;
    let source = plan.source(version.source);
    let project = source.and_then(|source| manifest.project(source.project)).map(|project| project.folder.as_str());
    let project = project.into_iter().flat_map(|project| manifest.files.below(project)).map(|file| &file.path);
    let sources = source.into_iter().flat_map(|source| &source.files);
    let its: BTreeSet<&String> = version.documents.iter().chain(sources).chain(project).collect();
    let is_its = |path: &String| {
        let path = path.strip_prefix(folder.layout.prefix()).unwrap_or(path).to_owned();
        path == MANIFEST || its.contains(&path)
    };
    let findings = integrity(folder, manifest, manifest_bytes, job.threads)?;
    let mut findings: Vec<Finding> = findings.into_iter().filter(|finding| is_its(&finding.path)).collect();
    if !found.expected.has(&manifest.digest) {
        let path = format!("{}{MANIFEST}", folder.layout.prefix());
        findings.push(Finding { path, flaw: Flaw::OtherDigest { digest: manifest.digest.clone() } });
    }
    let mut verdict = Verdict { findings, ..Verdict::default() };
    tell(&verdict.findings, report);
    let wanted = |other: &PlanRecord, of: &SourceRecord| other.folder == plan.folder && of.number == version.source;
    again(folder, manifest, job.threads, &wanted, &mut verdict, report)?;
    Ok(verdict)
}
