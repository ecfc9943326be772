//! Figures as a spreadsheet keeps them: binary numbers, and formats that print them as the annex does.

use crate::annex::{Amount, Notation, NumberStyle, Quantity};

/// Spreadsheets keep no more significant digits than these (ECMA-376, part 1, 18.17.5.2 of Excel's own notes).
const DIGITS: usize = 15;

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
/// opens the file. `suffix` are words after the number, as the marks of footnotes are.
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
        format!("{before}{digits}{}", literal(&format!("{after}{suffix}"), percent))
    };
    match style.plus {
        true => format!("{};{};{}", section("+"), section("\u{2212}"), section("")),
        false => format!("{};{}", section(""), section("\u{2212}")),
    }
}

/// The code of a format that adds words to a text.
pub fn text_format(suffix: &str) -> String {
    format!("General;General;General;@{}", literal(suffix, false))
}

/// Words of a format that stand for themselves, but for the sign of percentages.
fn literal(words: &str, percent: bool) -> String {
    let mut code = String::new();
    let mut quoted = false;
    for c in words.chars() {
        let bare = c == '"' || percent && c == '%';
        if quoted == bare {
            code.push('"');
            quoted = !bare;
        }
        match c {
            '"' => code.push_str("\\\""),
            c => code.push(c),
        }
    }
    if quoted {
        code.push('"');
    }
    code
}
