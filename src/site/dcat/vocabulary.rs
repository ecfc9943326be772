//! The codes by which portals know themes, frequencies, languages, kinds of files and licences.
//!
//! The authority tables of the Publications Office of the European Union (data-theme, frequency, language, file-type), and the
//! vocabulary of licences of AgID, as the profile DCAT-AP_IT asks for them. What is in a table is an address, never a word.

use crate::catalogue::Language;
use crate::render::Format;
use crate::source::choices;

/// The tables of the Publications Office.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";
/// AgID's vocabulary of licences.
const LICENCES: &str = "https://w3id.org/italia/controlled-vocabulary/licences";
/// The kinds of licences there are (ADMS).
const LICENCE_TYPES: &str = "http://purl.org/adms/licencetype";

/// All themes: what a catalogue says that it is ordered by.
pub const THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";

/// What data are about: a code of the table of themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme(&'static str);

/// How often data change: a code of the table of frequencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frequency(&'static str);

impl Theme {
    /// Government and public sector: what an act of an administration is about in any case.
    pub const GOVERNMENT: Theme = Theme("GOVE");

    pub fn iri(self) -> String {
        format!("{THEMES}/{}", self.0)
    }
}

impl Frequency {
    /// An annex changes when it is corrected, which nobody plans.
    pub const IRREGULAR: Frequency = Frequency("IRREG");

    pub fn iri(self) -> String {
        format!("{AUTHORITY}/frequency/{}", self.0)
    }
}

choices! {
    Theme {
        "AGRI" => Theme("AGRI"), "Agriculture, fisheries, forestry and food.";
        "ECON" => Theme("ECON"), "Economy and finance.";
        "EDUC" => Theme("EDUC"), "Education, culture and sport.";
        "ENER" => Theme("ENER"), "Energy.";
        "ENVI" => Theme("ENVI"), "Environment.";
        "GOVE" => Theme::GOVERNMENT, "Government and public sector.";
        "HEAL" => Theme("HEAL"), "Health.";
        "INTR" => Theme("INTR"), "International issues.";
        "JUST" => Theme("JUST"), "Justice, legal system and public safety.";
        "REGI" => Theme("REGI"), "Regions and cities.";
        "SOCI" => Theme("SOCI"), "Population and society.";
        "TECH" => Theme("TECH"), "Science and technology.";
        "TRAN" => Theme("TRAN"), "Transport.";
    }
    Frequency {
        "IRREG" => Frequency::IRREGULAR, "At no regular intervals.";
        "NEVER" => Frequency("NEVER"), "Never again.";
        "ANNUAL" => Frequency("ANNUAL"), "Once a year.";
        "ANNUAL_2" => Frequency("ANNUAL_2"), "Twice a year.";
        "ANNUAL_3" => Frequency("ANNUAL_3"), "Three times a year.";
        "QUARTERLY" => Frequency("QUARTERLY"), "Every three months.";
        "BIMONTHLY" => Frequency("BIMONTHLY"), "Every two months.";
        "MONTHLY" => Frequency("MONTHLY"), "Once a month.";
        "MONTHLY_2" => Frequency("MONTHLY_2"), "Twice a month.";
        "MONTHLY_3" => Frequency("MONTHLY_3"), "Three times a month.";
        "BIWEEKLY" => Frequency("BIWEEKLY"), "Every two weeks.";
        "WEEKLY" => Frequency("WEEKLY"), "Once a week.";
        "WEEKLY_2" => Frequency("WEEKLY_2"), "Twice a week.";
        "WEEKLY_3" => Frequency("WEEKLY_3"), "Three times a week.";
        "DAILY" => Frequency("DAILY"), "Once a day.";
        "DAILY_2" => Frequency("DAILY_2"), "Twice a day.";
        "CONT" => Frequency("CONT"), "Without a pause.";
        "UPDATE_CONT" => Frequency("UPDATE_CONT"), "Updated without a pause.";
        "BIENNIAL" => Frequency("BIENNIAL"), "Every two years.";
        "TRIENNIAL" => Frequency("TRIENNIAL"), "Every three years.";
        "QUADRENNIAL" => Frequency("QUADRENNIAL"), "Every four years.";
        "QUINQUENNIAL" => Frequency("QUINQUENNIAL"), "Every five years.";
        "DECENNIAL" => Frequency("DECENNIAL"), "Every ten years.";
        "BIDECENNIAL" => Frequency("BIDECENNIAL"), "Every twenty years.";
        "TRIDECENNIAL" => Frequency("TRIDECENNIAL"), "Every thirty years.";
        "AS_NEEDED" => Frequency("AS_NEEDED"), "When there is need for it.";
        "NOT_PLANNED" => Frequency("NOT_PLANNED"), "No change is planned.";
        "OTHER" => Frequency("OTHER"), "At regular intervals of another kind.";
        "UNKNOWN" => Frequency("UNKNOWN"), "Nobody knows.";
    }
}

pub fn language(language: Language) -> String {
    let code = match language {
        Language::Italian => "ITA",
        Language::English => "ENG",
        Language::German => "DEU",
        Language::French => "FRA",
        Language::Spanish => "SPA",
    };
    format!("{AUTHORITY}/language/{code}")
}

pub fn file_type(format: Format) -> String {
    let code = match format {
        Format::Html | Format::Fragment => "HTML",
        Format::Markdown => "MARKDOWN",
        Format::Pdf => "PDF",
        Format::Csv => "CSV",
        Format::Json => "JSON",
        Format::Xlsx => "XLSX",
    };
    format!("{AUTHORITY}/file-type/{code}")
}

/// A type of IANA as an address.
pub fn media_type(format: Format) -> String {
    format!("https://www.iana.org/assignments/media-types/{}", format.media_type())
}

/// A licence that AgID's vocabulary has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Licence {
    /// SPDX identifier; the Italian Open Data License, which SPDX lacks, in the same manner.
    spdx: &'static str,
    code: &'static str,
    kind: Kind,
    pub version: &'static str,
    /// As the vocabulary has it in Italian.
    pub name: &'static str,
}

/// What a licence asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    PublicDomain,
    Attribution,
    ShareAlike,
    NonCommercial,
    NoDerivatives,
}

impl Licence {
    /// By its SPDX identifier, in upper or lower case.
    pub fn of(spdx: &str) -> Option<&'static Licence> {
        KNOWN.iter().find(|licence| licence.spdx.eq_ignore_ascii_case(spdx.trim()))
    }

    pub fn iri(&self) -> String {
        format!("{LICENCES}/{}", self.code)
    }

    /// The address of its kind.
    pub fn kind(&self) -> String {
        let kind = match self.kind {
            Kind::PublicDomain => "PublicDomain",
            Kind::Attribution => "Attribution",
            Kind::ShareAlike => "ViralEffect-ShareAlike",
            Kind::NonCommercial => "NonCommercialUseOnly",
            Kind::NoDerivatives => "NoDerivativeWork",
        };
        format!("{LICENCE_TYPES}/{kind}")
    }
}

const fn licence(
    spdx: &'static str,
    code: &'static str,
    kind: Kind,
    version: &'static str,
    name: &'static str,
) -> Licence {
    Licence { spdx, code, kind, version, name }
}

/// Those of the vocabulary that have an SPDX identifier, and the Italian ones.
const KNOWN: [Licence; 20] = [
    licence(
        "CC0-1.0",
        "A11_CCO10",
        Kind::PublicDomain,
        "1.0",
        "Creative Commons CC0 1.0 Universale - Public Domain Dedication (CC0 1.0)",
    ),
    licence("PDDL-1.0", "A12_PDDL", Kind::PublicDomain, "1.0", "ODC Public Domain Dedication and License (PDDL)"),
    licence(
        "CC-BY-4.0",
        "A21_CCBY40",
        Kind::Attribution,
        "4.0",
        "Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)",
    ),
    licence(
        "CC-BY-3.0",
        "A22_CCBY30",
        Kind::Attribution,
        "3.0",
        "Creative Commons Attribuzione 3.0 Unported (CC BY 3.0)",
    ),
    licence(
        "CC-BY-2.5",
        "A24_CCBY25",
        Kind::Attribution,
        "2.5",
        "Creative Commons Attribuzione 2.5 Generica (CC BY 2.5)",
    ),
    licence(
        "CC-BY-2.0",
        "A26_CCBY20",
        Kind::Attribution,
        "2.0",
        "Creative Commons Attribuzione 2.0 Generica (CC BY 2.0)",
    ),
    licence(
        "CC-BY-1.0",
        "A28_CCBY10",
        Kind::Attribution,
        "1.0",
        "Creative Commons Attribuzione 1.0 Generica (CC BY 1.0)",
    ),
    licence("IODL-2.0", "A29_IODL20", Kind::Attribution, "2.0", "Italian Open Data License 2.0 (IODL 2.0)"),
    licence("ODC-By-1.0", "A210_ODCBY", Kind::Attribution, "1.0", "Open Data Commons Attribution License (ODC_BY)"),
    licence(
        "CC-BY-SA-4.0",
        "A31_CCBYSA40",
        Kind::ShareAlike,
        "4.0",
        "Creative Commons Attribuzione-Condividi allo stesso modo 4.0 Internazionale (CC BY-SA 4.0)",
    ),
    licence(
        "CC-BY-SA-3.0",
        "A32_CCBYSA30",
        Kind::ShareAlike,
        "3.0",
        "Creative Commons Attribuzione-Condividi allo stesso modo 3.0 Unported (CC BY-SA 3.0)",
    ),
    licence(
        "CC-BY-SA-2.5",
        "A34_CCBYSA25",
        Kind::ShareAlike,
        "2.5",
        "Creative Commons Attribuzione-Condividi allo stesso modo 2.5 Generica (CC BY-SA 2.5)",
    ),
    licence(
        "CC-BY-SA-2.0",
        "A36_CCBYSA20",
        Kind::ShareAlike,
        "2.0",
        "Creative Commons Attribuzione-Condividi allo stesso modo 2.0 Generica (CC BY-SA 2.0)",
    ),
    licence("IODL-1.0", "A39_IODL10", Kind::ShareAlike, "1.0", "Italian Open Data License 1.0 (IODL 1.0)"),
    licence("ODbL-1.0", "A310_ODBL", Kind::ShareAlike, "1.0", "Open Data Commons Open Database License 1.0 (ODbL)"),
    licence("GFDL-1.3-only", "A311_GFDL13", Kind::ShareAlike, "1.3", "GNU Free Documentation License 1.3 (GFDL 1.3)"),
    licence(
        "CC-BY-NC-4.0",
        "B11_CCBYNC40",
        Kind::NonCommercial,
        "4.0",
        "Creative Commons Attribuzione-Non Commerciale 4.0 Internazionale (CC BY-NC 4.0)",
    ),
    licence(
        "CC-BY-NC-3.0",
        "B12_CCBYNC30",
        Kind::NonCommercial,
        "3.0",
        "Creative Commons Attribuzione-Non Commerciale 3.0 Unported (CC BY-NC 3.0)",
    ),
    licence(
        "CC-BY-NC-SA-4.0",
        "B19_CCBYNCSA40",
        Kind::NonCommercial,
        "4.0",
        "Creative Commons Attribuzione-Non Commerciale-Condividi allo stesso modo 4.0 Internazionale (CC BY-NC-SA 4.0)",
    ),
    licence(
        "CC-BY-ND-4.0",
        "B21_CCBYND40",
        Kind::NoDerivatives,
        "4.0",
        "Creative Commons Attribuzione-Non Opere Derivate 4.0 Internazionale (CC BY-ND 4.0)",
    ),
];
