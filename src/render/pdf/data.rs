//! The annex as the Typst template reads it: names, texts as trees, tables.

use serde::Serialize;
use serde_json::Value;

use super::fit::{Letters, Section};
use super::image::Image;
use super::table::{self, TableData};
use super::text::Trees;
use super::world::{COAT_OF_ARMS, Shared};
use crate::annex::{Annex, Correction, Date, Profile, Signing, Text};
use crate::render::{LONGEST_TITLE, Words, document_title, shorten};

/// Letters of a word outside tables past which it may be broken anywhere.
const LONGEST_WORD: usize = 30;
/// The same of the running head, which has little room beside it.
const LONGEST_IN_HEAD: usize = 20;

#[derive(Serialize)]
pub struct Document {
    /// Family of texts.
    font: String,
    coat_of_arms: Option<ImageData>,
    /// In the profile of a bulletin.
    running_head: Option<RunningHead>,
    language: &'static str,
    /// Title of the file.
    title: String,
    act_title: String,
    /// As the file's properties name it; `authority` is how it is printed.
    author: Option<String>,
    authority: Option<String>,
    citation: Option<String>,
    subject: Option<String>,
    heading: String,
    /// Texts are trees of blocks.
    subtitle: Option<Value>,
    /// The latest first.
    corrections: Vec<Notice>,
    /// What stands at the foot of each page of an annex that holds no more.
    annulled: Option<String>,
    date: DateParts,
    before: Option<Value>,
    sections: Vec<SectionData>,
    after: Option<Value>,
    footnotes: Vec<FootnoteData>,
    accounting: Vec<String>,
    signing: Option<SigningData>,
    registration: Option<String>,
    words: PageWords,
}

/// What the annex says of a correction.
#[derive(Serialize)]
struct Notice {
    text: String,
    annuls: bool,
}

/// Tables that follow each other on pages which lie the same way.
#[derive(Serialize)]
struct SectionData {
    landscape: bool,
    /// Of the type in tables, in points.
    size: f64,
    tables: Vec<TableData>,
}

/// The program's own words; `{page}` and `{pages}` stand for numbers that only the layout knows.
#[derive(Serialize)]
struct PageWords {
    page: String,
    /// At the foot of a page on which a table breaks.
    carry_forward: String,
    /// At the head of the next.
    carried_forward: String,
}

/// What stands at the head of each page of a bulletin.
#[derive(Serialize)]
struct RunningHead {
    part: Option<String>,
    line: String,
    /// The number of the first page.
    page: u32,
}

/// An image and the room that it takes, in points.
#[derive(Serialize)]
struct ImageData {
    path: &'static str,
    format: &'static str,
    width: f64,
    height: f64,
    alternative: String,
}

#[derive(Serialize)]
struct DateParts {
    year: u16,
    month: u8,
    day: u8,
}

#[derive(Serialize)]
struct FootnoteData {
    mark: String,
    blocks: Value,
}

#[derive(Serialize)]
struct SigningData {
    place_and_date: Option<String>,
    signatures: Vec<SignatureData>,
}

#[derive(Serialize)]
struct SignatureData {
    office: String,
    name: Option<String>,
}

pub fn document(annex: &Annex, words: Words, sections: &[Section], shared: &Shared) -> Document {
    let (footnotes, language) = (&annex.footnotes, annex.act.language);
    let trees = Trees { footnotes, language, longest_word: LONGEST_WORD, ends: None, linked: true };
    let tree = |text: Option<&Text>| text.map(|text| trees.tree(text));
    let registration = annex.act.registration.as_ref().map(|registration| words.registration(registration));
    let (advance, is_own) = (|c| shared.fonts.advance(c), |c| shared.fonts.is_own(c));
    let is_own = shared.is_built_in().then_some(&is_own as &dyn Fn(char) -> bool);
    let letters = Letters { advance: &advance, is_own };
    Document {
        font: shared.fonts.family().to_owned(),
        running_head: (annex.act.profile == Profile::Bulletin).then(|| running_head(annex, trees, words)).flatten(),
        coat_of_arms: shared.coat_of_arms.as_ref().map(image),
        language: annex.act.language.tag(),
        title: document_title(annex, words),
        act_title: trees.breakable(&annex.act.title),
        author: annex.act.authority.as_deref().map(|name| shorten(name, LONGEST_TITLE)),
        authority: annex.act.authority.as_deref().map(|text| trees.breakable(text)),
        citation: annex.act.citation.as_ref().map(|citation| trees.breakable(&words.citation(citation))),
        subject: words.subject(annex).map(|subject| trees.breakable(&subject)),
        heading: words.annex_heading(annex),
        subtitle: tree(words.annex_title(annex).as_ref()),
        corrections: notices(annex, trees, words),
        annulled: annex.annulment().map(|annulment| words.corrected_on(annulment)),
        date: date(annex.act.date),
        before: tree(annex.before.as_ref()),
        sections: sections.iter().map(|section| section_data(annex, section, trees, words, letters)).collect(),
        after: tree(annex.after.as_ref()),
        footnotes: footnote_data(annex, trees),
        accounting: annex
            .accounting
            .iter()
            .filter_map(|line| Some(trees.breakable(&words.accounting(line)?)))
            .collect(),
        signing: annex.signing.as_ref().map(|data| signing(data, trees, words)),
        registration: registration.map(|registration| trees.breakable(&registration)),
        words: PageWords {
            page: words.with("page", &[("page", "{page}".into()), ("pages", "{pages}".into())]),
            carry_forward: words.get("carry-forward"),
            carried_forward: words.get("carried-forward"),
        },
    }
}

fn notices(annex: &Annex, trees: Trees, words: Words) -> Vec<Notice> {
    let notice = |correction: &Correction| Notice {
        text: trees.breakable(&words.corrected(correction)),
        annuls: correction.annuls(),
    };
    annex.corrections.iter().rev().map(notice).collect()
}

fn section_data(annex: &Annex, section: &Section, trees: Trees, words: Words, letters: Letters) -> SectionData {
    let Section { pages, tables } = section;
    let table = |index: usize| table::data(&annex.tables[index], index, trees, words, *pages, letters);
    SectionData { landscape: pages.landscape, size: pages.size, tables: tables.clone().map(table).collect() }
}

fn running_head(annex: &Annex, trees: Trees, words: Words) -> Option<RunningHead> {
    let (part, line) = words.running_head(annex)?;
    let breakable = |text: &str| Trees { longest_word: LONGEST_IN_HEAD, ..trees }.breakable(text);
    let part = part.as_deref().map(breakable);
    Some(RunningHead { part, line: breakable(&line), page: annex.first_page.unwrap_or(1) })
}

fn image(image: &Image) -> ImageData {
    let Image { format, width, height, alternative, .. } = image;
    ImageData { path: COAT_OF_ARMS, format, width: *width, height: *height, alternative: alternative.clone() }
}

fn date(date: Date) -> DateParts {
    DateParts { year: date.year, month: date.month, day: date.day }
}

fn footnote_data(annex: &Annex, trees: Trees) -> Vec<FootnoteData> {
    let data = |footnote: &crate::annex::Footnote| FootnoteData {
        mark: footnote.mark.clone(),
        blocks: trees.tree(&footnote.text),
    };
    annex.footnotes.iter().map(data).collect()
}

fn signing(signing: &Signing, trees: Trees, words: Words) -> SigningData {
    let signature = |signature: &crate::annex::Signature| SignatureData {
        office: trees.breakable(&signature.office),
        name: signature.name.as_deref().map(|name| trees.breakable(name)),
    };
    SigningData {
        place_and_date: words.place_and_date(signing).map(|line| trees.breakable(&line)),
        signatures: signing.signatures.iter().map(signature).collect(),
    }
}
