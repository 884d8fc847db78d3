//! Whether a blank stands between two parts of a statement.

use crate::parser::{Part, PartKind};

/// What has been written of a statement, as far as spacing needs it.
#[derive(Debug, Default)]
pub(super) struct Spacing {
    /// For every open brace, whether its inside is set off with blanks.
    braces: Vec<bool>,
}

impl Spacing {
    /// Whether a blank stands between `left` and `right`; to be asked for every two neighbours in order.
    pub(super) fn between(&mut self, left: Part<'_>, right: Part<'_>) -> bool {
        if left.text == "{" && left.kind == PartKind::Symbol {
            // `{ SET ID 'x' }`, but `{name}` and `{a: 1}`.
            let is_block = right.kind == PartKind::Keyword;
            self.braces.push(is_block);
            return is_block && right.text != "}";
        }
        if right.text == "}" && right.kind == PartKind::Symbol {
            return self.braces.pop().unwrap_or(false);
        }
        has_blank(left, right)
    }
}

fn has_blank(left: Part<'_>, right: Part<'_>) -> bool {
    use PartKind::{Comment, Function, Index, Joint, Keyword, LiteralWord, Sign, Symbol};
    match (left.kind, left.text, right.kind, right.text) {
        (_, _, Comment, _) | (Comment, ..) => true,
        // Nothing stands in front of these …
        (_, _, Symbol, ")" | "]" | "," | ";" | "!") => false,
        // … or behind those.
        (Sign | Index, ..) | (Symbol, "(" | "[" | "$", ..) => false,
        (Joint, ..) | (_, _, Joint, _) => {
            // `IS NOT LABELED A` has words where `:A` has a symbol.
            left.kind == Keyword && right.text != ":" || right.kind == Keyword
        }
        (_, _, Index, _) => false,
        // `{.a, .b}` and `RETURN .5`, but `a.b`.
        (_, _, Symbol, ".") => left.kind == Symbol && matches!(left.text, "," | "{"),
        (_, _, Symbol, "..") | (Symbol, "." | "..", ..) => false,
        (_, _, Symbol, ":") => false,
        // Arrows and types: `()-[r]->()`, `LIST<STRING NOT NULL>`.
        (_, _, Symbol, "-" | ">") => false,
        (_, _, Symbol, "<") => false,
        (Symbol, ">", Keyword | LiteralWord, _) => true,
        (Symbol, "-" | "<" | ">", _, text) => left.text == ">" && text == "|",
        (Function, _, Symbol, "(") => false,
        _ => true,
    }
}
