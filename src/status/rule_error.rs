//! Errors of property rules. Expressions are printed as Neo4j prints them.

use super::gql;
use super::{Code, GqlStatus};

/// Why a property rule is refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RuleError {
    /// The value stands on the left (Cypher 5).
    #[error(
        "Failed to administer property rule. The property `{property}` must appear on the left hand side of the `{operator}` operator."
    )]
    PropertyOnTheRight {
        /// The property.
        property: String,
        /// The operator.
        operator: &'static str,
    },
    /// A map of several properties.
    #[error(
        "Failed to administer property rule. The expression: `{expression}` is not supported. Property rules can only contain one property."
    )]
    SeveralProperties {
        /// The map.
        expression: String,
    },
    /// `NaN`
    #[error(
        "Failed to administer property rule. `NaN` is not supported for property-based access control."
    )]
    NaN,
    /// `x > NULL`
    #[error(
        "Failed to administer property rule. The property value access rule pattern `{pattern}` always evaluates to `NULL`."
    )]
    OrderedNull {
        /// The comparison.
        pattern: String,
    },
    /// `x = NULL`
    #[error(
        "Failed to administer property rule. The property value access rule pattern `{pattern}` always evaluates to `NULL`. Use `IS NULL` instead."
    )]
    EqualsNull {
        /// The comparison.
        pattern: String,
    },
    /// `x <> NULL`
    #[error(
        "Failed to administer property rule. The property value access rule pattern `{pattern}` always evaluates to `NULL`. Use `IS NOT NULL` instead."
    )]
    DiffersFromNull {
        /// The comparison.
        pattern: String,
    },
    /// `{x: NULL}`
    #[error(
        "Failed to administer property rule. The property value access rule pattern `{pattern}` always evaluates to `NULL`. Use `WHERE` syntax in combination with `IS NULL` instead."
    )]
    MapNull {
        /// The map.
        pattern: String,
    },
    /// Anything but one property compared with one literal.
    #[error(
        "Failed to administer property rule. The expression: `{expression}` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control."
    )]
    NotLiteral {
        /// The expression.
        expression: String,
    },
    /// A list of different types, or of more than literals.
    #[error(
        "Failed to administer property rule. The expression: `{expression}` is not supported. All elements in a list must be literals of the same type for property-based access control."
    )]
    MixedList {
        /// The list.
        expression: String,
    },
    /// A list with `NULL` in it.
    #[error(
        "Failed to administer property rule. The expression: `{expression}` is not supported. `NULL` is not supported for property-based access control."
    )]
    NullInList {
        /// The list.
        expression: String,
    },
    /// A pattern for an action that has none.
    #[error("{action} is not supported for property value access rules.")]
    WrongAction {
        /// The action's name.
        action: &'static str,
    },
}

impl RuleError {
    pub(super) fn code(&self) -> Code {
        Code::SYNTAX
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        let (code, condition) = match self {
            Self::PropertyOnTheRight { .. } => ("22NA1", "property must be on the left"),
            Self::SeveralProperties { .. } => ("22NA2", "more than one property"),
            Self::NaN => ("22NA3", "NaN"),
            Self::OrderedNull { .. } | Self::MapNull { .. } => ("22NA4", "always NULL"),
            Self::EqualsNull { .. } => ("22NA5", "use IS NULL"),
            Self::DiffersFromNull { .. } => ("22NA6", "use IS NOT NULL"),
            Self::NotLiteral { .. } => ("22NA7", "expression not supported"),
            Self::MixedList { .. } => ("22NAB", "list of mixed types"),
            Self::NullInList { expression } => {
                let text = format!(
                    "The expression '{expression}' is not supported. Lists containing NULL values are not supported for property-based access control."
                );
                let cause = gql::property_rule_cause("22NAA", "NULL in a list", &text);
                return vec![gql::invalid_property_rule(), cause];
            }
            Self::WrongAction { action } => {
                let context = "property value access rules";
                let allowed = "'TRAVERSE', 'READ' or 'MATCH'";
                return vec![
                    gql::invalid_syntax(),
                    gql::invalid_input_value(action, context, allowed),
                ];
            }
        };
        let message = self.to_string();
        let text = message.strip_prefix("Failed to administer property rule. ");
        let cause = gql::property_rule_cause(code, condition, text.unwrap_or_default());
        vec![gql::invalid_property_rule(), cause]
    }
}
