//! A file of lines, of which single ones are read where they are asked for: it may be larger than what memory should hold.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::error::{Doing, Error};

/// A file of lines as it was when it was opened.
#[derive(Debug)]
pub struct LineFile {
    path: PathBuf,
    file: Mutex<File>,
}

impl LineFile {
    /// `None` where there is no such file.
    ///
    /// # Errors
    /// If it can't be opened.
    pub fn open(path: &Path) -> Result<Option<Self>, Error> {
        match File::open(path) {
            Ok(file) => Ok(Some(Self { path: path.to_owned(), file: Mutex::new(file) })),
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
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.rewind().map_err(failed)?;
        let (mut reader, mut line, mut begin) = (BufReader::new(&mut *file), vec![], 0);
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
        // Nobody panics while he holds it.
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(place.start)).map_err(failed)?;
        file.read_exact(&mut line).map_err(failed)?;
        Ok(line)
    }
}
