//! Whether the differences of what a total counts come to the difference of the total, and by how much they do not where an
//! edition itself does not add up.

use super::cells::ColumnCells;
use super::figures::Figures;
use super::{Reconciliation, Sides};
use crate::annex::{Amount, Annex, Cell, Content, Grid, NumberStyle, Quantity, Role, Term};

/// A column of a table in one edition, and whether the edition knows what its figures follow from.
#[derive(Clone, Copy)]
pub struct Column<'a> {
    pub grid: &'a Grid,
    pub table: usize,
    pub column: usize,
    pub has_derivations: bool,
}

/// Whether any figure of an annex says what it follows from.
pub fn has_derivations(annex: &Annex) -> bool {
    annex.tables.iter().any(|table| table.grid.cells().iter().any(|cell| cell.derivation.is_some()))
}

/// All totals of a column with something to reconcile. Where figures can't be compared there is nothing.
pub fn reconcile(figures: &Figures, columns: &Sides<Column>) -> Vec<Reconciliation> {
    if !figures.measure.is_comparable() {
        return vec![];
    }
    let pairs = figures.pairs;
    let (mut of_old, mut of_new) = (vec![0; pairs.old.cells.len()], vec![0; pairs.new.cells.len()]);
    for (index, pair) in pairs.pairs.iter().enumerate() {
        pair.old.iter().for_each(|cell| of_old[*cell] = index);
        pair.new.iter().for_each(|cell| of_new[*cell] = index);
    }
    let old = Side { figures, cells: &pairs.old, style: figures.styles().old, column: columns.old, pair_of: &of_old };
    let new = Side { figures, cells: &pairs.new, style: figures.styles().new, column: columns.new, pair_of: &of_new };
    let one = |(pair, covered): (&Sides<usize>, &Sides<Vec<usize>>)| {
        let total = Sides { old: old.total(pair.old)?, new: new.total(pair.new)? };
        // Where only the total came or went, its items tell nothing of it.
        let is_alone = |total: &Option<Total>, column: Option<Column>| total.is_none() && column.is_some();
        if is_alone(&total.old, columns.old) || is_alone(&total.new, columns.new) {
            return None;
        }
        let row = *covered.latest()?.first()?;
        total.reconciliation(row).filter(|found| found.items > 0 || !found.of_total.is_zero())
    };
    pairs.pairs.iter().zip(&pairs.covered).filter_map(one).collect()
}

/// One edition of a column.
struct Side<'a, 'b, 'c> {
    figures: &'c Figures<'a, 'b>,
    cells: &'c ColumnCells<'a>,
    style: Option<&'a NumberStyle>,
    column: Option<Column<'a>>,
    /// The pair that each cell is in.
    pair_of: &'c [usize],
}

/// A total in one edition, and what it counts there: amounts by the pair that their cell is in.
struct Total {
    amount: Amount,
    counted: Vec<(usize, Amount)>,
}

impl Side<'_, '_, '_> {
    /// The total in a cell, if it is one; the outer `None` says that there is one of which nothing can be said.
    fn total(&self, cell: Option<usize>) -> Option<Option<Total>> {
        let Some((place, column)) = cell.zip(self.column) else { return Some(None) };
        let cell = self.cells.cells[place];
        let role = column.grid.rows()[cell.rows.start].role;
        if !matches!(role, Role::Total | Role::Subtotal) {
            return None;
        }
        let Some(amount) = self.figures.amount(cell, self.style) else { return Some(None) };
        let amount_of = |place: usize| {
            self.figures.amount(self.cells.cells[place], self.style).map(|amount| (self.pair_of[place], amount))
        };
        let counted = self.counted(cell, role, column)?.into_iter().filter_map(amount_of).collect();
        Some(Some(Total { amount, counted }))
    }

    /// The places of the cells that a total counts: by what it follows from; where the annex knows nothing of that, all items
    /// for the only total of a table.
    fn counted(&self, cell: &Cell, role: Role, column: Column) -> Option<Vec<usize>> {
        let mut places: Vec<usize> = match &cell.derivation {
            Some(derivation) => {
                let Term::Sum(blocks) = &derivation.term else { return None };
                if blocks.iter().any(|block| (block.table, block.column) != (column.table, column.column)) {
                    return None;
                }
                let rows = blocks.iter().flat_map(|block| block.rows.clone());
                rows.filter_map(|row| self.cells.at_grid_row(row)).collect()
            }
            None => {
                let totals = column.grid.rows().iter().filter(|row| row.role == Role::Total).count();
                let is_share = self.style.is_none_or(|style| style.quantity == Quantity::Percent);
                if column.has_derivations || role != Role::Total || totals > 1 || is_share {
                    return None;
                }
                let is_item = |cell: &Cell| column.grid.rows()[cell.rows.start].role == Role::Item;
                let cells = self.cells.cells.iter().enumerate();
                cells.filter(|(_, cell)| is_item(cell)).map(|(place, _)| place).collect()
            }
        };
        // One that covers several rows, or is named twice, counts once.
        places.sort_unstable();
        places.dedup();
        places.retain(|place| matches!(self.cells.cells[*place].content, Content::Amount(_)));
        Some(places)
    }
}

impl Sides<Total> {
    /// `None` where a sum leaves the bounds of amounts.
    fn reconciliation(&self, row: usize) -> Option<Reconciliation> {
        // What each pair counts for now, less what it counted for.
        let mut changes: std::collections::BTreeMap<usize, Amount> = std::collections::BTreeMap::new();
        for (pair, amount) in self.new.iter().flat_map(|total| &total.counted) {
            let change = changes.entry(*pair).or_insert(Amount::ZERO);
            *change = change.checked_add(*amount)?;
        }
        for (pair, amount) in self.old.iter().flat_map(|total| &total.counted) {
            let change = changes.entry(*pair).or_insert(Amount::ZERO);
            *change = change.checked_sub(*amount)?;
        }
        let gap = |total: &Option<Total>| match total {
            Some(total) => {
                let sum = add(total.counted.iter().map(|(_, amount)| *amount))?;
                Some(Some(total.amount.checked_sub(sum)?))
            }
            None => Some(None),
        };
        let amount = |total: &Option<Total>| total.as_ref().map_or(Amount::ZERO, |total| total.amount);
        Some(Reconciliation {
            row,
            items: changes.values().filter(|change| !change.is_zero()).count(),
            of_items: add(changes.values().copied())?,
            of_total: amount(&self.new).checked_sub(amount(&self.old))?,
            gaps: Sides { old: gap(&self.old)?, new: gap(&self.new)? },
        })
    }
}

fn add(amounts: impl Iterator<Item = Amount>) -> Option<Amount> {
    amounts.into_iter().try_fold(Amount::ZERO, Amount::checked_add)
}
