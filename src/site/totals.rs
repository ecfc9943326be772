//! Amounts of annexes added up, each currency for itself.

use std::collections::BTreeMap;

use super::AmountEntry;
use crate::annex::{Currency, Exact, Notation, NumberStyle, Quantity, Unit};
use crate::render::Words;

/// What annexes distribute together.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    /// By currency.
    sums: BTreeMap<&'static str, Exact>,
    /// The amount of the only one, as that has it.
    alone: Option<String>,
}

impl Totals {
    /// Of the annexes of a plan.
    pub fn of<'a>(amounts: impl Iterator<Item = &'a AmountEntry>) -> Self {
        let mut totals = Self::default();
        let amounts: Vec<&AmountEntry> = amounts.collect();
        amounts.iter().for_each(|amount| totals.add_amount(amount));
        if let [amount] = amounts[..]
            && amount.counted().is_some()
        {
            totals.alone = Some(amount.printed.to_string());
        }
        totals
    }

    /// Adds what the amount of an annex counts.
    pub fn add_amount(&mut self, amount: &AmountEntry) {
        if let Some((currency, worth)) = amount.counted() {
            let sum = self.sums.entry(currency.code).or_insert_with(Exact::zero);
            *sum = std::mem::replace(sum, Exact::zero()).plus(&worth);
        }
    }

    /// As annexes themselves print it, where that is possible; in the language of the plan.
    pub fn as_printed(&self, words: Words) -> Vec<String> {
        self.alone.clone().map_or_else(|| self.printed(words), |printed| vec![printed])
    }

    /// Each sum as the language writes it: `€ 906.924,00`. One past the bounds of amounts is left out rather than told wrong.
    pub fn printed(&self, words: Words) -> Vec<String> {
        let printed = |(code, sum): (&&'static str, &Exact)| print(Currency::from_code(code)?, sum, words);
        self.sums.iter().filter_map(printed).collect()
    }

    /// The currency and the sum, where there is one currency.
    pub fn only(&self) -> Option<(&'static str, &Exact)> {
        let mut sums = self.sums.iter();
        sums.next().filter(|_| sums.next().is_none()).map(|(code, sum)| (*code, sum))
    }
}

/// With as many decimals as the currency has, or as the sum needs.
fn print(currency: &'static Currency, sum: &Exact, words: Words) -> Option<String> {
    let quantity = Quantity::Money { currency, unit: Unit::One };
    let exact = |decimals: u32| Some((decimals, sum.exactly(decimals)?));
    let (decimals, sum) = (currency.decimals..=AmountEntry::MOST_DECIMALS).find_map(exact)?;
    let notation = Notation::of(words.language());
    let style = NumberStyle { notation, quantity, decimals, display: quantity.usual_display(notation), plus: false };
    Some(style.print(sum))
}
