//! SVG, laid out here: columns of boxes from left to right, arrows between them.

use super::dot::escaped;
use super::model::{Box, Picture, Shape, Tone};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Pixels of a character of the fixed-width font, of a line, and around things.
const CHARACTER: usize = 7;
const LINE: usize = 18;
const PADDING: usize = 10;
const GAP: usize = 16;
/// Between columns, where arrows run.
const BETWEEN: usize = 90;
const MARGIN: usize = 16;

/// Where a box stands.
#[derive(Clone, Copy)]
struct Place {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
}

/// A picture that needs no other program to be seen. The notes stand below it.
#[must_use]
pub fn to_svg(picture: &Picture) -> String {
    let (places, mut width, mut height) = lay_out(picture);
    let notes_at = height;
    if !picture.notes.is_empty() {
        height += picture.notes.len() * LINE + GAP;
        let widest = picture.notes.iter().map(|note| note.width() * CHARACTER).max();
        width = width.max(widest.unwrap_or_default() + 2 * MARGIN);
    }
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"monospace\" font-size=\"12\">\n  <defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0,0 L8,4 L0,8 z\" fill=\"#607d8b\"/></marker></defs>\n  <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n"
    );
    for arrow in &picture.arrows {
        if let (Some(from), Some(to)) = (places.get(arrow.from), places.get(arrow.to)) {
            draw_arrow(&mut text, *from, *to, &arrow.label.join(" "), arrow.tone);
        }
    }
    for (one, place) in picture.boxes.iter().zip(&places) {
        draw_box(&mut text, one, *place);
    }
    for (at, note) in picture.notes.iter().enumerate() {
        let y = notes_at + GAP + at * LINE;
        line(&mut text, MARGIN, y, note, Tone::Plain, false);
    }
    text.push_str("</svg>\n");
    text
}

/// Columns as wide as their widest box, each in the middle of the picture's height.
fn lay_out(picture: &Picture) -> (Vec<Place>, usize, usize) {
    let columns = picture.boxes.iter().map(|one| one.column + 1).max().unwrap_or_default();
    let mut places: Vec<Place> = picture
        .boxes
        .iter()
        .map(|one| {
            let lines = one.lines.iter().map(|line| line.text.as_str());
            let widest = lines.chain([one.title.as_str()]).map(|text| text.width()).max();
            let width = widest.unwrap_or_default() * CHARACTER + 2 * PADDING;
            let height = (one.lines.len() + 1) * LINE + PADDING;
            Place { x: 0, y: 0, width, height }
        })
        .collect();
    let in_column = |column: usize| {
        let each = picture.boxes.iter().enumerate();
        each.filter(move |(_, one)| one.column == column).map(|(at, _)| at)
    };
    let height_of = |places: &[Place], column: usize| {
        let heights = in_column(column).filter_map(|at| places.get(at));
        heights.map(|place| place.height + GAP).sum::<usize>().saturating_sub(GAP)
    };
    let tallest = (0..columns).map(|column| height_of(&places, column)).max().unwrap_or_default();
    let mut x = MARGIN;
    for column in 0..columns {
        let widest =
            in_column(column).filter_map(|at| places.get(at)).map(|place| place.width).max();
        let Some(widest) = widest else { continue };
        let mut y = MARGIN + (tallest - height_of(&places, column)) / 2;
        for at in in_column(column) {
            if let Some(place) = places.get_mut(at) {
                (place.x, place.y, place.width) = (x, y, widest);
                y += place.height + GAP;
            }
        }
        x += widest + BETWEEN;
    }
    let width = (x + MARGIN).saturating_sub(if columns > 0 { BETWEEN } else { 0 });
    (places, width, tallest + 2 * MARGIN)
}

fn draw_box(text: &mut String, one: &Box, place: Place) {
    let radius = if one.shape == Shape::Round { 12 } else { 2 };
    let (stroke, fill) = match one.tone {
        Tone::Plain => ("#455a64", "#f5f7f8"),
        Tone::Faint => ("#b0bec5", "#ffffff"),
        Tone::Good => ("#2e7d32", "#f1f8f1"),
        Tone::Bad => ("#c62828", "#fdf3f3"),
    };
    let dash = if one.tone == Tone::Faint { " stroke-dasharray=\"4 3\"" } else { "" };
    let Place { x, y, width, height } = place;
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "  <rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\" fill=\"{fill}\" stroke=\"{stroke}\"{dash}/>"
    );
    let left = x + PADDING;
    line(text, left, y + LINE, &one.title, Tone::Plain, true);
    for (at, inner) in one.lines.iter().enumerate() {
        line(text, left, y + (at + 2) * LINE, &inner.text, inner.tone, false);
    }
}

fn line(text: &mut String, x: usize, y: usize, content: &str, tone: Tone, is_bold: bool) {
    let fill = match tone {
        Tone::Plain => "#263238",
        Tone::Faint => "#90a4ae",
        Tone::Good => "#2e7d32",
        Tone::Bad => "#c62828",
    };
    let weight = if is_bold { " font-weight=\"bold\"" } else { "" };
    // The width is said, so that text fits its box whatever the font.
    let length = content.width() * CHARACTER;
    let length = match length {
        0 => String::new(),
        length => format!(" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\""),
    };
    let content = escaped(content);
    let _ = writeln!(
        text,
        "  <text x=\"{x}\" y=\"{y}\" fill=\"{fill}\"{weight}{length} xml:space=\"preserve\">{content}</text>"
    );
}

/// From the right side of a box to the left side of another one, in a curve.
fn draw_arrow(text: &mut String, from: Place, to: Place, label: &str, tone: Tone) {
    let (x1, y1) = (from.x + from.width, from.y + from.height / 2);
    let (x2, y2) = (to.x, to.y + to.height / 2);
    let middle = usize::midpoint(x1, x2);
    let dash = if tone == Tone::Faint { " stroke-dasharray=\"4 3\"" } else { "" };
    let _ = writeln!(
        text,
        "  <path d=\"M{x1},{y1} C{middle},{y1} {middle},{y2} {x2},{y2}\" fill=\"none\" stroke=\"#607d8b\" marker-end=\"url(#head)\"{dash}/>"
    );
    if !label.is_empty() {
        let x = middle.saturating_sub(label.width() * CHARACTER / 2);
        line(text, x, usize::midpoint(y1, y2).saturating_sub(4), label, tone, false);
    }
}
