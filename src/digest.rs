//! What files are told apart by.

use sha2::{Digest, Sha256};

/// SHA-256 (FIPS 180-4), in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
