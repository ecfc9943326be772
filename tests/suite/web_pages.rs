//! What pages say to browsers and programs: a policy that admits their style and nothing else, data of what they show, names
//! that links can lead to.

use allegato::render::{Format, Settings};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::{check, no_sources, renderer_of};

fn page(plan: &str) -> String {
    let renderer = renderer_of(Settings::default());
    let annex = check(&renderer, plan).unwrap_or_else(|problems| panic!("{problems:?}")).remove(0);
    String::from_utf8(renderer.render(&annex, Format::Html, &no_sources()).unwrap()).unwrap()
}

fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    text.split_once(begin).unwrap().1.split_once(end).unwrap().0
}

const TABLE: &str = "[[annex]]\nlabel = \"A\"\n[[annex.table]]\nid = \"riparto\"\ncolumns = [{ key = \"a\", heading = \"Voce\" }, \
    { key = \"b\", heading = \"Importo\", kind = \"money\" }]\n\
    row = [{ id = \"comuni\", a = \"Comuni\", b = \"1,00\" }, { role = \"total\", a = \"TOTALE\" }]\n";

#[test]
fn the_policy_admits_the_style_of_the_page_alone() {
    let page = page(&format!("format = 1\n[plan]\ntitle = \"T\"\nyear = 2024\n{TABLE}"));
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    let hash = BASE64_STANDARD.encode(Sha256::digest(between(&page, "<style>", "</style>")));
    assert_eq!(between(policy, "style-src '", "'"), format!("sha256-{hash}"));
    assert_eq!(page.matches("<style").count(), 1);
    assert!(between(&page, "<style>", "</style>").len() <= 12_000, "a small stylesheet");
    assert!(!page.contains(" style=") && !page.contains(" onclick"), "no style or script in attributes");
}

#[test]
fn data_of_a_page_is_json_whatever_the_plan_says() {
    for title in ["Riparto", "</script><script>alert(1)</script>", "<!-- & \\\" ' ]]>"] {
        let plan = format!(
            "format = 1\n[plan]\ntitle = \"{title}\"\nyear = 2024\nauthority = \"Regione\"\n\
             act = {{ kind = \"Delibera\", number = \"7\", date = 2024-02-01 }}\n{TABLE}"
        );
        let page = page(&plan);
        let data = between(&page, "<script type=\"application/ld+json\">", "</script>");
        let data: Value = serde_json::from_str(data).unwrap_or_else(|error| panic!("{error}: {data}"));
        let title: String = serde_json::from_str(&format!("\"{title}\"")).unwrap();
        assert_eq!(data["@type"], "Dataset");
        assert!(
            data["name"].as_str().unwrap().ends_with(&title.replace('\u{2028}', " ")) || title.contains('\u{2028}')
        );
        assert_eq!(data["isBasedOn"]["@type"], "Legislation");
        assert_eq!(data["isBasedOn"]["legislationIdentifier"], "7");
        assert_eq!(data["isBasedOn"]["legislationDate"], "2024-02-01");
        assert_eq!(data["creator"]["name"], "Regione");
        let files: Vec<&str> =
            data["distribution"].as_array().unwrap().iter().filter_map(|file| file["contentUrl"].as_str()).collect();
        assert_eq!(files.len(), Format::USUAL.len() - 1, "each format but the page itself: {files:?}");
        assert_eq!(page.matches("<script").count(), 1, "the words of a plan are no element");
    }
}

/// Links to what the plan names outlive rows that are put before.
#[test]
fn names_of_tables_and_rows_are_those_of_the_plan() {
    let page = page(&format!("format = 1\n[plan]\ntitle = \"T\"\nyear = 2024\n{TABLE}"));
    for name in ["id=\"t-riparto\"", "<tr id=\"t-riparto-comuni\"", "<tr id=\"t-riparto-r2\""] {
        assert_eq!(page.matches(name).count(), 1, "{name}");
    }
}
