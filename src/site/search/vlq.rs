//! Small numbers as few characters: digits of base 32, least first, in an alphabet of 64 whose upper half says that more
//! follow ("variable-length quantity"). A number below 32 takes one character.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub fn push(text: &mut String, mut number: u32) {
    while number >= 32 {
        text.push(char::from(ALPHABET[(number % 32 + 32) as usize]));
        number /= 32;
    }
    text.push(char::from(ALPHABET[number as usize]));
}

/// The numbers in a text; it ends where there is no whole one.
pub fn numbers(text: &str) -> impl Iterator<Item = u32> {
    let mut digits = text.bytes();
    std::iter::from_fn(move || {
        let (mut number, mut shift) = (0, 0);
        loop {
            let digit = digit(digits.next()?)?;
            number |= (digit % 32).checked_shl(shift)?;
            shift += 5;
            if digit < 32 {
                return Some(number);
            }
        }
    })
}

fn digit(c: u8) -> Option<u32> {
    let digit = match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(digit.into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn numbers_come_back(written in proptest::collection::vec(any::<u32>(), 0..20)) {
            let mut text = String::new();
            written.iter().for_each(|number| push(&mut text, *number));
            prop_assert_eq!(numbers(&text).collect::<Vec<_>>(), written);
        }
    }

    #[test]
    fn small_numbers_take_one_character() {
        let mut text = String::new();
        [0, 31, 32].into_iter().for_each(|number| push(&mut text, number));
        assert_eq!(text, "AfgB");
    }
}
