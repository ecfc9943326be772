//! The map of the site for search engines, and what robots are told (sitemaps.org 0.9, RFC 9309).

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::Store;
use crate::annex::Date;
use crate::error::{Doing, Error};
use crate::render::location::absolute;

/// Addresses in one file at most (sitemaps.org).
const MOST: usize = 50_000;

const MAP: &str = "sitemap.xml";
const ROBOTS: &str = "robots.txt";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A map in the making: each of its files is gathered in a scratch file. It has absolute addresses, so there is none where the
/// project does not say where the site is.
pub struct Sitemap<'a> {
    store: &'a dyn Store,
    base_url: Option<&'a str>,
    /// How many files are full.
    full: usize,
    /// The one that is not, where it has begun, and how many addresses it has.
    addresses: Option<BufWriter<File>>,
    count: usize,
}

impl<'a> Sitemap<'a> {
    pub fn new(store: &'a dyn Store, base_url: Option<&'a str>) -> Self {
        Self { store, base_url, full: 0, addresses: None, count: 0 }
    }

    /// Takes a page, by its path, and when it last changed.
    ///
    /// # Errors
    /// If it can't be gathered, or the file that was full before it not be written.
    pub fn add(&mut self, path: &str, modified: Option<Date>) -> Result<(), Error> {
        let Some(base_url) = self.base_url else { return Ok(()) };
        if self.count == MOST {
            self.full += 1;
            self.put(&part(self.full))?;
        }
        let modified = modified.map_or_else(String::new, |date| format!("<lastmod>{date}</lastmod>"));
        let address = format!("<url><loc>{}</loc>{modified}</url>\n", escape(&absolute(base_url, path)));
        self.count += 1;
        let mut file = self.addresses.take().map_or_else(|| self.begin(), Ok)?;
        file.write_all(address.as_bytes()).map_err(failed)?;
        self.addresses = Some(file);
        Ok(())
    }

    /// Writes the files that are left of the map, and `robots.txt`, which leads to it.
    ///
    /// # Errors
    /// If one can't be written.
    pub fn finish(mut self) -> Result<(), Error> {
        let everything = "User-agent: *\nAllow: /\n";
        let Some(base_url) = self.base_url else { return self.store.put(ROBOTS, everything.into()) };
        let location = |path: &str| absolute(base_url, path);
        self.store.put(ROBOTS, format!("{everything}\nSitemap: {}\n", location(MAP)).into_bytes())?;
        if self.full == 0 {
            return self.put(MAP);
        }
        let parts = self.full + 1;
        self.put(&part(parts))?;
        let entry = |number| format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&location(&part(number))));
        let index: String = (1..=parts).map(entry).collect();
        self.store.put(MAP, format!("{}{index}{}", opening("sitemapindex"), closing("sitemapindex")).into_bytes())
    }

    /// A file with its beginning.
    fn begin(&self) -> Result<BufWriter<File>, Error> {
        let mut file = BufWriter::new(self.store.scratch().map_err(failed)?);
        file.write_all(opening("urlset").as_bytes()).map_err(failed)?;
        Ok(file)
    }

    /// Ends the file that is being gathered, and writes it.
    fn put(&mut self, path: &str) -> Result<(), Error> {
        let mut file = self.addresses.take().map_or_else(|| self.begin(), Ok)?;
        file.write_all(closing("urlset").as_bytes()).map_err(failed)?;
        self.count = 0;
        self.store.put_file(path, file.into_inner().map_err(|error| failed(error.into_error()))?)
    }
}

/// The name of a file of several, from 1.
fn part(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

fn opening(element: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"{NAMESPACE}\">\n")
}

fn closing(element: &str) -> String {
    format!("</{element}>\n")
}

fn failed(cause: io::Error) -> Error {
    Error::new(Doing::Write, Path::new(MAP), cause)
}

/// An address may hold a character that means something in XML.
fn escape(address: &str) -> String {
    address.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io::{Read, Seek};

    use super::*;

    /// Files by their paths, in the order in which they came.
    #[derive(Default)]
    struct Kept(RefCell<Vec<(String, String)>>);

    impl Store for Kept {
        fn file(&self, _: &str) -> Result<Option<Vec<u8>>, Error> {
            Ok(None)
        }

        fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), Error> {
            self.0.borrow_mut().push((path.to_owned(), String::from_utf8(bytes).unwrap()));
            Ok(())
        }

        fn put_file(&self, path: &str, mut file: File) -> Result<(), Error> {
            let mut bytes = vec![];
            file.rewind().and_then(|()| file.read_to_end(&mut bytes)).map_err(failed)?;
            self.put(path, bytes)
        }

        fn scratch(&self) -> io::Result<File> {
            tempfile::tempfile()
        }
    }

    #[test]
    fn long_maps_are_parted() {
        let store = Kept::default();
        let mut map = Sitemap::new(&store, Some("https://example.org/a&b/"));
        (0..MOST + 1).for_each(|page| map.add(&format!("{page}/index.html"), None).unwrap());
        map.finish().unwrap();
        let files = store.0.into_inner();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "robots.txt", "sitemap-2.xml", "sitemap.xml"]);
        let count = |index: usize| files[index].1.matches("<url>").count();
        assert_eq!((count(0), count(2)), (MOST, 1));
        assert!(files[0].1.contains("<loc>https://example.org/a&amp;b/0/</loc>"));
        assert!([0, 2].iter().all(|index| files[*index].1.ends_with("</url>\n</urlset>\n")));
    }

    #[test]
    fn without_an_address_there_is_no_map() {
        let store = Kept::default();
        let mut map = Sitemap::new(&store, None);
        map.add("index.html", None).unwrap();
        map.finish().unwrap();
        let files = store.0.into_inner();
        assert_eq!(files.len(), 1);
        assert!(!files[0].1.contains("Sitemap"));
    }
}
