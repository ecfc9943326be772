//! What the typesetter can see: the templates, the embedded fonts, one annex as data. No disk, no network, no clock.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::Abs;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontStyle, FontVariant, FontVariations, FontWeight};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt};
use unicode_normalization::char::is_combining_mark;

use super::attachments::Attachment;
use crate::render::Templates;
use crate::source::SourceFile;

/// Where the template finds its annex.
const DATA: &str = "/annex.json";
const TEMPLATE: &str = "annex.typ";
/// The main file where files are attached: it draws the template, whatever that is, and attaches what is listed. Files of a
/// project whose name begins with a point are no templates, so that no template can be in the way.
const WRAPPER: &str = "/.attaching.typ";
const WRAPPER_TEXT: &str = r#"#include "annex.typ"
#for file in json("/.attached.json") {
  pdf.attach(
    file.name,
    read(file.path, encoding: none),
    mime-type: file.mime,
    relationship: file.relationship,
    description: file.description,
  )
}
"#;
const LIST: &str = "/.attached.json";
/// The families that the built-in template sets texts and code in; the book knows them in lower case.
const FAMILIES: [&str; 2] = ["libertinus serif", "dejavu sans mono"];

/// What all documents share; made once.
pub struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: Templates,
    main: FileId,
    source: Source,
    /// Answers of [`Shared::can_print`], by character.
    printable: Mutex<BTreeMap<char, bool>>,
}

impl Shared {
    pub fn new(templates: &Templates) -> Self {
        // Header cells with their scope and the table summary are still behind this feature.
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        let fonts: Vec<Font> = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
        let main = file_id(TEMPLATE);
        let text = templates.source(TEMPLATE).map(|source| source.text.clone()).unwrap_or_default();
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            templates: templates.clone(),
            main,
            source: Source::new(main, text),
            printable: Mutex::default(),
        }
    }

    /// Whether a character has a shape in every style that the built-in template uses.
    ///
    /// It tries what typst tries: the family's own font, then the one font that the book thinks most like it. Where
    /// that one fails too, typst would draw an empty box, which PDF/A forbids.
    pub fn can_print(&self, c: char) -> bool {
        if c.is_ascii_graphic() {
            return true;
        }
        let known = |printable: &Mutex<BTreeMap<char, bool>>| printable.lock().ok()?.get(&c).copied();
        known(&self.printable).unwrap_or_else(|| {
            let in_all = |c| FAMILIES.iter().all(|family| styles().all(|style| self.has_shape(c, family, style)));
            // Titles are set in capitals, and a font may have the small letters alone.
            let answer = in_all(c) && c.to_uppercase().all(in_all);
            if let Ok(mut printable) = self.printable.lock() {
                printable.insert(c, answer);
            }
            answer
        })
    }

    fn has_shape(&self, c: char, family: &str, style: FontVariant) -> bool {
        let Some(own) = self.book.select(family, style) else { return false };
        if self.fonts[own].info().coverage.contains(c as u32) || is_combining_mark(c) {
            // A mark joins the letter before it, so it has to be in the font of the letters.
            return is_shaped(&self.fonts[own], style, c);
        }
        let like = Some(self.fonts[own].info());
        let other = self.book.select_fallback(like, style, &c.to_string());
        other.is_some_and(|other| is_shaped(&self.fonts[other], style, c))
    }
}

/// Whether shaping a character alone gives a glyph: a font may list a character and still have none.
fn is_shaped(font: &Font, style: FontVariant, c: char) -> bool {
    let mut buffer = rustybuzz::UnicodeBuffer::new();
    buffer.push_str(&c.to_string());
    buffer.guess_segment_properties();
    let instance = font.clone().instantiate(style, Abs::pt(10.0), &FontVariations::default());
    rustybuzz::shape(instance.rusty(), &[], buffer).glyph_infos().iter().all(|glyph| glyph.glyph_id != 0)
}

/// Upright and slanted, regular and bold.
fn styles() -> impl Iterator<Item = FontVariant> {
    let weights = [FontWeight::REGULAR, FontWeight::BOLD];
    let of = |weight| {
        [FontStyle::Normal, FontStyle::Italic].map(|style| FontVariant { style, weight, ..FontVariant::default() })
    };
    weights.into_iter().flat_map(of)
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a constant path without backslash or parent");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The name under which a file of the world is known.
fn name_of(path: &str) -> String {
    path.trim_start_matches('/').to_owned()
}

/// The world of one document.
pub struct World<'a> {
    shared: &'a Shared,
    main: FileId,
    /// What there is beside the templates, by name.
    files: BTreeMap<String, Bytes>,
}

impl<'a> World<'a> {
    /// `attached` is what goes with the document; nothing in the default standard.
    pub fn new(shared: &'a Shared, data: Vec<u8>, attached: Vec<Attachment>) -> Self {
        let mut files = BTreeMap::from([(name_of(DATA), Bytes::new(data))]);
        if attached.is_empty() {
            return Self { shared, main: shared.main, files };
        }
        let mut list = vec![];
        for (index, file) in attached.into_iter().enumerate() {
            let path = format!("/.attached/{index}");
            list.push(json!({
                "path": path,
                "name": file.name,
                "mime": file.mime,
                "relationship": file.relationship,
                "description": file.description,
            }));
            files.insert(name_of(&path), Bytes::new(file.bytes));
        }
        files.insert(name_of(LIST), Bytes::new(Value::from(list).to_string().into_bytes()));
        files.insert(name_of(WRAPPER), Bytes::from_string(WRAPPER_TEXT));
        Self { shared, main: file_id(WRAPPER), files }
    }

    /// The template file behind an id, under the name that messages give it.
    pub fn template(&self, id: FileId) -> Option<Arc<SourceFile>> {
        self.shared.templates.source(id.vpath().get_without_slash())
    }
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.shared.main {
            return Ok(self.shared.source.clone());
        }
        let text = String::from_utf8(self.file(id)?.to_vec()).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        // Packages come from a network; there is none.
        let within = matches!(id.root(), VirtualRoot::Project);
        let name = id.vpath().get_without_slash();
        if let Some(bytes) = self.files.get(name).filter(|_| within) {
            return Ok(bytes.clone());
        }
        let bytes = within.then(|| self.shared.templates.bytes(name)).flatten();
        bytes.map(|bytes| Bytes::new(bytes.to_vec())).ok_or_else(|| FileError::NotFound(name.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
