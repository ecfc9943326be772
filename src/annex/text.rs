//! Formatted text of a plan: Markdown to one small tree of our own that each format draws. The room of pulldown-cmark.
//!
//! Understood are paragraphs, lists, emphasis, links, code and line breaks. Whatever else CommonMark knows (headings,
//! quotes, HTML, images, rules, code blocks) is the clerk's own words and stays text, to the letter.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// How deep lists and emphasis may nest. Nobody reads deeper, and every format draws them by recursion.
const DEEPEST: usize = 6;

/// A formatted text: paragraphs and lists, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Paragraph(Vec<Inline>),
    List(List),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// `None` for bullets.
    pub numbering: Option<Numbering>,
    /// Each item is a text of its own.
    pub items: Vec<Text>,
}

/// How an ordered list counts: the first number and the mark after each (`.` or `)`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbering {
    pub start: u64,
    pub mark: char,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    Text(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Code(String),
    Link { url: String, content: Vec<Inline> },
    Break,
}

impl Text {
    /// A text that is taken as it is, without any markup.
    pub fn plain(text: &str) -> Self {
        Self { blocks: vec![Block::Paragraph(literal(text))] }
    }

    /// Reads the Markdown of a cell or a note.
    pub fn markdown(source: &str) -> Self {
        let source = show_definitions(dedent(source));
        let mut parser = Builder::new(&source);
        let mut text = Self { blocks: parser.blocks(None) };
        // "1) Spese generali" alone is a label with a number, not a list of one; "-" is a dash, not an empty bullet.
        let is_label = matches!(text.blocks.as_slice(),
            [Block::List(List { numbering: Some(_), items })] if items.len() == 1);
        if is_label || text.to_plain().is_empty() {
            text = Self::plain(&source);
        }
        text
    }

    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The words alone, in one line.
    pub fn to_plain(&self) -> String {
        let mut words = String::new();
        collect_blocks(&self.blocks, &mut words);
        words.trim().to_owned()
    }
}

fn collect_blocks(blocks: &[Block], words: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => collect_inlines(inlines, words),
            Block::List(list) => list.items.iter().for_each(|item| collect_blocks(&item.blocks, words)),
        }
        if !words.ends_with(' ') {
            words.push(' ');
        }
    }
}

fn collect_inlines(inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => {
                collect_inlines(content, words);
            }
            Inline::Break => words.push(' '),
        }
    }
}

/// Takes away the indentation that all lines share, so that a text indented to fit its TOML is not a code block.
fn dedent(source: &str) -> String {
    let lines = || source.lines().filter(|line| !line.trim().is_empty());
    let indent = lines().map(|line| line.len() - line.trim_start_matches([' ', '\t']).len()).min().unwrap_or(0);
    let dedented: Vec<&str> = source.lines().map(|line| line.get(indent..).unwrap_or_default()).collect();
    dedented.join("\n").trim_end().to_owned()
}

/// Escapes what CommonMark takes for the definition of a link (`[x]: y`) and would not show.
fn show_definitions(mut source: String) -> String {
    loop {
        let parser = Parser::new_ext(&source, Options::empty());
        let definitions = parser.reference_definitions().iter();
        let Some(last) = definitions.map(|(_, definition)| definition.span.start).max() else { return source };
        // The span may begin with blanks.
        let Some(bracket) = source[last..].find('[') else { return source };
        source.insert(last + bracket, '\\');
    }
}

/// Source text as it stands, line ends kept.
fn literal(source: &str) -> Vec<Inline> {
    let mut inlines = vec![];
    for line in source.trim_end().split('\n') {
        if !inlines.is_empty() {
            inlines.push(Inline::Break);
        }
        push_text(&mut inlines, line.trim());
    }
    inlines
}

/// Adds text, joined to a text before it.
fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    if text.is_empty() {
        return;
    }
    match inlines.last_mut() {
        Some(Inline::Text(last)) => last.push_str(text),
        _ => inlines.push(Inline::Text(text.to_owned())),
    }
}

/// Builds the tree from pulldown-cmark's events.
struct Builder<'a> {
    source: &'a str,
    events: pulldown_cmark::OffsetIter<'a>,
    depth: usize,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        Self { source, events: Parser::new_ext(source, Options::empty()).into_offset_iter(), depth: 0 }
    }

    /// Blocks up to the end of the given container. Text straight inside it (tight list items) makes paragraphs.
    fn blocks(&mut self, container: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = vec![];
        let mut loose: Vec<Inline> = vec![];
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(end) if Some(end) == container => break,
                Event::Start(Tag::Paragraph) => {
                    flush(&mut loose, &mut blocks);
                    let mut inlines = vec![];
                    self.inlines(TagEnd::Paragraph, &mut inlines);
                    flush(&mut inlines, &mut blocks);
                }
                Event::Start(Tag::List(start)) if self.depth < DEEPEST => {
                    flush(&mut loose, &mut blocks);
                    blocks.push(Block::List(self.list(start, range)));
                }
                Event::Start(tag @ (Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })) => {
                    self.container(tag, range, &mut loose);
                }
                Event::Start(tag) => {
                    flush(&mut loose, &mut blocks);
                    self.skip(tag.to_end());
                    flush(&mut literal(&self.source[range]), &mut blocks);
                }
                Event::Rule => {
                    flush(&mut loose, &mut blocks);
                    flush(&mut literal(&self.source[range]), &mut blocks);
                }
                event => self.leaf(event, range, &mut loose),
            }
        }
        flush(&mut loose, &mut blocks);
        blocks
    }

    fn list(&mut self, start: Option<u64>, range: Range<usize>) -> List {
        let mark = self.source[range].chars().find(|c| !c.is_ascii_digit() && !c.is_whitespace()).unwrap_or('.');
        let mut items = vec![];
        self.depth += 1;
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(Text { blocks: self.blocks(Some(TagEnd::Item)) }),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        self.depth -= 1;
        List { numbering: start.map(|start| Numbering { start, mark }), items }
    }

    fn inlines(&mut self, until: TagEnd, inlines: &mut Vec<Inline>) {
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(end) if end == until => break,
                Event::Start(tag) => self.container(tag, range, inlines),
                event => self.leaf(event, range, inlines),
            }
        }
    }

    fn container(&mut self, tag: Tag, range: Range<usize>, inlines: &mut Vec<Inline>) {
        let end = tag.to_end();
        let wanted = self.depth < DEEPEST
            && match &tag {
                Tag::Emphasis | Tag::Strong => true,
                Tag::Link { dest_url, .. } => is_safe(dest_url),
                _ => false,
            };
        if !wanted {
            self.skip(end);
            push_literal(inlines, &self.source[range]);
            return;
        }
        let mut content = vec![];
        self.depth += 1;
        self.inlines(end, &mut content);
        self.depth -= 1;
        inlines.push(match tag {
            Tag::Emphasis => Inline::Emphasis(content),
            Tag::Strong => Inline::Strong(content),
            // Only links are left of what is wanted.
            tag => {
                let url = if let Tag::Link { dest_url, .. } = tag { dest_url.to_string() } else { String::new() };
                Inline::Link { url, content }
            }
        });
    }

    fn leaf(&mut self, event: Event, range: Range<usize>, inlines: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => push_text(inlines, &text),
            Event::Code(code) => inlines.push(Inline::Code(code.to_string())),
            Event::SoftBreak => push_text(inlines, " "),
            Event::HardBreak => inlines.push(Inline::Break),
            Event::End(_) => {}
            // HTML and whatever else there may be: shown as it was written.
            _ => push_literal(inlines, &self.source[range]),
        }
    }

    /// Passes over everything up to the end of a tag that has just begun.
    fn skip(&mut self, end: TagEnd) {
        let mut depth = 0;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(tag) if tag.to_end() == end => depth += 1,
                Event::End(tag) if tag == end && depth == 0 => return,
                Event::End(tag) if tag == end => depth -= 1,
                _ => {}
            }
        }
    }
}

fn push_literal(inlines: &mut Vec<Inline>, source: &str) {
    for inline in literal(source) {
        match inline {
            Inline::Text(text) => push_text(inlines, &text),
            inline => inlines.push(inline),
        }
    }
}

fn flush(inlines: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !inlines.is_empty() {
        blocks.push(Block::Paragraph(std::mem::take(inlines)));
    }
}

/// Whether a link leads to a place that a public document may point to. Others could run script or name a file.
fn is_safe(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
    url.contains(':')
        && matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel")
        && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}
