//! What results show, in files of [`BLOCK`] entries each: a document, then its rows, then the next document. An entry's
//! number says where it stands, so that the number of a document and that of a row in it lead to the row.

use super::document::Document;

/// Entries in a file. A result needs one or two of them, at some ten kB each.
pub const BLOCK: u32 = 64;

/// Characters of a row that are shown: of a long one its beginning, and its end, where its amount is.
const SHOWN: (usize, usize) = (170, 60);

/// What is shown of a document (address, language, title, lines below it) or of a row (anchor, text).
pub type Entry = Vec<String>;

/// A file: its number, and its entries in order.
pub type Block = (u32, Vec<Entry>);

/// Entries as they are numbered and filed.
#[derive(Default)]
pub struct Entries {
    next: u32,
    block: Vec<Entry>,
}

impl Entries {
    /// Takes the entries of a document; gives its number, and the files that are full.
    pub fn push(&mut self, entries: Vec<Entry>) -> (u32, Vec<Block>) {
        let number = self.next;
        let mut full = vec![];
        for entry in entries {
            self.block.push(entry);
            self.next += 1;
            if self.next.is_multiple_of(BLOCK) {
                full.push((self.next / BLOCK - 1, std::mem::take(&mut self.block)));
            }
        }
        (number, full)
    }

    /// The last file, which is not full.
    pub fn finish(self) -> Option<Block> {
        (!self.block.is_empty()).then_some((self.next / BLOCK, self.block))
    }
}

/// The entries of a document: itself, and its rows.
pub fn entries(document: &Document) -> impl Iterator<Item = Entry> {
    let mut head = vec![document.address.clone(), document.language.tag().to_owned(), one_line(&document.title)];
    head.extend(document.details.iter().map(|line| one_line(line)));
    let rows = document.rows.iter().map(|row| vec![row.anchor.clone(), shown(&one_line(&row.text))]);
    std::iter::once(head).chain(rows)
}

/// Without line breaks; spaces that keep an amount together stay.
fn one_line(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn shown(text: &str) -> String {
    let length = text.chars().count();
    if length <= SHOWN.0 + SHOWN.1 {
        return text.to_owned();
    }
    let begin: String = text.chars().take(SHOWN.0).collect();
    let end: String = text.chars().skip(length - SHOWN.1).collect();
    // Whole words, but for those that are longer than all of it.
    let begin = begin.rsplit_once(' ').map_or(begin.as_str(), |(begin, _)| begin);
    let end = end.split_once(' ').map_or(end.as_str(), |(_, end)| end);
    format!("{begin} … {end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_row_keeps_its_beginning_and_its_amount() {
        let text = format!("Accoglienza {} € 75.000,00", "dei lavoratori ".repeat(40));
        let shown = shown(&text);
        assert!(shown.starts_with("Accoglienza dei") && shown.ends_with("€ 75.000,00") && shown.contains(" … "));
        assert!(shown.chars().count() <= SHOWN.0 + SHOWN.1 + 3);
    }

    #[test]
    fn an_amount_is_not_parted_from_its_currency() {
        assert_eq!(one_line("Reti\n  e\t€\u{A0}1,00 "), "Reti e €\u{A0}1,00");
    }
}
