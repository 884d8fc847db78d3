//! From single answers to as few sentences as say the same.
//!
//! What changes the same as something broader is not said again; where it does not, the narrower is said
//! too, as an exception if need be. What is the same on all databases, for nodes and relationships, or
//! for all parts of a compound is said once.

use super::places::Places;
use super::questions::is_asked_about;
use crate::privilege::{
    Action, ActionFamily, AllOr, CommandRole, Reach, Resource, Scope, Segment, command_text,
};
use crate::text::Text;
use crate::tools::state::{Row, RowSegment, borrowed, order};
use std::collections::{HashMap, HashSet};

type Answers = (bool, bool);

fn is_change((before, after): Answers) -> bool {
    before != after
}

/// Sentences with their answers.
pub(super) fn fold(asked: Vec<(Row, Answers)>, places: &Places) -> Vec<(String, Answers)> {
    let answers: HashMap<Row, Answers> = asked.iter().cloned().collect();
    let mut kept: HashMap<Answers, HashSet<Row>> = HashMap::new();
    for (row, answer) in asked {
        let broader: Vec<Answers> =
            broader(&row).iter().filter_map(|row| answers.get(row)).copied().collect();
        let is_said = !broader.is_empty() && broader.iter().all(|other| *other == answer);
        if !is_said && (is_change(answer) || broader.iter().any(|other| is_change(*other))) {
            kept.entry(answer).or_default().insert(row);
        }
    }
    let mut sentences = Vec::new();
    for (answer, mut rows) in kept {
        everywhere(&mut rows, places);
        compounds(&mut rows);
        let mut rows: Vec<Row> = rows.into_iter().collect();
        rows.sort_by(order);
        sentences.extend(texts(&rows).into_iter().map(|text| (text, answer)));
    }
    sentences
}

/// The questions that are one step broader.
fn broader(row: &Row) -> Vec<Row> {
    let mut all = Vec::new();
    let resource = match &row.resource {
        Resource::Property(_) => Some(Resource::AllProperties),
        Resource::Label(_) => Some(Resource::AllLabels),
        _ => None,
    };
    // What may be done to every database may be done to one.
    let is_either = row.action.family() == ActionFamily::DbmsOrDatabase;
    if is_either && row.scope != Scope::Dbms {
        all.push(Row { scope: Scope::Dbms, ..row.clone() });
    }
    all.extend(resource.map(|resource| Row { resource, ..row.clone() }));
    let segment = match &row.segment {
        Segment::Node(AllOr::One(_)) => Some(Segment::Node(AllOr::All)),
        Segment::Relationship(AllOr::One(_)) => Some(Segment::Relationship(AllOr::All)),
        Segment::Pattern(rule) => {
            let label = rule.labels().first().cloned().map_or(AllOr::All, AllOr::One);
            let segment = if rule.is_node { Segment::Node } else { Segment::Relationship };
            Some(segment(label))
        }
        Segment::User(AllOr::One(_)) => Some(Segment::User(AllOr::All)),
        Segment::Procedure(AllOr::One(_)) => Some(Segment::Procedure(AllOr::All)),
        Segment::Function(AllOr::One(_)) => Some(Segment::Function(AllOr::All)),
        Segment::Setting(AllOr::One(_)) => Some(Segment::Setting(AllOr::All)),
        Segment::Cidr(_) => Some(Segment::AllData),
        _ => None,
    };
    all.extend(segment.map(|segment| {
        let action = if row.action == Action::LoadCidr { Action::Load } else { row.action };
        Row { action, segment, ..row.clone() }
    }));
    all
}

/// What is so on every database becomes what is so on `*`.
fn everywhere(rows: &mut HashSet<Row>, places: &Places) {
    let mut counts: HashMap<Row, usize> = HashMap::new();
    let widened = |row: &Row| {
        let scope = match row.scope {
            Scope::Graph(Reach::Named(_)) => Scope::Graph(Reach::All),
            Scope::Database(Reach::Named(_)) => Scope::Database(Reach::All),
            _ => return None,
        };
        Some(Row { scope, ..row.clone() })
    };
    for row in rows.iter() {
        if let Some(wide) = widened(row) {
            *counts.entry(wide).or_default() += 1;
        }
    }
    counts.retain(|wide, count| *count > 1 && *count == places.count(wide.action));
    rows.retain(|row| widened(row).is_none_or(|wide| !counts.contains_key(&wide)));
    rows.extend(counts.into_keys());
}

/// Compounds on databases and the DBMS, from large to small: the large ones take it all.
const COMPOUNDS: &[Action] = &[
    Action::DbmsActions,
    Action::DatabaseActions,
    Action::UserManagement,
    Action::DatabaseManagement,
    Action::AlterUser,
    Action::SetAuth,
    Action::AlterDatabase,
    Action::CompositeDatabaseManagement,
    Action::ServerManagement,
    Action::RoleManagement,
    Action::UserMetadataManagement,
    Action::AuthRuleManagement,
    Action::AliasManagement,
    Action::PrivilegeManagement,
    Action::Index,
    Action::Constraint,
    Action::Token,
    Action::TransactionManagement,
];

/// Replaces the parts of compounds by the compounds.
fn compounds(rows: &mut HashSet<Row>) {
    let scopes: HashSet<Scope<Text>> = rows.iter().map(|row| row.scope.clone()).collect();
    for scope in scopes {
        if let Scope::Graph(_) = scope {
            graph_compounds(rows, &scope);
            continue;
        }
        for compound in COMPOUNDS {
            let parts: Vec<Row> = compound
                .contained()
                .iter()
                .filter(|part| is_asked_about(*part))
                .map(|part| whole(part, scope.clone()))
                .collect();
            replace(rows, &parts, whole(*compound, scope.clone()));
        }
    }
}

/// The question about all that an action on a database or the DBMS is about.
fn whole(action: Action, scope: Scope<Text>) -> Row {
    let segment = match action {
        Action::ShowTransaction
        | Action::TerminateTransaction
        | Action::TransactionManagement
        | Action::Impersonate => Segment::User(AllOr::All),
        Action::ExecuteProcedure | Action::ExecuteBoostedProcedure => {
            Segment::Procedure(AllOr::All)
        }
        Action::ExecuteFunction | Action::ExecuteBoostedFunction => Segment::Function(AllOr::All),
        Action::ShowSetting => Segment::Setting(AllOr::All),
        _ => Segment::Database,
    };
    row(action, Resource::Database, scope, segment)
}

fn row(action: Action, resource: Resource<Text>, scope: Scope<Text>, segment: RowSegment) -> Row {
    let access = crate::privilege::Access::Granted;
    Row { access, action, resource, scope, segment, is_immutable: false }
}

/// `MATCH`, `WRITE` and `ALL GRAPH PRIVILEGES`.
fn graph_compounds(rows: &mut HashSet<Row>, scope: &Scope<Text>) {
    let segments: HashSet<_> =
        rows.iter().filter(|row| row.scope == *scope).map(|row| row.segment.clone()).collect();
    for segment in segments {
        let of = |action, resource| row(action, resource, scope.clone(), segment.clone());
        let parts =
            [of(Action::Traverse, Resource::Graph), of(Action::Read, Resource::AllProperties)];
        replace(rows, &parts, of(Action::Match, Resource::AllProperties));
    }
    let kinds = [Segment::Node(AllOr::All), Segment::Relationship(AllOr::All)];
    let of = |action, resource, segment| row(action, resource, scope.clone(), segment);
    let mut writing = Vec::new();
    for kind in &kinds {
        writing.push(of(Action::CreateElement, Resource::Graph, kind.clone()));
        writing.push(of(Action::DeleteElement, Resource::Graph, kind.clone()));
        writing.push(of(Action::SetProperty, Resource::AllProperties, kind.clone()));
    }
    for action in [Action::SetLabel, Action::RemoveLabel] {
        writing.push(of(action, Resource::AllLabels, Segment::Node(AllOr::All)));
    }
    let write = of(Action::Write, Resource::Graph, Segment::Node(AllOr::All));
    replace(rows, &writing, write.clone());
    let [nodes, relationships] = kinds.map(|kind| of(Action::Match, Resource::AllProperties, kind));
    let all = of(Action::GraphActions, Resource::Graph, Segment::Database);
    replace(rows, &[nodes, relationships, write], all);
}

fn replace(rows: &mut HashSet<Row>, parts: &[Row], whole: Row) {
    if parts.iter().all(|part| rows.contains(part)) {
        for part in parts {
            rows.remove(part);
        }
        rows.insert(whole);
    }
}

/// The questions as text, nodes and relationships together where both are there.
fn texts(rows: &[Row]) -> Vec<String> {
    let all: HashSet<&Row> = rows.iter().collect();
    let twin = |row: &Row| match row.segment {
        Segment::Node(AllOr::All) => {
            Some(Row { segment: Segment::Relationship(AllOr::All), ..row.clone() })
        }
        Segment::Relationship(AllOr::All) => {
            Some(Row { segment: Segment::Node(AllOr::All), ..row.clone() })
        }
        _ => None,
    };
    let mut texts = Vec::new();
    for row in rows {
        let has_twin = twin(row).is_some_and(|twin| all.contains(&twin));
        if has_twin && matches!(row.segment, Segment::Relationship(_)) {
            continue;
        }
        let command = command_text(&borrowed(row), CommandRole::Parameter, false);
        let text = command.strip_prefix("GRANT ").unwrap_or(&command);
        let text = text.strip_suffix(" TO $role").unwrap_or(text);
        texts.push(match text.strip_suffix(" NODE *").filter(|_| has_twin) {
            Some(start) => format!("{start} ELEMENTS *"),
            None => text.to_owned(),
        });
    }
    texts
}
