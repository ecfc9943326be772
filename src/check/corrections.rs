//! Corrections of published annexes: in the order of time, of annexes that there are, none after an annulment.

use super::act;
use crate::annex::{Correction, one_line};
use crate::plan::{self, Plan};
use crate::source::{Code, Context, Diagnostic, Place};

/// The corrections of each annex of a plan, oldest first.
pub fn check(context: &Context, plan: &Plan) -> Vec<Vec<Correction>> {
    check_dates(context, plan);
    let mut histories = vec![History::default(); plan.annexes.len()];
    for written in &plan.head.correction {
        let annexes = corrected(context, plan, written);
        let annulled = annexes.iter().find_map(|(annex, place)| Some((*annex, place, histories[*annex].end.clone()?)));
        if let Some((annex, place, end)) = annulled {
            let label = plan.annexes[annex].label.value.as_str();
            let problem = Diagnostic::new(Code::CorrectionAfterAnnulment, place.clone()).arg("label", label);
            let problem = problem.related(end, "annulment");
            context.report(if written.annexes.is_none() { problem.help("annexes") } else { problem });
            continue;
        }
        let Some(correction) = correction(context, written) else { continue };
        for (annex, _) in annexes {
            histories[annex].push(&correction, || context.place(written.span.clone()));
        }
    }
    histories.into_iter().map(|history| history.corrections).collect()
}

/// What happened to an annex so far.
#[derive(Clone, Default)]
struct History {
    corrections: Vec<Correction>,
    /// Where it was annulled.
    end: Option<Place>,
}

impl History {
    fn push(&mut self, correction: &Correction, place: impl FnOnce() -> Place) {
        self.corrections.push(correction.clone());
        self.end = correction.annuls().then(place);
    }
}

/// The annexes that a correction is of, each once, by their places in the plan, and where it names them.
fn corrected(context: &Context, plan: &Plan, correction: &plan::Correction) -> Vec<(usize, Place)> {
    let Some(named) = &correction.annexes else {
        let place = context.place(correction.span.clone());
        return (0..plan.annexes.len()).map(|annex| (annex, place.clone())).collect();
    };
    if named.is_empty() {
        context.empty_text("annexes", correction.span.clone());
    }
    let labels: Vec<&str> = plan.annexes.iter().map(|annex| annex.label.value.as_str()).collect();
    let mut found: Vec<(usize, Place)> = vec![];
    for name in named {
        match labels.iter().position(|label| *label == name.value) {
            Some(annex) if found.iter().any(|(other, _)| *other == annex) => {}
            Some(annex) => found.push((annex, context.place(name.span.clone()))),
            None => context.report(context.unknown_value("annexes", name, &labels)),
        }
    }
    found
}

/// The correction itself; nothing where what it has to have is missing, which was reported.
fn correction(context: &Context, written: &plan::Correction) -> Option<Correction> {
    let issue = written.bulletin.as_ref().and_then(|issue| {
        let plan::Issue { name, number, part, date, .. } = issue;
        Some(act::issue(context, name, number, part, date.as_ref()?))
    });
    Some(Correction {
        kind: written.kind.as_ref()?.value,
        date: act::check_date(context, written.date.as_ref()?),
        act: written.act.as_ref().map(|act| act::citation(context, act)),
        bulletin: issue,
        reason: one_line(&written.reason.value),
    })
}

/// An act is corrected by one that is not older, a correction is made public on the day of its act at the earliest, and each
/// stands below those before it.
fn check_dates(context: &Context, plan: &Plan) {
    let adopted = plan.head.act.as_ref().and_then(|act| act.date.as_ref());
    let mut last = None;
    for correction in &plan.head.correction {
        let ordered = correction.act.as_ref().and_then(|act| act.date.as_ref());
        let (date, published) = (correction.date.as_ref(), correction.bulletin.as_ref());
        let published = published.and_then(|issue| issue.date.as_ref());
        let act = ordered.or(adopted).map(|date| (date, "act"));
        act::check_order(context, "correcting-act", ordered, adopted.map(|date| (date, "act")));
        act::check_order(context, "correction", date, act);
        act::check_order(context, "bulletin", published, act);
        act::check_order(context, "corrections", date, last.map(|date| (date, "previous")));
        last = date.or(last);
    }
}
