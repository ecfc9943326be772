//! By how much the figures of a column changed: each amount once, however many rows it covers.

use super::cells::CellPairs;
use super::measure::Measure;
use super::outline::line;
use super::{FigureDifference, Held, Sides};
use crate::annex::{Amount, Cell, Content, NumberStyle};

/// The figures of a column in both editions.
pub struct Figures<'a, 'b> {
    pub pairs: &'b CellPairs<'a>,
    pub measure: Measure,
    /// By which each edition writes them.
    styles: Sides<&'a NumberStyle>,
}

impl<'a, 'b> Figures<'a, 'b> {
    /// `None` where neither edition has figures in the column.
    pub fn new(
        pairs: &'b CellPairs<'a>,
        columns: &super::ColumnDifference,
        styles: Sides<&'a NumberStyle>,
    ) -> Option<Self> {
        let mut figures = Self { pairs, measure: Measure::new(&columns.columns.as_ref())?, styles };
        let is_told = |pair: &Sides<usize>| {
            let cells = pairs.cells(pair);
            let told = |cell: Option<&Cell>, style: Option<&NumberStyle>| match cell.map(|cell| &cell.content) {
                Some(Content::Amount(figure)) => {
                    style.is_none_or(|style| figures.measure.told(figure.amount, style.quantity).is_some())
                }
                _ => true,
            };
            told(cells.old, figures.styles.old) && told(cells.new, figures.styles.new)
        };
        // Amounts so large that they can't be put into the other unit are left in their own.
        if figures.measure.is_comparable()
            && !pairs.pairs.iter().all(is_told)
            && let Some((old, new)) = figures.styles.pair()
        {
            figures.measure = Measure { style: (*new).clone(), other: Some((*old).clone()) };
        }
        Some(figures)
    }

    /// What changed, from top to bottom.
    pub fn differences(&self) -> Vec<FigureDifference> {
        let all = self.pairs.pairs.iter().zip(&self.pairs.covered);
        let changed = all.filter_map(|(pair, covered)| self.difference(pair, covered));
        changed.collect()
    }

    fn difference(&self, pair: &Sides<usize>, covered: &Sides<Vec<usize>>) -> Option<FigureDifference> {
        let held = self.held(pair);
        let amounts =
            Sides { old: held.old.as_ref().and_then(Held::amount), new: held.new.as_ref().and_then(Held::amount) };
        let comparable = self.measure.is_comparable();
        let changed = match (&held.old, &held.new) {
            (Some(Held::Amount(old)), Some(Held::Amount(new))) => {
                !comparable || old != new || covered.old != covered.new
            }
            (old, new) => self.tells(old.as_ref()) != self.tells(new.as_ref()),
        };
        if !changed {
            return None;
        }
        let one = |amount: Option<Amount>| amount.unwrap_or(Amount::ZERO);
        let difference = match (amounts.old, amounts.new) {
            (None, None) => None,
            _ if !comparable => None,
            (old, new) => one(new).checked_sub(one(old)),
        };
        let percent = amounts.pair().and_then(|(old, _)| self.measure.percent(difference?, *old));
        Some(FigureDifference { covered: covered.clone(), held, difference, percent })
    }

    fn held(&self, pair: &Sides<usize>) -> Sides<Held> {
        let cells = self.pairs.cells(pair);
        Sides {
            old: cells.old.map(|cell| self.held_in(cell, self.styles.old)),
            new: cells.new.map(|cell| self.held_in(cell, self.styles.new)),
        }
    }

    fn held_in(&self, cell: &Cell, style: Option<&NumberStyle>) -> Held {
        match &cell.content {
            Content::Amount(figure) => {
                let told = style
                    .filter(|_| self.measure.is_comparable())
                    .and_then(|style| self.measure.told(figure.amount, style.quantity));
                Held::Amount(told.unwrap_or(figure.amount))
            }
            Content::Text(text) => Held::Mark(line(text)),
            Content::Absent(mark) => Held::Mark(mark.clone()),
        }
    }

    /// What a cell has to tell: nothing where it is not there, is empty or has a dash.
    fn tells<'h>(&self, held: Option<&'h Held>) -> Option<&'h Held> {
        held.filter(|held| match held {
            Held::Amount(_) => true,
            Held::Mark(mark) => !self.measure.style.is_absence(mark),
        })
    }

    /// The amount of a cell, in what they are told.
    pub fn amount(&self, cell: &Cell, style: Option<&NumberStyle>) -> Option<Amount> {
        self.held_in(cell, style).amount()
    }

    pub fn styles(&self) -> &Sides<&'a NumberStyle> {
        &self.styles
    }
}
