//! A document in a signed envelope, as `.p7m` files are (CAdES): CMS SignedData (RFC 5652, 5.1) around it. Taken out, not
//! judged.
//!
//! Written in BER (ITU-T X.690): signing programs make use of what DER forbids, lengths that are not said and strings in pieces.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const INTEGER: u8 = 0x02;
const OBJECT_IDENTIFIER: u8 = 0x06;
const OCTET_STRING: u8 = 0x04;
/// `[0]`, constructed.
const CONTEXT_0: u8 = 0xA0;
const CONSTRUCTED: u8 = 0x20;
/// Where the tag goes on in further bytes, which none of these does.
const LONG_TAG: u8 = 0x1F;
const INDEFINITE: u8 = 0x80;
/// id-signedData, 1.2.840.113549.1.7.2
const SIGNED_DATA: [u8; 9] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];

/// Deeper than any envelope is written.
const DEEPEST: usize = 24;
/// Envelopes in envelopes: one for each who signs by himself.
const MOST: usize = 16;

/// What is in an envelope, or in one in it, and how many there are: none around what is no envelope.
pub fn opened(file: &[u8]) -> (Cow<'_, [u8]>, usize) {
    let mut document = Cow::Borrowed(file);
    for envelopes in 0..MOST {
        match content(&document) {
            Some(inner) => document = Cow::Owned(inner),
            None => return (document, envelopes),
        }
    }
    (document, MOST)
}

/// The content of a SignedData; `None` where it is none, or has its content elsewhere.
fn content(bytes: &[u8]) -> Option<Vec<u8>> {
    let decoded = of_text(bytes);
    let (envelope, rest) = Element::read(decoded.as_deref().unwrap_or(bytes), DEEPEST)?;
    if !rest.is_empty() {
        return None;
    }
    let [kind, signed_data] = envelope.is(SEQUENCE)?.first()?;
    if kind.is(OBJECT_IDENTIFIER)?.content != SIGNED_DATA {
        return None;
    }
    let [signed_data] = signed_data.is(CONTEXT_0)?.first()?;
    let [version, algorithms, encapsulated] = signed_data.is(SEQUENCE)?.first()?;
    version.is(INTEGER)?;
    algorithms.is(SET)?;
    let [kind, content] = encapsulated.is(SEQUENCE)?.first()?;
    kind.is(OBJECT_IDENTIFIER)?;
    let [octets] = content.is(CONTEXT_0)?.first()?;
    let mut document = vec![];
    octets.octets(&mut document, DEEPEST)?;
    Some(document)
}

/// The bytes that a text in Base64 stands for, with the lines of RFC 7468 around it or without.
fn of_text(bytes: &[u8]) -> Option<Vec<u8>> {
    // An envelope in bytes begins as no text does.
    if bytes.first() == Some(&SEQUENCE) && bytes.get(1).is_some_and(|length| *length >= INDEFINITE) {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with("-----"));
    STANDARD.decode(lines.collect::<String>()).ok()
}

/// A value with its tag. Where its length is not said, `content` ends before the octets that end it.
struct Element<'a> {
    tag: u8,
    content: &'a [u8],
}

impl<'a> Element<'a> {
    /// The first one of some bytes, and what follows it.
    fn read(bytes: &'a [u8], depth: usize) -> Option<(Self, &'a [u8])> {
        let (&tag, after) = bytes.split_first()?;
        let (&length, after) = after.split_first()?;
        if tag & LONG_TAG == LONG_TAG || depth == 0 {
            return None;
        }
        if length == INDEFINITE {
            if tag & CONSTRUCTED == 0 {
                return None;
            }
            let mut rest = after;
            while !rest.starts_with(&[0, 0]) {
                rest = Self::read(rest, depth - 1)?.1;
            }
            let content = &after[..after.len() - rest.len()];
            return Some((Self { tag, content }, &rest[2..]));
        }
        let (length, after) = match length.checked_sub(INDEFINITE) {
            None => (usize::from(length), after),
            Some(digits) => {
                let (digits, after) = after.split_at_checked(usize::from(digits))?;
                let digit = |length: usize, digit: &u8| length.checked_mul(256)?.checked_add(usize::from(*digit));
                (digits.iter().try_fold(0, digit)?, after)
            }
        };
        let (content, rest) = after.split_at_checked(length)?;
        Some((Self { tag, content }, rest))
    }

    /// The same, if it has that tag.
    fn is(&self, tag: u8) -> Option<&Self> {
        (self.tag == tag).then_some(self)
    }

    /// The first values in it.
    fn first<const N: usize>(&self) -> Option<[Element<'a>; N]> {
        let (mut rest, mut found) = (self.content, vec![]);
        for _ in 0..N {
            let (element, after) = Element::read(rest, DEEPEST)?;
            found.push(element);
            rest = after;
        }
        found.try_into().ok()
    }

    /// Adds the bytes of a string, which may be in pieces.
    fn octets(&self, to: &mut Vec<u8>, depth: usize) -> Option<()> {
        if self.tag == OCTET_STRING {
            to.extend_from_slice(self.content);
            return Some(());
        }
        if self.tag != OCTET_STRING | CONSTRUCTED || depth == 0 {
            return None;
        }
        let mut rest = self.content;
        while !rest.is_empty() {
            let (piece, after) = Element::read(rest, depth)?;
            piece.octets(to, depth - 1)?;
            rest = after;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A value of some content, its length said.
    fn value(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = content.len().to_be_bytes();
        let digits = &length[length.iter().take_while(|digit| **digit == 0).count()..];
        let written = match content.len() {
            0..0x80 => vec![content.len() as u8],
            _ => [&[INDEFINITE | digits.len() as u8][..], digits].concat(),
        };
        [&[tag][..], &written, content].concat()
    }

    /// One whose length is not said.
    fn open(tag: u8, content: &[u8]) -> Vec<u8> {
        [&[tag, INDEFINITE], content, &[0, 0]].concat()
    }

    fn envelope(write: fn(u8, &[u8]) -> Vec<u8>, octets: Vec<u8>) -> Vec<u8> {
        let data = value(OBJECT_IDENTIFIER, &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01]);
        let encapsulated = write(SEQUENCE, &[data, write(CONTEXT_0, &octets)].concat());
        let signers = value(SET, &[1; 300]);
        let version = value(INTEGER, &[1]);
        let signed = write(SEQUENCE, &[version, value(SET, &[]), encapsulated, signers].concat());
        write(SEQUENCE, &[value(OBJECT_IDENTIFIER, &SIGNED_DATA), write(CONTEXT_0, &signed)].concat())
    }

    #[test]
    fn what_is_in_an_envelope_comes_out_however_it_is_written() {
        let document: Vec<u8> = (0..1000_u32).map(|n| (n % 251) as u8).collect();
        let whole = value(OCTET_STRING, &document);
        let pieces: Vec<u8> = document.chunks(300).flat_map(|piece| value(OCTET_STRING, piece)).collect();
        for octets in
            [whole.clone(), value(OCTET_STRING | CONSTRUCTED, &pieces), open(OCTET_STRING | CONSTRUCTED, &pieces)]
        {
            for write in [value as fn(u8, &[u8]) -> Vec<u8>, open] {
                let file = envelope(write, octets.clone());
                assert_eq!(opened(&file), (Cow::Borrowed(&document[..]), 1));
                let twice = envelope(open, value(OCTET_STRING, &file));
                assert_eq!(opened(&twice), (Cow::Borrowed(&document[..]), 2));
                let text = format!("-----BEGIN PKCS7-----\n{}\n-----END PKCS7-----\n", STANDARD.encode(&file));
                assert_eq!(opened(text.as_bytes()), (Cow::Borrowed(&document[..]), 1));
                // Cut anywhere, or with something behind it, it is none.
                for end in 0..file.len() {
                    assert_eq!(opened(&file[..end]).1, 0, "cut at {end}");
                }
                assert_eq!(opened(&[&file[..], b"x"].concat()).1, 0);
            }
        }
    }

    #[test]
    fn what_is_no_envelope_stays_as_it_is() {
        for file in [
            &b"%PDF-1.7\n"[..],
            b"",
            b"0\x80",
            &[SEQUENCE, 0x84, 0xFF, 0xFF, 0xFF, 0xFF],
            &[SEQUENCE, INDEFINITE].repeat(5000),
        ] {
            assert_eq!(opened(file), (Cow::Borrowed(file), 0));
        }
    }
}
