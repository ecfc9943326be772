//! Writes updates of PDFs byte by byte (ISO 32000-1, 7.5.6), as programs that sign do, and as forgers do.

/// An update to be: objects by their numbers, as they are written.
#[derive(Default, Clone)]
pub struct Update {
    pub objects: Vec<(u32, Vec<u8>)>,
    pub freed: Vec<u32>,
}

impl Update {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn with(mut self, number: u32, object: impl AsRef<[u8]>) -> Self {
        self.objects.push((number, object.as_ref().to_vec()));
        self
    }

    pub fn without(mut self, number: u32) -> Self {
        self.freed.push(number);
        self
    }

    /// A PDF with the update behind it; the signature in it, if there is one, is of all bytes but its own.
    pub fn append(&self, pdf: &[u8]) -> Vec<u8> {
        let mut out = pdf.to_vec();
        out.push(b'\n');
        let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
        for (number, object) in &self.objects {
            table.push_str(&format!("{number} 1\n{:010} 00000 n \n", out.len()));
            out.extend(format!("{number} 0 obj\n").bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        for number in &self.freed {
            table.push_str(&format!("{number} 1\n0000000000 00001 f \n"));
        }
        let largest = self.objects.iter().map(|(number, _)| number + 1).max().unwrap_or(0).max(size(pdf));
        let (start, trailer) = (out.len(), last_trailer(pdf));
        let kept = ["Root", "Info", "ID"].map(|key| format!("/{key} {}", entry(&trailer, key)));
        let previous = last_start(pdf);
        let end = format!("startxref\n{start}\n%%EOF\n");
        let kept = kept.join(" ");
        let trailer = format!("trailer\n<</Size {largest} /Prev {previous} {kept}>>\n");
        out.extend([table, trailer, end].concat().bytes());
        close_signature(&mut out, pdf.len());
        out
    }
}

/// Adds an update whose objects are in an object stream, all but those that `outside` names, and whose cross-reference section
/// is a stream (7.5.7 and 7.5.8).
pub fn append_packed(update: &Update, pdf: &[u8], outside: &[u32]) -> Vec<u8> {
    let mut out = [pdf, b"\n"].concat();
    let container = update.objects.iter().map(|(number, _)| number + 1).max().unwrap().max(size(pdf));
    let (mut entries, mut header, mut held): (Vec<(u32, [u32; 3])>, _, _) = (vec![], String::new(), vec![]);
    let place = |out: &Vec<u8>| u32::try_from(out.len()).unwrap();
    for (number, object) in &update.objects {
        if outside.contains(number) {
            entries.push((*number, [1, place(&out), 0]));
            out.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
        } else {
            let index = u32::try_from(entries.iter().filter(|(_, entry)| entry[0] == 2).count()).unwrap();
            entries.push((*number, [2, container, index]));
            header.push_str(&format!("{number} {} ", held.len()));
            held.extend([object, &b"\n"[..]].concat());
        }
    }
    let count = entries.iter().filter(|(_, entry)| entry[0] == 2).count();
    let stream =
        deflated(&format!("/Type /ObjStm /N {count} /First {}", header.len()), &[header.as_bytes(), &held].concat());
    entries.push((container, [1, place(&out), 0]));
    out.extend([format!("{container} 0 obj\n").as_bytes(), &stream, b"\nendobj\n"].concat());
    entries.push((container + 1, [1, place(&out), 0]));
    let index: String = entries.iter().map(|(number, _)| format!("{number} 1 ")).collect();
    let packed = |(_, [kind, second, third]): &(u32, [u32; 3])| {
        [&kind.to_be_bytes()[3..], &second.to_be_bytes(), &third.to_be_bytes()[2..]].concat()
    };
    let (start, trailer) = (out.len(), last_trailer(pdf));
    let kept = ["Root", "Info", "ID"].map(|key| format!("/{key} {}", entry(&trailer, key))).join(" ");
    let of_trailer =
        format!("/Type /XRef /W [1 4 2] /Index [{index}] /Size {} /Prev {} {kept}", container + 2, last_start(pdf));
    let references = deflated(&of_trailer, &entries.iter().flat_map(packed).collect::<Vec<u8>>());
    out.extend([format!("{} 0 obj\n", container + 1).as_bytes(), &references, b"\nendobj\n"].concat());
    out.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
    close_signature(&mut out, pdf.len());
    out
}

/// A whole PDF of these objects; the catalog is the first.
pub fn document(objects: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, object) in objects {
        table.push_str(&format!("{number} 1\n{:010} 00000 n \n", out.len()));
        out.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let end = format!("trailer\n<</Size 1000 /Root 1 0 R>>\nstartxref\n{}\n%%EOF", out.len());
    out.extend([table, end].concat().bytes());
    out
}

/// A stream with what it holds, deflated.
pub fn deflated(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(vec![], flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, bytes).unwrap();
    let data = encoder.finish().unwrap();
    let dictionary = format!("<</Length {} /Filter /FlateDecode {entries}>>\nstream\n", data.len());
    [dictionary.as_bytes(), &data, b"\nendstream"].concat()
}

/// What stands for the signed bytes until they are known.
const RANGE: &str = "/ByteRange [0 0000000000 0000000000 0000000000]";

/// A signature's dictionary but for its last entries. Its own bytes only look like a signature.
pub fn signature(entries: &str) -> String {
    let contents = "308201".to_owned() + &"0".repeat(200);
    format!("<</Type /Sig /Filter /Adobe.PPKLite {RANGE} /Contents <{contents}> {entries}>>")
}

/// Writes the bytes that are signed.
fn close_signature(out: &mut [u8], from: usize) {
    let place = |needle: &[u8]| find(&out[from..], needle).map(|place| from + place);
    if let Some(range) = place(RANGE.as_bytes()) {
        let before = place(b"/Contents <3082").unwrap() + b"/Contents ".len();
        let after = before + find(&out[before..], b">").unwrap() + 1;
        let told = format!("/ByteRange [0 {before:010} {after:010} {:010}]", out.len() - after);
        out[range..range + told.len()].copy_from_slice(told.as_bytes());
    }
}

pub fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

fn find_last(bytes: &[u8], needle: &[u8]) -> usize {
    bytes.windows(needle.len()).rposition(|window| window == needle).unwrap()
}

/// Where the last cross-reference section begins.
fn last_start(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(&pdf[find_last(pdf, b"startxref")..]).into_owned();
    text.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn last_trailer(pdf: &[u8]) -> String {
    let at = find_last(pdf, b"trailer");
    String::from_utf8_lossy(&pdf[at..at + find(&pdf[at..], b"startxref").unwrap()]).into_owned()
}

/// An entry as it is written: a reference, a number or an array.
pub fn entry(dictionary: &str, key: &str) -> String {
    let at = dictionary.find(&format!("/{key}")).unwrap_or_else(|| panic!("{key} in {dictionary}"));
    let rest = dictionary[at + key.len() + 1..].trim_start();
    let end = if rest.starts_with('[') { rest.find(']').unwrap() + 1 } else { rest.find(['/', '>']).unwrap() };
    rest[..end].trim_end().to_owned()
}

/// The number of a reference.
pub fn number(reference: &str) -> u32 {
    reference.trim_matches(['[', ']']).split(' ').next().unwrap().parse().unwrap()
}

/// The first number that no object has.
pub fn size(pdf: &[u8]) -> u32 {
    entry(&last_trailer(pdf), "Size").parse().unwrap()
}

/// An object as it is written last, if it is no stream.
pub fn object(pdf: &[u8], number: u32) -> String {
    let start = find_last(pdf, format!("\n{number} 0 obj").as_bytes()) + format!("\n{number} 0 obj").len();
    let end = start + find(&pdf[start..], b"endobj").unwrap();
    String::from_utf8(pdf[start..end].to_vec()).unwrap().trim().to_owned()
}

/// A dictionary with more entries.
pub fn and(dictionary: &str, entries: &str) -> String {
    format!("{} {entries}>>", dictionary.strip_suffix(">>").unwrap())
}

pub fn catalog(pdf: &[u8]) -> (u32, String) {
    let root = number(&entry(&last_trailer(pdf), "Root"));
    (root, object(pdf, root))
}

/// The first page.
pub fn page(pdf: &[u8]) -> (u32, String) {
    let pages = object(pdf, number(&entry(&catalog(pdf).1, "Pages")));
    let page = number(&entry(&pages, "Kids"));
    (page, object(pdf, page))
}

/// The information dictionary.
pub fn information(pdf: &[u8]) -> (u32, String) {
    let information = number(&entry(&last_trailer(pdf), "Info"));
    (information, object(pdf, information))
}
