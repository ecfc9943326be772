//! What probably happened to a figure that is not what it follows to be.
//!
//! In: a written figure, the rule that it breaks, and all other figures. Out: every slip that explains the whole
//! difference, likeliest first. A slip supposes that one figure is wrong and should have been another one; what it
//! supposes may not break a figure that agrees as things are, and of two suppositions the one that mends more counts.

mod kind;
mod slips;

use std::cell::OnceCell;
use std::collections::BTreeSet;

pub use self::kind::KEYS;
use self::kind::Kind;
use self::slips::{Slip, mark};
use super::figures::{At, Figures, Rule};
use super::inputs::Dependents;
use crate::annex::{Amount, Exact, NumberStyle, Rounding};
use crate::catalogue::Args;
use crate::plan::Role;
use crate::source::{Hint, Place};

/// Digits of a difference that many a slip could have made.
const ROUND: usize = 2;
/// Figures among which one slip is looked for: with more of them, some would fit by chance.
const MOST_SUSPECTS: usize = 12;

/// One thing that may have happened.
struct Guess {
    kind: Kind,
    /// The figures that it is about.
    about: Vec<At>,
    /// The figure that is wrong if it did, and what it should be.
    wrong: At,
    right: Amount,
    args: Args,
}

/// A figure that is not what it follows to be.
#[derive(Clone, Copy)]
pub struct Mismatch<'a, 'b> {
    pub at: At,
    pub rule: Rule<'b>,
    pub style: &'a NumberStyle,
    pub declared: Amount,
    pub expected: Amount,
}

/// Looks for what happened, over all tables of a plan.
pub struct Hints<'a, 'b, 'p> {
    figures: &'a Figures<'b, 'p>,
    /// Made when first needed: most plans have no figure that is wrong.
    dependents: OnceCell<Dependents>,
}

impl<'a, 'b, 'p> Hints<'a, 'b, 'p> {
    pub fn new(figures: &'a Figures<'b, 'p>) -> Self {
        Self { figures, dependents: OnceCell::new() }
    }

    /// Everything that explains a mismatch in full, likeliest first.
    pub fn of(&self, mismatch: Mismatch<'_, 'b>) -> Vec<Hint> {
        // What follows from a wrong figure is off by what that one is off: there it is told what happened.
        if self.figures.starts_wrong(mismatch.at, mismatch.rule) || self.figures.is_of_subtotals(mismatch.at) {
            return vec![];
        }
        let mut guesses = self.of_declared(mismatch);
        guesses.extend(match mismatch.rule {
            Rule::Sum => self.of_addends(mismatch),
            Rule::Column(_) | Rule::Row(_) => self.of_operands(mismatch),
            // A share or an average says too little of any one figure.
            Rule::Share(_) | Rule::Average => vec![],
        });
        let weighed: Vec<(usize, Guess)> =
            guesses.into_iter().filter_map(|guess| Some((self.mends(mismatch, &guess)?, guess))).collect();
        let most = weighed.iter().map(|(mends, _)| *mends).max().unwrap_or_default();
        let mut guesses: Vec<Guess> =
            weighed.into_iter().filter(|(mends, _)| *mends == most).map(|(_, guess)| guess).collect();
        guesses.sort_by_key(|guess| guess.kind);
        let mut alike: Vec<&[Guess]> = guesses.chunk_by(|one, other| one.kind == other.kind).collect();
        // A round difference fits many a slip by chance. Then only a row that is just as large is told, if the figure's own
        // digits don't explain it as well; and of slips in writing none is.
        if is_round(mismatch) && alike.len() > 1 {
            let swapped = |guess: &Guess| guess.kind == Kind::Transposed && guess.wrong == mismatch.at;
            let told = alike[0][0].kind < Kind::Separator && !alike.iter().any(|alike| alike.iter().any(swapped));
            alike.truncate(usize::from(told));
        }
        alike.into_iter().filter_map(|alike| self.hint(mismatch, alike)).collect()
    }

    /// What may have happened to the figure itself, while those that it follows from are right.
    fn of_declared(&self, mismatch: Mismatch<'_, 'b>) -> Vec<Guess> {
        let Mismatch { at, style, declared, expected, rule } = mismatch;
        let guess = |kind, about, args| Guess { kind, about, wrong: at, right: expected, args };
        let slip = slips::between(expected, declared, style.decimals);
        let mut guesses: Vec<Guess> = slip
            .map(|slip| guess(kind_of(slip), vec![at], slip_args(style, slip, expected, declared)))
            .into_iter()
            .collect();
        guesses.extend(self.rounded(mismatch).map(|args| guess(Kind::Rounded, vec![at], args)));
        if matches!(rule, Rule::Sum) {
            guesses.extend(self.miscounted(mismatch).into_iter().map(|(kind, about)| guess(kind, about, vec![])));
        }
        guesses
    }

    /// Rows of a sum that were left out, or counted though they should not be, or more than once.
    fn miscounted(&self, mismatch: Mismatch) -> Vec<(Kind, Vec<At>)> {
        let Mismatch { at, declared, expected, .. } = mismatch;
        let Some(difference) = declared.checked_sub(expected) else { return vec![] };
        let board = self.figures.board(at);
        let column = board.cells[at.cell].columns.start;
        let value = |cell: At| self.figures.value(cell).ok().flatten().filter(|amount| !amount.is_zero());
        let mut found: Vec<(Kind, Vec<At>)> = vec![];
        let addends = self.figures.inputs(at, mismatch.rule);
        for cell in &addends {
            let Some(amount) = value(*cell) else { continue };
            let rows = board.cells[cell.cell].rows.len();
            let again = u32::try_from(rows - 1).ok().and_then(|times| times_whole(amount, times));
            if rows > 1 && again == Some(difference) {
                found.push((Kind::MergedRepeated, vec![*cell]));
            } else if amount == difference {
                found.push((Kind::CountedTwice, vec![*cell]));
            } else if addends.len() > 1 && amount.checked_add(difference).is_some_and(Amount::is_zero) {
                found.push((Kind::LeftOut, vec![*cell]));
            }
        }
        let beside = |is: &dyn Fn(usize) -> bool| -> Vec<At> {
            let rows = board.groups.sums[board.cells[at.cell].rows.start].clone();
            let mut cells: Vec<usize> = rows.filter(|row| is(*row)).map(|row| board.at(row, column)).collect();
            cells.dedup();
            cells.into_iter().map(|cell| At { board: at.board, cell }).filter(|cell| *cell != at).collect()
        };
        let subtotals = beside(&|row| matches!(board.role(row), Role::Subtotal | Role::Total));
        let outermost = beside(&|row| board.role(row) == Role::Subtotal && board.groups.levels[row] == 1);
        let parts = beside(&|row| matches!(board.role(row), Role::OfWhich));
        let other = beside(&|row| matches!(board.role(row), Role::Memo | Role::Derived));
        // Of a merged amount alone, it would be the same thing said twice.
        let merged: Vec<usize> =
            found.iter().filter(|(kind, _)| *kind == Kind::MergedRepeated).map(|(_, cells)| cells[0].cell).collect();
        let subtotals: Vec<At> =
            subtotals.into_iter().filter(|cell| !self.figures.addends(*cell).eq(merged.iter().copied())).collect();
        for (kind, cells) in
            [(Kind::SubtotalCounted, &subtotals), (Kind::PartCounted, &parts), (Kind::PartCounted, &other)]
        {
            found.extend(cells.iter().filter(|cell| value(**cell) == Some(difference)).map(|cell| (kind, vec![*cell])));
        }
        let mut all = vec![(Kind::SubtotalCounted, subtotals.clone())];
        if outermost.len() != subtotals.len() {
            all.push((Kind::SubtotalCounted, outermost));
        }
        all.push((Kind::PartCounted, parts));
        for (kind, cells) in all {
            // One alone was looked at above.
            let cells: Vec<At> = cells.into_iter().filter(|cell| value(*cell).is_some()).collect();
            if cells.len() < 2 {
                continue;
            }
            let sum = cells.iter().filter_map(|cell| value(*cell)).try_fold(Amount::ZERO, Amount::checked_add);
            if sum == Some(difference) {
                found.push((kind, cells));
            }
        }
        found
    }

    /// How the figure was rounded, if that is all that is different.
    fn rounded(&self, mismatch: Mismatch<'_, 'b>) -> Option<Args> {
        let Mismatch { at, rule, style, declared, .. } = mismatch;
        let board = self.figures.board(at);
        let rules = &board.columns[board.cells[at.cell].columns.start];
        let follows = rules.formula.is_some() || matches!(rule, Rule::Row(_) | Rule::Average);
        if !follows {
            return None;
        }
        let total = board.total_rule(board.cells[at.cell].rows.start, board.cells[at.cell].columns.start).is_some();
        let way = |name: &str| Some(vec![("rounding", name.into())]);
        if let Ok(Some(exact)) = self.figures.exact(at, rule) {
            // Of several the one that is taken by most; what is cut off is told apart from what is rounded.
            let modes = [
                (Rounding::HalfUp, "half-up"),
                (Rounding::HalfEven, "half-even"),
                (Rounding::Down, "down"),
                (Rounding::Up, "up"),
                (Rounding::HalfDown, "half-down"),
            ];
            let mode = modes.into_iter().find(|(mode, _)| exact.round(style.decimals, *mode) == Some(declared));
            if exact.exactly(style.decimals).is_none()
                && let Some((_, name)) = mode
            {
                return way(name);
            }
        }
        // An average is a sum of figures as they are.
        if !total || matches!(rule, Rule::Average) {
            return None;
        }
        // A total of rounded figures: the sum of them, or the formula of the other sums, rounded once.
        let sum = |amount: fn(&Self, At) -> Option<Exact>| {
            self.figures
                .addends(at)
                .try_fold(Exact::zero(), |sum, cell| Some(sum.plus(&amount(self, At { board: at.board, cell })?)))
        };
        match rule {
            Rule::Sum => {
                let exact = sum(|hints, cell| {
                    let exact = hints.figures.exact(cell, hints.figures.rules(cell).next()?).ok()?;
                    Some(exact.unwrap_or_else(Exact::zero))
                })?;
                let once = exact.round(style.decimals, rules.rounding.unwrap_or_default());
                if once == Some(declared) { way("once") } else { None }
            }
            _ => {
                let each = sum(|hints, cell| Some(Exact::from(hints.figures.value(cell).ok()?.unwrap_or_default())))?;
                if each.exactly(style.decimals) == Some(declared) { way("each") } else { None }
            }
        }
    }

    /// What may have happened to one of the figures of a sum, while the sum is right.
    fn of_addends(&self, mismatch: Mismatch<'_, 'b>) -> Vec<Guess> {
        let Mismatch { at, rule, style, declared, expected } = mismatch;
        let Some(difference) = declared.checked_sub(expected) else { return vec![] };
        let guess = |cell: At| {
            let written = self.figures.value(cell).ok()??;
            let right = written.checked_add(difference)?;
            self.of_other(style, cell, written, right)
        };
        self.figures.inputs(at, rule).into_iter().filter_map(guess).collect()
    }

    /// What may have happened to one of the figures of a formula, while what it gives is right.
    fn of_operands(&self, mismatch: Mismatch<'_, 'b>) -> Vec<Guess> {
        let Mismatch { at, rule, declared, .. } = mismatch;
        let mut guesses = vec![];
        let mut inputs = self.figures.inputs(at, rule);
        inputs.sort_unstable();
        inputs.dedup();
        for cell in inputs {
            let board = self.figures.board(cell);
            let Some(style) = board.columns[board.cells[cell.cell].columns.start].style() else { continue };
            let Ok(Some(written)) = self.figures.value(cell) else { continue };
            let gives = |amount| {
                let figures = Figures::assuming(self.figures.boards, cell, amount);
                figures.expected(at, rule).ok().flatten() == Some(declared)
            };
            let rights = slips::before(written, style.decimals).into_iter().filter(|right| gives(*right));
            guesses.extend(rights.filter_map(|right| self.of_other(style, cell, written, right)));
        }
        guesses
    }

    /// The slip by which another written figure became what it is.
    fn of_other(&self, style: &NumberStyle, cell: At, written: Amount, right: Amount) -> Option<Guess> {
        let slip = slips::between(right, written, style.decimals).filter(|_| self.figures.is_written(cell))?;
        let args = slip_args(style, slip, right, written);
        Some(Guess { kind: kind_of(slip), about: vec![cell], wrong: cell, right, args })
    }

    /// How many wrong figures would agree if a guess were true; `None` where one that agrees would not.
    fn mends(&self, mismatch: Mismatch<'_, 'b>, guess: &Guess) -> Option<usize> {
        let supposed = Figures::assuming(self.figures.boards, guess.wrong, guess.right);
        let dependents = self.dependents.get_or_init(|| self.figures.dependents());
        let follow = dependents.get(&guess.wrong).into_iter().flatten().copied();
        let figures: BTreeSet<At> = follow.chain([guess.wrong, mismatch.at]).collect();
        let mut mends = 0;
        for figure in figures {
            match (self.figures.agrees(figure), supposed.agrees(figure)) {
                // Whoever rounds otherwise adds up what was so rounded.
                (Some(true), Some(false)) if guess.kind != Kind::Rounded => return None,
                (Some(false), Some(true)) => mends += 1,
                _ => {}
            }
        }
        Some(mends + self.carried(guess.wrong))
    }

    /// How many totals are wrong because they were added up from a subtotal as it is written.
    fn carried(&self, subtotal: At) -> usize {
        let board = self.figures.board(subtotal);
        let draft = &board.cells[subtotal.cell];
        let row = draft.rows.start;
        if board.role(row) != Role::Subtotal || board.groups.levels[row] > 1 {
            return 0;
        }
        let totals = (0..board.table.row.len()).filter(|total| board.groups.sums[*total].contains(&row));
        let cells = totals.map(|total| At { board: subtotal.board, cell: board.at(total, draft.columns.start) });
        cells.filter(|cell| self.figures.is_of_subtotals(*cell)).count()
    }

    /// Guesses of one kind as one hint: which of several figures it was, nobody knows.
    fn hint(&self, mismatch: Mismatch, guesses: &[Guess]) -> Option<Hint> {
        // Where it may have been the declared figure, that is what is shown.
        let first = guesses.iter().find(|guess| guess.wrong == mismatch.at).unwrap_or(&guesses[0]);
        let kind = first.kind;
        let mut about: Vec<At> = guesses.iter().flat_map(|guess| guess.about.iter().copied()).collect();
        about.sort_unstable();
        about.dedup();
        if guesses.len() > MOST_SUSPECTS {
            return None;
        }
        let others: Vec<At> = about.iter().copied().filter(|cell| *cell != mismatch.at).collect();
        let place = |cell: &At| self.figures.board(*cell).cells[cell.cell].place.clone();
        let places: Vec<Place> = others.iter().map(place).collect();
        let own = about.len() > others.len();
        let mut args = first.args.clone();
        args.push(("where", if own { "declared" } else { "row" }.into()));
        args.push(("among", guesses.len().into()));
        args.push(("count", places.len().into()));
        args.push(("lines", super::verify::lines(&places, &self.figures.board(mismatch.at).plan).into()));
        if let Some(cell) = others.first() {
            let board = self.figures.board(*cell);
            let style = board.columns[board.cells[cell.cell].columns.start].style();
            let amount = self.figures.value(*cell).ok().flatten();
            args.push((
                "amount",
                style.zip(amount).map_or(String::new(), |(style, amount)| style.print(amount)).into(),
            ));
        }
        let own_place = own.then(|| place(&mismatch.at));
        Some(Hint { key: kind.key(), args, places: own_place.into_iter().chain(places).collect() })
    }
}

/// What happened between two figures that should be one.
pub fn between(style: &NumberStyle, right: &Exact, written: &Exact) -> Option<Hint> {
    let style = &style.in_units();
    let amount = |value: &Exact| value.clone().over(&style.quantity.worth())?.exactly(style.decimals);
    let (right, written) = (amount(right)?, amount(written)?);
    let slip = slips::between(right, written, style.decimals)?;
    let mut args = slip_args(style, slip, right, written);
    args.extend([("where", "between".into()), ("among", 1.into()), ("count", 0.into()), ("lines", "".into())]);
    Some(Hint { key: kind_of(slip).key(), args, places: vec![] })
}

fn kind_of(slip: Slip) -> Kind {
    match slip {
        Slip::Transposed { .. } => Kind::Transposed,
        Slip::Separator { .. } => Kind::Separator,
        Slip::Sign => Kind::Sign,
    }
}

/// What a message says of a slip: both numbers, with the digits that changed places between parentheses.
fn slip_args(style: &NumberStyle, slip: Slip, right: Amount, written: Amount) -> Args {
    let (right, written) = match slip {
        Slip::Transposed { at } => (mark(style, right, at), mark(style, written, at)),
        Slip::Separator { .. } | Slip::Sign => (style.print(right), style.print(written)),
    };
    let mut args = vec![("right", right.into()), ("written", written.into())];
    if let Slip::Separator { power } = slip {
        args.push(("factor", 10_usize.pow(power.unsigned_abs()).to_string().into()));
        args.push(("size", if power > 0 { "larger" } else { "smaller" }.into()));
    }
    args
}

/// Whether a difference has no more than two digits that are not zeros at its end.
fn is_round(mismatch: Mismatch) -> bool {
    let digits = mismatch.declared.checked_sub(mismatch.expected).map(|difference| difference.units().0.to_string());
    digits.is_some_and(|digits| digits.trim_start_matches('-').trim_end_matches('0').len() <= ROUND)
}

fn times_whole(amount: Amount, times: u32) -> Option<Amount> {
    (0..times).try_fold(Amount::ZERO, |sum, _| sum.checked_add(amount))
}
