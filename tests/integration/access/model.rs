//! A plain model of Neo4j's rules, written from their description and for being read: every question
//! looks at every row of every role. It shares the vocabulary with the engine and no helper.

use cypher_admin::access::{Element, Part, Request, Shape, Source, Target};
use cypher_admin::privilege::{
    Access as Given, Action, AllOr, PrivilegeRow, PropertyRule, Reach, Resource, RuleOperator,
    RuleTest, RuleValue, Segment,
};
use cypher_admin::text::Text;
use cypher_admin::value::{Map, Value};
use std::cmp::Ordering;

pub type Row = PrivilegeRow<Text, PropertyRule>;

#[derive(Debug, Clone, Default)]
pub struct Role {
    pub name: Text,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, Default)]
pub struct User {
    pub name: Text,
    pub roles: Vec<Text>,
    pub home: Option<Text>,
    pub is_suspended: bool,
}

#[derive(Debug, Clone, Default)]
pub struct State {
    pub roles: Vec<Role>,
    pub users: Vec<User>,
    /// Composite ones, too.
    pub databases: Vec<Text>,
    pub composites: Vec<Text>,
    /// Name and, for local ones, target.
    pub aliases: Vec<(Text, Option<Text>)>,
    pub default_database: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Yes,
    Elsewhere,
    Invisible,
    Denied,
}

/// What the manual says each compound contains, written out.
fn parts(action: Action) -> Vec<Action> {
    use Action::*;
    let graph_writes = [SetLabel, RemoveLabel, CreateElement, DeleteElement, SetProperty];
    let index = [CreateIndex, DropIndex, ShowIndex];
    let constraint = [CreateConstraint, DropConstraint, ShowConstraint];
    let names = [CreateLabel, CreateReltype, CreatePropertykey];
    let alter_user = [SetUserStatus, SetPasswords, SetAuth, SetUserHomeDatabase];
    let users = [ShowUser, CreateUser, RenameUser, DropUser, ShowUserCredentials, AlterUser];
    let roles = [ShowRole, CreateRole, RenameRole, DropRole, AssignRole, RemoveRole];
    let metadata = [ShowUserMetadata, SetUserMetadata];
    let rules = [ShowAuthRule, CreateAuthRule, RenameAuthRule, AlterAuthRule, DropAuthRule];
    let composite = [CreateCompositeDatabase, DropCompositeDatabase, AlterCompositeDatabase];
    let databases = [CreateDatabase, DropDatabase, AlterDatabase];
    let alter_database = [SetDatabaseAccess, SetDefaultLanguage];
    let aliases = [CreateAlias, DropAlias, AlterAlias, ShowAlias];
    let privileges = [ShowPrivilege, AssignPrivilege, RemovePrivilege];
    let secrets = [ReadSecrets, WriteSecrets, ShowSecrets];
    match action {
        Match => vec![Read, Traverse],
        Merge => vec![Match, Read, Traverse, CreateElement, SetProperty],
        Write => graph_writes.to_vec(),
        GraphActions => [&graph_writes[..], &[Read, Traverse, Match, Merge, Write]].concat(),
        Index => index.to_vec(),
        Constraint => constraint.to_vec(),
        Token => names.to_vec(),
        DatabaseActions => {
            [&index[..], &constraint, &names, &[Access, Index, Constraint, Token]].concat()
        }
        TransactionManagement => vec![ShowTransaction, TerminateTransaction],
        RoleManagement => roles.to_vec(),
        SetAuth => vec![SetPasswords],
        AlterUser => alter_user.to_vec(),
        UserManagement => [&users[..], &alter_user].concat(),
        UserMetadataManagement => metadata.to_vec(),
        AuthRuleManagement => rules.to_vec(),
        AlterDatabase => alter_database.to_vec(),
        CompositeDatabaseManagement => composite.to_vec(),
        DatabaseManagement => {
            let compound = [CompositeDatabaseManagement];
            [&databases[..], &alter_database, &composite, &compound].concat()
        }
        AliasManagement => aliases.to_vec(),
        PrivilegeManagement => privileges.to_vec(),
        ServerManagement => vec![ShowServer],
        SecretsManagement => secrets.to_vec(),
        Load => vec![LoadCidr, LoadUrl],
        DbmsActions => [
            &roles[..],
            &users,
            &alter_user,
            &metadata,
            &rules,
            &databases,
            &alter_database,
            &composite,
            &aliases,
            &privileges,
            &secrets,
            &[RoleManagement, UserManagement, UserMetadataManagement, AuthRuleManagement],
            &[DatabaseManagement, CompositeDatabaseManagement, AliasManagement],
            &[PrivilegeManagement, SecretsManagement, ServerManagement, ShowServer],
            &[ExecuteAdmin, Impersonate, ShowSetting],
            &[ExecuteProcedure, ExecuteBoostedProcedure, ExecuteFunction, ExecuteBoostedFunction],
        ]
        .concat(),
        _ => vec![],
    }
}

fn satisfies(row: Action, wanted: Action) -> bool {
    row == wanted || parts(row).contains(&wanted)
}

/// The single actions somebody must hold to hold `action`.
fn single_actions(action: Action) -> Vec<Action> {
    use Action::*;
    let has_more_than_its_parts =
        |a| matches!(a, SetAuth | AlterUser | AlterDatabase | ServerManagement);
    let mut all = parts(action);
    all.push(action);
    all.retain(|a| parts(*a).is_empty() || has_more_than_its_parts(*a));
    all
}

/// Where data is, by the manual: a composite database has none of its own, nobody queries `system`, and
/// behind a remote alias another DBMS decides.
#[derive(PartialEq)]
enum Place {
    Ordinary,
    System,
    Composite,
    Remote,
}

/// What happens to the data of a database: its graph, its schema and the names in it.
fn is_about_data(action: Action) -> bool {
    use Action::*;
    action != Access && (satisfies(DatabaseActions, action) || satisfies(GraphActions, action))
}

/// What is done to a database by a command.
fn is_administration(action: Action) -> bool {
    use Action::*;
    satisfies(AlterDatabase, action)
        || matches!(action, StartDatabase | StopDatabase | AlterCompositeDatabase)
}

/// How a row relates to a question: does it cover all of it, does it touch any of it?
type Says = (bool, bool);

const BOTH: Says = (true, true);
const NEITHER: Says = (false, false);
const SOME: Says = (false, true);

fn exactly(yes: bool) -> Says {
    (yes, yes)
}

fn both(a: Says, b: Says) -> Says {
    (a.0 && b.0, a.1 && b.1)
}

struct Asker<'a> {
    state: &'a State,
    user: Option<&'a User>,
    rows: Vec<&'a Row>,
    home: Option<Text>,
}

impl State {
    fn resolve(&self, name: &str) -> Option<Text> {
        if let Some(name) = self.databases.iter().find(|database| *database == name) {
            return Some(name.clone());
        }
        let (alias, target) = self.aliases.iter().find(|(alias, _)| alias == name)?;
        match target {
            Some(target) => self.databases.iter().find(|database| *database == target).cloned(),
            None => Some(alias.clone()),
        }
    }

    fn place(&self, name: &str) -> Place {
        let is_remote = |(alias, target): &(Text, Option<Text>)| alias == name && target.is_none();
        if name == "system" {
            Place::System
        } else if self.composites.iter().any(|composite| composite == name) {
            Place::Composite
        } else if self.aliases.iter().any(is_remote) {
            Place::Remote
        } else {
            Place::Ordinary
        }
    }

    pub fn user_may(&self, user: &str, request: &Request) -> Answer {
        let user = self.users.iter().find(|u| u.name == user).unwrap();
        let mut rows = Vec::new();
        if !user.is_suspended {
            for role in &self.roles {
                if role.name == "PUBLIC" || user.roles.contains(&role.name) {
                    rows.extend(&role.rows);
                }
            }
        }
        let home = user.home.as_ref().unwrap_or(&self.default_database);
        let home = self.resolve(home);
        Asker { state: self, user: Some(user), rows, home }.answer(request)
    }
}

impl Asker<'_> {
    fn answer(&self, request: &Request) -> Answer {
        let denied_unless = |yes| if yes { Answer::Yes } else { Answer::Denied };
        if let Target::Graph { graph: Reach::Home, .. }
        | Target::Database(Reach::Home)
        | Target::Transactions(Reach::Home, _) = &request.target
            && self.home.is_none()
        {
            return Answer::Denied;
        }
        match &request.target {
            Target::Graph { graph, element, part } => {
                self.in_graph(request.action, graph, element.as_ref(), part)
            }
            Target::Database(on) => self.on_database(request.action, on),
            Target::Transactions(on, user) => {
                let own = matches!((user, self.user), (AllOr::One(wanted), Some(me)) if *wanted == me.name && !me.is_suspended);
                let user = user.clone();
                denied_unless(
                    own || single_actions(request.action).into_iter().all(|action| {
                        self.has(action, on, |row| match &row.segment {
                            Segment::User(of) => one_of(of, &user, |a, b| a == b),
                            _ => NEITHER,
                        })
                    }),
                )
            }
            Target::Dbms => denied_unless(
                single_actions(request.action).into_iter().all(|action| self.on_dbms(action)),
            ),
            Target::User(user) => {
                denied_unless(self.has(request.action, &Reach::All, |row| match &row.segment {
                    Segment::User(of) => one_of(of, user, |a, b| a == b),
                    Segment::Database => BOTH,
                    _ => NEITHER,
                }))
            }
            Target::Procedure { name, is_admin } => {
                denied_unless(self.procedure(request.action, name, *is_admin))
            }
            Target::Function(name) => {
                let may = |action| {
                    self.has(action, &Reach::All, |row| match &row.segment {
                        Segment::Function(of) => one_of(of, name, glob),
                        Segment::Database => BOTH,
                        _ => NEITHER,
                    })
                };
                // The manual: a built-in function is always executable.
                let is_built_in = matches!(name, AllOr::One(name) if matches!(name.as_str(), "abs" | "toUPPER"))
                    && !self.user.is_some_and(|user| user.is_suspended);
                let may_plain = is_built_in || may(Action::ExecuteFunction);
                let is_plain = request.action == Action::ExecuteFunction;
                // The manual: it has no concept of elevated privileges.
                let may_boosted = |action| !is_built_in && may(action);
                denied_unless(may_plain && (is_plain || may_boosted(request.action)))
            }
            Target::Setting(name) => {
                denied_unless(self.has(request.action, &Reach::All, |row| match &row.segment {
                    Segment::Setting(of) => one_of(of, name, glob),
                    Segment::Database => BOTH,
                    _ => NEITHER,
                }))
            }
            Target::Secret(name) => {
                denied_unless(self.has(request.action, &Reach::All, |row| match &row.segment {
                    Segment::Secret(of) => one_of(of, name, |a, b| a == b),
                    Segment::Database => BOTH,
                    _ => NEITHER,
                }))
            }
            Target::Load(source) => denied_unless(self.may(|row| match &row.segment {
                Segment::AllData => BOTH,
                Segment::Cidr(range) => range_says(range, source),
                _ => NEITHER,
            })),
        }
    }

    /// Deny wins; without a grant it is a no.
    fn may(&self, says: impl Fn(&Row) -> Says) -> bool {
        let granted = self.rows.iter().any(|row| row.access == Given::Granted && says(row).0);
        let denied = self.rows.iter().any(|row| row.access == Given::Denied && says(row).1);
        granted && !denied
    }

    fn has(&self, action: Action, on: &Reach<Text>, says: impl Fn(&Row) -> Says) -> bool {
        self.may(|row| {
            let (asked, action) = (action, exactly(satisfies(row.action, action)));
            let place = self.covers(row.scope.clone().reach(), on, asked);
            both(both(action, place), says(row))
        })
    }

    /// Whether a row for `row` is about the graph or database asked about.
    fn covers(&self, row: Reach<Text>, asked: &Reach<Text>, action: Action) -> Says {
        if *asked == Reach::All {
            // What is said of one database says something about all of them, if it decides anything there.
            let database = match row {
                Reach::All => return BOTH,
                Reach::Home => self.home.clone(),
                Reach::Named(name) => Some(name),
            };
            let decides = match database.map(|name| self.state.place(&name)) {
                None | Some(Place::Ordinary) => true,
                Some(Place::Remote) => !is_about_data(action) && !is_administration(action),
                Some(Place::System | Place::Composite) => !is_about_data(action),
            };
            return if decides { SOME } else { NEITHER };
        }
        let asked = self.named(asked);
        match row {
            Reach::All => BOTH,
            Reach::Home => exactly(asked.is_some() && asked == self.home),
            Reach::Named(name) => exactly(asked == Some(name)),
        }
    }

    /// The one database that is asked about.
    fn named(&self, on: &Reach<Text>) -> Option<Text> {
        match on {
            Reach::All => None,
            Reach::Home => self.home.clone(),
            Reach::Named(name) => self.state.resolve(name),
        }
    }

    fn place(&self, on: &Reach<Text>) -> Place {
        self.named(on).map_or(Place::Ordinary, |name| self.state.place(&name))
    }

    fn access(&self, on: &Reach<Text>) -> bool {
        let is_system = self.place(on) == Place::System;
        let is_suspended = self.user.is_some_and(|user| user.is_suspended);
        (is_system && !is_suspended)
            || self.has(Action::Access, on, |row| exactly(row.segment == Segment::Database))
    }

    fn on_database(&self, action: Action, on: &Reach<Text>) -> Answer {
        use Action::*;
        let singles = single_actions(action);
        let has = |action| self.has(action, on, |row| exactly(row.segment == Segment::Database));
        if singles.iter().any(|single| satisfies(DatabaseActions, *single)) && !self.access(on) {
            return Answer::Denied;
        }
        match self.place(on) {
            Place::Remote if singles.iter().any(|single| is_about_data(*single)) => {
                return Answer::Elsewhere;
            }
            Place::Remote if singles.iter().any(|single| is_administration(*single)) => {
                return Answer::Denied;
            }
            Place::System | Place::Composite if singles.iter().any(|s| is_about_data(*s)) => {
                return Answer::Denied;
            }
            _ => {}
        }
        match singles.into_iter().all(|single| single == Access || has(single)) {
            true => Answer::Yes,
            false => Answer::Denied,
        }
    }

    fn on_dbms(&self, action: Action) -> bool {
        use Action::*;
        self.has(action, &Reach::All, |row| {
            let all_or_some = |of: &AllOr<Text>| if *of == AllOr::All { BOTH } else { SOME };
            match (&row.segment, action) {
                (Segment::Database, _) => BOTH,
                (Segment::Procedure(of), ExecuteProcedure | ExecuteBoostedProcedure)
                | (Segment::Function(of), ExecuteFunction | ExecuteBoostedFunction)
                | (Segment::Setting(of), ShowSetting)
                | (Segment::User(of), Impersonate)
                | (Segment::Secret(of), ReadSecrets) => all_or_some(of),
                _ => NEITHER,
            }
        })
    }

    fn procedure(&self, action: Action, name: &AllOr<Text>, is_admin: bool) -> bool {
        let says = |row: &Row| match &row.segment {
            Segment::Procedure(of) => one_of(of, name, glob),
            Segment::Database => BOTH,
            _ => NEITHER,
        };
        let any = |action, access, test: &dyn Fn(Says) -> bool| {
            self.rows
                .iter()
                .any(|row| row.access == access && satisfies(row.action, action) && test(says(row)))
        };
        let granted = |action| any(action, Given::Granted, &|says| says.0);
        let denied = |action| any(action, Given::Denied, &|says| says.1);
        let (plain, boosted) = (Action::ExecuteProcedure, Action::ExecuteBoostedProcedure);
        if is_admin {
            let no = denied(plain) || denied(boosted) || denied(Action::ExecuteAdmin);
            let yes = (granted(plain) && granted(boosted)) || granted(Action::ExecuteAdmin);
            return yes && !no;
        }
        let may_plain = granted(plain) && !denied(plain);
        may_plain && (action == plain || (granted(boosted) && !denied(boosted)))
    }

    fn in_graph(
        &self,
        action: Action,
        graph: &Reach<Text>,
        element: Option<&Element>,
        part: &Part,
    ) -> Answer {
        use Action::*;
        if !self.access(graph) {
            return Answer::Denied;
        }
        match self.place(graph) {
            Place::System | Place::Composite => return Answer::Denied,
            Place::Remote => return Answer::Elsewhere,
            Place::Ordinary => {}
        }
        let singles = single_actions(action);
        let in_order: Vec<Action> =
            [Traverse, Read, CreateElement, DeleteElement, SetLabel, RemoveLabel, SetProperty]
                .into_iter()
                .filter(|single| singles.contains(single))
                .collect();
        let no = |single| match single {
            Traverse | Read => Answer::Invisible,
            _ => Answer::Denied,
        };
        let Some(element) = element else {
            let anything = Shape { labels: AllOr::All, properties: None };
            for single in in_order {
                let for_nodes = self.element(single, graph, true, &anything, part);
                let for_relationships = matches!(single, SetLabel | RemoveLabel)
                    || self.element(single, graph, false, &anything, part);
                if !for_nodes || !for_relationships {
                    return no(single);
                }
            }
            return Answer::Yes;
        };
        let (is_node, shape) = match element {
            Element::Node(shape) => (true, shape),
            Element::Relationship(shape, _) => (false, shape),
        };
        if in_order != [CreateElement] {
            let mut is_visible = self.element(Traverse, graph, is_node, shape, &Part::Whole);
            if let Element::Relationship(_, Some(ends)) = element {
                is_visible &= self.element(Traverse, graph, true, &ends.0, &Part::Whole);
                is_visible &= self.element(Traverse, graph, true, &ends.1, &Part::Whole);
            }
            if !is_visible {
                return Answer::Invisible;
            }
        }
        for single in in_order.into_iter().filter(|single| *single != Traverse) {
            if !self.element(single, graph, is_node, shape, part) {
                return no(single);
            }
        }
        Answer::Yes
    }

    fn element(
        &self,
        action: Action,
        graph: &Reach<Text>,
        is_node: bool,
        shape: &Shape,
        part: &Part,
    ) -> bool {
        self.has(action, graph, |row| {
            let label = |of: &AllOr<Text>| match (of, &shape.labels) {
                (AllOr::All, _) => BOTH,
                (AllOr::One(_), AllOr::All) => SOME,
                (AllOr::One(label), AllOr::One(labels)) => exactly(labels.contains(label)),
            };
            let segment = match &row.segment {
                Segment::Database => BOTH,
                Segment::Node(of) if is_node => label(of),
                Segment::Relationship(of) if !is_node => label(of),
                Segment::Pattern(rule) if rule.is_node == is_node => {
                    let is_about = rule.labels().is_empty()
                        || match &shape.labels {
                            AllOr::All => true,
                            AllOr::One(labels) => labels.iter().any(|l| rule.labels().contains(l)),
                        };
                    let holds = shape.properties.as_ref().is_some_and(|p| rule_is_true(rule, p));
                    exactly(is_about && holds)
                }
                _ => NEITHER,
            };
            both(segment, part_says(row, action, part))
        })
    }
}

fn part_says(row: &Row, action: Action, part: &Part) -> Says {
    use Action::*;
    let name = |own: &Text, asked: &AllOr<Text>| match asked {
        AllOr::All => SOME,
        AllOr::One(asked) => exactly(own == asked),
    };
    let every = AllOr::All;
    match (&row.resource, action) {
        (Resource::Property(own), Read | SetProperty) => match part {
            Part::Property(asked) => name(own, asked),
            _ => name(own, &every),
        },
        (Resource::Label(own), SetLabel | RemoveLabel) => match part {
            Part::Label(asked) => name(own, asked),
            _ => name(own, &every),
        },
        // MATCH {p}: granted, the element can be found; denied, only the property is hidden.
        (Resource::Property(_), Traverse | CreateElement | DeleteElement) => {
            exactly(row.access == Given::Granted)
        }
        (Resource::Property(_) | Resource::Label(_), _) => NEITHER,
        _ => BOTH,
    }
}

fn one_of(of: &AllOr<Text>, asked: &AllOr<Text>, same: impl Fn(&str, &str) -> bool) -> Says {
    match (of, asked) {
        (AllOr::All, _) => BOTH,
        (AllOr::One(_), AllOr::All) => SOME,
        (AllOr::One(of), AllOr::One(asked)) => exactly(same(of, asked)),
    }
}

/// By definition: `*` is nothing or any character and `*` again.
fn glob(pattern: &str, text: &str) -> bool {
    let Some(first) = pattern.chars().next() else { return text.is_empty() };
    let rest = &pattern[first.len_utf8()..];
    let mut after = text.chars();
    let next = after.next();
    match first {
        '*' => glob(rest, text) || (next.is_some() && glob(pattern, after.as_str())),
        '?' => next.is_some() && glob(rest, after.as_str()),
        _ => next == Some(first) && glob(rest, after.as_str()),
    }
}

/// IPv4 ranges as first and last address.
fn bounds(text: &str) -> (u32, u32) {
    let (address, length) = text.split_once('/').unwrap();
    let number =
        address.split('.').fold(0u64, |number, part| number * 256 + part.parse::<u64>().unwrap());
    let size = 1u64 << (32 - length.parse::<u32>().unwrap());
    let first = number / size * size;
    (u32::try_from(first).unwrap(), u32::try_from(first + size - 1).unwrap())
}

fn range_says(range: &str, source: &Source) -> Says {
    let (first, last) = bounds(range);
    match source {
        Source::AllData => SOME,
        Source::Host(_) => NEITHER,
        Source::Range(asked) => {
            let (from, to) = bounds(&asked.to_string());
            (first <= from && to <= last, first <= to && from <= last)
        }
    }
}

/// Numbers and strings only; that is all the generator makes.
fn rule_is_true(rule: &PropertyRule, properties: &Map) -> bool {
    let value = properties.get(&rule.property).filter(|value| !value.is_null());
    let equal = |value: &Value, literal: &RuleValue| match (value, literal) {
        (Value::Integer(a), RuleValue::Integer(b)) => a == b,
        (Value::String(a), RuleValue::String(b)) => a == b,
        _ => false,
    };
    match (&rule.test, value) {
        (RuleTest::IsNull, value) => value.is_none(),
        (RuleTest::IsNotNull, value) => value.is_some(),
        (RuleTest::In { negated: true, values }, None) => values.is_empty(),
        (_, None) => false,
        (RuleTest::Compare(operator, literal), Some(value)) => {
            let order = match (value, literal) {
                (Value::Integer(a), RuleValue::Integer(b)) => Some(a.cmp(b)),
                (Value::String(a), RuleValue::String(b)) => Some(a.cmp(b)),
                _ => None,
            };
            match operator {
                RuleOperator::Equal => equal(value, literal),
                RuleOperator::NotEqual => !equal(value, literal),
                RuleOperator::Less => order == Some(Ordering::Less),
                RuleOperator::LessOrEqual => order.is_some() && order != Some(Ordering::Greater),
                RuleOperator::Greater => order == Some(Ordering::Greater),
                RuleOperator::GreaterOrEqual => order.is_some() && order != Some(Ordering::Less),
            }
        }
        (RuleTest::In { negated, values }, Some(value)) => {
            values.iter().any(|literal| equal(value, literal)) != *negated
        }
        (RuleTest::Has { negated, value: literal }, Some(Value::List(list))) => {
            list.iter().any(|value| equal(value, literal)) != *negated
        }
        (RuleTest::Has { .. }, Some(_)) => false,
    }
}
