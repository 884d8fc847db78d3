//! Expressions, with parentheses only where precedence asks for them.

use super::name::Written;
use crate::ast::{
    ArithmeticOp, Case, CaseTest, CompareOp, CypherType, Expr, ExprKind, Ident, InterpolatedPart,
    Literal, NormalForm, PredicateOp, ProjectionItem, QuantifierKind, Sign, Trim, TrimEnds,
    TypeName, TypePart,
};
use crate::text::{Spanned, escape_name};
use std::fmt::{Display, Formatter, Result, Write};

/// Which quotes strings are printed in. Neo4j uses double ones, and single ones in the conditions of
/// auth rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quotes {
    /// `"a"`
    #[default]
    Double,
    /// `'a'`
    Single,
}

/// A string as a literal.
#[must_use]
pub fn string_literal(text: &str, quotes: Quotes) -> String {
    let quote = if quotes == Quotes::Double { '"' } else { '\'' };
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push(quote);
    for c in text.chars() {
        match c {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c if c == quote => literal.extend(['\\', c]),
            c => literal.push(c),
        }
    }
    literal.push(quote);
    literal
}

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        Printer { f, quotes: Quotes::Double }.expr(self)
    }
}

impl Expr {
    /// The canonical text with the given quotes around strings.
    #[must_use]
    pub fn to_text(&self, quotes: Quotes) -> String {
        struct Quoted<'a>(&'a Expr, Quotes);
        impl Display for Quoted<'_> {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                Printer { f, quotes: self.1 }.expr(self.0)
            }
        }
        Quoted(self, quotes).to_string()
    }
}

/// How tightly a printed expression holds together; higher binds tighter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Or,
    Xor,
    And,
    Not,
    Compare,
    Test,
    Additive,
    Multiplicative,
    Power,
    Sign,
    Postfix,
    Atom,
}

fn strength(kind: &ExprKind) -> Strength {
    match kind {
        ExprKind::Or(_) => Strength::Or,
        ExprKind::Xor(_) => Strength::Xor,
        ExprKind::And(_) => Strength::And,
        ExprKind::Not(_) => Strength::Not,
        ExprKind::Comparison(..) => Strength::Compare,
        ExprKind::Predicate(..)
        | ExprKind::IsNull { .. }
        | ExprKind::IsTyped { .. }
        | ExprKind::IsNormalized { .. }
        | ExprKind::HasLabel { .. } => Strength::Test,
        ExprKind::Arithmetic(_, rest) => match rest.first().map(|(op, _)| op.value) {
            Some(ArithmeticOp::Multiply | ArithmeticOp::Divide | ArithmeticOp::Modulo) => {
                Strength::Multiplicative
            }
            Some(ArithmeticOp::Power) => Strength::Power,
            _ => Strength::Additive,
        },
        ExprKind::Sign(..) => Strength::Sign,
        ExprKind::Property(..) | ExprKind::Index(..) | ExprKind::Slice(..) => Strength::Postfix,
        _ => Strength::Atom,
    }
}

/// The next tighter strength.
fn above(strength: Strength) -> Strength {
    match strength {
        Strength::Or => Strength::Xor,
        Strength::Xor => Strength::And,
        Strength::And => Strength::Not,
        Strength::Not => Strength::Compare,
        Strength::Compare => Strength::Test,
        Strength::Test => Strength::Additive,
        Strength::Additive => Strength::Multiplicative,
        Strength::Multiplicative => Strength::Power,
        Strength::Power => Strength::Sign,
        Strength::Sign => Strength::Postfix,
        Strength::Postfix | Strength::Atom => Strength::Atom,
    }
}

/// Prints a map literal.
pub(super) fn map(f: &mut Formatter<'_>, entries: &[(Ident, Expr)], quotes: Quotes) -> Result {
    Printer { f, quotes }.map(entries)
}

struct Printer<'a, 'b> {
    f: &'a mut Formatter<'b>,
    quotes: Quotes,
}

impl Printer<'_, '_> {
    /// Prints `expr`, in parentheses if it is weaker than `least`.
    fn operand(&mut self, expr: &Expr, least: Strength) -> Result {
        if strength(&expr.kind) >= least {
            return self.expr(expr);
        }
        self.f.write_char('(')?;
        self.expr(expr)?;
        self.f.write_char(')')
    }

    fn separated(&mut self, items: &[Expr], separator: &str, least: Strength) -> Result {
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.f.write_str(separator)?;
            }
            self.operand(item, least)?;
        }
        Ok(())
    }

    fn map(&mut self, entries: &[(Ident, Expr)]) -> Result {
        self.f.write_char('{')?;
        for (at, (key, value)) in entries.iter().enumerate() {
            if at > 0 {
                self.f.write_str(", ")?;
            }
            write!(self.f, "{}: ", Written(&key.value))?;
            self.expr(value)?;
        }
        self.f.write_char('}')
    }

    fn expr(&mut self, expr: &Expr) -> Result {
        let own = strength(&expr.kind);
        match &expr.kind {
            ExprKind::Literal(literal) => self.literal(literal),
            ExprKind::Param(param) => param.fmt(self.f),
            ExprKind::Variable(name) => Written(&name.value).fmt(self.f),
            ExprKind::List(items) => {
                self.f.write_char('[')?;
                self.separated(items, ", ", Strength::Or)?;
                self.f.write_char(']')
            }
            ExprKind::Map(entries) => self.map(entries),
            ExprKind::Or(items) => self.separated(items, " OR ", above(own)),
            ExprKind::Xor(items) => self.separated(items, " XOR ", above(own)),
            ExprKind::And(items) => self.separated(items, " AND ", above(own)),
            ExprKind::Not(operand) => {
                self.f.write_str("NOT ")?;
                self.operand(operand, Strength::Sign)
            }
            ExprKind::Comparison(first, rest) => {
                self.operand(first, above(own))?;
                for (op, operand) in rest {
                    write!(self.f, " {} ", compare_symbol(op.value))?;
                    self.operand(operand, above(own))?;
                }
                Ok(())
            }
            ExprKind::Arithmetic(first, rest) => {
                self.operand(first, above(own))?;
                for (op, operand) in rest {
                    write!(self.f, " {} ", arithmetic_symbol(op.value))?;
                    self.operand(operand, above(own))?;
                }
                Ok(())
            }
            ExprKind::Sign(sign, operand) => {
                self.f.write_char(if *sign == Sign::Minus { '-' } else { '+' })?;
                // `-(1)` is not the literal `-1`; a second sign needs parentheses, too.
                if *sign == Sign::Minus && starts_with_number(operand) {
                    self.f.write_char('(')?;
                    self.expr(operand)?;
                    self.f.write_char(')')
                } else {
                    self.operand(operand, Strength::Postfix)
                }
            }
            ExprKind::Predicate(left, op, right) => {
                self.operand(left, above(own))?;
                write!(self.f, " {} ", predicate_words(op.value))?;
                self.operand(right, above(own))
            }
            ExprKind::IsNull { operand, negated } => {
                self.operand(operand, above(own))?;
                self.test(&CaseTest::IsNull(*negated))
            }
            ExprKind::IsTyped { operand, negated, of } => {
                self.operand(operand, above(own))?;
                self.test(&CaseTest::IsTyped(*negated, of.clone()))
            }
            ExprKind::IsNormalized { operand, negated, form } => {
                self.operand(operand, above(own))?;
                self.test(&CaseTest::IsNormalized(*negated, *form))
            }
            ExprKind::HasLabel { operand, negated, label } => {
                self.operand(operand, above(own))?;
                match negated {
                    true => write!(self.f, " IS NOT {label}"),
                    false => write!(self.f, ":{label}"),
                }
            }
            ExprKind::Property(base, key) => {
                self.operand(base, own)?;
                write!(self.f, ".{}", Written(&key.value))
            }
            ExprKind::Index(base, index) => {
                self.operand(base, own)?;
                self.f.write_char('[')?;
                self.expr(index)?;
                self.f.write_char(']')
            }
            ExprKind::Slice(base, from, to) => {
                self.operand(base, own)?;
                self.f.write_char('[')?;
                if let Some(from) = from {
                    self.expr(from)?;
                }
                self.f.write_str("..")?;
                if let Some(to) = to {
                    self.expr(to)?;
                }
                self.f.write_char(']')
            }
            ExprKind::CountStar => self.f.write_str("count(*)"),
            ExprKind::Subquery(_, text)
            | ExprKind::Pattern(text)
            | ExprKind::PatternComprehension(text) => self.f.write_str(text),
            _ => self.bracketed(expr),
        }
    }

    /// Expressions with words and brackets of their own.
    fn bracketed(&mut self, expr: &Expr) -> Result {
        match &expr.kind {
            ExprKind::Call(call) => {
                let name: Vec<_> = call.name.value.split('.').map(escape_name).collect();
                write!(
                    self.f,
                    "{}({}",
                    name.join("."),
                    if call.distinct { "DISTINCT " } else { "" }
                )?;
                self.separated(&call.arguments, ", ", Strength::Or)?;
                self.f.write_char(')')
            }
            ExprKind::Case(case) => self.case(case),
            ExprKind::ListComprehension(list) => {
                write!(self.f, "[{} IN ", Written(&list.variable.value))?;
                let (has_filter, has_map) = (list.filter.is_some(), list.map.is_some());
                self.before_bar(&list.list, has_map && !has_filter)?;
                if let Some(filter) = &list.filter {
                    self.f.write_str(" WHERE ")?;
                    self.before_bar(filter, has_map)?;
                }
                self.clause(" | ", list.map.as_ref())?;
                self.f.write_char(']')
            }
            ExprKind::Reduce(reduce) => {
                self.f.write_str("reduce(")?;
                self.fold(reduce)?;
                self.f.write_char(')')
            }
            ExprKind::AllReduce(reduce, predicate) => {
                self.f.write_str("allReduce(")?;
                self.fold(reduce)?;
                self.clause(", ", Some(predicate))?;
                self.f.write_char(')')
            }
            ExprKind::Quantifier(quantifier) => {
                let word = match quantifier.kind {
                    QuantifierKind::All => "all",
                    QuantifierKind::Any => "any",
                    QuantifierKind::None => "none",
                    QuantifierKind::Single => "single",
                };
                write!(self.f, "{word}({} IN ", Written(&quantifier.variable.value))?;
                self.expr(&quantifier.list)?;
                self.clause(" WHERE ", quantifier.predicate.as_ref())?;
                self.f.write_char(')')
            }
            ExprKind::Normalize(text, form) => {
                self.f.write_str("normalize(")?;
                self.expr(text)?;
                if let Some(form) = form {
                    write!(self.f, ", {}", form_word(*form))?;
                }
                self.f.write_char(')')
            }
            ExprKind::Trim(trim) => self.trim(trim),
            ExprKind::MapProjection(base, items) => {
                write!(self.f, "{}{{", Written(&base.value))?;
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        self.f.write_str(", ")?;
                    }
                    match item {
                        ProjectionItem::Entry(key, value) => {
                            write!(self.f, "{}: ", Written(&key.value))?;
                            self.expr(value)?;
                        }
                        ProjectionItem::Property(key) => {
                            write!(self.f, ".{}", Written(&key.value))?
                        }
                        ProjectionItem::Variable(name) => Written(&name.value).fmt(self.f)?,
                        ProjectionItem::All => self.f.write_str(".*")?,
                    }
                }
                self.f.write_char('}')
            }
            ExprKind::Interpolated(parts) => {
                self.f.write_str("s\"")?;
                for part in parts {
                    match part {
                        InterpolatedPart::Text(text) => {
                            let literal = string_literal(text, Quotes::Double);
                            let inner =
                                literal.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
                            self.f.write_str(inner.unwrap_or_default())?;
                        }
                        InterpolatedPart::Value(value) => {
                            self.f.write_char('{')?;
                            self.expr(value)?;
                            self.f.write_char('}')?;
                        }
                    }
                }
                self.f.write_char('"')
            }
            // Every other kind is printed by `expr`.
            _ => Ok(()),
        }
    }

    /// Prints what a `|` may follow: a type or a label at its end would take the bar in.
    fn before_bar(&mut self, expr: &Expr, bar_follows: bool) -> Result {
        let least = if bar_follows && ends_with_type(expr) { Strength::Atom } else { Strength::Or };
        self.operand(expr, least)
    }

    fn clause(&mut self, word: &str, expr: Option<&Expr>) -> Result {
        match expr {
            Some(expr) => {
                self.f.write_str(word)?;
                self.expr(expr)
            }
            None => Ok(()),
        }
    }

    fn fold(&mut self, reduce: &crate::ast::Reduce) -> Result {
        write!(self.f, "{} = ", Written(&reduce.accumulator.value))?;
        self.expr(&reduce.initial)?;
        write!(self.f, ", {} IN ", Written(&reduce.variable.value))?;
        self.before_bar(&reduce.list, true)?;
        self.clause(" | ", Some(&reduce.step))
    }

    fn trim(&mut self, trim: &Trim) -> Result {
        self.f.write_str("trim(")?;
        let ends = match trim.ends {
            Some(TrimEnds::Both) => "BOTH ",
            Some(TrimEnds::Leading) => "LEADING ",
            Some(TrimEnds::Trailing) => "TRAILING ",
            None => "",
        };
        self.f.write_str(ends)?;
        if let Some(characters) = &trim.characters {
            self.expr(characters)?;
            self.f.write_char(' ')?;
        }
        self.clause("FROM ", Some(&trim.source))?;
        self.f.write_char(')')
    }

    fn case(&mut self, case: &Case) -> Result {
        self.f.write_str("CASE")?;
        self.clause(" ", case.subject.as_ref())?;
        for branch in &case.branches {
            self.f.write_str(" WHEN")?;
            for (at, test) in branch.tests.iter().enumerate() {
                if at > 0 {
                    self.f.write_char(',')?;
                }
                self.test(test)?;
            }
            self.clause(" THEN ", Some(&branch.result))?;
        }
        self.clause(" ELSE ", case.otherwise.as_ref())?;
        self.f.write_str(" END")
    }

    /// A test, with a blank in front.
    fn test(&mut self, test: &CaseTest) -> Result {
        match test {
            CaseTest::Value(value) => self.clause(" ", Some(value)),
            CaseTest::Comparison(op, value) => {
                write!(self.f, " {} ", compare_symbol(op.value))?;
                self.operand(value, Strength::Test)
            }
            CaseTest::Predicate(op, value) => {
                write!(self.f, " {} ", predicate_words(op.value))?;
                self.operand(value, Strength::Additive)
            }
            CaseTest::IsNull(negated) => write!(self.f, " IS {}NULL", not(*negated)),
            CaseTest::IsTyped(negated, of) => write!(self.f, " IS {}:: {of}", not(*negated)),
            CaseTest::IsNormalized(negated, form) => {
                let form = form.map_or(String::new(), |form| format!("{} ", form_word(form)));
                write!(self.f, " IS {}{form}NORMALIZED", not(*negated))
            }
            CaseTest::HasLabel(true, label) => write!(self.f, " IS NOT {label}"),
            CaseTest::HasLabel(false, label) => write!(self.f, " :{label}"),
        }
    }

    fn literal(&mut self, literal: &Literal) -> Result {
        match literal {
            Literal::Null => self.f.write_str("NULL"),
            Literal::Boolean(value) => value.fmt(self.f),
            Literal::Integer(value) => value.fmt(self.f),
            Literal::Float(value) if value.is_infinite() => self.f.write_str("Infinity"),
            Literal::Float(value) => write!(self.f, "{value:?}"),
            Literal::NaN => self.f.write_str("NaN"),
            Literal::String(text) => self.f.write_str(&string_literal(text, self.quotes)),
        }
    }
}

/// Whether the text of `expr` ends with a type or a label.
fn ends_with_type(mut expr: &Expr) -> bool {
    loop {
        expr = match &expr.kind {
            ExprKind::IsTyped { .. } | ExprKind::HasLabel { .. } => return true,
            ExprKind::Or(items) | ExprKind::Xor(items) | ExprKind::And(items) => match items.last()
            {
                Some(last) => last,
                None => return false,
            },
            ExprKind::Comparison(_, rest) => match rest.last() {
                Some((_, last)) => last,
                None => return false,
            },
            ExprKind::Not(operand) => operand,
            // What stands beside tighter operators is in parentheses.
            _ => return false,
        };
    }
}

/// Whether the text of `expr` starts with a number.
fn starts_with_number(mut expr: &Expr) -> bool {
    loop {
        expr = match &expr.kind {
            ExprKind::Property(base, _) | ExprKind::Index(base, _) | ExprKind::Slice(base, ..) => {
                base
            }
            ExprKind::Literal(literal) => {
                return matches!(literal, Literal::Integer(_) | Literal::Float(_));
            }
            _ => return false,
        };
    }
}

fn not(negated: bool) -> &'static str {
    if negated { "NOT " } else { "" }
}

fn compare_symbol(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Equal => "=",
        CompareOp::NotEqual => "<>",
        CompareOp::InvalidNotEqual => "!=",
        CompareOp::Less => "<",
        CompareOp::LessOrEqual => "<=",
        CompareOp::Greater => ">",
        CompareOp::GreaterOrEqual => ">=",
    }
}

fn arithmetic_symbol(op: ArithmeticOp) -> &'static str {
    match op {
        ArithmeticOp::Add => "+",
        ArithmeticOp::Subtract => "-",
        ArithmeticOp::Concatenate => "||",
        ArithmeticOp::Multiply => "*",
        ArithmeticOp::Divide => "/",
        ArithmeticOp::Modulo => "%",
        ArithmeticOp::Power => "^",
    }
}

fn predicate_words(op: PredicateOp) -> &'static str {
    match op {
        PredicateOp::Matches => "=~",
        PredicateOp::StartsWith => "STARTS WITH",
        PredicateOp::EndsWith => "ENDS WITH",
        PredicateOp::Contains => "CONTAINS",
        PredicateOp::In => "IN",
    }
}

fn form_word(form: NormalForm) -> &'static str {
    match form {
        NormalForm::Nfc => "NFC",
        NormalForm::Nfd => "NFD",
        NormalForm::Nfkc => "NFKC",
        NormalForm::Nfkd => "NFKD",
    }
}

impl Display for CypherType {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for (at, part) in self.alternatives.iter().enumerate() {
            if at > 0 {
                f.write_str(" | ")?;
            }
            part.fmt(f)?;
        }
        Ok(())
    }
}

impl Display for TypePart {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match &self.name {
            TypeName::Simple(name) => f.write_str(name)?,
            TypeName::List(of) => write!(f, "LIST<{of}>")?,
            TypeName::Union(of) => write!(f, "ANY<{of}>")?,
            TypeName::Vector(text) => f.write_str(text)?,
        }
        f.write_str(if self.not_null { " NOT NULL" } else { "" })
    }
}

impl Display for Spanned<CompareOp> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(compare_symbol(self.value))
    }
}
