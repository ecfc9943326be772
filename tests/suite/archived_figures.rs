//! The figures of archived PDFs, compared with the annexes that they are drawn from: all the same where nothing was changed,
//! and each one found and named where it was.

use std::path::Path;
use std::sync::LazyLock;

use allegato::annex::{Annex, Cell, Content, Grid, Scope, Table};
use allegato::archive::pdf::figures::{Discrepancy, Kind, compare};
use allegato::render::{Format, Settings, Standard, Standards};
use allegato::source::SourceFile;
use proptest::prelude::*;

use crate::support::{cases, check_beside, good_plans, no_sources, read, renderer_of, shared_renderer};

/// An annex and its PDF, by a name.
struct Archived {
    name: String,
    annex: Annex,
    pdf: Vec<u8>,
}

/// The annexes of every plan that has to come out right.
static ARCHIVED: LazyLock<Vec<Archived>> =
    LazyLock::new(|| good_plans().iter().flat_map(|path| archived(path)).collect());

fn archived(path: &Path) -> Vec<Archived> {
    let file = SourceFile::new("plans/plan.toml", read(path));
    let checked = check_beside(shared_renderer(), &file, path.parent().unwrap());
    let archived = |annex: Annex| {
        let pdf = shared_renderer().render(&annex, Format::Pdf, &no_sources()).unwrap();
        Archived { name: format!("{}, {}", path.display(), annex.label), annex, pdf }
    };
    checked.unwrap().annexes.into_iter().map(archived).collect()
}

#[test]
fn an_annex_agrees_with_its_own_pdf() {
    let mut figures = 0;
    for Archived { name, annex, pdf } in ARCHIVED.iter() {
        assert_eq!(compare(annex, pdf).unwrap(), [], "{name}");
        figures += annex.tables.iter().flat_map(|table| table.grid.figures()).count();
    }
    assert!(figures > 1_000, "{figures} figures");
}

#[test]
fn it_does_in_any_standard() {
    use Standard::{A1a, A2u, A3a, A4, Pdf17};
    let Archived { annex, .. } = ARCHIVED.iter().find(|archived| archived.name.contains("merged")).unwrap();
    for standard in [Pdf17, A1a, A2u, A3a, A4] {
        let standards = Standards::new(&[standard]).unwrap_or_else(|_| panic!("{standard:?}"));
        let renderer = renderer_of(Settings { standards, ..Settings::default() });
        let pdf = renderer.render(annex, Format::Pdf, &no_sources()).unwrap();
        assert_eq!(compare(annex, &pdf).unwrap(), [], "{standard:?}");
    }
}

proptest! {
    #![proptest_config(cases(300))]

    /// One figure of the annex is another one: it alone is told, at its place, with what stands there.
    #[test]
    fn a_figure_that_was_changed_is_named(which in any::<prop::sample::Index>(), other in any::<prop::sample::Index>()) {
        let places: Vec<(usize, usize, usize)> = ARCHIVED.iter().enumerate().flat_map(|(number, archived)| {
            let tables = archived.annex.tables.iter().enumerate();
            tables.flat_map(move |(table, of)| figures(&of.grid).into_iter().map(move |cell| (number, table, cell)))
        }).collect();
        let (number, table, cell) = places[which.index(places.len())];
        let Archived { name, annex, pdf } = &ARCHIVED[number];
        let figure = printed(&annex.tables[table].grid.cells()[cell]).to_owned();
        let changed = with_another_digit(&figure, other);
        let annex = with_figure(annex, table, cell, &changed);
        let found = compare(&annex, pdf).unwrap();
        prop_assert_eq!(found.len(), 1, "{}: {:?}", name, found);
        let Discrepancy { kind, table: told, row, column, annex: says, pdf: stands } = &found[0];
        prop_assert_eq!((*kind, *told), (Kind::Figure, table + 1));
        prop_assert_eq!(says.as_deref(), Some(changed.as_str()));
        let blanks_made_one = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(blanks_made_one(stands.as_deref().unwrap()).starts_with(&blanks_made_one(&figure)), "{:?}", stands);
        let cell = &annex.tables[table].grid.cells()[cell];
        let labels: Vec<_> = annex.tables[table].grid.headers(cell).into_iter().map(|header| (header.heads, words(header))).collect();
        let row_label = labels.iter().find(|(heads, _)| *heads == Some(Scope::Row));
        prop_assert!(row_label.is_none_or(|(_, words)| words == row), "{:?}: {}", labels, row);
        let headings = annex.tables[table].grid.heading_rows() > 0;
        prop_assert!(!headings || labels.iter().any(|(_, words)| !words.is_empty() && column.contains(words.as_str())));
    }
}

/// The cells of a grid that have a figure.
fn figures(grid: &Grid) -> Vec<usize> {
    let is_figure = |(_, cell): &(usize, &Cell)| matches!(cell.content, Content::Amount(_));
    grid.cells().iter().enumerate().filter(is_figure).map(|(index, _)| index).collect()
}

fn printed(cell: &Cell) -> &str {
    let Content::Amount(figure) = &cell.content else { panic!("a figure") };
    &figure.printed
}

fn words(cell: &Cell) -> String {
    let Content::Text(text) = &cell.content else { return String::new() };
    text.to_line(&|_| String::new())
}

/// One of its digits, a higher one.
fn with_another_digit(figure: &str, which: prop::sample::Index) -> String {
    let digits: Vec<usize> = figure.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let at = digits[which.index(digits.len())];
    let digit = (figure.as_bytes()[at] - b'0' + 1) % 10;
    format!("{}{digit}{}", &figure[..at], &figure[at + 1..])
}

fn with_figure(annex: &Annex, table: usize, cell: usize, printed: &str) -> Annex {
    let change = |cells: &mut Vec<Cell>| {
        if let Content::Amount(figure) = &mut cells[cell].content {
            printed.clone_into(&mut figure.printed);
        }
    };
    with_cells(annex, table, change)
}

/// An annex one of whose tables has other cells.
fn with_cells(annex: &Annex, table: usize, change: impl FnOnce(&mut Vec<Cell>)) -> Annex {
    let mut annex = annex.clone();
    let Table { grid, .. } = &mut annex.tables[table];
    let mut cells = grid.cells().to_vec();
    change(&mut cells);
    let place = |row, column| {
        cells.iter().position(|cell| cell.rows.contains(&row) && cell.columns.contains(&column)).unwrap()
    };
    let rows = 0..grid.rows().len();
    let slots = rows.flat_map(|row| (0..grid.width()).map(move |column| (row, column)));
    let slots = slots.map(|(row, column)| place(row, column)).collect();
    *grid = Grid::new(grid.width(), grid.rows().to_vec(), cells, slots).unwrap();
    annex
}
