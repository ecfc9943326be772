//! The objects of a PDF (ISO 32000-1, 7.3).

use std::collections::BTreeMap;
use std::ops::Range;

/// An object as it is written. Two are equal if they say the same, however they are written: `0.50` and `.5`, `(a)` and
/// `<61>`, keys in any order.
#[derive(Debug, Clone, PartialEq)]
pub enum Object {
    Null,
    Boolean(bool),
    Number(f64),
    String(Vec<u8>),
    Name(Vec<u8>),
    Array(Vec<Object>),
    Dictionary(Dictionary),
    Stream(Stream),
    /// Of an indirect object, by its number. The generation is always 0: see [`super::parser::Parser`].
    Reference(u32),
}

/// Entries by their names. One that is null is not there (7.3.7).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dictionary(pub BTreeMap<Vec<u8>, Object>);

/// A stream: its dictionary, and where in the file its bytes are, still encoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    pub dictionary: Dictionary,
    pub data: Range<usize>,
}

impl Object {
    pub fn as_dictionary(&self) -> Option<&Dictionary> {
        match self {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dictionary),
            _ => None,
        }
    }

    pub fn as_array(&self) -> Option<&[Object]> {
        match self {
            Object::Array(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_name(&self) -> Option<&[u8]> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    pub fn as_string(&self) -> Option<&[u8]> {
        match self {
            Object::String(bytes) => Some(bytes),
            _ => None,
        }
    }

    pub fn as_number(&self) -> Option<f64> {
        match self {
            Object::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number that is not negative.
    pub fn as_index(&self) -> Option<usize> {
        let number = self.as_number().filter(|number| *number >= 0.0 && number.fract() == 0.0 && *number < MOST)?;
        Some(number as usize)
    }

    pub fn as_reference(&self) -> Option<u32> {
        match self {
            Object::Reference(number) => Some(*number),
            _ => None,
        }
    }

    /// The words of a text string.
    pub fn as_text(&self) -> Option<String> {
        self.as_string().map(text)
    }

    /// The numbers of all objects that it refers to itself, once for each time.
    pub fn references(&self) -> Vec<u32> {
        let (mut found, mut open) = (vec![], vec![self]);
        while let Some(object) = open.pop() {
            match object {
                Object::Reference(number) => found.push(*number),
                Object::Array(items) => open.extend(items),
                Object::Dictionary(dictionary) => open.extend(dictionary.0.values()),
                Object::Stream(stream) => open.extend(stream.dictionary.0.values()),
                _ => {}
            }
        }
        found
    }
}

/// Whole numbers below are exact.
const MOST: f64 = 9_007_199_254_740_992.0;

impl Dictionary {
    pub fn get(&self, key: &str) -> Option<&Object> {
        self.0.get(key.as_bytes())
    }

    /// Whether an entry is this name.
    pub fn is(&self, key: &str, name: &str) -> bool {
        self.get(key).and_then(Object::as_name) == Some(name.as_bytes())
    }
}

/// A text string in the encoding that it declares (7.9.2.2): UTF-16 or UTF-8 with their marks, else PDFDocEncoding.
pub fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| pdf_doc_encoding(*byte)).collect(),
    }
}

/// UTF-16 with the greater byte first. Escapes that say the language (7.9.2.2.1) are no words.
pub fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let mut escaped = false;
    let chars = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
    let said = |c: &char| {
        let mark = *c == '\u{1B}';
        escaped ^= mark;
        !escaped && !mark
    };
    chars.filter(said).collect()
}

/// Where it is not Latin-1 (ISO 32000-1, D.3).
fn pdf_doc_encoding(byte: u8) -> char {
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł',
        'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    match byte {
        0x18..=0x1F => LOW[usize::from(byte - 0x18)],
        0x80..=0xA0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
