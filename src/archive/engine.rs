//! What documents were made by: the same engine makes the same bytes of the same annex.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::digest::sha256;
use crate::render::{embedded_fonts, typesetter_version};

/// A program, its typesetter and the fonts that it brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Engine {
    /// Its number in this archive, from 1.
    pub number: usize,
    /// `allegato`
    pub program: String,
    /// Its version.
    pub version: String,
    /// Version of the typesetter, Typst.
    pub typst: String,
    /// The fonts that are part of the program.
    pub fonts: Vec<FontRecord>,
}

/// A font that is part of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FontRecord {
    /// Its PostScript name.
    pub name: String,
    /// SHA-256 of its file, in hexadecimal digits.
    pub sha256: String,
}

impl Engine {
    /// The one that is running, under a number.
    pub fn present(number: usize) -> Self {
        let font = |(name, bytes): (String, &[u8])| FontRecord { name, sha256: sha256(bytes) };
        Self {
            number,
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            typst: typesetter_version(),
            fonts: embedded_fonts().map(font).collect(),
        }
    }

    /// Whether it is the same, whatever the numbers.
    pub fn is(&self, other: &Self) -> bool {
        let Self { program, version, typst, fonts, number: _ } = self;
        (program, version, typst, fonts) == (&other.program, &other.version, &other.typst, &other.fonts)
    }

    /// `allegato 0.1.0, Typst 0.15.1`
    pub fn name(&self) -> String {
        format!("{} {}, Typst {}", self.program, self.version, self.typst)
    }
}
