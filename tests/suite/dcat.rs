//! The catalogue of data sets: both of its files are read back as RDF by readers of others, and say what was put in.

use std::collections::BTreeSet;

use allegato::annex::Date;
use allegato::catalogue::Language;
use allegato::project::Project;
use allegato::render::Format;
use allegato::site::dcat::{Agent, BaseUrl, Catalogue, Dataset, Distribution, Pieces, Settings, is_email, is_ipa};
use allegato::source::SourceFile;
use oxjsonld::JsonLdParser;
use oxrdf::{Term, Triple};
use oxttl::TurtleParser;
use proptest::prelude::*;

use crate::support::cases;

const PROJECT: &str = r#"
title = "Allegati agli atti"
[site]
base_url = "https://www.regione.example/allegati"
[catalogue]
description = "I riparti dei fondi regionali."
publisher = { name = "Regione Basilicata", ipa = "r_basili" }
themes = ["GOVE", "SOCI"]
rights_holders = { "Comune di Matera" = "c_f052" }
contact_point = { name = "Ufficio politiche sociali", email = "sociale@regione.example" }
"#;

fn settings(project: &str) -> Settings {
    let (project, problems) = Project::load(&SourceFile::new("allegato.toml", project));
    assert!(problems.is_empty(), "{problems:?}");
    project.catalogue.unwrap()
}

const DATE: Date = Date { year: 2009, month: 6, day: 16 };

fn dataset() -> Dataset<'static> {
    let file = |path, format, bytes| Distribution { path, format, bytes, description: None };
    Dataset {
        path: "2009/migranti/allegato-a",
        title: "Riparto delle risorse finanziarie",
        description: "Il riparto tra gli obiettivi.",
        language: Language::Italian,
        authority: None,
        issued: Some(DATE),
        modified: DATE,
        year: 2009,
        keywords: vec!["migranti", "legge 190/2012", "qualità dell'aria", "migranti", "?"],
        landing_page: Some("2009/migranti/allegato-a.html"),
        distributions: vec![
            file("2009/migranti/allegato-a.csv", Format::Csv, 1234),
            file("2009/migranti/allegato-a.md", Format::Markdown, 5),
        ],
    }
}

/// Both files, whole.
fn written(settings: &Settings, datasets: &[Dataset]) -> Pieces {
    let mut catalogue = Catalogue::new(settings);
    let mut pieces: Vec<Pieces> = datasets.iter().filter_map(|dataset| catalogue.push(dataset)).collect();
    pieces.extend(catalogue.end());
    Pieces {
        turtle: pieces.iter().map(|piece| piece.turtle.as_str()).collect(),
        json_ld: pieces.iter().map(|piece| piece.json_ld.as_str()).collect(),
    }
}

type Graph = BTreeSet<String>;

/// What the Turtle says; that the JSON-LD says the same is made sure of.
fn triples(files: &Pieces) -> Vec<Triple> {
    let triples: Vec<Triple> = TurtleParser::new()
        .for_slice(files.turtle.as_bytes())
        .map(|triple| triple.unwrap_or_else(|error| panic!("{error}\n{}", files.turtle)))
        .collect();
    let of_json: Graph = JsonLdParser::new()
        .for_slice(files.json_ld.as_bytes())
        .map(|quad| Triple::from(quad.unwrap_or_else(|error| panic!("{error}\n{}", files.json_ld))).to_string())
        .collect();
    assert_eq!(triples.iter().map(Triple::to_string).collect::<Graph>(), of_json);
    triples
}

/// The values that a thing has under a name, each in its own notation.
fn said<'t>(triples: &'t [Triple], thing: &str, name: &str) -> Vec<&'t Term> {
    let about = |triple: &&Triple| triple.subject.to_string() == format!("<{thing}>");
    let named = |triple: &&Triple| triple.predicate.as_str().rsplit(['/', '#']).next() == Some(name);
    triples.iter().filter(about).filter(named).map(|triple| &triple.object).collect()
}

fn words(triples: &[Triple], thing: &str, name: &str) -> Vec<String> {
    said(triples, thing, name).into_iter().map(Term::to_string).collect()
}

const PAGE: &str = "https://www.regione.example/allegati/2009/migranti/allegato-a.html";

#[test]
fn a_data_set_has_all_that_portals_ask_for() {
    let triples = triples(&written(&settings(PROJECT), &[dataset()]));
    let of = |part: &str, name: &str| words(&triples, &format!("{PAGE}#{part}"), name);
    let eu = |entry: &str| format!("<http://publications.europa.eu/resource/authority/{entry}>");
    assert_eq!(of("dataset", "identifier"), ["\"r_basili:2009/migranti/allegato-a\""]);
    assert_eq!(of("dataset", "title"), ["\"Riparto delle risorse finanziarie\"@it"]);
    assert_eq!(of("dataset", "description"), ["\"Il riparto tra gli obiettivi.\"@it"]);
    assert_eq!(of("dataset", "modified"), ["\"2009-06-16\"^^<http://www.w3.org/2001/XMLSchema#date>"]);
    assert_eq!(of("dataset", "theme"), [eu("data-theme/GOVE"), eu("data-theme/SOCI")]);
    assert_eq!(of("dataset", "accrualPeriodicity"), [eu("frequency/IRREG")]);
    assert_eq!(of("dataset", "language"), [eu("language/ITA")]);
    assert_eq!(of("dataset", "keyword"), ["\"migranti\"@it", "\"legge 190-2012\"@it", "\"qualità dell aria\"@it"]);
    let holder = "https://w3id.org/italia/data/public-organization/r_basili";
    assert_eq!(of("dataset", "rightsHolder"), [format!("<{holder}>")]);
    assert_eq!(words(&triples, holder, "identifier"), ["\"r_basili\""]);
    assert_eq!(of("dataset", "distribution"), [format!("<{PAGE}#csv>"), format!("<{PAGE}#md>")]);
    let file = "<https://www.regione.example/allegati/2009/migranti/allegato-a.csv>";
    assert_eq!((of("csv", "accessURL"), of("csv", "downloadURL")), (vec![file.to_owned()], vec![file.to_owned()]));
    assert_eq!((of("csv", "format"), of("md", "format")), (vec![eu("file-type/CSV")], vec![eu("file-type/MARKDOWN")]));
    assert_eq!(of("csv", "byteSize"), ["\"1234\"^^<http://www.w3.org/2001/XMLSchema#decimal>"]);
    assert_eq!(of("csv", "license"), ["<https://w3id.org/italia/controlled-vocabulary/licences/A21_CCBY40>"]);
    assert_eq!(of("period", "startDate").len(), 2, "by either vocabulary");
    assert_eq!(words(&triples, "https://www.regione.example/allegati/#contact", "hasEmail").len(), 1);
}

#[test]
fn a_catalogue_names_its_data_sets_and_is_as_new_as_the_newest() {
    let newer = Date { year: 2024, ..DATE };
    let sets = [
        Dataset { path: "a", landing_page: None, ..dataset() },
        Dataset { path: "b", landing_page: None, modified: newer, ..dataset() },
        Dataset { path: "c", landing_page: None, authority: Some("Comune  ignoto"), ..dataset() },
        Dataset { path: "d", landing_page: None, distributions: vec![], ..dataset() },
        Dataset { path: "e", landing_page: None, authority: Some("Comune di Matera"), ..dataset() },
    ];
    let triples = triples(&written(&settings(PROJECT), &sets));
    let catalogue = "https://www.regione.example/allegati/#catalogue";
    let sets = ["a", "b", "e"].map(|path| format!("<https://www.regione.example/allegati/{path}#dataset>"));
    assert_eq!(words(&triples, catalogue, "dataset"), sets);
    assert_eq!(words(&triples, catalogue, "modified"), ["\"2024-06-16\"^^<http://www.w3.org/2001/XMLSchema#date>"]);
    let of_matera = words(&triples, "https://www.regione.example/allegati/e#dataset", "identifier");
    assert_eq!(of_matera, ["\"c_f052:e\""]);
}

#[test]
fn without_a_data_set_there_is_no_catalogue() {
    assert_eq!(written(&settings(PROJECT), &[]), Pieces::default());
    let alone = Dataset { authority: Some("Comune ignoto"), ..dataset() };
    assert_eq!(written(&settings(PROJECT), &[alone]), Pieces::default());
}

/// What portals know a data set by does not change when the site moves.
#[test]
fn identifiers_do_not_depend_on_the_address_of_the_site() {
    let moved = PROJECT.replace("https://www.regione.example/allegati", "http://altro.example");
    let identifiers = |project: &str| {
        let triples = triples(&written(&settings(project), &[dataset()]));
        triples.iter().filter(|t| t.predicate.as_str().ends_with("/identifier")).map(|t| t.object.to_string()).collect()
    };
    let (here, there): (Graph, Graph) = (identifiers(PROJECT), identifiers(&moved));
    assert_eq!(here, there);
    assert!(here.contains("\"r_basili:2009/migranti/allegato-a\""), "{here:?}");
}

#[test]
fn an_address_of_a_site_is_whole() {
    for good in
        ["https://a.example", "http://a.example/", "https://a.example:8080/x/y", "https://comunità.example/a%20b"]
    {
        assert!(BaseUrl::new(good).is_some(), "{good}");
    }
    for wrong in
        ["a.example", "https://", "https:///x", "ftp://a.example", "https://a.example/?x", "https://a.example/#x"]
    {
        assert!(BaseUrl::new(wrong).is_none(), "{wrong}");
    }
    for wrong in
        ["https://a b", "https://a.example/<", "https://a.example/%", "https://a.example/%zz", "https://a\u{a0}b"]
    {
        assert!(BaseUrl::new(wrong).is_none(), "{wrong}");
    }
    let base = |address: &str| BaseUrl::new(address).map(|base| base.of("a b/è.csv"));
    assert_eq!(base("https://a.example/x").unwrap(), "https://a.example/x/a%20b/%C3%A8.csv");
    assert_eq!(base("https://a.example/x/"), base("https://a.example/x"));
}

#[test]
fn codes_and_mail_addresses_have_a_form() {
    for good in ["r_basili", "c_f052", "agid", "KH5RHFCV", "PCM", "csi_piem"] {
        assert!(is_ipa(good), "{good}");
    }
    for wrong in ["", "Regione Basilicata", "r_basili:1", "r/basili", "è"] {
        assert!(!is_ipa(wrong), "{wrong}");
    }
    assert!(is_email("bilancio@regione.example") && is_email("a.b-c+d_e@x.y.example"));
    for wrong in ["", "@", "a@b", "a b@c.example", "Ufficio <a@b.example>", "a@b.example?x", "https://a.example"] {
        assert!(!is_email(wrong), "{wrong}");
    }
}

/// Texts as hostile as a file can hold them, and any path.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,30}", "[\\\\\"\n\r\t<>'{}@^.\u{0}\u{7f}\u{85}\u{2028}\u{fffe}a-c ]{0,30}"]
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_text_and_path_read_back(
        texts in prop::array::uniform4(text()), path in "\\PC{1,20}", name in "[A-Za-z ]{0,3}[^\\x00-\\x1f\"\\\\\u{7f}-\u{9f}]{1,20}",
    ) {
        let [title, description, keyword, about] = &texts;
        prop_assume!(!name.trim().is_empty());
        let publisher = Agent { name: name.trim().to_owned(), ipa: "r_basili".to_owned() };
        let settings = Settings { publisher, title: title.clone(), description: about.clone(), ..settings(PROJECT) };
        let file = Distribution { path: &path, format: Format::Json, bytes: u64::MAX, description: Some(about) };
        let dataset = Dataset {
            path: &path, title, description, landing_page: None, keywords: vec![keyword], distributions: vec![file], ..dataset()
        };
        let triples = triples(&written(&settings, &[dataset]));
        let literals: Vec<&str> = triples.iter().filter_map(|triple| match &triple.object {
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        }).collect();
        for text in [title, about, &settings.publisher.name, &format!("r_basili:{path}"), &u64::MAX.to_string()] {
            prop_assert!(literals.contains(&text.as_str()), "{:?}", text);
        }
        let described = if description.trim().is_empty() { title } else { description };
        prop_assert!(literals.contains(&described.as_str()));
    }
}
