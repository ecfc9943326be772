//! Errors of the machine: a file that can't be read or written. What is wrong inside a file is a diagnostic.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::catalogue::{Arg, Catalogue};
use crate::source::shown;

/// What the program tried to do with a path, and why it could not.
#[derive(Debug)]
pub struct Error {
    pub doing: Doing,
    pub path: PathBuf,
    pub cause: io::Error,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    Read,
    Write,
    Remove,
    Lock,
    /// To standard output.
    Say,
}

impl Error {
    pub fn new(doing: Doing, path: &Path, cause: io::Error) -> Self {
        Self { doing, path: path.to_owned(), cause }
    }

    /// The sentence for people, in the language of the catalogue.
    pub fn to_text(&self, words: &Catalogue) -> String {
        let cause = match self.cause.kind() {
            io::ErrorKind::NotFound => "not-found",
            io::ErrorKind::PermissionDenied => "permission-denied",
            io::ErrorKind::ReadOnlyFilesystem => "read-only",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "storage-full",
            io::ErrorKind::NotADirectory => "not-a-folder",
            io::ErrorKind::IsADirectory => "is-a-folder",
            io::ErrorKind::AlreadyExists => "already-exists",
            io::ErrorKind::InvalidData => "altered",
            io::ErrorKind::InvalidInput => "no-file",
            _ => "other",
        };
        let args = [
            ("path", Arg::from(shown(&self.path.display().to_string()))),
            ("cause", Arg::from(words.text("cause", &[("cause", Arg::from(cause))]))),
            ("detail", Arg::from(self.cause.to_string())),
        ];
        let key = match self.doing {
            Doing::Read => "error-read",
            Doing::Write => "error-write",
            Doing::Remove => "error-remove",
            Doing::Lock => "error-lock",
            Doing::Say => "error-say",
        };
        words.text(key, &args)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.cause)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
