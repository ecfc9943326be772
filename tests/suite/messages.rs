//! Problems as data: JSON lines, SARIF, severities of a project; explanations; and the record of a check.

use std::path::Path;

use allegato::source::{Code, Severity};
use serde_json::Value;

use crate::support::{copy, prepare_case, read, repository, run, stderr, stdout, write};

fn case(code: &str) -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    copy(&repository().join("tests/diagnostics").join(code).join("project"), project.path());
    project
}

fn lines(folder: &Path, args: &[&str]) -> Vec<Value> {
    let output = run(folder, args, &[]);
    stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn problems_as_json_lines_say_all_that_people_are_told() {
    let project = case("total-mismatch");
    let told = lines(project.path(), &["check", "--lang", "en", "--message-format", "json"]);
    let [problem, result] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(problem["reason"], "diagnostic");
    assert_eq!(problem["code"], "total-mismatch");
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["place"]["file"], "plans/plan.toml");
    let plan = read(&project.path().join("plans/plan.toml"));
    let (start, end) = (&problem["place"]["start"], &problem["place"]["end"]);
    let byte = |position: &Value| usize::try_from(position["byte"].as_u64().unwrap()).unwrap();
    assert_eq!(&plan[byte(start)..byte(end)], "\"1.205,50\"");
    assert_eq!((start["line"].as_u64(), start["column"].as_u64()), (Some(27), Some(10)));
    assert_eq!(problem["args"]["declared"], "€\u{a0}1.205,50");
    let rows: Vec<u64> = problem["related"].as_array().unwrap().iter().map(line_of).collect();
    assert_eq!(rows, [18, 22], "the rows of the sum");
    assert!(problem["related"][0]["label"].as_str().unwrap().contains("rows of the sum"));
    assert_eq!(problem["hints"][0]["kind"], "hint-transposed");
    assert_eq!(problem["hints"][0]["args"]["right"], "€\u{a0}1.2(50),50");
    assert_eq!((&result["reason"], &result["errors"]), (&Value::from("checked"), &Value::from(1)));
}

fn line_of(related: &Value) -> u64 {
    related["place"]["start"]["line"].as_u64().unwrap()
}

#[test]
fn every_problem_is_told_as_json_and_as_sarif() {
    for code in Code::ALL {
        let project = tempfile::tempdir().unwrap();
        let args = prepare_case(code.name(), project.path());
        let in_format =
            |format| args.iter().map(String::as_str).chain(["--message-format", format]).collect::<Vec<_>>();
        let told = lines(project.path(), &in_format("json"));
        let codes: Vec<&str> = told.iter().filter_map(|line| line["code"].as_str()).collect();
        assert!(codes.contains(&code.name()), "{code}: {codes:?}");
        let log: Value = serde_json::from_str(&stdout(&run(project.path(), &in_format("sarif"), &[]))).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(results.len(), codes.len(), "{code}");
        for (result, code) in results.iter().zip(codes) {
            assert_eq!(result["ruleId"], code);
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[rule]["id"], code);
            assert!(!rules[rule]["fullDescription"]["text"].as_str().unwrap().is_empty(), "{code} is explained");
        }
    }
}

#[test]
fn a_fault_of_use_is_told_to_programs_too() {
    let empty = tempfile::tempdir().unwrap();
    let told = lines(empty.path(), &["check", "--message-format", "json"]);
    assert_eq!(told[0]["reason"], "failure");
    let log = stdout(&run(empty.path(), &["check", "--message-format", "sarif"], &[]));
    let log: Value = serde_json::from_str(&log).unwrap();
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn a_project_or_an_option_makes_warnings_errors() {
    for code in Code::ALL.iter().filter(|code| code.severity() == Severity::Warning) {
        let project = case(code.name());
        assert_eq!(run(project.path(), &["build"], &[]).status.code(), Some(0), "{code}");
        let before = crate::support::files(&project.path().join("output")).len();
        let strict = run(project.path(), &["build", "--strict", "--lang", "en"], &[]);
        assert_eq!(strict.status.code(), Some(1), "{code}");
        assert!(stderr(&strict).contains(&format!("error[{code}]")), "{}", stderr(&strict));
        let settings = project.path().join("allegato.toml");
        let own = std::fs::read_to_string(&settings).unwrap_or_default();
        write(&settings, &format!("warnings_as_errors = [\"{code}\"]\n{own}"));
        assert_eq!(run(project.path(), &["build"], &[]).status.code(), Some(1), "{code}");
        assert_eq!(crate::support::files(&project.path().join("output")).len(), before, "nothing is lost");
    }
}

#[test]
fn no_error_can_be_waved_through() {
    let project = case("total-mismatch");
    write(&project.path().join("allegato.toml"), "warnings_as_errors = [\"total-mismatch\"]\n");
    let output = run(project.path(), &["check", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("[unknown-value]"), "{}", stderr(&output));
}

#[test]
fn explain_says_more_of_every_code_in_both_languages() {
    let here = tempfile::tempdir().unwrap();
    for language in ["it", "en"] {
        let list = stdout(&run(here.path(), &["explain", "--lang", language], &[]));
        for code in Code::ALL {
            assert!(list.contains(&format!("{code}\n    ")), "{code} is listed");
            let output = run(here.path(), &["explain", code.name(), "--lang", language], &[]);
            let said = stdout(&output);
            assert!(output.status.success() && said.starts_with(code.name()) && said.len() > 200, "{said}");
            assert!(!said.contains("```"), "{said}");
        }
    }
    let pasted = run(here.path(), &["explain", "errore[Total-mismatch]:", "--lang", "it"], &[]);
    assert!(stdout(&pasted).contains("non è la somma delle voci"), "{}", stdout(&pasted));
    let unknown = run(here.path(), &["explain", "total-mismach", "--lang", "en"], &[]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("total-mismatch"), "{}", stderr(&unknown));
}

const PLAN: &str = r#"format = 1
[plan]
title = "Riparto | *2024*"
year = 2024

[[check]]
that = "b.total.quota = 100%"
reason = "le quote fanno l'intero"

[[annex]]
label = "A"
[[annex.table]]
id = "b"
columns = [
  { key = "voce", heading = "Voce" },
  { key = "importo", heading = "Importo", kind = "money" },
  { key = "spese", heading = "Spese", kind = "money", formula = "importo * 3% - 10", rounding = "half-up" },
  { key = "quota", heading = "Quota", kind = "percent", share_of = "importo" },
]
row = [
  { voce = "Comuni", importo = "231.924,00" },
  { role = "of-which", voce = "di cui montani", importo = "31.924,00", spese = "947,72" },
  { voce = "Province", importo = "600.000,00", spese = "17.990,00" },
  { voce = "Altri", importo = "75.000,00", spese = { amount = "2.241,00", as_published = "svista" } },
  { role = "total", voce = "Totale", importo = "906.924,00" },
]
"#;

#[test]
fn the_record_of_a_check_holds_every_equation() {
    let project = tempfile::tempdir().unwrap();
    write(&project.path().join("plans/2024/a.toml"), PLAN);
    let output = run(project.path(), &["check", "--lang", "it", "--report", "verbale.md"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let record = read(&project.path().join("verbale.md"));
    for equation in [
        "231.924,00 + 600.000,00 + 75.000,00 = 906.924,00 — Totale, Importo (tabella b, riga 25)",
        "31.924,00 ≤ 231.924,00",
        "600.000,00 × 0,03 − 10 = 17.990,00",
        "75.000,00 × 0,03 − 10 ≠ 2.241,00",
        "come pubblicato, differenza 1,00. svista",
        "231.924,00 / 906.924,00 = 25,57% (arrotondato)",
        ": calcolato",
        "b.total.quota = 100%: 100,00% = 100,00% — riga 7",
        "le quote fanno l'intero",
        "## plans/2024/a.toml\n\nRiparto \\| \\*2024\\*\n",
    ] {
        assert!(record.contains(equation), "{equation} in {record}");
    }
    let output = run(project.path(), &["check", "--report", "verbale.json"], &[]);
    assert_eq!(output.status.code(), Some(0));
    let record: Value = serde_json::from_str(&read(&project.path().join("verbale.json"))).unwrap();
    let plan = &record["plans"][0];
    assert_eq!((&plan["plan"], &plan["verified"]), (&Value::from("plans/2024/a.toml"), &Value::from(true)));
    let equations = plan["equations"].as_array().unwrap();
    let count = |key: &str, value: &str| equations.iter().filter(|equation| equation[key] == value).count();
    // A sum and a formula for each column of each row that has one, and what was asked.
    assert_eq!((count("kind", "sum"), count("kind", "share"), count("kind", "formula")), (2, 5, 4), "{equations:#?}");
    assert_eq!((count("kind", "parts"), count("kind", "check"), count("outcome", "as-published")), (2, 1, 1));
}

#[test]
fn a_record_says_what_was_not_verified_and_takes_its_place_when_it_is_whole() {
    let project = tempfile::tempdir().unwrap();
    write(&project.path().join("plans/a.toml"), &PLAN.replace("= \"906.924,00\"", "= \"906.942,00\""));
    write(&project.path().join("plans/b.toml"), PLAN);
    let output = run(project.path(), &["check", "--lang", "en", "--report", "record.md"], &[]);
    assert_eq!(output.status.code(), Some(1));
    let record = read(&project.path().join("record.md"));
    let (a, b) = record.split_once("## plans/b.toml").unwrap();
    assert!(a.contains("NOT VERIFIED") && !a.contains("≠") && b.contains("Verified: "), "{record}");
    for wrong in ["record.txt", "record", "nowhere/record.md"] {
        let output = run(project.path(), &["check", "--report", wrong], &[]);
        assert_eq!(output.status.code(), Some(2), "{wrong}: {}", stderr(&output));
    }
    assert_eq!(read(&project.path().join("record.md")), record);
}

/// Twenty slips of different kinds in one plan: each is told, once, in the order of their places.
#[test]
fn twenty_errors_are_told_in_one_run_in_order_of_place() {
    let expected = [
        "unknown-format",
        "other-plan",
        "year-out-of-range",
        "date-out-of-order",
        "unknown-key",
        "code-malformed",
        "check-mismatch",
        "formula-syntax",
        "duplicate-label",
        "unused-footnote",
        "unknown-currency",
        "missing-key",
        "unknown-value",
        "unusable-tolerance",
        "amount-malformed",
        "amount-is-float",
        "code-control",
        "missing-cell",
        "span-above-first-row",
        "total-mismatch",
        "of-which-exceeds",
        "as-published-agrees",
    ];
    let project = tempfile::tempdir().unwrap();
    write(&project.path().join("plans/plan.toml"), &read(&repository().join("tests/plans/twenty.toml")));
    let told = lines(project.path(), &["check", "--message-format", "json"]);
    let problems: Vec<&Value> = told.iter().filter(|line| line["reason"] == "diagnostic").collect();
    let places: Vec<u64> = problems.iter().map(|problem| problem["place"]["start"]["byte"].as_u64().unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    let codes: std::collections::BTreeSet<&str> =
        problems.iter().map(|problem| problem["code"].as_str().unwrap()).collect();
    let wanted: std::collections::BTreeSet<&str> = expected.into_iter().collect();
    assert_eq!(codes, wanted);
    assert_eq!(problems.len(), wanted.len(), "each once");
}

/// The codes told of a plan with some checks, over a table of thousands, one of percentages, one with merged cells and
/// one without totals; beside it lies another plan in English.
fn codes_of(checks: &str) -> Vec<String> {
    let project = tempfile::tempdir().unwrap();
    let plan = format!(
        "format = 1\nother_plans = {{ o = \"other.toml\" }}\n[plan]\ntitle = \"T\"\nyear = 2024\n{checks}\n\
         [[annex]]\nlabel = \"A\"\n[[annex.table]]\nid = \"k\"\nunit = \"thousand\"\n\
         columns = [{{ key = \"x\", heading = \"X\" }}, {{ key = \"a\", heading = \"A\", kind = \"money\" }}]\n\
         row = [{{ id = \"r\", x = \"a\", a = \"906\" }}, {{ role = \"total\" }}]\n\
         [[annex.table]]\nid = \"t\"\ncolumns = [{{ key = \"x\", heading = \"X\" }}, \
         {{ key = \"p\", heading = \"P\", kind = \"percent\", total = \"none\" }}, {{ key = \"a\", heading = \"A\", kind = \"money\" }}]\n\
         row = [{{ id = \"r\", x = \"a\", p = \"12%\", a = \"100,00\" }}, {{ id = \"s\", x = \"b\", p = \"49%\", a = \"^\" }}, \
         {{ role = \"total\" }}]\n"
    );
    write(&project.path().join("plans/2024/plan.toml"), &plan);
    let other = "format = 1\n[plan]\ntitle = \"T\"\nyear = 2023\nlanguage = \"en\"\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
        id = \"t\"\ncolumns = [{ key = \"x\", heading = \"X\" }, { key = \"a\", heading = \"A\", kind = \"money\" }, \
        { key = \"b\", heading = \"B\", kind = \"money\", formula = \"a / 3\" }, \
        { key = \"c\", heading = \"C\", kind = \"money\" }]\n\
        row = [{ id = \"r\", x = \"a\", a = \"48,000\", c = \"1\" }, { id = \"s\", x = \"b\", a = \"100\", c = \"2\" }, \
        { role = \"total\", c = \"4\" }]\n";
    write(&project.path().join("plans/2024/other.toml"), other);
    let told = lines(project.path(), &["check", "--message-format", "json", "plans/2024/plan.toml"]);
    let labels = told.iter().filter_map(|line| {
        Some(format!(
            "{} {}",
            line["code"].as_str()?,
            line["label"].as_str().unwrap_or_default().replace('\u{a0}', " ")
        ))
    });
    labels.collect()
}

/// Checks are made, or it is told why they can't be: none passes over in silence.
#[test]
fn no_check_is_passed_over() {
    let check = |that: &str, more: &str| codes_of(&format!("[[check]]\nthat = \"{that}\"\n{more}\n"));
    let holds: [String; 0] = [];
    for (that, more) in [
        ("906.000 = k.total.a", ""),
        ("906.924,17 = k.total.a + 924,17", ""),
        ("k.r.a >= 905.999,99", ""),
        ("t.total.a = sum(t.a)", ""),
        ("t.r.a = 100,00", ""),
        ("t.r.p = 12%", ""),
        ("t.r.p + t.s.p <= 100%", ""),
        ("905.000 = k.total.a - 1", "precision = \"1.000\"\nrounding = \"down\""),
        ("-905.000 = 1 - k.total.a", "precision = \"1.000\"\nrounding = \"down\""),
        ("t.r.p = 15%", "precision = \"10%\"\nrounding = \"up\"\nas_published = \"x\""),
        ("o.t.r.a = 48.000", ""),
    ] {
        let told = check(that, more);
        let published = more.contains("as_published");
        assert!(if published { told[0].starts_with("as-published") } else { told == holds }, "{that}: {told:?}");
    }
    for (that, more, code) in [
        ("k.total.a = 906", "", "check-mismatch"),
        ("906.400 = k.total.a", "precision = \"1.000\"", "check-mismatch"),
        ("-906.400 = -k.total.a", "precision = \"1.000\"", "check-mismatch"),
        ("t.r.p = t.s.p", "precision = \"1\"", "unusable-tolerance"),
        ("t.r.p = t.s.p", "tolerance = \"1\"", "unusable-tolerance"),
        ("t.r.p = t.s.p", "tolerance = \"37%\"", "within-tolerance"),
        ("t.r.p = t.s.p", "tolerance = \"36,99%\"", "check-mismatch"),
        ("k.total.a = 1", "tolerance = \"1%\"", "unusable-tolerance"),
        ("k.total.a = 906.001", "tolerance = 1", "within-tolerance"),
        ("t.r.a + t.s.a = 200", "", "formula-over-merged"),
        ("t.total.p <= 100%", "", "not-a-number"),
        ("1 = 1", "", "formula-syntax"),
        ("k.total.a", "", "formula-syntax"),
        ("k.total.a == 906.000", "", "formula-syntax"),
        ("o.t.s.b = 1", "", "other-plan"),
        ("sum(o.t.b) = 1", "", "other-plan"),
        ("o.t.total.b = 1", "", "other-plan"),
        ("o.t.total.c = 4", "", "other-plan"),
        ("o.t.q.a = 1", "", "unknown-name"),
        ("p.t.r.a = 1", "", "unknown-name"),
        ("t.r.x = 1", "", "not-a-number"),
        ("t.r.a / (t.r.a - 100) = 1", "", "divides-by-zero"),
        ("o.t.r.a <= 40.000", "", "check-mismatch € 48.000,00 > € 40.000,00"),
        (
            "k.total.a / 7 = 129.428,57",
            "tolerance = \"1\"",
            "within-tolerance dichiarato ≈ € 129.428,57142857 ≠ € 129.428,57",
        ),
    ] {
        let told = check(that, more);
        assert!(told.len() == 1 && told[0].starts_with(code), "{that} {more}: {told:?} and not {code}");
    }
}

/// Equations are true as they are written, in whatever units their figures are.
#[test]
fn equations_are_true_as_written() {
    let project = tempfile::tempdir().unwrap();
    let plan = PLAN.split("[[check]]").next().unwrap().to_owned()
        + "[[annex]]\nlabel = \"A\"\n[[annex.table]]\nunit = \"thousand\"\ncolumns = [{ key = \"x\", heading = \"X\" }, \
           { key = \"a\", heading = \"A\", kind = \"money\" }, { key = \"b\", heading = \"B\", kind = \"money\", unit = \"one\" }, \
           { key = \"c\", heading = \"C\", kind = \"money\", formula = \"a - b\", decimals = 2, rounding = \"half-up\" }, \
           { key = \"d\", heading = \"D\", kind = \"money\", formula = \"a + a\" }, \
           { key = \"p\", heading = \"P\", kind = \"percent\", formula = \"b / a\", rounding = \"half-up\" }]\n\
           row = [{ x = \"uno\", a = \"79\", b = \"8.700,50\" }, { x = \"due\", a = \"1\", b = \"-\" }, { role = \"total\" }]\n";
    write(&project.path().join("plans/a.toml"), &plan);
    let output = run(project.path(), &["check", "--report", "r.md", "--lang", "it"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let record = read(&project.path().join("r.md"));
    for equation in [
        "- 79.000,00 − 8.700,50 = 70,30 × 1.000 (arrotondato) — uno, C",
        "- 1.000,00 − 0,00 = 1,00 × 1.000 — due, C",
        "- 79 + 79 = 158 — uno, D",
        "- 8.700,50 / 79.000,00 = 11,01% (arrotondato) — uno, P",
        "- 79 + 1 = 80 — Totale, A",
    ] {
        assert!(record.contains(equation), "{equation} in {record}");
    }
}

/// A result that could not be written is no success: somebody redirected it.
#[cfg(target_os = "linux")]
#[test]
fn a_result_that_could_not_be_written_is_told() {
    let full = || std::fs::File::options().write(true).open("/dev/full").unwrap();
    for args in [["schema", "plan"], ["explain", "total-mismatch"]] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_allegato"));
        let output = command.args(args).args(["--lang", "en"]).stdout(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains("the result can't be written"), "{}", stderr(&output));
    }
}

/// What was no CIG yet in 2005 is none in a plan of that year, whichever later plan looks at it.
#[test]
fn another_plan_is_of_its_own_day() {
    let project = tempfile::tempdir().unwrap();
    let table = "[[annex]]\nlabel = \"A\"\n[[annex.table]]\nid = \"t\"\ncolumns = [{ key = \"x\", heading = \"X\" }, \
        { key = \"g\", heading = \"CIG\", kind = \"code\", scheme = \"cig\" }, { key = \"a\", heading = \"A\", kind = \"money\" }]\n";
    let old = format!(
        "format = 1\n[plan]\ntitle = \"T\"\nyear = 2005\n{table}row = [{{ x = \"a\", g = \"12/2005\", a = \"5,00\" }}, \
         {{ role = \"total\", g = \"\" }}]\n"
    );
    let new = format!(
        "format = 1\nother_plans = {{ o = \"old.toml\" }}\n[plan]\ntitle = \"T\"\nyear = 2024\n[[check]]\n\
         that = \"t.total.a = o.t.total.a\"\n{table}row = [{{ x = \"a\", g = \"-\", a = \"5,00\" }}, {{ role = \"total\", g = \"\" }}]\n"
    );
    write(&project.path().join("plans/old.toml"), &old);
    write(&project.path().join("plans/new.toml"), &new);
    let output = run(project.path(), &["check"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}
