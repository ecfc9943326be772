//! Texts as the Typst template reads them: trees of blocks and inlines, which it draws and never evaluates.

use serde_json::{Value, json};

use crate::annex::{Block, Footnote, Inline, List, Text};
use crate::render::marks::is_parted;

/// Characters between the places where overlong words may be broken: few enough for any column, many enough to be set
/// in good time.
const BREAK_EVERY: usize = 4;

/// How texts become trees.
#[derive(Clone, Copy)]
pub struct Trees<'a> {
    pub footnotes: &'a [Footnote],
    /// Letters of a word past which it may be broken anywhere.
    pub longest_word: usize,
    /// Whether links lead anywhere: what is repeated on each page is no content of its own there (ISO 14289-1, 7.1), and
    /// a link has to be.
    pub linked: bool,
}

impl Trees<'_> {
    pub fn tree(&self, text: &Text) -> Value {
        let block = |block: &Block| match block {
            Block::Paragraph(inlines) => json!({ "kind": "paragraph", "content": self.inlines(inlines) }),
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

    fn inlines(&self, inlines: &[Inline]) -> Value {
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

    /// Text whose long words may be broken anywhere, by zero-width spaces: better than words beyond the margin. A line
    /// may end after a slash or hyphen anyhow, so that addresses stay as they are.
    pub fn breakable(&self, text: &str) -> String {
        let mut broken = String::with_capacity(text.len());
        for word in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '/' | '-')) {
            if word.chars().count() <= self.longest_word {
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
}
