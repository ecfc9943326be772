//! What the search knows of an annex.

use super::search::{Document, Field, Row, Weight};
use super::{AnnexEntry, Entry};

pub fn document(entry: &Entry, annex: &AnnexEntry) -> Document {
    let year = entry.year.to_string();
    let amount = annex.amount.as_ref().map(|amount| amount.printed.clone());
    let act = [&entry.act, &entry.authority].into_iter().flatten();
    let details = act.cloned().chain([year.clone()]).chain(amount.clone()).collect::<Vec<_>>();
    let field = |weight: Weight| move |text: String| Field { text, weight };
    let about = [&entry.subject, &entry.bulletin].into_iter().flatten().cloned();
    let about = act_fields(entry).chain(about).chain([year]).chain(amount).map(field(Weight::Act));
    let (rows, texts): (Vec<_>, Vec<_>) = annex.texts.iter().cloned().partition(|(address, _)| address.is_some());
    let texts = texts.into_iter().map(|(_, text)| text).map(field(Weight::Text));
    Document {
        address: entry.page_of(annex),
        language: entry.language(),
        title: format!("{} – {}", entry.title, annex.full_name()),
        details,
        fields: about.chain(texts).collect(),
        rows: rows.into_iter().filter_map(|(anchor, text)| Some(Row { anchor: anchor?, text })).collect(),
    }
}

fn act_fields(entry: &Entry) -> impl Iterator<Item = String> {
    [&entry.act, &entry.authority].into_iter().flatten().cloned()
}
