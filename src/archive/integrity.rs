//! Whether the files of an archive are those that were archived: nothing missing, nothing added, no byte changed.

use std::collections::BTreeMap;

use super::{Bag, FileRecord, Finding, Flaw, Layout, MANIFEST, Manifest, SUMS};

/// A file as it lies in the folder of a year now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// Its size in bytes and its SHA-256.
    File { size: u64, sha256: String },
    /// A link, or anything else that is no file.
    Other,
    /// A file that can't be read, for that reason: disks grow old.
    Unreadable(String),
}

/// Compares the files of the folder of a year, by path, with what its manifest says. `manifest_bytes` are those of the
/// manifest itself.
pub fn integrity(
    manifest: &Manifest,
    manifest_bytes: &[u8],
    layout: Layout,
    listed: &BTreeMap<String, Listed>,
) -> Vec<Finding> {
    let expected = expected(manifest, manifest_bytes, layout);
    let by_digest: BTreeMap<&str, &str> =
        expected.iter().map(|(path, file)| (file.sha256.as_str(), path.as_str())).collect();
    let is_extra = |path: &&String| !expected.contains_key(*path);
    let extra: BTreeMap<&str, &str> = listed
        .iter()
        .filter(|(path, _)| is_extra(path))
        .filter_map(|(path, found)| match found {
            Listed::File { sha256, .. } => Some((sha256.as_str(), path.as_str())),
            Listed::Other | Listed::Unreadable(_) => None,
        })
        .collect();
    let flaw = |path: &String, file: &FileRecord| match listed.get(path) {
        None => Some(match extra.get(file.sha256.as_str()) {
            Some(there) => Flaw::MissingHere { there: (*there).to_owned() },
            None => Flaw::Missing,
        }),
        Some(Listed::Other) => Some(Flaw::NotAFile),
        Some(Listed::Unreadable(reason)) => Some(Flaw::NotRead { reason: reason.clone() }),
        Some(Listed::File { size, sha256 }) if (*size, sha256) == (file.size, &file.sha256) => None,
        Some(Listed::File { sha256, .. }) => Some(match by_digest.get(sha256.as_str()) {
            Some(other) if other != path => Flaw::Swapped { other: (*other).to_owned() },
            _ => Flaw::Altered,
        }),
    };
    let wrong =
        expected.iter().filter_map(|(path, file)| Some(Finding { path: path.clone(), flaw: flaw(path, file)? }));
    let added = listed.keys().filter(is_extra).map(|path| Finding { path: path.clone(), flaw: Flaw::Added });
    let mut findings: Vec<Finding> = wrong.chain(added).collect();
    findings.sort_by(|one, other| one.path.cmp(&other.path));
    findings
}

/// The same with what `SHA256SUMS` alone says, where the manifest can't be trusted: at least it is known which of the others
/// changed.
pub fn integrity_by_sums(sums: &str, layout: Layout, listed: &BTreeMap<String, Listed>) -> Vec<Finding> {
    let prefix = layout.prefix();
    // A name with a line end is written otherwise, and is not looked for.
    let lines = sums.lines().filter_map(|line| line.split_once("  "));
    let wrong = lines.filter(|(_, path)| *path != MANIFEST).filter_map(|(digest, path)| {
        let path = format!("{prefix}{path}");
        let flaw = match listed.get(&path) {
            Some(Listed::File { sha256, .. }) if sha256 == digest => return None,
            Some(Listed::File { .. }) => Flaw::Altered,
            Some(Listed::Other) => Flaw::NotAFile,
            Some(Listed::Unreadable(reason)) => Flaw::NotRead { reason: reason.clone() },
            None => Flaw::Missing,
        };
        Some(Finding { path, flaw })
    });
    wrong.collect()
}

/// All files that the folder of a year has to have, by path there.
fn expected(manifest: &Manifest, bytes: &[u8], layout: Layout) -> BTreeMap<String, FileRecord> {
    let sums = manifest.sums(bytes);
    let own = vec![FileRecord::new(MANIFEST, bytes), FileRecord::new(SUMS, sums.as_bytes())];
    let prefix = layout.prefix();
    let inside = manifest.files.iter().chain(&own).map(|file| (format!("{prefix}{}", file.path), file.clone()));
    let mut expected: BTreeMap<String, FileRecord> = inside.collect();
    if layout == Layout::Bag {
        let tags = Bag { manifest, own }.files();
        expected.extend(tags.into_iter().map(|(path, bytes)| (path.clone(), FileRecord::new(&path, &bytes))));
    }
    expected
}
