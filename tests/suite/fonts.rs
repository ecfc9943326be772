//! What a project's own fonts do to its PDFs.

use std::fs;
use std::path::Path;

use allegato::render::{Renderer, Settings, Stationery, Templates};
use allegato::source::{Code, Place, SourceFile};

use crate::support::{copy_plan, repository, run, stderr, write};
use crate::typefaces::Typeface;

/// A family of which there are no more signs than ASCII has.
fn prova(bold: bool) -> Typeface<'static> {
    Typeface { family: "Prova Quadra", bold, licence: 0, advance: 500 }
}

/// The fonts of the cases of diagnostics are made here.
#[test]
fn fonts_of_cases_are_those_that_are_made_here() {
    let restricted = Typeface { family: "Prova Riservata", licence: 2, ..prova(false) };
    let made = [
        ("font-without-bold/project/fonts/ProvaQuadra-Regular.ttf", prova(false)),
        ("unknown-font/project/fonts/ProvaQuadra-Regular.ttf", prova(false)),
        ("font-licence/project/fonts/ProvaRiservata-Regular.ttf", restricted),
    ];
    for (path, typeface) in made {
        let path = repository().join("tests/diagnostics").join(path);
        if std::env::var_os("ALLEGATO_RENEW").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, typeface.file()).unwrap();
        }
        assert!(fs::read(&path).unwrap() == typeface.file(), "{}", path.display());
    }
}

/// The project of the plan in the README, with fonts of its own.
fn project(settings: &str, fonts: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    copy_plan(project.path());
    write(&project.path().join("allegato.toml"), settings);
    fs::create_dir_all(project.path().join("fonts")).unwrap();
    for (name, bytes) in fonts {
        fs::write(project.path().join("fonts").join(name), bytes).unwrap();
    }
    project
}

fn build(project: &Path) -> Vec<u8> {
    let output = run(project, &["build", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
    fs::read(project.join("output/2009/migranti/allegato-a.pdf")).unwrap()
}

/// The names of all fonts in a PDF, without the tags of subsets.
pub fn fonts_of(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let name = |object: &lopdf::Object| {
        let name = object.as_dict().ok()?.get(b"FontName").ok()?.as_name().ok()?;
        Some(String::from_utf8_lossy(name).split('+').next_back()?.to_owned())
    };
    let mut names: Vec<String> = document.objects.values().filter_map(name).collect();
    names.sort();
    names
}

#[test]
fn texts_are_set_in_the_family_that_the_project_brings_and_chooses() {
    let files = [("ProvaQuadra.ttf", prova(false).file()), ("ProvaQuadra-Neretto.ttf", prova(true).file())];
    let pdf = build(project("[pdf]\nfont = \"prova quadra\"\n", &files).path());
    let fonts = fonts_of(&pdf);
    assert!(fonts.contains(&"ProvaQuadra-Regular".to_owned()), "{fonts:?}");
    assert!(fonts.contains(&"ProvaQuadra-Bold".to_owned()), "{fonts:?}");
    // The signs that it lacks, accented letters and the euro.
    assert!(fonts.contains(&"LibertinusSerif-Regular".to_owned()), "{fonts:?}");
    assert_eq!(pdf, build(project("[pdf]\nfont = \"prova quadra\"\n", &files).path()), "same fonts, same bytes");
}

#[test]
fn a_family_that_is_only_there_changes_nothing() {
    let files = [("ProvaQuadra.ttf", prova(false).file()), ("LEGGIMI.txt", b"testo".to_vec())];
    let hidden = [(".rotto.ttf", b"rotto".to_vec())];
    let plain = build(project("", &[]).path());
    assert!(plain == build(project("", &files).path()));
    assert!(plain == build(project("", &hidden).path()));
}

/// A collection of fonts, and an embedded family without a file for it.
#[test]
fn embedded_families_can_be_chosen() {
    let fonts = fonts_of(&build(project("[pdf]\nfont = \"New Computer Modern\"\n", &[]).path()));
    assert!(fonts.iter().any(|name| name == "NewCM10-Regular"), "{fonts:?}");
    assert!(fonts.iter().any(|name| name == "NewCM10-Bold"), "{fonts:?}");
}

/// A project's family replaces the embedded one of the same name with all its faces.
#[test]
fn a_family_of_the_project_wins_over_the_embedded_one() {
    let own = |bold| Typeface { family: "Libertinus Serif", ..prova(bold) }.file();
    let pdf = build(project("", &[("a.ttf", own(false)), ("b.ttf", own(true))]).path());
    let names = fonts_of(&pdf);
    assert!(names.contains(&"LibertinusSerif-Regular".to_owned()), "{names:?}");
    // The project's has no italics, and none of the embedded ones stand in.
    assert!(!names.iter().any(|name| name.contains("Italic")), "{names:?}");
    assert!(pdf != build(project("", &[]).path()));
}

/// With letters twice as wide the same table needs more room, and a page on its side.
#[test]
fn tables_are_fitted_with_the_letters_of_the_family() {
    let settings = "[pdf]\nfont = \"Prova Larga\"\n";
    let width = |advance| {
        let own = |bold| Typeface { family: "Prova Larga", advance, ..prova(bold) }.file();
        let pdf = build(project(settings, &[("a.ttf", own(false)), ("b.ttf", own(true))]).path());
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let page = document.get_pages().into_values().next().unwrap();
        let media = document.get_dictionary(page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
        media[2].as_float().unwrap().round()
    };
    assert_eq!((width(500), width(1600)), (595.0, 842.0));
}

/// Letters that a family lacks come from others; what none has is refused as before.
#[test]
fn what_no_font_has_is_known_with_any_family() {
    let file = SourceFile::new("allegato.toml", "font");
    let mut renderer = Renderer::new(&Templates::default(), Settings::default()).unwrap();
    let fonts = [prova(false), prova(true)]
        .map(|face| allegato::render::FontFile { shown: "fonts/prova.ttf".to_owned(), bytes: face.file() });
    let family = Some(("Prova Quadra".to_owned(), Place::new(&file, 0..4)));
    let problems = renderer.furnish(Stationery { fonts: fonts.to_vec(), family, ..Stationery::default() });
    assert!(problems.is_empty(), "{problems:?}");
    for c in "aàß€–’½Ω\u{301}".chars() {
        assert!(renderer.can_print(c), "{c}");
    }
    for c in "漢字🙂".chars() {
        assert!(!renderer.can_print(c), "{c}");
    }
}

#[test]
fn files_that_are_no_fonts_and_licences_that_forbid_are_told() {
    let with_licence = |licence| Typeface { licence, ..prova(false) }.file();
    let cases = [
        ("a.ttf", b"no font".to_vec(), Code::FontUnreadable),
        ("a.otf", vec![], Code::FontUnreadable),
        ("a.ttc", prova(false).file()[..300].to_vec(), Code::FontUnreadable),
        ("a.woff2", b"wOF2 and more".to_vec(), Code::FontUnreadable),
        ("a.ttf", with_licence(0x002), Code::FontLicence),
        ("a.ttf", with_licence(0x100), Code::FontLicence),
        ("a.ttf", with_licence(0x200), Code::FontLicence),
    ];
    for (name, bytes, code) in cases {
        let project = project("", &[(name, bytes)]);
        let output = run(project.path(), &["build", "--lang", "en"], &[]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(&format!("error[{code}]")) && said.contains(&format!("fonts/{name}")), "{said}");
        assert!(!project.path().join("output").exists());
    }
    // Preview, editing and installable embedding are allowed.
    for licence in [0x000, 0x004, 0x008] {
        build(project("", &[("a.ttf", with_licence(licence))]).path());
    }
}
