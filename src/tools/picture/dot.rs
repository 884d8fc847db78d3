//! The language of Graphviz.

use super::model::{Box, Picture, Shape, Tone};
use std::fmt::Write;

/// A directed graph. The notes are its label.
#[must_use]
pub fn to_dot(picture: &Picture) -> String {
    let mut text = String::from(
        "digraph {\n  rankdir=LR\n  node [shape=box, fontname=\"sans-serif\"]\n  edge [fontname=\"sans-serif\"]\n",
    );
    for (at, one) in picture.boxes.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  n{at} [label={}{}]", label(one), style(one));
    }
    for arrow in &picture.arrows {
        let lines: Vec<String> = arrow.label.iter().map(|line| escaped(line)).collect();
        let mut attributes = Vec::new();
        if !lines.is_empty() {
            attributes.push(format!("label=<{}>", lines.join("<br/>")));
        }
        if let Some(tone) = tone(arrow.tone) {
            attributes.push(tone.to_owned());
        }
        let attributes = match attributes.as_slice() {
            [] => String::new(),
            some => format!(" [{}]", some.join(", ")),
        };
        let _ = writeln!(text, "  n{} -> n{}{attributes}", arrow.from, arrow.to);
    }
    if !picture.notes.is_empty() {
        let notes: Vec<String> = picture
            .notes
            .iter()
            .map(|note| format!("{}<br align=\"left\"/>", escaped(note)))
            .collect();
        let _ = writeln!(text, "  label=<{}>", notes.concat());
    }
    text.push_str("}\n");
    text
}

fn style(one: &Box) -> String {
    let mut styles = Vec::new();
    if one.shape == Shape::Round {
        styles.push("rounded");
    }
    if one.tone == Tone::Faint {
        styles.push("dashed");
    }
    let mut text = match styles.as_slice() {
        [] => String::new(),
        some => format!(", style=\"{}\"", some.join(",")),
    };
    match one.tone {
        Tone::Faint => text.push_str(", color=gray, fontcolor=gray"),
        Tone::Good => text.push_str(", color=\"#2e7d32\""),
        Tone::Bad => text.push_str(", color=\"#c62828\""),
        Tone::Plain => {}
    }
    text
}

fn tone(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Faint => Some("style=dashed, color=gray, fontcolor=gray"),
        Tone::Good => Some("color=\"#2e7d32\""),
        Tone::Bad => Some("color=\"#c62828\""),
        Tone::Plain => None,
    }
}

/// An HTML-like label: the title in bold, the lines below it to the left.
fn label(one: &Box) -> String {
    let title = escaped(&one.title);
    if one.lines.is_empty() {
        return format!("<{title}>");
    }
    let mut text = format!("<<b>{title}</b><br/>");
    for line in &one.lines {
        let content = escaped(&line.text);
        // Writing to a string cannot fail.
        let _ = match line.tone {
            Tone::Plain => write!(text, "{content}"),
            Tone::Faint => write!(text, "<s>{content}</s>"),
            Tone::Good => write!(text, "<font color=\"#2e7d32\">{content}</font>"),
            Tone::Bad => write!(text, "<font color=\"#c62828\">{content}</font>"),
        };
        text.push_str("<br align=\"left\"/>");
    }
    text.push('>');
    text
}

/// Text in an HTML-like label. Empty text would be a mistake there.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Graphviz replaces what stands behind a backslash in these labels, too.
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    if out.is_empty() {
        out.push(' ');
    }
    out
}
