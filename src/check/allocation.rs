//! What an annex distributes: the figure that the plan names, or the only one that its tables leave; and its parts.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Document;
use super::cells::State;
use super::columns::{Formula, unknown_name};
use super::figures::{At, Figures};
use super::formula::{Expression, Operator};
use super::table::Board;
use super::texts::known_figures;
use crate::annex::{
    Allocation, Amount, AnnexAmount, Block, Cell, Content, Exact, Figure, NumberStyle, Part, Quantity, Scope, Table,
    Text, Unit,
};
use crate::plan::{self, Role, TotalRule};
use crate::source::{Code, Diagnostic};

/// The figure that says what an annex distributes, in any table of the plan; `boards` are the annex's own.
pub fn find(document: &Document, annex: &plan::Annex, figures: &Figures, boards: Range<usize>) -> Option<At> {
    match &annex.amount {
        Some(reference) => named(document, figures, reference),
        None => only(figures, boards),
    }
}

/// That figure as the annex has it.
pub fn amount(
    document: &Document,
    annex: &plan::Annex,
    figures: &Figures,
    at: At,
    allocation: Option<Allocation>,
) -> Option<AnnexAmount> {
    let (board, figure) = (figures.board(at), figure(figures, at)?);
    let style = board.columns[board.cells[at.cell].columns.start].style()?;
    Some(AnnexAmount {
        figure: figure.clone(),
        style: style.clone(),
        currency: style.quantity.currency()?,
        printed: document.amount(figure.amount, &with_currency(style)),
        counts: annex.counts.as_ref().is_none_or(|counts| counts.value),
        allocation,
    })
}

/// A style that says the currency, also where the column leaves that to its heading.
fn with_currency(style: &NumberStyle) -> NumberStyle {
    match style.quantity {
        Quantity::Money { unit: Unit::One, .. } if style.display.word().is_empty() => {
            NumberStyle { display: style.quantity.usual_display(style.notation), ..style.clone() }
        }
        _ => style.clone(),
    }
}

fn figure<'b>(figures: &Figures<'b, '_>, at: At) -> Option<&'b Figure> {
    match &figures.board(at).cells[at.cell].state {
        State::Number(written) => Some(&written.figure),
        _ => None,
    }
}

/// The figure of that name: `table.row.column`. What is wrong with it is reported.
fn named(document: &Document, figures: &Figures, reference: &plan::Text) -> Option<At> {
    let (name, place) = (reference.value.trim(), document.context.place(reference.span.clone()));
    let parts: Vec<&str> = name.split('.').collect();
    let found = match parts.as_slice() {
        [table, row, key] => figures.table_named(table).and_then(|board| figures.cell_named(board, row, key)),
        _ => None,
    };
    let Some(at) = found else {
        let known = known_figures(figures);
        document.context.report(unknown_name(place, name, known.iter().map(String::as_str)));
        return None;
    };
    let board = figures.board(at);
    let draft = &board.cells[at.cell];
    let rules = &board.columns[draft.columns.start];
    if !is_money(board, draft.columns.start) {
        let problem = Diagnostic::new(Code::KeyNotForKind, place).arg("key", "amount");
        document.context.report(problem.arg("kind", rules.written.kind_word()));
        return None;
    }
    match draft.state {
        State::Number(_) => Some(at),
        // Reported at its own place.
        State::Wrong | State::LeftOut => None,
        State::Absent(_) | State::Words | State::Label => {
            let problem = Diagnostic::new(Code::NoFigureToSay, place).arg("name", name);
            document.context.report(problem.arg("function", "amount"));
            None
        }
    }
}

// -- Where the plan names none --

/// The total of the first table that has one, if nothing else could be meant: it has one figure for all, and what later
/// tables have a total of stands in it, so that they divide a part of it.
fn only(figures: &Figures, boards: Range<usize>) -> Option<At> {
    let mut summed = boards.filter(|board| {
        let board = &figures.boards[*board];
        totals(board).next().is_some() && (0..board.width()).any(|column| is_money(board, column))
    });
    let first = summed.next()?;
    let at = total(figures, first)?;
    let mut later = summed.peekable();
    if later.peek().is_some() {
        let known = moneys(figures, first, 0..figures.boards[first].table.row.len());
        let divides = |board: usize| {
            let of_totals = totals(&figures.boards[board]).flat_map(|row| moneys(figures, board, row..row + 1));
            of_totals.into_iter().any(|figure| known.contains(&figure))
        };
        if !later.all(divides) {
            return None;
        }
    }
    Some(at)
}

fn totals(board: &Board) -> impl Iterator<Item = usize> {
    (0..board.table.row.len()).filter(|row| board.role(*row) == Role::Total)
}

fn is_money(board: &Board, column: usize) -> bool {
    board.columns[column].style().is_some_and(|style| style.quantity.currency().is_some())
}

/// All amounts of some rows of a table: the code of the currency, and what they are worth.
fn moneys(figures: &Figures, board: usize, rows: Range<usize>) -> Vec<(&'static str, Exact)> {
    let on = &figures.boards[board];
    let cells = rows.flat_map(|row| (0..on.width()).map(move |column| (column, on.at(row, column))));
    let worth = |(column, cell): (usize, usize)| {
        let quantity = on.columns[column].style()?.quantity;
        let figure = figure(figures, At { board, cell })?;
        Some((quantity.currency()?.code, Exact::from(figure.amount).times(&quantity.worth())))
    };
    cells.filter_map(worth).collect()
}

/// The figure that a table's total comes to: of the first total over all items, in the only column of amounts, or in the
/// one that adds up all others.
fn total(figures: &Figures, index: usize) -> Option<At> {
    let board = &figures.boards[index];
    let mut items = (0..board.table.row.len()).filter(|row| board.role(*row) == Role::Item);
    let first = items.next()?;
    let last = items.next_back().unwrap_or(first);
    let is_grand = |row: &usize| board.groups.sums[*row].contains(&first) && board.groups.sums[*row].contains(&last);
    let row = totals(board).find(is_grand)?;
    let at = |column: usize| At { board: index, cell: board.at(row, column) };
    let columns: Vec<usize> = (0..board.width())
        .filter(|column| is_money(board, *column) && board.columns[*column].total == TotalRule::Sum)
        .filter(|column| figure(figures, at(*column)).is_some())
        .collect();
    match columns.as_slice() {
        [column] => Some(at(*column)),
        several => {
            let adds_all = |column: &&usize| {
                let mut added = BTreeSet::new();
                add(board, **column, &mut added) && several.iter().all(|other| added.contains(other))
            };
            several.iter().rev().find(adds_all).map(|column| at(*column))
        }
    }
}

/// Collects the columns that one adds up, itself too; `false` where it is more than a sum, or none.
fn add(board: &Board, column: usize, added: &mut BTreeSet<usize>) -> bool {
    let Some(Formula::Expression(_, expression)) = &board.columns[column].formula else { return false };
    let mut names = vec![];
    if !added.insert(column) || !is_sum(expression, &mut names) {
        return false;
    }
    names.into_iter().all(|name| match board.column_named(name) {
        Some(column) if board.columns[column].formula.is_some() => add(board, column, added),
        Some(column) => added.insert(column),
        None => false,
    })
}

/// Whether a formula is a sum of columns of the row, whose names are collected.
fn is_sum<'e>(expression: &'e Expression, names: &mut Vec<&'e str>) -> bool {
    match expression {
        Expression::Name(name) if name.parts.len() == 1 && !name.summed => {
            names.push(&name.parts[0]);
            true
        }
        Expression::Binary(left, Operator::Plus, right) => is_sum(left, names) && is_sum(right, names),
        _ => false,
    }
}

// -- Its parts --

/// How a sum is divided: into the outermost groups where it is made of groups, else into its items; into what adds up,
/// where one of them does. `table` is the one in which it stands. `None` where the figure is no sum, or a part could not
/// be called by anything.
pub fn allocation(document: &Document, figures: &Figures, at: At, table: &Table) -> Option<Allocation> {
    let (board, whole) = (figures.board(at), figure(figures, at)?);
    let draft = &board.cells[at.cell];
    let (row, column) = (draft.rows.start, draft.columns.start);
    if board.total_rule(row, column) != Some(TotalRule::Sum) {
        return None;
    }
    let rows = board.groups.sums[row].clone();
    let divided = Divided { document, figures, at, table, column };
    let groups = groups(board, rows.clone()).map(|rows| rows.into_iter().map(|row| board.at(row, column)).collect());
    let by_groups = groups.and_then(|groups: Vec<usize>| divided.among(groups));
    match by_groups {
        Some(groups) if groups.sum.amount == whole.amount => Some(groups),
        _ => divided.among(figures.items(at.board, column, rows).collect()),
    }
}

/// The rows of the outermost subtotals, where each item is under one of them and there is more than one.
fn groups(board: &Board, mut rows: Range<usize>) -> Option<Vec<usize>> {
    loop {
        let outermost = outermost(board, rows)?;
        match outermost.as_slice() {
            [] => return None,
            // The same whole once more: a subtotal right above the total.
            [only] => rows = board.groups.sums[*only].clone(),
            _ => return Some(outermost),
        }
    }
}

/// The subtotals that no other one sums; `None` where an item is under none of them, or under two.
fn outermost(board: &Board, rows: Range<usize>) -> Option<Vec<usize>> {
    let sums = |row: usize| board.groups.sums[row].clone();
    let mut subtotals: Vec<usize> = rows.clone().filter(|row| board.role(*row) == Role::Subtotal).collect();
    // What sums more comes before what it holds.
    subtotals.sort_by_key(|row| (sums(*row).start, usize::MAX - sums(*row).end));
    let no_item = |mut rows: Range<usize>| rows.all(|row| board.role(row) != Role::Item);
    let (mut outermost, mut reached) = (vec![], rows.start);
    for row in subtotals {
        let summed = sums(row);
        if summed.end <= reached {
            continue;
        }
        if summed.start < reached || summed.end > rows.end || !no_item(reached..summed.start) {
            return None;
        }
        reached = summed.end;
        outermost.push(row);
    }
    if !no_item(reached..rows.end) {
        return None;
    }
    outermost.sort_unstable();
    Some(outermost)
}

/// A sum that is divided, with the table in which it stands.
struct Divided<'a, 'b, 'p> {
    document: &'a Document<'a>,
    figures: &'a Figures<'b, 'p>,
    at: At,
    table: &'a Table,
    column: usize,
}

impl Divided<'_, '_, '_> {
    /// The parts that stand in some cells, and what they add up to. Where there is no figure there is no part.
    fn among(&self, cells: Vec<usize>) -> Option<Allocation> {
        let (mut parts, mut sum) = (vec![], Amount::ZERO);
        for cell in cells {
            let Some(figure) = figure(self.figures, At { cell, ..self.at }) else { continue };
            sum = sum.checked_add(figure.amount)?;
            parts.push(Part { label: self.label(cell)?, figure: figure.clone() });
        }
        let printed = self.table.columns[self.column].style()?.print(sum);
        Some(Allocation { parts, sum: Figure { amount: sum, printed } })
    }

    /// What the amount of a cell is for: the title of its group, or what heads its row; where it is that of several rows,
    /// with how many follow.
    fn label(&self, cell: usize) -> Option<String> {
        let board = self.figures.board(self.at);
        let rows = board.cells[cell].rows.clone();
        let summed = &board.groups.sums[rows.start];
        let above = summed.start.checked_sub(1).filter(|above| board.role(*above) == Role::Heading);
        let title = above.filter(|above| board.groups.levels[*above] == board.groups.levels[rows.start]);
        if let Some(title) = title.filter(|_| board.role(rows.start) == Role::Subtotal)
            && let Some(words) = words(self.cell(title, 0))
        {
            return Some(words);
        }
        let mut headers: Vec<&Cell> = vec![];
        for column in 0..board.width() {
            let header = self.cell(rows.start, column);
            if header.heads == Some(Scope::Row) && !headers.iter().any(|known| std::ptr::eq(*known, header)) {
                headers.push(header);
            }
        }
        let mut names: Vec<String> = headers.iter().filter_map(|header| words(header)).collect();
        // A number alone says nothing, nor does a label that other rows have as well: the words beside it do.
        let is_own = |cell: &Cell| cell.rows.len() <= rows.len();
        let is_said = names.iter().any(|name| name.contains(char::is_alphabetic));
        if !is_said || !headers.iter().any(|header| is_own(header)) {
            let others = (0..board.width()).map(|column| self.cell(rows.start, column));
            names.extend(others.filter(|cell| cell.heads.is_none() && is_own(cell)).find_map(first_words));
        }
        let label = names.join(", ");
        let end = rows.end + self.table.grid.heading_rows();
        let covers = headers.iter().any(|header| header.rows.end >= end);
        match label {
            label if label.is_empty() => None,
            label if rows.len() == 1 || covers => Some(label),
            label => {
                let args = [("label", label.into()), ("rows", (rows.len() - 1).into())];
                Some(self.document.words.text("part-of-rows", &args))
            }
        }
    }

    fn cell(&self, row: usize, column: usize) -> &Cell {
        self.table.grid.cell(row + self.table.grid.heading_rows(), column)
    }
}

/// The words of a cell, if it has any.
fn words(cell: &Cell) -> Option<String> {
    match &cell.content {
        Content::Text(text) => Some(text.to_line(&|_| String::new())).filter(|words| !words.is_empty()),
        _ => None,
    }
}

/// The words of a cell's first paragraph, or of the first item of a list.
fn first_words(cell: &Cell) -> Option<String> {
    let Content::Text(text) = &cell.content else { return None };
    let (first, is_all) = match text.blocks.as_slice() {
        [Block::List(list), rest @ ..] => (list.items().next()?.clone(), rest.is_empty() && list.items().count() == 1),
        [paragraph, rest @ ..] => (Text { blocks: vec![paragraph.clone()] }, rest.is_empty()),
        [] => return None,
    };
    let words = Some(first.to_line(&|_| String::new())).filter(|words| !words.is_empty())?;
    Some(if is_all { words } else { format!("{words}…") })
}
