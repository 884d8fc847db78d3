//! A request as text: the privilege that is wanted, concrete elements as patterns.

use super::request::{Element, Part, Request, Shape, Source, Target};
use crate::privilege::{
    Access, Action, ActionFamily, AllOr, CommandRole, NamedRow, PrivilegeRow, Reach, Resource,
    Scope, Segment, command_text,
};
use crate::text::{Text, escape_name};
use crate::value::Value;
use std::fmt::{Display, Formatter, Result, Write};

impl Display for Request {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let range;
        let (reach, resource, segment, pattern) = match &self.target {
            Target::Graph { graph, element, part } => {
                let (segment, pattern) = match element {
                    None => (Segment::Database, None),
                    Some(element) => elements(element),
                };
                (borrowed(graph), part_of(part, self.action), segment, pattern)
            }
            Target::Database(reach) => {
                (borrowed(reach), Resource::Database, Segment::Database, None)
            }
            Target::Transactions(reach, user) => {
                (borrowed(reach), Resource::Database, Segment::User(one(user)), None)
            }
            Target::Dbms => (Reach::All, Resource::Database, Segment::Database, None),
            Target::User(of) => (Reach::All, Resource::Database, Segment::User(one(of)), None),
            Target::Procedure { name, .. } => {
                (Reach::All, Resource::Database, Segment::Procedure(one(name)), None)
            }
            Target::Function(of) => {
                (Reach::All, Resource::Database, Segment::Function(one(of)), None)
            }
            Target::Setting(of) => {
                (Reach::All, Resource::Database, Segment::Setting(one(of)), None)
            }
            Target::Secret(of) => (Reach::All, Resource::Database, Segment::Secret(one(of)), None),
            Target::Load(source) => {
                let segment = match source {
                    Source::AllData => Segment::AllData,
                    Source::Range(of) => {
                        range = of.to_string();
                        Segment::Cidr(range.as_str())
                    }
                    Source::Host(host) => Segment::Url(host.as_str()),
                };
                (Reach::All, Resource::File, segment, None)
            }
        };
        let on_database = matches!(self.target, Target::Database(_) | Target::Transactions(..));
        let scope = match self.action.family() {
            ActionFamily::Graph => Scope::Graph(reach),
            ActionFamily::Load => Scope::Load,
            _ if on_database => Scope::Database(reach),
            _ => Scope::Dbms,
        };
        let row: NamedRow<'_> = PrivilegeRow {
            access: Access::Granted,
            action: self.action,
            resource,
            scope,
            segment,
            is_immutable: false,
        };
        let command = command_text(&row, CommandRole::Parameter, false);
        let text = command.strip_prefix("GRANT ").unwrap_or(&command);
        f.write_str(text.strip_suffix(" TO $role").unwrap_or(text))?;
        pattern.map_or(Ok(()), |pattern| f.write_str(&pattern))
    }
}

fn borrowed(reach: &Reach<Text>) -> Reach<&str> {
    match reach {
        Reach::All => Reach::All,
        Reach::Home => Reach::Home,
        Reach::Named(name) => Reach::Named(name.as_str()),
    }
}

fn one(of: &AllOr<Text>) -> AllOr<&str> {
    match of {
        AllOr::All => AllOr::All,
        AllOr::One(name) => AllOr::One(name.as_str()),
    }
}

fn part_of(part: &Part, action: Action) -> Resource<&str> {
    match part {
        Part::Property(AllOr::One(name)) => Resource::Property(name.as_str()),
        Part::Property(AllOr::All) => Resource::AllProperties,
        Part::Label(AllOr::One(name)) => Resource::Label(name.as_str()),
        Part::Label(AllOr::All) => Resource::AllLabels,
        Part::Whole => match action {
            Action::Read | Action::Match | Action::Merge | Action::SetProperty => {
                Resource::AllProperties
            }
            _ => Resource::Graph,
        },
    }
}

/// What is told by label alone goes into the privilege; a concrete element follows as a pattern.
fn elements(element: &Element) -> (Segment<&str, &crate::privilege::PropertyRule>, Option<String>) {
    let label = |shape: &'_ Shape| match &shape.labels {
        AllOr::One(labels) if shape.properties.is_none() && labels.len() == 1 => true,
        AllOr::All => true,
        AllOr::One(_) => false,
    };
    match element {
        Element::Node(shape) if label(shape) => (Segment::Node(first(shape)), None),
        Element::Relationship(shape, None) if label(shape) => {
            (Segment::Relationship(first(shape)), None)
        }
        Element::Node(shape) => (Segment::Database, Some(format!(" NODE ({})", inside(shape)))),
        Element::Relationship(shape, ends) => {
            let [from, to] = match ends {
                Some(ends) => [inside(&ends.0), inside(&ends.1)],
                None => [String::new(), String::new()],
            };
            let text = format!(" RELATIONSHIP ({from})-[{}]->({to})", inside(shape));
            (Segment::Database, Some(text))
        }
    }
}

fn first(shape: &Shape) -> AllOr<&str> {
    match &shape.labels {
        AllOr::One(labels) => labels.first().map_or(AllOr::All, |label| AllOr::One(label.as_str())),
        AllOr::All => AllOr::All,
    }
}

/// `:A:B {key: value}`
fn inside(shape: &Shape) -> String {
    let mut text = String::new();
    if let AllOr::One(labels) = &shape.labels {
        for label in labels {
            // Writing to a string cannot fail.
            let _ = write!(text, ":{}", escape_name(label));
        }
    }
    if let Some(properties) = shape.properties.as_ref().filter(|map| !map.is_empty()) {
        let map = Value::Map(Box::new(properties.clone()));
        let _ = write!(text, "{}{map}", if text.is_empty() { "" } else { " " });
    }
    text
}
