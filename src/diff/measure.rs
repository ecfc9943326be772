//! In what the figures of a column are told and compared: two editions may print them in other units.

use super::{ColumnName, Sides};
use crate::annex::{Amount, Exact, NumberStyle, Quantity, Rounding, Unit};

/// In what the differences of a column are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// How its figures are written: as the newer edition has it, in the smaller unit of both, with the decimals of both.
    pub style: NumberStyle,
    /// How the old edition writes those that can't be compared with the new ones: of another currency or quantity.
    pub other: Option<NumberStyle>,
}

impl Measure {
    /// Decimals of percentages.
    pub const PERCENT_DECIMALS: u32 = 2;

    /// Of a column; `None` where it has no figures in either edition.
    pub fn new(columns: &Sides<&ColumnName>) -> Option<Self> {
        let styles = Sides {
            old: columns.old.and_then(|column| column.style.as_ref()),
            new: columns.new.and_then(|column| column.style.as_ref()),
        };
        let Some((old, new)) = styles.pair() else {
            return styles.latest().map(|style| Self { style: (*style).clone(), other: None });
        };
        if !is_same_quantity(old.quantity, new.quantity) {
            return Some(Self { style: (*new).clone(), other: Some((*old).clone()) });
        }
        let decimals = old.decimals.max(new.decimals);
        let quantity = finer(old.quantity, new.quantity);
        // A sign of thousands beside the number would be wrong.
        let display = if quantity == new.quantity { new.display.clone() } else { quantity.usual_display(new.notation) };
        Some(Self { style: NumberStyle { quantity, decimals, display, ..(*new).clone() }, other: None })
    }

    pub fn is_comparable(&self) -> bool {
        self.other.is_none()
    }

    /// What an amount of a column is here; `None` past the bounds of amounts.
    pub fn told(&self, amount: Amount, quantity: Quantity) -> Option<Amount> {
        if quantity == self.style.quantity {
            return Some(amount);
        }
        let worth = Exact::from(amount).times(&quantity.worth());
        let told = worth.over(&self.style.quantity.worth())?;
        (self.style.decimals..=Amount::MAX_DECIMALS).find_map(|decimals| told.exactly(decimals))
    }

    /// The difference as a percentage of the size of what was there; `None` where that is zero, and of percentages, whose
    /// differences are points.
    pub fn percent(&self, difference: Amount, old: Amount) -> Option<Amount> {
        if self.style.quantity == Quantity::Percent {
            return None;
        }
        let share = Exact::from(difference).over(&Exact::from(old.abs()))?;
        share.times(&Exact::ratio(100, 1)).round(Self::PERCENT_DECIMALS, Rounding::HalfUp)
    }
}

fn is_same_quantity(old: Quantity, new: Quantity) -> bool {
    match (old, new) {
        (Quantity::Money { currency: old, .. }, Quantity::Money { currency: new, .. }) => old.code == new.code,
        _ => old == new,
    }
}

/// The one of which one figure is worth less.
fn finer(old: Quantity, new: Quantity) -> Quantity {
    let size = |quantity: Quantity| match quantity {
        Quantity::Money { unit: Unit::One, .. } | Quantity::Percent | Quantity::Count => 0,
        Quantity::Money { unit: Unit::Thousand, .. } => 1,
        Quantity::Money { unit: Unit::Million, .. } => 2,
    };
    if size(old) < size(new) { old } else { new }
}
