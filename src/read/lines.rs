//! A file of lines, of which single ones are read where they are asked for: it may be larger than what memory should hold.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::error::{Doing, Error};

/// Bytes that are read at a time where all lines are: single ones have thousands.
const BUFFER: usize = 256 << 10;

/// A file of lines as it was when it was opened.
#[derive(Debug)]
pub struct LineFile {
    path: PathBuf,
    file: File,
}

impl LineFile {
    /// `None` where there is no such file.
    ///
    /// # Errors
    /// If it can't be opened.
    pub fn open(path: &Path) -> Result<Option<Self>, Error> {
        match File::open(path) {
            Ok(file) => Ok(Some(Self { path: path.to_owned(), file })),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(Error::new(Doing::Read, path, cause)),
        }
    }

    /// Gives all lines in order, each with its place in bytes and the line end that it has, as long as `each` wants more.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn each(&self, each: &mut dyn FnMut(Range<u64>, &[u8]) -> bool) -> Result<(), Error> {
        let failed = |cause| Error::new(Doing::Read, &self.path, cause);
        let mut file = &self.file;
        file.rewind().map_err(failed)?;
        let (mut reader, mut line, mut begin) = (BufReader::with_capacity(BUFFER, file), vec![], 0);
        loop {
            line.clear();
            let end = begin + reader.read_until(b'\n', &mut line).map_err(failed)? as u64;
            if end == begin || !each(begin..end, &line) {
                return Ok(());
            }
            begin = end;
        }
    }

    /// The line at a place.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn at(&self, place: &Range<u64>) -> Result<Vec<u8>, Error> {
        let failed = |cause| Error::new(Doing::Read, &self.path, cause);
        let mut line = vec![0; usize::try_from(place.end - place.start).unwrap_or_default()];
        read_at(&self.file, &mut line, place.start).map_err(failed)?;
        Ok(line)
    }
}

/// Fills a buffer from a place on; whoever else reads the file is not kept waiting.
#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], place: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, place)
}

/// The same where what is read moves the file's own place: one after the other.
#[cfg(not(unix))]
fn read_at(mut file: &File, buffer: &mut [u8], place: u64) -> io::Result<()> {
    use std::io::{Read, SeekFrom};
    static TURN: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    file.seek(SeekFrom::Start(place))?;
    file.read_exact(buffer)
}
