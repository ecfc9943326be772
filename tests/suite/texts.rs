//! What becomes of the words of a plan: kept to the letter, and inside the page.

use allegato::annex::{Annex, Text};
use allegato::render::Format;

use crate::support::{check, html_text, markdown_text, pdf_text, renderer};

/// A plan with one cell.
fn plan(cell: &str, note: &str) -> String {
    format!(
        r#"
format = 1
[plan]
title = "Prova"
year = 2024
[[annex]]
label = "A"
[[annex.table]]
columns = [{{ key = "a", heading = "A" }}, {{ key = "b", heading = "B" }}, {{ key = "m", heading = "M", kind = "money" }}]
[[annex.table.row]]
a = "x"
b = {{ text = """{cell}""", note = """n {note}""" }}
m = "1,00"
[[annex.table.row]]
a = "y"
b = "ultima"
m = "^"
"#
    )
}

fn annex(cell: &str, note: &str) -> Annex {
    let renderer = renderer();
    check(&renderer, &plan(cell, note)).unwrap_or_else(|problems| panic!("{problems:?}")).remove(0)
}

fn plain(markdown: &str) -> String {
    Text::markdown(markdown).to_plain()
}

/// What each format says of a cell.
fn said(cell: &str) -> [String; 3] {
    let (renderer, annex) = (renderer(), annex(cell, "n"));
    let bytes = |format| renderer.render(&annex, format, &crate::support::no_sources()).unwrap();
    let text = |format| String::from_utf8(bytes(format)).unwrap();
    [html_text(&text(Format::Html)), markdown_text(&text(Format::Markdown)), pdf_text(&bytes(Format::Pdf))]
}

#[test]
fn numbers_of_a_list_are_those_that_were_written() {
    let [_, markdown, pdf] = said("16. giugno\n20. luglio\n21. agosto");
    for text in [markdown, pdf] {
        assert!(text.contains("16. giugno") && text.contains("20. luglio") && text.contains("21. agosto"), "{text}");
    }
    let html = renderer().render(&annex("2) due\n1) uno", "n"), Format::Html, &crate::support::no_sources()).unwrap();
    let html = String::from_utf8(html).unwrap();
    assert!(html.contains("<ol class=\"parenthesis\"><li value=\"2\">due</li><li value=\"1\">uno</li></ol>"), "{html}");
}

#[test]
fn a_label_with_a_number_is_no_list() {
    assert_eq!(plain("01) Spese generali"), "01) Spese generali");
    assert_eq!(plain("1) **Spese** generali"), "1) Spese generali");
    assert_eq!(plain("2009. Bilancio"), "2009. Bilancio");
    assert_eq!(plain("01. uno\n02. due"), "01. uno 02. due");
    assert_eq!(plain("1."), "1.");
    for text in said("1) **Spese** generali") {
        let words: Vec<&str> = text.split_whitespace().collect();
        assert!(words.windows(3).any(|three| three == ["1)", "Spese", "generali"]), "{text}");
    }
}

#[test]
fn dashes_and_signs_are_no_bullets() {
    for text in ["-", "- 5", "+ 5 unità", "-5", "*", "---"] {
        assert_eq!(plain(text), text);
    }
    assert_eq!(plain("- Contributi"), "Contributi");
}

#[test]
fn what_markdown_would_swallow_is_shown() {
    for text in ["[x]: y", "1) [nota]: testo", "> [x]: y", "a <b>c</b>", "# titolo", "![x](y.png)", "[x](javascript:y)"]
    {
        assert_eq!(plain(text), text);
    }
    assert_eq!(plain("a\n[x]: y\nb"), "a [x]: y b");
    let definitions = "[a]: b\n".repeat(5_000);
    assert_eq!(plain(&definitions).matches("[a]: b").count(), 5_000);
}

#[test]
fn indentation_and_tabs_are_blanks() {
    assert_eq!(plain("\n    - uno\n    - due\n"), "uno due");
    assert_eq!(plain("a\tb"), "a b");
    for text in said("a\tb") {
        assert!(text.contains("a b"), "{text}");
    }
}

#[test]
fn a_circumflex_can_be_written_in_a_table_of_its_own() {
    for text in said("^") {
        assert!(text.contains('^'), "{text}");
    }
}

#[test]
fn emphasis_stands_where_markdown_can_say_it() {
    let markdown = |cell: &str| {
        String::from_utf8(
            renderer().render(&annex(cell, "n"), Format::Markdown, &crate::support::no_sources()).unwrap(),
        )
        .unwrap()
    };
    for (cell, expected) in [
        ("**Totale:** 5", "| **Totale:** 5<br>"),
        ("*(nota)*", "| *(nota)*<br>"),
        ("a**(b)**c", "| a\\*\\*(b)\\*\\*c<br>"),
        ("`a` `b`", "| `a` `b`<br>"),
        ("[x](https://example.org/?a=1&amp;copy;=2)", "](https://example.org/?a=1\\&copy;=2)<br>"),
        ("<ufficio@example.org>", "[ufficio@example.org](mailto:ufficio@example.org)<br>"),
    ] {
        let text = markdown(cell);
        assert!(text.contains(expected), "{cell}: {text}");
    }
}

/// Every word of a cell or note that is higher than a page is in the PDF, and inside its margins.
#[test]
fn nothing_is_cut_off_at_the_foot_of_a_page() {
    let words = |count: usize| (0..count).map(|n| format!("w{n}")).collect::<Vec<_>>();
    let cases = [
        ("a long text", words(3_000).join(" "), String::new()),
        ("many bullets", words(70).iter().map(|w| format!("- {w}\n")).collect(), String::new()),
        ("many more bullets", words(400).iter().map(|w| format!("- {w}\n")).collect(), String::new()),
        ("many paragraphs", words(70).join("\n\n"), String::new()),
        ("a long note", String::from("x"), words(3_000).join(" ")),
    ];
    for (name, cell, note) in cases {
        assert_all_inside(name, &annex(&cell, &note), &format!("{cell} {note}"));
    }
}

#[test]
fn nothing_is_cut_off_in_merged_cells_and_headings() {
    let words: String = (0..2_500).map(|n| format!("w{n} ")).collect();
    let renderer = renderer();
    let merged = plan("x", "").replace("a = \"x\"", &format!("a = \"{words}\"")).replace("a = \"y\"", "a = \"^\"");
    let heading = plan("x", "").replace("heading = \"B\"", &format!("heading = \"{words}\""));
    let many: String = (0..90).map(|n| format!("h{n} ")).collect();
    let bullets: String = (0..46).map(|n| format!("- w{n}\n")).collect();
    let tall = plan(&bullets, "").replace("heading = \"B\"", &format!("heading = \"{many}\""));
    for (name, text, expected) in [("merged", merged, &words), ("heading", heading, &words), ("tall", tall, &bullets)] {
        let annex = check(&renderer, &text).unwrap_or_else(|problems| panic!("{problems:?}")).remove(0);
        assert_all_inside(name, &annex, expected);
    }
}

#[test]
fn wide_tables_turn_then_shrink_and_stay_inside() {
    for (columns, landscape) in [(4, false), (8, true), (14, true)] {
        let names: Vec<String> = (0..columns).map(|n| format!("m{n}")).collect();
        let heads: String =
            names.iter().map(|key| format!("{{ key = \"{key}\", heading = \"Anno\", kind = \"money\" }}, ")).collect();
        let cells: String = names.iter().map(|key| format!("{key} = \"10.231.924,00\"\n")).collect();
        let text = format!(
            "format = 1\n[plan]\ntitle = \"T\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
             columns = [{{ key = \"a\", heading = \"Voce\" }}, {heads}]\n[[annex.table.row]]\na = \"Comuni\"\n{cells}"
        );
        let renderer = renderer();
        let annex = check(&renderer, &text).unwrap_or_else(|problems| panic!("{problems:?}")).remove(0);
        let pdf = renderer
            .render(&annex, Format::Pdf, &crate::support::no_sources())
            .unwrap_or_else(|error| panic!("{columns}: {error}"));
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let (width, height) = page_size(&document);
        assert_eq!(width > height, landscape, "{columns} columns");
        let figures = pdf_text(&pdf).matches("10.231.924,00").count();
        assert_eq!(figures, columns, "{columns} columns");
        assert_all_inside("wide", &annex, "Comuni");
    }
}

/// A word stays in its column, however much text the other columns have, unless there is room for none.
#[test]
fn words_stay_in_their_columns() {
    let long = "parola ".repeat(200);
    for (first, last) in [("Amministrazione", "Importo"), ("precipitevolissimevolmente", "Amministrazione"), ("A", "€")]
    {
        let columns =
            ["a", "b", "c", "d"].map(|key| format!("{{ key = \"{key}\", heading = \"{first} {key}\" }}, ")).concat();
        let cells = ["a", "d"].map(|key| format!("{key} = \"{first}\"\n")).concat();
        let long = ["b", "c"].map(|key| format!("{key} = \"{long}\"\n")).concat();
        let text = format!(
            "format = 1\n[plan]\ntitle = \"T\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
             columns = [{columns}{{ key = \"m\", heading = \"{last}\", kind = \"money\" }}]\n\
             [[annex.table.row]]\n{cells}{long}m = {{ amount = \"5,00\", note = \"{first}\" }}\n"
        );
        let renderer = renderer();
        let annex = check(&renderer, &text).unwrap_or_else(|problems| panic!("{problems:?}")).remove(0);
        assert_all_inside(first, &annex, "");
        // Words that overlap or run into each other are not read back as words.
        let words = pdf_text(&renderer.render(&annex, Format::Pdf, &crate::support::no_sources()).unwrap())
            .replace(['\u{200B}', ' '], "");
        assert!(words.matches(first).count() >= 7, "{first}: {words}");
    }
}

fn page_size(document: &lopdf::Document) -> (f32, f32) {
    let page = document.get_pages().into_values().next().unwrap();
    let media = document.get_dictionary(page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
    (media[2].as_float().unwrap(), media[3].as_float().unwrap())
}

/// Draws the annex and finds every word of a text, and each letter within the margins of its page.
fn assert_all_inside(name: &str, annex: &Annex, expected: &str) {
    let pdf = renderer()
        .render(annex, Format::Pdf, &crate::support::no_sources())
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let (width, height) = page_size(&document);
    let mut inside = Inside { width, height, text: String::new(), outside: vec![] };
    pdf_extract::output_doc(&document, &mut inside).unwrap();
    assert!(inside.outside.is_empty(), "{name}: {:?}", inside.outside);
    let found: std::collections::HashSet<&str> = inside.text.split_whitespace().collect();
    let words = expected.split_whitespace().filter(|word| *word != "-");
    let missing: Vec<&str> = words.filter(|word| !found.contains(word)).collect();
    assert!(missing.is_empty(), "{name}: {} missing: {:?}", missing.len(), &missing[..missing.len().min(5)]);
}

/// Collects letters with a blank wherever a word may end, and those that stand outside the margins.
struct Inside {
    width: f32,
    height: f32,
    text: String,
    outside: Vec<(String, f64, f64)>,
}

impl pdf_extract::OutputDev for Inside {
    fn begin_page(
        &mut self,
        _: u32,
        _: &pdf_extract::MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), pdf_extract::OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), pdf_extract::OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        transform: &pdf_extract::Transform,
        _: f64,
        _: f64,
        _: f64,
        letter: &str,
    ) -> Result<(), pdf_extract::OutputError> {
        let (x, y) = (transform.m31, transform.m32);
        // The sides are 2 cm; the page number stands in the lower one.
        let sides = 56.0..=f64::from(self.width) - 56.0;
        if !sides.contains(&x) || !(25.0..=f64::from(self.height) - 50.0).contains(&y) {
            self.outside.push((letter.to_owned(), x, y));
        }
        self.text.push_str(letter);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), pdf_extract::OutputError> {
        self.text.push(' ');
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), pdf_extract::OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), pdf_extract::OutputError> {
        Ok(())
    }
}
