//! Cedar, in its best case: only the policies of the user's roles are in the set.

use crate::world::{Question, Row, World, database_name, label_name, property_name};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, Policy, PolicyId, PolicySet,
    Request, RestrictedExpression,
};
use std::collections::{HashMap, HashSet};

pub struct Sliced {
    authorizer: Authorizer,
    policies: PolicySet,
    user: EntityUid,
    /// The user and its roles.
    entities: Entities,
}

/// A question in Cedar's words: one request, or two where a property is read.
pub struct Asked {
    requests: Vec<Request>,
    entities: Entities,
}

fn uid(kind: &str, name: impl std::fmt::Display) -> EntityUid {
    format!("{kind}::\"{name}\"").parse().expect("a plain name")
}

impl Sliced {
    pub fn new(world: &World, by_role: &[Vec<Row>], user: u32) -> Self {
        let roles = world.users[user as usize];
        let mut policies = PolicySet::new();
        for role in roles {
            for (at, row) in by_role[role as usize].iter().enumerate() {
                let id = PolicyId::new(format!("p{role}-{at}"));
                let policy = Policy::parse(Some(id), policy(row)).expect("a policy");
                policies.add(policy).expect("a new id");
            }
        }
        let name = uid("User", user);
        let parents: HashSet<_> = roles.iter().map(|role| uid("Role", role)).collect();
        let mut all = vec![Entity::new(name.clone(), HashMap::new(), parents).expect("a user")];
        all.extend(
            roles.iter().map(|role| Entity::new_no_attrs(uid("Role", role), HashSet::new())),
        );
        let entities = Entities::from_entities(all, None).expect("entities");
        Self { authorizer: Authorizer::new(), policies, user: name, entities }
    }

    pub fn prepare(&self, question: &Question) -> Asked {
        let node = uid("Node", "n");
        let text = |text: String| RestrictedExpression::new_string(text);
        let labels = question.labels.iter().map(|label| text(label_name(*label)));
        let attributes = HashMap::from([
            ("database".to_owned(), text(database_name(question.database))),
            ("labels".to_owned(), RestrictedExpression::new_set(labels)),
        ]);
        let resource = Entity::new(node.clone(), attributes, HashSet::new()).expect("a node");
        let entities = self.entities.clone().add_entities([resource], None).expect("entities");
        let request = |action, context| {
            Request::new(self.user.clone(), uid("Action", action), node.clone(), context, None)
                .expect("a request")
        };
        let mut requests = vec![request("traverse", Context::empty())];
        if let Some(property) = question.property {
            let pairs = [("property".to_owned(), text(property_name(property)))];
            requests.push(request("read", Context::from_pairs(pairs).expect("a context")));
        }
        Asked { requests, entities }
    }

    pub fn is_allowed(&self, asked: &Asked) -> bool {
        asked.requests.iter().all(|request| {
            let answer = self.authorizer.is_authorized(request, &self.policies, &asked.entities);
            answer.decision() == Decision::Allow
        })
    }
}

fn policy(row: &Row) -> String {
    let effect = if row.is_denied { "forbid" } else { "permit" };
    let (database, label) = (database_name(row.database), label_name(row.label));
    let (action, and) = match row.property {
        None => ("traverse", String::new()),
        Some(property) => {
            ("read", format!(" && context.property == \"{}\"", property_name(property)))
        }
    };
    format!(
        "{effect}(principal in Role::\"{}\", action == Action::\"{action}\", resource) when {{ \
         resource.database == \"{database}\" && resource.labels.contains(\"{label}\"){and} }};",
        row.role
    )
}
