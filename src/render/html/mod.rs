//! One page for each annex, by the Tera template `annex.html`. The room of tera.
//!
//! The template arranges; what has to be right in any arrangement (escaping, spans, which header belongs to which
//! cell) is worked out here and handed over as data.

mod corrections;
mod difference;
mod frame;
mod problem;
mod structured;
mod styles;
mod table;
mod text;
mod theme;

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera};

pub use self::corrections::EXTENSION as CORRECTIONS;
use self::corrections::{Notices, Versions};
use self::difference::DifferencePage;
use self::frame::Frame;
pub use self::frame::{LinkView, NOTHING, Page, Position};
use self::problem::{Sources, problems};
pub use self::structured::description;
use self::styles::{Kind, Styles};
use self::table::TableView;
pub use self::table::{in_markdown, row_address, table_address};
use self::text::{FootnoteView, Writer};
pub use self::theme::Emblem;
use self::theme::Theme;
use super::chart::{ChartView, of_allocation};
use super::difference::telling::Telling;
use super::location::{Edition, plan_page, year_page};
use super::{
    Format, LONGEST_TITLE, Location, NamedFile, PACKAGE, RenderError, Settings, SiteSettings, Templates, Words,
    document_title, shorten,
};
use crate::annex::{Annex, Signature, Signing};
use crate::catalogue::Catalogue;
use crate::diff::{Comparison, Difference};
use crate::digest::sha256;
use crate::source::{Diagnostic, SourceFile};

const PAGE: &str = "annex.html";
/// How the names of templates end.
const MARKUP: [&str; 2] = [".html", ".atom"];
const FRAGMENT: &str = "fragment.html";
/// Characters of what a list of found pages says of one, and of what one is called where others lead back to it.
pub const DESCRIPTION: usize = 300;
pub const CRUMB: usize = 80;
/// The page of the search, which has a form of its own.
pub const SEARCH: &str = "site/search.html";
const CORRECTIONS_PAGE: &str = "corrections.html";
const DIFFERENCE_PAGE: &str = "difference.html";

/// The templates with their stylesheets, parsed once.
pub struct Html {
    tera: Tera,
    /// By name, for messages.
    sources: Sources,
    styles: Styles,
    search_script: Vec<u8>,
    theme: Theme,
}

/// Where an annex stands.
struct Host {
    /// What all names in it begin with.
    prefix: String,
    /// Of its heading, from 1.
    level: u8,
}

impl Html {
    pub fn new(templates: &Templates, site: &SiteSettings) -> Result<Self, Vec<Diagnostic>> {
        let text = |name: &str| templates.source(name).unwrap_or_else(|| SourceFile::new(name, ""));
        let mut tera = Tera::new();
        tera.autoescape_on(MARKUP);
        // All at once: they may include each other.
        let names = templates.names().filter(|name| MARKUP.iter().any(|ending| name.ends_with(ending)));
        let sources: Sources = names.map(|name| (name.to_owned(), text(name))).collect();
        let added = tera.add_raw_templates(sources.iter().map(|(name, source)| (name, &source.text)));
        added.map_err(|error| problems(&sources, &error))?;
        Ok(Self {
            styles: Styles::new(templates, site),
            search_script: templates.bytes("site/search.js").unwrap_or_default().to_vec(),
            theme: Theme::default(),
            tera,
            sources,
        })
    }

    /// Takes up what pages of the site are to look like.
    pub fn furnish(&mut self, emblem: Option<Emblem>, bootstrap_italia: Option<Vec<NamedFile>>) {
        self.theme = Theme::new(emblem, bootstrap_italia);
    }

    /// The files that the theme needs in the site.
    pub fn files(&self) -> &[NamedFile] {
        &self.theme.files
    }

    /// A page of its own; in the site, where that is given. `size` knows how many bytes the files beside it have, by name.
    pub fn page(
        &self,
        annex: &Annex,
        words: Words,
        settings: &Settings,
        location: Option<&Location>,
        size: &dyn Fn(&str) -> Option<usize>,
    ) -> Result<Vec<u8>, RenderError> {
        let page = Page {
            words,
            settings,
            title: document_title(annex, words),
            description: Some(shorten(&structured::description(annex, words), DESCRIPTION)),
            position: location.map(|location| position(annex, words, location)),
            keys: &["permalink", "footnotes", "downloads", "published-in"],
            admits: NOTHING,
        };
        let frame = self.frame(page, Kind::Annex);
        let host = Host { prefix: String::new(), level: 1 };
        let chart = of_allocation(annex, Catalogue::of_documents(annex.act.language));
        self.draw(PAGE, &AnnexView { chart, ..AnnexView::new(annex, words, settings, &host, frame, size) })
    }

    /// The annex alone, for a page that has a heading already and may have other annexes.
    pub fn fragment(&self, annex: &Annex, words: Words, settings: &Settings) -> Result<Vec<u8>, RenderError> {
        let style = settings.fragment_styles.then_some(&self.styles.fragment);
        let page = Page {
            words,
            settings,
            title: document_title(annex, words),
            description: None,
            position: None,
            keys: &["permalink", "footnotes"],
            admits: NOTHING,
        };
        let host = Host { prefix: prefix(annex), level: 2 };
        let frame = Frame::new(page, style, &self.theme);
        self.draw(FRAGMENT, &AnnexView::new(annex, words, settings, &host, frame, &|_| None))
    }

    /// The page of its corrections.
    pub fn corrections(
        &self,
        annex: &Annex,
        words: Words,
        settings: &Settings,
        location: Option<&Location>,
        differences: &BTreeMap<usize, Difference>,
    ) -> Result<Vec<u8>, RenderError> {
        let heading = words.get("corrections");
        let position = location.map(|location| {
            let annex_page = position(annex, words, location);
            Position {
                path: format!("{}/{}", location.folder, annex.file_name(CORRECTIONS)),
                above: [annex_page.above, vec![(annex_page.here, annex_page.path)]].concat(),
                ..Position::top("", heading.clone())
            }
        });
        let page = Page {
            words,
            settings,
            title: format!("{heading}: {}", document_title(annex, words)),
            description: Some(format!("{heading}: {}", shorten(&structured::description(annex, words), DESCRIPTION))),
            position,
            keys: &["correction-date", "correction-act", "correction-reason", "published-in"],
            admits: NOTHING,
        };
        self.draw(CORRECTIONS_PAGE, &Versions::new(annex, words, self.frame(page, Kind::Difference), differences))
    }

    /// A page of what differs between two plans. It belongs to no site.
    pub fn difference(
        &self,
        comparison: &Comparison,
        words: Words,
        settings: &Settings,
    ) -> Result<Vec<u8>, RenderError> {
        let telling = Telling::new(comparison, words);
        let page = Page {
            words,
            settings,
            title: shorten(&telling.title, LONGEST_TITLE),
            description: None,
            position: None,
            keys: &[],
            admits: NOTHING,
        };
        self.draw(DIFFERENCE_PAGE, &DifferencePage::new(telling, self.frame(page, Kind::Difference)))
    }

    /// A page of the site by the template of that name, given what that needs beside the frame.
    pub fn site_page(&self, template: &str, page: Page, content: &impl Serialize) -> Result<Vec<u8>, RenderError> {
        #[derive(Serialize)]
        struct View<'a, T> {
            #[serde(flatten)]
            frame: Frame<'a>,
            content: &'a T,
        }
        let kind = if template == SEARCH { Kind::Search } else { Kind::List };
        self.draw(template, &View { frame: self.frame(page, kind), content })
    }

    /// Bootstrap Italia is in the site: a page that is not cannot have it.
    fn frame<'a>(&'a self, page: Page<'a>, kind: Kind) -> Frame<'a> {
        let beside_bootstrap = page.position.is_some() && self.theme.is_bootstrap();
        Frame::new(page, Some(self.styles.of(kind, beside_bootstrap)), &self.theme)
    }

    pub fn search_script(&self) -> &[u8] {
        &self.search_script
    }

    /// A file of the site that is no page, by the template of that name.
    pub fn site_file(&self, template: &str, content: &impl Serialize) -> Result<Vec<u8>, RenderError> {
        self.draw(template, &BTreeMap::from([("content", content)]))
    }

    fn draw(&self, template: &str, page: &impl Serialize) -> Result<Vec<u8>, RenderError> {
        let failed = |error| RenderError::Template(problems(&self.sources, &error));
        let context = Context::from_serialize(page).map_err(failed)?;
        self.tera.render(template, &context).map(String::into_bytes).map_err(failed)
    }
}

/// What the names in a fragment begin with, the same at each build and another for each annex: `allegato-a-1f2e3d-`.
fn prefix(annex: &Annex) -> String {
    let act =
        format!("{}\n{}\n{}", annex.act.year, annex.act.title, annex.act.authority.as_deref().unwrap_or_default());
    format!("allegato-{}-{}-", annex.slug, &sha256(act.as_bytes())[..6])
}

/// What the template is given. Fields whose name ends in `html` are finished markup; everything else is text.
#[derive(Serialize)]
struct AnnexView<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// What all names begin with.
    prefix: &'a str,
    /// Of the annex's heading.
    level: u8,
    act_title: &'a str,
    authority: Option<&'a str>,
    citation: Option<String>,
    subject: Option<String>,
    registration: Option<String>,
    bulletin: Option<String>,
    heading: String,
    subtitle_html: Option<String>,
    corrections: Option<Notices>,
    /// What search engines and programs are told, as JSON.
    structured: String,
    before_html: Option<String>,
    tables: Vec<TableView>,
    after_html: Option<String>,
    footnotes: Vec<FootnoteView>,
    accounting: Vec<String>,
    signing: Option<SigningView<'a>>,
    /// How the annex divides what it distributes; not in a fragment.
    chart: Option<ChartView>,
    downloads: Vec<Download>,
}

#[derive(Serialize)]
struct SigningView<'a> {
    place_and_date: Option<String>,
    signatures: Vec<SignatureView<'a>>,
}

#[derive(Serialize)]
struct SignatureView<'a> {
    office: &'a str,
    name: Option<&'a str>,
}

/// A file beside the page.
#[derive(Serialize)]
struct Download {
    name: String,
    href: String,
    /// `46 kB`
    size: Option<String>,
}

impl<'a> AnnexView<'a> {
    fn new(
        annex: &'a Annex,
        words: Words,
        settings: &'a Settings,
        host: &'a Host,
        frame: Frame<'a>,
        size: &dyn Fn(&str) -> Option<usize>,
    ) -> Self {
        // In the order of the page: the writer counts the references to each footnote.
        let mut writer = Writer::new(&annex.footnotes, &host.prefix);
        let subtitle_html = words.annex_title(annex).map(|title| writer.cell(&title));
        let before_html = annex.before.as_ref().map(|text| writer.blocks(text));
        let tables = tables(annex, words, &host.prefix, &mut writer);
        let after_html = annex.after.as_ref().map(|text| writer.blocks(text));
        Self {
            frame,
            prefix: &host.prefix,
            level: host.level,
            act_title: &annex.act.title,
            authority: annex.act.authority.as_deref(),
            citation: annex.act.citation.as_ref().map(|citation| words.citation(citation)),
            subject: words.subject(annex),
            registration: annex.act.registration.as_ref().map(|registration| words.registration(registration)),
            bulletin: words.bulletin(annex),
            heading: words.annex_heading(annex),
            subtitle_html,
            corrections: Notices::new(annex, words, host.prefix.is_empty()),
            structured: structured::data(annex, words, settings),
            before_html,
            tables,
            after_html,
            footnotes: writer.footnotes(words),
            accounting: annex.accounting.iter().filter_map(|accounting| words.accounting(accounting)).collect(),
            signing: annex.signing.as_ref().map(|signing| SigningView::new(signing, words)),
            chart: None,
            downloads: downloads(annex, words, settings, size),
        }
    }
}

/// Where the page of an annex stands in the site.
fn position(annex: &Annex, words: Words, location: &Location) -> Position {
    let act = &annex.act;
    let edition = |edition: &Edition| (edition.year.to_string(), edition.page(&annex.slug));
    Position {
        path: format!("{}/{}", location.folder, annex.file_name(Format::Html.extension())),
        anywhere: false,
        above: vec![
            (act.year.to_string(), year_page(act.year)),
            (shorten(&act.title, CRUMB), plan_page(&location.folder)),
        ],
        here: words.annex_name(annex),
        previous: location.earlier.as_ref().map(edition),
        next: location.later.as_ref().map(edition),
    }
}

/// The files beside a page: the documents of its annex in other formats, and what describes the data of its plan.
fn downloads(annex: &Annex, words: Words, settings: &Settings, size: &dyn Fn(&str) -> Option<usize>) -> Vec<Download> {
    let others = settings.formats.iter().filter(|format| format.is_download());
    let documents =
        others.map(|format| (format!("format-{}", format.extension()), annex.file_name(format.extension())));
    let has_data = settings.formats.iter().any(|format| matches!(format, Format::Csv | Format::Json));
    let package = has_data.then(|| ("format-package".to_owned(), PACKAGE.to_owned()));
    let download = |(key, href): (String, String)| Download {
        name: words.get(&key),
        size: size(&href).map(|bytes| words.size(bytes)),
        href,
    };
    documents.chain(package).map(download).collect()
}

fn tables(annex: &Annex, words: Words, prefix: &str, writer: &mut Writer) -> Vec<TableView> {
    let mut tables: Vec<TableView> = vec![];
    for (index, table) in annex.tables.iter().enumerate() {
        let id = format!("{prefix}{}", table_address(table, index));
        let mut view = TableView::new(annex, table, id, words, writer);
        // Two regions of one name could not be told apart by those who hear them.
        if tables.iter().any(|other| other.name == view.name) {
            view.name = format!("{} ({})", view.name, index + 1);
        }
        tables.push(view);
    }
    tables
}

impl<'a> SigningView<'a> {
    fn new(signing: &'a Signing, words: Words) -> Self {
        let view =
            |signature: &'a Signature| SignatureView { office: &signature.office, name: signature.name.as_deref() };
        let signatures = signing.signatures.iter().map(view).collect();
        Self { place_and_date: words.place_and_date(signing), signatures }
    }
}
