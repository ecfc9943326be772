//! The files that make an archive a bag: BagIt 1.0 (RFC 8493).

use super::{FileRecord, Layout, Manifest};
use crate::annex::one_line;

/// What is known of a bag's payload: all files of the archive, the manifest and `SHA256SUMS` included.
#[derive(Debug)]
pub struct Bag<'a> {
    pub manifest: &'a Manifest,
    /// The manifest and the sums, as they lie in the archive.
    pub own: Vec<FileRecord>,
}

impl Bag<'_> {
    /// The names of the tag files.
    pub const TAGS: [&'static str; 4] = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"];

    /// The tag files, in the order in which they are to be written: path in the folder of the year, bytes.
    ///
    /// There is no date of bagging in `bag-info.txt`: the same archive is the same bag.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut payload: Vec<&FileRecord> = self.manifest.files.iter().chain(&self.own).collect();
        payload.sort_by_key(|file| &file.path);
        let lines: String = payload.iter().map(|file| line(file, Layout::Bag.prefix())).collect();
        let tags = [
            ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
            ("bag-info.txt", self.info(&payload)),
            ("manifest-sha256.txt", lines),
        ];
        let tags = tags.map(|(name, text)| (name.to_owned(), text.into_bytes()));
        let described: String = tags.iter().map(|(name, bytes)| line(&FileRecord::new(name, bytes), "")).collect();
        let last = ("tagmanifest-sha256.txt".to_owned(), described.into_bytes());
        tags.into_iter().chain(std::iter::once(last)).collect()
    }

    /// RFC 8493, 2.2.2.
    fn info(&self, payload: &[&FileRecord]) -> String {
        let size: u64 = payload.iter().map(|file| file.size).sum();
        let mut authorities: Vec<&str> =
            self.manifest.plans.iter().filter_map(|plan| plan.authority.as_deref()).collect();
        authorities.sort_unstable();
        authorities.dedup();
        let organisations: String =
            authorities.iter().map(|name| format!("Source-Organization: {}\n", one_line(name))).collect();
        let year = self.manifest.year;
        let digest = &self.manifest.digest;
        format!(
            "{organisations}External-Identifier: {year}\nInternal-Sender-Identifier: {digest}\nPayload-Oxum: {size}.{}\n",
            payload.len()
        )
    }
}

/// A line of a manifest. Line ends and percent signs in names are written as codes (RFC 8493, 2.1.3).
fn line(file: &FileRecord, prefix: &str) -> String {
    let path = file.path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D");
    format!("{}  {prefix}{path}\n", file.sha256)
}
