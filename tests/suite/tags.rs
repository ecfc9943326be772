//! The tag tree of PDFs, against the grids that they are drawn from: what a screen reader hears is what was checked. What
//! veraPDF can't know is proved here: that a header cell heads what it should, and that each cell has its own words.

use allegato::annex::{Annex, Block, Cell, Content, Footnote, Grid, Inline, List, Role, Scope, Table, Text};
use allegato::render::{Format, Settings, Standard, Standards};
use allegato::source::SourceFile;

use crate::pdf::{Element, Pdf};
use crate::support::{check_beside, good_plans, no_sources, read, renderer_of, shared_renderer};

/// The annexes of every plan that has to come out right.
fn annexes() -> Vec<(String, Annex)> {
    let of_plan = |path: std::path::PathBuf| {
        let file = SourceFile::new("plans/plan.toml", read(&path));
        let checked = check_beside(shared_renderer(), &file, path.parent().unwrap());
        let checked = checked.unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display()));
        let name = path.display().to_string();
        checked.annexes.into_iter().map(move |annex| (format!("{name}, {}", annex.label), annex))
    };
    good_plans().into_iter().flat_map(of_plan).collect()
}

#[test]
fn every_cell_is_tagged_as_it_was_checked() {
    let (mut cells, mut merged) = (0, 0);
    for (name, annex) in annexes() {
        let bytes = shared_renderer().render(&annex, Format::Pdf, &no_sources()).unwrap();
        let tags = Pdf::read(&bytes).tags();
        let tables = tags.find(&["Table"]);
        assert_eq!(tables.len(), annex.tables.len(), "{name}: a Table for each table");
        for (index, (tagged, table)) in tables.into_iter().zip(&annex.tables).enumerate() {
            let name = format!("{name}, table {}", index + 1);
            compare(&name, tagged, table, &annex.footnotes);
            cells += table.grid.cells().len();
            merged += table.grid.cells().iter().filter(|cell| cell.is_merged()).count();
        }
    }
    assert!(cells > 1_000 && merged > 50, "{cells} cells, {merged} of them merged");
}

/// A cell of a table as its tags have to say it.
#[derive(Debug, PartialEq, Eq)]
struct Tagged {
    tag: &'static str,
    scope: Option<&'static str>,
    rows: usize,
    columns: usize,
    words: String,
}

fn compare(name: &str, tagged: &Element, table: &Table, footnotes: &[Footnote]) {
    let summary = tagged.text("Summary").unwrap_or_default();
    assert!(!summary.trim().is_empty(), "{name}: a summary");
    let grid = &table.grid;
    let rows = tagged.find(&["TR"]);
    assert_eq!(rows.len(), grid.rows().len(), "{name}: a TR for each row");
    let closing = closing(grid);
    for (row, tagged) in rows.into_iter().enumerate() {
        let place = format!("{name}, row {}", row + 1);
        let found: Vec<Tagged> = tagged.elements().map(|cell| as_tagged(&place, cell)).collect();
        let cells = grid.starting_in(row);
        let expected: Vec<Tagged> = cells.flat_map(|cell| expected(grid, cell, closing[row], footnotes)).collect();
        assert_eq!(found, expected, "{place}");
    }
}

/// The rows that end a group without being a title themselves: whoever reads the tags by columns takes each row below a
/// title for one of its group, until another header of that column follows.
fn closing(grid: &Grid) -> Vec<bool> {
    let mut open = 0;
    let closes = |index: usize| {
        let (groups, is_title) = (grid.groups(index).len(), grid.rows()[index].role == Role::Group);
        let closes = !is_title && groups < open;
        if closes || is_title {
            open = groups + 1;
        }
        closes
    };
    (0..grid.rows().len()).map(closes).collect()
}

/// What a cell has to be tagged as: one cell, but for a title or a closing label over several columns. Typst works out what
/// a header heads by the columns that it stands in; the labels of rows stand in the first alone, so a title has to be a
/// header of that column, and what it covers of the others is an empty cell beside it.
fn expected(grid: &Grid, cell: &Cell, closes: bool, footnotes: &[Footnote]) -> Vec<Tagged> {
    let is_title = grid.rows()[cell.rows.start].role == Role::Group;
    let closes = closes && cell.columns.start == 0 && cell.heads == Some(Scope::Row);
    let scope = cell.heads.map(|scope| match scope {
        _ if closes => "Both",
        Scope::Column => "Column",
        Scope::Row => "Row",
    });
    let tag = if scope.is_some() { "TH" } else { "TD" };
    let (rows, columns, words) = (cell.rows.len(), cell.columns.len(), printed(cell, footnotes));
    if columns > 1 && scope.is_some() && (is_title || closes) {
        let beside = Tagged { tag: "TD", scope: None, rows, columns: columns - 1, words: String::new() };
        return vec![Tagged { tag, scope, rows, columns: 1, words }, beside];
    }
    vec![Tagged { tag, scope, rows, columns, words }]
}

fn as_tagged(place: &str, cell: &Element) -> Tagged {
    let span = |attribute| usize::try_from(cell.number(attribute).unwrap_or(1)).unwrap();
    let one_of = |word: String, known: &[&'static str]| {
        known.iter().copied().find(|known| *known == word).unwrap_or_else(|| panic!("{place}: {word}"))
    };
    Tagged {
        tag: one_of(cell.tag.clone(), &["TH", "TD"]),
        scope: cell.name("Scope").map(|scope| one_of(scope, &["Row", "Column", "Both"])),
        rows: span("RowSpan"),
        columns: span("ColSpan"),
        words: without_blanks(&cell.words()),
    }
}

/// The words of a cell as they are printed, without blanks: where lines end is the layout's affair.
fn printed(cell: &Cell, footnotes: &[Footnote]) -> String {
    let mut words = String::new();
    match &cell.content {
        Content::Text(text) => push_text(&mut words, text, footnotes),
        Content::Amount(figure) => words.push_str(&figure.printed),
        Content::Absent(mark) => words.push_str(mark),
    }
    if !matches!(cell.content, Content::Text(_)) {
        cell.footnotes.iter().for_each(|footnote| words.push_str(&footnotes[*footnote].mark));
    }
    if let Some(note) = &cell.note {
        push_text(&mut words, note, footnotes);
    }
    without_blanks(&words)
}

fn push_text(words: &mut String, text: &Text, footnotes: &[Footnote]) {
    for block in &text.blocks {
        match block {
            Block::Paragraph(inlines) => push_inlines(words, inlines, footnotes),
            Block::List(List::Bullets(items)) => {
                for item in items {
                    words.push('•');
                    push_text(words, item, footnotes);
                }
            }
            Block::List(List::Numbered { mark, items }) => {
                for (number, item) in items {
                    words.push_str(&format!("{number}{mark}"));
                    push_text(words, item, footnotes);
                }
            }
        }
    }
}

fn push_inlines(words: &mut String, inlines: &[Inline], footnotes: &[Footnote]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => {
                push_inlines(words, content, footnotes);
            }
            Inline::Break => {}
            Inline::Footnote(footnote) => words.push_str(&footnotes[*footnote].mark),
        }
    }
}

fn without_blanks(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}' | '\u{AD}')).collect()
}

#[test]
fn documents_say_what_they_are() {
    for (name, annex) in annexes() {
        let pdf = Pdf::read(&shared_renderer().render(&annex, Format::Pdf, &no_sources()).unwrap());
        let catalog = pdf.catalog();
        let language = pdf.get(catalog, "Lang").map(|language| lopdf::decode_text_string(language).unwrap());
        assert_eq!(language.as_deref(), Some(annex.act.language.tag()), "{name}: the language");
        let is_true = |dictionary: &str, key: &str| {
            let dictionary = pdf.dictionary(catalog, dictionary);
            dictionary.and_then(|dictionary| pdf.get(dictionary, key)).is_some_and(|flag| flag.as_bool().unwrap())
        };
        assert!(is_true("MarkInfo", "Marked"), "{name}: tagged");
        assert!(!is_true("MarkInfo", "Suspects"), "{name}: without doubt");
        assert!(is_true("ViewerPreferences", "DisplayDocTitle"), "{name}: the title in the window");
        let outline = pdf.outline();
        let label = annex.heading.as_ref().unwrap_or(&annex.label);
        assert!(outline.iter().any(|title| title.contains(label.as_str())), "{name}: {outline:?}");
        let headings = pdf.tags();
        let headings = headings.find(&["H1"]);
        assert_eq!(headings.len(), 1, "{name}: one heading of the first level");
        assert_eq!(without_blanks(&headings[0].words()), without_blanks(&outline[0]), "{name}: as in the outline");
        assert!(pdf.property("dc:title").is_some() || pdf.metadata().contains("<dc:title>"), "{name}: a title");
    }
}

/// The version of PDF, and part and level of PDF/A and PDF/UA, by the words of the metadata.
#[test]
fn each_standard_is_declared() {
    use Standard::{A1a, A2a, A2u, A3a, A4, Pdf17, Ua1};
    let (_, annex) = annexes().into_iter().find(|(name, _)| name.contains("merged")).unwrap();
    for (chosen, version, archival, accessible) in [
        (&[Pdf17][..], "1.7", None, false),
        (&[Pdf17, Ua1], "1.7", None, true),
        (&[Ua1], "1.7", None, true),
        (&[A1a], "1.4", Some(("1", Some("A"))), false),
        (&[A2a], "1.7", Some(("2", Some("A"))), false),
        (&[A2a, Ua1], "1.7", Some(("2", Some("A"))), true),
        (&[A2u], "1.7", Some(("2", Some("U"))), false),
        (&[A2u, Ua1], "1.7", Some(("2", Some("U"))), true),
        (&[A3a], "1.7", Some(("3", Some("A"))), false),
        (&[A3a, Ua1], "1.7", Some(("3", Some("A"))), true),
        (&[A4], "2.0", Some(("4", None)), false),
    ] {
        let standards = Standards::new(chosen).unwrap_or_else(|conflict| panic!("{chosen:?}: {conflict:?}"));
        let renderer = renderer_of(Settings { standards, ..Settings::default() });
        let pdf = Pdf::read(&renderer.render(&annex, Format::Pdf, &no_sources()).unwrap());
        assert_eq!(pdf.document.version, version, "{chosen:?}");
        let part = pdf.property("pdfaid:part");
        let level = pdf.property("pdfaid:conformance");
        assert_eq!(
            (part.as_deref(), level.as_deref()),
            (archival.map(|a| a.0), archival.and_then(|a| a.1)),
            "{chosen:?}"
        );
        assert_eq!(pdf.property("pdfuaid:part").as_deref(), accessible.then_some("1"), "{chosen:?}");
        assert_eq!(pdf.tags().find(&["Table"]).len(), annex.tables.len(), "{chosen:?}: tagged in any standard");
        assert_eq!(pdf.attached().is_empty(), !chosen.contains(&A3a), "{chosen:?}: attachments in PDF/A-3 alone");
    }
}

/// Words are told apart by blanks in the file, where lines end too: who hears or searches a document has no lines.
#[test]
fn words_stay_apart_where_lines_end() {
    let blanks_made_one = |words: &str| {
        let words = words.replace('\u{200B}', "").replace('\u{A0}', " ");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut long = 0;
    for (name, annex) in annexes() {
        let tags = Pdf::read(&shared_renderer().render(&annex, Format::Pdf, &no_sources()).unwrap()).tags();
        let tagged = tags.find(&["TH", "TD"]).into_iter().map(|cell| blanks_made_one(&cell.words()));
        let tagged: Vec<String> = tagged.collect();
        for cell in annex.tables.iter().flat_map(|table| table.grid.cells()) {
            let (Content::Text(text), None) = (&cell.content, &cell.note) else { continue };
            if let [Block::Paragraph(inlines)] = &text.blocks[..]
                && let [Inline::Text(words)] = &inlines[..]
            {
                let words = blanks_made_one(words);
                assert!(tagged.contains(&words), "{name}: {words:?} among {tagged:?}");
                long += usize::from(words.len() > 60);
            }
        }
    }
    assert!(long > 5, "{long} texts of several lines");
}
