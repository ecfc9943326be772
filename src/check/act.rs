//! What the annexes of a plan share: title, year, act, dates, language.

use super::{Surroundings, codes, preservation};
use crate::annex::{
    Accounting, Act, Bulletin, Citation, Date, Notation, Profile, Registration, Scheme, Signature, Signing, one_line,
};
use crate::catalogue::Language;
use crate::plan::{self, Designation, NotationName, Plan};
use crate::source::{Code, Context, Diagnostic, Span, Spanned};

/// The only edition of the plan format so far.
const FORMAT: i64 = 1;
/// No volume of a bulletin has more pages.
const LAST_PAGE: u32 = 999_999;

pub fn check(context: &Context, plan: &Plan, surroundings: &Surroundings) -> Act {
    if let Some(format) = plan.format.as_ref().filter(|format| format.value != FORMAT) {
        let found = format.value.to_string();
        context.report(Diagnostic::new(Code::UnknownFormat, context.place(format.span.clone())).arg("format", found));
    }
    let head = &plan.head;
    let year = head.year.as_ref().map_or(0, |year| check_year(context, year.value, &year.span));
    let citation = head.act.as_ref().map(|act| citation(context, act));
    let bulletin = head.bulletin.as_ref().and_then(|bulletin| self::bulletin(context, bulletin));
    let declared = head.authority.as_ref().map(|text| text.value.as_str());
    let authority = declared.or(surroundings.authority.map(|(text, _)| text.as_str()));
    check_authority(context, head, surroundings);
    check_dates(context, head);
    let profile = profile(context, head, surroundings.profile);
    let date = date(plan);
    let preservation = head.preservation.as_ref().map(|written| preservation::check(context, written, date));
    Act {
        title: one_line(&head.title.value),
        year,
        authority: authority.map(one_line),
        language: head.language.as_ref().map_or(surroundings.language, |language| language.value),
        date,
        citation,
        registration: head.registration.as_ref().map(|registration| Registration {
            office: one_line(&registration.office.value),
            number: registration.number.as_ref().map(number),
            date: registration.date.as_ref().map(|date| check_date(context, date)),
        }),
        bulletin,
        profile,
        preservation: preservation.unwrap_or_default(),
    }
}

/// A catalogue can't tell of data whose authority it has no code of. That of the project is its settings' affair.
fn check_authority(context: &Context, head: &plan::Head, surroundings: &Surroundings) {
    let (Some(authority), Some(known)) = (&head.authority, &surroundings.with_ipa) else { return };
    let name = one_line(&authority.value);
    if !known.contains(&name.as_str()) {
        let problem = Diagnostic::new(Code::AuthorityWithoutIpa, context.place(authority.span.clone()));
        context.report(problem.arg("authority", name));
    }
}

/// A plan that asks to look like a bulletin has to say which; of a project's wish those without one know nothing.
fn profile(context: &Context, head: &plan::Head, usual: Profile) -> Profile {
    match (&head.profile, &head.bulletin) {
        (Some(profile), None) if profile.value == Profile::Bulletin => {
            let place = context.place(profile.span.clone());
            context.report(Diagnostic::new(Code::ProfileWithoutBulletin, place).help("help"));
            Profile::Act
        }
        (Some(profile), _) => profile.value,
        (None, Some(_)) => usual,
        (None, None) => Profile::Act,
    }
}

/// The first page of an annex in the bulletin: its own, or for the first annex that of the plan.
pub fn first_page(context: &Context, plan: &Plan, annex: &plan::Annex) -> Option<u32> {
    let is_first = plan.annexes.first().is_some_and(|first| first.span == annex.span);
    let of_plan = plan.head.bulletin.as_ref().and_then(|bulletin| bulletin.page.as_ref()).filter(|_| is_first);
    let check = |page: &Spanned<i64>| {
        let possible = u32::try_from(page.value).ok().filter(|number| (1..=LAST_PAGE).contains(number));
        if possible.is_none() {
            let problem = Diagnostic::new(Code::PageOutOfRange, context.place(page.span.clone()));
            context.report(problem.arg("page", page.value.to_string()));
        }
        possible
    };
    // Both are looked at, whichever counts.
    let of_plan = of_plan.map(check);
    annex.bulletin_page.as_ref().map(check).or(of_plan).flatten()
}

pub fn citation(context: &Context, act: &plan::Act) -> Citation {
    Citation {
        kind: one_line(&act.kind.value),
        body: line(&act.body),
        number: act.number.as_ref().map(number),
        date: act.date.as_ref().map(|date| check_date(context, date)),
        subject: line(&act.subject),
    }
}

fn bulletin(context: &Context, bulletin: &plan::Bulletin) -> Option<Bulletin> {
    let plan::Bulletin { name, number, part, date, .. } = bulletin;
    Some(issue(context, name, number, part, date.as_ref()?))
}

/// An issue of the bulletin.
pub fn issue(
    context: &Context,
    name: &Option<plan::Text>,
    number: &Option<Designation>,
    part: &Option<plan::Text>,
    date: &plan::Date,
) -> Bulletin {
    let number = number.as_ref().map(self::number);
    Bulletin { name: line(name), number, part: line(part), date: check_date(context, date) }
}

/// The codes of all accounting references, those of an annex once and those of the plan once.
pub fn check_codes(context: &Context, plan: &Plan, on: Date) {
    let own = plan.annexes.iter().filter_map(|annex| annex.accounting.as_ref());
    for accounting in std::iter::once(&plan.head.accounting).chain(own).flatten() {
        for (scheme, code) in [(Scheme::Cup, &accounting.cup), (Scheme::Cig, &accounting.cig)] {
            let problem = code
                .as_ref()
                .and_then(|code| codes::check(scheme, code.value.trim(), on, &context.place(code.span.clone())));
            problem.into_iter().for_each(|problem| context.report(problem));
        }
    }
}

/// Where the money is booked, if it says anything of that.
pub fn accounting(context: &Context, accounting: &plan::Accounting) -> Option<Accounting> {
    let checked = Accounting {
        chapter: accounting.chapter.as_ref().map(number),
        year: accounting.year.as_ref().map(|year| check_year(context, year.value, &year.span)),
        commitment: accounting.commitment.as_ref().map(number),
        cup: line(&accounting.cup),
        cig: line(&accounting.cig),
    };
    if checked == Accounting::default() {
        context.empty_text("accounting", accounting.span.clone());
        return None;
    }
    Some(checked)
}

pub fn signing(context: &Context, signing: &plan::Signing) -> Signing {
    let signature = |signature: &plan::Signature| Signature {
        office: one_line(&signature.office.value),
        name: line(&signature.name),
    };
    Signing {
        place: line(&signing.place),
        date: signing.date.as_ref().map(|date| check_date(context, date)),
        signatures: signing.signatures.iter().map(signature).collect(),
    }
}

fn line(text: &Option<plan::Text>) -> Option<String> {
    text.as_ref().map(|text| one_line(&text.value))
}

pub fn number(designation: &Designation) -> String {
    one_line(&designation.0.value)
}

/// The notation of the plan's numbers: the one it names, or that of its language.
pub fn notation(plan: &Plan, language: Language) -> Notation {
    match plan.head.notation.as_ref().map(|notation| notation.value) {
        Some(NotationName::Plain) => Notation::Plain,
        Some(NotationName::Of(language)) => Notation::of(language),
        None => Notation::of(language),
    }
}

/// An act is registered and published after it was adopted.
fn check_dates(context: &Context, head: &plan::Head) {
    let Some(adopted) = head.act.as_ref().and_then(|act| act.date.as_ref()) else { return };
    let registered = head.registration.as_ref().and_then(|registration| registration.date.as_ref());
    let published = head.bulletin.as_ref().and_then(|bulletin| bulletin.date.as_ref());
    for (what, later) in [("registration", registered), ("bulletin", published)] {
        check_order(context, what, later, Some((adopted, "act")));
    }
}

/// Reports a date that comes before another one, which is called by the label of that name.
pub fn check_order(
    context: &Context,
    what: &'static str,
    later: Option<&plan::Date>,
    earlier: Option<(&plan::Date, &'static str)>,
) {
    let (Some(later), Some((earlier, label))) = (later, earlier) else { return };
    if later.value < earlier.value {
        let problem = Diagnostic::new(Code::DateOutOfOrder, context.place(later.span.clone()));
        context.report(problem.arg("what", what).related(context.place(earlier.span.clone()), label));
    }
}

/// The day of the act, else that of the bulletin. A document without any date can't be PDF/A; the first day of its year
/// is the least that is known of it.
pub fn date(plan: &Plan) -> Date {
    let head = &plan.head;
    let adopted = head.act.as_ref().and_then(|act| act.date.as_ref());
    let published = head.bulletin.as_ref().and_then(|bulletin| bulletin.date.as_ref());
    let year = || head.year.as_ref().and_then(|year| u16::try_from(year.value).ok()).unwrap_or_default();
    adopted.or(published).map_or_else(
        || Date { year: year(), month: 1, day: 1 },
        |Spanned { value, .. }| Date { year: value.year, month: value.month, day: value.day },
    )
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

pub fn check_date(context: &Context, date: &plan::Date) -> Date {
    let Spanned { value, span } = date;
    Date { year: check_year(context, i64::from(value.year), span), month: value.month, day: value.day }
}
