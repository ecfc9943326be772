//! Texts as HTML, escaped here and nowhere else, and the footnotes that they refer to, linked both ways.

use serde::Serialize;

use super::super::Words;
use super::super::marks::is_parted;
use crate::annex::{Block, Footnote, Inline, List, NBSP, Text};

/// Draws texts in the order of the page, and counts the references to each footnote.
pub struct Writer<'a> {
    footnotes: &'a [Footnote],
    /// What all names on the page begin with.
    prefix: &'a str,
    /// By footnote, how many links lead to it so far.
    references: Vec<usize>,
    /// Whether marks lead to their footnotes: not inside another link (HTML, 4.5.1), nor where the footnotes have no names.
    links_marks: bool,
}

/// A footnote with its way back to each place that refers to it.
#[derive(Serialize)]
pub struct FootnoteView {
    id: String,
    mark: String,
    html: String,
    back: Vec<BackLink>,
}

#[derive(Serialize)]
struct BackLink {
    href: String,
    name: String,
}

impl<'a> Writer<'a> {
    pub fn new(footnotes: &'a [Footnote], prefix: &'a str) -> Self {
        Self { footnotes, prefix, references: vec![0; footnotes.len()], links_marks: true }
    }

    /// For texts whose footnotes stand elsewhere.
    pub fn unlinked(footnotes: &'a [Footnote]) -> Self {
        Self { links_marks: false, ..Self::new(footnotes, "") }
    }

    /// A text in an element that is block enough: a single paragraph stands without its `p`.
    pub fn cell(&mut self, text: &Text) -> String {
        let mut html = String::new();
        match text.blocks.as_slice() {
            [Block::Paragraph(inlines)] => self.push_inlines(&mut html, inlines),
            blocks => self.push_blocks(&mut html, blocks),
        }
        html
    }

    /// A text that stands for itself: every paragraph is one.
    pub fn blocks(&mut self, text: &Text) -> String {
        let mut html = String::new();
        self.push_blocks(&mut html, &text.blocks);
        html
    }

    /// The marks after a figure, each parted by a no-break space.
    pub fn marks(&mut self, footnotes: &[usize]) -> String {
        let mut html = String::new();
        for footnote in footnotes {
            html.push(NBSP);
            self.push_mark(&mut html, *footnote);
        }
        html
    }

    /// All footnotes, drawn after everything that refers to them.
    pub fn footnotes(mut self, words: Words) -> Vec<FootnoteView> {
        let texts: Vec<String> = self.footnotes.iter().map(|footnote| self.cell(&footnote.text)).collect();
        let view = |(index, html): (usize, String)| {
            let mark = &self.footnotes[index].mark;
            let count = self.references[index];
            let back = |reference: usize| BackLink {
                href: format!("#{}", self.reference_id(index, reference)),
                name: match count {
                    1 => words.with("footnote-back", &[("mark", mark.as_str().into())]),
                    // As text: no thousands separator.
                    _ => {
                        let number = reference.to_string();
                        words.with("footnote-back-to", &[("mark", mark.as_str().into()), ("number", number.into())])
                    }
                },
            };
            FootnoteView {
                id: self.footnote_id(index),
                mark: mark.clone(),
                html,
                back: (1..=count).map(back).collect(),
            }
        };
        texts.into_iter().enumerate().map(view).collect()
    }

    fn footnote_id(&self, footnote: usize) -> String {
        format!("{}fn-{}", self.prefix, footnote + 1)
    }

    /// References count from 1.
    fn reference_id(&self, footnote: usize, reference: usize) -> String {
        format!("{}fnref-{}-{reference}", self.prefix, footnote + 1)
    }

    fn push_blocks(&mut self, html: &mut String, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(inlines) => self.push_element(html, "p", inlines),
                Block::List(list) => self.push_list(html, list),
            }
        }
    }

    fn push_list(&mut self, html: &mut String, list: &List) {
        match list {
            List::Bullets(items) => {
                html.push_str("<ul>");
                items.iter().for_each(|item| self.push_item(html, None, item));
                html.push_str("</ul>");
            }
            List::Numbered { mark, items } => {
                html.push_str(if *mark == ')' { "<ol class=\"parenthesis\">" } else { "<ol>" });
                let mut next = 1;
                for (number, item) in items {
                    self.push_item(html, (*number != next).then_some(*number), item);
                    next = number + 1;
                }
                html.push_str("</ol>");
            }
        }
    }

    /// An item of a list; with its number where that does not follow from the one before.
    fn push_item(&mut self, html: &mut String, number: Option<u64>, item: &Text) {
        match number {
            Some(number) => html.push_str(&format!("<li value=\"{number}\">")),
            None => html.push_str("<li>"),
        }
        match item.blocks.split_first() {
            Some((Block::Paragraph(inlines), rest)) => {
                self.push_inlines(html, inlines);
                self.push_blocks(html, rest);
            }
            _ => self.push_blocks(html, &item.blocks),
        }
        html.push_str("</li>");
    }

    fn push_inlines(&mut self, html: &mut String, inlines: &[Inline]) {
        for (index, inline) in inlines.iter().enumerate() {
            match inline {
                Inline::Text(text) => html.push_str(&escape(text)),
                Inline::Code(code) => html.push_str(&format!("<code>{}</code>", escape(code))),
                Inline::Emphasis(content) => self.push_element(html, "em", content),
                Inline::Strong(content) => self.push_element(html, "strong", content),
                Inline::Link { url, content } => self.push_link(html, url, content),
                Inline::Break => html.push_str("<br>"),
                Inline::Footnote(footnote) => {
                    if is_parted(&inlines[..index], &self.footnotes[*footnote].mark) {
                        html.push(NBSP);
                    }
                    self.push_mark(html, *footnote);
                }
            }
        }
    }

    fn push_element(&mut self, html: &mut String, name: &str, content: &[Inline]) {
        html.push_str(&format!("<{name}>"));
        self.push_inlines(html, content);
        html.push_str(&format!("</{name}>"));
    }

    fn push_link(&mut self, html: &mut String, url: &str, content: &[Inline]) {
        html.push_str(&format!("<a href=\"{}\">", escape(url)));
        let outer = std::mem::replace(&mut self.links_marks, false);
        self.push_inlines(html, content);
        self.links_marks = outer;
        html.push_str("</a>");
    }

    fn push_mark(&mut self, html: &mut String, footnote: usize) {
        let mark = escape(&self.footnotes[footnote].mark);
        if !self.links_marks {
            html.push_str(&mark);
            return;
        }
        self.references[footnote] += 1;
        let id = self.reference_id(footnote, self.references[footnote]);
        let target = self.footnote_id(footnote);
        html.push_str(&format!("<a class=\"mark\" id=\"{id}\" href=\"#{target}\" role=\"doc-noteref\">{mark}</a>"));
    }
}

/// Text as HTML text or attribute value (HTML Living Standard, 13.3).
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
