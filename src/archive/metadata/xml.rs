//! The record as XML: elements in the order in which the schema has them, without a namespace, as it is there.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::partial_escape;

use super::record::{Change, DocumentId, DocumentMetadata, Register, Registration, Role, Software};
use super::{Administration, Office};
use crate::annex::{Aggregation, AggregationKind, Classification, CorrectionKind, Flow, Person};

/// How the document came to be: with software that makes documents in the formats of Allegato 2.
const FORMATION: &str = "creazione tramite utilizzo di strumenti software che assicurino la produzione di documenti nei formati \
                         previsti in allegato 2";
const ALGORITHM: &str = "SHA-256";

/// An element of XML; none has attributes.
struct Element {
    name: &'static str,
    content: Content,
}

enum Content {
    Text(String),
    Elements(Vec<Element>),
}

fn leaf(name: &'static str, text: impl Into<String>) -> Element {
    Element { name, content: Content::Text(text.into()) }
}

fn group(name: &'static str, elements: impl IntoIterator<Item = Element>) -> Element {
    Element { name, content: Content::Elements(elements.into_iter().collect()) }
}

pub fn write(record: &DocumentMetadata) -> Vec<u8> {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    document(record).write(0, &mut text);
    text.into_bytes()
}

impl Element {
    fn write(&self, depth: usize, out: &mut String) {
        let (name, indent) = (self.name, "  ".repeat(depth));
        match &self.content {
            Content::Text(text) => {
                let text: String = text.chars().map(allowed).collect();
                *out += &format!("{indent}<{name}>{}</{name}>\n", partial_escape(text));
            }
            Content::Elements(elements) => {
                *out += &format!("{indent}<{name}>\n");
                elements.iter().for_each(|element| element.write(depth + 1, out));
                *out += &format!("{indent}</{name}>\n");
            }
        }
    }
}

/// What can't stand in XML in any form (XML 1.0, 2.2) leaves a mark; a carriage return would be read back as a line feed.
fn allowed(c: char) -> char {
    match c {
        '\r' => '\n',
        '\t' | '\n' | ' '..='\u{FFFD}' | '\u{10000}'.. => c,
        _ => char::REPLACEMENT_CHARACTER,
    }
}

fn document(record: &DocumentMetadata) -> Element {
    let mut elements = vec![
        document_id("IdDoc", &record.id),
        leaf("ModalitaDiFormazione", FORMATION),
        leaf("TipologiaDocumentale", &record.document_type),
        registration(&record.registration),
        group("Soggetti", record.roles.iter().map(role)),
        group(
            "ChiaveDescrittiva",
            [leaf("Oggetto", &record.subject)]
                .into_iter()
                .chain(record.keywords.iter().map(|word| leaf("ParoleChiave", word))),
        ),
        attached(record),
        classification(&record.classification),
        leaf("Riservato", record.confidential.to_string()),
        group("IdentificativoDelFormato", [leaf("Formato", &record.format), software(&record.software)]),
        verification(),
        group("Agg", [aggregation(&record.aggregation)]),
    ];
    elements.extend(record.primary.as_ref().map(|primary| document_id("IdIdentificativoDocumentoPrimario", primary)));
    elements.push(leaf("NomeDelDocumento", &record.name));
    elements.push(leaf("VersioneDelDocumento", record.version.to_string()));
    elements.extend(record.change.as_ref().map(change));
    elements.extend(record.retention_years.map(|years| leaf("TempoDiConservazione", years.to_string())));
    elements.extend(record.note.as_ref().map(|note| leaf("Note", note)));
    group("DocumentoAmministrativoInformatico", elements)
}

fn document_id(name: &'static str, id: &DocumentId) -> Element {
    let digest = [leaf("Impronta", STANDARD.encode(id.sha256)), leaf("Algoritmo", ALGORITHM)];
    let known = [group("ImprontaCrittograficaDelDocumento", digest), leaf("Identificativo", &id.id)];
    group(name, known.into_iter().chain(id.signature.as_ref().map(|signature| leaf("Segnatura", signature))))
}

fn registration(registration: &Registration) -> Element {
    let flow = match registration.flow {
        Flow::Outgoing => "U",
        Flow::Internal => "I",
    };
    let [name, word, date, number] = match registration.register {
        Register::Protocol => [
            "ProtocolloOrdinario_ProtocolloEmergenza",
            "ProtocolloOrdinario\\ProtocolloEmergenza",
            "DataProtocollazioneDocumento",
            "NumeroProtocolloDocumento",
        ],
        Register::Acts => [
            "Repertorio_Registro",
            "Repertorio\\Registro",
            "DataRegistrazioneDocumento",
            "NumeroRegistrazioneDocumento",
        ],
    };
    let register = [
        leaf("TipoRegistro", word),
        leaf(date, registration.date.to_string()),
        leaf(number, &registration.number),
        leaf("CodiceRegistro", &registration.code),
    ];
    let register = group("TipoRegistro", [group(name, register)]);
    group("DatiDiRegistrazione", [leaf("TipologiaDiFlusso", flow), register])
}

fn role(role: &Role) -> Element {
    let (name, word, who) = match role {
        Role::Registrar(who) => (
            "AmministrazioneCheEffettuaLaRegistrazione",
            "Amministrazione Che Effettua La Registrazione",
            administration(who),
        ),
        Role::Author(who) => ("Autore", "Autore", administration(who)),
        Role::Sender(who) => ("Mittente", "Mittente", administration(who)),
        Role::Operator(who) => ("Operatore", "Operatore", person("PF", who)),
    };
    group("Ruolo", [group(name, [leaf("TipoRuolo", word), who])])
}

fn administration(who: &Administration) -> Element {
    let whole = Office { code: who.ipa.clone(), name: who.name.clone() };
    let mut elements = vec![unit("IPAAmm", &whole), unit("IPAAOO", &who.aoo)];
    elements.extend(who.office.as_ref().map(|office| unit("IPAUOR", office)));
    elements.extend(who.addresses.iter().map(|address| leaf("IndirizziDigitaliDiRiferimento", address)));
    group("PAI", elements)
}

fn unit(name: &'static str, unit: &Office) -> Element {
    group(name, [leaf("Denominazione", &unit.name), leaf("CodiceIPA", &unit.code)])
}

fn person(name: &'static str, who: &Person) -> Element {
    let code = who.tax_code.as_ref().map(|code| leaf("CodiceFiscale", code));
    group(name, [leaf("Cognome", &who.surname), leaf("Nome", &who.name)].into_iter().chain(code))
}

fn attached(record: &DocumentMetadata) -> Element {
    let index = record.attached.iter().map(|attached| {
        group("IndiceAllegati", [document_id("IdDoc", &attached.id), leaf("Descrizione", &attached.description)])
    });
    group("Allegati", [leaf("NumeroAllegati", record.attached.len().to_string())].into_iter().chain(index))
}

fn classification(place: &Classification) -> Element {
    let elements = [
        leaf("IndiceDiClassificazione", &place.index),
        leaf("Descrizione", &place.description),
        leaf("PianoDiClassificazione", &place.scheme),
    ];
    group("Classificazione", elements)
}

fn software(software: &Software) -> Element {
    let known = [leaf("NomeProdotto", &software.name), leaf("VersioneProdotto", &software.version)];
    let producer = software.producer.as_ref().map(|producer| leaf("Produttore", producer));
    group("ProdottoSoftware", known.into_iter().chain(producer))
}

/// The bytes that the record is of are the program's: neither signed nor sealed nor stamped, nor the image of a paper.
fn verification() -> Element {
    let checks = [
        "FirmatoDigitalmente",
        "SigillatoElettronicamente",
        "MarcaturaTemporale",
        "ConformitaCopieImmagineSuSupportoInformatico",
    ];
    group("Verifica", checks.map(|check| leaf(check, "false")))
}

fn aggregation(aggregation: &Aggregation) -> Element {
    let kind = match aggregation.kind {
        AggregationKind::Dossier => "Fascicolo",
        AggregationKind::Series => "Serie Documentale",
        AggregationKind::SeriesOfDossiers => "Serie Di Fascicoli",
    };
    group("TipoAgg", [leaf("TipoAggregazione", kind), leaf("IdAggregazione", &aggregation.id)])
}

fn change(change: &Change) -> Element {
    let kind = match change.kind {
        CorrectionKind::Rectification => "Rettifica",
        CorrectionKind::Supplement => "Integrazione",
        CorrectionKind::Annulment => "Annullamento",
    };
    let elements = [
        leaf("TipoModifica", kind),
        person("SoggettoAutoreDellaModifica", &change.by),
        leaf("DataModifica", change.date.to_string()),
        document_id("IdDocVersionePrecedente", &change.previous),
    ];
    group("TracciatureModificheDocumento", elements)
}
