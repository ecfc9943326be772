//! The map of the site for search engines, and what robots are told (sitemaps.org 0.9, RFC 9309).

use crate::annex::Date;
use crate::render::location::absolute;

/// Addresses in one file at most (sitemaps.org).
const MOST: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A map in the making. It has absolute addresses, so there is none where the project does not say where the site is.
pub struct Sitemap {
    base_url: Option<String>,
    /// How many files are full.
    full: usize,
    /// Of the file that is not, and how many they are.
    addresses: String,
    count: usize,
}

/// A file by its path in the site.
type File = (String, Vec<u8>);

impl Sitemap {
    pub fn new(base_url: Option<&str>) -> Self {
        Self { base_url: base_url.map(str::to_owned), full: 0, addresses: String::new(), count: 0 }
    }

    /// Takes a page, by its path, and when it last changed; gives the file that was full before it.
    pub fn add(&mut self, path: &str, modified: Option<Date>) -> Option<File> {
        let base_url = self.base_url.as_deref()?;
        let mut full = None;
        if self.count == MOST {
            self.full += 1;
            self.count = 0;
            full = Some((part(self.full), urls(&std::mem::take(&mut self.addresses)).into_bytes()));
        }
        let modified = modified.map_or_else(String::new, |date| format!("<lastmod>{date}</lastmod>"));
        self.addresses.push_str(&format!("<url><loc>{}</loc>{modified}</url>\n", escape(&absolute(base_url, path))));
        self.count += 1;
        full
    }

    /// The files that are left of the map, and `robots.txt`, which leads to it.
    pub fn finish(self) -> Vec<File> {
        let everything = "User-agent: *\nAllow: /\n";
        let Some(base_url) = &self.base_url else {
            return vec![("robots.txt".to_owned(), everything.into())];
        };
        let location = |path: &str| absolute(base_url, path);
        let robots = format!("{everything}\nSitemap: {}\n", location("sitemap.xml"));
        let mut files = vec![("robots.txt".to_owned(), robots.into_bytes())];
        let last = urls(&self.addresses).into_bytes();
        if self.full == 0 {
            files.push(("sitemap.xml".to_owned(), last));
            return files;
        }
        let parts = self.full + 1;
        let entry = |number| format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&location(&part(number))));
        let index: String = (1..=parts).map(entry).collect();
        files.push((part(parts), last));
        files.push(("sitemap.xml".to_owned(), element("sitemapindex", &index).into_bytes()));
        files
    }
}

/// The name of a file of several, from 1.
fn part(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

fn urls(addresses: &str) -> String {
    element("urlset", addresses)
}

fn element(name: &str, content: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{name} xmlns=\"{NAMESPACE}\">\n{content}</{name}>\n")
}

/// An address may hold a character that means something in XML.
fn escape(address: &str) -> String {
    address.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_maps_are_parted() {
        let mut map = Sitemap::new(Some("https://example.org/a&b/"));
        let full: Vec<File> = (0..MOST + 1).filter_map(|page| map.add(&format!("{page}/index.html"), None)).collect();
        let files: Vec<File> = full.into_iter().chain(map.finish()).collect();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "robots.txt", "sitemap-2.xml", "sitemap.xml"]);
        let count = |index: usize| String::from_utf8_lossy(&files[index].1).matches("<url>").count();
        assert_eq!((count(0), count(2)), (MOST, 1));
        assert!(String::from_utf8_lossy(&files[0].1).contains("<loc>https://example.org/a&amp;b/0/</loc>"));
    }

    #[test]
    fn without_an_address_there_is_no_map() {
        let mut map = Sitemap::new(None);
        assert_eq!(map.add("index.html", None), None);
        let files = map.finish();
        assert_eq!(files.len(), 1);
        assert!(!String::from_utf8_lossy(&files[0].1).contains("Sitemap"));
    }
}
