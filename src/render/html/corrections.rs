//! The corrections of an annex: what its page says of them, and a page of their own with all its versions.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::Words;
use super::super::difference::telling::{AnnexTelling, DifferenceWords};
use super::frame::Frame;
use crate::annex::{Annex, Correction};
use crate::diff::Difference;

/// As file names have it, behind the annex's own: no label has a dot in them.
pub const EXTENSION: &str = "correzioni.html";

/// What an annex says of its corrections at its head.
#[derive(Serialize)]
pub struct Notices {
    /// The latest first, as it tells what the annex now is.
    all: Vec<Notice>,
    /// The page of the corrections; nothing where it does not stand beside the annex.
    href: Option<String>,
    link: String,
}

#[derive(Serialize)]
struct Notice {
    text: String,
    /// Whether the annex holds no more.
    annuls: bool,
}

impl Notices {
    /// Those of a corrected annex, which may be on a page of its own or not.
    pub fn new(annex: &Annex, words: Words, on_page: bool) -> Option<Self> {
        let notice =
            |correction: &Correction| Notice { text: words.corrected(correction), annuls: correction.annuls() };
        (!annex.corrections.is_empty()).then(|| Self {
            all: annex.corrections.iter().rev().map(notice).collect(),
            href: on_page.then(|| annex.file_name(EXTENSION)),
            link: words.get("corrections-link"),
        })
    }
}

/// What the template of the page is given.
#[derive(Serialize)]
pub struct Versions<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    authority: Option<&'a str>,
    act_title: &'a str,
    heading: String,
    /// The annex by name and title, and its page.
    annex: String,
    annex_href: String,
    /// From the newest to the first edition.
    versions: Vec<Version>,
    /// What stands around the differences of a version.
    labels: DifferenceWords,
}

/// What made the annex what it was.
#[derive(Serialize)]
struct Version {
    /// From 1.
    number: usize,
    /// `Versione 2: rettifica`
    heading: String,
    annuls: bool,
    date: Option<String>,
    act: Option<String>,
    subject: Option<String>,
    bulletin: Option<String>,
    reason: Option<String>,
    /// What it changed in the nearest version before that is known, and a heading that says which that is.
    difference: Option<AnnexTelling>,
    since: Option<String>,
}

impl<'a> Versions<'a> {
    pub fn new(annex: &'a Annex, words: Words, frame: Frame<'a>, differences: &BTreeMap<usize, Difference>) -> Self {
        let since = |difference: &Difference| {
            let number = ("number", difference.old.version.to_string().into());
            words.with("difference-since", &[number])
        };
        let corrected = (2..).zip(&annex.corrections).map(|(number, correction)| {
            let difference = differences.get(&number);
            Version {
                difference: difference.map(|one| AnnexTelling::new(one, words)),
                since: difference.map(since),
                ..Version::of(number, correction, words)
            }
        });
        let mut versions: Vec<Version> = std::iter::once(Version::first(annex, words)).chain(corrected).collect();
        versions.reverse();
        let name = words.annex_name(annex);
        Self {
            frame,
            authority: annex.act.authority.as_deref(),
            act_title: &annex.act.title,
            heading: words.get("corrections"),
            annex: annex.title.as_ref().map_or(name.clone(), |title| format!("{name}: {}", title.to_plain())),
            annex_href: annex.file_name("html"),
            versions,
            labels: DifferenceWords::new(words),
        }
    }
}

impl Version {
    /// As it was published at first, by the act that the annex belongs to.
    fn first(annex: &Annex, words: Words) -> Self {
        let citation = annex.act.citation.as_ref();
        Self {
            number: 1,
            heading: words.version(1, "first"),
            annuls: false,
            date: citation.and_then(|citation| citation.date).map(|date| words.date(date)),
            act: citation.map(|citation| words.citation(citation)),
            subject: words.subject(annex),
            bulletin: words.bulletin(annex),
            reason: None,
            difference: None,
            since: None,
        }
    }

    fn of(number: usize, correction: &Correction, words: Words) -> Self {
        let subject = correction.act.as_ref().and_then(|act| act.subject.as_deref());
        Self {
            number,
            heading: words.version(number, correction.kind.name()),
            annuls: correction.annuls(),
            date: Some(words.date(correction.date)),
            act: correction.act.as_ref().map(|act| words.citation(act)),
            subject: subject.map(|subject| words.with("subject", &[("subject", subject.into())])),
            bulletin: correction.bulletin.as_ref().map(|bulletin| words.issue(bulletin)),
            reason: Some(correction.reason.clone()),
            difference: None,
            since: None,
        }
    }
}
