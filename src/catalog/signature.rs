//! Signatures taken apart: `name(argument = default :: TYPE, …) :: (column :: TYPE, …)`.

/// An argument or a column of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// The default value, where there is one.
    pub default: Option<&'static str>,
    /// The type, as signatures write it.
    pub type_name: &'static str,
}

/// The name, what stands between the first parentheses, and what follows `::` behind them.
pub(super) fn parts(signature: &'static str) -> (&'static str, &'static str, &'static str) {
    let Some((name, rest)) = signature.split_once('(') else { return (signature, "", "") };
    let mut depth = 1_u32;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            let inner = rest.get(..at).unwrap_or_default();
            let behind = rest.get(at + 1..).unwrap_or_default();
            return (name, inner, behind.strip_prefix(" :: ").unwrap_or_default());
        }
    }
    (name, rest, "")
}

/// A list of fields.
pub(super) fn fields(list: &'static str) -> Vec<Field> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_u32, 0);
    for (at, c) in list.char_indices() {
        match c {
            '<' | '[' | '{' | '(' => depth += 1,
            '>' | ']' | '}' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.extend(list.get(start..at).and_then(field));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.extend(list.get(start..).and_then(field));
    found
}

fn field(text: &'static str) -> Option<Field> {
    let (name, type_name) = text.trim_start().split_once(" :: ")?;
    let (name, default) = match name.split_once(" = ") {
        Some((name, default)) => (name, Some(default)),
        None => (name, None),
    };
    Some(Field { name, default, type_name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_taken_apart() {
        let (name, takes, gives) =
            parts("a.b(x = [] :: LIST<MAP>, y =  :: STRING) :: (z :: INTEGER | FLOAT)");
        assert_eq!((name, gives), ("a.b", "(z :: INTEGER | FLOAT)"));
        let field = |name, default, type_name| Field { name, default, type_name };
        assert_eq!(
            fields(takes),
            [field("x", Some("[]"), "LIST<MAP>"), field("y", Some(""), "STRING")]
        );
        assert_eq!(parts("f() :: INTEGER"), ("f", "", "INTEGER"));
        assert_eq!(parts("p(x :: [A, B])"), ("p", "x :: [A, B]", ""));
        assert_eq!(fields("x :: [A, B]"), [field("x", None, "[A, B]")]);
        assert_eq!(fields(""), []);
    }
}
