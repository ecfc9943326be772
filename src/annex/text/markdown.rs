//! From Markdown to the tree of a text. The room of pulldown-cmark.
//!
//! Understood are paragraphs, lists, emphasis, links, code and line breaks. Whatever else CommonMark knows (headings,
//! quotes, HTML, images, rules, code blocks) is the clerk's own words and stays text, to the letter.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{Block, Inline, List, Text, literal, push_text};

/// How deep lists and emphasis may nest. Nobody reads deeper, and every format draws them by recursion.
const DEEPEST: usize = 6;

/// Whether a text may be anything but one paragraph of the letters that it has. What begins with a letter is no list,
/// and nothing is markup without one of the signs that CommonMark gives a meaning to (2.4, 6).
pub fn is_marked(source: &str) -> bool {
    let sign = |byte| matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'&' | b'!') || byte < b' ';
    !source.starts_with(char::is_alphabetic)
        || source.ends_with(char::is_whitespace)
        // Without an early end many bytes are looked at at once.
        || source.bytes().fold(false, |marked, byte| marked | sign(byte))
}

/// Reads the Markdown of a cell or a note.
pub fn read(source: &str) -> Text {
    let source = dedent(source);
    let (shown, escapes) = show_definitions(&source);
    let mut text = Text { blocks: Builder::new(&shown, &escapes).blocks(None) };
    if let [Block::List(List::Numbered { mark, items })] = text.blocks.as_mut_slice()
        && let [(number, item)] = items.as_mut_slice()
    {
        // "1) Spese generali" alone is a label with a number, not a list of one.
        text = std::mem::take(item).labelled(&number.to_string(), *mark);
    }
    // "-" is a dash, not an empty bullet, and "- 5" a number.
    if text.to_plain().is_empty() || is_signed_number(&source) { Text::plain(&source) } else { text }
}

impl Text {
    /// The text with a number and its mark before its first words.
    fn labelled(mut self, digits: &str, mark: char) -> Self {
        match self.blocks.first_mut() {
            Some(Block::Paragraph(inlines)) => inlines.insert(0, Inline::Text(format!("{digits}{mark} "))),
            _ => self.blocks.insert(0, Block::Paragraph(vec![Inline::Text(format!("{digits}{mark}"))])),
        }
        self
    }
}

/// Whether a text is one line that begins with a sign and a digit. A list whose items begin with digits has more lines.
fn is_signed_number(source: &str) -> bool {
    let number = source.strip_prefix(['-', '+']).map(str::trim_start);
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit())) && !source.contains('\n')
}

/// Takes away the indentation that all lines share, so that a text indented to fit its TOML is not a code block.
fn dedent(source: &str) -> String {
    let lines = || source.lines().filter(|line| !line.trim().is_empty());
    let indent = lines().map(|line| line.len() - line.trim_start_matches([' ', '\t']).len()).min().unwrap_or(0);
    let dedented: Vec<&str> = source.lines().map(|line| line.get(indent..).unwrap_or_default()).collect();
    dedented.join("\n").trim_end().to_owned()
}

/// Escapes what CommonMark takes for the definition of a link (`[x]: y`) and would not show. Also where the escapes are,
/// for what is to be shown as it was written.
fn show_definitions(source: &str) -> (String, Vec<usize>) {
    let mut shown = source.to_owned();
    let mut escapes: Vec<usize> = vec![];
    if !source.contains("]:") {
        return (shown, escapes);
    }
    loop {
        let parser = Parser::new_ext(&shown, Options::empty());
        let starts = parser.reference_definitions().iter().map(|(_, definition)| definition.span.start);
        // A span may begin with blanks.
        let mut brackets: Vec<usize> = starts.filter_map(|at| Some(at + shown[at..].find('[')?)).collect();
        if brackets.is_empty() {
            escapes.sort_unstable();
            return (shown, escapes);
        }
        brackets.sort_unstable();
        for bracket in brackets.into_iter().rev() {
            shown.insert(bracket, '\\');
            escapes.iter_mut().filter(|escape| **escape >= bracket).for_each(|escape| *escape += 1);
            escapes.push(bracket);
        }
    }
}

/// Builds the tree from pulldown-cmark's events.
struct Builder<'a> {
    source: &'a str,
    /// Offsets of backslashes that were not written, in order.
    escapes: &'a [usize],
    events: pulldown_cmark::OffsetIter<'a>,
    depth: usize,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, escapes: &'a [usize]) -> Self {
        let events = Parser::new_ext(source, Options::empty()).into_offset_iter();
        Self { source, escapes, events, depth: 0 }
    }

    /// A stretch of the source as it was written.
    fn written(&self, range: Range<usize>) -> String {
        let start = range.start;
        let characters = self.source[range].char_indices();
        characters.filter(|(at, _)| self.escapes.binary_search(&(start + at)).is_err()).map(|(_, c)| c).collect()
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
                    blocks.extend(self.list(start));
                }
                Event::Start(tag @ (Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })) => {
                    self.container(tag, range, &mut loose);
                }
                Event::Start(tag) => {
                    flush(&mut loose, &mut blocks);
                    self.skip(tag.to_end());
                    flush(&mut literal(&self.written(range)), &mut blocks);
                }
                Event::Rule => {
                    flush(&mut loose, &mut blocks);
                    flush(&mut literal(&self.written(range)), &mut blocks);
                }
                event => self.leaf(event, range, &mut loose),
            }
        }
        flush(&mut loose, &mut blocks);
        blocks
    }

    /// A list; or where its numbers begin with zeros, which no format would keep, paragraphs with those before them.
    fn list(&mut self, start: Option<u64>) -> Vec<Block> {
        let mut items: Vec<(&'a str, Text)> = vec![];
        let mut mark = '.';
        self.depth += 1;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let marker = &self.source[range];
                    let digits = marker.len() - marker.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                    mark = marker[digits..].chars().next().unwrap_or(mark);
                    items.push((&marker[..digits], Text { blocks: self.blocks(Some(TagEnd::Item)) }));
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        self.depth -= 1;
        if start.is_none() {
            return vec![Block::List(List::Bullets(items.into_iter().map(|(_, item)| item).collect()))];
        }
        if items.iter().any(|(digits, _)| digits.len() > 1 && digits.starts_with('0')) {
            return items.into_iter().flat_map(|(digits, item)| item.labelled(digits, mark).blocks).collect();
        }
        // CommonMark allows nine digits at most (5.2).
        let numbered = items.into_iter().map(|(digits, item)| (digits.parse().unwrap_or_default(), item));
        vec![Block::List(List::Numbered { mark, items: numbered.collect() })]
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
                Tag::Link { link_type: LinkType::Email, .. } => true,
                Tag::Link { dest_url, .. } => is_safe(dest_url),
                _ => false,
            };
        if !wanted {
            self.skip(end);
            push_literal(inlines, &self.written(range));
            return;
        }
        let mut content = vec![];
        self.depth += 1;
        self.inlines(end, &mut content);
        self.depth -= 1;
        inlines.push(match tag {
            Tag::Emphasis => Inline::Emphasis(content),
            Tag::Strong => Inline::Strong(content),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                Inline::Link { url: format!("mailto:{}", encode(&dest_url)), content }
            }
            // Only links are left of what is wanted.
            tag => {
                let url = if let Tag::Link { dest_url, .. } = tag { encode(&dest_url) } else { String::new() };
                Inline::Link { url, content }
            }
        });
    }

    fn leaf(&mut self, event: Event, range: Range<usize>, inlines: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => push_text(inlines, &text),
            Event::Code(code) => inlines.push(Inline::Code(code.replace('\t', " "))),
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

/// An address with the characters that can't stand in one percent-encoded (RFC 3986, 2).
pub fn encode(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => {
                encoded.push_str(&format!("%{:02X}", c as u32));
            }
            c => encoded.push(c),
        }
    }
    encoded
}
