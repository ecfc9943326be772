//! Texts as Markdown, in which no character of a plan is markup: lines of a cell, blocks between tables, one line.

use super::super::marks::is_parted;
use crate::annex::{Block, Footnote, Inline, List, NBSP, Text};

/// Draws texts with the marks of their footnotes.
pub struct Writer<'a> {
    footnotes: &'a [Footnote],
}

impl<'a> Writer<'a> {
    pub fn new(footnotes: &'a [Footnote]) -> Self {
        Self { footnotes }
    }

    /// A text of one line: a title or a caption.
    pub fn line(&self, text: &Text) -> String {
        self.lines(text).join(" ").trim().to_owned()
    }

    /// The lines of a text inside a cell, where blocks can't stand.
    pub fn lines(&self, text: &Text) -> Vec<String> {
        let mut lines = vec![];
        self.push_lines(&mut lines, &text.blocks, 0);
        lines
    }

    /// A text between tables, where paragraphs and lists are themselves.
    pub fn blocks(&self, text: &Text) -> String {
        self.parts(text).join("\n\n")
    }

    /// The blocks of a text, each as Markdown.
    fn parts(&self, text: &Text) -> Vec<String> {
        let mut blocks: Vec<String> = vec![];
        for (index, block) in text.blocks.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &text.blocks[before]);
            match block {
                Block::Paragraph(inlines) => blocks.push(self.paragraph(inlines)),
                Block::List(list) => {
                    if matches!(before, Some(Block::List(before)) if is_kept(before) && is_kept(list)) {
                        // Or the two lists would be read as one (CommonMark 5.3).
                        blocks.push("<!-- -->".to_owned());
                    }
                    blocks.push(self.list(list));
                }
            }
        }
        blocks.retain(|block| !block.is_empty());
        blocks
    }

    /// The marks after a figure, each parted by a no-break space.
    pub fn marks(&self, footnotes: &[usize]) -> String {
        footnotes.iter().map(|footnote| format!("{NBSP}{}", escape(&self.footnotes[*footnote].mark))).collect()
    }

    fn paragraph(&self, inlines: &[Inline]) -> String {
        // All in bold it would be taken for a heading (markdownlint, MD036), which it is not.
        let inlines = match inlines {
            [Inline::Emphasis(content) | Inline::Strong(content)] => content,
            inlines => inlines,
        };
        at_line_start(self.inline_text(inlines).trim())
    }

    /// A list; or where its numbers don't follow from 1, which Markdown would not keep, paragraphs with their numbers.
    fn list(&self, list: &List) -> String {
        let marked: Vec<(String, &Text)> = match list {
            List::Bullets(items) => items.iter().map(|item| ("-".to_owned(), item)).collect(),
            List::Numbered { mark, items } => {
                items.iter().map(|(number, item)| (format!("{number}{mark}"), item)).collect()
            }
        };
        if !is_kept(list) {
            let line = |(mark, item): &(String, &Text)| {
                let text = self.lines(item).join("<br>");
                at_line_start(format!("{mark} {text}").trim())
            };
            return marked.iter().map(line).collect::<Vec<_>>().join("\n\n");
        }
        let item = |(mark, item): &(String, &Text)| {
            let break_line = format!("\n{}", " ".repeat(mark.len() + 1));
            let separator = if is_tight(item) { "\n" } else { "\n\n" };
            let text = self.parts(item).join(separator).replace('\n', &break_line);
            // Blank lines have no blanks.
            format!("{mark} {text}").trim_end().replace(&format!("{break_line}\n"), "\n\n")
        };
        marked.iter().map(item).collect::<Vec<_>>().join("\n")
    }

    fn push_lines(&self, lines: &mut Vec<String>, blocks: &[Block], depth: usize) {
        for block in blocks {
            match block {
                Block::Paragraph(inlines) => lines.push(self.inline_text(inlines)),
                Block::List(list) => self.push_items(lines, list, depth),
            }
        }
    }

    fn push_items(&self, lines: &mut Vec<String>, list: &List, depth: usize) {
        // Blanks at the start of a line are dropped by Markdown; no-break ones stay.
        let indent = "\u{A0}".repeat(depth * 2);
        let bullet = if depth == 0 { "•" } else { "◦" };
        let mut push = |mark: String, item: &Text| {
            let first = lines.len();
            self.push_lines(lines, &item.blocks, depth + 1);
            match lines.get_mut(first) {
                Some(line) => *line = format!("{indent}{mark} {line}"),
                None => lines.push(format!("{indent}{mark}")),
            }
        };
        match list {
            List::Bullets(items) => items.iter().for_each(|item| push(bullet.to_owned(), item)),
            List::Numbered { mark, items } => {
                items.iter().for_each(|(number, item)| push(format!("{number}{mark}"), item))
            }
        }
    }

    fn inline_text(&self, inlines: &[Inline]) -> String {
        let mut text = String::new();
        for (index, inline) in inlines.iter().enumerate() {
            let next = inlines.get(index + 1).and_then(|inline| self.first_character(inline));
            match inline {
                Inline::Text(words) => text.push_str(&escape(words)),
                // A code span can hold no pipe inside a table, and two of them side by side would be one; escaped words
                // say the same.
                Inline::Code(code) if code.contains(['|', '`', '\\']) || text.ends_with('`') => {
                    text.push_str(&escape(code))
                }
                Inline::Code(code) => text.push_str(&format!("`{code}`")),
                Inline::Emphasis(content) => self.push_marked(&mut text, "*", content, next),
                Inline::Strong(content) => self.push_marked(&mut text, "**", content, next),
                Inline::Link { url, content } => {
                    text.push_str(&format!("[{}]({})", self.inline_text(content), destination(url)))
                }
                Inline::Break => text.push_str("<br>"),
                Inline::Footnote(footnote) => {
                    let mark = &self.footnotes[*footnote].mark;
                    if is_parted(&inlines[..index], mark) {
                        text.push(NBSP);
                    }
                    text.push_str(&escape(mark));
                }
            }
        }
        text
    }

    /// Emphasis, unless its marks would not be read as such there (CommonMark 6.2): they have to stand against a word, and
    /// where they stand against punctuation, that has to be at the edge of a word too.
    fn push_marked(&self, text: &mut String, mark: &str, content: &[Inline], next: Option<char>) {
        let inner = self.inline_text(content);
        let flanks = |inside: Option<char>, outside: Option<char>| match inside {
            Some(inside) if inside.is_alphanumeric() => true,
            Some(inside) if inside.is_whitespace() => false,
            Some(_) => outside.is_none_or(|outside| !outside.is_alphanumeric()),
            None => false,
        };
        let nested = matches!(content, [Inline::Emphasis(_) | Inline::Strong(_)]);
        let opens = flanks(inner.chars().next(), text.chars().next_back()) && !text.ends_with(['*', '_']);
        let closes = flanks(inner.chars().next_back(), next) && !inner.ends_with('\\');
        if opens && closes && !nested && !matches!(next, Some('*' | '_')) {
            text.push_str(&format!("{mark}{inner}{mark}"));
        } else {
            text.push_str(&inner);
        }
    }

    /// The first character that an inline is drawn with.
    fn first_character(&self, inline: &Inline) -> Option<char> {
        match inline {
            Inline::Text(text) => text.chars().next(),
            Inline::Code(_) => Some('`'),
            Inline::Emphasis(_) | Inline::Strong(_) => Some('*'),
            Inline::Link { .. } => Some('['),
            Inline::Break => Some('<'),
            Inline::Footnote(footnote) => self.footnotes[*footnote].mark.chars().next(),
        }
    }
}

/// Whether Markdown keeps the numbers of a list: those that count from 1.
fn is_kept(list: &List) -> bool {
    match list {
        List::Bullets(_) => true,
        List::Numbered { items, .. } => items.iter().zip(1..).all(|((number, _), next)| *number == next),
    }
}

/// Whether the blocks of an item need no blank lines between: words and at most one list under them.
fn is_tight(item: &Text) -> bool {
    match item.blocks.as_slice() {
        [Block::Paragraph(_), Block::List(list)] => is_kept(list),
        blocks => blocks.len() <= 1,
    }
}

/// An address as the destination of a link: what would end it percent-encoded (RFC 3986, 2.1), what could be an entity
/// escaped.
fn destination(url: &str) -> String {
    url.replace('(', "%28").replace(')', "%29").replace('&', "\\&")
}

/// A line outside tables.
pub fn line(text: &str) -> String {
    at_line_start(&escape(text.trim()))
}

/// Finished Markdown where a line begins: what would open a list, a quote, a heading or a rule there is escaped.
pub fn at_line_start(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match text[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some('-' | '+' | '=' | ':') if digits == 0 => format!("\\{text}"),
        _ => text.to_owned(),
    }
}

/// Text in which no character is markup: for CommonMark (2.4), GitHub's tables, strikethrough, formulas and web
/// addresses. Mail addresses GitHub makes links of however they are written; their words stay the same.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' | '#' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            ':' if rest.starts_with("//") => escaped.push_str("\\:"),
            '.' if ends_with_www(&escaped) => escaped.push_str("\\."),
            '\n' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether GitHub would take what follows for an address.
fn ends_with_www(text: &str) -> bool {
    text.len().checked_sub(3).and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}
