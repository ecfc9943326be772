//! Labels as they are drawn: in one line of the narrowest page.

use unicode_normalization::char::is_combining_mark;

use super::Bar;

/// Room for a label on a page of 320 pixels, in tenths of a usual letter.
const ROOM: usize = 380;

/// The labels of bars, cut where they are too long. Where two become the same in that, what they have in common is left out
/// instead.
pub fn drawn(bars: &[Bar]) -> Vec<String> {
    let cuts: Vec<String> = bars.iter().map(|bar| cut(&bar.label)).collect();
    let apart = |index: usize| {
        let own = bars[index].label.as_str();
        let others = bars.iter().zip(&cuts).filter(|(other, cut)| other.label != own && **cut == cuts[index]);
        let common = others.map(|(other, _)| common(own, &other.label)).max()?;
        Some(cut(&format!("…{}", &own[common..])))
    };
    (0..bars.len()).map(|index| apart(index).unwrap_or_else(|| cuts[index].clone())).collect()
}

/// Bytes of whole words with which two texts begin.
fn common(one: &str, other: &str) -> usize {
    let same = one.char_indices().zip(other.chars()).find(|((_, c), other)| c != other).map(|((at, _), _)| at);
    let same = same.unwrap_or(one.len().min(other.len()));
    one[..same].rfind(' ').map_or(0, |blank| blank + 1)
}

/// The beginning of a label, up to a word's end if there is one.
fn cut(label: &str) -> String {
    let mut width = 0;
    let mut fits = label.char_indices().skip_while(|(_, c)| {
        width += wide(*c);
        width <= ROOM
    });
    let Some((end, _)) = fits.next() else { return label.to_owned() };
    let end = label[..end].rfind(' ').unwrap_or(end);
    format!("{}…", label[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '"' | '»')))
}

/// How wide a letter is, in tenths of a usual one.
fn wide(c: char) -> usize {
    match c {
        c if is_combining_mark(c) => 0,
        'i' | 'j' | 'l' | '.' | ',' | ';' | ':' | '\'' | '’' | ' ' | '\u{A0}' => 6,
        'm' | 'w' => 14,
        c if c.is_uppercase() => 13,
        // Ideographs and the like.
        '\u{2E80}'.. => 20,
        _ => 10,
    }
}
