//! What the program says that probably happened: cases where each hint is right, and cases close by where it must be
//! silent. How often hints are right is measured in `hints_measured.rs`.

use allegato::catalogue::{Catalogue, Language};

use crate::support::{check, shared_renderer};

/// What is said of a table, given its columns after the label and its rows: the sentences of all hints.
fn hints_of(columns: &str, rows: &[&str]) -> Vec<String> {
    let rows: Vec<String> = rows.iter().map(|row| format!("  {{ x = \"Voce\", {row} }},\n")).collect();
    let plan = format!(
        "format = 1\n[plan]\ntitle = \"T\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
         columns = [{{ key = \"x\", heading = \"Voce\" }}, {columns}]\nrow = [\n{}]\n",
        rows.concat()
    );
    let problems = check(shared_renderer(), &plan).expect_err(&plan);
    let words = Catalogue::interface(Language::English);
    let hints = problems.iter().flat_map(|problem| &problem.hints);
    hints.map(|hint| words.text(hint.key, &hint.args).replace('\u{a0}', " ")).collect()
}

const MONEY: &str = "{ key = \"a\", heading = \"A\", kind = \"money\" }";

/// Each slip where a hint is right, and close by, where it must be silent. Rows begin at line 10.
#[test]
fn hints_are_there_and_silent_where_they_should_be() {
    let items = ["a = \"231.924,17\"", "a = \"600.310,40\"", "a = \"75.022,08\""];
    let total = |amount: &str| {
        let total = format!("role = \"total\", a = \"{amount}\"");
        hints_of(MONEY, &[&items[..], &[total.as_str()]].concat())
    };
    // The sum is 907.256,65.
    assert_eq!(total("907.265,65"), ["perhaps two neighbouring digits swapped: € 907.2(56),65 written € 907.2(65),65"]);
    assert_eq!(total("905.276,65"), [""; 0], "a difference divisible by 9, but no neighbours");
    assert_eq!(total("907.257,65"), [""; 0], "one digit wrong");
    assert_eq!(total("307.256,57"), [""; 0], "the difference is no row");
    assert_eq!(total("306.946,25"), ["perhaps € 600.310,40 was left out (line 11)"]);
    assert_eq!(total("306.946,26"), [""; 0], "a row left out but for a cent");
    assert_eq!(total("982.278,73"), ["perhaps € 75.022,08 was counted twice (line 12)"]);
    assert_eq!(total("757.212,49"), ["perhaps a wrong sign in line 12: −€ 75.022,08 written € 75.022,08"]);
    assert_eq!(total("-907.256,65"), ["perhaps a wrong sign: € 907.256,65 written −€ 907.256,65"]);
    assert_eq!(
        total("90.725.665,00"),
        ["perhaps a separator at the wrong place: € 907.256,65 written € 90.725.665,00, 100 times as much"]
    );
    assert_eq!(total("9.072.566,51"), [""; 0], "ten times as much but for a cent");
    let row_ten_times =
        hints_of(MONEY, &[items[0], "a = \"6.003.104,00\"", items[2], "role = \"total\", a = \"907.256,65\""]);
    assert_eq!(
        row_ten_times,
        ["perhaps a separator at the wrong place in line 11: € 600.310,40 written € 6.003.104,00"]
    );

    // Two rows with the same amount: which of them, nobody knows.
    let twins =
        hints_of(MONEY, &["a = \"512,30\"", "a = \"512,30\"", "a = \"61,77\"", "role = \"total\", a = \"1.598,67\""]);
    assert_eq!(twins, ["perhaps one of the amounts of € 512,30 was counted twice (lines 10, 11)"]);

    // A merged amount counted in each of its rows, and a difference that is another multiple of it.
    let merged = |amount: &str| {
        let total = format!("role = \"total\", a = \"{amount}\"");
        hints_of(MONEY, &["a = \"512,30\"", "a = \"^\"", "a = \"^\"", "a = \"61,77\"", &total])
    };
    assert_eq!(
        merged("1.598,67"),
        ["perhaps the merged amount of € 512,30 was counted for each of its rows (line 10)"]
    );
    assert_eq!(merged("2.110,97"), [""; 0]);

    // Subtotals: the row is suspected where all that it is part of is off, and not where its group agrees.
    let group = |first: &str, subtotal: &str, total: &str| {
        let rows = [
            format!("a = \"{first}\""),
            "a = \"61,77\"".to_owned(),
            format!("role = \"subtotal\", a = \"{subtotal}\""),
            "a = \"1.024,12\"".to_owned(),
            "a = \"31,50\"".to_owned(),
            "role = \"subtotal\", a = \"1.055,62\"".to_owned(),
            format!("role = \"total\", a = \"{total}\""),
        ];
        hints_of(MONEY, &rows.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let row = "perhaps two neighbouring digits swapped in line 10: € 51(2,3)0 written € 51(3,2)0";
    assert_eq!(group("513,20", "574,07", "1.629,69"), [row], "told at the subtotal; the total follows from that");
    // A wrong subtotal carried into the total.
    assert_eq!(
        group("512,30", "547,07", "1.602,69"),
        ["perhaps two neighbouring digits swapped: € 5(74),07 written € 5(47),07"]
    );
    assert_eq!(
        group("512,30", "574,07", "2.203,76"),
        ["perhaps the subtotal of € 574,07 was counted as an item (line 12)"]
    );
    assert_eq!(group("512,30", "574,07", "3.259,38"), ["perhaps the subtotals were counted as items (lines 12, 15)"]);
    assert_eq!(group("512,30", "574,07", "1.117,39"), ["perhaps € 512,30 was left out (line 10)"]);
    assert_eq!(
        group("512,30", "574,07", "1.620,69"),
        [""; 0],
        "1.029,12 is no neighbour of 1.024,12 in the group that agrees"
    );

    // What is not there can't have been counted.
    let besides = hints_of(
        MONEY,
        &[
            "a = \"-\"",
            "role = \"of-which\", a = \"-\"",
            "a = \"700,50\"",
            "role = \"of-which\", a = \"182,31\"",
            "role = \"total\", a = \"882,81\"",
        ],
    );
    assert_eq!(besides, ["perhaps € 182,31 was counted, which is not counted by itself (line 13)"]);

    // Shares of a wrong total are wrong for no fault of theirs.
    let shares = hints_of(
        &format!("{MONEY}, {{ key = \"s\", heading = \"S\", kind = \"percent\", share_of = \"a\" }}"),
        &[
            "a = \"10,00\", s = \"25,00%\"",
            "a = \"30,00\", s = \"75,00%\"",
            "role = \"total\", a = \"400,00\", s = \"100,00%\"",
        ],
    );
    assert_eq!(shares, ["perhaps a separator at the wrong place: € 40,00 written € 400,00, 10 times as much"]);

    // A figure within its tolerance agrees: no supposition may put it far out.
    let tolerated = hints_of(
        "{ key = \"a\", heading = \"A\", kind = \"money\", decimals = 0, tolerance = \"1\" }",
        &["a = \"11\"", "a = \"20\"", "role = \"subtotal\", a = \"32\"", "a = \"40\"", "role = \"total\", a = \"49\""],
    );
    assert_eq!(tolerated, [""; 0]);

    // A part counted beside its whole.
    let part = hints_of(
        MONEY,
        &[
            "a = \"512,30\"",
            "role = \"of-which\", a = \"61,77\"",
            "a = \"1.024,12\"",
            "role = \"total\", a = \"1.598,19\"",
        ],
    );
    assert_eq!(part, ["perhaps € 61,77 was counted, which is not counted by itself (line 11)"]);

    // Formulas: the figure itself, or one that it follows from.
    let columns = format!(
        "{MONEY}, {{ key = \"b\", heading = \"B\", kind = \"money\" }}, \
         {{ key = \"c\", heading = \"C\", kind = \"money\", formula = \"a - b\" }}"
    );
    let formula = |row: &str| hints_of(&columns, &[row]);
    assert_eq!(
        formula("a = \"512,99\", b = \"61,78\", c = \"541,21\""),
        ["perhaps two neighbouring digits swapped: € (45)1,21 written € (54)1,21"]
    );
    assert_eq!(
        formula("a = \"512,30\", b = \"61,78\", c = \"574,08\""),
        ["perhaps a wrong sign in line 10: −€ 61,78 written € 61,78"]
    );
    assert_eq!(
        formula("a = \"512,30\", b = \"617,80\", c = \"450,52\""),
        ["perhaps a separator at the wrong place in line 10: € 61,78 written € 617,80"]
    );
    assert_eq!(formula("a = \"512,30\", b = \"61,78\", c = \"450,51\""), [""; 0]);

    // Rounding: by name, and only if the other way gives that very figure.
    let rounded = |part: &str, total: &str| {
        let columns = format!(
            "{MONEY}, {{ key = \"p\", heading = \"P\", kind = \"money\", formula = \"a * 3%\", rounding = \"half-up\" }}"
        );
        let first = format!("a = \"100,50\", p = \"{part}\"");
        let total = format!("role = \"total\", p = \"{total}\"");
        hints_of(&columns, &[&first, "a = \"200,60\", p = \"6,02\"", "a = \"300,85\", p = \"9,03\"", &total])
    };
    // 3,015, 6,018 and 9,0255: rounded 3,02, 6,02 and 9,03, together 18,07; at once 18,0585, so 18,06.
    assert_eq!(rounded("3,02", "18,06"), ["it is what the unrounded figures add up to, rounded once"]);
    assert_eq!(rounded("3,01", "18,06"), ["perhaps it was cut off instead of rounded (rounding = \"down\")"]);
    assert_eq!(rounded("2,99", "18,04"), [""; 0]);
    let shares = hints_of(
        &format!("{MONEY}, {{ key = \"s\", heading = \"S\", kind = \"percent\", share_of = \"a\" }}"),
        &["a = \"1,00\"", "a = \"1,00\"", "a = \"1,00\"", "role = \"total\", s = \"99,99\""],
    );
    assert_eq!(shares, ["it is the sum of the rounded figures"]);
}
