//! What an annex distributes, in one figure, and how that is divided.

use serde::Serialize;

use super::currency::Currency;
use super::exact::Exact;
use super::grid::Figure;
use super::style::NumberStyle;

/// The amount that an annex distributes.
#[derive(Debug, Clone, Serialize)]
pub struct AnnexAmount {
    /// As its table has it, in the unit of its column.
    pub figure: Figure,
    /// How its column writes figures.
    pub style: NumberStyle,
    pub currency: &'static Currency,
    /// As a sentence has it, with its currency and unit: "€ 906.924,00", "150 milioni di euro".
    pub printed: String,
    /// Whether it counts where the amounts of annexes are added up; not where it is a part of another annex's amount.
    pub counts: bool,
    /// How it is divided, where a table of this annex says so.
    pub allocation: Option<Allocation>,
}

/// How an amount is divided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Allocation {
    /// In the order of the table: its groups, or its items.
    pub parts: Vec<Part>,
    /// What the parts add up to, as their column prints it: the amount itself, unless the table is wrong as it was
    /// published, or rounded.
    pub sum: Figure,
}

/// One part of an amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is for, in one line without markup or footnotes.
    pub label: String,
    /// As the table has it, in the unit of its column.
    pub figure: Figure,
}

impl AnnexAmount {
    /// What one of the figures is worth, exactly, in units of the currency: thousands count as thousands.
    pub fn worth_of(&self, figure: &Figure) -> Exact {
        Exact::from(figure.amount).times(&self.style.quantity.worth())
    }

    /// What the amount is worth, in units of the currency.
    pub fn worth(&self) -> Exact {
        self.worth_of(&self.figure)
    }
}
