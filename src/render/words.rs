//! The program's own words in a document, in the document's language: from the catalogue, around what the plan says.

use super::Imprint;
use crate::annex::{
    Accounting, Amount, Annex, Block, Bulletin, Citation, Correction, Currency, Date, Display, Inline, NBSP, Notation,
    NumberStyle, Quantity, Registration, Signing, Table, Text, Unit,
};
use crate::catalogue::{Arg, Catalogue, Language};

/// Stands for a title while its quotes are looked up; no text of a plan can hold it (see `annex::Insert`).
const TITLE: char = '\u{F0000}';

#[derive(Clone, Copy)]
pub struct Words<'a> {
    catalogue: &'a Catalogue,
}

impl<'a> Words<'a> {
    pub fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue }
    }

    pub fn get(&self, key: &str) -> String {
        self.catalogue.text(key, &[])
    }

    pub fn language(&self) -> Language {
        self.catalogue.language()
    }

    pub fn with(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        self.catalogue.text(key, args)
    }

    /// What the catalogue says of a term beside its name.
    pub fn about(&self, key: &str) -> Option<String> {
        self.catalogue.attribute(key, "about", &[])
    }

    /// What the site is called.
    pub fn site_title(&self, imprint: &Imprint) -> String {
        imprint.title.clone().unwrap_or_else(|| self.get("site-title"))
    }

    /// How large a file is: `812 byte`, `46 kB`, `1,2 MB`.
    pub fn size(&self, bytes: usize) -> String {
        let (key, size, decimals) = match bytes {
            ..1_000 => ("size-bytes", bytes, 0),
            1_000..999_500 => ("size-kilobytes", (bytes + 500) / 1_000, 0),
            _ => ("size-megabytes", (bytes + 50_000) / 100_000, 1),
        };
        let (notation, quantity) = (Notation::of(self.language()), Quantity::Count);
        let style = NumberStyle { notation, quantity, decimals, display: Display::default(), plus: false };
        let size = Amount::from_units(i128::try_from(size).unwrap_or(i128::MAX), decimals);
        self.with(key, &[("size", size.map_or_else(String::new, |size| style.print(size)).into())])
    }

    /// `16 giugno 2009`
    pub fn date(&self, date: Date) -> String {
        let month = self.get(&format!("month-{}", date.month));
        let args = [
            ("day", Arg::Number(date.day.into())),
            ("month", Arg::Text(month)),
            // As text: a year has no thousands separator.
            ("year", Arg::Text(date.year.to_string())),
        ];
        self.with("date", &args)
    }

    /// `Allegato "A"`, the name of an annex in running text.
    pub fn annex_name(&self, annex: &Annex) -> String {
        self.name_of(&annex.label, annex.heading.as_deref())
    }

    /// The same of an annex of which label and heading are known.
    pub fn name_of(&self, label: &str, heading: Option<&str>) -> String {
        heading.map_or_else(|| self.with("annex-name", &[("label", label.into())]), str::to_owned)
    }

    /// `ALLEGATO "A"`, as it stands at the head of the document.
    pub fn annex_heading(&self, annex: &Annex) -> String {
        let by_label = || self.with("annex-heading", &[("label", annex.label.as_str().into())]);
        annex.heading.clone().unwrap_or_else(by_label)
    }

    /// The annex's title as it stands under its heading, in the quotes of the language. Marks of footnotes at its end
    /// stand after the quotes.
    pub fn annex_title(&self, annex: &Annex) -> Option<Text> {
        let mut title = inlines(annex.title.as_ref()?);
        let quoted = self.with("annex-title", &[("title", TITLE.to_string().into())]);
        let (before, after) = quoted.split_once(TITLE).unwrap_or_default();
        let words = title.iter().rposition(|inline| !matches!(inline, Inline::Footnote(_))).map_or(0, |last| last + 1);
        let marks = title.split_off(words);
        if let Some(Inline::Text(last)) = title.last_mut() {
            last.truncate(last.trim_end().len());
        }
        let words =
            [vec![Inline::Text(before.to_owned())], title, vec![Inline::Text(after.to_owned())], marks].concat();
        Some(Text { blocks: vec![Block::Paragraph(words)] })
    }

    /// Name and title of the annex, title of its act.
    pub fn full_title(&self, annex: &Annex) -> Text {
        let name = self.annex_name(annex);
        let mut words = vec![Inline::Text(name)];
        if let Some(title) = &annex.title {
            words.push(Inline::Text(": ".to_owned()));
            words.extend(inlines(title));
        }
        words.push(Inline::Text(format!(" – {}", annex.act.title)));
        Text { blocks: vec![Block::Paragraph(words)] }
    }

    /// `importo unico per questa riga e le 4 seguenti`
    pub fn covers(&self, rows: usize) -> String {
        self.with("amount-covers", &[("rows", (rows - 1).into())])
    }

    /// `Deliberazione della Giunta regionale n. 1035 del 3 giugno 2009`
    pub fn citation(&self, citation: &Citation) -> String {
        let reference = self.reference(citation.number.as_deref(), citation.date);
        let parts = [Some(citation.kind.clone()), citation.body.clone(), reference];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The subject of the act, unless it is the title that stands below it anyhow.
    pub fn subject(&self, annex: &Annex) -> Option<String> {
        let subject = annex.act.citation.as_ref()?.subject.as_deref()?;
        (subject.trim() != annex.act.title.trim()).then(|| self.with("subject", &[("subject", subject.into())]))
    }

    /// `Registrato: Corte dei conti, n. 3331 del 23 novembre 2018`
    pub fn registration(&self, registration: &Registration) -> String {
        let office = ("office", Arg::from(registration.office.as_str()));
        match self.reference(registration.number.as_deref(), registration.date) {
            Some(reference) => self.with("registered-as", &[office, ("reference", reference.into())]),
            None => self.with("registered", &[office]),
        }
    }

    /// `n. 1035 del 3 giugno 2009`, or as much of it as is known.
    fn reference(&self, number: Option<&str>, date: Option<Date>) -> Option<String> {
        let date = date.map(|date| ("date", Arg::Text(self.date(date))));
        match (number.map(|number| ("number", Arg::from(number))), date) {
            (Some(number), Some(date)) => Some(self.with("number-and-date", &[number, date])),
            (Some(number), None) => Some(self.with("number-alone", &[number])),
            (None, Some(date)) => Some(self.with("date-alone", &[date])),
            (None, None) => None,
        }
    }

    /// The bulletin in which the act appeared, where it is known.
    pub fn bulletin(&self, annex: &Annex) -> Option<String> {
        annex.act.bulletin.as_ref().map(|bulletin| self.issue(bulletin))
    }

    /// `Bollettino Ufficiale n. 27 del 16 giugno 2009, parte I`
    pub fn issue(&self, bulletin: &Bulletin) -> String {
        let name = bulletin.name.clone().unwrap_or_else(|| self.get("bulletin-name"));
        let reference = self.reference(bulletin.number.as_deref(), Some(bulletin.date)).unwrap_or_default();
        let name = format!("{name} {reference}");
        match &bulletin.part {
            Some(part) => self.with("bulletin-with-part", &[("name", name.into()), ("part", part.as_str().into())]),
            None => name,
        }
    }

    /// `Rettificato il 1º settembre 2009 (Deliberazione della Giunta regionale n. 1400 del 28 agosto 2009)`: by its act, else
    /// by where it was published, as far as that is known.
    pub fn corrected(&self, correction: &Correction) -> String {
        let corrected = self.corrected_on(correction);
        let act = correction.act.as_ref().map(|act| self.citation(act));
        let source = act.or_else(|| correction.bulletin.as_ref().map(|bulletin| self.issue(bulletin)));
        source.map_or(corrected.clone(), |source| format!("{corrected} ({source})"))
    }

    /// `Rettificato il 1º settembre 2009`
    pub fn corrected_on(&self, correction: &Correction) -> String {
        self.with(&format!("corrected-{}", correction.kind.name()), &[("date", self.date(correction.date).into())])
    }

    /// `Versione 2: rettifica`, given the number and what it was made by: `first` or the name of a kind of correction.
    pub fn version(&self, number: usize, by: &str) -> String {
        // As text: no thousands separator.
        self.with(&format!("version-{by}"), &[("number", number.to_string().into())])
    }

    /// What runs at the head of a bulletin's pages: `Parte I`, and `N. 27 - BOLLETTINO UFFICIALE DELLA REGIONE BASILICATA -
    /// 16-6-2009`.
    pub fn running_head(&self, annex: &Annex) -> Option<(Option<String>, String)> {
        let bulletin = annex.act.bulletin.as_ref()?;
        let usual = || {
            let name = self.get("bulletin-name");
            match &annex.act.authority {
                Some(authority) => {
                    let args = [("name", name.into()), ("authority", authority.as_str().into())];
                    self.with("bulletin-name-of", &args)
                }
                None => name,
            }
        };
        let name = bulletin.name.clone().unwrap_or_else(usual).to_uppercase();
        let Date { year, month, day } = bulletin.date;
        // As text: numbers of a date have no thousands separator.
        let parts = [("day", day.to_string()), ("month", month.to_string()), ("year", year.to_string())];
        let date = self.with("date-short", &parts.map(|(key, number)| (key, Arg::Text(number))));
        let args = [("name", Arg::Text(name)), ("date", Arg::Text(date))];
        let line = match &bulletin.number {
            Some(number) => {
                let [name, date] = args;
                self.with("running-head", &[("number", number.as_str().into()), name, date])
            }
            None => self.with("running-head-unnumbered", &args),
        };
        let part = bulletin.part.as_deref().map(|part| self.with("running-part", &[("part", part.into())]));
        Some((part, line))
    }

    /// `Capitolo di bilancio U12345, esercizio 2009, impegno 12/2009`; nothing where nothing is known.
    pub fn accounting(&self, accounting: &Accounting) -> Option<String> {
        let part = |key: &str, name: &'static str, value: &Option<String>| {
            value.as_deref().map(|value| self.with(key, &[(name, value.into())]))
        };
        let parts = [
            part("accounting-chapter", "chapter", &accounting.chapter),
            part("accounting-year", "year", &accounting.year.map(|year| year.to_string())),
            part("accounting-commitment", "commitment", &accounting.commitment),
            part("accounting-cup", "cup", &accounting.cup),
            part("accounting-cig", "cig", &accounting.cig),
        ];
        let line = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let mut letters = line.chars();
        let first = letters.next()?;
        Some(first.to_uppercase().chain(letters).collect())
    }

    /// `Potenza, 3 giugno 2009`, or as much of it as is known.
    pub fn place_and_date(&self, signing: &Signing) -> Option<String> {
        let date = signing.date.map(|date| self.date(date));
        match (signing.place.clone(), date) {
            (Some(place), Some(date)) => {
                Some(self.with("place-and-date", &[("place", place.into()), ("date", date.into())]))
            }
            (place, date) => place.or(date),
        }
    }

    /// `Importi in migliaia di euro`
    pub fn unit(&self, table: &Table) -> Option<String> {
        table.unit.map(|(unit, currency)| self.amounts_in(unit, currency))
    }

    /// `Importi in euro`
    pub fn amounts_in(&self, unit: Unit, currency: &Currency) -> String {
        let key = match unit {
            Unit::One => "unit-one",
            Unit::Thousand => "unit-thousand",
            Unit::Million => "unit-million",
        };
        self.with(key, &[("currency", self.currency(currency).into())])
    }

    /// What figures of a column count, in a sentence: `in migliaia di euro`, `percentuali`.
    pub fn counted(&self, quantity: Quantity) -> String {
        match quantity {
            Quantity::Money { currency, unit } => {
                let key = format!("difference-unit-{}", unit.name());
                self.with(&key, &[("currency", self.currency(currency).into())])
            }
            Quantity::Percent => self.get("difference-unit-percent"),
            Quantity::Count => self.get("difference-unit-count"),
        }
    }

    /// An amount in a sentence, its number first: `5,00 €`, `3 migliaia di euro`.
    pub fn amount_of(&self, number: &str, unit: Unit, currency: &Currency) -> String {
        let key = match unit {
            Unit::One => return format!("{number}{NBSP}{}", currency.sign),
            Unit::Thousand => "amount-thousand",
            Unit::Million => "amount-million",
        };
        self.with(key, &[("number", number.into()), ("currency", self.currency(currency).into())])
    }

    /// The name of a currency in the plural, or its code where the language has no name for it here.
    fn currency(&self, currency: &Currency) -> String {
        let key = format!("currency-{}", currency.code);
        let name = self.get(&key);
        // A catalogue answers with the key where it has no such message.
        if name == key { currency.code.to_owned() } else { name }
    }
}

/// The words of a line.
fn inlines(line: &Text) -> Vec<Inline> {
    let paragraphs = line.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(inlines) => Some(inlines.as_slice()),
        Block::List(_) => None,
    });
    paragraphs.collect::<Vec<_>>().concat()
}
