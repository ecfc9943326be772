//! What a project brings into its documents beside templates and words.

use crate::source::Place;

/// Fonts, the family that texts are set in, the coat of arms and a copy of Bootstrap Italia, where a project has them.
#[derive(Debug, Clone, Default)]
pub struct Stationery {
    /// In the order in which they are looked up.
    pub fonts: Vec<FontFile>,
    /// Family of texts, and where it was written.
    pub family: Option<(String, Place)>,
    /// Above the authority's name.
    pub coat_of_arms: Option<CoatOfArms>,
    /// What pages have in place of our own looks: path within its folder and bytes of the stylesheet, of the fonts and of
    /// their licences.
    pub bootstrap_italia: Option<Vec<NamedFile>>,
}

/// A file by its path: within a folder, or in the site.
pub type NamedFile = (String, Vec<u8>);

impl Stationery {
    /// Where the stylesheet lies in the folder of Bootstrap Italia.
    pub const STYLESHEET: &str = "css/bootstrap-italia.min.css";
}

/// A font file as it was read, under the name that messages give it.
#[derive(Debug, Clone)]
pub struct FontFile {
    pub shown: String,
    pub bytes: Vec<u8>,
}

/// The image of a coat of arms as it was read.
#[derive(Debug, Clone)]
pub struct CoatOfArms {
    pub bytes: Vec<u8>,
    /// As the settings name it, and where they do.
    pub file: String,
    pub place: Place,
    /// What it shows, for those who can't see it.
    pub alternative: String,
}
