//! A problem as data: what, where, with which figures. How it is worded is the catalogue's affair.

use std::cmp::Ordering;

use super::{Code, Place};
use crate::catalogue::{Arg, Args};

/// One problem found in a file.
///
/// The message `locales/*/diagnostics.ftl` has under the code's name is its title; the attribute `.label` of that
/// message, where there is one, stands under the place; `notes` name further attributes.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    pub code: Code,
    pub place: Place,
    /// Other places that belong to it, in the order in which they matter.
    pub related: Vec<Related>,
    pub args: Args,
    /// Attributes of the message to print below the source, in order.
    pub notes: Vec<&'static str>,
    /// Attributes of the message that say what to do.
    pub helps: Vec<&'static str>,
    /// What probably happened, likeliest first.
    pub hints: Vec<Hint>,
}

#[derive(Debug, Clone)]
pub struct Related {
    pub place: Place,
    /// Attribute of the message that says what is there.
    pub label: &'static str,
    /// Whether people are shown the place, too; data has it in any case.
    pub drawn: bool,
}

/// What probably happened: a message of its own in `locales/*/diagnostics.ftl`, since a diagnostic may have several with
/// figures of their own.
#[derive(Debug, Clone, PartialEq)]
pub struct Hint {
    /// Key of the message: `hint-transposed`.
    pub key: &'static str,
    pub args: Args,
    /// Where it may have happened, likeliest first.
    pub places: Vec<Place>,
}

impl Diagnostic {
    pub fn new(code: Code, place: Place) -> Self {
        Self { code, place, related: vec![], args: vec![], notes: vec![], helps: vec![], hints: vec![] }
    }

    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    pub fn note(mut self, attribute: &'static str) -> Self {
        self.notes.push(attribute);
        self
    }

    pub fn help(mut self, attribute: &'static str) -> Self {
        self.helps.push(attribute);
        self
    }

    /// Adds a place that is drawn with the given attribute as its label.
    pub fn related(mut self, place: Place, label: &'static str) -> Self {
        self.related.push(Related { place, label, drawn: true });
        self
    }

    /// Adds places that are known but not drawn: there may be thousands.
    pub fn over(mut self, places: impl IntoIterator<Item = Place>, label: &'static str) -> Self {
        self.related.extend(places.into_iter().map(|place| Related { place, label, drawn: false }));
        self
    }

    /// The one order in which problems are reported: file, place, code.
    pub fn order(&self, other: &Self) -> Ordering {
        let key = |d: &Self| (d.place.span.start, d.place.span.end, d.code);
        self.place.file.name.cmp(&other.place.file.name).then_with(|| key(self).cmp(&key(other)))
    }
}
