//! Casbin with roles, domains as databases, and an effect in which denying wins.

use crate::world::{
    Question, World, database_name, label_name, property_name, role_name, user_name,
};
use casbin::{CoreApi, DefaultModel, Enforcer, MemoryAdapter, MgmtApi};

const MODEL: &str = "
[request_definition]
r = sub, dom, one, two, act

[policy_definition]
p = sub, dom, obj, act, eft

[role_definition]
g = _, _

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = g(r.sub, p.sub) && r.dom == p.dom && (r.one == p.obj || r.two == p.obj) && r.act == p.act
";

pub struct Casbin {
    enforcer: Enforcer,
}

impl Casbin {
    pub fn new(world: &World) -> Self {
        pollster::block_on(async {
            let model = DefaultModel::from_str(MODEL).await.expect("a model");
            let mut enforcer =
                Enforcer::new(model, MemoryAdapter::default()).await.expect("an enforcer");
            let mut policies: Vec<Vec<String>> = Vec::with_capacity(world.rows.len());
            for row in &world.rows {
                let effect = if row.is_denied { "deny" } else { "allow" };
                policies.push(vec![
                    role_name(row.role),
                    database_name(row.database),
                    label_name(row.label),
                    action(row.property),
                    effect.to_owned(),
                ]);
            }
            enforcer.add_policies(policies).await.expect("policies");
            let mut groups = Vec::new();
            for (user, roles) in world.users.iter().enumerate() {
                for role in roles {
                    groups.push(vec![user_name(user as u32), role_name(*role)]);
                }
            }
            enforcer.add_grouping_policies(groups).await.expect("groups");
            Self { enforcer }
        })
    }

    pub fn is_allowed(&self, question: &Question) -> bool {
        let user = user_name(question.user);
        let database = database_name(question.database);
        let label = |at: usize| question.labels.get(at).map_or(String::new(), |it| label_name(*it));
        let may = |property: Option<u32>| {
            let asked = (&user, &database, label(0), label(1), action(property));
            self.enforcer.enforce(asked).expect("an answer")
        };
        may(None) && (question.property.is_none() || may(question.property))
    }
}

fn action(property: Option<u32>) -> String {
    property.map_or("traverse".to_owned(), |it| format!("read {}", property_name(it)))
}
