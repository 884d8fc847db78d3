//! Shards: the parts of a sharded database.
//!
//! A sharded database `foo` has one graph shard, `foo-g000`, and up to 1,000 property shards,
//! `foo-p000` and so on (operations manual, sharded property databases). A shard is no node of its own:
//! it is part of its database, so it cannot outlive it, and privileges cannot name it.

use super::database::Copies;
use super::server::Hosted;
use crate::text::Text;
use jiff::Timestamp;
use std::fmt;

/// Which shard of a database. Displayed as the end of its name: `g000`, `p012`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ShardId {
    /// The one that holds nodes and relationships.
    Graph,
    /// One that holds properties, counted from 0.
    Property(u16),
}

impl fmt::Display for ShardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Graph => f.write_str("g000"),
            Self::Property(number) => write!(f, "p{number:03}"),
        }
    }
}

impl ShardId {
    /// The name of the shard of a database.
    #[must_use]
    pub fn name(self, database: &str) -> String {
        format!("{database}-{self}")
    }

    /// The database and the shard that a name means, if it looks like a shard's name.
    #[must_use]
    pub fn parse(name: &str) -> Option<(&str, Self)> {
        let (database, end) = name.rsplit_once('-')?;
        let id = match end.strip_prefix('p') {
            Some(number) => Self::Property(number.parse().ok()?),
            None => Self::Graph,
        };
        // Only the form that is displayed: `p7` and `p+07` are names like any other.
        (id.to_string() == end).then_some((database, id))
    }
}

/// A shard of a database.
#[derive(Debug, Clone, PartialEq)]
pub struct Shard {
    /// 64 upper-case hexadecimal digits.
    pub id: Text,
    /// Whether it is meant to be online.
    pub is_online: bool,
    /// How many copies were asked for.
    pub copies: Copies,
    /// Where its copies are.
    pub hosts: Vec<Hosted>,
    /// When it was last started.
    pub started: Option<Timestamp>,
    /// When it was last stopped.
    pub stopped: Option<Timestamp>,
}

/// The shards of a database.
#[derive(Debug, Clone, PartialEq)]
pub struct Shards {
    /// The graph shard.
    pub graph: Shard,
    /// The property shards by number, at least one.
    pub property: Vec<Shard>,
}

impl Shards {
    /// Every shard, the graph shard first.
    pub fn iter(&self) -> impl Iterator<Item = (ShardId, &Shard)> {
        let property = (0..).zip(&self.property);
        std::iter::once((ShardId::Graph, &self.graph))
            .chain(property.map(|(number, shard)| (ShardId::Property(number), shard)))
    }

    /// Every shard, to change it.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (ShardId, &mut Shard)> {
        let property = (0..).zip(&mut self.property);
        std::iter::once((ShardId::Graph, &mut self.graph))
            .chain(property.map(|(number, shard)| (ShardId::Property(number), shard)))
    }

    /// A shard.
    #[must_use]
    pub fn get(&self, id: ShardId) -> Option<&Shard> {
        match id {
            ShardId::Graph => Some(&self.graph),
            ShardId::Property(number) => self.property.get(usize::from(number)),
        }
    }

    /// A shard, to change it.
    pub fn get_mut(&mut self, id: ShardId) -> Option<&mut Shard> {
        match id {
            ShardId::Graph => Some(&mut self.graph),
            ShardId::Property(number) => self.property.get_mut(usize::from(number)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_shards_are_read_as_they_are_written() {
        for (database, id) in [
            ("foo", ShardId::Graph),
            ("a-b.c", ShardId::Property(0)),
            ("x", ShardId::Property(999)),
        ] {
            assert_eq!(ShardId::parse(&id.name(database)), Some((database, id)));
        }
        for name in ["foo", "foo-g001", "foo-g", "foo-p7", "foo-p+07", "foo-p0012", "foo-q000", "-"]
        {
            assert_eq!(ShardId::parse(name), None, "{name}");
        }
    }
}
