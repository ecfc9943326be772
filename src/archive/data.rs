//! Data that two editions of the program wrote: what counts are the amounts.

use serde_json::Value;

/// Whether the JSON of an annex has the same amounts in the same places as another, whatever else their form has.
pub fn same_amounts(one: &[u8], other: &[u8]) -> bool {
    let read = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).ok().map(|value| amounts(&value));
    read(one).zip(read(other)).is_some_and(|(one, other)| one == other)
}

/// The amounts of all cells, table by table: row, column and amount.
fn amounts(annex: &Value) -> Vec<(usize, u64, u64, String)> {
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let number = |cell: &Value, key: &str| cell.get(key).and_then(Value::as_u64).unwrap_or(u64::MAX);
    let mut amounts = vec![];
    for (index, table) in list(annex, "tables").iter().enumerate() {
        for cell in list(table, "rows").iter().flat_map(|row| list(row, "cells")) {
            if let Some(amount) = cell.get("amount").and_then(Value::as_str) {
                amounts.push((index, number(&cell, "row"), number(&cell, "column"), amount.to_owned()));
            }
        }
    }
    amounts
}
