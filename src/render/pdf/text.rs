//! Texts as the Typst template reads them: trees of blocks and inlines, which it draws and never evaluates.

use serde_json::{Value, json};

use super::fit::{self, Advance};
use crate::annex::{Block, Footnote, Inline, List, Text};
use crate::catalogue::Language;
use crate::render::marks::is_parted;

/// Characters between the places where overlong words may be broken: few enough for any column, many enough to be set
/// in good time.
const BREAK_EVERY: usize = 4;

/// Letters of the shortest text of which the last words are told apart: a shorter one rarely makes two lines.
const SHORTEST_ENDED: usize = 30;

/// How texts become trees.
#[derive(Clone, Copy)]
pub struct Trees<'a> {
    pub footnotes: &'a [Footnote],
    /// By which words are hyphenated.
    pub language: Language,
    /// Letters of a word past which it may be broken anywhere.
    pub longest_word: usize,
    /// By what the last words of a paragraph are reckoned, where they are told apart for the template to keep them together.
    pub ends: Option<Advance<'a>>,
    /// Whether links lead anywhere: what is repeated on each page is no content of its own there (ISO 14289-1, 7.1), and
    /// a link has to be.
    pub linked: bool,
}

impl Trees<'_> {
    pub fn tree(&self, text: &Text) -> Value {
        let block = |block: &Block| match block {
            Block::Paragraph(inlines) => json!({ "kind": "paragraph", "content": self.paragraph(inlines) }),
            Block::List(List::Bullets(items)) => {
                json!({ "kind": "bullets", "items": items.iter().map(|item| self.tree(item)).collect::<Value>() })
            }
            Block::List(List::Numbered { mark, items }) => {
                let item = |(number, item): &(u64, Text)| json!([number, self.tree(item)]);
                json!({ "kind": "numbered", "mark": mark, "items": items.iter().map(item).collect::<Value>() })
            }
        };
        text.blocks.iter().map(block).collect()
    }

    fn paragraph(&self, inlines: &[Inline]) -> Value {
        let mut nodes = self.inlines(inlines);
        if let Some(Inline::Text(text)) = inlines.last()
            && let Some(advance) = self.ends
            && let Some(at) = last_words(text)
        {
            let (start, end) = text.split_at(at);
            nodes.pop();
            nodes.push(json!({ "kind": "text", "text": self.breakable(start) }));
            nodes.push(json!({ "kind": "end", "text": self.breakable(end), "width": fit::width(end, advance) }));
        }
        nodes.into()
    }

    fn inlines(&self, inlines: &[Inline]) -> Vec<Value> {
        let inline = |(index, inline): (usize, &Inline)| match inline {
            Inline::Text(text) => json!({ "kind": "text", "text": self.breakable(text) }),
            Inline::Code(code) => json!({ "kind": "code", "text": self.breakable(code) }),
            Inline::Emphasis(content) => json!({ "kind": "emphasis", "content": self.inlines(content) }),
            Inline::Strong(content) => json!({ "kind": "strong", "content": self.inlines(content) }),
            Inline::Link { url, content } => {
                // A link inside a link leads nowhere.
                let inside = Trees { linked: false, ..*self };
                let url = self.linked.then_some(url);
                json!({ "kind": "link", "url": url, "content": inside.inlines(content) })
            }
            Inline::Break => json!({ "kind": "break" }),
            Inline::Footnote(footnote) => {
                let mark = &self.footnotes[*footnote].mark;
                let parted = is_parted(&inlines[..index], mark);
                json!({ "kind": "mark", "mark": mark, "footnote": footnote, "parted": parted, "linked": self.linked })
            }
        };
        inlines.iter().enumerate().map(inline).collect()
    }

    /// The marks after a figure.
    pub fn marks(&self, footnotes: &[usize]) -> Value {
        let mark = |footnote: &usize| {
            let mark = &self.footnotes[*footnote].mark;
            json!({ "kind": "mark", "mark": mark, "footnote": footnote, "parted": true, "linked": self.linked })
        };
        footnotes.iter().map(mark).collect()
    }

    /// Whether a text has words that may have to be broken.
    pub fn has_long_words(&self, text: &Text) -> bool {
        words(&text.to_plain()).any(|word| self.is_long(word))
    }

    fn is_long(&self, word: &str) -> bool {
        word.len() > self.longest_word && word.chars().count() > self.longest_word
    }

    /// Text whose long words may be broken anywhere, by zero-width spaces, unless the typesetter hyphenates them well
    /// enough: better than words beyond the margin. A line may end after a slash or hyphen anyhow, so that addresses stay
    /// as they are.
    pub fn breakable(&self, text: &str) -> String {
        let mut broken = String::with_capacity(text.len());
        for word in words(text) {
            if !self.is_long(word) || self.is_hyphenated(word) {
                broken.push_str(word);
                continue;
            }
            for (index, c) in word.chars().enumerate() {
                broken.push(c);
                if index % BREAK_EVERY == BREAK_EVERY - 1 {
                    broken.push('\u{200B}');
                }
            }
        }
        broken
    }
    /// Whether hyphenation leaves no part of a word too long. The typesetter asks the same patterns, and hyphenates what is
    /// letters alone.
    fn is_hyphenated(&self, word: &str) -> bool {
        let letters = word.trim_matches(|c: char| !c.is_alphabetic());
        let language = match self.language {
            Language::Italian => hypher::Lang::Italian,
            Language::English => hypher::Lang::English,
            Language::German => hypher::Lang::German,
            Language::French => hypher::Lang::French,
            Language::Spanish => hypher::Lang::Spanish,
        };
        // The hyphen takes the place of a letter.
        letters.chars().all(char::is_alphabetic)
            && hypher::hyphenate(letters, language).all(|part| part.chars().count() < self.longest_word)
    }
}

/// Where the last two words of a text begin, if it may be longer than a line.
fn last_words(text: &str) -> Option<usize> {
    let (before, _) = text.trim_end().rsplit_once(' ')?;
    let at = before.rfind(' ')? + 1;
    (text.chars().count() >= SHORTEST_ENDED).then_some(at)
}

/// Words as far as a line can't end within them, with what follows.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '/' | '-'))
}
