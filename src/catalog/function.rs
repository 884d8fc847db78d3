//! Built-in functions.

use super::functions::FUNCTIONS;
use super::signature::{Field, fields, parts};
use super::traits::Traits;

/// A built-in function.
#[derive(Debug)]
pub struct Function {
    /// `name(argument :: TYPE, …) :: TYPE`
    pub signature: &'static str,
    /// Its category.
    pub category: &'static str,
    /// What is true of it.
    pub traits: Traits,
    /// Its arguments, where its signature has a form of its own; else empty.
    pub(super) arguments: &'static str,
    /// What it does.
    pub about: &'static str,
    /// What its arguments are, in their order.
    pub about_arguments: &'static [&'static str],
}

pub(super) const fn f(
    signature: &'static str,
    category: &'static str,
    traits: u16,
    arguments: &'static str,
    about: &'static str,
    about_arguments: &'static [&'static str],
) -> Function {
    Function { signature, category, traits: Traits(traits), arguments, about, about_arguments }
}

/// All built-in functions, by name in any case; those that differ between the versions of the
/// language once for each.
#[must_use]
pub fn functions() -> &'static [Function] {
    FUNCTIONS
}

/// Whether a function is built in, by its name in any case. Everybody may execute those.
#[must_use]
pub fn is_built_in_function(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let first = FUNCTIONS.partition_point(|function| function.name().to_ascii_lowercase() < name);
    FUNCTIONS.get(first).is_some_and(|function| function.name().eq_ignore_ascii_case(&name))
}

impl Function {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        parts(self.signature).0
    }

    /// Its arguments.
    #[must_use]
    pub fn arguments(&self) -> Vec<Field> {
        fields(if self.arguments.is_empty() { parts(self.signature).1 } else { self.arguments })
    }

    /// The type of what it gives.
    #[must_use]
    pub fn gives(&self) -> &'static str {
        parts(self.signature).2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ast::CypherVersion::{Cypher5, Cypher25};

    #[test]
    fn what_is_built_in_is_found_by_name() {
        assert!(functions().iter().map(Function::name).all(is_built_in_function));
        assert!(is_built_in_function("TOUPPER") && !is_built_in_function("apoc.coll.sum"));
    }

    #[test]
    fn functions_are_in_order_and_distinct_in_each_version() {
        for version in [Cypher5, Cypher25] {
            let names: Vec<_> = functions()
                .iter()
                .filter(|function| function.traits.is_in(version))
                .map(|function| function.name().to_ascii_lowercase())
                .collect();
            assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        }
    }

    #[test]
    fn every_argument_is_described_and_every_result_has_a_type() {
        for function in functions() {
            let name = function.name();
            assert_eq!(function.arguments().len(), function.about_arguments.len(), "{name}");
            assert!(!function.gives().is_empty(), "{name}");
        }
    }
}
