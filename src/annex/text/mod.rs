//! Formatted text of a plan: one small tree of our own that each format draws.

mod markdown;

use std::borrow::Cow;

use serde::Serialize;

/// A formatted text: paragraphs and lists, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Text {
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Block {
    Paragraph(Vec<Inline>),
    List(List),
}

/// Each item is a text of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
        match markdown::is_marked(source) {
            true => Self::parsed(source),
            false => Self { blocks: vec![Block::Paragraph(vec![Inline::Text(source.to_owned())])] },
        }
    }

    /// The same by way of the parser, whatever the text; most texts can do without.
    pub fn parsed(source: &str) -> Self {
        markdown::read(source)
    }

    /// The words alone, in one line in which the items of lists are told apart. `mark` says what stands for a footnote.
    pub fn to_line(&self, mark: &dyn Fn(usize) -> String) -> String {
        let mut line = String::new();
        push_line(&self.blocks, mark, &mut line);
        line
    }

    /// The words alone, in one line.
    pub fn to_plain(&self) -> String {
        let mut words = String::new();
        collect_blocks(&self.blocks, &mut words);
        words.trim().to_owned()
    }
}

/// The words of blocks in one line. Between the items of lists stands a semicolon, unless what comes before ends with a
/// sign of its own.
fn push_line(blocks: &[Block], mark: &dyn Fn(usize) -> String, line: &mut String) {
    for block in blocks {
        let mut push = |words: &str, part: bool| {
            let end = line.trim_end().len();
            line.truncate(end);
            if end > 0 && !words.is_empty() {
                line.push_str(if part && line.ends_with(|c: char| c.is_alphanumeric() || c == ')') {
                    "; "
                } else {
                    " "
                });
            }
            line.push_str(words);
        };
        match block {
            Block::Paragraph(inlines) => {
                let mut words = String::new();
                collect_inlines(inlines, mark, &mut words);
                push(words.trim(), false);
            }
            Block::List(list) => {
                list.items().enumerate().for_each(|(index, item)| push(&item.to_line(mark), index > 0))
            }
        }
    }
}

fn collect_blocks(blocks: &[Block], words: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => collect_inlines(inlines, &|_| String::new(), words),
            Block::List(list) => list.items().for_each(|item| collect_blocks(&item.blocks, words)),
        }
        if !words.ends_with(' ') {
            words.push(' ');
        }
    }
}

fn collect_inlines(inlines: &[Inline], mark: &dyn Fn(usize) -> String, words: &mut String) {
    for (index, inline) in inlines.iter().enumerate() {
        match inline {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => {
                collect_inlines(content, mark, words);
            }
            Inline::Break => words.push(' '),
            Inline::Footnote(footnote) => {
                let mark = mark(*footnote);
                // The blank before a mark that is left out goes with it, where something else parts the words.
                if mark.is_empty() && !goes_on(inlines.get(index + 1)) {
                    words.truncate(words.trim_end_matches(' ').len());
                }
                words.push_str(&mark);
            }
        }
    }
}

/// Whether a word stands right after.
fn goes_on(next: Option<&Inline>) -> bool {
    match next {
        Some(Inline::Text(text)) => text.starts_with(char::is_alphanumeric),
        Some(Inline::Break | Inline::Footnote(_)) | None => false,
        Some(_) => true,
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
                for part in text.split_inclusive(|c| insert_at(c).is_some()) {
                    let last = part.chars().next_back();
                    let insert = last.and_then(|c| Some((insert_at(c)?, c.len_utf8())));
                    push_text(inlines, &part[..part.len() - insert.map_or(0, |(_, length)| length)]);
                    match insert {
                        Some(((Insert::Footnote(index), _), _)) => inlines.push(Inline::Footnote(*index)),
                        Some(((Insert::Words(words), _), _)) => push_text(inlines, words),
                        None => {}
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
                inlines.push(Inline::Link { url: markdown::encode(&url), content });
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
    if !text.contains(['\n', '\t']) {
        return text.trim().to_owned();
    }
    text.split(['\n', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
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
    let text = if text.contains('\t') { Cow::from(text.replace('\t', " ")) } else { Cow::from(text) };
    match inlines.last_mut() {
        Some(Inline::Text(last)) => last.push_str(&text),
        _ => inlines.push(Inline::Text(text.into_owned())),
    }
}
