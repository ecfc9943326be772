//! Diagnostics for programs: what [`Diagnostic`] holds, in the words of a language, as JSON.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Diagnostic, Place, Policy, Severity};
use crate::catalogue::{Arg, Args, Catalogue};

/// One problem found in a file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Message {
    /// What this line is about: always "diagnostic".
    pub reason: &'static str,
    /// Stable name of the kind of problem; `allegato explain` knows it.
    pub code: &'static str,
    /// What it weighs in this project.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What stands under the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Where it is wrong.
    pub place: Region,
    /// Other places that belong to it, such as the rows of a sum.
    pub related: Vec<RelatedRegion>,
    /// How it comes about.
    pub notes: Vec<String>,
    /// What probably happened, likeliest first.
    pub hints: Vec<HintMessage>,
    /// What to do.
    pub helps: Vec<String>,
    /// The figures and names that the words are made of.
    pub args: BTreeMap<&'static str, ArgValue>,
}

/// A part of a file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Region {
    /// Path relative to the project where the file lies inside, with `/`.
    pub file: String,
    /// The sheet of a spreadsheet. Lines are its rows, columns its columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    pub start: Position,
    /// After the last character; of a spreadsheet the same cell.
    pub end: Position,
    /// The cell of a spreadsheet: "C812".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

/// A place between two characters.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters (Unicode scalar values), from 1.
    pub column: usize,
    /// In bytes of the text as UTF-8, from its start, without a byte order mark. None in spreadsheets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte: Option<usize>,
}

/// Another place that belongs to a problem.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RelatedRegion {
    /// What is there.
    pub label: String,
    pub place: Region,
}

/// What probably happened.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HintMessage {
    /// Stable name of the kind of slip.
    pub kind: &'static str,
    pub message: String,
    /// Where it may have happened, likeliest first.
    pub places: Vec<Region>,
    pub args: BTreeMap<&'static str, ArgValue>,
}

/// A text or a number.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ArgValue {
    Text(String),
    Number(usize),
}

impl Message {
    pub fn new(diagnostic: &Diagnostic, policy: &Policy, words: &Catalogue) -> Self {
        let key = diagnostic.code.name();
        let attribute = |name: &&str| words.attribute(key, name, &diagnostic.args);
        let related = diagnostic.related.iter().map(|related| RelatedRegion {
            label: attribute(&related.label).unwrap_or_default(),
            place: Region::of(&related.place),
        });
        let hints = diagnostic.hints.iter().map(|hint| HintMessage {
            kind: hint.key,
            message: words.text(hint.key, &hint.args),
            places: hint.places.iter().map(Region::of).collect(),
            args: values(&hint.args),
        });
        Self {
            reason: "diagnostic",
            code: key,
            severity: policy.severity(diagnostic.code),
            message: words.text(key, &diagnostic.args),
            label: attribute(&"label"),
            place: Region::of(&diagnostic.place),
            related: related.collect(),
            notes: diagnostic.notes.iter().filter_map(attribute).collect(),
            hints: hints.collect(),
            helps: diagnostic.helps.iter().filter_map(attribute).collect(),
            args: values(&diagnostic.args),
        }
    }
}

fn values(args: &Args) -> BTreeMap<&'static str, ArgValue> {
    let value = |arg: &Arg| match arg {
        Arg::Text(text) => ArgValue::Text(text.clone()),
        Arg::Number(number) => ArgValue::Number(*number),
    };
    args.iter().map(|(name, arg)| (*name, value(arg))).collect()
}

impl Region {
    pub fn of(place: &Place) -> Self {
        let position = |byte: usize| {
            if let Some((line, column)) = place.cell() {
                return Position { line, column, byte: None };
            }
            let (line, column) = place.file.line_column(byte);
            Position { line, column, byte: Some(byte) }
        };
        Self {
            file: place.file.path().to_owned(),
            sheet: place.file.sheet.clone(),
            start: position(place.span.start),
            end: position(place.span.end),
            cell: place.address(),
        }
    }
}
