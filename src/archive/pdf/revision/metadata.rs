//! What a document says of itself: the information dictionary (ISO 32000-1, 14.3.3) and the metadata (14.3.2; ISO 16684-1).
//! Programs that sign write both anew, with their own name and the time.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::What;
use crate::archive::pdf::syntax::{Dictionary, Object};

/// Entries that may change.
const DATED: [&[u8]; 2] = [b"ModDate", b"Producer"];

/// Properties that may change, by namespace and name.
const DATED_PROPERTIES: [(&str, &str); 4] = [
    ("http://ns.adobe.com/xap/1.0/", "ModifyDate"),
    ("http://ns.adobe.com/xap/1.0/", "MetadataDate"),
    ("http://ns.adobe.com/pdf/1.3/", "Producer"),
    ("http://ns.adobe.com/xap/1.0/mm/", "InstanceID"),
];

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
/// Bytes of a packet. Those that are seen have a tenth of it; what an XML parser needs for one may be their square.
const LARGEST: usize = 64 << 10;
/// How deep values may nest.
const DEEPEST: usize = 20;

/// What differs between two information dictionaries, but for what may. Texts are compared as texts, in any encoding.
pub fn compare_information(before: &Dictionary, after: &Dictionary) -> Vec<What> {
    let said = |dictionary: &Dictionary, key: &Vec<u8>| {
        let value = dictionary.0.get(key).cloned()?;
        Some(value.as_text().map_or(value, |text| Object::String(text.into_bytes())))
    };
    let keys: BTreeSet<&Vec<u8>> = before.0.keys().chain(after.0.keys()).collect();
    let keys = keys.into_iter().filter(|key| !DATED.contains(&key.as_slice()) && said(before, key) != said(after, key));
    keys.map(|key| What::Information { key: String::from_utf8_lossy(key).into_owned() }).collect()
}

/// What differs between two packets of metadata, but for what may.
pub fn compare_metadata(before: &[u8], after: &[u8]) -> Vec<What> {
    let (Some(before), Some(after)) = (properties(before), properties(after)) else {
        return vec![What::Metadata { property: None }];
    };
    let names: BTreeSet<&(String, String)> = before.keys().chain(after.keys()).collect();
    let may_change = |(namespace, name): &(String, String)| DATED_PROPERTIES.contains(&(namespace, name));
    let names = names.into_iter().filter(|name| !may_change(name) && before.get(*name) != after.get(*name));
    names.map(|(namespace, name)| What::Metadata { property: Some(format!("{namespace}{name}")) }).collect()
}

/// The values of each property. RDF can be written in several ways; the values are in one.
fn properties(packet: &[u8]) -> Option<BTreeMap<(String, String), Vec<String>>> {
    let text = std::str::from_utf8(packet).ok().filter(|text| text.len() <= LARGEST)?;
    let document = roxmltree::Document::parse(text).ok()?;
    let mut properties: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let subjects = document.descendants().filter(|node| is_rdf(node, "RDF")).flat_map(|top| top.children());
    for subject in subjects.filter(Node::is_element) {
        for (name, value) in entries(Some(subject).filter(|subject| is_rdf(subject, "Description"))?, 0)? {
            properties.entry(name).or_default().push(value);
        }
    }
    properties.values_mut().for_each(|values| values.sort());
    Some(properties)
}

fn is_rdf(node: &Node, name: &str) -> bool {
    node.has_tag_name((RDF, name))
}

type Entry = ((String, String), String);

/// The properties of a thing, as attributes or elements.
fn entries(node: Node, depth: usize) -> Option<Vec<Entry>> {
    let is_property =
        |namespace: Option<&str>| namespace.is_some_and(|name| name != RDF && name != roxmltree::NS_XML_URI);
    let attributes = node.attributes().filter(|attribute| is_property(attribute.namespace()));
    let name = |namespace: Option<&str>, name: &str| (namespace.unwrap_or_default().to_owned(), name.to_owned());
    let attributes = attributes.map(|attribute| {
        let key = name(attribute.namespace(), attribute.name());
        Some((key, format!("{:?}", attribute.value().trim())))
    });
    let elements = node.children().filter(Node::is_element).map(|element| {
        let tag = element.tag_name();
        Some((name(tag.namespace(), tag.name()), value(element, depth + 1)?))
    });
    attributes.chain(elements).collect()
}

/// A value: an address, a list, a structure or a text, with its language.
fn value(node: Node, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    if let Some(address) = node.attribute((RDF, "resource")) {
        // Some programs write a text that is an address so.
        return Some(format!("{:?}", address.trim()));
    }
    let elements = || node.children().filter(Node::is_element);
    let inner = elements().next();
    let value = match inner {
        Some(list) if ["Alt", "Bag", "Seq"].iter().any(|kind| is_rdf(&list, kind)) => {
            let items: Option<Vec<String>> =
                list.children().filter(Node::is_element).map(|item| value(item, depth + 1)).collect();
            format!("{}[{}]", list.tag_name().name(), items?.join(","))
        }
        Some(thing) if is_rdf(&thing, "Description") => structure(thing, depth)?,
        Some(_) => structure(node, depth)?,
        None if !entries(node, depth)?.is_empty() => structure(node, depth)?,
        None => format!("{:?}", node.children().filter_map(|part| part.text()).collect::<String>().trim()),
    };
    let language = node.attribute((roxmltree::NS_XML_URI, "lang")).map(|language| format!("@{language}"));
    // What a list or thing stands beside is nothing that this way of writing knows.
    let alone = inner.is_none_or(|inner| inner.tag_name().namespace() != Some(RDF)) || elements().count() == 1;
    alone.then(|| value + &language.unwrap_or_default())
}

/// Names and values, each escaped once however deep it stands.
fn structure(node: Node, depth: usize) -> Option<String> {
    let mut entries = entries(node, depth)?;
    entries.sort();
    let entries = entries.into_iter().map(|((namespace, name), value)| format!("{namespace:?} {name}={value}"));
    Some(format!("{{{}}}", entries.collect::<Vec<_>>().join(",")))
}
