//! Charts of horizontal bars: worked out here to the last digit, drawn by the template `parts/chart.html` as SVG.
//!
//! In: labels, figures as they are printed, and what these are worth. Out: what the template places, as text. Bars are
//! percentages of the page's width and everything else is in `em`, so that letters are never scaled: a chart reads on a
//! phone, on a wide screen and on paper. All is reckoned in fractions: its bytes depend on no machine.

mod allocation;
mod label;

pub use self::allocation::of_allocation;

use serde::Serialize;

use self::label::{drawn, width};
use super::Words;
use crate::annex::{Amount, Exact, Notation, NumberStyle, Quantity, Rounding};
use crate::catalogue::Catalogue;

/// Bars that are drawn for themselves; more would be a list.
const MOST: usize = 20;
/// Hundredths of an `em`: from one bar to the next, and from there to the foot of its label, to the bar, and to the foot of
/// its figure. The template knows how high a bar is.
const PITCH: i128 = 260;
const LABEL: i128 = 90;
const BAR: i128 = 125;
const FIGURE: i128 = 200;

/// What a chart shows.
pub struct Chart {
    /// Its name on the page; those of its parts begin with it.
    pub id: String,
    pub title: String,
    /// What those are told who can't see it, in a sentence or two.
    pub description: String,
    /// What its figures count, where they do not say it themselves: "Importi in migliaia di euro".
    pub unit: Option<String>,
    /// What the labels are: "Voce", "Anno".
    pub labels: String,
    /// From top to bottom; see [`largest`].
    pub bars: Vec<Bar>,
    /// What has to be known of it beside.
    pub notes: Vec<String>,
    /// How shares are written, where the bars are all parts of one whole.
    pub shares: Option<Notation>,
}

/// One bar.
pub struct Bar {
    pub label: String,
    /// As it is printed elsewhere.
    pub figure: String,
    pub value: Exact,
}

/// All bars; or where these are too many, the largest in order of size, and one that `rest` makes of how many others there
/// are and what they add up to.
pub fn largest(mut bars: Vec<Bar>, rest: impl FnOnce(usize, &Exact) -> Bar) -> Vec<Bar> {
    // Instead of a single one, the rest would take as much room.
    if bars.len() <= MOST + 1 {
        return bars;
    }
    // Of equals, those that come first.
    bars.sort_by_cached_key(|bar| std::cmp::Reverse(bar.value.clone().abs()));
    let others = bars.split_off(MOST);
    bars.push(rest(others.len(), &sum(&others)));
    bars
}

fn sum(bars: &[Bar]) -> Exact {
    bars.iter().fold(Exact::zero(), |sum, bar| sum.plus(&bar.value))
}

/// A chart as the template draws it.
#[derive(Debug, Serialize)]
pub struct ChartView {
    id: String,
    title: String,
    description: String,
    unit: Option<String>,
    notes: Vec<String>,
    height: String,
    /// Where the line is from which bars go to both sides, if they do.
    zero: Option<String>,
    bars: Vec<BarView>,
    /// Whether its bars have shares.
    has_shares: bool,
    words: ChartWords,
}

#[derive(Debug, Serialize)]
struct BarView {
    label: String,
    /// The label as it is drawn where there is little room, and how it goes on where there is more.
    drawn: String,
    more: Option<String>,
    figure: String,
    share: Option<String>,
    /// From the left, and how wide.
    x: String,
    width: String,
    /// Where its figure begins, but for the gap.
    end: String,
    /// Of the label, the bar and the figure, from the top.
    label_y: String,
    bar_y: String,
    figure_y: String,
}

#[derive(Debug, Serialize)]
struct ChartWords {
    table: String,
    label: String,
    figure: String,
    share: String,
}

impl ChartView {
    /// `words` are those of the page's language.
    pub fn new(chart: Chart, words: &Catalogue) -> Self {
        let words = Words::new(words);
        let scale = Scale::new(&chart.bars);
        let shares = chart.shares.and_then(|notation| shares(&chart.bars, notation)).unwrap_or_default();
        let drawn = drawn(&chart.bars);
        let bars: Vec<BarView> = chart
            .bars
            .into_iter()
            .zip(drawn)
            .zip(0..)
            .map(|((bar, drawn), index)| {
                let (from, to) = scale.ends(&bar.value);
                let share = usize::try_from(index).ok().and_then(|index| shares.get(index)).cloned();
                BarView {
                    label: bar.label,
                    drawn: drawn.text,
                    more: drawn.more,
                    figure: bar.figure,
                    share,
                    x: percent(from),
                    width: percent(to.checked_sub(from).unwrap_or_default()),
                    end: percent(to),
                    label_y: em(index * PITCH + LABEL),
                    bar_y: em(index * PITCH + BAR),
                    figure_y: em(index * PITCH + FIGURE),
                }
            })
            .collect();
        Self {
            id: chart.id,
            title: chart.title,
            description: chart.description,
            unit: chart.unit,
            notes: chart.notes,
            height: em(i128::try_from(bars.len()).unwrap_or_default() * PITCH),
            zero: scale.has_both_sides().then(|| percent(scale.origin())),
            bars,
            has_shares: !shares.is_empty(),
            words: ChartWords {
                table: words.get("chart-table"),
                label: chart.labels,
                figure: words.get("chart-figure"),
                share: words.get("chart-share"),
            },
        }
    }
}

/// From values to percentages of the width.
struct Scale {
    low: Exact,
    range: Exact,
    /// What the bars may take of the width.
    span: Exact,
}

impl Scale {
    fn new(bars: &[Bar]) -> Self {
        let zero = Exact::zero;
        let low = bars.iter().map(|bar| &bar.value).min().cloned().unwrap_or_else(zero).min(zero());
        let high = bars.iter().map(|bar| &bar.value).max().cloned().unwrap_or_else(zero).max(zero());
        // Beside the longest bar there has to be room for its figure on the narrowest page, of 320 pixels, where a tenth of
        // a letter takes three tenths of a percent.
        let figure = bars.iter().map(|bar| width(&bar.figure)).max().unwrap_or_default();
        let figure = i64::try_from(figure).unwrap_or(i64::MAX / 10).saturating_mul(3) / 10;
        let span = Exact::ratio((97 - figure).clamp(20, 80), 1);
        Self { range: high.minus(&low), low, span }
    }

    fn has_both_sides(&self) -> bool {
        !self.low.is_zero()
    }

    fn origin(&self) -> Amount {
        self.place(&Exact::zero())
    }

    /// The left and the right end of a bar.
    fn ends(&self, value: &Exact) -> (Amount, Amount) {
        let (origin, end) = (self.origin(), self.place(value));
        (origin.min(end), origin.max(end))
    }

    fn place(&self, value: &Exact) -> Amount {
        let place = value.clone().minus(&self.low).times(&self.span).over(&self.range);
        place.and_then(|place| place.round(2, Rounding::HalfUp)).unwrap_or_default()
    }
}

fn percent(amount: Amount) -> String {
    format!("{}%", amount.plain(0))
}

fn em(hundredths: i128) -> String {
    format!("{}em", Amount::from_units(hundredths, 2).unwrap_or_default().plain(0))
}

/// What part of the whole each bar is, in percent with one decimal, so that they add up to 100: each is cut there, and the
/// tenths that are lacking go to those of which most was cut (the method of largest remainders). `None` where there is no
/// whole: of nothing, or less, there are no parts.
fn shares(bars: &[Bar], notation: Notation) -> Option<Vec<String>> {
    let whole = sum(bars);
    if whole <= Exact::zero() {
        return None;
    }
    let (mut tenths, mut rests) = (vec![], vec![]);
    for (index, bar) in bars.iter().enumerate() {
        let exact = bar.value.clone().times(&Exact::ratio(1_000, 1)).over(&whole)?;
        let cut = exact.round(0, Rounding::Down)?;
        // Downwards, also below zero.
        let cut = if Exact::from(cut) > exact { cut.checked_sub(Amount::whole(1))? } else { cut };
        rests.push((std::cmp::Reverse(exact.minus(&cut.into())), index));
        tenths.push(cut.units().0);
    }
    rests.sort();
    let lacking = usize::try_from(1_000 - tenths.iter().sum::<i128>()).ok()?;
    rests.iter().take(lacking).for_each(|(_, index)| tenths[*index] += 1);
    let (quantity, decimals) = (Quantity::Percent, 1);
    let style = NumberStyle { notation, quantity, decimals, display: quantity.usual_display(notation), plus: false };
    tenths.into_iter().map(|tenths| Some(style.print(Amount::from_units(tenths, 1)?))).collect()
}
