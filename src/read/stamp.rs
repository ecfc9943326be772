//! Whether a file has changed, without reading it.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

/// What tells at a glance that a file has changed. Written as a pair of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u64, u64)", into = "(u64, u64)")]
pub struct Stamp {
    /// In bytes.
    pub size: u64,
    /// Time of the last change, in nanoseconds since 1970; 0 where the system does not tell.
    pub modified: u64,
}

impl From<(u64, u64)> for Stamp {
    fn from((size, modified): (u64, u64)) -> Self {
        Self { size, modified }
    }
}

impl From<Stamp> for (u64, u64) {
    fn from(stamp: Stamp) -> Self {
        (stamp.size, stamp.modified)
    }
}

impl From<&fs::Metadata> for Stamp {
    fn from(metadata: &fs::Metadata) -> Self {
        let since_1970 = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = since_1970.and_then(|time| u64::try_from(time.as_nanos()).ok()).unwrap_or_default();
        Self { size: metadata.len(), modified }
    }
}

/// The stamp of a file; `None` where there is none.
pub fn stamp(path: &Path) -> Option<Stamp> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file).as_ref().map(Stamp::from)
}
