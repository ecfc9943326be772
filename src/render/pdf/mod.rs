//! PDF/A-2a and PDF/UA-1 by the Typst template `annex.typ`. The room of typst.
//!
//! The template is an ordinary Typst file that reads the annex as data (`/annex.json`), so no text of a plan is ever
//! evaluated. Nothing of the machine goes into the bytes: no system font, no clock, no path.

mod data;
mod fit;
mod fonts;
mod image;
mod table;
mod text;
mod world;

use std::panic::AssertUnwindSafe;

use typst::WorldExt as _;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use self::fonts::Fonts;
use self::image::Image;
use self::world::{Shared, World};
use super::{Drawn, RenderError, Stationery, Templates, Words};
use crate::annex::{Annex, Orientation, Table};
use crate::source::{Code, Diagnostic, Hint, Place};

/// How many evictions a memoised result outlives without being used. Every thread evicts after each of its documents,
/// so with many threads a result may go while its document is still being set: it is then worked out again. What all
/// documents share (fonts, template) is used by each; everything else is of one document only.
const MEMO_AGE: usize = 2;

/// The message that passes on what typst advises.
pub const HINT: &str = "hint-template";

/// The typesetter with what all documents share.
pub struct Engine {
    shared: Shared,
}

impl Engine {
    pub fn new(templates: &Templates) -> Self {
        Self { shared: Shared::new(templates) }
    }

    /// Takes up a project's fonts and its coat of arms, and tells what is wrong with them.
    pub fn furnish(&mut self, stationery: Stationery) -> Vec<Diagnostic> {
        let Stationery { fonts, family, coat_of_arms } = stationery;
        let mut problems = vec![];
        if !fonts.is_empty() || family.is_some() {
            (self.shared.fonts, problems) = Fonts::with(fonts, family.as_ref());
        }
        if let Some(coat_of_arms) = coat_of_arms {
            let checked = options("-".to_owned()).map(|options| Image::new(coat_of_arms, &self.shared, &options));
            match checked {
                Ok(Ok(image)) => self.shared.coat_of_arms = Some(image),
                Ok(Err(problem)) => problems.push(*problem),
                // The standards themselves are refused, which each annex says for itself.
                Err(_) => {}
            }
        }
        problems
    }

    /// Whether one of the fonts has a shape for the character.
    pub fn can_print(&self, c: char) -> bool {
        self.shared.fonts.can_print(c)
    }

    /// Whether there is a layout that the table fits, on pages of that orientation where it has one.
    pub fn fits(&self, table: &Table, orientation: Option<Orientation>) -> bool {
        fit::fits(table, orientation, &|c| self.shared.fonts.advance(c))
    }

    /// Sets an annex and exports it. Same annex and templates, same bytes.
    ///
    /// # Errors
    /// Where the template is wrong, or the document would not conform.
    pub fn render(&self, annex: &Annex, words: Words) -> Result<Drawn, RenderError> {
        let fonts = &self.shared.fonts;
        let advance = |c| fonts.advance(c);
        let pages = fit::pages(annex, &advance)
            .ok_or_else(|| RenderError::Refused("a table is wider than a page".to_owned()))?;
        let document = data::document(annex, words, pages, &self.shared);
        let data = serde_json::to_vec(&document).map_err(|error| RenderError::Refused(error.to_string()))?;
        let world = World::new(&self.shared, data);
        // Years from now the same annex shall be known as the same document, wherever it was made.
        let options = options(format!("{}/{}/{}", annex.act.year, annex.act.title, annex.slug))?;
        // A fault of the typesetter's own is told of this annex, and keeps nobody from the others.
        let set = std::panic::catch_unwind(AssertUnwindSafe(|| {
            let compiled = typst::compile::<PagedDocument>(&world);
            (compiled.output.and_then(|document| typst_pdf::pdf(&document, &options)), compiled.warnings)
        }));
        comemo::evict(MEMO_AGE);
        match set {
            Ok((Ok(bytes), warnings)) => Ok(Drawn { bytes, warnings: warn(&world, &warnings) }),
            Ok((Err(problems), warnings)) => Err(explain(&world, &problems, &warnings)),
            Err(_) => Err(RenderError::Refused("the typesetter failed".to_owned())),
        }
    }
}

/// What the export keeps to: ISO 19005-2 and ISO 14289-1, which both build on PDF 1.7; the document is known by `ident`.
fn options(ident: String) -> Result<PdfOptions, RenderError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
    Ok(PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some(concat!("allegato ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards: standards.map_err(|error| RenderError::Refused(error.message().to_string()))?,
        ..PdfOptions::default()
    })
}

/// Typst's complaints: as diagnostics at their places in the template, with its warnings; or as a text where they have none.
fn explain(world: &World, problems: &[SourceDiagnostic], warnings: &[SourceDiagnostic]) -> RenderError {
    let placed = problems.iter().filter_map(|problem| Some(told(problem, Code::TemplateError, place(world, problem)?)));
    let mut placed: Vec<Diagnostic> = placed.collect();
    if !placed.is_empty() {
        placed.extend(warn(world, warnings));
        return RenderError::Template(placed);
    }
    RenderError::Refused(problems.iter().map(sentence).collect::<Vec<_>>().join("; "))
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
