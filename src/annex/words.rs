//! Whole numbers in words, as acts, cheques and receipts write them beside the figures.
//! Every language cuts the figures into periods, words each period's count and names its power of ten: the long scale
//! (a billion is 10^12), save in English.

use crate::catalogue::Language;

/// The tables of names reach the period of 10^24.
const MAX_DIGITS: usize = 27;

/// A run of figures between separators: `count` times the `rank`-th power of the period's base.
struct Period {
    rank: usize,
    count: usize,
}

/// A power of ten that is a noun: "milione", "milioni".
struct Noun {
    singular: &'static str,
    plural: &'static str,
}

/// A whole number in words, as documents write it. `digits`: decimal digits without sign or leading zeros ("0" for
/// zero), at most 27 of them. Anything else comes back as it is: figures say less than words, but never a wrong number.
pub fn whole(digits: &str, language: Language) -> String {
    let wordable = (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    if !wordable {
        return digits.to_owned();
    }
    match language {
        Language::Italian => italian(&periods(digits, 3)),
        Language::English => english(&periods(digits, 3)),
        Language::German => german(&periods(digits, 3)),
        Language::French => french(&periods(digits, 3)),
        // Spanish has no noun for 10^9 in use: "mil millones", so its periods are of six figures.
        Language::Spanish => spanish(&periods(digits, 6)),
    }
}

/// The periods that are not all zeros, the highest first: none at all for zero.
fn periods(digits: &str, length: usize) -> Vec<Period> {
    let value = |figures: &[u8]| figures.iter().fold(0, |value, figure| value * 10 + usize::from(figure - b'0'));
    let counts = digits.as_bytes().rchunks(length).map(value);
    counts.enumerate().rev().filter(|&(_, count)| count != 0).map(|(rank, count)| Period { rank, count }).collect()
}

/// Words apart, leaving no blank where one side is silent.
fn join(left: &str, separator: &str, right: &str) -> String {
    let separator = if left.is_empty() || right.is_empty() { "" } else { separator };
    format!("{left}{separator}{right}")
}

// Each table of units has silence in the place of zero, which is a word only when it is the whole number.

const ITALIAN_UNITS: [&str; 20] = [
    "",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
];
const ITALIAN_TENS: [&str; 10] =
    ["", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"];
const ITALIAN_NOUNS: [Noun; 7] = [
    Noun { singular: "milione", plural: "milioni" },
    Noun { singular: "miliardo", plural: "miliardi" },
    Noun { singular: "bilione", plural: "bilioni" },
    Noun { singular: "biliardo", plural: "biliardi" },
    Noun { singular: "trilione", plural: "trilioni" },
    Noun { singular: "triliardo", plural: "triliardi" },
    Noun { singular: "quadrilione", plural: "quadrilioni" },
];

/// One word without blanks, millions included: a blank in an act is room for another figure.
fn italian(periods: &[Period]) -> String {
    let word: String = periods.iter().map(italian_period).collect();
    match word.strip_suffix("tre") {
        _ if word.is_empty() => "zero".to_owned(),
        // The stress falls on the last syllable of a compound only: "tre", but "ventitré".
        Some(stem) if !stem.is_empty() => format!("{stem}tré"),
        _ => word,
    }
}

fn italian_period(&Period { rank, count }: &Period) -> String {
    match (rank, count) {
        (0, _) => italian_below_thousand(count),
        (1, 1) => "mille".to_owned(),
        (1, _) => italian_below_thousand(count) + "mila",
        (_, 1) => format!("un{}", ITALIAN_NOUNS[rank - 2].singular),
        _ => italian_below_thousand(count) + ITALIAN_NOUNS[rank - 2].plural,
    }
}

fn italian_below_thousand(count: usize) -> String {
    let (hundreds, rest) = (count / 100, count % 100);
    let hundred = match (hundreds, rest) {
        (0, _) => "",
        // "Cento" elides before "ottanta" and keeps its vowel before "uno", "otto" and "undici".
        (_, 80..=89) => "cent",
        _ => "cento",
    };
    let multiplier = if hundreds == 1 { "" } else { ITALIAN_UNITS[hundreds] };
    format!("{multiplier}{hundred}{}", italian_below_hundred(rest))
}

fn italian_below_hundred(count: usize) -> String {
    if count < 20 {
        return ITALIAN_UNITS[count].to_owned();
    }
    let (tens, unit) = (ITALIAN_TENS[count / 10], count % 10);
    // The tens elide before the two units that begin with a vowel.
    let tens = if matches!(unit, 1 | 8) { tens.trim_end_matches(['a', 'i']) } else { tens };
    format!("{tens}{}", ITALIAN_UNITS[unit])
}

const ENGLISH_UNITS: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ENGLISH_POWERS: [&str; 9] =
    ["", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion", "septillion"];

/// British usage: "and" before the tens and units, wherever hundreds or higher powers come before them.
fn english(periods: &[Period]) -> String {
    let text = periods.iter().fold(String::new(), |text, &Period { rank, count }| {
        let separator = if rank == 0 && count < 100 { " and " } else { " " };
        join(&text, separator, &join(&english_below_thousand(count), " ", ENGLISH_POWERS[rank]))
    });
    if text.is_empty() { "zero".to_owned() } else { text }
}

fn english_below_thousand(count: usize) -> String {
    let (hundreds, rest) = (count / 100, count % 100);
    let hundred = if hundreds == 0 { "" } else { "hundred" };
    let rest = if rest < 20 {
        ENGLISH_UNITS[rest].to_owned()
    } else {
        join(ENGLISH_TENS[rest / 10], "-", ENGLISH_UNITS[rest % 10])
    };
    join(&join(ENGLISH_UNITS[hundreds], " ", hundred), " and ", &rest)
}

const GERMAN_UNITS: [&str; 20] = [
    "",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const GERMAN_TENS: [&str; 10] =
    ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
const GERMAN_NOUNS: [Noun; 7] = [
    Noun { singular: "Million", plural: "Millionen" },
    Noun { singular: "Milliarde", plural: "Milliarden" },
    Noun { singular: "Billion", plural: "Billionen" },
    Noun { singular: "Billiarde", plural: "Billiarden" },
    Noun { singular: "Trillion", plural: "Trillionen" },
    Noun { singular: "Trilliarde", plural: "Trilliarden" },
    Noun { singular: "Quadrillion", plural: "Quadrillionen" },
];

/// One word below the million; from the million on the powers are nouns, apart and capitalised.
fn german(periods: &[Period]) -> String {
    let text = periods.iter().map(german_period).collect::<String>();
    match text.trim_end() {
        "" => "null".to_owned(),
        // "Ein" stands before what it counts; counting nothing, at the very end, it is "eins".
        text if text.ends_with("ein") => format!("{text}s"),
        text => text.to_owned(),
    }
}

fn german_period(&Period { rank, count }: &Period) -> String {
    match (rank, count) {
        (0, _) => german_below_thousand(count),
        (1, _) => german_below_thousand(count) + "tausend",
        (_, 1) => format!("eine {} ", GERMAN_NOUNS[rank - 2].singular),
        _ => format!("{} {} ", german_below_thousand(count), GERMAN_NOUNS[rank - 2].plural),
    }
}

fn german_below_thousand(count: usize) -> String {
    let (hundreds, rest) = (count / 100, count % 100);
    let hundred = if hundreds == 0 { "" } else { "hundert" };
    let rest = if rest < 20 {
        GERMAN_UNITS[rest].to_owned()
    } else {
        join(GERMAN_UNITS[rest % 10], "und", GERMAN_TENS[rest / 10])
    };
    format!("{}{hundred}{rest}", GERMAN_UNITS[hundreds])
}

const FRENCH_UNITS: [&str; 20] = [
    "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
];
const FRENCH_TENS: [&str; 6] = ["", "", "vingt", "trente", "quarante", "cinquante"];
const FRENCH_NOUNS: [&str; 7] = ["million", "milliard", "billion", "billiard", "trillion", "trilliard", "quadrillion"];

/// The traditional spelling, hyphens below the hundred only, not that of 1990.
fn french(periods: &[Period]) -> String {
    let text = periods.iter().fold(String::new(), |text, period| join(&text, " ", &french_period(period)));
    if text.is_empty() { "zéro".to_owned() } else { text }
}

fn french_period(&Period { rank, count }: &Period) -> String {
    match (rank, count) {
        (0, _) => french_below_thousand(count, "s"),
        (1, 1) => "mille".to_owned(),
        // "Mille" is a numeral, so the number goes on and "cent" and "vingt" before it take no mark of the plural;
        // "million" is a noun, and the number ends before it.
        (1, _) => french_below_thousand(count, "") + " mille",
        (_, 1) => format!("un {}", FRENCH_NOUNS[rank - 2]),
        _ => format!("{} {}s", french_below_thousand(count, "s"), FRENCH_NOUNS[rank - 2]),
    }
}

/// `plural` is what "cent" and "quatre-vingt", when multiplied, take at the end of the number.
fn french_below_thousand(count: usize, plural: &str) -> String {
    let (hundreds, rest) = (count / 100, count % 100);
    let hundred = match (hundreds, rest) {
        (0, _) => String::new(),
        (1, _) => "cent".to_owned(),
        (_, 0) => format!("{} cent{plural}", FRENCH_UNITS[hundreds]),
        _ => format!("{} cent", FRENCH_UNITS[hundreds]),
    };
    join(&hundred, " ", &french_below_hundred(rest, plural))
}

fn french_below_hundred(count: usize, plural: &str) -> String {
    let (tens, rest) = match count {
        0..20 => ("", count),
        // Seventy and ninety are counted on from sixty and eighty.
        60..80 => ("soixante", count - 60),
        80.. => ("quatre-vingt", count - 80),
        _ => (FRENCH_TENS[count / 10], count % 10),
    };
    match (count, rest) {
        (80, _) => format!("{tens}{plural}"),
        (20..80, 1 | 11) => join(tens, " et ", FRENCH_UNITS[rest]),
        _ => join(tens, "-", FRENCH_UNITS[rest]),
    }
}

const SPANISH_UNITS: [&str; 30] = [
    "",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];
const SPANISH_TENS: [&str; 10] =
    ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
const SPANISH_HUNDREDS: [&str; 10] = [
    "",
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
];
/// The nouns less their endings, "-ón" and "-ones".
const SPANISH_NOUNS: [&str; 4] = ["mill", "bill", "trill", "cuatrill"];

fn spanish(periods: &[Period]) -> String {
    let text = periods.iter().fold(String::new(), |text, period| join(&text, " ", &spanish_period(period)));
    if text.is_empty() { "cero".to_owned() } else { text }
}

fn spanish_period(&Period { rank, count }: &Period) -> String {
    let (thousands, rest) = (count / 1000, count % 1000);
    let thousand = match thousands {
        0 => String::new(),
        1 => "mil".to_owned(),
        _ => apocopated(spanish_below_thousand(thousands)) + " mil",
    };
    let words = join(&thousand, " ", &spanish_below_thousand(rest));
    match (rank, count) {
        (0, _) => words,
        (_, 1) => format!("un {}ón", SPANISH_NOUNS[rank - 1]),
        _ => format!("{} {}ones", apocopated(words), SPANISH_NOUNS[rank - 1]),
    }
}

/// "Uno" before what it counts loses its vowel, and "veintiuno", then stressed on the last syllable, gains the accent.
fn apocopated(words: String) -> String {
    match (words.strip_suffix("veintiuno"), words.strip_suffix("uno")) {
        (Some(head), _) => format!("{head}veintiún"),
        (None, Some(head)) => format!("{head}un"),
        (None, None) => words,
    }
}

fn spanish_below_thousand(count: usize) -> String {
    let (hundreds, rest) = (count / 100, count % 100);
    let hundred = if count == 100 { "cien" } else { SPANISH_HUNDREDS[hundreds] };
    let rest = if rest < 30 {
        SPANISH_UNITS[rest].to_owned()
    } else {
        join(SPANISH_TENS[rest / 10], " y ", SPANISH_UNITS[rest % 10])
    };
    join(hundred, " ", &rest)
}
