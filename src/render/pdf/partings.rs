//! Where tables are parted so that what must be on one page is: what the typesetter has no word for, and only a document
//! that was set can tell.
//!
//! The template marks two places that belong together by metadata of the same name, with the row before which the table
//! may be parted for their sake. Where they are on two pages, the document is set again, parted there. What comes before a
//! parting is where it was, so partings are found from the top on, one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use serde::Serialize;
use typst::foundations::{Dict, Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedIntrospector;

/// By which the template labels its marks: `(table: , name: , row: )` for the upper place, the lower one has no row.
const LABEL: &str = "belongs-together";

/// Rows before which tables are parted, by the table's name.
#[derive(Default, Serialize)]
#[serde(transparent)]
pub struct Partings(BTreeMap<String, BTreeSet<i64>>);

impl Partings {
    /// Adds the first that a document still needs; whether there is one.
    pub fn extend(&mut self, document: &PagedIntrospector) -> bool {
        let label = Label::new(PicoStr::intern(LABEL)).expect("a constant that is not empty");
        let found = document.query(&Selector::Label(label));
        let marks: Vec<Mark> = found
            .iter()
            .filter_map(|content| {
                let page = document.page(content.location()?)?;
                Mark::read(&content.to_packed::<MetadataElem>()?.value, page)
            })
            .collect();
        // Of a mark that is repeated on each page, the last of the upper place and the first of the lower one count.
        let mut lower: BTreeMap<(&str, &str), NonZeroUsize> = BTreeMap::new();
        for mark in marks.iter().filter(|mark| mark.row.is_none()) {
            lower.entry(mark.key()).or_insert(mark.page);
        }
        let upper: BTreeMap<(&str, &str), &Mark> =
            marks.iter().filter(|mark| mark.row.is_some()).map(|mark| (mark.key(), mark)).collect();
        let mut parted: Vec<(NonZeroUsize, &str, i64)> = upper
            .iter()
            .filter(|(key, mark)| lower.get(*key).is_some_and(|page| *page > mark.page))
            .filter_map(|(_, mark)| Some((mark.page, mark.table.as_str(), mark.row?)))
            .filter(|(_, table, row)| !self.0.get(*table).is_some_and(|rows| rows.contains(row)))
            .collect();
        parted.sort_unstable();
        let Some((_, table, row)) = parted.first() else { return false };
        self.0.entry((*table).to_owned()).or_default().insert(*row);
        true
    }
}

struct Mark {
    table: String,
    name: String,
    row: Option<i64>,
    page: NonZeroUsize,
}

impl Mark {
    /// Nothing where a template has labelled something of its own so.
    fn read(value: &Value, page: NonZeroUsize) -> Option<Self> {
        let Value::Dict(dict) = value else { return None };
        let text = |dict: &Dict, key: &str| dict.get(key).ok()?.clone().cast::<String>().ok();
        let row = dict.get("row").ok().and_then(|row| row.clone().cast::<i64>().ok());
        Some(Self { table: text(dict, "table")?, name: text(dict, "name")?, row, page })
    }

    fn key(&self) -> (&str, &str) {
        (&self.table, &self.name)
    }
}
