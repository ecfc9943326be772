//! Currencies: code, sign, the words by which documents call them, smallest unit.

use std::sync::LazyLock;

use iso_currency::{Currency as IsoCurrency, IntoEnumIterator};

/// A currency of ISO 4217, its list of historic ones included.
#[derive(Debug, PartialEq, Eq)]
pub struct Currency {
    /// Alphabetic code.
    pub code: &'static str,
    /// What stands beside an amount: `€`, `Lire`.
    pub sign: &'static str,
    /// Other ways to write it, in lower case.
    words: &'static [&'static str],
    /// Decimals of the minor unit (ISO 4217, table A.1).
    pub decimals: u32,
}

impl Currency {
    pub fn from_code(code: &str) -> Option<&'static Currency> {
        CURRENCIES.iter().find(|currency| currency.code == code)
    }

    /// Whether a word in an amount names this currency: its code, sign or one of its names, in any case.
    pub fn is_called(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        word == self.code.to_lowercase() || word == self.sign.to_lowercase() || self.words.contains(&word.as_str())
    }

    /// The currency that a word names, where it names one.
    pub fn called(word: &str) -> Option<&'static Currency> {
        CURRENCIES.iter().find(|currency| currency.is_called(word))
    }

    pub fn codes() -> impl Iterator<Item = &'static str> {
        CURRENCIES.iter().map(|currency| currency.code)
    }
}

pub static EURO: &Currency = &NAMED[0];

/// Those that documents call by more than their code.
static NAMED: [Currency; 10] = [
    currency("EUR", "€", &["euro", "euros", "eur.", "e."], 2),
    currency("ITL", "Lire", &["lira", "l.", "lit.", "£it", "₤"], 0),
    currency("USD", "$", &["us$", "dollari", "dollaro", "dollars", "dollar"], 2),
    currency("GBP", "£", &["sterline", "sterlina", "pounds"], 2),
    currency("CHF", "CHF", &["fr.", "sfr.", "franchi", "franken", "francs"], 2),
    currency("FRF", "F", &["ff", "franc", "francs"], 2),
    currency("DEM", "DM", &["mark", "marchi"], 2),
    currency("ATS", "S", &["schilling", "ös"], 2),
    currency("ESP", "Pts", &["pesetas", "peseta", "ptas", "pta"], 0),
    currency("JPY", "¥", &["yen"], 0),
];

/// Currencies that went out of use, with the decimals they had (ISO 4217, table A.3): those that the euro replaced, and
/// those of Italy's neighbours.
const HISTORIC: &[(&str, u32)] = &[
    ("ADP", 0),
    ("BEF", 0),
    ("CSD", 2),
    ("CSK", 2),
    ("CYP", 2),
    ("DDM", 2),
    ("EEK", 2),
    ("FIM", 2),
    ("GRD", 0),
    ("HRD", 2),
    ("HRK", 2),
    ("IEP", 2),
    ("LTL", 2),
    ("LUF", 0),
    ("LVL", 2),
    ("MTL", 2),
    ("NLG", 2),
    ("PTE", 0),
    ("ROL", 2),
    ("SIT", 2),
    ("SKK", 2),
    ("SML", 0),
    ("TRL", 0),
    ("VAL", 0),
    ("XEU", 2),
    ("YUD", 2),
    ("YUM", 2),
];

/// The named ones first, then those in use, then the historic ones.
static CURRENCIES: LazyLock<Vec<Currency>> = LazyLock::new(|| {
    let named = NAMED.iter().map(|named| currency(named.code, named.sign, named.words, named.decimals));
    let in_use = IsoCurrency::iter().map(|iso| (iso.code(), iso.exponent().map_or(0, u32::from)));
    let known = |code: &str| NAMED.iter().any(|named| named.code == code);
    // The sign of a currency may mean another one as well ("$"), or be in no font: its code is always right.
    let coded = in_use.chain(HISTORIC.iter().copied()).filter(|(code, _)| !known(code));
    let mut all: Vec<Currency> =
        named.chain(coded.map(|(code, decimals)| currency(code, code, &[], decimals))).collect();
    // Some that went out of use lately are on both lists.
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|currency| seen.insert(currency.code));
    all
});

const fn currency(code: &'static str, sign: &'static str, words: &'static [&'static str], decimals: u32) -> Currency {
    Currency { code, sign, words, decimals }
}
