//! Operators: what they take on each side, and what they make of it.

use super::Expressions;
use crate::ast::{ArithmeticOp, CompareOp, Expr, ExprKind};
use crate::check::pairs::Pairs;
use crate::check::types::{
    ANYTHING, BOOLEAN, DATE, DATE_TIME, DURATION, ENTITY, FLOAT, INSTANT, INTEGER, LIST,
    LOCAL_DATE_TIME, LOCAL_TIME, NUMBER, POINT, STRING, TEMPORAL, TIME, Types, VECTOR,
};
use crate::status::SemanticError;
use crate::text::{Span, Spanned};

impl Expressions<'_, '_> {
    /// A chain of `OR`, `XOR` or `AND`, from left to right: where an operand does not fit, nothing is known of the two,
    /// and the right one is not asked.
    pub(super) fn booleans(&mut self, items: &[Expr]) -> Types {
        let mut left: Option<(Types, Span)> = None;
        for item in items {
            let right = self.check_boolean(item);
            let right_at = self.place(item);
            let both = match left {
                None => right,
                Some((left, left_at)) => {
                    let fits = self.require_at(&left, BOOLEAN, left_at) != Types::NOTHING
                        && self.require_at(&right, BOOLEAN, right_at) != Types::NOTHING;
                    if fits { Types::of(BOOLEAN) } else { Types::Any }
                }
            };
            left = Some((both, right_at));
        }
        left.map_or(Types::Any, |(types, _)| types)
    }

    pub(super) fn comparison(
        &mut self,
        first: &Expr,
        rest: &[(Spanned<CompareOp>, Expr)],
    ) -> Types {
        let mut left = (self.check(first), first);
        let mut fits = true;
        for (op, operand) in rest {
            let right = (self.check(operand), operand);
            if op.value == CompareOp::InvalidNotEqual {
                self.report(SemanticError::InvalidNotEqual, op.span);
            } else {
                let both = [&left, &right];
                fits &= both
                    .iter()
                    .all(|(found, expr)| self.require(found, ANYTHING, expr) != Types::NOTHING);
            }
            left = right;
        }
        if fits { Types::of(BOOLEAN) } else { Types::Any }
    }

    /// Two operands of a predicate; the right one counts only where the left one fits.
    pub(super) fn both(&mut self, left: &Expr, right: &Expr, expected: u32) -> Types {
        let (one, two) = (self.check(left), self.check(right));
        let fits = self.require(&one, expected, left) != Types::NOTHING
            && self.require(&two, expected, right) != Types::NOTHING;
        if fits { Types::of(BOOLEAN) } else { Types::Any }
    }

    pub(super) fn arithmetic(
        &mut self,
        first: &Expr,
        rest: &[(Spanned<ArithmeticOp>, Expr)],
    ) -> Types {
        let mut left = self.check(first);
        let mut left_at = self.place(first);
        for (op, operand) in rest {
            let right = self.check(operand);
            let right_at = self.place(operand);
            left = self.operation(op.value, (&left, left_at), (&right, right_at));
            left_at = op.span;
        }
        left
    }

    /// One operation: what the left operand may be, what that leaves for the right one, and what
    /// comes out.
    pub(super) fn operation(
        &mut self,
        op: ArithmeticOp,
        (left, left_at): (&Types, Span),
        (right, right_at): (&Types, Span),
    ) -> Types {
        match op {
            ArithmeticOp::Add => {
                self.require_at(left, ANYTHING, left_at);
                let right = self.require_at(right, right_of_sum(left), right_at);
                left.sum(&right)
            }
            ArithmeticOp::Concatenate => {
                let left = self.require_at(left, STRING | LIST, left_at);
                if left == Types::NOTHING {
                    return left.sum(right);
                }
                let right = self.require_at(right, left.bits() & (STRING | LIST), right_at);
                left.sum(&right)
            }
            _ => {
                let signatures = signatures(op);
                let all = signatures.iter().fold(0, |bits, (one, ..)| bits | one);
                let left = self.require_at(left, all, left_at).bits();
                let known = || signatures.iter().filter(|(one, ..)| one & left != 0);
                let wanted = known().fold(0, |bits, (_, two, _)| bits | two);
                if wanted == 0 {
                    return Types::Any;
                }
                let right = self.require_at(right, wanted, right_at).bits();
                match known().filter(|(_, two, _)| two & right != 0).fold(0, |b, (.., out)| b | out)
                {
                    0 => Types::Any,
                    bits => Types::of(bits),
                }
            }
        }
    }

    pub(super) fn property(&mut self, base: &Expr, key: &str) -> Types {
        // The value is there to be seen.
        if let ExprKind::Map(entries) = &base.kind {
            let mut found = Types::Any;
            let pairs = Pairs::new(self.renamed, self.findings);
            for (name, value) in entries.iter().filter(|(_, value)| !pairs.lose_value(value)) {
                let types = self.paired(|inner| inner.check(value));
                if name.value == key {
                    found = types;
                }
            }
            return found;
        }
        self.expect(base, ENTITY | POINT | TEMPORAL);
        Types::Any
    }

    pub(super) fn index(&mut self, base: &Expr, index: &Expr) -> Types {
        let found = self.check(base);
        let key = self.check(index);
        let key_at = self.place(index);
        if found.has_top() {
            return Types::Any;
        }
        let lost = |left: Types| left == Types::NOTHING;
        if found.bits() & LIST != 0 {
            if lost(key.narrowed(INTEGER)) {
                self.report(SemanticError::ListIndexType(key.words()), key_at);
            }
            return found.element();
        }
        if found.bits() & ENTITY != 0 {
            if lost(key.narrowed(STRING)) {
                self.report(SemanticError::MapKeyType(key.words()), key_at);
            }
            return Types::Any;
        }
        // What is wrong with it depends on what is looked up.
        let wanted = match key.bits() {
            bits if bits & STRING != 0 => ENTITY,
            bits if bits & INTEGER != 0 => LIST,
            _ => ENTITY | LIST,
        };
        self.require(&found, wanted, base);
        Types::Any
    }
}

/// What may stand on the right of `+`, by what stands on the left.
fn right_of_sum(left: &Types) -> u32 {
    let bits = left.bits();
    if left.is_any() || bits & LIST != 0 {
        return ANYTHING;
    }
    let table = [
        (STRING, BOOLEAN | NUMBER | POINT | STRING | TEMPORAL | VECTOR),
        (NUMBER, NUMBER | STRING),
        (BOOLEAN | POINT | VECTOR, STRING),
        (INSTANT, STRING | DURATION),
        (DURATION, STRING | TEMPORAL),
    ];
    table.iter().filter(|(when, _)| bits & when != 0).fold(LIST, |sum, (_, then)| sum | then)
}

/// The operands an operator takes, and what it makes of them.
fn signatures(op: ArithmeticOp) -> &'static [(u32, u32, u32)] {
    match op {
        ArithmeticOp::Subtract => SUBTRACT,
        ArithmeticOp::Multiply => MULTIPLY,
        ArithmeticOp::Divide => DIVIDE,
        ArithmeticOp::Modulo => NUMBERS,
        _ => &[(FLOAT, FLOAT, FLOAT)],
    }
}

const NUMBERS: &[(u32, u32, u32)] =
    &[(INTEGER, INTEGER, INTEGER), (INTEGER, FLOAT, FLOAT), (FLOAT, NUMBER, FLOAT)];

const SUBTRACT: &[(u32, u32, u32)] = &[
    (INTEGER, INTEGER, INTEGER),
    (INTEGER, FLOAT, FLOAT),
    (FLOAT, NUMBER, FLOAT),
    (DURATION, DURATION, DURATION),
    (LOCAL_TIME, DURATION, LOCAL_TIME),
    (TIME, DURATION, TIME),
    (DATE, DURATION, DATE),
    (LOCAL_DATE_TIME, DURATION, LOCAL_DATE_TIME),
    (DATE_TIME, DURATION, DATE_TIME),
];

const MULTIPLY: &[(u32, u32, u32)] = &[
    (INTEGER, INTEGER, INTEGER),
    (INTEGER, FLOAT, FLOAT),
    (FLOAT, NUMBER, FLOAT),
    (DURATION, NUMBER, DURATION),
    (NUMBER, DURATION, DURATION),
];

const DIVIDE: &[(u32, u32, u32)] = &[
    (INTEGER, INTEGER, INTEGER),
    (INTEGER, FLOAT, FLOAT),
    (FLOAT, NUMBER, FLOAT),
    (DURATION, NUMBER, DURATION),
];
