//! The page of the search as its template is given it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Summary;
use crate::catalogue::{Arg, Catalogue};

/// The file of the page, at the root of the site.
pub const PAGE: &str = "cerca.html";
/// Where the page expects its script, which is the template `site/search.js`.
pub const SCRIPT: &str = "search/search.js";
/// What the page may do (CSP 3): load the script and the index beside it, and send its form to itself.
pub const ADMITS: &str = "script-src 'self'; form-action 'self'";

/// The keys of what the page itself says.
pub const KEYS: &[&str] =
    &["search-title", "search-label", "search-hint", "search-button", "search-noscript", "search-home"];
/// What the script says, with the arguments that it puts in.
const SCRIPT_WORDS: [(&str, &[&str]); 11] = [
    ("results", &[]),
    ("empty", &[]),
    ("searching", &[]),
    ("one", &[]),
    ("other", &["count"]),
    ("partial", &["found", "asked"]),
    ("none", &["query"]),
    ("suggestion", &[]),
    ("row", &[]),
    ("more", &[]),
    ("failed", &[]),
];

/// What the template of the page is given.
#[derive(Debug, Serialize)]
pub struct PageView<'a> {
    /// Its own file.
    name: &'static str,
    script: &'static str,
    version: &'a str,
    /// The words of the script, as JSON that may stand in an element.
    script_words: String,
}

impl<'a> PageView<'a> {
    pub fn new(summary: &'a Summary, words: &Catalogue) -> Self {
        let script_words: BTreeMap<_, _> =
            SCRIPT_WORDS.iter().map(|(name, args)| (*name, with_places(words, name, args))).collect();
        // A map of texts is always JSON.
        let script_words = serde_json::to_string(&script_words).unwrap_or_default().replace('<', "\\u003c");
        Self { name: PAGE, script: SCRIPT, version: &summary.version, script_words }
    }
}

/// A message in which the script finds the places of its arguments: `{count} allegati trovati.`
fn with_places(words: &Catalogue, name: &str, args: &[&'static str]) -> String {
    let args: Vec<(&'static str, Arg)> = args.iter().map(|arg| (*arg, Arg::Text(format!("{{{arg}}}")))).collect();
    words.text(&format!("search-{name}"), &args)
}
