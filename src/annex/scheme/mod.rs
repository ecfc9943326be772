//! Codes that acts print: tax codes, bank accounts, tenders, projects, municipalities.
//!
//! In: a code as printed, and the day of its act. Out: nothing, or the first thing that is certainly wrong with it.
//! What a code's form cannot tell, as whether anybody bears it, is not asked here.

mod cig;
mod codice_fiscale;
mod cup;
mod form;
mod iban;
mod istat;
mod partita_iva;
mod weights;

use serde::Serialize;

use super::Date;

/// What a code is a code of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Scheme {
    /// Codice fiscale of persons (16 characters) and of other subjects (11 digits).
    CodiceFiscale,
    /// Partita IVA: 11 digits, without the country's prefix.
    PartitaIva,
    /// International bank account number, of any country.
    Iban,
    /// Codice identificativo di gara: ordinary, SmartCIG and of the Piattaforma contratti pubblici.
    Cig,
    /// Codice unico di progetto.
    Cup,
    /// ISTAT's code of a municipality: three digits of its province, three of its own.
    IstatComune,
}

/// What is wrong with a code. Places count characters, from 0, of the text as given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Fault {
    /// Too many or too few characters, blanks not counted; `expected` are the numbers that would do.
    Length { found: usize, expected: Vec<usize> },
    /// A blank where none belongs.
    Blank { at: usize },
    /// A small letter, where the capital one could stand.
    Lowercase { at: usize },
    /// This character can't stand there.
    Character { at: usize },
    /// This part is all zeros and can't be.
    Zeros { at: usize, length: usize },
    /// From this letter on, the three letters of a surname or name follow from none.
    Name { at: usize },
    /// No such day of birth.
    Birth { at: usize, length: usize },
    /// No country of the IBAN registry.
    Country { found: String },
    /// A form of the code that nobody could print on that day: there were none of it before.
    TooEarly { before: Date },
    /// Well formed, but its control characters, which begin at `at`, are not those of the rest.
    Control { at: usize, found: String, expected: String },
}

impl Scheme {
    /// The first day on which codes certainly had the form that is checked here.
    pub const fn in_force_since(self) -> Date {
        match self {
            // DM 23 December 1976 (GU 345 of 29 December 1976, S.O.), after fifteen days at the latest. Before it,
            // DM 12 March 1974 gave other subjects nine digits.
            Scheme::CodiceFiscale | Scheme::PartitaIva => date(1977, 1, 13),
            // ISO 13616:1997, the first edition.
            Scheme::Iban => date(1998, 1, 1),
            // Codes of this form are in the Gazzetta since early 2008; art. 3(5) of law 136/2010 came later.
            Scheme::Cig => date(2008, 1, 1),
            // Law 3/2003, art. 11.
            Scheme::Cup => date(2003, 1, 1),
            // Given out in 1966, published in 1967.
            Scheme::IstatComune => date(1967, 1, 1),
        }
    }

    /// Checks a code as printed on a given day.
    ///
    /// # Errors
    /// The first thing that is wrong with it. Nothing is, where the scheme was not yet in force.
    pub fn check(self, text: &str, on: Date) -> Result<(), Fault> {
        if on < self.in_force_since() {
            return Ok(());
        }
        let code: Vec<char> = text.chars().collect();
        match self {
            Scheme::CodiceFiscale => codice_fiscale::check(&code),
            Scheme::PartitaIva => partita_iva::check(&code),
            Scheme::Iban => iban::check(&code),
            Scheme::Cig => cig::check(&code, on),
            Scheme::Cup => cup::check(&code),
            Scheme::IstatComune => istat::check(&code),
        }
    }
}

const fn date(year: u16, month: u8, day: u8) -> Date {
    Date { year, month, day }
}
