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
    /// A tar archive (POSIX.1-2017, pax), packed with Zstandard (RFC 8878).
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
                tar.append_data(&mut header, path, bytes)
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
