//! What the search knows of an annex.

use super::search::{Document, Field, Row, Weight};
use super::{AnnexEntry, Entry};

/// How many entries an annex has in the search: itself, and what a result can lead to in it.
pub fn entries(annex: &AnnexEntry) -> u32 {
    let rows = annex.texts.iter().filter(|(address, _)| address.is_some()).count();
    u32::try_from(rows + 1).unwrap_or(u32::MAX)
}

pub fn document(entry: &Entry, annex: &AnnexEntry) -> Document {
    let year = entry.year.to_string();
    let amount = annex.amount.as_ref().map(|amount| amount.printed.to_string());
    // What a result shows below its title, and what else it is found by.
    let details = [entry.act.clone(), entry.authority.clone(), Some(year), amount];
    let details: Vec<String> = details.into_iter().flatten().collect();
    let about = details.iter().chain(&entry.subject).chain(&entry.bulletin).cloned();
    let (rows, texts): (Vec<_>, Vec<_>) = annex.texts.iter().cloned().partition(|(address, _)| address.is_some());
    let field = |weight: Weight| move |text: String| Field { text, weight };
    let texts = texts.into_iter().map(|(_, text)| text).map(field(Weight::Text));
    Document {
        address: entry.page_of(annex),
        language: entry.language(),
        title: format!("{} – {}", entry.title, annex.full_name()),
        fields: about.map(field(Weight::Act)).chain(texts).collect(),
        details,
        rows: rows.into_iter().filter_map(|(anchor, text)| Some(Row { anchor: anchor?, text })).collect(),
    }
}
