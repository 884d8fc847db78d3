//! The direct parts of an expression: one list for every walk over a tree.

use super::{Case, CaseTest, Expr, ExprKind, InterpolatedPart, ProjectionItem};

impl Expr {
    /// Calls `visit` with each direct part, in the order written. Does not go deeper.
    pub fn for_each_part<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        match &self.kind {
            ExprKind::Literal(_)
            | ExprKind::Param(_)
            | ExprKind::Variable(_)
            | ExprKind::CountStar
            | ExprKind::Subquery(..)
            | ExprKind::Pattern(_)
            | ExprKind::PatternComprehension(_) => {}
            ExprKind::List(parts)
            | ExprKind::Or(parts)
            | ExprKind::Xor(parts)
            | ExprKind::And(parts) => parts.iter().for_each(visit),
            ExprKind::Map(entries) => entries.iter().for_each(|(_, value)| visit(value)),
            ExprKind::Comparison(first, rest) => {
                visit(first);
                rest.iter().for_each(|(_, operand)| visit(operand));
            }
            ExprKind::Arithmetic(first, rest) => {
                visit(first);
                rest.iter().for_each(|(_, operand)| visit(operand));
            }
            ExprKind::Not(operand)
            | ExprKind::Sign(_, operand)
            | ExprKind::IsNull { operand, .. }
            | ExprKind::IsTyped { operand, .. }
            | ExprKind::IsNormalized { operand, .. }
            | ExprKind::HasLabel { operand, .. }
            | ExprKind::Property(operand, _)
            | ExprKind::Normalize(operand, _) => visit(operand),
            ExprKind::Predicate(left, _, right) | ExprKind::Index(left, right) => {
                visit(left);
                visit(right);
            }
            ExprKind::Slice(list, from, to) => {
                visit(list);
                from.iter().chain(to).for_each(|bound| visit(bound));
            }
            ExprKind::Call(call) => call.arguments.iter().for_each(visit),
            ExprKind::Case(case) => case.for_each_part(visit),
            ExprKind::ListComprehension(comprehension) => {
                visit(&comprehension.list);
                comprehension.filter.iter().chain(&comprehension.map).for_each(visit);
            }
            ExprKind::Reduce(reduce) => {
                [&reduce.initial, &reduce.list, &reduce.step].into_iter().for_each(visit);
            }
            ExprKind::AllReduce(reduce, predicate) => {
                [&reduce.initial, &reduce.list, &reduce.step, predicate]
                    .into_iter()
                    .for_each(visit);
            }
            ExprKind::Quantifier(quantifier) => {
                visit(&quantifier.list);
                quantifier.predicate.iter().for_each(visit);
            }
            ExprKind::Trim(trim) => {
                trim.characters.iter().for_each(&mut *visit);
                visit(&trim.source);
            }
            ExprKind::MapProjection(_, items) => {
                for item in items {
                    if let ProjectionItem::Entry(_, value) = item {
                        visit(value);
                    }
                }
            }
            ExprKind::Interpolated(parts) => {
                for part in parts {
                    if let InterpolatedPart::Value(value) = part {
                        visit(value);
                    }
                }
            }
        }
    }
}

impl Case {
    fn for_each_part<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        self.subject.iter().for_each(&mut *visit);
        for branch in &self.branches {
            for test in &branch.tests {
                match test {
                    CaseTest::Value(operand)
                    | CaseTest::Comparison(_, operand)
                    | CaseTest::Predicate(_, operand) => visit(operand),
                    CaseTest::IsNull(_)
                    | CaseTest::IsTyped(..)
                    | CaseTest::IsNormalized(..)
                    | CaseTest::HasLabel(..) => {}
                }
            }
            visit(&branch.result);
        }
        self.otherwise.iter().for_each(visit);
    }
}
