//! `datapackage.json`: what lies beside it as CSV and JSON, told to programs that collect data (Data Package 2.0).
//!
//! In: the annexes of a plan, and their files as they were drawn. Out: JSON in UTF-8, its keys always in the same order,
//! what is not known left out.

mod fields;

use serde::Serialize;

use self::fields::TableSchema;
use super::licence::Licence;
use super::{Format, Imprint, LONGEST_TITLE, SourceBytes, Sources, Words, csv, shorten};
use crate::annex::{Annex, slug};
use crate::catalogue::Catalogue;

/// The name of the file. Those of annexes begin otherwise, so that it meets none of them.
pub const NAME: &str = "datapackage.json";

const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The file of a plan; none where it has neither CSV nor JSON. `file` knows of a document of the plan, by its name,
/// how many bytes it has and their SHA-256.
pub fn render<'d>(
    annexes: &[Annex],
    imprint: &Imprint,
    sources: &Sources,
    file: &dyn Fn(&str) -> Option<(usize, &'d str)>,
) -> Option<Vec<u8>> {
    let words = Words::new(Catalogue::of_documents(annexes.first()?.act.language));
    let of_annex = |annex| [Format::Csv, Format::Json].map(|format| Resource::new(annex, format, words, file));
    let resources: Vec<Resource> = annexes.iter().flat_map(of_annex).flatten().collect();
    if resources.is_empty() {
        return None;
    }
    let package = Package::new(&annexes[0], imprint, sources, words, resources);
    // Texts and numbers, written to memory: nothing here can fail.
    let mut bytes = serde_json::to_vec_pretty(&package).unwrap_or_default();
    bytes.push(b'\n');
    Some(bytes)
}

#[derive(Serialize)]
struct Package<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: String,
    title: &'a str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contributors: Vec<Contributor<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    licenses: Vec<Licence<'a>>,
    sources: Vec<Titled>,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Contributor<'a> {
    title: &'a str,
    roles: [&'static str; 1],
}

/// Something that has no more than a name.
#[derive(Serialize)]
struct Titled {
    title: String,
}

impl<'a> Package<'a> {
    /// `first` is one annex of the act that they all belong to.
    fn new(first: &'a Annex, imprint: &'a Imprint, sources: &Sources, words: Words, resources: Vec<Resource>) -> Self {
        let act = &*first.act;
        let licence = imprint.licence.as_deref();
        let named = licence.and_then(Licence::named);
        let mut description = words.get("package-about");
        if let (Some(licence), None) = (licence, &named) {
            description = format!("{description} {} {licence}", words.get("licence"));
        }
        // A day that only stands for an unknown one is no date of anything.
        let date = act.citation.as_ref().and_then(|citation| citation.date);
        let date = date.or(act.bulletin.as_ref().map(|bulletin| bulletin.date));
        Self {
            schema: PROFILE,
            name: name(act.year, &sources.plan),
            title: &act.title,
            description,
            created: date.map(|date| format!("{date}T00:00:00Z")),
            contributors: act.authority.iter().map(|title| Contributor { title, roles: ["publisher"] }).collect(),
            licenses: named.into_iter().collect(),
            sources: raw_material(first, sources, words),
            resources,
        }
    }
}

/// `2009-migranti`, after the plan's year and its file.
fn name(year: u16, plan: &SourceBytes) -> String {
    let file = plan.base_name();
    let stem = slug(file.rsplit_once('.').map_or(&file, |(stem, _)| stem));
    format!("{year:04}-{stem}").trim_end_matches('-').to_owned()
}

/// What the data were taken from: the act and its bulletin, the plan and its files of rows.
fn raw_material(annex: &Annex, sources: &Sources, words: Words) -> Vec<Titled> {
    let citation = annex.act.citation.as_ref().map(|citation| words.citation(citation));
    let files = std::iter::once(&sources.plan).chain(&sources.rows).map(SourceBytes::base_name);
    citation.into_iter().chain(words.bulletin(annex)).chain(files).map(|title| Titled { title }).collect()
}

/// One file. Its name is also what the package knows it by.
#[derive(Serialize)]
struct Resource {
    name: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    path: String,
    title: String,
    description: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    /// `sha256:` and 64 hexadecimal digits.
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialect: Option<Dialect>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<TableSchema>,
}

impl Resource {
    fn new<'d>(
        annex: &Annex,
        format: Format,
        words: Words,
        file: &dyn Fn(&str) -> Option<(usize, &'d str)>,
    ) -> Option<Self> {
        let name = annex.file_name(format.extension());
        let (bytes, digest) = file(&name)?;
        let is_table = format == Format::Csv;
        let about = if is_table { "attached-csv" } else { "attached-json" };
        Some(Self {
            path: name.clone(),
            name,
            kind: is_table.then_some("table"),
            title: title(annex, words),
            description: words.with(about, &[("annex", words.annex_name(annex).into())]),
            format: format.extension(),
            mediatype: format.media_type(),
            encoding: "utf-8",
            bytes,
            hash: format!("sha256:{digest}"),
            dialect: is_table.then_some(Dialect::CSV),
            schema: is_table.then(|| TableSchema::new(annex, words)),
        })
    }
}

/// `Allegato "A": Riparto delle risorse finanziarie`
fn title(annex: &Annex, words: Words) -> String {
    let (name, title) = (words.annex_name(annex), annex.title.as_ref().map(csv::words));
    shorten(&title.map_or(name.clone(), |title| format!("{name}: {}", title.trim())), LONGEST_TITLE)
}

/// How CSV is written here, by RFC 4180.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    header: bool,
    delimiter: &'static str,
    line_terminator: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    skip_initial_space: bool,
}

impl Dialect {
    const CSV: Self = Self {
        header: true,
        delimiter: ",",
        line_terminator: "\r\n",
        quote_char: "\"",
        double_quote: true,
        skip_initial_space: false,
    };
}
