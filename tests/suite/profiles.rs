//! How pages are headed: as those of an act, or of a bulletin.

use std::fs;
use std::path::Path;

use crate::support::{pdf_text, read, repository, run, stderr, write};

/// The case with the bulletin profile, changed, in a project with these settings: the words of its first annex.
fn words(settings: &str, change: impl Fn(&str) -> String) -> String {
    let project = tempfile::tempdir().unwrap();
    let plan = read(&repository().join("tests/annexes/bollettino/plan.toml"));
    write(&project.path().join("plans/plan.toml"), &change(&plan));
    write(&project.path().join("allegato.toml"), settings);
    let output = run(project.path(), &["build", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    pdf_text(&fs::read(project.path().join(Path::new("output/2009/plan/allegato-a.pdf"))).unwrap())
}

const LINE: &str = "N. 27 - BOLLETTINO UFFICIALE DELLA REGIONE BASILICATA - 16-6-2009";

#[test]
fn heads_are_mirrored_and_numbered_as_the_bulletin_is() {
    let words = words("", str::to_owned);
    for head in [format!("Parte I {LINE} 5551"), format!("5552 {LINE} Parte I")] {
        assert!(words.contains(&head), "{head}: {words}");
    }
    assert!(!words.contains("Pagina"), "{words}");
    let even = self::words("", |plan| plan.replace("page = 5551", "page = 88"));
    assert!(even.contains(&format!("88 {LINE} Parte I")) && even.contains(&format!("Parte I {LINE} 89")), "{even}");
}

#[test]
fn the_project_asks_for_those_that_have_a_bulletin() {
    let silent = |plan: &str| plan.replace("profile = \"bulletin\"\n", "");
    let without = |plan: &str| {
        let (head, rest) = plan.split_once("[plan.bulletin]").unwrap();
        silent(&format!("{head}{}", &rest[rest.find("[[annex]]").unwrap()..]))
    };
    let asks = "[pdf]\nprofile = \"bulletin\"\n";
    assert!(!words("", silent).contains(LINE));
    assert!(words(asks, silent).contains(LINE));
    assert!(!words(asks, |plan| plan.replace("profile = \"bulletin\"", "profile = \"act\"")).contains(LINE));
    let act = words(asks, without);
    assert!(!act.contains("BOLLETTINO") && act.contains("Pagina 1 di 2"), "{act}");
}

#[test]
fn what_is_not_said_is_left_out_or_has_its_usual_name() {
    let bare = |plan: &str| {
        let line = |line: &&str| !["name =", "number =", "part =", "page ="].iter().any(|key| line.starts_with(key));
        plan.lines().filter(line).collect::<Vec<_>>().join("\n")
    };
    let words_of = words("", bare);
    assert!(words_of.contains("BOLLETTINO UFFICIALE - REGIONE BASILICATA - 16-6-2009 1 "), "{words_of}");
    for (language, head) in [
        ("en", "Part I No. 27 - OFFICIAL BULLETIN - REGIONE BASILICATA - 16/6/2009"),
        ("de", "Teil I Nr. 27 - AMTSBLATT - REGIONE BASILICATA - 16.6.2009"),
        ("fr", "Partie I N° 27 - BULLETIN OFFICIEL - REGIONE BASILICATA - 16/6/2009"),
        ("es", "Parte I N.º 27 - BOLETÍN OFICIAL - REGIONE BASILICATA - 16-6-2009"),
    ] {
        let unnamed = |plan: &str| {
            let plan = plan.replace("profile =", &format!("language = \"{language}\"\nnotation = \"it\"\nprofile ="));
            plan.lines().filter(|line| !line.starts_with("name =")).collect::<Vec<_>>().join("\n")
        };
        let words = words("", unnamed);
        assert!(words.contains(head), "{words}");
    }
}

/// A long name wraps in smaller type between part and page, and never leaves the margin at the head.
#[test]
fn long_names_do_not_collide() {
    for repeated in [4, 12, 40] {
        let name = "Bollettino Ufficiale delle Province autonome ".repeat(repeated);
        let long = |plan: &str| {
            let plan = plan.replace("part = \"I\"", "part = \"prima, serie speciale concorsi ed esami\"");
            plan.replace("Bollettino Ufficiale della Regione Basilicata", name.trim())
        };
        let words = words("", long);
        let told: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.matches("BOLLETTINO UFFICIALE").count() >= repeated, "{told}");
        assert!(told.contains("5551") && told.contains("ALLEGATO \"A\""), "{told}");
    }
}
