//! One truth: the figures read back out of each rendering are those of the checked annex, each once.

use crate::support::{check_file, good_plans, html_text, pdf_text, read, renderer};
use allegato::annex::Annex;
use allegato::render::Format;
use allegato::source::SourceFile;

#[test]
fn every_rendering_has_each_figure_once() {
    let renderer = renderer();
    for plan in good_plans() {
        let file = SourceFile::new("plan.toml", read(&plan));
        for annex in check_file(&renderer, &file).unwrap_or_else(|problems| panic!("{problems:?}")) {
            let expected = figures(&annex);
            for format in Format::ALL {
                let bytes = renderer.render(&annex, *format).unwrap_or_else(|error| panic!("{error}"));
                let found = money_in(&words(*format, &bytes), &annex);
                assert_eq!(found, expected, "{} of {}", format.extension(), plan.display());
            }
        }
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
    let printed = |table: &allegato::annex::Table| -> Vec<String> {
        table.grid.figures().map(|(_, figure)| plain(&figure.printed)).collect()
    };
    sorted(annex.tables.iter().flat_map(printed).collect())
}

/// The words that a reader of a format sees.
fn words(format: Format, bytes: &[u8]) -> String {
    let text = || String::from_utf8(bytes.to_vec()).unwrap();
    plain(&match format {
        Format::Html => html_text(&text()),
        Format::Markdown => text().replace('\\', ""),
        // Text is read cell after cell, and sometimes without a blank between: "Biblioteche€ 5,00".
        Format::Pdf => pdf_text(bytes).replace('€', " €").replace("− €", "−€").replace('•', " •"),
    })
}

/// Every stretch of a text that reads as money of the annex: its currency's sign beside a number.
fn money_in(text: &str, annex: &Annex) -> Vec<String> {
    let signs = ["€", "Lire", "CHF", "£", "$"];
    let tokens: Vec<&str> =
        text.split([' ', '|', '\n']).filter(|word| !word.is_empty()).flat_map(|word| word.split("<br>")).collect();
    let is_number = |word: &str| {
        word.chars().any(|c| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || "−.,".contains(c))
    };
    let mut found = vec![];
    let mut index = 0;
    while index < tokens.len() {
        // Before the number: "€ 5,00", "−€ 5,00", or joined to it: "£5.00".
        let sign = tokens[index].trim_start_matches('−');
        if signs.contains(&sign) && tokens.get(index + 1).is_some_and(|next| is_number(next)) {
            found.push(format!("{} {}", tokens[index], tokens[index + 1]));
            index += 2;
            continue;
        }
        if signs.iter().any(|s| sign.strip_prefix(s).is_some_and(is_number)) {
            found.push(tokens[index].to_owned());
        }
        // After the number, whose groups blanks may part: "86 967 437 €".
        if is_number(tokens[index]) {
            let groups = tokens[index..].iter().take_while(|word| is_number(word)).count();
            if tokens.get(index + groups).is_some_and(|word| signs.contains(word)) && after(annex) {
                found.push(tokens[index..=index + groups].join(" "));
                index += groups;
            }
        }
        index += 1;
    }
    sorted(found)
}

/// Whether the annex's language sets the currency after the number.
fn after(annex: &Annex) -> bool {
    !matches!(annex.act.language.tag(), "it" | "en")
}

fn plain(text: &str) -> String {
    text.replace(['\u{A0}', '\u{202F}'], " ")
}

fn sorted(mut items: Vec<String>) -> Vec<String> {
    items.sort();
    items
}
