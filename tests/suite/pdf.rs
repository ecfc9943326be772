//! Reads our own PDFs back: the tag tree with the words of each element, metadata, outline, attachments. Panics where a
//! PDF is not as those we make.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A PDF with the words of all its marked content.
pub struct Pdf {
    pub document: Document,
    /// By page and MCID.
    words: BTreeMap<(ObjectId, i64), String>,
}

/// An element of the tag tree.
#[derive(Debug)]
pub struct Element {
    /// Its structure type: `TH`.
    pub tag: String,
    /// Its attributes, whoever owns them.
    pub attributes: BTreeMap<String, Object>,
    pub kids: Vec<Kid>,
}

#[derive(Debug)]
pub enum Kid {
    Element(Element),
    Words(String),
    /// An annotation: a link.
    Object,
}

/// A file that a PDF carries.
pub struct Attached {
    pub name: String,
    pub description: String,
    pub relationship: String,
    pub mime: String,
    pub date: String,
    pub bytes: Vec<u8>,
}

impl Pdf {
    pub fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let mut words = BTreeMap::new();
        for page in document.get_pages().into_values() {
            read_page(&document, page, &mut words);
        }
        Self { document, words }
    }

    pub fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    /// What an entry is, whether it stands there or elsewhere.
    pub fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        dictionary.get(key.as_bytes()).ok().map(|object| self.document.dereference(object).unwrap().1)
    }

    pub fn dictionary<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
        self.get(dictionary, key).map(|object| object.as_dict().unwrap())
    }

    /// The root of the tag tree.
    pub fn tags(&self) -> Element {
        let root = self.dictionary(self.catalog(), "StructTreeRoot").expect("a tagged document");
        Element { tag: "StructTreeRoot".into(), attributes: BTreeMap::new(), kids: self.kids(root, None) }
    }

    fn kids(&self, dictionary: &Dictionary, page: Option<ObjectId>) -> Vec<Kid> {
        match self.get(dictionary, "K") {
            None => vec![],
            Some(Object::Array(kids)) => kids.iter().map(|kid| self.kid(kid, page)).collect(),
            Some(kid) => vec![self.kid(kid, page)],
        }
    }

    fn kid(&self, kid: &Object, page: Option<ObjectId>) -> Kid {
        let words = |page: Option<ObjectId>, id: i64| {
            let words = page.and_then(|page| self.words.get(&(page, id)));
            Kid::Words(words.cloned().unwrap_or_default())
        };
        let (_, kid) = self.document.dereference(kid).unwrap();
        if let Object::Integer(id) = kid {
            return words(page, *id);
        }
        let dictionary = kid.as_dict().unwrap();
        let page = dictionary.get(b"Pg").ok().map(|page| page.as_reference().unwrap()).or(page);
        match self.get(dictionary, "Type").map(|kind| kind.as_name().unwrap()) {
            Some(b"OBJR") => Kid::Object,
            Some(b"MCR") => words(page, self.get(dictionary, "MCID").unwrap().as_i64().unwrap()),
            _ => Kid::Element(Element {
                tag: name(self.get(dictionary, "S").expect("a structure type")),
                attributes: self.attributes(dictionary),
                kids: self.kids(dictionary, page),
            }),
        }
    }

    fn attributes(&self, dictionary: &Dictionary) -> BTreeMap<String, Object> {
        let lists = match self.get(dictionary, "A") {
            None => vec![],
            Some(Object::Array(lists)) => lists.iter().collect(),
            Some(list) => vec![list],
        };
        let lists = lists.into_iter().filter_map(|list| self.document.dereference(list).unwrap().1.as_dict().ok());
        let entries = lists.flat_map(|list| list.iter());
        entries.map(|(key, value)| (String::from_utf8(key.clone()).unwrap(), value.clone())).collect()
    }

    /// The XMP metadata, as it stands in the file.
    pub fn metadata(&self) -> String {
        let stream = self.get(self.catalog(), "Metadata").unwrap().as_stream().unwrap();
        String::from_utf8(stream.get_plain_content().unwrap_or_else(|_| stream.content.clone())).unwrap()
    }

    /// What a property of the metadata says, as element or as attribute.
    pub fn property(&self, name: &str) -> Option<String> {
        let metadata = self.metadata();
        let between = |start: String, end: &str| {
            let rest = &metadata[metadata.find(&start)? + start.len()..];
            Some(rest[..rest.find(end)?].to_owned())
        };
        between(format!("<{name}>"), "<").or_else(|| between(format!("{name}=\""), "\""))
    }

    /// The titles of the outline's first level.
    pub fn outline(&self) -> Vec<String> {
        let mut titles = vec![];
        let outline = self.dictionary(self.catalog(), "Outlines");
        let mut next = outline.and_then(|outline| self.dictionary(outline, "First"));
        while let Some(entry) = next {
            titles.push(text(self.get(entry, "Title").unwrap()));
            next = self.dictionary(entry, "Next");
        }
        titles
    }

    /// The files that belong to the document as a whole.
    pub fn attached(&self) -> Vec<Attached> {
        let Some(files) = self.get(self.catalog(), "AF") else { return vec![] };
        let file = |file: &Object| {
            let file = self.document.dereference(file).unwrap().1.as_dict().unwrap();
            let stream = self.get(self.dictionary(file, "EF").unwrap(), "F").unwrap().as_stream().unwrap();
            let parameters = self.dictionary(&stream.dict, "Params").unwrap();
            Attached {
                name: text(self.get(file, "UF").unwrap()),
                description: text(self.get(file, "Desc").unwrap()),
                relationship: name(self.get(file, "AFRelationship").unwrap()),
                mime: name(self.get(&stream.dict, "Subtype").unwrap()),
                date: text(self.get(parameters, "ModDate").unwrap()),
                bytes: stream.get_plain_content().unwrap(),
            }
        };
        files.as_array().unwrap().iter().map(file).collect()
    }
}

impl Element {
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Element(element) => Some(element),
            Kid::Words(_) | Kid::Object => None,
        })
    }

    /// The nearest elements below that have one of the tags, in reading order.
    pub fn find(&self, tags: &[&str]) -> Vec<&Element> {
        let found = |element| -> Vec<&Element> {
            let element: &Element = element;
            if tags.contains(&element.tag.as_str()) { vec![element] } else { element.find(tags) }
        };
        self.elements().flat_map(found).collect()
    }

    /// All words below, in reading order.
    pub fn words(&self) -> String {
        let words = |kid: &Kid| match kid {
            Kid::Element(element) => element.words(),
            Kid::Words(words) => words.clone(),
            Kid::Object => String::new(),
        };
        self.kids.iter().map(words).collect()
    }

    pub fn name(&self, attribute: &str) -> Option<String> {
        self.attributes.get(attribute).map(name)
    }

    pub fn number(&self, attribute: &str) -> Option<i64> {
        self.attributes.get(attribute).map(|number| number.as_i64().unwrap())
    }

    pub fn text(&self, attribute: &str) -> Option<String> {
        self.attributes.get(attribute).map(text)
    }
}

fn name(object: &Object) -> String {
    String::from_utf8(object.as_name().unwrap().to_vec()).unwrap()
}

/// A text string: UTF-16 with its mark, or bytes that are ASCII here.
fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

/// Adds the words of a page by the marks around them.
fn read_page(document: &Document, page: ObjectId, words: &mut BTreeMap<(ObjectId, i64), String>) {
    let content = Content::decode(&document.get_page_content(page).unwrap()).unwrap();
    let fonts = document.get_page_fonts(page).unwrap();
    let encodings: BTreeMap<_, _> =
        fonts.iter().map(|(name, font)| (name.clone(), font.get_font_encoding(document).unwrap())).collect();
    let mut font = vec![];
    // For each mark that is open: its MCID, and whether a replacement stands for what is drawn inside.
    let mut marks: Vec<(Option<i64>, bool)> = vec![];
    for operation in content.operations {
        let open = marks.iter().rev().find_map(|(id, _)| *id);
        let mut say = |said: &str| {
            if let Some(id) = open {
                words.entry((page, id)).or_default().push_str(said);
            }
        };
        match operation.operator.as_str() {
            "BMC" => marks.push((None, false)),
            "BDC" => {
                let properties = operation.operands[1].as_dict().ok();
                let get = |key: &str| properties.and_then(|properties| properties.get(key.as_bytes()).ok());
                let replaced = get("ActualText").map(text);
                if let Some(replaced) = &replaced {
                    say(replaced);
                }
                marks.push((get("MCID").map(|id| id.as_i64().unwrap()), replaced.is_some()));
            }
            "EMC" => drop(marks.pop()),
            "Tf" => font = operation.operands[0].as_name().unwrap().to_vec(),
            "Tj" | "TJ" if !marks.iter().any(|(_, replaced)| *replaced) => {
                let strings = match &operation.operands[0] {
                    Object::Array(parts) => parts.iter().filter(|part| part.as_str().is_ok()).collect(),
                    string => vec![string],
                };
                for string in strings {
                    say(&Document::decode_text(&encodings[&font], string.as_str().unwrap()).unwrap());
                }
            }
            _ => {}
        }
    }
}
