//! Questions that programs ask, many in a row: what is wanted is parsed and looked up once, as long as
//! nothing changes.

use super::requests;
use crate::access::{Decision, Held, Holder, Prepared};
use crate::ast::{AccessCommand, Command, CypherVersion, Extension, Statement, Target, Wanted};
use crate::exec::run::{Query, Run};
use crate::exec::{Dbms, Params, Session};
use crate::parser::{Shapes, parse_extension, parse_statement};
use crate::status::{AccessError, Error, Named};
use crate::value::Map;
use rustc_hash::FxHashMap;

/// Who is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<'a> {
    /// A user, with all roles.
    User(&'a str),
    /// Somebody with these roles, and `PUBLIC`.
    Roles(&'a [String]),
}

/// A decision and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The privilege that is wanted, for one element.
    pub privilege: String,
    /// The answer.
    pub decision: Decision,
}

/// What has been looked up so far.
#[derive(Debug, Default)]
pub(in crate::exec) struct Questions {
    generation: u64,
    wanted: FxHashMap<String, Vec<(String, Prepared)>>,
    users: FxHashMap<String, Holder>,
    shapes: Shapes,
}

/// How many different texts or users are remembered; more start over.
const CAPACITY: usize = 10_000;

impl Questions {
    /// Answers `can`, a privilege as after `GRANT`.
    pub(in crate::exec) fn decide(
        &mut self,
        dbms: &mut Dbms,
        version: CypherVersion,
        asked: Asked<'_>,
        claims: &Map,
        can: &str,
    ) -> Result<Vec<Decided>, Error> {
        // Conditions of auth rules may ask for the time, so that what they give is not kept.
        let has_rules = dbms.graph.auth_rules().next().is_some();
        if self.generation != dbms.access.generation() {
            let shapes = std::mem::take(&mut self.shapes);
            *self = Self { generation: dbms.access.generation(), shapes, ..Self::default() };
        }
        if !self.wanted.contains_key(can) {
            let wanted = look_up(dbms, &mut self.shapes, version, can)?;
            if self.wanted.len() >= CAPACITY {
                self.wanted.clear();
            }
            self.wanted.insert(can.to_owned(), wanted);
        }
        let of_asked;
        let holder = match asked {
            Asked::User(name) if has_rules => {
                of_asked = user(dbms, name, claims)?;
                Some(&of_asked)
            }
            Asked::User(name) => {
                if !self.users.contains_key(name) {
                    if self.users.len() >= CAPACITY {
                        self.users.clear();
                    }
                    self.users.insert(name.to_owned(), user(dbms, name, claims)?);
                }
                self.users.get(name)
            }
            Asked::Roles(names) => {
                of_asked = roles(dbms, names)?;
                Some(&of_asked)
            }
        };
        let (Some(holder), Some(wanted)) = (holder, self.wanted.get(can)) else {
            return Ok(Vec::new());
        };
        let decide = |(privilege, prepared): &(String, Prepared)| Decided {
            privilege: privilege.clone(),
            decision: dbms.access.decide(&dbms.graph, holder, prepared),
        };
        Ok(wanted.iter().map(decide).collect())
    }
}

fn look_up(
    dbms: &mut Dbms,
    shapes: &mut Shapes,
    version: CypherVersion,
    can: &str,
) -> Result<Vec<(String, Prepared)>, Error> {
    let wanted = wanted(shapes, version, can)?;
    let params = Params::default();
    let session = Session::default();
    let run = Run::new(dbms, &params, version, &session, Query::Typed(can));
    let requests =
        requests::requests(&run, &wanted).map_err(|error| Error { span: None, ..error })?;
    let prepare = |request| Prepared::new(run.graph, request);
    Ok(requests.iter().map(|request| (request.to_string(), prepare(request))).collect())
}

/// What `can` says. Programs ask in few shapes, and of those that could be granted in the same words a copy is filled
/// in: a parse is half the cost of a question.
fn wanted(shapes: &mut Shapes, version: CypherVersion, can: &str) -> Result<Wanted, Error> {
    const PREFIX: &str = "WHO CAN ";
    let grant = format!("GRANT {can} TO x");
    if let Some(wanted) = shapes.recall(&grant, version).and_then(wanted_of) {
        return Ok(wanted);
    }
    let not_a_privilege = || {
        let help = "Write it as after GRANT: READ {ssn} ON GRAPH healthcare NODES Patient";
        let error = AccessError::Question("This is no privilege that can be asked about.");
        Error::from(error).with_help(help)
    };
    let parsed = parse_extension(&format!("{PREFIX}{can}"), version);
    let Extension::Access(command) = parsed.map_err(|_| not_a_privilege())? else {
        return Err(not_a_privilege());
    };
    let AccessCommand::WhoCan { wanted, tail: crate::ast::ShowTail::None } = *command else {
        return Err(not_a_privilege());
    };
    if shapes.is_new()
        && wanted.element.is_none()
        && is_in_graph(&wanted)
        && let Ok(statement) = parse_statement(&grant, version)
        && wanted_of(statement.clone()).as_ref() == Some(&wanted)
    {
        shapes.learn(&statement, &grant);
    }
    Ok(wanted)
}

/// The privilege of a `GRANT`, for the kinds that are asked about in the words in which they are granted.
fn wanted_of(statement: Statement) -> Option<Wanted> {
    let Command::Privilege(command) = statement.command else { return None };
    let wanted = Wanted { privilege: command.privilege, element: None };
    (!command.immutable && is_in_graph(&wanted)).then_some(wanted)
}

fn is_in_graph(wanted: &Wanted) -> bool {
    matches!(wanted.privilege.target, Target::Graph(_))
}

/// Who is asked about, with all roles. The claims are those of a user who is asked about.
pub(in crate::exec) fn holder(
    dbms: &mut Dbms,
    asked: Asked<'_>,
    claims: &Map,
) -> Result<Holder, Error> {
    match asked {
        Asked::User(name) => user(dbms, name, claims),
        Asked::Roles(names) => roles(dbms, names),
    }
}

fn user(dbms: &mut Dbms, name: &str, claims: &Map) -> Result<Holder, Error> {
    let Some((id, _)) = dbms.graph.user_named(name) else { return Err(unknown(Named::User, name)) };
    let (params, session) = (Params::default(), Session::default());
    let version = dbms.config.version;
    let run = Run::new(dbms, &params, version, &session, Query::Typed(""));
    Ok(run.holder_of(id, claims))
}

fn roles(dbms: &Dbms, names: &[String]) -> Result<Holder, Error> {
    let mut roles = Vec::with_capacity(names.len());
    for name in names {
        match dbms.graph.role_named(name) {
            Some((id, _)) => roles.push((id, Held::Session)),
            None => return Err(unknown(Named::Role, name)),
        }
    }
    Ok(Holder::with_roles(&dbms.graph, roles, dbms.access.default_database()))
}

fn unknown(what: Named, name: &str) -> Error {
    AccessError::Unknown { what, name: name.to_owned() }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ast::CypherVersion::Cypher25;

    fn parsed(can: &str) -> Option<Wanted> {
        wanted(&mut Shapes::default(), Cypher25, can).ok()
    }

    #[test]
    fn a_shape_asked_about_before_is_read_as_the_grammar_reads_it() {
        let mut shapes = Shapes::default();
        for (first, second) in [
            ("TRAVERSE ON GRAPH g NODES A", "TRAVERSE ON GRAPH `h i` NODES B"),
            ("READ {a, b} ON GRAPH g NODE A, B", "read {c, `d`} ON GRAPH h NODE C, a"),
            ("MATCH {*} ON HOME GRAPH RELATIONSHIPS R", "MATCH {*} ON HOME GRAPH RELATIONSHIPS S"),
            ("SET LABEL A ON GRAPHS *", "SET LABEL TO_ ON GRAPHS *"),
            ("WRITE ON GRAPH g", "WRITE ON GRAPH x"),
            ("ACCESS ON DATABASE g", "ACCESS ON DATABASE h"),
            ("EXECUTE PROCEDURE a.b ON DBMS", "EXECUTE PROCEDURE c.d ON DBMS"),
            ("READ {a} ON GRAPH g NODE (:A)", "READ {a} ON GRAPH g NODE (:B {c: 1})"),
        ] {
            for can in [first, second, first] {
                let read = wanted(&mut shapes, Cypher25, can).unwrap();
                assert_eq!(Some(read), parsed(can), "{can}");
            }
        }
        let known = |shapes: &mut Shapes, can| shapes.recall(can, Cypher25).is_some();
        assert!(known(&mut shapes, "GRANT TRAVERSE ON GRAPH j NODES C TO x"));
        assert!(!known(&mut shapes, "GRANT EXECUTE PROCEDURE e.f ON DBMS TO x"));
    }

    #[test]
    fn what_can_only_be_granted_is_no_question() {
        let mut shapes = Shapes::default();
        for text in ["GRANT IMMUTABLE WRITE ON GRAPH g TO x", "GRANT ROLE a TO x"] {
            let statement = parse_statement(text, Cypher25).unwrap();
            assert!(shapes.recall(text, Cypher25).is_none() && shapes.is_new());
            shapes.learn(&statement, text);
        }
        for can in ["IMMUTABLE WRITE ON GRAPH g", "ROLE a", "WRITE ON GRAPH g TO y"] {
            assert!(wanted(&mut shapes, Cypher25, can).is_err(), "{can}");
        }
    }
}
