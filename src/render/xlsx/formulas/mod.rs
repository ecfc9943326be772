//! Figures that follow from others, as formulas. Each is worked out here as a spreadsheet will work it out, in binary numbers;
//! only one that gives the printed figure, and by a safe margin, becomes a formula.

mod circles;
mod parts;

use std::collections::BTreeMap;

use self::parts::{Part, in_parentheses, times};
use super::numbers;
use crate::annex::{Amount, Annex, Cell, CellBlock, Content, Derivation, NumberStyle, Operator, Rounding, Table, Term};

/// Characters of a formula at most (Excel's limit is 8,192).
const LONGEST: usize = 8_000;
/// Arguments of a function at most (Excel's limit is 255).
const MOST_ARGUMENTS: usize = 250;

/// Where a table stands.
pub struct Spot {
    /// Its sheet as formulas name it.
    pub sheet: String,
    /// Rows of headings, and the rows of the sheet in which these and the rows below them begin.
    pub headings: usize,
    pub head: u32,
    pub body: u32,
}

impl Spot {
    /// The row of the sheet in which a row of the grid stands.
    pub fn row(&self, row: usize) -> u32 {
        let offset = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
        match row.checked_sub(self.headings) {
            Some(below) => self.body.saturating_add(offset(below)),
            None => self.head.saturating_add(offset(row)),
        }
    }
}

/// A cell by the index of its table, its first row and its first column.
pub type At = (usize, usize, usize);

/// What a figure is written as.
pub enum Written {
    Formula {
        text: String,
        result: f64,
    },
    /// It is not what it follows from: what that would be.
    Differs(Amount),
}

/// The formulas of an annex.
pub struct Formulas<'a> {
    annex: &'a Annex,
    spots: &'a [Spot],
}

/// Cells that a formula names, and whether they stay the same when it is copied.
type Reference = (CellBlock, bool);

impl<'a> Formulas<'a> {
    pub fn new(annex: &'a Annex, spots: &'a [Spot]) -> Self {
        Self { annex, spots }
    }

    /// All that there is to say of figures that follow from others.
    pub fn all(&self) -> BTreeMap<At, Written> {
        let mut written = BTreeMap::new();
        for (index, table) in self.annex.tables.iter().enumerate() {
            for cell in table.grid.cells() {
                let Some(derivation) = &cell.derivation else { continue };
                if let Some(found) = (Figure { formulas: self, at: index, table, cell, derivation }).written() {
                    written.insert((index, cell.rows.start, cell.columns.start), found);
                }
            }
        }
        circles::cut(&mut written, &|at| self.inputs(at));
        written
    }

    /// The cells that a formula names.
    fn inputs(&self, at: At) -> Vec<At> {
        let table = &self.annex.tables[at.0];
        let cell = table.grid.cell(at.1, at.2);
        let Some(derivation) = &cell.derivation else { return vec![] };
        let figure = Figure { formulas: self, at: at.0, table, cell, derivation };
        let blocks = figure.blocks(&derivation.term).into_iter();
        blocks.flat_map(|block| block.rows.map(move |row| (block.table, row, block.column))).collect()
    }

    fn style(&self, block: &CellBlock) -> Option<&'a NumberStyle> {
        self.annex.tables.get(block.table)?.columns.get(block.column)?.style()
    }

    /// The numbers in the cells of a block, each once; `None` where one of them is not kept as a number.
    fn values(&self, block: &CellBlock) -> Option<Vec<f64>> {
        let style = self.style(block)?;
        let grid = &self.annex.tables[block.table].grid;
        let figures = block.rows.clone().filter_map(|row| match &grid.cell(row, block.column) {
            Cell { rows, content: Content::Amount(figure), .. } if rows.start == row => Some(figure.amount),
            _ => None,
        });
        figures.map(|amount| numbers::kept(style, amount)).collect()
    }
}

/// A figure that follows from others.
struct Figure<'a, 'f> {
    formulas: &'f Formulas<'a>,
    /// The index of its table.
    at: usize,
    table: &'a Table,
    cell: &'a Cell,
    derivation: &'a Derivation,
}

impl Figure<'_, '_> {
    fn written(&self) -> Option<Written> {
        let Content::Amount(figure) = &self.cell.content else { return None };
        let style = self.table.columns[self.cell.columns.start].style()?;
        let term = &self.derivation.term;
        // A spreadsheet rounds as commerce does; what is only added up is not rounded at all.
        if self.derivation.rounding != Rounding::HalfUp && !is_sum(term) {
            return None;
        }
        let result = numbers::kept(style, figure.amount)?;
        let part = self.whole(style)?;
        let decimals = numbers::decimals(style);
        let unit = 10_f64.powi(i32::try_from(decimals).ok()?);
        let scaled = part.value * unit;
        let from_half = (scaled.abs().fract() - 0.5).abs();
        // Near the middle between two figures the noise of binary numbers would decide.
        if !scaled.is_finite() || scaled.abs() >= 1e15 || from_half < 1e-6 + scaled.abs() * f64::EPSILON * 4.0 {
            return None;
        }
        let rounded = Amount::from_units(scaled.round() as i128, style.decimals)?;
        if rounded != figure.amount {
            return Some(Written::Differs(rounded));
        }
        let text = if self.is_whole(style) { part.text } else { format!("ROUND({},{decimals})", part.text) };
        (text.len() <= LONGEST).then_some(Written::Formula { text, result })
    }

    /// Whether whole numbers alone are added up, which come out whole.
    fn is_whole(&self, style: &NumberStyle) -> bool {
        let is_whole = |block: &CellBlock| {
            let other = self.formulas.style(block);
            other.is_some_and(|other| numbers::decimals(other) == 0 && numbers::factor(other) == numbers::factor(style))
        };
        numbers::decimals(style) == 0
            && is_sum(&self.derivation.term)
            && self.blocks(&self.derivation.term).iter().all(is_whole)
    }

    /// The formula, put back into what the column is in.
    fn whole(&self, style: &NumberStyle) -> Option<Part> {
        let term = &self.derivation.term;
        let factors: Vec<f64> = self
            .blocks(term)
            .iter()
            .map(|block| self.formulas.style(block).map(numbers::factor))
            .collect::<Option<_>>()?;
        let own = numbers::factor(style);
        let alike = factors.windows(2).all(|pair| pair[0] == pair[1]);
        let (part, multiplier) = match (alike.then(|| degree(term)).flatten(), factors.first()) {
            // Where all is in thousands, so is the sum.
            (Some(degree), Some(factor)) => (self.part(term, false)?, factor.powi(degree) / own),
            _ => (self.part(term, true)?, 1.0 / own),
        };
        Some(times(part, multiplier))
    }

    /// All cells that a term names.
    fn blocks(&self, term: &Term) -> Vec<CellBlock> {
        match term {
            Term::Number(_) => vec![],
            Term::Beside(column) => vec![self.beside(*column)],
            Term::Sum(blocks) | Term::Average(blocks) => blocks.clone(),
            Term::Negated(inner) => self.blocks(inner),
            Term::Binary(left, _, right) => [self.blocks(left), self.blocks(right)].concat(),
        }
    }

    fn beside(&self, column: usize) -> CellBlock {
        CellBlock { table: self.at, column, rows: self.cell.rows.clone() }
    }

    /// A term; `in_worth` says whether figures have to be brought to what they are worth.
    fn part(&self, term: &Term, in_worth: bool) -> Option<Part> {
        match term {
            Term::Number(number) => {
                let text = number.exactly(Amount::MAX_DECIMALS)?.plain(0);
                Some(Part { value: text.parse().ok()?, text, loose: false })
            }
            Term::Beside(column) => self.sum(&[(self.beside(*column), false)], in_worth),
            Term::Sum(blocks) => self.sum(&self.elsewhere(blocks), in_worth),
            Term::Average(blocks) => self.average(&self.elsewhere(blocks), in_worth),
            Term::Negated(inner) => {
                let inner = in_parentheses(self.part(inner, in_worth)?);
                Some(Part { text: format!("-{}", inner.text), value: -inner.value, loose: true })
            }
            Term::Binary(left, operator, right) => {
                if let Some(blocks) = self.addends(term).filter(|blocks| !in_worth && self.is_long(blocks)) {
                    return self.sum(&blocks, false);
                }
                Some(parts::binary(self.part(left, in_worth)?, *operator, self.part(right, in_worth)?))
            }
        }
    }

    /// Cells that are not those of the figure's own rows. What is the same for all rows keeps its place when the formula is
    /// copied to others; what a column adds up does not.
    fn elsewhere(&self, blocks: &[CellBlock]) -> Vec<Reference> {
        let fixed = !self.is_column();
        blocks.iter().map(|block| (block.clone(), fixed)).collect()
    }

    /// The cells that a term adds up, if it does nothing else.
    fn addends(&self, term: &Term) -> Option<Vec<Reference>> {
        match term {
            Term::Beside(column) => Some(vec![(self.beside(*column), false)]),
            Term::Sum(blocks) => Some(self.elsewhere(blocks)),
            Term::Binary(left, Operator::Plus, right) => Some([self.addends(left)?, self.addends(right)?].concat()),
            _ => None,
        }
    }

    /// Whether a sum is better said by the function: of three or more, or of what is not all numbers, which only the function
    /// passes over.
    fn is_long(&self, blocks: &[Reference]) -> bool {
        let is_number =
            |(block, _): &Reference| self.formulas.values(block).is_some_and(|values| values.len() == block.rows.len());
        blocks.len() > 2 || !blocks.iter().all(is_number)
    }

    fn sum(&self, blocks: &[Reference], in_worth: bool) -> Option<Part> {
        let values = self.values(blocks)?;
        let value = values.iter().sum();
        let texts = self.references(blocks)?;
        let cells: usize = blocks.iter().map(|(block, _)| block.rows.len()).sum();
        let part = match texts.as_slice() {
            // A sum of one is a sum all the same: somebody may add a row to it.
            [only] if cells == 1 && values.len() == 1 && !self.is_column() => {
                Part { text: only.clone(), value, loose: false }
            }
            texts => {
                let sums = texts.chunks(MOST_ARGUMENTS).map(|texts| format!("SUM({})", texts.join(",")));
                let sums: Vec<String> = sums.collect();
                Part { loose: sums.len() > 1, text: sums.join("+"), value }
            }
        };
        self.brought(part, blocks, in_worth)
    }

    fn average(&self, blocks: &[Reference], in_worth: bool) -> Option<Part> {
        let (values, texts) = (self.values(blocks)?, self.references(blocks)?);
        if values.is_empty() || texts.len() > MOST_ARGUMENTS {
            return None;
        }
        let value = values.iter().sum::<f64>() / values.len() as f64;
        self.brought(Part { text: format!("AVERAGE({})", texts.join(",")), value, loose: false }, blocks, in_worth)
    }

    /// Cells of one column brought to what they are worth.
    fn brought(&self, part: Part, blocks: &[Reference], in_worth: bool) -> Option<Part> {
        let factor = self.formulas.style(&blocks.first()?.0).map(numbers::factor)?;
        Some(if in_worth { times(part, factor) } else { part })
    }

    fn values(&self, blocks: &[Reference]) -> Option<Vec<f64>> {
        let values: Option<Vec<Vec<f64>>> = blocks.iter().map(|(block, _)| self.formulas.values(block)).collect();
        values.map(|values| values.concat())
    }

    /// Whether it follows from the figures of its own column.
    fn is_column(&self) -> bool {
        matches!(self.derivation.term, Term::Sum(_) | Term::Average(_))
    }

    /// Cells as formulas name them: `B5:B9`, `'Altra tabella'!C$4`.
    fn references(&self, blocks: &[Reference]) -> Option<Vec<String>> {
        let reference = |(block, fixed): &Reference| {
            let spot = self.formulas.spots.get(block.table)?;
            let column = u16::try_from(block.column).ok()?;
            let (first, last) = (spot.row(block.rows.start), spot.row(block.rows.end.checked_sub(1)?));
            let sheet = if block.table == self.at { String::new() } else { format!("{}!", spot.sheet) };
            let letters = rust_xlsxwriter::utility::column_number_to_name(column);
            let cell = |row: u32| format!("{letters}{}{}", if *fixed { "$" } else { "" }, row + 1);
            let cells = if first == last { cell(first) } else { format!("{}:{}", cell(first), cell(last)) };
            Some(sheet + &cells)
        };
        blocks.iter().map(reference).collect()
    }
}

/// Whether figures are only added and subtracted, so that nothing is ever rounded.
fn is_sum(term: &Term) -> bool {
    match term {
        Term::Beside(_) | Term::Sum(_) => true,
        Term::Number(_) | Term::Average(_) => false,
        Term::Negated(inner) => is_sum(inner),
        Term::Binary(left, operator, right) => {
            matches!(operator, Operator::Plus | Operator::Minus) && is_sum(left) && is_sum(right)
        }
    }
}

/// The power of a common factor of all figures by which a term as a whole grows, if it grows so: 1 for a sum, 0 for a share.
fn degree(term: &Term) -> Option<i32> {
    match term {
        Term::Number(_) => Some(0),
        Term::Beside(_) | Term::Sum(_) | Term::Average(_) => Some(1),
        Term::Negated(inner) => degree(inner),
        Term::Binary(left, operator, right) => {
            let (left, right) = (degree(left)?, degree(right)?);
            match operator {
                Operator::Plus | Operator::Minus => (left == right).then_some(left),
                Operator::Times => Some(left + right),
                Operator::Over => Some(left - right),
            }
        }
    }
}
