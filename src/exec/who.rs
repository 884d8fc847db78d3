//! Who acts: the session's user, with the roles granted and those that auth rules give.
//!
//! Rules are evaluated anew for every statement, which is a transaction of its own here, so that a
//! changed rule or tag counts from the next statement on.

use super::run::Run;
use crate::access::{Held, HeldRole, Holder};
use crate::ast::{Expr, ExprKind};
use crate::graph::{RoleId, User, UserId};
use crate::query::{AuthContext, evaluate};
use crate::text::Text;
use crate::value::{Map, Value};

/// The auth provider that this DBMS is itself.
const NATIVE: &str = "native";
/// The functions of conditions.
const USER_ATTRIBUTE: &str = "abac.oidc.user_attribute";
const USER_TAGS: &str = "abac.native.user_tags";

/// What conditions may ask about who acts.
struct Facts<'r> {
    claims: &'r Map,
    tags: Vec<&'r str>,
}

impl AuthContext for Facts<'_> {
    fn user_attribute(&self, name: &str) -> Value {
        self.claims.get(name).cloned().unwrap_or_default()
    }

    fn user_tags(&self) -> Value {
        Value::List(self.tags.iter().map(|tag| Value::from(*tag)).collect())
    }
}

impl Run<'_> {
    /// Who acts. A user who was dropped meanwhile holds nothing, a suspended one neither.
    pub(super) fn holder(&self) -> Holder {
        self.user_id().map(|id| self.holder_of(id, self.claims)).unwrap_or_default()
    }

    /// A user whose provider claims this, with the roles granted and those that auth rules give. The
    /// provider speaks of whoever logs in, so that of others no claims are known.
    pub(super) fn holder_of(&self, id: UserId, claims: &Map) -> Holder {
        let Some(user) = self.graph.user(id) else { return Holder::default() };
        let mut holder = self.access.holder(self.graph, id).unwrap_or_default();
        if holder.is_suspended || self.config.abac_providers.is_empty() {
            return holder;
        }
        for (_, rule) in self.graph.auth_rules() {
            if !rule.is_enabled || !self.is_fulfilled(&rule.condition, user, claims) {
                continue;
            }
            let name = Text::from(self.graph.text(rule.name));
            for role in &rule.roles {
                if holder.roles.iter().all(|held| held.role != *role) {
                    holder.roles.push(HeldRole { role: *role, held: Held::AuthRule(name.clone()) });
                }
            }
        }
        holder
    }

    /// The auth rules that may give a user more roles than they hold: they ask for claims, which are not
    /// known.
    pub(super) fn rules_about_claims(&self, holder: &Holder) -> Vec<Text> {
        if holder.is_suspended || !self.has_external_provider() {
            return Vec::new();
        }
        let is_new = |role: &RoleId| holder.roles.iter().all(|held| held.role != *role);
        self.graph
            .auth_rules()
            .filter(|(_, rule)| rule.is_enabled && rule.roles.iter().any(is_new))
            .filter(|(_, rule)| calls(&rule.condition, USER_ATTRIBUTE))
            .map(|(_, rule)| Text::from(self.graph.text(rule.name)))
            .collect()
    }

    /// Whether auth rules are evaluated for users of a provider of tokens.
    fn has_external_provider(&self) -> bool {
        self.config.abac_providers.iter().any(|provider| provider != NATIVE)
    }

    /// Whether a condition is true for the session. False, null, errors and what is no truth value
    /// are not.
    fn is_fulfilled(&self, condition: &Expr, user: &User, claims: &Map) -> bool {
        let providers = &self.config.abac_providers;
        let native = providers.iter().any(|provider| provider == NATIVE);
        let external = self.has_external_provider();
        // A function whose provider is not listed does not exist.
        if (!native && calls(condition, USER_TAGS))
            || (!external && calls(condition, USER_ATTRIBUTE))
        {
            return false;
        }
        let tags = user.tags.iter().map(|tag| self.graph.text(*tag)).collect();
        let facts = Facts { claims, tags };
        let env = self.env().with_auth(&facts);
        evaluate(condition, &env).is_ok_and(|value| value == Value::Boolean(true))
    }
}

/// Whether an expression calls a function.
fn calls(expr: &Expr, function: &str) -> bool {
    let mut found = matches!(&expr.kind, ExprKind::Call(call)
        if call.name.value.eq_ignore_ascii_case(function));
    // No deeper than the parser lets an expression be.
    expr.for_each_part(&mut |part| found = found || calls(part, function));
    found
}
