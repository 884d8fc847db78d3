//! Reading states: JSON documents, of a DBMS or of a console only, and scripts that were dumped.

use super::console::Replay;
use crate::ast::{CypherVersion, Secret};
use crate::aura::Console;
use crate::aura::wire::WholeError;
use crate::exec::{Config, Dbms, DeclaredServer, Params, Session};
use crate::graph::{AliasTarget, Change, Credential, NativeAuth, ServerState, SystemGraph};
use crate::parser::{ItemKind, Items};
use crate::status::{Error, ErrorKind, ParameterError};
use crate::text::Text;
use crate::tools::diff::{parameter_of_alias, parameter_of_user};
use crate::tools::state::{JsonError, Server, StateError, read_json};
use crate::value::Value;
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// The first line of a script that was dumped: what it is, and the version of its form.
pub(super) const FIRST_LINE: &str =
    "// cypher-admin dump 1: a whole DBMS as Cypher 25 commands, for a fresh one";
const FIRST_WORDS: &str = "// cypher-admin dump ";
const VERSION: &str = "1:";
const DEFAULT_DATABASE: &str = "// default database: ";
const SERVER: &str = "// server: ";

/// What stands for a password that is not known while a script is replayed.
const PLACEHOLDER: &str = "not known";

/// A state that was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The graph and the default database's name; none in the document of a console.
    pub dbms: Option<(SystemGraph, Text)>,
    /// The Aura console, if there is one.
    pub console: Option<Console>,
}

impl Loaded {
    /// The graph and the default database's name, those of a fresh DBMS where nothing is said of it.
    #[must_use]
    pub fn into_dbms(self) -> (SystemGraph, Text) {
        // Nobody has logged in there, so nobody has to change the first password.
        let config = || Config { initial_password_change_required: false, ..Config::default() };
        self.dbms.unwrap_or_else(|| Dbms::new(config()).into_graph())
    }
}

/// Why a text is no state.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It is no JSON document of a state.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// The document says what cannot be.
    #[error(transparent)]
    State(#[from] StateError),
    /// The console in the document cannot be.
    #[error(transparent)]
    Console(#[from] WholeError),
    /// The script is in another form than this program writes.
    #[error("This dump has another form than 1, which can be read.")]
    Version,
    /// The script's head is damaged.
    #[error("line {line}: {message}")]
    Head {
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A statement failed.
    #[error("line {line}: {error}")]
    Statement {
        /// Where it begins, counted from 1.
        line: usize,
        /// Why.
        error: Box<Error>,
    },
    /// The script cannot be cut into statements, or holds what a dump does not.
    #[error("{0}")]
    Script(String),
}

/// Whether a text looks like a state: JSON, or a script that was dumped.
#[must_use]
pub fn is_dump(text: &str) -> bool {
    is_json(text) || text.starts_with(FIRST_WORDS)
}

fn is_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

/// Whether a JSON text is the document of a console only: it has the API's names instead of a format.
fn is_console(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Head {
        #[serde(rename = "organizations")]
        _organizations: IgnoredAny,
        #[serde(rename = "projects")]
        _projects: IgnoredAny,
    }
    serde_json::from_str::<Head>(text).is_ok()
}

/// Reads a state from JSON or from a script that was dumped. Passwords that a script leaves open may
/// be given as parameters. Whether invites have expired is told by `now`.
///
/// # Errors
/// What does not fit, and where.
pub fn load(text: &str, params: &Params, now: Timestamp) -> Result<Loaded, LoadError> {
    if !is_json(text) {
        return replay(text, params, now);
    }
    let text = text.trim_start_matches('\u{feff}');
    match read_json(text) {
        Ok((state, console)) => Ok(Loaded {
            dbms: Some((state.build()?, state.default_database)),
            console: console.map(|console| console.build(now)).transpose()?,
        }),
        Err(JsonError::Foreign) if is_console(text) => {
            Ok(Loaded { dbms: None, console: Some(Console::from_json(text, now)?) })
        }
        Err(error) => Err(error.into()),
    }
}

/// A fresh DBMS of a cluster of these servers, before any of them but the first has joined.
pub(super) fn fresh(config: Config, servers: &[Server]) -> Dbms {
    let declared = |server: &Server| DeclaredServer {
        id: server.id.clone(),
        address: server.address.clone(),
        http_address: server.http_address.clone(),
    };
    let first = servers.iter().position(|server| server.state == ServerState::Enabled);
    let (this, others) = match first.and_then(|at| servers.get(at)) {
        Some(this) => (declared(this), servers.iter().filter(|other| other.id != this.id)),
        None => return Dbms::new(config),
    };
    Dbms::new(Config {
        server_id: this.id,
        address: this.address,
        http_address: this.http_address,
        more_servers: others.map(declared).collect(),
        ..config
    })
}

/// The settings in the comments at the head of a script.
fn head(text: &str) -> Result<Config, LoadError> {
    let mut config = Config {
        auth_enabled: false,
        max_databases: usize::MAX,
        oidc_forwarding_enabled: true,
        version: CypherVersion::Cypher25,
        ..Config::default()
    };
    let mut declared = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if let Some(rest) = line.strip_prefix(FIRST_WORDS) {
            if at == 0 && !rest.starts_with(VERSION) {
                return Err(LoadError::Version);
            }
        } else if let Some(name) = line.strip_prefix(DEFAULT_DATABASE) {
            config.default_database = name.into();
        } else if let Some(server) = line.strip_prefix(SERVER) {
            let mut words = server.split(' ').map(Text::from);
            let (Some(id), Some(address), Some(http_address)) =
                (words.next(), words.next(), words.next())
            else {
                let message = "A server has an id, an address and an HTTP address.".into();
                return Err(LoadError::Head { line: at + 1, message });
            };
            declared.push(DeclaredServer { id, address, http_address });
        } else {
            break;
        }
    }
    let mut declared = declared.into_iter();
    if let Some(this) = declared.next() {
        (config.server_id, config.address, config.http_address) =
            (this.id, this.address, this.http_address);
        config.more_servers = declared.collect();
    }
    Ok(config)
}

/// Replays a script. Nobody acts, so nothing is forbidden, and nobody is in the way.
fn replay(text: &str, params: &Params, now: Timestamp) -> Result<Loaded, LoadError> {
    let mut dbms = Dbms::new(head(text)?);
    let session = Session::default();
    let mut console = Replay::new(text, now);
    let mut params = params.clone();
    let mut unknown: Vec<String> = Vec::new();
    for item in Items::new(text.as_bytes()) {
        let item = item.map_err(|error| LoadError::Script(error.to_string()))?;
        if item.kind == ItemKind::ColonCommand {
            // Who acts, and whether that is checked, makes no difference here.
            if item.text.starts_with(":auth ") || item.text.starts_with(":login ") {
                continue;
            }
            let message = format!("line {}: A dump has no command {}.", item.line, item.text);
            return Err(LoadError::Script(message));
        }
        loop {
            let Err(error) = session.run(&mut dbms, &item.text, &params) else { break };
            let Err(error) = console.run(&item.text, &params, error) else { break };
            match missing_password(&error) {
                Some(name) if !unknown.contains(&name) => {
                    params.insert(name.as_str().into(), Value::from(PLACEHOLDER));
                    unknown.push(name);
                }
                _ => return Err(LoadError::Statement { line: item.line, error: error.into() }),
            }
        }
    }
    let (mut graph, default_database) = dbms.into_graph();
    if !unknown.is_empty() {
        forget(&mut graph, &unknown);
    }
    Ok(Loaded { dbms: Some((graph, default_database)), console: console.end() })
}

/// The parameter for a password that was left out.
fn missing_password(error: &Error) -> Option<String> {
    let ErrorKind::Parameter(error) = &error.kind else { return None };
    let ParameterError::Missing { name, .. } = &**error else { return None };
    let is_password =
        name.starts_with(&parameter_of_user("")) || name.starts_with(&parameter_of_alias(""));
    is_password.then(|| name.clone())
}

/// Takes the placeholders away that stood for passwords.
fn forget(graph: &mut SystemGraph, unknown: &[String]) {
    let mut changes = Vec::new();
    for (user, content) in graph.users() {
        let parameter = parameter_of_user(graph.text(content.name));
        if let Some(native) = content.native.as_ref().filter(|_| unknown.contains(&parameter)) {
            let (credential, change_required) = (Credential::unusable(), native.change_required);
            let native = Some(Box::new(NativeAuth { credential, change_required }));
            changes.push(Change::PasswordSet { user, native });
        }
    }
    for (name, content) in graph.aliases() {
        let mut alias = content.clone();
        if let AliasTarget::Remote(remote) = &mut alias.target
            && let Some((_, password)) = &mut remote.login
            && unknown.contains(&parameter_of_alias(graph.text(name)))
        {
            *password = Secret::new(String::new());
            changes.push(Change::AliasAltered { name, alias: Box::new(alias) });
        }
    }
    for change in changes {
        let _ = graph.apply(change);
    }
}
