//! Figures that follow from others, over all tables of a plan: what is left out is worked out, exactly and in the order
//! in which one needs the other.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::cells::{Absence, State, Written};
use super::columns::{Formula, Rules};
use super::formula::{Expression, Name};
use super::quotient::Quotient;
use super::table::{Board, once_each};
use crate::annex::{Amount, Exact, Figure, Rounding};
use crate::plan::{Over, Role, TotalRule};
use crate::source::Place;

/// A cell by its table and its index there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct At {
    pub board: usize,
    pub cell: usize,
}

/// By what a figure follows from others.
#[derive(Clone, Copy)]
pub enum Rule<'b> {
    /// The sum of the items among some rows.
    Sum,
    /// Their average.
    Average,
    /// A formula of its column over other columns.
    Column(&'b Expression),
    /// A formula of its row over other rows.
    Row(&'b Expression),
    /// The share that the figure of another column is of its total.
    Share(usize),
}

/// Why there is no figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// What it follows from is wrong, which was reported.
    Wrong,
    /// It follows from itself.
    Cycle,
    DividesByZero,
    /// It lies between two figures, and nothing says how to round it.
    NeedsRounding,
    /// It follows from a figure that covers more rows than it does itself.
    OverMerged(Place),
    /// Its currency is another one than that of its column, or there are two.
    MixedCurrencies,
    UnknownName(Name),
    /// A column of words, or a title row.
    NotNumber(Name),
    TooLarge,
}

/// A figure, `None` where there is none: neutral in sums.
type Value = Result<Option<Amount>, Failure>;

/// Bytes by which the stack grows.
const STACK: usize = 1 << 20;

enum Memo {
    Working,
    Known(Value),
}

/// All tables of a plan, and the figures found so far.
pub struct Figures<'b, 'p> {
    pub boards: &'b [Board<'p>],
    memo: RefCell<BTreeMap<At, Memo>>,
    /// What the shares of a column are shares of, by table and column.
    wholes: RefCell<BTreeMap<(usize, usize), Amount>>,
    /// A figure that is supposed to be another than the one written.
    supposed: Option<(At, Amount)>,
}

impl<'b, 'p> Figures<'b, 'p> {
    pub fn new(boards: &'b [Board<'p>]) -> Self {
        Self { boards, memo: RefCell::default(), wholes: RefCell::default(), supposed: None }
    }

    /// The figures as they would be if one of them were another.
    pub fn assuming(boards: &'b [Board<'p>], at: At, amount: Amount) -> Self {
        Self { supposed: Some((at, amount)), ..Self::new(boards) }
    }

    pub fn board(&self, at: At) -> &'b Board<'p> {
        &self.boards[at.board]
    }

    /// The figure of a cell: as written, or as worked out where it is left out.
    pub fn value(&self, at: At) -> Value {
        if let Some((_, amount)) = self.supposed.filter(|(supposed, _)| *supposed == at) {
            return Ok(Some(amount));
        }
        let draft = &self.board(at).cells[at.cell];
        match &draft.state {
            State::Number(written) => return Ok(Some(written.figure.amount)),
            State::Absent(_) | State::Words | State::Label => return Ok(None),
            State::Wrong => return Err(Failure::Wrong),
            State::LeftOut => {}
        }
        // A figure may follow from another, and that from another one, as far as a table is long.
        stacker::maybe_grow(STACK / 8, STACK, || self.worked_out(at))
    }

    fn worked_out(&self, at: At) -> Value {
        match self.memo.borrow().get(&at) {
            Some(Memo::Working) => return Err(Failure::Cycle),
            Some(Memo::Known(value)) => return value.clone().map_err(|_| Failure::Wrong),
            None => {}
        }
        self.remember(at, Memo::Working);
        let value = match self.rules(at).next() {
            Some(rule) => self.expected(at, rule),
            None => Ok(None),
        };
        self.remember(at, Memo::Known(value.clone()));
        // Why, is said at the figure itself.
        value.map_err(|_| Failure::Wrong)
    }

    /// Why a figure that is left out can't be worked out.
    pub fn failure(&self, at: At) -> Option<Failure> {
        match self.memo.borrow().get(&at) {
            Some(Memo::Known(Err(failure))) => Some(failure.clone()),
            _ => None,
        }
    }

    fn remember(&self, at: At, memo: Memo) {
        self.memo.borrow_mut().insert(at, memo);
    }

    /// The rules that a figure has to follow; it is worked out by the first.
    pub fn rules(&self, at: At) -> impl Iterator<Item = Rule<'b>> {
        let (first, second) = self.two_rules(at);
        first.into_iter().chain(second)
    }

    fn two_rules(&self, at: At) -> (Option<Rule<'b>>, Option<Rule<'b>>) {
        let board = self.board(at);
        let draft = &board.cells[at.cell];
        let (row, rules) = (draft.rows.start, &board.columns[draft.columns.start]);
        if !rules.is_number() {
            return (None, None);
        }
        let by_column = rules.formula.as_ref().map(|formula| match formula {
            Formula::Expression(_, expression) => Rule::Column(expression),
            Formula::Share(_, column) => Rule::Share(*column),
        });
        match board.total_rule(row, draft.columns.start) {
            Some(TotalRule::Sum) => (Some(Rule::Sum), by_column.filter(|_| adds_up(board, rules))),
            Some(TotalRule::Average) => (Some(Rule::Average), None),
            Some(TotalRule::Formula) => (by_column, None),
            Some(TotalRule::None) => (None, None),
            None if board.role(row) == Role::Heading => (None, None),
            None => (by_column.or(board.formulas[row].as_ref().map(Rule::Row)), None),
        }
    }

    /// What a figure has to be by a rule.
    pub fn expected(&self, at: At, rule: Rule<'b>) -> Value {
        let board = self.board(at);
        let rules = &board.columns[board.cells[at.cell].columns.start];
        let Some(style) = rules.style() else { return Ok(None) };
        if let Rule::Sum = rule {
            return self.sum(at.board, self.addends(at)).map(Some);
        }
        let Some(exact) = self.exact(at, rule)? else { return Ok(None) };
        if let Some(amount) = exact.exactly(style.decimals) {
            return Ok(Some(amount));
        }
        // Shares and averages hardly ever come out even, and everyone rounds them so; of a formula it has to be said.
        let usual = matches!(rule, Rule::Share(_) | Rule::Average).then_some(Rounding::HalfUp);
        let rounding = rules.rounding.or(usual);
        match exact.round(style.decimals, rounding.unwrap_or_default()) {
            None => Err(Failure::TooLarge),
            Some(_) if rounding.is_none() => Err(Failure::NeedsRounding),
            Some(amount) => Ok(Some(amount)),
        }
    }

    /// The same before it is rounded, in what the column's figures are: thousands, hundredths.
    pub fn exact(&self, at: At, rule: Rule<'b>) -> Result<Option<Exact>, Failure> {
        let board = self.board(at);
        let Some(style) = board.columns[board.cells[at.cell].columns.start].style() else { return Ok(None) };
        let quotient = match rule {
            Rule::Sum => return Ok(Some(Exact::from(self.sum(at.board, self.addends(at))?))),
            Rule::Average => self.average(at)?,
            Rule::Column(expression) => {
                self.check_merged(at, expression)?;
                self.evaluate(at, expression, false)?
            }
            Rule::Row(expression) => self.evaluate(at, expression, true)?,
            Rule::Share(of) => self.share(at, of)?,
        };
        let Some(Quotient { value: exact, currency }) = quotient else { return Ok(None) };
        if currency.is_some() && currency != style.quantity.currency() {
            return Err(Failure::MixedCurrencies);
        }
        exact.over(&style.quantity.worth()).ok_or(Failure::DividesByZero).map(Some)
    }

    /// A merged figure is the formula of what its rows have together only where that is the sum of what they have each.
    fn check_merged(&self, at: At, expression: &Expression) -> Result<(), Failure> {
        let board = self.board(at);
        let rows = board.cells[at.cell].rows.clone();
        if rows.len() == 1 || expression.is_linear() {
            return Ok(());
        }
        let names = expression.names().into_iter().filter(|name| name.parts.len() == 1);
        for column in names.filter_map(|name| board.column_named(&name.parts[0])) {
            let mut cells = board.in_column(column, rows.clone());
            if let (Some(first), Some(_)) = (cells.next(), cells.next()) {
                return Err(Failure::OverMerged(board.cells[first].place.clone()));
            }
        }
        // A constant would count once, not in each row.
        match expression.names().is_empty() {
            true => Err(Failure::OverMerged(board.cells[at.cell].place.clone())),
            false => Ok(()),
        }
    }

    /// The cells that a subtotal or total sums, each once.
    pub fn addends(&self, at: At) -> impl Iterator<Item = usize> {
        let board = self.board(at);
        let draft = &board.cells[at.cell];
        self.items(at.board, draft.columns.start, board.groups.sums[draft.rows.start].clone())
    }

    pub fn items(&self, board: usize, column: usize, rows: Range<usize>) -> impl Iterator<Item = usize> {
        let board = &self.boards[board];
        once_each(rows.filter(|row| board.role(*row) == Role::Item).map(move |row| board.at(row, column)))
    }

    /// The sum of some cells of one column.
    pub fn sum(&self, board: usize, cells: impl IntoIterator<Item = usize>) -> Result<Amount, Failure> {
        let mut sum = Amount::ZERO;
        for cell in cells {
            if let Some(amount) = self.value(At { board, cell })? {
                sum = sum.checked_add(amount).ok_or(Failure::TooLarge)?;
            }
        }
        Ok(sum)
    }

    fn average(&self, at: At) -> Result<Option<Quotient>, Failure> {
        let board = self.board(at);
        let Some(style) = board.columns[board.cells[at.cell].columns.start].style() else { return Ok(None) };
        let mut count = 0;
        for cell in self.addends(at) {
            count += i64::from(self.value(At { board: at.board, cell })?.is_some());
        }
        let sum = Exact::from(self.sum(at.board, self.addends(at))?).times(&style.quantity.worth());
        Ok(sum.over(&Exact::ratio(count, 1)).map(Quotient::number))
    }

    /// The share of a row's figure in the total of its column.
    fn share(&self, at: At, of: usize) -> Result<Option<Quotient>, Failure> {
        let board = self.board(at);
        let rows = board.cells[at.cell].rows.clone();
        let Some(part) = self.over_rows(at.board, of, rows)? else { return Ok(None) };
        let whole = self.worth(at.board, of, self.whole(at.board, of)?);
        // Of nothing there are no shares.
        Ok(part.value.over(&whole.value).map(Quotient::number))
    }

    /// What shares are shares of: the total where the table has one that is a sum, else the sum of all items.
    pub fn whole(&self, board: usize, column: usize) -> Result<Amount, Failure> {
        if let Some(whole) = self.wholes.borrow().get(&(board, column)) {
            return Ok(*whole);
        }
        let on = &self.boards[board];
        let total = match self.whole_cell(board, column) {
            Some(total) => self.value(total)?,
            None => None,
        };
        let whole = match total {
            Some(total) => total,
            None => self.sum(board, self.items(board, column, 0..on.table.row.len()))?,
        };
        self.wholes.borrow_mut().insert((board, column), whole);
        Ok(whole)
    }

    /// The total that shares are shares of, if there is one.
    pub fn whole_cell(&self, board: usize, column: usize) -> Option<At> {
        let on = &self.boards[board];
        let row = grand_total(on).filter(|_| on.columns[column].total == TotalRule::Sum)?;
        Some(At { board, cell: on.at(row, column) })
    }

    pub fn worth(&self, board: usize, column: usize, amount: Amount) -> Quotient {
        let Some(style) = self.boards[board].columns[column].style() else { return Quotient::number(Exact::zero()) };
        let value = Exact::from(amount).times(&style.quantity.worth());
        Quotient { value, currency: style.quantity.currency() }
    }

    /// The figures of a column over some rows, together; none of them may reach beyond.
    pub fn over_rows(&self, board: usize, column: usize, rows: Range<usize>) -> Result<Option<Quotient>, Failure> {
        let mut sum: Option<Quotient> = None;
        for cell in self.boards[board].in_column(column, rows.clone()) {
            let draft = &self.boards[board].cells[cell];
            let value = self.value(At { board, cell })?;
            if value.is_some() && (draft.rows.start < rows.start || draft.rows.end > rows.end) {
                return Err(Failure::OverMerged(draft.place.clone()));
            }
            if let Some(amount) = value {
                let worth = self.worth(board, column, amount);
                sum = Some(match sum {
                    Some(sum) => Quotient { value: sum.value.plus(&worth.value), ..sum },
                    None => worth,
                });
            }
        }
        Ok(sum)
    }
}

/// Whether a formula column adds up to the formula of its sums, so that its totals can be checked both ways: nothing is
/// rounded on the way, and every column that it follows from is summed too.
fn adds_up(board: &Board, rules: &Rules) -> bool {
    let Some(Formula::Expression(_, expression)) = &rules.formula else { return false };
    let is_summed = |name: &Name| {
        let column = board.column_named(&name.parts[0]).map(|column| &board.columns[column]);
        column.is_some_and(|column| column.total == TotalRule::Sum)
    };
    rules.rounding.is_none() && expression.is_linear() && expression.names().into_iter().all(is_summed)
}

/// The row of the total over the whole table, if there is one.
fn grand_total(board: &Board) -> Option<usize> {
    let is_grand = |row: &usize| {
        let over = board.table.row[*row].over.as_ref().map(|over| over.value);
        board.role(*row) == Role::Total && matches!(over, None | Some(Over::All))
    };
    (0..board.table.row.len()).find(is_grand)
}

/// Puts what was worked out where it was left out.
pub fn fill(boards: &mut [Board], found: Vec<(At, Option<Amount>)>) {
    for (at, amount) in found {
        let board = &mut boards[at.board];
        let column = board.cells[at.cell].columns.start;
        let Some(style) = board.columns[column].style() else { continue };
        board.cells[at.cell].state = match amount {
            Some(amount) => {
                let figure = Figure { amount, printed: style.print(amount) };
                State::Number(Written { figure, marks: vec![] })
            }
            None => State::Absent(Absence::default()),
        };
    }
}
