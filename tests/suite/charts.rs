//! Charts: the figures of the table and no others, shares that add up, bars that depend on nothing but these.

use allegato::annex::{Amount, Annex, Exact, Notation};
use allegato::catalogue::{Catalogue, Language};
use allegato::render::{Bar, Chart, ChartView, Format, chart_of_allocation, largest_bars};
use allegato::source::SourceFile;
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{cases, check, check_beside, good_plans, html_figures, no_sources, read, shared_renderer};

fn page(annex: &Annex) -> String {
    let page = shared_renderer().render(annex, Format::Html, &no_sources()).unwrap_or_else(|error| panic!("{error}"));
    String::from_utf8(page).unwrap()
}

/// The chart of an annex, as its template gets it.
fn chart(annex: &Annex) -> Option<Value> {
    let view = chart_of_allocation(annex, Catalogue::of_documents(annex.act.language))?;
    Some(serde_json::to_value(view).unwrap())
}

fn bars(chart: &Value) -> &[Value] {
    chart["bars"].as_array().unwrap()
}

/// One field of each bar.
fn each<'a>(chart: &'a Value, key: &str) -> Vec<&'a str> {
    bars(chart).iter().map(|bar| bar[key].as_str().unwrap()).collect()
}

/// An annex of items: labels and cents.
fn annex(items: &[(String, i64)]) -> Annex {
    let figure =
        |cents: i64| format!("{}{},{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100);
    let rows: String =
        items.iter().map(|(label, cents)| format!("{{ a = '{label}', m = \"{}\" }},\n", figure(*cents))).collect();
    let text = format!(
        "format = 1\n[plan]\ntitle = \"Prova\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
         columns = [{{ key = \"a\", heading = \"Voce\" }}, {{ key = \"m\", heading = \"Importo\", kind = \"money\" }}]\n\
         row = [{rows}{{ role = \"total\" }}]\n"
    );
    check(shared_renderer(), &text).unwrap_or_else(|problems| panic!("{problems:?}: {text}")).remove(0)
}

fn items(cents: &[i64]) -> Vec<(String, i64)> {
    cents.iter().enumerate().map(|(index, cents)| (format!("Comune {index}"), *cents)).collect()
}

/// Hundredths of what is written with at most two decimals before a unit.
fn hundredths(text: &str, unit: &str) -> i64 {
    let number = text.strip_suffix(unit).unwrap_or_else(|| panic!("{text}"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let fraction = format!("{fraction:0<2}");
    assert_eq!(fraction.len(), 2, "{text}");
    whole.parse::<i64>().unwrap() * 100 + fraction.parse::<i64>().unwrap()
}

/// Tenths of a percent.
fn tenths(share: &str) -> i64 {
    share.replace('−', "-").trim_end_matches(['%', '\u{A0}', '\u{202F}']).replace([',', '.'], "").parse().unwrap()
}

#[test]
fn the_figures_of_a_chart_are_those_of_the_table() {
    let mut drawn = 0;
    for plan in good_plans() {
        let file = SourceFile::new("plan.toml", read(&plan));
        let checked = check_beside(shared_renderer(), &file, plan.parent().unwrap()).unwrap();
        for annex in &checked.annexes {
            let (name, page, chart) = (plan.display(), page(annex), chart(annex));
            assert_eq!(page.contains("<svg"), chart.is_some(), "{name}");
            let Some(chart) = chart else { continue };
            drawn += 1;
            let figures = html_figures(&page);
            for bar in bars(&chart) {
                let figure = bar["figure"].as_str().unwrap();
                assert!(figures.contains(&figure.replace(['\u{A0}', '\u{202F}'], " ")), "{name}: {figure}");
                // Beside its bar, and in the table of the chart.
                assert_eq!(
                    page.matches(&format!(">{figure}</text>")).count(),
                    page.matches(&format!("<td class=\"amount text-end\">{figure}</td>")).count(),
                    "{name}: {figure}"
                );
            }
            assert_eq!(bars(&chart).len(), annex.amount.as_ref().unwrap().allocation.as_ref().unwrap().parts.len());
            assert_eq!(each(&chart, "share").into_iter().map(tenths).sum::<i64>(), 1_000, "{name}");
            let after = page.split_once("<svg").unwrap().1;
            assert!(after.len() < 24_000, "{name}: {} bytes", after.len());
        }
    }
    assert!(drawn >= 10, "{drawn}");
}

#[test]
fn what_does_not_add_up_is_said() {
    let folder = crate::support::repository().join("plans/2023");
    let file = SourceFile::new("plan.toml", read(&folder.join("chrs.toml")));
    let checked = check_beside(shared_renderer(), &file, &folder).unwrap();
    let chart = chart(&checked.annexes[0]).unwrap();
    let notes = chart["notes"].to_string().replace(['\u{202F}', '\u{A0}'], " ");
    assert_eq!(notes, "[\"La somme des parts est 784 169 534 € ; le total imprimé est 784 169 532 €.\"]");
}

#[test]
fn there_is_a_chart_where_it_says_something() {
    for (cents, is_drawn) in [
        (vec![], false),
        (vec![100], false),
        (vec![100, 200], true),
        (vec![0, 0], false),
        (vec![100, 0], true),
        (vec![-100, -200], true),
        // The largest are most of it, or next to nothing.
        ((1..=1_000).map(|place| 1_000_000_000 / (place * place)).collect(), true),
        (vec![500; 1_000], false),
        (vec![500; 21], true),
        (vec![500; 45], false),
    ] {
        let annex = annex(&items(&cents));
        assert_eq!(chart(&annex).is_some(), is_drawn, "{} parts, {:?}", cents.len(), cents.first());
        assert_eq!(page(&annex).contains("class=\"chart\""), is_drawn);
    }
}

#[test]
fn of_many_parts_the_largest_are_drawn() {
    let mut cents: Vec<i64> = (1..=1_000).map(|place| 1_000_000_000 / (place * place)).collect();
    cents.reverse();
    let annex = annex(&items(&cents));
    let chart = chart(&annex).unwrap();
    assert_eq!(bars(&chart).len(), 21);
    assert_eq!(bars(&chart)[0]["label"], "Comune 999");
    assert_eq!(bars(&chart)[20]["label"], "Altre 980 voci");
    let rest: i64 = cents.iter().rev().skip(20).sum();
    let rest = Amount::from_units(rest.into(), 2).unwrap();
    assert_eq!(bars(&chart)[20]["figure"], annex.amount.as_ref().unwrap().style.print(rest));
    assert_eq!(each(&chart, "share").into_iter().map(tenths).sum::<i64>(), 1_000);
    assert_eq!(chart["notes"][0], "Sono disegnate le 20 parti più grandi su 1000.");
    let page = page(&annex);
    let after = page.split_once("<svg").unwrap().1;
    assert!(after.len() < 12_000, "{} bytes", after.len());
}

#[test]
fn bars_go_to_both_sides_of_one_line() {
    let chart = chart(&annex(&items(&[3_000, -1_000, 0]))).unwrap();
    let zero = hundredths(chart["zero"].as_str().unwrap(), "%");
    let at = |index: usize, key: &str| hundredths(bars(&chart)[index][key].as_str().unwrap(), "%");
    assert!(zero > 0);
    assert_eq!((at(0, "x"), at(0, "x") + at(0, "width")), (zero, at(0, "end")));
    assert_eq!((at(1, "x"), at(1, "width"), at(1, "end")), (0, zero, zero));
    assert_eq!((at(2, "x"), at(2, "width")), (zero, 0));
    assert!((at(0, "width") - 3 * zero).abs() <= 2, "three times as long");
    assert_eq!(each(&chart, "share"), ["150,0%", "−50,0%", "0,0%"]);
    // Of less than nothing there are no shares, and from zero bars go to one side.
    let below = self::chart(&annex(&items(&[-3_000, -1_000]))).unwrap();
    assert_eq!((&below["has_shares"], &below["bars"][0]["share"]), (&Value::Bool(false), &Value::Null));
    let above = self::chart(&annex(&items(&[3_000, 1_000]))).unwrap();
    assert_eq!(above["zero"], Value::Null);
}

#[test]
fn labels_are_cut_at_a_word_and_told_apart() {
    let long = "Ridefinizione e potenziamento dei servizi sociali e socio sanitari";
    let items = [
        (format!("{long}, sportelli informativi"), 500),
        (format!("{long}, accoglienza"), 300),
        ("Spese <b>generali</b> & altro".to_owned(), 200),
        ("x".repeat(200), 100),
        ("Compartecipazione dei comuni, della provincia".to_owned(), 50),
        ("Compartecipazione dei comuni, della provincia".to_owned(), 40),
    ];
    let annex = annex(&items);
    let chart = chart(&annex).unwrap();
    let drawn = each(&chart, "drawn");
    assert_eq!(drawn[0], "…sportelli informativi");
    assert_eq!(drawn[1], "…accoglienza");
    assert_eq!(drawn[2], "Spese <b>generali</b> & altro");
    assert!(drawn[3].starts_with("xxxxxxxxxx") && drawn[3].len() < 40);
    assert_eq!((drawn[4], drawn[5]), ("Compartecipazione dei comuni, della", "Compartecipazione dei comuni, della"));
    assert_eq!(bars(&chart)[4]["more"], " provincia");
    assert_eq!((&bars(&chart)[0]["more"], &bars(&chart)[2]["more"]), (&Value::Null, &Value::Null));
    let more = bars(&chart)[3]["more"].as_str().unwrap();
    assert!(more.ends_with("xx…") && more.len() < 80, "{more}");
    let page = page(&annex);
    for (label, _) in &items {
        let escaped = label.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('/', "&#x2F;");
        let heads = |label: &str| page.contains(&format!("<th scope=\"row\">{label}</th>"));
        assert!(heads(&escaped) || heads(&escaped.replace("&#x2F;", "/")), "{label} stands whole in the table");
    }
    assert!(!page.contains("<b>"));
}

/// A page's own chart, as of amounts over years: in order, without shares.
#[test]
fn a_chart_of_years_has_no_shares() {
    let bar =
        |year: i64| Bar { label: year.to_string(), figure: format!("€ {year},00"), value: Exact::ratio(year, 3) };
    let chart = Chart {
        id: "anni".to_owned(),
        title: "Anni".to_owned(),
        description: "Importi per anno".to_owned(),
        unit: None,
        labels: "Anno".to_owned(),
        bars: largest_bars((2009..2012).map(bar).collect(), |_, _| panic!("nothing is left over")),
        notes: vec![],
        shares: None,
    };
    let chart = serde_json::to_value(ChartView::new(chart, Catalogue::of_documents(Language::English))).unwrap();
    assert_eq!(each(&chart, "label"), ["2009", "2010", "2011"]);
    assert_eq!(
        (&chart["has_shares"], &chart["words"]["label"], &chart["words"]["figure"]),
        (&Value::Bool(false), &Value::from("Anno"), &Value::from("Amount"))
    );
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn bars_stay_inside_and_shares_add_up(
        values in prop::collection::vec((-1_000_000_000_i64..1_000_000_000, 1..1_000_i64), 1..40),
        positive in any::<bool>(),
    ) {
        let value = |(value, divisor): &(i64, i64)| Exact::ratio(if positive { value.abs() } else { *value }, *divisor);
        let bar = |values: &(i64, i64)| Bar { label: "Voce".to_owned(), figure: "€ 1.000.000,00".to_owned(), value: value(values) };
        let rest = |_, sum: &Exact| Bar { label: "Altre".to_owned(), figure: String::new(), value: sum.clone() };
        let all = values.iter().fold(Exact::zero(), |sum, values| sum.plus(&value(values)));
        let bars: Vec<Bar> = largest_bars(values.iter().map(bar).collect(), rest);
        prop_assert!(bars.len() <= 21);
        let exact: Vec<Exact> = bars.iter().map(|bar| bar.value.clone()).collect();
        prop_assert_eq!(exact.iter().fold(Exact::zero(), |sum, value| sum.plus(value)), all.clone());
        let chart = Chart {
            id: "c".to_owned(), title: "T".to_owned(), description: "D".to_owned(), unit: None, labels: "V".to_owned(),
            bars, notes: vec![], shares: Some(Notation::Italian),
        };
        let chart = serde_json::to_value(ChartView::new(chart, Catalogue::of_documents(Language::Italian))).unwrap();
        for bar in self::bars(&chart) {
            let [x, width, end] = ["x", "width", "end"].map(|key| hundredths(bar[key].as_str().unwrap(), "%"));
            prop_assert!(x >= 0 && width >= 0 && x + width == end && end <= 8_000, "{:?}", bar);
        }
        if all <= Exact::zero() {
            prop_assert_eq!(&chart["has_shares"], &Value::Bool(false));
            return Ok(());
        }
        let shares: Vec<i64> = each(&chart, "share").into_iter().map(|share| tenths(&share.replace("%", "").replace(".", ""))).collect();
        prop_assert_eq!(shares.iter().sum::<i64>(), 1_000);
        for (share, value) in shares.iter().zip(&exact) {
            // Off by less than a tenth.
            let gap = value.clone().times(&Exact::ratio(1_000, 1)).over(&all).unwrap().minus(&Exact::ratio(*share, 1)).abs();
            prop_assert!(gap < Exact::ratio(1, 1), "{} {:?}", share, value);
        }
    }
}
