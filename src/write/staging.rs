//! Files on their way to their places: each is written whole under a name of its own before it takes the place of another.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::{OWN_FOLDER, Output, PART};
use crate::digest::Digesting;
use crate::error::{Doing, Error};

impl Output {
    /// Writes files at paths relative to the output folder: first all of them beside, then each in its place. How many
    /// were new; a file that is there with the same bytes is left alone.
    ///
    /// A killed program leaves whole files only. A power cut may not: that would take a flush of each file to the
    /// disk, which costs more than drawing it, for documents that can be made again.
    ///
    /// # Errors
    /// If one can't be written; as long as none was put in its place, all earlier files are as they were.
    pub fn write(&self, files: &[(PathBuf, Vec<u8>)]) -> Result<usize, Error> {
        let (mut staged, mut folders) = (vec![], BTreeMap::new());
        for (path, bytes) in files {
            let target = self.root.join(path);
            let failed = |cause| Error::new(Doing::Write, &target, cause);
            if is_there(&target, bytes).map_err(failed)? {
                continue;
            }
            let folder = target.parent().unwrap_or(&self.root);
            let beside = match folders.get(folder) {
                Some(beside) => beside,
                None => folders.entry(folder.to_owned()).or_insert(self.folder_for(folder).map_err(failed)?),
            };
            staged.push((self.stage(beside, bytes).map_err(failed)?, target));
        }
        // What the program keeps for itself is no news to anybody.
        let own = self.kept_at("");
        let new = staged.iter().filter(|(_, target)| !target.starts_with(&own)).count();
        for (file, target) in staged {
            file.persist(&target).map_err(|error| Error::new(Doing::Write, &target, error.error))?;
        }
        Ok(new)
    }

    /// Makes a whole file of what was gathered in a scratch file, for its place at a path relative to the output folder.
    ///
    /// # Errors
    /// If it can't be read or written.
    pub fn stage_file(&self, path: &Path, mut scratch: File) -> Result<Staged, Error> {
        let target = self.root.join(path);
        let failed = |cause| Error::new(Doing::Write, &target, cause);
        let folder = target.parent().unwrap_or(&self.root);
        let mut file = self.folder_for(folder).and_then(|beside| self.stage(&beside, b"")).map_err(failed)?;
        scratch.rewind().map_err(failed)?;
        let digest = copy(&mut scratch, &mut file).map_err(failed)?;
        Ok(Staged { file: file.into_temp_path(), target, digest })
    }

    /// Puts it in its place, unless the same is there already. Whether it is new.
    ///
    /// # Errors
    /// If it can't be put there.
    pub fn place(&self, staged: Staged) -> Result<bool, Error> {
        let Staged { file, target, digest } = staged;
        let present = File::open(&target).ok().filter(|_| target.is_file());
        if present.is_some_and(|mut present| copy(&mut present, &mut io::sink()).is_ok_and(|there| there == digest)) {
            return Ok(false);
        }
        file.persist(&target).map_err(|error| Error::new(Doing::Write, &target, error.error))?;
        Ok(true)
    }

    /// Makes a folder, if need be, that files shall go to. Where they are written until they are whole: in our own folder, or
    /// in that one if it is on another disk, for between disks nothing can be renamed.
    pub(super) fn folder_for(&self, folder: &Path) -> io::Result<PathBuf> {
        fs::create_dir_all(folder)?;
        Ok(if disk(folder)? == self.disk { self.root.join(OWN_FOLDER) } else { folder.to_owned() })
    }

    /// A whole file under a name of its own, which goes away if it is not put in its place.
    pub(super) fn stage(&self, folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
        let mut file = new_part(folder, &self.part)?;
        file.write_all(bytes)?;
        Ok(file)
    }
}

/// A file that is whole and not yet in its place.
#[derive(Debug)]
pub struct Staged {
    /// Closed: there may be more of them than a program can have open.
    pub(super) file: TempPath,
    pub(super) target: PathBuf,
    pub(super) digest: String,
}

impl Staged {
    /// Its SHA-256, in hexadecimal digits.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

/// Whether a file is there with these bytes. Only a plain one: a pipe would keep us waiting.
fn is_there(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(there) => {
            let is_same = || fs::read(path).is_ok_and(|there| there == bytes);
            Ok(there.is_file() && there.len() == bytes.len() as u64 && is_same())
        }
        // If it is because of anything but that there is none, writing will tell.
        Err(_) => Ok(false),
    }
}

/// Copies all that is left to read; the SHA-256 of it.
fn copy(from: &mut impl Read, to: &mut impl Write) -> io::Result<String> {
    let mut digest = Digesting::default();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match from.read(&mut buffer)? {
            0 => return Ok(digest.finish()),
            read => {
                digest.add(&buffer[..read]);
                to.write_all(&buffer[..read])?;
            }
        }
    }
}

/// A file under a name of its own in a folder, readable by all as any new file but for what the user's mask takes away.
fn new_part(folder: &Path, name: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(name).suffix(PART.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// The disk that a folder lies on, told from all others.
#[cfg(unix)]
pub(super) fn disk(folder: &Path) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    Ok(fs::metadata(folder)?.dev())
}

/// Elsewhere folders can't be links to other disks so easily.
#[cfg(not(unix))]
pub(super) fn disk(_: &Path) -> io::Result<u64> {
    Ok(0)
}
