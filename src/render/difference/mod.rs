//! What differs between two editions of annexes, for people and for programs.
//!
//! In: a comparison. Out: text for a terminal, Markdown, the data of a page, JSON. All that is said in words stands in one
//! [`telling::Telling`]; formats only draw it.

mod brief;
mod figures;
mod json;
mod markdown;
mod table;
pub mod telling;
mod text;

pub use self::json::{render as json, schema};
pub use self::markdown::render as markdown;
pub use self::text::render as text;
