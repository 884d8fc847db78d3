//! Errors about sharded databases and their shards.

use super::entity_error::chain;
use super::gql;
use super::{Code, GqlStatus};

/// What can be wrong with a command on a sharded database or a shard.
///
/// UNKNOWN: Neo4j's own messages; those of the documented statuses are given.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
pub enum ShardError {
    /// The command does not take a shard, only the database it is part of.
    #[error(
        "{action} is not allowed with a shard target. Connect to `{database}` in order to read or write data from `{shard}`."
    )]
    Target {
        /// The command's words.
        action: &'static str,
        /// The database.
        database: String,
        /// The shard.
        shard: String,
    },
    /// `OR REPLACE` of a sharded database.
    #[error(
        "The database identified by `{name}` is sharded. Drop the database `{name}` before recreating."
    )]
    Replace {
        /// The database.
        name: String,
    },
    /// The name of a shard is taken.
    #[error(
        "Failed to create the specified database '{name}': Part of database '{shard}' name or alias already exists."
    )]
    Exists {
        /// The new database.
        name: String,
        /// The shard.
        shard: String,
    },
    /// Too few or too many replicas.
    #[error(
        "Invalid database shard topology. The number of property shard replicas {count} needs to be at least 1 and may not exceed {upper}."
    )]
    Replicas {
        /// The number asked for.
        count: u64,
        /// The highest number.
        upper: u64,
    },
    /// Something that sharded databases do not have.
    #[error("Feature: {feature} is not available in a sharded database.")]
    Unsupported {
        /// What.
        feature: &'static str,
    },
}

impl ShardError {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::Exists { .. } => Code("Neo.ClientError.Database.ExistingDatabaseFound"),
            Self::Target { .. }
            | Self::Replace { .. }
            | Self::Replicas { .. }
            | Self::Unsupported { .. } => Code::ARGUMENT,
        }
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        let text = self.to_string();
        match self {
            Self::Target { .. } => vec![gql::shard_target(&text)],
            Self::Replace { .. } => vec![gql::sharded_replaced(&text)],
            Self::Exists { shard, .. } => chain(None, gql::database_exists(shard)),
            Self::Replicas { .. } => vec![gql::topology("51N58", "invalid shard topology", &text)],
            Self::Unsupported { .. } => {
                let condition = "unsupported operation of a sharded database";
                vec![gql::topology("51N71", condition, &text)]
            }
        }
    }
}
