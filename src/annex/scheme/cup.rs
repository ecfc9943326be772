//! CUP: fifteen characters, checked by form only, for no rule of its last digits is public.
//!
//! In: its characters. Out: nothing, or what is wrong. Law 3/2003, art. 11; CIPE 143/2002.

use super::{Fault, form};

pub fn check(code: &[char]) -> Result<(), Fault> {
    form::length(code, &[15])?;
    // A letter, two digits, a letter, two digits of a year, nine more. The year is that of the decision, which may be
    // older than the codes are: it tells nothing wrong.
    form::characters(code, |at, c| if matches!(at, 0 | 3) { form::is_letter(c) } else { form::is_digit(c) })
}
