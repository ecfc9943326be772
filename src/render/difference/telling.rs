//! What is told of two editions, in finished words and in order. Whoever draws it decides on looks alone.

use serde::Serialize;

use super::super::Words;
use super::brief::brief;
use super::table;
use crate::catalogue::Arg;
use crate::diff::{Comparison, Difference, Edition, RowChange, Said, Sides, TableDifference, TextDifference};

/// All of a comparison.
#[derive(Serialize)]
pub struct Telling {
    pub title: String,
    pub annexes: Vec<AnnexTelling>,
    /// Annexes that only one of the plans has.
    pub alone: Vec<String>,
    /// That nothing differs, where nothing does.
    pub none: Option<String>,
    pub words: DifferenceWords,
}

/// What two editions of an annex are and how they differ.
#[derive(Serialize)]
pub struct AnnexTelling {
    /// What it is called now.
    pub name: String,
    /// The editions by name, act and year.
    pub old: String,
    pub new: String,
    /// How many rows, figures and texts differ, in one line; or that none does.
    pub summary: String,
    pub sections: Vec<Section>,
}

/// A table, or what is said around them.
#[derive(Serialize)]
pub struct Section {
    pub heading: String,
    pub remarks: Vec<String>,
    pub changes: Vec<Change>,
    pub figures: Vec<FigureTable>,
}

/// Something that is said in other words; where neither side is there, `what` says it all.
#[derive(Serialize)]
pub struct Change {
    pub what: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

impl Change {
    /// Whether there is anything to show beside what it is.
    pub fn has_sides(&self) -> bool {
        self.old.is_some() || self.new.is_some()
    }

    fn alone(what: String) -> Self {
        Self { what, old: None, new: None }
    }
}

/// The figures of a column that changed.
#[derive(Serialize)]
pub struct FigureTable {
    pub caption: String,
    /// Before the figures: in what they are told, where that needs a word.
    pub remarks: Vec<String>,
    /// Whether there are differences at all: not of what can't be compared.
    pub has_difference: bool,
    pub has_percent: bool,
    pub groups: Vec<FigureGroup>,
    /// Whether differences of items come to those of totals.
    pub totals: Vec<String>,
}

impl FigureTable {
    /// How many columns of figures it has.
    pub fn columns(&self) -> usize {
        2 + usize::from(self.has_difference) + usize::from(self.has_percent)
    }
}

/// Rows of one group.
#[derive(Serialize)]
pub struct FigureGroup {
    pub title: Option<String>,
    pub rows: Vec<FigureRow>,
}

#[derive(Serialize)]
pub struct FigureRow {
    pub label: String,
    /// What there is to know of the row: added, renamed, of which.
    pub notes: Vec<String>,
    pub change: &'static str,
    /// Whether it is a sum.
    pub is_total: bool,
    pub old: String,
    pub new: String,
    pub difference: String,
    pub percent: String,
}

impl FigureRow {
    /// The label with its notes behind it.
    pub fn full_label(&self) -> String {
        match self.notes.is_empty() {
            true => self.label.clone(),
            false => format!("{} ({})", self.label, self.notes.join("; ")),
        }
    }
}

/// The words that stand around what differs, in any format.
#[derive(Serialize)]
pub struct DifferenceWords {
    /// Before what was and what is: `Prima:`
    pub old_side: String,
    pub new_side: String,
    pub nothing_old: String,
    pub nothing_new: String,
    /// Headings of tables of figures.
    pub row: String,
    pub old: String,
    pub new: String,
    pub change: String,
    pub percent: String,
}

impl DifferenceWords {
    pub fn new(words: Words) -> Self {
        let get = |key: &str| words.get(&format!("difference-{key}"));
        let side = |key: &str| words.with("difference-side", &[("side", get(key).into())]);
        Self {
            old_side: side("old"),
            new_side: side("new"),
            old: get("old"),
            new: get("new"),
            nothing_old: get("nothing-old"),
            nothing_new: get("nothing-new"),
            row: get("heading-row"),
            change: get("heading-change"),
            percent: get("heading-percent"),
        }
    }
}

impl Telling {
    pub fn new(comparison: &Comparison, words: Words) -> Self {
        let alone = |sides: &Sides<Edition>| {
            let key = if sides.old.is_some() { "difference-only-old" } else { "difference-only-new" };
            words.with(key, &[("name", sides.latest().map_or_else(String::new, |one| name(one, words)).into())])
        };
        let title = match comparison.annexes.as_slice() {
            [only] => words.with("difference-title-of", &[("name", name(&only.new, words).into())]),
            _ => words.get("difference-title"),
        };
        Self {
            title,
            annexes: comparison.annexes.iter().map(|annex| AnnexTelling::new(annex, words)).collect(),
            alone: comparison.alone.iter().map(alone).collect(),
            none: comparison.is_empty().then(|| words.get("difference-none")),
            words: DifferenceWords::new(words),
        }
    }
}

impl AnnexTelling {
    pub fn new(difference: &Difference, words: Words) -> Self {
        let versions = difference.old.version.max(difference.new.version);
        let edition = |edition: &Edition| {
            let args = [
                ("name", Arg::from(name(edition, words))),
                ("act", Arg::from(edition.act.as_str())),
                ("year", Arg::from(edition.year.to_string())),
            ];
            let told = words.with("difference-edition", &args);
            // As text: no thousands separator.
            let number = [("number", Arg::from(edition.version.to_string()))];
            if versions > 1 { format!("{told}, {}", words.with("difference-version", &number)) } else { told }
        };
        let mut sections = vec![];
        if !difference.texts.is_empty() {
            sections.push(Section {
                heading: words.get("difference-texts"),
                remarks: vec![],
                changes: difference.texts.iter().map(|text| text_change(text, words)).collect(),
                figures: vec![],
            });
        }
        sections.extend(difference.tables.iter().map(|one| table::section(one, words)));
        Self {
            name: name(&difference.new, words),
            old: edition(&difference.old),
            new: edition(&difference.new),
            summary: summary(difference, words),
            sections,
        }
    }
}

/// An annex in running text.
fn name(edition: &Edition, words: Words) -> String {
    words.name_of(&edition.label, edition.heading.as_deref())
}

/// `1 riga aggiunta, 3 cifre diverse.`
fn summary(difference: &Difference, words: Words) -> String {
    let tables = || difference.tables.iter();
    let rows = |change: RowChange| tables().flat_map(|table| &table.rows).filter(|row| row.change == change).count();
    let figures = tables().flat_map(|table| &table.figures).map(|column| column.figures.len()).sum();
    let texts = |table: &TableDifference| table.texts.len() + table.cells.len();
    let counts = [
        ("added", rows(RowChange::Added)),
        ("removed", rows(RowChange::Removed)),
        ("renamed", rows(RowChange::Renamed)),
        ("figures", figures),
        ("texts", difference.texts.len() + tables().map(texts).sum::<usize>()),
    ];
    let told = counts.into_iter().filter(|(_, count)| *count > 0);
    let told = told.map(|(key, count)| words.with(&format!("difference-count-{key}"), &[("count", count.into())]));
    let told: Vec<String> = told.collect();
    match (told.is_empty(), difference.is_empty()) {
        (_, true) => words.get("difference-none"),
        (true, _) => String::new(),
        _ => format!("{}.", told.join(", ")),
    }
}

/// What is said of a text.
pub fn text_change(text: &TextDifference, words: Words) -> Change {
    let Sides { old, new } = brief(text.said.as_ref().map(|one| said(one, words)));
    Change { what: words.get(&format!("difference-place-{}", text.place.name())), old, new }
}

/// What is said somewhere, in full.
pub fn said(said: &Said, words: Words) -> String {
    match said {
        Said::Text(text) => text.clone(),
        Said::Citation(citation) => cited(citation, words),
        Said::Registration(registration) => words.registration(registration),
        Said::Bulletin(bulletin) => words.issue(bulletin),
        Said::Accounting(accounting) => words.accounting(accounting).unwrap_or_default(),
        Said::Date(date) => words.date(*date),
    }
}

/// An act, with what it is about.
fn cited(citation: &crate::annex::Citation, words: Words) -> String {
    let act = words.citation(citation);
    citation.subject.as_ref().map_or(act.clone(), |subject| format!("{act} – {subject}"))
}

/// Something that is added, removed or otherwise told without its former self.
pub fn told(key: &str, name: &'static str, what: String, words: Words) -> Change {
    Change::alone(words.with(key, &[(name, what.into())]))
}
