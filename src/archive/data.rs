//! Data that two editions of the program wrote: what counts is what they say, not their form.

use serde_json::Value;

/// Whether the JSON of an annex has the same amounts and words in the same places as another, whatever else their form has.
pub fn same_content(one: &[u8], other: &[u8]) -> bool {
    let read = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).ok().map(|value| cells(&value));
    read(one).zip(read(other)).is_some_and(|(one, other)| one == other)
}

/// Where a cell is, by table, row and column, and what stands in it: an amount, words, or a mark.
type Cell = (usize, u64, u64, [String; 3]);

fn cells(annex: &Value) -> Vec<Cell> {
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let number = |cell: &Value, key: &str| cell.get(key).and_then(Value::as_u64).unwrap_or(u64::MAX);
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut cells = vec![];
    for (index, table) in list(annex, "tables").iter().enumerate() {
        for cell in list(table, "rows").iter().flat_map(|row| list(row, "cells")) {
            let words = cell.get("text").and_then(|words| words.get("plain"));
            let content = [text(cell.get("amount")), text(words), text(cell.get("absent"))];
            cells.push((index, number(&cell, "row"), number(&cell, "column"), content));
        }
    }
    cells
}

/// Whether two CSV files have the same numbers in the same order.
pub fn same_numbers(one: &[u8], other: &[u8]) -> bool {
    numbers(one) == numbers(other)
}

/// The fields that are plain numbers.
fn numbers(csv: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(csv);
    let is_number = |field: &&str| {
        !field.is_empty()
            && field.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'))
            && field.contains(|c: char| c.is_ascii_digit())
    };
    // Numbers are never quoted, and hold no delimiter.
    text.split([',', ';', '\t', '\n', '\r']).filter(is_number).map(str::to_owned).collect()
}
