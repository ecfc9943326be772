//! As GitHub Flavored Markdown, which can be pasted into an act.

use super::super::{Words, escape_markdown, markdown_line};
use super::telling::{AnnexTelling, Change, DifferenceWords, FigureRow, FigureTable, Section, Telling};
use crate::diff::Comparison;

/// All of a comparison.
pub fn render(comparison: &Comparison, words: Words) -> String {
    let telling = Telling::new(comparison, words);
    let mut blocks = vec![format!("# {}", markdown_line(&telling.title))];
    for annex in &telling.annexes {
        push_annex(&mut blocks, annex, &telling.words, telling.annexes.len() > 1);
    }
    blocks.extend(telling.alone.iter().map(|alone| markdown_line(alone)));
    if let (Some(none), true) = (&telling.none, telling.annexes.is_empty()) {
        blocks.push(markdown_line(none));
    }
    blocks.join("\n\n") + "\n"
}

fn push_annex(blocks: &mut Vec<String>, annex: &AnnexTelling, words: &DifferenceWords, named: bool) {
    let level = if named { "###" } else { "##" };
    if named {
        blocks.push(format!("## {}", markdown_line(&annex.name)));
    }
    let edition = |label: &str, edition: &str| format!("- {} {}", escape_markdown(label), escape_markdown(edition));
    blocks.push([edition(&words.old_side, &annex.old), edition(&words.new_side, &annex.new)].join("\n"));
    if !annex.summary.is_empty() {
        blocks.push(markdown_line(&annex.summary));
    }
    for section in &annex.sections {
        push_section(blocks, section, words, level);
    }
}

fn push_section(blocks: &mut Vec<String>, section: &Section, words: &DifferenceWords, level: &str) {
    blocks.push(format!("{level} {}", markdown_line(&section.heading)));
    blocks.extend(section.remarks.iter().map(|remark| markdown_line(remark)));
    let changes: Vec<String> = section.changes.iter().map(|change| item(change, words)).collect();
    if !changes.is_empty() {
        blocks.push(changes.join("\n"));
    }
    for table in &section.figures {
        blocks.push(format!("{level}# {}", markdown_line(&table.caption)));
        blocks.extend(table.remarks.iter().map(|remark| markdown_line(remark)));
        blocks.push(pipe_table(table, words));
        blocks.extend(table.totals.iter().map(|total| markdown_line(total)));
    }
}

fn item(change: &Change, words: &DifferenceWords) -> String {
    let what = markdown_line(&change.what);
    if !change.has_sides() {
        return format!("- {what}");
    }
    let side = |label: &str, text: &Option<String>, nothing: &str| {
        let text = text.as_deref().unwrap_or(nothing);
        format!("  - {} {}", escape_markdown(label), escape_markdown(text))
    };
    let old = side(&words.old_side, &change.old, &words.nothing_old);
    format!("- {what}\n{old}\n{}", side(&words.new_side, &change.new, &words.nothing_new))
}

fn pipe_table(table: &FigureTable, words: &DifferenceWords) -> String {
    // An empty cell has one blank.
    let cell = |cell: &String| if cell.is_empty() { "| ".to_owned() } else { format!("| {cell} ") };
    let line = |cells: &[String]| cells[..=table.columns()].iter().map(cell).collect::<String>() + "|";
    let headings = [&words.row, &words.old, &words.new, &words.change, &words.percent];
    let rule = [":--", "--:", "--:", "--:", "--:"].map(str::to_owned);
    let mut lines = vec![line(&headings.map(|heading| escape_markdown(heading))), line(&rule)];
    for group in &table.groups {
        if let Some(title) = &group.title {
            let mut cells: [String; 5] = Default::default();
            cells[0] = format!("**{}**", escape_markdown(title));
            lines.push(line(&cells));
        }
        lines.extend(group.rows.iter().map(|row| line(&cells(row))));
    }
    lines.join("\n")
}

fn cells(row: &FigureRow) -> [String; 5] {
    let cells = [row.full_label(), row.old.clone(), row.new.clone(), row.difference.clone(), row.percent.clone()];
    cells.map(|cell| {
        let cell = escape_markdown(&cell);
        if row.is_total && !cell.is_empty() { format!("**{cell}**") } else { cell }
    })
}
