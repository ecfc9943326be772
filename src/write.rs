//! The only writer. Each file is written whole or not at all, and nothing that is not written is touched.

mod deposit;

pub use self::deposit::Deposit;

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use crate::digest::{Digesting, sha256};
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
        let output = Self { root: root.to_owned(), part, is_shared: locks.len() > 1, _locks: locks };
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

    /// Writes files at paths relative to the output folder: first all of them beside, then each in its place. How many
    /// were new; a file that is there with the same bytes is left alone.
    ///
    /// A killed program leaves whole files only. A power cut may not: that would take a flush of each file to the
    /// disk, which costs more than drawing it, for documents that can be made again.
    ///
    /// # Errors
    /// If one can't be written; as long as none was put in its place, all earlier files are as they were.
    pub fn write(&self, files: &[(PathBuf, Vec<u8>)]) -> Result<usize, Error> {
        let mut staged = vec![];
        for (path, bytes) in files {
            let target = self.root.join(path);
            // Only a plain file: a pipe would keep us waiting.
            if target.is_file() && fs::read(&target).is_ok_and(|present| present == *bytes) {
                continue;
            }
            let failed = |cause| Error::new(Doing::Write, &target, cause);
            if target.is_dir() {
                return Err(failed(io::ErrorKind::IsADirectory.into()));
            }
            let folder = target.parent().unwrap_or(&self.root);
            fs::create_dir_all(folder).map_err(failed)?;
            staged.push((self.stage(folder, bytes).map_err(failed)?, target));
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
        fs::create_dir_all(folder).map_err(failed)?;
        let mut file = self.stage(folder, b"").map_err(failed)?;
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

    /// A whole file under a name of its own, which goes away if it is not put in its place. It lies in our own folder,
    /// or where it shall go if that is on another disk: between disks nothing can be renamed.
    fn stage(&self, folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
        let own = self.root.join(OWN_FOLDER);
        let folder = if same_disk(&own, folder)? { own.as_path() } else { folder };
        let mut file = new_part(folder, &self.part)?;
        file.write_all(bytes)?;
        Ok(file)
    }
}

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Error::new(Doing::Read, path, cause)),
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

/// A file that is whole and not yet in its place.
#[derive(Debug)]
pub struct Staged {
    /// Closed: there may be more of them than a program can have open.
    file: TempPath,
    target: PathBuf,
    digest: String,
}

impl Staged {
    /// Its SHA-256, in hexadecimal digits.
    pub fn digest(&self) -> &str {
        &self.digest
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

#[cfg(unix)]
fn same_disk(one: &Path, other: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    Ok(fs::metadata(one)?.dev() == fs::metadata(other)?.dev())
}

/// Elsewhere folders can't be links to other disks so easily.
#[cfg(not(unix))]
fn same_disk(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(true)
}
