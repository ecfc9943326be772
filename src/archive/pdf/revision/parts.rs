//! Which part of a document an object belongs to.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::What;
use crate::archive::pdf::syntax::{Object, Unreadable, View, pages};

/// The parts of the archived document.
pub struct Parts {
    /// The objects of its pages, in order.
    pub pages: Vec<u32>,
    /// Objects that it refers to and does not have.
    pub missing: BTreeSet<u32>,
    parts: BTreeMap<u32, What>,
    objects: BTreeSet<u32>,
}

impl Parts {
    /// # Errors
    /// If it has no pages.
    pub fn of(view: View) -> Result<Self, Unreadable> {
        let pages = pages(view)?;
        let mut parts =
            Self { pages: vec![], missing: BTreeSet::new(), parts: BTreeMap::new(), objects: BTreeSet::new() };
        parts.pages = pages.iter().map(|page| page.number).collect();
        for (index, page) in pages.iter().enumerate() {
            parts.parts.insert(page.number, What::Page { page: index + 1 });
        }
        for (index, page) in pages.iter().enumerate() {
            let number = index + 1;
            let mut assign = |key: &str, what: What| parts.assign(view, page.dictionary.get(key), &what);
            assign("Contents", What::Content { page: number });
            assign("Annots", What::Annotation { page: number });
            assign("Resources", What::Resources { page: number });
        }
        if let Some((number, catalog)) = view.catalog() {
            parts.parts.insert(number, What::Catalog { key: String::new() });
            for (key, what) in [
                ("Pages", What::PageTree),
                ("StructTreeRoot", What::StructureTree),
                ("Outlines", What::Outline),
                ("Names", What::Names),
                ("Dests", What::Names),
                ("AF", What::Names),
                ("OutputIntents", What::OutputIntents),
                ("Metadata", What::Metadata { property: None }),
            ] {
                parts.assign(view, catalog.get(key), &what);
            }
        }
        parts.objects = view.objects().map(|(number, _)| number).collect();
        parts.missing = view.objects().flat_map(|(_, object)| object.references()).collect();
        parts.missing.retain(|number| !parts.objects.contains(number));
        Ok(parts)
    }

    /// Whether an object is the archived document's.
    pub fn has(&self, number: u32) -> bool {
        self.objects.contains(&number)
    }

    pub fn part(&self, number: u32) -> What {
        self.parts.get(&number).cloned().unwrap_or(What::Other)
    }

    /// Gives all that an entry leads to, and that belongs to no part yet, to one.
    fn assign(&mut self, view: View, entry: Option<&Object>, what: &What) {
        let mut open = entry.map(Object::references).unwrap_or_default();
        while let Some(number) = open.pop() {
            if let Entry::Vacant(unassigned) = self.parts.entry(number) {
                unassigned.insert(what.clone());
                open.extend(view.object(number).map(Object::references).unwrap_or_default());
            }
        }
    }
}
