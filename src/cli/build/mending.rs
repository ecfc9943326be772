//! Pages that lead to a plan in another year, drawn again where that plan came to something else than was expected.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::folders::There;
use super::super::{Report, site};
use super::builder::Builder;
use super::sum::Sum;
use crate::read::PlanFile;
use crate::render::Edition;
use crate::site::Key;
use crate::workers;

impl Builder<'_> {
    /// Draws again what leads to a year before or after that is not as expected, since its plan was not built now or has errors.
    /// `expected` says what was taken to be there when plans were built.
    pub fn mend(&self, plans: &[PlanFile], expected: &There, sum: &mut Sum, report: &Report) {
        let misled = self.misled(plans, expected, sum);
        if !misled.is_empty() {
            let built = sum.editions();
            let there = |edition: &Edition| match built.get(&*edition.folder) {
                Some(annexes) => Some(Edition { annexes: Arc::clone(annexes), ..edition.clone() }),
                None => self.not_built(edition),
            };
            // What an earlier run mended need not be mended again.
            let build = |plan: &&PlanFile| self.unchanged(plan, &there).map_or_else(|| self.build(plan, &there), Ok);
            workers::for_each(&misled, self.threads, build, |built| sum.add_again(built, report));
        }
    }

    /// The plans whose pages lead to one that is not there as they have it.
    fn misled<'p>(&self, plans: &'p [PlanFile], expected: &There, sum: &Sum) -> Vec<&'p PlanFile> {
        let built: HashMap<&str, &Key> = sum.keys.values().map(|key| (&*key.folder, &**key)).collect();
        let is_there = |edition: &Edition| match built.get(&*edition.folder) {
            Some(key) => key.annexes.iter().map(|annex| &annex.slug).eq(&*edition.annexes),
            None => self.not_built(edition).as_ref() == Some(edition),
        };
        let is_misled = |plan: &&PlanFile| {
            let key = sum.keys.get(&plan.key);
            let leads_to = key.map(|key| self.folders.neighbours(plan, key.year, expected));
            !leads_to.into_iter().flatten().flatten().all(|edition| is_there(&edition))
        };
        plans.iter().filter(is_misled).collect()
    }

    /// A plan that was not built in this run, as others have made it or are to make it.
    fn not_built(&self, edition: &Edition) -> Option<Edition> {
        let is_elsewhere = self.elsewhere.contains(&*edition.folder);
        if is_elsewhere { Some(edition.clone()) } else { site::edition(self.output, edition) }
    }
}
