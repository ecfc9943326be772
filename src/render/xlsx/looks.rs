//! How cells look. Spreadsheets keep each look once and have room for so many.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::annex::{Align, Role};

/// Formats of numbers in one workbook at most: Excel has room for 200 to 250, depending on its language.
const MOST_CODES: usize = 150;

const RULE: Color = Color::RGB(0x00BF_BFBF);
const HEADING: Color = Color::RGB(0x00DD_E6F0);
const GROUP: Color = Color::RGB(0x00EE_F2F7);

/// How a cell of a table looks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    role: &'static str,
    align: &'static str,
    indent: u8,
    merged: bool,
    /// The code of its format: of numbers, or for a text `@`.
    code: String,
    /// Whether editing it must not make a formula of it.
    quoted: bool,
}

impl Look {
    pub fn new(role: Role, align: Align) -> Self {
        let (role, align) = (role.name(), align.name());
        Self { role, align, indent: 0, merged: false, code: String::new(), quoted: false }
    }

    pub fn indented(self, indent: u8) -> Self {
        Self { indent, ..self }
    }

    pub fn merged(self, merged: bool) -> Self {
        Self { merged, ..self }
    }

    pub fn code(self, code: String) -> Self {
        Self { code, ..self }
    }

    /// For a text: one that could begin a formula is kept from becoming one when somebody edits it.
    pub fn text(self, text: &str) -> Self {
        Self { quoted: text.starts_with(['=', '+', '-', '@']), ..self }
    }

    /// Whether its letters are heavy as a whole.
    pub fn is_strong(&self) -> bool {
        is_strong(self.role)
    }

    fn format(&self) -> Format {
        let format = Format::new().set_text_wrap().set_border(FormatBorder::Thin).set_border_color(RULE);
        let format = match self.role {
            "heading" => format.set_background_color(HEADING),
            "group" => format.set_background_color(GROUP),
            "total" => format.set_border_top_color(Color::Black).set_border_bottom_color(Color::Black),
            "subtotal" => format.set_border_top_color(Color::Black),
            _ => format,
        };
        let format = if self.is_strong() { format.set_bold() } else { format };
        let format = format.set_align(match self.align {
            "left" => FormatAlign::Left,
            "center" => FormatAlign::Center,
            _ => FormatAlign::Right,
        });
        let middle = self.merged || self.role == "heading";
        let format = format.set_align(if middle { FormatAlign::VerticalCenter } else { FormatAlign::Top });
        let format = if self.indent > 0 { format.set_indent(self.indent) } else { format };
        let format = if self.code.is_empty() { format } else { format.set_num_format(&self.code) };
        if self.quoted { format.set_quote_prefix() } else { format }
    }
}

fn is_strong(role: &str) -> bool {
    matches!(role, "heading" | "group" | "subtotal" | "total")
}

/// The looks of a workbook, each made once.
#[derive(Default)]
pub struct Looks {
    made: BTreeMap<Look, Format>,
    codes: BTreeSet<String>,
}

impl Looks {
    pub fn format(&mut self, look: &Look) -> &Format {
        if !self.made.contains_key(look) {
            self.made.insert(look.clone(), look.format());
        }
        &self.made[look]
    }

    /// The code of a format with something beside the number, as long as there is room for one more; else `plain`, which is
    /// one of few.
    pub fn code(&mut self, beside: String, plain: String) -> String {
        let room = self.codes.len() < MOST_CODES || self.codes.contains(&beside);
        let code = if room { beside } else { plain };
        self.codes.insert(code.clone());
        code
    }
}

/// A line above or below a table, or of the text of the annex.
pub fn line() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// The same as a title.
pub fn title() -> Format {
    line().set_bold()
}
