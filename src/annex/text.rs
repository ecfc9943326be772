//! Formatted text of a plan: Markdown to one small tree of our own that each format draws. The room of pulldown-cmark.
//!
//! Understood are paragraphs, lists, emphasis, links, code and line breaks. Whatever else CommonMark knows (headings,
//! quotes, HTML, images, rules, code blocks) is the clerk's own words and stays text, to the letter.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

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

/// Each item is a text of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum List {
    Bullets(Vec<Text>),
    /// Every item with its number as it was written, since "16. Juni" and "20. Juli" are no 16 and 17; after the
    /// numbers stands `.` or `)`.
    Numbered {
        mark: char,
        items: Vec<(u64, Text)>,
    },
}

impl List {
    pub fn items(&self) -> impl Iterator<Item = &Text> {
        let (bullets, numbered) = match self {
            List::Bullets(items) => (items.as_slice(), [].as_slice()),
            List::Numbered { items, .. } => ([].as_slice(), items.as_slice()),
        };
        bullets.iter().chain(numbered.iter().map(|(_, item)| item))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    Text(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Code(String),
    Link {
        url: String,
        content: Vec<Inline>,
    },
    Break,
    /// A reference to a footnote, as an index into those of the annex.
    Footnote(usize),
}

/// What is put into a text where its source has a mark of its own (see [`Text::insert`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Insert {
    Footnote(usize),
    Words(String),
}

/// The first of the private characters that stand for inserts while a text is read. No text of a plan can hold them.
const FIRST_INSERT: u32 = 0xF_0000;
/// How many inserts one text can have: the rest of the plane.
const MOST_INSERTS: usize = 0xFFFD;

impl Insert {
    /// The character that stands for the insert of that index, or `None` past the most there can be.
    pub fn stand_in(index: usize) -> Option<char> {
        (index < MOST_INSERTS).then(|| char::from_u32(FIRST_INSERT + u32::try_from(index).ok()?))?
    }

    fn index(c: char) -> Option<usize> {
        (c as u32).checked_sub(FIRST_INSERT).map(|index| index as usize).filter(|index| *index < MOST_INSERTS)
    }
}

impl Text {
    /// A text that is taken as it is, without any markup.
    pub fn plain(text: &str) -> Self {
        Self { blocks: vec![Block::Paragraph(literal(text))] }
    }

    /// A title, caption or heading: one line without any markup.
    pub fn line(text: &str) -> Self {
        Self::plain(&one_line(text))
    }

    /// Puts inserts where their stand-ins are. `written` gives back what the source had there, for where nothing can be
    /// put: inside code and the addresses of links.
    pub fn insert(mut self, inserts: &[(Insert, String)]) -> Self {
        if !inserts.is_empty() {
            insert_blocks(&mut self.blocks, inserts);
        }
        self
    }

    /// The footnotes that it refers to, in order.
    pub fn footnotes(&self) -> Vec<usize> {
        fn walk(inlines: &[Inline], found: &mut Vec<usize>) {
            for inline in inlines {
                match inline {
                    Inline::Footnote(index) => found.push(*index),
                    Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => {
                        walk(content, found);
                    }
                    Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
                }
            }
        }
        let mut found = vec![];
        for block in &self.blocks {
            match block {
                Block::Paragraph(inlines) => walk(inlines, &mut found),
                Block::List(list) => list.items().for_each(|item| found.extend(item.footnotes())),
            }
        }
        found
    }

    /// Reads the Markdown of a cell or a note.
    pub fn markdown(source: &str) -> Self {
        let source = dedent(source);
        let (shown, escapes) = show_definitions(&source);
        let mut text = Self { blocks: Builder::new(&shown, &escapes).blocks(None) };
        if let [Block::List(List::Numbered { mark, items })] = text.blocks.as_mut_slice()
            && let [(number, item)] = items.as_mut_slice()
        {
            // "1) Spese generali" alone is a label with a number, not a list of one.
            text = std::mem::take(item).labelled(&number.to_string(), *mark);
        }
        // "-" is a dash, not an empty bullet, and "- 5" a number.
        if text.to_plain().is_empty() || is_signed_number(&source) { Self::plain(&source) } else { text }
    }

    /// The text with a number and its mark before its first words.
    fn labelled(mut self, digits: &str, mark: char) -> Self {
        match self.blocks.first_mut() {
            Some(Block::Paragraph(inlines)) => inlines.insert(0, Inline::Text(format!("{digits}{mark} "))),
            _ => self.blocks.insert(0, Block::Paragraph(vec![Inline::Text(format!("{digits}{mark}"))])),
        }
        self
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
            Block::List(list) => list.items().for_each(|item| collect_blocks(&item.blocks, words)),
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
            Inline::Footnote(_) => {}
        }
    }
}

fn insert_blocks(blocks: &mut [Block], inserts: &[(Insert, String)]) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => insert_inlines(inlines, inserts),
            Block::List(List::Bullets(items)) => {
                items.iter_mut().for_each(|item| insert_blocks(&mut item.blocks, inserts));
            }
            Block::List(List::Numbered { items, .. }) => {
                items.iter_mut().for_each(|(_, item)| insert_blocks(&mut item.blocks, inserts));
            }
        }
    }
}

fn insert_inlines(inlines: &mut Vec<Inline>, inserts: &[(Insert, String)]) {
    let insert_at = |c: char| Insert::index(c).and_then(|index| inserts.get(index));
    let restore = |text: &mut String| {
        *text = text.chars().map(|c| insert_at(c).map_or(c.to_string(), |(_, written)| written.clone())).collect();
    };
    for inline in std::mem::take(inlines) {
        match inline {
            Inline::Text(text) => {
                for c in text.chars() {
                    match insert_at(c) {
                        Some((Insert::Footnote(index), _)) => inlines.push(Inline::Footnote(*index)),
                        Some((Insert::Words(words), _)) => push_text(inlines, words),
                        None => push_text(inlines, c.encode_utf8(&mut [0; 4])),
                    }
                }
            }
            Inline::Code(mut code) => {
                restore(&mut code);
                inlines.push(Inline::Code(code));
            }
            Inline::Link { mut url, mut content } => {
                restore(&mut url);
                insert_inlines(&mut content, inserts);
                inlines.push(Inline::Link { url: encode(&url), content });
            }
            Inline::Emphasis(mut content) => {
                insert_inlines(&mut content, inserts);
                inlines.push(Inline::Emphasis(content));
            }
            Inline::Strong(mut content) => {
                insert_inlines(&mut content, inserts);
                inlines.push(Inline::Strong(content));
            }
            inline @ (Inline::Break | Inline::Footnote(_)) => inlines.push(inline),
        }
    }
}

/// A title, name or heading: one line, its breaks and tabs made spaces.
pub fn one_line(text: &str) -> String {
    text.split(['\n', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
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
    let text = text.replace('\t', " ");
    match inlines.last_mut() {
        Some(Inline::Text(last)) => last.push_str(&text),
        _ => inlines.push(Inline::Text(text)),
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
fn encode(url: &str) -> String {
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
