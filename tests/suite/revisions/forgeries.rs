//! What forgers change in an archived PDF is told by its name, before a signature and after it.

use allegato::archive::pdf::revision::{Change, What};

use super::{ORIGINAL, changes, signed, what};
use crate::updates::{Update, and, catalog, entry, information, number, object, page, size};

/// An object of the archived document, by the entries that lead to it from the catalog.
fn led_to(keys: &[&str]) -> u32 {
    let lead = |number: u32, key: &&str| crate::updates::number(&entry(&object(&ORIGINAL, number), key));
    keys.iter().fold(catalog(&ORIGINAL).0, lead)
}

/// What forgers change, each by an update, and what has to be told of it.
pub fn forgeries() -> Vec<(&'static str, Update, What)> {
    let pdf = &ORIGINAL[..];
    let ((root, of_catalog), (page_number, of_page), (info, of_info)) = (catalog(pdf), page(pdf), information(pdf));
    let next = size(pdf);
    let stream = "<</Length 20>>\nstream\n0 0 300 300 re f    \nendstream";
    let annotation = "<</Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (999.999,00)>>";
    let catalog_with = |entries: &str| Update::new().with(root, and(&of_catalog, entries));
    let page_with = |entries: &str| Update::new().with(page_number, and(&of_page, entries));
    let key = |key: &str| What::Catalog { key: key.to_owned() };
    let (contents, resources) = (number(&entry(&of_page, "Contents")), number(&entry(&of_page, "Resources")));
    let form_of = |form: &str| catalog_with(&format!("/AcroForm {} 0 R", next + 1)).with(next + 1, form);
    let fields = |field: &str| form_of(&format!("<</Fields [{next} 0 R]>>")).with(next, field);
    let named = |name: &str| What::Field { name: name.to_owned() };
    vec![
        ("the content's own object", Update::new().with(contents, stream), What::Content { page: 1 }),
        (
            "another content",
            Update::new()
                .with(page_number, of_page.replace(&format!("/Contents {contents}"), &format!("/Contents {next}"))),
            What::Page { page: 1 },
        ),
        ("fonts", Update::new().with(resources, "<</Font <<>>>>"), What::Resources { page: 1 }),
        ("a page that is turned", page_with("/Rotate 180"), What::Page { page: 1 }),
        ("a note", page_with(&format!("/Annots [{next} 0 R]")).with(next, annotation), What::Annotation { page: 1 }),
        ("no pages", Update::new().with(led_to(&["Pages"]), "<</Type /Pages /Kids [] /Count 0>>"), What::PageTree),
        (
            "other pages",
            Update::new()
                .with(root, of_catalog.replace("/Pages ", &format!("/Pages {next} 0 R /Old ")))
                .with(next, object(pdf, led_to(&["Pages"]))),
            key("Pages"),
        ),
        ("a script", catalog_with("/OpenAction <</S /JavaScript /JS (app.alert(1))>>"), key("OpenAction")),
        ("events", catalog_with("/AA <</WC <</S /JavaScript /JS (1)>>>>"), key("AA")),
        ("layers", catalog_with("/OCProperties <</OCGs []>>"), key("OCProperties")),
        ("scripts by name", catalog_with("/Names <</JavaScript <<>>>>"), key("Names")),
        ("a portfolio", catalog_with("/Collection <<>>"), key("Collection")),
        ("tags", Update::new().with(led_to(&["StructTreeRoot"]), "<</Type /StructTreeRoot>>"), What::StructureTree),
        ("outline", Update::new().with(led_to(&["Outlines"]), "<</Type /Outlines>>"), What::Outline),
        ("colours", Update::new().with(led_to(&["OutputIntents"]), "[]"), What::OutputIntents),
        (
            "metadata",
            Update::new()
                .with(led_to(&["Metadata"]), "<</Type /Metadata /Subtype /XML /Length 1>>\nstream\n \nendstream"),
            What::Metadata { property: None },
        ),
        (
            "another title",
            Update::new().with(info, of_info.replace("/Title", "/Title (Z) /Old")),
            What::Information { key: "Title".to_owned() },
        ),
        ("a freed object", Update::new().without(contents), What::Removed),
        ("something hidden", Update::new().with(next, "(999.999,00)"), What::Unreferenced),
        ("XFA", form_of("<</Fields [] /XFA (x)>>"), What::Form { key: "XFA".to_owned() }),
        (
            "appearances made anew",
            form_of("<</Fields [] /NeedAppearances true>>"),
            What::Form { key: "NeedAppearances".to_owned() },
        ),
        ("a text field", fields("<</FT /Tx /T (Importo) /V (999.999,00)>>"), named("Importo")),
        ("an action in a field", fields("<</FT /Sig /T (F) /AA <<>>>>"), named("F")),
        ("a field that is the page", form_of(&format!("<</Fields [{page_number} 0 R]>>")), named("")),
        ("another catalog", Update::new().with(next, &of_catalog), What::Unreferenced),
    ]
}

/// Lists of annotations cost no more than their length, whatever is in them; a page with more than any page has is not as it was.
#[test]
fn many_annotations_are_compared_in_time() {
    let (page_number, of_page) = page(&ORIGINAL);
    let of_page = |references: std::ops::Range<u32>| {
        let references: String = references.map(|number| format!("{number} 0 R ")).collect();
        and(&of_page, &format!("/Annots [{references}]"))
    };
    let next = size(&ORIGINAL);
    for (most, object) in [(9_000, Some(next)), (400_000, None)] {
        let start = std::time::Instant::now();
        let first = Update::new().with(page_number, of_page(next..next + most)).append(&ORIGINAL);
        let second = Update::new().with(page_number, of_page(next + 1..next + most)).append(&first);
        let found = changes(&second);
        let told: Vec<_> = found
            .iter()
            .filter(|change| change.what == What::Annotation { page: 1 })
            .map(|change| change.object)
            .collect();
        // The second takes one away.
        assert_eq!(told, [object, None], "{most}: {found:?}");
        assert!(start.elapsed().as_secs() < 20, "{most}: {:?}", start.elapsed());
    }
}

#[test]
fn forgeries_are_named_before_a_signature() {
    for (name, update, expected) in forgeries() {
        let found = changes(&signed(&update.append(&ORIGINAL)));
        let expected = Change { update: 1, object: None, what: expected };
        let is_it = |change: &&Change| (change.update, &change.what) == (expected.update, &expected.what);
        assert!(found.iter().any(|change| is_it(&change)), "{name}: {found:?}");
    }
}

#[test]
fn forgeries_are_named_after_a_signature() {
    for (name, mut update, expected) in forgeries() {
        // What they replace of the signature is told as well.
        update.objects.retain(|(number, _)| *number != size(&ORIGINAL));
        let found = changes(&update.append(&signed(&ORIGINAL)));
        let expected = matches!(expected, What::Unreferenced | What::Annotation { .. } | What::Field { .. })
            || what(&found).contains(&&expected);
        assert!(expected && what(&found).contains(&&What::WithoutSignature), "{name}: {found:?}");
    }
}
