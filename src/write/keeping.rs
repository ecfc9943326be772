//! What the program keeps for itself in an output, under names.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{OWN_FOLDER, Output};
use crate::error::{Doing, Error};

impl Output {
    /// What the program keeps for itself under a name: `plans/2009/migranti.json`.
    ///
    /// # Errors
    /// If it is there and can't be read.
    pub fn kept(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        read_if_there(&self.kept_at(name))
    }

    /// A file by its path in the output.
    ///
    /// # Errors
    /// If it is there and can't be read.
    pub fn there(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        read_if_there(&self.root.join(path))
    }

    /// The names of all that is kept below a folder of that kind, in no order.
    ///
    /// # Errors
    /// If a folder can't be read.
    pub fn all_kept(&self, folder: &str) -> Result<Vec<String>, Error> {
        let mut names = vec![];
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let path = self.kept_at(&folder);
            let failed = |cause| Error::new(Doing::Read, &path, cause);
            let entries = match fs::read_dir(&path) {
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => continue,
                entries => entries.map_err(failed)?,
            };
            for entry in entries {
                let entry = entry.map_err(failed)?;
                // Nothing of ours has a name that is no text.
                let Some(name) = entry.file_name().to_str().map(|name| format!("{folder}/{name}")) else { continue };
                let kind = entry.file_type().map_err(failed)?;
                match kind.is_dir() || (kind.is_symlink() && entry.path().is_dir()) {
                    true => folders.push(name),
                    false => names.push(name),
                }
            }
        }
        Ok(names)
    }

    /// The names of files that are kept in no folder, in order.
    ///
    /// # Errors
    /// If they can't be read.
    pub fn names_kept(&self) -> Result<Vec<String>, Error> {
        let folder = self.kept_at("");
        let failed = |cause| Error::new(Doing::Read, &folder, cause);
        let entries = fs::read_dir(&folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let mut names: Vec<String> = entries.iter().filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        Ok(names)
    }

    /// Where something kept lies, as a path to write it to.
    pub fn keep(name: &str) -> PathBuf {
        Path::new(OWN_FOLDER).join(name)
    }

    /// Where something kept lies.
    pub fn kept_at(&self, name: &str) -> PathBuf {
        self.root.join(Self::keep(name))
    }

    /// Adds lines to what is kept under a name.
    ///
    /// # Errors
    /// If they can't be written.
    pub fn append(&self, name: &str, lines: &str) -> Result<(), Error> {
        if lines.is_empty() {
            return Ok(());
        }
        let path = self.kept_at(name);
        let failed = |cause| Error::new(Doing::Write, &path, cause);
        let mut file = File::options().create(true).append(true).open(&path).map_err(failed)?;
        file.write_all(lines.as_bytes()).map_err(failed)
    }

    /// Forgets what is kept under a name.
    ///
    /// # Errors
    /// If it can't be removed.
    pub fn forget(&self, name: &str) -> Result<(), Error> {
        let path = self.kept_at(name);
        match fs::remove_file(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(Error::new(Doing::Remove, &path, cause)),
            _ => {
                self.tidy(&Self::keep(name));
                Ok(())
            }
        }
    }
}

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Error::new(Doing::Read, path, cause)),
    }
}
