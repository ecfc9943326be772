//! Lists of plans and annexes as pages show them.

use serde::Serialize;

use super::{AnnexEntry, Entry};
use crate::render::location::{plan_page, relative};
use crate::render::{LinkView, Words, shorten};

/// Plans or annexes on a page at most; longer lists go on on another.
pub const PAGE: usize = 50;
/// Annexes of a plan that a list of plans names.
const NAMED: usize = 8;
/// Characters of a title in a list.
const LONGEST: usize = 200;

/// A plan in a list.
#[derive(Serialize)]
pub struct PlanItem {
    href: String,
    title: String,
    /// Where it is not the page's.
    language: Option<&'static str>,
    /// Authority, act and date, as far as they are known.
    details: Vec<Detail>,
    annexes: Vec<AnnexItem>,
    /// How many annexes more it has, in words.
    more: Option<String>,
}

#[derive(Serialize)]
struct Detail {
    text: String,
    /// Whether it is in the page's language, whatever the plan's.
    own: bool,
}

/// An annex in a list.
#[derive(Serialize)]
pub struct AnnexItem {
    pub href: String,
    pub name: String,
    pub title: Option<String>,
    /// What it distributes.
    pub amount: Option<String>,
    /// How it was corrected last.
    pub corrected: Option<String>,
}

impl PlanItem {
    /// As the page at a path has it.
    pub fn new(entry: &Entry, path: &str, words: Words) -> Self {
        let more = entry.annexes.len().saturating_sub(NAMED);
        Self {
            href: relative(path, &plan_page(&entry.folder)),
            title: shorten(&entry.title, LONGEST),
            language: (entry.language() != words.language()).then(|| entry.language().tag()),
            details: details(entry, words),
            annexes: entry.annexes.iter().take(NAMED).map(|annex| AnnexItem::new(entry, annex, path)).collect(),
            more: (more > 0).then(|| words.with("site-more", &[("count", more.into())])),
        }
    }
}

fn details(entry: &Entry, words: Words) -> Vec<Detail> {
    let written = entry.authority.iter().chain(&entry.act).map(|text| Detail { text: text.clone(), own: false });
    let date = entry.changed().map(|date| Detail { text: words.date(date), own: true });
    written.chain(date).collect()
}

impl AnnexItem {
    pub fn new(entry: &Entry, annex: &AnnexEntry, path: &str) -> Self {
        Self {
            href: relative(path, &entry.page_of(annex)),
            name: annex.name.clone(),
            title: annex.title.as_ref().map(|title| shorten(title, LONGEST)),
            amount: annex.amount.as_ref().map(|amount| amount.printed.to_string()),
            corrected: annex.corrected.as_ref().map(|(_, how)| how.clone()),
        }
    }
}

/// The pages of a list: where one is and how it goes on.
#[derive(Serialize)]
pub struct Pager {
    /// `Pagina 2 di 7`
    here: String,
    first: Option<LinkView>,
    previous: Option<LinkView>,
    next: Option<LinkView>,
    last: Option<LinkView>,
}

impl Pager {
    /// Of page `page` of `pages`, from 1; nothing where there is only one.
    pub fn new(page: usize, pages: usize, words: Words) -> Option<Self> {
        let number = |number: usize| number.to_string().into();
        let link = |key: &str, to: usize| LinkView { name: words.get(key), href: file_name(to) };
        (pages > 1).then(|| Self {
            here: words.with("page", &[("page", number(page)), ("pages", number(pages))]),
            first: (page > 2).then(|| link("site-first", 1)),
            previous: (page > 1).then(|| link("site-before", page - 1)),
            next: (page < pages).then(|| link("site-after", page + 1)),
            last: (page + 1 < pages).then(|| link("site-last", pages)),
        })
    }
}

impl Pager {
    pub fn here(&self) -> &str {
        &self.here
    }
}

/// The file of a page of a list in its folder; pages count from 1.
pub fn file_name(page: usize) -> String {
    if page == 1 { "index.html".to_owned() } else { format!("pagina-{page}.html") }
}

/// The pages of a list: the number of each, from 1, how many there are, and what is on it. A list of nothing has one.
pub fn pages<T>(items: &[T]) -> impl Iterator<Item = (usize, usize, &[T])> {
    let count = items.len().div_ceil(PAGE).max(1);
    (1..=count).map(move |page| {
        let begin = (page - 1) * PAGE;
        (page, count, &items[begin.min(items.len())..(begin + PAGE).min(items.len())])
    })
}
