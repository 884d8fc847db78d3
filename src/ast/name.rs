//! Names, parameters, and the places where either may stand.

use crate::text::{Span, Spanned, Text};
use zeroize::Zeroize;

/// An identifier with its place; the text is without backticks.
pub type Ident = Spanned<Text>;

/// A query parameter: `$name`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Param {
    /// The name after the dollar sign.
    pub name: Ident,
}

/// A name or a parameter that will give one: `reader`, `` `my role` ``, `$role`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum NameOrParam {
    /// A literal name.
    Name(Ident),
    /// A parameter.
    Param(Param),
}

/// One dot-separated part of a graph reference.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NamePart {
    /// The text without backticks.
    pub text: Text,
    /// Whether it was written in backticks.
    pub quoted: bool,
}

/// A database or alias name as written: `neo4j`, `garden.flowers`, `` `my-db` ``.
#[derive(Debug, Clone, Eq)]
pub struct GraphRef {
    /// The parts between dots, at least one.
    pub parts: Vec<NamePart>,
    /// Where it was written.
    pub span: Span,
}

/// Equal when they name the same parts; backticks that do not divide parts do not matter.
impl PartialEq for GraphRef {
    fn eq(&self, other: &Self) -> bool {
        self.parts.len() == other.parts.len()
            && self.parts.iter().zip(&other.parts).all(|(a, b)| a.text == b.text)
    }
}

impl GraphRef {
    /// The whole name, parts joined with dots, as written (case kept).
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                text.push('.');
            }
            text.push_str(&part.text);
        }
        text
    }
}

/// A database or alias name, or a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GraphName {
    /// A literal name.
    Name(GraphRef),
    /// A parameter.
    Param(Param),
}

/// A string literal or a parameter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum StringOrParam {
    /// A literal; the text is unescaped.
    Literal(Spanned<String>),
    /// A parameter.
    Param(Param),
}

/// Text that must never be shown: wiped when dropped, masked when printed for debugging.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself; use it only to hash or to compare in constant time.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(******)")
    }
}

impl std::ops::Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// A password: a literal or a parameter.
#[derive(Debug, Clone)]
pub enum PasswordExpr {
    /// A literal.
    Literal(Spanned<Secret>),
    /// A parameter.
    Param(Param),
}

/// Literals are equal as far as trees are compared: printed text masks them.
impl PartialEq for PasswordExpr {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Literal(_), Self::Literal(_)) => true,
            (Self::Param(a), Self::Param(b)) => a == b,
            _ => false,
        }
    }
}

/// A map literal or a parameter that will give one.
#[derive(Debug, Clone, PartialEq)]
pub enum MapOrParam {
    /// `{key: expression, …}`
    Map(Vec<(Ident, crate::ast::Expr)>),
    /// A parameter.
    Param(Param),
}

/// An unsigned integer literal or a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum UIntOrParam {
    /// A literal.
    Literal(Spanned<u64>),
    /// A parameter.
    Param(Param),
}

impl NameOrParam {
    /// Where it was written.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Name(name) => name.span,
            Self::Param(param) => param.name.span,
        }
    }
}

impl GraphName {
    /// Where it was written.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Name(name) => name.span,
            Self::Param(param) => param.name.span,
        }
    }
}
