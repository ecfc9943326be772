//! A PDF as its file has it: a first section of objects and one for each update (ISO 32000-1, 7.5.1 and 7.5.6).

use std::cell::Cell;
use std::collections::BTreeMap;

use super::object::{Dictionary, Object, Stream};
use super::parser::Parser;
use super::references::{self, Place, Places};
use super::section::{self, Bodies, Section};
use super::view::View;
use super::{Unreadable, Why, filter};

/// Bytes that a stream may hold, and that are decoded of one document.
const MOST_OF_A_STREAM: usize = 16 << 20;
const MOST_OF_A_DOCUMENT: usize = 256 << 20;
/// Bytes that each stream counts as in addition.
const LEAST_OF_A_STREAM: usize = 64;
/// Sections of a file. Each signature is one; one preserved for decades gets a few in a decade.
const MOST_SECTIONS: usize = 100;

pub struct Document<'a> {
    bytes: &'a [u8],
    pub sections: Vec<Section>,
    /// For each object what it is from which section on; `None` where it was freed.
    pub(super) objects: BTreeMap<u32, Vec<(usize, Option<Object>)>>,
    places: Places,
    /// How many bytes may still be decoded.
    left: Cell<usize>,
}

impl<'a> Document<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let left = Cell::new(MOST_OF_A_DOCUMENT);
        Self { bytes, sections: vec![], objects: BTreeMap::new(), places: Places::new(), left }
    }

    /// All of a file.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let mut document = Self::new(bytes);
        document.read_until(bytes.len())?;
        Ok(document)
    }

    /// Goes on with the sections up to `end`, where one has to end. After an error there are those before it.
    pub fn read_until(&mut self, end: usize) -> Result<(), Unreadable> {
        loop {
            let start = self.sections.last().map_or(0, |section| section.end);
            let rest = self.bytes.get(start..end).ok_or(Unreadable { at: start, why: Why::End })?;
            if !self.sections.is_empty() && rest.trim_ascii().is_empty() {
                return Ok(());
            }
            if self.sections.len() == MOST_SECTIONS {
                return Err(Unreadable { at: start, why: Why::TooMany });
            }
            self.read_section(start)?;
        }
    }

    /// As it was after a section, counted from 0.
    pub fn view(&self, section: usize) -> View<'_> {
        View { document: self, section }
    }

    /// As it is.
    pub fn present(&self) -> View<'_> {
        self.view(self.sections.len().saturating_sub(1))
    }

    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The numbers of the objects that a section has other than those before, freed ones too.
    pub fn defined_in(&self, section: usize) -> impl Iterator<Item = u32> {
        let of_section = move |history: &Vec<(usize, Option<Object>)>| history.iter().any(|(of, _)| *of == section);
        self.objects.iter().filter(move |(_, history)| of_section(history)).map(|(number, _)| *number)
    }

    fn read_section(&mut self, start: usize) -> Result<(), Unreadable> {
        let mut parser = Parser::new(self.bytes, start);
        let mut bodies = Bodies::new();
        let (at, places, trailer) = loop {
            let before = parser.at;
            parser.skip_blanks();
            let (at, comments) = (parser.at, &self.bytes[before..parser.at]);
            let has_header = comments.windows(5).position(|window| window == b"%PDF-");
            if has_header != (before == 0).then_some(0) {
                return Err(Unreadable { at: before, why: Why::Header });
            }
            if parser.word("xref") {
                let places = references::table(&mut parser)?;
                let Object::Dictionary(trailer) = parser.object()? else { return Err(parser.fault(Why::Syntax)) };
                break (at, places, trailer);
            }
            let body = section::body(&mut parser, self.bytes)?;
            if let Object::Stream(stream) = &body.object
                && stream.dictionary.is("Type", "XRef")
            {
                let decoded = self.decoded(stream)?;
                let places = references::stream(&stream.dictionary, &decoded);
                let places = places.ok_or_else(|| parser.fault(Why::References))?;
                let trailer = stream.dictionary.clone();
                bodies.insert(at, body);
                break (at, places, trailer);
            }
            bodies.insert(at, body);
        };
        self.check_trailer(at, &trailer)?;
        let end = section::end_of_section(&mut parser, self.bytes, at)?;
        let section = Section { end, start_of_references: at, trailer, bodies: BTreeMap::new(), containers: vec![] };
        self.sections.push(section);
        let taken = self.take(bodies, places);
        if taken.is_err() {
            self.sections.pop();
        }
        taken
    }

    fn check_trailer(&self, at: usize, trailer: &Dictionary) -> Result<(), Unreadable> {
        let fault = |why| Err(Unreadable { at, why });
        if trailer.get("XRefStm").is_some() {
            return fault(Why::Hybrid);
        }
        if trailer.get("Encrypt").is_some() {
            return fault(Why::Encrypted);
        }
        match (trailer.get("Prev").map(Object::as_index), self.sections.last()) {
            (None, None) => Ok(()),
            (Some(told), Some(before)) if section::leads_to(self.bytes, told, before.start_of_references) => Ok(()),
            _ => fault(Why::Chain),
        }
    }

    /// Takes what a section has over its cross-reference section, which has to name all of it and nothing else.
    fn take(&mut self, mut bodies: Bodies, places: Places) -> Result<(), Unreadable> {
        let section = self.sections.len() - 1;
        let at = self.sections[section].start_of_references;
        let fault = |why| Err(Unreadable { at, why });
        let mut within: BTreeMap<u32, Vec<(usize, u32)>> = BTreeMap::new();
        for (number, place) in places {
            match place {
                // Told once more of an object that stays.
                _ if self.places.get(&number) == Some(&place) => continue,
                Place::Free if self.objects.contains_key(&number) => self.define(number, None),
                Place::Free => continue,
                Place::At(at) => match bodies.remove(&at) {
                    Some(body) if body.number == number => {
                        self.sections[section].bodies.insert(number, at..body.end);
                        self.define(number, Some(body.object));
                    }
                    _ => return fault(Why::References),
                },
                Place::Within { stream, index } => within.entry(stream).or_default().push((index, number)),
            }
            self.places.insert(number, place);
        }
        // Its own stream need not be named there.
        if let Some(body) = bodies.remove(&at) {
            self.define(body.number, Some(body.object));
            self.sections[section].containers.push(body.number);
        }
        if let Some((at, _)) = bodies.first_key_value() {
            return Err(Unreadable { at: *at, why: Why::Unlisted });
        }
        self.check_lengths(section)?;
        self.open_containers(section, &mut within)?;
        if within.is_empty() { Ok(()) } else { fault(Why::References) }
    }

    fn define(&mut self, number: u32, object: Option<Object>) {
        let section = self.sections.len() - 1;
        self.objects.entry(number).or_default().push((section, object));
    }

    /// Lengths that stand elsewhere can be looked up only now: whether they are those that were found.
    fn check_lengths(&mut self, section: usize) -> Result<(), Unreadable> {
        let numbers: Vec<u32> = self.sections[section].bodies.keys().copied().collect();
        for number in numbers {
            let Some(Object::Stream(stream)) = self.view(section).object(number) else { continue };
            let Some(length @ Object::Reference(_)) = stream.dictionary.get("Length") else { continue };
            let (start, found) = (stream.data.start, stream.data.end);
            let length = self.view(section).resolve(length).as_index();
            let end = length.and_then(|length| start.checked_add(length)).filter(|end| *end <= found);
            let Some(end) = end.filter(|end| section::is_end_of_line(&self.bytes[*end..found])) else {
                return Err(Unreadable { at: start, why: Why::StreamLength });
            };
            if let Some((_, Some(Object::Stream(stream)))) =
                self.objects.get_mut(&number).and_then(|all| all.last_mut())
            {
                stream.data.end = end;
            }
        }
        Ok(())
    }

    /// Takes the objects out of the object streams of a section (7.5.7); `within` says which have to be there.
    fn open_containers(
        &mut self,
        section: usize,
        within: &mut BTreeMap<u32, Vec<(usize, u32)>>,
    ) -> Result<(), Unreadable> {
        let numbers: Vec<u32> = self.sections[section].bodies.keys().copied().collect();
        for number in numbers {
            let Some(Object::Stream(stream)) = self.view(section).object(number) else { continue };
            if stream.dictionary.is("Type", "XRef") {
                self.sections[section].containers.push(number);
                continue;
            }
            if !stream.dictionary.is("Type", "ObjStm") {
                continue;
            }
            let at = stream.data.start;
            let mut listed = within.remove(&number).unwrap_or_default();
            listed.sort_unstable();
            let held = section::held(&stream.dictionary, &self.decoded(stream)?)?;
            if !held.iter().enumerate().map(|(index, (number, _))| (index, *number)).eq(listed) {
                return Err(Unreadable { at, why: Why::Unlisted });
            }
            held.into_iter().for_each(|(number, object)| self.define(number, Some(object)));
            self.sections[section].containers.push(number);
        }
        Ok(())
    }

    /// What a stream holds.
    pub fn decoded(&self, stream: &Stream) -> Result<Vec<u8>, Unreadable> {
        let fault = |why| Unreadable { at: stream.data.start, why };
        let data = self.bytes.get(stream.data.clone()).ok_or_else(|| fault(Why::StreamLength))?;
        let limit = self.left.get().min(MOST_OF_A_STREAM);
        let decoded = filter::decode(&stream.dictionary, data, limit).map_err(fault)?;
        // Those that hold nothing cost something too.
        let left = self.left.get().checked_sub(decoded.len() + LEAST_OF_A_STREAM);
        self.left.set(left.ok_or_else(|| fault(Why::TooLarge))?);
        Ok(decoded)
    }
}
