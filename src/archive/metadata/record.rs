//! The record of a document, in the terms of Allegato 5: everything mandatory is there.

use super::{Administration, DocumentFile, Edition, Kind, Missing, Settings};
use crate::annex::{
    Aggregation, Annex, Citation, Classification, CorrectionKind, Date, Flow, Person, Preservation, Protocol,
};
use crate::catalogue::Catalogue;
use crate::render::Words;

/// All that is told of one document.
#[derive(Debug, Clone)]
pub struct DocumentMetadata {
    pub id: DocumentId,
    pub document_type: String,
    pub registration: Registration,
    pub roles: Vec<Role>,
    pub subject: String,
    pub keywords: Vec<String>,
    pub attached: Vec<Attached>,
    pub classification: Classification,
    pub confidential: bool,
    pub format: String,
    pub software: Software,
    pub aggregation: Aggregation,
    pub primary: Option<DocumentId>,
    /// Of the file.
    pub name: String,
    /// 1 for the first.
    pub version: usize,
    pub change: Option<Change>,
    pub retention_years: Option<u16>,
    pub note: Option<String>,
}

/// By what a document is known, and told from any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentId {
    pub sha256: [u8; 32],
    pub id: String,
    /// "Segnatura di protocollo"
    pub signature: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    pub flow: Flow,
    pub register: Register,
    pub date: Date,
    pub number: String,
    /// Of the register.
    pub code: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Register {
    /// Of what comes and goes.
    Protocol,
    /// Of acts ("repertorio").
    Acts,
}

/// Somebody who has to do with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    Registrar(Administration),
    Author(Administration),
    Sender(Administration),
    Operator(Person),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    pub id: DocumentId,
    pub description: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Software {
    pub name: String,
    pub version: String,
    pub producer: Option<String>,
}

/// What made this version of the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub kind: CorrectionKind,
    pub by: Person,
    pub date: Date,
    pub previous: DocumentId,
}

impl DocumentMetadata {
    /// # Errors
    /// Everything mandatory that is not there.
    pub fn new(annex: &Annex, edition: &Edition, settings: &Settings) -> Result<Self, Vec<Missing>> {
        let record = Self::with(annex, edition, settings);
        record.ok_or_else(|| {
            let mut lacking = missing(annex, settings);
            if annex.version() > 1 && edition.previous.is_none() {
                lacking.push(Missing::PreviousVersion);
            }
            lacking
        })
    }

    /// `None` exactly where [`missing`] has something to say, or the version before.
    fn with(annex: &Annex, edition: &Edition, settings: &Settings) -> Option<Self> {
        let said = annex.act.preservation.or(&settings.defaults);
        let registrar = settings.registrar.clone()?;
        let act = registering_act(annex);
        let registration = registration(&said, act)?;
        let author = settings.author(annex.act.authority.as_deref())?.clone();
        let words = Words::new(Catalogue::of_documents(annex.act.language));
        let id = |file: &DocumentFile| DocumentId {
            sha256: file.sha256,
            id: format!("{}/{}/{}", registrar.ipa, annex.act.year, file.path),
            signature: None,
        };
        let change = match annex.corrections.last() {
            Some(last) => {
                let (by, previous) = (said.operator.clone()?, id(edition.previous.as_ref()?));
                Some(Change { kind: last.kind, by, date: last.date, previous })
            }
            None => None,
        };
        let signature = said.protocol.as_ref().map(|protocol| protocol.signature.clone());
        let described = [("annex", words.annex_name(annex).into())];
        let attached = edition.attached.iter();
        Some(Self {
            id: DocumentId { signature, ..id(&edition.document) },
            document_type: said.document_type.clone().or_else(|| Some(act?.kind.clone()))?,
            roles: roles(&said, &registrar, author, change.as_ref()),
            registration,
            subject: subject(annex, &words),
            keywords: said.keywords.clone(),
            attached: attached
                .map(|(kind, file)| Attached { id: id(file), description: words.with(key(*kind), &described) })
                .collect(),
            classification: said.classification.clone()?,
            confidential: said.confidential.unwrap_or_default(),
            format: edition.format.to_owned(),
            software: Software {
                name: edition.program.0.to_owned(),
                version: edition.program.1.to_owned(),
                producer: settings.software_producer.clone(),
            },
            aggregation: said.aggregation.clone()?,
            primary: said.primary_document.clone().map(|document| DocumentId {
                sha256: document.sha256,
                id: document.id,
                signature: document.signature,
            }),
            name: edition.document.name().to_owned(),
            version: annex.version(),
            change,
            retention_years: said.retention_years,
            note: note(annex, &said),
        })
    }
}

/// What the record of an annex will lack, in the order of the elements; of the version before only the archive knows.
pub fn missing(annex: &Annex, settings: &Settings) -> Vec<Missing> {
    let said = annex.act.preservation.or(&settings.defaults);
    let act = registering_act(annex);
    let authority = annex.act.authority.clone();
    // Without a registrar nobody knows whether the authority is another.
    let author = settings.registrar.is_some() && settings.author(authority.as_deref()).is_none();
    let by_act = said.protocol.is_none();
    let corrected = !annex.corrections.is_empty();
    let lacking = [
        (said.document_type.is_none() && act.is_none(), Missing::DocumentType),
        (by_act && said.register.is_none(), Missing::Register),
        (by_act && act.is_none_or(|act| act.number.is_none()), Missing::Number),
        (by_act && act.is_none_or(|act| act.date.is_none()), Missing::Date),
        (settings.registrar.is_none(), Missing::Registrar),
        (author, Missing::Author(authority.unwrap_or_default())),
        (corrected && said.operator.is_none(), Missing::Operator),
        (said.classification.is_none(), Missing::Classification),
        (said.aggregation.is_none(), Missing::Aggregation),
    ];
    lacking.into_iter().filter_map(|(is_missing, what)| is_missing.then_some(what)).collect()
}

/// The act that this version was registered with: the last that corrects it, if one has number and date, else the act itself.
fn registering_act(annex: &Annex) -> Option<&Citation> {
    let correcting = annex.corrections.iter().rev().filter_map(|correction| correction.act.as_ref());
    correcting.into_iter().find(|act| act.number.is_some() && act.date.is_some()).or(annex.act.citation.as_ref())
}

/// By protocol where the plan gives one, else by the act in its register.
fn registration(said: &Preservation, act: Option<&Citation>) -> Option<Registration> {
    let flow = said.flow.unwrap_or(Flow::Internal);
    if let Some(Protocol { number, date, register, .. }) = said.protocol.clone() {
        return Some(Registration { flow, register: Register::Protocol, date, number, code: register });
    }
    let (number, date) = (act?.number.clone()?, act?.date?);
    Some(Registration { flow, register: Register::Acts, date, number, code: said.register.clone()? })
}

/// Whoever registers is always among them, and the author; by protocol the sender too, after a correction who answers for it.
fn roles(
    said: &Preservation,
    registrar: &Administration,
    author: Administration,
    change: Option<&Change>,
) -> Vec<Role> {
    let sender = said.protocol.is_some().then(|| Role::Sender(registrar.clone()));
    let operator = change.map(|change| Role::Operator(change.by.clone()));
    [Role::Registrar(registrar.clone()), Role::Author(author)].into_iter().chain(sender).chain(operator).collect()
}

/// `Allegato "A": Contributi – Programma di sostegno – Deliberazione della Giunta regionale n. 1035 del 3 giugno 2009`
fn subject(annex: &Annex, words: &Words) -> String {
    let title = words.full_title(annex).to_plain();
    match &annex.act.citation {
        Some(act) => format!("{title} – {}", words.citation(act)),
        None => title,
    }
}

/// The plan's own words, and why it was corrected last.
fn note(annex: &Annex, said: &Preservation) -> Option<String> {
    let reason = annex.corrections.last().map(|last| last.reason.as_str());
    let parts: Vec<&str> = said.note.as_deref().into_iter().chain(reason).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// Key of what documents say of such a file.
fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::Csv => "attached-csv",
        Kind::Json => "attached-json",
        Kind::Plan => "attached-plan",
        Kind::Rows => "attached-rows",
    }
}
