//! What an annex says beside its figures, and what its act says of itself.

use super::likeness::words;
use super::matching::Matching;
use super::outline::line;
use super::{Place, Said, Sides, TextDifference};
use crate::annex::{Act, Annex, Table, Text};

/// Gathers what is not the same.
#[derive(Default)]
struct Found(Vec<TextDifference>);

impl Found {
    fn compare(&mut self, place: Place, old: Option<Said>, new: Option<Said>) {
        if old != new {
            self.0.push(TextDifference { place, said: Sides { old, new } });
        }
    }

    fn texts(&mut self, place: Place, old: Option<&Text>, new: Option<&Text>) {
        let said = |text: Option<&Text>| text.map(line).filter(|line| !line.is_empty()).map(Said::Text);
        self.compare(place, said(old), said(new));
    }

    /// Things of which there are several: those that are the same are one, then those of the same key, then those that are
    /// left, in order.
    fn lists(&mut self, place: Place, old: &[(String, Said)], new: &[(String, Said)]) {
        let mut matching = Matching::new(old.len(), new.len());
        let whole = |one: &(String, Said)| format!("{:?}", one.1);
        matching.by(|at| Some(whole(&old[at])), |at| Some(whole(&new[at])));
        matching.by(|at| Some(&old[at].0), |at| Some(&new[at].0));
        for (before, after) in matching.merged() {
            self.compare(place, before.map(|at| old[at].1.clone()), after.map(|at| new[at].1.clone()));
        }
    }
}

pub fn of_annex(old: &Annex, new: &Annex) -> Vec<TextDifference> {
    let mut found = Found::default();
    of_act(&mut found, &old.act, &new.act);
    let text = |text: &Option<String>| text.clone().map(Said::Text);
    found.compare(Place::Name, Some(name(old)), Some(name(new)));
    found.texts(Place::Title, old.title.as_ref(), new.title.as_ref());
    found.texts(Place::Before, old.before.as_ref(), new.before.as_ref());
    found.texts(Place::After, old.after.as_ref(), new.after.as_ref());
    let notes = |annex: &Annex| -> Vec<(String, Said)> {
        annex.footnotes.iter().map(|note| (note.mark.clone(), Said::Text(line(&note.text)))).collect()
    };
    found.lists(Place::Footnote, &notes(old), &notes(new));
    let accounting = |annex: &Annex| -> Vec<(String, Said)> {
        let booked = annex.accounting.iter();
        booked.map(|one| (one.chapter.clone().unwrap_or_default(), Said::Accounting(one.clone()))).collect()
    };
    found.lists(Place::Accounting, &accounting(old), &accounting(new));
    let (old, new) = (old.signing.as_ref(), new.signing.as_ref());
    let place = |signing: &crate::annex::Signing| text(&signing.place);
    found.compare(Place::SigningPlace, old.and_then(place), new.and_then(place));
    let date = |signing: &crate::annex::Signing| signing.date.map(Said::Date);
    found.compare(Place::SigningDate, old.and_then(date), new.and_then(date));
    let signatures = |signing: Option<&crate::annex::Signing>| -> Vec<(String, Said)> {
        let all = signing.iter().flat_map(|signing| &signing.signatures);
        all.map(|signature| {
            let parts = [Some(signature.office.as_str()), signature.name.as_deref()];
            let said = parts.into_iter().flatten().collect::<Vec<_>>().join(" – ");
            (words(&signature.office), Said::Text(said))
        })
        .collect()
    };
    found.lists(Place::Signature, &signatures(old), &signatures(new));
    found.0
}

/// What it is called, where the plan says it.
fn name(annex: &Annex) -> Said {
    Said::Text(annex.heading.clone().unwrap_or_else(|| annex.label.clone()))
}

fn of_act(found: &mut Found, old: &Act, new: &Act) {
    let text = |text: &str| Some(Said::Text(text.to_owned()));
    found.compare(Place::ActTitle, text(&old.title), text(&new.title));
    found.compare(Place::Year, text(&old.year.to_string()), text(&new.year.to_string()));
    let authority = |act: &Act| act.authority.clone().map(Said::Text);
    found.compare(Place::Authority, authority(old), authority(new));
    let citation = |act: &Act| act.citation.clone().map(Said::Citation);
    found.compare(Place::Citation, citation(old), citation(new));
    let registration = |act: &Act| act.registration.clone().map(Said::Registration);
    found.compare(Place::Registration, registration(old), registration(new));
    let bulletin = |act: &Act| act.bulletin.clone().map(Said::Bulletin);
    found.compare(Place::Bulletin, bulletin(old), bulletin(new));
}

/// What a table says beside its cells. One that only one edition has says all by being there.
pub fn of_table(tables: &Sides<&Table>) -> Vec<TextDifference> {
    let mut found = Found::default();
    let Some((old, new)) = tables.pair() else { return vec![] };
    found.texts(Place::Caption, old.caption.as_ref(), new.caption.as_ref());
    found.texts(Place::Before, old.before.as_ref(), new.before.as_ref());
    found.texts(Place::After, old.after.as_ref(), new.after.as_ref());
    let legend = |table: &Table| -> Vec<(String, Said)> {
        let entries = table.legend.iter();
        entries.map(|(code, text)| (code.clone(), Said::Text(format!("{code} = {}", line(text))))).collect()
    };
    found.lists(Place::Legend, &legend(old), &legend(new));
    found.0
}
