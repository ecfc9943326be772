//! What is told of archived PDFs to which something was added: signatures as signatures, whatever else by its name. Files
//! that pyHanko signs are judged in `tests/conformance/signatures`.

mod forgeries;

use std::sync::LazyLock;

use allegato::archive::pdf::revision::{
    Appearance, Change, Coverage, Fault, Kind, Revision, Signature, What, revision,
};
use allegato::archive::pdf::{Unreadable, Why};
use allegato::render::Format;
use proptest::prelude::*;

use self::forgeries::forgeries;
use crate::support::{cases, check, no_sources, read, repository, shared_renderer};
use crate::updates::{
    Update, and, append_packed, catalog, deflated, entry, find, number, object, page, signature, size,
};

static ORIGINAL: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let annexes = check(shared_renderer(), &read(&repository().join("tests/annexes/merged/plan.toml"))).unwrap();
    shared_renderer().render(&annexes[0], Format::Pdf, &no_sources()).unwrap()
});

/// Signs in a new field; `widget` is what its field has beside, `entries` what its signature has.
fn signing(pdf: &[u8], name: &str, widget: &str, entries: &str) -> Update {
    let (field, value) = (size(pdf), size(pdf) + 1);
    let (page, (root, of_catalog)) = (page(&ORIGINAL).0, catalog(pdf));
    let of_page = object(pdf, page);
    let field_object =
        format!("<</FT /Sig /T ({name}) /Type /Annot /Subtype /Widget /F 132 /P {page} 0 R /V {value} 0 R {widget}>>");
    let add = |array: &str| format!("{} {field} 0 R]", array.strip_suffix(']').unwrap());
    let annotated = if of_page.contains("/Annots") {
        let annotations = entry(&of_page, "Annots");
        of_page.replace(&annotations, &add(&annotations))
    } else {
        and(&of_page, &format!("/Annots [{field} 0 R]"))
    };
    let update = Update::new().with(page, annotated);
    let update = if of_catalog.contains("/AcroForm") {
        let form = number(&entry(&of_catalog, "AcroForm"));
        let (of_form, fields) = (object(pdf, form), entry(&object(pdf, form), "Fields"));
        update.with(form, of_form.replace(&fields, &add(&fields)))
    } else {
        let form = value + 1;
        let update = update.with(form, format!("<</Fields [{field} 0 R] /SigFlags 3>>"));
        update.with(root, and(&of_catalog, &format!("/AcroForm {form} 0 R")))
    };
    update.with(field, field_object).with(value, signature(entries))
}

const INVISIBLE: &str = "/Rect [0 0 0 0]";
const PADES: &str = "/SubFilter /ETSI.CAdES.detached /M (D:20260301103000+01'00')";

/// Signed as by most programs.
fn signed(pdf: &[u8]) -> Vec<u8> {
    signing(pdf, "Firma", INVISIBLE, PADES).append(pdf)
}

fn signatures(file: &[u8]) -> Vec<Signature> {
    match revision(&ORIGINAL, file) {
        Revision::Signed { signatures } => signatures,
        other => panic!("{other:?}"),
    }
}

fn changes(file: &[u8]) -> Vec<Change> {
    match revision(&ORIGINAL, file) {
        Revision::Changed { what } => what,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_archived_bytes_and_others_are_told_apart() {
    assert_eq!(revision(&ORIGINAL, &ORIGINAL), Revision::Same);
    let mut flipped = ORIGINAL.clone();
    flipped[1_000] ^= 1;
    for other in [&flipped[..], &signed(&flipped), &ORIGINAL[..ORIGINAL.len() - 1], b""] {
        assert_eq!(revision(&ORIGINAL, other), Revision::Other);
    }
    assert!(matches!(revision(b"%PDF-1.7\n", b"%PDF-1.7\n\n"), Revision::Unreadable(_)));
}

#[test]
fn a_signature_is_described() {
    let expected = Signature {
        field: "Firma".to_owned(),
        kind: Kind::Signature,
        sub_filter: Some("ETSI.CAdES.detached".to_owned()),
        time: Some("2026-03-01T10:30:00+01:00".to_owned()),
        name: None,
        certifies: None,
        covers: Coverage::File,
        shown: vec![],
    };
    assert_eq!(signatures(&signed(&ORIGINAL)), [expected]);
}

/// Object streams and cross-reference streams: a signature itself can't be in one, since its bytes could not be left out.
#[test]
fn packed_updates_are_read() {
    let update = signing(&ORIGINAL, "Firma", INVISIBLE, PADES);
    let value = size(&ORIGINAL) + 1;
    assert_eq!(signatures(&append_packed(&update, &ORIGINAL, &[value])), signatures(&signed(&ORIGINAL)));
    let packed = append_packed(&update, &ORIGINAL, &[]);
    let missing = What::Signature { field: "Firma".to_owned(), fault: Fault::Missing };
    assert!(what(&changes(&packed)).contains(&&missing));
    for (name, forgery, expected) in forgeries().into_iter().filter(|(_, forgery, _)| forgery.freed.is_empty()) {
        let streams =
            forgery.objects.iter().filter(|(_, object)| object.ends_with(b"endstream")).map(|(number, _)| *number);
        let file = append_packed(&forgery, &ORIGINAL, &streams.collect::<Vec<_>>());
        assert!(what(&changes(&file)).contains(&&expected), "{name}");
    }
}

/// For programs that read what is told.
#[test]
fn changes_are_told_as_data() {
    let found = changes(&forgeries()[0].1.append(&ORIGINAL));
    let contents = found[0].object.unwrap();
    let told = serde_json::to_value(&found[0]).unwrap();
    assert_eq!(told, serde_json::json!({ "update": 1, "object": contents, "touches": "content", "page": 1 }));
    let broken = changes(&[&signed(&ORIGINAL)[..], b"x"].concat());
    let told = serde_json::to_value(broken.last().unwrap()).unwrap();
    assert_eq!((&told["touches"], &told["why"]), (&"unreadable".into(), &"syntax".into()), "{told}");
}

#[test]
fn a_signature_that_shows_itself_says_where() {
    let visible = |rectangle: &str| signing(&ORIGINAL, "Firma", rectangle, PADES).append(&ORIGINAL);
    let shown = |file: &[u8]| signatures(file)[0].shown.clone();
    let place = Appearance { page: Some(1), rectangle: [50.0, 60.5, 250.0, 100.0] };
    assert_eq!(shown(&visible("/Rect [50 60.5 250 100]")), [place]);
    assert_eq!(shown(&visible("/Rect [250.0 100 50 60.5]")), [place]);
    let hidden = signing(&ORIGINAL, "Firma", "/Rect [5 5 9 9]", PADES);
    let hide = |object: &[u8]| String::from_utf8(object.to_vec()).unwrap().replace("/F 132", "/F 134").into_bytes();
    let objects = hidden.objects.iter().map(|(number, object)| (*number, hide(object))).collect();
    assert_eq!(shown(&Update { objects, ..hidden }.append(&ORIGINAL)), []);
    let update = signing(&ORIGINAL, "Firma", &format!("{INVISIBLE} /AP <</N {} 0 R>>", size(&ORIGINAL) + 9), PADES);
    let drawing = |content: &str| {
        let stream = format!(
            "<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length {}>>\nstream\n{content}\nendstream",
            content.len()
        );
        update.clone().with(size(&ORIGINAL) + 9, stream).append(&ORIGINAL)
    };
    // No area, but something to draw: who knows what a viewer makes of that.
    assert_eq!(shown(&drawing("0 0 99 99 re f")).len(), 1);
    assert_eq!(shown(&drawing("% DSBlank")), []);
}

#[test]
fn signatures_follow_each_other() {
    let first = signed(&ORIGINAL);
    let second = signing(&first, "Seconda", INVISIBLE, "/SubFilter /adbe.pkcs7.detached /Name (Il dirigente)");
    let both = second.append(&first);
    let (root, of_catalog) = catalog(&both);
    let next = size(&both);
    let proofs = Update::new()
        .with(
            root,
            and(&of_catalog, &format!("/DSS {next} 0 R /Extensions <</ESIC <</BaseVersion /1.7 /ExtensionLevel 5>>>>")),
        )
        .with(next, format!("<</Type /DSS /Certs [{} 0 R]>>", next + 1))
        .with(next + 1, "<</Length 3>>\nstream\n0\u{1}0\nendstream");
    let with_proofs = proofs.append(&both);
    let stamped = signing(&with_proofs, "Marca", INVISIBLE, "/SubFilter /ETSI.RFC3161").append(&with_proofs);
    let told = |file: &[u8]| -> Vec<(String, Kind, Coverage)> {
        signatures(file).into_iter().map(|signature| (signature.field, signature.kind, signature.covers)).collect()
    };
    let (firma, seconda) = ("Firma".to_owned(), "Seconda".to_owned());
    let until = |update| (firma.clone(), Kind::Signature, Coverage::Update(update));
    assert_eq!(told(&both), [until(1), (seconda.clone(), Kind::Signature, Coverage::File)]);
    assert_eq!(told(&with_proofs), [until(1), (seconda.clone(), Kind::Signature, Coverage::Update(2))]);
    let stamp = ("Marca".to_owned(), Kind::DocumentTimeStamp, Coverage::File);
    assert_eq!(told(&stamped), [until(1), (seconda, Kind::Signature, Coverage::Update(2)), stamp]);
    assert_eq!(signatures(&both)[1].name.as_deref(), Some("Il dirigente"));
}

#[test]
fn a_certification_says_what_it_allows() {
    let (root, value) = (catalog(&ORIGINAL).0, size(&ORIGINAL) + 1);
    let reference = "/Reference [<</TransformMethod /DocMDP /TransformParams <</P 1>>>>]";
    let mut update = signing(&ORIGINAL, "Firma", INVISIBLE, &format!("{PADES} {reference}"));
    let permit = |object: &mut (u32, Vec<u8>), to: &str| {
        if object.0 == root {
            object.1 = and(std::str::from_utf8(&object.1).unwrap(), to).into_bytes();
        }
    };
    let mut foreign = update.clone();
    update.objects.iter_mut().for_each(|object| permit(object, &format!("/Perms <</DocMDP {value} 0 R>>")));
    assert_eq!(signatures(&update.append(&ORIGINAL))[0].certifies, Some(1));
    foreign.objects.iter_mut().for_each(|object| permit(object, &format!("/Perms <</UR3 {value} 0 R>>")));
    let key = "Perms".to_owned();
    assert_eq!(what(&changes(&foreign.append(&ORIGINAL))), [&What::Catalog { key }]);
}

fn what(changes: &[Change]) -> Vec<&What> {
    changes.iter().map(|change| &change.what).collect()
}

#[test]
fn nothing_of_a_signature_may_change() {
    let first = signed(&ORIGINAL);
    let (field, value) = (size(&ORIGINAL), size(&ORIGINAL) + 1);
    let altered = What::Signature { field: "Firma".to_owned(), fault: Fault::Altered };
    let form = number(&entry(&catalog(&first).1, "AcroForm"));
    for update in [
        Update::new().with(field, object(&first, field).replace("[0 0 0 0]", "[0 0 500 500]")),
        Update::new().with(value, object(&first, value).replace("/M (D:2026", "/M (D:2020")),
        Update::new().with(form, "<</Fields [] /SigFlags 3>>"),
        Update::new().without(value),
    ] {
        let found = changes(&update.append(&first));
        assert!(what(&found).contains(&&altered), "{found:?}");
    }
}

#[test]
fn a_signature_has_to_be_of_all_bytes() {
    let with_fault = |file: &[u8]| match &what(&changes(file))[..] {
        [What::Signature { fault, .. }, ..] => *fault,
        other => panic!("{other:?}"),
    };
    let patched = |from: &str, to: &str| {
        let mut file = signed(&ORIGINAL);
        let place = find(&file, from.as_bytes()).unwrap();
        file[place..place + to.len()].copy_from_slice(to.as_bytes());
        file
    };
    assert_eq!(with_fault(&patched("/ByteRange [0 ", "/ByteRange [1 ")), Fault::NoRange);
    assert_eq!(with_fault(&patched("/ByteRange", "/ByteRangx")), Fault::NoRange);
    assert_eq!(with_fault(&patched("/Contents <308201", "/Contents <000000")), Fault::Empty);
    assert_eq!(with_fault(&patched("/Contents <308201", "/Contentx <308201")), Fault::Empty);
    // The first gap leaves out what is no part of the signature.
    let file = signed(&ORIGINAL);
    let range = find(&file, b"/ByteRange [0 00000").unwrap() + "/ByteRange [0 ".len();
    for (at, digit) in [(range, b'9'), (range + 9, b'0'), (range + 20, b'9'), (range + 31, b'9')] {
        let mut file = file.clone();
        file[at] = if file[at] == digit { b'1' } else { digit };
        assert_eq!(with_fault(&file), Fault::OtherBytes, "{at}");
    }
    // One signature in two fields.
    let mut shared = signing(&ORIGINAL, "Firma", INVISIBLE, PADES);
    let (field, copy) = (size(&ORIGINAL), size(&ORIGINAL) + 8);
    let own = shared.objects.iter().find(|(number, _)| *number == field).unwrap().1.clone();
    let own = String::from_utf8(own).unwrap().replace("(Firma)", "(Copia)");
    for (_, object) in &mut shared.objects {
        *object = String::from_utf8(object.clone())
            .unwrap()
            .replace(&format!("[{field} 0 R]"), &format!("[{field} 0 R {copy} 0 R]"))
            .into();
    }
    assert_eq!(with_fault(&shared.with(copy, own).append(&ORIGINAL)), Fault::Shared);
}

#[test]
fn an_update_without_a_signature_is_told() {
    let (root, of_catalog) = catalog(&ORIGINAL);
    let harmless = Update::new().with(root, &of_catalog).append(&ORIGINAL);
    for file in [harmless, [&ORIGINAL[..], b"\n"].concat()] {
        assert_eq!(changes(&file), [Change { update: 1, object: None, what: What::WithoutSignature }]);
    }
    let field = size(&ORIGINAL);
    let empty = Update::new()
        .with(root, and(&of_catalog, &format!("/AcroForm <</Fields [{field} 0 R]>>")))
        .with(field, "<</FT /Sig /T (Firma)>>");
    assert_eq!(what(&changes(&empty.append(&ORIGINAL))), [&What::WithoutSignature]);
}

/// Files that readers who mend what is broken may understand in two ways.
#[test]
fn what_is_no_update_is_told() {
    let why = |file: Vec<u8>| match &what(&changes(&file))[..] {
        [.., What::Unreadable(Unreadable { why, .. })] => *why,
        other => panic!("{other:?}"),
    };
    let broken = [&ORIGINAL[..], b"x"].concat();
    let unreadable = What::Unreadable(Unreadable { at: ORIGINAL.len(), why: Why::Syntax });
    assert_eq!(changes(&broken), [Change { update: 1, object: None, what: unreadable }]);
    let patched = |from: &[u8], to: &[u8]| {
        let file = signed(&ORIGINAL);
        let place = ORIGINAL.len() + find(&file[ORIGINAL.len()..], from).unwrap();
        [&file[..place], to, &file[place + from.len()..]].concat()
    };
    let appended = |bytes: &[u8]| [&signed(&ORIGINAL)[..], bytes].concat();
    assert_eq!(why(appended(b"x")), Why::Syntax);
    assert_eq!(why(appended(b"%PDF-1.7\n")), Why::Header);
    assert_eq!(why(patched(b"/Prev ", b"/Prev 1")), Why::Chain);
    assert_eq!(why(patched(b"/Prev ", b"/Old ")), Why::Chain);
    assert_eq!(why(patched(b"startxref\n", b"startxref\n1")), Why::Chain);
    assert_eq!(why(patched(b"trailer\n<<", b"trailer\n<</XRefStm 9 ")), Why::Hybrid);
    assert_eq!(why(patched(b"trailer\n<<", b"trailer\n<</Encrypt 9 0 R ")), Why::Encrypted);
    assert_eq!(why(patched(b"trailer\n<<", b"trailer\n<</Size 9 ")), Why::KeyTwice);
    // An object that no cross-reference section names, one that is named elsewhere, one of another generation.
    assert_eq!(why(patched(b" 00000 n", b" 00001 n")), Why::Generation);
    let hidden = patched(b"\n", b"\n1 0 obj\n<<>>\nendobj\n");
    assert!(matches!(why(hidden), Why::Chain | Why::Unlisted | Why::References));
    let (root, at) = (catalog(&ORIGINAL).0, find(&ORIGINAL, b"1 0 obj").unwrap());
    let entry = format!("{root} 1\n{at:010} 00000 n \n");
    assert!(matches!(
        why(patched(b"trailer\n", format!("{entry}trailer\n").as_bytes())),
        Why::References | Why::Generation
    ));
    assert_eq!(why(patched(b"0 obj", b"1 obj")), Why::Generation);
    assert_eq!(why(patched(b"%%EOF", b"%%EOX")), Why::End);
}

/// Updates that would cost more than any signature.
#[test]
fn updates_that_cost_too_much_are_told() {
    let (root, of_catalog) = catalog(&ORIGINAL);
    let next = size(&ORIGINAL);
    let why = |file: Vec<u8>| match &what(&changes(&file))[..] {
        [What::Unreadable(Unreadable { why, .. })] | [.., What::Unreadable(Unreadable { why, .. })] => *why,
        other => panic!("{other:?}"),
    };
    let bomb = deflated("/Type /ObjStm /N 1 /First 4", &vec![b' '; 1 << 28]);
    assert_eq!(why(Update::new().with(next, bomb).append(&ORIGINAL)), Why::TooLarge);
    // Each object of an object stream begins where the one before it does.
    let header: String = (0..1_000).map(|number| format!("{} 0 ", next + 10 + number)).collect();
    let entries = format!("/Type /ObjStm /N 1000 /First {}", header.len());
    let again = deflated(&entries, &[header.as_bytes(), &b"[".repeat(50), &b"]".repeat(50)].concat());
    assert_eq!(why(Update::new().with(next, again).append(&ORIGINAL)), Why::References);
    let many = (0..101).fold(ORIGINAL.clone(), |file, _| Update::new().append(&file));
    assert_eq!(why(many), Why::TooMany);
    let crowd = (0..20_001).fold(Update::new(), |update, number| update.with(next + number, "[]"));
    assert_eq!(why(crowd.append(&ORIGINAL)), Why::TooMany);
    let fields: String = (0..201).map(|number| format!("{} 0 R ", next + 1 + number)).collect();
    let form = Update::new().with(root, and(&of_catalog, &format!("/AcroForm <</Fields [{fields}]>>")));
    let found = changes(&form.append(&ORIGINAL));
    assert!(what(&found).contains(&&What::Form { key: "Fields".to_owned() }), "{found:?}");
    // A field that is its own kid, a form that is its own appearance.
    let form = |field: &str| {
        let catalog = and(&of_catalog, &format!("/AcroForm <</Fields [{next} 0 R]>>"));
        changes(&Update::new().with(root, catalog).with(next, field).append(&ORIGINAL))
    };
    let own = format!("<</FT /Sig /T (F) /Kids [{next} 0 R]>>");
    assert!(what(&form(&own)).contains(&&What::Field { name: "F".to_owned() }));
    let own = format!("<</FT /Sig /T (F) /Subtype /Widget /Rect [0 0 0 0] /AP {next} 0 R>>");
    assert_eq!(what(&form(&own)), [&What::WithoutSignature]);
}

proptest! {
    #![proptest_config(cases(2_000))]

    /// No file makes it panic; and one of which an archived byte is another one is never taken for the archived document.
    #[test]
    fn any_file_is_told(at in any::<prop::sample::Index>(), byte in any::<u8>(), in_update in any::<bool>(), cut in any::<bool>()) {
        let mut file = SIGNED.clone();
        let start = if in_update { ORIGINAL.len() } else { 0 };
        let at = start + at.index(file.len() - start);
        if cut { file.truncate(at) } else { file[at] = byte }
        let found = revision(&ORIGINAL, &file);
        prop_assert!(at >= ORIGINAL.len() || file == *SIGNED || found == Revision::Other, "{:?}", found);
    }
}

static SIGNED: LazyLock<Vec<u8>> = LazyLock::new(|| signed(&ORIGINAL));
