//! The archive of one year while something is added to it.

use std::path::Path;

use super::super::{Outcome, Report, verify};
use crate::archive::{Bag, FileRecord, Finding, Flaw, Layout, MANIFEST, Manifest, SUMS};
use crate::error::Error;
use crate::read::YearFolder;
use crate::write::{Deposit, Output};

/// The archive of a year while something is added to it.
pub struct Year<'a> {
    pub number: u16,
    pub folder: YearFolder,
    pub manifest: Manifest,
    deposit: Deposit<'a>,
    /// Whether no run before was killed while it added something: else the files that say what is archived are made again.
    pub is_complete: bool,
}

/// Why nothing can be added to an archive: it is not whole.
pub struct Damaged(Vec<Finding>);

impl Damaged {
    pub fn tell(self, year: u16, report: &mut Report) -> Outcome {
        verify::tell(&self.0, report);
        report.misuse("archive-damaged", &[("year", year.to_string().into())])
    }
}

impl<'a> Year<'a> {
    /// Takes up what is archived of the year, and takes back what a killed run had begun to add.
    pub fn open(
        output: &'a Output,
        archives: &Path,
        number: u16,
        layout: Layout,
        threads: usize,
    ) -> Result<Result<Self, Damaged>, Error> {
        let root = archives.join(number.to_string());
        let folder = YearFolder::find(&root).unwrap_or(YearFolder { root, layout });
        let present = if folder.path(MANIFEST).is_file() { Some(folder.read(MANIFEST)?) } else { None };
        let of_manifest = |flaw| {
            let path = format!("{}{MANIFEST}", folder.layout.prefix());
            Ok(Err(Damaged(vec![Finding { path, flaw }])))
        };
        let manifest = match present.as_deref().map(Manifest::from_bytes) {
            None => Manifest::new(number),
            Some(Ok(manifest)) => manifest,
            Some(Err(unsound)) => return of_manifest(unsound.into()),
        };
        if manifest.year != number {
            return of_manifest(Flaw::OtherYear { year: manifest.year });
        }
        let prefix = format!("{number}/{}", folder.layout.prefix());
        let is_archived =
            |path: &str| path.strip_prefix(&prefix).is_some_and(|path| manifest.files.get(path).is_some());
        // Without a manifest nothing is, and with it the lists beside it are.
        let is_list = |path: &str| present.is_some() && lists(number, folder.layout).iter().any(|list| list == path);
        let was_pending = Deposit::is_pending(archives, &number.to_string());
        let deposit = Deposit::begin(output, &number.to_string(), &|path| is_archived(path) || is_list(path))?;
        // Nothing is added to what is not whole: nobody could tell later what was there at which time. A killed run may have left
        // lists that are not those of the manifest any more, or not yet.
        if let Some(present) = present {
            let mut findings = verify::integrity(&folder, &manifest, &present, threads)?;
            let lists = lists(number, folder.layout);
            let is_excused = |path: &str| was_pending && lists.iter().any(|list| *list == format!("{number}/{path}"));
            findings.retain(|finding| !is_excused(&finding.path));
            if !findings.is_empty() {
                return Ok(Err(Damaged(findings)));
            }
        }
        Ok(Ok(Self { number, folder, manifest, deposit, is_complete: !was_pending }))
    }

    pub fn add(&mut self, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
        for (path, bytes) in files {
            self.deposit.add(&format!("{}/{}{path}", self.number, self.folder.layout.prefix()), bytes)?;
        }
        Ok(())
    }

    /// Puts all in place. The digest of the whole.
    pub fn commit(mut self) -> Result<String, Error> {
        let bytes = self.manifest.to_bytes();
        let sums = self.manifest.sums(&bytes).into_bytes();
        let own = vec![FileRecord::new(MANIFEST, &bytes), FileRecord::new(SUMS, &sums)];
        let (number, prefix) = (self.number, self.folder.layout.prefix());
        let mut last = vec![];
        if self.folder.layout == Layout::Bag {
            let bag = Bag { manifest: &self.manifest, own };
            last.extend(bag.files().into_iter().map(|(path, bytes)| (format!("{number}/{path}"), bytes)));
        }
        last.push((format!("{number}/{prefix}{SUMS}"), sums));
        // Without it all else is no archive.
        last.push((format!("{number}/{prefix}{MANIFEST}"), bytes));
        self.deposit.commit(&last)?;
        Ok(self.manifest.digest)
    }
}

/// The files that say what is in an archive, but for the manifest, by their paths among the archives.
fn lists(number: u16, layout: Layout) -> Vec<String> {
    let sums = format!("{number}/{}{SUMS}", layout.prefix());
    let tags = if layout == Layout::Bag { &Bag::TAGS[..] } else { &[] };
    tags.iter().map(|tag| format!("{number}/{tag}")).chain([sums]).collect()
}
