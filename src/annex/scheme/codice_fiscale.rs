//! Codice fiscale: 16 characters of a person, or 11 digits of another subject.
//!
//! In: its characters. Out: nothing, or what is wrong. Articles are those of DM 23 December 1976.

use super::{Fault, form, partita_iva, weights};

/// January to December.
const MONTHS: &str = "ABCDEHLMPRST";
/// February counts the day that only some years have.
const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/// In place of the digits 0 to 9, where two persons would have the same code (omocodia): any of the seven.
const FOR_DIGITS: &str = "LMNPQRSTUV";
/// With which the cadastral codes of municipalities begin; with Z those of states. The Agenzia delle Entrate's own
/// check of codici fiscali knows no others.
const PLACES: &str = "ABCDEFGHILMZ";

const SURNAME: usize = 0;
const NAME: usize = 3;
const YEAR: usize = 6;
const MONTH: usize = 8;
const DAY: usize = 9;
const PLACE: usize = 11;
const PLACE_NUMBER: usize = 12;
const CONTROL: usize = 15;

pub fn check(code: &[char]) -> Result<(), Fault> {
    form::length(code, &[11, 16])?;
    // Also the provisional code of a person (art. 10).
    if code.len() == 11 {
        return partita_iva::check_number(code);
    }
    form::characters(code, may_stand)?;
    name(code, SURNAME)?;
    name(code, NAME)?;
    birth(code)?;
    if code[PLACE_NUMBER..CONTROL].iter().all(|&c| digit(c) == Some(0)) {
        return Err(Fault::Zeros { at: PLACE_NUMBER, length: CONTROL - PLACE_NUMBER });
    }
    form::control(code, CONTROL, weights::control_letter(&code[..CONTROL]).to_string())
}

fn may_stand(at: usize, c: char) -> bool {
    match at {
        MONTH => MONTHS.contains(c),
        PLACE => PLACES.contains(c),
        YEAR..MONTH | DAY..PLACE | PLACE_NUMBER..CONTROL => digit(c).is_some(),
        _ => form::is_letter(c),
    }
}

/// Consonants come first, then vowels, then X for the letters that lack (art. 3 for surnames; names likewise).
fn name(code: &[char], from: usize) -> Result<(), Fault> {
    let mut vowels = false;
    let mut filled = false;
    for (at, &c) in code.iter().enumerate().skip(from).take(3) {
        let vowel = "AEIOU".contains(c);
        if filled && c != 'X' || vowels && !vowel && c != 'X' {
            return Err(Fault::Name { at });
        }
        // An X after consonants may be one of them.
        filled |= vowels && c == 'X';
        vowels |= vowel;
    }
    Ok(())
}

/// The century is not said: a day fits that any of them had. Women's days count 40 more.
fn birth(code: &[char]) -> Result<(), Fault> {
    let number = |at: usize| code.iter().skip(at).take(2).filter_map(|&c| digit(c)).fold(0, |n, d| n * 10 + d);
    let day = match number(DAY) {
        day @ 41.. => day - 40,
        day => day,
    };
    let month = MONTHS.find(code[MONTH]).unwrap_or(0);
    // Of two years a century apart, one at least is a leap year if their last two digits are a multiple of four.
    let days = if month == 1 && number(YEAR) % 4 != 0 { 28 } else { DAYS[month] };
    if (1..=days).contains(&day) { Ok(()) } else { Err(Fault::Birth { at: YEAR, length: PLACE - YEAR }) }
}

fn digit(c: char) -> Option<u32> {
    let letter = || FOR_DIGITS.chars().zip(0..).find_map(|(letter, digit)| (letter == c).then_some(digit));
    c.to_digit(10).or_else(letter)
}
