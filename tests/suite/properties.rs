//! What holds for any input: of amounts, of tables, of damaged plans.

use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

use allegato::annex::{
    Amount, AmountError, Currency, Display, EURO, Exact, Notation, NumberStyle, Quantity, Rounding, Text, Unit,
};
use allegato::source::Code;

use crate::support::{cases, check, read, repository, shared_renderer};

// -- Amounts --

/// The usual style of a quantity.
fn style(notation: Notation, quantity: Quantity, decimals: u32) -> NumberStyle {
    NumberStyle { notation, quantity, decimals, display: quantity.usual_display(notation), plus: false }
}

fn money(notation: Notation, currency: &'static Currency, decimals: u32) -> NumberStyle {
    style(notation, Quantity::Money { currency, unit: Unit::One }, decimals)
}

fn parse(notation: Notation, text: &str, decimals: u32) -> Result<Amount, AmountError> {
    money(notation, EURO, decimals).parse(text)
}

fn amount() -> impl Strategy<Value = (Amount, u32)> {
    (any::<bool>(), 0..10_u64.pow(15), 0..=4_u32).prop_map(|(negative, units, decimals)| {
        let scale = 10_u64.pow(decimals);
        let fraction = format!("{:0width$}", units % scale, width = decimals as usize);
        let point = if decimals > 0 { format!(".{fraction}") } else { String::new() };
        let sign = if negative { "-" } else { "" };
        (Amount::from_plain(&format!("{sign}{}{point}", units / scale)).unwrap(), decimals)
    })
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn what_is_written_reads_back((amount, decimals) in amount()) {
        for notation in Notation::ALL {
            let number = notation.number(amount, decimals);
            prop_assert_eq!(parse(*notation, &number, decimals), Ok(amount), "{:?} {}", notation, number);
            let currencies = Currency::codes().filter_map(Currency::from_code);
            let moneys = currencies.map(|currency| Quantity::Money { currency, unit: Unit::Thousand });
            for quantity in moneys.chain([Quantity::Percent, Quantity::Count]) {
                for plus in [false, true] {
                    let style = NumberStyle { plus, ..style(*notation, quantity, decimals) };
                    let printed = style.print(amount);
                    prop_assert_eq!(style.parse(&printed), Ok(amount), "{:?} {}", notation, printed);
                }
            }
            for pattern in ["#", "€ #", "# €", "euro #", "#euro", "EUR  #", "€#"] {
                let display = Display::from_pattern(pattern).unwrap();
                let style = NumberStyle { display, ..money(*notation, EURO, decimals) };
                let printed = style.print(amount);
                prop_assert_eq!(style.parse(&printed), Ok(amount), "{:?} {}", notation, printed);
            }
        }
    }

    #[test]
    fn sign_and_currency_stand_on_either_side((amount, decimals) in amount()) {
        let digits = Notation::Italian.number(amount.abs(), decimals);
        let sign = if amount.is_negative() { "-" } else { "+" };
        for written in [
            format!("{sign}€ {digits}"), format!("€ {sign}{digits}"), format!("{sign} {digits} €"),
            format!("euro {sign} {digits}"), format!("{sign}{digits} EUR"), format!("{sign}{digits}euro"),
        ] {
            prop_assert_eq!(parse(Notation::Italian, &written, decimals), Ok(amount), "{}", written);
        }
    }

    #[test]
    fn no_text_makes_the_reader_of_amounts_panic(text in "\\PC{0,24}|[-+−€ .,0-9]{0,24}") {
        for notation in Notation::ALL {
            let _ = parse(*notation, &text, 2);
        }
    }
}

#[test]
fn amounts_are_refused_that_could_be_read_two_ways() {
    use allegato::annex::AmountError::{Malformed, OtherCurrency, OtherNotation, TooLarge, TooManyDecimals};
    let italian = |text: &str| parse(Notation::Italian, text, 2);
    let plain = |text: &str| Amount::from_plain(text).unwrap();
    assert_eq!(italian("231.924"), Ok(plain("231924")));
    assert_eq!(italian("euro 765.903,80"), Ok(plain("765903.80")));
    assert_eq!(italian("-€ 27.704.918"), Ok(plain("-27704918")));
    assert_eq!(italian("+ 2.707.574"), Ok(plain("2707574")));
    assert_eq!(italian("231924.00"), Err(OtherNotation(plain("231924.00"))));
    assert_eq!(italian("231,924.00"), Err(OtherNotation(plain("231924.00"))));
    assert_eq!(italian("1,234"), Err(TooManyDecimals));
    assert_eq!(italian("$ 5,00"), Err(OtherCurrency("USD")));
    for text in ["", "€", "1.23.456", "12.34.567", "1,2,3", "--5", "-€-5", "€ 5 €", "5 6", "007", "1e5", "٣", "0x1F"]
    {
        let read = italian(text);
        assert!(matches!(read, Err(Malformed | OtherNotation(_))), "{text:?}: {read:?}");
    }
    assert_eq!(italian("123.456.789.012.345.678.901"), Err(TooLarge));
    assert_eq!(italian("99.999.999.999.999.999.999,99"), Ok(plain("99999999999999999999.99")));
    assert_eq!(parse(Notation::French, "86 967 437 €", 0), Ok(plain("86967437")));
    assert_eq!(parse(Notation::English, "€231,924.00", 2), Ok(plain("231924.00")));
    assert_eq!(parse(Notation::English, "231.924", 2), Err(TooManyDecimals));
}

#[test]
fn sums_never_round() {
    // rust_decimal would answer 100000000000000000000.0 here, and say nothing.
    let (large, small) =
        (Amount::from_plain("99999999999999999999").unwrap(), Amount::from_plain("0.00000001").unwrap());
    assert_eq!(large.checked_add(small).unwrap().to_string(), "99999999999999999999.00000001");
    assert_eq!(large.checked_add(Amount::from_plain("1").unwrap()), None, "past the bound there is no sum at all");
}

// -- Fractions --

/// Parts of fractions: small ones, powers of ten as amounts have them, and those near the ends of machine words.
fn part() -> impl Strategy<Value = i64> {
    let near_the_end =
        (0..4_i64, any::<bool>()).prop_map(|(off, low)| if low { i64::MIN + off } else { i64::MAX - off });
    prop_oneof![-20..20_i64, (0..18_u32).prop_map(|power| 10_i64.pow(power)), any::<i64>(), near_the_end]
}

/// A chain of steps that is worked out both by [`Exact`] and by fractions of any size.
fn steps() -> impl Strategy<Value = Vec<(u8, i64, i64)>> {
    let denominator = part().prop_filter("no denominator is zero", |part| *part != 0);
    proptest::collection::vec((0..6_u8, part(), denominator), 1..12)
}

const ROUNDINGS: [Rounding; 5] =
    [Rounding::HalfUp, Rounding::HalfEven, Rounding::HalfDown, Rounding::Up, Rounding::Down];

/// A fraction rounded to so many decimals, by the definition of each way.
fn rounded(fraction: &BigRational, decimals: u32, rounding: Rounding) -> Option<Amount> {
    let units = fraction * BigInt::from(10).pow(decimals);
    let (floor, rest) = (units.floor().to_integer(), &units - units.floor());
    let half = BigRational::new(1.into(), 2.into());
    let below_zero = units < BigRational::from_integer(0.into());
    let up = match rounding {
        Rounding::HalfUp => rest > half || rest == half && !below_zero,
        Rounding::HalfDown => rest > half || rest == half && below_zero,
        Rounding::HalfEven => rest > half || rest == half && floor.bit(0),
        Rounding::Up => !units.is_integer() && !below_zero,
        Rounding::Down => !units.is_integer() && below_zero,
    };
    Amount::from_units(i128::try_from(floor + i32::from(up)).ok()?, decimals)
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn fractions_of_machine_words_are_those_of_any_size(steps in steps(), other in part(), step in 1..100_000_u64) {
        let (mut exact, mut large) = (Exact::ratio(1, 1), BigRational::from_integer(1.into()));
        for (operator, numerator, denominator) in steps {
            let by = Exact::ratio(numerator / 2, denominator.max(-i64::MAX));
            let large_by = BigRational::new((numerator / 2).into(), denominator.max(-i64::MAX).into());
            prop_assert_eq!(exact.cmp(&by), large.cmp(&large_by));
            (exact, large) = match operator {
                0 => (exact.plus(&by), large + large_by),
                1 => (exact.minus(&by), large - large_by),
                2 => (exact.times(&by), large * large_by),
                3 => match exact.clone().over(&by) {
                    Some(quotient) => (quotient, large / large_by),
                    None => {
                        prop_assert!(by.is_zero());
                        (exact, large)
                    }
                },
                4 => (exact.negated(), -large),
                // Back from a size that no machine word has.
                _ => (exact.times(&by).over(&by).unwrap_or(Exact::zero()), if by.is_zero() { large * BigInt::from(0) } else { large }),
            };
            prop_assert_eq!(exact.is_zero(), large == BigRational::from_integer(0.into()));
            prop_assert_eq!(exact.clone().abs(), if exact < Exact::zero() { exact.clone().negated() } else { exact.clone() });
            prop_assert_eq!(exact.clone().minus(&exact), Exact::zero());
            for decimals in [0, 2, 8] {
                for rounding in ROUNDINGS {
                    prop_assert_eq!(exact.round(decimals, rounding), rounded(&large, decimals, rounding), "{}", large);
                }
                let scaled = &large * BigInt::from(10).pow(decimals);
                let exactly = if scaled.is_integer() { rounded(&large, decimals, Rounding::Down) } else { None };
                prop_assert_eq!(exact.exactly(decimals), exactly, "{}", large);
            }
            let by_steps = Exact::from(Amount::from_units(step.into(), 2).unwrap());
            let steps = large.clone() * BigInt::from(100) / BigInt::from(step);
            for rounding in ROUNDINGS {
                let near = exact.clone().to_step(&Exact::from(Amount::from_units(step.into(), 2).unwrap()), rounding);
                if let Some(whole) = rounded(&steps, 0, rounding) {
                    prop_assert_eq!(near, Exact::from(whole).times(&by_steps), "{}", large);
                }
            }
        }
        prop_assert_eq!(Exact::ratio(other / 2, 1), Exact::ratio(other / 2, 7).times(&Exact::ratio(7, 1)));
    }
}

// -- Texts --

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn a_text_without_markup_is_what_the_parser_makes_of_it(
        text in "[\\PC]{0,12}|([a-zA-Zàéß0-9 .,;:()'\"/%€=+~|{}^$@?#>-]|[\\\\`*_\\[\\]<&!\n\t\r\u{a0}]){0,30}|[a-z]{1,3}([a-z ,:=>#-]|&[a-z]{1,3};|https?://[a-z]|www\\.){0,20}"
    ) {
        prop_assert_eq!(Text::markdown(&text), Text::parsed(&text), "{:?}", text);
    }
}

// -- Tables --

fn table(amounts: &[u64], total: &str) -> String {
    let mut plan = String::from(HEAD);
    for (index, cents) in amounts.iter().enumerate() {
        let printed = Notation::Italian.number(Amount::from_plain(&cents_to_plain(*cents)).unwrap(), 2);
        plan.push_str(&format!("[[annex.table.row]]\na = \"{index}\"\nb = \"x\"\nm = \"{printed}\"\n"));
    }
    plan.push_str(&format!("[[annex.table.row]]\nrole = \"total\"\na = \"T\"\nb = \"<\"\n{total}\n"));
    plan
}

fn cents_to_plain(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

const HEAD: &str = r#"
format = 1
[plan]
title = "Prova"
year = 2024
[[annex]]
label = "A"
[[annex.table]]
id = "t"
columns = [
  { key = "a", heading = "A", header = true },
  { key = "b", heading = "B" },
  { key = "m", heading = "M", kind = "money" },
]
"#;

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn a_total_passes_if_it_is_the_sum_and_fails_with_one_digit_altered(
        amounts in prop::collection::vec(0..10_u64.pow(11), 1..12),
        place in any::<prop::sample::Index>(),
        shift in 1..10_u8,
    ) {
        let renderer = shared_renderer();
        let sum: u64 = amounts.iter().sum();
        let digits = cents_to_plain(sum);
        let declared = |digits: &str| {
            format!("m = \"{}\"", Notation::Italian.number(Amount::from_plain(digits).unwrap(), 2))
        };
        let computed = check(renderer, &table(&amounts, "")).unwrap();
        let figures: Vec<String> = computed[0].tables[0].grid.figures().map(|(_, f)| f.amount.to_string()).collect();
        prop_assert_eq!(figures.last().unwrap(), &digits);
        prop_assert!(check(renderer, &table(&amounts, &declared(&digits))).is_ok());

        let places: Vec<usize> = digits.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let at = places[place.index(places.len())];
        let digit = (digits.as_bytes()[at] - b'0' + shift) % 10;
        let mut altered = digits.clone();
        altered.replace_range(at..=at, &digit.to_string());
        if altered.starts_with('0') && !altered.starts_with("0.") {
            altered = altered.trim_start_matches('0').to_owned();
            if altered.starts_with('.') { altered.insert(0, '0'); }
        }
        let problems = check(renderer, &table(&amounts, &declared(&altered))).unwrap_err();
        prop_assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::TotalMismatch]);
    }

    #[test]
    fn a_grid_has_neither_overlap_nor_hole(
        marks in prop::collection::vec(prop::sample::select(&["x", "x", "x", "^", "<"]), 2..32),
    ) {
        let mut plan = HEAD.replace("kind = \"money\"", "");
        for row in marks.chunks_exact(2) {
            plan.push_str(&format!("[[annex.table.row]]\na = \"{}\"\nb = \"{}\"\nm = \"x\"\n", row[0], row[1]));
        }
        // Only what is resolved without complaint is drawn; there, each slot has one cell.
        if let Ok(annexes) = check(shared_renderer(), &plan) {
            let grid = &annexes[0].tables[0].grid;
            let mut covered = vec![0; grid.rows().len() * grid.width()];
            for cell in grid.cells() {
                for row in cell.rows.clone() {
                    for column in cell.columns.clone() {
                        covered[row * grid.width() + column] += 1;
                        prop_assert!(std::ptr::eq(grid.cell(row, column), cell));
                    }
                }
            }
            prop_assert!(covered.iter().all(|times| *times == 1), "{:?}", covered);
        }
    }
}

// -- Damage --

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn no_damage_to_a_plan_makes_the_loader_panic(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, ".{0,6}"), 1..6),
    ) {
        let mut plan = read(&repository().join("plans/2009/migranti.toml"));
        for (at, length, insert) in cuts {
            let start = plan.floor_char_boundary(at.index(plan.len().max(1)));
            let end = plan.ceil_char_boundary((start + length).min(plan.len()));
            plan.replace_range(start..end, &insert);
        }
        if let Err(problems) = check(shared_renderer(), &plan) {
            let words = allegato::catalogue::Catalogue::interface(allegato::catalogue::Language::Italian);
            for problem in problems {
                prop_assert!(!allegato::source::draw(&problem, &allegato::source::Policy::default(), &words, true).is_empty());
            }
        }
    }
}
