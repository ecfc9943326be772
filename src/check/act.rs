//! What the annexes of a plan share: title, year, dates, language.

use super::Surroundings;
use crate::annex::{Act, Bulletin, Date, Notation, one_line};
use crate::plan::{self, NotationName, Plan};
use crate::source::{Code, Context, Diagnostic, Span};

/// The only edition of the plan format so far.
const FORMAT: i64 = 1;

pub fn check(context: &Context, plan: &Plan, surroundings: &Surroundings) -> Act {
    if let Some(format) = plan.format.as_ref().filter(|format| format.value != FORMAT) {
        let found = format.value.to_string();
        context.report(Diagnostic::new(Code::UnknownFormat, context.place(format.span.clone())).arg("format", found));
    }
    let year = plan.year.as_ref().map_or(0, |year| check_year(context, year.value, &year.span));
    let bulletin = plan.bulletin.as_ref().and_then(|bulletin| {
        Some(Bulletin {
            name: bulletin.name.as_ref().map(|name| one_line(&name.value)),
            number: one_line(&bulletin.number.value),
            part: bulletin.part.as_ref().map(|part| one_line(&part.value)),
            date: check_date(context, bulletin.date.as_ref()?),
        })
    });
    let declared = plan.authority.as_ref().map(|text| text.value.as_str());
    let authority = declared.or(surroundings.authority.map(|(text, _)| text.as_str()));
    let adopted = plan.date.as_ref().map(|adopted| check_date(context, adopted));
    let published = bulletin.as_ref().map(|bulletin| bulletin.date);
    Act {
        title: one_line(&plan.title.value),
        year,
        authority: authority.map(one_line),
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

/// The year, or 0 where it was reported.
fn check_year(context: &Context, year: i64, span: &Span) -> u16 {
    let possible = u16::try_from(year).ok().filter(|year| (1000..=9999).contains(year));
    possible.unwrap_or_else(|| {
        let problem = Diagnostic::new(Code::YearOutOfRange, context.place(span.clone()));
        context.report(problem.arg("year", year.to_string()));
        0
    })
}

fn check_date(context: &Context, date: &plan::Date) -> Date {
    let (year, month, day) = date.value;
    Date { year: check_year(context, i64::from(year), &date.span), month, day }
}
