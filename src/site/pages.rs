//! Home, the pages of years and those of plans.

use serde::Serialize;

use super::index::{Key, Year};
use super::lists::{AnnexItem, Pager, PlanItem, file_name, pages};
use super::{AnnexEntry, Entry, Failure, Pages, Site};
use crate::catalogue::Catalogue;
use crate::render::location::{HOME, plan_page, relative, year_page};
use crate::render::{
    Bar, CRUMB, Chart, ChartView, DESCRIPTION, LONGEST_TITLE, NOTHING, Page, Position, Words, shorten,
};

/// Years in a chart.
const CHARTED: usize = 20;
/// Plans on the home page.
const LATEST: usize = 10;

#[derive(Serialize)]
struct Home {
    description: Option<String>,
    latest: Vec<PlanItem>,
    years: Vec<YearRow>,
    has_catalogue: bool,
}

#[derive(Serialize)]
struct YearRow {
    year: String,
    href: String,
    plans: usize,
    annexes: usize,
    /// One for each currency.
    totals: Vec<String>,
}

#[derive(Serialize)]
struct YearView {
    heading: String,
    totals: Vec<String>,
    plans: Vec<PlanItem>,
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct PlanView {
    title: String,
    authority: Option<String>,
    act: Option<String>,
    subject: Option<String>,
    bulletin: Option<String>,
    annexes: Vec<AnnexWithFiles>,
    pager: Option<Pager>,
    /// The same plan in other years.
    years: Vec<EditionRow>,
    /// What it distributed in these.
    chart: Option<ChartView>,
}

/// An annex and what there is of it.
#[derive(Serialize)]
struct AnnexWithFiles {
    #[serde(flatten)]
    annex: AnnexItem,
    files: Vec<FileView>,
}

#[derive(Serialize)]
struct FileView {
    href: String,
    name: String,
    size: String,
}

#[derive(Serialize)]
struct EditionRow {
    year: String,
    totals: Vec<String>,
    /// Nothing for the year that the page is of.
    href: Option<String>,
}

impl Site<'_> {
    pub(super) fn home(&self, has_catalogue: bool) -> Result<Pages, Failure> {
        let (index, words, settings) = (self.index, self.words, self.means.renderer.settings());
        let mut latest = vec![];
        for key in index.latest().take(LATEST) {
            latest.extend(self.entry(key)?.map(|entry| PlanItem::new(&entry, HOME, words)));
        }
        let row = |year: &Year| YearRow {
            year: year.year.to_string(),
            href: year_page(year.year),
            plans: year.plans,
            annexes: year.annexes,
            totals: year.totals.printed(words),
        };
        let content = Home {
            description: settings.site.description.clone(),
            latest,
            years: index.years().iter().map(row).collect(),
            has_catalogue,
        };
        let title = words.site_title(&settings.imprint);
        let page = Page {
            words,
            settings,
            description: Some(settings.site.description.clone().unwrap_or_else(|| title.clone())),
            title,
            position: Some(Position::top(HOME, words.get("site-home"))),
            keys: &[
                "site-latest",
                "site-years",
                "site-year",
                "site-acts",
                "site-annexes",
                "site-amount",
                "site-catalogue",
            ],
            admits: NOTHING,
        };
        let mapped = vec![(HOME.to_owned(), index.latest().map(|key| key.date).next())];
        Ok(Pages { files: vec![self.page("site/home.html", page, &content)?], mapped })
    }

    /// A page of a year, by its number from 1, of so many, with these plans.
    pub(super) fn year(&self, year: &Year, page: usize, count: usize, keys: &[&Key]) -> Result<Pages, Failure> {
        let words = self.words;
        let number = year.year.to_string();
        let heading = words.with("site-year-heading", &[("year", number.as_str().into())]);
        let years = self.index.years();
        let here = years.iter().position(|other| other.year == year.year).unwrap_or_default();
        let neighbour = |year: Option<&Year>| year.map(|year| (year.year.to_string(), year_page(year.year)));
        let path = format!("{number}/{}", file_name(page));
        let mut plans = vec![];
        for key in keys {
            plans.extend(self.entry(key)?.map(|entry| PlanItem::new(&entry, &path, words)));
        }
        let pager = Pager::new(page, count, words);
        // Once for the whole list, so that one amount does not change all its pages.
        let totals = if page == 1 { year.totals.printed(words) } else { vec![] };
        let view = Page {
            words,
            settings: self.means.renderer.settings(),
            title: title(&heading, pager.as_ref()),
            description: Some(heading.clone()),
            position: Some(Position {
                previous: neighbour(years.get(here + 1)),
                next: neighbour(here.checked_sub(1).and_then(|newer| years.get(newer))),
                ..Position::top(&path, number)
            }),
            keys: &["site-annexes", "site-pages", "site-amount"],
            admits: NOTHING,
        };
        let page = self.page("site/year.html", view, &YearView { heading, totals, plans, pager })?;
        Ok(Pages { files: vec![page], mapped: vec![(path, keys.iter().map(|key| key.date).max())] })
    }

    /// The page of a plan, in the language of its documents.
    pub(super) fn plan(&self, entry: &Entry) -> Result<Pages, Failure> {
        let mut drawn = Pages::default();
        let words = Words::new(Catalogue::of_documents(entry.language()));
        let series = self.index.series_of(entry);
        let here = series.iter().position(|key| *key.folder == *entry.folder).unwrap_or_default();
        let neighbour = |place: Option<usize>| {
            let key = series.get(place?)?;
            Some((key.year.to_string(), plan_page(&key.folder)))
        };
        for annex in &entry.annexes {
            for path in entry.corrections_of(annex).into_iter().chain([entry.page_of(annex)]) {
                drawn.mapped.push((path, Some(entry.modified())));
            }
        }
        for (page, count, annexes) in pages(&entry.annexes) {
            let path = format!("{}/{}", entry.folder, file_name(page));
            let pager = Pager::new(page, count, words);
            let edition = |key: &&Key| EditionRow {
                year: key.year.to_string(),
                totals: key.totals().as_printed(words),
                href: (*key.folder != *entry.folder).then(|| relative(&path, &plan_page(&key.folder))),
            };
            let content = PlanView {
                title: entry.title.clone(),
                authority: entry.authority.clone(),
                act: entry.act.clone(),
                subject: entry.subject.clone(),
                bulletin: entry.bulletin.clone(),
                annexes: annexes.iter().map(|annex| AnnexWithFiles::new(entry, annex, &path, words)).collect(),
                years: series.iter().map(edition).collect(),
                chart: over_years(&series, &entry.title, words),
                pager,
            };
            let view = Page {
                words,
                settings: self.means.renderer.settings(),
                title: title(&entry.title, content.pager.as_ref()),
                description: Some(shorten(&description(entry), DESCRIPTION)),
                position: Some(Position {
                    above: vec![(entry.year.to_string(), year_page(entry.year))],
                    previous: neighbour(Some(here + 1)),
                    next: neighbour(here.checked_sub(1)),
                    ..Position::top(&path, shorten(&entry.title, CRUMB))
                }),
                keys: &[
                    "site-annexes",
                    "site-pages",
                    "site-all-years",
                    "site-year",
                    "site-amount",
                    "published-in",
                    "downloads",
                ],
                admits: NOTHING,
            };
            drawn.files.push(self.page("site/plan.html", view, &content)?);
            drawn.mapped.push((path, Some(entry.modified())));
        }
        Ok(drawn)
    }
}

/// What a plan distributed in each of the last years, as a chart; only where it is all in one currency.
fn over_years(series: &[&Key], title: &str, words: Words) -> Option<ChartView> {
    let bar = |key: &&Key| {
        let totals = key.totals();
        let (_, sum) = totals.only()?;
        Some(Bar { label: key.year.to_string(), figure: totals.as_printed(words).pop()?, value: sum.clone() })
    };
    // From the past to the present.
    let years: Vec<&Key> = series.iter().take(CHARTED).rev().copied().collect();
    let currency = |key: &&Key| key.totals().only().map(|(currency, _)| currency);
    let first = years.iter().find_map(currency)?;
    let bars: Vec<Bar> = years.iter().filter(|key| currency(key) == Some(first)).filter_map(bar).collect();
    let (from, to) = (bars.first()?, bars.last()?);
    let years = |key| words.with(key, &[("from", from.label.as_str().into()), ("to", to.label.as_str().into())]);
    let chart = Chart {
        id: "chart".to_owned(),
        title: years("site-chart"),
        description: words.with(
            "site-chart-about",
            &[
                ("title", shorten(title, DESCRIPTION).into()),
                ("from", from.label.as_str().into()),
                ("first", from.figure.as_str().into()),
                ("to", to.label.as_str().into()),
                ("last", to.figure.as_str().into()),
            ],
        ),
        unit: None,
        labels: words.get("site-year"),
        notes: vec![],
        shares: None,
        bars,
    };
    (chart.bars.len() > 1).then(|| ChartView::new(chart, Catalogue::of_documents(words.language())))
}

/// The title of one page of a list.
fn title(title: &str, pager: Option<&Pager>) -> String {
    let title = shorten(title, LONGEST_TITLE);
    pager.map_or_else(|| title.clone(), |pager| format!("{title} ({})", pager.here()))
}

/// What search engines show of a plan.
fn description(entry: &Entry) -> String {
    let annex = |annex: &AnnexEntry| annex.title.clone().unwrap_or_else(|| annex.name.clone());
    let parts = entry.act.iter().chain(&entry.authority).cloned().chain(entry.annexes.iter().take(3).map(annex));
    parts.collect::<Vec<_>>().join(". ")
}

impl AnnexWithFiles {
    fn new(entry: &Entry, annex: &AnnexEntry, path: &str, words: Words) -> Self {
        let documents = entry.downloads_of(annex);
        let documents = documents.map(|(format, to, size)| (format!("format-{}", format.extension()), to, size));
        let package = entry.package().map(|(to, size)| ("format-package".to_owned(), to, size));
        let view = |(key, to, size): (String, String, usize)| FileView {
            href: relative(path, &to),
            name: words.get(&key),
            size: words.size(size),
        };
        Self { annex: AnnexItem::new(entry, annex, path), files: documents.chain(package).map(view).collect() }
    }
}
