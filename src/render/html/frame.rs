//! What all pages have in common: their head, header, way back and footer.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::location::{HOME, absolute, relative};
use super::super::{Imprint, Settings, Words, licence};
use super::styles::Style;
use super::theme::{EmblemView, Theme};

/// The part of a template's data that every page has. Fields whose name ends in `html` are finished markup; everything else
/// is text.
#[derive(Serialize)]
pub struct Frame<'a> {
    language: &'static str,
    title: String,
    description: Option<String>,
    style: Option<&'a str>,
    /// What the page may ask for (CSP 3).
    policy: Option<String>,
    imprint: ImprintView<'a>,
    site: Option<SiteView<'a>>,
    /// The program's own words by their key, `_` for each `-`.
    words: BTreeMap<String, String>,
}

/// A page of the site and what is around it.
pub struct Page<'a> {
    pub words: Words<'a>,
    pub settings: &'a Settings,
    pub title: String,
    /// In a sentence or two, for lists of what was found.
    pub description: Option<String>,
    /// Where it stands; `None` for a page that stands alone.
    pub position: Option<Position>,
    /// The keys of the words that its template needs beside those of the frame.
    pub keys: &'a [&'a str],
    /// What else than its style the page may do, as directives of a policy.
    pub admits: &'a str,
}

/// A page that asks for nothing and sends nothing.
pub const NOTHING: &str = "form-action 'none'";

/// The place of a page in the site.
pub struct Position {
    /// Of its file: `2009/migranti/allegato-a.html`.
    pub path: String,
    /// Whether it is shown at any address, so that relative ones would lead nowhere.
    pub anywhere: bool,
    /// The pages that it belongs under, from the outermost, without the home: name and path.
    pub above: Vec<(String, String)>,
    /// What it is called among them.
    pub here: String,
    /// What comes before and after it in some order: name and path.
    pub previous: Option<(String, String)>,
    pub next: Option<(String, String)>,
}

impl Position {
    /// Of a page right under the home, without neighbours.
    pub fn top(path: &str, here: String) -> Self {
        Self { path: path.to_owned(), anywhere: false, above: vec![], here, previous: None, next: None }
    }
}

#[derive(Serialize)]
struct SiteView<'a> {
    /// What addresses in the site begin with: `../../`.
    root: String,
    name: String,
    links: Vec<LinkView>,
    notice: Option<&'a str>,
    above: Vec<LinkView>,
    here: String,
    previous: Option<LinkView>,
    next: Option<LinkView>,
    /// The page's absolute address, where the project says that of the site.
    url: Option<String>,
    /// Paths of stylesheets in the site, where it has the looks of Bootstrap Italia.
    stylesheets: &'a [String],
    coat_of_arms: Option<&'a EmblemView>,
}

/// A link as templates have it.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    pub name: String,
    pub href: String,
}

/// Words that every page needs.
const KEYS: &[&str] = &[
    "skip-to-content",
    "accessibility-statement",
    "contact",
    "licence",
    "site-path",
    "site-home",
    "site-search",
    "site-feed",
    "site-previous",
    "site-next",
    "site-neighbours",
];

impl<'a> Frame<'a> {
    /// Of a page with that style; in the site it has the theme, too.
    pub fn new(page: Page<'a>, style: Option<&'a Style>, theme: &'a Theme) -> Self {
        let Page { words, settings, title, description, position, keys, admits } = page;
        let theme = position.is_some().then_some(theme);
        let policy = |style: &Style| {
            let (own, files) = theme.map_or(("", ""), Theme::admits);
            let hash = &style.hash;
            // Who audits a page reads the robots.txt of its site through it.
            format!("default-src 'none'; style-src {own}'{hash}'; {files}connect-src 'self'; base-uri 'none'; {admits}")
        };
        Self {
            language: words.language().tag(),
            title,
            description,
            style: style.map(|style| style.text.as_str()),
            policy: style.map(policy),
            imprint: ImprintView::new(&settings.imprint),
            site: position.zip(theme).map(|(position, theme)| SiteView::new(position, settings, words, theme)),
            words: KEYS.iter().chain(keys).map(|key| (key.replace('-', "_"), words.get(key))).collect(),
        }
    }
}

impl<'a> SiteView<'a> {
    fn new(position: Position, settings: &'a Settings, words: Words, theme: &'a Theme) -> Self {
        let Position { path, anywhere, above, here, previous, next } = position;
        let site = &settings.site;
        let base = site.base_url.as_deref().filter(|_| anywhere);
        let address = |to: &str| base.map_or_else(|| relative(&path, to), |base| absolute(base, to));
        let link = |(name, to): (String, String)| LinkView { name, href: address(&to) };
        let home = std::iter::once((words.get("site-home"), HOME.to_owned())).filter(|_| path != HOME);
        Self {
            root: base.map_or_else(|| "../".repeat(path.matches('/').count()), |base| absolute(base, "")),
            name: words.site_title(&settings.imprint),
            links: site.links.iter().map(|(name, url)| LinkView { name: name.clone(), href: url.clone() }).collect(),
            notice: site.notice.as_deref(),
            above: home.chain(above).map(link).collect(),
            here,
            previous: previous.map(link),
            next: next.map(link),
            url: site.base_url.as_deref().filter(|_| !anywhere).map(|base| absolute(base, &path)),
            stylesheets: &theme.stylesheets,
            coat_of_arms: theme.coat_of_arms.as_ref(),
        }
    }
}

#[derive(Serialize)]
struct ImprintView<'a> {
    title: Option<&'a str>,
    licence: Option<&'a str>,
    licence_url: Option<String>,
    contact: Option<&'a str>,
    contact_url: Option<String>,
    accessibility_statement: Option<&'a str>,
}

impl<'a> ImprintView<'a> {
    fn new(imprint: &'a Imprint) -> Self {
        let contact_url = |contact: &str| match contact {
            words if words.contains(char::is_whitespace) => None,
            address if address.starts_with("https://") || address.starts_with("http://") => Some(address.to_owned()),
            address if address.contains('@') => Some(format!("mailto:{address}")),
            _ => None,
        };
        Self {
            title: imprint.title.as_deref(),
            licence: imprint.licence.as_deref(),
            licence_url: imprint.licence.as_deref().and_then(licence::page),
            contact: imprint.contact.as_deref(),
            contact_url: imprint.contact.as_deref().and_then(contact_url),
            accessibility_statement: imprint.accessibility_statement.as_deref(),
        }
    }
}
