//! Reads the tables of statements.

/// A family and all its statements.
pub struct Family {
    pub name: String,
    pub statements: Vec<String>,
}

/// All families of `fixtures/conformance/statements.txt`, their alternatives multiplied out.
pub fn families() -> Vec<Family> {
    let text = std::fs::read_to_string(super::fixture("statements.txt")).unwrap();
    let mut families: Vec<Family> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            families.push(Family { name: name.to_owned(), statements: Vec::new() });
        } else {
            families.last_mut().unwrap().statements.extend(multiplied(line));
        }
    }
    families
}

/// `a «b|c»` as `a b` and `a c`; `\|` is a bar of the statement.
fn multiplied(line: &str) -> Vec<String> {
    let mut made = vec![String::new()];
    for (at, part) in line.split(['«', '»']).enumerate() {
        let part = part.replace("\\|", "\u{0}");
        let choices: Vec<&str> = if at % 2 == 1 { part.split('|').collect() } else { vec![&part] };
        made = made
            .iter()
            .flat_map(|start| choices.iter().map(move |choice| format!("{start}{choice}")))
            .map(|statement| statement.replace('\u{0}', "|"))
            .collect();
    }
    made
}

#[test]
fn alternatives_are_multiplied_out() {
    assert_eq!(multiplied("A «b|c\\|d» E« f|»"), ["A b E f", "A b E", "A c|d E f", "A c|d E"]);
    assert!(families().len() > 15);
}
