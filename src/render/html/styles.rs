//! The stylesheets of pages, put together once: each page carries its own, and a policy admits it by its hash.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use sha2::{Digest, Sha256};

use super::super::{SiteSettings, Templates};
use super::theme::colours;

/// A stylesheet as it stands in a page, and the hash by which a policy admits it (CSP 3, 8.3).
pub struct Style {
    pub text: String,
    pub hash: String,
}

impl Style {
    fn new(sheets: &[&str]) -> Self {
        let text = format!("\n{}", sheets.concat());
        let hash = format!("sha256-{}", BASE64.encode(Sha256::digest(&text)));
        Self { text, hash }
    }
}

/// What a page is of, as far as its looks go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Annex,
    /// How an annex differs from an earlier one.
    Difference,
    /// Lists, tables of years.
    List,
    Search,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::Annex, Kind::Difference, Kind::List, Kind::Search];
}

pub struct Styles {
    /// Of pages with our own looks, by kind.
    own: [Style; 4],
    /// Beside the stylesheet of Bootstrap Italia: what that lacks.
    bootstrap: [Style; 4],
    /// Of the annex alone.
    pub fragment: Style,
}

impl Styles {
    pub fn new(templates: &Templates, site: &SiteSettings) -> Self {
        let text = |name: &str| templates.source(name).map(|source| source.text.clone()).unwrap_or_default();
        let names = [
            "style.css",
            "site/bootstrap.css",
            "annex.css",
            "difference.css",
            "chart.css",
            "site/site.css",
            "site/search.css",
        ];
        let [page, bootstrap, annex, difference, chart, lists, search] = names.map(text);
        let style = |base: &str, lists: &str, colours: &str, kind: Kind| match kind {
            Kind::Annex => Style::new(&[base, &annex, &chart, colours]),
            Kind::Difference => Style::new(&[base, &annex, &difference, colours]),
            Kind::List => Style::new(&[base, lists, &chart, colours]),
            Kind::Search => Style::new(&[base, lists, &search, colours]),
        };
        Self {
            own: Kind::ALL.map(|kind| style(&page, &lists, &colours(site), kind)),
            // Lists and colours are the administration's own.
            bootstrap: Kind::ALL.map(|kind| style(&bootstrap, "", "", kind)),
            fragment: Style::new(&[&annex]),
        }
    }

    /// Of a page of that kind, beside Bootstrap Italia or not.
    pub fn of(&self, kind: Kind, beside_bootstrap: bool) -> &Style {
        let styles = if beside_bootstrap { &self.bootstrap } else { &self.own };
        &styles[kind as usize]
    }
}
