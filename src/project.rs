//! What `allegato.toml` says of a project. Every value has a default, so the file may be empty or not there.

mod catalogue;
mod preservation;

use std::sync::Arc;

use schemars::generate::SchemaSettings;
use schemars::json_schema;

use crate::annex::{Profile, one_line};
use crate::archive::Layout;
use crate::archive::metadata;
use crate::catalogue::Language;
use crate::render::{Colour, Conflict, Format, Imprint, MarkdownTables, Settings, SiteSettings, Standard, Standards};
use crate::site::dcat;
use crate::source::{
    Code, Context, Diagnostic, FromValue, Place, Reader, SourceFile, Spanned, Value, choices, inline_schema, shape,
    without_null,
};

/// Name of the file whose folder is a project.
pub const PROJECT_FILE: &str = "allegato.toml";

/// The settings of a project.
#[derive(Debug, Clone)]
pub struct Project {
    /// Authority of the plans that name none, and where it was written.
    pub authority: Option<(String, Place)>,
    /// Language of the plans that name none.
    pub language: Language,
    /// How documents are made.
    pub documents: Settings,
    /// Folder that documents are written to, relative to the project.
    pub output: String,
    /// Family that texts of PDFs are set in, where the project chooses one, and where it was written.
    pub font: Option<(String, Place)>,
    /// How the pages of plans are headed that say nothing of it and have a bulletin.
    pub profile: Profile,
    pub coat_of_arms: Option<Picture>,
    /// Folder of the copy of Bootstrap Italia that pages look by, relative to the project, and where it was written.
    pub bootstrap_italia: Option<(String, Place)>,
    /// Warnings that are errors here.
    pub warnings_as_errors: Vec<Code>,
    /// The address that the site is published under.
    pub base_url: Option<dcat::BaseUrl>,
    /// The catalogue of all data sets, where the project asks for one and says all that it needs.
    pub catalogue: Option<dcat::Settings>,
    /// Folder that years are archived in, relative to the project, and how they lie there.
    pub archive: (String, Layout),
    /// What goes with archived documents to the system that preserves them, where the project asks for it.
    pub preservation: Option<metadata::Settings>,
}

/// An image of the project, as its settings name it.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Relative to the project.
    pub file: String,
    /// Where that was written.
    pub place: Place,
    /// What it shows.
    pub alternative: String,
}

impl Default for Project {
    fn default() -> Self {
        let licence = Some("CC-BY-4.0".to_owned());
        Self {
            authority: None,
            language: Language::Italian,
            documents: Settings { imprint: Imprint { licence, ..Imprint::default() }, ..Settings::default() },
            output: "output".to_owned(),
            font: None,
            profile: Profile::Act,
            coat_of_arms: None,
            bootstrap_italia: None,
            warnings_as_errors: vec![],
            base_url: None,
            catalogue: None,
            archive: ("archive".to_owned(), Layout::Plain),
            preservation: None,
        }
    }
}

impl Project {
    /// Reads the settings; what is left out keeps its default, what is wrong is reported.
    pub fn load(file: &Arc<SourceFile>) -> (Self, Vec<Diagnostic>) {
        let context = Context::new(file);
        let mut project = Self::default();
        context.parse(|root| project.read(root));
        (project, context.into_problems())
    }

    fn read(&mut self, root: Reader) {
        let context = root.context;
        let none = |value: &Value| value.get_ref().as_array().is_some_and(|formats| formats.is_empty());
        let no_formats = root.value("formats").filter(|value| none(value)).map(|value| value.span());
        let file = File::read(root);
        let imprint = &mut self.documents.imprint;
        imprint.title = file.title.map(|text| text.value);
        self.authority = file.authority.map(|text| (text.value, context.place(text.span)));
        imprint.contact = file.contact.map(|text| text.value);
        if let Some(licence) = file.licence {
            imprint.licence = Some(licence.value);
        }
        imprint.accessibility_statement = file.accessibility_statement.map(|text| check_address(context, text));
        if let Some(language) = file.language {
            self.language = language.value;
        }
        if let Some(formats) = file.formats {
            if let Some(span) = no_formats {
                context.empty_text("formats", span);
            }
            self.documents.formats = vec![];
            for format in formats.iter().map(|format| format.value) {
                if !self.documents.formats.contains(&format) {
                    self.documents.formats.push(format);
                }
            }
        }
        if let Some(html) = file.html {
            self.documents.fragment_styles = html.fragment_styles.is_some_and(|styles| styles.value);
        }
        if let Some(markdown) = file.markdown {
            self.documents.markdown.tables = markdown.tables.map_or(MarkdownTables::default(), |tables| tables.value);
            self.documents.markdown.front_matter = markdown.front_matter.is_some_and(|matter| matter.value);
        }
        let mut addressed = false;
        if let Some(site) = file.site {
            addressed = site.base_url.is_some();
            self.base_url = site.base_url.and_then(|address| catalogue::base_url(context, &address));
            self.documents.site = SiteSettings {
                base_url: self.base_url.as_ref().map(|base| base.of("")),
                description: site.description.map(|text| one_line(&text.value)),
                notice: site.notice.map(|text| one_line(&text.value)),
                links: site
                    .links
                    .into_iter()
                    .map(|link| (one_line(&link.text.value), check_address(context, link.url)))
                    .collect(),
                accent: site.accent.and_then(|colour| check_colour(context, &colour, &Colour::LIGHT)),
                accent_dark: site.accent_dark.and_then(|colour| check_colour(context, &colour, &Colour::DARK)),
            };
            self.bootstrap_italia = site.bootstrap_italia.map(|folder| (folder.value, context.place(folder.span)));
        }
        if let Some(output) = file.output {
            let archive = file.archive.as_ref().and_then(|archive| archive.folder.as_ref());
            let archive = archive.map_or(self.archive.0.as_str(), |folder| folder.value.as_str());
            self.output = check_folder(context, output, &[archive]);
        }
        if let Some(archive) = file.archive {
            if let Some(folder) = archive.folder {
                self.archive.0 = check_folder(context, folder, &[&self.output]);
            }
            self.archive.1 = archive.layout.map_or(Layout::Plain, |layout| layout.value);
        }
        self.coat_of_arms = file.coat_of_arms.map(|CoatOfArms { file, alternative, .. }| Picture {
            file: file.value,
            place: context.place(file.span),
            alternative: one_line(&alternative.value),
        });
        if let Some(pdf) = file.pdf {
            if let Some(Chosen(standards)) = pdf.standards {
                self.documents.standards = standards;
            }
            self.profile = pdf.profile.map_or(Profile::Act, |profile| profile.value);
            self.font = pdf.font.map(|text| (text.value, context.place(text.span)));
        }
        self.warnings_as_errors = file.warnings_as_errors.into_iter().map(|code| code.value).collect();
        self.catalogue = file.catalogue.and_then(|table| table.settings(context, self, addressed));
        self.preservation = file.preservation.map(|table| table.settings(context, self));
    }
}

shape! {
    /// The settings of a project, `allegato.toml`.
    pub struct File {
        /// Title of the site or the collection.
        pub title: Option<Spanned<String>>,
        /// Authority of the plans that name none.
        pub authority: Option<Spanned<String>>,
        /// Language of the plans that name none.
        pub language: Option<Spanned<Language>>,
        /// The kinds of documents to make.
        pub formats: Option<Vec<Spanned<Format>>>,
        /// How PDFs are made.
        pub pdf: Option<Pdf>,
        /// How HTML is made.
        pub html: Option<Html>,
        /// How Markdown is made.
        pub markdown: Option<Markdown>,
        /// What the pages of the site say.
        pub site: Option<Site>,
        /// Licence of the documents: an SPDX identifier, or words.
        pub licence: Option<Spanned<String>>,
        /// Mail address, web address or words.
        pub contact: Option<Spanned<String>>,
        /// Web address of the accessibility statement.
        pub accessibility_statement: Option<Spanned<String>>,
        /// Folder that documents are written to, inside the project.
        pub output: Option<Spanned<String>>,
        /// The coat of arms of the authority.
        pub coat_of_arms: Option<CoatOfArms>,
        /// Warnings that are errors in this project.
        #[schemars(default)]
        pub warnings_as_errors: Vec<Spanned<Code>>,
        /// The catalogue of all data sets for portals of open data, by the profile DCAT-AP_IT.
        pub catalogue: Option<catalogue::Catalogue>,
        /// The archives of years.
        pub archive: Option<Archive>,
        /// What the records of archived documents say, for the system that preserves them.
        pub preservation: Option<preservation::Preservation>,
    }

    /// The coat of arms of the authority.
    pub struct CoatOfArms {
        /// An SVG or PNG, by its path in the project: "stemma.svg".
        pub file: Spanned<String>,
        /// What it shows, for those who can't see it: "Stemma della Regione Basilicata".
        pub alternative: Spanned<String>,
    }

    /// What the pages of the site say.
    pub struct Site {
        /// Where it is published: "https://www.regione.example/allegati/". Needed only where addresses have to be absolute:
        /// for the site map, the catalogue of data sets and the page of what is not found.
        pub base_url: Option<Spanned<String>>,
        /// What it is, in a sentence or two.
        pub description: Option<Spanned<String>>,
        /// What stands at the foot of each page: "Pubblicazione ai fini conoscitivi".
        pub notice: Option<Spanned<String>>,
        /// Other places that each page leads to.
        #[schemars(default)]
        pub links: Vec<SiteLink>,
        /// Colour of links on light paper: "#004a8f". It has to have a contrast of 4.5:1 with it.
        pub accent: Option<Spanned<String>>,
        /// The same on dark paper: "#9cc9ff". Without it, a lighter tone of the other.
        pub accent_dark: Option<Spanned<String>>,
        /// Folder in the project with a copy of Bootstrap Italia, which pages then look by: "bootstrap-italia/dist".
        pub bootstrap_italia: Option<Spanned<String>>,
    }

    /// A place that the site leads to.
    pub struct SiteLink {
        /// What it is called: "Amministrazione trasparente".
        pub text: Spanned<String>,
        /// Its web address.
        pub url: Spanned<String>,
    }

    /// The archives of years.
    pub struct Archive {
        /// Folder that they are in, inside the project: "archive" where nothing is said.
        pub folder: Option<Spanned<String>>,
        /// How the files of a year lie in its folder. Without it, as they are.
        pub layout: Option<Spanned<Layout>>,
    }

    /// How HTML is made.
    pub struct Html {
        /// Whether fragments bring their own styles, for pages without those of Bootstrap Italia.
        pub fragment_styles: Option<Spanned<bool>>,
    }

    /// How Markdown is made.
    pub struct Markdown {
        /// How tables are written. Without it, as pipe tables where these lose nothing, else in HTML.
        pub tables: Option<Spanned<MarkdownTables>>,
        /// Whether a block of data about the annex stands first, for generators of sites such as Hugo and Zola.
        pub front_matter: Option<Spanned<bool>>,
    }

    /// How PDFs are made.
    pub struct Pdf {
        /// What they keep to: `["a-2a", "ua-1"]` where nothing is said.
        pub standards: Option<Chosen>,
        /// Family of type that texts are set in: one of the files in `fonts/`, or an embedded one. Without it,
        /// Libertinus Serif.
        pub font: Option<Spanned<String>>,
        /// How pages are headed: as those of an act, or of the bulletin that plans name. Without it, of an act.
        pub profile: Option<Spanned<Profile>>,
    }
}

/// The JSON Schema of settings, made of the types by which they are read. Draft 7 is what editors of TOML understand.
pub fn schema() -> serde_json::Value {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<File>();
    schema.insert("title".to_owned(), "allegato: the settings of a project".into());
    without_null(schema.to_value())
}

/// Standards that can be had together.
#[derive(Debug)]
pub struct Chosen(pub Standards);

impl FromValue for Chosen {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        let words: Vec<Spanned<Standard>> = FromValue::from_value(context, key, value)?;
        if words.len() < value.get_ref().as_array().map_or(0, |words| words.len()) {
            // One of them is reported already.
            return None;
        }
        let chosen: Vec<Standard> = words.iter().map(|word| word.value).collect();
        let report = |conflict: Conflict| {
            let mut problem = Diagnostic::new(Code::StandardsConflict, context.place(value.span()));
            problem.args = conflict.args();
            context.report(problem);
        };
        Standards::new(&chosen).map_err(report).ok().map(Self)
    }
}

inline_schema!(Chosen, generator => json_schema!({
    "type": "array", "items": generator.subschema_for::<Standard>(), "minItems": 1
}));

choices! {
    Standard {
        "1.7" => Standard::Pdf17, "PDF 1.7, and no more than that.";
        "a-1a" => Standard::A1a, "PDF/A-1a, the oldest part for archives.";
        "a-2a" => Standard::A2a, "PDF/A-2a, for archives, with tags.";
        "a-2u" => Standard::A2u, "PDF/A-2u, for archives, with text that can be searched.";
        "a-3a" => Standard::A3a, "PDF/A-3a, as 2a, with the plan, its files of rows and the figures as CSV and JSON attached.";
        "a-4" => Standard::A4, "PDF/A-4, the newest part for archives.";
        "ua-1" => Standard::Ua1, "PDF/UA-1, for everybody's access.";
    }
    Format {
        "html" => Format::Html, "A web page.";
        "md" => Format::Markdown, "GitHub-flavoured Markdown.";
        "pdf" => Format::Pdf, "PDF, by the standards chosen under [pdf].";
        "csv" => Format::Csv, "The rows as CSV, for spreadsheets and programs.";
        "json" => Format::Json, "The whole annex as JSON, for programs.";
        "xlsx" => Format::Xlsx, "A workbook for spreadsheets, its sums as formulas.";
        "fragment" => Format::Fragment, "HTML without a page around it, to be pasted into a content manager.";
    }
    Layout {
        "plain" => Layout::Plain, "As they are.";
        "bagit" => Layout::Bag, "In a bag of BagIt (RFC 8493), below data/.";
    }
    MarkdownTables {
        "auto" => MarkdownTables::Auto, "Pipe tables where these lose nothing, else HTML.";
        "pipe" => MarkdownTables::Pipe, "Pipe tables, merged cells put in words.";
        "html" => MarkdownTables::Html, "HTML tables.";
    }
    Code {
        "as-published" => Code::AsPublished, "A wrong figure that stands as it was published.";
        "within-tolerance" => Code::WithinTolerance, "A figure that is off by no more than was allowed.";
        "template-warning" => Code::TemplateWarning, "Something odd in a template.";
        "authority-without-ipa" => Code::AuthorityWithoutIpa, "A plan whose authority the catalogue has no code of.";
        "metadata-incomplete" => Code::MetadataIncomplete, "A plan or project whose documents have no record for preservation.";
        "font-without-bold" => Code::FontWithoutBold, "A family of type without a bold face.";
    }
}

fn check_address(context: &Context, address: Spanned<String>) -> String {
    let known = ["https://", "http://"].iter().any(|scheme| address.value.starts_with(scheme));
    if !known || address.value.contains(char::is_whitespace) {
        let problem = Diagnostic::new(Code::UnusableAddress, context.place(address.span));
        context.report(problem.arg("address", address.value.as_str()).arg("kind", "web"));
    }
    address.value
}

/// A colour that can be read on all of some backgrounds.
fn check_colour(context: &Context, colour: &Spanned<String>, backgrounds: &[Colour]) -> Option<Colour> {
    let problem = |code| Diagnostic::new(code, context.place(colour.span.clone())).arg("colour", colour.value.as_str());
    let Some(found) = Colour::parse(&colour.value) else {
        context.report(problem(Code::UnknownColour));
        return None;
    };
    let contrast = found.contrast_on(backgrounds);
    if contrast < Colour::ENOUGH {
        // Rounded down: 4.49 is not enough.
        let tenths = (10..45u8).rev().find(|tenths| f64::from(*tenths) / 10.0 <= contrast).map_or(10, usize::from);
        let near = found.readable_on(backgrounds, Colour::ENOUGH);
        let problem = problem(Code::LowContrast).arg("whole", tenths / 10).arg("tenths", tenths % 10);
        context.report(problem.arg("near", near.to_string()));
    }
    Some(found)
}

/// What is written stays inside the project, as a slip here could else write anywhere; and apart from what `others` are for:
/// what is archived is not to be where documents are made anew.
fn check_folder(context: &Context, folder: Spanned<String>, others: &[&str]) -> String {
    let parts: Vec<&str> = folder.value.split(['/', '\\']).map(str::trim).collect();
    let first = parts.first().copied().unwrap_or_default();
    let taken = ["plans", "templates", "fonts"].contains(&first)
        || others.iter().any(|other| other.split(['/', '\\']).next() == Some(first));
    if taken || parts.iter().any(|part| matches!(*part, "" | "." | "..")) || folder.value.contains(':') {
        let problem = Diagnostic::new(Code::UnusableFolder, context.place(folder.span));
        context.report(problem.arg("folder", folder.value.as_str()));
    }
    folder.value
}
