//! Running totals where a table breaks over pages: "A riportare" at the foot of a page, "Riporto" at the head of the next.

use super::Document;
use super::table::Board;
use crate::annex::{Amount, Carried, Content, Grid};
use crate::plan::{self, Over, Role, TotalRule};
use crate::source::{Code, Diagnostic};

/// Whether a table carries its sums forward. What is carried has to end in the total of all that came before: a table
/// without one is reported.
pub fn check(document: &Document, board: &Board) -> bool {
    let Some(asked) = board.table.carry_forward.as_ref().filter(|asked| asked.value) else { return false };
    let ends = board.table.row.last().is_some_and(is_total_of_all) && !columns(board).is_empty();
    if !ends {
        let place = document.context.place(asked.span.clone());
        document.context.report(Diagnostic::new(Code::CarryWithoutTotal, place));
    }
    ends
}

fn is_total_of_all(row: &plan::Row) -> bool {
    row.role() == Role::Total && row.over.as_ref().is_none_or(|over| over.value != Over::Below)
}

/// The columns whose totals are sums.
fn columns(board: &Board) -> Vec<usize> {
    let summed = |column: &usize| board.columns[*column].is_number() && board.columns[*column].total == TotalRule::Sum;
    (0..board.width()).filter(summed).collect()
}

/// What the rows of a table add up to, row by row.
pub fn running(board: &Board, grid: &Grid) -> Carried {
    let columns = columns(board);
    let mut sums = vec![Amount::ZERO; columns.len()];
    let depth = grid.heading_rows();
    let mut rows = vec![];
    for row in depth..grid.rows().len() - 1 {
        let counts = board.role(row - depth) == Role::Item;
        let printed = columns.iter().zip(&mut sums).map(|(&column, sum)| {
            let cell = grid.cell(row, column);
            if let Content::Amount(figure) = &cell.content
                && counts
                && cell.rows.start == row
            {
                // A sum that leaves the bounds was reported with the total.
                *sum = sum.checked_add(figure.amount).unwrap_or(*sum);
            }
            board.columns[column].style().map_or_else(String::new, |style| style.print(*sum))
        });
        rows.push(printed.collect());
    }
    Carried { columns, rows }
}
