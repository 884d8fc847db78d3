//! What a golden script arranges before it runs statements: settings, servers of a cluster, what an
//! external provider says of the user. On a server all that is configured where no statement reaches.

use super::{DeclaredServer, Edition};
use crate::status::{Error, SessionError};
use crate::text::Text;
use crate::value::{Map, Value};

/// One thing to arrange.
#[derive(Debug, Clone, PartialEq)]
pub enum Arrangement {
    /// The value of a setting, by its name in `neo4j.conf`.
    Setting(Text, Value),
    /// A new DBMS on that many servers, all but the first of which wait to be enabled.
    Servers(usize),
    /// The claims of the session's user: what an external provider says.
    Claims(Map),
    /// A new DBMS of an edition.
    Edition(Edition),
}

/// The most servers that can be asked for.
const MOST_SERVERS: usize = 20;

/// The servers beside the first of a cluster of `all`, by name `server2`, `server3` …
///
/// # Errors
/// Where there would be none, or too many.
pub(super) fn more_servers(all: usize) -> Result<Vec<DeclaredServer>, Error> {
    if !(1..=MOST_SERVERS).contains(&all) {
        return Err(SessionError::ClusterSize { most: MOST_SERVERS }.into());
    }
    let server = |number| DeclaredServer {
        id: format!("00000000-0000-4000-8000-{number:012}").into(),
        address: format!("server{number}:7687").into(),
        http_address: format!("server{number}:7474").into(),
    };
    Ok((2..=all).map(server).collect())
}

/// The value of a setting as `neo4j.conf` has it; none for what no setting can be.
pub(super) fn setting_text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => String::new(),
        Value::Boolean(_) | Value::Integer(_) | Value::Float(_) => value.to_string(),
        Value::String(text) => text.to_string(),
        Value::List(elements) => {
            let texts: Option<Vec<String>> = elements.iter().map(setting_text).collect();
            texts?.join(",")
        }
        _ => return None,
    })
}
