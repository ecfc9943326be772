//! How an annex divides what it distributes, as a chart.

use super::{Bar, Chart, ChartView, largest};
use crate::annex::{Annex, Exact, Quantity, Unit};
use crate::catalogue::Catalogue;
use crate::render::Words;

/// The chart of an annex that divides its amount in two parts or more. `None` also where it would say nothing: where all is
/// zero, or of a long list whose largest parts are less than all the others together.
pub fn of_allocation(annex: &Annex, words: &Catalogue) -> Option<ChartView> {
    let (catalogue, words) = (words, Words::new(words));
    let amount = annex.amount.as_ref()?;
    let allocation = amount.allocation.as_ref().filter(|allocation| allocation.parts.len() > 1)?;
    let largest_part = allocation.parts.iter().max_by_key(|part| part.figure.amount)?;
    let count = allocation.parts.len();
    let bar = |part: &crate::annex::Part| Bar {
        label: part.label.clone(),
        figure: part.figure.printed.clone(),
        value: part.figure.amount.into(),
    };
    let mut gathered = None;
    let bars = largest(allocation.parts.iter().map(bar).collect(), |others, sum| {
        gathered = Some((others, sum.clone().abs()));
        let figure = sum.exactly(amount.style.decimals).map(|sum| amount.style.print(sum)).unwrap_or_default();
        Bar { label: words.with("chart-others", &[("count", others.into())]), figure, value: sum.clone() }
    });
    let drawn = bars.iter().fold(Exact::zero(), |sum, bar| sum.plus(&bar.value.clone().abs()));
    if drawn.is_zero() || gathered.as_ref().is_some_and(|(_, rest)| rest.clone().plus(rest) > drawn) {
        return None;
    }
    let unit = match amount.style.quantity {
        Quantity::Money { unit, currency } if unit != Unit::One || amount.style.display.word().is_empty() => {
            Some(words.amounts_in(unit, currency))
        }
        _ => None,
    };
    let mut notes = vec![];
    if let Some((others, _)) = gathered {
        notes.push(words.with("chart-largest", &[("count", (count - others).into()), ("all", count.into())]));
    }
    if allocation.sum.amount != amount.figure.amount {
        let figure = |key, printed: &str| (key, printed.into());
        let sums = [figure("sum", &allocation.sum.printed), figure("total", &amount.figure.printed)];
        notes.push(words.with("chart-other-sum", &sums));
    }
    let args = [
        ("count", count.into()),
        ("label", largest_part.label.as_str().into()),
        ("figure", largest_part.figure.printed.as_str().into()),
    ];
    let chart = Chart {
        id: "chart".to_owned(),
        title: words.with("chart-title", &[("amount", amount.printed.as_str().into())]),
        description: words.with("chart-about", &args),
        unit,
        labels: words.get("chart-label"),
        bars,
        notes,
        shares: Some(amount.style.notation),
    };
    Some(ChartView::new(chart, catalogue))
}
