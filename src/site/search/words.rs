//! A text -> the words by which it is found, however they are written. `templates/site/search.js` does the same to what
//! a reader asks for, and a judge compares the two.
//!
//! A word is a run of letters and digits, so that apostrophes part words ("dell'integrazione"). It is folded: no accents,
//! no capitals. A number is one word however it is grouped: `231.924,00`, `231 924,00` and `231924` are the word `231924`.

use std::iter::Peekable;
use std::str::CharIndices;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of a word that count; what is longer is found by its beginning.
pub const LONGEST: usize = 40;

/// What may stand between the digits of one number: decimal marks, and what sets off thousands. A plain space parts words;
/// the others, which keep a line together, do not: no-break, figure, thin and narrow no-break space.
pub const SEPARATORS: &str = ".,'’\u{A0}\u{2007}\u{2009}\u{202F}";

/// Letters that no decomposition makes those which people type.
pub const LETTERS: [(char, &str); 9] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('ı', "i"),
    // The form that a sigma has at the end of a word.
    ('ς', "σ"),
];

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// By which it is looked up: `citta`, `231924`.
    pub folded: String,
    /// By which it is shown: `città`.
    pub shown: String,
}

impl Word {
    /// Codes and numbers stay as they are: they have no endings.
    pub fn has_digits(&self) -> bool {
        self.folded.bytes().any(|byte| byte.is_ascii_digit())
    }
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = vec![];
    let mut chars = text.char_indices().peekable();
    while let Some(run) = run(text, &mut chars) {
        if !is_digits(run) {
            let (folded, shown) = (fold(run), cut(&run.to_lowercase()));
            if !folded.is_empty() {
                words.push(Word { folded, shown });
            }
            continue;
        }
        // Digits, and those that a separator joins to them.
        let (mut parts, mut separators) = (vec![run], vec![]);
        while let Some((separator, digits, rest)) = joined(text, &chars) {
            parts.push(digits);
            separators.push(separator);
            chars = rest;
        }
        let shown = |folded: String| Word { shown: folded.clone(), folded };
        match number(&parts, &separators) {
            Some(number) => words.push(shown(number)),
            None => words.extend(parts.iter().map(|part| shown(cut(part)))),
        }
    }
    words
}

/// A word without accents and capitals, in letters and digits of the Basic Multilingual Plane: beyond it Rust and
/// JavaScript disagree on what comes first.
pub fn fold(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return cut(&word.to_ascii_lowercase());
    }
    let mut folded = String::new();
    for c in word.nfkd().flat_map(char::to_lowercase) {
        match LETTERS.iter().find(|(letter, _)| *letter == c) {
            Some((_, letters)) => folded.push_str(letters),
            None if c.is_alphanumeric() && !is_combining_mark(c) && c <= '\u{FFFF}' => folded.push(c),
            None => {}
        }
    }
    cut(&folded)
}

fn cut(word: &str) -> String {
    if word.len() <= LONGEST {
        return word.to_owned();
    }
    word.chars().take(LONGEST).collect()
}

/// What a number is looked up by: its digits, and decimals where there are any but zeros: `1234.5`. Nothing where the parts
/// are not one number (a date).
fn number(parts: &[&str], separators: &[char]) -> Option<String> {
    let (grouped, decimals) = match separators {
        [] => return Some(cut(parts[0])),
        _ if is_grouped(parts, separators) => (parts, ""),
        [before @ .., '.' | ','] => {
            let (decimals, grouped) = parts.split_last()?;
            let decimal = separators.last()?;
            let is_number = before.is_empty() || (!before.contains(decimal) && is_grouped(grouped, before));
            (is_number.then_some(grouped)?, decimals.trim_end_matches('0'))
        }
        _ => return None,
    };
    let point = if decimals.is_empty() { "" } else { "." };
    Some(cut(&format!("{}{point}{decimals}", grouped.concat())))
}

/// Whether the parts are groups of three digits behind one of one to three, with the same separator everywhere.
fn is_grouped(parts: &[&str], separators: &[char]) -> bool {
    separators.iter().all(|separator| Some(separator) == separators.first())
        && (1..=3).contains(&parts[0].len())
        && !parts[0].starts_with('0')
        && parts[1..].iter().all(|part| part.len() == 3)
}

/// The next run of letters and digits.
fn run<'a>(text: &'a str, chars: &mut Peekable<CharIndices>) -> Option<&'a str> {
    while chars.next_if(|(_, c)| !is_word(*c)).is_some() {}
    let start = chars.peek()?.0;
    while chars.next_if(|(_, c)| is_word(*c)).is_some() {}
    let end = chars.peek().map_or(text.len(), |(end, _)| *end);
    Some(&text[start..end])
}

/// A separator and the digits right behind it, with the place after them.
fn joined<'a, 'c>(
    text: &'a str,
    chars: &Peekable<CharIndices<'c>>,
) -> Option<(char, &'a str, Peekable<CharIndices<'c>>)> {
    let mut rest = chars.clone();
    let (_, separator) = rest.next_if(|(_, c)| SEPARATORS.contains(*c))?;
    rest.peek().filter(|(_, c)| is_word(*c))?;
    let digits = run(text, &mut rest)?;
    is_digits(digits).then_some((separator, digits, rest))
}

fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_combining_mark(c) }
}

fn is_digits(run: &str) -> bool {
    run.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn apostrophes_part_words_and_accents_go() {
        assert_eq!(folded("Dell'integrazione: più CITTÀ, cittа̀"), ["dell", "integrazione", "piu", "citta", "cittа"]);
        assert_eq!(
            folded("Straße, œuvre, Łódź, ﬁne, n° 1º, m²"),
            ["strasse", "oeuvre", "lodz", "fine", "n", "1o", "m2"]
        );
        assert_eq!(words("Città")[0].shown, "città");
    }

    #[test]
    fn a_number_is_one_word_however_it_is_written() {
        for written in ["231.924,00", "231924", "€\u{A0}231.924,00", "231\u{202F}924,00", "231'924.00", "231,924.00"]
        {
            assert_eq!(folded(written), ["231924"], "{written}");
        }
        assert_eq!(folded("1.234,50 1234,5 1,234.5"), ["1234.5"; 3]);
        assert_eq!(folded("0,125 12,5% 1.035"), ["0.125", "12.5", "1035"]);
        assert_eq!(folded("10.000.000,00."), ["10000000"]);
    }

    #[test]
    fn dates_references_and_codes_are_no_numbers() {
        assert_eq!(folded("27.06.2009"), ["27", "06", "2009"]);
        assert_eq!(folded("L.R.4/2007, art. 12-bis"), ["l", "r", "4", "2007", "art", "12", "bis"]);
        assert_eq!(folded("CUP J41B21000450006, 3.5a"), ["cup", "j41b21000450006", "3", "5a"]);
        // Columns side by side.
        assert_eq!(folded("12 345 6.789"), ["12", "345", "6789"]);
    }
}
