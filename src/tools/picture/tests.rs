use super::*;

fn line(text: &str, tone: Tone) -> Line {
    Line { text: text.into(), tone }
}

fn picture() -> Picture {
    Picture {
        boxes: vec![
            Box { title: "a \"<b>\" & c".into(), shape: Shape::Round, ..Box::default() },
            Box {
                title: "`x` \\ #1|é\n".into(),
                lines: vec![
                    line("plain", Tone::Plain),
                    line("", Tone::Faint),
                    line("--> [good]", Tone::Good),
                    line("bad; %%", Tone::Bad),
                ],
                tone: Tone::Faint,
                column: 1,
                ..Box::default()
            },
        ],
        arrows: vec![
            Arrow {
                from: 0,
                to: 1,
                label: vec!["R \"1\"".into(), "p: 1".into()],
                ..Arrow::default()
            },
            Arrow { from: 0, to: 1, tone: Tone::Faint, ..Arrow::default() },
        ],
        notes: vec!["a\nnote --> \"x\"".into()],
    }
}

#[test]
fn names_stay_text_in_mermaid() {
    assert_eq!(
        to_mermaid(&picture()),
        "flowchart LR\n  \
           n0(\"<b>a #34;#60;b#62;#34; #38; c</b>\")\n  \
           n1[\"<b>#96;x#96; #92; #35;1#124;é </b><br/>plain<br/><s></s><br/><font color='#2e7d32'>--#62; [good]</font><br/><font color='#c62828'>bad; #37;#37;</font>\"]:::faint\n  \
           n0 -->|\"R #34;1#34;<br/>p: 1\"| n1\n  \
           n0 -.-> n1\n  \
           classDef faint stroke-dasharray: 4 3,opacity:0.5\n  \
           %% a note --> \"x\"\n"
    );
}

#[test]
fn names_stay_text_in_dot() {
    let text = to_dot(&picture());
    for part in [
        "n0 [label=<a &quot;&lt;b&gt;&quot; &amp; c>, style=\"rounded\"]",
        "n1 [label=<<b>`x` \\\\ #1|é </b><br/>plain<br align=\"left\"/><s> </s><br align=\"left\"/>",
        "n0 -> n1 [label=<R &quot;1&quot;<br/>p: 1>]",
        "n0 -> n1 [style=dashed, color=gray, fontcolor=gray]",
        "label=<a note --&gt; &quot;x&quot;<br align=\"left\"/>>",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

/// Elements are closed in the order they are opened, and only the five entities stand for signs.
fn assert_well_formed(xml: &str) {
    let mut open = Vec::new();
    let mut rest = xml;
    while let Some((text, tail)) = rest.split_once('<') {
        for entity in text.split('&').skip(1) {
            assert!(
                ["amp;", "lt;", "gt;", "quot;"].iter().any(|it| entity.starts_with(it)),
                "{text}"
            );
        }
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
        let (tag, tail) = tail.split_once('>').unwrap();
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        rest = tail;
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn svg_is_well_formed_and_boxes_keep_apart() {
    let mut picture = picture();
    for column in [0, 0, 1, 2, 2, 2] {
        let title = format!("box of column {column}");
        picture.boxes.push(Box { title, column, ..Box::default() });
    }
    let text = to_svg(&picture);
    assert_well_formed(&text);
    assert_eq!(text, to_svg(&picture));
    let numbers = |line: &str| -> Vec<usize> {
        ["x", "y", "width", "height"]
            .iter()
            .map(|key| line.split(&format!(" {key}=\"")).nth(1).unwrap())
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect()
    };
    let rects: Vec<_> = text.lines().filter(|line| line.contains(" rx=")).map(numbers).collect();
    assert_eq!(rects.len(), picture.boxes.len());
    for (at, a) in rects.iter().enumerate() {
        for b in rects.iter().skip(at + 1) {
            let apart = |i: usize| a[i] + a[i + 2] <= b[i] || b[i] + b[i + 2] <= a[i];
            assert!(apart(0) || apart(1), "{a:?} {b:?}");
        }
    }
}

#[test]
fn an_empty_picture_is_one_too() {
    let empty = Picture::default();
    assert_eq!(to_mermaid(&empty), "flowchart LR\n");
    assert!(to_dot(&empty).ends_with("}\n"));
    assert_well_formed(&to_svg(&empty));
}
