//! Role and auth rule commands.

use super::{Quotes, create, if_exists, if_not_exists, list};
use crate::ast::{AssignRole, AuthRuleSetItem, AuthRuleVerb, CreateRole, Grantee, SetAuthRule};
use std::fmt::{Display, Formatter, Result};

impl Display for CreateRole {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let immutable = if self.immutable { "IMMUTABLE " } else { "" };
        let (create, exists) = (create(self.if_exists), if_not_exists(self.if_exists));
        write!(f, "{create}{immutable}ROLE {}{exists}", self.name)?;
        match &self.copy_of {
            Some(other) => write!(f, " AS COPY OF {other}"),
            None => Ok(()),
        }
    }
}

impl Display for AssignRole {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(if self.revoke { "REVOKE " } else { "GRANT " })?;
        f.write_str(if self.roles.len() > 1 { "ROLES " } else { "ROLE " })?;
        list(f, &self.roles)?;
        f.write_str(if self.revoke { " FROM " } else { " TO " })?;
        if self.grantee == Grantee::AuthRule {
            f.write_str(if self.to.len() > 1 { "AUTH RULES " } else { "AUTH RULE " })?;
        }
        list(f, &self.to)
    }
}

impl Display for SetAuthRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.verb {
            AuthRuleVerb::Create(exists) => {
                write!(f, "{}AUTH RULE {}{}", create(exists), self.name, if_not_exists(exists))?;
            }
            AuthRuleVerb::Alter { if_exists: exists } => {
                write!(f, "ALTER AUTH RULE {}{}", self.name, if_exists(exists))?;
            }
        }
        for clause in &self.set {
            match &clause.item {
                AuthRuleSetItem::Condition(expr) => {
                    write!(f, " SET CONDITION {}", expr.to_text(Quotes::Single))?
                }
                AuthRuleSetItem::Enabled(enabled) => write!(f, " SET ENABLED {enabled}")?,
            }
        }
        Ok(())
    }
}
