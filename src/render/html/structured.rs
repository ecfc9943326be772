//! What a page tells programs of itself, in the vocabulary of schema.org: the tables are a data set, based on the act.

use serde_json::{Map, Value, json};

use super::super::{Format, Settings, Words, document_title, licence};
use crate::annex::{Act, Annex};

/// JSON-LD as it may stand in an element `script`: nothing in it ends that element (HTML, 4.12.1.3).
pub fn data(annex: &Annex, words: Words, settings: &Settings) -> String {
    let act = &annex.act;
    let mut set = object(&[
        ("@context", Some("https://schema.org".to_owned())),
        ("@type", Some("Dataset".to_owned())),
        ("name", Some(document_title(annex, words))),
        ("description", Some(description(annex, words))),
        ("inLanguage", Some(act.language.tag().to_owned())),
        ("temporalCoverage", Some(act.year.to_string())),
        ("datePublished", act.bulletin.as_ref().map(|bulletin| bulletin.date.to_string())),
        ("dateModified", annex.corrections.last().map(|correction| correction.date.to_string())),
        ("version", (!annex.corrections.is_empty()).then(|| annex.version().to_string())),
        ("creativeWorkStatus", annex.annulment().map(|_| "Obsolete".to_owned())),
        ("license", settings.imprint.licence.as_ref().map(|name| licence::page(name).unwrap_or_else(|| name.clone()))),
    ]);
    if let Some(authority) = &act.authority {
        set.insert("creator".to_owned(), organization(authority));
    }
    let columns = annex.tables.iter().flat_map(|table| &table.columns).filter(|column| column.is_number());
    let mut measured: Vec<&str> = vec![];
    for column in columns {
        if !measured.contains(&column.key.as_str()) {
            measured.push(&column.key);
        }
    }
    set.insert("variableMeasured".to_owned(), measured.into());
    set.insert("isBasedOn".to_owned(), legislation(act, words).into());
    let download = |format: &Format| {
        let file = annex.file_name(format.extension());
        json!({ "@type": "DataDownload", "encodingFormat": format.media_type(), "contentUrl": file })
    };
    let downloads: Vec<Value> = settings.formats.iter().filter(|format| format.is_download()).map(download).collect();
    set.insert("distribution".to_owned(), downloads.into());
    Value::from(set).to_string().replace('<', "\\u003c")
}

/// What the tables are about, in a sentence or more.
pub fn description(annex: &Annex, words: Words) -> String {
    let captions = annex.tables.iter().filter_map(|table| table.caption.as_ref()).map(|caption| caption.to_plain());
    let lines = annex.title.as_ref().map(|title| title.to_plain()).into_iter().chain(words.subject(annex));
    let all: Vec<String> = lines.chain(captions).collect();
    if all.is_empty() { words.full_title(annex).to_plain() } else { all.join(". ") }
}

/// The act that the annex belongs to.
fn legislation(act: &Act, words: Words) -> Map<String, Value> {
    let citation = act.citation.as_ref();
    let mut legislation = object(&[
        ("@type", Some("Legislation".to_owned())),
        ("name", Some(citation.map_or_else(|| act.title.clone(), |citation| words.citation(citation)))),
        ("legislationType", citation.map(|citation| citation.kind.clone())),
        ("legislationIdentifier", citation.and_then(|citation| citation.number.clone())),
        ("legislationDate", citation.and_then(|citation| citation.date).map(|date| date.to_string())),
    ]);
    if let Some(body) = citation.and_then(|citation| citation.body.as_ref()).or(act.authority.as_ref()) {
        legislation.insert("legislationPassedBy".to_owned(), organization(body));
    }
    legislation
}

fn organization(name: &str) -> Value {
    json!({ "@type": "GovernmentOrganization", "name": name })
}

/// What there is of these, under their names.
fn object(fields: &[(&str, Option<String>)]) -> Map<String, Value> {
    let there = fields.iter().filter_map(|(name, value)| Some(((*name).to_owned(), value.clone()?.into())));
    there.collect()
}
