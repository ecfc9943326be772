//! The fields for signatures (ISO 32000-1, 12.7.4.5) and what shows them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Appearance, What};
use crate::archive::pdf::syntax::{Dictionary, Item, Object, Page, Parser, View};

/// Entries of a form that signatures need (table 218). None of them makes anything appear or happen.
const OF_FORM: [&str; 6] = ["Type", "Fields", "SigFlags", "DR", "DA", "Q"];
/// Fields that are looked at: signatures, each of which is an update.
const MOST_FIELDS: usize = 200;

/// Entries of a field (tables 220, 222, 232) and of its widget (tables 164, 188), if they are one object or two. Not among
/// them: what makes something happen (`A`, `AA`), what makes it appear only at times (`OC`).
const OF_FIELD: [&str; 32] = [
    "FT",
    "Parent",
    "Kids",
    "T",
    "TU",
    "TM",
    "Ff",
    "V",
    "DV",
    "DA",
    "Q",
    "Lock",
    "SV",
    "Type",
    "Subtype",
    "Rect",
    "Contents",
    "P",
    "NM",
    "M",
    "F",
    "AP",
    "AS",
    "Border",
    "BS",
    "C",
    "MK",
    "H",
    "Lang",
    "StructParent",
    "DR",
    "DS",
];

/// A field for a signature.
pub struct Field {
    pub number: u32,
    pub name: String,
    /// The signature in it, by its object.
    pub value: Option<u32>,
    pub widgets: Vec<u32>,
}

/// The fields of a form, and what of it no signature needs, each with its object. `is_archived` knows the objects of the
/// archived document, none of which can be a field.
pub fn fields(view: View, is_archived: &dyn Fn(u32) -> bool) -> (Vec<Field>, Vec<(Option<u32>, What)>) {
    let form = view.catalog().and_then(|(_, catalog)| view.get(catalog, "AcroForm"));
    let Some(form) = form else { return (vec![], vec![]) };
    let Some(form) = form.as_dictionary() else {
        return (vec![], vec![(None, What::Form { key: "AcroForm".to_owned() })]);
    };
    let is_needed = |key: &str, value: &Object| {
        OF_FORM.contains(&key) || key == "NeedAppearances" && *view.resolve(value) == Object::Boolean(false)
    };
    let entries = form.0.iter().map(|(key, value)| (String::from_utf8_lossy(key).into_owned(), value));
    let entries = entries.filter(|(key, value)| !is_needed(key, value));
    let mut wrong: Vec<(Option<u32>, What)> = entries.map(|(key, _)| (None, What::Form { key })).collect();
    let (mut fields, mut names) = (vec![], BTreeSet::new());
    let entries = view.array(form, "Fields");
    wrong.extend((entries.len() > MOST_FIELDS).then(|| (None, What::Form { key: "Fields".to_owned() })));
    for entry in entries.iter().take(MOST_FIELDS) {
        let field = entry.as_reference().filter(|number| !is_archived(*number));
        match field.map(|number| read(view, number)) {
            Some(Ok(field)) if names.insert(field.name.clone()) => fields.push(field),
            Some(Ok(Field { name, .. }) | Err(name)) => wrong.push((field, What::Field { name })),
            None => wrong.push((entry.as_reference(), What::Field { name: String::new() })),
        }
    }
    (fields, wrong)
}

/// A field; only its name if it is none for a signature, or more than that.
fn read(view: View, number: u32) -> Result<Field, String> {
    let field = view.object(number).and_then(Object::as_dictionary).ok_or_else(String::new)?;
    let name = view.get(field, "T").and_then(Object::as_text).unwrap_or_default();
    let value = field.get("V").map(|value| value.as_reference().ok_or(()));
    let kids = view.array(field, "Kids");
    let widgets: Option<Vec<u32>> = match field.is("Subtype", "Widget") {
        true => kids.is_empty().then(|| vec![number]),
        false => kids.iter().map(Object::as_reference).collect(),
    };
    match (value.transpose(), widgets) {
        (Ok(value), Some(widgets)) if field.is("FT", "Sig") && has_only_what_it_needs(field) => {
            let is_widget = |widget: &u32| {
                let widget = view.object(*widget).and_then(Object::as_dictionary);
                widget.is_some_and(|widget| widget.is("Subtype", "Widget") && has_only_what_it_needs(widget))
            };
            if widgets.iter().all(is_widget) { Ok(Field { number, name, value, widgets }) } else { Err(name) }
        }
        _ => Err(name),
    }
}

fn has_only_what_it_needs(dictionary: &Dictionary) -> bool {
    dictionary.0.keys().all(|key| OF_FIELD.iter().any(|known| known.as_bytes() == key.as_slice()))
}

/// A field's flag: never shown (table 165).
const HIDDEN: usize = 2;

/// Where a field can be seen, for all that a viewer may make of it: it has an area, or something to draw. Only one that is
/// hidden for good is nowhere.
pub fn appearances(view: View, field: &Field, pages: &[Page]) -> Vec<Appearance> {
    let mut holders: BTreeMap<u32, usize> = BTreeMap::new();
    for (index, page) in pages.iter().enumerate() {
        let annotations = view.array(page.dictionary, "Annots").iter().filter_map(Object::as_reference);
        holders.extend(annotations.map(|annotation| (annotation, index + 1)));
    }
    let appearance = |number: &u32| {
        let widget = view.object(*number)?.as_dictionary()?;
        let flags = view.get(widget, "F").and_then(Object::as_index).unwrap_or(0);
        let corners = view.array(widget, "Rect").iter().map(|corner| view.resolve(corner).as_number());
        let corners: Vec<f64> = corners.collect::<Option<_>>().unwrap_or_default();
        // One that is no rectangle may be shown anywhere.
        let rectangle = <[f64; 4]>::try_from(corners).ok();
        let has_area = rectangle.is_none_or(|[left, below, right, above]| left != right && below != above);
        if flags & HIDDEN != 0 || !has_area && !draws(view, widget) {
            return None;
        }
        let named = widget.get("P").and_then(Object::as_reference);
        let named = named.and_then(|number| pages.iter().position(|page| page.number == number)).map(|index| index + 1);
        let page = holders.get(number).copied().or(named);
        Some(Appearance { page, rectangle: rectangle.map(ordered).unwrap_or_default() })
    };
    field.widgets.iter().filter_map(appearance).collect()
}

/// A rectangle from its lower left corner on (7.9.5): it may be written from any.
fn ordered([x1, y1, x2, y2]: [f64; 4]) -> [f64; 4] {
    [x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2)]
}

/// Whether any of a widget's appearances (12.5.5) has something to draw, or can't be read.
fn draws(view: View, widget: &Dictionary) -> bool {
    let Some(appearances) = widget.get("AP") else { return false };
    let mut open = vec![view.resolve(appearances)];
    let mut left = MOST_APPEARANCES;
    while let Some(appearance) = open.pop() {
        left -= 1;
        match appearance {
            Object::Stream(stream) => {
                let Ok(content) = view.document.decoded(stream) else { return true };
                if !matches!(Parser::of_content(&content).item(), Ok(Item::End)) {
                    return true;
                }
            }
            Object::Dictionary(states) => open.extend(states.0.values().map(|state| view.resolve(state))),
            _ => {}
        }
        if left == 0 {
            return true;
        }
    }
    false
}

/// Appearances of a widget that are looked at.
const MOST_APPEARANCES: usize = 50;
