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

use serde::Serialize;

use self::datasets::Datasets;
use self::feed::Feed;
use self::index::{Index, Year};
use self::sitemap::Sitemap;
use crate::annex::Date;
use crate::catalogue::{Catalogue, Language};
use crate::error::{Doing, Error};
use crate::render::location::HOME;
use crate::render::{NOTHING, Page, Position, RenderError, Renderer, SEARCH, Words};
use crate::source::Diagnostic;
use crate::workers;

/// Where the files of a site go.
pub trait Store {
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

/// Finds the entry of the plan in a folder; `None` where there is none that can be read.
pub type Entries<'a> = dyn Fn(&str) -> Result<Option<Entry>, Error> + Sync + 'a;

/// What a site is made of and with.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    pub entries: &'a Entries<'a>,
    pub renderer: &'a Renderer,
    /// Of the pages that are not of a plan.
    pub language: Language,
    /// The catalogue of data sets, where one is wanted.
    pub catalogue: Option<&'a dcat::Settings>,
    pub threads: usize,
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
pub fn build(plans: Vec<&Key>, store: &dyn Store, means: Means) -> Result<(), Failure> {
    let index = Index::new(plans);
    let site = Site::new(&index, means);
    let mut shelf = Shelf::new(store, means.renderer.settings().site.base_url.as_deref());
    for (path, bytes) in means.renderer.site_files() {
        store.put(path, bytes.clone())?;
    }
    store.put(feed::PATH, site.feed()?)?;
    let has_catalogue = build_plans(&site, &mut shelf)?;
    shelf.take(site.home(has_catalogue)?)?;
    shelf.take(site.missing()?)?;
    shelf.finish()
}

/// All that goes plan by plan: the pages of years and plans, the search, the catalogue. Whether there is one.
fn build_plans(site: &Site, shelf: &mut Shelf) -> Result<bool, Failure> {
    let (store, means) = (shelf.store, site.means);
    let mut catalogue = means.catalogue.map(|settings| Datasets::begin(settings, store)).transpose()?;
    let (mut scratch, mut put) = (|| store.scratch(), |path: &str, bytes| store.put(path, bytes));
    let mut search = search::Index::new(&mut scratch, &mut put, search::Limits::default());
    let mut result = Ok(());
    // Drawn and read by all threads; taken in by this one, in order.
    workers::quietly(
        &site.parts(),
        means.threads,
        |part| site.draw(part),
        |drawn: Result<Option<Drawn>, Failure>| {
            let take = || {
                // A plan that went away while the site is made is told of by the next run.
                let Some(Drawn { pages, plan }) = drawn? else { return Ok(()) };
                shelf.take(pages)?;
                let Some((entry, documents)) = plan else { return Ok(()) };
                for document in documents {
                    search.take(document)?;
                }
                catalogue.as_mut().map_or(Ok(()), |catalogue| catalogue.add(&entry))
            };
            if result.is_ok() {
                result = take();
            }
        },
    );
    result?;
    shelf.take(site.search(&search.finish()?)?)?;
    catalogue.map_or(Ok(false), |catalogue| catalogue.finish(store))
}

/// Where pages are put once they are drawn.
struct Shelf<'a> {
    store: &'a dyn Store,
    sitemap: Sitemap<'a>,
}

impl<'a> Shelf<'a> {
    /// `base_url` is that of the site, where it has one and its map is to be made.
    fn new(store: &'a dyn Store, base_url: Option<&'a str>) -> Self {
        Self { store, sitemap: Sitemap::new(store, base_url) }
    }

    fn take(&mut self, Pages { files, mapped }: Pages) -> Result<(), Failure> {
        for (path, modified) in mapped {
            self.sitemap.add(&path, modified)?;
        }
        files.into_iter().try_for_each(|(path, bytes)| Ok(self.store.put(&path, bytes)?))
    }

    fn finish(self) -> Result<(), Failure> {
        Ok(self.sitemap.finish()?)
    }
}

/// Pages that were drawn.
#[derive(Default)]
struct Pages {
    files: Vec<(String, Vec<u8>)>,
    /// What the map of the site is told: paths, and when what is there last changed.
    mapped: Vec<(String, Option<Date>)>,
}

/// What goes by years and plans, one after the other.
enum Part<'a> {
    /// A page of a year: its number from 1, how many there are, and the plans on it.
    Year(&'a Year, usize, usize, &'a [&'a Key]),
    Plan(&'a Key),
}

/// Such a part once it is drawn; of a plan also what goes into the catalogue and the search.
struct Drawn {
    pages: Pages,
    plan: Option<(Entry, Vec<search::Reading>)>,
}

/// A site in the making.
struct Site<'a> {
    index: &'a Index<'a>,
    means: Means<'a>,
    /// In the language of the project.
    words: Words<'a>,
}

impl<'a> Site<'a> {
    fn new(index: &'a Index<'a>, means: Means<'a>) -> Self {
        Self { index, means, words: Words::new(Catalogue::of_documents(means.language)) }
    }

    /// All parts, in the order in which the map has them.
    fn parts(&self) -> Vec<Part<'a>> {
        let of_year = |year: &'a Year| {
            let plans = self.index.plans_of(year.year);
            let lists = lists::pages(plans).map(move |(page, count, keys)| Part::Year(year, page, count, keys));
            lists.chain(plans.iter().copied().map(Part::Plan))
        };
        self.index.years().iter().flat_map(of_year).collect()
    }

    fn draw(&self, part: &Part) -> Result<Option<Drawn>, Failure> {
        match part {
            Part::Year(year, page, count, keys) => {
                Ok(Some(Drawn { pages: self.year(year, *page, *count, keys)?, plan: None }))
            }
            Part::Plan(key) => {
                let Some(entry) = self.entry(key)? else { return Ok(None) };
                let read = |annex| search::Reading::of(&found::document(&entry, annex));
                let documents = entry.annexes.iter().map(read).collect();
                Ok(Some(Drawn { pages: self.plan(&entry)?, plan: Some((entry, documents)) }))
            }
        }
    }

    fn entry(&self, key: &Key) -> Result<Option<Entry>, Error> {
        (self.means.entries)(&key.folder)
    }

    fn feed(&self) -> Result<Vec<u8>, Failure> {
        let mut feed = Feed::new(self.means.renderer, self.words);
        for key in self.index.latest().take(feed::LENGTH) {
            feed.entries.extend(self.entry(key)?);
        }
        feed.draw()
    }

    /// The page of the search and its script; the index is there.
    fn search(&self, summary: &search::Summary) -> Result<Pages, Failure> {
        let words = self.words;
        let title = words.get("search-title");
        let page = Page {
            words,
            settings: self.means.renderer.settings(),
            description: Some(title.clone()),
            position: Some(Position::top(search::PAGE, title.clone())),
            title,
            keys: search::KEYS,
            admits: search::ADMITS,
        };
        let script = (search::SCRIPT.to_owned(), self.means.renderer.search_script().to_vec());
        let page =
            self.page(SEARCH, page, &search::PageView::new(summary, Catalogue::of_documents(words.language())))?;
        Ok(Pages { files: vec![script, page], mapped: vec![] })
    }

    /// Draws a page by the template of that name: its path and its bytes.
    fn page(&self, template: &str, page: Page, content: &impl Serialize) -> Result<(String, Vec<u8>), Failure> {
        let path = page.position.as_ref().map_or(HOME, |position| &position.path).to_owned();
        Ok((path, self.means.renderer.site_page(template, page, content)?))
    }

    /// What a server shows where it finds nothing.
    fn missing(&self) -> Result<Pages, Failure> {
        let words = self.words;
        let page = Page {
            words,
            settings: self.means.renderer.settings(),
            title: words.get("site-missing"),
            description: None,
            position: Some(Position { anywhere: true, ..Position::top("404.html", words.get("site-missing")) }),
            keys: &["site-missing", "site-missing-help"],
            admits: NOTHING,
        };
        Ok(Pages { files: vec![self.page("site/missing.html", page, &())?], mapped: vec![] })
    }
}
