//! Mermaid flowcharts, as Markdown renderers draw them.

use super::model::{Box, Picture, Shape, Tone};
use std::fmt::Write;

/// A flowchart. The notes are comments.
#[must_use]
pub fn to_mermaid(picture: &Picture) -> String {
    let mut text = String::from("flowchart LR\n");
    for (at, one) in picture.boxes.iter().enumerate() {
        let (open, close) = match one.shape {
            Shape::Square => ("[", "]"),
            Shape::Round => ("(", ")"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  n{at}{open}\"{}\"{close}{}", content(one), class(one.tone));
    }
    for arrow in &picture.arrows {
        let line = if arrow.tone == Tone::Faint { "-.->" } else { "-->" };
        let label: Vec<String> = arrow.label.iter().map(|line| escaped(line)).collect();
        let label = match label.as_slice() {
            [] => String::new(),
            lines => format!("|\"{}\"|", lines.join("<br/>")),
        };
        let _ = writeln!(text, "  n{} {line}{label} n{}", arrow.from, arrow.to);
    }
    for (tone, name, style) in CLASSES {
        if picture.boxes.iter().any(|one| one.tone == *tone) {
            let _ = writeln!(text, "  classDef {name} {style}");
        }
    }
    for note in &picture.notes {
        let note: String = note.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = writeln!(text, "  %% {note}");
    }
    text
}

/// Tones with the names and styles of their classes.
const CLASSES: &[(Tone, &str, &str)] = &[
    (Tone::Faint, "faint", "stroke-dasharray: 4 3,opacity:0.5"),
    (Tone::Good, "good", "stroke:#2e7d32"),
    (Tone::Bad, "bad", "stroke:#c62828"),
];

fn class(tone: Tone) -> String {
    let found = CLASSES.iter().find(|(of, _, _)| *of == tone);
    found.map(|(_, name, _)| format!(":::{name}")).unwrap_or_default()
}

fn content(one: &Box) -> String {
    let mut lines = vec![format!("<b>{}</b>", escaped(&one.title))];
    for line in &one.lines {
        lines.push(match line.tone {
            Tone::Plain => escaped(&line.text),
            Tone::Faint => format!("<s>{}</s>", escaped(&line.text)),
            Tone::Good => format!("<font color='#2e7d32'>{}</font>", escaped(&line.text)),
            Tone::Bad => format!("<font color='#c62828'>{}</font>", escaped(&line.text)),
        });
    }
    lines.join("<br/>")
}

/// Text in a quoted label: what could end it or mean something there becomes a character code.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | '*' | '_' | '~' | '|' | '%' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
