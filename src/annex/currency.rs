//! Currencies: code, sign, the words by which documents call them, smallest unit.

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

pub const EURO: &Currency = &CURRENCIES[0];

static CURRENCIES: [Currency; 10] = [
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

const fn currency(code: &'static str, sign: &'static str, words: &'static [&'static str], decimals: u32) -> Currency {
    Currency { code, sign, words, decimals }
}
