//! What is new, for readers of feeds (Atom, RFC 4287).

use serde::Serialize;

use super::{AnnexEntry, Entry, Failure};
use crate::annex::Date;
use crate::digest::sha256;
use crate::render::location::{HOME, absolute};
use crate::render::{Format, Renderer, Words};

/// Annexes in the feed.
pub const LENGTH: usize = 30;

pub const PATH: &str = "feed.atom";

pub struct Feed<'a> {
    renderer: &'a Renderer,
    words: Words<'a>,
    /// The newest first.
    pub entries: Vec<Entry>,
}

#[derive(Serialize)]
struct FeedView {
    language: &'static str,
    id: String,
    title: String,
    updated: String,
    /// Where the feed itself is and the site, as far as the project says.
    url: Option<String>,
    home: String,
    rights: Option<String>,
    entries: Vec<EntryView>,
}

#[derive(Serialize)]
struct EntryView {
    id: String,
    language: &'static str,
    title: String,
    updated: String,
    href: String,
    author: Option<String>,
    summary: Option<String>,
    files: Vec<Enclosure>,
}

#[derive(Serialize)]
struct Enclosure {
    href: String,
    size: usize,
    title: String,
}

impl<'a> Feed<'a> {
    pub fn new(renderer: &'a Renderer, words: Words<'a>) -> Self {
        Self { renderer, words, entries: vec![] }
    }

    pub fn draw(&self) -> Result<Vec<u8>, Failure> {
        let settings = self.renderer.settings();
        let base = settings.site.base_url.as_deref();
        let title = self.words.site_title(&settings.imprint);
        let href = |path: &str| base.map_or_else(|| path.to_owned(), |base| absolute(base, path));
        let annexes = self.entries.iter().flat_map(|entry| entry.annexes.iter().map(move |annex| (entry, annex)));
        let entries = annexes.map(|(entry, annex)| EntryView {
            id: id(&title, &entry.page_of(annex)),
            language: entry.language().tag(),
            title: format!("{} – {}", annex.name, entry.title),
            updated: moment(entry.modified()),
            href: href(&entry.page_of(annex)),
            author: entry.authority.clone(),
            summary: summary(annex),
            files: entry
                .downloads_of(annex)
                .filter(|(format, ..)| *format == Format::Pdf)
                .map(|(_, path, size)| Enclosure { href: href(&path), size, title: self.words.get("format-pdf") })
                .collect(),
        });
        let content = FeedView {
            language: self.words.language().tag(),
            id: id(&title, HOME),
            updated: moment(self.entries.first().map_or(BEGINNING, Entry::modified)),
            url: base.map(|base| absolute(base, PATH)),
            home: href(HOME),
            rights: settings.imprint.licence.clone(),
            entries: entries.take(LENGTH).collect(),
            title,
        };
        Ok(self.renderer.site_file("site/feed.atom", &content)?)
    }
}

/// How it was corrected last, and its title.
fn summary(annex: &AnnexEntry) -> Option<String> {
    let corrected = annex.corrected.as_ref().map(|(_, how)| how.as_str());
    let parts: Vec<&str> = corrected.into_iter().chain(annex.title.as_deref()).collect();
    (!parts.is_empty()).then(|| parts.join(". "))
}

/// Where there is nothing to date a feed by.
const BEGINNING: Date = Date { year: 1970, month: 1, day: 1 };

/// A date as RFC 3339 has a moment; acts have no hours.
fn moment(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// A name for good, which does not change when the site moves: a UUID of version 8, made of a hash (RFC 9562, 5.8).
fn id(site: &str, path: &str) -> String {
    let hash = sha256(format!("allegato\n{site}\n{path}").as_bytes());
    format!("urn:uuid:{}-{}-8{}-8{}-{}", &hash[..8], &hash[8..12], &hash[13..16], &hash[17..20], &hash[20..32])
}
