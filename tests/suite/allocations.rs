//! What an annex distributes and how that is divided: said where it is sure, in parts that add up to it.

use allegato::annex::{Amount, Annex, AnnexAmount, Exact};
use allegato::source::SourceFile;
use proptest::prelude::*;

use crate::support::{cases, check, check_beside, good_plans, read, repository, shared_renderer};

/// Annexes whose keys and tables these are.
fn annexes(annex: &str) -> Result<Vec<Annex>, Vec<String>> {
    let text = format!("format = 1\n[plan]\ntitle = \"Prova\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n{annex}");
    let codes = |problems: Vec<allegato::source::Diagnostic>| {
        problems.iter().map(|problem| problem.code.name().to_owned()).collect::<Vec<_>>()
    };
    check(shared_renderer(), &text).map_err(codes)
}

fn amount(annex: &str) -> Option<AnnexAmount> {
    annexes(annex).unwrap_or_else(|problems| panic!("{problems:?}: {annex}")).remove(0).amount
}

/// A table of labels, and columns of amounts by their keys and what else is said of them.
fn table(id: &str, columns: &[(&str, &str)], rows: &str) -> String {
    let columns: String = columns
        .iter()
        .map(|(key, rest)| format!("{{ key = \"{key}\", heading = \"{key}\", kind = \"money\"{rest} }},\n"))
        .collect();
    format!(
        "[[annex.table]]\nid = \"{id}\"\ncolumns = [{{ key = \"v\", heading = \"Voce\" }},\n{columns}]\nrow = [{rows}]\n"
    )
}

const ONE: &[(&str, &str)] = &[("m", "")];
const TWO_ROWS: &str = "{ v = \"Uno\", m = \"1,00\" }, { v = \"Due\", m = \"2,00\" }";

/// Label and print of each part.
fn parts(amount: &AnnexAmount) -> Vec<(&str, String)> {
    let parts = &amount.allocation.as_ref().expect("it is divided").parts;
    parts.iter().map(|part| (part.label.as_str(), part.figure.printed.replace('\u{A0}', " "))).collect()
}

// -- The amount --

#[test]
fn an_amount_is_said_where_it_is_sure() {
    let total = |cells: &str| format!("{TWO_ROWS}, {{ role = \"total\", {cells} }}");
    let across = "{ v = \"Uno\", a = \"1,00\", b = \"2,00\" }, { role = \"total\" }";
    let three = "{ v = \"Uno\", a = \"1,00\", b = \"2,00\", d = \"5,00\" }, { role = \"total\" }";
    let sum = ("c", ", formula = \"a + b\"");
    let cases: &[(&str, String, Option<&str>)] = &[
        ("a total", table("t", ONE, &total("v = \"Totale\"")), Some("€ 3,00")),
        ("one that is first", table("t", ONE, &format!("{{ role = \"total\" }}, {TWO_ROWS}")), Some("€ 3,00")),
        ("none", table("t", ONE, TWO_ROWS), None),
        ("no amounts", table("t", &[], "{ v = \"Uno\" }, { role = \"total\" }"), None),
        ("two columns", table("t", &[("a", ""), ("b", "")], across), None),
        ("a sum across", table("t", &[("a", ""), ("b", ""), sum], across), Some("€ 3,00")),
        ("the sum first", table("t", &[sum, ("a", ""), ("b", "")], across), Some("€ 3,00")),
        ("a sum of some", table("t", &[("a", ""), ("b", ""), sum, ("d", "")], three), None),
        (
            "a sum of sums",
            table("t", &[("a", ""), ("b", ""), sum, ("d", ""), ("e", ", formula = \"c + d\"")], three),
            Some("€ 8,00"),
        ),
        ("a difference", table("t", &[("a", ""), ("b", ""), ("c", ", formula = \"b - a\"")], across), None),
        (
            "a column without totals",
            table(
                "t",
                &[("a", ""), ("b", ", total = \"none\"")],
                &across.replace("role = \"total\"", "role = \"total\", v = \"T\", b = \"-\""),
            ),
            Some("€ 1,00"),
        ),
        ("an average", table("t", &[("m", ", total = \"average\"")], &total("v = \"Media\"")), None),
        (
            "totals of halves",
            table(
                "t",
                ONE,
                &format!(
                    "{TWO_ROWS}, {{ role = \"total\", over = \"above\", v = \"T\" }}, {{ v = \"Tre\", m = \"1,00\" }}"
                ),
            ),
            None,
        ),
        (
            "a total that gathers",
            table(
                "t",
                ONE,
                &format!(
                    "{{ v = \"Tre\", m = \"1,00\" }}, {{ role = \"total\", id = \"x\", over = \"above\", v = \"T\" }}, {TWO_ROWS}, {{ role = \"total\", id = \"y\", v = \"TT\" }}"
                ),
            ),
            Some("€ 4,00"),
        ),
        ("the sign is in the heading", table("t", &[("m", ", display = \"#\"")], &total("v = \"T\"")), Some("€ 3,00")),
        (
            "thousands",
            table("t", &[("m", ", unit = \"thousand\", display = \"#\", decimals = 2")], &total("v = \"T\"")),
            Some("3,00 migliaia di euro"),
        ),
        ("lire", table("t", &[("m", ", currency = \"ITL\", decimals = 2")], &total("v = \"T\"")), Some("Lire 3,00")),
    ];
    for (name, annex, expected) in cases {
        let printed = amount(annex).map(|amount| amount.printed.replace('\u{A0}', " "));
        assert_eq!(printed.as_deref(), *expected, "{name}");
    }
}

/// A second table with a total may divide a part of the first, or be as much again.
#[test]
fn of_two_totals_none_is_guessed_unless_the_later_divides_a_part() {
    let first = table("t", ONE, &format!("{TWO_ROWS}, {{ role = \"total\" }}"));
    let later = |amount: &str| table("u", ONE, &format!("{{ v = \"X\", m = \"{amount}\" }}, {{ role = \"total\" }}"));
    let words =
        "[[annex.table]]\ncolumns = [{ key = \"a\", heading = \"A\" }]\nrow = [{ a = \"x\" }, { role = \"total\" }]\n";
    for (later, expected) in
        [(later("2,00"), true), (later("3,00"), true), (later("7,00"), false), (words.to_owned(), true)]
    {
        assert_eq!(amount(&format!("{first}{later}")).is_some(), expected, "{later}");
        assert_eq!(amount(&format!("amount = \"t.total.m\"\n{first}{later}")).unwrap().printed, "€\u{A0}3,00");
    }
}

#[test]
fn an_amount_is_the_one_that_is_named() {
    let t = table(
        "t",
        ONE,
        &format!("{}, {{ role = \"total\" }}", TWO_ROWS.replace("v = \"Due\"", "id = \"due\", v = \"Due\"")),
    );
    let named = amount(&format!("amount = \"t.due.m\"\n{t}")).unwrap();
    assert_eq!((named.printed.as_str(), named.counts, named.allocation), ("€\u{A0}2,00", true, None));
    let counted = amount(&format!("counts = false\n{t}")).unwrap();
    assert!(!counted.counts && counted.allocation.is_some());
    // One of another annex is not divided here.
    let other = format!("{t}[[annex]]\nlabel = \"B\"\namount = \"t.total.m\"\n{}", table("u", ONE, TWO_ROWS));
    let other = annexes(&other).unwrap().remove(1).amount.unwrap();
    assert_eq!((other.printed.as_str(), other.allocation), ("€\u{A0}3,00", None));
}

#[test]
fn a_name_that_is_no_amount_is_refused() {
    let rows = "{ v = \"Uno\", m = \"1,00\", p = \"5\" }, { id = \"due\", v = \"Due\", m = \"-\", p = \"-\" }, { role = \"total\", v = \"T\" }";
    let t = table("t", &[("m", ""), ("p", "")], rows)
        .replace("heading = \"p\", kind = \"money\"", "heading = \"p\", kind = \"percent\"");
    for (name, code) in [
        ("t.totale.m", "unknown-name"),
        ("t.total", "unknown-name"),
        ("s.t.total.m", "unknown-name"),
        ("t.total.p", "key-not-for-kind"),
        ("t.total.v", "key-not-for-kind"),
        ("t.due.m", "no-figure-to-say"),
    ] {
        assert_eq!(annexes(&format!("amount = \"{name}\"\n{t}")).unwrap_err(), [code], "{name}");
    }
    assert_eq!(annexes(&format!("counts = \"no\"\n{t}")).unwrap_err(), ["wrong-type"]);
}

#[test]
fn figures_in_thousands_are_worth_thousands() {
    let t = |unit: &str| {
        table(
            "t",
            &[("m", &format!(", unit = \"{unit}\", decimals = 2"))],
            &format!("{TWO_ROWS}, {{ role = \"total\" }}"),
        )
    };
    for (unit, worth) in [("one", 3), ("thousand", 3_000), ("million", 3_000_000)] {
        let amount = amount(&t(unit)).unwrap();
        assert_eq!(amount.worth(), Exact::ratio(worth, 1));
        assert_eq!(amount.currency.code, "EUR");
    }
}

// -- Its parts --

#[test]
fn parts_are_the_outermost_groups_or_the_items() {
    let group = |title: &str, rows: &str, sum: &str| {
        format!("{{ role = \"heading\", v = \"{title}\" }}, {rows}, {{ role = \"subtotal\", v = \"{sum}\" }}, ")
    };
    let total = "{ role = \"total\" }";
    let groups = format!(
        "{}{}{total}",
        group("Comuni", TWO_ROWS, "Totale comuni"),
        group("Province", "{ v = \"Tre\", m = \"4,00\" }", "Somma")
    );
    let titled = amount(&table("t", ONE, &groups)).unwrap();
    assert_eq!(parts(&titled), [("Comuni", "€ 3,00".to_owned()), ("Province", "€ 4,00".to_owned())]);
    // Without titles, the labels of the sums.
    let untitled = groups
        .replace("{ role = \"heading\", v = \"Comuni\" }, ", "")
        .replace("{ role = \"heading\", v = \"Province\" }, ", "");
    let untitled = amount(&table("t", ONE, &untitled)).unwrap();
    assert_eq!(parts(&untitled), [("Totale comuni", "€ 3,00".to_owned()), ("Somma", "€ 4,00".to_owned())]);
    // One item beside the groups: it is made of items.
    let beside = amount(&table("t", ONE, &format!("{{ v = \"Solo\", m = \"9,00\" }}, {groups}"))).unwrap();
    assert_eq!(parts(&beside).iter().map(|(label, _)| *label).collect::<Vec<_>>(), ["Solo", "Uno", "Due", "Tre"]);
    // One sum of all right above the total says nothing.
    let once =
        amount(&table("t", ONE, &format!("{TWO_ROWS}, {{ role = \"subtotal\", v = \"Somma\" }}, {total}"))).unwrap();
    assert_eq!(parts(&once).iter().map(|(label, _)| *label).collect::<Vec<_>>(), ["Uno", "Due"]);
    // Groups in groups: the outer ones, also where they are headed by their sums.
    let nested = "{ role = \"subtotal\", over = \"below\", v = \"Nord\" }, { role = \"subtotal\", level = 2, over = \"below\", v = \"Alto\" }, \
        { v = \"Uno\", m = \"1,00\" }, { role = \"subtotal\", level = 2, over = \"below\", v = \"Basso\" }, { v = \"Due\", m = \"2,00\" }, \
        { role = \"subtotal\", over = \"below\", v = \"Sud\" }, { v = \"Tre\", m = \"-3,00\" }, ";
    let nested = amount(&table("t", ONE, &format!("{nested}{total}"))).unwrap();
    assert_eq!(parts(&nested), [("Nord", "€ 3,00".to_owned()), ("Sud", "−€ 3,00".to_owned())]);
    // A group that is named itself.
    let named = format!(
        "amount = \"t.c.m\"\n{}",
        table("t", ONE, &groups.replace("v = \"Totale comuni\"", "id = \"c\", v = \"Totale comuni\""))
    );
    assert_eq!(parts(&amount(&named).unwrap()).iter().map(|(label, _)| *label).collect::<Vec<_>>(), ["Uno", "Due"]);
}

#[test]
fn what_is_not_counted_is_no_part() {
    let rows = format!(
        "{TWO_ROWS}, {{ role = \"of-which\", v = \"di cui\", m = \"0,50\" }}, {{ v = \"Niente\", m = \"-\" }}, {{ role = \"total\" }}, \
         {{ role = \"memo\", id = \"tetto\", v = \"Tetto\", m = \"9,00\" }}, {{ role = \"derived\", v = \"Margine\", formula = \"tetto - total\" }}"
    );
    let amount = amount(&table("t", ONE, &rows)).unwrap();
    assert_eq!(parts(&amount).iter().map(|(label, _)| *label).collect::<Vec<_>>(), ["Uno", "Due"]);
}

#[test]
fn labels_are_words_of_one_line() {
    let label = |columns: &str, rows: &str| {
        let annex = format!(
            "footnotes = {{ n = \"Nota.\" }}\nafter = \"[^n]\"\n[[annex.table]]\ncolumns = [{columns}, {{ key = \"m\", heading = \"M\", kind = \"money\" }}]\n\
             row = [{rows}, {{ role = \"total\", a = \"T\", b = \"<\" }}]\n"
        );
        let amount = amount(&annex).unwrap();
        amount.allocation.map(|allocation| allocation.parts.into_iter().map(|part| part.label).collect::<Vec<_>>())
    };
    let plain = "{ key = \"a\", heading = \"A\" }, { key = \"b\", heading = \"B\" }";
    let both = "{ key = \"a\", heading = \"A\", header = true }, { key = \"b\", heading = \"B\", header = true }";
    for (columns, rows, expected) in [
        (plain, "{ a = \"**Comune** di\\n\\nMelfi[^n]\", b = \"x\", m = \"1,00\" }", Some("Comune di Melfi")),
        (plain, "{ a = \"1\", b = \"Melfi\", m = \"1,00\" }", Some("1, Melfi")),
        (plain, "{ a = \"\", b = \"Melfi\", m = \"1,00\" }", Some("Melfi")),
        (plain, "{ a = \"\", b = \"\", m = \"1,00\" }", None),
        (both, "{ a = \"Uno\", b = \"Alfa\", m = \"1,00\" }", Some("Uno, Alfa")),
        (both, "{ a = \"Uno\", b = \"<\", m = \"1,00\" }", Some("Uno")),
        (
            plain,
            "{ a = \"Uno\", b = \"x\", m = \"1,00\" }, { a = \"Due\", b = \"y\", m = \"^\" }",
            Some("Uno e la riga seguente"),
        ),
        (
            plain,
            "{ a = \"Uno\", b = \"x\", m = \"1,00\" }, { a = \"Due\", b = \"y\", m = \"^\" }, { a = \"Tre\", b = \"z\", m = \"^\" }",
            Some("Uno e le 2 righe seguenti"),
        ),
        (plain, "{ a = \"Uno\", b = \"x\", m = \"1,00\" }, { a = \"^\", b = \"y\", m = \"^\" }", Some("Uno")),
        // One label of two amounts.
        (
            plain,
            "{ a = \"Uno\", b = \"x\", m = \"1,00\" }, { a = \"^\", b = \"- y\\n- z\", m = \"2,00\" }",
            Some("Uno, x | Uno, y…"),
        ),
    ] {
        assert_eq!(label(columns, rows).map(|labels| labels.join(" | ")).as_deref(), expected, "{rows}");
    }
}

#[test]
fn what_was_published_wrong_is_divided_as_it_stands() {
    let rows = format!("{TWO_ROWS}, {{ role = \"total\", m = {{ amount = \"5,00\", as_published = \"così\" }} }}");
    let amount = amount(&table("t", ONE, &rows)).unwrap();
    assert_eq!(amount.printed, "€\u{A0}5,00");
    assert_eq!(amount.allocation.unwrap().sum.printed, "€\u{A0}3,00");
    // Groups that do not add up, of items that do.
    let rows = format!(
        "{TWO_ROWS}, {{ role = \"subtotal\", v = \"A\", m = {{ amount = \"4,00\", as_published = \"così\" }} }}, \
         {{ v = \"Tre\", m = \"1,00\" }}, {{ role = \"subtotal\", v = \"B\" }}, {{ role = \"total\", m = \"4,00\" }}"
    );
    let amount = self::amount(&table("t", ONE, &rows)).unwrap();
    assert_eq!(parts(&amount).len(), 3);
    assert!(add_up(&amount));
}

/// The parts of an amount are all there is of it.
fn add_up(amount: &AnnexAmount) -> bool {
    let allocation = amount.allocation.as_ref().unwrap();
    let sum = allocation.parts.iter().fold(Exact::zero(), |sum, part| sum.plus(&amount.worth_of(&part.figure)));
    assert_eq!(sum, amount.worth_of(&allocation.sum));
    sum == amount.worth()
}

#[test]
fn parts_add_up_in_every_annex_but_where_it_is_wrong_as_published() {
    let (mut divided, mut wrong) = (0, vec![]);
    for plan in good_plans() {
        let file = SourceFile::new("plan.toml", read(&plan));
        let checked = check_beside(shared_renderer(), &file, plan.parent().unwrap()).unwrap();
        for amount in checked.annexes.iter().filter_map(|annex| annex.amount.as_ref()) {
            divided += usize::from(amount.allocation.is_some());
            if amount.allocation.is_some() && !add_up(amount) {
                wrong.push(plan.strip_prefix(repository()).unwrap().display().to_string());
            }
        }
    }
    assert!(divided >= 10, "{divided}");
    wrong.sort();
    assert_eq!(wrong, ["plans/2017/fsn.toml", "plans/2023/chrs.toml", "plans/2023/fsn.toml"]);
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn parts_add_up_to_the_amount(
        groups in prop::collection::vec((0..4_u8, prop::collection::vec((0..5_u8, -1_000_000_i64..100_000_000), 1..5)), 1..6),
        unit in 0..3_u8,
    ) {
        let mut rows = String::new();
        let mut sum = 0_i128;
        for (index, (kind, items)) in groups.iter().enumerate() {
            let level = if kind % 2 == 0 { "" } else { "level = 2, " };
            if *kind < 2 {
                rows.push_str(&format!("{{ role = \"heading\", {level}v = \"G{index}\" }},\n"));
            }
            for (place, (kind, cents)) in items.iter().enumerate() {
                let merged = *kind == 0 && place > 0 && items[place - 1].0 != 4;
                let cell = match kind {
                    _ if merged => "^".to_owned(),
                    4 => "-".to_owned(),
                    _ => {
                        sum += i128::from(*cents);
                        format!("{}{},{:02}", if *cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100)
                    }
                };
                rows.push_str(&format!("{{ v = \"V{index}.{place}\", m = \"{cell}\" }},\n"));
            }
            if *kind != 3 {
                rows.push_str(&format!("{{ role = \"subtotal\", {level}v = \"S{index}\" }},\n"));
            }
        }
        let unit = ["one", "thousand", "million"][usize::from(unit)];
        let text = table("t", &[("m", &format!(", decimals = 2, unit = \"{unit}\""))], &format!("{rows}{{ role = \"total\" }}"));
        let amount = amount(&text).unwrap();
        prop_assert_eq!(amount.figure.amount, Amount::from_units(sum, 2).unwrap());
        prop_assert!(add_up(&amount), "{}", text);
    }
}
