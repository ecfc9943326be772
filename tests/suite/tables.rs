//! Tables of any shape: what is left out is worked out; written, it passes; with one digit altered, it fails.

use proptest::prelude::*;

use allegato::annex::{Amount, Content, Grid, Role};
use allegato::source::Code;

use crate::support::{cases, check, shared_renderer};

/// A random table: groups of items with subtotals on two levels, of-which rows and memos between, a total at its
/// head or foot. Two columns of amounts, their sum, its share of the total, and a count with its average.
#[derive(Debug, Clone)]
struct Sample {
    rows: Vec<Kind>,
    total_first: bool,
}

#[derive(Debug, Clone)]
enum Kind {
    Heading(u8),
    /// Cents of the two columns, either of which may be absent, and the count.
    Item(Option<i64>, Option<i64>, u32),
    OfWhich,
    Memo(i64),
    Subtotal(u8),
}

fn sample() -> impl Strategy<Value = Sample> {
    let cents = || prop_oneof![1 => Just(None), 6 => (-10_i64.pow(9)..10_i64.pow(11)).prop_map(Some)];
    let kind = prop_oneof![
        8 => (cents(), cents(), 0..1000_u32).prop_map(|(a, b, n)| Kind::Item(a, b, n)),
        1 => (1..=2_u8).prop_map(Kind::Heading),
        2 => (1..=2_u8).prop_map(Kind::Subtotal),
        1 => Just(Kind::OfWhich),
        1 => (0..10_i64.pow(9)).prop_map(Kind::Memo),
    ];
    (prop::collection::vec(kind, 1..14), any::<bool>()).prop_map(|(rows, total_first)| {
        // Each table has something to be a share of, and each subtotal something to sum.
        let mut kept = vec![Kind::Item(Some(12_345), None, 7)];
        for row in rows {
            let summed = matches!(row, Kind::Subtotal(_));
            let fits = match &row {
                Kind::OfWhich | Kind::Subtotal(_) => matches!(kept.last(), Some(Kind::Item(..))),
                _ => true,
            };
            if fits || !summed && !matches!(row, Kind::OfWhich) {
                kept.push(row);
            }
        }
        Sample { rows: kept, total_first }
    })
}

const HEAD: &str = r##"
format = 1
[plan]
title = "Prova"
year = 2024
[[annex]]
label = "A"
[[annex.table]]
columns = [
  { key = "x", heading = "Voce" },
  { key = "a", heading = "A", kind = "money" },
  { key = "b", heading = "B", kind = "money", display = "# €" },
  { key = "c", heading = "C", kind = "money", formula = "a + b" },
  { key = "s", heading = "S", kind = "percent", decimals = 3, share_of = "c" },
  { key = "n", heading = "N", kind = "count", decimals = 1, total = "average" },
]
"##;

fn money(cents: Option<i64>) -> String {
    let Some(cents) = cents else { return "-".to_owned() };
    let (sign, cents) = (if cents < 0 { "-" } else { "" }, cents.unsigned_abs());
    format!("{sign}{},{:02}", cents / 100, cents % 100)
}

/// The plan with what follows from other figures left out; or written, as a cell of a row and column has it.
fn plan(sample: &Sample, derived: impl Fn(usize, &str) -> Option<String>) -> String {
    let mut plan = String::from(HEAD);
    let total = |plan: &mut String, row: usize| {
        plan.push_str("[[annex.table.row]]\nrole = \"total\"\n");
        push_derived(plan, row, &["a", "b", "c", "s", "n"], &derived);
    };
    if sample.total_first {
        total(&mut plan, 0);
    }
    for (index, row) in sample.rows.iter().enumerate() {
        let row_number = index + usize::from(sample.total_first);
        plan.push_str("[[annex.table.row]]\n");
        match row {
            Kind::Heading(level) => {
                plan.push_str(&format!("role = \"heading\"\nlevel = {level}\nx = \"Gruppo\"\n"));
                continue;
            }
            Kind::Subtotal(level) => {
                plan.push_str(&format!("role = \"subtotal\"\nlevel = {level}\n"));
                push_derived(&mut plan, row_number, &["a", "b", "c", "s", "n"], &derived);
                continue;
            }
            Kind::Item(a, b, n) => {
                plan.push_str(&format!("x = \"Voce\"\na = \"{}\"\nb = \"{}\"\nn = {n}\n", money(*a), money(*b)));
            }
            Kind::OfWhich => plan.push_str("role = \"of-which\"\nx = \"di cui\"\na = \"\"\nb = \"\"\nn = \"\"\n"),
            Kind::Memo(a) => {
                plan.push_str(&format!(
                    "role = \"memo\"\nx = \"tetto\"\na = \"{}\"\nb = \"\"\nn = \"\"\n",
                    money(Some(*a))
                ));
            }
        }
        push_derived(&mut plan, row_number, &["c", "s"], &derived);
    }
    if !sample.total_first {
        total(&mut plan, sample.rows.len());
    }
    plan
}

fn push_derived(plan: &mut String, row: usize, keys: &[&str], derived: &impl Fn(usize, &str) -> Option<String>) {
    for key in keys {
        if let Some(written) = derived(row, key) {
            plan.push_str(&format!("{key} = \"{written}\"\n"));
        }
    }
}

const KEYS: [&str; 6] = ["x", "a", "b", "c", "s", "n"];

fn printed(grid: &Grid, row: usize, key: &str) -> String {
    let column = KEYS.iter().position(|other| *other == key).unwrap();
    match &grid.cell(row + grid.heading_rows(), column).content {
        Content::Amount(figure) => figure.printed.clone(),
        Content::Absent(mark) => mark.clone(),
        Content::Text(text) => text.to_plain(),
    }
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn what_is_worked_out_passes_when_written_and_fails_with_one_digit_altered(
        sample in sample(),
        place in any::<prop::sample::Index>(),
        digit in any::<prop::sample::Index>(),
        shift in 1..10_u8,
    ) {
        let renderer = shared_renderer();
        let annexes = check(renderer, &plan(&sample, |_, _| None)).unwrap();
        let grid = &annexes[0].tables[0].grid;

        // The sums are those of whole cents.
        let (mut a, mut b) = (0, 0);
        for row in &sample.rows {
            if let Kind::Item(x, y, _) = row {
                a += x.unwrap_or(0);
                b += y.unwrap_or(0);
            }
        }
        let total = if sample.total_first { 0 } else { sample.rows.len() };
        let amount = |cents: i64| Amount::from_units(cents.into(), 2).unwrap();
        for (column, cents) in [(1, a), (2, b), (3, a + b)] {
            let cell = grid.cell(total + 1, column);
            let is = matches!(&cell.content, Content::Amount(figure) if figure.amount == amount(cents));
            prop_assert!(is, "{:?} is not {}", cell, cents);
        }

        let written = |row: usize, key: &str| Some(printed(grid, row, key));
        let twin = plan(&sample, written);
        prop_assert!(check(renderer, &twin).is_ok(), "{:?} of {}", check(renderer, &twin), twin);

        // One digit of one figure that follows from others.
        let follows: Vec<(usize, &str)> = (0..grid.rows().len() - 1)
            .flat_map(|row| ["a", "b", "c", "s", "n"].map(|key| (row, key)))
            .filter(|(row, key)| {
                let role = grid.rows()[row + 1].role;
                let summed = matches!(role, Role::Total | Role::Subtotal);
                (summed || ["c", "s"].contains(key) && role != Role::Group)
                    && printed(grid, *row, key).contains(|c: char| c.is_ascii_digit())
            })
            .collect();
        let (row, key) = follows[place.index(follows.len())];
        let right = printed(grid, row, key);
        let digits: Vec<usize> = right.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let at = digits[digit.index(digits.len())];
        let other = (right.as_bytes()[at] - b'0' + shift) % 10;
        // A figure does not begin with nought.
        prop_assume!(!(at == digits[0] && other == 0 && digits.len() > 1));
        let mut wrong = right.clone();
        wrong.replace_range(at..=at, &other.to_string());
        let twin = plan(&sample, |r, k| if (r, k) == (row, key) { Some(wrong.clone()) } else { written(r, k) });
        let problems = check(renderer, &twin).unwrap_err();
        let mismatch = |code| matches!(code,
            Code::TotalMismatch | Code::SubtotalMismatch | Code::FormulaMismatch | Code::ShareMismatch | Code::AverageMismatch);
        prop_assert!(problems.iter().all(|problem| mismatch(problem.code)), "{:?}", problems);
    }
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn titles_in_any_order_can_be_set(levels in prop::collection::vec(0..4_u8, 1..9)) {
        let mut plan = HEAD.to_owned();
        for level in levels {
            plan.push_str("[[annex.table.row]]\n");
            plan.push_str(&match level {
                0 => "x = \"Voce\"\na = \"1,00\"\nb = \"-\"\nn = 1\n".to_owned(),
                level => format!("role = \"heading\"\nlevel = {level}\nx = \"Titolo\"\n"),
            });
        }
        let annexes = check(shared_renderer(), &plan).unwrap();
        for format in allegato::render::Format::ALL {
            prop_assert!(shared_renderer().render(&annexes[0], *format, &crate::support::no_sources()).is_ok());
        }
    }
}

/// Columns and rows beside what is wrong with them, or a figure that is there where nothing is.
#[test]
fn figures_that_could_be_taken_for_others() {
    let money = |key: &str, more: &str| format!("{{ key = \"{key}\", heading = \"{key}\", kind = \"money\"{more} }}, ");
    let percent =
        |key: &str, more: &str| format!("{{ key = \"{key}\", heading = \"{key}\", kind = \"percent\"{more} }}, ");
    let cases: [(String, &[&str], Result<&str, Code>); 11] = [
        // Of rows that are merged in the result alone, a product is not the product of sums.
        (
            money("a", "") + &percent("q", ", total = \"none\"") + &money("p", ", formula = \"a * q\""),
            &["a = \"100\", q = \"10%\"", "a = \"300\", q = \"10%\", p = \"^\""],
            Err(Code::FormulaOverMerged),
        ),
        (
            money("a", "") + &money("p", ", formula = \"a / 2\""),
            &["a = \"100\"", "a = \"300\", p = \"^\""],
            Ok("200.00"),
        ),
        // Nobody has said what a dollar is in euro, nor what a square euro is.
        (
            money("a", "") + &money("b", ", currency = \"USD\"") + &percent("r", ", formula = \"a / b\""),
            &["a = \"1\", b = \"2\""],
            Err(Code::MixedCurrencies),
        ),
        (money("a", "") + &money("b", ", formula = \"a * a\""), &["a = \"2\""], Err(Code::MixedCurrencies)),
        (money("a", "") + &percent("r", ", formula = \"a / a\""), &["a = \"2\""], Ok("100")),
        // The share is that of the sum, whatever the total row holds.
        (
            money("a", ", total = \"none\"") + &percent("s", ", share_of = \"a\""),
            &["a = \"1\"", "a = \"3\"", "role = \"total\"", "role = \"memo\", a = \"1\""],
            Ok("25"),
        ),
        (
            money("a", ", total = \"average\"") + &percent("s", ", share_of = \"a\""),
            &["role = \"total\"", "a = \"50\"", "a = \"50\""],
            Ok("50"),
        ),
        // Of nothing there are no shares, and no table is lost for it.
        (
            percent("s", ", share_of = \"a\"") + &money("a", "") + &money("b", ", formula = \"a + a\""),
            &["a = \"0\"", "role = \"total\""],
            Ok("0.00"),
        ),
        // A total that is left out has to agree both ways too.
        (
            money("a", "") + &money("d", ", formula = \"a * 2\""),
            &["a = \"1\", d = { amount = \"3\", as_published = \"x\" }", "a = \"3\"", "role = \"total\""],
            Err(Code::FormulaMismatch),
        ),
        // One amount of two rows is that of neither of them.
        (
            money("a", ""),
            &["id = \"r\", a = \"5\"", "a = \"^\"", "role = \"derived\", formula = \"r * 2\""],
            Err(Code::FormulaOverMerged),
        ),
        (money("a", ""), &["a = \"5\"", "role = \"total\", over = \"below\""], Err(Code::EmptyGroup)),
    ];
    for (columns, rows, expected) in cases {
        let rows: Vec<String> = rows.iter().map(|row| format!("{{ x = \"Voce\", {row} }}")).collect();
        let rows = rows.join(", ");
        let plan = format!(
            "format = 1\n[plan]\ntitle = \"T\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
             columns = [{{ key = \"x\", heading = \"X\" }}, {columns}]\nrow = [{rows}]\n"
        );
        let checked = check(shared_renderer(), &plan);
        match expected {
            Err(code) => {
                let codes: Vec<Code> = checked.unwrap_err().iter().map(|problem| problem.code).collect();
                assert!(codes.contains(&code), "{codes:?} of {plan}");
            }
            Ok(figure) => {
                let annexes = checked.unwrap_or_else(|problems| panic!("{problems:?} of {plan}"));
                let figures: Vec<String> =
                    annexes[0].tables[0].grid.figures().map(|(_, figure)| figure.amount.to_string()).collect();
                let wanted = Amount::from_plain(figure).unwrap();
                let there = figures.iter().any(|figure| Amount::from_plain(figure).unwrap() == wanted);
                assert!(there, "{figures:?} of {plan}");
            }
        }
    }
}
