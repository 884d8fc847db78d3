//! Reads `grammar/syntax/*.ebnf` for one version.
//!
//! ```text
//! rule       = [ "5" | "25" ] name "=" alternatives      the number: only in that version
//! alternatives = sequence { "|" sequence }
//! sequence   = { item [ "?" | "*" | "+" ] }
//! item       = WORD | 'symbol' | %class | rule_name | "(" alternatives ")"
//! ```

use super::kinds::{Kind, KindSet, Kinds};
use crate::ast::CypherVersion;
use rustc_hash::FxHashMap;

/// The body of a rule.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// One kind of token.
    Token(Kind),
    /// Any of several kinds: a choice of nothing but tokens is one step, not a decision.
    Set(KindSet),
    /// Another rule, by its number.
    Rule(usize),
    /// One after the other.
    Sequence(Vec<Shape>),
    /// One of several.
    Choice(Vec<Shape>),
    /// `…?`
    Optional(Box<Shape>),
    /// `…*`
    Star(Box<Shape>),
    /// `…+`
    Plus(Box<Shape>),
}

/// All rules of one version, and the words that are keywords in it.
#[derive(Debug)]
pub(super) struct Syntax {
    pub(super) names: Vec<&'static str>,
    pub(super) shapes: Vec<Shape>,
    pub(super) kinds: Kinds,
}

/// Reads the files for `version`. What does not follow the notation is an error that names the rule; a test
/// reads both versions.
pub(super) fn read(files: &[&'static str], version: CypherVersion) -> Result<Syntax, String> {
    let mut bodies = Vec::new();
    for file in files {
        rules_of(file, version, &mut bodies);
    }
    let numbers: FxHashMap<&str, usize> =
        bodies.iter().enumerate().map(|(number, (name, _))| (*name, number)).collect();
    let mut kinds = Kinds::new(version);
    for (_, body) in &bodies {
        for token in body {
            if token.starts_with(|c: char| c.is_ascii_uppercase()) {
                kinds.add_word(token);
            }
        }
    }
    let mut shapes = Vec::with_capacity(bodies.len());
    for (name, body) in &bodies {
        let mut reader = Reader { tokens: body, at: 0, numbers: &numbers, kinds: &kinds };
        let shape = reader.choice().filter(|_| reader.at == body.len());
        shapes.push(shape.ok_or_else(|| format!("rule {name} near item {}", reader.at))?);
    }
    Ok(Syntax { names: bodies.iter().map(|(name, _)| *name).collect(), shapes, kinds })
}

type Body = (&'static str, Vec<&'static str>);

/// Splits a file into rules and their tokens, leaving out those of the other version.
fn rules_of(file: &'static str, version: CypherVersion, bodies: &mut Vec<Body>) {
    let mut wanted = false;
    for line in file.lines() {
        let line = line.split("//").next().unwrap_or_default();
        let mut rest = line.trim();
        if rest.is_empty() {
            continue;
        }
        if !line.starts_with(' ') {
            let number = rest.split(' ').next().unwrap_or_default();
            wanted = match number {
                "5" => version == CypherVersion::Cypher5,
                "25" => version == CypherVersion::Cypher25,
                _ => true,
            };
            if let Some((head, body)) = rest.split_once(" = ") {
                let name = head.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
                rest = body;
                if wanted {
                    bodies.push((name, Vec::new()));
                }
            }
        }
        if wanted && let Some((_, body)) = bodies.last_mut() {
            split_tokens(rest, body);
        }
    }
}

/// Splits a line into words, quoted symbols and single signs.
fn split_tokens(line: &'static str, tokens: &mut Vec<&'static str>) {
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            ' ' => 0,
            '\'' => rest.bytes().skip(1).position(|b| b == b'\'').map_or(rest.len(), |end| end + 2),
            '(' | ')' | '|' | '?' | '*' | '+' => 1,
            _ => rest.find([' ', '(', ')', '|', '?', '*', '+']).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length.max(1));
        if length > 0 {
            tokens.push(token);
        }
        rest = after;
    }
}

struct Reader<'a> {
    tokens: &'a [&'static str],
    at: usize,
    numbers: &'a FxHashMap<&'a str, usize>,
    kinds: &'a Kinds,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&'static str> {
        self.tokens.get(self.at).copied()
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.peek() == Some(sign);
        self.at += usize::from(found);
        found
    }

    fn choice(&mut self) -> Option<Shape> {
        let mut branches = vec![self.sequence()?];
        while self.take("|") {
            branches.push(self.sequence()?);
        }
        if branches.len() == 1 {
            return branches.pop();
        }
        let mut set = KindSet::default();
        for branch in &branches {
            match branch {
                Shape::Token(kind) => set.insert(*kind),
                _ => return Some(Shape::Choice(branches)),
            }
        }
        Some(Shape::Set(set))
    }

    fn sequence(&mut self) -> Option<Shape> {
        let mut items = Vec::new();
        while let Some(token) = self.peek() {
            if token == "|" || token == ")" {
                break;
            }
            items.push(self.item()?);
        }
        if items.len() == 1 { items.pop() } else { Some(Shape::Sequence(items)) }
    }

    fn item(&mut self) -> Option<Shape> {
        let token = self.peek()?;
        self.at += 1;
        let shape = if token == "(" {
            let shape = self.choice()?;
            if !self.take(")") {
                return None;
            }
            shape
        } else if let Some(class) = token.strip_prefix('%') {
            match class {
                "name" => Shape::Set(self.kinds.names()),
                "label_name" => Shape::Set(self.kinds.label_names()),
                _ => Shape::Token(Kind::of_class(class)?),
            }
        } else if let Some(symbol) = token.strip_prefix('\'') {
            Shape::Token(Kind::of_symbol(symbol.strip_suffix('\'')?)?)
        } else if token.starts_with(|c: char| c.is_ascii_uppercase()) {
            Shape::Token(self.kinds.word(token)?)
        } else {
            Shape::Rule(*self.numbers.get(token)?)
        };
        Some(if self.take("?") {
            Shape::Optional(Box::new(shape))
        } else if self.take("*") {
            Shape::Star(Box::new(shape))
        } else if self.take("+") {
            Shape::Plus(Box::new(shape))
        } else {
            shape
        })
    }
}
