//! Codes against codes published by others, and against what their control characters promise.

use proptest::prelude::*;

use allegato::annex::{Date, Fault, Scheme};

use crate::support::cases;

const ALL: [Scheme; 6] =
    [Scheme::CodiceFiscale, Scheme::PartitaIva, Scheme::Iban, Scheme::Cig, Scheme::Cup, Scheme::IstatComune];
const TODAY: Date = day(2026, 11, 23);

const fn day(year: u16, month: u8, day: u8) -> Date {
    Date { year, month, day }
}

fn check(scheme: Scheme, text: &str) -> Result<(), Fault> {
    scheme.check(text, TODAY)
}

#[track_caller]
fn all_right(scheme: Scheme, codes: &str) {
    for code in codes.split_whitespace() {
        assert_eq!(check(scheme, code), Ok(()), "{code}");
    }
}

#[track_caller]
fn wrong(scheme: Scheme, code: &str, fault: Fault) {
    assert_eq!(check(scheme, code), Err(fault), "{code}");
}

fn control(at: usize, found: &str, expected: &str) -> Fault {
    Fault::Control { at, found: found.to_owned(), expected: expected.to_owned() }
}

fn length(found: usize, expected: &[usize]) -> Fault {
    Fault::Length { found, expected: expected.to_vec() }
}

#[test]
fn codici_fiscali_of_others() {
    // python-stdnum's examples; made-up persons of textbooks; the actor's Fo -> FOX.
    all_right(Scheme::CodiceFiscale, "RCCMNL83S18D969H CNTCHR83T41D969D RSSMRA85T10A562S FOXDRA26C24H872Y 00743110157");
    // Omocodia: one digit from the right, two, the first, all seven; and one in the middle, which the Agenzia delle
    // Entrate has given (issue 19 of DavidePastore/codice-fiscale).
    all_right(Scheme::CodiceFiscale, "RSSMRA85T10A56NH RSSMRA85T10A5SNT RSSMRAU5T10A562P RSSMRAURTMLARSNL");
    all_right(Scheme::CodiceFiscale, "CNTFNC84R44H501T CNTFNC84R44H5L1E");
    // Public bodies: Università di Torino, Università di Bologna, CNR, USR Lombardia, Provincia di Crotone.
    all_right(Scheme::CodiceFiscale, "80088230018 80007010376 80054330586 97254200153 91006950793");
}

#[test]
fn codici_fiscali_with_faults() {
    let scheme = Scheme::CodiceFiscale;
    wrong(scheme, "RSSMRA85T10A562T", control(15, "T", "S"));
    wrong(scheme, "00743110158", control(10, "8", "7"));
    wrong(scheme, "RSSMRA85T10A562", length(15, &[11, 16]));
    wrong(scheme, "", length(0, &[11, 16]));
    wrong(scheme, "RSS MRA 85T10 A562S", Fault::Blank { at: 3 });
    wrong(scheme, "RSSMRA85T10A562S ", Fault::Blank { at: 16 });
    wrong(scheme, "rssmra85t10a562s", Fault::Lowercase { at: 0 });
    wrong(scheme, "RSSMRA85t10A562S", Fault::Lowercase { at: 8 });
    // O for zero, a month that is none, a letter that begins no place.
    wrong(scheme, "RSSMRA85T1OA562S", Fault::Character { at: 10 });
    wrong(scheme, "RSSMRA85F10A562S", Fault::Character { at: 8 });
    wrong(scheme, "RSSMRA85T10J562S", Fault::Character { at: 11 });
    wrong(scheme, "RSSMRÀ85T10A562S", Fault::Character { at: 5 });
    wrong(scheme, "RSSMRA85T10A000S", Fault::Zeros { at: 12, length: 3 });
    wrong(scheme, "RSSMRA85T10ALLLS", Fault::Zeros { at: 12, length: 3 });
    wrong(scheme, "00000000000", Fault::Zeros { at: 0, length: 7 });
    // A provisional code of an office that has no number.
    all_right(scheme, "00000010009");
    for (at, text) in [(2, "RASMRA"), (1, "ASSMRA"), (2, "AXAMRA"), (5, "RSSMAR"), (4, "RSSAMA")] {
        wrong(scheme, &format!("{text}85T10A562S"), Fault::Name { at });
    }
}

#[test]
fn days_of_birth() {
    let born = |date: &str| check(Scheme::CodiceFiscale, &format!("RSSMRA{date}A562A"));
    for date in ["85T31", "85T71", "85D30", "85D70", "84B29", "00B69", "96B29", "LLBNV", "85B28", "85A01", "85A41"] {
        assert!(matches!(born(date), Ok(()) | Err(Fault::Control { .. })), "{date}");
    }
    for date in ["85T32", "85T72", "85D31", "85D71", "85B29", "01B69", "84B30", "85A00", "85A40", "85ALL", "85A99"] {
        assert_eq!(born(date), Err(Fault::Birth { at: 6, length: 5 }), "{date}");
    }
}

#[test]
fn partite_iva() {
    let scheme = Scheme::PartitaIva;
    // python-stdnum's example; Roma Capitale, the universities of Torino, Bologna, Verona, Venezia, Roma; CNR.
    all_right(
        scheme,
        "00743110157 01057861005 02099550010 01131710376 01541040232 00816350276 02133771002 02118311006",
    );
    wrong(scheme, "00743110158", control(10, "8", "7"));
    wrong(scheme, "0074311015", length(10, &[11]));
    wrong(scheme, "IT00743110157", length(13, &[11]));
    wrong(scheme, "0074311O157", Fault::Character { at: 7 });
    wrong(scheme, "٠٠٧٤٣١١٠١٥٧", Fault::Character { at: 0 });
    wrong(scheme, "00000000000", Fault::Zeros { at: 0, length: 7 });
    wrong(scheme, "00000000158", Fault::Zeros { at: 0, length: 7 });
    wrong(scheme, "00000010009", Fault::Zeros { at: 7, length: 3 });
}

#[test]
fn ibans_of_the_registry() {
    all_right(
        Scheme::Iban,
        "IT60X0542811101000000123456 SM86U0322509800000000270100 VA59001123000012345678 GB29NWBK60161331926819 \
         DE89370400440532013000 FR1420041010050500013M02606 MT84MALT011000012345MTLCAST001S NO9386011117947 \
         CH9300762011623852957 GR1601101250000000012300695 BR1800360305000010009795493C1 BE31435411161155 \
         LC55HEMM000100010012001200023015 RU0304452522540817810538091310419 HN88CABF00000000000250005469 \
         PK36SCBL0000001123456702 MU17BOMM0101101030300200000MUR SC18SSCB11010000000000001497USD \
         GR1601101050000010547023795 IT96R0123454321000000012345",
    );
    assert_eq!(check(Scheme::Iban, "IT60 X054 2811 1010 0000 0123 456"), Ok(()));
    assert_eq!(check(Scheme::Iban, "IT60\u{a0}X054\u{a0}2811\u{202f}1010\u{a0}0000\u{a0}0123\u{a0}456"), Ok(()));
    assert_eq!(check(Scheme::Iban, "IT 60 X 05428 11101 000000123456"), Ok(()));
    assert_eq!(check(Scheme::Iban, "PK36 SCBL 0000 0011 2345 6702"), Ok(()));
}

#[test]
fn ibans_with_faults() {
    let scheme = Scheme::Iban;
    wrong(scheme, "IT61X0542811101000000123456", control(2, "61", "60"));
    wrong(scheme, "IT61 X054 2811 1010 0000 0123 456", control(2, "61", "60"));
    // The control digits fit, but not the CIN: in Italy and San Marino both must.
    wrong(scheme, "IT64Y0542811101000000123456", control(4, "Y", "X"));
    wrong(scheme, "IT64 Y054 2811 1010 0000 0123 456", control(5, "Y", "X"));
    wrong(scheme, "SM90V0322509800000000270100", control(4, "V", "U"));
    wrong(scheme, "IT60X054281110100000012345", length(26, &[27]));
    wrong(scheme, "IT60 X054 2811 1010 0000 0123 45", length(26, &[27]));
    wrong(scheme, "XX60X0542811101000000123456", Fault::Country { found: "XX".to_owned() });
    wrong(scheme, "I", length(1, &(15..=34).collect::<Vec<_>>()));
    wrong(scheme, "it60x0542811101000000123456", Fault::Lowercase { at: 0 });
    wrong(scheme, "IT60 x054 2811 1010 0000 0123 456", Fault::Lowercase { at: 5 });
    wrong(scheme, "IT60X0542811101000000123456€", length(28, &[27]));
    wrong(scheme, "IT60X05428111O1000000123456", Fault::Character { at: 13 });
    wrong(scheme, "IT60 X054 2811 1O10 0000 0123 456", Fault::Character { at: 16 });
    wrong(scheme, "IT60X0542811101-00000123456", Fault::Character { at: 15 });
    for (at, text) in [
        (4, "IT60\tX054 2811 1010 0000 0123 456"),
        (5, "IT60  X054 2811 1010 0000 0123 456"),
        (0, " IT60X0542811101000000123456"),
        (27, "IT60X0542811101000000123456 "),
        (24, "PK36 SCBL 0000 0011 2345 "),
    ] {
        wrong(scheme, text, Fault::Blank { at });
    }
}

#[test]
fn cigs_as_published() {
    // Gazzetta Ufficiale 5a serie 41/2008, 2012 and 2023; ANAC's open data; the open data on PNRR (ondata, aborruso).
    all_right(Scheme::Cig, "0133543B28 95156957EC 96190356CA 9619099B99 918052266A 5527244A08 48886723C1 8874674CA7");
    // SIMOG's second form, 2023, and the Piattaforma contratti pubblici.
    all_right(Scheme::Cig, "A000C51AC0 A05E48B46A A0242E04BA B057DC558A B7E26B1DC7 B82436559F B834FE043D B85D156DE8");
    all_right(Scheme::Cig, "Z063947806 ZEE0718779 Z5A0F93AC5 Z723A99410 Z7F1B53749 Z472FEE1BA Z94375BBCC Z1E31EB332");
    wrong(Scheme::Cig, "B7E26B1DC8", control(7, "DC8", "DC7"));
    wrong(Scheme::Cig, "95156957ED", control(7, "7ED", "7EC"));
    wrong(Scheme::Cig, "ZEF0718779", control(1, "EF", "EE"));
    wrong(Scheme::Cig, "0000000000", Fault::Zeros { at: 0, length: 7 });
    wrong(Scheme::Cig, "Z000000000", Fault::Zeros { at: 3, length: 7 });
    wrong(Scheme::Cig, "ES05", length(4, &[10]));
    wrong(Scheme::Cig, "V063947806", Fault::Character { at: 0 });
    wrong(Scheme::Cig, "95156957EG", Fault::Character { at: 9 });
    wrong(Scheme::Cig, "951569A7EC", Fault::Character { at: 6 });
    wrong(Scheme::Cig, "95156957ec", Fault::Lowercase { at: 8 });
    wrong(Scheme::Cig, "b7E26B1DC7", Fault::Lowercase { at: 0 });
    wrong(Scheme::Cig, "B7E26B1DC7 ", Fault::Blank { at: 10 });
}

#[test]
fn cigs_that_came_too_early() {
    let early = |code: &str, on| Scheme::Cig.check(code, on);
    assert_eq!(early("ZEE0718779", day(2011, 5, 1)), Err(Fault::TooEarly { before: day(2011, 5, 2) }));
    assert_eq!(early("ZEE0718779", day(2011, 5, 2)), Ok(()));
    assert_eq!(early("B7E26B1DC7", day(2022, 12, 31)), Err(Fault::TooEarly { before: day(2023, 1, 1) }));
    assert_eq!(early("B7E26B1DC7", day(2024, 1, 1)), Ok(()));
    assert_eq!(early("0133543B28", day(2008, 4, 7)), Ok(()));
    // Contracts outlive their forms of codes.
    assert_eq!(early("0133543B28", TODAY), Ok(()));
}

#[test]
fn cups_as_published() {
    // CIPE's manual, the Gazzetta Ufficiale, the open data on PNRR; two with years before the law.
    all_right(Scheme::Cup, "G17H03000130001 J87G22000360002 B14D22001580006 D18H22000980002 E68B09000160006");
    all_right(Scheme::Cup, "B31B95000000003 D91B00000320003");
    wrong(Scheme::Cup, "C 1 1 G 06 00000 000 1", Fault::Blank { at: 1 });
    wrong(Scheme::Cup, "J87G2200036000", length(14, &[15]));
    wrong(Scheme::Cup, "J87G2200O360002", Fault::Character { at: 8 });
    wrong(Scheme::Cup, "J87022000360002", Fault::Character { at: 3 });
    wrong(Scheme::Cup, "J87g22000360002", Fault::Lowercase { at: 3 });
}

#[test]
fn codes_of_comuni() {
    // Torino, Roma, Arezzo, Misiliscemi; a province of the past and a municipality of the past.
    all_right(Scheme::IstatComune, "001272 058091 051002 081025 701001 015801");
    wrong(Scheme::IstatComune, "1272", length(4, &[6]));
    wrong(Scheme::IstatComune, "001 272", Fault::Blank { at: 3 });
    wrong(Scheme::IstatComune, "L21900", Fault::Character { at: 0 });
    wrong(Scheme::IstatComune, "000272", Fault::Zeros { at: 0, length: 3 });
    wrong(Scheme::IstatComune, "001000", Fault::Zeros { at: 3, length: 3 });
}

#[test]
fn nothing_is_wrong_before_the_norm() {
    for scheme in ALL {
        let since = scheme.in_force_since();
        assert!(scheme.check("?", since).is_err(), "{scheme:?}");
        let before = Date { year: since.year - 1, ..since };
        assert_eq!(scheme.check("?", before), Ok(()), "{scheme:?}");
    }
}

/// Any right code of that form: the control characters come from the fault of a code that lacks them.
fn completed(scheme: Scheme, draft: String) -> String {
    let mut code = draft;
    // An Italian IBAN gets control digits, then its CIN, then the digits that fit with it.
    for _ in 0..3 {
        match check(scheme, &code) {
            Err(Fault::Control { at, expected, .. }) => code.replace_range(at..at + expected.len(), &expected),
            _ => break,
        }
    }
    code
}

fn codice_fiscale() -> impl Strategy<Value = String> {
    let digit = "[0-9LMNPQRSTUV]";
    let form = format!(
        "([B-DF-HJ-NP-TV-Z]{{3}}|[B-DF-HJ-NP-TV-Z]{{2}}[AEIOU]|[AEIOU]{{2}}X){{2}}{digit}{{2}}[ABCDEHLMPRST]\
         ([0L4Q][1-9M-NP-V]|[1M5R]{digit}|[2N6S][0-8L-NP-U])[A-ILMZ]{digit}{{2}}[1-9M-NP-V][A-Z]"
    );
    proptest::string::string_regex(&form)
        .expect("a regular expression")
        .prop_map(|draft| completed(Scheme::CodiceFiscale, draft))
}

fn partita_iva() -> impl Strategy<Value = String> {
    "[0-9]{6}[1-9]0[0-9][1-9][0-9]".prop_map(|draft| completed(Scheme::PartitaIva, draft))
}

fn iban() -> impl Strategy<Value = String> {
    let form = "(IT|SM)11A[0-9]{10}[0-9A-Z]{12}|DE11[0-9]{18}|FR11[0-9]{10}[0-9A-Z]{11}[0-9]{2}|MT11[A-Z]{4}[0-9]{5}\
                [0-9A-Z]{18}";
    form.prop_map(|draft| completed(Scheme::Iban, draft))
}

fn cig() -> impl Strategy<Value = String> {
    "[0-9]{6}[1-9]000|[A-U][0-9A-F]{6}000|[XYZ]00[0-9A-F]{6}[1-9A-F]".prop_map(|draft| completed(Scheme::Cig, draft))
}

fn any_code() -> impl Strategy<Value = (Scheme, String)> {
    prop_oneof![
        codice_fiscale().prop_map(|code| (Scheme::CodiceFiscale, code)),
        partita_iva().prop_map(|code| (Scheme::PartitaIva, code)),
        iban().prop_map(|code| (Scheme::Iban, code)),
        cig().prop_map(|code| (Scheme::Cig, code)),
    ]
}

/// The code with two neighbours swapped, where they differ.
fn swapped(code: &str, at: usize) -> Option<String> {
    let mut characters: Vec<char> = code.chars().collect();
    if at + 1 >= characters.len() || characters[at] == characters[at + 1] {
        return None;
    }
    characters.swap(at, at + 1);
    Some(characters.into_iter().collect())
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn right_codes_are_right((scheme, code) in any_code()) {
        prop_assert_eq!(check(scheme, &code), Ok(()), "{}", code);
    }

    /// The controls find each wrong character at each place. But for the first of a CIG, where another form begins
    /// otherwise and a SmartCIG's letter counts for nothing; and in an IBAN a digit for a letter or the reverse, which
    /// agrees by chance.
    #[test]
    fn one_wrong_character_is_found((scheme, code) in any_code(), other in "[0-9A-Za-z€ ]") {
        let is_digit = other.as_bytes()[0].is_ascii_digit();
        for at in 0..code.len() {
            let mut damaged = code.clone();
            damaged.replace_range(at..=at, &other);
            let other_kind = code.as_bytes()[at].is_ascii_digit() != is_digit;
            let smart = |code: &str| code.starts_with(['X', 'Y', 'Z']);
            let not_promised = match scheme {
                Scheme::Cig => at == 0 && (other_kind || smart(&code) || smart(&damaged)),
                Scheme::Iban => other_kind,
                _ => false,
            };
            if damaged != code && !not_promised {
                prop_assert!(check(scheme, &damaged).is_err(), "{} {}", code, damaged);
            }
        }
    }

    /// In a codice fiscale all but W and Y, which count the same; the control letter itself is not promised.
    #[test]
    fn swaps_in_a_codice_fiscale_are_found(code in codice_fiscale(), at in 0..14_usize) {
        if let Some(damaged) = swapped(&code, at) && !matches!(&code[at..at + 2], "WY" | "YW") {
            prop_assert!(check(Scheme::CodiceFiscale, &damaged).is_err(), "{} {}", code, damaged);
        }
    }

    /// In a partita IVA all but 0 and 9.
    #[test]
    fn swaps_in_a_partita_iva_are_found(code in partita_iva(), at in 0..10_usize) {
        if let Some(damaged) = swapped(&code, at) && !matches!(&code[at..at + 2], "09" | "90") {
            prop_assert!(check(Scheme::PartitaIva, &damaged).is_err(), "{} {}", code, damaged);
        }
    }

    /// In an IBAN all but B and 1, M and 2, X and 3, of which Italy's CIN finds the last two.
    #[test]
    fn swaps_in_an_iban_are_found(code in iban(), at in 0..33_usize) {
        let Some(damaged) = swapped(&code, at) else { return Ok(()) };
        let italian = code.starts_with("IT") || code.starts_with("SM");
        let not_promised = match &code[at..at + 2] {
            "B1" | "1B" => true,
            "M2" | "2M" | "X3" | "3X" => !italian,
            _ => false,
        };
        prop_assert!(not_promised || check(Scheme::Iban, &damaged).is_err(), "{} {}", code, damaged);
    }

    #[test]
    fn groups_of_four_change_nothing(code in iban()) {
        let groups: Vec<&str> = (0..code.len()).step_by(4).map(|at| &code[at..code.len().min(at + 4)]).collect();
        prop_assert_eq!(check(Scheme::Iban, &groups.join(" ")), Ok(()));
    }

    #[test]
    fn any_text_is_checked(text in any::<String>(), year in 1861..2100_u16) {
        for scheme in ALL {
            let _ = scheme.check(&text, day(year, 1, 1));
        }
    }

    /// Closer to codes than any text is, and with places that point into the text.
    #[test]
    fn nearly_codes_are_checked(text in "[0-9A-Z]{0,14}[0-9A-Za-z \u{a0}ß€𝟙]{0,6}[0-9A-Z]{0,16}") {
        for scheme in ALL {
            let count = text.chars().count();
            match check(scheme, &text) {
                Err(Fault::Blank { at } | Fault::Lowercase { at } | Fault::Character { at } | Fault::Name { at }) => {
                    prop_assert!(at < count);
                }
                Err(Fault::Zeros { at, length } | Fault::Birth { at, length }) => prop_assert!(at + length <= count),
                Err(Fault::Control { at, found, expected }) => {
                    prop_assert_eq!(found.chars().count(), expected.chars().count());
                    prop_assert!(at + found.chars().count() <= count);
                }
                _ => {}
            }
        }
    }
}
