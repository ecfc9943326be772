//! The bytes of a stream as they were before they were encoded (ISO 32000-1, 7.4), within bounds.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::Why;
use super::object::{Dictionary, Object};
use super::parser::hexadecimal;

/// Undoes the filters of a stream, one after the other. What comes out of each is at most `limit` bytes.
///
/// # Errors
/// If a filter is none of those that documents of text need, if the bytes are not what it makes, or too many come out.
pub fn decode(dictionary: &Dictionary, data: &[u8], limit: usize) -> Result<Vec<u8>, Why> {
    let listed = |key: &str| match dictionary.get(key) {
        None => vec![],
        Some(Object::Array(items)) => items.iter().collect(),
        Some(one) => vec![one],
    };
    let (filters, parameters) = (listed("Filter"), listed("DecodeParms"));
    if filters.len() > MOST_FILTERS || data.len() > limit {
        return Err(Why::TooLarge);
    }
    let mut bytes = data.to_vec();
    for (index, filter) in filters.into_iter().enumerate() {
        bytes = match filter.as_name() {
            Some(b"FlateDecode") => {
                let parameters = parameters.get(index).and_then(|parameters| parameters.as_dictionary());
                unpredicted(inflated(&bytes, limit)?, parameters)?
            }
            Some(b"ASCIIHexDecode") => {
                let end = bytes.iter().position(|byte| *byte == b'>').unwrap_or(bytes.len());
                hexadecimal(&bytes[..end]).ok_or(Why::Filter)?
            }
            _ => return Err(Why::Filter),
        };
    }
    Ok(bytes)
}

const MOST_FILTERS: usize = 4;

fn inflated(bytes: &[u8], limit: usize) -> Result<Vec<u8>, Why> {
    let mut inflated = vec![];
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    ZlibDecoder::new(bytes).take(most).read_to_end(&mut inflated).map_err(|_| Why::Filter)?;
    if inflated.len() > limit { Err(Why::TooLarge) } else { Ok(inflated) }
}

/// Undoes the prediction of PNG (7.4.4.4; PNG, 9): each row begins with a byte that says how its bytes were predicted.
fn unpredicted(bytes: Vec<u8>, parameters: Option<&Dictionary>) -> Result<Vec<u8>, Why> {
    let number = |key: &str, usual| match parameters.and_then(|parameters| parameters.get(key)) {
        None => Ok(usual),
        Some(number) => number.as_index().filter(|number| *number <= 1 << 20).ok_or(Why::Filter),
    };
    match number("Predictor", 1)? {
        1 => return Ok(bytes),
        10..=15 => {}
        _ => return Err(Why::Filter),
    }
    let bits = number("Colors", 1)?.checked_mul(number("BitsPerComponent", 8)?).ok_or(Why::Filter)?;
    let width = bits.checked_mul(number("Columns", 1)?).ok_or(Why::Filter)?.div_ceil(8);
    let before = bits.div_ceil(8);
    if width == 0 || !bytes.len().is_multiple_of(width + 1) {
        return Err(Why::Filter);
    }
    let mut rows: Vec<u8> = Vec::with_capacity(bytes.len());
    for row in bytes.chunks_exact(width + 1) {
        let start = rows.len();
        for (column, byte) in row[1..].iter().enumerate() {
            let left = if column < before { 0 } else { rows[start + column - before] };
            let up = if start == 0 { 0 } else { rows[start + column - width] };
            let corner = if start == 0 || column < before { 0 } else { rows[start + column - width - before] };
            let predicted = match row[0] {
                0 => 0,
                1 => left,
                2 => up,
                3 => u16::midpoint(left.into(), up.into()) as u8,
                4 => paeth(left, up, corner),
                _ => return Err(Why::Filter),
            };
            rows.push(byte.wrapping_add(predicted));
        }
    }
    Ok(rows)
}

/// The neighbour that is nearest to what all three lead to (PNG, 9.4).
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i16::from);
    let distance = |neighbour: i16| (a + b - c - neighbour).abs();
    if distance(a) <= distance(b) && distance(a) <= distance(c) {
        left
    } else if distance(b) <= distance(c) {
        up
    } else {
        corner
    }
}
