//! What is told of a table: its rows and columns, then the texts in its cells, then its figures.

use std::collections::BTreeSet;

use super::super::Words;
use super::brief::brief;
use super::figures;
use super::telling::{Change, Section, text_change, told};
use crate::annex::NumberStyle;
use crate::catalogue::Arg;
use crate::diff::{
    CellDifference, CellPart, ColumnDifference, FigureDifference, RowChange, RowDifference, RowName, Sides,
    TableDifference,
};

pub fn section(table: &TableDifference, words: Words) -> Section {
    let mut remarks = vec![];
    let mut changes: Vec<Change> = table.texts.iter().map(|text| text_change(text, words)).collect();
    match (&table.names.old, &table.names.new) {
        (None, _) => remarks.push(words.get("difference-table-added")),
        (_, None) => remarks.push(words.get("difference-table-removed")),
        _ => {
            changes.extend(table.columns.iter().flat_map(|column| column_changes(column, words)));
            let shown = shown(table);
            let rows = table.rows.iter().enumerate();
            changes.extend(rows.flat_map(|(index, row)| row_changes(row, shown.contains(&index), words)));
            changes.extend(table.cells.iter().map(|cell| cell_change(table, cell, words)));
        }
    }
    let respelled = table.rows.iter().filter(|row| row.change == RowChange::Respelled).count();
    for (key, count) in [("respelled", respelled), ("moved", table.moved)].into_iter().filter(|(_, count)| *count > 0) {
        remarks.push(words.with(&format!("difference-count-{key}"), &[("count", count.into())]));
    }
    Section {
        heading: heading(table, words),
        remarks,
        changes,
        figures: table.figures.iter().map(|column| figures::of_column(table, column, words)).collect(),
    }
}

fn heading(table: &TableDifference, words: Words) -> String {
    let Some(name) = table.names.latest() else { return String::new() };
    // As text: no thousands separator.
    let by_number = || words.with("difference-table", &[("number", name.number.to_string().into())]);
    name.caption.clone().unwrap_or_else(by_number)
}

fn column_changes(column: &ColumnDifference, words: Words) -> Vec<Change> {
    let columns = &column.columns;
    let Some((old, new)) = columns.pair() else {
        let key = if columns.old.is_some() { "difference-column-removed" } else { "difference-column-added" };
        return vec![told(key, "column", column_name(column), words)];
    };
    let mut changes = vec![];
    if column.is_renamed() {
        changes.push(Change {
            what: words.get("difference-column-renamed"),
            old: Some(old.heading.clone()),
            new: Some(new.heading.clone()),
        });
    }
    if column.counts_otherwise() {
        let what = words.with("difference-column-counts", &[("column", column_name(column).into())]);
        let counted = |style: &Option<NumberStyle>| match style {
            Some(style) => words.counted(style.quantity),
            None => words.get("difference-unit-none"),
        };
        changes.push(Change { what, old: Some(counted(&old.style)), new: Some(counted(&new.style)) });
    }
    changes
}

/// Rows that stand among the figures that changed.
fn shown(table: &TableDifference) -> BTreeSet<usize> {
    table.figures.iter().flat_map(|column| &column.figures).map(FigureDifference::row).collect()
}

/// What became of a row, but that it was added or removed where its figures say so.
fn row_changes(row: &RowDifference, shown: bool, words: Words) -> Vec<Change> {
    let name = || row_name(row);
    let mut changes = vec![];
    match (row.change, row.rows.pair()) {
        (RowChange::Added | RowChange::Removed, _) if shown => {}
        (RowChange::Added, _) => changes.push(told("difference-row-added", "row", name(), words)),
        (RowChange::Removed, _) => changes.push(told("difference-row-removed", "row", name(), words)),
        (RowChange::Renamed, Some((old, new))) => changes.push(Change {
            what: words.get("difference-row-renamed"),
            old: Some(full_name(old)),
            new: Some(full_name(new)),
        }),
        _ => {}
    }
    let Some((old, new)) = row.rows.pair() else { return changes };
    if row.regrouped {
        let groups = |row: &RowName| match row.groups.is_empty() {
            true => words.get("difference-no-group"),
            false => row.groups.join(" › "),
        };
        let what = words.with("difference-row-regrouped", &[("row", name().into())]);
        changes.push(Change { what, old: Some(groups(old)), new: Some(groups(new)) });
    }
    if row.changes_role() {
        let role = |row: &RowName| words.get(&format!("difference-role-{}", row.role.name()));
        let what = words.with("difference-row-role", &[("row", name().into())]);
        changes.push(Change { what, old: Some(role(old)), new: Some(role(new)) });
    }
    changes
}

fn cell_change(table: &TableDifference, cell: &CellDifference, words: Words) -> Change {
    let key = match cell.part {
        CellPart::Text => "difference-cell",
        CellPart::Note => "difference-cell-note",
        CellPart::Print => "difference-cell-print",
    };
    let args = [
        ("row", Arg::from(row_name(&table.rows[cell.row]))),
        ("column", Arg::from(column_name(&table.columns[cell.column]))),
    ];
    let Sides { old, new } = brief(cell.texts.clone());
    Change { what: words.with(key, &args), old, new }
}

/// What a row is called now, or was.
pub fn row_name(row: &RowDifference) -> String {
    row.rows.latest().map(full_name).unwrap_or_default()
}

fn full_name(row: &RowName) -> String {
    let parts = [Some(row.label.as_str()).filter(|label| !label.is_empty()), row.detail.as_deref()];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" – ");
    if name.is_empty() { "–".to_owned() } else { name }
}

/// What a column is called now, or was.
pub fn column_name(column: &ColumnDifference) -> String {
    let name = |column: &crate::diff::ColumnName| match column.heading.is_empty() {
        true => column.key.clone(),
        false => column.heading.clone(),
    };
    column.columns.latest().map(name).unwrap_or_default()
}
