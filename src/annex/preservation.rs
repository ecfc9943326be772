//! What is said of documents for the system that preserves them: by a project for all its plans, or by a plan for its own.

use serde::Serialize;

use super::Date;

/// Nothing of it is printed in any document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Preservation {
    /// What kind of document it is in the register of the authority: "Delibere".
    pub document_type: Option<String>,
    /// Code of the register that acts are entered in, at most 16 characters.
    pub register: Option<String>,
    pub flow: Option<Flow>,
    pub classification: Option<Classification>,
    pub aggregation: Option<Aggregation>,
    /// From 1 to 9998 years, or [`PERMANENT`].
    pub retention_years: Option<u16>,
    pub confidential: Option<bool>,
    /// Who answers for corrections.
    pub operator: Option<Person>,
    /// At most five.
    pub keywords: Vec<String>,
    pub note: Option<String>,
    /// Where the document is in the register of what comes and goes, which is another than that of acts.
    pub protocol: Option<Protocol>,
    /// The document that the annexes belong to: the act.
    pub primary_document: Option<PrimaryDocument>,
}

/// Years of what is kept for ever.
pub const PERMANENT: u16 = 9999;

impl Preservation {
    /// What is said here, and where nothing is, what the other says.
    pub fn or(&self, other: &Self) -> Self {
        let keywords = if self.keywords.is_empty() { &other.keywords } else { &self.keywords };
        Self {
            document_type: self.document_type.clone().or_else(|| other.document_type.clone()),
            register: self.register.clone().or_else(|| other.register.clone()),
            flow: self.flow.or(other.flow),
            classification: self.classification.clone().or_else(|| other.classification.clone()),
            aggregation: self.aggregation.clone().or_else(|| other.aggregation.clone()),
            retention_years: self.retention_years.or(other.retention_years),
            confidential: self.confidential.or(other.confidential),
            operator: self.operator.clone().or_else(|| other.operator.clone()),
            keywords: keywords.clone(),
            note: self.note.clone().or_else(|| other.note.clone()),
            protocol: self.protocol.clone().or_else(|| other.protocol.clone()),
            primary_document: self.primary_document.clone().or_else(|| other.primary_document.clone()),
        }
    }
}

/// Where a document goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Flow {
    Outgoing,
    Internal,
}

/// Its place in the plan of classification ("titolario").
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Classification {
    /// "I.6.2"
    pub index: String,
    /// What that index is of.
    pub description: String,
    /// Web address or name of the plan of classification.
    pub scheme: String,
}

/// What documents it is kept together with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Aggregation {
    pub kind: AggregationKind,
    pub id: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum AggregationKind {
    /// "Fascicolo"
    Dossier,
    /// "Serie documentale"
    Series,
    /// "Serie di fascicoli"
    SeriesOfDossiers,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    pub surname: String,
    pub name: String,
    /// "Codice fiscale"
    pub tax_code: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Protocol {
    /// Digits alone, at least seven.
    pub number: String,
    pub date: Date,
    /// Code of the register.
    pub register: String,
    /// "Segnatura di protocollo"
    pub signature: String,
}

/// A document that others belong to, as the system that keeps it knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrimaryDocument {
    pub id: String,
    pub sha256: [u8; 32],
    /// "Segnatura di protocollo"
    pub signature: Option<String>,
}

/// What a project says of itself and of all its documents.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PreservationSettings {
    /// The administration that registers the documents, where all is known of it that a record needs.
    pub registrar: Option<Administration>,
    /// Others whose acts these are.
    pub authorities: Vec<Administration>,
    /// What holds where a plan says nothing.
    pub defaults: Preservation,
    /// Who makes the program that the documents are made with.
    pub software_producer: Option<String>,
}

/// An administration, as the index of public administrations (IPA) has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Administration {
    pub name: String,
    /// `r_basili`
    pub ipa: String,
    /// "Area organizzativa omogenea"
    pub aoo: Office,
    /// "Unità organizzativa di riferimento"
    pub office: Option<Office>,
    /// Mail addresses, one at least.
    pub addresses: Vec<String>,
}

/// A part of an administration, by code and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Office {
    pub code: String,
    pub name: String,
}

impl PreservationSettings {
    /// The administration whose act it is; `None` where that is one of which not enough is known.
    pub fn author(&self, authority: Option<&str>) -> Option<&Administration> {
        let Some(authority) = authority else { return self.registrar.as_ref() };
        self.registrar.iter().chain(&self.authorities).find(|administration| administration.name == authority)
    }
}
