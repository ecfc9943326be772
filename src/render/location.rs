//! Where pages stand in the site around them. One leads to another by relative addresses that name files, so that the site
//! works from a folder, under a subpath and on any server.

use std::sync::Arc;

use super::Format;
use crate::annex::file_name;

/// The page that the site begins with.
pub const HOME: &str = "index.html";

/// Where the documents of a plan stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Location {
    /// Its folder within the site: `2009/migranti`.
    pub folder: String,
    /// The same plan in the nearest year before that has it, and in the nearest after.
    pub earlier: Option<Edition>,
    pub later: Option<Edition>,
}

/// A plan in one of the years that have it. Shared by all that lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    pub year: u16,
    pub folder: Arc<str>,
    /// What its annexes are called in file names: `a`, `b2`.
    pub annexes: Arc<[Box<str>]>,
}

impl Edition {
    /// The page of the annex of that name, or that of the plan where it has none.
    pub fn page(&self, slug: &str) -> String {
        match self.annexes.iter().any(|annex| **annex == *slug) {
            true => format!("{}/{}", self.folder, file_name(slug, Format::Html.extension())),
            false => plan_page(&self.folder),
        }
    }
}

/// A folder without the year that it begins with: the same for one plan in all years.
pub fn series(folder: &str) -> &str {
    folder.split_once('/').map_or(folder, |(_, series)| series)
}

/// Whether a path names nothing but a file of the site or a folder in it: nothing of the program's own, nothing elsewhere.
pub fn is_inside(path: &str) -> bool {
    path.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':']))
}

/// The page of the plan in a folder.
pub fn plan_page(folder: &str) -> String {
    format!("{folder}/index.html")
}

pub fn year_page(year: u16) -> String {
    format!("{year}/index.html")
}

/// The address of one file of the site as seen from another: from `2009/migranti/index.html`, `2010/sport/index.html` is
/// `../../2010/sport/index.html`.
pub fn relative(from: &str, to: &str) -> String {
    let folders = from.rsplit_once('/').map_or(vec![], |(folders, _)| folders.split('/').collect::<Vec<_>>());
    let parts: Vec<&str> = to.split('/').collect();
    let common = folders.iter().zip(&parts[..parts.len() - 1]).take_while(|(one, other)| one == other).count();
    format!("{}{}", "../".repeat(folders.len() - common), parts[common..].join("/"))
}

/// The address of a file under that of the whole site, as others name it: a folder for its `index.html`.
pub fn absolute(base_url: &str, path: &str) -> String {
    let path = match path.strip_suffix(HOME) {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    format!("{}/{path}", base_url.trim_end_matches('/'))
}
