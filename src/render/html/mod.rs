//! One page for each annex, by the Tera template `annex.html`. The room of tera.
//!
//! The template arranges; what has to be right in any arrangement (escaping, spans, which header belongs to which
//! cell) is worked out here and handed over as data.

mod structured;
mod table;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

use self::table::TableView;
pub use self::table::in_markdown;
use self::text::{FootnoteView, Writer};
use super::{Format, Imprint, PACKAGE, RenderError, Settings, Templates, Words, document_title, licence};
use crate::annex::{Annex, Signature, Signing};
use crate::source::{Code, Diagnostic, Place, SourceFile};

const PAGE: &str = "annex.html";
const FRAGMENT: &str = "fragment.html";

/// The templates with their stylesheets, parsed once.
pub struct Html {
    tera: Tera,
    /// By name, for messages.
    sources: BTreeMap<String, Arc<SourceFile>>,
    /// Of a page.
    style: Style,
    /// Of the annex alone.
    fragment_style: Style,
    /// Of the pages around annexes.
    site_style: Style,
}

/// A stylesheet as it stands in a page, and the hash by which a policy admits it (CSP 3, 8.3).
struct Style {
    text: String,
    hash: String,
}

impl Style {
    fn new(sheets: &[&str]) -> Self {
        let text = format!("\n{}", sheets.concat());
        let hash = format!("sha256-{}", BASE64.encode(Sha256::digest(&text)));
        Self { text, hash }
    }
}

/// A page of the site with its style.
#[derive(Serialize)]
struct Styled<'a, P> {
    #[serde(flatten)]
    page: &'a P,
    style: &'a str,
    style_hash: &'a str,
}

/// Where an annex stands.
struct Host<'a> {
    /// What all names in it begin with.
    prefix: String,
    /// Of its heading, from 1.
    level: u8,
    style: Option<&'a Style>,
}

impl Html {
    pub fn new(templates: &Templates) -> Result<Self, Vec<Diagnostic>> {
        let text = |name: &str| templates.source(name).unwrap_or_else(|| SourceFile::new(name, ""));
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        // All at once: they may include each other.
        let names = templates.names().filter(|name| name.ends_with(".html"));
        let sources: BTreeMap<String, Arc<SourceFile>> = names.map(|name| (name.to_owned(), text(name))).collect();
        let added = tera.add_raw_templates(sources.iter().map(|(name, source)| (name, &source.text)));
        added.map_err(|error| vec![problem(&sources, &error)])?;
        let (page, annex, site) = (text("style.css"), text("annex.css"), text("site/search.css"));
        let style = Style::new(&[&page.text, &annex.text]);
        let site_style = Style::new(&[&page.text, &site.text]);
        Ok(Self { tera, style, fragment_style: Style::new(&[&annex.text]), site_style, sources })
    }

    /// A page of its own.
    pub fn page(&self, annex: &Annex, words: Words, settings: &Settings) -> Result<Vec<u8>, RenderError> {
        let host = Host { prefix: String::new(), level: 1, style: Some(&self.style) };
        self.draw(PAGE, &Page::new(annex, words, settings, &host))
    }

    /// The annex alone, for a page that has a heading already and may have other annexes.
    pub fn fragment(&self, annex: &Annex, words: Words, settings: &Settings) -> Result<Vec<u8>, RenderError> {
        let style = settings.fragment_styles.then_some(&self.fragment_style);
        self.draw(FRAGMENT, &Page::new(annex, words, settings, &Host { prefix: prefix(annex), level: 2, style }))
    }

    /// A page of the site. Beside what `page` has, its template is given `style` and `style_hash`.
    pub fn site(&self, template: &str, page: &impl Serialize) -> Result<Vec<u8>, RenderError> {
        let Style { text, hash } = &self.site_style;
        self.draw(template, &Styled { page, style: text, style_hash: hash })
    }

    fn draw(&self, template: &str, page: &impl Serialize) -> Result<Vec<u8>, RenderError> {
        let context = Context::from_serialize(page).map_err(|error| problem(&self.sources, &error))?;
        let page = self.tera.render(template, &context).map_err(|error| problem(&self.sources, &error))?;
        Ok(page.into_bytes())
    }
}

/// What the names in a fragment begin with, the same at each build and another for each annex: `allegato-a-1f2e3d-`.
fn prefix(annex: &Annex) -> String {
    let act =
        format!("{}\n{}\n{}", annex.act.year, annex.act.title, annex.act.authority.as_deref().unwrap_or_default());
    let hash: String = Sha256::digest(act).iter().take(3).map(|byte| format!("{byte:02x}")).collect();
    format!("allegato-{}-{hash}-", annex.slug)
}

/// Tera's complaint at its own line of its own template.
fn problem(sources: &BTreeMap<String, Arc<SourceFile>>, error: &tera::Error) -> Diagnostic {
    let (name, message, range) = match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            (report.filename(), report.message().to_owned(), report.span().range.clone())
        }
        _ => (PAGE, error.to_string(), 0..0),
    };
    let unknown = || SourceFile::new(name, "");
    let source = sources.get(name).or_else(|| sources.get(PAGE)).cloned().unwrap_or_else(unknown);
    let end = source.text.len();
    let place = Place::new(&source, range.start.min(end)..range.end.min(end));
    Diagnostic::new(Code::TemplateError, place).arg("reason", message)
}

/// What the template is given. Fields whose name ends in `html` are finished markup; everything else is text.
#[derive(Serialize)]
struct Page<'a> {
    /// What all names begin with.
    prefix: &'a str,
    /// Of the annex's heading.
    level: u8,
    language: &'a str,
    title: String,
    act_title: &'a str,
    authority: Option<&'a str>,
    citation: Option<String>,
    subject: Option<String>,
    registration: Option<String>,
    bulletin: Option<String>,
    heading: String,
    subtitle_html: Option<String>,
    style: Option<&'a str>,
    style_hash: Option<&'a str>,
    /// What search engines and programs are told, as JSON.
    structured: String,
    before_html: Option<String>,
    tables: Vec<TableView>,
    after_html: Option<String>,
    footnotes: Vec<FootnoteView>,
    accounting: Vec<String>,
    signing: Option<SigningView<'a>>,
    downloads: Vec<Download>,
    imprint: ImprintView<'a>,
    words: PageWords,
}

/// The program's own words on a page.
#[derive(Serialize)]
struct PageWords {
    skip: String,
    permalink: String,
    footnotes: String,
    downloads: String,
    accessibility: String,
    contact: String,
    licence: String,
    published: String,
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

#[derive(Serialize)]
struct Download {
    name: String,
    href: String,
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

impl<'a> Page<'a> {
    fn new(annex: &'a Annex, words: Words, settings: &'a Settings, host: &'a Host) -> Self {
        // In the order of the page: the writer counts the references to each footnote.
        let mut writer = Writer::new(&annex.footnotes, &host.prefix);
        let subtitle_html = words.annex_title(annex).map(|title| writer.cell(&title));
        let before_html = annex.before.as_ref().map(|text| writer.blocks(text));
        let tables = tables(annex, words, &host.prefix, &mut writer);
        let after_html = annex.after.as_ref().map(|text| writer.blocks(text));
        let others = settings.formats.iter().filter(|format| format.is_download());
        let download = |format: &Format| Download {
            name: words.get(&format!("format-{}", format.extension())),
            href: annex.file_name(format.extension()),
        };
        Self {
            prefix: &host.prefix,
            level: host.level,
            language: annex.act.language.tag(),
            title: document_title(annex, words),
            act_title: &annex.act.title,
            authority: annex.act.authority.as_deref(),
            citation: annex.act.citation.as_ref().map(|citation| words.citation(citation)),
            subject: words.subject(annex),
            registration: annex.act.registration.as_ref().map(|registration| words.registration(registration)),
            bulletin: words.bulletin(annex),
            heading: words.annex_heading(annex),
            subtitle_html,
            style: host.style.map(|style| style.text.as_str()),
            style_hash: host.style.map(|style| style.hash.as_str()),
            structured: structured::data(annex, words, settings),
            before_html,
            tables,
            after_html,
            footnotes: writer.footnotes(words),
            accounting: annex.accounting.iter().filter_map(|accounting| words.accounting(accounting)).collect(),
            signing: annex.signing.as_ref().map(|signing| SigningView::new(signing, words)),
            downloads: others.map(download).chain(package(settings, words)).collect(),
            imprint: ImprintView::new(&settings.imprint),
            words: PageWords {
                skip: words.get("skip-to-content"),
                permalink: words.get("permalink"),
                footnotes: words.get("footnotes"),
                downloads: words.get("downloads"),
                accessibility: words.get("accessibility-statement"),
                contact: words.get("contact"),
                licence: words.get("licence"),
                published: words.get("published-in"),
            },
        }
    }
}

/// What describes the data of the plan, where there are any.
fn package(settings: &Settings, words: Words) -> Option<Download> {
    let has_data = settings.formats.iter().any(|format| matches!(format, Format::Csv | Format::Json));
    has_data.then(|| Download { name: words.get("format-package"), href: PACKAGE.to_owned() })
}

fn tables(annex: &Annex, words: Words, prefix: &str, writer: &mut Writer) -> Vec<TableView> {
    let mut tables: Vec<TableView> = vec![];
    for (index, table) in annex.tables.iter().enumerate() {
        // By the plan's own name where there is one, so that links to it last.
        let id = table.id.as_ref().map_or_else(|| format!("{prefix}t{}", index + 1), |id| format!("{prefix}t-{id}"));
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
