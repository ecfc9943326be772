//! What files are told apart by.

use sha2::{Digest, Sha256};

/// SHA-256 (FIPS 180-4), in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    let mut digest = Digesting::default();
    digest.add(bytes);
    digest.finish()
}

/// Bytes as hexadecimal digits.
pub fn to_hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(if half < 10 { b'0' + half } else { b'a' + half - 10 });
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// What hexadecimal digits say of a SHA-256; `None` where they are not 64.
pub fn from_hex(digits: &str) -> Option<[u8; 32]> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let bytes = digits.as_bytes().chunks(2).map(|pair| Some(digit(pair[0])? * 16 + digit(*pair.get(1)?)?));
    bytes.collect::<Option<Vec<u8>>>()?.try_into().ok()
}

/// The same of bytes that come piece by piece.
#[derive(Debug, Clone, Default)]
pub struct Digesting(Sha256);

impl Digesting {
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Adds a thing with a name, told from what stands before and after it.
    pub fn add_named(&mut self, name: &str, bytes: &[u8]) {
        self.add(format!("\n{} {name} {}\n", name.len(), bytes.len()).as_bytes());
        self.add(bytes);
    }

    pub fn finish(self) -> String {
        to_hex(&self.0.finalize())
    }
}
