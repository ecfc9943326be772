//! An archive in one file: the same files, the same bytes, wherever and whenever it is packed.

use std::io::{self, Seek, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// How an archive is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Package {
    /// ZIP (ISO/IEC 21320-1 has the form of it that is for archives).
    Zip,
    /// A tar archive (POSIX.1-2017, pax: ustar, with records for what is too long for it), packed with Zstandard (RFC 8878).
    TarZst,
}

impl Package {
    /// By the ending of a file's name.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        if name.ends_with(".zip") {
            Some(Package::Zip)
        } else if name.ends_with(".tar.zst") {
            Some(Package::TarZst)
        } else {
            None
        }
    }
}

/// Zstandard's own choice between speed and size. It is a part of the bytes.
const LEVEL: i32 = 3;
/// Files that everybody may read and their owner may write.
const MODE: u32 = 0o644;

/// What stands in a header of tar in place of a path that is too long for it: its end, for readers that know no records.
fn shortened(path: &str) -> &str {
    let from = path.len().saturating_sub(MOST_OF_NAME);
    let from = (from..path.len()).find(|at| path.is_char_boundary(*at)).unwrap_or(0);
    path[from..].trim_start_matches('/')
}

/// Bytes of a path that fit a header of tar, wherever its folders end.
const MOST_OF_NAME: usize = 100;

/// A package while it is written.
pub enum Packer<W: Write + Seek> {
    Zip(Box<ZipWriter<W>>),
    Tar(Box<tar::Builder<zstd::Encoder<'static, W>>>),
}

impl<W: Write + Seek> Packer<W> {
    /// # Errors
    /// If it can't be begun.
    pub fn new(package: Package, file: W) -> io::Result<Self> {
        Ok(match package {
            Package::Zip => Packer::Zip(Box::new(ZipWriter::new(file))),
            Package::TarZst => {
                let mut encoder = zstd::Encoder::new(file, LEVEL)?;
                encoder.include_checksum(true)?;
                Packer::Tar(Box::new(tar::Builder::new(encoder)))
            }
        })
    }

    /// Adds a file. Nothing goes in but its name and its bytes: no time, no owner.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        match self {
            Packer::Zip(zip) => {
                let options = SimpleFileOptions::default()
                    .compression_method(CompressionMethod::Deflated)
                    // The first day that the format knows.
                    .last_modified_time(DateTime::default())
                    .large_file(u32::try_from(bytes.len()).is_err())
                    .unix_permissions(MODE);
                zip.start_file(path, options)?;
                zip.write_all(bytes)
            }
            Packer::Tar(tar) => {
                let mut header = tar::Header::new_ustar();
                header.set_size(bytes.len() as u64);
                header.set_mode(MODE);
                header.set_mtime(0);
                // The crate by itself would write an entry for a long path that only GNU tar and its followers know.
                if path.len() > MOST_OF_NAME && header.clone().set_path(path).is_err() {
                    tar.append_pax_extensions([("path", path.as_bytes())])?;
                    header.set_path(shortened(path))?;
                } else {
                    header.set_path(path)?;
                }
                header.set_cksum();
                tar.append(&header, bytes)
            }
        }
    }

    /// # Errors
    /// If the end can't be written.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Packer::Zip(zip) => zip.finish()?.flush(),
            Packer::Tar(tar) => tar.into_inner()?.finish()?.flush(),
        }
    }
}
