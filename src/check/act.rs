//! What the annexes of a plan share: title, year, dates, language.

use super::Surroundings;
use crate::annex::{Act, Bulletin, Date, Notation};
use crate::plan::{NotationName, Plan};
use crate::source::{Code, Context, Diagnostic};

/// The only edition of the plan format so far.
const FORMAT: i64 = 1;

pub fn check(context: &Context, plan: &Plan, surroundings: &Surroundings) -> Act {
    if let Some(format) = plan.format.as_ref().filter(|format| format.value != FORMAT) {
        let found = format.value.to_string();
        context.report(Diagnostic::new(Code::UnknownFormat, context.place(format.span.clone())).arg("format", found));
    }
    let year = u16::try_from(plan.year.value).ok().filter(|year| (1000..=9999).contains(year));
    if year.is_none() && !plan.year.span.is_empty() && plan.year.span != plan.span {
        let found = plan.year.value.to_string();
        context.report(Diagnostic::new(Code::YearOutOfRange, context.place(plan.year.span.clone())).arg("year", found));
    }
    let year = year.unwrap_or_default();
    let bulletin = plan.bulletin.as_ref().map(|bulletin| Bulletin {
        name: bulletin.name.as_ref().map(|name| name.value.clone()),
        number: bulletin.number.value.clone(),
        part: bulletin.part.as_ref().map(|part| part.value.clone()),
        date: date(bulletin.date.value),
    });
    let adopted = plan.date.as_ref().map(|adopted| date(adopted.value));
    let published = bulletin.as_ref().map(|bulletin| bulletin.date);
    Act {
        title: plan.title.value.trim().to_owned(),
        year,
        authority: plan
            .authority
            .as_ref()
            .map(|text| text.value.as_str())
            .or(surroundings.authority)
            .map(str::to_owned),
        language: plan.language.as_ref().map_or(surroundings.language, |language| language.value),
        // A document without any date can't be PDF/A; the first day of its year is the least that is known of it.
        date: adopted.or(published).unwrap_or(Date { year, month: 1, day: 1 }),
        bulletin,
    }
}

/// The notation of the plan's amounts: the one it names, or that of its language.
pub fn notation(plan: &Plan, act: &Act) -> Notation {
    match plan.notation.as_ref().map(|notation| notation.value) {
        Some(NotationName::Plain) => Notation::Plain,
        Some(NotationName::Of(language)) => Notation::of(language),
        None => Notation::of(act.language),
    }
}

fn date((year, month, day): (u16, u8, u8)) -> Date {
    Date { year, month, day }
}
