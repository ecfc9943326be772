//! One page for each annex, by the Tera template `annex.html`. The room of tera.
//!
//! The template arranges; what has to be right in any arrangement (escaping, spans, which header belongs to which
//! cell) is worked out here and handed over as data.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera};

use super::{Format, Imprint, RenderError, Renderer, Templates, Words, document_title};
use crate::annex::{Annex, Block, Cell, Content, Grid, Inline, List, Role, Scope, Table, Text};
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

/// What the template is given. Fields named `html` are finished markup; everything else is text.
#[derive(Serialize)]
struct Page<'a> {
    language: &'a str,
    title: String,
    act_title: &'a str,
    authority: Option<&'a str>,
    bulletin: Option<String>,
    heading: String,
    subtitle: Option<String>,
    style: &'a str,
    tables: Vec<TableView>,
    downloads: Vec<Download>,
    imprint: ImprintView<'a>,
    words: PageWords,
}

/// The program's own words on a page.
#[derive(Serialize)]
struct PageWords {
    skip: String,
    downloads: String,
    accessibility: String,
    contact: String,
    licence: String,
    published: String,
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

#[derive(Serialize)]
struct TableView {
    id: String,
    /// Of the region that scrolls; unique on the page.
    name: String,
    caption: String,
    /// Whether the caption only repeats what stands above the table, and is for those who hear it.
    caption_hidden: bool,
    head: Vec<RowView>,
    body: Vec<RowView>,
    foot: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    role: &'static str,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    /// `th` or `td`.
    tag: &'static str,
    id: Option<String>,
    scope: Option<&'static str>,
    headers: Option<String>,
    rowspan: Option<usize>,
    colspan: Option<usize>,
    class: Option<&'static str>,
    html: String,
    note_html: Option<String>,
}

impl<'a> Page<'a> {
    fn new(annex: &'a Annex, words: Words, renderer: &'a Renderer, style: &'a str) -> Self {
        let mut tables: Vec<TableView> = vec![];
        for (index, table) in annex.tables.iter().enumerate() {
            let mut view = TableView::new(annex, table, index, words);
            // Two regions of one name could not be told apart by those who hear them.
            if tables.iter().any(|other| other.name == view.name) {
                view.name = format!("{} ({})", view.name, index + 1);
            }
            tables.push(view);
        }
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
            bulletin: words.bulletin(annex),
            heading: words.annex_heading(annex),
            subtitle: words.annex_title(annex),
            style,
            tables,
            downloads: others.map(download).collect(),
            imprint: ImprintView::new(&renderer.imprint),
            words: PageWords {
                skip: words.get("skip-to-content"),
                downloads: words.get("downloads"),
                accessibility: words.get("accessibility-statement"),
                contact: words.get("contact"),
                licence: words.get("licence"),
                published: words.get("published-in"),
            },
        }
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

impl TableView {
    fn new(annex: &Annex, table: &Table, index: usize, words: Words) -> Self {
        let id = format!("t{}", index + 1);
        let grid = &table.grid;
        // Where cells are merged, position no longer says which header belongs to which cell: it is said by name.
        let named = grid.cells().iter().any(|cell| cell.rows.start >= grid.heading_rows() && cell.is_merged());
        let row = |row: usize| RowView::new(grid, row, &id, named);
        let heading_rows = grid.heading_rows();
        let last = grid.rows().len();
        let foot = grid.rows().iter().rev().take_while(|row| row.role == Role::Total).count();
        let name = annex.title.clone().unwrap_or_else(|| words.annex_name(annex));
        let caption = table.caption.clone().unwrap_or(name);
        Self {
            name: caption.clone(),
            caption,
            caption_hidden: table.caption.is_none(),
            head: (0..heading_rows).map(row).collect(),
            body: (heading_rows..last - foot).map(row).collect(),
            foot: (last - foot..last).map(row).collect(),
            id,
        }
    }
}

impl RowView {
    fn new(grid: &Grid, row: usize, table: &str, named: bool) -> Self {
        let role = grid.rows()[row].role.name();
        Self { role, cells: grid.starting_in(row).map(|cell| CellView::new(grid, cell, table, named)).collect() }
    }
}

impl CellView {
    fn new(grid: &Grid, cell: &Cell, table: &str, named: bool) -> Self {
        let id = |cell: &Cell| format!("{table}-r{}c{}", cell.rows.start, cell.columns.start + 1);
        let headers = || grid.headers(cell).into_iter().map(id).collect::<Vec<_>>().join(" ");
        let scope = match cell.heads {
            Some(Scope::Column) if cell.columns.len() > 1 => Some("colgroup"),
            Some(Scope::Column) => Some("col"),
            Some(Scope::Row) if cell.rows.len() > 1 => Some("rowgroup"),
            Some(Scope::Row) => Some("row"),
            None => None,
        };
        let (class, html) = match &cell.content {
            Content::Text(text) => (None, text_html(text)),
            Content::Amount(figure) => (Some("amount"), escape(&figure.printed)),
            Content::Absent(mark) => (Some("amount"), escape(mark)),
        };
        let span = |span: usize| (span > 1).then_some(span);
        Self {
            tag: if cell.heads.is_some() { "th" } else { "td" },
            id: (named && cell.heads.is_some()).then(|| id(cell)),
            // Scope "rowgroup" would reach to the end of the row group; where headers are named, they say it all.
            scope: scope.filter(|_| !named || cell.rows.len() == 1),
            headers: named.then(headers).filter(|headers| !headers.is_empty()),
            rowspan: span(cell.rows.len()),
            colspan: span(cell.columns.len()),
            class,
            html,
            note_html: cell.note.as_ref().map(text_html),
        }
    }
}

/// A text as HTML. A single paragraph stands without its `p`: a cell is block enough.
fn text_html(text: &Text) -> String {
    let mut html = String::new();
    match text.blocks.as_slice() {
        [Block::Paragraph(inlines)] => push_inlines(&mut html, inlines),
        blocks => push_blocks(&mut html, blocks),
    }
    html
}

fn push_blocks(html: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => push_element(html, "p", |html| push_inlines(html, inlines)),
            Block::List(list) => push_list(html, list),
        }
    }
}

fn push_list(html: &mut String, list: &List) {
    match list {
        List::Bullets(items) => push_element(html, "ul", |html| {
            items.iter().for_each(|item| push_item(html, None, item));
        }),
        List::Numbered { mark, items } => {
            html.push_str(if *mark == ')' { "<ol class=\"parenthesis\">" } else { "<ol>" });
            let mut next = 1;
            for (number, item) in items {
                push_item(html, (*number != next).then_some(*number), item);
                next = number + 1;
            }
            html.push_str("</ol>");
        }
    }
}

/// An item of a list; with its number where that does not follow from the one before.
fn push_item(html: &mut String, number: Option<u64>, item: &Text) {
    match number {
        Some(number) => html.push_str(&format!("<li value=\"{number}\">")),
        None => html.push_str("<li>"),
    }
    match item.blocks.split_first() {
        Some((Block::Paragraph(inlines), rest)) => {
            push_inlines(html, inlines);
            push_blocks(html, rest);
        }
        _ => push_blocks(html, &item.blocks),
    }
    html.push_str("</li>");
}

fn push_inlines(html: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => html.push_str(&escape(text)),
            Inline::Code(code) => push_element(html, "code", |html| html.push_str(&escape(code))),
            Inline::Emphasis(content) => push_element(html, "em", |html| push_inlines(html, content)),
            Inline::Strong(content) => push_element(html, "strong", |html| push_inlines(html, content)),
            Inline::Link { url, content } => {
                html.push_str(&format!("<a href=\"{}\">", escape(url)));
                push_inlines(html, content);
                html.push_str("</a>");
            }
            Inline::Break => html.push_str("<br>"),
        }
    }
}

fn push_element(html: &mut String, name: &str, content: impl FnOnce(&mut String)) {
    html.push_str(&format!("<{name}>"));
    content(html);
    html.push_str(&format!("</{name}>"));
}

/// Text as HTML text or attribute value (HTML Living Standard, 13.3).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
