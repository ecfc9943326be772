//! The words that pages draw, by the marks around them (ISO 32000-1, 9.4.3 and 14.6).

use std::collections::BTreeMap;

use super::unicode::ToUnicode;
use crate::archive::pdf::syntax::{Dictionary, Item, Object, Page, Parser, Unreadable, View, Why, pages, text};

/// Operands that an operator can have; an array counts as one.
const MOST_OPERANDS: usize = 64;
/// How deep marks may nest.
const DEEPEST: usize = 64;
/// Bytes of all words of a document.
const MOST_WORDS: usize = 32 << 20;

#[derive(Default)]
pub struct Words {
    /// Of each marked content sequence, by its page's object and its MCID.
    marked: BTreeMap<(u32, usize), String>,
    /// All but artifacts, in the order in which they are drawn: a piece for each sequence, or each text object where nothing
    /// is marked.
    pub pieces: Vec<String>,
    /// Bytes of both.
    size: usize,
}

impl Words {
    /// Of all pages. What other content streams draw (forms, patterns) is not among them: those hold no text of ours.
    pub fn read(view: View) -> Result<Self, Unreadable> {
        let mut words = Self::default();
        for page in pages(view)? {
            words.read_page(view, page)?;
        }
        Ok(words)
    }

    pub fn of(&self, page: u32, id: usize) -> &str {
        self.marked.get(&(page, id)).map_or("", String::as_str)
    }

    fn read_page(&mut self, view: View, page: Page) -> Result<(), Unreadable> {
        let mut drawing = Drawing { view, page, fonts: BTreeMap::new(), font: None, marks: vec![], words: self };
        let content = content(view, page.dictionary)?;
        let mut parser = Parser::of_content(&content);
        let mut operands = vec![];
        loop {
            match parser.item()? {
                Item::End => return Ok(()),
                Item::Object(_) if operands.len() == MOST_OPERANDS => return Err(parser.fault(Why::TooLarge)),
                Item::Object(object) => operands.push(object),
                Item::Word(b"ID") => skip_image(&mut parser)?,
                Item::Word(operator) => {
                    drawing.operate(operator, &operands)?;
                    operands.clear();
                }
            }
        }
    }
}

/// The streams of a page, joined as if they were one (7.8.2).
fn content(view: View, page: &Dictionary) -> Result<Vec<u8>, Unreadable> {
    let mut content = vec![];
    let streams = match page.get("Contents").map(|contents| view.resolve(contents)) {
        Some(Object::Array(streams)) => streams.iter().map(|stream| view.resolve(stream)).collect(),
        one => Vec::from_iter(one),
    };
    for stream in streams {
        let Object::Stream(stream) = stream else { return Err(Unreadable { at: 0, why: Why::Pages }) };
        content.extend(view.document.decoded(stream)?);
        content.push(b'\n');
    }
    Ok(content)
}

/// Passes the bytes of an image inside the content (8.9.7).
fn skip_image(parser: &mut Parser) -> Result<(), Unreadable> {
    let end = parser.rest().windows(4).position(|window| {
        let [before, b'E', b'I', after] = window else { return false };
        before.is_ascii_whitespace() && after.is_ascii_whitespace()
    });
    parser.at += end.ok_or_else(|| parser.fault(Why::Syntax))? + 3;
    Ok(())
}

/// A marked content sequence that is open.
struct Mark {
    id: Option<usize>,
    /// Whether other words stand for what is drawn inside.
    replaced: bool,
    artifact: bool,
}

struct Drawing<'d, 'w> {
    view: View<'d>,
    page: Page<'d>,
    fonts: BTreeMap<Vec<u8>, ToUnicode>,
    /// The name of the font that is chosen.
    font: Option<Vec<u8>>,
    marks: Vec<Mark>,
    words: &'w mut Words,
}

impl Drawing<'_, '_> {
    fn operate(&mut self, operator: &[u8], operands: &[Object]) -> Result<(), Unreadable> {
        match (operator, operands) {
            (b"BMC", [tag]) => self.open(tag, None)?,
            (b"BDC", [tag, properties]) => self.open(tag, Some(properties))?,
            (b"EMC", _) => drop(self.marks.pop()),
            (b"BT", _) => self.begin_piece(),
            (b"Tf", [Object::Name(name), _]) => self.choose(name)?,
            (b"Tj" | b"'", [Object::String(string)]) | (b"\"", [_, _, Object::String(string)]) => self.show(string)?,
            (b"TJ", [Object::Array(parts)]) => {
                parts.iter().filter_map(Object::as_string).try_for_each(|string| self.show(string))?;
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, tag: &Object, properties: Option<&Object>) -> Result<(), Unreadable> {
        if self.marks.len() == DEEPEST {
            return Err(Unreadable { at: 0, why: Why::TooDeep });
        }
        let named = |name: &[u8]| {
            let all = self.page.resources.and_then(|resources| self.view.dictionary(resources, "Properties"))?;
            self.view.resolve(all.0.get(name)?).as_dictionary()
        };
        let properties = match properties {
            Some(Object::Name(name)) => named(name),
            other => other.and_then(Object::as_dictionary),
        };
        let entry = |key: &str| properties.and_then(|properties| properties.get(key));
        let id = entry("MCID").and_then(Object::as_index);
        let actual = entry("ActualText").and_then(Object::as_string).map(text);
        let inside_replaced = self.marks.iter().any(|mark| mark.replaced);
        let artifact = tag.as_name() == Some(b"Artifact");
        self.marks.push(Mark { id, replaced: actual.is_some(), artifact });
        if id.is_some() {
            self.begin_piece();
        }
        actual.filter(|_| !inside_replaced).map_or(Ok(()), |actual| self.say(&actual))
    }

    fn begin_piece(&mut self) {
        if self.words.pieces.last().is_none_or(|piece| !piece.is_empty()) {
            self.words.pieces.push(String::new());
        }
    }

    fn choose(&mut self, name: &[u8]) -> Result<(), Unreadable> {
        if !self.fonts.contains_key(name) {
            let font = self.page.resources.and_then(|resources| self.view.dictionary(resources, "Font"));
            let font = font.and_then(|fonts| self.view.resolve(fonts.0.get(name)?).as_dictionary());
            let width = if font.is_some_and(|font| font.is("Subtype", "Type0")) { 2 } else { 1 };
            let map = match font.and_then(|font| self.view.get(font, "ToUnicode")) {
                Some(Object::Stream(stream)) => ToUnicode::read(&self.view.document.decoded(stream)?, width)?,
                _ => ToUnicode::none(width),
            };
            self.fonts.insert(name.to_vec(), map);
        }
        self.font = Some(name.to_vec());
        Ok(())
    }

    fn show(&mut self, string: &[u8]) -> Result<(), Unreadable> {
        let font = self.font.as_ref().and_then(|font| self.fonts.get(font));
        let Some(font) = font.filter(|_| !self.marks.iter().any(|mark| mark.replaced)) else { return Ok(()) };
        let mut said = String::new();
        for words in font.decode(string) {
            said.push_str(&words);
            if said.len() > MOST_WORDS {
                break;
            }
        }
        self.say(&said)
    }

    fn say(&mut self, said: &str) -> Result<(), Unreadable> {
        self.words.size += said.len();
        if self.words.size > MOST_WORDS {
            return Err(Unreadable { at: 0, why: Why::TooLarge });
        }
        if let Some(id) = self.marks.iter().rev().find_map(|mark| mark.id) {
            self.words.marked.entry((self.page.number, id)).or_default().push_str(said);
        }
        if !self.marks.iter().any(|mark| mark.artifact) {
            match self.words.pieces.last_mut() {
                Some(piece) => piece.push_str(said),
                None => self.words.pieces.push(said.to_owned()),
            }
        }
        Ok(())
    }
}
