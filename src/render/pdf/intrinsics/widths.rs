//! How wide columns are: `parts/widths.typ`.

use typst::foundations::{Array, Dict, IntoValue as _, Str, Value, dict};
use typst::layout::{Abs, Length, Ratio};
use typst::text::{FontWeight, TextElem};

use super::{Drawing, dict_of, field};

/// What the columns of a table measure, by column.
struct Measured {
    shapes: Value,
    least: Vec<Abs>,
    wishes: Vec<Abs>,
}

/// What a column asks for beside the others.
struct Column {
    fixed: bool,
    weight: f64,
}

impl Drawing<'_, '_> {
    pub fn measure_shapes(&mut self, column: &Dict) -> Option<Value> {
        let [heads, tails, wholes] = ["heads", "tails", "wholes"].map(|pieces| self.measure_pieces(column, pieces));
        let (heads, tails, wholes) = (heads?, tails?, wholes?);
        let widest = |widths: &[Abs]| widths.iter().copied().fold(Abs::zero(), Abs::max);
        let (head, tail) = (widest(&heads), widest(&tails));
        let shapes = dict! {
            "heads" => lengths(&heads),
            "tails" => lengths(&tails),
            "head" => head,
            "tail" => tail,
            "widest" => (head + tail).max(widest(&wholes)),
        };
        Some(shapes.into_value())
    }

    fn measure_pieces(&mut self, column: &Dict, pieces: &str) -> Option<Vec<Abs>> {
        let pieces: Array = field(column, pieces)?;
        pieces.iter().map(|piece| self.measure_piece(dict_of(piece)?)).collect()
    }

    fn measure_piece(&mut self, piece: &Dict) -> Option<Abs> {
        let weight = if field(piece, "bold")? { FontWeight::BOLD } else { FontWeight::REGULAR };
        let text = TextElem::packed(field::<Str>(piece, "text")?).set(TextElem::weight, weight);
        self.width_of(text)
    }

    pub fn column_widths(&mut self, columns: &Array, style: &Dict, width: Length) -> Option<Value> {
        let Measured { shapes, least, wishes } = self.measured(columns, style)?;
        let column = |column: &Value| {
            let column = dict_of(column)?;
            Some(Column { fixed: field(column, "fixed")?, weight: field(column, "weight")? })
        };
        let columns: Vec<Column> = columns.iter().map(column).collect::<Option<_>>()?;
        let widths = balance(share(&columns, least, self.absolute(width)?), &wishes);
        Some(dict! { "widths" => lengths(&widths), "shapes" => shapes }.into_value())
    }

    pub fn common_width(&mut self, tables: &Array, style: &Dict, available: Length) -> Option<Value> {
        let available = self.absolute(available)?;
        let mut wished = Abs::zero();
        for columns in tables {
            let wishes = self.measured(&columns.clone().cast().ok()?, style)?.wishes;
            wished = wished.max(wishes.into_iter().sum());
        }
        let narrowest: Ratio = field(style, "narrowest")?;
        let width = if wished > available * 0.8 { available } else { wished.max(available * narrowest.get()) };
        Some(width.into_value())
    }

    /// What typst remembers, since it is asked for over and over.
    fn measured(&mut self, columns: &Array, style: &Dict) -> Option<Measured> {
        let measured = self.call("measure-columns", [columns.clone().into_value(), style.clone().into_value()])?;
        let measured = dict_of(&measured)?;
        let widths = |name| {
            let widths: Array = field(measured, name)?;
            widths.into_iter().map(|width| self.absolute(width.cast().ok()?)).collect::<Option<_>>()
        };
        Some(Measured {
            shapes: measured.get("shapes").ok()?.clone(),
            least: widths("least")?,
            wishes: widths("wishes")?,
        })
    }
}

/// Texts share a width by weight, but no column is narrower than what it needs.
fn share(columns: &[Column], mut widths: Vec<Abs>, available: Abs) -> Vec<Abs> {
    let mut sharing: Vec<usize> = (0..widths.len()).filter(|x| !columns[*x].fixed).collect();
    let weights = |sharing: &[usize]| sharing.iter().map(|x| columns[*x].weight).sum::<f64>();
    let mut rest =
        available - columns.iter().zip(&widths).filter(|(column, _)| column.fixed).map(|(_, width)| *width).sum();
    loop {
        let total = weights(&sharing);
        let is_narrow = |x: &usize| rest * columns[*x].weight / total < widths[*x];
        let (narrow, wide): (Vec<usize>, Vec<usize>) = sharing.iter().partition(|x| is_narrow(x));
        if narrow.is_empty() || wide.is_empty() {
            break;
        }
        rest -= narrow.iter().map(|x| widths[*x]).sum();
        sharing = wide;
    }
    let total = weights(&sharing);
    for x in sharing {
        widths[x] = widths[x].max(rest * columns[x].weight / total);
    }
    widths
}

/// Where texts have more than they wish for, it goes to columns that have less.
fn balance(widths: Vec<Abs>, wishes: &[Abs]) -> Vec<Abs> {
    let pairs = || widths.iter().copied().zip(wishes.iter().copied());
    let spare: Vec<Abs> = pairs().map(|(width, wish)| (width - wish).max(Abs::zero())).collect();
    let lacks: Vec<Abs> = pairs().map(|(width, wish)| (wish - width).max(Abs::zero())).collect();
    let (given, wanted): (Abs, Abs) = (spare.iter().copied().sum(), lacks.iter().copied().sum());
    if given == Abs::zero() || wanted == Abs::zero() {
        return widths;
    }
    let moved = given.min(wanted);
    let moves = spare.into_iter().zip(lacks);
    let balanced =
        |(width, (spare, lack)): (Abs, (Abs, Abs))| width - moved * (spare / given) + moved * (lack / wanted);
    widths.into_iter().zip(moves).map(balanced).collect()
}

fn lengths(widths: &[Abs]) -> Array {
    widths.iter().map(|width| width.into_value()).collect()
}
