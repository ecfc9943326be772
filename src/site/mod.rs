//! All annexes -> the site around theirs: home, years, plans, search, feed, site map, catalogue of data sets.
//!
//! In: the entries of all plans, one after the other. Out: paths and bytes, one after the other. Of each plan only a small
//! key is held, so that what a site needs does not grow with what its plans say.

mod datasets;
pub mod dcat;
mod entry;
mod feed;
mod found;
mod index;
mod lists;
mod pages;
pub mod search;
mod sitemap;
mod totals;
mod update;

pub use self::entry::{AmountEntry, AnnexEntry, Entry, FileEntry};
pub use self::index::Key;
pub use self::update::{Change, Updated, update};

use std::fs::File;
use std::io;
use std::path::Path;

use self::datasets::Datasets;
use self::feed::Feed;
use self::index::Index;
use self::sitemap::Sitemap;
use crate::annex::Date;
use crate::catalogue::{Catalogue, Language};
use crate::error::{Doing, Error};
use crate::render::location::HOME;
use crate::render::{NOTHING, Page, Position, RenderError, Renderer, SEARCH, Words};
use crate::source::Diagnostic;

/// What the site is made of, and where its files go.
pub trait Store {
    /// The entry of the plan in a folder; `None` where there is none that can be read.
    ///
    /// # Errors
    /// If the machine fails.
    fn entry(&self, folder: &str) -> Result<Option<Entry>, Error>;

    /// A file of the site as it is, by its path there; `None` where there is none.
    ///
    /// # Errors
    /// If the machine fails.
    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Error>;

    /// Takes a file of the site, given its path there.
    ///
    /// # Errors
    /// If it can't be written.
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), Error>;

    /// The same for one that was gathered in a scratch file, because it may be larger than what memory should hold.
    ///
    /// # Errors
    /// If it can't be read back or written.
    fn put_file(&self, path: &str, file: File) -> Result<(), Error>;

    /// An empty file of which nothing is left when it is closed.
    ///
    /// # Errors
    /// If it can't be made.
    fn scratch(&self) -> io::Result<File>;
}

/// What a project says of its site beside how its pages are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// Of the pages that are not of a plan.
    pub language: Language,
    /// The catalogue of data sets, where one is wanted.
    pub catalogue: Option<&'a dcat::Settings>,
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

impl From<search::Failure<Error>> for Failure {
    fn from(failure: search::Failure<Error>) -> Self {
        match failure {
            search::Failure::Scratch(cause) => Failure::Machine(Error::new(Doing::Write, Path::new("search"), cause)),
            search::Failure::Sink(error) => Failure::Machine(error),
        }
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

/// Makes all files of the site but the documents of plans. `plans` are what it lists, in any order.
///
/// # Errors
/// Where a template is wrong, an entry can't be read or a file not be taken.
pub fn build(plans: Vec<Key>, store: &dyn Store, renderer: &Renderer, settings: Settings) -> Result<(), Failure> {
    let index = Index::new(plans);
    let mut site = Site::new(renderer, store, settings);
    for (path, bytes) in renderer.site_files() {
        store.put(path, bytes.clone())?;
    }
    site.feed(&index)?;
    let has_catalogue = site.plans(&index, settings.catalogue)?;
    site.home(&index, has_catalogue)?;
    site.missing()?;
    for (path, bytes) in site.sitemap.finish() {
        store.put(&path, bytes)?;
    }
    Ok(())
}

/// A site in the making.
struct Site<'a> {
    renderer: &'a Renderer,
    store: &'a dyn Store,
    /// In the language of the project.
    words: Words<'a>,
    sitemap: Sitemap,
}

impl<'a> Site<'a> {
    fn new(renderer: &'a Renderer, store: &'a dyn Store, settings: Settings) -> Self {
        let words = Words::new(Catalogue::of_documents(settings.language));
        let base_url = renderer.settings().site.base_url.as_deref();
        Self { renderer, store, words, sitemap: Sitemap::new(base_url) }
    }

    /// All that goes plan by plan: the pages of years and plans, the search, the catalogue. Whether there is one.
    fn plans(&mut self, index: &Index, catalogue: Option<&dcat::Settings>) -> Result<bool, Failure> {
        let store = self.store;
        let mut catalogue = catalogue.map(|settings| Datasets::begin(settings, store)).transpose()?;
        let (mut scratch, mut put) = (|| store.scratch(), |path: &str, bytes| store.put(path, bytes));
        let mut search = search::Index::new(&mut scratch, &mut put, search::Limits::default());
        for year in index.years() {
            self.year(index, year, &|_| true)?;
            for key in index.plans_of(year.year) {
                // One that went away while the site is made is told of by the next run.
                let Some(entry) = store.entry(&key.folder)? else { continue };
                self.plan(index, &entry)?;
                for annex in &entry.annexes {
                    search.add(&found::document(&entry, annex))?;
                }
                if let Some(catalogue) = &mut catalogue {
                    catalogue.add(&entry)?;
                }
            }
        }
        self.search(&search.finish()?)?;
        catalogue.map_or(Ok(false), |catalogue| catalogue.finish(store))
    }

    /// Enters a page in the map of the site.
    fn map(&mut self, path: &str, modified: Option<Date>) -> Result<(), Failure> {
        match self.sitemap.add(path, modified) {
            Some((path, bytes)) => Ok(self.store.put(&path, bytes)?),
            None => Ok(()),
        }
    }

    fn feed(&self, index: &Index) -> Result<(), Failure> {
        let mut feed = Feed::new(self.renderer, self.words);
        for key in index.latest().take(feed::LENGTH) {
            feed.entries.extend(self.store.entry(&key.folder)?);
        }
        Ok(self.store.put(feed::PATH, feed.draw()?)?)
    }

    /// The page of the search and its script; the index is there.
    fn search(&self, summary: &search::Summary) -> Result<(), Failure> {
        let words = self.words;
        let title = words.get("search-title");
        let page = Page {
            words,
            settings: self.renderer.settings(),
            description: Some(title.clone()),
            position: Some(Position::top(search::PAGE, title.clone())),
            title,
            keys: search::KEYS,
            admits: search::ADMITS,
        };
        self.store.put(search::SCRIPT, self.renderer.search_script().to_vec())?;
        self.page(SEARCH, page, &search::PageView::new(summary, Catalogue::of_documents(words.language())))
    }

    /// Draws a page by the template of that name and puts it in its place.
    fn page(&self, template: &str, page: Page, content: &impl serde::Serialize) -> Result<(), Failure> {
        let path = page.position.as_ref().map_or(HOME, |position| &position.path).to_owned();
        let bytes = self.renderer.site_page(template, page, content)?;
        Ok(self.store.put(&path, bytes)?)
    }

    /// What a server shows where it finds nothing.
    fn missing(&self) -> Result<(), Failure> {
        let words = self.words;
        let page = Page {
            words,
            settings: self.renderer.settings(),
            title: words.get("site-missing"),
            description: None,
            position: Some(Position { anywhere: true, ..Position::top("404.html", words.get("site-missing")) }),
            keys: &["site-missing", "site-missing-help"],
            admits: NOTHING,
        };
        self.page("site/missing.html", page, &())
    }
}
