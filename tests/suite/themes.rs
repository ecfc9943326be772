//! What the pages of a site look like: coat of arms, colours, Bootstrap Italia, templates of a project.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use allegato::render::Colour;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::support::{copy_plan, files, read, repository, run, stderr, write};

const PAGES: [(&str, &str); 4] =
    [("index.html", ""), ("2009/index.html", "../"), ("2009/migranti/index.html", "../../"), (ANNEX, "../../")];
const ANNEX: &str = "2009/migranti/allegato-a.html";
/// It has to have all blocks that others fill.
const BASE: &str = "<!DOCTYPE html><title>{{ title }}</title>{% block head %}{% endblock %}{% block before %}{% endblock %}\
    {% block header %}{% endblock %}<main{% block main_class %}{% endblock %}>{% block main %}{% endblock %}\
    {% block about %}{% endblock %}</main>";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"240\"><path d=\"M0 0H9V9\"/></svg>";

/// The plan of the README in a project with these settings, without PDFs.
fn project(settings: &str) -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    copy_plan(project.path());
    set(project.path(), settings);
    project
}

fn set(project: &Path, settings: &str) {
    write(&project.join("allegato.toml"), &format!("title = \"Atti\"\nformats = [\"html\", \"csv\"]\n{settings}"));
}

fn build(project: &Path) {
    let output = run(project, &["build", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

/// What is said of a project that can't be built.
fn refused(project: &Path) -> String {
    let output = run(project, &["build", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    stderr(&output)
}

fn page(project: &Path, page: &str) -> String {
    read(&project.join("output").join(page))
}

fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    text.split_once(begin).unwrap_or_else(|| panic!("{begin}: {text}")).1.split_once(end).unwrap().0
}

fn policy(page: &str) -> &str {
    between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"")
}

/// What there is of a site, by path, without the program's own folder.
fn site(project: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let output = project.join("output");
    let own = |path: &PathBuf| !path.starts_with(".allegato");
    files(&output).into_iter().filter(own).map(|path| (path.clone(), fs::read(output.join(path)).unwrap())).collect()
}

#[test]
fn the_coat_of_arms_stands_on_each_page_and_is_there_once() {
    let emblem = "[coat_of_arms]\nfile = \"immagini/arme\"\nalternative = \"Stemma \\\"nuovo\\\"\"\n";
    let project = project(emblem);
    write(&project.path().join("immagini/arme"), SVG);
    build(project.path());
    for (name, root) in PAGES {
        let page = page(project.path(), name);
        let image =
            format!("<img src=\"{root}stemma.svg\" alt=\"Stemma &quot;nuovo&quot;\" width=\"80\" height=\"64\">");
        assert_eq!(page.matches(&image).count(), 1, "{name}: 64 pixels high, and as wide as it is: {page}");
        assert!(policy(&page).contains("; img-src 'self'; ") && !policy(&page).contains("font-src"), "{name}");
    }
    let images = |project: &Path| site(project).into_keys().filter(|path| path.to_string_lossy().contains("stemma"));
    assert_eq!(images(project.path()).collect::<Vec<_>>(), [PathBuf::from("stemma.svg")]);
    assert_eq!(page(project.path(), "stemma.svg"), SVG);
    // One that is no more is taken away.
    set(project.path(), "");
    build(project.path());
    assert_eq!(images(project.path()).count(), 0);
    assert!(!policy(&page(project.path(), "index.html")).contains("img-src"));
}

#[test]
fn colours_of_the_project_replace_ours_in_light_and_dark() {
    let ours = between(&read(&repository().join("templates/style.css")), ":root {", "}").to_owned();
    assert!(ours.contains("--accent: #004a8f;"), "{ours}");
    let project = project("[site]\naccent = \"#8f0020\"\n");
    build(project.path());
    for (name, _) in PAGES {
        let page = page(project.path(), name);
        let style = between(&page, "<style>", "</style>");
        let (_, own) = style.split_once("@media screen { :root { --accent: #8f0020; } }").unwrap();
        // On dark paper it is a lighter tone, by itself.
        let dark = between(own, "@media screen and (prefers-color-scheme: dark) { :root { --accent: ", ";");
        assert!(Colour::parse(dark).unwrap().contrast_on(&Colour::DARK) >= 7.0, "{dark}");
        let hash = BASE64_STANDARD.encode(Sha256::digest(style));
        assert!(policy(&page).contains(&format!("style-src 'sha256-{hash}'")), "{name}");
    }
    set(project.path(), "[site]\naccent_dark = \"#fc0\"\n");
    build(project.path());
    let page = page(project.path(), ANNEX);
    assert!(page.contains("dark) { :root { --accent: #ffcc00; } }") && !page.contains("@media screen {"), "{page}");
}

#[test]
fn backgrounds_are_those_of_our_style() {
    let style = read(&repository().join("templates/style.css"));
    let (light, dark) = style.split_once("@media (prefers-color-scheme: dark)").unwrap();
    for (rules, backgrounds) in [(light, Colour::LIGHT), (dark, Colour::DARK)] {
        let colour = |name: &str| Colour::parse(between(rules, &format!("--{name}: "), ";")).unwrap();
        assert_eq!([colour("paper"), colour("tint")], backgrounds);
        // Ours are better than they have to be.
        assert!(colour("accent").contrast_on(&backgrounds) >= Colour::GOOD);
        assert!(colour("ink").contrast_on(&backgrounds) >= Colour::GOOD);
    }
}

#[test]
fn the_colour_that_is_suggested_will_do() {
    for (key, colour) in
        [("accent", "#ffcc00"), ("accent_dark", "#5a0000"), ("accent", "#fff"), ("accent_dark", "#000")]
    {
        let project = project(&format!("[site]\n{key} = \"{colour}\"\n"));
        let said = refused(project.path());
        assert!(said.contains("[low-contrast]") && said.contains("allegato.toml:4:"), "{said}");
        set(
            project.path(),
            &format!("[site]\n{key} = \"{}\"\n", between(&said, "the nearest that has it is \"", "\"")),
        );
        build(project.path());
    }
}

/// A copy of Bootstrap Italia as it comes, but small.
fn bootstrap_italia(project: &Path) {
    let folder = project.join("stile/dist");
    write(&folder.join("css/bootstrap-italia.min.css"), ".it-footer{color:#fff}");
    write(&folder.join("css/bootstrap-italia.min.css.map"), "{}");
    write(&folder.join("js/bootstrap-italia.bundle.min.js"), "alert(1)");
    write(&folder.join("fonts/Titillium_Web/OFL.txt"), "SIL Open Font License");
    for kind in ["regular", "italic", "600", "700italic", "altro"] {
        write(&folder.join(format!("fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-{kind}.woff2")), kind);
        write(&folder.join(format!("fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-{kind}.eot")), kind);
    }
}

#[test]
fn pages_look_by_the_projects_own_bootstrap_italia() {
    let project = project("[site]\nbootstrap_italia = \"./stile/dist/\"\n");
    bootstrap_italia(project.path());
    build(project.path());
    for (name, root) in PAGES {
        let page = page(project.path(), name);
        for sheet in ["css/bootstrap-italia.min.css", "fonts.css"] {
            assert!(
                page.contains(&format!("<link rel=\"stylesheet\" href=\"{root}bootstrap-italia/{sheet}\">")),
                "{page}"
            );
        }
        for class in ["it-header-center-wrapper", "container", "breadcrumb-container", "it-footer-main"] {
            assert!(page.contains(class), "{name}: {class}");
        }
        let style = between(&page, "<style>", "</style>");
        assert!(!style.contains("--accent:") && style.contains(".it-footer"), "none of our page's style: {style}");
        assert_eq!(style.contains(".allegato {"), name == ANNEX, "{name}");
        let hash = BASE64_STANDARD.encode(Sha256::digest(style));
        let expected = format!(
            "default-src 'none'; style-src 'self' 'sha256-{hash}'; font-src 'self' data:; img-src 'self' data:; "
        );
        assert!(policy(&page).starts_with(&expected), "{}", policy(&page));
        assert!(page.contains("name=\"color-scheme\" content=\"light\"") && !page.contains("<script src"), "{page}");
    }
    let copied: Vec<String> = site(project.path())
        .into_keys()
        .filter_map(|path| Some(path.strip_prefix("bootstrap-italia").ok()?.to_string_lossy().into_owned()))
        .collect();
    assert_eq!(copied.len(), 8, "stylesheets, fonts for the web and their licence: {copied:?}");
    assert_eq!(page(project.path(), "bootstrap-italia/css/bootstrap-italia.min.css"), ".it-footer{color:#fff}");
    let fonts = page(project.path(), "bootstrap-italia/fonts.css");
    let faces: Vec<&str> = fonts.lines().collect();
    assert_eq!(faces.len(), 4, "a file whose name says nothing has no face: {fonts}");
    for (kind, weight, style) in [("regular", 400, "normal"), ("italic", 400, "italic"), ("700italic", 700, "italic")] {
        let file = format!("latin-{kind}.woff2\")");
        let face = faces.iter().find(|face| face.contains(&file)).unwrap();
        assert!(face.contains("font-family: \"Titillium Web\";"), "{face}");
        assert!(face.contains(&format!("font-style: {style}; font-weight: {weight};")), "{face}");
    }
}

#[test]
fn a_folder_without_bootstrap_italia_is_told_at_its_place() {
    let cases = [
        ("stile", "is not in the folder \"stile\""),
        ("altro/dist", "is not in the folder"),
        ("../stile/dist", "is outside of the project"),
        ("/etc", "is outside of the project"),
        ("fuori", "is outside of the project"),
    ];
    let outside = tempfile::tempdir().unwrap();
    bootstrap_italia(outside.path());
    for (folder, expected) in cases {
        let project = project(&format!("[site]\nbootstrap_italia = \"{folder}\"\n"));
        bootstrap_italia(project.path());
        std::os::unix::fs::symlink(outside.path().join("stile/dist"), project.path().join("fuori")).unwrap();
        let said = refused(project.path());
        assert!(said.contains("[no-stylesheet]") && said.contains(expected), "{folder}: {said}");
        assert!(said.contains("allegato.toml:4:20"), "{said}");
        assert!(!project.path().join("output/index.html").exists());
    }
    let project = project("[site]\nbootstrap_italia = \"stile/dist\"\n");
    bootstrap_italia(project.path());
    let font = project.path().join("stile/dist/fonts/Titillium_Web/OFL.txt");
    fs::remove_file(&font).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", &font).unwrap();
    let said = refused(project.path());
    assert!(said.contains("[link-outside]") && said.contains("fonts/Titillium_Web/OFL.txt"), "{said}");
}

#[test]
fn templates_of_the_site_are_replaced_by_name() {
    let own = [
        (
            "site/home.html",
            "{% extends \"base.html\" %}{% block main %}<h1>Casa di {{ site.name }}</h1>{% endblock %}",
            "Casa di Atti",
        ),
        (
            "site/parts/plans.html",
            "{% for plan in plans %}<b>{{ plan.title | upper }}</b>{% endfor %}",
            "<b>PIANO ANNUALE",
        ),
        ("site/site.css", "main { outline: 9px solid }", "<style>\n"),
        ("parts/footer.html", "<footer>Il piede {{ imprint.licence }}</footer>", "Il piede CC-BY-4.0"),
        ("base.html", BASE, "<!DOCTYPE html><title>Atti</title>"),
    ];
    for (name, text, expected) in own {
        let project = project("");
        build(project.path());
        let before = page(project.path(), "index.html");
        assert!(name == "site/site.css" || !before.contains(expected), "{name}");
        write(&project.path().join("templates").join(name), text);
        build(project.path());
        let after = page(project.path(), "index.html");
        assert!(after.contains(expected) && after != before, "{name}: {after}");
        assert_eq!(after.contains("outline: 9px"), name == "site/site.css", "{name}");
    }
}

#[test]
fn a_slip_in_a_template_of_the_site_leaves_the_site_as_it_was() {
    let slips = [
        (
            "site/home.html",
            "{% extends \"base.html\" %}\n{% block main %}\n{{ content.latest[0].nessuno.mai }}\n{% endblock %}",
        ),
        (
            "site/year.html",
            "{% extends \"base.html\" %}\n{% block main %}\n{{ content.plans | inesistente }}\n{% endblock %}",
        ),
        ("site/plan.html", "{% extends \"base.html\" %}\n{% block main %}\n{{ content.act + 1 }}\n{% endblock %}"),
        ("site/missing.html", "{% extends \"base.html\" %}\n{% block main %}\n{{ words.nessuna.mai }}\n{% endblock %}"),
        ("site/feed.atom", "<feed>\n\n{% for a in content.title.x.y %}{% endfor %}"),
        ("site/parts/plans.html", "\n\n{% for plan in %}"),
    ];
    let project = project("");
    build(project.path());
    let before = site(project.path());
    for (name, text) in slips {
        let file = project.path().join("templates").join(name);
        write(&file, text);
        // Something else that would show if pages were written.
        set(project.path(), "contact = \"altri\"\n");
        let said = refused(project.path());
        assert!(said.contains("[template-error]") && said.contains(&format!("templates/{name}:3:")), "{name}: {said}");
        let pages = |site: BTreeMap<PathBuf, Vec<u8>>| -> BTreeMap<PathBuf, Vec<u8>> {
            site.into_iter().filter(|(path, _)| *path != Path::new(ANNEX)).collect()
        };
        assert!(pages(site(project.path())) == pages(before.clone()), "{name}");
        fs::remove_file(file).unwrap();
    }
}
