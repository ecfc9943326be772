//! What a catalogue has to know of its project before the first data set.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::vocabulary::{Frequency, Licence, Theme};
use crate::annex::one_line;
use crate::catalogue::Language;

/// What may stand in a path as it is (RFC 3986, 2.3); all else is told by its bytes.
const NOT_IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The address that a site is published under: whole, ending in `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// `None` where it could not stand before a path: without `https://` or `http://` and a host, with blanks, a query or
    /// anything else that is in no address.
    pub fn new(address: &str) -> Option<Self> {
        let rest = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme))?;
        let usual = |c: char| c.is_alphanumeric() || "-._~:/@!$&'()*+,;=%".contains(c);
        let coded = |after: &str| after.len() >= 2 && after.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
        let whole = rest.chars().all(usual) && rest.split('%').skip(1).all(coded);
        let host = rest.starts_with(char::is_alphanumeric);
        (whole && host).then(|| Self(format!("{}/", address.trim_end_matches('/'))))
    }

    /// The address of a file of the site, given by its path there, `2009/migranti/allegato-a.csv`.
    pub fn of(&self, path: &str) -> String {
        format!("{}{}", self.0, utf8_percent_encode(path, NOT_IN_PATH))
    }
}

/// An administration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// As the index of public administrations (IPA) has it.
    pub name: String,
    /// Its code there: `r_basili`.
    pub ipa: String,
}

impl Agent {
    /// Where AgID keeps what it says of administrations; stays the same wherever the site is.
    pub fn iri(&self) -> String {
        format!("https://w3id.org/italia/data/public-organization/{}", self.ipa)
    }
}

/// Whether a code has the form of those in the IPA: `r_basili`, `c_f052`, `KH5RHFCV`, `agid`.
pub fn is_ipa(code: &str) -> bool {
    !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

/// The office to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactPoint {
    pub name: String,
    /// `bilancio@regione.example`
    pub email: String,
}

/// Whether a mail address can stand in a link as it is.
pub fn is_email(address: &str) -> bool {
    let plain = |part: &str, more: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
    };
    address.split_once('@').is_some_and(|(name, host)| plain(name, "._+-") && plain(host, ".-") && host.contains('.'))
}

/// All that data sets have in common. Everything that the profile makes mandatory is there.
#[derive(Debug, Clone)]
pub struct Settings {
    pub base_url: BaseUrl,
    pub title: String,
    pub description: String,
    pub language: Language,
    pub publisher: Agent,
    /// Other administrations whose acts these are.
    pub rights_holders: Vec<Agent>,
    /// One at least.
    pub themes: Vec<Theme>,
    pub frequency: Frequency,
    pub licence: &'static Licence,
    pub contact_point: Option<ContactPoint>,
}

impl Settings {
    /// The administration that a plan names, or the publisher where it names none; `None` where its code is not known.
    pub fn rights_holder(&self, authority: Option<&str>) -> Option<&Agent> {
        let Some(authority) = authority.map(one_line) else { return Some(&self.publisher) };
        self.agents().find(|agent| agent.name == authority)
    }

    /// The names of the administrations whose codes are known.
    pub fn authorities(&self) -> impl Iterator<Item = &str> {
        self.agents().map(|agent| agent.name.as_str())
    }

    fn agents(&self) -> impl Iterator<Item = &Agent> {
        std::iter::once(&self.publisher).chain(&self.rights_holders)
    }
}
