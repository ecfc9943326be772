//! Texts as the cells of a spreadsheet have them: runs of letters, lines parted by line feeds. Lists are lines that begin
//! with a dash or a number, as a plan writes them, so that they are lists again when they are read back.

use crate::annex::{Block, Footnote, Inline, List, NBSP, Text};
use crate::render::marks::is_parted;

/// Words in one kind of letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub strong: bool,
    pub emphasis: bool,
}

/// What a cell shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs(Vec<Run>);

impl Runs {
    pub fn plain(text: &str) -> Self {
        let mut runs = Self::default();
        runs.push(text, false, false);
        runs
    }

    /// A text with the marks of its footnotes; below it, the addresses that its links lead to.
    pub fn of(text: &Text, footnotes: &[Footnote]) -> Self {
        let mut writer = Writer { runs: Self::default(), footnotes, addresses: vec![] };
        writer.blocks(&text.blocks, "");
        writer.addresses.iter().fold(writer.runs, |runs, address| runs.below(Self::plain(address)))
    }

    /// Adds others on a line of their own.
    pub fn below(mut self, others: Self) -> Self {
        if !self.0.is_empty() && !others.0.is_empty() {
            self.push("\n", false, false);
        }
        others.0.iter().for_each(|run| self.push(&run.text, run.strong, run.emphasis));
        self
    }

    /// The words alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// The runs, where there is more than one kind of letters.
    pub fn mixed(&self) -> Option<&[Run]> {
        (self.0.len() > 1).then_some(self.0.as_slice())
    }

    fn push(&mut self, text: &str, strong: bool, emphasis: bool) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.strong == strong && last.emphasis == emphasis => last.text.push_str(text),
            _ => self.0.push(Run { text: text.to_owned(), strong, emphasis }),
        }
    }
}

struct Writer<'a> {
    runs: Runs,
    footnotes: &'a [Footnote],
    /// Of links that do not show them.
    addresses: Vec<String>,
}

impl Writer<'_> {
    /// Blocks one below the other; `indent` begins each line but the first.
    fn blocks(&mut self, blocks: &[Block], indent: &str) {
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                let apart = matches!((&blocks[index - 1], block), (Block::Paragraph(_), Block::Paragraph(_)));
                self.line(if apart { "\n" } else { "" }, indent);
            }
            match block {
                Block::Paragraph(inlines) => self.inlines(inlines, indent, false, false),
                Block::List(list) => self.list(list, indent),
            }
        }
    }

    fn line(&mut self, before: &str, indent: &str) {
        self.runs.push(&format!("{before}\n{indent}"), false, false);
    }

    fn list(&mut self, list: &List, indent: &str) {
        let marks: Vec<String> = match list {
            List::Bullets(items) => items.iter().map(|_| "- ".to_owned()).collect(),
            List::Numbered { mark, items } => items.iter().map(|(number, _)| format!("{number}{mark} ")).collect(),
        };
        for (index, (mark, item)) in marks.iter().zip(list.items()).enumerate() {
            if index > 0 {
                self.line("", indent);
            }
            self.runs.push(mark, false, false);
            self.blocks(&item.blocks, &format!("{indent}{}", " ".repeat(mark.len())));
        }
    }

    fn inlines(&mut self, inlines: &[Inline], indent: &str, strong: bool, emphasis: bool) {
        for (index, inline) in inlines.iter().enumerate() {
            match inline {
                Inline::Text(text) | Inline::Code(text) => self.runs.push(text, strong, emphasis),
                Inline::Emphasis(content) => self.inlines(content, indent, strong, true),
                Inline::Strong(content) => self.inlines(content, indent, true, emphasis),
                Inline::Link { url, content } => {
                    let start = self.runs.text().len();
                    self.inlines(content, indent, strong, emphasis);
                    let said = self.runs.text()[start..].to_owned();
                    if said != *url && format!("mailto:{said}") != *url {
                        self.addresses.push(url.clone());
                    }
                }
                Inline::Break => self.line("", indent),
                Inline::Footnote(footnote) => {
                    let mark = &self.footnotes[*footnote].mark;
                    let space = if is_parted(&inlines[..index], mark) { NBSP.to_string() } else { String::new() };
                    self.runs.push(&format!("{space}{mark}"), strong, emphasis);
                }
            }
        }
    }
}
