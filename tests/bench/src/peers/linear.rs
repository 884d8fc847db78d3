//! What one would write without this project: names as numbers, the rows of each role in a list, and
//! a scan over the lists of the user's roles. And the whole built anew after each change.

use crate::world::{Question, Row, World};
use std::collections::HashMap;

pub struct Linear {
    by_role: Vec<Vec<Row>>,
    users: Vec<Vec<u32>>,
}

impl Linear {
    pub fn new(world: &World) -> Self {
        let users = world.users.iter().map(|roles| roles.to_vec()).collect();
        Self { by_role: world.by_role(), users }
    }

    pub fn is_allowed(&self, question: &Question) -> bool {
        let (mut sees, mut reads) = (false, question.property.is_none());
        for role in &self.users[question.user as usize] {
            for row in &self.by_role[*role as usize] {
                if row.database != question.database || !question.labels.contains(&row.label) {
                    continue;
                }
                match (row.property, row.is_denied) {
                    (None, true) => return false,
                    (None, false) => sees = true,
                    (property, denied) if property == question.property => {
                        if denied {
                            return false;
                        }
                        reads = true;
                    }
                    _ => {}
                }
            }
        }
        sees && reads
    }
}

/// An index that answers fast and knows nothing of changes: it is built from all rows.
pub struct Rebuilt {
    said: HashMap<(u32, u32, u32, Option<u32>), bool>,
}

impl Rebuilt {
    pub fn new(rows: &[Row]) -> Self {
        let mut said = HashMap::with_capacity(rows.len());
        for row in rows {
            let is_denied: &mut bool =
                said.entry((row.role, row.database, row.label, row.property)).or_default();
            *is_denied |= row.is_denied;
        }
        Self { said }
    }

    pub fn is_allowed(&self, roles: &[u32], question: &Question) -> bool {
        let granted = |property: Option<u32>| {
            let mut is_granted = false;
            for role in roles {
                for label in &question.labels {
                    match self.said.get(&(*role, question.database, *label, property)) {
                        Some(true) => return false,
                        Some(false) => is_granted = true,
                        None => {}
                    }
                }
            }
            is_granted
        };
        granted(None) && (question.property.is_none() || granted(question.property))
    }
}
