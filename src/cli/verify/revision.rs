//! What people are told of what was added to a document since it was archived. Programs are told it as data.

use super::super::Report;
use super::yes;
use crate::archive::pdf::revision::{Change, Kind, Revision, Signature, What};
use crate::archive::pdf::{Unreadable, Why};

pub fn told(revision: &Revision, report: &Report) {
    match revision {
        Revision::Signed { signatures } => signatures.iter().for_each(|signature| of_signature(signature, report)),
        Revision::Changed { what } => what.iter().for_each(|change| of_change(change, report)),
        Revision::Unreadable(unreadable) => {
            report.say("verified-unreadable", &[("detail", reason(*unreadable, report).into())]);
        }
        Revision::Same | Revision::Other => {}
    }
}

fn of_signature(signature: &Signature, report: &Report) {
    let kind = match signature.kind {
        Kind::Signature => "signature",
        Kind::DocumentTimeStamp => "time-stamp",
        Kind::Unsigned => "unsigned",
    };
    let page = |page: Option<usize>| page.map_or_else(|| "?".to_owned(), |page| page.to_string());
    let pages: Vec<String> = signature.shown.iter().map(|shown| page(shown.page)).collect();
    let args = [
        ("kind", kind.into()),
        ("field", signature.field.as_str().into()),
        ("named", yes(signature.name.is_some()).into()),
        ("name", signature.name.as_deref().unwrap_or_default().into()),
        ("dated", yes(signature.time.is_some()).into()),
        ("time", signature.time.as_deref().unwrap_or_default().into()),
        ("shown", yes(!pages.is_empty()).into()),
        ("pages", pages.join(", ").into()),
    ];
    report.say("verified-signature", &args);
}

fn of_change(change: &Change, report: &Report) {
    let (touches, page, detail) = match &change.what {
        What::Page { page } => ("page", Some(*page), None),
        What::Content { page } => ("content", Some(*page), None),
        What::Resources { page } => ("resources", Some(*page), None),
        What::Annotation { page } => ("annotation", Some(*page), None),
        What::PageTree => ("page-tree", None, None),
        What::StructureTree => ("structure-tree", None, None),
        What::Outline => ("outline", None, None),
        What::Names => ("names", None, None),
        What::OutputIntents => ("output-intents", None, None),
        What::Catalog { key } => ("catalog", None, Some(key.clone())),
        What::Trailer { key } => ("trailer", None, Some(key.clone())),
        What::Information { key } => ("information", None, Some(key.clone())),
        What::Metadata { property } => ("metadata", None, property.clone()),
        What::Form { key } => ("form", None, Some(key.clone())),
        What::Field { name } => ("field", None, Some(name.clone())),
        What::Signature { field, .. } => ("signature", None, Some(field.clone())),
        What::Other => ("other", None, None),
        What::Removed => ("removed", None, None),
        What::FilledIn => ("filled-in", None, None),
        What::Unreferenced => ("unreferenced", None, None),
        What::WithoutSignature => ("without-signature", None, None),
        What::Unreadable(unreadable) => ("unreadable", None, Some(reason(*unreadable, report))),
    };
    let args = [
        ("update", change.update.to_string().into()),
        ("touches", touches.into()),
        ("page", page.unwrap_or_default().to_string().into()),
        ("detailed", yes(detail.is_some()).into()),
        ("detail", detail.unwrap_or_default().into()),
    ];
    report.say("verified-change", &args);
}

/// Why something can't be read as what it has to be, and where.
fn reason(Unreadable { at, why }: Unreadable, report: &Report) -> String {
    let why = match why {
        Why::Header => "header",
        Why::Syntax => "syntax",
        Why::KeyTwice => "key-twice",
        Why::Generation => "generation",
        Why::TooDeep => "too-deep",
        Why::TooMany => "too-many",
        Why::TooLarge => "too-large",
        Why::StreamLength => "stream-length",
        Why::Filter => "filter",
        Why::References => "references",
        Why::Unlisted => "unlisted",
        Why::Hybrid => "hybrid",
        Why::Chain => "chain",
        Why::End => "end",
        Why::Encrypted => "encrypted",
        Why::Pages => "pages",
    };
    report.words().text("unreadable-pdf", &[("why", why.into()), ("at", at.to_string().into())])
}
