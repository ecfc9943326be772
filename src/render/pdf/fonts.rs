//! The fonts that documents are set in: those embedded in the program and those that a project brings. Never the system's.
//!
//! In: font files, and the family that texts are to be set in. Out: what the typesetter looks fonts up in, whether a
//! character has a shape there, and how wide it is. The room of rustybuzz.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, Mutex, OnceLock};

use rustybuzz::ttf_parser::{Tag, fonts_in_collection};
use rustybuzz::{BufferFlags, Feature, UnicodeBuffer};
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInfo, FontStyle, FontVariant, FontVariations, FontWeight};
use typst::utils::LazyHash;
use unicode_normalization::char::is_combining_mark;

use crate::render::FontFile;
use crate::source::{Code, Diagnostic, Place, SourceFile, nearest};

/// The family of texts where a project names none, and of the signs that a project's own lacks.
const USUAL: &str = "Libertinus Serif";
/// The family that the built-in template sets code in.
const CODE: &str = "DejaVu Sans Mono";
/// The tables' figures are lining, and those of amounts as wide as each other.
const LINING: Tag = Tag::from_bytes(b"lnum");
const TABULAR: Tag = Tag::from_bytes(b"tnum");
/// How wide a character without a shape is taken to be, in ems.
const SHAPELESS: f64 = 1.0;
/// Characters whose widths have a place of their own: those of European languages, which tables are full of.
const NEAR: usize = 0x250;

/// Read once, however many projects are opened: a face is cheap to share.
static EMBEDDED: LazyLock<Vec<Font>> =
    LazyLock::new(|| typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect());

/// PostScript names and bytes of the fonts that are part of the program.
pub fn embedded() -> impl Iterator<Item = (String, &'static [u8])> {
    typst_assets::fonts().flat_map(|data| {
        let faces = Font::iter(Bytes::new(data));
        faces.map(move |face| (face.post_script_name().unwrap_or_default(), data))
    })
}

pub struct Fonts {
    pub book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// The family of texts, as its faces write it.
    family: String,
    /// Answers of [`Fonts::can_print`], by character.
    printable: Mutex<BTreeMap<char, bool>>,
    /// What is known of characters: of the first by place, of the others by character.
    near: Box<[OnceLock<Letter>]>,
    far: Mutex<BTreeMap<char, Letter>>,
}

/// A character in texts.
#[derive(Clone, Copy)]
struct Letter {
    /// See [`Fonts::advance`].
    advance: f64,
    /// See [`Fonts::is_own`].
    own: bool,
}

impl Default for Fonts {
    fn default() -> Self {
        Self::of(EMBEDDED.clone(), USUAL.to_owned())
    }
}

impl Fonts {
    fn of(fonts: Vec<Font>, family: String) -> Self {
        Self {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            family,
            printable: Mutex::default(),
            near: (0..NEAR).map(|_| OnceLock::new()).collect(),
            far: Mutex::default(),
        }
    }

    /// The embedded fonts and a project's, and what is wrong with these or with the family that it asks for.
    ///
    /// A family that the project brings replaces the embedded one of that name, all its faces: half a family of one
    /// edition and half of another would not fit together.
    pub fn with(files: Vec<FontFile>, family: Option<&(String, Place)>) -> (Self, Vec<Diagnostic>) {
        let mut problems = vec![];
        let own: Vec<Font> = files.into_iter().flat_map(|file| faces(file, &mut problems)).collect();
        let brought: BTreeSet<String> = own.iter().map(|font| font.info().family.to_lowercase()).collect();
        let kept = EMBEDDED.iter().filter(|font| !brought.contains(&font.info().family.to_lowercase()));
        let mut fonts = Self::of(kept.cloned().chain(own).collect(), USUAL.to_owned());
        if let Some((name, place)) = family {
            match fonts.family_called(name) {
                Some(known) => {
                    if !fonts.has_bold(&known) {
                        let problem = Diagnostic::new(Code::FontWithoutBold, place.clone());
                        problems.push(problem.arg("family", known.as_str()).help("help"));
                    }
                    fonts.family = known;
                }
                // A file that could not be read may have been the one.
                None if problems.is_empty() => problems.push(fonts.unknown(name, place)),
                None => {}
            }
        }
        (fonts, problems)
    }

    /// The family of that name, upper and lower case being the same, as its faces write it.
    fn family_called(&self, name: &str) -> Option<String> {
        let mut faces = self.book.select_family(&name.trim().to_lowercase()).filter_map(|face| self.book.info(face));
        faces.next().map(|info| info.family.clone())
    }

    fn unknown(&self, name: &str, place: &Place) -> Diagnostic {
        let families: Vec<&str> = self.book.families().map(|(family, _)| family).collect();
        let problem = Diagnostic::new(Code::UnknownFont, place.clone()).arg("family", name);
        let problem = match nearest(name, families.iter().copied()) {
            Some(nearest) => problem.arg("nearest", nearest).help("nearest"),
            None => problem.help("folder"),
        };
        problem.arg("families", families.join(", ")).note("families")
    }

    /// Whether one of the family's faces is as heavy as totals and headings are set.
    fn has_bold(&self, family: &str) -> bool {
        let is_bold = |info: &FontInfo| {
            let weights = info.axes.iter().filter(|axis| axis.tag.to_str_lossy() == "wght");
            let heaviest = weights.map(|axis| f64::from(axis.max.0)).fold(0.0, f64::max);
            info.variant.weight >= FontWeight::SEMIBOLD || heaviest >= f64::from(FontWeight::SEMIBOLD.to_number())
        };
        let mut faces = self.book.select_family(&family.to_lowercase()).filter_map(|face| self.book.info(face));
        faces.any(is_bold)
    }

    /// The family of texts.
    pub fn family(&self) -> &str {
        &self.family
    }

    pub fn get(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// Whether a character has a shape in every style that the built-in template uses. Where it has none, typst would
    /// draw an empty box, which PDF/A forbids.
    pub fn can_print(&self, c: char) -> bool {
        // The embedded fonts have these, if the project's own does not.
        if c.is_ascii_graphic() {
            return true;
        }
        let known = |printable: &Mutex<BTreeMap<char, bool>>| printable.lock().ok()?.get(&c).copied();
        known(&self.printable).unwrap_or_else(|| {
            let families = [self.text_families(), code_families()];
            let in_all = |c| families.iter().all(|names| styles().all(|style| self.select(c, names, style).is_some()));
            // Titles are set in capitals, and a font may have the small letters alone.
            let answer = in_all(c) && c.to_uppercase().all(in_all);
            if let Ok(mut printable) = self.printable.lock() {
                printable.insert(c, answer);
            }
            answer
        })
    }

    /// How far a character in texts reaches, in ems: in the widest of the styles that they are set in, and of the digits
    /// that it has. One without a shape is an em wide.
    pub fn advance(&self, c: char) -> f64 {
        self.letter(c).advance
    }

    /// Whether a character in texts is set in the family's own upright faces, regular and bold, so that a line of such is as high as
    /// any other. A mark joins the letter before it, and may take it along to another font.
    pub fn is_own(&self, c: char) -> bool {
        self.letter(c).own
    }

    fn letter(&self, c: char) -> Letter {
        let look = || Letter { advance: self.widest(c), own: !is_combining_mark(c) && self.has_own(c) };
        if let Some(near) = self.near.get(c as usize) {
            return *near.get_or_init(look);
        }
        let known = |far: &Mutex<BTreeMap<char, Letter>>| far.lock().ok()?.get(&c).copied();
        known(&self.far).unwrap_or_else(|| {
            let letter = look();
            if let Ok(mut far) = self.far.lock() {
                far.insert(c, letter);
            }
            letter
        })
    }

    fn has_own(&self, c: char) -> bool {
        let family = self.family.to_lowercase();
        let mut upright = styles().filter(|style| style.style == FontStyle::Normal);
        upright.all(|style| self.book.select(&family, style).is_some_and(|face| has_shape(&self.fonts[face], style, c)))
    }

    fn widest(&self, c: char) -> f64 {
        let families = self.text_families();
        let sets = if c.is_ascii_digit() { &[&[LINING][..], &[LINING, TABULAR]][..] } else { &[&[LINING][..]] };
        let widths = styles().flat_map(|style| {
            let font = self.select(c, &families, style);
            sets.iter().map(move |features| font.and_then(|font| shape(font, style, c, features)).unwrap_or(SHAPELESS))
        });
        widths.fold(0.0, f64::max)
    }

    /// The font that typst sets a character in: of the families in their order the first that has a shape for it, then
    /// the one font among all that the book thinks most like the first (`typst-layout`, `inline/shaping.rs`).
    fn select(&self, c: char, families: &[String], style: FontVariant) -> Option<&Font> {
        let mut tried = vec![];
        for face in families.iter().filter_map(|family| self.book.select(family, style)) {
            if tried.contains(&face) {
                continue;
            }
            if has_shape(&self.fonts[face], style, c) {
                return Some(&self.fonts[face]);
            }
            tried.push(face);
        }
        // A mark joins the letter before it, and both have to be in one font: the families' have the usual letters.
        if is_combining_mark(c) {
            return None;
        }
        let like = tried.first().map(|face| self.fonts[*face].info());
        let face = self.book.select_fallback(like, style, &c.to_string())?;
        let font = &self.fonts[face];
        (!tried.contains(&face) && has_shape(font, style, c)).then_some(font)
    }

    /// The template names two, and typst has the latter at the end of every list.
    fn text_families(&self) -> [String; 2] {
        [self.family.to_lowercase(), USUAL.to_lowercase()]
    }
}

fn code_families() -> [String; 2] {
    [CODE.to_lowercase(), USUAL.to_lowercase()]
}

/// Upright and slanted, regular and bold.
fn styles() -> impl Iterator<Item = FontVariant> {
    let weights = [FontWeight::REGULAR, FontWeight::BOLD];
    let of = |weight| {
        [FontStyle::Normal, FontStyle::Italic].map(|style| FontVariant { style, weight, ..FontVariant::default() })
    };
    weights.into_iter().flat_map(of)
}

fn has_shape(font: &Font, style: FontVariant, c: char) -> bool {
    shape(font, style, c, &[]).is_some()
}

/// How wide a character is when it is shaped alone, in ems; nothing where that gives no glyph: a font may list a
/// character and still have none.
fn shape(font: &Font, style: FontVariant, c: char, features: &[Tag]) -> Option<f64> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(c.encode_utf8(&mut [0; 4]));
    buffer.guess_segment_properties();
    // As typst does: what is invisible takes no room.
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    let instance = font.clone().instantiate(style, Abs::pt(10.0), &FontVariations::default());
    let features: Vec<Feature> = features.iter().map(|tag| Feature::new(*tag, 1, ..)).collect();
    let shaped = rustybuzz::shape(instance.rusty(), &features, buffer);
    if shaped.glyph_infos().iter().any(|glyph| glyph.glyph_id == 0) {
        return None;
    }
    let width: f64 = shaped.glyph_positions().iter().map(|glyph| f64::from(glyph.x_advance)).sum();
    Some(width / instance.units_per_em())
}

/// The faces of a file; what can't be used of it is reported.
fn faces(file: FontFile, problems: &mut Vec<Diagnostic>) -> Vec<Font> {
    let place = Place::new(&SourceFile::new(file.shown.as_str(), ""), 0..0);
    let problem = |code, reason: &str| {
        Diagnostic::new(code, place.clone()).arg("file", place.file.name.as_str()).arg("reason", reason)
    };
    if file.bytes.starts_with(b"wOFF") || file.bytes.starts_with(b"wOF2") {
        problems.push(problem(Code::FontUnreadable, "web"));
        return vec![];
    }
    let count = fonts_in_collection(&file.bytes).unwrap_or(1);
    let faces: Vec<Font> = Font::iter(Bytes::new(file.bytes)).collect();
    if faces.is_empty() || faces.len() != count as usize {
        problems.push(problem(Code::FontUnreadable, "broken"));
        return vec![];
    }
    if let Some(reason) = faces.iter().find_map(forbids_embedding) {
        problems.push(problem(Code::FontLicence, reason));
        return vec![];
    }
    faces
}

/// Why the licence of a face does not let it be part of our documents: the bits of `fsType` (OpenType 1.9.1, OS/2).
fn forbids_embedding(font: &Font) -> Option<&'static str> {
    let face = rustybuzz::Face::from_slice(font.data(), font.index())?;
    let table = face.raw_face().table(Tag::from_bytes(b"OS/2"))?;
    let bits = u16::from_be_bytes([*table.get(8)?, *table.get(9)?]);
    match bits {
        // Of these four bits the least restrictive counts.
        bits if bits & 0x000F == 0x0002 => Some("restricted"),
        // A document holds the outlines of the signs that it uses, and no others.
        bits if bits & 0x0100 != 0 => Some("subset"),
        bits if bits & 0x0200 != 0 => Some("bitmap"),
        _ => None,
    }
}
