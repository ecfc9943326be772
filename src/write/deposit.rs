//! Files that are added to an archive together: as long as one of them is not there, none is taken for a part of it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::{Output, Staged};
use crate::archive::is_inside;
use crate::digest::sha256;
use crate::error::{Doing, Error};

/// Where a run says which files it is about to put in place, so that the next one can take back what a killed one left.
const PENDING: &str = "pending";

/// Files on their way into a folder of the output.
///
/// They are written beside, and put in place once all are there: first those that are new, of which the [pending](PENDING)
/// record tells, then those that make them a part of the archive, the one that decides last.
#[derive(Debug)]
pub struct Deposit<'a> {
    output: &'a Output,
    name: String,
    staged: Vec<Staged>,
}

impl<'a> Deposit<'a> {
    /// Begins one for the folder of a year. What a killed run had put in place there goes away, but for files that `is_known` says
    /// are a part of the archive.
    ///
    /// # Errors
    /// If that can't be read or removed.
    pub fn begin(output: &'a Output, year: &str, is_known: &dyn Fn(&str) -> bool) -> Result<Self, Error> {
        let name = format!("{PENDING}/{year}");
        let pending = output.kept(&name)?.unwrap_or_default();
        for (digest, path) in String::from_utf8_lossy(&pending).lines().filter_map(|line| line.split_once("  ")) {
            // The record is a file like others: it leads nowhere but into its archive.
            let is_own = path.strip_prefix(year).is_some_and(|rest| rest.starts_with('/')) && is_inside(path);
            if is_own && !is_known(path) && output.root.join(path).is_file() {
                // One that somebody has changed since is his.
                output.remove(Path::new(path), digest)?;
            }
        }
        Ok(Self { output, name, staged: vec![] })
    }

    /// Whether a run of that name was killed while it put files in place.
    pub fn is_pending(output: &Path, name: &str) -> bool {
        output.join(Output::keep(&format!("{PENDING}/{name}"))).is_file()
    }

    /// Adds a file at a path relative to the output.
    ///
    /// # Errors
    /// If it can't be written, or another one is there already: what is archived is never written over.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let target = self.output.root.join(path);
        let failed = |cause| Error::new(Doing::Write, &target, cause);
        if fs::symlink_metadata(&target).is_ok() {
            return Err(failed(io::ErrorKind::AlreadyExists.into()));
        }
        let file = stage(self.output, &target, bytes)?;
        self.staged.push(Staged { file, target, digest: sha256(bytes) });
        Ok(())
    }

    /// Puts all in place, and at the end the files that make them a part of the archive, which replace earlier ones.
    ///
    /// # Errors
    /// If one can't be put there. The next run takes back those that were.
    pub fn commit(self, last: &[(String, Vec<u8>)]) -> Result<(), Error> {
        let Self { output, name, staged } = self;
        let own = |target: &Path| target.strip_prefix(&output.root).unwrap_or(target).to_string_lossy().into_owned();
        let lines = staged.iter().map(|staged| (staged.digest.clone(), own(&staged.target)));
        // Of those that are replaced the ones before were a part of the archive.
        let new = last.iter().filter(|(path, _)| !output.root.join(path).is_file());
        let lines = lines.chain(new.map(|(path, bytes)| (sha256(bytes), path.clone())));
        let pending: String = lines.map(|(digest, path)| format!("{digest}  {path}\n")).collect();
        let stage = |path: &Path, bytes: &[u8]| -> Result<_, Error> {
            let target = output.root.join(path);
            Ok((stage(output, &target, bytes)?, target))
        };
        let pending = stage(&Output::keep(&name), pending.as_bytes())?;
        let last = last.iter().map(|(path, bytes)| stage(Path::new(path), bytes)).collect::<Result<Vec<_>, _>>()?;
        replace(&output.root, pending)?;
        let mut folders = vec![];
        for Staged { file, target, .. } in staged {
            place(&output.root, &target, &mut folders, || {
                file.persist_noclobber(&target).map_err(|error| error.error)
            })?;
        }
        sync(&folders)?;
        for file in last {
            replace(&output.root, file)?;
        }
        output.forget(&name)
    }
}

/// A file in our own folder, on the disk and not only on its way there: an archive outlives a power cut.
fn stage(output: &Output, target: &Path, bytes: &[u8]) -> Result<TempPath, Error> {
    let failed = |cause| Error::new(Doing::Write, target, cause);
    let beside = output.folder_for(&output.root).map_err(failed)?;
    let staged = output.stage(&beside, bytes).map_err(failed)?;
    staged.as_file().sync_all().map_err(failed)?;
    Ok(staged.into_temp_path())
}

/// Puts a file in its place, whatever was there.
fn replace(root: &Path, (file, target): (TempPath, PathBuf)) -> Result<(), Error> {
    let mut folders = vec![];
    place(root, &target, &mut folders, || file.persist(&target).map_err(|error| error.error))?;
    sync(&folders)
}

/// Puts a file in its place, and notes the folders on the way there.
fn place(
    root: &Path,
    target: &Path,
    folders: &mut Vec<PathBuf>,
    put: impl FnOnce() -> io::Result<()>,
) -> Result<(), Error> {
    let failed = |cause| Error::new(Doing::Write, target, cause);
    let folder = target.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(failed)?;
    put().map_err(failed)?;
    folders.extend(folder.ancestors().take_while(|folder| folder.starts_with(root)).map(Path::to_path_buf));
    Ok(())
}

/// Sees to it that the names of what was put into folders are on the disk.
fn sync(folders: &[PathBuf]) -> Result<(), Error> {
    let mut folders: Vec<&PathBuf> = folders.iter().collect();
    folders.sort();
    folders.dedup();
    for folder in folders {
        match File::open(folder).and_then(|folder| folder.sync_all()) {
            // Not every file system and system can be asked for that of a folder.
            Ok(()) => {}
            Err(cause) if matches!(cause.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::PermissionDenied) => {}
            Err(cause) => return Err(Error::new(Doing::Write, folder, cause)),
        }
    }
    Ok(())
}
