//! The page of the search as its template is given it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Summary;
use crate::catalogue::{Arg, Catalogue};

/// The template of the page.
pub const TEMPLATE: &str = "site/search.html";
/// Where the page expects its script, which is the template `site/search.js`.
pub const SCRIPT: &str = "search/search.js";

/// What the page itself says, by the ends of its messages' keys.
const WORDS: [&str; 6] = ["title", "label", "hint", "button", "noscript", "home"];
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

/// The page that searches an index. It stands at the root of the site.
#[derive(Debug, Serialize)]
pub struct Page<'a> {
    language: &'static str,
    /// Its own file: `cerca.html`.
    name: &'a str,
    /// Of the site.
    site_title: Option<&'a str>,
    /// Where annexes are found without a script.
    home: &'a str,
    script: &'static str,
    version: &'a str,
    words: BTreeMap<&'static str, String>,
    /// Those of the script, as JSON that may stand in an element.
    script_words: String,
}

impl<'a> Page<'a> {
    /// `words` are those of the site ([`Catalogue::site`]).
    pub fn new(
        name: &'a str,
        home: &'a str,
        site_title: Option<&'a str>,
        summary: &'a Summary,
        words: &Catalogue,
    ) -> Self {
        let word = |name: &'static str| (name, words.text(&format!("search-{name}"), &[]));
        let script_words: BTreeMap<_, _> =
            SCRIPT_WORDS.iter().map(|(name, args)| (*name, with_places(words, name, args))).collect();
        // A map of texts is always JSON.
        let script_words = serde_json::to_string(&script_words).unwrap_or_default().replace('<', "\\u003c");
        Self {
            language: words.language().tag(),
            name,
            site_title,
            home,
            script: SCRIPT,
            version: &summary.version,
            words: WORDS.into_iter().map(word).collect(),
            script_words,
        }
    }
}

/// A message in which the script finds the places of its arguments: `{count} allegati trovati.`
fn with_places(words: &Catalogue, name: &str, args: &[&'static str]) -> String {
    let args: Vec<(&'static str, Arg)> = args.iter().map(|arg| (*arg, Arg::Text(format!("{{{arg}}}")))).collect();
    words.text(&format!("search-{name}"), &args)
}
