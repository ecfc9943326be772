//! One truth: the figures read back out of each rendering are those of the checked annex, each once.

use crate::support::{check_beside, check_file, good_plans, html_figures, markdown_tables, pdf_text, read, renderer};
use allegato::annex::{Annex, Cell, Content, Table};
use allegato::render::Format;
use allegato::source::SourceFile;

#[test]
fn every_rendering_has_each_figure_once() {
    let renderer = renderer();
    for plan in good_plans() {
        let file = SourceFile::new("plan.toml", read(&plan));
        let checked = check_beside(&renderer, &file, plan.parent().unwrap());
        for annex in checked.unwrap_or_else(|problems| panic!("{problems:?}")).annexes {
            let draw = |format| {
                renderer.render(&annex, format, &crate::support::no_sources()).unwrap_or_else(|error| panic!("{error}"))
            };
            let text = |format| String::from_utf8(draw(format)).unwrap();
            let name = plan.display();
            assert_eq!(html_figures(&text(Format::Html)), cells(&annex, figure), "HTML of {name}");
            assert_eq!(markdown_figures(&text(Format::Markdown), &annex), cells(&annex, figure), "Markdown of {name}");
            in_order(&draw(Format::Pdf), &annex);
            crate::xlsx::has_the_cells_of(&annex, &draw(Format::Xlsx), &name.to_string());
        }
    }
}

/// What a cell prints in place of words, without the marks of footnotes.
fn figure(content: &Content) -> Option<String> {
    match content {
        Content::Amount(figure) => Some(plain(&figure.printed)),
        Content::Absent(mark) => Some(plain(mark)),
        Content::Text(_) => None,
    }
}

/// Something of each cell, row by row.
fn cells(annex: &Annex, of: impl Fn(&Content) -> Option<String>) -> Vec<String> {
    all_cells(annex).filter_map(|cell| of(&cell.content)).collect()
}

fn all_cells(annex: &Annex) -> impl Iterator<Item = &Cell> {
    let grids = annex.tables.iter().map(|table| &table.grid);
    grids.flat_map(|grid| (0..grid.rows().len()).flat_map(|row| grid.starting_in(row)))
}

/// The figures where the pipe tables have them: the first words of the slot where their cells begin.
fn markdown_figures(markdown: &str, annex: &Annex) -> Vec<String> {
    let tables = markdown_tables(markdown);
    assert_eq!(tables.len(), annex.tables.len());
    let mut found = vec![];
    for (table, rows) in annex.tables.iter().zip(tables) {
        let headings = table.grid.heading_rows();
        assert_eq!(rows.len(), table.grid.rows().len() - headings + 1, "one row of headings, then each row");
        for row in headings..table.grid.rows().len() {
            for cell in table.grid.starting_in(row) {
                let Some(figure) = figure(&cell.content) else { continue };
                let slot = plain(&rows[row - headings + 1][cell.columns.start]);
                // Notes and marks come after.
                let is_there =
                    slot.strip_prefix(&figure).is_some_and(|rest| !rest.starts_with(|c: char| c.is_numeric()));
                found.push(if is_there { figure } else { slot });
            }
        }
    }
    found
}

/// The cells of the table are in the PDF in their order; and a figure long enough to be known is there so often as it
/// is in all that the annex says, not once more.
fn in_order(pdf: &[u8], annex: &Annex) {
    // The reader parts small words here and there.
    let squeezed = |text: &str| plain(text).replace([' ', '\u{200B}', '\n'], "");
    let words = squeezed(&pdf_text(pdf));
    let mut rest = words.as_str();
    // Cells over several rows are drawn with the last of these.
    for cell in all_cells(annex).filter(|cell| cell.rows.len() == 1) {
        let Some(printed) = figure(&cell.content).map(|printed| squeezed(&printed)) else { continue };
        let at = rest.find(&printed).unwrap_or_else(|| panic!("{printed} is in the PDF, in its place: {rest}"));
        rest = &rest[at + printed.len()..];
    }
    let texts = |content: &Content| match content {
        Content::Text(text) => Some(text.to_plain()),
        content => figure(content),
    };
    let around = annex.before.iter().chain(&annex.after).chain(annex.footnotes.iter().map(|note| &note.text));
    let around: String = around.map(|text| text.to_plain()).collect();
    let notes: String = annex
        .tables
        .iter()
        .flat_map(|table| table.grid.cells())
        .filter_map(|cell| Some(cell.note.as_ref()?.to_plain()))
        .collect();
    let said = squeezed(&(cells(annex, texts).concat() + &around + &notes));
    for printed in cells(annex, figure).iter().map(|printed| squeezed(printed)).filter(|printed| printed.len() > 6) {
        assert_eq!(words.matches(&printed).count(), said.matches(&printed).count(), "{printed} in {words}");
    }
}

#[test]
fn the_plan_of_2009_says_what_was_published() {
    let renderer = renderer();
    let plan = crate::support::repository().join("plans/2009/migranti.toml");
    let text = read(&plan);
    let annexes = check_file(&renderer, &SourceFile::new("plan.toml", text.clone())).unwrap();
    let published = ["€ 231.924,00", "€ 600.000,00", "€ 75.000,00", "€ 906.924,00"];
    assert_eq!(figures(&annexes[0]), sorted(published.map(str::to_owned).to_vec()));
    for figure in published {
        assert_eq!(text.matches(figure).count(), 1, "{figure} stands once in the plan");
    }
    let grid = &annexes[0].tables[0].grid;
    let covered: Vec<usize> = grid.figures().map(|(cell, _)| cell.rows.len()).collect();
    assert_eq!(covered, [5, 1, 1, 1], "the first amount covers A, B, C, D and the first row of E");
    let (first, _) = grid.figures().next().unwrap();
    assert_eq!(grid.headers(first).len(), 6, "its column and five objectives");
}

/// Every figure of an annex as it is printed, with ordinary blanks, sorted.
fn figures(annex: &Annex) -> Vec<String> {
    let printed =
        |table: &Table| -> Vec<String> { table.grid.figures().map(|(_, figure)| plain(&figure.printed)).collect() };
    sorted(annex.tables.iter().flat_map(printed).collect())
}

fn plain(text: &str) -> String {
    text.replace(['\u{A0}', '\u{202F}'], " ")
}

fn sorted(mut items: Vec<String>) -> Vec<String> {
    items.sort();
    items
}
