//! Which column of a table is which in its other edition.

use super::likeness::{likeness, words};
use super::matching::Matching;
use super::outline::line;
use super::{ColumnDifference, ColumnName, Sides};
use crate::annex::{Content, Table};

/// Pairs columns: by key, then by heading in any spelling, then those at the same place whose headings are similar.
pub fn pair(old: &[ColumnName], new: &[ColumnName]) -> Matching {
    let mut matching = Matching::new(old.len(), new.len());
    let is_number = |column: &ColumnName| column.style.is_some();
    matching.by(|at| Some(&old[at].key), |at| Some(&new[at].key));
    let heading = |column: &ColumnName| (is_number(column), words(&column.heading));
    matching.by(|at| Some(heading(&old[at])), |at| Some(heading(&new[at])));
    for (olds, news) in matching.runs() {
        for (before, after) in olds.zip(news) {
            let alike = || likeness(&words(&old[before].heading), &words(&new[after].heading)).is_some();
            if is_number(&old[before]) == is_number(&new[after]) && alike() {
                matching.join(before, after);
            }
        }
    }
    matching
}

/// The columns of a table by what they are called.
pub fn names(table: &Table) -> Vec<ColumnName> {
    let name = |(index, column): (usize, &crate::annex::Column)| {
        let mut parts: Vec<String> = vec![];
        for row in 0..table.grid.heading_rows() {
            if let Content::Text(text) = &table.grid.cell(row, index).content {
                let part = line(text);
                if !part.is_empty() && parts.last() != Some(&part) {
                    parts.push(part);
                }
            }
        }
        ColumnName { key: column.key.clone(), heading: parts.join(" – "), style: column.style().cloned() }
    };
    table.columns.iter().enumerate().map(name).collect()
}

/// The columns of both tables, each with its place in either.
pub fn differences(
    old: &[ColumnName],
    new: &[ColumnName],
    matching: &Matching,
) -> (Vec<ColumnDifference>, Vec<Sides<usize>>) {
    let places: Vec<Sides<usize>> = matching.merged().into_iter().map(|(old, new)| Sides { old, new }).collect();
    let column = |at: &Sides<usize>| ColumnDifference {
        columns: Sides { old: at.old.map(|at| old[at].clone()), new: at.new.map(|at| new[at].clone()) },
    };
    (places.iter().map(column).collect(), places)
}
