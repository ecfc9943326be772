//! What the codes of a font mean, by its ToUnicode CMap (ISO 32000-1, 9.10.3).

use std::collections::BTreeMap;

use crate::archive::pdf::syntax::{Item, Object, Parser, Unreadable, utf16};

pub struct ToUnicode {
    /// Bytes of a code.
    width: usize,
    /// By the first code of each.
    ranges: BTreeMap<u32, Range>,
}

struct Range {
    last: u32,
    to: To,
}

enum To {
    /// The first code's words; those of the others follow, their last unit counted up.
    From(Vec<u8>),
    /// Those of each code.
    Each(Vec<Object>),
}

/// Bytes that one code may stand for (Adobe Technical Note 5014, 3.1).
const MOST_BYTES: usize = 512;
/// Stands for what a font does not explain: such words are never those of an annex.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

impl ToUnicode {
    /// For a font without a CMap.
    pub fn none(width: usize) -> Self {
        Self { width, ranges: BTreeMap::new() }
    }

    /// `width` is how many bytes a code has if the CMap does not say.
    pub fn read(bytes: &[u8], width: usize) -> Result<Self, Unreadable> {
        let mut map = Self::none(width);
        let mut parser = Parser::of_content(bytes);
        let mut operands: Vec<Object> = vec![];
        loop {
            match parser.item()? {
                Item::Object(object) => operands.push(object),
                Item::Word(word) => {
                    map.operate(word, std::mem::take(&mut operands));
                }
                Item::End => return Ok(map),
            }
        }
    }

    fn operate(&mut self, word: &[u8], operands: Vec<Object>) {
        let string = |object: &Object| object.as_string().map(<[u8]>::to_vec);
        match word {
            b"endcodespacerange" => {
                let width = operands.first().and_then(|bound| bound.as_string()).map(<[u8]>::len);
                self.width = width.filter(|width| (1..=4).contains(width)).unwrap_or(self.width);
            }
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let (Some(code), Some(words)) = (code_of(&pair[0]), string(&pair[1])) {
                        self.ranges.insert(code, Range { last: code, to: To::From(words) });
                    }
                }
            }
            b"endbfrange" => {
                for range in operands.chunks_exact(3) {
                    let to = match &range[2] {
                        Object::Array(each) => Some(To::Each(each.clone())),
                        words => string(words).map(To::From),
                    };
                    if let (Some(first), Some(last), Some(to)) = (code_of(&range[0]), code_of(&range[1]), to) {
                        self.ranges.insert(first, Range { last, to });
                    }
                }
            }
            _ => {}
        }
    }

    /// The words of a string that is shown in the font.
    pub fn decode(&self, string: &[u8]) -> impl Iterator<Item = String> {
        string.chunks(self.width).map(|code| {
            let said = self.words(number(code)).filter(|_| code.len() == self.width);
            said.unwrap_or_else(|| UNKNOWN.to_string())
        })
    }

    fn words(&self, code: u32) -> Option<String> {
        let (first, range) = self.ranges.range(..=code).next_back()?;
        let index = code - first;
        match &range.to {
            _ if code > range.last => None,
            To::Each(each) => {
                let words = each.get(usize::try_from(index).ok()?)?.as_string();
                words.filter(|words| words.len() <= MOST_BYTES).map(utf16)
            }
            To::From(words) if words.len() > MOST_BYTES => None,
            To::From(words) => {
                let (start, last) = words.split_last_chunk::<2>()?;
                let last = u16::from_be_bytes(*last).checked_add(u16::try_from(index).ok()?)?;
                Some(utf16(&[start, &last.to_be_bytes()].concat()))
            }
        }
    }
}

fn code_of(object: &Object) -> Option<u32> {
    object.as_string().filter(|bytes| bytes.len() <= size_of::<u32>()).map(number)
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}
