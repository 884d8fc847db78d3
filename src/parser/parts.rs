//! What each word and symbol of a statement is: [`scan`] with the grammar's judgement.
//!
//! [`scan`] cannot tell a keyword from a name, since every keyword may be a name. The grammar can: what
//! it takes for a name, a literal or an operator has a rule, and the words that are left are keywords.

use super::scan::{PieceKind, scan};
use super::{characters, limits};
use crate::ast::CypherVersion;
use cypher_admin_grammar::{CypherParser, Parser as _, Rule};

/// What a part of a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// A word of the language.
    Keyword,
    /// `null`, `true`, `false` as values.
    LiteralWord,
    /// A name, in backticks or not.
    Name,
    /// The last name of a function that is called, or a word such as `count` or `any` that is written as one.
    Function,
    /// A number, a string, a parameter, a glob.
    Literal,
    /// An operator between two operands.
    Operator,
    /// A sign in front of an operand.
    Sign,
    /// A symbol that joins what stands around it: in labels (`:A|B`) and options (`planner=cost`).
    Joint,
    /// The `[` of an index or a slice.
    Index,
    /// Text that is kept as it is: patterns, labels and subqueries in expressions, strings with values in
    /// them, and what `RETURN` gives back without `AS`, whose text is the column's name.
    Opaque,
    /// Any other character or `..`.
    Symbol,
    /// A comment.
    Comment,
}

/// A part, its place and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// What it is.
    pub kind: PartKind,
    /// Byte offset of its start.
    pub start: usize,
    /// Its text.
    pub text: &'a str,
}

/// The rules that make a part of their whole text. The first that holds a place decides: a rule stands in
/// front of those it may be inside of.
fn kind_of_rule(rule: Rule) -> Option<PartKind> {
    Some(match rule {
        Rule::name => PartKind::Name,
        Rule::param
        | Rule::string
        | Rule::number
        | Rule::uint
        | Rule::signed_integer
        | Rule::glob => PartKind::Literal,
        Rule::null_word | Rule::true_word | Rule::false_word => PartKind::LiteralWord,
        Rule::infinity_word | Rule::nan_word => PartKind::Literal,
        Rule::interpolated
        | Rule::pattern
        | Rule::pattern_comprehension
        | Rule::label_expr
        | Rule::vector_type
        | Rule::exists_subquery
        | Rule::count_subquery
        | Rule::collect_subquery => PartKind::Opaque,
        Rule::compare_symbol | Rule::arithmetic_symbol => PartKind::Operator,
        Rule::sign_symbol | Rule::minus => PartKind::Sign,
        Rule::quantifier_kind => PartKind::Function,
        _ => return None,
    })
}

/// The rules whose first word or symbol is a part of its own kind.
fn kind_of_first(rule: Rule) -> Option<PartKind> {
    Some(match rule {
        Rule::count_star | Rule::reduce | Rule::all_reduce | Rule::trim => PartKind::Function,
        Rule::slice_or_index => PartKind::Index,
        _ => return None,
    })
}

/// The rules whose symbols join.
fn joins(rule: Rule) -> bool {
    matches!(rule, Rule::rule_labels | Rule::has_label | Rule::shape_label | Rule::pre_option)
}

/// Symbols of two characters, and what they are where no rule says otherwise.
const PAIRS: [(&str, PartKind); 3] =
    [("::", PartKind::Operator), ("=~", PartKind::Operator), ("..", PartKind::Symbol)];

/// The parts of a statement, Neo4j's or one of ours, in order. None where the text is no statement.
/// Blanks are left out, nothing else.
#[must_use]
pub fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    limits::check(text).ok()?;
    // Whichever version takes it.
    let read = characters::as_grammar_reads(text, CypherVersion::Cypher25);
    let marks = limits::with_stack(text, || {
        let pairs = CypherParser::parse(Rule::statement, text)
            .or_else(|_| CypherParser::parse(Rule::statement, &read))
            .or_else(|_| CypherParser::parse(Rule::extension, text))
            .ok()?;
        Some(Marks::of(pairs.flatten()))
    })?;
    Some(marks.parts(text))
}

/// Places that the grammar has a word on, in order.
#[derive(Default)]
struct Marks {
    /// Whole parts: kind, start, and where they end at the latest.
    wholes: Vec<(PartKind, usize, usize)>,
    /// Starts of parts whose end the scan finds.
    firsts: Vec<(PartKind, usize)>,
    /// Places, start and end, where symbols join.
    joints: Vec<(usize, usize)>,
}

impl Marks {
    fn of<'i>(pairs: impl Iterator<Item = pest::iterators::Pair<'i, Rule>>) -> Self {
        let mut marks = Self::default();
        let mut taken = 0;
        // The end of the function name that the pairs are inside of.
        let mut function_end = 0;
        for pair in pairs {
            let (rule, span) = (pair.as_rule(), pair.as_span());
            let (start, end) = (span.start(), span.end());
            if start < taken {
                continue;
            }
            if rule == Rule::function_name {
                function_end = end;
            }
            if joins(rule) {
                marks.joints.push((start, end));
            }
            if let Some(kind) = kind_of_first(rule) {
                marks.firsts.push((kind, start));
            }
            let kind = match kind_of_rule(rule) {
                Some(PartKind::Name) if start < function_end => Some(PartKind::Function),
                None if rule == Rule::return_item && pair.into_inner().count() == 1 => {
                    Some(PartKind::Opaque)
                }
                kind => kind,
            };
            if let Some(kind) = kind {
                marks.wholes.push((kind, start, end));
                taken = end;
            }
        }
        marks
    }

    fn parts(self, text: &str) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        let mut wholes = self.wholes.into_iter().peekable();
        let mut firsts = self.firsts.into_iter().peekable();
        let mut joints = Joints { all: self.joints, next: 0, until: 0 };
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            while firsts.next_if(|(_, start)| *start < at).is_some() {}
            let whole = wholes.next_if(|(_, start, _)| *start == at);
            let (kind, text) = match whole {
                // A rule may take the blanks and comments behind it along.
                Some((kind, start, end)) => {
                    (Some(kind), without_tail(text.get(start..end).unwrap_or_default()))
                }
                None => first_part(rest, joints.hold(at)),
            };
            let length = text.len().max(1);
            if let Some(kind) = kind {
                let first = firsts.next_if(|(_, start)| *start == at).map(|(kind, _)| kind);
                parts.push(Part { kind: first.unwrap_or(kind), start: at, text });
            }
            at += length;
        }
        parts
    }
}

/// The places where symbols join, as they are passed.
struct Joints {
    all: Vec<(usize, usize)>,
    next: usize,
    until: usize,
}

impl Joints {
    /// Whether `at` lies in one of them.
    fn hold(&mut self, at: usize) -> bool {
        while let Some((_, end)) = self.all.get(self.next).filter(|(start, _)| *start <= at) {
            self.until = self.until.max(*end);
            self.next += 1;
        }
        at < self.until
    }
}

/// The first part of text that no rule of its own begins at; no kind for blanks.
fn first_part(rest: &str, is_joint: bool) -> (Option<PartKind>, &str) {
    let pair = PAIRS.iter().find(|(pair, _)| rest.starts_with(pair));
    if let Some((kind, text)) = pair.and_then(|(pair, kind)| Some((*kind, rest.get(..pair.len())?)))
    {
        return (Some(kind), text);
    }
    let Some(piece) = scan(rest).next() else { return (None, rest) };
    let kind = match piece.kind {
        PieceKind::Blank => None,
        PieceKind::Comment => Some(PartKind::Comment),
        PieceKind::Word => Some(PartKind::Keyword),
        PieceKind::Number | PieceKind::String | PieceKind::Parameter => Some(PartKind::Literal),
        PieceKind::Backticks => Some(PartKind::Name),
        PieceKind::Symbol if is_joint => Some(PartKind::Joint),
        PieceKind::Symbol => Some(PartKind::Symbol),
    };
    (kind, piece.text)
}

/// Text without the blanks and comments at its end.
fn without_tail(text: &str) -> &str {
    let end = scan(text)
        .filter(|piece| !matches!(piece.kind, PieceKind::Blank | PieceKind::Comment))
        .last()
        .map_or(0, |piece| piece.start + piece.text.len());
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(PartKind, &str)> {
        parts(text).unwrap().into_iter().map(|part| (part.kind, part.text)).collect()
    }

    #[test]
    fn keywords_and_names_of_the_same_spelling_are_told_apart() {
        use PartKind::{Comment, Keyword, Name, Symbol};
        assert_eq!(
            kinds("grant role to /* c */ TO to;"),
            [
                (Keyword, "grant"),
                (Keyword, "role"),
                (Name, "to"),
                (Comment, "/* c */"),
                (Keyword, "TO"),
                (Name, "to"),
                (Symbol, ";")
            ]
        );
    }

    #[test]
    fn expressions_show_functions_signs_operators_and_indexes() {
        use PartKind::*;
        let parts =
            kinds("SHOW USERS WHERE -size(xs[1]) <= a.b.f(NULL) /*c*/ AND any(x IN xs WHERE true)");
        let interesting: Vec<_> =
            parts.into_iter().filter(|(kind, _)| !matches!(kind, Keyword | Symbol)).collect();
        assert_eq!(
            interesting,
            [
                (Sign, "-"),
                (Function, "size"),
                (Name, "xs"),
                (Index, "["),
                (Literal, "1"),
                (Operator, "<="),
                (Function, "a"),
                (Function, "b"),
                (Function, "f"),
                (LiteralWord, "NULL"),
                (Comment, "/*c*/"),
                (Function, "any"),
                (Name, "x"),
                (Name, "xs"),
                (LiteralWord, "true")
            ]
        );
    }

    #[test]
    fn nothing_but_blanks_is_left_out() {
        for text in [
            "CYPHER 25 SHOW DATABASE `a`.b // c\n YIELD * ORDER BY name SKIP - 1",
            "GRANT EXECUTE PROCEDURE apoc.* , db . `x y` /* c */ ON DBMS TO $ `a b`",
            "SHOW USERS YIELD * RETURN count( * ) /* c */ , user  AS b, a",
            "SHOW USERS WHERE EXISTS { (n) } /* c */ OR (a)-->(b) // d\n AND [x IN xs | 's']",
            "CAN USER a READ {*} ON GRAPH g NODE (n:A {x: 1})",
        ] {
            let mut at = 0;
            for part in parts(text).unwrap() {
                let gap = text.get(at..part.start).unwrap();
                assert_eq!(gap.trim(), "", "{text}: {gap}");
                at = part.start + part.text.len();
            }
            assert_eq!(text.get(at..).unwrap().trim(), "", "{text}");
        }
    }

    #[test]
    fn what_is_no_statement_has_no_parts() {
        assert!(parts("GRANT NONSENSE").is_none() && parts("MATCH (n) RETURN n").is_none());
    }
}
