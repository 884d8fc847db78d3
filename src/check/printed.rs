//! Expressions as messages print them. The form is not the one of canonical commands: chains are in
//! parentheses pair by pair, numbers stay as typed, and `CASE` takes several lines.

use super::graph_names::printed_param;
use crate::ast::{
    ArithmeticOp, CaseTest, Expr, ExprKind, Ident, Literal, NormalForm, ProjectionItem, Quantifier,
    QuantifierKind, Sign, TrimEnds,
};
use crate::text::{Spanned, escape_name};

/// Where the words of an expression come from.
#[derive(Clone, Copy)]
struct Source<'s> {
    /// The statement's text.
    text: &'s str,
    /// Expressions that a name stands for.
    names: &'s [(&'s Expr, String)],
}

/// The text of an expression in a message. `text` is the statement's.
pub(super) fn printed(expr: &Expr, text: &str) -> String {
    words(expr, Source { text, names: &[] })
}

/// As [`printed`], with names for some expressions.
pub(super) fn printed_with(expr: &Expr, text: &str, names: &[(&Expr, String)]) -> String {
    words(expr, Source { text, names })
}

fn words(expr: &Expr, source: Source<'_>) -> String {
    let inner = |expr: &Expr| words(expr, source);
    let text = source.text;
    if let Some((_, name)) = source.names.iter().find(|(known, _)| *known == expr) {
        return escape_name(name).into_owned();
    }
    match &expr.kind {
        ExprKind::Literal(Literal::Null) => "NULL".to_owned(),
        ExprKind::Literal(Literal::Boolean(value)) => value.to_string(),
        ExprKind::Literal(Literal::String(value)) => string(value),
        ExprKind::Literal(Literal::NaN) => "NaN".to_owned(),
        ExprKind::Literal(Literal::Float(value)) if value.is_infinite() => "Infinity".to_owned(),
        ExprKind::Literal(Literal::Integer(_) | Literal::Float(_)) => {
            let typed = text.get(expr.span.range()).map(|typed| {
                typed.trim_matches(|c: char| matches!(c, '(' | ')') || c.is_whitespace()).to_owned()
            });
            let typed = typed.unwrap_or_else(|| expr.to_string());
            // A sign may stand apart from its number.
            match typed.strip_prefix('-') {
                Some(number) => {
                    let start = number.find(|c: char| c.is_ascii_digit() || c == '.');
                    format!("-{}", start.and_then(|at| number.get(at..)).unwrap_or(number))
                }
                None => typed,
            }
        }
        ExprKind::Param(param) => printed_param(param),
        ExprKind::List(items) => format!("[{}]", joined(items, source)),
        ExprKind::Map(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", escape_name(&key.value), inner(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        ExprKind::Or(items) => chain(items, " OR ", expr, source),
        ExprKind::Xor(items) => chain(items, " XOR ", expr, source),
        ExprKind::And(items) => chain(items, " AND ", expr, source),
        ExprKind::Not(operand) => format!("NOT {}", tighter(operand, expr, source)),
        ExprKind::Comparison(first, rest) => {
            let mut shown = tighter(first, expr, source);
            for (op, operand) in rest {
                shown.push_str(&format!(
                    " {} {}",
                    symbol(source.text, op.span),
                    tighter(operand, expr, source)
                ));
            }
            shown
        }
        ExprKind::Arithmetic(first, rest) => {
            let mut shown = tighter(first, expr, source);
            for (at, (op, operand)) in rest.iter().enumerate() {
                if at > 0 {
                    shown = format!("({shown})");
                }
                shown.push_str(&format!(" {} {}", arithmetic(op), tighter(operand, expr, source)));
            }
            shown
        }
        ExprKind::Sign(sign, operand) => {
            let sign = if *sign == Sign::Minus { '-' } else { '+' };
            format!("{sign}{}", tighter(operand, expr, source))
        }
        ExprKind::Predicate(left, _, right) => {
            format!(
                "{} {} {}",
                tighter(left, expr, source),
                predicate(expr),
                tighter(right, expr, source)
            )
        }
        ExprKind::IsNull { operand, negated } => {
            let words = if *negated { "IS NOT NULL" } else { "IS NULL" };
            format!("{} {words}", tighter(operand, expr, source))
        }
        ExprKind::IsNormalized { operand, negated, form } => {
            let not = if *negated { "NOT " } else { "" };
            let form = form_word(form.unwrap_or(NormalForm::Nfc));
            format!("{} IS {not}{form} NORMALIZED", tighter(operand, expr, source))
        }
        ExprKind::Property(base, key) => {
            format!("{}.{}", postfix(base, source), escape_name(&key.value))
        }
        ExprKind::Index(base, index) => format!("{}[{}]", postfix(base, source), inner(index)),
        ExprKind::Slice(base, from, to) => {
            let bound = |bound: &Option<Box<Expr>>| bound.as_deref().map(inner).unwrap_or_default();
            format!("{}[{}..{}]", postfix(base, source), bound(from), bound(to))
        }
        ExprKind::Call(call) => {
            let name: Vec<_> = call.name.value.split('.').map(escape_name).collect();
            let distinct = if call.distinct { "DISTINCT " } else { "" };
            format!("{}({distinct}{})", name.join("."), joined(&call.arguments, source))
        }
        ExprKind::Trim(trim) => {
            let ends = match trim.ends {
                Some(TrimEnds::Leading) => "LEADING",
                Some(TrimEnds::Trailing) => "TRAILING",
                Some(TrimEnds::Both) | None => "BOTH",
            };
            let rest: Vec<_> = trim.characters.iter().chain([&trim.source]).map(inner).collect();
            format!("trim(\"{ends}\", {})", rest.join(", "))
        }
        ExprKind::Case(_) => case(expr, source),
        ExprKind::ListComprehension(list) => {
            let mut within = in_list(&list.variable, &list.list, list.filter.as_ref(), source);
            if let Some(map) = &list.map {
                within.push_str(&format!(" | {}", inner(map)));
            }
            format!("[{within}]")
        }
        ExprKind::Quantifier(quantifier) => {
            let Quantifier { kind, variable, list, predicate } = &**quantifier;
            let word = match kind {
                QuantifierKind::All => "all",
                QuantifierKind::Any => "any",
                QuantifierKind::None => "none",
                QuantifierKind::Single => "single",
            };
            format!("{word}({})", in_list(variable, list, predicate.as_ref(), source))
        }
        ExprKind::Reduce(reduce) => format!(
            "reduce({} = {}, {} | {})",
            escape_name(&reduce.accumulator.value),
            inner(&reduce.initial),
            in_list(&reduce.variable, &reduce.list, None, source),
            inner(&reduce.step)
        ),
        ExprKind::MapProjection(base, items) => {
            let items: Vec<_> = items
                .iter()
                .map(|item| match item {
                    ProjectionItem::Property(key) => format!(".{}", escape_name(&key.value)),
                    ProjectionItem::Entry(key, value) => {
                        format!("{}: {}", escape_name(&key.value), inner(value))
                    }
                    ProjectionItem::Variable(name) => escape_name(&name.value).into_owned(),
                    ProjectionItem::All => ".*".to_owned(),
                })
                .collect();
            format!("{}{{{}}}", escape_name(&base.value), items.join(", "))
        }
        ExprKind::IsTyped { operand, negated, of } => {
            let not = if *negated { "NOT " } else { "" };
            format!("{} IS {not}:: {of}", tighter(operand, expr, source))
        }
        _ => expr.to_string(),
    }
}

/// `x IN list WHERE predicate`
fn in_list(variable: &Ident, list: &Expr, predicate: Option<&Expr>, source: Source<'_>) -> String {
    let mut within = format!("{} IN {}", escape_name(&variable.value), words(list, source));
    if let Some(predicate) = predicate {
        within.push_str(&format!(" WHERE {}", words(predicate, source)));
    }
    within
}

fn joined(items: &[Expr], source: Source<'_>) -> String {
    items.iter().map(|item| words(item, source)).collect::<Vec<_>>().join(", ")
}

fn chain(items: &[Expr], word: &str, whole: &Expr, source: Source<'_>) -> String {
    let mut shown = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 1 {
            shown = format!("({shown})");
        }
        if at > 0 {
            shown.push_str(word);
        }
        shown.push_str(&tighter(item, whole, source));
    }
    shown
}

/// How tightly an expression binds.
fn strength(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Or(_) => 0,
        ExprKind::Xor(_) => 1,
        ExprKind::And(_) => 2,
        ExprKind::Not(_) => 3,
        // Several in a row are joined by `AND`.
        ExprKind::Comparison(_, rest) if rest.len() > 1 => 2,
        ExprKind::Comparison(..) => 4,
        ExprKind::Predicate(..)
        | ExprKind::IsNull { .. }
        | ExprKind::IsTyped { .. }
        | ExprKind::IsNormalized { .. }
        | ExprKind::HasLabel { .. } => 5,
        ExprKind::Arithmetic(_, rest) => match rest.first().map(|(op, _)| op.value) {
            Some(ArithmeticOp::Multiply | ArithmeticOp::Divide | ArithmeticOp::Modulo) => 7,
            Some(ArithmeticOp::Power) => 8,
            _ => 6,
        },
        ExprKind::Sign(..) => 9,
        ExprKind::Property(..) | ExprKind::Index(..) | ExprKind::Slice(..) => 10,
        _ => 11,
    }
}

/// An operand of `whole`: in parentheses unless it binds more tightly.
fn tighter(operand: &Expr, whole: &Expr, source: Source<'_>) -> String {
    let shown = words(operand, source);
    if strength(operand) > strength(whole) { shown } else { format!("({shown})") }
}

/// What a key, an index or a slice is taken of.
fn postfix(base: &Expr, source: Source<'_>) -> String {
    let shown = words(base, source);
    if strength(base) > 10 { shown } else { format!("({shown})") }
}

fn string(value: &str) -> String {
    let escaped = value.replace('\\', "\\\\");
    if value.contains('"') { format!("'{escaped}'") } else { format!("\"{escaped}\"") }
}

fn symbol(text: &str, span: crate::text::Span) -> &str {
    text.get(span.range()).map_or("", str::trim)
}

fn arithmetic(op: &Spanned<ArithmeticOp>) -> &'static str {
    match op.value {
        ArithmeticOp::Add => "+",
        ArithmeticOp::Subtract => "-",
        ArithmeticOp::Concatenate => "||",
        ArithmeticOp::Multiply => "*",
        ArithmeticOp::Divide => "/",
        ArithmeticOp::Modulo => "%",
        ArithmeticOp::Power => "^",
    }
}

fn predicate(expr: &Expr) -> &'static str {
    use crate::ast::PredicateOp;
    match &expr.kind {
        ExprKind::Predicate(_, op, _) => match op.value {
            PredicateOp::Matches => "=~",
            PredicateOp::StartsWith => "STARTS WITH",
            PredicateOp::EndsWith => "ENDS WITH",
            PredicateOp::Contains => "CONTAINS",
            PredicateOp::In => "IN",
        },
        _ => "",
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

/// `CASE`, a line for each branch and for each of several tests.
fn case(expr: &Expr, source: Source<'_>) -> String {
    let ExprKind::Case(case) = &expr.kind else { return String::new() };
    let mut shown = "CASE".to_owned();
    if let Some(subject) = &case.subject {
        shown.push_str(&format!(" {}", words(subject, source)));
    }
    for branch in &case.branches {
        for test in &branch.tests {
            let test = match test {
                CaseTest::Value(value) => words(value, source),
                CaseTest::Comparison(op, value) => {
                    format!("{} {}", symbol(source.text, op.span), words(value, source))
                }
                CaseTest::IsNull(negated) => {
                    if *negated { "IS NOT NULL" } else { "IS NULL" }.to_owned()
                }
                // As in canonical commands.
                CaseTest::Predicate(..)
                | CaseTest::IsTyped(..)
                | CaseTest::IsNormalized(..)
                | CaseTest::HasLabel(..) => test_words(test, source),
            };
            shown.push_str(&format!("\n  WHEN {test} THEN {}", words(&branch.result, source)));
        }
    }
    if let Some(otherwise) = &case.otherwise {
        shown.push_str(&format!("\n  ELSE {}", words(otherwise, source)));
    }
    shown.push_str("\nEND");
    shown
}

fn test_words(test: &CaseTest, source: Source<'_>) -> String {
    match test {
        CaseTest::Predicate(op, value) => {
            format!("{} {}", symbol(source.text, op.span).to_uppercase(), words(value, source))
        }
        CaseTest::IsNormalized(negated, form) => {
            let not = if *negated { "NOT " } else { "" };
            format!("IS {not}{} NORMALIZED", form_word(form.unwrap_or(NormalForm::Nfc)))
        }
        CaseTest::HasLabel(_, label) => format!(":{label}"),
        _ => String::new(),
    }
}
