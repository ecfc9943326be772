//! What the program does in place of functions of `templates/parts/` is what these say, to the byte.

use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use allegato::annex::Annex;
use allegato::render::{Format, Renderer, Settings, Templates};
use allegato::source::SourceFile;
use proptest::prelude::*;

use crate::support::{cases, check_beside, good_plans, no_sources, read, renderer_of, repository};

/// A renderer with nothing but a remark more in one of the parts: all of them are a project's own, and evaluated by typst.
fn evaluated() -> Renderer {
    let text = format!("// Nostra.\n{}", read(&repository().join("templates/parts/text.typ")));
    let own = [("parts/text.typ".to_owned(), "templates/parts/text.typ".to_owned(), text.into_bytes())];
    Renderer::new(&Templates::with(own), pdf_alone()).unwrap_or_else(|_| panic!("templates"))
}

fn pdf_alone() -> Settings {
    Settings { formats: vec![Format::Pdf], ..Settings::default() }
}

/// Draws a plan's annexes by both.
fn assert_same(path: &Path, plan: &str) {
    static BOTH: LazyLock<[Renderer; 2]> = LazyLock::new(|| [renderer_of(pdf_alone()), evaluated()]);
    let file = SourceFile::new("plan.toml", plan);
    let checked = check_beside(&BOTH[0], &file, path.parent().unwrap_or(Path::new("")));
    for annex in &checked.unwrap_or_else(|problems| panic!("{plan}\n{problems:?}")).annexes {
        let [ours, evaluated] = BOTH.each_ref().map(|renderer| draw(renderer, annex));
        assert!(ours == evaluated, "{}: {}\n{plan}", path.display(), annex.slug);
    }
}

fn draw(renderer: &Renderer, annex: &Annex) -> (Vec<u8>, String) {
    let drawn = renderer.draw(annex, Format::Pdf, &no_sources()).unwrap_or_else(|error| panic!("{error:?}"));
    (drawn.bytes, format!("{:?}", drawn.warnings))
}

#[test]
fn documents_are_those_of_the_templates() {
    for path in good_plans() {
        assert_same(&path, &read(&path));
    }
}

/// What cells are made of, from plain words to what is evaluated after all.
const WORDS: [&str; 14] = [
    "Interventi",
    "per i comuni della collina materana",
    "sportelli e accoglienza",
    "precipitevolissimevolissimevolmente",
    "G43B24000030002G43B24000030002G43B24000030002",
    "**urgente**",
    "*nuovo*",
    "`B.3.1`",
    r"riga\\\nriga",
    "[^quota]",
    "[sito](https://example.org)",
    "5 % (2024)",
    "n. 7/bis",
    // A sign that the family lacks, of a font with other lines.
    "↳ quota",
];

fn text(words: Range<usize>) -> impl Strategy<Value = String> {
    let words = prop::collection::vec(prop::sample::select(&WORDS[..]), words).prop_map(|words| words.join(" "));
    prop_oneof![8 => words.clone(), 1 => words.prop_map(|words| format!("- {words}\\n- {words}")), 1 => Just(String::new())]
}

/// A row: its role, two texts, cents, and what is said of its amount.
fn row(words: Range<usize>) -> impl Strategy<Value = String> {
    let role = prop_oneof![6 => Just("item"), 1 => Just("heading"), 1 => Just("memo")];
    let said = prop_oneof![4 => Just(""), 1 => Just("[^quota]")];
    let note = prop_oneof![4 => Just(""), 1 => Just(", note = \"Di cui una *parte*.\"")];
    (role, text(words.clone()), text(words), 0u32..100_000_000, said, note).prop_map(
        |(role, first, second, cents, said, note)| {
            if role == "heading" {
                return format!("{{ role = \"heading\", code = \"Gruppo {first}\" }},\n");
            }
            let amount = format!("{},{:02}{said}", cents / 100, cents % 100);
            format!(
                "{{ role = \"{role}\", code = \"A.{}\", first = \"{first}\", second = \"{second}\", \
             amount = {{ amount = \"{amount}\"{note} }} }},\n",
                cents % 999
            )
        },
    )
}

/// On one page, or high ones on several.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let (few, many) = (prop::collection::vec(row(1..9), 1..12), prop::collection::vec(row(20..30), 15..25));
    prop_oneof![5 => few, 1 => many]
}

fn plan(rows: &[String]) -> String {
    format!(
        "format = 1\n[plan]\ntitle = \"Piano\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[annex.footnotes]\nquota = \"Quota.\"\n\
         [[annex.table]]\ncolumns = [{{ key = \"code\", heading = \"Codice\", kind = \"code\" }}, \
         {{ key = \"first\", heading = \"Prima[^quota]\", header = true }}, {{ key = \"second\", heading = \"Seconda\" }}, \
         {{ key = \"amount\", heading = \"Importo\", kind = \"money\" }}]\nrow = [\n{}]\n",
        rows.concat()
    )
}

/// Plain words alone, so that no row is evaluated after all, and high enough for one to meet the end of a page.
#[test]
fn high_rows_are_kept_whole_as_by_the_templates() {
    for words in 5..9 {
        let text = "sportelli e accoglienza ".repeat(words);
        let row = |number: u32| {
            format!("{{ code = \"A.{number}\", first = \"{text}\", second = \"{text}\", amount = \"{number},00\" }},\n")
        };
        assert_same(Path::new("plan.toml"), &plan(&(0..30).map(row).collect::<Vec<_>>()));
    }
}

/// Rows of which the program tells typst the height, where no template is a project's own.
#[test]
fn rows_of_one_line_are_as_high_as_typst_makes_them() {
    let row = |number: usize, first: &str, second: &str, amount: &str| {
        format!("{{ code = \"A.{number}\", first = \"{first}\", second = \"{second}\", amount = \"{amount}\" }},\n")
    };
    // From one line to two, a word of a letter or two at a time.
    let longer = |number: usize| row(number, &"o ".repeat(number), &"mi ".repeat(60 - number), "10,00");
    let longer: Vec<String> = (1..60).map(longer).collect();
    assert!(lines(&plan(&longer)) > longer.len() / 2);
    assert_same(Path::new("plan.toml"), &plan(&longer));
    let parts = longer.iter().map(|row| row.replace("{ code", "{ role = \"of-which\", code"));
    let whole = row(0, "Totale", "", "1.000.000,00");
    assert_same(Path::new("plan.toml"), &plan(&std::iter::once(whole).chain(parts).collect::<Vec<_>>()));
    for (first, second) in
        [("↳ quota", "Quota"), ("Quota", "↳"), ("", "Quota"), ("Quota[^quota]", "**Quota**"), ("`A`", "")]
    {
        let rows: Vec<String> = (0..60).map(|number| row(number, first, second, "-1.234,56")).collect();
        assert_same(Path::new("plan.toml"), &plan(&rows));
    }
}

/// Titles over rows, over other titles and over nothing, on the page of the row below them and of the signature at the end.
#[test]
fn titles_stay_with_what_is_below_as_by_the_templates() {
    let title = |level: usize| format!("{{ role = \"heading\", level = {level}, code = \"Gruppo\" }},\n");
    let item =
        |number: usize| format!("{{ code = \"A.{number}\", first = \"Quota\", second = \"\", amount = \"1,00\" }},\n");
    for length in 30..50 {
        let mut rows = vec![title(1), title(2), item(0), title(1), title(1), title(2)];
        rows.extend((1..length).map(item));
        for end in [vec![title(2), item(length)], vec![title(1), title(1), item(length)], vec![item(length), title(1)]]
        {
            let rows: Vec<String> = rows.iter().chain(&end).cloned().collect();
            let plan = plan(&rows).replace("[annex.footnotes]\nquota = \"Quota.\"\n", "").replace("[^quota]", "");
            let signing = "[plan.signing]\nsignatures = [{ office = \"Il dirigente\" }]\n[[annex]]";
            assert_same(Path::new("plan.toml"), &plan.replace("[[annex]]", signing));
        }
    }
}

/// How many rows of a plan's one table are told to be a line high where they are wide enough.
fn lines(plan: &str) -> usize {
    let renderer = renderer_of(pdf_alone());
    let checked = check_beside(&renderer, &SourceFile::new("plan.toml", plan), Path::new("")).expect("a good plan");
    let files = renderer.typesetter_files(&checked.annexes[0]).unwrap_or_else(|error| panic!("{error:?}"));
    let (_, data) = files.iter().find(|(name, _)| name == "annex.json").expect("the data");
    let data: serde_json::Value = serde_json::from_slice(data).expect("JSON");
    let rows = data["sections"][0]["tables"][0]["rows"].as_array().expect("rows");
    rows.iter().filter(|row| row["line"] == true).count()
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn any_table_is_that_of_the_templates(rows in rows()) {
        assert_same(Path::new("plan.toml"), &plan(&rows));
    }
}
