//! PDF by the standards that were chosen, by the Typst template `annex.typ`. The room of typst.
//!
//! The template is an ordinary Typst file that reads the annex as data (`/annex.json`), so no text of a plan is ever
//! evaluated. Nothing of the machine goes into the bytes: no system font, no clock, no path.

mod attachments;
mod calls;
mod data;
mod extent;
mod fit;
mod fonts;
mod image;
mod intrinsics;
mod line;
mod memory;
mod partings;
mod shapes;
mod table;
mod text;
mod world;

use std::panic::AssertUnwindSafe;

use typst::WorldExt as _;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::foundations::{Datetime, NativeElement, Smart};
use typst::introspection::Introspector as _;
use typst::pdf::AttachElem;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub use self::fonts::embedded as embedded_fonts;

use self::fonts::Fonts;
use self::image::Image;
use self::memory::Setting;
use self::partings::Partings;
use self::world::{Shared, World};
use super::{Drawn, Refusal, RenderError, Sources, Standard, Standards, Stationery, Templates, Words};
use crate::annex::{Annex, Date, Table};
use crate::source::{Code, Diagnostic, Hint, Place};

/// How often a document is set again, each time parted once more.
const MOST_PARTINGS: usize = 30;

/// The date of what is set as a trial and not kept.
const UNDATED: Date = Date { year: 2000, month: 1, day: 1 };

/// The message that passes on what typst advises.
pub const HINT: &str = "hint-template";

/// The version of Typst that documents are set by.
pub fn version() -> String {
    typst::utils::version().raw().to_owned()
}

/// The typesetter with what all documents share.
pub struct Engine {
    shared: Shared,
    standards: Standards,
}

impl Engine {
    pub fn new(templates: &Templates, standards: &Standards) -> Self {
        Self { shared: Shared::new(templates), standards: standards.clone() }
    }

    /// Takes up a project's fonts and its coat of arms, and tells what is wrong with them.
    pub fn furnish(&mut self, stationery: Stationery) -> Vec<Diagnostic> {
        let Stationery { fonts, family, coat_of_arms, .. } = stationery;
        let mut problems = vec![];
        if !fonts.is_empty() || family.is_some() {
            (self.shared.fonts, problems) = Fonts::with(fonts, family.as_ref());
        }
        if let Some(coat_of_arms) = coat_of_arms {
            let checked = options("-".to_owned(), UNDATED, &self.standards)
                .map(|options| Image::new(coat_of_arms, &self.shared, &options));
            match checked {
                Ok(Ok(image)) => self.shared.coat_of_arms = Some(image),
                Ok(Err(problem)) => problems.push(*problem),
                // The standards themselves are refused, which each annex says for itself.
                Err(_) => {}
            }
        }
        problems
    }

    /// The coat of arms that was found sound.
    pub fn coat_of_arms(&self) -> Option<&Image> {
        self.shared.coat_of_arms.as_ref()
    }

    /// Whether one of the fonts has a shape for the character.
    pub fn can_print(&self, c: char) -> bool {
        self.shared.fonts.can_print(c)
    }

    /// Whether there is a layout that the table fits.
    pub fn fits(&self, table: &Table) -> bool {
        fit::fits(table, &|c| self.shared.fonts.advance(c))
    }

    /// Sets an annex and exports it, with what it was made of where the standard has room for it. Same annex, sources and
    /// templates, same bytes.
    ///
    /// # Errors
    /// Where the template is wrong, or the document would not conform.
    pub fn render(&self, annex: &Annex, words: Words, sources: &Sources) -> Result<Drawn, RenderError> {
        let data = self.data(annex, words)?;
        let attached = if self.standards.attach() { attachments::of(annex, words, sources) } else { vec![] };
        let number = attached.len();
        let mut world = World::new(&self.shared, data, attached);
        // Years from now the same annex shall be known as the same document, wherever it was made.
        let ident = format!("{}/{}/{}", annex.act.year, annex.act.title, annex.slug);
        let options = options(ident, annex.act.date, &self.standards)?;
        let _setting = Setting::begin();
        // A fault of the typesetter's own is told of this annex, and keeps nobody from the others.
        let set = std::panic::catch_unwind(AssertUnwindSafe(|| {
            let compiled = compile(&mut world);
            let export = |document| Ok((typst_pdf::pdf(&document, &options)?, attached_to(&document)));
            (compiled.output.and_then(export), compiled.warnings)
        }));
        match set {
            // Sums carried would be those of a layout that was given up.
            Ok((Ok(_), warnings)) if annex.tables.iter().any(|t| t.carried.is_some()) && is_restless(&warnings) => {
                Err(RenderError::refused_for("restless", "the layout does not come to rest"))
            }
            // Never without a word: who chose the standard counts on them.
            Ok((Ok((_, found)), _)) if found < number => Err(RenderError::refused("the attachments are missing")),
            Ok((Ok((bytes, _)), warnings)) => Ok(Drawn { bytes, warnings: warn(&world, &warnings) }),
            Ok((Err(problems), warnings)) => Err(explain(&world, &problems, &warnings)),
            Err(_) => Err(RenderError::refused("the typesetter failed")),
        }
    }

    /// The annex as the template reads it.
    fn data(&self, annex: &Annex, words: Words) -> Result<Vec<u8>, RenderError> {
        let advance = |c| self.shared.fonts.advance(c);
        let too_wide = || RenderError::refused("a table is wider than a page");
        let sections = fit::sections(annex, &advance).ok_or_else(too_wide)?;
        let data = serde_json::to_vec(&data::document(annex, words, &sections, &self.shared));
        data.map_err(|error| RenderError::refused(error.to_string()))
    }

    /// What the template finds beside itself when an annex is set for the last time: names of files, and their bytes.
    ///
    /// # Errors
    /// As for [`Engine::render`], but for what the export alone refuses.
    pub fn given(&self, annex: &Annex, words: Words) -> Result<Vec<(String, Vec<u8>)>, RenderError> {
        let mut world = World::new(&self.shared, self.data(annex, words)?, vec![]);
        let _setting = Setting::begin();
        let compiled = compile(&mut world);
        match compiled.output {
            Ok(_) => Ok(world.files().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()),
            Err(problems) => Err(explain(&world, &problems, &compiled.warnings)),
        }
    }
}

/// Sets a document, and again with its tables parted where that is needed. One that never comes to rest is left as it is.
fn compile(world: &mut World) -> Warned<SourceResult<PagedDocument>> {
    let (mut partings, mut set) = (Partings::default(), 0);
    loop {
        world.part(&partings);
        let compiled = typst::compile::<PagedDocument>(world);
        let parted = compiled.output.as_ref().is_ok_and(|document| partings.extend(document.introspector()));
        if !parted || set == MOST_PARTINGS || is_restless(&compiled.warnings) {
            return compiled;
        }
        set += 1;
    }
}

/// Whether the passes of the typesetter did not agree in the end.
fn is_restless(warnings: &[SourceDiagnostic]) -> bool {
    warnings.iter().any(|warning| warning.message.contains("did not converge"))
}

/// How many files a document has attached.
fn attached_to(document: &PagedDocument) -> usize {
    document.introspector().query(&AttachElem::ELEM.select()).len()
}

/// What the export keeps to; the document is known by `ident`.
fn options(ident: String, date: Date, standards: &Standards) -> Result<PdfOptions, RenderError> {
    let standards: Vec<PdfStandard> = standards.iter().map(exported).collect();
    let date = Datetime::from_ymd(date.year.into(), date.month, date.day);
    Ok(PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some(concat!("allegato ", env!("CARGO_PKG_VERSION")).to_owned())),
        // For templates that say nothing of a date, which archives and attachments want.
        timestamp: date.map(Timestamp::new_utc),
        standards: PdfStandards::new(&standards).map_err(|error| RenderError::refused(error.message().to_string()))?,
        ..PdfOptions::default()
    })
}

fn exported(standard: Standard) -> PdfStandard {
    match standard {
        Standard::Pdf17 => PdfStandard::V_1_7,
        Standard::A1a => PdfStandard::A_1a,
        Standard::A2a => PdfStandard::A_2a,
        Standard::A2u => PdfStandard::A_2u,
        Standard::A3a => PdfStandard::A_3a,
        Standard::A4 => PdfStandard::A_4,
        Standard::Ua1 => PdfStandard::Ua_1,
    }
}

/// Typst's complaints: slips of the template as diagnostics at their places, with its warnings; all else as reasons for a
/// refusal.
fn explain(world: &World, problems: &[SourceDiagnostic], warnings: &[SourceDiagnostic]) -> RenderError {
    let (mut slips, mut refusals) = (vec![], vec![]);
    for problem in problems {
        // What a standard objects to belongs to the annex: another one may be all right in the same template.
        match (objection(&problem.message), place(world, problem)) {
            (None, Some(place)) => slips.push(told(problem, Code::TemplateError, place)),
            (objection, place) => {
                let (standards, message) = objection.unwrap_or(("", problem.message.as_str()));
                let (cause, standards) = (cause(message), standards.to_owned());
                refusals.push(Refusal { cause, standards, reason: sentence(problem), place });
            }
        }
    }
    if slips.is_empty() {
        return RenderError::Refused(refusals);
    }
    slips.extend(warn(world, warnings));
    RenderError::Template(slips)
}

/// The standards that an export's complaint begins with, and what they object to: `PDF/A-1a error: …`.
fn objection(message: &str) -> Option<(&str, &str)> {
    message.split_once(" error: ").filter(|(standards, _)| standards.starts_with("PDF/"))
}

/// What the catalogues have words for, among what documents are refused for: by words of typst-pdf's own, which has no other
/// name for it. Where those change, its words are shown as they are.
fn cause(message: &str) -> &'static str {
    const CAUSES: [(&str, &str); 9] = [
        ("transparency", "transparency"),
        ("missing alt text", "description"),
        ("missing document title", "title"),
        ("document date", "date"),
        ("contains an attached file", "attachment"),
        ("attempted to attach file", "same-name"),
        ("could not be displayed", "sign"),
        ("codepoint", "sign"),
        ("the license of", "licence"),
    ];
    CAUSES.iter().find(|(words, _)| message.contains(words)).map_or(Refusal::OTHER, |(_, cause)| cause)
}

/// Typst's warnings; one that has no place of its own stands at the head of the template.
fn warn(world: &World, warnings: &[SourceDiagnostic]) -> Vec<Diagnostic> {
    let told = |warning: &SourceDiagnostic| {
        let place = place(world, warning).unwrap_or_else(|| Place::new(&world.main_template(), 0..0));
        told(warning, Code::TemplateWarning, place)
    };
    warnings.iter().map(told).collect()
}

fn place(world: &World, problem: &SourceDiagnostic) -> Option<Place> {
    let file = world.template(problem.span.id()?)?;
    Some(Place::new(&file, world.range(problem.span).unwrap_or(0..0)))
}

/// A complaint with what typst advises.
fn told(problem: &SourceDiagnostic, code: Code, place: Place) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(code, place).arg("reason", problem.message.to_string());
    let hint = |hint: String| Hint { key: HINT, args: vec![("hint", hint.into())], places: vec![] };
    diagnostic.hints = problem.hints.iter().map(|advice| hint(advice.v.to_string())).collect();
    // What a template can see is our doing, of which typst knows nothing.
    if code == Code::TemplateError && problem.message.starts_with("file not found") {
        return diagnostic.help("files");
    }
    diagnostic
}

fn sentence(problem: &SourceDiagnostic) -> String {
    let hints = problem.hints.iter().map(|hint| format!(" ({})", hint.v));
    std::iter::once(problem.message.to_string()).chain(hints).collect()
}
