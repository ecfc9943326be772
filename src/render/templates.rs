//! The templates: those compiled in, each replaced by a project's file of the same name.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::SourceFile;

/// Templates and the files beside them, by name (`annex.html`, `parts/logo.svg`).
#[derive(Debug, Clone)]
pub struct Templates {
    files: BTreeMap<String, TemplateFile>,
}

#[derive(Debug, Clone)]
struct TemplateFile {
    /// For messages: `templates/annex.typ`.
    shown: String,
    bytes: Vec<u8>,
}

const BUILT_IN: [(&str, &str); 36] = [
    ("annex.css", include_str!("../../templates/annex.css")),
    ("annex.html", include_str!("../../templates/annex.html")),
    ("annex.typ", include_str!("../../templates/annex.typ")),
    ("base.html", include_str!("../../templates/base.html")),
    ("chart.css", include_str!("../../templates/chart.css")),
    ("corrections.html", include_str!("../../templates/corrections.html")),
    ("difference.css", include_str!("../../templates/difference.css")),
    ("difference.html", include_str!("../../templates/difference.html")),
    ("fragment.html", include_str!("../../templates/fragment.html")),
    ("parts/annex.html", include_str!("../../templates/parts/annex.html")),
    ("parts/bootstrap-footer.html", include_str!("../../templates/parts/bootstrap-footer.html")),
    ("parts/bootstrap-header.html", include_str!("../../templates/parts/bootstrap-header.html")),
    ("parts/breaks.typ", include_str!("../../templates/parts/breaks.typ")),
    ("parts/cells.typ", include_str!("../../templates/parts/cells.typ")),
    ("parts/chart.html", include_str!("../../templates/parts/chart.html")),
    ("parts/difference.html", include_str!("../../templates/parts/difference.html")),
    ("parts/footer.html", include_str!("../../templates/parts/footer.html")),
    ("parts/header.html", include_str!("../../templates/parts/header.html")),
    ("parts/imprint.html", include_str!("../../templates/parts/imprint.html")),
    ("parts/table.html", include_str!("../../templates/parts/table.html")),
    ("parts/table.typ", include_str!("../../templates/parts/table.typ")),
    ("parts/text.typ", include_str!("../../templates/parts/text.typ")),
    ("parts/widths.typ", include_str!("../../templates/parts/widths.typ")),
    ("site/bootstrap.css", include_str!("../../templates/site/bootstrap.css")),
    ("site/feed.atom", include_str!("../../templates/site/feed.atom")),
    ("site/home.html", include_str!("../../templates/site/home.html")),
    ("site/missing.html", include_str!("../../templates/site/missing.html")),
    ("site/parts/pager.html", include_str!("../../templates/site/parts/pager.html")),
    ("site/parts/plans.html", include_str!("../../templates/site/parts/plans.html")),
    ("site/plan.html", include_str!("../../templates/site/plan.html")),
    ("site/search.css", include_str!("../../templates/site/search.css")),
    ("site/search.html", include_str!("../../templates/site/search.html")),
    ("site/search.js", include_str!("../../templates/site/search.js")),
    ("site/site.css", include_str!("../../templates/site/site.css")),
    ("site/year.html", include_str!("../../templates/site/year.html")),
    ("style.css", include_str!("../../templates/style.css")),
];

impl Default for Templates {
    fn default() -> Self {
        Self::with(std::iter::empty())
    }
}

impl Templates {
    /// The built-in templates with files of a project over them: name within `templates/`, path for messages, bytes.
    pub fn with(files: impl IntoIterator<Item = (String, String, Vec<u8>)>) -> Self {
        let built_in = BUILT_IN.iter().map(|(name, text)| {
            ((*name).to_owned(), TemplateFile { shown: format!("templates/{name}"), bytes: text.as_bytes().to_vec() })
        });
        let own = files.into_iter().map(|(name, shown, bytes)| (name, TemplateFile { shown, bytes }));
        Self { files: built_in.chain(own).collect() }
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// All that the typesetter may make something of: its templates, and whatever the project has beside them.
    pub fn of_typesetter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.iter().map(|(name, file)| (name.as_str(), file.bytes.as_slice()));
        files.filter(|(name, _)| name.ends_with(".typ") || !self.is_built_in(name))
    }

    /// Whether a file is the program's own, to the byte.
    pub fn is_built_in(&self, name: &str) -> bool {
        BUILT_IN.iter().any(|(own, text)| *own == name && self.bytes(name) == Some(text.as_bytes()))
    }

    /// The bytes of a file, if there is one of that name.
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(|file| file.bytes.as_slice())
    }

    /// A file as text; bytes that are no UTF-8 become U+FFFD, which shows where they are.
    pub fn source(&self, name: &str) -> Option<Arc<SourceFile>> {
        let file = self.files.get(name)?;
        Some(SourceFile::new(file.shown.as_str(), String::from_utf8_lossy(&file.bytes)))
    }
}
