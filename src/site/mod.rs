//! The site around the documents: what tells of all of them together. Sees the documents' own words and kinds, no plan and no
//! file; in: what is known of each annex, one after the other. Out: text, piece by piece.

pub mod dcat;
