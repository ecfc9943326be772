//! A file as it was when something was made from it, or it was made.

use serde::{Deserialize, Serialize};

use crate::read::{Root, Stamp, digest_of};

/// Nanoseconds in which a time of change proves nothing: file systems count time in steps, the coarsest of two seconds, and a
/// file may be changed twice in one.
pub const STEP: u64 = 2_000_000_000;

/// A file, and what it is known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub path: String,
    /// Nothing where it was too young to prove anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stamp: Option<Stamp>,
    pub sha256: String,
    /// Digest of what it was made from, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_from: Option<String>,
}

/// Whether a file is what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    Yes,
    /// It is, and its stamp is another one now.
    Touched,
    No,
}

impl Noted {
    /// Notes a file of a folder with the digest that it is known to have; nothing if it went away meanwhile.
    pub fn of(root: &Root, path: &str, sha256: String) -> Option<Self> {
        let stamp = root.stamp(path)?;
        Some(Self { path: path.to_owned(), stamp: Some(stamp), sha256, made_from: None })
    }

    /// Forgets the stamp if the file was changed shortly before `now` or after it: it may be changed once more and keep it.
    pub fn settle(&mut self, now: u64) {
        self.stamp = self.stamp.filter(|stamp| is_settled(stamp, now));
    }

    /// When the file was changed last, as far as is known.
    pub fn modified(&self) -> u64 {
        self.stamp.map_or(0, |stamp| stamp.modified)
    }

    /// Whether the file in a folder is what it was: by its stamp, and by its digest where that proves nothing. `now` is no
    /// later than it is.
    pub fn check(&mut self, root: &Root, now: u64) -> Same {
        let Some(found) = root.stamp(&self.path) else { return Same::No };
        if self.stamp == Some(found) {
            return Same::Yes;
        }
        let is_other = self.stamp.is_some_and(|stamp| stamp.size != found.size);
        if is_other || digest_of(&root.path().join(&self.path)).map_or(true, |(_, digest)| digest != self.sha256) {
            return Same::No;
        }
        // As it was before it was read: whoever changes it later is found out.
        let stamp = Some(found).filter(|found| is_settled(found, now));
        let same = if stamp == self.stamp { Same::Yes } else { Same::Touched };
        self.stamp = stamp;
        same
    }
}

/// Whether all files of a list are what they were.
pub fn check_all(files: &mut [Noted], root: &Root, now: u64) -> Same {
    let mut all = Same::Yes;
    for file in files {
        match file.check(root, now) {
            Same::Yes => {}
            Same::Touched => all = Same::Touched,
            Same::No => return Same::No,
        }
    }
    all
}

fn is_settled(stamp: &Stamp, now: u64) -> bool {
    stamp.modified.saturating_add(STEP) < now
}
