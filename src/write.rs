//! The only writer. Each file is written whole or not at all, and nothing that is not written is touched.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Doing, Error};

/// The folder within the output that belongs to the program: its lock, and files that are not whole yet.
const OWN_FOLDER: &str = ".allegato";

/// The output folder, held by this run alone.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    /// Holds the lock for as long as it is open; the system lets go of it even if the program is killed.
    _lock: File,
}

/// What writing a file came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    New,
    /// The file was there with the same bytes, and was left alone.
    Unchanged,
}

impl Output {
    /// Makes the folder if need be and takes it for this run. `waiting` is called once if another run holds it.
    ///
    /// # Errors
    /// If the folder can't be made or locked.
    pub fn open(root: &Path, waiting: impl FnOnce()) -> Result<Self, Error> {
        let own = root.join(OWN_FOLDER);
        fs::create_dir_all(&own).map_err(|cause| Error::new(Doing::Write, &own, cause))?;
        let path = own.join("lock");
        let failed = |cause| Error::new(Doing::Lock, &path, cause);
        let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting();
                lock.lock().map_err(failed)?;
            }
            // Some network file systems have no locks: then nobody is kept out, as before there were any.
            Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(cause)) => return Err(failed(cause)),
        }
        let output = Self { root: root.to_owned(), _lock: lock };
        output.sweep();
        Ok(output)
    }

    /// Removes what a killed run left half written. Nobody else is at work here: the lock is ours.
    fn sweep(&self) {
        let Ok(entries) = fs::read_dir(self.root.join(OWN_FOLDER)) else { return };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.extension().is_some_and(|extension| extension == "part") {
                // If it can't be removed it does no harm.
                let _ = fs::remove_file(path);
            }
        }
    }

    /// Writes a file at a path relative to the output folder.
    ///
    /// # Errors
    /// If it can't be written; an earlier file of that name is then as it was.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<Written, Error> {
        let target = self.root.join(path);
        if fs::read(&target).is_ok_and(|present| present == bytes) {
            return Ok(Written::Unchanged);
        }
        let failed = |cause| Error::new(Doing::Write, &target, cause);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut file = tempfile::Builder::new();
        file.suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: readable by all but for what the user's mask takes away.
            file.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut file = file.tempfile_in(self.root.join(OWN_FOLDER)).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        file.persist(&target).map_err(|error| failed(error.error))?;
        Ok(Written::New)
    }
}
