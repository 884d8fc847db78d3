//! Who holds which role with which privileges, as a picture.

use super::picture::{Arrow, Box, Line, Picture, Shape, Tone};
use crate::graph::{AuthRule, Role, RoleId, StoredRow, SystemGraph, User, UserId};
use crate::privilege::{Access, BUILT_IN_ROLES, CommandRole, PUBLIC, command_text};
use crate::status::{AccessError, Named};
use std::collections::{BTreeMap, BTreeSet};

/// Draws users and auth rules on the left, roles with their privileges on the right, and between them
/// who holds what.
///
/// With names, only these users or roles and what belongs to them; without, everybody and every role,
/// apart from built-in roles that nobody holds. `PUBLIC` has no arrows: every user holds it.
///
/// # Errors
/// A user or role that does not exist.
pub fn holders(
    graph: &SystemGraph,
    users: &[String],
    roles: &[String],
) -> Result<Picture, AccessError> {
    let found_users = find(users, Named::User, |name| graph.user_named(name).map(|it| it.0))?;
    let found_roles = find(roles, Named::Role, |name| graph.role_named(name).map(|it| it.0))?;
    let chosen = Chosen { graph, users: found_users, roles: found_roles };
    Ok(chosen.draw())
}

fn find<I: Ord>(
    names: &[String],
    what: Named,
    id: impl Fn(&str) -> Option<I>,
) -> Result<BTreeSet<I>, AccessError> {
    let missing = |name: &String| AccessError::Unknown { what, name: name.clone() };
    names.iter().map(|name| id(name).ok_or_else(|| missing(name))).collect()
}

/// The users and roles asked for; none of both for all.
struct Chosen<'g> {
    graph: &'g SystemGraph,
    users: BTreeSet<UserId>,
    roles: BTreeSet<RoleId>,
}

impl<'g> Chosen<'g> {
    fn draw(&self) -> Picture {
        let mut picture = Picture::default();
        let users = self.shown_users();
        let rules = self.shown_rules();
        let roles = self.shown_roles();
        let first = users.len() + rules.len();
        let places: BTreeMap<RoleId, usize> =
            roles.iter().enumerate().map(|(at, (id, _))| (*id, first + at)).collect();
        let mut arrows = Vec::new();
        let mut arrow = |from: usize, role: &RoleId, tone| {
            if let Some(to) = places.get(role) {
                arrows.push(Arrow { from, to: *to, label: Vec::new(), tone });
            }
        };
        for user in users {
            let from = picture.boxes.len();
            let tone = if user.is_suspended { Tone::Faint } else { Tone::Plain };
            user.roles.iter().for_each(|role| arrow(from, role, tone));
            picture.boxes.push(self.user_box(user));
        }
        for rule in rules {
            let from = picture.boxes.len();
            let tone = if rule.is_enabled { Tone::Plain } else { Tone::Faint };
            rule.roles.iter().for_each(|role| arrow(from, role, tone));
            picture.boxes.push(self.rule_box(rule));
        }
        picture.boxes.extend(roles.iter().map(|(_, role)| self.role_box(role)));
        arrows.sort_by_key(|arrow| (arrow.from, arrow.to));
        picture.arrows = arrows;
        picture
    }

    /// In order of their names.
    fn shown_users(&self) -> Vec<&'g User> {
        let is_shown = |id: &UserId, user: &User| match (&self.users, &self.roles) {
            (users, _) if !users.is_empty() => users.contains(id),
            (_, roles) if !roles.is_empty() => !user.roles.is_disjoint(roles),
            _ => true,
        };
        let mut shown: Vec<_> =
            self.graph.users().filter(|(id, user)| is_shown(id, user)).map(|it| it.1).collect();
        shown.sort_by_key(|user| self.graph.text(user.name));
        shown
    }

    /// Auth rules give their roles to whoever fulfils them: they belong to no user.
    fn shown_rules(&self) -> Vec<&'g AuthRule> {
        let is_shown = |rule: &AuthRule| {
            self.users.is_empty()
                && (self.roles.is_empty() || rule.roles.iter().any(|it| self.roles.contains(it)))
        };
        let mut shown: Vec<_> =
            self.graph.auth_rules().map(|it| it.1).filter(|rule| is_shown(rule)).collect();
        shown.sort_by_key(|rule| self.graph.text(rule.name));
        shown
    }

    fn shown_roles(&self) -> Vec<(RoleId, &'g Role)> {
        let is_shown = |id: &RoleId, role: &Role| {
            let name = self.graph.text(role.name);
            let is_held = !role.members.is_empty() || !role.auth_rules.is_empty();
            let is_built_in = BUILT_IN_ROLES.iter().any(|(built_in, _)| *built_in == name);
            match (&self.users, &self.roles) {
                (_, roles) if !roles.is_empty() => roles.contains(id),
                (users, _) if !users.is_empty() => {
                    name == PUBLIC || !role.members.is_disjoint(users)
                }
                _ => name == PUBLIC || is_held || !is_built_in,
            }
        };
        let mut shown: Vec<_> =
            self.graph.roles().filter(|(id, role)| is_shown(id, role)).collect();
        shown.sort_by_key(|(_, role)| self.graph.text(role.name));
        shown
    }

    fn user_box(&self, user: &User) -> Box {
        let mut lines = Vec::new();
        if let Some(home) = user.home {
            lines.push(line(format!("home: {}", self.graph.text(home)), Tone::Plain));
        }
        if user.is_suspended {
            lines.push(line("suspended".to_owned(), Tone::Bad));
        }
        let tone = if user.is_suspended { Tone::Faint } else { Tone::Plain };
        let title = self.graph.text(user.name).to_owned();
        Box { title, lines, shape: Shape::Round, tone, column: 0 }
    }

    fn rule_box(&self, rule: &AuthRule) -> Box {
        let mut lines = vec![line(rule.condition.to_string(), Tone::Plain)];
        if !rule.is_enabled {
            lines.push(line("disabled".to_owned(), Tone::Bad));
        }
        let tone = if rule.is_enabled { Tone::Plain } else { Tone::Faint };
        let title = format!("auth rule {}", self.graph.text(rule.name));
        Box { title, lines, shape: Shape::Square, tone, column: 0 }
    }

    fn role_box(&self, role: &Role) -> Box {
        let name = self.graph.text(role.name);
        let mut lines = Vec::new();
        if name == PUBLIC {
            lines.push(line("held by every user".to_owned(), Tone::Plain));
        }
        if role.is_immutable {
            lines.push(line("immutable".to_owned(), Tone::Plain));
        }
        let mut privileges: BTreeSet<(String, bool)> = BTreeSet::new();
        for key in role.privileges.iter() {
            let Some(row) = self.graph.named_row(key) else { continue };
            let command = command_text(&row, CommandRole::Parameter, false);
            let text = command.strip_suffix(" TO $role").unwrap_or(&command).to_owned();
            privileges.insert((text, StoredRow::from(key).access == Access::Denied));
        }
        lines.extend(
            privileges.into_iter().map(|(text, is_denied)| {
                line(text, if is_denied { Tone::Bad } else { Tone::Good })
            }),
        );
        Box { title: name.to_owned(), lines, shape: Shape::Square, tone: Tone::Plain, column: 1 }
    }
}

fn line(text: String, tone: Tone) -> Line {
    Line { text, tone }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exec::{Engine, Local, Params};

    fn drawn(users: &[&str], roles: &[&str]) -> Vec<String> {
        let mut engine = Local::default();
        for statement in [
            "CREATE ROLE a",
            "CREATE ROLE b",
            "CREATE USER u SET PASSWORD 'change-me-1' SET HOME DATABASE x",
            "CREATE USER v SET PASSWORD 'change-me-1' SET STATUS SUSPENDED",
            "GRANT ROLE a, b TO u",
            "GRANT ROLE b TO v",
            "GRANT READ {p} ON GRAPH neo4j NODES A TO a",
            "DENY TRAVERSE ON GRAPH neo4j NODES A TO a",
            "CREATE AUTH RULE r SET CONDITION abac.oidc.user_attribute('k') = 1",
            "GRANT ROLE b TO AUTH RULE r",
        ] {
            engine.run(statement, &Params::default()).unwrap();
        }
        let names = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let (graph, _) = engine.state().unwrap();
        let picture = holders(graph, &names(users), &names(roles)).unwrap();
        let title = |at: usize| picture.boxes[at].title.as_str();
        let boxes = picture.boxes.iter().filter(|it| it.title != "admin").map(|it| {
            let lines: Vec<_> = it.lines.iter().map(|line| line.text.as_str()).collect();
            format!("{} [{}]", it.title, lines.join("; "))
        });
        let arrows =
            picture.arrows.iter().map(|it| format!("{}->{}", title(it.from), title(it.to)));
        boxes.chain(arrows).collect()
    }

    const A: &str =
        "a [DENY TRAVERSE ON GRAPH `neo4j` NODE A; GRANT READ {p} ON GRAPH `neo4j` NODE A]";

    #[test]
    fn everybody_and_every_role_that_is_held_or_was_made() {
        let all = drawn(&[], &[]);
        let without_public: Vec<_> = all.iter().filter(|it| !it.starts_with("PUBLIC")).collect();
        assert_eq!(
            without_public,
            [
                "neo4j []",
                "u [home: x]",
                "v [suspended]",
                "auth rule r [abac.oidc.user_attribute(\"k\") = 1]",
                A,
                "b []",
                "neo4j->admin",
                "u->a",
                "u->b",
                "v->b",
                "auth rule r->b",
            ]
        );
        assert_eq!(all, drawn(&[], &[]));
    }

    #[test]
    fn only_what_belongs_to_the_users_or_roles_asked_for() {
        let of_v: Vec<_> =
            drawn(&["v"], &[]).into_iter().filter(|it| !it.starts_with("PUBLIC")).collect();
        assert_eq!(of_v, ["v [suspended]", "b []", "v->b"]);
        assert_eq!(drawn(&[], &["a"]), ["u [home: x]", A, "u->a"]);
        let of_b = drawn(&[], &["b"]);
        assert_eq!(of_b.iter().filter(|it| it.contains("auth rule r")).count(), 2, "{of_b:?}");
        assert_eq!(drawn(&["u"], &["b"]), ["u [home: x]", "b []", "u->b"]);
    }

    #[test]
    fn who_does_not_exist_is_not_drawn() {
        let graph = SystemGraph::default();
        let error = holders(&graph, &["x".to_owned()], &[]).unwrap_err();
        assert_eq!(error.to_string(), "User 'x' does not exist.");
        assert_eq!(holders(&graph, &[], &[]).unwrap(), Picture::default());
    }
}
