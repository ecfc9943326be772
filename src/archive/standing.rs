//! How an annex stands to what is archived of it.

use std::cmp::Ordering;

use super::{Manifest, PlanRecord, VersionRecord};
use crate::annex::Annex;
use crate::digest::sha256;

/// What is to become of an annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was never archived, or a correction made it another version.
    New,
    /// It is archived and says the same.
    Archived,
    /// It can't be archived.
    Refused(Refusal),
}

/// Why an annex can't be archived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The version that is archived.
    pub archived: usize,
    /// `changed`: the plan says something else and names no correction. `older`: it names fewer corrections than there were.
    pub reason: &'static str,
}

impl Standing {
    /// Of an annex of the plan in a folder of the archive. `data` is its JSON as it is written today. `is_same` is asked whether it
    /// says the same as a version that is archived, though its data have other bytes: those of another edition of their form, say.
    pub fn of(
        manifest: &Manifest,
        folder: &str,
        annex: &Annex,
        data: &[u8],
        is_same: &dyn Fn(&PlanRecord, &VersionRecord) -> bool,
    ) -> Self {
        let Some((plan, latest)) = latest(manifest, folder, annex) else { return Standing::New };
        let refused = |reason| Standing::Refused(Refusal { archived: latest.version, reason });
        let archived = latest.document("json").and_then(|path| manifest.files.get(path));
        let has_these_bytes = || archived.is_some_and(|archived| archived.sha256 == sha256(data));
        match annex.version().cmp(&latest.version) {
            Ordering::Greater => Standing::New,
            Ordering::Less => refused("older"),
            Ordering::Equal if has_these_bytes() || is_same(plan, latest) => Standing::Archived,
            Ordering::Equal => refused("changed"),
        }
    }
}

/// The latest version that is archived of an annex.
pub fn latest<'m>(manifest: &'m Manifest, folder: &str, annex: &Annex) -> Option<(&'m PlanRecord, &'m VersionRecord)> {
    let plan = manifest.plan(folder)?;
    Some((plan, plan.annex(&annex.slug)?.versions.last()?))
}
