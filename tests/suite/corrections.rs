//! Corrections of published annexes: which annex has which, and what its documents say of them.

use std::path::Path;

use allegato::annex::{Annex, CorrectionKind};
use allegato::render::{Format, Renderer, Settings, Templates};
use allegato::source::{Code, SourceFile};
use allegato::{Around, Document, render_plan};

use crate::support::{check, check_beside, html_text, no_sources, read, renderer_of, repository, shared_renderer};

/// A plan of 3 June 2009 with annexes A and B, and these corrections.
fn plan(language: &str, corrections: &[&str]) -> String {
    let corrections: String = corrections.iter().map(|keys| format!("[[plan.correction]]\n{keys}\n")).collect();
    let annex = |label: &str| {
        format!(
            "[[annex]]\nlabel = \"{label}\"\n[[annex.table]]\n\
             columns = [{{ key = \"a\", heading = \"Voce\" }}]\nrow = [{{ a = \"Comuni\" }}]\n"
        )
    };
    format!(
        "format = 1\n[plan]\ntitle = \"T\"\nyear = 2009\nlanguage = \"{language}\"\n\
         act = {{ kind = \"Atto\", date = 2009-06-03 }}\n{corrections}{}{}",
        annex("A"),
        annex("B")
    )
}

fn correction(kind: &str, date: &str, rest: &str) -> String {
    format!("kind = \"{kind}\"\ndate = {date}\nreason = \"Perché\"\n{rest}")
}

/// The case of golden files.
fn corrected() -> Vec<Annex> {
    check(shared_renderer(), &read(&repository().join("tests/annexes/rettifiche/plan.toml"))).unwrap()
}

#[test]
fn each_annex_has_its_own_corrections_oldest_first() {
    use CorrectionKind::{Annulment, Rectification, Supplement};
    let annexes = corrected();
    let kinds = |annex: &Annex| annex.corrections.iter().map(|correction| correction.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&annexes[0]), [Rectification, Supplement]);
    assert_eq!(kinds(&annexes[1]), [Rectification, Annulment]);
    assert!(annexes[0].annulment().is_none() && annexes[1].annulment().is_some());

    let all = correction("rectification", "2009-09-01", "");
    let one = correction("supplement", "2009-09-01", "annexes = [\"B\", \"B\"]");
    let annexes = check(shared_renderer(), &plan("it", &[&all, &one])).unwrap();
    assert_eq!(annexes.iter().map(Annex::version).collect::<Vec<_>>(), [2, 3], "without labels all, a label once");
}

#[test]
fn what_can_not_be_is_refused() {
    let wrong = |corrections: &[&str]| {
        let problems = check(shared_renderer(), &plan("it", corrections)).err().unwrap_or_default();
        problems.iter().map(|problem| (problem.code, problem.place.line())).collect::<Vec<_>>()
    };
    let of = correction;
    let first_line = 7;
    // The same day is no slip.
    let same = of("rectification", "2009-06-03", "act = { kind = \"Atto\", date = 2009-06-03 }");
    assert_eq!(wrong(&[&same, &of("annulment", "2009-06-03", "")]), []);
    for (keys, line) in [
        (of("rectification", "2009-06-02", ""), 2),
        (of("rectification", "2009-08-01", "act = { kind = \"Atto\", date = 2009-08-02 }"), 2),
        (of("rectification", "2009-08-01", "act = { kind = \"Atto\", date = 2009-06-02 }"), 4),
        (of("rectification", "2009-08-01", "bulletin = { date = 2009-06-02 }"), 4),
    ] {
        assert_eq!(wrong(&[&keys]), [(Code::DateOutOfOrder, first_line + line)], "{keys}");
    }
    let (late, early) = (of("supplement", "2009-10-01", ""), of("supplement", "2009-09-30", ""));
    assert_eq!(wrong(&[&late, &early]), [(Code::DateOutOfOrder, first_line + 7)]);
    assert_eq!(wrong(&[&of("supplement", "2009-10-01", "annexes = [\"C\"]")]), [(Code::UnknownValue, first_line + 4)]);
    assert_eq!(wrong(&[&of("supplement", "2009-10-01", "annexes = []")]), [(Code::EmptyText, first_line)]);

    let annulled = of("annulment", "2009-10-01", "annexes = [\"A\"]");
    let again = of("rectification", "2009-10-02", "annexes = [\"B\", \"A\"]");
    assert_eq!(wrong(&[&annulled, &again]), [(Code::CorrectionAfterAnnulment, first_line + 9)]);
    assert_eq!(wrong(&[&annulled, &of("annulment", "2009-10-02", "annexes = [\"B\"]")]), []);
}

#[test]
fn documents_say_it_in_their_language() {
    for (language, [rectified, supplemented, annulled]) in [
        ("it", ["Rettificato il 1º settembre 2009", "Integrato il 2 ottobre 2009", "Annullato il 3 novembre 2009"]),
        ("en", ["Rectified on 1 September 2009", "Supplemented on 2 October 2009", "Annulled on 3 November 2009"]),
        ("de", ["Berichtigt am 1. September 2009", "Ergänzt am 2. Oktober 2009", "Aufgehoben am 3. November 2009"]),
        ("fr", ["Rectifiée le 1er septembre 2009", "Complétée le 2 octobre 2009", "Annulée le 3 novembre 2009"]),
        (
            "es",
            [
                "Rectificado el 1 de septiembre de 2009",
                "Complementado el 2 de octubre de 2009",
                "Anulado el 3 de noviembre de 2009",
            ],
        ),
    ] {
        let keys = [
            correction("rectification", "2009-09-01", "act = { kind = \"Decreto\", number = 7 }"),
            correction("supplement", "2009-10-02", "bulletin = { name = \"BUR\", date = 2009-10-02 }"),
            correction("annulment", "2009-11-03", ""),
        ];
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let annex = check(shared_renderer(), &plan(language, &keys)).unwrap().remove(0);
        let page = shared_renderer().render(&annex, Format::Html, &no_sources()).unwrap();
        let page = html_text(&String::from_utf8(page).unwrap());
        let at = |words: String| page.find(&words).unwrap_or_else(|| panic!("{words}: {page}"));
        // The latest first, the act or else the bulletin beside it.
        let places = [at(annulled.to_owned()), at(format!("{supplemented} (BUR")), at(format!("{rectified} (Decreto"))];
        assert!(places.is_sorted(), "{language}: {places:?}");
    }
}

fn documents(renderer: &Renderer) -> Result<Vec<Document>, Vec<allegato::source::Diagnostic>> {
    let file = SourceFile::new("plan.toml", read(&repository().join("tests/annexes/rettifiche/plan.toml")));
    let checked = check_beside(renderer, &file, Path::new("nowhere")).unwrap();
    render_plan(&file, &checked, renderer, &Around::default())
}

/// The page of versions stands beside that of the annex, each linked to the other; where there is no page, neither is it.
#[test]
fn pages_of_an_annex_and_of_its_corrections_lead_to_each_other() {
    let all = documents(shared_renderer()).unwrap();
    let text = |name: &str| {
        let found = all.iter().find(|document| document.name == name);
        String::from_utf8(found.unwrap_or_else(|| panic!("{name}")).bytes.clone()).unwrap()
    };
    for label in ["a", "b"] {
        let (page, corrections) = (format!("allegato-{label}.html"), format!("allegato-{label}.correzioni.html"));
        assert!(text(&page).contains(&format!("href=\"{corrections}\"")));
        assert!(text(&corrections).contains(&format!("href=\"{page}\"")));
        assert!(!text(&format!("allegato-{label}.fragment.html")).contains("correzioni.html"), "a dead link");
        assert_eq!(
            text(&corrections).matches("<section class=\"version\"").count(),
            3,
            "two corrections and the first"
        );
    }
    let without = renderer_of(Settings { formats: vec![Format::Markdown, Format::Fragment], ..Settings::default() });
    assert!(documents(&without).unwrap().iter().all(|document| !document.name.contains("correzioni")));
}

/// Whoever takes a page of an annulled annex out of the others is to know.
#[test]
fn each_page_of_an_annulled_annex_says_so() {
    let rows: String = (0..150).map(|n| format!("{{ a = \"Comune {n}\" }},")).collect();
    let annulled = plan("it", &[&correction("annulment", "2009-10-01", "")]);
    let long = annulled.replacen("{ a = \"Comuni\" }", &rows, 1);
    let annex = check(shared_renderer(), &long).unwrap().remove(0);
    let pdf = shared_renderer().render(&annex, Format::Pdf, &no_sources()).unwrap();
    let pages = pdf_extract::extract_text_from_mem_by_pages(&pdf).unwrap();
    assert!(pages.len() > 2, "{} pages", pages.len());
    for page in pages {
        assert!(
            page.split_whitespace().collect::<Vec<_>>().join(" ").contains("Annullato il 1º ottobre 2009"),
            "{page}"
        );
    }
}

#[test]
fn the_template_of_the_page_is_the_projects_if_it_has_one() {
    let with = |template: &str| {
        let own =
            ("corrections.html".to_owned(), "templates/corrections.html".to_owned(), template.as_bytes().to_vec());
        Renderer::new(&Templates::with([own]), Settings::default()).unwrap_or_else(|_| panic!("{template}"))
    };
    let own = documents(&with("{% for version in versions %}{{ version.number }} {% endfor %}")).unwrap();
    let page = own.iter().find(|document| document.name == "allegato-a.correzioni.html").unwrap();
    assert_eq!(page.bytes, b"3 2 1 ");
    let problems = documents(&with("{{ versions.none.none }}")).unwrap_err();
    assert!(problems.iter().all(|problem| problem.code == Code::TemplateError), "{problems:?}");
    assert!(problems[0].place.file.name.contains("corrections.html"));
}
