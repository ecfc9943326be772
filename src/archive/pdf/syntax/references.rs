//! Cross-reference sections: tables (ISO 32000-1, 7.5.4) and streams (7.5.8).

use std::collections::BTreeMap;

use super::object::{Dictionary, Object};
use super::parser::{Item, Parser};
use super::{Unreadable, Why};

/// Where an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Nowhere any more.
    Free,
    /// At this byte of the file.
    At(usize),
    /// In an object stream, by its number; the how-many-eth in there.
    Within { stream: u32, index: usize },
}

pub type Places = BTreeMap<u32, Place>;

/// A table, after the word `xref`, and the word `trailer`.
pub fn table(parser: &mut Parser) -> Result<Places, Unreadable> {
    let mut places = Places::new();
    while !parser.word("trailer") {
        let (first, count) = (parser.whole(), parser.whole());
        let (Some(first), Some(count)) = (first, count) else { return Err(parser.fault(Why::References)) };
        for index in 0..count {
            let (at, generation) = (parser.whole(), parser.whole());
            let (Some(at), Some(generation)) = (at, generation) else { return Err(parser.fault(Why::References)) };
            let place = match parser.item()? {
                Item::Word(b"n") if generation == 0 => Place::At(at),
                Item::Word(b"n") => return Err(parser.fault(Why::Generation)),
                Item::Word(b"f") => Place::Free,
                _ => return Err(parser.fault(Why::References)),
            };
            let number = first.checked_add(index).and_then(|number| u32::try_from(number).ok());
            let number = number.ok_or_else(|| parser.fault(Why::References))?;
            if places.insert(number, place).is_some() {
                return Err(parser.fault(Why::References));
            }
        }
    }
    Ok(places)
}

/// A cross-reference stream, decoded. `None` if it is not as its dictionary says.
pub fn stream(dictionary: &Dictionary, bytes: &[u8]) -> Option<Places> {
    let whole = |items: &[Object]| items.iter().map(Object::as_index).collect::<Option<Vec<usize>>>();
    let widths = whole(dictionary.get("W")?.as_array()?)?;
    let &[kind, second, _] = &widths[..] else { return None };
    let width = widths.iter().try_fold(0_usize, |sum, width| sum.checked_add(*width))?;
    let ranges = match dictionary.get("Index") {
        Some(ranges) => whole(ranges.as_array()?)?,
        None => vec![0, dictionary.get("Size")?.as_index()?],
    };
    if width == 0 || widths.iter().any(|width| *width > size_of::<u64>()) || !bytes.len().is_multiple_of(width) {
        return None;
    }
    let count = ranges.chunks(2).try_fold(0_usize, |sum, range| sum.checked_add(*range.get(1)?))?;
    if count != bytes.len() / width {
        return None;
    }
    let numbers = ranges.chunks(2).flat_map(|range| (range[0]..).take(range[1]));
    let mut places = Places::new();
    for (number, entry) in numbers.zip(bytes.chunks_exact(width)) {
        let (kind_bytes, rest) = entry.split_at(kind);
        let (second, third) = rest.split_at(second);
        let place = match (if kind == 0 { 1 } else { big_endian(kind_bytes) }, big_endian(third)) {
            (0, _) => Place::Free,
            (1, 0) => Place::At(big_endian(second)),
            (2, index) => Place::Within { stream: u32::try_from(big_endian(second)).ok()?, index },
            _ => return None,
        };
        if places.insert(u32::try_from(number).ok()?, place).is_some() {
            return None;
        }
    }
    Some(places)
}

fn big_endian(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |number: usize, byte| number.wrapping_shl(8) | usize::from(*byte))
}
