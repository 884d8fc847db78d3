//! Expressions as messages print them. The form is not the one of canonical commands: chains are in
//! parentheses pair by pair, numbers stay as typed, and `CASE` takes several lines.

use super::graph_names::printed_param;
use crate::ast::{ArithmeticOp, CaseTest, Expr, ExprKind, Literal, NormalForm, Sign, TrimEnds};
use crate::text::{Spanned, escape_name};

/// The text of an expression in a message. `text` is the statement's.
pub(super) fn printed(expr: &Expr, text: &str) -> String {
    let inner = |expr: &Expr| printed(expr, text);
    match &expr.kind {
        ExprKind::Literal(Literal::Null) => "NULL".to_owned(),
        ExprKind::Literal(Literal::Boolean(value)) => value.to_string(),
        ExprKind::Literal(Literal::String(value)) => string(value),
        ExprKind::Literal(Literal::NaN) => "NaN".to_owned(),
        ExprKind::Literal(Literal::Float(value)) if value.is_infinite() => "Infinity".to_owned(),
        ExprKind::Literal(Literal::Integer(_) | Literal::Float(_)) => {
            let typed = text.get(expr.span.range()).map(str::to_owned);
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
        ExprKind::List(items) => format!("[{}]", joined(items, text)),
        ExprKind::Map(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", escape_name(&key.value), inner(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        ExprKind::Or(items) => chain(items, " OR ", expr, text),
        ExprKind::Xor(items) => chain(items, " XOR ", expr, text),
        ExprKind::And(items) => chain(items, " AND ", expr, text),
        ExprKind::Not(operand) => format!("NOT {}", tighter(operand, expr, text)),
        ExprKind::Comparison(first, rest) => {
            let mut shown = tighter(first, expr, text);
            for (op, operand) in rest {
                shown.push_str(&format!(
                    " {} {}",
                    symbol(text, op.span),
                    tighter(operand, expr, text)
                ));
            }
            shown
        }
        ExprKind::Arithmetic(first, rest) => {
            let mut shown = tighter(first, expr, text);
            for (at, (op, operand)) in rest.iter().enumerate() {
                if at > 0 {
                    shown = format!("({shown})");
                }
                shown.push_str(&format!(" {} {}", arithmetic(op), tighter(operand, expr, text)));
            }
            shown
        }
        ExprKind::Sign(sign, operand) => {
            let sign = if *sign == Sign::Minus { '-' } else { '+' };
            format!("{sign}{}", tighter(operand, expr, text))
        }
        ExprKind::Predicate(left, _, right) => {
            format!(
                "{} {} {}",
                tighter(left, expr, text),
                predicate(expr),
                tighter(right, expr, text)
            )
        }
        ExprKind::IsNull { operand, negated } => {
            let words = if *negated { "IS NOT NULL" } else { "IS NULL" };
            format!("{} {words}", tighter(operand, expr, text))
        }
        ExprKind::IsNormalized { operand, negated, form } => {
            let not = if *negated { "NOT " } else { "" };
            let form = form_word(form.unwrap_or(NormalForm::Nfc));
            format!("{} IS {not}{form} NORMALIZED", tighter(operand, expr, text))
        }
        ExprKind::Property(base, key) => {
            format!("{}.{}", postfix(base, text), escape_name(&key.value))
        }
        ExprKind::Index(base, index) => format!("{}[{}]", postfix(base, text), inner(index)),
        ExprKind::Slice(base, from, to) => {
            let bound = |bound: &Option<Box<Expr>>| bound.as_deref().map(inner).unwrap_or_default();
            format!("{}[{}..{}]", postfix(base, text), bound(from), bound(to))
        }
        ExprKind::Call(call) => {
            let name: Vec<_> = call.name.value.split('.').map(escape_name).collect();
            let distinct = if call.distinct { "DISTINCT " } else { "" };
            format!("{}({distinct}{})", name.join("."), joined(&call.arguments, text))
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
        ExprKind::Case(_) => case(expr, text),
        _ => expr.to_string(),
    }
}

fn joined(items: &[Expr], text: &str) -> String {
    items.iter().map(|item| printed(item, text)).collect::<Vec<_>>().join(", ")
}

fn chain(items: &[Expr], word: &str, whole: &Expr, text: &str) -> String {
    let mut shown = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 1 {
            shown = format!("({shown})");
        }
        if at > 0 {
            shown.push_str(word);
        }
        shown.push_str(&tighter(item, whole, text));
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
fn tighter(operand: &Expr, whole: &Expr, text: &str) -> String {
    let shown = printed(operand, text);
    if strength(operand) > strength(whole) { shown } else { format!("({shown})") }
}

/// What a key, an index or a slice is taken of.
fn postfix(base: &Expr, text: &str) -> String {
    let shown = printed(base, text);
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
fn case(expr: &Expr, text: &str) -> String {
    let ExprKind::Case(case) = &expr.kind else { return String::new() };
    let mut shown = "CASE".to_owned();
    if let Some(subject) = &case.subject {
        shown.push_str(&format!(" {}", printed(subject, text)));
    }
    for branch in &case.branches {
        for test in &branch.tests {
            let test = match test {
                CaseTest::Value(value) => printed(value, text),
                CaseTest::Comparison(op, value) => {
                    format!("{} {}", symbol(text, op.span), printed(value, text))
                }
                CaseTest::IsNull(negated) => {
                    if *negated { "IS NOT NULL" } else { "IS NULL" }.to_owned()
                }
                // As in canonical commands.
                CaseTest::Predicate(..)
                | CaseTest::IsTyped(..)
                | CaseTest::IsNormalized(..)
                | CaseTest::HasLabel(_) => test_words(test, text),
            };
            shown.push_str(&format!("\n  WHEN {test} THEN {}", printed(&branch.result, text)));
        }
    }
    if let Some(otherwise) = &case.otherwise {
        shown.push_str(&format!("\n  ELSE {}", printed(otherwise, text)));
    }
    shown.push_str("\nEND");
    shown
}

fn test_words(test: &CaseTest, text: &str) -> String {
    match test {
        CaseTest::Predicate(op, value) => {
            format!("{} {}", symbol(text, op.span).to_uppercase(), printed(value, text))
        }
        CaseTest::IsNormalized(negated, form) => {
            let not = if *negated { "NOT " } else { "" };
            format!("IS {not}{} NORMALIZED", form_word(form.unwrap_or(NormalForm::Nfc)))
        }
        CaseTest::HasLabel(label) => format!(":{label}"),
        _ => String::new(),
    }
}
