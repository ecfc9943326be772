//! Formula injection: a text that a spreadsheet would take for a formula, and work out.

/// What a formula begins with, or what stands before it unseen: in full width too, as East Asian keyboards write it
/// (OWASP, "CSV Injection").
const BEGIN: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Where a spreadsheet that is set to another language parts fields, quoted or not.
const PARTED: [char; 2] = [';', '\t'];

/// A text that no spreadsheet takes for a formula: an apostrophe stands before what could begin one. Numbers never come
/// here, so that a negative one stays a number.
pub fn harmless(text: String) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for c in text.chars() {
        if begins && BEGIN.contains(&c) {
            safe.push('\'');
        }
        safe.push(c);
        begins = PARTED.contains(&c);
    }
    safe
}
