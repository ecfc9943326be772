//! What the typesetter can see: the templates, the fonts, one annex as data. No disk, no network, no clock.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde_json::{Value, json};
use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt};

use super::attachments::Attachment;
use super::calls;
use super::fonts::Fonts;
use super::image::Image;
use super::partings::Partings;
use crate::render::Templates;
use crate::source::SourceFile;

/// Where the template finds its annex.
const DATA: &str = "/annex.json";
/// Where it finds the rows before which tables are parted.
const PARTINGS: &str = "/partings.json";
/// Where it finds the coat of arms.
pub const COAT_OF_ARMS: &str = "/coat-of-arms";
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

/// What all documents share; made once, and what only typesetting asks for, when it does: a run may find that nothing is to
/// be set.
pub struct Shared {
    library: OnceLock<LazyHash<Library>>,
    pub fonts: Fonts,
    pub coat_of_arms: Option<Image>,
    templates: Templates,
    main: FileId,
    image: FileId,
    /// The templates by name, parsed.
    sources: OnceLock<BTreeMap<String, Source>>,
}

impl Shared {
    pub fn new(templates: &Templates) -> Self {
        let (main, image) = (file_id(TEMPLATE), file_id(COAT_OF_ARMS));
        Self {
            library: OnceLock::new(),
            fonts: Fonts::default(),
            coat_of_arms: None,
            templates: templates.clone(),
            main,
            image,
            sources: OnceLock::new(),
        }
    }

    /// Whether the program knows how tables are set: no template is a project's own.
    pub fn is_built_in(&self) -> bool {
        self.templates.is_built_in(TEMPLATE) && calls::are_built_in(&self.templates)
    }

    pub fn library(&self) -> &LazyHash<Library> {
        self.library.get_or_init(|| {
            // Header cells with their scope and the table summary are still behind this feature.
            let features: Features = [Feature::A11yExtras].into_iter().collect();
            let mut library = Library::builder().with_features(features).build();
            library.routines = calls::routines(library.routines, &self.templates);
            LazyHash::new(library)
        })
    }

    fn source(&self, name: &str) -> Option<&Source> {
        self.sources.get_or_init(|| parsed(&self.templates)).get(name)
    }
}

/// All templates, parsed once for all documents.
fn parsed(templates: &Templates) -> BTreeMap<String, Source> {
    let sources = templates.names().filter(|name| name.ends_with(".typ")).filter_map(|name| {
        let bytes = templates.bytes(name)?;
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            // What is wrong with the main one is shown where it is; others typst refuses when they are asked for.
            Err(_) if name == TEMPLATE => String::from_utf8_lossy(bytes).into_owned(),
            Err(_) => return None,
        };
        Some((name.to_owned(), Source::new(id_of(VirtualPath::new(name).ok()?), text)))
    });
    sources.collect()
}

pub fn file_id(path: &str) -> FileId {
    id_of(VirtualPath::new(path).expect("a constant path without backslash or parent"))
}

fn id_of(path: VirtualPath) -> FileId {
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

    /// Has tables parted.
    pub fn part(&mut self, partings: &Partings) {
        let json = serde_json::to_vec(partings).unwrap_or_default();
        self.files.insert(name_of(PARTINGS), Bytes::new(json));
    }

    /// What there is beside what all documents share, by name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    pub fn main_template(&self) -> Arc<SourceFile> {
        self.template(self.shared.main).unwrap_or_else(|| SourceFile::new(TEMPLATE, ""))
    }

    /// The template file behind an id, under the name that messages give it.
    pub fn template(&self, id: FileId) -> Option<Arc<SourceFile>> {
        self.shared.templates.source(id.vpath().get_without_slash())
    }
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.shared.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if *id.root() == VirtualRoot::Project
            && let Some(source) = self.shared.source(id.vpath().get_without_slash())
        {
            return Ok(source.clone());
        }
        let text = String::from_utf8(self.file(id)?.to_vec()).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(image) = self.shared.coat_of_arms.as_ref().filter(|_| id == self.shared.image) {
            return Ok(image.bytes.clone());
        }
        // Packages come from a network; there is none.
        if let VirtualRoot::Package(package) = id.root() {
            return Err(FileError::Package(PackageError::NotFound(package.clone())));
        }
        let name = id.vpath().get_without_slash();
        if let Some(bytes) = self.files.get(name) {
            return Ok(bytes.clone());
        }
        let bytes = self.shared.templates.bytes(name);
        bytes.map(|bytes| Bytes::new(bytes.to_vec())).ok_or_else(|| FileError::NotFound(name.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
