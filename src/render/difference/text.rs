//! For a terminal: lines of a given width, figures below each other. Nothing is told by colour.

use super::super::Words;
use super::telling::{AnnexTelling, Change, DifferenceWords, FigureRow, FigureTable, Section, Telling};
use crate::diff::Comparison;

/// Columns of figures: what was, what is, the difference, in percent.
const FIGURES: usize = 4;
/// What parts columns.
const GAP: usize = 2;
/// A label has so much room at least, or stands on lines of its own.
const NARROWEST: usize = 18;
const INDENT: &str = "  ";

/// All of a comparison in lines of at most `width` characters, but for figures that need more.
pub fn render(comparison: &Comparison, words: Words, width: usize) -> String {
    let telling = Telling::new(comparison, words);
    let mut page = Page { width, words: &telling.words, lines: vec![] };
    for annex in &telling.annexes {
        page.annex(annex);
    }
    for alone in &telling.alone {
        page.wrapped("", "", alone);
    }
    if let (Some(none), true) = (&telling.none, telling.annexes.is_empty()) {
        page.wrapped("", "", none);
    }
    while page.lines.last().is_some_and(String::is_empty) {
        page.lines.pop();
    }
    page.lines.join("\n")
}

struct Page<'a> {
    width: usize,
    words: &'a DifferenceWords,
    lines: Vec<String>,
}

impl Page<'_> {
    /// A text whose first line begins with one thing and the others with another.
    fn wrapped(&mut self, first: &str, others: &str, text: &str) {
        let options = textwrap::Options::new(self.width).initial_indent(first).subsequent_indent(others);
        let options = options.break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation);
        self.lines.extend(textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned));
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn underlined(&mut self, heading: &str, sign: char) {
        let before = self.lines.len();
        self.wrapped("", "", heading);
        let longest = self.lines[before..].iter().map(|line| line.chars().count()).max().unwrap_or_default();
        self.lines.push(std::iter::repeat_n(sign, longest).collect());
    }

    fn annex(&mut self, annex: &AnnexTelling) {
        self.underlined(&annex.name, '=');
        let labels = [(&self.words.old_side, &annex.old), (&self.words.new_side, &annex.new)];
        let widest = labels.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
        for (label, edition) in labels {
            let label = format!("{label}{}", " ".repeat(widest - label.chars().count() + 1));
            self.wrapped(&label, &" ".repeat(label.chars().count()), edition);
        }
        if !annex.summary.is_empty() {
            self.wrapped("", "", &annex.summary);
        }
        annex.sections.iter().for_each(|section| self.section(section));
        self.blank();
    }

    fn section(&mut self, section: &Section) {
        self.blank();
        self.underlined(&section.heading, '-');
        section.remarks.iter().for_each(|remark| self.wrapped("", "", remark));
        section.changes.iter().for_each(|change| self.change(change));
        section.figures.iter().for_each(|table| self.table(table));
    }

    fn change(&mut self, change: &Change) {
        self.wrapped("- ", INDENT, &change.what);
        if !change.has_sides() {
            return;
        }
        let sides = [
            (&self.words.old_side, change.old.as_ref().unwrap_or(&self.words.nothing_old)),
            (&self.words.new_side, change.new.as_ref().unwrap_or(&self.words.nothing_new)),
        ];
        for (label, text) in sides {
            self.wrapped(&format!("{INDENT}{INDENT}{label} "), &INDENT.repeat(4), text);
        }
    }

    fn table(&mut self, table: &FigureTable) {
        self.blank();
        self.wrapped("", "", &table.caption);
        table.remarks.iter().for_each(|remark| self.wrapped("", "", remark));
        let headings = [&self.words.old, &self.words.new, &self.words.change, &self.words.percent];
        let headings: Vec<&str> = headings.into_iter().take(table.columns()).map(String::as_str).collect();
        let rows = || table.groups.iter().flat_map(|group| &group.rows);
        let mut widths: Vec<usize> = headings.iter().map(|heading| heading.chars().count()).collect();
        for row in rows() {
            for (width, figure) in widths.iter_mut().zip(figures(row)) {
                *width = (*width).max(figure.chars().count());
            }
        }
        let room = self.width.saturating_sub(widths.iter().map(|width| width + GAP).sum());
        let longest = rows().map(|row| row.full_label().chars().count()).max().unwrap_or_default();
        let lines = Lines { widths: &widths, label: room.min(longest.max(NARROWEST)) };
        lines.put(self, &self.words.row.clone(), "", &headings);
        for group in &table.groups {
            if let Some(title) = &group.title {
                self.wrapped("", "", title);
            }
            let indent = if group.title.is_some() { INDENT } else { "" };
            for row in &group.rows {
                lines.put(self, &row.full_label(), indent, &figures(row));
            }
        }
        table.totals.iter().for_each(|total| self.wrapped("", "", total));
    }
}

fn figures(row: &FigureRow) -> [&str; FIGURES] {
    [&row.old, &row.new, &row.difference, &row.percent].map(String::as_str)
}

/// How the lines of a table are laid out.
struct Lines<'a> {
    widths: &'a [usize],
    /// Room for labels.
    label: usize,
}

impl Lines<'_> {
    /// A label, and figures to its right; on a line of their own where there is no room beside them.
    fn put(&self, page: &mut Page, label: &str, indent: &str, figures: &[&str]) {
        let others = format!("{indent}{INDENT}");
        let mut line = String::new();
        for (width, figure) in self.widths.iter().zip(figures) {
            line.push_str(&" ".repeat(GAP + width - figure.chars().count()));
            line.push_str(figure);
        }
        if self.label < NARROWEST {
            page.wrapped(indent, &others, label);
            page.lines.push(line.trim_end().to_owned());
            return;
        }
        let (whole, before) = (std::mem::replace(&mut page.width, self.label), page.lines.len());
        page.wrapped(indent, &others, label);
        page.width = whole;
        if let Some(first) = page.lines.get_mut(before) {
            let padding = self.label.saturating_sub(first.chars().count());
            *first = format!("{first}{}{line}", " ".repeat(padding)).trim_end().to_owned();
        }
    }
}
