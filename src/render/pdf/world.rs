//! What the typesetter can see: the templates, the fonts, one annex as data. No disk, no network, no clock.

use std::sync::Arc;

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt};

use super::fonts::Fonts;
use super::image::Image;
use crate::render::Templates;
use crate::source::SourceFile;

/// Where the template finds its annex.
const DATA: &str = "/annex.json";
/// Where it finds the coat of arms.
pub const COAT_OF_ARMS: &str = "/coat-of-arms";
const TEMPLATE: &str = "annex.typ";
/// What all documents share; made once.
pub struct Shared {
    library: LazyHash<Library>,
    pub fonts: Fonts,
    pub coat_of_arms: Option<Image>,
    templates: Templates,
    main: FileId,
    data: FileId,
    image: FileId,
    source: Source,
}

impl Shared {
    pub fn new(templates: &Templates) -> Self {
        // Header cells with their scope and the table summary are still behind this feature.
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        let (main, data, image) = (file_id(TEMPLATE), file_id(DATA), file_id(COAT_OF_ARMS));
        let text = templates.source(TEMPLATE).map(|source| source.text.clone()).unwrap_or_default();
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            fonts: Fonts::default(),
            coat_of_arms: None,
            templates: templates.clone(),
            main,
            data,
            image,
            source: Source::new(main, text),
        }
    }

    pub fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
}

pub fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a constant path without backslash or parent");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The world of one document.
pub struct World<'a> {
    shared: &'a Shared,
    data: Bytes,
}

impl<'a> World<'a> {
    pub fn new(shared: &'a Shared, data: Vec<u8>) -> Self {
        Self { shared, data: Bytes::new(data) }
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
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.fonts.book
    }

    fn main(&self) -> FileId {
        self.shared.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.shared.main {
            return Ok(self.shared.source.clone());
        }
        let text = String::from_utf8(self.file(id)?.to_vec()).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shared.data {
            return Ok(self.data.clone());
        }
        if let Some(image) = self.shared.coat_of_arms.as_ref().filter(|_| id == self.shared.image) {
            return Ok(image.bytes.clone());
        }
        // Packages come from a network; there is none.
        if let VirtualRoot::Package(package) = id.root() {
            return Err(FileError::Package(PackageError::NotFound(package.clone())));
        }
        let name = id.vpath().get_without_slash();
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
