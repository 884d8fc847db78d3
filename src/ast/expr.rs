//! Expressions: what may stand in `WHERE`, `ORDER BY` and `RETURN`, in property rules and in the
//! conditions of auth rules.
//!
//! Chains of `OR`, `XOR`, `AND`, comparison and arithmetic are flat lists, so that no walk over a
//! tree recurses with the length of what was typed.

use super::{Ident, Param};
use crate::text::{Span, Spanned};

/// An expression with its place. The place takes no part in equality.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it was written.
    pub span: Span,
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Expr {
    /// Pairs a kind with its place.
    #[must_use]
    pub fn new(kind: ExprKind, span: Span) -> Self {
        Self { kind, span }
    }
}

/// The kinds of expression.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// A literal.
    Literal(Literal),
    /// `$name`
    Param(Param),
    /// A column or a variable bound by a comprehension.
    Variable(Ident),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{k: v}`
    Map(Vec<(Ident, Expr)>),
    /// `a OR b OR …`, two or more
    Or(Vec<Expr>),
    /// `a XOR b XOR …`, two or more
    Xor(Vec<Expr>),
    /// `a AND b AND …`, two or more
    And(Vec<Expr>),
    /// `NOT a`
    Not(Box<Expr>),
    /// `a < b <= c …`, one or more operators
    Comparison(Box<Expr>, Vec<(Spanned<CompareOp>, Expr)>),
    /// One precedence level of `+ - ||`, of `* / %` or of `^`, left to right.
    Arithmetic(Box<Expr>, Vec<(Spanned<ArithmeticOp>, Expr)>),
    /// `+a`, `-a`
    Sign(Sign, Box<Expr>),
    /// `a =~ b`, `a STARTS WITH b`, …, `a IN b`
    Predicate(Box<Expr>, Spanned<PredicateOp>, Box<Expr>),
    /// `a IS [NOT] NULL`
    IsNull {
        /// The operand.
        operand: Box<Expr>,
        /// `NOT`
        negated: bool,
    },
    /// `a IS [NOT] :: T`
    IsTyped {
        /// The operand.
        operand: Box<Expr>,
        /// `NOT`
        negated: bool,
        /// The type.
        of: CypherType,
    },
    /// `a IS [NOT] [form] NORMALIZED`
    IsNormalized {
        /// The operand.
        operand: Box<Expr>,
        /// `NOT`
        negated: bool,
        /// The form; NFC when not written.
        form: Option<NormalForm>,
    },
    /// `a:Label`, `a IS [NOT] Label`: only nodes and relationships have labels, so never true here.
    HasLabel {
        /// The operand.
        operand: Box<Expr>,
        /// `NOT`
        negated: bool,
        /// The label expression as typed.
        label: String,
    },
    /// `a.key`
    Property(Box<Expr>, Ident),
    /// `a[i]`
    Index(Box<Expr>, Box<Expr>),
    /// `a[from..to]`
    Slice(Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// `f([DISTINCT | ALL] a, …)`
    Call(Box<Call>),
    /// `count(*)`
    CountStar,
    /// `CASE … END`
    Case(Box<Case>),
    /// `[x IN list WHERE p | e]`
    ListComprehension(Box<ListComprehension>),
    /// `reduce(acc = init, x IN list | e)`
    Reduce(Box<Reduce>),
    /// `allReduce(acc = init, x IN list | e, p)`
    AllReduce(Box<Reduce>, Box<Expr>),
    /// `all | any | none | single (x IN list WHERE p)`
    Quantifier(Box<Quantifier>),
    /// `normalize(s[, form])`
    Normalize(Box<Expr>, Option<NormalForm>),
    /// `trim([BOTH | LEADING | TRAILING] [chars] FROM s)`
    Trim(Box<Trim>),
    /// `m{.a, b: 1, .*}`
    MapProjection(Ident, Vec<ProjectionItem>),
    /// `s"text {expression} text"`
    Interpolated(Vec<InterpolatedPart>),
    /// `EXISTS { … }`, `COUNT { … }`, `COLLECT { … }`: recognised, then refused.
    Subquery(SubqueryKind, String),
    /// `(a)-->(b)`: recognised, then refused. The text is kept as typed.
    Pattern(String),
    /// `[(a)-->(b) | e]`: recognised, then refused. The text is kept as typed.
    PatternComprehension(String),
}

/// Literal values.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// A 64-bit integer.
    Integer(i64),
    /// A float, `Infinity` included.
    Float(f64),
    /// `NaN`
    NaN,
    /// A string, unescaped.
    String(String),
}

/// Comparison operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompareOp {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `!=`: refused by semantic analysis.
    InvalidNotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// Arithmetic operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArithmeticOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `||`
    Concatenate,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Modulo,
    /// `^`
    Power,
}

/// Signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// `+`
    Plus,
    /// `-`
    Minus,
}

/// String and list predicates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PredicateOp {
    /// `=~`
    Matches,
    /// `STARTS WITH`
    StartsWith,
    /// `ENDS WITH`
    EndsWith,
    /// `CONTAINS`
    Contains,
    /// `IN`
    In,
}

/// Unicode normal forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NormalForm {
    /// `NFC`
    Nfc,
    /// `NFD`
    Nfd,
    /// `NFKC`
    Nfkc,
    /// `NFKD`
    Nfkd,
}

/// A function call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The name with its namespace, dots between, case as typed.
    pub name: Ident,
    /// `DISTINCT`
    pub distinct: bool,
    /// The arguments.
    pub arguments: Vec<Expr>,
}

/// `CASE [subject] WHEN … THEN … [ELSE …] END`
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The subject of a simple case.
    pub subject: Option<Expr>,
    /// The branches, at least one.
    pub branches: Vec<CaseBranch>,
    /// `ELSE`
    pub otherwise: Option<Expr>,
}

/// `WHEN tests THEN result`
#[derive(Debug, Clone, PartialEq)]
pub struct CaseBranch {
    /// The tests; without a subject exactly one, a predicate.
    pub tests: Vec<CaseTest>,
    /// The result.
    pub result: Expr,
}

/// One test of a simple case's branch. Where it is an operator, `Case::subject` is its left operand.
#[derive(Debug, Clone, PartialEq)]
pub enum CaseTest {
    /// A value the subject must equal, or, without a subject, a predicate.
    Value(Expr),
    /// `> 1` and its like
    Comparison(Spanned<CompareOp>, Expr),
    /// `STARTS WITH 'a'` and its like
    Predicate(Spanned<PredicateOp>, Expr),
    /// `IS [NOT] NULL` (negated)
    IsNull(bool),
    /// `IS [NOT] :: T` (negated, type)
    IsTyped(bool, CypherType),
    /// `IS [NOT] [form] NORMALIZED` (negated, form)
    IsNormalized(bool, Option<NormalForm>),
    /// `:Label`, `IS [NOT] Label` (negated, the label as typed)
    HasLabel(bool, String),
}

/// `[x IN list [WHERE p] [| e]]`
#[derive(Debug, Clone, PartialEq)]
pub struct ListComprehension {
    /// The variable.
    pub variable: Ident,
    /// The list.
    pub list: Expr,
    /// `WHERE`
    pub filter: Option<Expr>,
    /// After the bar.
    pub map: Option<Expr>,
}

/// `reduce(acc = init, x IN list | step)`
#[derive(Debug, Clone, PartialEq)]
pub struct Reduce {
    /// The accumulator.
    pub accumulator: Ident,
    /// Its first value.
    pub initial: Expr,
    /// The variable.
    pub variable: Ident,
    /// The list.
    pub list: Expr,
    /// The accumulator's next value.
    pub step: Expr,
}

/// Quantifiers over a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuantifierKind {
    /// `all`
    All,
    /// `any`
    Any,
    /// `none`
    None,
    /// `single`
    Single,
}

/// `all(x IN list WHERE p)` and its like
#[derive(Debug, Clone, PartialEq)]
pub struct Quantifier {
    /// Which one.
    pub kind: QuantifierKind,
    /// The variable.
    pub variable: Ident,
    /// The list.
    pub list: Expr,
    /// The predicate; parsed as optional, semantic analysis asks for it.
    pub predicate: Option<Expr>,
}

/// `trim(…)`
#[derive(Debug, Clone, PartialEq)]
pub struct Trim {
    /// Which ends, when written with `FROM`.
    pub ends: Option<TrimEnds>,
    /// The characters to take off.
    pub characters: Option<Expr>,
    /// The text.
    pub source: Expr,
}

/// Which ends `trim` works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrimEnds {
    /// `BOTH`
    Both,
    /// `LEADING`
    Leading,
    /// `TRAILING`
    Trailing,
}

/// One element of a map projection.
#[derive(Debug, Clone, PartialEq)]
pub enum ProjectionItem {
    /// `k: e`
    Entry(Ident, Expr),
    /// `.k`
    Property(Ident),
    /// `v`
    Variable(Ident),
    /// `.*`
    All,
}

/// Text or expression of an interpolated string.
#[derive(Debug, Clone, PartialEq)]
pub enum InterpolatedPart {
    /// Text.
    Text(String),
    /// `{expression}`
    Value(Expr),
}

/// Kinds of subquery expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubqueryKind {
    /// `EXISTS`
    Exists,
    /// `COUNT`
    Count,
    /// `COLLECT`
    Collect,
}

/// A type as written after `::`: alternatives, each with its nullability.
#[derive(Debug, Clone, PartialEq)]
pub struct CypherType {
    /// The alternatives, at least one.
    pub alternatives: Vec<TypePart>,
}

/// One alternative of a type.
#[derive(Debug, Clone, PartialEq)]
pub struct TypePart {
    /// The type proper.
    pub name: TypeName,
    /// `NOT NULL` or `!`
    pub not_null: bool,
}

/// Types by their canonical names.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeName {
    /// A type without parts, by canonical name: `STRING`, `ZONED DATETIME`, `PROPERTY VALUE` …
    Simple(&'static str),
    /// `LIST<T>`
    List(Box<CypherType>),
    /// `ANY<A | B>`
    Union(Box<CypherType>),
    /// `VECTOR…`, as typed
    Vector(String),
}
