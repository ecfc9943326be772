//! Which characters a text may hold: those that can be seen, and the few invisible ones that do no harm.

/// Whether a text is nothing but ASCII that can be seen, with blanks, tabs and line feeds: of its characters there is
/// nothing to ask.
pub fn is_plain(text: &str) -> bool {
    // Without an early end many bytes are looked at at once, and hardly any text has what would end it.
    text.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~' | b'\n' | b'\t'))
}

/// Whether a character can't stand in any text of a plan.
///
/// Control characters but line feed and tab; explicit bidirectional embeddings, overrides and isolates, with which a
/// printed figure could read otherwise than its value (Unicode TR 36, 2.5); code points that are no characters,
/// private ones and tags, which PDF/A can't map to a meaning (ISO 19005-2, 6.2.11.7).
pub fn is_forbidden(c: char) -> bool {
    let code = c as u32;
    // Where nearly all letters are, there is nothing else.
    if code < 0x2000 {
        return c.is_control() && !matches!(c, '\n' | '\t');
    }
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}')
        || matches!(code, 0x202A..=0x202E | 0x2066..=0x2069 | 0xFFF9..=0xFFFC)
        || matches!(code, 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF | 0xE_0000..=0xE_0FFF)
        || matches!(code, 0xFDD0..=0xFDEF)
        || code & 0xFFFE == 0xFFFE
}

/// A name as it can be shown: control characters, with which it could pretend to be something else, replaced.
pub fn shown(name: &str) -> String {
    name.replace(char::is_control, "\u{FFFD}")
}

/// Whether a character is allowed but has no shape of its own, so that no font need carry it.
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}')
        || matches!(c, '\u{FE00}'..='\u{FE0F}')
}
