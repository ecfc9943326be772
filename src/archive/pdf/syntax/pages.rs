//! The pages of a document, in order (ISO 32000-1, 7.7.3).

use std::collections::BTreeSet;

use super::object::{Dictionary, Object};
use super::view::View;
use super::{Unreadable, Why};

#[derive(Clone, Copy)]
pub struct Page<'d> {
    pub number: u32,
    pub dictionary: &'d Dictionary,
    /// Its own, or those of the node above it that has some.
    pub resources: Option<&'d Dictionary>,
}

/// All pages.
///
/// # Errors
/// If something is no page, or stands in the tree twice.
pub fn pages(view: View) -> Result<Vec<Page>, Unreadable> {
    let fault = Unreadable { at: 0, why: Why::Pages };
    let (_, catalog) = view.catalog().ok_or(fault)?;
    let root = catalog.get("Pages").and_then(Object::as_reference).ok_or(fault)?;
    let (mut pages, mut seen, mut open) = (vec![], BTreeSet::new(), vec![(root, None)]);
    while let Some((number, inherited)) = open.pop() {
        let dictionary = view.object(number).and_then(Object::as_dictionary).ok_or(fault)?;
        if !seen.insert(number) {
            return Err(fault);
        }
        let resources = view.dictionary(dictionary, "Resources").or(inherited);
        if dictionary.is("Type", "Page") {
            pages.push(Page { number, dictionary, resources });
            continue;
        }
        for kid in view.array(dictionary, "Kids").iter().rev() {
            open.push((kid.as_reference().ok_or(fault)?, resources));
        }
    }
    Ok(pages)
}
