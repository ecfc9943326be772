//! Reads objects (ISO 32000-1, 7.2 and 7.3), and operands and operators of content streams (7.8.2).
//!
//! To the letter: what a lenient reader would mend, each in a way of its own, is refused. A file that two readers may
//! understand differently proves nothing. Nor are there generations of objects but the first: nothing that is made or
//! signed today has others.

use super::object::{Dictionary, Object};
use super::{Unreadable, Why};

/// How deep arrays and dictionaries may nest.
const DEEPEST: usize = 64;

/// What stands next.
pub enum Item<'a> {
    Object(Object),
    /// A keyword or operator: `obj`, `Tj`.
    Word(&'a [u8]),
    End,
}

pub struct Parser<'a> {
    bytes: &'a [u8],
    /// Where it reads next.
    pub at: usize,
    /// Whether `1 0 R` is a reference; in content streams there are none.
    references: bool,
}

impl<'a> Parser<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, references: true }
    }

    /// Of a content stream.
    pub fn of_content(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, references: false }
    }

    pub fn fault(&self, why: Why) -> Unreadable {
        Unreadable { at: self.at, why }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// What is left.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes white space and comments.
    pub fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => self.at += self.rest().iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count(),
                _ if is_blank(byte) => self.at += 1,
                _ => break,
            }
        }
    }

    pub fn item(&mut self) -> Result<Item<'a>, Unreadable> {
        self.skip_blanks();
        self.item_at(0)
    }

    /// An object, where nothing else may stand.
    pub fn object(&mut self) -> Result<Object, Unreadable> {
        self.skip_blanks();
        self.object_at(0)
    }

    /// Passes a keyword, if it stands next.
    pub fn word(&mut self, word: &str) -> bool {
        self.skip_blanks();
        let after = self.rest().strip_prefix(word.as_bytes());
        let found = after.is_some_and(|after| after.first().is_none_or(|byte| !is_regular(*byte)));
        if found {
            self.at += word.len();
        }
        found
    }

    /// A number without sign or point.
    pub fn whole(&mut self) -> Option<usize> {
        self.skip_blanks();
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&self.rest()[..digits]).ok()?.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    fn object_at(&mut self, depth: usize) -> Result<Object, Unreadable> {
        match self.item_at(depth)? {
            Item::Object(object) => Ok(object),
            Item::Word(_) | Item::End => Err(self.fault(Why::Syntax)),
        }
    }

    fn item_at(&mut self, depth: usize) -> Result<Item<'a>, Unreadable> {
        if depth > DEEPEST {
            return Err(self.fault(Why::TooDeep));
        }
        let Some(first) = self.peek() else { return Ok(Item::End) };
        let object = match first {
            b'(' => self.literal_string()?,
            b'<' if self.rest().starts_with(b"<<") => self.dictionary(depth)?,
            b'<' => self.hexadecimal_string()?,
            b'[' => self.array(depth)?,
            b'/' => Object::Name(self.name()?),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number_or_reference()?,
            _ if is_regular(first) || matches!(first, b'\'' | b'"') => return Ok(self.keyword()),
            _ => return Err(self.fault(Why::Syntax)),
        };
        Ok(Item::Object(object))
    }

    fn regular(&mut self) -> &'a [u8] {
        let length = self.rest().iter().take_while(|byte| is_regular(**byte)).count();
        let word = &self.rest()[..length];
        self.at += length;
        word
    }

    fn keyword(&mut self) -> Item<'a> {
        match self.regular() {
            b"true" => Item::Object(Object::Boolean(true)),
            b"false" => Item::Object(Object::Boolean(false)),
            b"null" => Item::Object(Object::Null),
            word => Item::Word(word),
        }
    }

    fn number_or_reference(&mut self) -> Result<Object, Unreadable> {
        let word = self.regular();
        if self.references && word.iter().all(u8::is_ascii_digit) {
            let after = self.at;
            if let Some(generation) = self.whole()
                && self.word("R")
            {
                let number = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok());
                let number = number.filter(|_| generation == 0).ok_or_else(|| self.fault(Why::Generation))?;
                return Ok(Object::Reference(number));
            }
            self.at = after;
        }
        let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-'));
        let word = std::str::from_utf8(word).ok().filter(|word| plain(word));
        let number: Option<f64> = word.and_then(|word| word.parse().ok()).filter(|number: &f64| number.is_finite());
        number.map(Object::Number).ok_or_else(|| self.fault(Why::Syntax))
    }

    /// `#20` stands for a byte.
    fn name(&mut self) -> Result<Vec<u8>, Unreadable> {
        self.at += 1;
        let word = self.regular();
        let mut name = Vec::with_capacity(word.len());
        let mut bytes = word.iter();
        while let Some(byte) = bytes.next() {
            if *byte != b'#' {
                name.push(*byte);
                continue;
            }
            match (bytes.next().and_then(|digit| hex(*digit)), bytes.next().and_then(|digit| hex(*digit))) {
                (Some(high), Some(low)) => name.push(high << 4 | low),
                _ => return Err(self.fault(Why::Syntax)),
            }
        }
        Ok(name)
    }

    fn array(&mut self, depth: usize) -> Result<Object, Unreadable> {
        self.at += 1;
        let mut items = vec![];
        loop {
            self.skip_blanks();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Object::Array(items));
            }
            items.push(self.object_at(depth + 1)?);
        }
    }

    /// A key that stands twice is refused: readers do not agree which one counts.
    fn dictionary(&mut self, depth: usize) -> Result<Object, Unreadable> {
        self.at += 2;
        let mut dictionary = Dictionary::default();
        loop {
            self.skip_blanks();
            if self.rest().starts_with(b">>") {
                self.at += 2;
                dictionary.0.retain(|_, value| *value != Object::Null);
                return Ok(Object::Dictionary(dictionary));
            }
            if self.peek() != Some(b'/') {
                return Err(self.fault(Why::Syntax));
            }
            let key = self.name()?;
            self.skip_blanks();
            let value = self.object_at(depth + 1)?;
            if dictionary.0.insert(key, value).is_some() {
                return Err(self.fault(Why::KeyTwice));
            }
        }
    }

    fn hexadecimal_string(&mut self) -> Result<Object, Unreadable> {
        self.at += 1;
        let length = self.rest().iter().take_while(|byte| **byte != b'>').count();
        let string = hexadecimal(&self.rest()[..length]).filter(|_| self.bytes.get(self.at + length) == Some(&b'>'));
        let string = string.ok_or_else(|| self.fault(Why::Syntax))?;
        self.at += length + 1;
        Ok(Object::String(string))
    }

    fn literal_string(&mut self) -> Result<Object, Unreadable> {
        self.at += 1;
        let (mut string, mut open) = (vec![], 0);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut string),
                b')' if open == 0 => return Ok(Object::String(string)),
                // An end of line is a line feed, however it is written.
                b'\r' => {
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    string.push(b'\n');
                }
                _ => {
                    open += usize::from(byte == b'(');
                    open -= usize::from(byte == b')');
                    string.push(byte);
                }
            }
        }
        Err(self.fault(Why::Syntax))
    }

    /// What stands after a backslash (table 3).
    fn escape(&mut self, string: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => string.push(b'\n'),
            b'r' => string.push(b'\r'),
            b't' => string.push(b'\t'),
            b'b' => string.push(8),
            b'f' => string.push(12),
            b'\n' => {}
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code << 3 | u32::from(digit - b'0');
                    self.at += 1;
                }
                // "High-order overflow shall be ignored."
                string.push((code & 0xFF) as u8);
            }
            _ => string.push(byte),
        }
    }
}

pub fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// The bytes that hexadecimal digits stand for, with white space between them (7.3.4.3). A last digit that is missing is 0.
pub fn hexadecimal(digits: &[u8]) -> Option<Vec<u8>> {
    let digits = digits.iter().filter(|byte| !is_blank(**byte));
    let digits: Vec<u8> = digits.map(|byte| hex(*byte)).collect::<Option<_>>()?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|digit| digit as u8)
}
