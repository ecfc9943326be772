//! Tables over many pages, read back page by page: what is carried forward, what stands again, what is never alone.

use allegato::annex::Annex;
use allegato::render::Format;

use crate::support::{check, no_sources, shared_renderer};

/// An annex with one table of a label, a beneficiary and an amount.
fn annex(table: &str, rows: &str, rest: &str) -> Annex {
    let text = format!(
        "format = 1\n[plan]\ntitle = \"Contributi\"\nyear = 2024\n{rest}\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n{table}\n\
         columns = [\n{{ key = \"zona\", heading = \"Zona\" }},\n{{ key = \"comune\", heading = \"Comune\" }},\n\
         {{ key = \"importo\", heading = \"Importo\", kind = \"money\" }},\n]\nrow = [\n{rows}]\n"
    );
    check(shared_renderer(), &text).unwrap_or_else(|problems| panic!("{problems:?}")).remove(0)
}

/// The words of each page of an annex, blanks made one.
fn pages(annex: &Annex) -> Vec<String> {
    let pdf = shared_renderer().render(annex, Format::Pdf, &no_sources()).unwrap_or_else(|error| panic!("{error}"));
    let pages = pdf_extract::extract_text_from_mem_by_pages(&pdf).unwrap();
    pages.iter().map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn row(zone: &str, number: usize, cents: u64) -> String {
    format!("{{ zona = \"{zone}\", comune = \"Comune {number}\", importo = \"{}\" }},\n", printed(cents))
}

/// Cents as an Italian annex prints them.
fn printed(cents: u64) -> String {
    let mut whole = (cents / 100).to_string();
    let mut at = whole.len();
    while at > 3 {
        at -= 3;
        whole.insert(at, '.');
    }
    format!("{whole},{:02}", cents % 100)
}

/// The amount after a word, in cents, wherever it stands on the page.
fn amount_after(page: &str, word: &str) -> Option<u64> {
    let digits: String =
        page.split_once(word)?.1.trim_start().strip_prefix("€ ")?.chars().take_while(|c| *c != ' ').collect();
    digits.replace(['.', ','], "").parse().ok()
}

#[test]
fn running_totals_are_exact_on_each_page() {
    // Amounts of all lengths, so that a cent lost anywhere shows.
    let amounts: Vec<u64> = (0..1_900_u64).map(|n| (n * n * 7_919 + 13 * n + 1) % 99_999_999).collect();
    let rows: String = amounts.iter().enumerate().map(|(n, cents)| row("Zona", n, *cents)).collect();
    let rows = format!("{rows}{{ role = \"total\", zona = \"TOTALE\", comune = \"<\" }},\n");
    let pages = pages(&annex("carry_forward = true", &rows, ""));
    assert!(pages.len() > 40, "{} pages", pages.len());
    let (mut first, mut sum) = (0, 0);
    for (number, page) in pages.iter().enumerate() {
        let brought = amount_after(page, "Riporto");
        assert_eq!(brought, (number > 0).then_some(sum), "at the head of page {}", number + 1);
        // The rows of the page, in order, each once.
        let here = (first..amounts.len()).take_while(|n| page.contains(&format!("Comune {n} €"))).count();
        assert!(here > 0, "page {} has rows", number + 1);
        for (n, cents) in amounts.iter().enumerate().skip(first).take(here) {
            assert_eq!(page.matches(&format!("Comune {n} € {}", printed(*cents))).count(), 1, "row {n}");
        }
        sum += amounts[first..first + here].iter().sum::<u64>();
        first += here;
        let last = number == pages.len() - 1;
        assert_eq!(amount_after(page, "A riportare"), (!last).then_some(sum), "at the foot of page {}", number + 1);
        assert_eq!(amount_after(page, "TOTALE"), last.then_some(sum), "on page {}", number + 1);
    }
    assert_eq!(first, amounts.len());
}

/// The typesetter takes a loop of more than 10,000 turns for an endless one.
#[test]
fn a_list_may_have_more_than_ten_thousand_rows() {
    let rows: String = (0..10_100).map(|n| row("Zona", n, 100)).collect();
    let pages = pages(&annex("", &rows, ""));
    assert!(pages.last().unwrap().contains("Comune 10099 €"));
}

#[test]
fn what_is_not_asked_for_is_not_carried() {
    let rows: String = (0..100).map(|n| row("Zona", n, 100)).collect();
    let rows = format!("{rows}{{ role = \"total\", zona = \"TOTALE\", comune = \"<\" }},\n");
    for page in pages(&annex("", &rows, "")) {
        assert!(!page.contains("iport"), "{page}");
    }
}

/// The label of merged rows, and the titles of groups, are on each page that has rows of theirs.
#[test]
fn labels_of_groups_stand_again_on_each_page() {
    let mut rows = String::new();
    for (zone, count) in [("Marmo Platano", 95), ("Vulture", 3), ("Alto Bradano", 130)] {
        rows += &format!("{{ role = \"heading\", zona = \"Titolo {zone}\" }},\n");
        rows += &row(zone, 0, 500);
        rows += &(1..count).map(|n| row("^", n, 500)).collect::<String>();
    }
    let pages = pages(&annex("", &rows, ""));
    assert!(pages.len() >= 5);
    let mut zones = ["Marmo Platano", "Vulture", "Alto Bradano"].into_iter().peekable();
    let mut zone = "";
    for page in &pages {
        // A page's groups: the one that goes on, and those that begin on it with their row 0.
        let begun = page.matches("Comune 0 €").count();
        let goes_on = page.find("Comune").is_some_and(|at| !page[at..].starts_with("Comune 0 €"));
        // The first match of "Comune" is the heading.
        let first_row = page
            .match_indices("Comune ")
            .map(|(at, _)| &page[at + 7..])
            .find(|t| t.starts_with(|c: char| c.is_ascii_digit()));
        if goes_on && first_row.is_some_and(|text| !text.starts_with("0 ")) {
            assert!(page.contains(zone), "{zone} goes on: {page}");
            assert!(page.contains(&format!("Titolo {zone}")), "title of {zone}: {page}");
        }
        for _ in 0..begun {
            zone = zones.next().unwrap();
            assert!(page.contains(zone), "{zone} begins: {page}");
        }
    }
    assert!(zones.next().is_none());
}

/// However many rows there are, totals and signatures have a row of the table on their page.
#[test]
fn totals_and_signatures_are_never_alone_on_a_page() {
    let signing = "signing = { place = \"Potenza\", date = 2024-03-01, signatures = [{ office = \"Il Dirigente\" }] }";
    for count in 30..50 {
        let rows: String = (0..count).map(|n| row("Zona", n, 500)).collect();
        let sums = "{ role = \"subtotal\", zona = \"PARZIALE\", comune = \"<\" },\n\
                    { role = \"total\", zona = \"TOTALE\", comune = \"<\" },\n";
        let pages = pages(&annex("", &format!("{rows}{sums}"), signing));
        let last = pages.last().unwrap();
        for word in ["Comune", "PARZIALE", "TOTALE", "Il Dirigente"] {
            assert!(last.contains(word), "{count} rows, no {word}: {last}");
        }
        assert!(last.contains(&format!("Comune {} €", count - 1)), "{count} rows: {last}");
    }
}

/// The sum of a group whose label covers more than a page has a row of the group on its page, and the signature too.
#[test]
fn sums_of_long_groups_are_never_alone_on_a_page() {
    let signing = "signing = { place = \"Potenza\", date = 2024-03-01, signatures = [{ office = \"Il Dirigente\" }] }";
    let sums = "{ role = \"subtotal\", zona = \"PARZIALE\", comune = \"<\" },\n";
    let total = "{ role = \"total\", zona = \"TOTALE\", comune = \"<\" },\n";
    for count in 30..50 {
        let group = |zone: &str, first: usize, count: usize| {
            let rest: String = (first + 1..first + count).map(|n| row("^", n, 500)).collect();
            format!("{}{rest}{sums}", row(zone, first, 500))
        };
        let rows = format!("{}{}{total}", group("Vulture", 0, count), group("Pollino", count, 75));
        for (table, rest) in [("", ""), ("", signing), ("carry_forward = true", "")] {
            // A label may stand between the words of a row.
            let labels_out = |page: String| {
                let words = page.replace("Vulture", "").replace("Pollino", "").replace('€', " €");
                words.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            let pages: Vec<String> = pages(&annex(table, &rows, rest)).into_iter().map(labels_out).collect();
            let mut number = 0;
            for page in &pages {
                let last = (number..count + 75).take_while(|n| page.contains(&format!("Comune {n} €"))).last();
                assert!(last.is_some(), "{count} rows, a page without rows: {page}");
                number = last.unwrap() + 1;
            }
            assert_eq!(number, count + 75);
            for (sum, row) in [("PARZIALE", count - 1), ("PARZIALE", count + 74), ("TOTALE", count + 74)] {
                let page = pages.iter().find(|page| page.contains(&format!("Comune {row} €"))).unwrap();
                assert!(page.contains(sum), "{count} rows, no {sum}: {page}");
            }
            assert!(rest.is_empty() || pages.last().unwrap().contains("Il Dirigente"));
        }
    }
}

/// Each table is turned for itself; what lies the same way goes on on the same page.
#[test]
fn pages_turn_table_by_table() {
    let table = |turned: &str| {
        format!(
            "[[annex.table]]\n{turned}\ncolumns = [{{ key = \"a\", heading = \"Voce\" }}]\nrow = [{{ a = \"Comuni\" }}]\n"
        )
    };
    let turned = "orientation = \"landscape\"";
    let text = format!(
        "format = 1\n[plan]\ntitle = \"T\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n{}{}{}{}",
        table(""),
        table(turned),
        table(turned),
        table("")
    );
    let annex = check(shared_renderer(), &text).unwrap().remove(0);
    let pdf = shared_renderer().render(&annex, Format::Pdf, &no_sources()).unwrap();
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let landscape: Vec<bool> = document
        .get_pages()
        .values()
        .map(|page| {
            let page = document.get_dictionary(*page).unwrap();
            let box_ = page.get(b"MediaBox").unwrap().as_array().unwrap();
            let side = |index: usize| box_[index].as_float().unwrap();
            side(2) > side(3)
        })
        .collect();
    assert_eq!(landscape, [false, true, false]);
}
