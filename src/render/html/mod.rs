//! One page for each annex, by the Tera template `annex.html`. The room of tera.
//!
//! The template arranges; what has to be right in any arrangement (escaping, spans, which header belongs to which
//! cell) is worked out here and handed over as data.

mod table;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera};

use self::table::TableView;
use self::text::{FootnoteView, Writer};
use super::{Format, Imprint, RenderError, Renderer, Templates, Words, document_title};
use crate::annex::{Annex, Signature, Signing};
use crate::source::{Code, Diagnostic, Place, SourceFile};

const TEMPLATE: &str = "annex.html";

/// The page template with its stylesheet, parsed once.
pub struct Html {
    tera: Tera,
    /// By name, for messages.
    sources: BTreeMap<String, Arc<SourceFile>>,
    style: String,
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
        Ok(Self { tera, style: text("style.css").text.clone(), sources })
    }

    pub fn render(&self, annex: &Annex, words: Words, renderer: &Renderer) -> Result<Vec<u8>, RenderError> {
        let page = Page::new(annex, words, renderer, &self.style);
        let context = Context::from_serialize(&page).map_err(|error| problem(&self.sources, &error))?;
        let page = self.tera.render(TEMPLATE, &context).map_err(|error| problem(&self.sources, &error))?;
        Ok(page.into_bytes())
    }
}

/// Tera's complaint at its own line of its own template.
fn problem(sources: &BTreeMap<String, Arc<SourceFile>>, error: &tera::Error) -> Diagnostic {
    let (name, message, range) = match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            (report.filename(), report.message().to_owned(), report.span().range.clone())
        }
        _ => (TEMPLATE, error.to_string(), 0..0),
    };
    let unknown = || SourceFile::new(name, "");
    let source = sources.get(name).or_else(|| sources.get(TEMPLATE)).cloned().unwrap_or_else(unknown);
    let end = source.text.len();
    let place = Place::new(&source, range.start.min(end)..range.end.min(end));
    Diagnostic::new(Code::TemplateError, place).arg("reason", message)
}

/// What the template is given. Fields whose name ends in `html` are finished markup; everything else is text.
#[derive(Serialize)]
struct Page<'a> {
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
    style: &'a str,
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
    fn new(annex: &'a Annex, words: Words, renderer: &'a Renderer, style: &'a str) -> Self {
        // In the order of the page: the writer counts the references to each footnote.
        let mut writer = Writer::new(&annex.footnotes);
        let subtitle_html = words.annex_title(annex).map(|title| writer.cell(&title));
        let before_html = annex.before.as_ref().map(|text| writer.blocks(text));
        let tables = tables(annex, words, &mut writer);
        let after_html = annex.after.as_ref().map(|text| writer.blocks(text));
        let others = renderer.formats().iter().filter(|format| **format != Format::Html);
        let download = |format: &Format| Download {
            name: words.get(&format!("format-{}", format.extension())),
            href: annex.file_name(format.extension()),
        };
        Self {
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
            style,
            before_html,
            tables,
            after_html,
            footnotes: writer.footnotes(words),
            accounting: annex.accounting.iter().filter_map(|accounting| words.accounting(accounting)).collect(),
            signing: annex.signing.as_ref().map(|signing| SigningView::new(signing, words)),
            downloads: others.map(download).collect(),
            imprint: ImprintView::new(&renderer.imprint),
            words: PageWords {
                skip: words.get("skip-to-content"),
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

fn tables(annex: &Annex, words: Words, writer: &mut Writer) -> Vec<TableView> {
    let mut tables: Vec<TableView> = vec![];
    for (index, table) in annex.tables.iter().enumerate() {
        let mut view = TableView::new(annex, table, index, words, writer);
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
        // Creative Commons publishes each licence under an address made of its SPDX name: CC-BY-SA-4.0. The names of
        // licences ported to a country have one part more, and other addresses.
        let licence_url = |licence: &str| {
            let (kind, version) = licence.strip_prefix("CC-")?.rsplit_once('-')?;
            let plain = version.chars().all(|c| c.is_ascii_digit() || c == '.');
            plain.then(|| format!("https://creativecommons.org/licenses/{}/{version}/", kind.to_lowercase()))
        };
        Self {
            title: imprint.title.as_deref(),
            licence: imprint.licence.as_deref(),
            licence_url: imprint.licence.as_deref().and_then(licence_url),
            contact: imprint.contact.as_deref(),
            contact_url: imprint.contact.as_deref().and_then(contact_url),
            accessibility_statement: imprint.accessibility_statement.as_deref(),
        }
    }
}
