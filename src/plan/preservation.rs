//! `[plan.preservation]`: what the system that preserves the documents is to know of them, beside what the plan says anyhow.

use super::{Date, Designation, Text};
use crate::annex::{AggregationKind, Flow};
use crate::source::{Required, Spanned, choices, shape};

shape! {
    /// What is said of the documents of this plan for the system that preserves them, where it is not as the project has it.
    /// Only projects with `[preservation]` make anything of it.
    pub struct Preservation {
        /// What kind of documents they are: "Delibere". Without it, the kind of the act.
        pub document_type: Option<Text>,
        /// Code of the register ("repertorio") that the act is entered in: "DGR".
        pub register: Option<Text>,
        /// Where the documents go. Without it, internal.
        pub flow: Option<Spanned<Flow>>,
        /// Their place in the plan of classification ("titolario").
        pub classification: Option<Classification>,
        /// The dossier ("fascicolo") or series that they are kept in.
        pub aggregation: Option<Aggregation>,
        /// For how many years they are kept; 9999 is for ever.
        pub retention_years: Option<Spanned<i64>>,
        /// Whether access to them is restricted. Without it, false.
        pub confidential: Option<Spanned<bool>>,
        /// Who answers for corrections. Needed only where an annex was corrected.
        pub operator: Option<Person>,
        /// Words that one may look for, at most five.
        #[schemars(default)]
        pub keywords: Vec<Text>,
        /// What else there is to say.
        pub note: Option<Text>,
        /// Where the documents are in the register of protocol ("protocollo"), if they are: that registration then counts,
        /// and not that of the act.
        pub protocol: Option<Protocol>,
        /// The act itself, as the system that keeps it knows it.
        pub primary_document: Option<PrimaryDocument>,
    }

    /// A place in the plan of classification ("titolario").
    pub struct Classification {
        /// The index: "I.6.2".
        pub index: Text,
        /// What that index is of, in full: "Riparto di fondi".
        pub description: Text,
        /// The plan of classification: the web address where it is published, or its name.
        pub scheme: Text,
    }

    /// What documents are kept in.
    pub struct Aggregation {
        /// What it is.
        pub kind: Required<Spanned<AggregationKind>>,
        /// By what the authority knows it: "2009/I.6.2/12".
        pub id: Required<Designation>,
    }

    /// A person.
    pub struct Person {
        /// Family name.
        pub surname: Text,
        /// Given name.
        pub name: Text,
        /// "Codice fiscale".
        pub tax_code: Option<Text>,
    }

    /// A registration of protocol.
    pub struct Protocol {
        /// Its number: 45231. Zeros are put before it up to seven digits.
        pub number: Required<Designation>,
        /// Its date.
        pub date: Required<Date>,
        /// Code of the register: "PG".
        pub register: Text,
        /// The signature of protocol ("segnatura") as it stands on the document.
        pub signature: Text,
    }

    /// The document that the annexes belong to.
    pub struct PrimaryDocument {
        /// By what the system that keeps it knows it.
        pub id: Required<Designation>,
        /// Its SHA-256, 64 hexadecimal digits.
        pub sha256: Text,
        /// Its signature of protocol ("segnatura"), if it has one.
        pub signature: Option<Text>,
    }
}

choices! {
    Flow {
        "internal" => Flow::Internal, "Inside the authority.";
        "outgoing" => Flow::Outgoing, "To somebody outside.";
    }
    AggregationKind {
        "dossier" => AggregationKind::Dossier, "A dossier (\"fascicolo\").";
        "series" => AggregationKind::Series, "A series of documents (\"serie documentale\").";
        "series-of-dossiers" => AggregationKind::SeriesOfDossiers, "A series of dossiers (\"serie di fascicoli\").";
    }
}
