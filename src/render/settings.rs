//! What a project says of its documents.

use super::{Colour, Format, Standards};

/// How documents are made, the same for all of a project.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The kinds that are made, each once.
    pub formats: Vec<Format>,
    pub imprint: Imprint,
    /// What PDFs keep to.
    pub standards: Standards,
    /// Whether fragments bring their own styles, for pages that do not have those of Bootstrap Italia.
    pub fragment_styles: bool,
    pub markdown: MarkdownSettings,
    pub site: SiteSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            formats: Format::USUAL.to_vec(),
            imprint: Imprint::default(),
            standards: Standards::default(),
            fragment_styles: false,
            markdown: MarkdownSettings::default(),
            site: SiteSettings::default(),
        }
    }
}

/// What every page says of its publication.
#[derive(Debug, Clone, Default)]
pub struct Imprint {
    /// Title of the site or the collection.
    pub title: Option<String>,
    /// SPDX identifier, or words.
    pub licence: Option<String>,
    /// Mail address, web address or words.
    pub contact: Option<String>,
    /// Web address of the "dichiarazione di accessibilità".
    pub accessibility_statement: Option<String>,
}

/// What the pages of the site say beside what all documents do.
#[derive(Debug, Clone, Default)]
pub struct SiteSettings {
    /// Where it is published: `https://www.regione.example/allegati/`. Used where a standard demands absolute addresses.
    pub base_url: Option<String>,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// What stands at the foot of each page: "Pubblicazione ai fini conoscitivi".
    pub notice: Option<String>,
    /// Other places, by name and web address.
    pub links: Vec<(String, String)>,
    /// Of links and marks on light and on dark paper, where it is not ours.
    pub accent: Option<Colour>,
    pub accent_dark: Option<Colour>,
}

/// How Markdown is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MarkdownSettings {
    pub tables: MarkdownTables,
    /// Whether a block of data about the annex stands first, for generators of sites such as Hugo and Zola.
    pub front_matter: bool,
}

/// How Markdown has tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MarkdownTables {
    /// As pipe tables where these lose nothing, else in HTML.
    #[default]
    Auto,
    /// As pipe tables, merged cells put in words.
    Pipe,
    Html,
}
