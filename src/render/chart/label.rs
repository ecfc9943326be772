//! Labels as they are drawn: in one line, of the narrowest page and of a wide one.

use unicode_normalization::char::is_combining_mark;

use super::Bar;

/// Room for a label, in tenths of a usual letter: on a page of 320 pixels, and on paper or one of 768, where letters are as
/// wide as those of DejaVu Sans.
const ROOM: usize = 330;
const WIDE_ROOM: usize = 800;

/// A label in one line.
pub struct Drawn {
    pub text: String,
    /// How it goes on where there is room; an ellipsis stands for it where there is not.
    pub more: Option<String>,
}

/// The labels of bars. Where two would be cut to the same, what they have in common is left out instead.
pub fn drawn(bars: &[Bar]) -> Vec<Drawn> {
    let cuts: Vec<Drawn> = bars.iter().map(|bar| cut(&bar.label)).collect();
    let apart = |index: usize| {
        let own = bars[index].label.as_str();
        let others = bars.iter().zip(&cuts).filter(|(other, cut)| other.label != own && cut.text == cuts[index].text);
        let common = others.map(|(other, _)| common(own, &other.label)).max()?;
        Some(cut(&format!("…{}", &own[common..])))
    };
    let apart: Vec<Option<Drawn>> = (0..bars.len()).map(apart).collect();
    apart.into_iter().zip(cuts).map(|(apart, cut)| apart.unwrap_or(cut)).collect()
}

/// Bytes of whole words with which two texts begin.
fn common(one: &str, other: &str) -> usize {
    let same = one.char_indices().zip(other.chars()).find(|((_, c), other)| c != other).map(|((at, _), _)| at);
    let same = same.unwrap_or(one.len().min(other.len()));
    one[..same].rfind(' ').map_or(0, |blank| blank + 1)
}

fn cut(label: &str) -> Drawn {
    let (short, long) = (fitting(label, ROOM), fitting(label, WIDE_ROOM));
    let more = (short.len() < label.len()).then(|| {
        let ellipsis = if long.len() < label.len() { "…" } else { "" };
        format!("{}{ellipsis}", &long[short.len()..])
    });
    Drawn { text: short.to_owned(), more }
}

/// As much of a label as fits, up to a word's end if there is one.
fn fitting(label: &str, room: usize) -> &str {
    let mut width = 0;
    let too_far = |(_, c): &(usize, char)| {
        width += tenths(*c);
        width > room
    };
    let Some((end, _)) = label.char_indices().find(too_far) else { return label };
    let end = label[..end].rfind(' ').unwrap_or(end);
    label[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '"' | '»' | '”'))
}

/// How wide a text is, in tenths of a usual letter.
pub fn width(text: &str) -> usize {
    text.chars().map(tenths).sum()
}

fn tenths(c: char) -> usize {
    match c {
        c if is_combining_mark(c) => 0,
        'i' | 'j' | 'l' | '.' | ',' | ';' | ':' | '\'' | '’' | ' ' | '\u{A0}' | '\u{202F}' => 6,
        'm' | 'w' => 15,
        c if c.is_ascii_digit() => 11,
        c if c.is_uppercase() => 12,
        // Ideographs and the like.
        '\u{2E80}'.. => 20,
        _ => 10,
    }
}
