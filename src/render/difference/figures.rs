//! What is told of the figures of a column.

use super::super::Words;
use super::table::{column_name, row_name};
use super::telling::{FigureGroup, FigureRow, FigureTable};
use crate::annex::{Amount, NumberStyle, Quantity, Role};
use crate::catalogue::Arg;
use crate::diff::{
    ColumnFigures, FigureDifference, Held, Measure, Reconciliation, RowChange, RowDifference, Sides, TableDifference,
};

/// Stands where there is nothing to say.
const NOTHING: &str = "–";

/// Rows that are named where an amount covers others than before.
const MOST_NAMED: usize = 8;

pub fn of_column(table: &TableDifference, column: &ColumnFigures, words: Words) -> FigureTable {
    let teller = Teller { table, measure: &column.measure, words };
    let mut groups: Vec<FigureGroup> = vec![];
    let mut last: Option<&[String]> = None;
    for figure in &column.figures {
        let row = &table.rows[figure.row()];
        let path = row.rows.latest().map(|row| row.groups.as_slice()).unwrap_or_default();
        if last != Some(path) {
            groups.push(FigureGroup { title: (!path.is_empty()).then(|| path.join(" › ")), rows: vec![] });
            last = Some(path);
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(teller.row(row, figure));
        }
    }
    FigureTable {
        caption: teller.caption(column),
        remarks: teller.remarks(column).into_iter().collect(),
        has_difference: column.measure.is_comparable(),
        has_percent: column.measure.is_comparable() && column.measure.style.quantity != Quantity::Percent,
        groups,
        totals: column.totals.iter().flat_map(|total| teller.total(total)).collect(),
    }
}

struct Teller<'a> {
    table: &'a TableDifference,
    measure: &'a Measure,
    words: Words<'a>,
}

impl Teller<'_> {
    /// `Importo, in euro`
    fn caption(&self, column: &ColumnFigures) -> String {
        let heading = column_name(&self.table.columns[column.column]);
        let unit = match self.measure.style.quantity {
            _ if !self.measure.is_comparable() => return heading,
            Quantity::Count => return heading,
            Quantity::Percent => self.words.get("difference-points"),
            quantity => self.words.counted(quantity),
        };
        self.words.with("difference-in-column", &[("heading", heading.into()), ("unit", unit.into())])
    }

    /// That units differ, and what was made of it.
    fn remarks(&self, column: &ColumnFigures) -> Option<String> {
        let (old, new) = self.table.columns[column.column].columns.pair()?;
        let counted = |style: &NumberStyle| Arg::from(self.words.counted(style.quantity));
        let (old, new) = (old.style.as_ref()?, new.style.as_ref()?);
        let mut args = vec![("old", counted(old)), ("new", counted(new))];
        if !self.measure.is_comparable() {
            return Some(self.words.with("difference-incomparable", &args));
        }
        if old.quantity == new.quantity {
            return None;
        }
        args.push(("told", counted(&self.measure.style)));
        Some(self.words.with("difference-converted", &args))
    }

    fn row(&self, row: &RowDifference, figure: &FigureDifference) -> FigureRow {
        let change = match row.change {
            RowChange::Added => "added",
            RowChange::Removed => "removed",
            _ => "changed",
        };
        FigureRow {
            label: row_name(row),
            notes: self.notes(row, figure),
            change,
            is_total: matches!(row.role(), Role::Total | Role::Subtotal),
            old: self.held(figure.held.old.as_ref(), self.measure.other.as_ref()),
            new: self.held(figure.held.new.as_ref(), self.measure.other.as_ref().and(Some(&self.measure.style))),
            difference: figure.difference.map_or_else(|| NOTHING.to_owned(), |difference| self.signed(difference)),
            percent: self.percent(figure),
        }
    }

    /// A figure without what stands beside it: the caption says that. What can't be compared has it beside itself, in `own`,
    /// the style of its edition.
    fn held(&self, held: Option<&Held>, own: Option<&NumberStyle>) -> String {
        match held {
            Some(Held::Amount(amount)) => match own {
                Some(style) => usual(style).print(*amount),
                None => self.measure.style.bare().print(*amount),
            },
            Some(Held::Mark(mark)) if !self.measure.style.is_absence(mark) => mark.clone(),
            _ => NOTHING.to_owned(),
        }
    }

    fn signed(&self, amount: Amount) -> String {
        NumberStyle { plus: true, ..self.measure.style.bare() }.print(amount)
    }

    /// A difference in a sentence: `+5,00 €`. What stands behind the number is not parted from it at the end of a line, as a
    /// minus sign is from what stands before the number.
    fn signed_in_full(&self, amount: Amount) -> String {
        self.in_full(amount, true)
    }

    fn in_full(&self, amount: Amount, plus: bool) -> String {
        let number = NumberStyle { plus, ..self.measure.style.bare() }.print(amount);
        match self.measure.style.quantity {
            Quantity::Money { currency, unit } => self.words.amount_of(&number, unit, currency),
            // The caption says that they are points.
            Quantity::Percent | Quantity::Count => number,
        }
    }

    fn percent(&self, figure: &FigureDifference) -> String {
        let Some(percent) = figure.percent else {
            let is_zero = |held: &Held| held.amount().is_some_and(Amount::is_zero);
            let now = figure.held.new.as_ref().and_then(Held::amount);
            let grown = now.is_some_and(|amount| !amount.is_zero());
            let from_zero = figure.held.old.as_ref().is_some_and(is_zero) && grown && self.measure.is_comparable();
            return if from_zero { self.words.get("difference-from-zero") } else { NOTHING.to_owned() };
        };
        let quantity = Quantity::Percent;
        let notation = self.measure.style.notation;
        let (decimals, display) = (Measure::PERCENT_DECIMALS, quantity.usual_display(notation));
        let style = NumberStyle { notation, quantity, decimals, display, plus: true };
        match percent.is_zero() && figure.difference.is_some_and(|difference| !difference.is_zero()) {
            // Less than what so many decimals can say.
            true => format!("<{}", NumberStyle { plus: false, ..style }.print(Amount::least(decimals))),
            false => style.print(percent),
        }
    }

    fn notes(&self, row: &RowDifference, figure: &FigureDifference) -> Vec<String> {
        let mut notes = vec![];
        match row.change {
            RowChange::Added => notes.push(self.words.get("difference-note-added")),
            RowChange::Removed => notes.push(self.words.get("difference-note-removed")),
            RowChange::Renamed => notes.push(self.words.get("difference-note-renamed")),
            RowChange::Same | RowChange::Respelled => {}
        }
        if matches!(row.role(), Role::OfWhich | Role::Memo | Role::Derived) {
            notes.push(self.words.get(&format!("difference-role-{}", row.role().name())));
        }
        notes.extend(self.covered(figure));
        notes
    }

    /// What there is to say of an amount that covers, or covered, several rows.
    fn covered(&self, figure: &FigureDifference) -> Vec<String> {
        let count = |rows: &Option<Vec<usize>>| rows.as_ref().map_or(1, Vec::len);
        let (old, new) = (count(&figure.covered.old), count(&figure.covered.new));
        if old <= 1 && new <= 1 {
            return vec![];
        }
        let Some((before, now)) = figure.covered.pair().filter(|_| figure.covers_others()) else {
            return vec![self.words.with("difference-note-covers", &[("rows", old.max(new).into())])];
        };
        let args = [("new", new.into()), ("old", old.into())];
        let mut notes = vec![self.words.with("difference-note-covers-others", &args)];
        let but = |rows: &[usize], others: &[usize]| {
            let rows: Vec<usize> = rows.iter().copied().filter(|row| others.binary_search(row).is_err()).collect();
            let names = rows.iter().take(MOST_NAMED).map(|row| row_name(&self.table.rows[*row]));
            let more = rows.len().checked_sub(MOST_NAMED).filter(|more| *more > 0);
            let more = more.map(|more| self.words.with("difference-more-rows", &[("rows", more.into())]));
            names.chain(more).collect::<Vec<_>>().join("; ")
        };
        for (key, names) in [("more", but(now, before)), ("less", but(before, now))] {
            if !names.is_empty() {
                notes.push(self.words.with(&format!("difference-note-covers-{key}"), &[("names", names.into())]));
            }
        }
        notes
    }

    /// How the differences of what a total counts stand to its own, and where an edition does not add up.
    fn total(&self, total: &Reconciliation) -> Vec<String> {
        let mut args = vec![
            ("total", Arg::from(row_name(&self.table.rows[total.row]))),
            ("items", total.items.into()),
            ("sum", self.signed_in_full(total.of_items).into()),
        ];
        let key = if total.agrees() { "difference-agrees" } else { "difference-disagrees" };
        if let (false, Some(gap)) = (total.agrees(), total.of_total.checked_sub(total.of_items)) {
            args.push(("difference", self.signed_in_full(total.of_total).into()));
            args.push(("gap", self.signed_in_full(gap).into()));
        }
        let mut told = vec![self.words.with(key, &args)];
        let Sides { old, new } = total.gaps;
        for (gap, edition) in [(old, "old"), (new, "new")] {
            if let Some(gap) = gap.filter(|gap| !gap.is_zero()) {
                let way = if gap.is_negative() { "below" } else { "above" };
                let size = self.in_full(gap.abs(), false);
                told.push(self.words.with(&format!("difference-{way}-{edition}"), &[("gap", size.into())]));
            }
        }
        told
    }
}

/// The style with what usually stands beside a number of its quantity, whatever a column has in its heading instead.
fn usual(style: &NumberStyle) -> NumberStyle {
    NumberStyle { display: style.quantity.usual_display(style.notation), plus: false, ..style.clone() }
}
