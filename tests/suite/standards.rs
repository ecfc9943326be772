//! Which standards can be chosen, what a PDF/A-3 carries, and the annex as CSV and JSON.

use std::fs;

use allegato::render::{Conflict, Standard, Standards};
use allegato::source::Choice;

use crate::pdf::Pdf;
use crate::support::{good_plans, pdf_text, read, repository, run, stderr, write};

#[test]
fn what_can_be_chosen_together_is_known_for_every_pair() {
    use Standard::{A1a, A2a, A2u, A3a, A4, Pdf17, Ua1};
    let together = [(Pdf17, A2a), (Pdf17, A2u), (Pdf17, A3a), (Pdf17, Ua1), (A2a, Ua1), (A2u, Ua1), (A3a, Ua1)];
    for (index, one) in Standard::ALL.into_iter().enumerate() {
        assert!(Standards::new(&[one]).is_ok() && Standards::new(&[one, one]).is_ok(), "{one:?} alone, and twice");
        assert_eq!(Standard::from_name(one.name()), Some(one));
        assert!(Standard::CHOICES.contains(&(one.name(), one)), "{one:?} can be written in settings");
        for other in &Standard::ALL[index + 1..] {
            let either_way = [Standards::new(&[one, *other]), Standards::new(&[*other, one])];
            assert_eq!(either_way[0], either_way[1]);
            assert_eq!(either_way[0].is_ok(), together.contains(&(one, *other)), "{one:?} and {other:?}");
        }
    }
    assert_eq!(Standards::new(&[]), Err(Conflict::Nothing));
    assert_eq!(Standards::new(&[A1a, A4]), Err(Conflict::TwoArchival(A1a, A4)));
    assert_eq!(Standards::new(&[Ua1, A4]), Err(Conflict::Versions(A4, Ua1)));
}

/// A project whose only plan has a byte order mark, takes rows from two files of the same name, and whose template is
/// the clerk's own.
fn project(settings: &str) -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    let at = |path: &str| project.path().join(path);
    write(&at("allegato.toml"), settings);
    write(
        &at("plans/riparto.toml"),
        "\u{FEFF}format = 1\r\n[plan]\ntitle = \"Riparto\"\nyear = 2024\nact = { kind = \"Decreto\", date = 2024-03-09 }\n\
         [[annex]]\nlabel = \"A\"\ntitle = \"Quote\"\n\
         [[annex.table]]\nrows_from = \"nord/comuni.csv\"\n\
         columns = [{ key = \"comune\", heading = \"Comune\" }, { key = \"quota\", heading = \"Quota\", kind = \"money\" }]\n\
         [[annex.table]]\nrows_from = \"sud/comuni.csv\"\n\
         columns = [{ key = \"comune\", heading = \"Comune\" }, { key = \"quota\", heading = \"Quota\", kind = \"money\" }]\n",
    );
    fs::create_dir_all(at("plans/nord")).unwrap();
    // As an older program writes it: Windows-1252.
    fs::write(at("plans/nord/comuni.csv"), b"comune;quota\r\nForl\xEC;-1,50\r\n").unwrap();
    write(&at("plans/sud/comuni.csv"), "comune;quota\nBari;3,00\n");
    project
}

#[test]
fn a_pdf_of_part_3_carries_what_it_was_made_of() {
    let project = project("[pdf]\nstandards = [\"a-3a\", \"ua-1\"]\n");
    let output = run(project.path(), &["build", "--lang", "en"], &[]);
    assert!(output.status.success(), "{}", stderr(&output));
    let bytes = fs::read(project.path().join("output/2024/riparto/allegato-a.pdf")).unwrap();
    let attached = Pdf::read(&bytes).attached();
    let of = |name: &str| attached.iter().find(|file| file.name == name).unwrap_or_else(|| panic!("no {name}"));
    let plan = |path: &str| fs::read(project.path().join("plans").join(path)).unwrap();
    assert_eq!(attached.len(), 5);
    for (name, mime, relationship, description) in [
        ("riparto.toml", "application/toml", "Source", "Il piano da cui è fatto questo documento, come è stato letto"),
        ("comuni.csv", "text/csv", "Source", "Righe del piano, come sono state lette"),
        ("comuni-2.csv", "text/csv", "Source", "Righe del piano, come sono state lette"),
        ("allegato-a.csv", "text/csv", "Data", "Le tabelle di Allegato \"A\" in CSV, per fogli di calcolo e programmi"),
        ("allegato-a.json", "application/json", "Data", "Allegato \"A\" in JSON, per i programmi"),
    ] {
        let file = of(name);
        let found = (file.mime.as_str(), file.relationship.as_str(), file.description.as_str());
        assert_eq!(found, (mime, relationship, description), "{name}");
        assert!(file.date.starts_with("D:20240309"), "{name}: {}", file.date);
    }
    assert_eq!(of("riparto.toml").bytes, plan("riparto.toml"), "with its byte order mark and line ends");
    assert_eq!(of("comuni.csv").bytes, plan("nord/comuni.csv"), "in its own encoding");
    assert_eq!(of("comuni-2.csv").bytes, plan("sud/comuni.csv"));
    let data = "table,row,role,group,comune,quota,note\r\n1,1,item,,Forlì,-1.50,\r\n2,1,item,,Bari,3.00,\r\n";
    assert_eq!(String::from_utf8(of("allegato-a.csv").bytes.clone()).unwrap(), data);
    let json: serde_json::Value = serde_json::from_slice(&of("allegato-a.json").bytes).unwrap();
    assert_eq!(json["tables"][0]["rows"][1]["cells"][1]["amount"], "-1.50");
}

#[test]
fn attachments_do_not_depend_on_the_template() {
    let project = project("[pdf]\nstandards = [\"a-3a\"]\n");
    let template = project.path().join("templates/annex.typ");
    let pdf = project.path().join("output/2024/riparto/allegato-a.pdf");
    // Without a date, and with rules that would hide what is attached.
    write(
        &template,
        "#set document(title: \"T\")\n#set text(lang: \"it\")\n#show pdf.attach: none\n#show heading: none\nParole.\n",
    );
    let output = run(project.path(), &["build"], &[]);
    assert!(output.status.success(), "{}", stderr(&output));
    let bytes = fs::read(&pdf).unwrap();
    assert_eq!(Pdf::read(&bytes).attached().len(), 5);
    assert_eq!(Pdf::read(&bytes).document.get_pages().len(), 1, "no page is added for them");
    assert!(pdf_text(&bytes).contains("Parole."));
    // What is wrong in it is told at its own place.
    write(&template, "#set document(title: \"T\")\n\n#manca\n");
    let said = stderr(&run(project.path(), &["build", "--lang", "en"], &[]));
    assert!(said.contains("[template-error]") && said.contains("--> templates/annex.typ:3:2"), "{said}");
    // What it attaches itself may not take the place of ours.
    write(&template, "#set document(title: \"T\")\n#pdf.attach(\"riparto.toml\", bytes(\"x\"))\n");
    let output = run(project.path(), &["build", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("has the name of one that the program attaches"), "{}", stderr(&output));
}

#[test]
fn documents_are_the_same_in_any_standard() {
    let project = tempfile::tempdir().unwrap();
    write(&project.path().join("allegato.toml"), "formats = [\"pdf\"]");
    for (number, plan) in good_plans().iter().enumerate() {
        write(&project.path().join(format!("plans/{number}.toml")), &read(plan));
    }
    let mut texts: Vec<(&str, Vec<String>)> = vec![];
    for standards in ["a-2a,ua-1", "a-3a,ua-1", "a-1a", "a-4"] {
        let output = run(project.path(), &["build", "--standards", standards], &[]);
        assert!(output.status.success(), "{standards}: {}", stderr(&output));
        let folder = project.path().join("output");
        let pdfs =
            crate::support::files(&folder).into_iter().filter(|file| file.extension().is_some_and(|e| e == "pdf"));
        texts.push((standards, pdfs.map(|pdf| pdf_text(&fs::read(folder.join(pdf)).unwrap())).collect()));
    }
    assert!(texts[0].1.len() > 15, "{} documents", texts[0].1.len());
    for (standards, other) in &texts[1..] {
        assert_eq!(&texts[0].1, other, "{standards}");
    }
}

#[test]
fn the_command_line_chooses_standards_and_says_what_it_can_not() {
    let project = project("[pdf]\nstandards = [\"a-1a\"]\n");
    let pdf = project.path().join("output/2024/riparto/allegato-a.pdf");
    let level = |args: &[&str]| {
        let output = run(project.path(), args, &[]);
        assert!(output.status.success(), "{args:?}: {}", stderr(&output));
        Pdf::read(&fs::read(&pdf).unwrap()).property("pdfaid:part")
    };
    assert_eq!(level(&["build"]).as_deref(), Some("1"), "as the project has it");
    assert_eq!(level(&["build", "--standards", "a-4"]).as_deref(), Some("4"), "the command line before the project");
    assert_eq!(level(&["build", "--standards", " ua-1 , 1.7"]), None);
    for (standards, it, en) in [
        ("a-2a,a-3a", "un PDF da archivio è di un solo tipo di PDF/A", "of one kind of PDF/A only"),
        ("a-4,ua-1", "in una sola versione di PDF", "in one version of PDF only"),
        ("1.7,a-1a", "in una sola versione di PDF", "in one version of PDF only"),
        ("1.7,a-4", "in una sola versione di PDF", "in one version of PDF only"),
        (
            "a-1a,ua-1",
            "se un'intestazione vale per una riga o per una colonna",
            "whether a heading is of a row or of a column",
        ),
        (",", "nessuno standard è scelto", "no standard is chosen"),
        ("a-2s", "forse a-2a?", "perhaps a-2a?"),
        ("pdf/a", "i valori possibili sono: 1.7, a-1a", "possible values are: 1.7, a-1a"),
    ] {
        for (verb, language, words) in [("build", "it", it), ("check", "en", en)] {
            let output = run(project.path(), &[verb, "--lang", language, "--standards", standards], &[]);
            assert_eq!(output.status.code(), Some(2), "{standards}");
            assert!(stderr(&output).contains(words), "{standards}: {}", stderr(&output));
        }
    }
}

#[test]
fn settings_that_no_file_can_keep_to_are_refused_at_their_place() {
    for (standards, code) in [
        ("[]", "standards-conflict"),
        ("[\"a-2a\", \"a-2u\"]", "standards-conflict"),
        ("[\"a-1a\", \"ua-1\"]", "standards-conflict"),
        ("[\"a-4\", \"1.7\"]", "standards-conflict"),
        ("[\"a-2b\"]", "unknown-value"),
        ("\"a-2a\"", "wrong-type"),
        ("[1.7]", "wrong-type"),
    ] {
        let project = project(&format!("[pdf]\nstandards = {standards}\n"));
        let output = run(project.path(), &["check"], &[]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{standards}: {said}");
        assert!(said.contains(&format!("[{code}]")) && said.contains("--> allegato.toml:2:1"), "{standards}: {said}");
        assert_eq!(said.matches("errore[").count(), 1, "{standards}: {said}");
    }
}

#[test]
fn what_a_standard_refuses_names_the_annex_and_the_place() {
    let project = project("[pdf]\nstandards = [\"a-1a\"]\n");
    let template = read(&repository().join("templates/annex.typ"));
    write(&project.path().join("templates/annex.typ"), &format!("#rect(fill: rgb(0, 0, 0, 50%))\n{template}"));
    let output = run(project.path(), &["build", "--lang", "en"], &[]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for part in ["annex \"A\"", "something transparent", "PDF/A-1a", "templates/annex.typ:1:2", "plans/riparto.toml"] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(run(project.path(), &["build", "--standards", "a-2a"], &[]).status.success(), "another standard allows it");
}
