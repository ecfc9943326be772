//! What was added to an archived PDF since: signatures and what they need, or something else.
//!
//! A signature is an update behind the bytes that were there (ISO 32000-1, 7.5.6 and 12.8; ETSI EN 319 142-1): a field, its
//! widget on a page, the signature in it; and later on a store of certificates and revocations, and time stamps. Whoever
//! signs a forged document uses the same means: he replaces a page's content in an update and signs that ("incremental
//! saving", "shadow attack"), leaves out a part of the file from what is signed ("signature wrapping", "universal signature
//! forgery"), or lets the field's appearance cover a figure. So each update is compared with what was before it, object by
//! object. What a signature needs is listed in `changes.rs` and `form.rs`, and all else is a change; what can be seen of a
//! signature is told with its place.
//!
//! **What is proved** of [`Revision::Signed`]: the file is the archived one, byte for byte, and updates which change nothing
//! that it shows, says or does, but for what each signature shows of itself; every byte of an update belongs to one of its
//! objects. **What is not:** whether a signature is valid, and whose it is. Its certificate is not looked at.
//!
//! **What is told as changed though it is harmless:** fields that a program gives tags of their own, so that it writes the
//! structure tree anew; fields in groups; updates with a header of their own; cross-reference sections for two kinds of
//! readers; properties of the metadata other than dates and producers.

mod annotations;
mod changes;
mod equality;
mod form;
mod metadata;
mod parts;
mod signature;

use serde::Serialize;

use self::changes::Step;
use self::parts::Parts;
pub use self::signature::{Appearance, Coverage, Fault, Kind, Signature};
use super::syntax::{Document, Unreadable, Why};

/// What a file is to an archived one.
#[derive(Debug, Clone, PartialEq)]
pub enum Revision {
    /// The same bytes.
    Same,
    /// It does not begin with the archived bytes.
    Other,
    /// The archived document, and these signatures, in the order in which they were made.
    Signed { signatures: Vec<Signature> },
    /// The archived bytes, and something that is no part of a signature.
    Changed { what: Vec<Change> },
    /// The archived document is no PDF that can be read, so nothing can be said of what follows it.
    Unreadable(Unreadable),
}

/// Something that an update did and no signature needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The update, counted from 1.
    pub update: usize,
    /// The object that it changed, by its number, where it is one.
    pub object: Option<u32>,
    #[serde(flatten)]
    pub what: What,
}

/// Pages are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "touches", rename_all = "kebab-case")]
pub enum What {
    /// An entry of a page: its size, its content, its resources.
    Page {
        page: usize,
    },
    /// What a page draws.
    Content {
        page: usize,
    },
    /// Fonts, images and the like that a page draws with.
    Resources {
        page: usize,
    },
    /// An annotation that is not the widget of a signature.
    Annotation {
        page: usize,
    },
    /// Which pages there are.
    PageTree,
    /// The tags.
    StructureTree,
    Outline,
    /// Names, destinations, attachments.
    Names,
    OutputIntents,
    /// An entry of the catalog: `OpenAction`, `AA`, `OCProperties`.
    Catalog {
        key: String,
    },
    /// An entry of the trailer: `Root`.
    Trailer {
        key: String,
    },
    /// An entry of the information dictionary: `Title`.
    Information {
        key: String,
    },
    /// A property of the metadata, by its namespace and name; the whole of it where it can't be read.
    Metadata {
        property: Option<String>,
    },
    /// An entry of the form: `XFA`.
    Form {
        key: String,
    },
    /// A field that is none for a signature, or has something that such a field does not need.
    Field {
        name: String,
    },
    /// A signature that is not the signature of this document.
    Signature {
        field: String,
        fault: Fault,
    },
    /// An object of the archived document that is none of the above.
    Other,
    /// An object that was there is there no more.
    Removed,
    /// An object that the archived document refers to without having it.
    FilledIn,
    /// An object that nothing refers to: prepared for later.
    Unreferenced,
    /// Nothing that it adds is signed, harmless or not.
    WithoutSignature,
    /// The update is not written as one has to be.
    Unreadable(Unreadable),
}

/// Compares a file with the archived one.
pub fn revision(original: &[u8], file: &[u8]) -> Revision {
    if original == file {
        return Revision::Same;
    }
    if !file.starts_with(original) {
        return Revision::Other;
    }
    let mut document = Document::new(file);
    if let Err(unreadable) = document.read_until(original.len()) {
        return Revision::Unreadable(unreadable);
    }
    let archived = document.sections.len() - 1;
    let broken = document.read_until(file.len()).err();
    match judged(&document, archived) {
        Err(unreadable) => Revision::Unreadable(unreadable),
        Ok((mut what, signatures)) => {
            let update = document.sections.len() - archived;
            // A file that only ends with more white space has no update at all.
            let nothing = (update == 1 && broken.is_none()).then_some(What::WithoutSignature);
            let more = broken.map(What::Unreadable).or(nothing);
            what.extend(more.map(|what| Change { update, object: None, what }));
            if what.is_empty() { Revision::Signed { signatures } } else { Revision::Changed { what } }
        }
    }
}

/// Objects that updates may add: more than any signatures, with what proves them for decades.
const MOST_ADDED: usize = 20_000;

/// What all updates change, and the signatures that they add.
fn judged(document: &Document, archived: usize) -> Result<(Vec<Change>, Vec<Signature>), Unreadable> {
    let original = document.view(archived);
    let parts = Parts::of(original)?;
    let added = document.present().objects().filter(|(number, _)| !parts.has(*number)).count();
    if added > MOST_ADDED {
        let what = What::Unreadable(Unreadable { at: original.end(), why: Why::TooMany });
        return Ok((vec![Change { update: 1, object: None, what }], vec![]));
    }
    let (mut what, mut signatures) = (vec![], vec![]);
    // Updates since the last one that is signed.
    let mut unsigned: Vec<(usize, bool)> = vec![];
    for section in archived + 1..document.sections.len() {
        let update = section - archived;
        let mut step = Step::new(document.view(section), &parts);
        step.compare();
        let added = step.signatures();
        what.extend(step.found.drain(..).map(|(object, what)| Change { update, object, what }));
        if added.iter().any(|made| made.signature.kind != Kind::Unsigned) {
            unsigned.clear();
        } else {
            unsigned.push((update, step.only_validates()));
        }
        signatures.extend(added);
    }
    // What proves that a signature was valid once may follow it; anything else has to be signed.
    let unsigned = unsigned.into_iter().filter(|(_, validates)| signatures.is_empty() || !validates);
    what.extend(unsigned.map(|(update, _)| Change { update, object: None, what: What::WithoutSignature }));
    let signatures = signatures.into_iter().map(|made| signature::of_today(made, document, archived, &parts));
    Ok((what, signatures.collect()))
}
