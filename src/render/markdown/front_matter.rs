//! What generators of sites read before the text: YAML, with the keys that Hugo and Zola share.

use crate::annex::Annex;
use crate::render::{Words, document_title};

/// The block with the lines that fence it in.
pub fn block(annex: &Annex, words: Words) -> String {
    let act = &annex.act;
    let mut lines = vec![format!("title: {}", quoted(&document_title(annex, words))), format!("date: {}", act.date)];
    if let Some(subject) = words.subject(annex) {
        lines.push(format!("description: {}", quoted(&subject)));
    }
    // Zola takes keys of others under this one alone.
    lines.push("extra:".to_owned());
    let extra = [
        ("annex", Some(words.annex_name(annex))),
        ("act", Some(act.title.clone())),
        ("citation", act.citation.as_ref().map(|citation| words.citation(citation))),
        ("authority", act.authority.clone()),
        ("language", Some(act.language.tag().to_owned())),
    ];
    lines.extend(extra.into_iter().filter_map(|(key, value)| Some(format!("  {key}: {}", quoted(&value?)))));
    lines.push(format!("  year: {}", act.year));
    format!("---\n{}\n---\n", lines.join("\n"))
}

/// A text in quotes: what is a string in JSON is one in YAML (YAML 1.2.2, 1.3), and has no line end.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
