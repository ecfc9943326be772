//! Records for the system that preserves documents: what they say, what they lack, and how that is told.

use allegato::annex::{Annex, slug};
use allegato::archive::metadata::{DocumentFile, Edition, Kind, Missing, Settings, format, incomplete, sidecar};
use allegato::catalogue::{Catalogue, Language};
use allegato::digest;
use allegato::project::Project;
use allegato::render::{Standard, Standards};
use allegato::source::{Code, Diagnostic, Place, Policy, SourceFile, draw};
use proptest::prelude::{any, proptest};

use crate::support::{cases, check, read, repository, run, shared_renderer, stderr, write};

fn case(name: &str) -> String {
    read(&repository().join("tests/preservation").join(name))
}

fn load(text: &str) -> (Settings, Vec<Diagnostic>) {
    let (project, problems) = Project::load(&SourceFile::new("allegato.toml", text));
    (project.preservation.unwrap(), problems)
}

fn settings() -> Settings {
    let (settings, problems) = load(&case("allegato.toml"));
    assert!(problems.is_empty(), "{problems:?}");
    settings
}

/// As if the project named its authority: the check is not told of the project here.
fn annexes(plan: &str) -> Vec<Annex> {
    let named = plan.contains("\nauthority = ");
    let plan = if named {
        plan.to_owned()
    } else {
        plan.replacen("[plan]\n", "[plan]\nauthority = \"Regione Basilicata\"\n", 1)
    };
    check(shared_renderer(), &plan).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// What the archive would have of an annex, with made-up bytes.
fn record(annex: &Annex, settings: &Settings, previous: bool) -> Result<String, Vec<Missing>> {
    let plan = slug(&annex.act.title);
    let folder = format!("annexes/{plan}/allegato-{}", annex.slug);
    let path = |version: usize, ending: &str| format!("{folder}/v{version}/{}", annex.file_name(ending));
    let version = annex.version();
    let source = format!("sources/{plan}/1/{plan}.toml");
    let (pdf, csv, json, before) = (path(version, "pdf"), path(version, "csv"), path(version, "json"), path(1, "pdf"));
    let edition = Edition {
        program: ("allegato", env!("CARGO_PKG_VERSION")),
        document: DocumentFile::of(&pdf, pdf.as_bytes()),
        format: format(&Standards::default()),
        attached: vec![
            (Kind::Csv, DocumentFile::of(&csv, b"csv")),
            (Kind::Json, DocumentFile::of(&json, b"json")),
            (Kind::Plan, DocumentFile::of(&source, b"plan")),
        ],
        previous: previous.then(|| DocumentFile::of(&before, before.as_bytes())),
    };
    sidecar(annex, &edition, settings).map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn records_are_as_expected() {
    let settings = settings();
    for (plan, index, name) in [
        ("plain", 0, "plain"),
        ("protocol", 0, "protocol"),
        ("corrected", 0, "corrected"),
        ("corrected", 1, "annulled"),
    ] {
        let annex = annexes(&case(&format!("{plan}.toml"))).remove(index);
        let made = record(&annex, &settings, annex.version() > 1).unwrap();
        assert_eq!(made, record(&annex, &settings, annex.version() > 1).unwrap());
        let version = |version: &str| format!("<VersioneProdotto>{version}</VersioneProdotto>");
        let made = made.replace(&version(env!("CARGO_PKG_VERSION")), &version("0.0.0"));
        let path = repository().join(format!("tests/preservation/expected/{name}.metadati.xml"));
        if std::env::var_os("ALLEGATO_RENEW").is_some() {
            write(&path, &made);
        }
        assert!(made == read(&path), "{}: renew it with ALLEGATO_RENEW=1\n{made}", path.display());
    }
}

/// What a plan and its project have to say, a key each; without it, what is missing.
const KEYS: [(&str, &str); 9] = [
    ("number", "number = 7,"),
    ("date", "date = 2009-06-03,"),
    (
        "administration",
        "[preservation.administration]\nname = \"Regione Basilicata\"\nipa = \"r_basili\"\naoo = \"A1\"\naoo_name = \"Giunta\"\naddresses = [\"a@b.example\"]\n",
    ),
    ("author", "authority = \"Regione Basilicata\"\n"),
    ("register", "register = \"DGR\"\n"),
    ("classification", "classification = { index = \"I\", description = \"Fondi\", scheme = \"Titolario\" }\n"),
    ("aggregation", "aggregation = { kind = \"series-of-dossiers\", id = 7 }\n"),
    ("operator", "operator = { surname = \"Rossi\", name = \"Maria\" }\n"),
    ("document-type", "kind = \"Atto\""),
];

/// The plan and the settings without these keys.
fn without(lacking: &[&str], corrected: bool) -> (String, String) {
    let key =
        |name: &str| if lacking.contains(&name) { "" } else { KEYS.iter().find(|(key, _)| *key == name).unwrap().1 };
    let act = if lacking.contains(&"document-type") {
        String::new()
    } else {
        format!("act = {{ {} {} {} }}\n", key("number"), key("date"), key("document-type")).replace(",  kind", ", kind")
    };
    let authority = if lacking.contains(&"author") { "authority = \"Comune di Nessuno\"\n" } else { key("author") };
    let correction = if corrected {
        "[[plan.correction]]\nkind = \"supplement\"\ndate = 2009-09-01\nreason = \"Perché\"\n"
    } else {
        ""
    };
    let plan = format!(
        "format = 1\n[plan]\ntitle = \"T\"\nyear = 2009\n{authority}{act}\n[plan.preservation]\n{}{}\n{correction}[[annex]]\nlabel = \"A\"\n\
         [[annex.table]]\ncolumns = [{{ key = \"a\", heading = \"Voce\" }}]\nrow = [{{ a = \"Comuni\" }}]\n",
        key("classification"),
        key("operator"),
    );
    let settings = format!("[preservation]\n{}{}{}", key("register"), key("aggregation"), key("administration"));
    (plan, settings)
}

/// Every choice of what may be missing: exactly that is named, and there is a record exactly where nothing is.
#[test]
fn all_that_is_missing_is_named_and_nothing_else() {
    for choice in 0..1 << KEYS.len() {
        let lacking: Vec<&str> =
            KEYS.iter().enumerate().filter(|(bit, _)| choice >> bit & 1 == 1).map(|(_, (name, _))| *name).collect();
        for corrected in [false, true] {
            let (plan, settings) = without(&lacking, corrected);
            let (settings, problems) = load(&settings);
            let annex = annexes(&plan).remove(0);
            let mut expected = lacking.clone();
            if lacking.contains(&"document-type") {
                // With the act goes all that is known of it.
                expected.extend(["number", "date"]);
            }
            // Without a registrar nobody knows of which authority more would have to be known.
            let unknown = lacking.contains(&"administration");
            expected.retain(|name| (corrected || *name != "operator") && !(unknown && *name == "author"));
            expected.sort_unstable();
            expected.dedup();
            let found = record(&annex, &settings, true).map_or_else(
                |missing| {
                    let mut names: Vec<&str> = missing.iter().map(Missing::name).collect();
                    names.sort_unstable();
                    names
                },
                |_| vec![],
            );
            assert_eq!(found, expected, "{plan}");
            // The project is told of its own part when it is read, the plan of the rest when it is checked.
            let place = Place::new(&SourceFile::new("plan.toml", plan.as_str()), 0..0);
            let told = incomplete(&[annex], &settings, &place).len() + problems.len();
            assert_eq!(told, expected.len(), "{problems:?}");
        }
    }
}

/// In words, with the key to write.
#[test]
fn messages_say_what_is_missing_and_where_it_is_written() {
    let place = Place::new(&SourceFile::new("plan.toml", "[plan]"), 0..6);
    for (missing, words, key) in [
        (Missing::Registrar, "manca l'amministrazione", "[preservation.administration]"),
        (
            Missing::Author("Comune di Matera".into()),
            "\"Comune di Matera\"",
            "[preservation.authorities.\"Comune di Matera\"]",
        ),
        (Missing::DocumentType, "tipologia dei documenti", "document_type = \"…\" sotto [plan.preservation]"),
        (Missing::Register, "codice del registro", "register = \"…\" sotto [plan.preservation]"),
        (Missing::Number, "numero dell'atto", "number in act = { … } sotto [plan]"),
        (Missing::Date, "data dell'atto", "date in act = { … } sotto [plan]"),
        (Missing::Classification, "classificazione", "classification = { index = \"…\""),
        (Missing::Aggregation, "fascicolo", "aggregation = { kind = \"dossier\", id = \"…\" }"),
        (Missing::Operator, "chi risponde della correzione", "operator = { surname = \"…\", name = \"…\" }"),
        (Missing::PreviousVersion, "da quale versione viene questa", "a mano"),
    ] {
        let problem = missing.diagnostic(place.clone());
        assert_eq!(problem.code, Code::MetadataIncomplete);
        let said = draw(&problem, &Policy::default(), &Catalogue::interface(Language::Italian), false);
        assert!(said.contains(words) && said.contains(key) && !said.contains("{$"), "{said}");
    }
    for (text, what) in [
        ("ipa = \"r_b\"\naoo = \"A\"\naoo_name = \"G\"\naddresses = [\"a@b.example\"]", "name = \"…\""),
        ("name = \"R\"\naoo = \"A\"\naoo_name = \"G\"\naddresses = [\"a@b.example\"]", "ipa = \"…\""),
        ("name = \"R\"\nipa = \"r_b\"\naoo = \"A\"\naddresses = [\"a@b.example\"]", "aoo_name = \"…\""),
        ("name = \"R\"\nipa = \"r_b\"\naoo = \"A\"\naoo_name = \"G\"", "addresses = [\"…\"]"),
        (
            "name = \"R\"\nipa = \"r_b\"\naoo = \"A\"\naoo_name = \"G\"\noffice = \"U\"\naddresses = [\"a@b.example\"]",
            "office_name",
        ),
    ] {
        let (settings, problems) = load(&format!("[preservation.administration]\n{text}\n"));
        assert!(settings.registrar.is_none());
        let [problem] = &problems[..] else { panic!("{problems:?}") };
        let said = draw(problem, &Policy::default(), &Catalogue::interface(Language::Italian), false);
        assert!(problem.code == Code::MetadataIncomplete && said.contains(what), "{said}");
    }
}

#[test]
fn the_version_before_has_to_be_archived() {
    let annexes = annexes(&case("corrected.toml"));
    let settings = settings();
    assert_eq!(record(&annexes[0], &settings, false), Err(vec![Missing::PreviousVersion]));
    assert!(incomplete(&annexes, &settings, &Place::new(&SourceFile::new("plan.toml", ""), 0..0)).is_empty());
    assert!(record(&annexes[0], &settings, true).is_ok());
}

/// What the catalogue of data says of the administration need not be said again.
#[test]
fn the_publisher_of_the_catalogue_registers_the_documents() {
    let catalogue = "title = \"T\"\n[site]\nbase_url = \"https://www.regione.example/\"\n[catalogue]\ndescription = \"D\"\n\
        publisher = { name = \"Regione Basilicata\", ipa = \"r_basili\" }\nrights_holders = { \"Comune di Matera\" = \"c_f052\" }\n";
    let rest = "aoo = \"A\"\naoo_name = \"G\"\naddresses = [\"a@b.example\"]\n";
    let text = format!(
        "{catalogue}[preservation.administration]\n{rest}[preservation.authorities.\"Comune di Matera\"]\n{rest}"
    );
    let (settings, problems) = load(&text);
    assert!(problems.is_empty(), "{problems:?}");
    let registrar = settings.registrar.unwrap();
    assert_eq!((registrar.name.as_str(), registrar.ipa.as_str()), ("Regione Basilicata", "r_basili"));
    assert_eq!(settings.authorities[0].ipa, "c_f052");
    // Its code is not that of an administration with another name.
    let (settings, problems) = load(&format!("{catalogue}[preservation.administration]\nname = \"Provincia\"\n{rest}"));
    assert!(settings.registrar.is_none() && problems.len() == 1, "{problems:?}");
}

/// A clerk hears of it before archiving; without `[preservation]` nobody hears anything.
#[test]
fn a_check_tells_it_only_where_the_project_asks_for_records() {
    let project = tempfile::tempdir().unwrap();
    write(&project.path().join("plans/2009/plain.toml"), &case("plain.toml"));
    let check = |settings: &str| {
        write(&project.path().join("allegato.toml"), settings);
        let output = run(project.path(), &["check", "--lang", "en"], &[]);
        (output.status.code(), stderr(&output).matches("[metadata-incomplete]").count())
    };
    let whole = case("allegato.toml");
    assert_eq!(check(""), (Some(0), 0));
    assert_eq!(check(&whole), (Some(0), 0));
    let lacking = whole.replace("register = \"DGR\"\n", "").replace("aoo = \"AOO_GIUNTA\"\n", "");
    assert_eq!(check(&lacking), (Some(0), 2));
    // A plan without a register is one, the project without an AOO stops all.
    assert_eq!(check(&format!("warnings_as_errors = [\"metadata-incomplete\"]\n{lacking}")), (Some(1), 1));
}

#[test]
fn what_xml_can_not_hold_leaves_a_mark() {
    let mut annex = annexes(&case("plain.toml")).remove(0);
    annex.heading = Some("a\u{1}b\rc\u{FFFE}<d>&amp;".to_owned());
    let made = record(&annex, &settings(), false).unwrap();
    assert!(made.contains("<Oggetto>a\u{FFFD}b\nc\u{FFFD}&lt;d&gt;&amp;amp;"), "{made}");
}

#[test]
fn formats_are_called_as_in_the_guidelines() {
    let of = |standards: &[Standard]| format(&Standards::new(standards).unwrap());
    assert_eq!(of(&[Standard::A3a, Standard::Ua1]), "PDF/A");
    assert_eq!(of(&[Standard::Ua1]), "PDF");
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn digests_are_read_as_they_are_written(bytes in any::<Vec<u8>>(), other in "[0-9a-fA-F]{0,70}") {
        let written = digest::sha256(&bytes);
        let file = DocumentFile::of("a", &bytes);
        assert_eq!(digest::from_hex(&written), Some(file.sha256));
        assert_eq!(digest::from_hex(&written.to_uppercase()), Some(file.sha256));
        assert_eq!(digest::from_hex(&other).is_some(), other.len() == 64);
        assert_eq!(digest::from_hex(&written.replacen(|c: char| c.is_ascii_hexdigit(), "è", 1)), None);
    }
}
