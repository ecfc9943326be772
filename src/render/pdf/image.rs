//! The coat of arms: whether it is an image that our documents can hold, and how large it stands there.
//!
//! It is set and exported once, alone, in a world that has nothing else: an image that asks for a file or an address finds
//! none, and is refused before any annex is drawn with it.

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::Abs;
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::world::{COAT_OF_ARMS, Shared, file_id};
use crate::render::CoatOfArms;
use crate::source::{Code, Diagnostic};

/// Of the coat of arms: its height, and the width that a very wide one may take, in points: 2 cm and 12 cm.
const HEIGHT: f64 = 56.7;
const WIDEST: f64 = 340.2;
/// Pixels along a side: many times what print shows of it, few enough to be held in memory.
const MOST_PIXELS: u32 = 5000;

/// An image that has been found sound.
pub struct Image {
    pub bytes: Bytes,
    /// As typst calls it.
    pub format: &'static str,
    /// In points.
    pub width: f64,
    pub height: f64,
    pub alternative: String,
}

impl Image {
    /// Looks whether the documents can hold the coat of arms; `options` are those of their export.
    ///
    /// # Errors
    /// What keeps it out, at the place where its file is named.
    pub fn new(coat_of_arms: CoatOfArms, shared: &Shared, options: &PdfOptions) -> Result<Self, Box<Diagnostic>> {
        let CoatOfArms { bytes, file, place, alternative } = coat_of_arms;
        let problem = |reason: &str, detail: &str| {
            let problem = Diagnostic::new(Code::UnusableImage, place.clone()).arg("file", file.as_str());
            Box::new(problem.arg("reason", reason).arg("detail", detail))
        };
        let format = kind(&bytes).ok_or_else(|| problem("unknown-kind", ""))?;
        if size_of_png(&bytes).is_some_and(|sides| sides.iter().any(|side| *side > MOST_PIXELS)) {
            return Err(problem("too-large", ""));
        }
        let alone = Alone::new(shared, Bytes::new(bytes), format);
        let set = typst::compile::<PagedDocument>(&alone).output;
        let set = set.and_then(|document| typst_pdf::pdf(&document, options).map(|_| document));
        let document = set.map_err(|found| {
            let told = found.first().map(|found| found.message.to_string()).unwrap_or_default();
            problem(reason(&found), &told)
        })?;
        let size = document.pages().first().map(|page| page.frame.size()).unwrap_or_default();
        let ratio = if size.y > Abs::zero() { size.x / size.y } else { 1.0 };
        let width = (HEIGHT * ratio).min(WIDEST);
        Ok(Self { bytes: alone.image, format, width, height: width / ratio, alternative })
    }
}

/// What an image is by its content; its name may say anything.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Some("png");
    }
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{FEFF}').trim_start();
    (text.starts_with('<') && text.contains("<svg")).then_some("svg")
}

/// Width and height of a PNG, as its head has them (ISO/IEC 15948, 11.2.2).
fn size_of_png(bytes: &[u8]) -> Option<[u32; 2]> {
    let side = |at: usize| Some(u32::from_be_bytes(*bytes.get(at..at + 4)?.first_chunk()?));
    bytes.starts_with(b"\x89PNG").then(|| Some([side(16)?, side(20)?])).flatten()
}

/// Which of the reasons that we have words for is typst's; for the others its own words have to do.
fn reason(problems: &[SourceDiagnostic]) -> &'static str {
    let says = |words: &str| problems.iter().any(|problem| problem.message.contains(words));
    if says("linked image") {
        "linked"
    } else if says("transparency") {
        "transparent"
    } else {
        "broken"
    }
}

/// A world with the fonts and one image.
struct Alone<'a> {
    shared: &'a Shared,
    source: Source,
    file: FileId,
    image: Bytes,
}

impl<'a> Alone<'a> {
    fn new(shared: &'a Shared, image: Bytes, format: &str) -> Self {
        let text = format!(
            "#set document(title: [-], date: datetime(year: 2000, month: 1, day: 1))\n\
             #set page(width: auto, height: auto, margin: 0pt)\n\
             #image(\"{COAT_OF_ARMS}\", format: \"{format}\", height: {HEIGHT}pt, alt: \"-\")"
        );
        Self { shared, source: Source::new(file_id("image.typ"), text), file: file_id(COAT_OF_ARMS), image }
    }
}

impl World for Alone<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.shared.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.fonts.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.file { Ok(self.image.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
