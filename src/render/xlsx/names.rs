//! Names of sheets that every spreadsheet takes.

use std::collections::BTreeSet;

/// UTF-16 units of a sheet's name at most.
const LONGEST: usize = 31;

/// Hands out names of sheets, no two of them alike in any case of letters.
#[derive(Default)]
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A name as near to a wish as there can be.
    pub fn take(&mut self, wish: &str) -> String {
        let words = legal(wish);
        let mut number = 1;
        loop {
            let suffix = if number == 1 { String::new() } else { format!(" ({number})") };
            let name = shortened(&words, LONGEST - suffix.len()) + &suffix;
            // Excel keeps the name "History" to itself.
            let free = !name.is_empty() && name.to_lowercase() != "history" && self.taken.insert(name.to_lowercase());
            if free {
                return name;
            }
            number += 1;
        }
    }
}

/// A wish without what no name of a sheet may have; nothing at all may be left of it.
pub fn legal(wish: &str) -> String {
    let allowed = |c: char| !c.is_control() && !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    let words: String = wish.chars().map(|c| if allowed(c) { c } else { ' ' }).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_matches(['\'', ' ']).to_owned()
}

/// The beginning of words that are too long.
fn shortened(words: &str, room: usize) -> String {
    let units = |text: &str| text.encode_utf16().count();
    if units(words) <= room {
        return words.to_owned();
    }
    let mut short = String::new();
    for c in words.chars() {
        if units(&short) + c.len_utf16() + 1 > room {
            break;
        }
        short.push(c);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}
