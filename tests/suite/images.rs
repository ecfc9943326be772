//! The coat of arms: what it looks like to those who can't see it, and what it can't do.

use std::fs;
use std::path::Path;

use crate::fonts::fonts_of;
use crate::support::{copy_plan, run, stderr, write};

const SETTINGS: &str = "[coat_of_arms]\nfile = \"stemma\"\nalternative = \"Stemma della Regione Basilicata\"\n";

/// The plan of the README with a coat of arms, whose name says nothing of its kind.
fn project(image: &[u8]) -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    copy_plan(project.path());
    write(&project.path().join("allegato.toml"), SETTINGS);
    fs::write(project.path().join("stemma"), image).unwrap();
    project
}

fn svg(inside: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         width=\"300\" height=\"360\"><path d=\"M10 10H290V200L150 350L10 200Z\" fill=\"#036\"/>{inside}</svg>"
    )
    .into_bytes()
}

/// A PNG of one colour (ISO/IEC 15948), its pixels stored without compression.
fn png(width: u32, height: u32, alpha: bool) -> Vec<u8> {
    let pixel: &[u8] = if alpha { &[0, 51, 102, 128] } else { &[0, 51, 102] };
    let line = [&[0], pixel.repeat(width as usize).as_slice()].concat();
    let lines = line.repeat(height as usize);
    let length = u16::try_from(lines.len()).unwrap();
    let (low, high) = lines.iter().fold((1u32, 0u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65521;
        (low, (high + low) % 65521)
    });
    let stored = [&[0x78, 0x01, 1][..], &length.to_le_bytes(), &(!length).to_le_bytes(), &lines];
    let data = [stored.concat(), (high << 16 | low).to_be_bytes().to_vec()].concat();
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, if alpha { 6 } else { 2 }, 0, 0, 0]].concat();
    let chunk = |name: &[u8], data: &[u8]| {
        let body = [name, data].concat();
        let sum = body.iter().fold(!0u32, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
        });
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &body, &(!sum).to_be_bytes()].concat()
    };
    [b"\x89PNG\r\n\x1A\n".to_vec(), chunk(b"IHDR", &head), chunk(b"IDAT", &data), chunk(b"IEND", &[])].concat()
}

fn pdf(project: &Path) -> Vec<u8> {
    let output = run(project, &["build", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    fs::read(project.join("output/2009/migranti/allegato-a.pdf")).unwrap()
}

/// The alternative texts and boxes of a PDF's figures.
fn figures(pdf: &[u8]) -> Vec<(String, Vec<f32>)> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let figure = |object: &lopdf::Object| {
        let element = object.as_dict().ok()?;
        (element.get(b"S").ok()?.as_name().ok()? == b"Figure").then_some(())?;
        let text = lopdf::decode_text_string(element.get(b"Alt").ok()?).ok()?;
        let attributes = document.dereference(element.get(b"A").ok()?).ok()?.1;
        let of = |object: &lopdf::Object| {
            let object = document.dereference(object).ok()?.1.as_dict().ok()?;
            object.get(b"BBox").ok()?.as_array().ok().map(|sides| sides.iter().map(|s| s.as_float().unwrap()).collect())
        };
        let sides: Vec<f32> = of(attributes).or_else(|| attributes.as_array().ok()?.iter().find_map(of))?;
        Some((text, sides))
    };
    document.objects.values().filter_map(figure).collect()
}

#[test]
fn a_coat_of_arms_is_a_figure_with_its_text() {
    for image in [svg(""), png(30, 36, false), png(30, 36, true)] {
        let pdf = pdf(project(&image).path());
        let figures = figures(&pdf);
        let [(text, sides)] = &figures[..] else { panic!("{figures:?}") };
        assert_eq!(text, "Stemma della Regione Basilicata");
        let (width, height) = (sides[2] - sides[0], sides[3] - sides[1]);
        assert!((height - 56.7).abs() < 0.1 && (width - 47.25).abs() < 0.1, "{width} x {height}: 2 cm high");
    }
}

#[test]
fn a_very_wide_one_stays_inside_the_page() {
    let figures = figures(&pdf(project(&png(300, 2, false)).path()));
    assert!(figures[0].1[2] - figures[0].1[0] < 341.0, "{figures:?}");
}

#[test]
fn its_texts_are_set_in_our_fonts() {
    let text = "<text x=\"20\" y=\"150\" font-family=\"Arial\" font-weight=\"bold\" font-style=\"italic\">Motto</text>";
    let names = |image: &[u8]| fonts_of(&pdf(project(image).path()));
    let slanted = "LibertinusSerif-BoldItalic".to_owned();
    assert!(names(&svg(text)).contains(&slanted) && !names(&svg("")).contains(&slanted));
    let named = text.replace("Arial", "DejaVu Sans Mono");
    assert!(names(&svg(&named)).contains(&"DejaVuSansMono-BoldOblique".to_owned()));
}

#[test]
fn it_can_read_no_file_and_ask_no_network() {
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("s.png"), png(2, 2, false)).unwrap();
    let absolute = secret.path().join("s.png").display().to_string();
    let addresses = [
        absolute.clone(),
        format!("file://{absolute}"),
        "../s.png".to_owned(),
        "disegno.png".to_owned(),
        "annex.json".to_owned(),
        "https://example.org/s.png".to_owned(),
        "//example.org/s.png".to_owned(),
    ];
    for address in addresses {
        for attribute in ["href", "xlink:href"] {
            let project = project(&svg(&format!("<image {attribute}=\"{address}\" width=\"9\" height=\"9\"/>")));
            // Not even the project's own: the image has to be whole in itself.
            fs::create_dir_all(project.path().join("templates")).unwrap();
            fs::write(project.path().join("templates/disegno.png"), png(2, 2, false)).unwrap();
            fs::write(project.path().join("disegno.png"), png(2, 2, false)).unwrap();
            let output = run(project.path(), &["build", "--lang", "en"], &[]);
            let said = stderr(&output);
            assert_eq!(output.status.code(), Some(1), "{address}: {said}");
            assert!(said.contains("[unusable-image]") && said.contains("allegato.toml:2:8"), "{address}: {said}");
            assert!(said.contains("refers to another one"), "{address}: {said}");
        }
    }
}

/// What is inside is its own, but what that asks for is not there either; entities lead nowhere.
#[test]
fn what_is_embedded_can_do_no_more() {
    let plain =
        svg("<image href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E\" \
                     width=\"9\" height=\"9\"/>");
    pdf(project(&plain).path());
    let nested = "<image href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E\
                  %3Cimage href='/etc/passwd' width='9' height='9'/%3E%3C/svg%3E\" width=\"9\" height=\"9\"/>";
    pdf(project(&svg(nested)).path());
    let entity = "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
                  width=\"300\" height=\"360\"><text x=\"9\" y=\"99\" font-size=\"9\">A&x;</text></svg>";
    let project = project(entity.as_bytes());
    let output = run(project.path(), &["build", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(!project.path().join("output/2009").exists());
}

#[test]
fn what_is_no_image_is_told_at_its_place() {
    let cases = [
        (png(30, 36, false)[..60].to_vec(), "can't be put into a PDF"),
        (svg("<path"), "can't be put into a PDF"),
        (b"\x1F\x8Bcompressed".to_vec(), "is no SVG or PNG"),
        (b"\xFF\xD8\xFF\xE0 a JPEG".to_vec(), "is no SVG or PNG"),
        (b"%PDF-1.7".to_vec(), "is no SVG or PNG"),
        (vec![], "is no SVG or PNG"),
        (png(6000, 1, false), "is too large"),
        (vec![b' '; (4 << 20) + 1], "is too large"),
    ];
    for (image, expected) in cases {
        let output = run(project(&image).path(), &["check", "--lang", "en"], &[]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(expected) && said.contains("allegato.toml:2:8"), "{expected}: {said}");
    }
}

#[test]
fn it_lies_inside_the_project_and_has_a_text() {
    let cases = [
        ("file = \"../stemma\"\nalternative = \"Stemma\"", "is outside of the project"),
        ("file = \"/etc/passwd\"\nalternative = \"Stemma\"", "is outside of the project"),
        ("file = \"fuori\"\nalternative = \"Stemma\"", "is outside of the project"),
        ("file = \"stema\"\nalternative = \"Stemma\"", "is not there"),
        ("file = \"plans\"\nalternative = \"Stemma\"", "is not there"),
        ("file = \"stemma\"", "\"alternative\""),
        ("file = \"stemma\"\nalternative = \" \"", "[empty-text]"),
        ("alternative = \"Stemma\"", "\"file\""),
    ];
    for (settings, expected) in cases {
        let project = project(&svg(""));
        std::os::unix::fs::symlink("/etc/passwd", project.path().join("fuori")).unwrap();
        write(&project.path().join("allegato.toml"), &format!("[coat_of_arms]\n{settings}\n"));
        let output = run(project.path(), &["build", "--lang", "en"], &[]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{settings}: {said}");
        assert!(said.contains(expected) && said.contains("allegato.toml:"), "{settings}: {said}");
    }
}
