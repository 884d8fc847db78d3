//! A world as a DBMS: made by its own statements, as anybody would.

use crate::rows::Failed;
use crate::world::{
    Question, World, database_name, label_name, property_name, role_name, user_name,
};
use cypher_admin::access::{Element, Part, Request, Shape, Target};
use cypher_admin::exec::{Config, Dbms, Params, Session};
use cypher_admin::privilege::{Action, AllOr, Reach};

pub struct State {
    pub dbms: Dbms,
    pub session: Session,
    pub params: Params,
}

impl State {
    pub fn of(world: &World) -> Result<Self, Failed> {
        let config = Config { initial_password_change_required: false, ..Config::default() };
        let mut state = Self {
            dbms: Dbms::new(config),
            session: Session::of_user("neo4j"),
            params: Params::default(),
        };
        let mut script = Vec::new();
        world.write_entities(&mut script)?;
        state.run_script(&script)?;
        let mut text = String::new();
        for row in &world.rows {
            text.clear();
            row.command(&mut text);
            state.run(&text)?;
        }
        script.clear();
        world.write_users(&mut script)?;
        state.run_script(&script)?;
        Ok(state)
    }

    fn run_script(&mut self, script: &[u8]) -> Result<(), Failed> {
        for line in std::str::from_utf8(script)?.lines() {
            self.run(line)?;
        }
        Ok(())
    }

    pub fn run(&mut self, text: &str) -> Result<(), Failed> {
        self.session.run(&mut self.dbms, text, &self.params)?;
        Ok(())
    }
}

/// A question in names, as somebody would ask it.
#[derive(Debug, Clone)]
pub struct Named {
    pub user: String,
    pub database: String,
    pub labels: Vec<String>,
    pub property: Option<String>,
}

impl Named {
    pub fn of(question: &Question) -> Self {
        Self {
            user: user_name(question.user),
            database: database_name(question.database),
            labels: question.labels.iter().map(|label| label_name(*label)).collect(),
            property: question.property.map(property_name),
        }
    }

    pub fn request(&self) -> Request {
        let (action, part) = match &self.property {
            None => (Action::Traverse, Part::Whole),
            Some(name) => (Action::Read, Part::Property(AllOr::One(name.as_str().into()))),
        };
        let labels = self.labels.iter().map(|label| label.as_str().into()).collect();
        let shape = Shape { labels: AllOr::One(labels), properties: None };
        let target = Target::Graph {
            graph: Reach::Named(self.database.as_str().into()),
            element: Some(Element::Node(shape)),
            part,
        };
        Request { action, target }
    }
}

/// The command that gives one privilege more than the world has.
pub fn one_more(role: u32) -> String {
    format!("GRANT READ {{extra}} ON GRAPH {} NODES Extra TO {}", database_name(0), role_name(role))
}
