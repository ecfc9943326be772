//! How often hints are right on random tables with one slip injected; the guides of diagnostics have the figures.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use allegato::source::{Code, Diagnostic, Hint, Severity};

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

    /// What it is called in English and Italian.
    fn words(self) -> [&'static str; 2] {
        match self {
            Slip::TransposedTotal => {
                ["digits swapped in a total or subtotal", "cifre invertite in un totale o subtotale"]
            }
            Slip::TransposedRow => ["digits swapped in a row", "cifre invertite in una riga"],
            Slip::SeparatorTotal => {
                ["a misplaced separator in a total or subtotal", "un separatore fuori posto in un totale o subtotale"]
            }
            Slip::SeparatorRow => ["a misplaced separator in a row", "un separatore fuori posto in una riga"],
            Slip::SignTotal => ["the sign of a total or subtotal", "il segno di un totale o subtotale"],
            Slip::SignRow => ["the sign of a row", "il segno di una riga"],
            Slip::LeftOut => ["a row left out of a sum", "una riga dimenticata in una somma"],
            Slip::CountedTwice => ["a row counted twice", "una riga contata due volte"],
            Slip::SubtotalCounted => ["a subtotal counted as an item", "un subtotale contato come voce"],
            Slip::PartCounted => ["an of-which row counted", "una riga \"di cui\" contata"],
            Slip::MergedRepeated => ["a merged amount counted for each row", "un importo unito contato per ogni riga"],
            Slip::Rounded => ["another rounding than declared", "un arrotondamento diverso da quello dichiarato"],
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
    /// Whether each row has its share of the first column, worked out before the slip.
    shares: bool,
    /// Whether the total was added up from the subtotals, a wrong one too.
    carries: bool,
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
        let positive = rows.iter().all(|row| row.figures[0].is_some_and(|amount| amount > 0));
        let shares = columns == 1 && positive && random.chance(30);
        Self { columns, rows, shares, carries: groups > 1 && random.chance(50) }
    }

    /// The share of each row's first figure in the total, in hundredths of a percent.
    fn hundredths(&self) -> Vec<i64> {
        let figure = |row: &Row| i128::from(row.figures[0].unwrap());
        let whole = figure(self.rows.last().unwrap());
        let share = |row: &Row| i64::try_from((figure(row) * 20_000 + whole).div_euclid(whole * 2)).unwrap();
        self.rows.iter().map(share).collect()
    }

    /// The plan, and the line of each row.
    fn plan(&self, shares: &[i64]) -> (String, Vec<usize>) {
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
        if self.shares {
            plan.push_str(", { key = \"s\", heading = \"S\", kind = \"percent\", share_of = \"a\" }");
        }
        plan.push_str("]\nrow = [\n");
        let mut lines = vec![];
        for (index, row) in self.rows.iter().enumerate() {
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
            if let Some(share) = shares.get(index) {
                write!(plan, ", s = \"{}%\"", money(*share)).unwrap();
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
    let shares = if table.shares { table.hundredths() } else { vec![] };
    table.rows[at].figures[column] = Some(wrong);
    if table.carries && table.rows[at].role == Role::Subtotal {
        let carried = table.rows[total].figures[column]? + wrong - right;
        table.rows[total].figures[column] = Some(carried);
        if table.columns == 3 {
            // Nobody who carries a wrong sum over would not see it here.
            return None;
        }
    }
    let (plan, lines) = table.plan(&shares);
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
    let formula = format!("a * {}", money(rate).replace('.', ""));
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

fn is_right(hint: &Hint, slip: Slip, line: usize) -> bool {
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
        let firsts: Vec<&Hint> = about.iter().filter_map(|problem| problem.hints.first()).collect();
        // What follows from a wrong figure has no hint of its own; somewhere there has to be one.
        let first = !firsts.is_empty() && firsts.iter().all(|hint| is_right(hint, slip, line));
        let alone = firsts.iter().all(|hint| hint.places.len() == 1);
        let wrong = about.iter().any(|problem| problem.hints.iter().any(|hint| !is_right(hint, slip, line)));
        score.first += usize::from(first);
        score.alone += usize::from(first && alone);
        score.wrong += usize::from(wrong);
    }
    score
}

/// Figures of the guides: they are what the last measure found.
#[test]
fn hints_are_right_on_random_tables() {
    let mut scores: BTreeMap<Slip, Score> = BTreeMap::new();
    std::thread::scope(|scope| {
        let measure =
            |slips: &'static [Slip]| scope.spawn(|| slips.iter().map(|slip| (*slip, score(*slip))).collect::<Vec<_>>());
        let halves: Vec<_> = Slip::ALL.chunks(Slip::ALL.len() / 2).map(measure).collect();
        halves.into_iter().for_each(|half| scores.extend(half.join().unwrap()));
    });
    for (slip, score) in &scores {
        assert!(score.first * 100 >= TABLES * 95 && score.wrong * 100 < TABLES, "{slip:?}: {score:?}");
    }
    for (guide, language, heads) in [
        ("docs/diagnostics.md", 0, "| Slip | First | Alone | Wrong |"),
        ("docs/diagnostica.md", 1, "| Svista | Primo | Solo | Sbagliato |"),
    ] {
        let percent = |count: usize| {
            let percent = format!("{}.{}%", count * 100 / TABLES, count * 1_000 / TABLES % 10);
            if language == 1 { percent.replace('.', ",") } else { percent }
        };
        let mut table = format!("{heads}\n| --- | ---: | ---: | ---: |\n");
        for (slip, score) in &scores {
            let (first, alone, wrong) = (percent(score.first), percent(score.alone), percent(score.wrong));
            writeln!(table, "| {} | {first} | {alone} | {wrong} |", slip.words()[language]).unwrap();
        }
        check_guide(guide, ["en", "it"][language], &table);
    }
}

/// A guide of all diagnostics is the explanations, with what each weighs and the figures of the hints.
fn check_guide(guide: &str, language: &str, table: &str) {
    let explanations = read(&repository().join("locales").join(language).join("explain.md"));
    let mut made = explanations.replace("<!-- hints -->\n", table);
    for code in Code::ALL {
        let heading = format!("\n## {code}\n");
        assert_eq!(made.matches(&heading).count(), 1, "{language} explains {code} once");
        let weight = match (code.severity(), language) {
            (Severity::Error, "en") => "An error.",
            (Severity::Error, _) => "Un errore.",
            (Severity::Warning, "en") => "A warning, unless the project or `--strict` makes it an error.",
            (Severity::Warning, _) => "Un avviso, se il progetto o `--strict` non ne fanno un errore.",
        };
        made = made.replace(&heading, &format!("{heading}\n{weight}\n"));
    }
    let path = repository().join(guide);
    if std::env::var_os("ALLEGATO_RENEW").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap_or_default() == made, "{guide}: renew it with ALLEGATO_RENEW=1");
}
