//! A file that somebody names.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::PART;
use crate::error::{Doing, Error};

/// A single file that is written piece by piece and takes its place when it is whole.
#[derive(Debug)]
pub struct NewFile {
    target: PathBuf,
    /// Beside it, under a name that is always the same: what a killed run left is written over by the next.
    part: PathBuf,
    /// Locked, so that of two runs at once one is told.
    file: BufWriter<File>,
    /// The first failure; what comes after it would be written in vain.
    failure: Option<io::Error>,
}

impl NewFile {
    /// Begins beside the place where the file will be.
    ///
    /// # Errors
    /// If nothing can be written there, or another run is at it.
    pub fn begin(target: &Path) -> Result<Self, Error> {
        let failed = |cause| Error::new(Doing::Write, target, cause);
        if target.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let part = target.with_file_name(format!("{}{name}{}", PART.0, PART.1));
        let file = File::options().create(true).truncate(false).write(true).open(&part).map_err(failed)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(failed(io::ErrorKind::ResourceBusy.into())),
            // Some network file systems have no locks.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        file.set_len(0).map_err(failed)?;
        Ok(Self { target: target.to_owned(), part, file: BufWriter::new(file), failure: None })
    }

    /// For what is not text. Whoever writes to it knows what failed.
    pub fn writer(&mut self) -> &mut BufWriter<File> {
        &mut self.file
    }

    pub fn push(&mut self, text: &str) {
        if self.failure.is_none() {
            self.failure = self.file.write_all(text.as_bytes()).err();
        }
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// If any part of it could not be written; then what was there before is as it was.
    pub fn finish(mut self) -> Result<(), Error> {
        let failure = self.failure.take().or_else(|| self.file.flush().err());
        let placed = failure.map_or_else(|| fs::rename(&self.part, &self.target), Err);
        placed.map_err(|cause| {
            // If it can't be removed the next run writes over it.
            let _ = fs::remove_file(&self.part);
            Error::new(Doing::Write, &self.target, cause)
        })
    }
}
