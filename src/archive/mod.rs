//! The archive of a year: what it proves, decades later, of the documents that it keeps.
//!
//! Pure functions on bytes. In: archived documents as they are now. Out: what they still say, and what was done to them.

pub mod pdf;
