//! Questions as requests to the decision engine.

use crate::access::{Element, Part, Request, Shape, Source, Target, rule_holds};
use crate::ast::CypherVersion;
use crate::catalog::is_admin_procedure;
use crate::privilege::{
    Action, AllOr, PropertyRule, Reach, Resource, RuleTest, RuleValue, Scope, Segment,
};
use crate::text::Text;
use crate::tools::constant_value;
use crate::tools::state::Row;
use crate::value::{Map, Value};

/// A name that nothing has: control characters are in no name that can be written.
const OTHER: &str = "\u{1}";

fn name(of: &AllOr<Text>) -> Text {
    match of {
        AllOr::All => Text::const_new(OTHER),
        AllOr::One(name) => name.clone(),
    }
}

/// The request of a question; none where nothing can be asked: a rule that nothing fulfils.
pub(super) fn of(row: &Row) -> Option<Request> {
    let action = row.action;
    let database = |reach: &Reach<Text>| reach.clone();
    let target = match (&row.scope, &row.segment) {
        (Scope::Graph(reach), segment) => {
            let element = match segment {
                _ if matches!(row.resource, Resource::Label(_) | Resource::AllLabels) => None,
                Segment::Node(of) => Some(Element::Node(plain(of))),
                Segment::Relationship(of) => Some(Element::Relationship(plain(of), None)),
                Segment::Pattern(rule) => {
                    let shape = sample(rule)?;
                    Some(match rule.is_node {
                        true => Element::Node(shape),
                        false => Element::Relationship(shape, None),
                    })
                }
                _ => None,
            };
            let part = match &row.resource {
                Resource::Property(name) => Part::Property(AllOr::One(name.clone())),
                Resource::AllProperties => Part::Property(AllOr::One(OTHER.into())),
                Resource::Label(name) => Part::Label(AllOr::One(name.clone())),
                Resource::AllLabels => Part::Label(AllOr::One(OTHER.into())),
                _ => Part::Whole,
            };
            Target::Graph { graph: database(reach), element, part }
        }
        (Scope::Database(reach), Segment::User(of)) => {
            Target::Transactions(database(reach), AllOr::One(name(of)))
        }
        (Scope::Database(reach), _) => Target::Database(database(reach)),
        (Scope::Dbms, Segment::User(of)) => Target::User(AllOr::One(name(of))),
        (Scope::Dbms, Segment::Procedure(of)) => {
            let name = matched(of);
            let is_admin = is_admin_procedure(&name) && action == Action::ExecuteProcedure;
            Target::Procedure { name: AllOr::One(name), is_admin }
        }
        (Scope::Dbms, Segment::Function(of)) => Target::Function(AllOr::One(matched(of))),
        (Scope::Dbms, Segment::Setting(of)) => Target::Setting(AllOr::One(matched(of))),
        (Scope::Dbms, _) => Target::Dbms,
        (Scope::Load, Segment::Cidr(range)) => Target::Load(Source::Range(range.parse().ok()?)),
        (Scope::Load, _) => Target::Load(Source::Host(OTHER.into())),
    };
    Some(Request { action, target })
}

/// An element of one label, or of one that nobody mentions; its properties are not known.
fn plain(of: &AllOr<Text>) -> Shape {
    Shape { labels: AllOr::One(vec![name(of)]), properties: None }
}

/// A name that a glob matches.
fn matched(of: &AllOr<Text>) -> Text {
    name(of).chars().map(|c| if matches!(c, '*' | '?') { 'x' } else { c }).collect()
}

/// An element that fulfils a rule.
fn sample(rule: &PropertyRule) -> Option<Shape> {
    let label = rule.labels().first().cloned().unwrap_or_else(|| OTHER.into());
    let values = candidates(&rule.test).into_iter();
    let properties = values
        .map(|value| {
            let entry = Some((rule.property.clone(), value)).filter(|(_, value)| !value.is_null());
            entry.into_iter().collect::<Map>()
        })
        .find(|properties| rule_holds(rule, properties))?;
    Some(Shape { labels: AllOr::One(vec![label]), properties: Some(properties) })
}

/// Values among which one fulfils the test, unless it is a strange one.
fn candidates(test: &RuleTest) -> Vec<Value> {
    let mut values = vec![Value::Null, Value::Boolean(true), Value::Boolean(false)];
    let literals: &[RuleValue] = match test {
        RuleTest::IsNull | RuleTest::IsNotNull => &[],
        RuleTest::Compare(_, value) | RuleTest::Has { value, .. } => std::slice::from_ref(value),
        RuleTest::In { values, .. } => values,
    };
    for literal in literals {
        let text = literal.to_string();
        let Ok(value) = constant_value(&text, CypherVersion::Cypher25) else { continue };
        let neighbours = match literal {
            RuleValue::Integer(number) => {
                vec![
                    Value::Integer(number.saturating_add(1)),
                    Value::Integer(number.saturating_sub(1)),
                ]
            }
            RuleValue::Float(_) => vec![Value::Float(f64::MAX), Value::Float(f64::MIN)],
            RuleValue::String(text) => {
                vec![Value::String(format!("{text}x").into()), Value::String("".into())]
            }
            RuleValue::Temporal(function, _) => {
                ["9999-12-31", "0001-01-01", "23:59:59", "00:00", "P999Y"]
                    .iter()
                    .filter_map(|at| {
                        constant_value(&format!("{function}('{at}')"), CypherVersion::Cypher25).ok()
                    })
                    .collect()
            }
            RuleValue::Boolean(_) | RuleValue::Point(_) => Vec::new(),
        };
        values.push(Value::List(vec![value.clone()]));
        values.push(value);
        values.extend(neighbours);
    }
    values.push(Value::List(Vec::new()));
    values
}
