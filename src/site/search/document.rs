//! A document to be found, and what each of its words says of it.

use std::collections::BTreeMap;

use super::stems;
use super::words::{Word, words};
use crate::catalogue::Language;

/// An annex, as the search knows it.
#[derive(Debug, Clone)]
pub struct Document {
    /// Relative to the root of the site: `2009/migranti/allegato-a.html`.
    pub address: String,
    /// That it is written in: its words lose the endings of that language.
    pub language: Language,
    /// The link of a result. Its words weigh most.
    pub title: String,
    /// Lines below it, which are shown only: act, authority, year, amount as printed.
    pub details: Vec<String>,
    /// What else it is found by, beside title and rows.
    pub fields: Vec<Field>,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone)]
pub struct Field {
    pub text: String,
    pub weight: Weight,
}

/// How much a word counts where it stands, beside one in a row, which counts 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Title,
    /// Act, authority, year.
    Act,
    /// Texts before and after tables, footnotes.
    Text,
}

impl Weight {
    fn points(self) -> u32 {
        match self {
            Weight::Title => 12,
            Weight::Act => 4,
            Weight::Text => 1,
        }
    }
}

/// A row of one of its tables, to which a result can lead.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its name on the page: `t-riparto-r3`.
    pub anchor: String,
    /// Its cells, one after the other.
    pub text: String,
}

/// What a stem says of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// A word as it is written there.
    pub shown: String,
    /// How much the document is about it, 1 to [`STRONGEST`].
    pub strength: u32,
    /// The row that has it most often, from 1; 0 where it stands in none.
    pub row: u32,
}

/// A strength is one character of the index.
pub const STRONGEST: u32 = 31;

/// Counts a stem while a document is read.
#[derive(Default)]
struct Tally {
    shown: String,
    points: u32,
    /// The row being read and how often it has the stem; the best so far.
    current: (u32, u32),
    best: (u32, u32),
}

impl Tally {
    fn count_in_row(&mut self, row: u32) {
        self.points = self.points.saturating_add(1);
        self.current = if self.current.0 == row { (row, self.current.1 + 1) } else { (row, 1) };
        if self.current.1 > self.best.1 {
            self.best = self.current;
        }
    }
}

impl Document {
    /// A word of a stem as it is written there.
    pub fn shown(&self, stem: &str) -> Option<String> {
        self.findings().remove(stem).map(|finding| finding.shown)
    }

    /// All its stems.
    pub fn findings(&self) -> BTreeMap<String, Finding> {
        let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
        let mut length: u32 = 0;
        let mut each = |text: &str, count: &mut dyn FnMut(&mut Tally)| {
            for word in words(text) {
                length = length.saturating_add(1);
                if let Some(stem) = stem(&word, self.language) {
                    let new = || Tally { shown: word.shown, ..Tally::default() };
                    count(tallies.entry(stem).or_insert_with(new));
                }
            }
        };
        let title = (self.title.as_str(), Weight::Title);
        let fields = self.fields.iter().map(|field| (field.text.as_str(), field.weight));
        for (text, weight) in std::iter::once(title).chain(fields) {
            each(text, &mut |tally| tally.points = tally.points.saturating_add(weight.points()));
        }
        for (row, number) in self.rows.iter().zip(1..) {
            each(&row.text, &mut |tally| tally.count_in_row(number));
        }
        let finding =
            |tally: Tally| Finding { shown: tally.shown, strength: strength(tally.points, length), row: tally.best.0 };
        tallies.into_iter().map(|(stem, tally)| (stem, finding(tally))).collect()
    }
}

/// What a word of a document is found by; nothing where it stands in any text.
pub fn stem(word: &Word, language: Language) -> Option<String> {
    if word.has_digits() {
        return Some(word.folded.clone());
    }
    (!stems::is_stop_word(&word.folded, language)).then(|| stems::stem(&word.folded, language))
}

/// As BM25 does: each further point adds less, and a point in a long document (`length` words) is less than one in a short
/// one. In whole numbers, which are the same on every machine.
fn strength(points: u32, length: u32) -> u32 {
    let half = 4 + u64::from(length.isqrt() / 4);
    let points = u64::from(points);
    let strength = u64::from(STRONGEST) * points / (points + half);
    u32::try_from(strength).unwrap_or(STRONGEST).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        let row = |anchor: &str, text: &str| Row { anchor: anchor.into(), text: text.into() };
        Document {
            address: "2009/migranti/allegato-a.html".into(),
            language: Language::Italian,
            title: "Piano per gli sportelli".into(),
            details: vec!["€ 906.924,00".into()],
            fields: vec![Field { text: "Delibera n. 1035".into(), weight: Weight::Act }],
            rows: vec![row("t1-r1", "Sportello, reti"), row("t1-r2", "Rete delle reti: € 231.924,00")],
        }
    }

    #[test]
    fn a_title_weighs_more_than_an_act_and_an_act_more_than_a_row() {
        let findings = document().findings();
        let strength = |stem: &str| findings[stem].strength;
        assert!(strength("pian") > strength("1035"));
        assert!(strength("1035") > strength("231924"));
        assert!(strength("ret") > strength("231924"));
        assert!(findings.values().all(|finding| (1..=STRONGEST).contains(&finding.strength)));
    }

    #[test]
    fn the_row_is_that_which_has_the_word_most_often() {
        let findings = document().findings();
        assert_eq!(findings["ret"].row, 2);
        assert_eq!(findings["sportell"].row, 1);
        assert_eq!(findings["pian"].row, 0);
        assert_eq!(findings["sportell"].shown, "sportelli");
    }

    #[test]
    fn details_and_stop_words_are_not_found() {
        let findings = document().findings();
        assert!(!findings.contains_key("906924") && !findings.contains_key("per") && !findings.contains_key("dell"));
    }
}
