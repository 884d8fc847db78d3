//! Calls of functions: their arguments, and where aggregates may stand.

use super::Expressions;
use crate::ast::{Call, CypherVersion, ExprKind};
use crate::check::functions::{Function, Gives, function};
use crate::check::literals;
use crate::check::types::{ANYTHING, BOOLEAN, Types};
use crate::status::SemanticError;
use crate::text::Span;

impl Expressions<'_, '_> {
    pub(super) fn call(&mut self, call: &Call, at: Span) -> Types {
        let name = call.name.value.as_str();
        if name.eq_ignore_ascii_case("exists") {
            return self.exists(call, at);
        }
        if name.eq_ignore_ascii_case("reduce") {
            self.report(SemanticError::ReduceWithoutStep, at);
            return Types::Any;
        }
        if name.eq_ignore_ascii_case("allReduce")
            && self.findings.version == CypherVersion::Cypher25
        {
            self.report(SemanticError::AllReduceForm, at);
        }
        let known = function(name, self.findings.version);
        let aggregates = known.is_some_and(|known| known.aggregates);
        if call.distinct && !aggregates {
            self.report(SemanticError::InvalidDistinct(name.to_owned()), at);
        }
        if aggregates {
            self.aggregate(known.map_or(name, |known| known.name), at);
        }
        let outer = self.in_aggregate;
        self.in_aggregate |= aggregates;
        let types: Vec<_> = call.arguments.iter().map(|argument| self.check(argument)).collect();
        self.in_aggregate = outer;
        let Some(known) = known else { return Types::Any };
        if !self.arity(known, call.arguments.len(), at) {
            return Types::Any;
        }
        // The first argument that does not fit ends the look at the others.
        let wanted = known.arguments.iter().copied().chain(std::iter::repeat(ANYTHING));
        let fits =
            call.arguments.iter().zip(&types).zip(wanted).all(|((argument, found), wanted)| {
                self.require(found, wanted, argument) != Types::NOTHING
            });
        literals::arguments(known.name, call, self.findings);
        match known.gives {
            _ if fits => given(known, &types),
            Gives::Element | Gives::Same
                if !known.aggregates && !known.name.starts_with("coll.") =>
            {
                Types::NOTHING
            }
            _ => Types::Any,
        }
    }

    pub(super) fn arity(&mut self, known: &Function, count: usize, at: Span) -> bool {
        let error = if count < known.least {
            SemanticError::TooFewArguments(known.name.to_owned())
        } else if count > known.most(self.findings.version) {
            SemanticError::TooManyArguments(known.name.to_owned())
        } else {
            return true;
        };
        self.report(error, at);
        false
    }

    /// `exists(…)` once asked for properties.
    pub(super) fn exists(&mut self, call: &Call, at: Span) -> Types {
        let too = match call.arguments.len() {
            0 => Some(SemanticError::TooFewArguments("exists".to_owned())),
            1 => None,
            _ => Some(SemanticError::TooManyArguments("exists".to_owned())),
        };
        if let Some(error) = too {
            self.report(error, at);
            return Types::of(BOOLEAN);
        }
        for argument in &call.arguments {
            if let ExprKind::Pattern(text) = &argument.kind {
                let _ = self.pattern(text, argument);
                continue;
            }
            self.check(argument);
            match argument.kind {
                ExprKind::Property(..) | ExprKind::Index(..) => {
                    self.findings.report(SemanticError::ExistsFunction, at);
                }
                _ => {
                    let at = self.place(argument);
                    self.findings.report(SemanticError::ExistsArgument, at);
                }
            }
        }
        Types::of(BOOLEAN)
    }

    pub(super) fn aggregate(&mut self, name: &str, at: Span) {
        if self.in_aggregate {
            self.report(SemanticError::NestedAggregate, at);
        } else if !self.may_aggregate {
            self.report(SemanticError::AggregateHere(name.to_owned()), at);
        }
    }
}

/// What a function gives for arguments of these types.
fn given(known: &Function, arguments: &[Types]) -> Types {
    let first = arguments.first().cloned().unwrap_or(Types::Any);
    match known.gives {
        Gives::Types(bits) => Types::of(bits),
        Gives::ListOf(bits) => Types::list_of(Types::of(bits)),
        Gives::Same => {
            arguments.iter().skip(1).cloned().fold(first, |before, next| before.or(next))
        }
        Gives::Element => first.element(),
        Gives::ListOfArgument => Types::list_of(first),
        Gives::Anything => Types::Any,
    }
}
