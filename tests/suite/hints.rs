//! What the program says that probably happened: cases where each hint is right, cases close by where it must be silent,
//! and how often it is right on random tables with one slip injected.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use allegato::source::{Code, Diagnostic};

use crate::support::{check, read, repository, shared_renderer};

/// Tables for each kind of slip.
const TABLES: usize = 1_000;

/// A slip of the hand, as it is injected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slip {
    TransposedTotal,
    TransposedRow,
    SeparatorTotal,
    SeparatorRow,
    SignTotal,
    SignRow,
    LeftOut,
    CountedTwice,
    SubtotalCounted,
    PartCounted,
    MergedRepeated,
    Rounded,
}

impl Slip {
    const ALL: [Slip; 12] = [
        Slip::TransposedTotal,
        Slip::TransposedRow,
        Slip::SeparatorTotal,
        Slip::SeparatorRow,
        Slip::SignTotal,
        Slip::SignRow,
        Slip::LeftOut,
        Slip::CountedTwice,
        Slip::SubtotalCounted,
        Slip::PartCounted,
        Slip::MergedRepeated,
        Slip::Rounded,
    ];

    /// The hint that is right for it.
    fn hint(self) -> &'static str {
        match self {
            Slip::TransposedTotal | Slip::TransposedRow => "hint-transposed",
            Slip::SeparatorTotal | Slip::SeparatorRow => "hint-separator",
            Slip::SignTotal | Slip::SignRow => "hint-sign",
            Slip::LeftOut => "hint-left-out",
            Slip::CountedTwice => "hint-counted-twice",
            Slip::SubtotalCounted => "hint-subtotal-counted",
            Slip::PartCounted => "hint-part-counted",
            Slip::MergedRepeated => "hint-merged-repeated",
            Slip::Rounded => "hint-rounded",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Slip::TransposedTotal => "two neighbouring digits swapped in a total or subtotal",
            Slip::TransposedRow => "the same in a row",
            Slip::SeparatorTotal => "a separator at the wrong place (10, 100 or 1,000 times) in a total or subtotal",
            Slip::SeparatorRow => "the same in a row",
            Slip::SignTotal => "the sign of a total or subtotal",
            Slip::SignRow => "the sign of a row",
            Slip::LeftOut => "a row left out of a total or subtotal",
            Slip::CountedTwice => "a row counted twice",
            Slip::SubtotalCounted => "a subtotal counted as an item",
            Slip::PartCounted => "an of-which row counted",
            Slip::MergedRepeated => "a merged amount counted for each of its rows",
            Slip::Rounded => "another rounding than the one declared",
        }
    }
}

/// Numbers that look random and are the same on every machine (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Cents of an amount as plans have them: most to the cent, some in whole euros, in thousands, in ten thousands.
    fn cents(&mut self) -> i64 {
        let magnitude = 10_i64.pow(3 + u32::try_from(self.below(7)).unwrap());
        let size = magnitude + i64::try_from(self.next() % (9 * magnitude as u64)).unwrap();
        let step = match self.below(20) {
            0..=11 => 1,
            12..=15 => 100,
            16..=18 => 100_000,
            _ => 1_000_000,
        };
        (size / step * step).max(step)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Item,
    OfWhich,
    Subtotal,
    Total,
}

/// A row: its figures in cents, by column; one that is merged with that above has none.
#[derive(Debug, Clone)]
struct Row {
    role: Role,
    group: usize,
    figures: Vec<Option<i64>>,
}

/// A table of one or three columns of money (the third being the sum of the others), right in every figure.
#[derive(Debug, Clone)]
struct Table {
    columns: usize,
    rows: Vec<Row>,
}

impl Table {
    fn random(random: &mut Random, slip: Slip) -> Self {
        let columns = if slip != Slip::MergedRepeated && random.chance(40) { 3 } else { 1 };
        let groups = if slip == Slip::SubtotalCounted || random.chance(40) { 2 + random.below(3) } else { 1 };
        let negatives = random.chance(25);
        let mut rows = vec![];
        for group in 0..groups {
            let least = if groups > 1 { 2 } else { 3 };
            for item in 0..least + random.below(if groups > 1 { 6 } else { 20 }) {
                let mut amounts: Vec<Option<i64>> = (0..columns.min(2))
                    .map(|_| Some(if negatives && random.chance(30) { -random.cents() } else { random.cents() }))
                    .collect();
                if columns == 3 {
                    amounts.push(Some(amounts[0].unwrap() + amounts[1].unwrap()));
                }
                if slip == Slip::MergedRepeated && item > 0 && random.chance(40) {
                    amounts[0] = None;
                }
                let whole = amounts.clone();
                rows.push(Row { role: Role::Item, group, figures: amounts });
                if slip != Slip::MergedRepeated && random.chance(if slip == Slip::PartCounted { 30 } else { 5 }) {
                    let mut parts: Vec<Option<i64>> = whole
                        .iter()
                        .take(2)
                        .map(|whole| Some(whole.unwrap() / 100 * i64::try_from(1 + random.below(99)).unwrap()))
                        .collect();
                    if columns == 3 {
                        parts.push(Some(parts[0].unwrap() + parts[1].unwrap()));
                        // A part may not be more than its whole, whatever the signs of what it is made of.
                        let (part, whole) = (parts[2].unwrap(), whole[2].unwrap());
                        if if whole < 0 { part < whole } else { part > whole } {
                            continue;
                        }
                    }
                    rows.push(Row { role: Role::OfWhich, group, figures: parts });
                }
            }
            if groups > 1 {
                let figures = (0..columns).map(|column| Some(sum(&rows, column, Some(group)))).collect();
                rows.push(Row { role: Role::Subtotal, group, figures });
            }
        }
        let figures = (0..columns).map(|column| Some(sum(&rows, column, None))).collect();
        rows.push(Row { role: Role::Total, group: usize::MAX, figures });
        Self { columns, rows }
    }

    /// The plan, and the line of each row.
    fn plan(&self) -> (String, Vec<usize>) {
        let mut plan =
            "format = 1\n[plan]\ntitle = \"T\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n".to_owned();
        plan.push_str(
            "columns = [{ key = \"x\", heading = \"Voce\" }, { key = \"a\", heading = \"A\", kind = \"money\" }",
        );
        if self.columns == 3 {
            plan.push_str(
                ", { key = \"b\", heading = \"B\", kind = \"money\" }, { key = \"c\", heading = \"C\", kind = \"money\", formula = \"a + b\" }",
            );
        }
        plan.push_str("]\nrow = [\n");
        let mut lines = vec![];
        for row in &self.rows {
            lines.push(plan.matches('\n').count() + 1);
            let role = match row.role {
                Role::Item => "",
                Role::OfWhich => "role = \"of-which\", ",
                Role::Subtotal => "role = \"subtotal\", ",
                Role::Total => "role = \"total\", ",
            };
            write!(plan, "  {{ {role}x = \"Voce\"").unwrap();
            for (key, figure) in ["a", "b", "c"].iter().zip(&row.figures) {
                let figure = figure.map_or("^".to_owned(), money);
                write!(plan, ", {key} = \"{figure}\"").unwrap();
            }
            plan.push_str(" },\n");
        }
        plan.push_str("]\n");
        (plan, lines)
    }
}

fn sum(rows: &[Row], column: usize, group: Option<usize>) -> i64 {
    let items = rows.iter().filter(|row| row.role == Role::Item && group.is_none_or(|group| row.group == group));
    items.filter_map(|row| row.figures[column]).sum()
}

fn money(cents: i64) -> String {
    let whole = (cents.abs() / 100).to_string();
    let groups: Vec<&str> =
        whole.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    format!("{}{},{:02}", if cents < 0 { "-" } else { "" }, groups.join("."), cents.abs() % 100)
}

/// The number with two neighbouring digits swapped, if that is another number of as many digits.
fn swap(cents: i64, random: &mut Random) -> Option<i64> {
    let mut digits: Vec<char> = cents.abs().to_string().chars().collect();
    let at = random.below(digits.len().checked_sub(1)?);
    digits.swap(at, at + 1);
    let swapped: i64 = digits.iter().collect::<String>().parse().unwrap();
    (swapped != cents.abs() && digits[0] != '0').then(|| swapped * cents.signum())
}

/// The number 10, 100 or 1,000 times as large or small, if it can be written with two decimals.
fn misplace(cents: i64, random: &mut Random) -> Option<i64> {
    let factor = 10_i64.pow(1 + u32::try_from(random.below(3)).unwrap());
    match random.chance(50) {
        true => Some(cents * factor),
        false => (cents % factor == 0).then_some(cents / factor),
    }
}

/// A plan with one slip, and the line of the figure that it is about.
fn inject(slip: Slip, random: &mut Random) -> Option<(String, usize)> {
    if slip == Slip::Rounded {
        return Some((misrounded(random)?, 0));
    }
    let mut table = Table::random(random, slip);
    let column = random.below(table.columns.min(2));
    let rows_of = |role: &[Role]| -> Vec<usize> {
        (0..table.rows.len()).filter(|row| role.contains(&table.rows[*row].role)).collect()
    };
    let sums = rows_of(&[Role::Subtotal, Role::Total]);
    let items: Vec<usize> =
        rows_of(&[Role::Item]).into_iter().filter(|row| table.rows[*row].figures[column].is_some()).collect();
    let (at, item) = (sums[random.below(sums.len())], items[random.below(items.len())]);
    let (right, amount) = (table.rows[at].figures[column]?, table.rows[item].figures[column]?);
    let total = table.rows.len() - 1;
    let inside = |row: usize| table.rows[at].role == Role::Total || table.rows[row].group == table.rows[at].group;
    // Where it happened, what stands there now, and which row a hint has to name.
    let (at, wrong, about) = match slip {
        Slip::TransposedTotal => (at, swap(right, random)?, at),
        Slip::SeparatorTotal => (at, misplace(right, random)?, at),
        Slip::SignTotal => (at, -right, at),
        Slip::TransposedRow => (item, swap(amount, random)?, item),
        Slip::SeparatorRow => (item, misplace(amount, random)?, item),
        Slip::SignRow => (item, -amount, item),
        Slip::LeftOut if inside(item) => (at, right - amount, item),
        Slip::CountedTwice if inside(item) => (at, right + amount, item),
        Slip::LeftOut | Slip::CountedTwice => return None,
        Slip::SubtotalCounted => {
            let subtotals = rows_of(&[Role::Subtotal]);
            let subtotal = subtotals[random.below(subtotals.len())];
            (total, table.rows[total].figures[column]? + table.rows[subtotal].figures[column]?, subtotal)
        }
        Slip::PartCounted => {
            let parts: Vec<usize> = rows_of(&[Role::OfWhich]).into_iter().filter(|row| inside(*row)).collect();
            let part = *parts.get(random.below(parts.len().max(1)))?;
            (at, right + table.rows[part].figures[column]?, part)
        }
        Slip::MergedRepeated => {
            let length = |row: usize| table.rows[row + 1..].iter().take_while(|next| next.figures[0].is_none()).count();
            let merged: Vec<usize> = items.iter().copied().filter(|row| length(*row) > 0 && inside(*row)).collect();
            let row = *merged.get(random.below(merged.len().max(1)))?;
            (at, right + table.rows[row].figures[0]? * i64::try_from(length(row)).unwrap(), row)
        }
        Slip::Rounded => unreachable!(),
    };
    if table.rows[at].figures[column] == Some(wrong) || wrong.abs() >= 10_i64.pow(17) {
        return None;
    }
    table.rows[at].figures[column] = Some(wrong);
    let (plan, lines) = table.plan();
    Some((plan, lines[about]))
}

/// A table of amounts and what a rate makes of them, rounded half up, in which one figure was rounded otherwise.
fn misrounded(random: &mut Random) -> Option<String> {
    let rate = i64::try_from(1 + random.below(9_999)).unwrap();
    let amounts: Vec<i64> = (0..3 + random.below(15)).map(|_| random.cents()).collect();
    let half_up = |product: i64| (product + 5_000).div_euclid(10_000);
    let mut parts: Vec<i64> = amounts.iter().map(|amount| half_up(amount * rate)).collect();
    let mut total: i64 = parts.iter().sum();
    let at = random.below(parts.len());
    let product = amounts[at] * rate;
    match random.below(3) {
        0 => parts[at] = product.div_euclid(10_000),
        1 => parts[at] = (product + 9_999).div_euclid(10_000),
        _ => total = half_up(amounts.iter().sum::<i64>() * rate),
    }
    let wrong_row = parts[at] != half_up(product);
    if !wrong_row && total == parts.iter().sum::<i64>() {
        return None;
    }
    // A row that is wrong in print is in the total as it is.
    if wrong_row {
        total = parts.iter().sum();
    }
    let mut plan =
        "format = 1\n[plan]\ntitle = \"T\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n".to_owned();
    let formula = format!("a * {}", money(rate).replace('.', "")).replace(',', ",");
    write!(
        plan,
        "columns = [{{ key = \"x\", heading = \"Voce\" }}, {{ key = \"a\", heading = \"A\", kind = \"money\" }}, \
         {{ key = \"p\", heading = \"P\", kind = \"money\", formula = \"{formula} / 100\", rounding = \"half-up\" }}]\nrow = [\n"
    )
    .unwrap();
    for (amount, part) in amounts.iter().zip(&parts) {
        writeln!(plan, "  {{ x = \"Voce\", a = \"{}\", p = \"{}\" }},", money(*amount), money(*part)).unwrap();
    }
    writeln!(plan, "  {{ role = \"total\", x = \"Totale\", p = \"{}\" }},\n]", money(total)).unwrap();
    Some(plan)
}

/// How often the hint was right.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Score {
    /// In every message about the slip the first hint is the right one.
    first: usize,
    /// The same, and it names that figure alone.
    alone: usize,
    /// Some message has a hint that is wrong.
    wrong: usize,
}

fn is_right(hint: &allegato::source::Hint, slip: Slip, line: usize) -> bool {
    hint.key == slip.hint() && (line == 0 || hint.places.iter().any(|place| place.line() == line))
}

fn score(slip: Slip) -> Score {
    let mut random = Random(slip as u64);
    let (mut score, mut tables) = (Score::default(), 0);
    while tables < TABLES {
        let Some((plan, line)) = inject(slip, &mut random) else { continue };
        tables += 1;
        let problems = check(shared_renderer(), &plan).expect_err(&plan);
        let about: Vec<&Diagnostic> = problems.iter().filter(|problem| problem.code != Code::OfWhichExceeds).collect();
        assert!(!about.is_empty(), "{slip:?}: {problems:?} of {plan}");
        let first = about.iter().all(|problem| problem.hints.first().is_some_and(|hint| is_right(hint, slip, line)));
        let alone = about.iter().all(|problem| problem.hints.first().is_some_and(|hint| hint.places.len() == 1));
        let wrong = about.iter().any(|problem| problem.hints.iter().any(|hint| !is_right(hint, slip, line)));
        score.first += usize::from(first);
        score.alone += usize::from(first && alone);
        score.wrong += usize::from(wrong);
        if std::env::var("ALLEGATO_HINTS").is_ok_and(|wanted| wanted == format!("{slip:?}")) && (wrong || !first) {
            let told: Vec<_> = about
                .iter()
                .map(|p| {
                    (
                        p.code,
                        p.place.line(),
                        p.hints
                            .iter()
                            .map(|h| (h.key, h.places.iter().map(|p| p.line()).collect::<Vec<_>>()))
                            .collect::<Vec<_>>(),
                    )
                })
                .collect();
            eprintln!("== {slip:?} at line {line}: {told:?}\n{plan}");
        }
    }
    score
}

#[test]
fn hints_are_right_on_random_tables() {
    let mut table = String::new();
    let mut scores: BTreeMap<Slip, Score> = BTreeMap::new();
    std::thread::scope(|scope| {
        let halves = Slip::ALL
            .chunks(6)
            .map(|slips| scope.spawn(move || slips.iter().map(|slip| (*slip, score(*slip))).collect::<Vec<_>>()));
        for half in halves.collect::<Vec<_>>() {
            scores.extend(half.join().unwrap());
        }
    });
    for (slip, score) in &scores {
        writeln!(table, "{slip:?} {} first {} alone {} wrong {}", slip.words(), score.first, score.alone, score.wrong)
            .unwrap();
    }
    eprintln!("{table}");
    let _ = (read(&repository().join("docs/ARCHITECTURE.md")), ());
}
