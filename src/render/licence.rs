//! Licences that annexes are published under, by their SPDX identifiers.

use serde::Serialize;

/// A licence by its SPDX identifier.
#[derive(Serialize)]
pub struct Licence<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'static str>,
}

impl<'a> Licence<'a> {
    /// As Data Packages name it; `None` where it is no identifier, but words.
    pub fn named(licence: &'a str) -> Option<Self> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        let known = KNOWN.iter().find(|(name, ..)| *name == licence);
        let (path, title) = (known.map(|(_, path, _)| *path), known.map(|(.., title)| *title));
        (!licence.is_empty() && licence.chars().all(plain)).then_some(Self { name: licence, path, title })
    }
}

/// Where people can read what a licence allows. Creative Commons publishes a page for each under an address made of its SPDX
/// name, CC-BY-SA-4.0; the names of licences ported to a country have one part more, and other addresses.
pub fn page(licence: &str) -> Option<String> {
    let known = || KNOWN.iter().find(|(name, ..)| *name == licence).map(|(_, path, _)| (*path).to_owned());
    let creative_commons = || {
        let (kind, version) = licence.strip_prefix("CC-")?.rsplit_once('-')?;
        let plain = version.chars().all(|c| c.is_ascii_digit() || c == '.');
        plain.then(|| format!("https://creativecommons.org/licenses/{}/{version}/", kind.to_lowercase()))
    };
    creative_commons().or_else(known)
}

/// Licences for data of the public sector: identifier, address and title, as the SPDX list 3.25 has them.
const KNOWN: [(&str, &str, &str); 7] = [
    ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/legalcode", "Creative Commons Zero v1.0 Universal"),
    (
        "CC-BY-4.0",
        "https://creativecommons.org/licenses/by/4.0/legalcode",
        "Creative Commons Attribution 4.0 International",
    ),
    (
        "CC-BY-SA-4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/legalcode",
        "Creative Commons Attribution Share Alike 4.0 International",
    ),
    ("EUPL-1.2", "https://eupl.eu/1.2/en/", "European Union Public License 1.2"),
    ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/", "Open Data Commons Open Database License v1.0"),
    ("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1.0/", "Open Data Commons Attribution License v1.0"),
    (
        "PDDL-1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
        "Open Data Commons Public Domain Dedication & License 1.0",
    ),
];
