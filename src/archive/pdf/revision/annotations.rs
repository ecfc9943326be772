//! The annotations of a page, to which a signature adds its widgets.

use std::collections::BTreeSet;

use crate::archive::pdf::syntax::Object;

/// Annotations of a page that is written anew: more than any page has, and few enough for each of them to be looked at.
const MOST_ANNOTATIONS: usize = 10_000;

/// Whether there is more among a page's annotations than new widgets, or less: the object of the first that is too much, where
/// it has one.
pub fn foreign(old: &[Object], new: &[Object], widgets: &BTreeSet<u32>) -> Option<Option<u32>> {
    // Neither the page nor the list was written anew.
    if std::ptr::eq(old, new) {
        return None;
    }
    if old.len().max(new.len()) > MOST_ANNOTATIONS {
        return Some(None);
    }
    let known: BTreeSet<u32> = old.iter().filter_map(Object::as_reference).collect();
    let is_new = |item: &&Object| item.as_reference().is_some_and(|number| !known.contains(&number));
    let is_new_widget =
        |item: &&Object| is_new(item) && item.as_reference().is_some_and(|number| widgets.contains(&number));
    if new.iter().filter(|item| !is_new_widget(item)).eq(old) {
        return None;
    }
    Some(new.iter().find(|item| is_new(item) && !is_new_widget(item)).and_then(Object::as_reference))
}
