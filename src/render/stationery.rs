//! What a project brings into its documents beside templates and words.

use crate::source::Place;

/// Fonts and, where a project asks for one, the family that texts are set in.
#[derive(Debug, Clone, Default)]
pub struct Stationery {
    /// In the order in which they are looked up.
    pub fonts: Vec<FontFile>,
    /// Family of texts, and where it was written.
    pub family: Option<(String, Place)>,
}

/// A font file as it was read, under the name that messages give it.
#[derive(Debug, Clone)]
pub struct FontFile {
    pub shown: String,
    pub bytes: Vec<u8>,
}
