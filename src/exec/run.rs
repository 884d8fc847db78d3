//! One statement while it runs: what it may read, and the only way it changes anything.

use super::dbms::Dbms;
use super::transactions::Transactions;
use super::{Config, Params, Session};
use crate::access::Access;
use crate::ast::{
    CypherVersion, GraphName, NameOrParam, Param, PasswordExpr, Statement, StringList,
    StringOrParam,
};
use crate::graph::{Change, SystemGraph, Undo, UserId};
use crate::privilege::{Action, Reach};
use crate::status::{Error, Notification, ParameterError, SessionError};
use crate::text::Text;
use crate::value::{Map, Value, value_type};
use rand::rngs::StdRng;
use std::borrow::Cow;

/// A running statement.
///
/// `'s` is how long the statement and its parameters live: texts taken from them outlive the borrow of
/// the run itself.
pub(super) struct Run<'s> {
    pub(super) graph: &'s mut SystemGraph,
    pub(super) access: &'s mut Access,
    pub(super) config: &'s Config,
    pub(super) random: &'s mut StdRng,
    pub(super) params: &'s Params,
    pub(super) version: CypherVersion,
    /// The name of the session's user; none without authentication.
    pub(super) user: Option<&'s str>,
    /// The claims of the session's user, for the conditions of auth rules.
    pub(super) claims: &'s Map,
    /// The number of the session.
    pub(super) session: u64,
    /// The session's database, where it has one.
    database: Option<&'s str>,
    pub(super) query: Query<'s>,
    pub(super) transactions: &'s mut Transactions,
    /// The id of the transaction that this statement alone makes, once it was asked for.
    own_transaction: Option<String>,
    /// Whether the statement has ended its own transaction.
    pub(super) is_terminated: bool,
    pub(super) notifications: Vec<Notification>,
    pub(super) updates: u64,
    undos: Vec<Undo>,
}

/// The statement that runs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Query<'s> {
    /// As typed.
    Typed(&'s str),
    /// As parsed.
    Parsed(&'s Statement),
}

/// A text and the parameter it came from, if it came from one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<'s> {
    pub(super) text: &'s str,
    pub(super) param: Option<&'s str>,
}

impl Given<'_> {
    /// The parameter's name, owned, as errors want it.
    pub(super) fn param(&self) -> Option<String> {
        self.param.map(str::to_owned)
    }
}

/// A database name in lower case and the parameter it came from.
#[derive(Debug, Clone)]
pub(super) struct GivenDatabase<'s> {
    pub(super) name: Cow<'s, str>,
    pub(super) param: Option<&'s str>,
}

impl<'s> Run<'s> {
    pub(super) fn new(
        dbms: &'s mut Dbms,
        params: &'s Params,
        version: CypherVersion,
        session: &'s Session,
        query: Query<'s>,
    ) -> Self {
        Self {
            graph: &mut dbms.graph,
            access: &mut dbms.access,
            config: &dbms.config,
            random: &mut dbms.random,
            params,
            version,
            user: session.acting(),
            claims: &session.claims,
            session: session.id,
            database: session.database.as_deref(),
            query,
            transactions: &mut dbms.transactions,
            own_transaction: None,
            is_terminated: false,
            notifications: Vec::new(),
            updates: 0,
            undos: Vec::new(),
        }
    }

    /// Makes a change; false when it changed nothing.
    pub(super) fn apply(&mut self, change: Change) -> bool {
        let undo = self.graph.apply(change);
        let has_effect = !undo.is_nothing();
        if has_effect {
            self.access.follow(self.graph, &undo);
            self.undos.push(undo);
        }
        has_effect
    }

    /// Takes back everything this statement changed.
    pub(super) fn undo_all(&mut self) {
        while let Some(undo) = self.undos.pop() {
            self.graph.undo([undo.clone()].into_iter());
            self.access.follow(self.graph, &undo);
        }
    }

    /// Whether what the statement did may stay: not when it has ended its own transaction, and not when
    /// another session's transaction has changed something.
    pub(super) fn check_end(&self) -> Result<(), Error> {
        if self.is_terminated {
            return Err(SessionError::Terminated.into());
        }
        if !self.undos.is_empty() {
            self.transactions.check_writer(self.session)?;
        }
        Ok(())
    }

    /// Ends the statement and gives what would take it back.
    pub(super) fn into_undos(self) -> Vec<Undo> {
        self.undos
    }

    pub(super) fn notify(&mut self, notification: Notification) {
        self.notifications.push(notification);
    }

    /// The session's database; without one, the default database.
    pub(super) fn session_database(&self) -> Text {
        self.database.unwrap_or(&self.config.default_database).into()
    }

    /// The id of the transaction that this statement runs in.
    pub(super) fn own_transaction(&mut self) -> String {
        if let Some(open) = self.transactions.of(self.session) {
            return open.id.clone();
        }
        if self.own_transaction.is_none() {
            let database = self.session_database();
            self.own_transaction = Some(self.transactions.new_id(&database));
        }
        self.own_transaction.clone().unwrap_or_default()
    }

    /// Whether the session's user may show or terminate a transaction of somebody on a database.
    pub(super) fn may_about_transaction(&self, action: Action, database: &str, user: &str) -> bool {
        if !self.config.checks_privileges() {
            return true;
        }
        let database = self.graph.symbols().get(database);
        let database = database.and_then(|name| self.graph.resolve_database(name));
        let place = database.map_or(Reach::All, Reach::Named);
        let (graph, holder) = (&*self.graph, self.holder());
        self.access.permission_about_user(graph, &holder, action, place, user).is_granted()
    }

    /// The session's user, who may have been dropped meanwhile.
    pub(super) fn user_id(&self) -> Option<UserId> {
        self.graph.user_id(self.graph.symbols().get(self.user?)?)
    }

    /// Whether the session's user may do something on the DBMS; everybody may without authentication.
    pub(super) fn may(&self, action: Action) -> bool {
        !self.config.checks_privileges()
            || self.access.permission(self.graph, &self.holder(), action, Reach::All).is_granted()
    }

    /// The value of a parameter.
    pub(super) fn value(&self, param: &'s Param) -> Result<&'s Value, Error> {
        self.params.get(param.name.value.as_str()).ok_or_else(|| {
            let given = self.params.keys().map(|name| name.as_str());
            let error = ParameterError::missing(&param.name.value, given);
            Error::at(error.into(), param.name.span)
        })
    }

    /// A parameter that must be a text.
    fn string(&self, param: &'s Param) -> Result<Given<'s>, Error> {
        let name = param.name.value.as_str();
        match self.value(param)? {
            Value::String(text) => Ok(Given { text, param: Some(name) }),
            other => {
                let value = if other.is_null() { "NULL".into() } else { other.to_string() };
                let (name, actual) = (name.to_owned(), value_type(other));
                let error = ParameterError::NotString { name, value, actual };
                Err(Error::at(error.into(), param.name.span))
            }
        }
    }

    pub(super) fn name(&self, name: &'s NameOrParam) -> Result<Given<'s>, Error> {
        match name {
            NameOrParam::Name(name) => Ok(Given { text: &name.value, param: None }),
            NameOrParam::Param(param) => self.string(param),
        }
    }

    pub(super) fn text(&self, text: &'s StringOrParam) -> Result<&'s str, Error> {
        match text {
            StringOrParam::Literal(text) => Ok(&text.value),
            StringOrParam::Param(param) => Ok(self.string(param)?.text),
        }
    }

    /// A password. Its text must go no further than hashing and comparing.
    pub(super) fn password(&self, password: &'s PasswordExpr) -> Result<&'s str, Error> {
        match password {
            PasswordExpr::Literal(secret) => Ok(secret.value.expose()),
            PasswordExpr::Param(param) => match self.value(param)? {
                Value::String(text) => Ok(text),
                other => {
                    let name = param.name.value.to_string();
                    let (type_name, actual) = (java_type(other), value_type(other));
                    let error = ParameterError::PasswordNotString { name, type_name, actual };
                    Err(Error::at(error.into(), param.name.span))
                }
            },
        }
    }

    pub(super) fn database(&self, name: &'s GraphName) -> Result<GivenDatabase<'s>, Error> {
        match name {
            GraphName::Name(written) => {
                let name = match written.parts.as_slice() {
                    [part] => lower(&part.text),
                    _ => Cow::Owned(written.text().to_lowercase()),
                };
                Ok(GivenDatabase { name, param: None })
            }
            GraphName::Param(param) => {
                let given = self.string(param)?;
                Ok(GivenDatabase { name: lower(given.text), param: given.param })
            }
        }
    }

    /// The texts of a list of tags or providers; an empty text cannot come from the statement, only
    /// from a parameter.
    pub(super) fn texts(&self, list: &'s StringList) -> Result<Vec<&'s str>, Error> {
        let param = match list {
            StringList::One(text) => return Ok(vec![&text.value]),
            StringList::List(texts) => {
                return Ok(texts.value.iter().map(|text| text.value.as_str()).collect());
            }
            StringList::Param(param) => param,
        };
        let name = || param.name.value.to_string();
        let value = self.value(param)?;
        let error = match value {
            Value::String(text) if !text.is_empty() => return Ok(vec![text]),
            Value::List(elements) => {
                let text = |element: &'s Value| element.as_str().filter(|text| !text.is_empty());
                let texts: Option<Vec<_>> = elements.iter().map(text).collect();
                if let Some(texts) = texts {
                    return Ok(texts);
                }
                let bad = elements.iter().find(|element| text(element).is_none());
                let value = bad.map(Value::to_string).unwrap_or_default();
                let actual = bad.map(value_type).unwrap_or_default();
                ParameterError::NotAllStrings { name: name(), value, actual }
            }
            other => {
                let (value, actual) = (other.to_string(), value_type(other));
                ParameterError::NotStrings { name: name(), value, actual }
            }
        };
        Err(Error::at(error.into(), param.name.span))
    }

    /// The same where a list must not be empty, as for the providers of `REMOVE AUTH`.
    pub(super) fn some_texts(&self, list: &'s StringList) -> Result<Vec<&'s str>, Error> {
        let texts = self.texts(list)?;
        match list {
            StringList::Param(param) if texts.is_empty() => {
                let name = param.name.value.to_string();
                let (value, actual) = ("[]".to_owned(), value_type(&Value::List(Vec::new())));
                let error = ParameterError::NotStrings { name, value, actual };
                Err(Error::at(error.into(), param.name.span))
            }
            _ => Ok(texts),
        }
    }

    /// Texts as short texts without repeats, in order.
    pub(super) fn distinct(texts: &[&str]) -> Vec<Text> {
        let mut distinct: Vec<Text> = Vec::with_capacity(texts.len());
        for text in texts {
            if !distinct.iter().any(|seen| seen == text) {
                distinct.push(Text::from(*text));
            }
        }
        distinct
    }
}

/// Lower case, without a copy when it is that already.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

/// The type as messages about password parameters name it.
fn java_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "NoValue",
        Value::Boolean(_) => "Boolean",
        Value::Integer(_) => "Long",
        Value::Float(_) => "Double",
        Value::String(_) => "String",
        Value::List(_) => "List",
        Value::Map(_) => "Map",
        Value::Date(_) => "Date",
        Value::LocalTime(_) => "LocalTime",
        Value::Time(_) => "Time",
        Value::LocalDateTime(_) => "LocalDateTime",
        Value::DateTime(_) => "DateTime",
        Value::Duration(_) => "Duration",
        Value::Point(_) => "Point",
    }
}
