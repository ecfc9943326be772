//! From the plan as written to annexes as checked.
//!
//! In: a [`Plan`] and what holds where it is silent. Out: annexes that need no further question, or the problems.
//! One file for each family of rules; each reports all that it finds.

mod act;
mod allocation;
mod asked;
mod carried;
mod cells;
mod codes;
mod columns;
mod corrections;
mod derivations;
mod equations;
mod failures;
mod figures;
mod formula;
mod groups;
mod headings;
mod hints;
mod inputs;
mod names;
mod others;
pub mod preservation;
mod printable;
mod quotient;
mod table;
mod texts;
mod verify;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use self::asked::Reach;
use self::derivations::{Derivations, Tables};
pub use self::equations::{Equation, Kind as EquationKind, Outcome};
use self::figures::{At, Figures};
pub use self::hints::KEYS as HINTS;
use self::table::Board;
use self::texts::Texts;
use crate::annex::{Act, Annex, Date, Notation, PreservationSettings, Profile, Table, one_line, slug};
use crate::catalogue::{Catalogue, Language};
use crate::plan::{self, Files, Plan, Text};
use crate::source::{Code, Context, Diagnostic, Place, Policy, SourceFile};

/// What holds where a plan says nothing, and what its documents can show.
pub struct Surroundings<'a> {
    pub language: Language,
    /// With its place in the project's settings.
    pub authority: Option<&'a (String, Place)>,
    /// The authorities that the catalogue of data sets has a code of; none where there is no catalogue.
    pub with_ipa: Option<Vec<&'a str>>,
    /// What is an error.
    pub policy: &'a Policy,
    /// Whether the documents can show a character beyond ASCII; that, any font has.
    pub can_print: &'a (dyn Fn(char) -> bool + Sync),
    /// Whether the documents can show a table: it may be wider than a page.
    pub fits: &'a (dyn Fn(&Table) -> bool + Sync),
    /// How the pages of plans that have a bulletin are headed.
    pub profile: Profile,
    /// What the project says for the system that preserves its documents, where it says anything.
    pub preservation: Option<&'a PreservationSettings>,
    /// Whether the equations that were verified are to be told.
    pub equations: bool,
    /// Whether a rendering has to know what figures follow from.
    pub derivations: bool,
}

impl<'a> Surroundings<'a> {
    /// Those of a plan without a project, which is asked for nothing beside its annexes.
    pub fn new(
        policy: &'a Policy,
        can_print: &'a (dyn Fn(char) -> bool + Sync),
        fits: &'a (dyn Fn(&Table) -> bool + Sync),
    ) -> Self {
        Self {
            language: Language::Italian,
            authority: None,
            with_ipa: None,
            policy,
            can_print,
            fits,
            profile: Profile::default(),
            preservation: None,
            equations: false,
            derivations: false,
        }
    }
}

/// What came of a check. The annexes and equations are complete only if no error is among the problems.
pub struct Checked {
    pub annexes: Vec<Annex>,
    /// All that was verified, in the order of the plan, if it was asked for.
    pub equations: Vec<Equation>,
    pub problems: Vec<Diagnostic>,
}

/// What all rules need to know of the plan that they check.
pub struct Document<'a> {
    pub context: &'a Context,
    pub notation: Notation,
    pub language: Language,
    /// The program's own words in that language.
    pub words: &'static Catalogue,
    /// Of the act: by it one knows which codes there were.
    pub date: Date,
}

/// Checks a plan; `files` reads other plans whose figures it uses.
pub fn check(plan: &Plan, files: &Files, surroundings: &Surroundings) -> Checked {
    let context = Context::new(&plan.file);
    printable::check(&context, plan, surroundings.authority, surroundings.can_print);
    let act = Arc::new(act::check(&context, plan, surroundings));
    act::check_codes(&context, plan, act.date);
    if plan.annexes.is_empty() {
        context.report(Diagnostic::new(Code::NoAnnex, context.place(plan.head.span.clone())));
    }
    check_labels(&context, plan);
    let tables = || plan.annexes.iter().flat_map(|annex| &annex.table);
    check_ids(&context, tables().filter_map(|table| Some((table.id.as_ref()?, &plan.file))));
    let document = Document {
        context: &context,
        notation: act::notation(plan, act.language),
        language: act.language,
        words: Catalogue::of_documents(act.language),
        date: act.date,
    };
    let mut boards: Vec<Board> = tables().map(|table| Board::check(&document, table)).collect();
    let found = verify::check(&context, &Figures::new(&boards));
    let left_out: BTreeSet<At> = found.iter().map(|(at, _)| *at).collect();
    figures::fill(&mut boards, found);

    let figures = Figures::new(&boards);
    let others = others::load(&context, plan, files);
    let others = others::boards_of(&context, plan, surroundings.language, &others);
    let reach = Reach {
        own: &figures,
        others: others.iter().map(|(name, boards)| (*name, boards.as_deref().map(Figures::new))).collect(),
    };
    let asked = asked::check(&document, plan, &reach);
    let equations =
        if surroundings.equations { equations::of(&document, plan, &left_out, &figures, &asked) } else { vec![] };
    let mut begins = 0;
    let corrections = corrections::check(&context, plan);
    let annexes = plan.annexes.iter().zip(corrections).map(|(annex, corrections)| {
        let boards = begins..begins + annex.table.len();
        begins = boards.end;
        let annex = check_annex(&document, &act, plan, annex, &figures, boards, surroundings);
        Annex { corrections, ..annex }
    });
    let annexes = annexes.collect();
    Checked { annexes, equations, problems: context.into_problems() }
}

fn check_annex(
    document: &Document,
    act: &Arc<Act>,
    plan: &Plan,
    annex: &plan::Annex,
    figures: &Figures,
    boards: Range<usize>,
    surroundings: &Surroundings,
) -> Annex {
    let context = document.context;
    let mut texts = Texts::new(document, annex, figures);
    if annex.table.is_empty() {
        context.report(Diagnostic::new(Code::NoTable, context.place(annex.span.clone())));
    }
    // In the order of the document, by which footnotes are numbered.
    let title = annex.title.as_ref().map(|title| texts.line(title));
    let before = texts.optional(&annex.before);
    let at = allocation::find(document, annex, figures, boards.clone());
    let mut divided = None;
    let mut tables = vec![];
    let own = Tables::new(figures, boards.clone());
    for index in boards {
        let board = &figures.boards[index];
        let derivations = surroundings.derivations.then(|| Derivations::new(figures, index, &own));
        let Some(table) = board.table(document, annex, &mut texts, derivations.as_ref()) else { continue };
        if !(surroundings.fits)(&table) {
            context.report(Diagnostic::new(Code::TableTooWide, context.place(board.table.span.clone())));
        }
        if let Some(at) = at.filter(|at| at.board == index) {
            divided = allocation::allocation(document, figures, at, &table);
        }
        tables.push(table);
    }
    let after = texts.optional(&annex.after);
    let signing = annex.signing.as_ref().or(plan.head.signing.as_ref());
    let accounting = annex.accounting.as_ref().unwrap_or(&plan.head.accounting);
    Annex {
        act: Arc::clone(act),
        label: one_line(&annex.label.value),
        slug: slug(&annex.label.value),
        heading: annex.heading.as_ref().map(|heading| one_line(&heading.value)),
        title,
        amount: at.and_then(|at| allocation::amount(document, annex, figures, at, divided)),
        first_page: act::first_page(context, plan, annex),
        before,
        tables,
        after,
        footnotes: texts.footnotes(),
        accounting: accounting.iter().filter_map(|accounting| act::accounting(context, accounting)).collect(),
        signing: signing.map(|signing| act::signing(context, signing)),
        corrections: vec![],
    }
}

/// Labels name files, so two of them may not differ by case or accents alone.
fn check_labels(context: &Context, plan: &Plan) {
    let mut seen: HashMap<String, Place> = HashMap::new();
    for label in plan.annexes.iter().map(|annex| &annex.label).filter(|label| !label.value.trim().is_empty()) {
        let place = context.place(label.span.clone());
        let name = slug(&label.value);
        if name.is_empty() || name.len() > 60 {
            context.report(Diagnostic::new(Code::UnusableLabel, place).arg("label", label.value.as_str()));
        } else if let Some(first) = seen.get(&name) {
            let problem = Diagnostic::new(Code::DuplicateLabel, place).arg("label", label.value.as_str());
            context.report(problem.related(first.clone(), "first"));
        } else {
            seen.insert(name, place);
        }
    }
}

/// Names by which text and checks refer to something: unique, and made of letters, digits and `_`.
fn check_ids<'a>(context: &Context, ids: impl Iterator<Item = (&'a Text, &'a Arc<SourceFile>)>) {
    let mut seen: HashMap<&str, Place> = HashMap::new();
    for (id, file) in ids {
        let place = Place::new(file, id.span.clone());
        if !is_name(&id.value) {
            context.report(Diagnostic::new(Code::UnusableName, place).arg("name", id.value.as_str()));
        } else if let Some(first) = seen.get(id.value.as_str()) {
            let problem = Diagnostic::new(Code::DuplicateId, place).arg("id", id.value.as_str());
            context.report(problem.related(first.clone(), "first"));
        } else {
            seen.insert(&id.value, place);
        }
    }
}

/// Whether a text can be an id or a column's key: a letter, then letters, digits or `_`. A formula can then tell a
/// name from a number and from a minus sign.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
