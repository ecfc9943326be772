//! Codes of projects, persons and accounts: each is checked by what its kind was made of on the day of the act.

use crate::annex::{Date, Fault, Scheme};
use crate::source::{Choice, Code, Diagnostic, Place};

/// What is wrong with a code as it stands at some place, if anything is.
pub fn check(scheme: Scheme, text: &str, on: Date, place: &Place) -> Option<Diagnostic> {
    let fault = scheme.check(text, on).err()?;
    let at = |at: usize, length: usize| {
        let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        place.of_part(text, byte(at)..byte(at + length))
    };
    let malformed =
        |place: Place, reason: &'static str| Diagnostic::new(Code::CodeMalformed, place).arg("reason", reason);
    let problem = match fault {
        Fault::Length { found, expected } => {
            let expected = match expected.as_slice() {
                [only] => only.to_string(),
                [one, other] => format!("{one}/{other}"),
                [first, .., last] => format!("{first}–{last}"),
                [] => String::new(),
            };
            malformed(place.clone(), "length").arg("found", found).arg("expected", expected)
        }
        Fault::Blank { at: index } => malformed(at(index, 1), "blank"),
        Fault::Lowercase { at: index } => malformed(at(index, 1), "lowercase"),
        Fault::Character { at: index } => malformed(at(index, 1), "character"),
        Fault::Zeros { at: index, length } => malformed(at(index, length), "zeros"),
        Fault::Name { at: index } => malformed(at(index, 1), "name"),
        Fault::Birth { at: index, length } => malformed(at(index, length), "date"),
        Fault::Country { found } => malformed(at(0, found.chars().count()), "country"),
        Fault::TooEarly { before } => malformed(place.clone(), "early").arg("since", before.to_string()),
        Fault::Control { at: index, found, expected } => {
            let place = at(index, found.chars().count());
            Diagnostic::new(Code::CodeControl, place).arg("found", found).arg("expected", expected)
        }
    };
    Some(problem.arg("code", text).arg("scheme", word(scheme)))
}

/// What a plan calls it.
fn word(scheme: Scheme) -> &'static str {
    Scheme::CHOICES.iter().find(|(_, choice)| *choice == scheme).map_or("", |(word, _)| word)
}
