//! Words -> stems: what the forms of a word have in common ("banca", "banche": "banc"). Light: endings of number and gender
//! go, nothing else, so that what is found is what was asked for.
//!
//! The rules are data: the script gets the same table as JSON and applies it in the same way.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::catalogue::Language;

/// An ending, what comes in its place, and how many letters at least stay before it.
pub type Rule = (&'static str, &'static str, usize);

/// The rules of a language: the first that fits is applied, and no other.
pub fn rules(language: Language) -> &'static [Rule] {
    match language {
        Language::Italian => ITALIAN,
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
    }
}

/// Words that stand in any text, folded: nobody finds anything by them.
pub fn stop_words(language: Language) -> impl Iterator<Item = &'static str> {
    let words = match language {
        Language::Italian => ITALIAN_STOPS,
        Language::English => ENGLISH_STOPS,
        Language::German => GERMAN_STOPS,
        Language::French => FRENCH_STOPS,
        Language::Spanish => SPANISH_STOPS,
    };
    words.split_ascii_whitespace()
}

pub fn is_stop_word(word: &str, language: Language) -> bool {
    static WORDS: LazyLock<[HashSet<&str>; 5]> = LazyLock::new(|| Language::ALL.map(|each| stop_words(each).collect()));
    let index = Language::ALL.iter().position(|other| *other == language).unwrap_or_default();
    WORDS[index].contains(word)
}

/// The stem of a folded word without digits.
pub fn stem(word: &str, language: Language) -> String {
    for (ending, instead, least) in rules(language) {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.chars().count() >= *least
        {
            return format!("{rest}{instead}");
        }
    }
    word.to_owned()
}

/// "banche", "parchi" keep the sound of their consonant by an h. The i of "provincia" and "ufficio" is lost in "province"
/// and "uffici", and goes everywhere.
const ITALIAN: &[Rule] = &[
    ("che", "c", 2),
    ("chi", "c", 2),
    ("ghe", "g", 2),
    ("ghi", "g", 2),
    ("ia", "", 3),
    ("ie", "", 3),
    ("io", "", 3),
    ("ii", "", 3),
    ("a", "", 2),
    ("e", "", 2),
    ("i", "", 2),
    ("o", "", 2),
];

const ENGLISH: &[Rule] = &[
    ("ies", "y", 2),
    ("sses", "ss", 1),
    ("ches", "ch", 2),
    ("shes", "sh", 2),
    ("xes", "x", 2),
    ("ss", "ss", 0),
    ("us", "us", 0),
    ("is", "is", 0),
    ("s", "", 2),
];

const GERMAN: &[Rule] = &[
    ("innen", "in", 3),
    ("ern", "", 4),
    ("en", "", 4),
    ("er", "", 4),
    ("es", "", 4),
    ("em", "", 4),
    ("e", "", 3),
    ("n", "", 4),
    ("s", "", 3),
];

const FRENCH: &[Rule] = &[
    ("eaux", "eau", 1),
    ("aux", "al", 2),
    ("ees", "", 3),
    ("ee", "", 3),
    ("es", "", 3),
    ("e", "", 3),
    ("s", "", 3),
    ("x", "", 3),
];

const SPANISH: &[Rule] = &[
    ("ces", "z", 2),
    ("as", "", 3),
    ("os", "", 3),
    ("es", "", 3),
    ("a", "", 3),
    ("o", "", 3),
    ("e", "", 3),
    ("s", "", 3),
];

const ITALIAN_STOPS: &str = "a ad agli ai al all alla alle allo anche c che chi ci col con cui d da dagli dai dal dall dalla \
    dalle dallo de degli dei del dell della delle dello di e ed essere gli i il in l la le lo loro ma ne negli nei nel nell \
    nella nelle nello non nonche o od per piu quale quali quanto quell quella quelle quello quest questa queste questi questo \
    se si sia sono su sugli sui sul sull sulla sulle sullo tra un una uno fra";
const ENGLISH_STOPS: &str = "a an and any are as at be by for from had has have his her if in into is it its no nor not of on \
    or other s such than that the their them these they this those to was were which who with";
const GERMAN_STOPS: &str = "als am an auch auf aus bei bis das dass dem den der des die durch ein eine einem einen einer eines \
    er es fur im in ist mit nach nicht noch oder sich sie sind sowie uber um und unter vom von vor war werden wie wird zu zum \
    zur";
const FRENCH_STOPS: &str = "a au aux avec c ce ces cette d dans de des du elle en est et etre il ils l la le les leur leurs \
    mais n ne nous on ou par pas pour qu que qui s sa se ses si son sont sur un une y";
const SPANISH_STOPS: &str = "a al como con cual de del e el ella en entre es esta este esto estos la las le les lo los mas no \
    o para pero por que se segun ser si sin sobre son su sus u un una unas uno unos y";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::search::words::fold;

    fn same(language: Language, forms: &[&str]) {
        let stems: Vec<String> = forms.iter().map(|form| stem(&fold(form), language)).collect();
        assert!(stems.iter().all(|stem| *stem == stems[0]), "{forms:?}: {stems:?}");
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let italian: [&[&str]; 9] = [
            &["integrazione", "integrazioni"],
            &["sportello", "sportelli"],
            &["banca", "banche"],
            &["provincia", "province"],
            &["ufficio", "uffici"],
            &["parco", "parchi"],
            &["sanitario", "sanitari", "sanitaria", "sanitarie"],
            &["albergo", "alberghi"],
            &["anno", "anni"],
        ];
        italian.iter().for_each(|forms| same(Language::Italian, forms));
        same(Language::English, &["measure", "measures"]);
        same(Language::English, &["city", "cities"]);
        same(Language::English, &["process", "processes"]);
        same(Language::German, &["Gemeinde", "Gemeinden"]);
        same(Language::German, &["Beitrag", "Beiträge", "Beiträgen", "Beitrags"]);
        same(Language::French, &["régional", "régionaux", "régionale", "régionales"]);
        same(Language::French, &["activité", "activités"]);
        same(Language::Spanish, &["acción", "acciones"]);
        same(Language::Spanish, &["municipio", "municipios"]);
    }

    #[test]
    fn short_words_stay() {
        assert_eq!(stem("ue", Language::Italian), "ue");
        assert_eq!(stem("bus", Language::English), "bus");
    }

    #[test]
    fn stop_words_are_folded_as_texts_are() {
        for language in Language::ALL {
            stop_words(language).for_each(|word| assert_eq!(fold(word), word));
        }
    }
}
