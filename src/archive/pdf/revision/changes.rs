//! One update of an archived PDF, compared with what was before it.
//!
//! An object of the archived document may change in four places only: the catalog, pages (which annotations they have), the
//! information dictionary and the metadata; each is compared entry by entry. An object that is new has to be reached from
//! there. One that an earlier update has added may change unless it belongs to a signature.

use std::collections::BTreeSet;

use super::What;
use super::annotations::foreign;
use super::equality::{different_keys, same, unencoded};
use super::form::{self, Field};
use super::metadata::{compare_information, compare_metadata};
use super::parts::Parts;
use super::signature::{self, Fault, Made};
use crate::archive::pdf::syntax::{Dictionary, Object, View};

/// Entries of the catalog that signatures add: the form, the store of proofs (ETSI EN 319 142-1, 5.4.2), the certification,
/// what is used of later versions of PDF.
const OF_CATALOG: [&str; 4] = ["AcroForm", "DSS", "Perms", "Extensions"];
/// Entries of a trailer, and of a cross-reference stream which is one too.
const OF_TRAILER: [&str; 11] =
    ["Size", "Prev", "Root", "Info", "ID", "Type", "Index", "W", "Length", "Filter", "DecodeParms"];

pub struct Step<'d> {
    before: View<'d>,
    after: View<'d>,
    parts: &'d Parts,
    /// The objects that it adds, changes or removes.
    defined: BTreeSet<u32>,
    /// Those that it changes or removes.
    changed: BTreeSet<u32>,
    fields_before: Vec<Field>,
    fields: Vec<Field>,
    /// What no signature needs, with the object.
    pub found: Vec<(Option<u32>, What)>,
}

impl<'d> Step<'d> {
    /// Of the update that is the last of the view.
    pub fn new(after: View<'d>, parts: &'d Parts) -> Self {
        let before = View { section: after.section - 1, ..after };
        let defined: BTreeSet<u32> = after.document.defined_in(after.section).collect();
        let is_changed = |number: &u32| match (before.object(*number), after.object(*number)) {
            (Some(old), Some(new)) => !same(after, old, new),
            (old, _) => old.is_some(),
        };
        let changed = defined.iter().copied().filter(is_changed).collect();
        let fields = |view| form::fields(view, &|number| parts.has(number));
        let ((fields_before, known), (fields, mut found)) = (fields(before), fields(after));
        found.retain(|wrong| !known.contains(wrong));
        Self { before, after, parts, defined, changed, fields_before, fields, found }
    }

    /// Finds all that no signature needs.
    pub fn compare(&mut self) {
        self.compare_trailers();
        self.compare_catalogs();
        self.compare_pages();
        self.compare_objects();
        self.compare_signatures();
    }

    fn tell(&mut self, object: impl Into<Option<u32>>, what: What) {
        self.found.push((object.into(), what));
    }

    fn compare_trailers(&mut self) {
        let (before, after) = (self.before.trailer(), self.after.trailer());
        let permanent =
            |trailer: &Dictionary| trailer.get("ID").map(|id| id.as_array().and_then(<[_]>::first).cloned());
        let size = |trailer: &Dictionary| trailer.get("Size").and_then(Object::as_index);
        let entries = after.0.keys().map(|key| String::from_utf8_lossy(key).into_owned());
        let mut keys: Vec<String> = entries.filter(|key| !OF_TRAILER.contains(&key.as_str())).collect();
        for (key, differs) in [
            ("Root", before.get("Root") != after.get("Root")),
            // Left out, it changes nothing.
            ("ID", after.get("ID").is_some() && permanent(before) != permanent(after)),
            ("Info", before.get("Info").is_some() && after.get("Info").is_none()),
            // What is beyond is not there for some readers.
            ("Size", size(after) < size(before)),
        ] {
            keys.extend(differs.then(|| key.to_owned()));
        }
        keys.into_iter().for_each(|key| self.tell(None, What::Trailer { key }));
        let information = |view: View<'d>| view.dictionary(view.trailer(), "Info");
        let (old, new) = (information(self.before), information(self.after));
        if old != new {
            let nothing = Dictionary::default();
            let object = after.get("Info").and_then(Object::as_reference);
            let found = compare_information(old.unwrap_or(&nothing), new.unwrap_or(&nothing));
            found.into_iter().for_each(|what| self.tell(object, what));
        }
    }

    fn compare_catalogs(&mut self) {
        let (Some((number, before)), Some((_, after))) = (self.before.catalog(), self.after.catalog()) else {
            return self.tell(None, What::Trailer { key: "Root".to_owned() });
        };
        for key in different_keys(before, after) {
            let is_in_order = match key.as_str() {
                "Metadata" => after.get("Metadata").is_some(),
                "Version" => after.get("Version").and_then(Object::as_name).is_some_and(is_version),
                // They may come, and go on, but not go.
                _ => OF_CATALOG.contains(&key.as_str()) && after.get(&key).is_some(),
            };
            if !is_in_order {
                self.tell(number, What::Catalog { key });
            }
        }
        if !self.certifies_in_order(before, after) {
            self.tell(number, What::Catalog { key: "Perms".to_owned() });
        }
        self.compare_metadata(before, after);
    }

    /// Whether permissions (12.8.4) are what they were, or those of a signature that is there.
    fn certifies_in_order(&self, before: &'d Dictionary, after: &'d Dictionary) -> bool {
        let Some(permissions) = self.after.get(after, "Perms") else { return true };
        if self.before.get(before, "Perms").is_some_and(|before| before == permissions) {
            return true;
        }
        let certified = permissions.as_dictionary().filter(|entries| entries.0.len() == 1);
        let certified = certified.and_then(|entries| entries.get("DocMDP")).and_then(Object::as_reference);
        before.get("Perms").is_none() && certified.is_some() && self.fields.iter().any(|field| field.value == certified)
    }

    fn compare_metadata(&mut self, before: &'d Dictionary, after: &'d Dictionary) {
        let (old, new) = (self.before.get(before, "Metadata"), self.after.get(after, "Metadata"));
        let object = after.get("Metadata").and_then(Object::as_reference);
        let found = match (old, new) {
            (Some(Object::Stream(old)), Some(Object::Stream(new))) if old.data == new.data => {
                let differs = unencoded(old) != unencoded(new);
                Vec::from_iter(differs.then_some(What::Metadata { property: None }))
            }
            (Some(Object::Stream(old)), Some(Object::Stream(new))) if unencoded(old) == unencoded(new) => {
                let decoded = |stream| self.after.document.decoded(stream).ok();
                match (decoded(old), decoded(new)) {
                    (Some(old), Some(new)) => compare_metadata(&old, &new),
                    _ => vec![What::Metadata { property: None }],
                }
            }
            _ => Vec::from_iter((old != new).then_some(What::Metadata { property: None })),
        };
        found.into_iter().for_each(|what| self.tell(object, what));
    }

    /// A page may have more annotations, each of them a widget of a signature's field; all else of it stays.
    fn compare_pages(&mut self) {
        let widgets: BTreeSet<u32> = self.fields.iter().flat_map(|field| field.widgets.iter().copied()).collect();
        for (index, number) in self.parts.pages.iter().enumerate() {
            let page = index + 1;
            let dictionary = |view: View<'d>| view.object(*number).and_then(Object::as_dictionary);
            let (Some(before), Some(after)) = (dictionary(self.before), dictionary(self.after)) else {
                self.tell(*number, What::Page { page });
                continue;
            };
            if different_keys(before, after).iter().any(|key| key != "Annots") {
                self.tell(*number, What::Page { page });
            }
            let (old, new) = (self.before.array(before, "Annots"), self.after.array(after, "Annots"));
            if let Some(annotation) = foreign(old, new, &widgets) {
                self.tell(annotation, What::Annotation { page });
            }
        }
    }

    /// Looks at each object that the update has.
    fn compare_objects(&mut self) {
        let compared = self.compared();
        let reached = self.reached(self.roots(&OF_CATALOG, true));
        let containers = &self.after.document.sections[self.after.section].containers;
        let mut found = vec![];
        for number in &self.defined {
            let is_archived = self.parts.has(*number);
            let what = match self.after.object(*number) {
                None => What::Removed,
                Some(_) if is_archived && self.changed.contains(number) && !compared.contains(number) => {
                    self.parts.part(*number)
                }
                Some(_) if is_archived => continue,
                Some(_) if self.parts.missing.contains(number) => What::FilledIn,
                Some(_) if reached.contains(number) || containers.contains(number) => continue,
                Some(_) => What::Unreferenced,
            };
            found.push((Some(*number), what));
        }
        self.found.extend(found);
    }

    /// Objects of the archived document that are compared entry by entry.
    fn compared(&self) -> BTreeSet<u32> {
        let mut compared: BTreeSet<u32> = self.parts.pages.iter().copied().collect();
        let catalog = self.before.catalog();
        compared.extend(catalog.map(|(number, _)| number));
        compared.extend(catalog.and_then(|(_, catalog)| catalog.get("Metadata")?.as_reference()));
        compared.extend(self.before.trailer().get("Info").and_then(Object::as_reference));
        let pages = self.parts.pages.iter().filter_map(|number| self.before.object(*number)?.as_dictionary());
        compared.extend(pages.filter_map(|page| page.get("Annots")?.as_reference()));
        compared
    }

    /// Where what is new may hang: entries of the catalog, and metadata and annotations of pages too.
    fn roots(&self, keys: &[&str], pages: bool) -> Vec<u32> {
        let Some((_, catalog)) = self.after.catalog() else { return vec![] };
        let references = |dictionary: &Dictionary, key: &str| dictionary.get(key).map(Object::references);
        let mut roots: Vec<u32> = keys.iter().filter_map(|key| references(catalog, key)).flatten().collect();
        if pages {
            let dictionaries = self.parts.pages.iter().filter_map(|page| self.after.object(*page)?.as_dictionary());
            roots.extend(dictionaries.filter_map(|page| references(page, "Annots")).flatten());
            roots.extend(references(catalog, "Metadata").into_iter().flatten());
            roots.extend(references(self.after.trailer(), "Info").into_iter().flatten());
        }
        roots
    }

    /// All objects that others lead to and that are not the archived document's, whether they are there or not.
    fn reached(&self, roots: Vec<u32>) -> BTreeSet<u32> {
        reached(self.after, self.parts, roots)
    }

    /// What belongs to a signature stays as it was when it was made.
    fn compare_signatures(&mut self) {
        let is_new = |number: &u32| self.changed.contains(number) || self.before.object(*number).is_none();
        let touched: BTreeSet<u32> = self.defined.iter().copied().filter(is_new).collect();
        let signed = || self.fields_before.iter().filter(|field| field.value.is_some());
        let of_all = reached(self.before, self.parts, signed().map(|field| field.number).collect());
        let mut altered = vec![];
        for field in signed() {
            let is_there = self.fields.iter().any(|other| other.number == field.number);
            // Once for all of them, since what belongs to one mostly belongs to no other.
            let of_field = || reached(self.before, self.parts, vec![field.number]);
            let object = match of_all.is_disjoint(&touched) {
                true => None,
                false => of_field().intersection(&touched).next().copied(),
            };
            if object.is_some() || !is_there {
                let what = What::Signature { field: field.name.clone(), fault: Fault::Altered };
                altered.push((object.or(Some(field.number)), what));
            }
        }
        self.found.extend(altered);
    }

    /// The signatures that it adds, and fields for others. What is wrong with them goes to what was found.
    pub fn signatures(&mut self) -> Vec<Made> {
        let before = |field: &Field| self.fields_before.iter().find(|before| before.number == field.number);
        let (mut made, mut wrong) = (vec![], vec![]);
        for field in &self.fields {
            let Some(value) = field.value else {
                if before(field).is_none() {
                    made.push(signature::unsigned(field, self.after.section));
                }
                continue;
            };
            if before(field).is_some_and(|before| before.value.is_some()) {
                continue;
            }
            let is_shared = self.fields.iter().filter(|other| other.value == Some(value)).count() > 1;
            match signature::read(self.after, field, value) {
                Ok(signature) if !is_shared => made.push(signature),
                read => {
                    let fault = read.err().unwrap_or(Fault::Shared);
                    wrong.push((Some(value), What::Signature { field: field.name.clone(), fault }));
                }
            }
        }
        self.found.extend(wrong);
        made
    }

    /// Whether it adds nothing but proofs that signatures were valid: to the store of them, and to none of the rest.
    pub fn only_validates(&self) -> bool {
        let entry = |view: View<'d>, key: &str| view.catalog().and_then(|(_, catalog)| catalog.get(key));
        let differs = |key: &str| entry(self.before, key) != entry(self.after, key);
        let touches = |reached: BTreeSet<u32>| !self.defined.is_disjoint(&reached);
        let of_form = self.reached(self.roots(&["AcroForm", "Perms"], false));
        let validates = differs("DSS") || touches(self.reached(self.roots(&["DSS"], false)));
        validates && !differs("AcroForm") && !differs("Perms") && !touches(of_form)
    }
}

/// All objects that some lead to, themselves too, but for those of the archived document.
fn reached(view: View, parts: &Parts, roots: Vec<u32>) -> BTreeSet<u32> {
    let (mut reached, mut open) = (BTreeSet::new(), roots);
    while let Some(number) = open.pop() {
        if !parts.has(number) && reached.insert(number) {
            open.extend(view.object(number).map(Object::references).unwrap_or_default());
        }
    }
    reached
}

/// `1.7`
fn is_version(name: &[u8]) -> bool {
    matches!(name, [b'1' | b'2', b'.', b'0'..=b'9'])
}
