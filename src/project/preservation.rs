//! `[preservation]` of the settings: what records for the system that preserves the documents say of all of them, and what is
//! missing for them.

use super::Project;
use crate::annex::{Date, one_line};
use crate::archive::metadata::{Administration as Known, Missing, Office, Settings, incomplete_of};
use crate::check::preservation;
use crate::plan::{self, Aggregation, Classification, Person, Text};
use crate::site::dcat::{is_email, is_ipa};
use crate::source::{Code, Context, Diagnostic, Named, Spanned, shape};

/// The form of codes of persons is asked for as it is today.
const TODAY: Date = Date { year: 9999, month: 12, day: 31 };

shape! {
    /// What the records say that go with archived documents to the system that preserves them (AgID's guidelines on
    /// electronic documents, Allegato 5). What a plan says under `[plan.preservation]` comes first.
    pub struct Preservation {
        /// The administration that registers the documents.
        pub administration: Option<Administration>,
        /// Others whose acts the plans are of, by the names that plans have for them.
        #[schemars(default)]
        pub authorities: Named<Administration>,
        /// What kind of documents they are: "Delibere". Without it, the kind of the act.
        pub document_type: Option<Text>,
        /// Code of the register ("repertorio") that acts are entered in: "DGR". Letters without accents, digits, "_", "." and
        /// "-", at most 16.
        pub register: Option<Text>,
        /// Where documents go. Without it, internal.
        pub flow: Option<Spanned<crate::annex::Flow>>,
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
        /// Who makes the program that the documents are made with.
        pub software_producer: Option<Text>,
    }

    /// An administration, as the index of public administrations (IPA) has it.
    pub struct Administration {
        /// Its name: "Regione Basilicata". Without it, that of the catalogue's publisher; of another authority, the name that
        /// it stands under here.
        pub name: Option<Text>,
        /// Its code: "r_basili". Without it, that which the catalogue knows.
        pub ipa: Option<Text>,
        /// Code of its "area organizzativa omogenea".
        pub aoo: Option<Text>,
        /// Name of that.
        pub aoo_name: Option<Text>,
        /// Code of the office ("unità organizzativa") that answers for the documents.
        pub office: Option<Text>,
        /// Name of that.
        pub office_name: Option<Text>,
        /// Its mail addresses, certified ones ("PEC") first.
        #[schemars(default)]
        pub addresses: Vec<Text>,
    }
}

impl Preservation {
    /// What the records of all documents say. What is missing is reported and stops nothing but the records.
    pub fn settings(self, context: &Context, project: &Project) -> Settings {
        let registrar = match &self.administration {
            Some(administration) => self.registrar(context, project, administration),
            None => {
                context.report(Missing::Registrar.diagnostic(context.place(self.span.clone())));
                None
            }
        };
        let catalogue = project.catalogue.as_ref();
        let authority = |(name, administration): &(Text, Administration)| {
            let name = one_line(administration.name.as_ref().map_or(name.value.as_str(), |name| &name.value));
            let ipa = catalogue.and_then(|catalogue| catalogue.rights_holder(Some(&name))).map(|agent| &agent.ipa);
            known(context, administration, &name, ipa)
        };
        let authorities = self.authorities.0.iter().filter_map(authority).collect();
        let software_producer = self.software_producer.as_ref().map(|producer| one_line(&producer.value));
        let defaults = plan::Preservation {
            span: self.span,
            document_type: self.document_type,
            register: self.register,
            flow: self.flow,
            classification: self.classification,
            aggregation: self.aggregation,
            retention_years: self.retention_years,
            confidential: self.confidential,
            operator: self.operator,
            keywords: vec![],
            note: None,
            protocol: None,
            primary_document: None,
        };
        let defaults = preservation::check(context, &defaults, TODAY);
        Settings { registrar, authorities, defaults, software_producer }
    }

    fn registrar(&self, context: &Context, project: &Project, written: &Administration) -> Option<Known> {
        let publisher = project.catalogue.as_ref().map(|catalogue| &catalogue.publisher);
        let name = written.name.as_ref().map(|name| one_line(&name.value));
        // The code of the publisher is not that of an administration with another name.
        let publisher = publisher.filter(|publisher| name.as_ref().is_none_or(|name| *name == publisher.name));
        let Some(name) = name.or_else(|| publisher.map(|publisher| publisher.name.clone())) else {
            context.report(incomplete_of("name", "", context.place(written.span.clone())));
            return None;
        };
        known(context, written, &name, publisher.map(|publisher| &publisher.ipa))
    }
}

/// All that records say of an administration; nothing where some of it is missing, which is reported.
fn known(context: &Context, written: &Administration, name: &str, ipa: Option<&String>) -> Option<Known> {
    let missing = |what| context.report(incomplete_of(what, name, context.place(written.span.clone())));
    let ipa = written.ipa.as_ref().map(|ipa| code(context, ipa, name)).or_else(|| ipa.cloned());
    if ipa.is_none() {
        missing("ipa");
    }
    let aoo = unit(context, written.aoo.as_ref(), written.aoo_name.as_ref());
    if aoo.is_none() {
        missing("aoo");
    }
    let office = unit(context, written.office.as_ref(), written.office_name.as_ref());
    let half = office.is_none() && (written.office.is_some() || written.office_name.is_some());
    if half {
        missing("office");
    }
    if written.addresses.is_empty() {
        missing("address");
    }
    let addresses: Vec<String> = written.addresses.iter().map(|address| mail(context, address)).collect();
    let complete = !addresses.is_empty() && !half;
    Some(Known { name: name.to_owned(), ipa: ipa?, aoo: aoo?, office, addresses }).filter(|_| complete)
}

/// A part of an administration, where both its code and its name are written.
fn unit(context: &Context, written: Option<&Text>, name: Option<&Text>) -> Option<Office> {
    let name = one_line(&name?.value);
    Some(Office { code: code(context, written?, &name), name })
}

fn code(context: &Context, code: &Text, name: &str) -> String {
    let trimmed = code.value.trim();
    // An empty one is reported already.
    if !trimmed.is_empty() && !is_ipa(trimmed) {
        let problem = Diagnostic::new(Code::UnusableIpa, context.place(code.span.clone()));
        context.report(problem.arg("code", trimmed).arg("name", name));
    }
    trimmed.to_owned()
}

fn mail(context: &Context, address: &Text) -> String {
    let trimmed = address.value.trim();
    if !is_email(trimmed) {
        let problem = Diagnostic::new(Code::UnusableAddress, context.place(address.span.clone()));
        context.report(problem.arg("address", trimmed).arg("kind", "mail"));
    }
    trimmed.to_owned()
}
