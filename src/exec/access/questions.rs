//! Questions that programs ask, many in a row: what is wanted is parsed and looked up once, as long as
//! nothing changes.

use super::requests;
use crate::access::{Decision, Held, Holder, Prepared};
use crate::ast::{AccessCommand, CypherVersion, Extension};
use crate::exec::run::{Query, Run};
use crate::exec::{Dbms, Params, Session};
use crate::parser::parse_extension;
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
            *self = Self { generation: dbms.access.generation(), ..Self::default() };
        }
        if !self.wanted.contains_key(can) {
            let wanted = look_up(dbms, version, can)?;
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
    version: CypherVersion,
    can: &str,
) -> Result<Vec<(String, Prepared)>, Error> {
    const PREFIX: &str = "WHO CAN ";
    let text = format!("{PREFIX}{can}");
    let not_a_privilege = || {
        let help = "Write it as after GRANT: READ {ssn} ON GRAPH healthcare NODES Patient";
        let error = AccessError::Question("This is no privilege that can be asked about.");
        Error::from(error).with_help(help)
    };
    let parsed = parse_extension(&text, version).map_err(|_| not_a_privilege())?;
    let Extension::Access(command) = parsed else { return Err(not_a_privilege()) };
    let AccessCommand::WhoCan { wanted, tail: crate::ast::ShowTail::None } = *command else {
        return Err(not_a_privilege());
    };
    let params = Params::default();
    let session = Session::default();
    let run = Run::new(dbms, &params, version, &session, Query::Typed(can));
    let requests =
        requests::requests(&run, &wanted).map_err(|error| Error { span: None, ..error })?;
    let prepare = |request| Prepared::new(run.graph, request);
    Ok(requests.iter().map(|request| (request.to_string(), prepare(request))).collect())
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
