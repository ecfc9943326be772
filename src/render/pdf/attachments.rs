//! What a PDF/A-3 carries: the plan and its files of rows as they were read, and the annex as data.

use std::collections::BTreeSet;

use crate::annex::Annex;
use crate::render::{SourceBytes, Sources, Words, csv, json};

/// A file inside the PDF.
pub struct Attachment {
    /// Without any folder; no two of a document share one.
    pub name: String,
    pub mime: &'static str,
    pub relationship: &'static str,
    /// In the document's language.
    pub description: String,
    pub bytes: Vec<u8>,
}

/// The original material of the document, and the data that it shows (ISO 19005-3, 6.8 and annex E; ISO 32000-2, table
/// 43).
const SOURCE: &str = "source";
const DATA: &str = "data";

/// All that goes with an annex, what it was made of first.
pub fn of(annex: &Annex, words: Words, sources: &Sources) -> Vec<Attachment> {
    let source = |file: &SourceBytes, description: &str| {
        let name = file.base_name();
        let (mime, description) = (mime(&name), words.get(description));
        Attachment { name, mime, relationship: SOURCE, description, bytes: file.bytes.to_vec() }
    };
    let data = |extension: &str, description: &str, bytes: Vec<u8>| {
        let name = annex.file_name(extension);
        let (mime, description) = (mime(&name), words.with(description, &[("annex", words.annex_name(annex).into())]));
        Attachment { name, mime, relationship: DATA, description, bytes }
    };
    let mut files = vec![source(&sources.plan, "attached-plan")];
    files.extend(sources.rows.iter().map(|file| source(file, "attached-rows")));
    files.push(data("csv", "attached-csv", csv::render(annex)));
    files.push(data("json", "attached-json", json::render(annex)));
    name_apart(&mut files);
    files
}

/// Files of the same name in different folders get a number: `comuni.csv`, `comuni-2.csv`. Upper and lower case are the
/// same to many systems.
fn name_apart(files: &mut [Attachment]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for file in files {
        let (stem, ending) =
            file.name.rsplit_once('.').map_or((file.name.as_str(), ""), |(stem, ending)| (stem, ending));
        let (stem, ending) = (stem.to_owned(), if ending.is_empty() { String::new() } else { format!(".{ending}") });
        let mut number = 1;
        while !taken.insert(file.name.to_lowercase()) {
            number += 1;
            file.name = format!("{stem}-{number}{ending}");
        }
    }
}

/// The media type by a file's ending, as IANA has them registered.
fn mime(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "toml" => "application/toml",
        "csv" => "text/csv",
        "tsv" => "text/tab-separated-values",
        "txt" => "text/plain",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}
