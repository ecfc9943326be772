//! Totals: what is written is compared with the exact sum, what is left out becomes it.

use super::cells::Money;
use super::table::{Body, Draft, State, money};
use crate::annex::{Amount, Column, Content, Notation};
use crate::plan;
use crate::source::{Code, Context, Diagnostic};

/// Line numbers named in a message; of a longer list, the first ones.
const MOST_LINES: usize = 8;

/// Compares and fills in the total rows of each money column. A column with an unreadable amount is passed over: its
/// sum would be another.
pub fn check(context: &Context, table: &plan::Table, body: &mut Body, columns: &[(Column, bool)], notation: Notation) {
    let is_total = |draft: &Draft| table.rows[draft.row].role == plan::Role::Total;
    for (index, (column, _)) in columns.iter().enumerate() {
        let Some(money) = money(context, column, notation) else { continue };
        let in_column = |draft: &&Draft| draft.column == index;
        let items: Vec<&Draft> = body.cells.iter().filter(in_column).filter(|draft| !is_total(draft)).collect();
        if items.iter().any(|draft| matches!(draft.state, State::Wrong)) {
            continue;
        }
        let addends: Vec<(&Draft, Amount)> = items.iter().filter_map(|draft| Some((*draft, amount(draft)?))).collect();
        let sum = addends.iter().try_fold(Amount::ZERO, |sum, (_, addend)| sum.checked_add(*addend));
        let totals = || body.cells.iter().filter(in_column).filter(|draft| is_total(draft));
        let Some(sum) = sum else {
            if let Some(total) = totals().next() {
                let place = context.place(total.span.clone());
                context.report(Diagnostic::new(Code::SumTooLarge, place));
            }
            continue;
        };
        for total in totals() {
            compare(&money, total, sum, &addends);
        }
        for draft in
            body.cells.iter_mut().filter(|draft| draft.column == index && matches!(draft.state, State::LeftOut))
        {
            draft.state = State::Holds(Content::Amount(money.figure(sum)));
        }
    }
}

/// Reports a declared total that is not the sum.
fn compare(money: &Money, total: &Draft, sum: Amount, addends: &[(&Draft, Amount)]) {
    let declared = match &total.state {
        State::Holds(Content::Amount(figure)) if figure.amount != sum => figure.amount,
        // A dash says that there is nothing: so much as zero, and not the same as a total left out.
        State::Holds(Content::Absent(_)) if sum != Amount::ZERO => Amount::ZERO,
        _ => return,
    };
    let place = |draft: &Draft| money.context.place(draft.span.clone());
    // Both are within bounds, but their difference may not be.
    let Some(difference) = declared.checked_sub(sum) else {
        return money.context.report(Diagnostic::new(Code::SumTooLarge, place(total)));
    };
    let problem = Diagnostic::new(Code::TotalMismatch, place(total))
        .arg("declared", money.print(declared))
        .arg("sum", money.print(sum))
        .arg("difference", money.print(difference.abs()))
        .arg("count", addends.len())
        .arg("lines", lines(addends.iter().map(|(draft, _)| place(draft).line())))
        .note("sum")
        .note(if difference.is_negative() { "under" } else { "over" })
        .over(addends.iter().map(|(draft, _)| place(draft)));
    money.context.report(problem);
}

fn amount(draft: &Draft) -> Option<Amount> {
    match &draft.state {
        State::Holds(Content::Amount(figure)) => Some(figure.amount),
        _ => None,
    }
}

/// `17, 62, 69`, of a long list the beginning.
fn lines(lines: impl ExactSizeIterator<Item = usize>) -> String {
    let more = lines.len() > MOST_LINES;
    let named: Vec<String> = lines.take(MOST_LINES).map(|line| line.to_string()).collect();
    named.join(", ") + if more { " …" } else { "" }
}
