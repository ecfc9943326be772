//! What pulldown-cmark makes of Markdown, element by element and text by text, to be compared with the reading of another
//! parser. In: paths of files. Out: each file under its path, a line for each begin and end of an element and each text,
//! texts as JSON. Paragraphs of lists are left out: where items stand close, parsers disagree on whether there are any.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a tool for judges, which prints what it found")]

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fn main() {
    for path in std::env::args().skip(1) {
        println!("== {path}");
        let markdown = std::fs::read_to_string(&path).unwrap();
        let (mut text, mut html, mut items) = (String::new(), String::new(), 0);
        for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            // Parsers tell texts and HTML in pieces of their own.
            match &event {
                Event::Text(words) => text.push_str(words),
                Event::SoftBreak => text.push(' '),
                Event::Html(lines) => html.push_str(lines),
                _ => flush("text", &mut text),
            }
            match &event {
                Event::Start(Tag::Item) => items += 1,
                Event::End(TagEnd::Item) => items -= 1,
                Event::End(TagEnd::HtmlBlock) => flush("html", &mut html),
                _ => {}
            }
            if let Some(line) = line(&event, items > 0) {
                println!("{line}");
            }
        }
        flush("text", &mut text);
    }
}

/// Prints what was gathered, if anything.
fn flush(kind: &str, text: &mut String) {
    if !text.is_empty() {
        println!("{kind} {}", quoted(text.trim_end_matches('\n')));
        text.clear();
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn line(event: &Event, in_item: bool) -> Option<String> {
    Some(match event {
        Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) if in_item => return None,
        Event::Start(Tag::Heading { level, .. }) => format!("heading {}", *level as u8),
        Event::Start(Tag::Link { dest_url, .. }) => format!("link {}", quoted(dest_url)),
        Event::Start(Tag::List(Some(first))) => format!("list {first}"),
        Event::Start(tag) => element(tag.to_end())?.to_owned(),
        Event::End(end) => format!("/{}", element(*end)?),
        Event::Code(code) => format!("code {}", quoted(code)),
        Event::InlineHtml(html) => format!("html {}", quoted(html)),
        Event::HardBreak => "break".to_owned(),
        Event::Rule => "rule".to_owned(),
        Event::Text(_) | Event::SoftBreak | Event::Html(_) => return None,
        other => format!("{other:?}"),
    })
}

fn element(end: TagEnd) -> Option<&'static str> {
    Some(match end {
        TagEnd::Paragraph => "paragraph",
        TagEnd::Heading(_) => "heading",
        TagEnd::List(_) => "list",
        TagEnd::Item => "item",
        TagEnd::Table => "table",
        TagEnd::TableHead | TagEnd::TableRow => "row",
        TagEnd::TableCell => "cell",
        TagEnd::BlockQuote(_) => "block_quote",
        TagEnd::Emphasis => "emphasis",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "strikethrough",
        TagEnd::Link => "link",
        TagEnd::HtmlBlock => return None,
        _ => "other",
    })
}
