//! Rules about roles and their privileges.

use super::across::{companions, shadow};
use super::cover::covers;
use super::finding::{Finding, Rule};
use crate::access::{
    Access, Element, Held, Holder, Outcome, Part, Prepared, Request, Shape, Target, decides_nothing,
};
use crate::graph::{Role, RoleId, StoredRow, Symbol, SystemGraph, UserId};
use crate::privilege::{
    Access as Given, Action, ActionFamily, AllOr, BUILT_IN_ROLES, CommandRole, PUBLIC, Reach,
    Segment, command_text,
};
use crate::text::{Text, escape_name};

struct Linter<'a> {
    graph: &'a SystemGraph,
    access: &'a Access,
    findings: Vec<Finding>,
}

pub(super) fn find(graph: &SystemGraph, access: &Access) -> Vec<Finding> {
    let mut linter = Linter { graph, access, findings: Vec::new() };
    for (id, role) in graph.roles() {
        linter.role(id, role);
    }
    linter.findings
}

/// With any of these a holder can get every other privilege.
const ADMIN_EQUIVALENT: &[Action] =
    &[Action::AssignPrivilege, Action::AssignRole, Action::SetPasswords, Action::ExecuteAdmin];

impl Linter<'_> {
    fn role(&mut self, id: RoleId, role: &Role) {
        let name = self.graph.text(role.name);
        if BUILT_IN_ROLES.iter().all(|(built_in, _)| *built_in != name) {
            self.as_such(name, role);
        }
        let rows: Vec<StoredRow> = role.privileges.iter().map(StoredRow::from).collect();
        let companions = companions(self.graph, id, role);
        for row in rows.iter().filter(|row| !is_built_in(name, row)) {
            if row.access == Given::Granted
                && let Some((other, deny)) = shadow(self.graph, &companions, row)
            {
                let deny = self.command(other, &deny, false);
                let why = format!("is taken back by {deny} for everybody who holds the role.");
                self.report(Rule::ShadowedAcrossRoles, name, row, &why);
                continue;
            }
            self.against_others(name, row, &rows);
            if let Some(why) = decides_nothing(self.graph, row) {
                let why = format!("decides nothing: {why}.");
                self.report(Rule::DecidesNothing, name, row, &why);
                continue;
            }
            if row.access == Given::Granted {
                self.grant(id, name, role, row);
            }
        }
    }

    fn as_such(&mut self, name: &str, role: &Role) {
        if role.privileges.is_empty() {
            let message = format!("Role '{name}' has no privileges.");
            let fixes = vec![format!("DROP ROLE {}", escape_name(name))];
            self.findings.push(Finding {
                subject: name.into(),
                rule: Rule::EmptyRole,
                message,
                fixes,
            });
        }
        if role.members.is_empty() && role.auth_rules.is_empty() {
            let message = format!("Nobody holds role '{name}'.");
            let rule = Rule::UnusedRole;
            self.findings.push(Finding { subject: name.into(), rule, message, fixes: vec![] });
        }
    }

    fn command(&self, name: &str, row: &StoredRow, revoke: bool) -> String {
        let named =
            row.map(|symbol| Some(self.graph.text(symbol)), |rule| self.graph.symbols().rule(rule));
        named.map_or_else(String::new, |row| command_text(&row, CommandRole::Role(name), revoke))
    }

    fn report(&mut self, rule: Rule, name: &str, row: &StoredRow, why: &str) {
        let message = format!("{} {why}", self.command(name, row, false));
        let fixes = vec![self.command(name, row, true)];
        self.findings.push(Finding { subject: name.into(), rule, message, fixes });
    }

    /// What other privileges of the same role make of this one.
    fn against_others(&mut self, name: &str, row: &StoredRow, rows: &[StoredRow]) {
        let others = || rows.iter().filter(|other| *other != row);
        if row.access == Given::Granted {
            let deny = others()
                .find(|other| other.access == Given::Denied && covers(self.graph, other, row));
            if let Some(deny) = deny {
                let why = format!("is taken back by {}.", self.command(name, deny, false));
                return self.report(Rule::ShadowedGrant, name, row, &why);
            }
        }
        let larger = others().find(|other| {
            other.access == row.access
                && covers(self.graph, other, row)
                // Of two that contain each other one is enough: the one that is not immutable goes.
                && (!covers(self.graph, row, other) || (other.is_immutable && !row.is_immutable))
        });
        if let Some(larger) = larger {
            let why = format!("is contained in {}.", self.command(name, larger, false));
            self.report(Rule::RedundantPrivilege, name, row, &why);
        }
    }

    fn grant(&mut self, id: RoleId, name: &str, role: &Role, row: &StoredRow) {
        let is_graph = row.action.family() == ActionFamily::Graph;
        let holder =
            Holder::with_roles(self.graph, [(id, Held::Session)], self.access.default_database());
        if is_graph {
            // Together with other roles, or in another home database, a privilege may work.
            let all = |test: &dyn Fn(&Self, &Holder) -> bool| {
                let member = |user: UserId| {
                    let member = self.access.holder(self.graph, user);
                    member.is_none_or(|member| test(self, &member))
                };
                // Nobody is made a member of PUBLIC: everybody is one.
                test(self, &holder)
                    && match name {
                        PUBLIC => self.graph.users().all(|(user, _)| member(user)),
                        _ => role.members.iter().copied().all(member),
                    }
            };
            let place = row.scope.reach();
            if place == Reach::All && !self.has_access(&holder, place) {
                if all(&|linter, holder| !linter.has_access(holder, place)) {
                    let message = format!(
                        "{} reaches only the databases that the role has ACCESS to.",
                        self.command(name, row, false)
                    );
                    let rule = Rule::NoAccess;
                    self.findings.push(Finding {
                        subject: name.into(),
                        rule,
                        message,
                        fixes: vec![],
                    });
                }
            } else if all(&|linter, holder| !linter.has_access(holder, place)) {
                let why = "has no effect: the role has no ACCESS there.";
                self.report(Rule::NoAccess, name, row, why);
            } else if row.action == Action::Read
                && all(&|linter, holder| !linter.can_traverse(holder, row))
            {
                let why = "has no effect: the role cannot TRAVERSE these elements.";
                self.report(Rule::ReadWithoutTraverse, name, row, why);
            }
        }
        let is_all_graphs = row.scope.reach() == Reach::All;
        if is_graph && (name == PUBLIC || (is_all_graphs && row.action == Action::GraphActions)) {
            let why = if name == PUBLIC { "is for every user." } else { "covers all data." };
            self.report(Rule::TooBroad, name, row, why);
        }
        let is_any = matches!(
            (row.action, row.segment),
            (
                Action::Impersonate | Action::ExecuteBoostedProcedure,
                Segment::User(AllOr::All) | Segment::Procedure(AllOr::All)
            )
        );
        if is_any || ADMIN_EQUIVALENT.iter().any(|action| row.action.satisfies(*action)) {
            let why = "lets its holder get every other privilege.";
            self.report(Rule::AdminEquivalent, name, row, why);
        }
    }

    fn has_access(&self, holder: &Holder, place: Reach<Symbol>) -> bool {
        self.access.permission(self.graph, holder, Action::Access, place).is_granted()
    }

    /// Whether what a READ is about can be found; rules depend on properties and count as found.
    fn can_traverse(&self, holder: &Holder, row: &StoredRow) -> bool {
        let text = |of| match of {
            AllOr::All => AllOr::All,
            AllOr::One(symbol) => AllOr::One(vec![Text::from(self.graph.text(symbol))]),
        };
        let element = match row.segment {
            Segment::Node(of) => Element::Node(Shape { labels: text(of), properties: None }),
            Segment::Relationship(of) => {
                Element::Relationship(Shape { labels: text(of), properties: None }, None)
            }
            _ => return true,
        };
        let graph = match row.scope.reach() {
            Reach::All => Reach::All,
            Reach::Home => Reach::Home,
            Reach::Named(name) => Reach::Named(Text::from(self.graph.text(name))),
        };
        // READ on all elements works as soon as some can be found.
        if matches!(row.segment, Segment::Node(AllOr::All) | Segment::Relationship(AllOr::All)) {
            return self.traverses_any(holder);
        }
        let target = Target::Graph { graph, element: Some(element), part: Part::Whole };
        let request = Request { action: Action::Traverse, target };
        let prepared = Prepared::new(self.graph, &request);
        self.access.outcome(self.graph, holder, &prepared) == Outcome::Allowed
    }

    fn traverses_any(&self, holder: &Holder) -> bool {
        holder.roles.iter().filter_map(|held| self.graph.role(held.role)).any(|role| {
            role.privileges
                .iter()
                .map(StoredRow::from)
                .any(|row| row.access == Given::Granted && row.action.satisfies(Action::Traverse))
        })
    }
}

/// Whether a fresh DBMS has this row.
fn is_built_in(role: &str, row: &StoredRow) -> bool {
    let rows = BUILT_IN_ROLES.iter().find(|(name, _)| *name == role).map(|(_, rows)| *rows);
    rows.into_iter().flatten().copied().flatten().any(|built_in| {
        // Built-in rows name nothing, so rows without names are compared.
        let mut none = |_: &str| None;
        let stored: Option<StoredRow> = built_in.map(&mut none, |_| None);
        stored.as_ref() == Some(row)
    })
}
