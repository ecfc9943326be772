//! What the site says of a plan, kept beside the plan's documents, so that all pages around them can be made without drawing
//! them again.

use serde::{Deserialize, Serialize};

use crate::Document;
use crate::annex::{Amount, Annex, AnnexAmount, Content, Currency, Date, Exact, Role, Table, file_name};
use crate::catalogue::{Catalogue, Language};
use crate::render::location::is_inside;
use crate::render::{CORRECTIONS, Format, PACKAGE, Words, description, row_address, table_address};

/// Edition of the form of entries. One of another form is not read: its plan has to be built again.
const FORM: u32 = 1;

/// A plan as the site has it, and what was written for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    form: u32,
    /// The plan's file, by its path in the project, or an absolute one where it lies elsewhere.
    pub plan: String,
    /// Where its documents are: `2009/migranti`.
    pub folder: String,
    pub year: u16,
    pub title: String,
    pub authority: Option<String>,
    /// Of its documents, as a BCP 47 tag.
    language: String,
    /// Of the act, where that is known.
    pub date: Option<Date>,
    /// The act by its name, in the plan's language.
    pub act: Option<String>,
    pub subject: Option<String>,
    /// The bulletin in which it appeared, likewise, and when that was.
    pub bulletin: Option<String>,
    pub published: Option<Date>,
    pub annexes: Vec<AnnexEntry>,
    /// All files in its folder that were made with it.
    pub files: Vec<FileEntry>,
}

/// An annex as the site has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnnexEntry {
    /// What it is called in file names: `a`.
    pub slug: String,
    /// `Allegato "A"`
    pub name: String,
    pub title: Option<String>,
    /// What its tables are about.
    pub description: String,
    /// What it distributes.
    pub amount: Option<AmountEntry>,
    /// When it was last corrected, and how, in the plan's language.
    pub corrected: Option<(Date, String)>,
    /// What a reader may look for in it, each text with the name that a link to it ends with, where it has one.
    pub texts: Vec<(Option<String>, String)>,
}

/// What an annex distributes, as the site has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AmountEntry {
    /// In the plan's language: `€ 906.924,00`.
    pub printed: Box<str>,
    /// Its currency by ISO 4217.
    currency: Box<str>,
    /// In units of the currency, as a plain number; nothing where it is past the bounds of amounts.
    worth: Option<Box<str>>,
    /// Whether it counts where the amounts of annexes are added up.
    counts: bool,
}

/// A file as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    pub name: String,
    /// In bytes.
    pub size: usize,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

impl Entry {
    /// Of a plan with at least one annex; `None` where it has none.
    pub fn new(plan: String, folder: &str, annexes: &[Annex], documents: &[Document]) -> Option<Self> {
        let first = annexes.first()?;
        let act = &first.act;
        let words = Words::new(Catalogue::of_documents(act.language));
        Some(Self {
            form: FORM,
            plan,
            folder: folder.to_owned(),
            year: act.year,
            title: act.title.clone(),
            authority: act.authority.clone(),
            language: act.language.tag().to_owned(),
            date: act.citation.as_ref().and_then(|citation| citation.date),
            act: act.citation.as_ref().map(|citation| words.citation(citation)),
            subject: words.subject(first),
            bulletin: words.bulletin(first),
            published: act.bulletin.as_ref().map(|bulletin| bulletin.date),
            annexes: annexes.iter().map(|annex| AnnexEntry::new(annex, words)).collect(),
            files: documents.iter().map(FileEntry::new).collect(),
        })
    }

    /// Reads one back; `None` where it is damaged or of another form.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let entry: Self = serde_json::from_slice(bytes).ok()?;
        // What it names is written and removed: nothing may lead elsewhere.
        let is_name = |file: &FileEntry| is_inside(&file.name) && !file.name.contains('/');
        let is_safe = is_inside(&entry.folder) && entry.files.iter().all(is_name);
        let sound = is_safe && Language::from_tag(&entry.language).is_some();
        (entry.form == FORM && sound).then_some(entry)
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        // Nothing in it can fail to be JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The same with more files.
    pub fn with_files(mut self, files: &[FileEntry]) -> Self {
        self.files.extend_from_slice(files);
        self
    }

    pub fn language(&self) -> Language {
        Language::from_tag(&self.language).unwrap_or(Language::Italian)
    }

    /// When what it says last changed, as far as is known.
    pub fn changed(&self) -> Option<Date> {
        let corrected = self.annexes.iter().filter_map(|annex| annex.corrected.as_ref()).map(|(date, _)| *date).max();
        self.published.max(self.date).max(corrected)
    }

    /// The same, or the first day of its year: by which it has its place among others.
    pub fn modified(&self) -> Date {
        self.changed().unwrap_or(Date { year: self.year, month: 1, day: 1 })
    }

    /// The page of one of its annexes, by its path in the site.
    pub fn page_of(&self, annex: &AnnexEntry) -> String {
        self.path_of(annex, Format::Html.extension())
    }

    /// The page of the corrections to one of its annexes, where it has any.
    pub fn corrections_of(&self, annex: &AnnexEntry) -> Option<String> {
        annex.corrected.as_ref().map(|_| self.path_of(annex, CORRECTIONS))
    }

    fn path_of(&self, annex: &AnnexEntry, extension: &str) -> String {
        format!("{}/{}", self.folder, file_name(&annex.slug, extension))
    }

    /// The documents of one of its annexes that pages offer beside it, in the order in which they do: kind, path in the site,
    /// size in bytes.
    pub fn downloads_of(&self, annex: &AnnexEntry) -> impl Iterator<Item = (Format, String, usize)> {
        let formats = Format::ALL.iter().copied().filter(|format| format.is_download());
        formats.filter_map(move |format| {
            let name = file_name(&annex.slug, format.extension());
            let file = self.files.iter().find(|file| file.name == name)?;
            Some((format, self.path_of(annex, format.extension()), file.size))
        })
    }

    /// What describes the data of its annexes: path and size likewise.
    pub fn package(&self) -> Option<(String, usize)> {
        let file = self.files.iter().find(|file| file.name == PACKAGE)?;
        Some((format!("{}/{PACKAGE}", self.folder), file.size))
    }
}

impl AnnexEntry {
    fn new(annex: &Annex, words: Words) -> Self {
        let mut texts: Vec<(Option<String>, String)> = vec![];
        texts.extend(annex.before.as_ref().map(|text| (None, text.to_plain())));
        for (index, table) in annex.tables.iter().enumerate() {
            texts.extend(table_texts(table, &table_address(table, index)));
        }
        texts.extend(annex.after.as_ref().map(|text| (None, text.to_plain())));
        texts.extend(annex.footnotes.iter().map(|footnote| (None, footnote.text.to_plain())));
        Self {
            slug: annex.slug.clone(),
            name: words.annex_name(annex),
            title: annex.title.as_ref().map(|title| title.to_plain()),
            description: description(annex, words),
            amount: annex.amount.as_ref().map(AmountEntry::new),
            corrected: annex.corrections.last().map(|last| (last.date, words.corrected(last))),
            texts,
        }
    }

    /// Its name and its title: `Allegato "A": Riparto delle risorse finanziarie`.
    pub fn full_name(&self) -> String {
        self.title.as_ref().map_or_else(|| self.name.clone(), |title| format!("{}: {title}", self.name))
    }
}

impl AmountEntry {
    /// Decimals that an amount may have.
    pub const MOST_DECIMALS: u32 = 8;

    fn new(amount: &AnnexAmount) -> Self {
        Self {
            printed: amount.printed.as_str().into(),
            currency: amount.currency.code.into(),
            worth: amount.worth().exactly(Self::MOST_DECIMALS).map(|worth| worth.plain(0).into()),
            counts: amount.counts,
        }
    }

    /// What it adds to a sum: its currency and its worth; nothing where it is part of the amount of another annex.
    pub fn counted(&self) -> Option<(&'static Currency, Exact)> {
        let worth = self.worth.as_deref().filter(|_| self.counts).and_then(Amount::from_plain)?;
        Some((Currency::from_code(&self.currency)?, Exact::from(worth)))
    }
}

/// Its caption, the texts around it, and row by row what begins there.
fn table_texts(table: &Table, address: &str) -> Vec<(Option<String>, String)> {
    let around = [&table.caption, &table.before, &table.after];
    let around = around.into_iter().flatten().map(|text| (Some(address.to_owned()), text.to_plain()));
    let rows = table.grid.rows().iter().enumerate().filter(|(_, row)| row.role != Role::Heading);
    let row = |(index, row)| {
        let mut words: Vec<String> = vec![];
        for cell in table.grid.starting_in(index) {
            words.push(match &cell.content {
                Content::Text(text) => text.to_plain(),
                Content::Amount(figure) => figure.printed.clone(),
                Content::Absent(_) => String::new(),
            });
            words.extend(cell.note.as_ref().map(|note| note.to_plain()));
        }
        words.retain(|words| !words.trim().is_empty());
        (Some(row_address(address, index, row)), words.join(" "))
    };
    around.chain(rows.map(row)).collect()
}

impl FileEntry {
    fn new(document: &Document) -> Self {
        Self { name: document.name.clone(), size: document.bytes.len(), sha256: document.sha256.clone() }
    }
}
