//! A signature as it describes itself (ISO 32000-1, 12.8; ETSI EN 319 142-1), and which bytes it is of. Not judged: its
//! cryptography.

use serde::Serialize;

use super::form::{self, Field};
use super::parts::Parts;
use crate::archive::pdf::syntax::{Dictionary, Document, Object, Parser, View, is_blank, pages};

/// A signature in an archived PDF.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Signature {
    /// The name of its field.
    pub field: String,
    pub kind: Kind,
    /// How it is encoded: `ETSI.CAdES.detached`, `adbe.pkcs7.detached`, `ETSI.RFC3161`.
    pub sub_filter: Option<String>,
    /// When it says that it was made, in ISO 8601; as the file has it if that is no date.
    pub time: Option<String>,
    /// Who it says that signs.
    pub name: Option<String>,
    /// What a certification allows afterwards (12.8.2.2): 1 nothing, 2 forms and signatures, 3 comments too.
    pub certifies: Option<u8>,
    pub covers: Coverage,
    /// Where it shows itself: there it could cover what is printed.
    pub shown: Vec<Appearance>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Signature,
    /// Of an authority, for the document as a whole.
    DocumentTimeStamp,
    /// A field that nobody has signed yet.
    Unsigned,
}

/// Which bytes are signed, always from the first on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// The whole file.
    File,
    /// The file as it was after that update, counted from 1.
    Update(usize),
    /// No bytes: nobody has signed yet.
    Nothing,
}

/// Where a widget is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Appearance {
    /// Counted from 1; none if it does not say.
    pub page: Option<usize>,
    /// Left, below, right, above, in points from the lower left corner of the page.
    pub rectangle: [f64; 4],
}

/// Why a signature is not the signature of this document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// It is not there, or not where its own bytes can be left out of what is signed.
    Missing,
    /// There is nothing in it.
    Empty,
    /// It does not say which bytes it is of.
    NoRange,
    /// It is of other bytes than all that were there when it was made, but itself.
    OtherBytes,
    /// Another field has the same one.
    Shared,
    /// Something of it was changed after it was made, or its field was removed.
    Altered,
}

/// A signature as it was made.
pub struct Made {
    pub field: u32,
    pub section: usize,
    pub signature: Signature,
}

/// Reads the signature of a field, which the last section of the view has added.
pub fn read(view: View, field: &Field, number: u32) -> Result<Made, Fault> {
    let section = view.section;
    let dictionary = view.object(number).and_then(Object::as_dictionary).ok_or(Fault::Missing)?;
    let body = view.document.sections[section].bodies.get(&number).cloned().ok_or(Fault::Missing)?;
    let contents = view.get(dictionary, "Contents").and_then(Object::as_string).ok_or(Fault::Empty)?;
    if !matches!(contents.first(), Some(&SEQUENCE | &OCTET_STRING)) {
        return Err(Fault::Empty);
    }
    let range = view.array(dictionary, "ByteRange").iter().map(Object::as_index);
    let range: Vec<usize> = range.collect::<Option<_>>().ok_or(Fault::NoRange)?;
    let [0, before, after, length] = range[..] else { return Err(Fault::NoRange) };
    let is_own = body.start <= before && before < after && after <= body.end;
    let left_out = view.document.bytes().get(before..after).filter(|_| is_own).ok_or(Fault::OtherBytes)?;
    if !is_hexadecimal_of(left_out, contents) || !ends_with(view, after.checked_add(length)) {
        return Err(Fault::OtherBytes);
    }
    let name = |key: &str| view.get(dictionary, key).and_then(Object::as_name);
    let said = |key: &str| view.get(dictionary, key).and_then(Object::as_text);
    let is_time_stamp = name("Type") == Some(b"DocTimeStamp") || name("SubFilter") == Some(b"ETSI.RFC3161");
    let signature = Signature {
        field: field.name.clone(),
        kind: if is_time_stamp { Kind::DocumentTimeStamp } else { Kind::Signature },
        sub_filter: name("SubFilter").map(|name| String::from_utf8_lossy(name).into_owned()),
        time: said("M").map(|time| iso_8601(&time).unwrap_or(time)),
        name: said("Name"),
        certifies: certifies(view, dictionary),
        covers: Coverage::File,
        shown: vec![],
    };
    Ok(Made { field: field.number, section, signature })
}

/// The first byte of a CMS (RFC 5652) in DER; of `adbe.x509.rsa_sha1`.
const SEQUENCE: u8 = 0x30;
const OCTET_STRING: u8 = 0x04;

/// A field that nobody has signed.
pub fn unsigned(field: &Field, section: usize) -> Made {
    let signature = Signature {
        field: field.name.clone(),
        kind: Kind::Unsigned,
        sub_filter: None,
        time: None,
        name: None,
        certifies: None,
        covers: Coverage::Nothing,
        shown: vec![],
    };
    Made { field: field.number, section, signature }
}

/// What of a signature only the file as it is tells: which part of it is signed, and where it shows itself.
pub fn of_today(made: Made, document: &Document, archived: usize, parts: &Parts) -> Signature {
    let Made { field, section, mut signature } = made;
    let view = document.present();
    if signature.kind != Kind::Unsigned && section + 1 < document.sections.len() {
        signature.covers = Coverage::Update(section - archived);
    }
    let (fields, _) = form::fields(view, &|number| parts.has(number));
    let pages = pages(view).unwrap_or_default();
    let field = fields.iter().find(|other| other.number == field);
    signature.shown = field.map(|field| form::appearances(view, field, &pages)).unwrap_or_default();
    signature
}

/// Whether what is left out of the signed bytes is the signature, and nothing more.
fn is_hexadecimal_of(left_out: &[u8], contents: &[u8]) -> bool {
    let mut parser = Parser::new(left_out, 0);
    let string = parser.object();
    left_out.starts_with(b"<")
        && string.is_ok_and(|string| string.as_string() == Some(contents))
        && parser.rest().is_empty()
}

/// Whether signed bytes end where the section does, or in the white space behind it.
fn ends_with(view: View, end: Option<usize>) -> bool {
    let behind = end.and_then(|end| view.document.bytes().get(view.end()..end));
    behind.is_some_and(|behind| behind.iter().all(|byte| is_blank(*byte)))
}

/// What its reference to the transform method DocMDP permits.
fn certifies(view: View, dictionary: &Dictionary) -> Option<u8> {
    let references = view.array(dictionary, "Reference").iter();
    let mut references = references.filter_map(|reference| view.resolve(reference).as_dictionary());
    let certifies = references.find(|reference| reference.is("TransformMethod", "DocMDP"))?;
    let permits = view.dictionary(certifies, "TransformParams").and_then(|parameters| view.get(parameters, "P"));
    // Nothing said is 2 (table 254).
    permits.map_or(Some(2), |permits| permits.as_index().and_then(|permits| u8::try_from(permits).ok()))
}

/// `D:20261125195410+01'00'` (7.9.4) as `2026-11-25T19:54:10+01:00`.
fn iso_8601(date: &str) -> Option<String> {
    let digits = date.strip_prefix("D:").filter(|rest| rest.is_ascii())?;
    let (digits, zone) = (digits.get(..14)?, digits.get(14..)?);
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let zone = match zone.trim_end_matches('\'').replace('\'', ":").as_str() {
        "" => String::new(),
        "Z" | "Z00:00" => "Z".to_owned(),
        zone if zone.len() == 6 && zone.starts_with(['+', '-']) => zone.to_owned(),
        _ => return None,
    };
    let part = |from: usize, to: usize| &digits[from..to];
    let (day, time) = ([part(0, 4), part(4, 6), part(6, 8)], [part(8, 10), part(10, 12), part(12, 14)]);
    Some(format!("{}T{}{zone}", day.join("-"), time.join(":")))
}
