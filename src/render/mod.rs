//! Annex -> bytes. Every format draws the same checked grid; none knows of another.

mod chart;
mod colour;
mod csv;
mod difference;
mod drawn;
mod format;
mod html;
mod json;
mod licence;
pub mod location;
mod markdown;
mod marks;
mod package;
mod pdf;
mod rows;
mod settings;
mod standards;
mod stationery;
mod templates;
mod words;
mod xlsx;

pub use self::chart::{Bar, Chart, ChartView, largest as largest_bars, of_allocation as chart_of_allocation};
pub use self::colour::Colour;
pub use self::difference::{
    json as difference_json, markdown as difference_markdown, schema as difference_schema, text as difference_text,
};
pub use self::drawn::{Drawn, Refusal, RenderError};
pub use self::format::Format;
pub use self::html::{
    CORRECTIONS, CRUMB, DESCRIPTION, LinkView, NOTHING, Page, Position, SEARCH, description, row_address, table_address,
};
pub use self::json::schema as annex_schema;
pub use self::location::{Edition, Location};
pub use self::markdown::{escape as escape_markdown, line as markdown_line, of_text as markdown_text};
pub use self::package::NAME as PACKAGE;
pub use self::pdf::{HINT as TEMPLATE_HINT, embedded_fonts, version as typesetter_version};
pub use self::settings::{Imprint, MarkdownSettings, MarkdownTables, Settings, SiteSettings};
pub use self::standards::{Conflict, Standard, Standards};
pub use self::stationery::{CoatOfArms, FontFile, NamedFile, Stationery};
pub use self::templates::Templates;
pub use self::words::Words;

use std::collections::BTreeMap;

use serde::Serialize;

use self::html::Emblem;

use crate::annex::{Annex, Table};
use crate::catalogue::{Catalogue, Language};
use crate::diff::{Comparison, Difference};
use crate::digest::{Digesting, sha256};
use crate::source::{Diagnostic, shown};

/// Digest of an annex, by all of the model to its last field. For all its documents it is worked out once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexDigest(String);

impl AnnexDigest {
    /// Nothing where there is none to be relied on, which no model comes to.
    pub fn of(annex: &Annex) -> Option<Self> {
        Some(Self(sha256(&postcard::to_extend(annex, vec![]).ok()?)))
    }
}

/// The files that an annex was made of.
#[derive(Debug)]
pub struct Sources<'a> {
    pub plan: SourceBytes<'a>,
    /// Those that its plan took rows from.
    pub rows: Vec<SourceBytes<'a>>,
}

/// A file as it was read.
#[derive(Debug)]
pub struct SourceBytes<'a> {
    /// Its path, as messages or the plan have it.
    pub name: &'a str,
    pub bytes: &'a [u8],
}

impl SourceBytes<'_> {
    /// Its name without the folders: a path says where it lay, which a reader of documents can't follow.
    fn base_name(&self) -> String {
        shown(self.name.rsplit(['/', '\\']).next().unwrap_or_default())
    }
}

/// Draws annexes. Made once: what all documents share (templates, fonts) is loaded once and shared by threads.
pub struct Renderer {
    html: html::Html,
    pdf: pdf::Engine,
    settings: Settings,
    /// Digest of what all PDFs are made with beside their annexes: standards, templates, fonts, coat of arms.
    typesetting: Digesting,
}

impl Renderer {
    /// # Errors
    /// The templates' own slips, at their places.
    pub fn new(templates: &Templates, settings: Settings) -> Result<Self, Vec<Diagnostic>> {
        let pdf = pdf::Engine::new(templates, &settings.standards);
        let mut typesetting = Digesting::default();
        typesetting.add(format!("{:?}", settings.standards).as_bytes());
        templates.of_typesetter().for_each(|(name, bytes)| typesetting.add_named(name, bytes));
        Ok(Self { html: html::Html::new(templates, &settings.site)?, pdf, settings, typesetting })
    }

    /// Takes up what the project brings, and tells what is wrong with it. Where that is an error, nothing shall be drawn.
    pub fn furnish(&mut self, mut stationery: Stationery) -> Vec<Diagnostic> {
        let bootstrap_italia = stationery.bootstrap_italia.take();
        stationery.fonts.iter().for_each(|font| self.typesetting.add_named(&font.shown, &font.bytes));
        self.typesetting.add(format!("{:?}", stationery.family.as_ref().map(|(family, _)| family)).as_bytes());
        if let Some(image) = &stationery.coat_of_arms {
            self.typesetting.add_named(&image.alternative, &image.bytes);
        }
        let problems = self.pdf.furnish(stationery);
        let emblem = self.pdf.coat_of_arms().map(|image| Emblem {
            bytes: image.bytes.to_vec(),
            ending: image.format,
            ratio: image.width / image.height,
            alternative: image.alternative.clone(),
        });
        self.html.furnish(emblem, bootstrap_italia);
        problems
    }

    /// The files that pages of the site refer to beside each other, by their path there.
    pub fn site_files(&self) -> &[NamedFile] {
        self.html.files()
    }

    pub fn formats(&self) -> &[Format] {
        &self.settings.formats
    }

    /// Whether documents can show a character: PDF needs a font that has it.
    pub fn can_print(&self, c: char) -> bool {
        !self.settings.formats.contains(&Format::Pdf) || self.pdf.can_print(c)
    }

    /// Whether documents can show a table: in PDF it has to fit a page.
    pub fn fits(&self, table: &Table) -> bool {
        !self.settings.formats.contains(&Format::Pdf) || self.pdf.fits(table)
    }

    /// Draws an annex.
    ///
    /// # Errors
    /// Where a template fails on it, or the typesetter refuses it.
    pub fn render(&self, annex: &Annex, format: Format, sources: &Sources) -> Result<Vec<u8>, RenderError> {
        self.draw(annex, format, sources).map(|drawn| drawn.bytes)
    }

    /// The same, with what is odd in the template.
    ///
    /// # Errors
    /// As for [`Renderer::render`].
    pub fn draw(&self, annex: &Annex, format: Format, sources: &Sources) -> Result<Drawn, RenderError> {
        let words = Words::new(Catalogue::of_documents(annex.act.language));
        match format {
            Format::Html => self.html.page(annex, words, &self.settings, None, &|_| None).map(Drawn::from),
            Format::Fragment => self.html.fragment(annex, words, &self.settings).map(Drawn::from),
            Format::Markdown => Ok(Drawn::from(markdown::render(annex, words, self.settings.markdown).into_bytes())),
            Format::Pdf => self.pdf.render(annex, words, sources),
            Format::Csv => Ok(Drawn::from(csv::render(annex))),
            Format::Json => Ok(Drawn::from(json::render(annex))),
            Format::Xlsx => xlsx::render(annex, words).map(Drawn::from),
        }
    }

    /// Digest of all that a document is made from, given that of its annex: with the same one it has the same bytes, as long as
    /// the program is the same. None for pages, which are made of other documents too.
    pub fn made_from(&self, annex: &AnnexDigest, format: Format, sources: &Sources) -> Option<String> {
        let mut digest = match format {
            Format::Html | Format::Fragment => return None,
            Format::Pdf => self.typesetting.clone(),
            Format::Markdown | Format::Csv | Format::Json | Format::Xlsx => Digesting::default(),
        };
        digest.add(format.extension().as_bytes());
        match format {
            Format::Markdown => digest.add(format!("{:?}", self.settings.markdown).as_bytes()),
            Format::Pdf if self.settings.standards.attach() => {
                let files = std::iter::once(&sources.plan).chain(&sources.rows);
                files.for_each(|file| digest.add_named(file.name, file.bytes));
            }
            _ => {}
        }
        digest.add(annex.0.as_bytes());
        Some(digest.finish())
    }

    /// The files that the template of PDFs reads for an annex (its data, where its tables are parted), by the names that it
    /// asks for without the leading `/`. With them and the templates, any other Typst can set the same document: for
    /// comparisons (`benches/peers/`), and for who writes a template. A coat of arms is not among them, nor what PDF/A-3a
    /// attaches.
    ///
    /// # Errors
    /// As for [`Renderer::render`], where it is not the standards that refuse the document.
    pub fn typesetter_files(&self, annex: &Annex) -> Result<Vec<(String, Vec<u8>)>, RenderError> {
        self.pdf.given(annex, Words::new(Catalogue::of_documents(annex.act.language)))
    }

    /// Draws the page of an annex with the sizes in bytes of the files beside it, which `size` knows by name; as one of the
    /// site, with the way to the pages around it, where it has a place there.
    ///
    /// # Errors
    /// Where a template fails on it.
    pub fn page(
        &self,
        annex: &Annex,
        location: Option<&Location>,
        size: &dyn Fn(&str) -> Option<usize>,
    ) -> Result<Vec<u8>, RenderError> {
        let words = Words::new(Catalogue::of_documents(annex.act.language));
        self.html.page(annex, words, &self.settings, location, size)
    }

    /// Draws a page of the site that is not of an annex by the template of that name, given what that needs.
    ///
    /// # Errors
    /// Where the template fails on it.
    pub fn site_page(&self, template: &str, page: Page, content: &impl Serialize) -> Result<Vec<u8>, RenderError> {
        self.html.site_page(template, page, content)
    }

    /// The same for a file that is no page.
    ///
    /// # Errors
    /// Where the template fails on it.
    pub fn site_file(&self, template: &str, content: &impl Serialize) -> Result<Vec<u8>, RenderError> {
        self.html.site_file(template, content)
    }

    /// The script of the search.
    pub fn search_script(&self) -> &[u8] {
        self.html.search_script()
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Draws the page of an annex's corrections, which is no kind of document but goes with its page. `differences` has what
    /// a version, by its number, changed in the one before it, for those of which that is known.
    ///
    /// # Errors
    /// Where the template fails on it.
    pub fn corrections(
        &self,
        annex: &Annex,
        location: Option<&Location>,
        differences: &BTreeMap<usize, Difference>,
    ) -> Result<Vec<u8>, RenderError> {
        let words = Words::new(Catalogue::of_documents(annex.act.language));
        self.html.corrections(annex, words, &self.settings, location, differences)
    }

    /// Draws a page of what differs between two plans, in the language of the newer one.
    ///
    /// # Errors
    /// Where a template fails on it.
    pub fn difference(&self, comparison: &Comparison, language: Language) -> Result<Vec<u8>, RenderError> {
        let words = Words::new(Catalogue::of_documents(language));
        self.html.difference(comparison, words, &self.settings)
    }

    /// Describes the CSV and JSON of the annexes of a plan, of which `file` knows size and SHA-256 by name;
    /// nothing where there is neither.
    pub fn package<'d>(
        &self,
        annexes: &[Annex],
        sources: &Sources,
        file: &dyn Fn(&str) -> Option<(usize, &'d str)>,
    ) -> Option<Vec<u8>> {
        package::render(annexes, &self.settings.imprint, sources, file)
    }
}

/// Characters of a document's title at most. It is a name, and PDF has a limit of 32,767 bytes for it (ISO 19005-2,
/// 6.1.13).
pub const LONGEST_TITLE: usize = 500;

/// The title of the document as a whole: what a window or a list of files shows.
fn document_title(annex: &Annex, words: Words) -> String {
    shorten(&words.full_title(annex).to_plain(), LONGEST_TITLE)
}

/// A name for a list or a window: of a text of more characters than that the beginning.
pub fn shorten(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
