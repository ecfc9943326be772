//! Figures as a spreadsheet keeps them: binary numbers, and formats that print them as the annex does.

use crate::annex::{Amount, Notation, NumberStyle, Quantity};

/// Spreadsheets keep no more significant digits than these.
const DIGITS: usize = 15;

/// UTF-16 units of the code of a format at most: Excel reads no more.
const LONGEST_CODE: usize = 255;

/// Whether the figures of a column stand as fractions, as the format of percentages wants them: 0.0469 for 4.69 %. Only the
/// percent sign of a format multiplies by a hundred, so that figures that are printed without one stay hundredths.
pub fn is_fraction(style: &NumberStyle) -> bool {
    style.quantity == Quantity::Percent && style.display.word() == "%"
}

/// Decimals of a column's figures as they are kept.
pub fn decimals(style: &NumberStyle) -> u32 {
    style.decimals + if is_fraction(style) { 2 } else { 0 }
}

/// What a figure is kept as; `None` where binary numbers would change it.
pub fn kept(style: &NumberStyle, amount: Amount) -> Option<f64> {
    let plain = amount.plain(0);
    let digits = plain.replace(['.', '-'], "");
    let significant = match plain.contains('.') {
        true => digits.trim_start_matches('0'),
        false => digits.trim_matches('0'),
    };
    let exponent = if is_fraction(style) { "e-2" } else { "" };
    if significant.len() > DIGITS {
        return None;
    }
    format!("{plain}{exponent}").parse().ok()
}

/// What one of the numbers of a column is worth in formulas: 1,000 in a column of thousands.
pub fn factor(style: &NumberStyle) -> f64 {
    if is_fraction(style) {
        return 1.0;
    }
    let worth = style.quantity.worth();
    // Powers of ten, all of them.
    worth.exactly(2).and_then(|worth| worth.plain(0).parse().ok()).unwrap_or(1.0)
}

/// The code of a number format: `"€ "#,##0.00;"−€ "#,##0.00`. Which marks part groups and decimals is the affair of whoever
/// opens the file. `suffix` are words after the number, as the marks of footnotes are; too many words are left out.
pub fn format(style: &NumberStyle, decimals: u32, suffix: &str) -> String {
    let mut digits = if style.notation == Notation::Plain { "0" } else { "#,##0" }.to_owned();
    if decimals > 0 {
        digits.push('.');
        digits.push_str(&"0".repeat(decimals as usize));
    }
    let (before, after) = style.display.sides();
    let percent = is_fraction(style);
    let section = |sign: &str| {
        let before = literal(&format!("{sign}{before}"), percent);
        // In words of the plan a percent sign is no more than one.
        let after = match percent {
            true => literal(after, true) + &literal(suffix, false),
            false => literal(&format!("{after}{suffix}"), false),
        };
        format!("{before}{digits}{after}")
    };
    let code = match style.plus {
        true => format!("{};{};{}", section("+"), section("\u{2212}"), section("")),
        false => format!("{};{}", section(""), section("\u{2212}")),
    };
    match code.encode_utf16().count() <= LONGEST_CODE {
        true => code,
        false if suffix.is_empty() => digits,
        false => format(style, decimals, ""),
    }
}

/// The code of a format that adds words to a text.
pub fn text_format(suffix: &str) -> String {
    let code = format!("General;General;General;@{}", literal(suffix, false));
    if code.encode_utf16().count() <= LONGEST_CODE { code } else { String::new() }
}

/// Words of a format that stand for themselves, but for the sign of percentages.
fn literal(words: &str, percent: bool) -> String {
    let mut code = String::new();
    let mut quoted = false;
    for c in words.chars() {
        // Even between quotes some readers take these for more than themselves.
        let escaped = matches!(c, '"' | '\\' | '_' | '*');
        let bare = escaped || percent && c == '%';
        if quoted == bare {
            code.push('"');
            quoted = !bare;
        }
        if escaped {
            code.push('\\');
        }
        code.push(c);
    }
    if quoted {
        code.push('"');
    }
    code
}
