//! What counts as the same, however it is written.

use std::collections::BTreeSet;

use crate::archive::pdf::syntax::{Dictionary, Object, Stream, View};

/// Whether two objects say the same; streams, whether they hold the same.
pub fn same(view: View, old: &Object, new: &Object) -> bool {
    let (Object::Stream(old), Object::Stream(new)) = (old, new) else { return old == new };
    let bytes = |stream: &Stream| view.document.bytes().get(stream.data.clone());
    let encoding = |stream: &Stream| ["Filter", "DecodeParms"].map(|key| stream.dictionary.get(key).cloned());
    if unencoded(old) != unencoded(new) {
        return false;
    }
    if encoding(old) == encoding(new) && bytes(old) == bytes(new) {
        return true;
    }
    let decoded = |stream| view.document.decoded(stream).ok();
    decoded(old).is_some_and(|old| Some(old) == decoded(new))
}

/// What the dictionary of a stream says but for how it is encoded.
pub fn unencoded(stream: &Stream) -> Dictionary {
    let mut dictionary = stream.dictionary.clone();
    dictionary.0.retain(|key, _| !matches!(key.as_slice(), b"Length" | b"Filter" | b"DecodeParms"));
    dictionary
}

/// The keys under which two dictionaries have different things.
pub fn different_keys(before: &Dictionary, after: &Dictionary) -> Vec<String> {
    let keys: BTreeSet<&Vec<u8>> = before.0.keys().chain(after.0.keys()).collect();
    let keys = keys.into_iter().filter(|key| before.0.get(*key) != after.0.get(*key));
    keys.map(|key| String::from_utf8_lossy(key).into_owned()).collect()
}
