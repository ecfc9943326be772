//! Fragments of HTML: the annex as its page has it, under names of its own and one heading deeper.

use allegato::render::{Format, Settings};
use allegato::source::SourceFile;

use crate::support::{check_beside, copy_plan, good_plans, no_sources, read, renderer_of, run, stderr, write};

/// What stands between the first `begin` and the last `end`.
fn inside<'a>(html: &'a str, begin: &str, end: &str) -> &'a str {
    let (_, rest) = html.split_once(begin).unwrap_or_else(|| panic!("{begin} in {html}"));
    rest.rsplit_once(end).unwrap().0
}

#[test]
fn a_fragment_is_the_annex_of_the_page() {
    let formats = vec![Format::Html, Format::Fragment];
    let renderer = renderer_of(Settings { formats, ..Settings::default() });
    for plan in good_plans() {
        let file = SourceFile::new("plan.toml", read(&plan));
        let checked = check_beside(&renderer, &file, plan.parent().unwrap()).unwrap();
        for annex in &checked.annexes {
            let draw = |format| String::from_utf8(renderer.render(annex, format, &no_sources()).unwrap()).unwrap();
            let (page, fragment) = (draw(Format::Html), draw(Format::Fragment));
            let prefix =
                inside(&fragment, "aria-labelledby=\"", "heading\">").split("heading\"").next().unwrap().to_owned();
            assert!(prefix.starts_with(&format!("allegato-{}-", annex.slug)), "{prefix}");
            assert!(!fragment.contains("<style") && !fragment.contains("<script"), "nothing that is not the annex");
            let names = |html: &str| html.matches(" id=\"").count();
            assert_eq!(
                fragment.matches(&format!(" id=\"{prefix}")).count(),
                names(&fragment),
                "each name has the prefix"
            );
            let lifted = fragment.replace(&prefix, "").replace("h2", "h1").replace("h3", "h2");
            let annex = lifted.split_once('>').unwrap().1.rsplit_once("</article>").unwrap().0.trim();
            // Around it the page has the downloads, the authority, where the act appeared, and a chart. Beside it there is the
            // page of its corrections; where a fragment will stand, nobody knows.
            let main = inside(&page, "id=\"main\">", "</main>");
            let main: Vec<&str> = main.lines().filter(|line| !line.contains("correzioni.html")).collect();
            let main = main.join("\n");
            assert!(annex.starts_with("<hgroup>") && main.contains(annex), "{}: {annex}\n{main}", plan.display());
        }
    }
}

#[test]
fn annexes_of_one_name_and_other_acts_have_names_apart() {
    let formats = vec![Format::Fragment];
    let renderer = renderer_of(Settings { formats, fragment_styles: true, ..Settings::default() });
    let plan = |title: &str| {
        let text = format!(
            "format = 1\n[plan]\ntitle = \"{title}\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
             columns = [{{ key = \"a\", heading = \"Voce\" }}]\nrow = [{{ a = \"Comuni\" }}]\n"
        );
        let annex = crate::support::check(&renderer, &text).unwrap().remove(0);
        String::from_utf8(renderer.render(&annex, Format::Fragment, &no_sources()).unwrap()).unwrap()
    };
    let (one, other) = (plan("Uno"), plan("Altro"));
    assert!(one.starts_with("<style>") && one.contains(".allegato {"), "styled where that is asked for");
    let names =
        |html: &str| html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    let (one, other): (Vec<String>, Vec<String>) = (names(&one), names(&other));
    assert!(!one.is_empty() && one.iter().all(|name| !other.contains(name)), "{one:?} {other:?}");
}

#[test]
fn fragments_are_written_where_they_are_asked_for() {
    let project = tempfile::tempdir().unwrap();
    write(&project.path().join("allegato.toml"), "formats = [\"html\"]");
    copy_plan(project.path());
    let file = project.path().join("output/2009/migranti/allegato-a.fragment.html");
    let output = run(project.path(), &["build"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(!file.exists());
    for (asked, styled) in [("--fragment", false), ("--fragment=plain", false), ("--fragment=styled", true)] {
        let output = run(project.path(), &["build", asked, "plans/2009/migranti.toml"], &[]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(read(&file).starts_with("<style>"), styled, "{asked}");
    }
    assert!(!read(&file.with_file_name("allegato-a.html")).contains("fragment"), "no page leads to it");
    write(&project.path().join("allegato.toml"), "formats = [\"fragment\"]\n[html]\nfragment_styles = true\n");
    let output = run(project.path(), &["build"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(read(&file).starts_with("<style>"));
}
