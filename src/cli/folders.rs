//! Which folder of the output the documents of a plan go to, whether two plans would meet there, and which are one plan in
//! different years.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use crate::annex::slug;
use crate::plan::{self, Outline};
use crate::read::{PlanFile, read_source};
use crate::render::location::series;
use crate::render::{Edition, Location};
use crate::workers;

/// Where a plan's documents go: `plans/2009/migranti.toml` of 2009 to `2009/migranti`.
pub fn folder(plan: &PlanFile, year: i64) -> String {
    let year = year.to_string();
    let parts = plan.parts();
    let parts = match parts.split_first() {
        Some((first, rest)) if *first == year && !rest.is_empty() => rest,
        _ => &parts,
    };
    let named = |part: &&str| Some(slug(part)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "-".to_owned());
    std::iter::once(year.clone()).chain(parts.iter().map(named)).collect::<Vec<_>>().join("/")
}

/// Year and labels of a plan, as its file has them; nothing where it can't be read, which is told of where it is checked.
pub fn outline(plan: &PlanFile) -> Option<Outline> {
    let file = read_source(&plan.path, &plan.shown()).ok()?.ok()?;
    plan::outline(&file)
}

/// Says what year and labels a plan has, if it can be read.
pub type Outlines<'a> = dyn Fn(&PlanFile) -> Option<Outline> + Sync + 'a;

/// Says how the site has a plan in another year, if it does.
pub type There<'a> = dyn Fn(&Edition) -> Option<Edition> + Sync + 'a;

/// How plans stand to each other in the output.
#[derive(Debug, Default)]
pub struct Folders {
    /// Plans whose documents would go where those of another go, each with that other.
    taken: HashMap<Arc<Path>, PlanFile>,
    /// By plan, the others that are called the same but for the year, and itself, by year; and its place among them.
    series: HashMap<Arc<Path>, (Arc<[Edition]>, usize)>,
}

impl Folders {
    /// Of two plans that meet, the first has the folder. `outline` is asked on so many threads for the year and the labels of
    /// plans that may meet.
    pub fn new(plans: &[PlanFile], threads: usize, outline: &Outlines) -> Self {
        let is_year = |part: &&str| part.len() == 4 && part.chars().all(|c| c.is_ascii_digit());
        // Two plans can meet, or be one in two years, only if they have the same name but for years in front.
        let mut alike: BTreeMap<Vec<String>, Vec<&PlanFile>> = BTreeMap::new();
        for plan in plans {
            let parts = plan.parts();
            let years = parts[..parts.len() - 1].iter().copied().take_while(is_year).count();
            alike.entry(parts[years..].iter().map(|part| slug(part)).collect()).or_default().push(plan);
        }
        // One that is alone need not be read.
        let groups: Vec<Vec<&PlanFile>> = alike.into_values().filter(|group| group.len() > 1).collect();
        let mut folders = Self::default();
        let of = |group: &Vec<&PlanFile>| Self::of(group, outline);
        workers::briefly(&groups, threads, of, |Self { taken, series }| {
            folders.taken.extend(taken);
            folders.series.extend(series);
        });
        folders
    }

    /// Of plans that are called alike.
    fn of(group: &[&PlanFile], outline: &Outlines) -> Self {
        let mut folders = Self::default();
        let mut first: BTreeMap<String, &PlanFile> = BTreeMap::new();
        // Those whose folders differ in more than the year (2009/2010/x) are others.
        let mut all: BTreeMap<String, Vec<(&PlanFile, Edition)>> = BTreeMap::new();
        for plan in group {
            let Some(outline) = outline(plan) else { continue };
            let folder = folder(plan, outline.year);
            if let Some(other) = first.get(&folder) {
                folders.taken.insert(Arc::clone(&plan.path), (*other).clone());
                continue;
            }
            first.insert(folder.clone(), plan);
            if let Ok(year) = u16::try_from(outline.year) {
                let annexes = outline.labels.iter().map(|label| slug(&label.value).into()).collect();
                all.entry(series(&folder).to_owned())
                    .or_default()
                    .push((plan, Edition { year, folder: folder.into(), annexes }));
            }
        }
        for mut editions in all.into_values() {
            editions.sort_by_key(|(_, edition)| edition.year);
            let (plans, editions): (Vec<&PlanFile>, Vec<Edition>) = editions.into_iter().unzip();
            let editions: Arc<[Edition]> = editions.into();
            let places = plans.iter().enumerate();
            folders.series.extend(places.map(|(place, plan)| (Arc::clone(&plan.path), (Arc::clone(&editions), place))));
        }
        folders
    }

    /// The plan whose documents those of a plan would meet.
    pub fn taken(&self, plan: &PlanFile) -> Option<&PlanFile> {
        self.taken.get(&plan.path)
    }

    /// Where a plan that is one of a series will go.
    pub fn expected(&self, plan: &PlanFile) -> Option<&str> {
        self.series.get(&plan.path).map(|(editions, place)| &*editions[*place].folder)
    }

    /// Where the documents of a plan stand, among those of other years as `site` has them, if it does.
    pub fn location(&self, plan: &PlanFile, year: u16, site: &There) -> Location {
        let [earlier, later] = self.neighbours(plan, year, site);
        Location { folder: folder(plan, i64::from(year)), earlier, later }
    }

    /// A plan in the nearest year before that the site has, and in the nearest after.
    pub fn neighbours(&self, plan: &PlanFile, year: u16, site: &There) -> [Option<Edition>; 2] {
        let editions = self.series.get(&plan.path).map_or(&[][..], |(editions, _)| editions);
        let earlier = editions.iter().rev().filter(|edition| edition.year < year).find_map(site);
        [earlier, editions.iter().filter(|edition| edition.year > year).find_map(site)]
    }
}
