//! What holds for any input: of amounts, of grids, of texts that mean no good.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use allegato::annex::{Amount, Annex, Currency, EURO, Notation};
use allegato::render::{Format, Renderer};
use allegato::source::Code;

use crate::support::{check, read, renderer, repository};

fn cases(cases: u32) -> ProptestConfig {
    // Failures are told with their input; files of seeds would lie about in the repository.
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A text as a TOML basic string: every character that TOML allows there, escaped where need be.
fn toml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

// -- Amounts --

fn amount() -> impl Strategy<Value = (Amount, u32)> {
    (any::<bool>(), 0..10_u64.pow(15), 0..=4_u32).prop_map(|(negative, units, decimals)| {
        let scale = 10_u64.pow(decimals);
        let fraction = format!("{:0width$}", units % scale, width = decimals as usize);
        let point = if decimals > 0 { format!(".{fraction}") } else { String::new() };
        let sign = if negative { "-" } else { "" };
        (Amount::from_plain(&format!("{sign}{}{point}", units / scale)).unwrap(), decimals)
    })
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn what_is_written_reads_back((amount, decimals) in amount()) {
        for notation in Notation::ALL {
            let number = notation.number(amount, decimals);
            prop_assert_eq!(notation.parse(&number, EURO, decimals), Ok(amount), "{:?} {}", notation, number);
            for currency in Currency::codes().filter_map(Currency::from_code) {
                let money = notation.money(amount, currency, decimals);
                prop_assert_eq!(notation.parse(&money, currency, decimals), Ok(amount), "{:?} {}", notation, money);
            }
        }
    }

    #[test]
    fn sign_and_currency_stand_on_either_side((amount, decimals) in amount()) {
        let digits = Notation::Italian.number(amount.abs(), decimals);
        let sign = if amount.is_negative() { "-" } else { "+" };
        for written in [
            format!("{sign}€ {digits}"), format!("€ {sign}{digits}"), format!("{sign} {digits} €"),
            format!("euro {sign} {digits}"), format!("{sign}{digits} EUR"), format!("{sign}{digits}euro"),
        ] {
            prop_assert_eq!(Notation::Italian.parse(&written, EURO, decimals), Ok(amount), "{}", written);
        }
    }

    #[test]
    fn no_text_makes_the_reader_of_amounts_panic(text in "\\PC{0,24}|[-+−€ .,0-9]{0,24}") {
        for notation in Notation::ALL {
            let _ = notation.parse(&text, EURO, 2);
        }
    }
}

#[test]
fn amounts_are_refused_that_could_be_read_two_ways() {
    use allegato::annex::AmountError::{Malformed, OtherCurrency, OtherNotation, TooLarge, TooManyDecimals};
    let italian = |text: &str| Notation::Italian.parse(text, EURO, 2);
    let plain = |text: &str| Amount::from_plain(text).unwrap();
    assert_eq!(italian("231.924"), Ok(plain("231924")));
    assert_eq!(italian("euro 765.903,80"), Ok(plain("765903.80")));
    assert_eq!(italian("-€ 27.704.918"), Ok(plain("-27704918")));
    assert_eq!(italian("+ 2.707.574"), Ok(plain("2707574")));
    assert_eq!(italian("231924.00"), Err(OtherNotation(plain("231924.00"))));
    assert_eq!(italian("231,924.00"), Err(OtherNotation(plain("231924.00"))));
    assert_eq!(italian("1,234"), Err(TooManyDecimals));
    assert_eq!(italian("$ 5,00"), Err(OtherCurrency("USD")));
    for text in ["", "€", "1.23.456", "12.34.567", "1,2,3", "--5", "-€-5", "€ 5 €", "5 6", "007", "1e5", "٣", "0x1F"]
    {
        let read = italian(text);
        assert!(matches!(read, Err(Malformed | OtherNotation(_))), "{text:?}: {read:?}");
    }
    assert_eq!(italian("123.456.789.012.345.678.901"), Err(TooLarge));
    assert_eq!(italian("99.999.999.999.999.999.999,99"), Ok(plain("99999999999999999999.99")));
    assert_eq!(Notation::French.parse("86 967 437 €", EURO, 0), Ok(plain("86967437")));
    assert_eq!(Notation::English.parse("€231,924.00", EURO, 2), Ok(plain("231924.00")));
    assert_eq!(Notation::English.parse("231.924", EURO, 2), Err(TooManyDecimals));
}

#[test]
fn sums_never_round() {
    // rust_decimal would answer 100000000000000000000.0 here, and say nothing.
    let (large, small) =
        (Amount::from_plain("99999999999999999999").unwrap(), Amount::from_plain("0.00000001").unwrap());
    assert_eq!(large.checked_add(small).unwrap().to_string(), "99999999999999999999.00000001");
    assert_eq!(large.checked_add(Amount::from_plain("1").unwrap()), None, "past the bound there is no sum at all");
}

// -- Tables --

fn table(amounts: &[u64], total: &str) -> String {
    let mut plan = String::from(HEAD);
    for (index, cents) in amounts.iter().enumerate() {
        let printed = Notation::Italian.number(Amount::from_plain(&cents_to_plain(*cents)).unwrap(), 2);
        plan.push_str(&format!("[[annex.table.row]]\na = \"{index}\"\nb = \"x\"\nm = \"{printed}\"\n"));
    }
    plan.push_str(&format!("[[annex.table.row]]\nrole = \"total\"\na = \"T\"\nb = \"<\"\n{total}\n"));
    plan
}

fn cents_to_plain(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

const HEAD: &str = r#"
format = 1
[plan]
title = "Prova"
year = 2024
[[annex]]
label = "A"
[[annex.table]]
id = "t"
columns = [
  { key = "a", heading = "A", header = true },
  { key = "b", heading = "B" },
  { key = "m", heading = "M", kind = "money" },
]
"#;

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn a_total_passes_if_it_is_the_sum_and_fails_with_one_digit_altered(
        amounts in prop::collection::vec(0..10_u64.pow(11), 1..12),
        place in any::<prop::sample::Index>(),
        shift in 1..10_u8,
    ) {
        let renderer = light_renderer();
        let sum: u64 = amounts.iter().sum();
        let digits = cents_to_plain(sum);
        let declared = |digits: &str| {
            format!("m = \"{}\"", Notation::Italian.number(Amount::from_plain(digits).unwrap(), 2))
        };
        let computed = check(renderer, &table(&amounts, "")).unwrap();
        let figures: Vec<String> = computed[0].tables[0].grid.figures().map(|(_, f)| f.amount.to_string()).collect();
        prop_assert_eq!(figures.last().unwrap(), &digits);
        prop_assert!(check(renderer, &table(&amounts, &declared(&digits))).is_ok());

        let places: Vec<usize> = digits.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let at = places[place.index(places.len())];
        let digit = (digits.as_bytes()[at] - b'0' + shift) % 10;
        let mut altered = digits.clone();
        altered.replace_range(at..=at, &digit.to_string());
        if altered.starts_with('0') && !altered.starts_with("0.") {
            altered = altered.trim_start_matches('0').to_owned();
            if altered.starts_with('.') { altered.insert(0, '0'); }
        }
        let problems = check(renderer, &table(&amounts, &declared(&altered))).unwrap_err();
        prop_assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::TotalMismatch]);
    }

    #[test]
    fn a_grid_has_neither_overlap_nor_hole(
        marks in prop::collection::vec(prop::sample::select(&["x", "x", "x", "^", "<"]), 2..32),
    ) {
        let mut plan = HEAD.replace("kind = \"money\"", "");
        for row in marks.chunks_exact(2) {
            plan.push_str(&format!("[[annex.table.row]]\na = \"{}\"\nb = \"{}\"\nm = \"x\"\n", row[0], row[1]));
        }
        // Only what is resolved without complaint is drawn; there, each slot has one cell.
        if let Ok(annexes) = check(light_renderer(), &plan) {
            let grid = &annexes[0].tables[0].grid;
            let mut covered = vec![0; grid.rows().len() * grid.width()];
            for cell in grid.cells() {
                for row in cell.rows.clone() {
                    for column in cell.columns.clone() {
                        covered[row * grid.width() + column] += 1;
                        prop_assert!(std::ptr::eq(grid.cell(row, column), cell));
                    }
                }
            }
            prop_assert!(covered.iter().all(|times| *times == 1), "{:?}", covered);
        }
    }
}

/// One renderer for all cases: its fonts take a moment to load.
fn light_renderer() -> &'static Renderer {
    static RENDERER: std::sync::LazyLock<Renderer> = std::sync::LazyLock::new(renderer);
    &RENDERER
}

// -- Texts that mean no good --

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "</td></tr></table>",
    "|",
    "||",
    "a | b | c",
    "`",
    "```",
    "`|`",
    "#import \"x.typ\"",
    "#read(\"/etc/passwd\")",
    "$x$",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# x",
    "\\",
    "\\|",
    "[x](javascript:alert(1))",
    "[x](https://example.org/a|b)",
    "![x](y.png)",
    "<!-- x -->",
    "&lt;b&gt;",
    "&#60;",
    "*x*",
    "**x**",
    "***",
    "_x_",
    "~~x~~",
    "# x",
    "> x",
    "---",
    "===",
    "x\n---",
    "- x\n- y",
    "1. x\n2. y",
    "1) x",
    "    x",
    "\tx",
    "a\nb",
    "a  \nb",
    "a\\\nb",
    "<https://example.org>",
    "www.example.org",
    "https://example.org",
    "a@example.org",
    "@x",
    ":---",
    "| --- |",
    "^^",
    "<<",
    "\u{200F}אבג\u{200E}",
    "\u{202E}123",
    "\u{2066}x\u{2069}",
    "\u{0}",
    "\u{1B}[31m",
    "\u{7F}",
    "\u{85}",
    "\r",
    "a\rb",
    "\u{2028}",
    "\u{FEFF}",
    "\u{FFFE}",
    "\u{E000}",
    "e\u{301}",
    "\u{301}",
    "\u{200D}",
    "\u{AD}",
    "\u{1F468}\u{200D}\u{1F469}",
    "漢字",
    "👍🏽",
    "ﷺ",
    "\u{FB01}",
    "…",
    "–",
    "--",
    "'\"",
    "#",
    "@",
    "=",
    "/x",
    "//",
    "/*",
    "x:y",
    "<x>",
    "\u{A0}",
    "\u{3000}",
    "- - - - - - - - - - - - - - - - - - - - - - - - x",
    "> > > > x",
    "* * *",
    "+ x",
    "[^1]",
    "[x]: y",
    "x\n\n\ny",
    "=1+1",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
        1 => "\\PC{1,12}",
        1 => ".{1,12}",
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}

/// The fields of a plan that hold text, filled with the same text.
fn plan_of(text: &str) -> String {
    // A label names files, so it has to have a letter and can't be endless.
    let label = toml(&format!("A{}", text.chars().take(40).collect::<String>()));
    let text = toml(text);
    format!(
        r#"
format = 1
[plan]
title = {text}
year = 2024
authority = {text}
[plan.bulletin]
name = {text}
number = {text}
part = {text}
date = 2024-05-06
[[annex]]
label = {label}
title = {text}
[[annex.table]]
caption = {text}
columns = [
  {{ key = "a", heading = {text}, header = true }},
  {{ key = "b", heading = {text} }},
  {{ key = "m", heading = {text}, kind = "money" }},
]
[[annex.table.row]]
a = {text}
b = {text}
m = {{ amount = "1,00", note = {text} }}
[[annex.table.row]]
a = {{ text = {text}, note = {text} }}
b = {text}
m = "^"
[[annex.table.row]]
role = "total"
a = {text}
b = "<"
"#
    )
}

/// What must be the same whatever the texts: elements of the page that are not of texts, tags of the PDF's table,
/// rows and cells of the Markdown table.
#[derive(Debug, PartialEq, Eq)]
struct Structure {
    html: Vec<String>,
    markdown: Vec<String>,
    pdf: Vec<(String, usize)>,
}

fn structure(annex: &Annex, renderer: &Renderer) -> Result<Structure, TestCaseError> {
    let render = |format| renderer.render(annex, format).map_err(|error| TestCaseError::fail(format!("{error:?}")));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).map_err(|error| TestCaseError::fail(error.to_string()));
    Ok(Structure {
        html: html_structure(&text(render(Format::Html)?)?),
        markdown: markdown_structure(&text(render(Format::Markdown)?)?),
        pdf: pdf_structure(&render(Format::Pdf)?),
    })
}

/// Start tags with their attributes' names, without those that Markdown in a cell makes.
fn html_structure(html: &str) -> Vec<String> {
    use html5gum::{Token, Tokenizer};
    let of_texts = ["p", "ul", "ol", "li", "em", "strong", "a", "br", "code"];
    let mut elements = vec![];
    for token in Tokenizer::new(html) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let attributes: Vec<String> =
                    tag.attributes.keys().map(|key| String::from_utf8_lossy(key).into_owned()).collect();
                assert!(!attributes.iter().any(|name| name.starts_with("on")), "{name} {attributes:?}");
                if !of_texts.contains(&name.as_str()) {
                    elements.push(format!("{name} {}", attributes.join(" ")));
                }
            }
            Token::Comment(comment) => panic!("a comment: {comment:?}"),
            _ => {}
        }
    }
    elements
}

/// Blocks and table cells as pulldown-cmark sees them.
fn markdown_structure(markdown: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH | Options::ENABLE_FOOTNOTES;
    let mut blocks = vec![];
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. }) => {}
            Event::Start(tag) => blocks.push(format!("{tag:?}")),
            Event::Html(html) => panic!("HTML: {html}"),
            Event::InlineHtml(html) => assert_eq!(&*html, "<br>"),
            Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) => panic!("{event:?} in {markdown}"),
            _ => {}
        }
    }
    blocks
}

/// How many structure elements of each kind there are that don't come from texts.
fn pdf_structure(pdf: &[u8]) -> Vec<(String, usize)> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let mut counts = std::collections::BTreeMap::new();
    for object in document.objects.values() {
        let Ok(dictionary) = object.as_dict() else { continue };
        if let Ok(lopdf::Object::Name(name)) = dictionary.get(b"S")
            && dictionary.has(b"P")
        {
            *counts.entry(String::from_utf8_lossy(name).into_owned()).or_insert(0) += 1;
        }
    }
    counts.retain(|kind: &String, _| ["Table", "TR", "TH", "TD", "H1", "Document"].contains(&kind.as_str()));
    assert!(!counts.is_empty(), "the PDF is tagged");
    counts.into_iter().collect()
}

fn stays_data(text: &str) -> Result<(), TestCaseError> {
    // These two are no texts: they continue a cell.
    if matches!(text.trim(), "^" | "<") {
        return Ok(());
    }
    let renderer = light_renderer();
    let plain = check(renderer, &plan_of("x")).unwrap();
    let expected = structure(&plain[0], renderer)?;
    match check(renderer, &plan_of(text)) {
        Ok(annexes) => {
            prop_assert_eq!(structure(&annexes[0], renderer)?, expected, "{:?}", text);
            keeps_its_words(&annexes[0], renderer)?;
        }
        // A text may be refused, for what it is; nothing else about the plan may go wrong for it.
        Err(problems) => {
            let of_text = [Code::ForbiddenCharacter, Code::UnprintableCharacter, Code::EmptyText];
            let others: Vec<Code> = problems.iter().map(|p| p.code).filter(|code| !of_text.contains(code)).collect();
            prop_assert!(others.is_empty(), "{:?} for {:?}", others, text);
        }
    }
    Ok(())
}

/// Every word of a cell is in the page and in the Markdown, as readers other than ourselves read them.
fn keeps_its_words(annex: &Annex, renderer: &Renderer) -> Result<(), TestCaseError> {
    use allegato::annex::Content;
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let text = |format| String::from_utf8(renderer.render(annex, format).unwrap()).unwrap();
    let html = squeeze(&crate::support::html_text(&text(Format::Html)));
    let markdown = squeeze(&crate::support::markdown_text(&text(Format::Markdown)));
    for cell in annex.tables[0].grid.cells() {
        let Content::Text(content) = &cell.content else { continue };
        for (index, words) in crate::support::runs(content).iter().map(|run| squeeze(run)).enumerate() {
            prop_assert!(html.contains(&words), "run {}: {} in HTML {}", index, words, html);
            prop_assert!(markdown.contains(&words), "run {}: {} in Markdown {}", index, words, markdown);
        }
    }
    Ok(())
}

#[test]
fn hostile_texts_stay_data() {
    for text in HOSTILE {
        stays_data(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }
}

#[test]
fn endless_words_and_deep_lists_stay_data() {
    for text in
        ["x".repeat(10_000), "- ".repeat(5_000) + "x", "*".repeat(5_000) + "x", "[".repeat(5_000), "a b ".repeat(5_000)]
    {
        stays_data(&text).unwrap_or_else(|error| panic!("{}…: {error}", &text[..20]));
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn mixtures_of_hostile_texts_stay_data(text in hostile()) {
        stays_data(&text)?;
    }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn no_damage_to_a_plan_makes_the_loader_panic(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, ".{0,6}"), 1..6),
    ) {
        let mut plan = read(&repository().join("plans/2009/migranti.toml"));
        for (at, length, insert) in cuts {
            let start = plan.floor_char_boundary(at.index(plan.len().max(1)));
            let end = plan.ceil_char_boundary((start + length).min(plan.len()));
            plan.replace_range(start..end, &insert);
        }
        if let Err(problems) = check(light_renderer(), &plan) {
            let words = allegato::catalogue::Catalogue::interface(allegato::catalogue::Language::Italian);
            for problem in problems {
                prop_assert!(!allegato::source::draw(&problem, &words, true).is_empty());
            }
        }
    }
}
