//! The catalogue of all data sets for portals of open data, by AgID's profile DCAT-AP_IT 1.0: `catalogue.ttl` and
//! `catalogue.jsonld`, which say the same.
//!
//! In: settings, then data sets one after the other. Out: pieces of both files, to be written as they come; what is kept is
//! the newest date and the administrations told so far, however many data sets there are.
//!
//! Each annex is a data set: its files are the same figures in several forms, which is what distributions of one data set are,
//! while the annexes of a plan are other tables.

mod graph;
mod settings;
mod vocabulary;

pub use self::settings::{Agent, BaseUrl, ContactPoint, Settings, is_email, is_ipa};
pub use self::vocabulary::{Frequency, Licence, Theme};

use std::collections::BTreeSet;

use self::graph::{Node, PREFIXES, Value};
use crate::annex::Date;
use crate::catalogue::Language;
use crate::render::Format;

/// The names of the two files, at the root of the site.
pub const TURTLE: &str = "catalogue.ttl";
pub const JSON_LD: &str = "catalogue.jsonld";

/// One annex as a data set.
#[derive(Debug, Clone)]
pub struct Dataset<'a> {
    /// Where its files lie in the site, without an ending: `2009/migranti/allegato-a`.
    pub path: &'a str,
    pub title: &'a str,
    /// The title, where it is empty.
    pub description: &'a str,
    pub language: Language,
    /// As the plan names it, or the project for it.
    pub authority: Option<&'a str>,
    /// When it was first published.
    pub issued: Option<Date>,
    /// When it was corrected last, else when it was published or decided.
    pub modified: Date,
    /// The year that the plan is for.
    pub year: u16,
    pub keywords: Vec<&'a str>,
    /// The path of its page, where it has one: `2009/migranti/allegato-a.html`.
    pub landing_page: Option<&'a str>,
    /// One at least: without any it is no open data, and not told of.
    pub distributions: Vec<Distribution<'a>>,
}

/// A file of a data set.
#[derive(Debug, Clone, Copy)]
pub struct Distribution<'a> {
    /// Its path in the site: `2009/migranti/allegato-a.csv`.
    pub path: &'a str,
    pub format: Format,
    /// Its size in bytes.
    pub bytes: u64,
    /// What it is for, in the language of the data set.
    pub description: Option<&'a str>,
}

/// What is to be added to each of the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pieces {
    pub turtle: String,
    pub json_ld: String,
}

/// A catalogue while it is written.
pub struct Catalogue<'s> {
    settings: &'s Settings,
    /// Codes of the administrations that were told.
    agents: BTreeSet<&'s str>,
    /// The newest date of the data sets so far.
    modified: Option<Date>,
}

impl<'s> Catalogue<'s> {
    pub fn new(settings: &'s Settings) -> Self {
        Self { settings, agents: BTreeSet::new(), modified: None }
    }

    /// What a data set adds to the files, before the first one their beginning. Nothing where it can't be told: its authority
    /// has no code, which the check of its plan reported, or it has no files.
    pub fn push(&mut self, dataset: &Dataset) -> Option<Pieces> {
        let holder = self.settings.rights_holder(dataset.authority).filter(|_| !dataset.distributions.is_empty())?;
        let mut pieces = if self.modified.is_none() { self.begin() } else { Pieces::default() };
        self.modified = self.modified.max(Some(dataset.modified));
        if self.agents.insert(&holder.ipa) {
            pieces.add(&agent(holder));
        }
        self.describe(dataset, holder, &mut pieces);
        Some(pieces)
    }

    /// What is said of a data set and its parts alone, whatever stands before; nothing as for [`Catalogue::push`].
    pub fn pieces(&self, dataset: &Dataset) -> Option<Pieces> {
        let holder = self.settings.rights_holder(dataset.authority).filter(|_| !dataset.distributions.is_empty())?;
        let mut pieces = Pieces::default();
        self.describe(dataset, holder, &mut pieces);
        Some(pieces)
    }

    fn describe(&self, dataset: &Dataset, holder: &Agent, pieces: &mut Pieces) {
        let address = self.address(dataset);
        pieces.add(&Node::new(self.iri(), &[]).thing("dcat:dataset", format!("{address}#dataset")));
        pieces.add(&self.dataset(dataset, holder, &address));
        pieces.add(&period(dataset.year, &address));
        for distribution in &dataset.distributions {
            pieces.add(&self.distribution(dataset, distribution, &address));
        }
    }

    /// The end of the files; nothing where no data set was told of: a catalogue has one at least.
    pub fn end(&self) -> Option<Pieces> {
        let mut pieces = Pieces::default();
        pieces.add(&Node::new(self.iri(), &[]).say("dct:modified", Value::Date(self.modified?)));
        pieces.json_ld.push_str("\n]}\n");
        Some(pieces)
    }

    fn iri(&self) -> String {
        self.settings.base_url.of("") + "#catalogue"
    }

    fn contact(&self) -> String {
        self.settings.base_url.of("") + "#contact"
    }

    /// What the addresses of a data set and its parts begin with: that of its page, so that they lead there.
    fn address(&self, dataset: &Dataset) -> String {
        self.settings.base_url.of(dataset.landing_page.unwrap_or(dataset.path))
    }

    /// The beginning of the files: the catalogue, its publisher, and what all data sets refer to.
    fn begin(&mut self) -> Pieces {
        let settings = self.settings;
        let mut pieces = Pieces::default();
        for (prefix, namespace) in PREFIXES {
            pieces.turtle.push_str(&format!("@prefix {prefix}: <{namespace}> .\n"));
        }
        let prefixes = PREFIXES.map(|(prefix, namespace)| format!("\"{prefix}\":\"{namespace}\"")).join(",");
        let tag = settings.language.tag();
        let catalogue = Node::new(self.iri(), &["dcatapit:Catalog", "dcat:Catalog"])
            .text("dct:title", &settings.title, tag)
            .text("dct:description", &settings.description, tag)
            .thing("dct:publisher", settings.publisher.iri())
            .thing("dct:language", vocabulary::language(settings.language))
            .thing("dcat:themeTaxonomy", vocabulary::THEMES)
            .thing("foaf:homepage", settings.base_url.of("index.html"));
        pieces.turtle.push_str(&format!("\n{}", catalogue.turtle()));
        pieces.json_ld = format!("{{\"@context\":{{{prefixes}}},\"@graph\":[\n{}", catalogue.json_ld());
        pieces.add(&agent(&settings.publisher));
        self.agents.insert(&settings.publisher.ipa);
        pieces.add(&licence(settings.licence));
        if let Some(point) = &settings.contact_point {
            pieces.add(
                &Node::new(self.contact(), &["dcatapit:Organization", "vcard:Organization", "vcard:Kind"])
                    .plain("vcard:fn", &point.name)
                    .thing("vcard:hasEmail", format!("mailto:{}", point.email)),
            );
        }
        pieces
    }

    fn dataset(&self, dataset: &Dataset, holder: &Agent, address: &str) -> Node {
        let settings = self.settings;
        let tag = dataset.language.tag();
        let description = Some(dataset.description).filter(|text| !text.trim().is_empty()).unwrap_or(dataset.title);
        let mut node = Node::new(format!("{address}#dataset"), &["dcatapit:Dataset", "dcat:Dataset"])
            // Of code and path alone: the same wherever the site moves.
            .plain("dct:identifier", format!("{}:{}", holder.ipa, dataset.path))
            .text("dct:title", dataset.title, tag)
            .text("dct:description", description, tag)
            .thing("dct:language", vocabulary::language(dataset.language));
        if let Some(issued) = dataset.issued {
            node = node.say("dct:issued", Value::Date(issued));
        }
        node = node.say("dct:modified", Value::Date(dataset.modified));
        for theme in &settings.themes {
            node = node.thing("dcat:theme", theme.iri());
        }
        for keyword in keywords(&dataset.keywords) {
            node = node.text("dcat:keyword", keyword, tag);
        }
        node = node
            .thing("dct:rightsHolder", holder.iri())
            .thing("dct:publisher", settings.publisher.iri())
            .thing("dct:accrualPeriodicity", settings.frequency.iri())
            .thing("dct:temporal", format!("{address}#period"));
        if settings.contact_point.is_some() {
            node = node.thing("dcat:contactPoint", self.contact());
        }
        if let Some(page) = dataset.landing_page {
            node = node.thing("dcat:landingPage", settings.base_url.of(page));
        }
        dataset
            .distributions
            .iter()
            .fold(node, |node, file| node.thing("dcat:distribution", distribution_iri(address, file)))
    }

    fn distribution(&self, dataset: &Dataset, file: &Distribution, address: &str) -> Node {
        let tag = dataset.language.tag();
        let url = self.settings.base_url.of(file.path);
        let format = file.format.extension();
        let mut node = Node::new(distribution_iri(address, file), &["dcatapit:Distribution", "dcat:Distribution"])
            .text("dct:title", format!("{} ({})", dataset.title, format.to_uppercase()), tag);
        if let Some(description) = file.description {
            node = node.text("dct:description", description, tag);
        }
        node.thing("dct:format", vocabulary::file_type(file.format))
            .thing("dcat:mediaType", vocabulary::media_type(file.format))
            .thing("dct:license", self.settings.licence.iri())
            // The file is had without a page in between.
            .thing("dcat:accessURL", &url)
            .thing("dcat:downloadURL", &url)
            .say("dcat:byteSize", Value::Number(file.bytes))
    }
}

impl Pieces {
    fn add(&mut self, node: &Node) {
        self.turtle.push('\n');
        self.turtle.push_str(&node.turtle());
        self.json_ld.push_str(",\n");
        self.json_ld.push_str(&node.json_ld());
    }
}

/// Its format tells a file of a data set from the others.
fn distribution_iri(address: &str, file: &Distribution) -> String {
    format!("{address}#{}", file.format.extension())
}

fn agent(agent: &Agent) -> Node {
    Node::new(agent.iri(), &["dcatapit:Agent", "foaf:Agent"])
        .plain("dct:identifier", &agent.ipa)
        .plain("foaf:name", &agent.name)
}

fn licence(licence: &Licence) -> Node {
    Node::new(licence.iri(), &["dcatapit:LicenseDocument", "dct:LicenseDocument"])
        .thing("dct:type", licence.kind())
        .text("foaf:name", licence.name, "it")
        .plain("owl:versionInfo", licence.version)
}

/// The year that the figures are for, from its first day to its last. The profile's own names, and those of schema.org that it
/// derives them from.
fn period(year: u16, address: &str) -> Node {
    let (first, last) = (Date { year, month: 1, day: 1 }, Date { year, month: 12, day: 31 });
    [("dcatapit:startDate", first), ("dcatapit:endDate", last), ("schema:startDate", first), ("schema:endDate", last)]
        .into_iter()
        .fold(Node::new(format!("{address}#period"), &["dct:PeriodOfTime"]), |node, (name, date)| {
            node.say(name, Value::Date(date))
        })
}

/// Key words as portals take them, each once: letters, digits, blanks and hyphens alone (`legge 190-2012`).
fn keywords(written: &[&str]) -> Vec<String> {
    let mut keywords: Vec<String> = vec![];
    for word in written {
        let plain: String = word
            .chars()
            .map(|c| match c {
                '/' => '-',
                '-' => c,
                c if c.is_alphanumeric() => c,
                _ => ' ',
            })
            .collect();
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        if plain.contains(char::is_alphanumeric) && !keywords.contains(&plain) {
            keywords.push(plain);
        }
    }
    keywords
}
