//! The only writer. Each file is written whole or not at all, and nothing that is not written is touched.

mod deposit;
mod keeping;
mod new_file;
mod staging;

pub use self::deposit::Deposit;
pub use self::new_file::NewFile;
pub use self::staging::Staged;

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::digest::sha256;
use crate::error::{Doing, Error};
use crate::read::Stamp;

/// The folder within the output that belongs to the program: its lock, and files that are not whole yet.
const OWN_FOLDER: &str = ".allegato";
/// How the names of files that are not whole yet begin and end.
const PART: (&str, &str) = (".allegato-", ".part");

/// The output folder, held by this run alone, or by this run and others that each write a share of their own.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    /// How the names of this run's own files begin that are not whole yet.
    part: String,
    /// That on which the program's own folder lies.
    disk: u64,
    /// Whether others may be at work beside.
    is_shared: bool,
    /// Holds the locks for as long as they are open; the system lets go of them even if the program is killed.
    _locks: Vec<File>,
}

impl Output {
    /// Makes the folder if need be and takes it for this run. `waiting` is called once if another run holds it.
    ///
    /// # Errors
    /// If the folder can't be made or locked.
    pub fn open(root: &Path, waiting: impl Fn()) -> Result<Self, Error> {
        let own = own_folder(root)?;
        Self::take(root, PART.0.to_owned(), vec![lock(&own, "lock", File::try_lock, File::lock, &waiting)?])
    }

    /// The same for one share of what there is to write, by its name: runs for other shares may be at work too.
    ///
    /// # Errors
    /// As for [`Output::open`].
    pub fn open_share(root: &Path, share: &str, waiting: impl Fn()) -> Result<Self, Error> {
        let own = own_folder(root)?;
        let all = lock(&own, "lock", File::try_lock_shared, File::lock_shared, &waiting)?;
        let mine = lock(&own, &format!("lock-{share}"), File::try_lock, File::lock, &waiting)?;
        Self::take(root, format!("{}{share}-", PART.0), vec![all, mine])
    }

    fn take(root: &Path, part: String, locks: Vec<File>) -> Result<Self, Error> {
        let own = root.join(OWN_FOLDER);
        let disk = staging::disk(&own).map_err(|cause| Error::new(Doing::Write, &own, cause))?;
        let output = Self { root: root.to_owned(), part, disk, is_shared: locks.len() > 1, _locks: locks };
        output.sweep();
        Ok(output)
    }

    /// Removes what a killed run left half written. Nobody else is at work on it: the lock is ours.
    fn sweep(&self) {
        let Ok(entries) = fs::read_dir(self.root.join(OWN_FOLDER)) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            if name.to_str().is_some_and(|name| name.starts_with(&self.part) && name.ends_with(PART.1)) {
                // If it can't be removed it does no harm.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Removes a file, and the folders that are empty then, if it has that SHA-256: one that somebody has changed since is
    /// left. Whether nothing is there now.
    ///
    /// # Errors
    /// If it can't be read or removed.
    pub fn remove(&self, path: &Path, digest: &str) -> Result<bool, Error> {
        let target = self.root.join(path);
        let failed = |cause| Error::new(Doing::Remove, &target, cause);
        match fs::read(&target) {
            Ok(bytes) if sha256(&bytes) == digest => fs::remove_file(&target).map_err(failed)?,
            Ok(_) => return Ok(false),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => return Err(failed(cause)),
        }
        self.tidy(path);
        Ok(true)
    }

    /// Removes the folders on the way to a file, as far as they are empty.
    fn tidy(&self, path: &Path) {
        // Another run may be about to put a file into it.
        if self.is_shared {
            return;
        }
        let folders = path.ancestors().skip(1).take_while(|folder| !folder.as_os_str().is_empty());
        for folder in folders {
            // Any that is not empty stays.
            if fs::remove_dir(self.root.join(folder)).is_err() {
                return;
            }
        }
    }

    /// An empty file in our own folder for what does not fit into memory. It has no name, so that nothing is left of it
    /// when it is closed, or the program killed.
    ///
    /// # Errors
    /// If it can't be made.
    pub fn scratch(&self) -> io::Result<File> {
        tempfile::tempfile_in(self.root.join(OWN_FOLDER))
    }

    /// What time it is for the disk that the output lies on, by its own clock, which need not be that of this machine; as
    /// [`Stamp::modified`] has it.
    ///
    /// # Errors
    /// If no file can be made there.
    pub fn now(&self) -> Result<u64, Error> {
        let metadata = self.scratch().and_then(|file| file.metadata());
        let own = self.kept_at("");
        metadata.map(|metadata| Stamp::from(&metadata).modified).map_err(|cause| Error::new(Doing::Write, &own, cause))
    }
}

/// The folder of the program's own in an output, made if need be.
fn own_folder(root: &Path) -> Result<PathBuf, Error> {
    let own = root.join(OWN_FOLDER);
    fs::create_dir_all(&own).map_err(|cause| Error::new(Doing::Write, &own, cause))?;
    Ok(own)
}

/// Locks a file of that name, in the way that `lock` does and that `attempt` tries.
fn lock(
    folder: &Path,
    name: &str,
    attempt: fn(&File) -> Result<(), TryLockError>,
    lock: fn(&File) -> io::Result<()>,
    waiting: &dyn Fn(),
) -> Result<File, Error> {
    let path = folder.join(name);
    let failed = |cause| Error::new(Doing::Lock, &path, cause);
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    match attempt(&file) {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            waiting();
            lock(&file).map_err(failed)?;
        }
        // Some network file systems have no locks; there, who runs two at once has to know.
        Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(cause)) => return Err(failed(cause)),
    }
    Ok(file)
}
