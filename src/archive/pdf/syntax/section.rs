//! A section of a file, and what it is made of (ISO 32000-1, 7.3.8, 7.3.10 and 7.5).

use std::collections::BTreeMap;
use std::ops::Range;

use super::object::{Dictionary, Object, Stream};
use super::parser::{Parser, is_blank};
use super::{Unreadable, Why};

/// Objects, the cross-reference section that names them, and the trailer.
pub struct Section {
    /// Where it ends: behind `%%EOF`.
    pub end: usize,
    /// Where its cross-reference section begins.
    pub start_of_references: usize,
    pub trailer: Dictionary,
    /// Where its objects stand that are in no object stream, from their numbers to `endobj`.
    pub bodies: BTreeMap<u32, Range<usize>>,
    /// Those that only hold others: object streams and the cross-reference stream.
    pub containers: Vec<u32>,
}

/// The objects of a section as they are read, by where they begin.
pub type Bodies = BTreeMap<usize, Body>;

pub struct Body {
    pub number: u32,
    /// Where it ends: behind `endobj`.
    pub end: usize,
    pub object: Object,
}

/// An object with its number around it.
pub fn body(parser: &mut Parser, bytes: &[u8]) -> Result<Body, Unreadable> {
    let number = parser.whole().and_then(|number| u32::try_from(number).ok());
    let number = number.ok_or_else(|| parser.fault(Why::Syntax))?;
    if parser.whole() != Some(0) {
        return Err(parser.fault(Why::Generation));
    }
    if !parser.word("obj") {
        return Err(parser.fault(Why::Syntax));
    }
    let mut object = parser.object()?;
    if let Object::Dictionary(dictionary) = &object
        && parser.word("stream")
    {
        let data = stream_data(parser, bytes, dictionary)?;
        object = Object::Stream(Stream { dictionary: dictionary.clone(), data });
    }
    if parser.word("endobj") { Ok(Body { number, end: parser.at, object }) } else { Err(parser.fault(Why::Syntax)) }
}

/// Where the data of a stream is, from behind the word `stream` (7.3.8).
fn stream_data(parser: &mut Parser, bytes: &[u8], dictionary: &Dictionary) -> Result<Range<usize>, Unreadable> {
    let fault = Unreadable { at: parser.at, why: Why::StreamLength };
    let line_end = if parser.rest().starts_with(b"\r\n") { 2 } else { usize::from(parser.rest().starts_with(b"\n")) };
    if line_end == 0 || dictionary.get("F").is_some() {
        return Err(fault);
    }
    let start = parser.at + line_end;
    let end = match dictionary.get("Length") {
        Some(Object::Reference(_)) => find(bytes, start, b"endstream"),
        Some(length) => length.as_index().and_then(|length| start.checked_add(length)),
        None => None,
    };
    let end = end.filter(|end| *end <= bytes.len()).ok_or(fault)?;
    let after = find(bytes, end, b"endstream").filter(|after| is_end_of_line(&bytes[end..*after])).ok_or(fault)?;
    parser.at = after + b"endstream".len();
    Ok(start..end)
}

pub fn is_end_of_line(bytes: &[u8]) -> bool {
    matches!(bytes, b"" | b"\n" | b"\r" | b"\r\n")
}

fn find(bytes: &[u8], start: usize, word: &[u8]) -> Option<usize> {
    bytes.get(start..)?.windows(word.len()).position(|window| window == word).map(|place| start + place)
}

/// Passes `startxref`, which has to lead to `at`, and `%%EOF`. Right behind it, where no end of line stands, programs that
/// sign begin their first object.
pub fn end_of_section(parser: &mut Parser, bytes: &[u8], at: usize) -> Result<usize, Unreadable> {
    if !parser.word("startxref") {
        return Err(parser.fault(Why::End));
    }
    let told = parser.whole();
    if !leads_to(bytes, told, at) {
        return Err(parser.fault(Why::Chain));
    }
    let rest = parser.rest();
    let after = rest.trim_ascii_start().strip_prefix(b"%%EOF").ok_or_else(|| parser.fault(Why::End))?;
    parser.at += rest.len() - after.len();
    Ok(parser.at)
}

/// Whether a number leads to a place, or to white space before it, which some programs count wrongly.
pub fn leads_to(bytes: &[u8], told: Option<usize>, at: usize) -> bool {
    told.and_then(|told| bytes.get(told..at)).is_some_and(|between| between.iter().all(|byte| is_blank(*byte)))
}

/// The objects of an object stream with their numbers (7.5.7).
pub fn held(dictionary: &Dictionary, bytes: &[u8]) -> Result<Vec<(u32, Object)>, Unreadable> {
    let mut header = Parser::new(bytes, 0);
    let entry = |key: &str| dictionary.get(key).and_then(Object::as_index);
    let fault = Unreadable { at: 0, why: Why::References };
    let (count, first) = entry("N").zip(entry("First")).ok_or(fault)?;
    let (mut held, mut end) = (vec![], 0);
    for _ in 0..count {
        let (number, at) = header.whole().zip(header.whole()).ok_or(fault)?;
        let number = u32::try_from(number).map_err(|_| fault)?;
        // One after the other, so that no byte is read twice.
        let at = first.checked_add(at).filter(|at| *at >= end).ok_or(fault)?;
        let mut parser = Parser::new(bytes, at);
        held.push((number, parser.object()?));
        end = parser.at;
    }
    Ok(held)
}
