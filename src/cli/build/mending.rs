//! Pages that lead to a plan in another year, drawn again where that plan came to something else than was expected.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::super::{Report, site};
use super::builder::{Builder, Place};
use super::sum::Sum;
use crate::read::PlanFile;
use crate::render::Edition;
use crate::site::Key;
use crate::workers;

impl Builder<'_> {
    /// Draws again what leads to a year before or after that is not as expected, since its plan was not built now or has errors.
    pub fn mend(&self, plans: &[PlanFile], sum: &mut Sum, report: &Report) {
        let misled = self.misled(sum);
        if !misled.is_empty() {
            let built = sum.editions();
            let there = |edition: &Edition| match built.get(&*edition.folder) {
                Some(annexes) => Some(Edition { annexes: Arc::clone(annexes), ..edition.clone() }),
                None => self.not_built(edition),
            };
            let is_misled = |plan: &&PlanFile| misled.contains(&self.workspace.key(plan));
            let plans: Vec<PlanFile> = plans.iter().filter(is_misled).cloned().collect();
            // What an earlier run mended need not be mended again.
            let build = |plan: &PlanFile| self.unchanged(plan, &there).map_or_else(|| self.build(plan, &there), Ok);
            workers::for_each(&plans, self.threads, build, |built| sum.add_again(built, report));
        }
        // What they led to nobody asks any more, and it is much where plans are many.
        sum.places.values_mut().for_each(|place| place.leads_to = vec![]);
    }

    /// The plans whose pages lead to one that is not there as they have it.
    fn misled(&self, sum: &Sum) -> BTreeSet<String> {
        let built: HashMap<&str, &Key> = sum.places.values().map(|place| (&*place.key.folder, &place.key)).collect();
        let is_there = |edition: &Edition| match built.get(&*edition.folder) {
            Some(key) => key.annexes.iter().map(|annex| &annex.slug).eq(&*edition.annexes),
            None => self.not_built(edition).as_ref() == Some(edition),
        };
        let is_misled = |place: &Place| !place.leads_to.iter().all(is_there);
        sum.places.iter().filter(|(_, place)| is_misled(place)).map(|(plan, _)| plan.clone()).collect()
    }

    /// A plan that was not built in this run, as others have made it or are to make it.
    fn not_built(&self, edition: &Edition) -> Option<Edition> {
        let is_elsewhere = self.elsewhere.contains(&*edition.folder);
        if is_elsewhere { Some(edition.clone()) } else { site::edition(self.output, edition) }
    }
}
