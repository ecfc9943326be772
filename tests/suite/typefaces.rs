//! Fonts made here, so that no case needs one of somebody else's: each sign is a box.

/// What a font says of itself.
pub struct Typeface<'a> {
    pub family: &'a str,
    pub bold: bool,
    /// `fsType` of the table OS/2: what its licence allows.
    pub licence: u16,
    /// How far each sign reaches, in thousandths of an em.
    pub advance: u16,
}

const SIGNS: std::ops::RangeInclusive<u8> = b' '..=b'~';

impl Typeface<'_> {
    /// The font as a TrueType file (OpenType 1.9.1) with the printable signs of ASCII.
    pub fn file(&self) -> Vec<u8> {
        let glyphs = u16::try_from(SIGNS.count() + 1).unwrap();
        let (outlines, places) = outlines(glyphs);
        let tables: [(&[u8; 4], Vec<u8>); 10] = [
            (b"OS/2", self.os2()),
            (b"cmap", cmap()),
            (b"glyf", outlines),
            (b"head", head(self.bold)),
            (b"hhea", words(&[1, 0, 800, 0xFF38, 0, self.advance, 0, 0, self.advance, 1, 0, 0, 0, 0, 0, 0, 0, glyphs])),
            (b"hmtx", words(&[self.advance, 50]).repeat(usize::from(glyphs))),
            (b"loca", places),
            (b"maxp", words(&[1, 0, glyphs, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0])),
            (b"name", self.names()),
            (b"post", words(&[3, 0, 0, 0, 0xFF9C, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
        ];
        assemble(&tables)
    }

    fn os2(&self) -> Vec<u8> {
        let weight = if self.bold { 700 } else { 400 };
        let selection = if self.bold { 0x20 } else { 0x40 };
        let head = [4, self.advance, weight, 5, self.licence];
        let scripts = [500, 500, 0, 100, 500, 500, 0, 400, 50, 300, 0];
        let panose = [0x0200, 0, 0, 0, 0];
        let ranges = [0, 1, 0, 0, 0, 0, 0, 0, 0x2020, 0x2020];
        let tail = [selection, 0x20, 0x7E, 800, 0xFF38, 200, 800, 200, 0, 1, 0, 0, 500, 700, 0, 0x20, 0];
        words(&[&head[..], &scripts, &panose, &ranges, &tail].concat())
    }

    /// Family, style, full name and the name that PDFs call it by, in UTF-16.
    fn names(&self) -> Vec<u8> {
        let style = if self.bold { "Bold" } else { "Regular" };
        let postscript = format!("{}-{style}", self.family.replace(' ', ""));
        let names = [
            (1, self.family.to_owned()),
            (2, style.to_owned()),
            (4, format!("{} {style}", self.family)),
            (6, postscript),
        ];
        let (mut records, mut texts) = (vec![], vec![]);
        for (id, name) in &names {
            let name: Vec<u16> = name.encode_utf16().collect();
            let (length, start) = (u16::try_from(name.len() * 2).unwrap(), u16::try_from(texts.len()).unwrap());
            records.extend(words(&[3, 1, 0x409, *id, length, start]));
            texts.extend(words(&name));
        }
        let count = u16::try_from(names.len()).unwrap();
        [words(&[0, count, 6 + 12 * count]), records, texts].concat()
    }
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

/// A box for each glyph but the first and the second, which is the blank; and where each begins.
fn outlines(glyphs: u16) -> (Vec<u8>, Vec<u8>) {
    // One contour of four points, the box it fills, no instructions, all points on the curve, steps as words.
    let mut outline = words(&[1, 50, 0, 450, 700, 3, 0]);
    outline.extend([1, 1, 1, 1]);
    outline.extend(words(&[50, 400, 0, 0xFE70, 0, 0, 700, 0]));
    let length = u16::try_from(outline.len() / 2).unwrap();
    assert_eq!(outline.len() % 2, 0);
    let places: Vec<u16> = (0..=glyphs).map(|glyph| glyph.saturating_sub(2) * length).collect();
    (outline.repeat(usize::from(glyphs - 2)), words(&places))
}

/// The signs of ASCII in their order from the first glyph after `.notdef`: one segment, and the one that ends them.
fn cmap() -> Vec<u8> {
    let (first, last) = (u16::from(*SIGNS.start()), u16::from(*SIGNS.end()));
    let segments = [4, 4, 1, 0, last, 0xFFFF, 0, first, 0xFFFF, 1u16.wrapping_sub(first), 1, 0, 0];
    let length = u16::try_from(6 + segments.len() * 2).unwrap();
    words(&[&[0, 1, 3, 1, 0, 12, 4, length, 0], &segments[..]].concat())
}

fn head(bold: bool) -> Vec<u8> {
    let start = [1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 3, 1000, 0, 0, 0, 0, 0, 0, 0, 0];
    let tail = [0, 0, 500, 700, u16::from(bold), 8, 2, 0, 0];
    words(&[&start[..], &tail].concat())
}

/// The file: a directory, then the tables, each at a multiple of four bytes.
fn assemble(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).unwrap();
    let mut file = words(&[1, 0, count, 128, 3, count * 16 - 128]);
    let mut start = 12 + 16 * tables.len();
    for (name, table) in tables {
        let padded = table.len().next_multiple_of(4);
        let sum = table.chunks(4).fold(0u32, |sum, chunk| {
            let mut word = [0; 4];
            word[..chunk.len()].copy_from_slice(chunk);
            sum.wrapping_add(u32::from_be_bytes(word))
        });
        file.extend(*name);
        file.extend(sum.to_be_bytes());
        file.extend(u32::try_from(start).unwrap().to_be_bytes());
        file.extend(u32::try_from(table.len()).unwrap().to_be_bytes());
        start += padded;
    }
    for (_, table) in tables {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}
