//! The questions that privileges can tell apart, each written as the privilege that would answer it.
//!
//! `*` in a question stands for whatever none of the privileges names.

use super::places::Places;
use crate::privilege::{Access, Action, ActionFamily, AllOr, Reach, Resource, Scope, Segment};
use crate::text::Text;
use crate::tools::state::{Row, RowSegment};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// All questions about these databases and the DBMS, given the privileges that may answer them.
///
/// `changed` are those that come or go, where nothing else changes: then elements that none of them is
/// about are not asked about.
pub(super) fn all(rows: &[&Row], changed: Option<&[&Row]>, places: &Places) -> Vec<Row> {
    let mut questions = Vec::new();
    for database in places.names() {
        let touched = changed.map(|changed| {
            Touched::by(changed.iter().copied().filter(|row| is_about(row, database)))
        });
        let here: Vec<&Row> = rows
            .iter()
            .copied()
            .filter(|row| is_about(row, database))
            .filter(|row| touched.as_ref().is_none_or(|touched| touched.has(row)))
            .collect();
        if places.can_be_asked(database, Action::Traverse) {
            in_graph(&here, database, &mut questions);
        }
        on_database(&here, database, places, &mut questions);
    }
    on_dbms(rows, &mut questions);
    loading(rows, &mut questions);
    questions
}

fn is_about(row: &Row, database: &Text) -> bool {
    match &row.scope {
        Scope::Graph(Reach::Named(name)) | Scope::Database(Reach::Named(name)) => name == database,
        Scope::Graph(_) | Scope::Database(_) => true,
        Scope::Dbms | Scope::Load => false,
    }
}

/// The labels and types that changed privileges are about.
struct Touched {
    /// Something that concerns all of them.
    all: bool,
    labels: HashSet<Text>,
}

impl Touched {
    fn by<'r>(changed: impl Iterator<Item = &'r Row>) -> Self {
        let mut touched = Self { all: false, labels: HashSet::new() };
        for row in changed {
            match &row.segment {
                Segment::Node(AllOr::One(label)) | Segment::Relationship(AllOr::One(label)) => {
                    touched.labels.insert(label.clone());
                }
                Segment::Pattern(rule) if !rule.labels().is_empty() => {
                    touched.labels.extend(rule.labels().iter().cloned());
                }
                // Without ACCESS nothing is seen.
                Segment::Database => touched.all |= row.action.satisfies(Action::Access),
                Segment::User(_) => {}
                _ => touched.all = true,
            }
            // All elements of a graph, whatever is written.
            touched.all |= row.action == Action::GraphActions;
        }
        touched
    }

    /// Whether a privilege tells elements apart that are to be asked about.
    fn has(&self, row: &Row) -> bool {
        match &row.segment {
            _ if self.all => true,
            Segment::Node(AllOr::One(label)) | Segment::Relationship(AllOr::One(label)) => {
                self.labels.contains(label)
            }
            Segment::Pattern(rule) => rule.labels().iter().any(|label| self.labels.contains(label)),
            _ => true,
        }
    }
}

fn question(
    action: Action,
    resource: Resource<Text>,
    scope: Scope<Text>,
    segment: RowSegment,
) -> Row {
    Row { access: Access::Granted, action, resource, scope, segment, is_immutable: false }
}

/// Labels or types, each with the properties that are told apart on it; none is any other.
type Vocabulary = BTreeMap<Option<Text>, BTreeSet<Option<Text>>>;

fn in_graph(rows: &[&Row], database: &Text, questions: &mut Vec<Row>) {
    let (mut nodes, mut relationships) = (Vocabulary::new(), Vocabulary::new());
    let mut labels: BTreeSet<Option<Text>> = BTreeSet::from([None]);
    let scope = || Scope::Graph(Reach::Named(database.clone()));
    for row in rows {
        let property = match &row.resource {
            Resource::Property(name) => Some(name.clone()),
            Resource::Label(name) => {
                labels.insert(Some(name.clone()));
                continue;
            }
            _ => None,
        };
        let name = |of: &AllOr<Text>| match of {
            AllOr::All => None,
            AllOr::One(name) => Some(name.clone()),
        };
        match &row.segment {
            Segment::Node(of) => nodes.entry(name(of)).or_default().insert(property),
            Segment::Relationship(of) => {
                relationships.entry(name(of)).or_default().insert(property)
            }
            Segment::Pattern(rule) => {
                let vocabulary = if rule.is_node { &mut nodes } else { &mut relationships };
                for label in rule.labels() {
                    vocabulary.entry(Some(label.clone())).or_default().insert(property.clone());
                }
                for (action, resource) in
                    [(Action::Traverse, Resource::Graph), (Action::Read, row.resource.clone())]
                {
                    if row.action.satisfies(action)
                        && (action == Action::Traverse || resource != Resource::Graph)
                    {
                        questions.push(question(action, resource, scope(), row.segment.clone()));
                    }
                }
                true
            }
            _ => true,
        };
    }
    for (vocabulary, segment) in [
        (nodes, Segment::Node as fn(AllOr<Text>) -> _),
        (relationships, Segment::Relationship as fn(AllOr<Text>) -> _),
    ] {
        elements(vocabulary, segment, &scope(), questions);
    }
    for action in [Action::SetLabel, Action::RemoveLabel] {
        for label in &labels {
            let resource = label.clone().map_or(Resource::AllLabels, Resource::Label);
            questions.push(question(action, resource, scope(), Segment::Node(AllOr::All)));
        }
    }
}

fn elements(
    mut vocabulary: Vocabulary,
    segment: fn(AllOr<Text>) -> RowSegment,
    scope: &Scope<Text>,
    questions: &mut Vec<Row>,
) {
    let everywhere = vocabulary.entry(None).or_default();
    everywhere.insert(None);
    let everywhere = everywhere.clone();
    for (name, properties) in vocabulary {
        let of = name.map_or(AllOr::All, AllOr::One);
        for action in [Action::Traverse, Action::CreateElement, Action::DeleteElement] {
            questions.push(question(action, Resource::Graph, scope.clone(), segment(of.clone())));
        }
        for property in properties.union(&everywhere) {
            let resource = property.clone().map_or(Resource::AllProperties, Resource::Property);
            for action in [Action::Read, Action::SetProperty] {
                let segment = segment(of.clone());
                questions.push(question(action, resource.clone(), scope.clone(), segment));
            }
        }
    }
}

/// Whether an action is asked about: it contains no others, or allows more than these. No server has
/// privileges on secrets yet.
pub(super) fn is_asked_about(action: Action) -> bool {
    let own = [Action::SetAuth, Action::AlterUser, Action::AlterDatabase, Action::ServerManagement];
    (action.parts().is_empty() || own.contains(&action))
        && !Action::SecretsManagement.satisfies(action)
}

fn leaves(family: ActionFamily) -> impl Iterator<Item = Action> {
    let all = Action::ALL.iter().copied().filter(move |action| action.family() == family);
    all.filter(|action| is_asked_about(*action))
}

fn on_database(rows: &[&Row], database: &Text, places: &Places, questions: &mut Vec<Row>) {
    let scope = || Scope::Database(Reach::Named(database.clone()));
    let transactions = [Action::ShowTransaction, Action::TerminateTransaction];
    for action in leaves(ActionFamily::Database).chain(leaves(ActionFamily::DbmsOrDatabase)) {
        if !transactions.contains(&action) && places.can_be_asked(database, action) {
            questions.push(question(action, Resource::Database, scope(), Segment::Database));
        }
    }
    let users = names(rows, |segment| match segment {
        Segment::User(of) => Some(of),
        _ => None,
    });
    for action in transactions {
        for user in &users {
            let segment = Segment::User(user.clone());
            questions.push(question(action, Resource::Database, scope(), segment));
        }
    }
}

/// The names that occur in a kind of segment, and any other.
fn names(rows: &[&Row], of: fn(&RowSegment) -> Option<&AllOr<Text>>) -> Vec<AllOr<Text>> {
    let named: BTreeSet<AllOr<Text>> =
        rows.iter().filter_map(|row| of(&row.segment)).cloned().collect();
    let mut names = vec![AllOr::All];
    names.extend(named.into_iter().filter(|name| *name != AllOr::All));
    names
}

fn on_dbms(rows: &[&Row], questions: &mut Vec<Row>) {
    let rows: Vec<&Row> = rows.iter().copied().filter(|row| row.scope == Scope::Dbms).collect();
    let procedures = names(&rows, |segment| match segment {
        Segment::Procedure(of) => Some(of),
        _ => None,
    });
    let functions = names(&rows, |segment| match segment {
        Segment::Function(of) => Some(of),
        _ => None,
    });
    let settings = names(&rows, |segment| match segment {
        Segment::Setting(of) => Some(of),
        _ => None,
    });
    let users = names(&rows, |segment| match segment {
        Segment::User(of) => Some(of),
        _ => None,
    });
    for action in leaves(ActionFamily::Dbms).chain(leaves(ActionFamily::DbmsOrDatabase)) {
        let segments: Vec<_> = match action {
            Action::ExecuteProcedure | Action::ExecuteBoostedProcedure => {
                procedures.iter().cloned().map(Segment::Procedure).collect()
            }
            Action::ExecuteFunction | Action::ExecuteBoostedFunction => {
                functions.iter().cloned().map(Segment::Function).collect()
            }
            Action::ShowSetting => settings.iter().cloned().map(Segment::Setting).collect(),
            Action::Impersonate => users.iter().cloned().map(Segment::User).collect(),
            _ => vec![Segment::Database],
        };
        for segment in segments {
            questions.push(question(action, Resource::Database, Scope::Dbms, segment));
        }
    }
}

fn loading(rows: &[&Row], questions: &mut Vec<Row>) {
    questions.push(question(Action::Load, Resource::File, Scope::Load, Segment::AllData));
    for row in rows {
        if let Segment::Cidr(_) = row.segment {
            let segment = row.segment.clone();
            questions.push(question(Action::LoadCidr, Resource::File, Scope::Load, segment));
        }
    }
}
