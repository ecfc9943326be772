//! Writes a catalogue of data sets for its judges, of plans and their documents as they are. Usage:
//!
//!     catalogue FOLDER PLAN...

#![allow(clippy::unwrap_used, reason = "no part of the program")]

use std::path::Path;
use std::{env, fs};

use allegato::annex::{Annex, Table};
use allegato::catalogue::Language;
use allegato::check::Surroundings;
use allegato::project::Project;
use allegato::render::{Format, Renderer, Settings, Templates};
use allegato::site::dcat::{Catalogue, Dataset, Distribution, JSON_LD, Pieces, TURTLE};
use allegato::source::{Policy, SourceFile};

const PROJECT: &str = r#"
title = "Allegati agli atti"
[site]
base_url = "https://www.regione.example/allegati/"
[catalogue]
description = "I riparti dei fondi, come allegati agli atti."
publisher = { name = "Regione Basilicata", ipa = "r_basili" }
themes = ["GOVE", "SOCI"]
contact_point = { name = "Ufficio politiche sociali", email = "sociale@regione.example" }
"#;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, plans @ ..] = arguments.as_slice() else { panic!("catalogue FOLDER PLAN...") };
    let (project, problems) = Project::load(&SourceFile::new("allegato.toml", PROJECT));
    assert!(problems.is_empty(), "{problems:?}");
    let settings = project.catalogue.unwrap();
    let formats = vec![Format::Html, Format::Markdown, Format::Csv, Format::Json, Format::Xlsx];
    let renderer = Renderer::new(&Templates::default(), Settings { formats, ..Settings::default() });
    let renderer = renderer.unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut catalogue = Catalogue::new(&settings);
    let mut files = Pieces::default();
    for plan in plans {
        for piece in pieces(Path::new(plan), &renderer, &mut catalogue) {
            add(&mut files, &piece);
        }
    }
    add(&mut files, &catalogue.finish().expect("a data set"));
    fs::create_dir_all(folder).unwrap();
    fs::write(Path::new(folder).join(TURTLE), files.turtle).unwrap();
    fs::write(Path::new(folder).join(JSON_LD), files.json_ld).unwrap();
}

fn add(files: &mut Pieces, piece: &Pieces) {
    files.turtle.push_str(&piece.turtle);
    files.json_ld.push_str(&piece.json_ld);
}

/// What the annexes of a plan add.
fn pieces(path: &Path, renderer: &Renderer, catalogue: &mut Catalogue) -> Vec<Pieces> {
    let file = SourceFile::new(path.display().to_string(), fs::read_to_string(path).unwrap());
    let (can_print, fits) = (|_| true, |_: &Table| true);
    let surroundings = Surroundings {
        language: Language::Italian,
        authority: None,
        with_ipa: None,
        policy: &Policy::default(),
        can_print: &can_print,
        fits: &fits,
        profile: allegato::annex::Profile::Act,
        equations: false,
        derivations: true,
    };
    let files = |name: &str| Ok(fs::read(path.parent().unwrap().join(name)).unwrap());
    let checked = allegato::check_plan(&file, &files, &surroundings).unwrap_or_else(|problems| panic!("{problems:?}"));
    let documents = allegato::render_plan(&file, &checked, renderer).unwrap_or_else(|problems| panic!("{problems:?}"));
    let folder = format!("{}/{}", checked.annexes[0].act.year, place(path));
    let annex = |annex: &Annex| {
        let files = renderer.formats().iter().map(|format| (*format, annex.file_name(format.extension())));
        let files: Vec<(Format, String, u64)> = files
            .map(|(format, name)| {
                let document = documents.iter().find(|document| document.name == name).unwrap();
                (format, format!("{folder}/{name}"), document.bytes.len() as u64)
            })
            .collect();
        let act = &annex.act;
        let title = annex.title.as_ref().map_or_else(|| act.title.clone(), |title| title.to_plain());
        catalogue.push(&Dataset {
            path: &format!("{folder}/allegato-{}", annex.slug),
            title: &title,
            description: &act.title,
            language: act.language,
            // Of many authorities, for whose codes this is no place.
            authority: None,
            issued: act.bulletin.as_ref().map(|bulletin| bulletin.date),
            modified: act.date,
            year: act.year,
            keywords: vec![&act.title],
            landing_page: Some(&format!("{folder}/allegato-{}.html", annex.slug)),
            distributions: files.iter().map(distribution).collect(),
        })
    };
    checked.annexes.iter().filter_map(annex).collect()
}

fn distribution<'a>((format, path, bytes): &'a (Format, String, u64)) -> Distribution<'a> {
    Distribution { path, format: *format, bytes: *bytes, description: None }
}

/// The last parts of a path that tell one plan from another.
fn place(path: &Path) -> String {
    let parts: Vec<String> = path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    parts[parts.len().saturating_sub(2)..].join("-")
}
