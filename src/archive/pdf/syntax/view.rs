//! A document as it was after one of its sections.

use super::document::Document;
use super::object::{Dictionary, Object};

/// A document after one of its sections.
#[derive(Clone, Copy)]
pub struct View<'d> {
    pub document: &'d Document<'d>,
    pub section: usize,
}

static NOTHING: Object = Object::Null;
/// How often a reference may lead to another one.
const LONGEST_CHAIN: usize = 8;

impl<'d> View<'d> {
    /// What a number stands for, if for anything.
    pub fn object(self, number: u32) -> Option<&'d Object> {
        let history = self.document.objects.get(&number)?;
        let (_, object) = history.iter().rev().find(|(section, _)| *section <= self.section)?;
        object.as_ref()
    }

    /// Where its last section ends.
    pub fn end(self) -> usize {
        self.document.sections[self.section].end
    }

    /// All objects that there are, by their numbers.
    pub fn objects(self) -> impl Iterator<Item = (u32, &'d Object)> {
        self.document.objects.keys().filter_map(move |number| Some((*number, self.object(*number)?)))
    }

    /// An object, or the one that a reference leads to.
    pub fn resolve(self, object: &'d Object) -> &'d Object {
        let mut object = object;
        for _ in 0..LONGEST_CHAIN {
            let Object::Reference(number) = object else { return object };
            object = self.object(*number).unwrap_or(&NOTHING);
        }
        &NOTHING
    }

    /// An entry, wherever it stands.
    pub fn get(self, dictionary: &'d Dictionary, key: &str) -> Option<&'d Object> {
        dictionary.get(key).map(|object| self.resolve(object)).filter(|object| **object != Object::Null)
    }

    pub fn dictionary(self, dictionary: &'d Dictionary, key: &str) -> Option<&'d Dictionary> {
        self.get(dictionary, key).and_then(Object::as_dictionary)
    }

    pub fn array(self, dictionary: &'d Dictionary, key: &str) -> &'d [Object] {
        self.get(dictionary, key).and_then(Object::as_array).unwrap_or_default()
    }

    pub fn trailer(self) -> &'d Dictionary {
        &self.document.sections[self.section].trailer
    }

    /// The catalog and its number.
    pub fn catalog(self) -> Option<(u32, &'d Dictionary)> {
        let number = self.trailer().get("Root")?.as_reference()?;
        self.object(number)?.as_dictionary().map(|catalog| (number, catalog))
    }
}
