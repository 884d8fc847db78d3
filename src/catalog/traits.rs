//! What is true of an entry, as a set of bits.

use crate::ast::CypherVersion;

/// What is true of a setting, procedure or function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits(pub(super) u16);

pub(super) const ADMIN: u16 = 1;
pub(super) const SYSTEM: u16 = 2;
pub(super) const ENTERPRISE: u16 = 4;
pub(super) const DEPRECATED: u16 = 8;
pub(super) const DEPRECATED_IN_25: u16 = 16;
pub(super) const ONLY_5: u16 = 32;
pub(super) const ONLY_25: u16 = 64;
pub(super) const AGGREGATES: u16 = 128;
pub(super) const DYNAMIC: u16 = 256;

impl Traits {
    pub(super) const fn has(self, bit: u16) -> bool {
        self.0 & bit != 0
    }

    /// Whether only users with admin rights may execute it.
    #[must_use]
    pub const fn is_admin(self) -> bool {
        self.has(ADMIN)
    }

    /// Whether it can be called on the `system` database.
    #[must_use]
    pub const fn works_on_system(self) -> bool {
        self.has(SYSTEM)
    }

    /// Whether only the Enterprise Edition has it.
    #[must_use]
    pub const fn is_enterprise(self) -> bool {
        self.has(ENTERPRISE)
    }

    /// Whether it aggregates.
    #[must_use]
    pub const fn is_aggregating(self) -> bool {
        self.has(AGGREGATES)
    }

    /// Whether it can be changed while the server runs.
    #[must_use]
    pub const fn is_dynamic(self) -> bool {
        self.has(DYNAMIC)
    }

    /// Whether this version of the language has it.
    #[must_use]
    pub fn is_in(self, version: CypherVersion) -> bool {
        !self.has(match version {
            CypherVersion::Cypher5 => ONLY_25,
            CypherVersion::Cypher25 => ONLY_5,
        })
    }

    /// Whether it should no longer be used.
    #[must_use]
    pub fn is_deprecated_in(self, version: CypherVersion) -> bool {
        self.has(DEPRECATED) || (version == CypherVersion::Cypher25 && self.has(DEPRECATED_IN_25))
    }
}
