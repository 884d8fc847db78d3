//! Questions about access.

use super::list;
use crate::ast::{AccessCommand, ConcreteElement, ConcreteShape, Subjects, Target, Wanted};
use crate::text::escape_name;
use std::fmt::{Display, Formatter, Result};

impl Display for AccessCommand {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Can { subjects, wanted, tail } => write!(f, "CAN {subjects} {wanted}{tail}"),
            Self::WhoCan { wanted, tail } => write!(f, "WHO CAN {wanted}{tail}"),
            Self::Show { subjects, scope, tail } => {
                let target = Target::Graph(scope.clone());
                write!(f, "SHOW ACCESS FOR {subjects} ON {target}{tail}")
            }
        }
    }
}

impl Display for Subjects {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let (one, many, names) = match self {
            Self::Users(names) => ("USER ", "USERS ", names),
            Self::Roles(names) => ("ROLE ", "ROLES ", names),
        };
        f.write_str(if names.len() == 1 { one } else { many })?;
        list(f, names)
    }
}

impl Display for Wanted {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Some(element) = &self.element else { return self.privilege.fmt(f) };
        // A concrete element stands where `ELEMENTS *` would be meant.
        let privilege = self.privilege.to_string();
        f.write_str(privilege.strip_suffix(" ELEMENTS *").unwrap_or(&privilege))?;
        match element {
            ConcreteElement::Node(node) => write!(f, " NODE ({node})"),
            ConcreteElement::Relationship(relationship, ends) => {
                write!(f, " RELATIONSHIP ({})-[{relationship}]->({})", ends.0, ends.1)
            }
        }
    }
}

impl Display for ConcreteShape {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for label in &self.labels {
            write!(f, ":{}", escape_name(&label.value))?;
        }
        if self.properties.is_empty() {
            return Ok(());
        }
        f.write_str(if self.labels.is_empty() { "{" } else { " {" })?;
        for (at, (key, value)) in self.properties.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{}: {value}", escape_name(&key.value))?;
        }
        f.write_str("}")
    }
}
