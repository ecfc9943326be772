//! Every word that a person reads, by language, from the Fluent files in `locales/`. The room of fluent.
//!
//! In: a message's key and its arguments. Out: the sentence. The interface (terminal, diagnostics) exists in Italian
//! and English; documents exist in every language that a plan can be written in.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::Serialize;

/// A language that documents are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Language {
    Italian,
    English,
    German,
    French,
    Spanish,
}

impl Language {
    pub const ALL: [Language; 5] =
        [Language::Italian, Language::English, Language::German, Language::French, Language::Spanish];

    /// The language subtag of BCP 47, which is also the folder under `locales/`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Italian => "it",
            Language::English => "en",
            Language::German => "de",
            Language::French => "fr",
            Language::Spanish => "es",
        }
    }

    /// Reads a BCP 47 tag or a POSIX locale name by its first part: `it`, `it-CH`, `it_IT.UTF-8`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// Whether the terminal speaks it.
    pub fn is_interface(self) -> bool {
        matches!(self, Language::Italian | Language::English)
    }
}

/// An argument of a message: a text that stands as it is, or a number that decides between singular and plural.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    Text(String),
    Number(usize),
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Arg::Number(number)
    }
}

/// Arguments by name, in the order in which they were given.
pub type Args = Vec<(&'static str, Arg)>;

/// The messages of one language.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

macro_rules! locale {
    ($language:literal / $file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/", $language, "/", $file, ".ftl"))
    };
}

/// Explanations of all kinds of problems, in Italian and English.
const EXPLANATIONS: [&str; 2] = [
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/it/explain.md")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en/explain.md")),
];

impl Catalogue {
    /// The words of terminal and diagnostics; a language that the interface lacks falls back to English.
    pub fn interface(language: Language) -> Self {
        match language {
            Language::Italian => Self::new(language, &[locale!("it" / "cli"), locale!("it" / "diagnostics")]),
            _ => Self::new(Language::English, &[locale!("en" / "cli"), locale!("en" / "diagnostics")]),
        }
    }

    /// The words that the program itself puts into a document, and into the site around it: "Allegato", "Pagina 1 di 3".
    pub fn document(language: Language) -> Self {
        let sources = match language {
            Language::Italian => [locale!("it" / "document"), locale!("it" / "site"), locale!("it" / "diff")],
            Language::English => [locale!("en" / "document"), locale!("en" / "site"), locale!("en" / "diff")],
            Language::German => [locale!("de" / "document"), locale!("de" / "site"), locale!("de" / "diff")],
            Language::French => [locale!("fr" / "document"), locale!("fr" / "site"), locale!("fr" / "diff")],
            Language::Spanish => [locale!("es" / "document"), locale!("es" / "site"), locale!("es" / "diff")],
        };
        Self::new(language, &sources)
    }

    /// The same, made once for all documents of that language.
    pub fn of_documents(language: Language) -> &'static Catalogue {
        static CATALOGUES: LazyLock<[Catalogue; 5]> = LazyLock::new(|| Language::ALL.map(Catalogue::document));
        let index = Language::ALL.iter().position(|other| *other == language).unwrap_or_default();
        &CATALOGUES[index]
    }

    fn new(language: Language, sources: &[&str]) -> Self {
        let tag = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks are for mixed scripts; here they would stand in files and be copied from terminals.
        bundle.set_use_isolating(false);
        for source in sources {
            // A malformed entry is left out here and found by the test of the catalogues.
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// The message of that key; the key itself where there is none, so that nothing is passed over in silence.
    pub fn text(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        pattern.map_or_else(|| key.to_owned(), |pattern| self.format(pattern, args))
    }

    /// An attribute of a message, where it has one of that name.
    pub fn attribute(&self, key: &str, attribute: &str, args: &[(&'static str, Arg)]) -> Option<String> {
        let attribute = self.bundle.get_message(key)?.get_attribute(attribute)?;
        Some(self.format(attribute.value(), args))
    }

    /// What there is to say at length of a kind of problem, as Markdown: the section of `explain.md` under its name.
    pub fn explanation(&self, code: &str) -> Option<&'static str> {
        let all = match self.language {
            Language::Italian => EXPLANATIONS[0],
            _ => EXPLANATIONS[1],
        };
        let sections = all.split("\n## ").skip(1);
        let mut named = sections.filter_map(|section| section.split_once('\n'));
        named.find(|(name, _)| *name == code).map(|(_, text)| text.trim())
    }

    fn format(&self, pattern: &fluent_syntax::ast::Pattern<&str>, args: &[(&'static str, Arg)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => values.set(*name, FluentValue::from(text.as_str())),
                Arg::Number(number) => values.set(*name, FluentValue::from(*number)),
            }
        }
        self.bundle.format_pattern(pattern, Some(&values), &mut vec![]).into_owned()
    }
}
