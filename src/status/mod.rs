//! L1: what a server says beside its rows: errors and notifications, their codes and all wording.
//! Knows neither terminals nor where a message will be shown.
//!
//! Two channels, never mixed: the *server text* (message, code, GQLSTATUS, position) is
//! compatibility data, word for word Neo4j's; *help* is ours.

mod access_error;
mod alias_error;
mod code;
mod console_error;
mod database_error;
mod edition_error;
mod entity_error;
mod error;
mod gql;
mod name;
mod notification;
mod parameter_error;
mod privilege_error;
mod role_error;
mod semantic;
mod semantic_gql;
mod server_error;
mod session_error;
mod setup_error;
mod shard_error;
mod user_error;
mod value_error;

pub use access_error::AccessError;
pub use alias_error::{AliasError, AliasFault, AliasVerb, BadAliasName};
pub use code::Code;
pub use console_error::{ConsoleError, ConsoleErrorClass};
pub use database_error::{DatabaseError, DatabaseVerb, NameFault};
pub use edition_error::EditionError;
pub use entity_error::{EntityError, EntityVerb};
pub use error::{Error, ErrorKind, GqlStatus};
pub use gql::Named;
pub use notification::{
    Category, Effect, Impossible, MinimumSeverity, Notification, NotificationFilter,
    NotificationKind, Severity, TopologyNote,
};
pub use parameter_error::ParameterError;
pub use privilege_error::{AssignVerb, PrivilegeError};
pub use role_error::{RoleError, RoleVerb};
pub use semantic::{PropertyRuleError, SemanticError, TopologyRule};
pub use server_error::{ServerError, ServerVerb};
pub use session_error::SessionError;
pub use setup_error::{Expected, SetupError, SetupVerb};
pub use shard_error::ShardError;
pub use user_error::{UserError, UserVerb};
pub use value_error::{TypeMismatch, ValueError};
