//! What `allegato.toml` says of a project. Every value has a default, so the file may be empty or not there.

use std::sync::Arc;

use crate::catalogue::Language;
use crate::render::{Format, Imprint};
use crate::source::{Code, Context, Diagnostic, Place, Reader, SourceFile, Spanned};

/// Name of the file whose folder is a project.
pub const PROJECT_FILE: &str = "allegato.toml";

/// The settings of a project.
#[derive(Debug, Clone)]
pub struct Project {
    /// Authority of the plans that name none, and where it was written.
    pub authority: Option<(String, Place)>,
    /// Language of the plans that name none.
    pub language: Language,
    pub formats: Vec<Format>,
    /// What every page says of its publication.
    pub imprint: Imprint,
    /// Folder that documents are written to, relative to the project.
    pub output: String,
}

impl Default for Project {
    fn default() -> Self {
        let licence = Some("CC-BY-4.0".to_owned());
        Self {
            authority: None,
            language: Language::Italian,
            formats: Format::ALL.to_vec(),
            imprint: Imprint { title: None, licence, contact: None, accessibility_statement: None },
            output: "output".to_owned(),
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
        let given = |key| root.optional_text(key).map(|text| text.value);
        self.imprint.title = given("title");
        self.authority = root.optional_text("authority").map(|text| (text.value, root.context.place(text.span)));
        self.imprint.contact = given("contact");
        if let Some(licence) = given("licence") {
            self.imprint.licence = Some(licence);
        }
        let languages = Language::ALL.map(|language| (language.tag(), language));
        if let Some(language) = root.choice("language", &languages) {
            self.language = language.value;
        }
        if let Some(formats) = root.texts("formats") {
            if formats.is_empty() {
                let span = root.value("formats").map_or(root.span(), |value| value.span());
                let problem = Diagnostic::new(Code::EmptyText, root.context.place(span));
                root.context.report(problem.arg("key", "formats"));
            }
            self.formats = read_formats(&root, formats);
        }
        self.imprint.accessibility_statement = root.text("accessibility_statement").and_then(|address| {
            let known = ["https://", "http://"].iter().any(|scheme| address.value.starts_with(scheme));
            if !known || address.value.contains(char::is_whitespace) {
                let place = root.context.place(address.span.clone());
                root.context
                    .report(Diagnostic::new(Code::UnusableAddress, place).arg("address", address.value.as_str()));
            }
            known.then_some(address.value)
        });
        if let Some(output) = root.text("output") {
            // Documents stay inside the project: a slip here could else write anywhere.
            let parts: Vec<&str> = output.value.split(['/', '\\']).map(str::trim).collect();
            let own = matches!(parts.first(), Some(&("plans" | "templates")));
            if own || parts.iter().any(|part| matches!(*part, "" | "." | "..")) || output.value.contains(':') {
                let place = root.context.place(output.span.clone());
                root.context.report(Diagnostic::new(Code::UnusableFolder, place).arg("folder", output.value.as_str()));
            }
            self.output = output.value;
        }
        root.finish();
    }
}

fn read_formats(root: &Reader, words: Vec<Spanned<String>>) -> Vec<Format> {
    let mut formats = vec![];
    for word in words {
        match Format::from_extension(&word.value) {
            Some(format) if !formats.contains(&format) => formats.push(format),
            Some(_) => {}
            None => {
                let names: Vec<&str> = Format::ALL.iter().map(|format| format.extension()).collect();
                root.unknown_value("formats", &word, &names);
            }
        }
    }
    formats
}
