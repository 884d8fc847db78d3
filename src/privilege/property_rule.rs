//! Property rules in their stored form: `FOR (n:A|B) WHERE n.p = 1`.
//!
//! The form is normal: the variable is `n` or `r`, labels are sorted, the property stands on the
//! left, a `NOT` is folded into the operator, and the value is a literal. Two rules that mean the
//! same as written are therefore equal.

use crate::text::{Text, quoted_name};
use std::fmt::{self, Write};

/// A property rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PropertyRule {
    /// Nodes, or else relationships.
    pub is_node: bool,
    /// Labels or types, sorted, each once; none means all.
    labels: Vec<Text>,
    /// The property.
    pub property: Text,
    /// What its value must be.
    pub test: RuleTest,
}

/// The predicate of a property rule, without its property.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuleTest {
    /// `IS NULL`
    IsNull,
    /// `IS NOT NULL`
    IsNotNull,
    /// `= value` and its like
    Compare(RuleOperator, RuleValue),
    /// `[NOT] … IN [values]`
    In {
        /// `NOT`
        negated: bool,
        /// The list.
        values: Vec<RuleValue>,
    },
    /// `[NOT] value IN property` (Cypher 25)
    Has {
        /// `NOT`
        negated: bool,
        /// The value.
        value: RuleValue,
    },
}

/// Comparison operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuleOperator {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl RuleOperator {
    /// As it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// `NOT a op b` as `a op b`.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
        }
    }

    /// `b op a` as `a op b`.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Equal | Self::NotEqual => self,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }
}

/// A literal in a property rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuleValue {
    /// `true`, `false`
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A float.
    Float(RuleFloat),
    /// A string.
    String(Text),
    /// `date('…')` and its like: the function and its argument
    Temporal(Text, Text),
    /// `point({…})`, the whole text
    Point(Text),
}

/// A float that is equal to another when their bits are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleFloat(u64);

impl From<f64> for RuleFloat {
    fn from(value: f64) -> Self {
        Self(value.to_bits())
    }
}

impl From<RuleFloat> for f64 {
    fn from(value: RuleFloat) -> Self {
        Self::from_bits(value.0)
    }
}

impl PropertyRule {
    /// Makes a rule; labels are sorted and repeats dropped.
    #[must_use]
    pub fn new(is_node: bool, mut labels: Vec<Text>, property: Text, test: RuleTest) -> Self {
        labels.sort();
        labels.dedup();
        Self { is_node, labels, property, test }
    }

    /// Labels or types, sorted; none means all.
    #[must_use]
    pub fn labels(&self) -> &[Text] {
        &self.labels
    }

    /// The variable it is printed with.
    #[must_use]
    pub fn variable(&self) -> char {
        if self.is_node { 'n' } else { 'r' }
    }
}

impl fmt::Display for RuleValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Integer(value) => write!(f, "{value}"),
            Self::Float(value) => match f64::from(*value) {
                value if value.is_infinite() && value > 0.0 => f.write_str("Infinity"),
                value if value.is_infinite() => f.write_str("-Infinity"),
                value => write!(f, "{value:?}"),
            },
            Self::String(text) => write_string(f, text),
            Self::Temporal(function, text) => {
                write!(f, "{function}(")?;
                write_string(f, text)?;
                f.write_char(')')
            }
            Self::Point(text) => f.write_str(text),
        }
    }
}

/// A string literal in single quotes; `\` and `'` behind a backslash, and what would not survive
/// a line of text as an escape.
fn write_string(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('\'')?;
    for c in text.chars() {
        match c {
            '\\' | '\'' => write!(f, "\\{c}")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('\'')
}

/// The pattern and its predicate, as in column `segment` and after `FOR` in `AS COMMANDS`.
impl fmt::Display for PropertyRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let variable = self.variable();
        f.write_str(if self.is_node { "(" } else { "()-[" })?;
        f.write_char(variable)?;
        for (at, label) in self.labels.iter().enumerate() {
            f.write_char(if at == 0 { ':' } else { '|' })?;
            write_name(f, label)?;
        }
        f.write_str(if self.is_node { ") WHERE " } else { "]-() WHERE " })?;
        match &self.test {
            RuleTest::IsNull => {
                self.write_property(f)?;
                f.write_str(" IS NULL")
            }
            RuleTest::IsNotNull => {
                self.write_property(f)?;
                f.write_str(" IS NOT NULL")
            }
            RuleTest::Compare(operator, value) => {
                self.write_property(f)?;
                write!(f, " {} {value}", operator.as_str())
            }
            RuleTest::In { negated, values } => {
                f.write_str(if *negated { "NOT " } else { "" })?;
                self.write_property(f)?;
                f.write_str(" IN [")?;
                for (at, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if at == 0 { "" } else { ", " })?;
                }
                f.write_char(']')
            }
            RuleTest::Has { negated, value } => {
                write!(f, "{}{value} IN ", if *negated { "NOT " } else { "" })?;
                self.write_property(f)
            }
        }
    }
}

impl PropertyRule {
    fn write_property(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.", self.variable())?;
        write_name(f, &self.property)
    }
}

fn write_name(f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    if super::commands::is_plain(name) {
        f.write_str(name)
    } else {
        f.write_str(&quoted_name(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(is_node: bool, labels: &[&str], test: RuleTest) -> String {
        let labels = labels.iter().map(|label| Text::from(*label)).collect();
        PropertyRule::new(is_node, labels, "p".into(), test).to_string()
    }

    #[test]
    fn rules_print_with_their_own_variable_and_sorted_labels() {
        let one = RuleValue::Integer(1);
        for (text, expected) in [
            (
                rule(true, &["B", "A b"], RuleTest::Compare(RuleOperator::Equal, one.clone())),
                "(n:`A b`|B) WHERE n.p = 1",
            ),
            (rule(false, &["T"], RuleTest::IsNull), "()-[r:T]-() WHERE r.p IS NULL"),
            (
                rule(
                    true,
                    &[],
                    RuleTest::In {
                        negated: true,
                        values: vec![one.clone(), RuleValue::String("it's".into())],
                    },
                ),
                r"(n) WHERE NOT n.p IN [1, 'it\'s']",
            ),
            (
                rule(
                    true,
                    &[],
                    RuleTest::Compare(
                        RuleOperator::Greater,
                        RuleValue::Temporal("date".into(), "2024-10-25".into()),
                    ),
                ),
                "(n) WHERE n.p > date('2024-10-25')",
            ),
            (
                rule(
                    true,
                    &[],
                    RuleTest::Compare(RuleOperator::Less, RuleValue::Float(1.0.into())),
                ),
                "(n) WHERE n.p < 1.0",
            ),
            (rule(true, &[], RuleTest::Has { negated: false, value: one }), "(n) WHERE 1 IN n.p"),
        ] {
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn operators_fold_not_and_mirror() {
        use RuleOperator as O;
        for operator in
            [O::Equal, O::NotEqual, O::Less, O::LessOrEqual, O::Greater, O::GreaterOrEqual]
        {
            assert_eq!(operator.negated().negated(), operator);
            assert_eq!(operator.mirrored().mirrored(), operator);
        }
        assert_eq!(O::Less.negated(), O::GreaterOrEqual);
        assert_eq!(O::Less.mirrored(), O::Greater);
    }
}
