//! The bytes of a CSV file, by RFC 4180.

use csv_core::{Terminator, WriteResult, Writer, WriterBuilder};

/// The file while it is written.
#[derive(Default)]
pub struct File {
    pub bytes: Vec<u8>,
}

impl File {
    /// Adds a row. A field is quoted where it has to be.
    pub fn row<'f>(&mut self, fields: impl Iterator<Item = &'f str>) {
        let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).build();
        for (index, field) in fields.enumerate() {
            if index > 0 {
                self.push(|room| writer.delimiter(room));
            }
            self.field(&mut writer, field.as_bytes());
        }
        self.push(|room| writer.terminator(room));
    }

    fn field(&mut self, writer: &mut Writer, mut field: &[u8]) {
        self.push(|room| {
            let (result, read, written) = writer.field(field, room);
            field = &field[read..];
            (result, written)
        });
    }

    /// Asks for output until there is no more of it.
    fn push(&mut self, mut write: impl FnMut(&mut [u8]) -> (WriteResult, usize)) {
        let mut room = [0; 256];
        loop {
            let (result, written) = write(&mut room);
            self.bytes.extend_from_slice(&room[..written]);
            if matches!(result, WriteResult::InputEmpty) {
                break;
            }
        }
    }
}
