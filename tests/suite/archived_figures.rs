//! The figures of archived PDFs, compared with the annexes that they are drawn from: all the same where nothing was changed,
//! and each one found and named where it was.

use std::path::Path;
use std::sync::LazyLock;

use allegato::annex::{Annex, Cell, Content, Grid, Scope, Table, Text};
use allegato::archive::pdf::figures::{Discrepancy, Kind, compare};
use allegato::archive::pdf::{Unreadable, Why};
use allegato::render::{Format, Settings, Standard, Standards};
use allegato::source::SourceFile;
use proptest::prelude::*;

use crate::support::{cases, check_beside, good_plans, no_sources, read, renderer_of, shared_renderer};
use crate::updates::{Update, catalog, deflated, document, entry, number, page};

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

/// The first annex that has what is asked for.
fn find(is_it: impl Fn(&Annex) -> bool) -> &'static Archived {
    ARCHIVED.iter().find(|archived| is_it(&archived.annex)).unwrap()
}

#[test]
fn what_is_missing_or_too_much_is_told() {
    let Archived { annex, pdf, .. } = find(|annex| annex.tables.len() > 1);
    let mut fewer = annex.clone();
    let last = fewer.tables.pop().unwrap();
    let figures_of = |found: &[Discrepancy], alone: fn(&Discrepancy) -> bool| {
        found.iter().filter(|found| found.kind == Kind::Figure && alone(found)).count()
    };
    let more = compare(&fewer, pdf).unwrap();
    assert!(more.iter().all(|found| found.table == annex.tables.len() && found.annex.is_none()), "{more:?}");
    assert!(figures_of(&more, |found| found.pdf.is_some()) >= last.grid.figures().count());
    let mut further = annex.clone();
    further.tables.push(last.clone());
    let less = compare(&further, pdf).unwrap();
    assert!(less.iter().all(|found| found.table == further.tables.len() && found.pdf.is_none()), "{less:?}");
    assert_eq!(figures_of(&less, |found| found.annex.is_some()), last.grid.figures().count());
}

#[test]
fn words_beside_figures_are_told_apart() {
    let Archived { annex, pdf, .. } = find(|annex| annex.label == "A" && figures(&annex.tables[0].grid).len() > 5);
    let label = annex.tables[0].grid.cells().iter().position(|cell| cell.heads == Some(Scope::Row)).unwrap();
    let relabelled = |cells: &mut Vec<Cell>| cells[label].content = Content::Text(Text::plain("Altrove"));
    let found = compare(&with_cells(annex, 0, relabelled), pdf).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].annex.as_deref()), (Kind::Words, Some("Altrove")));
    // Two figures that changed places are both where they should not be.
    let [first, second] = figures(&annex.tables[0].grid)[..2] else { panic!("two figures") };
    let swapped = |cells: &mut Vec<Cell>| {
        let content = cells[first].content.clone();
        cells[first].content = cells[second].content.clone();
        cells[second].content = content;
    };
    let found = compare(&with_cells(annex, 0, swapped), pdf).unwrap();
    assert!(!found.is_empty() && found.iter().all(|found| found.kind == Kind::Figure), "{found:?}");
}

/// Without tags the order of what is drawn has to do.
#[test]
fn a_pdf_without_tags_is_read_as_it_is_drawn() {
    let untagged = |pdf: &[u8]| {
        let at = pdf.windows(15).position(|window| window == b"/StructTreeRoot").unwrap();
        [&pdf[..at], b"/XtructTreeRoot", &pdf[at + 15..]].concat()
    };
    for Archived { name, annex, pdf } in ARCHIVED.iter() {
        assert_eq!(compare(annex, &untagged(pdf)).unwrap(), [], "{name}");
        let grid = &annex.tables[0].grid;
        if let [.., cell] = figures(grid)[..] {
            let found = compare(&with_figure(annex, 0, cell, "987.654.321,00"), &untagged(pdf)).unwrap();
            assert!(found.iter().any(|found| found.annex.as_deref() == Some("987.654.321,00")), "{name}: {found:?}");
        }
    }
}

/// Object streams and cross-reference streams, as other programs write them.
#[test]
fn packed_objects_are_read() {
    let Archived { annex, pdf, .. } = &ARCHIVED[0];
    let mut packed = vec![];
    lopdf::Document::load_mem(pdf).unwrap().save_modern(&mut packed).unwrap();
    assert!(packed.windows(7).any(|window| window == b"/ObjStm"));
    assert_eq!(compare(annex, &packed).unwrap(), []);
}

/// What counts is the document as it is now: what an update replaces is not read any more.
#[test]
fn updates_are_read() {
    let Archived { annex, pdf, .. } = find(|annex| annex.tables.len() == 1);
    let ((root, catalog), (_, of_page)) = (catalog(pdf), page(pdf));
    assert_eq!(compare(annex, &Update::new().with(root, catalog).append(pdf)).unwrap(), []);
    let blank = Update::new().with(number(&entry(&of_page, "Contents")), deflated("", b"q Q")).append(pdf);
    let found = compare(annex, &blank).unwrap();
    let figures = found.iter().filter(|found| found.kind == Kind::Figure && found.pdf.is_none()).count();
    assert_eq!(figures, annex.tables[0].grid.figures().count());
}

/// A page with this content, in a document with these objects too.
fn page_of(content: Vec<u8>, more: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let catalog = b"<</Type /Catalog /Pages 2 0 R /StructTreeRoot 5 0 R>>".to_vec();
    let objects = [
        (1, catalog),
        (2, b"<</Type /Pages /Kids [3 0 R] /Count 1>>".to_vec()),
        (3, b"<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F 900 0 R>>>>>>".to_vec()),
        (4, content),
    ];
    document(&[&objects, more].concat())
}

#[test]
fn files_that_cost_too_much_are_refused() {
    let annex = &ARCHIVED[0].annex;
    let why = |pdf: &[u8]| compare(annex, pdf).unwrap_err().why;
    let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat().into_bytes();
    let content = || deflated("", b"q Q");
    assert!(compare(annex, &page_of(content(), &[(5, nested(60))])).is_ok());
    assert_eq!(why(&page_of(content(), &[(5, nested(1_000_000))])), Why::TooDeep);
    assert_eq!(why(&page_of(deflated("", &vec![b' '; 1 << 28]), &[])), Why::TooLarge);
    assert_eq!(why(&page_of(deflated("", &b"/P BMC ".repeat(1_000)), &[])), Why::TooDeep);
    assert_eq!(why(&page_of(deflated("", &b"1 ".repeat(1_000)), &[])), Why::TooLarge);
    let many = deflated(
        "",
        &b"/P <</MCID 0 /ActualText (123456789012345678901234567890123456789012345678901234567890)>> BDC EMC "
            .repeat(150_000),
    );
    assert!(compare(annex, &page_of(many, &[])).is_ok());
    let circle = [(1, b"<</Pages 2 0 R>>".to_vec()), (2, b"<</Kids [2 0 R]>>".to_vec())];
    assert_eq!(why(&document(&circle)), Why::Pages);
    // Elements that are their own kids, and a chain of them without end.
    assert!(compare(annex, &page_of(content(), &[(5, b"<</K 5 0 R>>".to_vec())])).is_ok());
    let chain: Vec<_> =
        (5..500).map(|number| (number, format!("<</S /P /K {} 0 R>>", number + 1).into_bytes())).collect();
    assert_eq!(why(&page_of(content(), &chain)), Why::TooDeep);
    // Many elements with the same long list of kids.
    let kids = (7..900).map(|number| format!("{number} 0 R ")).collect::<String>();
    let mut wide = vec![
        (5, format!("<</K [{kids}]>>").into_bytes()),
        (6, ["[", &"0 ".repeat(100_000), "]"].concat().into_bytes()),
    ];
    wide.extend((7..900).map(|number| (number, b"<</S /Table /Pg 3 0 R /K 6 0 R>>".to_vec())));
    assert_eq!(why(&page_of(content(), &wide)), Why::TooLarge);
    assert_eq!(compare(annex, b"").unwrap_err(), Unreadable { at: 0, why: Why::Header });
}

proptest! {
    #![proptest_config(cases(500))]

    /// No file makes it panic.
    #[test]
    fn any_file_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let Archived { annex, pdf, .. } = &ARCHIVED[0];
        let mut pdf = pdf.clone();
        for (at, byte) in changes {
            let at = at.index(pdf.len());
            pdf[at] = byte;
        }
        drop(compare(annex, &pdf));
    }
}

/// What contents of pages and maps of fonts are made of.
const TOKENS: [&str; 28] = [
    "BT",
    "ET",
    "/F 9 Tf",
    "<0001>",
    "<FFFFFFFF>",
    "(a\\001)",
    "[",
    "]",
    "<<",
    ">>",
    "TJ",
    "Tj",
    "'",
    "\"",
    "/Span",
    "/Artifact",
    "BMC",
    "<</MCID 0>>",
    "<</ActualText (1)>>",
    "BDC",
    "EMC",
    "BI",
    "ID",
    "EI",
    "endcodespacerange",
    "endbfrange",
    "endbfchar",
    "-.5",
];

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn any_content_is_read_or_refused(
        content in prop::collection::vec(prop::sample::select(&TOKENS[..]), 0..40),
        map in prop::collection::vec(prop::sample::select(&TOKENS[..]), 0..20),
    ) {
        let font = b"<</Subtype /Type0 /ToUnicode 901 0 R>>".to_vec();
        let objects = [(900, font), (901, deflated("", map.join(" ").as_bytes()))];
        drop(compare(&ARCHIVED[0].annex, &page_of(deflated("", content.join(" ").as_bytes()), &objects)));
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
pub fn with_cells(annex: &Annex, table: usize, change: impl FnOnce(&mut Vec<Cell>)) -> Annex {
    let mut annex = annex.clone();
    let Table { grid, .. } = &mut annex.tables[table];
    let mut cells = grid.cells().to_vec();
    change(&mut cells);
    let place =
        |row, column| cells.iter().position(|cell| cell.rows.contains(&row) && cell.columns.contains(&column)).unwrap();
    let rows = 0..grid.rows().len();
    let slots = rows.flat_map(|row| (0..grid.width()).map(move |column| (row, column)));
    let slots = slots.map(|(row, column)| place(row, column)).collect();
    *grid = Grid::new(grid.width(), grid.rows().to_vec(), cells, slots).unwrap();
    annex
}
