//! IBAN: a country, two control digits, and what the country's own accounts are made of.
//!
//! In: its characters, with or without blanks between groups of them. Out: nothing, or what is
//! wrong.

use super::{Fault, form, weights};

/// Country and BBAN of each IBAN of the registry (ISO 13616-2), release 101: so many digits (n), letters (a) or
/// either (c). The registry tells what holds now: what a country changed since an old act is not known here.
const REGISTRY: &str = "\
    AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c CR18n CY8n16c \
    CZ20n DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n FO14n FR10n11c2n GB4a14n GE2a16n GI4a15c GL14n \
    GR7n16c GT24c HN4a20n HR17n HU24n IE4a14n IL19n IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c KZ3n13c LB4n20c \
    LC4a24c LI5n12c LT16n LU3n13c LV4a13c LY21n MC10n11c2n MD20c ME18n MK3n10c2n MN16n MR23n MT4a5n18c MU4a19n3a \
    NI4a20n NL4a10n NO11n OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c SA2n18c SC4a20n3a SD14n \
    SE20n SI15n SK20n SM1a10n12c SO19n ST21n SV4a20n TL19n TN20n TR6n16c UA6n19c VA18n VG4a16n XK16n YE4a4n18c";
/// Norway's, the shortest of the registry.
const SHORTEST: usize = 15;
/// ISO 13616-1: up to 30 characters after country and control digits.
const LONGEST: usize = 34;

const COUNTRY: usize = 2;
const BBAN: usize = 4;

pub fn check(code: &[char]) -> Result<(), Fault> {
    let places = without_blanks(code)?;
    let compact: Vec<char> = places.iter().map(|at| code[*at]).collect();
    check_compact(&compact).map_err(|fault| in_text(fault, &places))
}

fn check_compact(code: &[char]) -> Result<(), Fault> {
    let country = &code[..COUNTRY.min(code.len())];
    form::characters(country, |_, c| form::is_letter(c))?;
    if country.len() < COUNTRY {
        return Err(Fault::Length { found: code.len(), expected: (SHORTEST..=LONGEST).collect() });
    }
    let country: String = country.iter().collect();
    let Some(bban) = bban(&country) else { return Err(Fault::Country { found: country }) };
    form::length(code, &[BBAN + bban.len()])?;
    form::characters(code, |at, c| match at.checked_sub(BBAN).and_then(|at| bban.get(at)) {
        Some('n') => form::is_digit(c),
        Some('a') => form::is_letter(c),
        Some(_) => form::is_digit(c) || form::is_letter(c),
        None if at < COUNTRY => form::is_letter(c),
        None => form::is_digit(c),
    })?;
    form::control(code, COUNTRY, control_digits(code))?;
    // Italy's and San Marino's accounts have a control letter of their own, the CIN, before ABI, CAB and number.
    if matches!(country.as_str(), "IT" | "SM") {
        form::control(code, BBAN, weights::control_letter(&code[BBAN + 1..]).to_string())?;
    }
    Ok(())
}

/// The places of the characters that are no blanks. Single blanks may stand between groups: of four everywhere (ISO
/// 13616-1), of country, controls, CIN, ABI, CAB and number in Italy. Word processors put no-break spaces there.
fn without_blanks(code: &[char]) -> Result<Vec<usize>, Fault> {
    let is_blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let parts = |at: usize| at > 0 && at + 1 < code.len() && !code[at - 1].is_whitespace();
    let odd = (0..code.len()).find(|&at| code[at].is_whitespace() && !(is_blank(code[at]) && parts(at)));
    match odd {
        Some(at) => Err(Fault::Blank { at }),
        None => Ok((0..code.len()).filter(|&at| !is_blank(code[at])).collect()),
    }
}

/// The fault with its place counted in the text with its blanks.
fn in_text(fault: Fault, places: &[usize]) -> Fault {
    let place = |at: usize| places.get(at).copied().unwrap_or(at);
    match fault {
        Fault::Lowercase { at } => Fault::Lowercase { at: place(at) },
        Fault::Character { at } => Fault::Character { at: place(at) },
        Fault::Control { at, found, expected } => Fault::Control { at: place(at), found, expected },
        other => other,
    }
}

/// The kinds of characters after country and control digits, one for each.
fn bban(country: &str) -> Option<Vec<char>> {
    let entry = REGISTRY.split(' ').find_map(|entry| entry.strip_prefix(country))?;
    let mut kinds = Vec::new();
    let mut count = 0;
    for c in entry.chars() {
        match c.to_digit(10) {
            Some(digit) => count = count * 10 + digit as usize,
            None => {
                kinds.extend(std::iter::repeat_n(c, count));
                count = 0;
            }
        }
    }
    Some(kinds)
}

/// 98 less the remainder by 97 of BBAN, country and 00, letters counting 10 to 35 (ISO 13616-1; ISO 7064, MOD 97-10).
fn control_digits(code: &[char]) -> String {
    let remainder = code[BBAN..]
        .iter()
        .chain(&code[..COUNTRY])
        .chain(&['0', '0'])
        .filter_map(|c| c.to_digit(36))
        .fold(0, |remainder, value| (remainder * if value < 10 { 10 } else { 100 } + value) % 97);
    format!("{:02}", 98 - remainder)
}
