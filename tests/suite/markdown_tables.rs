//! Markdown otherwise than usual: tables in HTML, by wish or where a pipe table would lose something; front matter.

use allegato::annex::{Cell, Content};
use allegato::render::{Format, MarkdownSettings, MarkdownTables, Renderer, Settings};
use allegato::source::SourceFile;
use html5gum::{Token, Tokenizer};

use crate::support::{check, check_beside, good_plans, no_sources, read, renderer_of};

fn renderer(tables: MarkdownTables, front_matter: bool) -> Renderer {
    let markdown = MarkdownSettings { tables, front_matter };
    renderer_of(Settings { formats: vec![Format::Markdown], markdown, ..Settings::default() })
}

fn markdown(renderer: &Renderer, annex: &allegato::annex::Annex) -> String {
    String::from_utf8(renderer.render(annex, Format::Markdown, &no_sources()).unwrap()).unwrap()
}

/// The words of each cell of the HTML that a parser of Markdown lets through, in order.
fn cells(markdown: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Parser};
    let html: String = Parser::new(markdown)
        .filter_map(|event| match event {
            Event::Html(html) => Some(html.to_string()),
            _ => None,
        })
        .collect();
    let mut cells: Vec<String> = vec![];
    let mut inside = false;
    for token in Tokenizer::new(&html) {
        match token.unwrap() {
            Token::StartTag(tag) if matches!(tag.name.as_slice(), b"td" | b"th") => {
                inside = true;
                cells.push(String::new());
            }
            Token::EndTag(tag) if matches!(tag.name.as_slice(), b"td" | b"th") => inside = false,
            Token::StartTag(_) | Token::EndTag(_) if inside => cells.last_mut().unwrap().push(' '),
            Token::String(text) if inside => cells.last_mut().unwrap().push_str(std::str::from_utf8(&text).unwrap()),
            _ => {}
        }
    }
    cells.iter().map(|cell| plain(cell)).collect()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

#[test]
fn tables_in_html_have_each_cell_once_in_its_place() {
    let renderer = renderer(MarkdownTables::Html, false);
    for plan in good_plans() {
        let file = SourceFile::new("plan.toml", read(&plan));
        for annex in check_beside(&renderer, &file, plan.parent().unwrap()).unwrap().annexes {
            let text = markdown(&renderer, &annex);
            assert!(!text.contains("\n|"), "no pipe table in {}", plan.display());
            let grids = annex.tables.iter().map(|table| &table.grid);
            let expected: Vec<&Cell> =
                grids.flat_map(|grid| (0..grid.rows().len()).flat_map(|row| grid.starting_in(row))).collect();
            let found = cells(&text);
            assert_eq!(found.len(), expected.len(), "{}", plan.display());
            for (cell, found) in expected.iter().zip(&found) {
                let words = match &cell.content {
                    Content::Text(text) => text.to_plain(),
                    Content::Amount(figure) => figure.printed.clone(),
                    Content::Absent(mark) => mark.clone(),
                };
                // Notes come after; marks of footnotes, numbers and bullets of lists are no letters.
                assert!(letters(found).starts_with(&letters(&words)), "{words} in {found}");
                if matches!(cell.content, Content::Amount(_)) {
                    assert!(found.starts_with(&plain(&words)), "{words} in {found}");
                }
            }
        }
    }
}

#[test]
fn a_cell_over_columns_is_not_put_into_pipes_unless_asked() {
    let plan = "format = 1\n[plan]\ntitle = \"T\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
        columns = [{ key = \"a\", heading = \"Voce\" }, { key = \"b\", heading = \"Opere\" }, \
        { key = \"c\", heading = \"Servizi\" }]\n\
        row = [{ a = \"Scuole\", b = \"per opere e servizi\", c = \"<\" }]\n";
    let of = |tables| {
        let renderer = renderer(tables, false);
        let annex = check(&renderer, plan).unwrap_or_else(|problems| panic!("{problems:?}")).remove(0);
        markdown(&renderer, &annex)
    };
    assert!(of(MarkdownTables::Auto).contains("colspan=\"2\">per opere e servizi</td>"));
    assert!(of(MarkdownTables::Pipe).contains("| Scuole | per opere e servizi | |\n"));
    assert!(of(MarkdownTables::Html).contains("<table>"));
}

#[test]
fn front_matter_stands_first_and_in_place_of_the_title() {
    let renderer = renderer(MarkdownTables::Auto, true);
    for plan in good_plans() {
        let file = SourceFile::new("plan.toml", read(&plan));
        for annex in check_beside(&renderer, &file, plan.parent().unwrap()).unwrap().annexes {
            let text = markdown(&renderer, &annex);
            let (front, rest) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
            let value = |key: &str| front.lines().find_map(|line| line.trim_start().strip_prefix(&format!("{key}: ")));
            let quoted = |key: &str| serde_json::from_str::<String>(value(key)?).ok();
            assert_eq!(quoted("act").as_deref(), Some(annex.act.title.as_str()));
            assert!(quoted("title").unwrap().ends_with(&annex.act.title));
            assert_eq!(value("year").unwrap(), annex.act.year.to_string());
            assert_eq!(value("date").unwrap(), annex.act.date.to_string());
            assert_eq!(quoted("authority"), annex.act.authority);
            assert!(!rest.lines().any(|line| line.starts_with("# ")), "{rest}");
        }
    }
}
