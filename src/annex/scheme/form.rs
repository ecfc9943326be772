//! What all codes have in common: so many characters, no blanks, each character of its kind.
//!
//! In: the characters of a code and what may stand where. Out: nothing, or the first fault.

use super::Fault;

/// Whether there are no blanks and as many characters as one of those numbers.
pub fn length(code: &[char], expected: &[usize]) -> Result<(), Fault> {
    if let Some(at) = code.iter().position(|c| c.is_whitespace()) {
        return Err(Fault::Blank { at });
    }
    if expected.contains(&code.len()) {
        return Ok(());
    }
    Err(Fault::Length { found: code.len(), expected: expected.to_vec() })
}

/// Whether each character may stand where it does.
pub fn characters(code: &[char], may_stand: impl Fn(usize, char) -> bool) -> Result<(), Fault> {
    code.iter().enumerate().try_for_each(|(at, &c)| {
        if may_stand(at, c) {
            Ok(())
        } else if c.is_ascii_lowercase() && may_stand(at, c.to_ascii_uppercase()) {
            Err(Fault::Lowercase { at })
        } else {
            Err(Fault::Character { at })
        }
    })
}

/// Whether a part of the code is anything but zeros.
pub fn not_zeros(code: &[char], at: usize, length: usize) -> Result<(), Fault> {
    if code.iter().skip(at).take(length).all(|&c| c == '0') { Err(Fault::Zeros { at, length }) } else { Ok(()) }
}

/// Whether the control characters at that place are those expected.
pub fn control(code: &[char], at: usize, expected: String) -> Result<(), Fault> {
    let found: String = code.iter().skip(at).take(expected.len()).collect();
    if found == expected { Ok(()) } else { Err(Fault::Control { at, found, expected }) }
}

pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

pub fn is_letter(c: char) -> bool {
    c.is_ascii_uppercase()
}

/// A hexadecimal digit in capitals.
pub fn is_hex(c: char) -> bool {
    matches!(c, '0'..='9' | 'A'..='F')
}

/// The number that up to seven digits of that base stand for, which is 16 at most.
pub fn number(digits: &[char], base: u32) -> u32 {
    digits.iter().take(7).filter_map(|c| c.to_digit(base)).fold(0, |number, digit| number * base + digit)
}
