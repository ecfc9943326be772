//! Reads the archive of a year where it lies, whatever project it came from.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{PlanFile, slashed};
use crate::archive::{Layout, Listed, MANIFEST};
use crate::digest::Digesting;
use crate::error::{Doing, Error};

/// The folder of an archived year.
#[derive(Debug, Clone)]
pub struct YearFolder {
    pub root: PathBuf,
    pub layout: Layout,
}

impl YearFolder {
    /// If there is one: a folder with a manifest, be it in a bag.
    pub fn find(root: &Path) -> Option<Self> {
        let has_manifest = |layout: &Layout| root.join(layout.prefix()).join(MANIFEST).is_file();
        let layout = Layout::ALL.into_iter().find(has_manifest)?;
        Some(Self { root: root.to_owned(), layout })
    }

    /// Where an archived file lies, by its path in the archive.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(self.layout.prefix()).join(path)
    }

    /// Reads an archived file. What is there in its place and no file, is not read: a link could lead anywhere, a pipe would keep
    /// us waiting.
    ///
    /// # Errors
    /// If it is not there or can't be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Error> {
        let path = self.path(path);
        let failed = |cause| Error::new(Doing::Read, &path, cause);
        if !fs::symlink_metadata(&path).map_err(failed)?.is_file() {
            return Err(failed(io::ErrorKind::InvalidInput.into()));
        }
        fs::read(&path).map_err(failed)
    }

    /// Whether something of that path would lie in an archive.
    pub fn holds(path: &Path) -> bool {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::canonicalize(folder).is_ok_and(|folder| Self::around(&folder).is_some())
    }

    /// The paths in the folder of everything in it that is no folder itself, in order.
    ///
    /// # Errors
    /// If a folder can't be read.
    pub fn paths(&self) -> Result<Vec<PathBuf>, Error> {
        let (mut paths, mut folders) = (vec![], vec![self.root.clone()]);
        while let Some(folder) = folders.pop() {
            let failed = |cause| Error::new(Doing::Read, &folder, cause);
            for entry in fs::read_dir(&folder).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                if entry.file_type().map_err(failed)?.is_dir() {
                    folders.push(entry.path());
                } else if let Ok(path) = entry.path().strip_prefix(&self.root) {
                    paths.push(path.to_owned());
                }
            }
        }
        paths.sort();
        Ok(paths)
    }

    /// What lies at a path in the folder, and how the archive calls it.
    pub fn listed(&self, path: &Path) -> (String, Listed) {
        let whole = self.root.join(path);
        let listed = match fs::symlink_metadata(&whole) {
            Ok(metadata) if !metadata.is_file() => Listed::Other,
            Ok(_) => digest_of(&whole).map_or_else(
                |error| Listed::Unreadable(error.cause.to_string()),
                |(size, sha256)| Listed::File { size, sha256 },
            ),
            Err(cause) => Listed::Unreadable(cause.to_string()),
        };
        (slashed(path), listed)
    }

    /// The archived years in a folder of archives, in order.
    ///
    /// # Errors
    /// If the folder can't be read.
    pub fn all(archives: &Path) -> Result<BTreeMap<u16, PathBuf>, Error> {
        let failed = |cause| Error::new(Doing::Read, archives, cause);
        let mut years = BTreeMap::new();
        let entries = match fs::read_dir(archives) {
            // Nothing was archived so far.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(years),
            entries => entries.map_err(failed)?,
        };
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            let is_year = |name: &&str| name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
            let year = path.file_name().and_then(|name| name.to_str()).filter(is_year);
            if let Some(year) = year.and_then(|year| year.parse().ok()).filter(|_| path.is_dir()) {
                years.insert(year, path);
            }
        }
        Ok(years)
    }

    /// The folder of the archive that a file or folder lies in.
    pub fn around(path: &Path) -> Option<Self> {
        path.ancestors().find_map(Self::find)
    }
}

impl PlanFile {
    /// A plan in an archive, of the source in `folder`; `plan` and `folder` are paths in the archive.
    pub fn archived(year: &YearFolder, folder: &str, plan: &str) -> Self {
        let within = year.path(folder);
        let path = year.path(plan);
        // Without symbolic links, as all others.
        let within = fs::canonicalize(&within).unwrap_or(within);
        let path = fs::canonicalize(&path).unwrap_or(path);
        // As when it was archived: records of its check say it.
        let key = plan.strip_prefix(folder).map_or(plan, |inside| inside.trim_start_matches('/'));
        Self { path: path.into(), key: key.into(), within: within.into() }
    }
}

/// Size in bytes and SHA-256 of a file, however large.
///
/// # Errors
/// If it can't be read.
pub fn digest_of(path: &Path) -> Result<(u64, String), Error> {
    let failed = |cause| Error::new(Doing::Read, path, cause);
    let mut file = File::open(path).map_err(failed)?;
    let (mut digest, mut size, mut buffer) = (Digesting::default(), 0, vec![0; 64 << 10]);
    loop {
        match file.read(&mut buffer).map_err(failed)? {
            0 => return Ok((size, digest.finish())),
            read => {
                digest.add(&buffer[..read]);
                size += read as u64;
            }
        }
    }
}
