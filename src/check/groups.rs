//! Which rows a subtotal or total sums, and whose part an of-which row is.

use std::ops::Range;

use crate::plan::{Over, Role, Row};
use crate::source::{Code, Context, Diagnostic, Place};

/// Levels that nest, at most.
const DEEPEST: i64 = 9;

/// How the rows of a table belong together.
pub struct Groups {
    pub levels: Vec<u8>,
    /// For each row: the rows among which the items lie that it sums; empty for a row that sums none.
    pub sums: Vec<Range<usize>>,
    /// For each of-which row: the row that it is a part of.
    pub wholes: Vec<Option<usize>>,
}

/// Resolves groups, and reports keys that have no place in a row of that role.
pub fn check(context: &Context, rows: &[Row]) -> Groups {
    let levels: Vec<u8> = rows.iter().map(|row| level(context, row)).collect();
    let sums = (0..rows.len()).map(|row| sums(context, rows, &levels, row)).collect();
    let wholes = (0..rows.len()).map(|row| whole(context, rows, &levels, row)).collect();
    Groups { levels, sums, wholes }
}

fn level(context: &Context, row: &Row) -> u8 {
    let Some(level) = &row.level else { return 1 };
    let place = Place::new(&row.file, level.span.clone());
    if !matches!(row.role(), Role::Heading | Role::Subtotal | Role::OfWhich) {
        context.report(not_for_role(row, "level", place));
    } else if !(1..=DEEPEST).contains(&level.value) {
        let problem = Diagnostic::new(Code::LevelOutOfRange, place);
        context.report(problem.arg("most", DEEPEST.to_string()));
    }
    u8::try_from(level.value.clamp(1, DEEPEST)).unwrap_or(1)
}

pub fn not_for_role(row: &Row, key: &str, place: Place) -> Diagnostic {
    let role = row.role.as_ref().map_or("item", |role| role.word());
    Diagnostic::new(Code::KeyNotForRole, place).arg("key", key).arg("role", role)
}

fn sums(context: &Context, rows: &[Row], levels: &[u8], index: usize) -> Range<usize> {
    let row = &rows[index];
    let over = row.over.as_ref().map(|over| over.value);
    if let Some(over) = row.over.as_ref().filter(|over| match row.role() {
        Role::Total => false,
        Role::Subtotal => over.value == Over::All,
        _ => true,
    }) {
        context.report(not_for_role(row, "over", Place::new(&row.file, over.span.clone())));
    }
    // What ends a group: a title or subtotal of the same or an outer level, or a total.
    let ends = |other: usize| match rows[other].role() {
        Role::Heading | Role::Subtotal => levels[other] <= levels[index],
        Role::Total => true,
        _ => false,
    };
    let range = match (row.role(), over) {
        (Role::Total, None | Some(Over::All)) => 0..rows.len(),
        (Role::Total, Some(Over::Above)) => 0..index,
        (Role::Total, Some(Over::Below)) => index + 1..rows.len(),
        (Role::Subtotal, Some(Over::Below)) => {
            index + 1..(index + 1..rows.len()).find(|other| ends(*other)).unwrap_or(rows.len())
        }
        (Role::Subtotal, _) => (0..index).rev().find(|other| ends(*other)).map_or(0, |other| other + 1)..index,
        _ => return 0..0,
    };
    let partial = row.role() == Role::Subtotal || over.is_some_and(|over| over != Over::All);
    if partial && !rows[range.clone()].iter().any(|row| row.role() == Role::Item) {
        context.report(Diagnostic::new(Code::EmptyGroup, role_place(row)));
    }
    range
}

/// Where the role of a row is written.
fn role_place(row: &Row) -> Place {
    Place::new(&row.file, row.role.as_ref().map_or(row.span.clone(), |role| role.span.clone()))
}

fn whole(context: &Context, rows: &[Row], levels: &[u8], index: usize) -> Option<usize> {
    if rows[index].role() != Role::OfWhich {
        return None;
    }
    let is_whole = |other: &usize| rows[*other].role() != Role::OfWhich || levels[*other] < levels[index];
    let whole = (0..index).rev().find(is_whole).filter(|whole| rows[*whole].role() != Role::Heading);
    if whole.is_none() {
        context.report(Diagnostic::new(Code::OfWhichWithoutWhole, role_place(&rows[index])));
    }
    whole
}
