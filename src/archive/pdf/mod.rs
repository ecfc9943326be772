//! What an archived PDF still says, and what was done to it since.
//!
//! - [`figures`]: the figures that it prints, against those of the annex that is drawn from the archived plan.
//! - [`revision`]: what was added to it since, which may be signatures and what they need, and nothing else.
//!
//! Both read PDFs by a reader of their own, to the letter of ISO 32000-1. Libraries for PDFs mend what is broken, each in a
//! way of its own; whoever forges a document counts on two readers seeing two documents in it. So a file is read from its
//! first byte to its last, as what it has to be: bodies of objects, a cross-reference section that names each of them at its
//! place, a trailer, and the same again for each update. What does not fit is told instead of mended. Nothing here trusts a
//! number of the file: nesting, decoded bytes and updates have limits, and nothing is followed in a circle.

pub mod figures;
pub mod revision;
mod syntax;

pub use self::syntax::{Unreadable, Why};
