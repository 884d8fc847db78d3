//! The apparent graph as a picture.

use super::apparent::{Apparent, Seen};
use super::tables::name;
use crate::text::{Text, escape_name};
use crate::tools::picture::{Arrow, Box, Line, Picture, Shape, Tone};
use crate::value::Map;

/// What is seen as boxes and arrows. What is hidden is left out, or, `with_hidden`, drawn faintly; a
/// note counts it.
#[must_use]
pub fn picture(apparent: &Apparent<'_>, with_hidden: bool) -> Picture {
    let mut picture = Picture::default();
    let mut places = Vec::with_capacity(apparent.data.nodes.len());
    for (node, seen) in apparent.data.nodes.iter().zip(&apparent.nodes) {
        let is_drawn = seen.is_seen || with_hidden;
        places.push(is_drawn.then_some(picture.boxes.len()));
        if is_drawn {
            let labels: String =
                node.labels.iter().map(|label| format!(":{}", escape_name(label))).collect();
            picture.boxes.push(Box {
                title: format!("({labels})"),
                lines: lines(&node.properties, seen, with_hidden),
                shape: Shape::Round,
                tone: if seen.is_seen { Tone::Plain } else { Tone::Faint },
                column: 0,
            });
        }
    }
    for (it, seen) in apparent.data.relationships.iter().zip(&apparent.relationships) {
        let end = |place: usize| places.get(place).copied().flatten();
        if let (true, Some(from), Some(to)) =
            (seen.is_seen || with_hidden, end(it.start), end(it.end))
        {
            let mut label = vec![escape_name(&it.kind).into_owned()];
            let properties = lines(&it.properties, seen, with_hidden);
            label.extend(properties.into_iter().map(|line| line.text));
            let tone = if seen.is_seen { Tone::Plain } else { Tone::Faint };
            picture.arrows.push(Arrow { from, to, label, tone });
        }
    }
    picture.notes = apparent
        .hidden
        .iter()
        .map(|hidden| {
            format!("hidden: {} {}, {}", hidden.count, name(hidden), hidden.because.join(", "))
        })
        .collect();
    picture
}

/// Characters of a property that are drawn.
const WIDEST: usize = 60;

fn clipped(text: &str) -> String {
    match text.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn lines(properties: &Map, seen: &Seen, with_hidden: bool) -> Vec<Line> {
    let each = properties.iter().zip(&seen.properties);
    each.filter(|(_, is_seen)| **is_seen || with_hidden)
        .map(|((name, value), is_seen)| {
            let name: &Text = name;
            let text = clipped(&format!("{}: {value}", escape_name(name)));
            Line { text, tone: if *is_seen { Tone::Plain } else { Tone::Faint } }
        })
        .collect()
}
