//! The record of a check, for the file of an act: every equation by which its annexes were verified, as Markdown or JSON.
//!
//! In: what `check` verified. Out: text, plan by plan, so that a record of any length is written as it comes.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalogue::{Arg, Catalogue};
use crate::check::{Equation, EquationKind, Outcome};
use crate::render::{escape_markdown, markdown_line};
use crate::source::Region;

/// What a record is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Markdown,
    Json,
}

impl Format {
    /// By the ending of a file's name.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "md" => Some(Format::Markdown),
            "json" => Some(Format::Json),
            _ => None,
        }
    }
}

/// What the check of one plan came to.
pub struct Entry<'a> {
    /// Path of the plan, as messages have it.
    pub plan: &'a str,
    /// Title of the plan, if it could be read.
    pub title: Option<&'a str>,
    pub errors: usize,
    pub warnings: usize,
    /// Nothing is verified where there are errors.
    pub equations: &'a [Equation],
}

/// A record while it is written.
pub struct Record<'a> {
    format: Format,
    words: &'a Catalogue,
    entries: usize,
}

impl<'a> Record<'a> {
    pub fn new(format: Format, words: &'a Catalogue) -> Self {
        Self { format, words, entries: 0 }
    }

    /// What comes before all plans.
    pub fn begin(&self) -> String {
        match self.format {
            Format::Markdown => {
                let text = |key| self.words.text(key, &[("version", env!("CARGO_PKG_VERSION").into())]);
                format!("# {}\n\n{}\n", text("record-title"), text("record-intro"))
            }
            Format::Json => {
                format!("{{\n\"format\": 1,\n\"program\": \"allegato {}\",\n\"plans\": [", env!("CARGO_PKG_VERSION"))
            }
        }
    }

    /// The part of one plan.
    pub fn entry(&mut self, entry: &Entry) -> String {
        self.entries += 1;
        match self.format {
            Format::Markdown => self.markdown(entry),
            Format::Json => {
                let comma = if self.entries > 1 { "," } else { "" };
                let plan = serde_json::to_string_pretty(&RecordedPlan::new(entry)).unwrap_or_default();
                format!("{comma}\n{plan}")
            }
        }
    }

    /// What comes after all plans.
    pub fn end(&self) -> &'static str {
        match self.format {
            Format::Markdown => "",
            Format::Json => "\n]\n}\n",
        }
    }

    fn markdown(&self, entry: &Entry) -> String {
        let mut text = format!("\n## {}\n", escape_markdown(entry.plan));
        if let Some(title) = entry.title {
            text.push_str(&format!("\n{}\n", markdown_line(title)));
        }
        let count = |outcome| entry.equations.iter().filter(|equation| equation.outcome == outcome).count();
        let summary = match entry.errors {
            0 => self.words.text(
                "record-verified",
                &[
                    ("agrees", count(Outcome::Agrees).into()),
                    ("computed", count(Outcome::Computed).into()),
                    ("tolerated", count(Outcome::WithinTolerance).into()),
                    ("published", count(Outcome::AsPublished).into()),
                ],
            ),
            errors => self.words.text("record-not-verified", &[("errors", errors.into())]),
        };
        text.push_str(&format!("\n{summary}\n"));
        for alike in entry.equations.chunk_by(|one, other| one.annex == other.annex) {
            let heading = match &alike[0].annex {
                Some(label) => self.words.text("record-annex", &[("label", escape_markdown(label).into())]),
                None => self.words.text("record-checks", &[]),
            };
            text.push_str(&format!("\n### {} ({})\n\n", heading, escape_markdown(entry.plan)));
            alike.iter().for_each(|equation| text.push_str(&self.line(entry.plan, equation)));
        }
        text
    }

    fn line(&self, plan: &str, equation: &Equation) -> String {
        let or_empty = |text: &Option<String>| Arg::from(text.as_deref().map(escape_markdown).unwrap_or_default());
        // What was asked begins with words of the clerk, all else with a figure.
        let text = match equation.kind {
            EquationKind::Check => markdown_line(&equation.text),
            _ => escape_markdown(&equation.text),
        };
        let has = |text: &Option<String>| Arg::from(if text.is_some() { "yes" } else { "no" });
        let line = self.words.text(
            "record-line",
            &[
                ("equation", text.into()),
                ("row", or_empty(&equation.row)),
                ("column", or_empty(&equation.column)),
                ("table", or_empty(&equation.table)),
                ("kind", equation.kind.name().into()),
                ("elsewhere", if equation.place.file.name == plan { "no" } else { "yes" }.into()),
                ("file", escape_markdown(&equation.place.file.name).into()),
                ("line", equation.place.line().to_string().into()),
                ("rounded", if equation.rounded { "yes" } else { "no" }.into()),
                ("outcome", equation.outcome.name().into()),
                ("gap", or_empty(&equation.gap)),
                ("because", has(&equation.reason)),
                ("reason", or_empty(&equation.reason)),
            ],
        );
        format!("- {}\n", line.replace('\n', " ").trim_end())
    }
}

/// A record as JSON.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecordFile {
    /// Edition of this format: 1.
    pub format: u32,
    /// The program and its version.
    pub program: String,
    /// The plans that were checked, in order of path.
    pub plans: Vec<RecordedPlan>,
}

/// What the check of one plan came to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecordedPlan {
    /// Path of the plan.
    pub plan: String,
    /// Its title, if it could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether all that it says was verified: it has no error.
    pub verified: bool,
    pub errors: usize,
    pub warnings: usize,
    /// Everything that was verified, in the order of the plan. Nothing where there are errors.
    pub equations: Vec<RecordedEquation>,
}

/// One equation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecordedEquation {
    /// Both sides in the plan's notation: "1,00 + 2,00 = 3,00".
    pub equation: String,
    /// By what kind of rule: sum, average, formula, share, parts, check.
    pub kind: &'static str,
    /// What came of it: agrees, computed (it was left out of the plan), within-tolerance, as-published.
    pub outcome: &'static str,
    /// Whether the left side was rounded to the right one.
    pub rounded: bool,
    /// Where its result is written, or the row that it was worked out for.
    pub place: Region,
    /// Label of the annex; none for a check over several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annex: Option<String>,
    /// Name of the table, or its number in the annex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// Label of the row, or its number in the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// Heading of the column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// How far the sides are apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<String>,
    /// Why it stands as it was published, or what the check is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl RecordedPlan {
    fn new(entry: &Entry) -> Self {
        Self {
            plan: entry.plan.to_owned(),
            title: entry.title.map(str::to_owned),
            verified: entry.errors == 0,
            errors: entry.errors,
            warnings: entry.warnings,
            equations: entry.equations.iter().map(RecordedEquation::new).collect(),
        }
    }
}

impl RecordedEquation {
    fn new(equation: &Equation) -> Self {
        Self {
            equation: equation.text.clone(),
            kind: equation.kind.name(),
            outcome: equation.outcome.name(),
            rounded: equation.rounded,
            place: Region::of(&equation.place),
            annex: equation.annex.clone(),
            table: equation.table.clone(),
            row: equation.row.clone(),
            column: equation.column.clone(),
            gap: equation.gap.clone(),
            reason: equation.reason.clone(),
        }
    }
}
