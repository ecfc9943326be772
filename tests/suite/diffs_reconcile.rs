//! What holds for the differences of any two editions: each amount counts once, differences of items come to those of totals,
//! the other way round all is the inverse, and no table takes long.

use std::sync::Arc;

use allegato::annex::{Amount, Annex, Content, Derivation, Term};
use allegato::catalogue::{Catalogue, Language};
use allegato::check::Surroundings;
use allegato::diff::{Comparison, Difference, Reconciliation, compare, diff};
use allegato::plan::FileProblem;
use allegato::render::{Words, difference_text};
use allegato::source::{Policy, SourceFile};
use proptest::prelude::*;

use crate::support::{check, check_beside, good_plans, read, shared_renderer};

// -- Any two editions --

/// A row of a random table.
#[derive(Debug, Clone)]
enum Line {
    Group { title: u8, level: u8 },
    Subtotal,
    Item { label: u8, cents: [Option<u32>; 2], joined: bool, role: &'static str },
}

fn line() -> impl Strategy<Value = Line> {
    let cents = || proptest::option::weighted(0.9, prop_oneof![Just(0), 1..5_u32, 0..10_000_000_u32]);
    let role = prop_oneof![6 => Just("item"), 1 => Just("memo")];
    prop_oneof![
        1 => (0..3_u8, 1..3_u8).prop_map(|(title, level)| Line::Group { title, level }),
        1 => Just(Line::Subtotal),
        6 => (0..6_u8, cents(), cents(), proptest::bool::weighted(0.2), role)
            .prop_map(|(label, one, other, joined, role)| Line::Item { label, cents: [one, other], joined, role }),
    ]
}

/// What a clerk may do to a table.
#[derive(Debug, Clone)]
enum Edit {
    Insert(usize, Line),
    Remove(usize),
    Swap(usize, usize),
    Replace(usize, Line),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = || 0..1_000_usize;
    prop_oneof![
        (at(), line()).prop_map(|(at, line)| Edit::Insert(at, line)),
        at().prop_map(Edit::Remove),
        (at(), at()).prop_map(|(one, other)| Edit::Swap(one, other)),
        (at(), line()).prop_map(|(at, line)| Edit::Replace(at, line)),
    ]
}

fn edited(lines: &[Line], edits: &[Edit]) -> Vec<Line> {
    let mut lines = lines.to_vec();
    for edit in edits {
        let length = lines.len();
        match edit {
            Edit::Insert(at, line) => lines.insert(at % (length + 1), line.clone()),
            _ if length == 0 => {}
            Edit::Remove(at) => drop(lines.remove(at % length)),
            Edit::Swap(one, other) => lines.swap(one % length, other % length),
            Edit::Replace(at, line) => lines[at % length] = line.clone(),
        }
    }
    lines
}

/// The annex with these lines, sums worked out.
fn annex(lines: &[Line]) -> Annex {
    let groups = ["Anziani", "Minori", "Minori e famiglie"];
    let mut rows = String::new();
    // Whether the row above is an item, whose amount may go on; and whether a subtotal would have anything to sum.
    let (mut goes_on, mut counts) = (true, true);
    for line in lines {
        match line {
            Line::Group { title, level } => {
                let title = groups[usize::from(*title)];
                rows += &format!("{{ role = \"heading\", level = {level}, v = \"{title}\" }},\n");
                (goes_on, counts) = (false, counts && *level > 1);
            }
            Line::Subtotal if counts => {
                rows += "{ role = \"subtotal\", v = \"Totale parziale\" },\n";
                (goes_on, counts) = (false, false);
            }
            Line::Subtotal => {}
            Line::Item { label, cents, joined, role } => {
                let is_item = *role == "item";
                rows += &item(*label, *cents, *joined && goes_on && is_item, role);
                (goes_on, counts) = (is_item, counts || is_item);
            }
        }
    }
    let text = format!(
        "format = 1\n[plan]\ntitle = \"T\"\nyear = 2009\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\ncolumns = [\n\
         {{ key = \"v\", heading = \"Voce\", header = true }},\n{{ key = \"a\", heading = \"A\", kind = \"money\" }},\n\
         {{ key = \"b\", heading = \"B\", kind = \"money\" }},\n]\nrow = [\n{{ v = \"Sempre\", a = \"1,00\", b = \"1,00\" }},\n\
         {rows}{{ role = \"total\", v = \"TOTALE\" }},\n]\n"
    );
    check(shared_renderer(), &text).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}")).remove(0)
}

/// A row with two amounts, the first of which may be that of the row above.
fn item(label: u8, cents: [Option<u32>; 2], joined: bool, role: &str) -> String {
    let labels = ["Comune di Rotonda", "Comune di Roma", "Comune di Roma Capitale", "Sport", "SPORT", "Altro"];
    let amount = |cents: Option<u32>| {
        cents.map_or_else(|| "-".to_owned(), |cents| format!("{},{:02}", cents / 100, cents % 100))
    };
    let first = if joined { "^".to_owned() } else { amount(cents[0]) };
    let label = labels[usize::from(label)];
    format!("{{ role = \"{role}\", v = \"{label}\", a = \"{first}\", b = \"{}\" }},\n", amount(cents[1]))
}

/// All that is told, a line each, in an order that does not depend on which edition is the old one. Turned round, it is told
/// as if the other one was.
fn facts(difference: &Difference, turned: bool) -> Vec<String> {
    let pair = |old: String, new: String| if turned { format!("{new} -> {old}") } else { format!("{old} -> {new}") };
    let amount = |amount: Amount| {
        let turned = if turned { Amount::ZERO.checked_sub(amount).unwrap() } else { amount };
        turned.plain(2)
    };
    let mut facts = vec![];
    for table in &difference.tables {
        let rows = |rows: &Option<Vec<usize>>, new: bool| {
            let name = |row: &usize| {
                let rows = &table.rows[*row].rows;
                format!("{:?}", if new { &rows.new } else { &rows.old })
            };
            let mut names: Vec<String> = rows.iter().flatten().map(name).collect();
            names.sort();
            format!("{names:?}")
        };
        facts.push(format!("moved {}", table.moved));
        for row in table.rows.iter().filter(|row| row.differs()) {
            let names = pair(format!("{:?}", row.rows.old), format!("{:?}", row.rows.new));
            facts.push(format!("row {names} {}", row.regrouped));
        }
        for column in &table.figures {
            for figure in &column.figures {
                let covered = pair(rows(&figure.covered.old, false), rows(&figure.covered.new, true));
                let held = pair(format!("{:?}", figure.held.old), format!("{:?}", figure.held.new));
                facts.push(format!("figure {} {covered} {held} {:?}", column.column, figure.difference.map(amount)));
            }
            for total in &column.totals {
                facts.push(format!("total {} {} {}", total.items, amount(total.of_items), amount(total.of_total)));
            }
        }
        for cell in &table.cells {
            facts.push(format!("cell {:?}", pair(format!("{:?}", cell.texts.old), format!("{:?}", cell.texts.new))));
        }
    }
    facts.sort();
    facts
}

/// The sum of all figures of a column, each once.
fn sum(annex: &Annex, column: usize) -> Amount {
    let cells = annex.tables[0].grid.cells().iter().filter(|cell| cell.columns.start == column);
    let amounts = cells.filter_map(|cell| match &cell.content {
        Content::Amount(figure) => Some(figure.amount),
        _ => None,
    });
    amounts.fold(Amount::ZERO, |sum, amount| sum.checked_add(amount).unwrap())
}

proptest! {
    #![proptest_config(crate::support::cases(300))]

    #[test]
    fn any_two_editions_reconcile(
        lines in proptest::collection::vec(line(), 0..24),
        edits in proptest::collection::vec(edit(), 0..12),
    ) {
        let (old, new) = (annex(&lines), annex(&edited(&lines, &edits)));
        let found = diff(&old, &new);
        for column in [1, 2] {
            let told = found.tables.iter().flat_map(|table| &table.figures).find(|figures| figures.column == column);
            let differences = told.iter().flat_map(|column| &column.figures).filter_map(|figure| figure.difference);
            let told_sum = differences.fold(Amount::ZERO, |sum, one| sum.checked_add(one).unwrap());
            prop_assert_eq!(told_sum, sum(&new, column).checked_sub(sum(&old, column)).unwrap(), "each amount once");
            let grown = total(&new, column).checked_sub(total(&old, column)).unwrap();
            let reconciled = || told.iter().flat_map(|column| &column.totals);
            let is_last = |total: &&Reconciliation| total.row + 1 == found.tables[0].rows.len();
            let last = reconciled().find(is_last);
            prop_assert_eq!(last.map_or(Amount::ZERO, |total| total.of_total), grown);
            for total in reconciled() {
                prop_assert!(total.agrees(), "{:?}", total);
                prop_assert!([total.gaps.old, total.gaps.new].into_iter().flatten().all(Amount::is_zero));
            }
        }
        prop_assert_eq!(facts(&diff(&new, &old), false), facts(&found, true));
        for same in [&old, &new] {
            prop_assert!(diff(same, same).is_empty(), "{:?}", diff(same, same));
        }
    }
}

/// The total of a column, in the last row.
fn total(annex: &Annex, column: usize) -> Amount {
    let grid = &annex.tables[0].grid;
    match &grid.cell(grid.rows().len() - 1, column).content {
        Content::Amount(figure) => figure.amount,
        _ => Amount::ZERO,
    }
}

/// An annex that does not know what its figures follow from, as one that was made for its pages alone.
fn without_derivations(total: &str) -> Annex {
    let text = format!(
        "format = 1\n[plan]\ntitle = \"T\"\nyear = 2009\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\ncolumns = [\n\
         {{ key = \"v\", heading = \"Voce\", header = true }},\n{{ key = \"a\", heading = \"A\", kind = \"money\" }},\n]\n\
         row = [\n{{ v = \"Uno\", a = \"{total}\" }},\n{{ role = \"memo\", v = \"Tetto\", a = \"9,00\" }},\n\
         {{ role = \"total\", v = \"TOTALE\", a = \"{total}\" }},\n]\n"
    );
    let policy = Policy::default();
    let surroundings = Surroundings::new(&policy, &|_| true, &|_| true);
    let file = SourceFile::new("plan.toml", text);
    allegato::check_plan(&file, &|_| Err(FileProblem::Missing), &surroundings).unwrap().annexes.remove(0)
}

#[test]
fn the_only_total_of_a_table_counts_its_items_where_nothing_says_so() {
    let found = diff(&without_derivations("1,00"), &without_derivations("3,50"));
    let [total] = found.tables[0].figures[0].totals.as_slice() else { panic!("{found:?}") };
    assert_eq!((total.items, total.of_items.plain(2), total.agrees()), (1, "2.50".to_owned(), true));
}

/// However a total names what it counts, and in whatever order, it counts each cell once, before as after.
#[test]
fn a_cell_that_a_total_names_twice_counts_once() {
    let text = |amounts: [&str; 3]| {
        let [one, two, three] = amounts;
        format!(
            "format = 1\n[plan]\ntitle = \"T\"\nyear = 2009\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\ncolumns = [\n\
             {{ key = \"v\", heading = \"Voce\", header = true }},\n{{ key = \"a\", heading = \"A\", kind = \"money\" }},\n]\n\
             row = [\n{{ v = \"Uno\", a = \"{one}\" }},\n{{ v = \"Due\", a = \"{two}\" }},\n{{ v = \"Tre\", a = \"{three}\" }},\n\
             {{ role = \"total\", v = \"TOTALE\" }},\n]\n"
        )
    };
    let annex = |amounts| check(shared_renderer(), &text(amounts)).unwrap().remove(0);
    let named_twice = |annex: &Annex| {
        crate::archived_figures::with_cells(annex, 0, |cells| {
            let derivation = cells.iter_mut().find_map(|cell| cell.derivation.as_mut()).unwrap();
            let Term::Sum(blocks) = &derivation.term else { panic!("{derivation:?}") };
            let twice = [blocks.as_slice(), blocks.as_slice()].concat();
            *derivation = Arc::new(Derivation { term: Term::Sum(twice), ..Derivation::clone(derivation) });
        })
    };
    let (old, new) = (annex(["1,00", "2,00", "3,00"]), annex(["1,00", "2,50", "7,00"]));
    let expected = diff(&old, &new);
    assert!(expected.tables[0].figures[0].totals[0].agrees(), "{expected:?}");
    for (before, after) in
        [(&named_twice(&old), &new), (&old, &named_twice(&new)), (&named_twice(&old), &named_twice(&new))]
    {
        assert_eq!(diff(before, after).tables[0].figures[0].totals, expected.tables[0].figures[0].totals);
    }
}

#[test]
fn no_plan_differs_from_itself() {
    for plan in good_plans() {
        let file = SourceFile::new("plan.toml", read(&plan));
        let checked = check_beside(shared_renderer(), &file, plan.parent().unwrap()).unwrap();
        let annexes: Vec<&Annex> = checked.annexes.iter().collect();
        assert!(compare(&annexes, &annexes).is_empty(), "{}", plan.display());
    }
}

// -- Hostile tables --

/// A table of thousands of rows, by what stands in each.
fn large(row: impl Fn(usize) -> String) -> Annex {
    let rows: String = (0..8_000).map(|index| format!("{{ {} }},\n", row(index))).collect();
    let text = format!(
        "format = 1\n[plan]\ntitle = \"T\"\nyear = 2009\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\ncolumns = [\n\
         {{ key = \"v\", heading = \"Voce\", header = true }},\n{{ key = \"a\", heading = \"A\", kind = \"money\" }},\n]\n\
         row = [\n{rows}{{ role = \"total\", v = \"TOTALE\" }},\n]\n"
    );
    check(shared_renderer(), &text).unwrap_or_else(|problems| panic!("{:#?}", &problems[..1])).remove(0)
}

#[test]
fn hostile_tables_are_compared_in_time() {
    let all_alike = |shift: usize| large(move |index| format!("v = \"Voce\", a = \"{}\"", (index * 7 + shift) % 5_000));
    let shuffled = |by: usize| large(move |index| format!("v = \"Voce {}\", a = \"{index}\"", index * by % 8_009));
    let strangers = |name: &'static str| {
        large(move |index| format!("v = \"{} {index}\", a = \"{}\"", name.repeat(12), index + name.len()))
    };
    let grouped = |shift: usize| {
        large(move |index| match index % 2 {
            0 => format!("role = \"heading\", v = \"Gruppo {}\"", index / 2 + shift),
            _ => format!("v = \"Voce\", a = \"{index}\""),
        })
    };
    let joined = |every: usize| {
        large(move |index| format!("v = \"Voce {index}\", a = \"{}\"", if index % every == 0 { "5" } else { "^" }))
    };
    for (name, old, new) in [
        ("all alike", all_alike(0), all_alike(3)),
        ("shuffled", shuffled(1), shuffled(2_503)),
        ("strangers", strangers("uno"), strangers("quattro")),
        ("grouped", grouped(0), grouped(1)),
        ("one amount or many", joined(8_000), joined(3)),
    ] {
        let start = std::time::Instant::now();
        let found = diff(&old, &new);
        let comparison = Comparison { annexes: vec![found.clone()], alone: vec![] };
        let told = difference_text(&comparison, Words::new(Catalogue::of_documents(Language::Italian)), 80);
        let took = start.elapsed();
        assert!(took.as_secs() < 20, "{name}: {took:?}");
        assert!(told.lines().all(|line| line.len() < 1_000), "{name}");
        assert!(found.tables[0].figures.iter().flat_map(|column| &column.totals).all(|total| total.agrees()), "{name}");
    }
}
