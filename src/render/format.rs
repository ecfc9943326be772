//! The kinds of documents that there are.

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    Html,
    Markdown,
    Pdf,
    Csv,
    Json,
    Xlsx,
    /// HTML without a page around it, to be pasted into that of a content manager.
    Fragment,
}

impl Format {
    /// In the order in which pages offer them: what most people want comes first.
    pub const ALL: &[Format] =
        &[Format::Html, Format::Pdf, Format::Xlsx, Format::Csv, Format::Json, Format::Markdown, Format::Fragment];
    /// What is made where nothing is said.
    pub const USUAL: &[Format] =
        &[Format::Html, Format::Pdf, Format::Xlsx, Format::Csv, Format::Json, Format::Markdown];

    /// The ending of its files, which is also its name in `allegato.toml`.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Markdown => "md",
            Format::Pdf => "pdf",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Xlsx => "xlsx",
            Format::Fragment => "fragment.html",
        }
    }

    /// As IANA has it registered.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Html | Format::Fragment => "text/html",
            Format::Markdown => "text/markdown",
            Format::Pdf => "application/pdf",
            Format::Csv => "text/csv",
            Format::Json => "application/json",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Whether a page offers it beside itself.
    pub fn is_download(self) -> bool {
        !matches!(self, Format::Html | Format::Fragment)
    }
}
