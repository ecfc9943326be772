//! Currencies: code, sign, the words by which documents call them, smallest unit.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use iso_currency::{Currency as IsoCurrency, IntoEnumIterator};
use serde::Serialize;

/// A currency of ISO 4217, its list of historic ones included.
#[derive(Debug, PartialEq, Eq, Serialize)]
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
        // Every amount with its sign beside it asks.
        if word == self.sign || word == self.code {
            return true;
        }
        let word = word.to_lowercase();
        self.names().any(|name| name == word)
    }

    /// The currency that a word names, where it names one.
    pub fn called(word: &str) -> Option<&'static Currency> {
        CALLED.get(word.to_lowercase().as_str()).copied()
    }

    /// All that it is called, in lower case.
    fn names(&self) -> impl Iterator<Item = Cow<'static, str>> {
        let words = self.words.iter().map(|word| Cow::from(*word));
        [self.code, self.sign].into_iter().map(|name| Cow::from(name.to_lowercase())).chain(words)
    }

    pub fn codes() -> impl Iterator<Item = &'static str> {
        CURRENCIES.iter().map(|currency| currency.code)
    }
}

pub static EURO: &Currency = &NAMED[0];

/// Those that documents call by more than their code.
static NAMED: [Currency; 10] = [
    currency("EUR", "€", &["euro", "euros", "eur.", "e."], 2),
    currency("ITL", "Lire", &["lira", "l.", "lit.", "lit", "£it", "₤"], 0),
    currency("USD", "$", &["us$", "dollari", "dollaro", "dollars", "dollar"], 2),
    currency("GBP", "£", &["sterline", "sterlina", "pounds"], 2),
    currency("CHF", "CHF", &["fr.", "sfr.", "franchi", "franken", "francs"], 2),
    currency("FRF", "F", &["ff", "franc", "francs"], 2),
    currency("DEM", "DM", &["mark", "marchi"], 2),
    currency("ATS", "S", &["schilling", "ös"], 2),
    currency("ESP", "Pts", &["pesetas", "peseta", "ptas", "pta"], 0),
    currency("JPY", "¥", &["yen"], 0),
];

/// Codes of currencies that went out of use (ISO 4217, table A.3).
const HISTORIC: &str = "\
    ADP AFA ALK ANG AOK AON AOR ARA ARP ARY AYM AZM BAD BEC BEF BEL BGJ BGK BGL BGN BOP BRB BRC BRE BRN BRR BUK BYB BYR \
    CHC CSD CSJ CSK CUC CYP DDM ECS ECV EEK ESA ESB FIM GEK GHC GHP GNE GNS GQE GRD GWE GWP HRD HRK IEP ILP ILR ISJ LAJ \
    LSM LTL LTT LUC LUF LUL LVL LVR MGF MLF MRO MTL MTP MVQ MXP MZE MZM NIC NLG PEH PEI PES PLZ PTE RHD ROK ROL RUR SDD \
    SDP SIT SKK SLL SRG STD SUR TJR TMM TPE TRL UAK UGS UGW USS UYN UYP VEB VEF VNC XEU XFO XFU YDD YUD YUM YUN ZAL ZMK \
    ZRN ZRZ ZWC ZWD ZWL ZWN ZWR";
/// Those of them in which nobody reckoned with less than the unit.
const WITHOUT_DECIMALS: &str = "ADP BEF BYB BYR GRD LUF MGF MRO PTE ROL SLL STD TMM TPE TRL ZMK";

/// The named ones first, then those in use, then the historic ones.
static CURRENCIES: LazyLock<Vec<Currency>> = LazyLock::new(|| {
    let named = NAMED.iter().map(|named| currency(named.code, named.sign, named.words, named.decimals));
    let in_use = IsoCurrency::iter().map(|iso| (iso.code(), iso.exponent().map_or(0, u32::from)));
    let known = |code: &str| NAMED.iter().any(|named| named.code == code);
    // The sign of a currency may mean another one as well ("$"), or be in no font: its code is always right.
    let historic = HISTORIC.split(' ').map(|code| (code, if WITHOUT_DECIMALS.contains(code) { 0 } else { 2 }));
    let coded = in_use.chain(historic).filter(|(code, _)| !known(code));
    let mut all: Vec<Currency> =
        named.chain(coded.map(|(code, decimals)| currency(code, code, &[], decimals))).collect();
    // Some that went out of use lately are on both lists.
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|currency| seen.insert(currency.code));
    all
});

/// Currencies by what they are called. What two of them are called ("francs") names the first.
static CALLED: LazyLock<HashMap<Cow<'static, str>, &'static Currency>> = LazyLock::new(|| {
    let mut called = HashMap::new();
    for (name, currency) in CURRENCIES.iter().flat_map(|currency| currency.names().map(move |name| (name, currency))) {
        called.entry(name).or_insert(currency);
    }
    called
});

const fn currency(code: &'static str, sign: &'static str, words: &'static [&'static str], decimals: u32) -> Currency {
    Currency { code, sign, words, decimals }
}
