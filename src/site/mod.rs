//! All annexes -> the pages around theirs: home, years, plans, feed, site map.
//!
//! In: the entries of all plans, one after the other. Out: paths and bytes, one after the other. Of each plan only a small
//! key is held, so that what a site needs does not grow with what its plans say.

mod entry;
mod feed;
mod index;
mod lists;
mod pages;
mod sitemap;
mod totals;

pub use self::entry::{AmountEntry, AnnexEntry, Entry, FileEntry};

use self::feed::Feed;
use self::index::Index;
use self::sitemap::Sitemap;
use crate::catalogue::{Catalogue, Language};
use crate::error::Error;
use crate::render::location::HOME;
use crate::render::{Page, Position, RenderError, Renderer, Words};
use crate::source::Diagnostic;

/// What the site is made of, and where its files go.
pub trait Store {
    /// The entry of the plan in a folder; `None` where there is none that can be read.
    ///
    /// # Errors
    /// If the machine fails.
    fn entry(&self, folder: &str) -> Result<Option<Entry>, Error>;

    /// Takes a file of the site, given its path there.
    ///
    /// # Errors
    /// If it can't be written.
    fn put(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), Error>;
}

/// Why a site could not be made.
#[derive(Debug)]
pub enum Failure {
    /// A template is wrong, at its own place.
    Template(Vec<Diagnostic>),
    Machine(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Machine(error)
    }
}

impl From<RenderError> for Failure {
    fn from(error: RenderError) -> Self {
        match error {
            RenderError::Template(problems) => Failure::Template(problems),
            // Only typesetting refuses, and nothing here is set.
            RenderError::Refused(_) => Failure::Template(vec![]),
        }
    }
}

/// Makes all pages of the site but those of annexes, in the language of the project. `folders` are those of the plans, in
/// order.
///
/// # Errors
/// Where a template is wrong, an entry can't be read or a file not be taken.
pub fn build(
    folders: &[String],
    store: &mut dyn Store,
    renderer: &Renderer,
    language: Language,
) -> Result<(), Failure> {
    let index = Index::new(folders, store)?;
    let mut site = Site { renderer, store, sitemap: Sitemap::new(renderer.settings().site.base_url.as_deref()) };
    let words = Words::new(Catalogue::of_documents(language));
    for (path, bytes) in renderer.site_files() {
        site.put(path, bytes.clone())?;
    }
    site.home(&index, words)?;
    let mut feed = Feed::new(renderer, words);
    for key in index.latest().take(feed::LENGTH) {
        feed.entries.extend(site.store.entry(&key.folder)?);
    }
    site.put("feed.atom", feed.draw()?)?;
    for year in index.years() {
        site.year(&index, &year, words)?;
        for key in index.plans_of(year.year) {
            // One that went away while the site is made is told of by the next run.
            if let Some(entry) = site.store.entry(&key.folder)? {
                site.plan(&index, &entry)?;
            }
        }
    }
    site.missing(words)?;
    let Site { store, sitemap, .. } = site;
    for (path, bytes) in sitemap.finish() {
        store.put(&path, bytes)?;
    }
    Ok(())
}

/// A site in the making.
struct Site<'a> {
    renderer: &'a Renderer,
    store: &'a mut dyn Store,
    sitemap: Sitemap,
}

impl Site<'_> {
    fn put(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), Failure> {
        Ok(self.store.put(path, bytes)?)
    }

    /// Draws a page by the template of that name and puts it in its place.
    fn page(&mut self, template: &str, page: Page, content: &impl serde::Serialize) -> Result<(), Failure> {
        let path = page.position.as_ref().map_or(HOME, |position| &position.path).to_owned();
        let bytes = self.renderer.site_page(template, page, content)?;
        self.put(&path, bytes)
    }

    /// What a server shows where it finds nothing.
    fn missing(&mut self, words: Words) -> Result<(), Failure> {
        let page = Page {
            words,
            settings: self.renderer.settings(),
            title: words.get("site-missing"),
            description: None,
            position: Some(Position { anywhere: true, ..Position::top("404.html", words.get("site-missing")) }),
            keys: &["site-missing", "site-missing-help"],
            admits: "",
        };
        self.page("site/missing.html", page, &())
    }
}
