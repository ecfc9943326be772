//! Texts that mean no good: whatever they are, they stay data in every field and every format.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use allegato::annex::Annex;
use allegato::render::{Format, Imprint, Renderer, Settings};
use allegato::source::Code;

use crate::support::{cases, check, shared_renderer};

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
    "[^ 1]",
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
    let mark = toml(&text.chars().take(10).collect::<String>());
    let text = toml(text);
    format!(
        r#"
format = 1
[plan]
title = {text}
year = 2024
authority = {text}
[plan.act]
kind = {text}
body = {text}
number = {text}
subject = {text}
[plan.registration]
office = {text}
[plan.signing]
place = {text}
signatures = [{{ office = {text}, name = {text} }}]
[[plan.accounting]]
chapter = {text}
commitment = {text}
[plan.bulletin]
name = {text}
number = {text}
part = {text}
date = 2024-05-06
[[annex]]
label = {label}
title = {text}
before = {text}
after = {text}
[annex.footnotes]
n = {{ mark = {mark}, text = {text} }}
[[annex.table]]
caption = {text}
before = {text}
after = {text}
absences = {{ ND = {text} }}
columns = [
  {{ key = "a", heading = {text}, header = true }},
  {{ key = "b", heading = {text} }},
  {{ key = "c", heading = {text}, kind = "code" }},
  {{ key = "m", heading = [{text}, "M"], kind = "money" }},
]
[[annex.table.row]]
role = "heading"
a = {text}
[[annex.table.row]]
a = {text}
b = {text}
c = {label}
m = {{ amount = "1,00 [^n]", note = {text} }}
[[annex.table.row]]
a = {{ text = {text}, note = {text} }}
b = {text}
c = "x"
m = "^"
[[annex.table.row]]
role = "total"
a = {text}
b = "<"
c = "<"
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
    let render = |format| {
        renderer
            .render(annex, format, &crate::support::no_sources())
            .map_err(|error| TestCaseError::fail(format!("{error:?}")))
    };
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
            // What the Markdown of a text around the tables may make.
            Event::Start(Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::HtmlBlock) => {}
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. }) => {}
            Event::Start(tag) => blocks.push(format!("{tag:?}")),
            // Our own, between two lists that would else be one.
            Event::Html(html) if html.trim() == "<!-- -->" => {}
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
    let renderer = shared_renderer();
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

/// Every word of a cell is in the page, in the Markdown and in the workbook, as readers other than ourselves read them.
fn keeps_its_words(annex: &Annex, renderer: &Renderer) -> Result<(), TestCaseError> {
    use allegato::annex::Content;
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let text =
        |format| String::from_utf8(renderer.render(annex, format, &crate::support::no_sources()).unwrap()).unwrap();
    let html = squeeze(&crate::support::html_text(&text(Format::Html)));
    let markdown = squeeze(&crate::support::markdown_text(&text(Format::Markdown)));
    let workbook = renderer.render(annex, Format::Xlsx, &crate::support::no_sources()).unwrap();
    crate::xlsx::has_the_cells_of(annex, &workbook, "a hostile plan");
    let workbook = squeeze(&crate::xlsx::text(&workbook).replace('⏎', " "));
    let table = &annex.tables[0];
    let cells = table.grid.cells().iter().filter_map(|cell| match &cell.content {
        Content::Text(text) => Some(text),
        _ => None,
    });
    let around = [&annex.title, &annex.before, &annex.after, &table.caption, &table.before, &table.after];
    let notes = annex.footnotes.iter().map(|note| &note.text).chain(table.legend.iter().map(|(_, meaning)| meaning));
    for content in cells.chain(around.into_iter().flatten()).chain(notes) {
        for (index, words) in crate::support::runs(content).iter().map(|run| squeeze(run)).enumerate() {
            prop_assert!(html.contains(&words), "run {}: {} in HTML {}", index, words, html);
            prop_assert!(markdown.contains(&words), "run {}: {} in Markdown {}", index, words, markdown);
            let words = words.replace('⏎', "");
            prop_assert!(workbook.contains(&words), "run {}: {} in XLSX {}", index, words, workbook);
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

/// What a project says of its publication is text as well.
#[test]
fn hostile_settings_stay_data() {
    let page = |text: &str| {
        let text = || Some(text.to_owned());
        let imprint = Imprint {
            title: text(),
            licence: text(),
            contact: text(),
            accessibility_statement: Some(format!("https://example.org/{}", text().unwrap_or_default())),
        };
        let settings = Settings { formats: vec![Format::Html], imprint, ..Settings::default() };
        let renderer = crate::support::renderer_of(settings);
        let annexes = check(&renderer, &plan_of("x")).unwrap();
        String::from_utf8(renderer.render(&annexes[0], Format::Html, &crate::support::no_sources()).unwrap()).unwrap()
    };
    let expected = html_structure(&page("x"));
    for text in HOSTILE {
        assert_eq!(html_structure(&page(text)), expected, "{text:?}");
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

/// References by the hundred thousand are read in the time that their text takes, and come to what a few come to.
#[test]
fn endless_references_are_told_in_good_time() {
    let checked = |text: &str| {
        let plan = plan_of("x").replacen("before = \"x\"", &format!("before = {}", toml(text)), 1);
        check(shared_renderer(), &plan)
    };
    let before = |text: &str| checked(text).unwrap().remove(0).before.unwrap();
    assert_eq!(before(&"[^n]".repeat(50_000)).footnotes().len(), 50_000);
    for text in ["[^".repeat(100_000), "{{".repeat(100_000)] {
        assert_eq!(before(&text).to_plain(), text);
    }
    let problems = checked(&"{{ a(".repeat(50_000)).unwrap_err();
    assert_eq!(problems.iter().filter(|problem| problem.code == Code::TextReference).count(), 50_000);
}
