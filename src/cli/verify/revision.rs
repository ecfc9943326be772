//! What people are told of what was added to a document since it was archived. Programs are told it as data.

use serde_json::Value;

use super::super::Report;
use super::yes;
use crate::archive::pdf::revision::{Change, Kind, Revision, Signature};

pub fn told(revision: &Revision, report: &Report) {
    match revision {
        Revision::Signed { signatures } => signatures.iter().for_each(|signature| of_signature(signature, report)),
        Revision::Changed { what } => what.iter().for_each(|change| of_change(change, report)),
        Revision::Same | Revision::Other | Revision::Unreadable(_) => {}
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
    // By the names under which programs are told of it.
    let told = serde_json::to_value(change).unwrap_or_default();
    let text = |key: &str| told.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let detail = ["key", "name", "property", "field"].map(text).concat();
    let page = told.get("page").and_then(Value::as_u64).unwrap_or_default().to_string();
    let args = [
        ("update", change.update.to_string().into()),
        ("touches", text("touches").into()),
        ("page", page.into()),
        ("detail", detail.into()),
    ];
    report.say("verified-change", &args);
}
