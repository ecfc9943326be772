//! Whether a file has changed, without reading it.

use std::fs;
use std::path::{Path, PathBuf};
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

/// A folder with many files to look at. Where the system can, it looks from the folder on, and need not go all the way there for
/// each of them.
#[derive(Debug)]
pub struct Root {
    path: PathBuf,
    #[cfg(unix)]
    folder: Option<fs::File>,
}

impl Root {
    pub fn new(path: PathBuf) -> Self {
        Self {
            #[cfg(unix)]
            folder: fs::File::open(&path).ok(),
            path,
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The stamp of a file by its path from here, or an absolute one; `None` where there is none.
    pub fn stamp(&self, path: &str) -> Option<Stamp> {
        #[cfg(unix)]
        if let Some(folder) = &self.folder {
            return from_folder(folder, path);
        }
        stamp(&self.path.join(path))
    }
}

#[cfg(unix)]
fn from_folder(folder: &fs::File, path: &str) -> Option<Stamp> {
    use rustix::fs::{AtFlags, FileType, statat};

    let found = statat(folder, path, AtFlags::empty()).ok()?;
    if FileType::from_raw_mode(found.st_mode) != FileType::RegularFile {
        return None;
    }
    let seconds = u64::try_from(found.st_mtime).ok();
    let modified =
        seconds.and_then(|seconds| seconds.checked_mul(1_000_000_000)?.checked_add(found.st_mtime_nsec as u64));
    Some(Stamp { size: found.st_size as u64, modified: modified.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_looks_the_same_from_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a/b.toml");
        fs::create_dir(folder.path().join("a")).unwrap();
        fs::write(&file, "uno").unwrap();
        let root = Root::new(folder.path().to_owned());
        let of = |time| {
            fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
            let stamps = [root.stamp("a/b.toml"), root.stamp(file.to_str().unwrap()), stamp(&file)];
            assert!(stamps[0].is_some() && stamps.iter().all(|stamp| *stamp == stamps[0]), "{stamps:?}");
            stamps[0].unwrap().modified
        };
        let (second, nanosecond) = (std::time::Duration::from_secs(1), std::time::Duration::from_nanos(1));
        assert_eq!(of(UNIX_EPOCH + second * 1_700_000_000 + nanosecond * 123_456_789), 1_700_000_000_123_456_789);
        assert_eq!(of(UNIX_EPOCH - second), 0);
        assert_eq!([root.stamp("a"), root.stamp("c.toml")], [None, None]);
        assert_eq!(Root::new(folder.path().join("c")).stamp("b.toml"), None);
    }
}
