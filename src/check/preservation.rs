//! What is said for the system that preserves the documents: codes, numbers and words have to be such as that system takes.

use super::{act, codes};
use crate::annex::{
    Aggregation, Classification, Date, PERMANENT, Person, Preservation, PrimaryDocument, Protocol, Scheme, one_line,
};
use crate::digest;
use crate::plan::{self, Text};
use crate::source::{Code, Context, Diagnostic, Span};

/// More words to look for than these the record has no room for.
const MOST_KEYWORDS: usize = 5;
/// Registers of protocol number with at least so many digits.
const PROTOCOL_DIGITS: usize = 7;

/// What is written, checked; `on` is the day on which codes of persons had to be right.
pub fn check(context: &Context, written: &plan::Preservation, on: Date) -> Preservation {
    let line = |text: &Option<Text>| text.as_ref().map(|text| one_line(&text.value));
    if let Some(surplus) = written.keywords.get(MOST_KEYWORDS) {
        unusable(context, "keywords", &surplus.value, surplus.span.clone());
    }
    Preservation {
        document_type: line(&written.document_type),
        register: written.register.as_ref().map(|code| register(context, code)),
        flow: written.flow.as_ref().map(|flow| flow.value),
        classification: written.classification.as_ref().map(|place| Classification {
            index: one_line(&place.index.value),
            description: one_line(&place.description.value),
            scheme: one_line(&place.scheme.value),
        }),
        aggregation: written.aggregation.as_ref().and_then(|aggregation| {
            Some(Aggregation { kind: aggregation.kind.as_ref()?.value, id: act::number(aggregation.id.as_ref()?) })
        }),
        retention_years: written.retention_years.as_ref().map(|years| {
            let possible = u16::try_from(years.value).ok().filter(|years| (1..=PERMANENT).contains(years));
            possible.unwrap_or_else(|| {
                unusable(context, "retention", &years.value.to_string(), years.span.clone());
                PERMANENT
            })
        }),
        confidential: written.confidential.as_ref().map(|confidential| confidential.value),
        operator: written.operator.as_ref().map(|operator| person(context, operator, on)),
        keywords: written.keywords.iter().map(|word| one_line(&word.value)).collect(),
        note: line(&written.note),
        protocol: written.protocol.as_ref().and_then(|written| protocol(context, written)),
        primary_document: written.primary_document.as_ref().and_then(|document| {
            let sha256 = digest::from_hex(document.sha256.value.trim());
            if sha256.is_none() {
                unusable(context, "sha256", &document.sha256.value, document.sha256.span.clone());
            }
            let signature = line(&document.signature);
            Some(PrimaryDocument { id: act::number(document.id.as_ref()?), sha256: sha256?, signature })
        }),
    }
}

fn person(context: &Context, written: &plan::Person, on: Date) -> Person {
    if let Some(code) = &written.tax_code {
        let place = context.place(code.span.clone());
        codes::check(Scheme::CodiceFiscale, code.value.trim(), on, &place).into_iter().for_each(|p| context.report(p));
    }
    Person {
        surname: one_line(&written.surname.value),
        name: one_line(&written.name.value),
        tax_code: written.tax_code.as_ref().map(|code| code.value.trim().to_owned()),
    }
}

/// Nothing where its number or date is missing, which was reported.
fn protocol(context: &Context, written: &plan::Protocol) -> Option<Protocol> {
    let written_number = written.number.as_ref()?;
    let number = act::number(written_number);
    if !number.chars().all(|c| c.is_ascii_digit()) {
        unusable(context, "protocol", &number, written_number.0.span.clone());
    }
    Some(Protocol {
        number: format!("{number:0>PROTOCOL_DIGITS$}"),
        date: act::check_date(context, written.date.as_ref()?),
        register: register(context, &written.register),
        signature: one_line(&written.signature.value),
    })
}

fn register(context: &Context, code: &Text) -> String {
    let trimmed = code.value.trim();
    let usual = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    // An empty one is reported already.
    if trimmed.chars().count() > 16 || !trimmed.chars().all(usual) {
        unusable(context, "register", trimmed, code.span.clone());
    }
    trimmed.to_owned()
}

fn unusable(context: &Context, what: &'static str, written: &str, span: Span) {
    let problem = Diagnostic::new(Code::UnusableMetadata, context.place(span));
    context.report(problem.arg("what", what).arg("written", written));
}
