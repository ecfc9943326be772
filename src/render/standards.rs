//! Which standards PDFs keep to: the words that clerks choose from, and which of them can be had together.

use crate::catalogue::Args;

/// A standard that a PDF can be made to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standard {
    /// ISO 32000-1 and nothing more.
    Pdf17,
    /// PDF/A-1a, ISO 19005-1: on PDF 1.4.
    A1a,
    /// PDF/A-2a, ISO 19005-2: on PDF 1.7.
    A2a,
    /// PDF/A-2u: as 2a, but tags are nobody's duty.
    A2u,
    /// PDF/A-3a, ISO 19005-3: as 2a, with attachments of any kind.
    A3a,
    /// PDF/A-4, ISO 19005-4: on PDF 2.0.
    A4,
    /// PDF/UA-1, ISO 14289-1: on PDF 1.7.
    Ua1,
}

impl Standard {
    pub const ALL: [Standard; 7] =
        [Standard::Pdf17, Standard::A1a, Standard::A2a, Standard::A2u, Standard::A3a, Standard::A4, Standard::Ua1];

    /// The word by which settings and the command line know it.
    pub fn name(self) -> &'static str {
        match self {
            Standard::Pdf17 => "1.7",
            Standard::A1a => "a-1a",
            Standard::A2a => "a-2a",
            Standard::A2u => "a-2u",
            Standard::A3a => "a-3a",
            Standard::A4 => "a-4",
            Standard::Ua1 => "ua-1",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standard| standard.name() == name)
    }

    fn is_archival(self) -> bool {
        matches!(self, Standard::A1a | Standard::A2a | Standard::A2u | Standard::A3a | Standard::A4)
    }

    /// The version of PDF that it is written in.
    fn version(self) -> &'static str {
        match self {
            Standard::A1a => "1.4",
            Standard::A4 => "2.0",
            _ => "1.7",
        }
    }
}

/// Standards that one file can keep to at once: at least one, each once, in the order of [`Standard::ALL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standards(Vec<Standard>);

/// PDF/A-2a for the archive and PDF/UA-1 for those who hear the document.
impl Default for Standards {
    fn default() -> Self {
        Self(vec![Standard::A2a, Standard::Ua1])
    }
}

/// Why no file can be all that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflict {
    Nothing,
    /// A file is of one part and one level of PDF/A.
    TwoArchival(Standard, Standard),
    /// A file is written in one version of PDF.
    Versions(Standard, Standard),
}

impl Standards {
    /// # Errors
    /// If nothing was chosen, or what can't be together. Chosen twice is chosen.
    pub fn new(chosen: &[Standard]) -> Result<Self, Conflict> {
        let mut standards = chosen.to_vec();
        standards.sort_unstable();
        standards.dedup();
        let archival: Vec<Standard> = standards.iter().copied().filter(|standard| standard.is_archival()).collect();
        let first = *standards.first().ok_or(Conflict::Nothing)?;
        if let [one, other, ..] = archival[..] {
            return Err(Conflict::TwoArchival(one, other));
        }
        match standards.iter().find(|standard| standard.version() != first.version()) {
            Some(other) => Err(Conflict::Versions(first, *other)),
            None => Ok(Self(standards)),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = Standard> {
        self.0.iter().copied()
    }

    /// Whether PDFs are made for archives.
    pub fn is_archival(&self) -> bool {
        self.iter().any(Standard::is_archival)
    }

    /// The same, or those that nothing is said of, where these are for no archive.
    pub fn archival(&self) -> Self {
        if self.is_archival() { self.clone() } else { Self::default() }
    }

    /// Whether PDFs carry the files that they were made of.
    pub fn attach(&self) -> bool {
        self.0.contains(&Standard::A3a)
    }
}

impl Conflict {
    /// What its message is told (`standards-conflict`).
    pub fn args(self) -> Args {
        let (reason, first, second) = match self {
            Conflict::Nothing => return vec![("reason", "nothing".into())],
            Conflict::TwoArchival(first, second) => ("two-archival", first, second),
            // Of this pair there is more to say than that the versions differ.
            Conflict::Versions(first @ Standard::A1a, second @ Standard::Ua1) => ("header-cells", first, second),
            Conflict::Versions(first, second) => ("versions", first, second),
        };
        vec![
            ("reason", reason.into()),
            ("first", first.name().into()),
            ("second", second.name().into()),
            ("first-version", first.version().into()),
            ("second-version", second.version().into()),
        ]
    }
}
