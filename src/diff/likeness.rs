//! Whether two labels are the same words, or one is what became of the other.

use strsim::normalized_levenshtein;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How alike two words have to be, from 0 to 1.
const ALIKE: f64 = 0.75;
/// Characters of a label that are compared at most: the time is that of their product.
const LONGEST: usize = 60;
/// Letters that an abbreviation has at least.
const SHORTEST: usize = 3;

/// The words of a label, whatever capitals, accents, signs and blanks they are written with: `EMILIA-ROMAGNA` is
/// `emilia romagna`. A label of signs alone stays as it is.
pub fn words(label: &str) -> String {
    let mut words = String::with_capacity(label.len());
    for c in label.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            words.push(c);
        } else if !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    if words.is_empty() { label.trim().to_owned() } else { words }
}

/// How alike two labels are as [`words`] has them, where they are alike enough to be one: what they share at both ends
/// tells nothing ("Comune di ..."), so that it is what is left that has to be alike, or a number, or nothing.
pub fn likeness(old: &str, new: &str) -> Option<f64> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    let begin = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (&old[begin..], &new[begin..]);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (&old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]);
    let (shared, longer) = (begin + end, old.len().max(new.len()));
    // As long as anything is left it counts for less than what is whole.
    let share = shared as f64 / longer.max(1) as f64;
    let with = |likeness: f64| Some((likeness + share) / 2.0);
    if old_rest.is_empty() || new_rest.is_empty() {
        return if shared > 0 { with(1.0) } else { None };
    }
    let is_number = |words: &[&str]| words.iter().all(|word| word.chars().all(|c| c.is_ascii_digit()));
    if shared > 0 && is_number(old_rest) && is_number(new_rest) {
        return with(ALIKE);
    }
    let (old_letters, new_letters) = (old_rest.concat(), new_rest.concat());
    if is_abbreviation(&old_letters, &new_letters) || is_abbreviation(&new_letters, &old_letters) {
        return with(1.0);
    }
    let (old_rest, new_rest) = (cut(&old_rest.join(" ")), cut(&new_rest.join(" ")));
    let alike = normalized_levenshtein(&old_rest, &new_rest);
    if alike >= ALIKE { with(alike) } else { None }
}

fn cut(label: &str) -> String {
    label.chars().take(LONGEST).collect()
}

/// Whether one is the beginning of the other, blanks aside: "friuli ven" of "friulivenezia".
fn is_abbreviation(short: &str, long: &str) -> bool {
    short.chars().count() >= SHORTEST && long.starts_with(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_the_same_in_any_spelling() {
        assert_eq!(words("EMILIA-ROMAGNA"), words("Emilia  Romagna"));
        assert_eq!(words("VALLE D'AOSTA"), words("Valle d’Aosta"));
        assert_eq!(words("L.R. 4/2007"), "l r 4 2007");
        assert_eq!(words(" – "), "–");
    }

    #[test]
    fn what_is_left_decides() {
        let alike = |old: &str, new: &str| likeness(&words(old), &words(new)).is_some();
        assert!(alike("Friuli Ven. Giulia", "Friuli-Venezia Giulia"));
        assert!(alike("Friuli Ven. Giulia", "FriuliVenezia Giulia"));
        assert!(alike("Comune di Roma", "Comune di Roma Capitale"));
        assert!(alike("Spese del personale 2009", "Spese del personale 2010"));
        assert!(alike("Ministero della Sanità", "Ministero della Sanita pubblica"));
        assert!(alike("Palazo San Gervasio", "Palazzo San Gervasio"));
        assert!(!alike("Comune di San Giovanni Rotondo", "Comune di San Giovanni Lupatoto"));
        assert!(!alike("Comune di Roma", "Comune di Rho"));
        assert!(!alike("Lazio", "Puglia"));
    }
}
