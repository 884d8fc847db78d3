//! Which privileges a command needs: the table of the reference, sections 9 and 3.11.

use super::databases;
use super::run::Run;
use crate::ast::{
    AlterDatabaseItem, AlterDatabaseKind, AlterUser, AuthRuleVerb, Command, CreateDatabase,
    CreateUser, DatabaseKind, DropDatabase, Entity, ExecutableBy, IfExists, PrivilegeVerb,
    PrivilegesOf, RolesWith, ShowWhat, UserRemoveItem, UserSetItem,
};
use crate::graph::{DatabaseType, Symbol};
use crate::privilege::{Action, ActionSet};
use crate::status::Error;

const fn set(actions: &[Action]) -> ActionSet {
    let mut set = ActionSet::EMPTY;
    let mut rest = actions;
    while let [first, tail @ ..] = rest {
        set = set.with(*first);
        rest = tail;
    }
    set
}

/// Everything `command` needs on the DBMS; all of it must be allowed.
pub(super) fn required<'s>(run: &Run<'s>, command: &'s Command) -> Result<ActionSet, Error> {
    use Action as A;
    Ok(match command {
        Command::CreateUser(command) => create_user(command),
        Command::AlterUser(command) => alter_user(command),
        Command::AlterUsers(_) => set(&[A::AlterUser, A::SetUserMetadata]),
        Command::AlterCurrentUser(_) => set(&[]),
        Command::Rename(rename) => set(&[match rename.entity {
            Entity::User => A::RenameUser,
            Entity::Role => A::RenameRole,
            Entity::AuthRule => A::RenameAuthRule,
        }]),
        Command::Drop(drop) => set(&[match drop.entity {
            Entity::User => A::DropUser,
            Entity::Role => A::DropRole,
            Entity::AuthRule => A::DropAuthRule,
        }]),
        Command::CreateRole(command) => replacing(command.if_exists, A::CreateRole, A::DropRole),
        Command::AssignRole(command) if command.revoke => set(&[A::RemoveRole]),
        Command::AssignRole(_) => set(&[A::AssignRole]),
        Command::Privilege(command) => set(&[match command.verb {
            PrivilegeVerb::Grant | PrivilegeVerb::Deny => A::AssignPrivilege,
            PrivilegeVerb::Revoke(_) => A::RemovePrivilege,
        }]),
        Command::SetAuthRule(command) => match command.verb {
            AuthRuleVerb::Create(exists) => replacing(exists, A::CreateAuthRule, A::DropAuthRule),
            AuthRuleVerb::Alter { .. } => set(&[A::AlterAuthRule]),
        },
        Command::CreateDatabase(command) => create_database(run, command)?,
        Command::DropDatabase(command) => drop_database(run, command)?,
        Command::CreateAlias(command) => replacing(command.if_exists, A::CreateAlias, A::DropAlias),
        Command::AlterAlias(_) => set(&[A::AlterAlias]),
        Command::DropAlias(_) => set(&[A::DropAlias]),
        Command::Server(_) => set(&[A::ServerManagement]),
        Command::Show(show) => to_show(run, &show.what)?,
        // What they need depends on the database, see below, or on the transaction.
        Command::AlterDatabase(_)
        | Command::SwitchDatabase(_)
        | Command::TerminateTransactions(_) => set(&[]),
        Command::Chain(commands) => {
            let mut all = ActionSet::EMPTY;
            for part in commands {
                all = all.union(required(run, part)?);
            }
            all
        }
    })
}

/// What `command` needs on one database: which, and what. The database need not exist.
pub(super) fn required_on_database<'s>(
    run: &mut Run<'s>,
    command: &'s Command,
) -> Result<Option<(Symbol, ActionSet)>, Error> {
    use Action as A;
    let (name, actions) = match command {
        Command::SwitchDatabase(command) => {
            let action = if command.start { A::StartDatabase } else { A::StopDatabase };
            (&command.name, ActionSet::of(action))
        }
        Command::AlterDatabase(command) => {
            let of_item = |item: &AlterDatabaseItem| match item.kind {
                AlterDatabaseKind::Access(_) => A::SetDatabaseAccess,
                AlterDatabaseKind::Language(_) => A::SetDefaultLanguage,
                _ => A::AlterDatabase,
            };
            let actions = command.items.iter().map(of_item).fold(ActionSet::EMPTY, ActionSet::with);
            (&command.name, actions)
        }
        _ => return Ok(None),
    };
    let name = run.database(name)?.name;
    // Privileges on a shard are those on its database.
    if let Some((database, _)) = run.graph.shard(&name) {
        return Ok(Some((database, actions)));
    }
    let found = databases::find(run, &name);
    let is_composite = found.is_some_and(|(_, kind)| kind == DatabaseType::Composite);
    let actions = match command {
        Command::AlterDatabase(_) if is_composite => ActionSet::of(A::AlterCompositeDatabase),
        _ => actions,
    };
    let database = match found {
        Some((database, _)) => database,
        None => run.graph.symbols_mut().intern(&name),
    };
    Ok(Some((database, actions)))
}

/// `create`, and with `OR REPLACE` also `drop`.
fn replacing(if_exists: IfExists, create: Action, drop: Action) -> ActionSet {
    let needed = ActionSet::of(create);
    match if_exists {
        IfExists::Replace | IfExists::Conflict => needed.with(drop),
        IfExists::Error | IfExists::DoNothing => needed,
    }
}

fn create_user(command: &CreateUser) -> ActionSet {
    let needed = replacing(command.if_exists, Action::CreateUser, Action::DropUser);
    match command.set.iter().any(|set| matches!(set.item, UserSetItem::Tags(_))) {
        true => needed.with(Action::SetUserMetadata),
        false => needed,
    }
}

fn alter_user(command: &AlterUser) -> ActionSet {
    use Action as A;
    let tags = set(&[A::AlterUser, A::SetUserMetadata]);
    let of_set = command.set.iter().map(|clause| match &clause.item {
        UserSetItem::Password(_) | UserSetItem::PasswordChange(_) => set(&[A::SetPasswords]),
        UserSetItem::Auth(auth) if auth.provider.value == "native" => set(&[A::SetPasswords]),
        UserSetItem::Auth(_) => set(&[A::SetAuth]),
        UserSetItem::Status(_) => set(&[A::SetUserStatus]),
        UserSetItem::HomeDatabase(_) => set(&[A::SetUserHomeDatabase]),
        UserSetItem::Tags(_) => tags,
    });
    let of_remove = command.remove.iter().map(|clause| match &clause.item {
        UserRemoveItem::HomeDatabase => set(&[A::SetUserHomeDatabase]),
        UserRemoveItem::AllAuth | UserRemoveItem::Auth(_) => set(&[A::SetAuth]),
        UserRemoveItem::Tags(_) | UserRemoveItem::AllTags => tags,
    });
    let of_add = command.add.iter().map(|_| tags);
    of_set.chain(of_remove).chain(of_add).fold(ActionSet::EMPTY, ActionSet::union)
}

fn create_database<'s>(run: &Run<'s>, command: &'s CreateDatabase) -> Result<ActionSet, Error> {
    let create = match command.kind {
        DatabaseKind::Composite => Action::CreateCompositeDatabase,
        DatabaseKind::Standard | DatabaseKind::Replica => Action::CreateDatabase,
    };
    let needed = ActionSet::of(create);
    if !matches!(command.if_exists, IfExists::Replace | IfExists::Conflict) {
        return Ok(needed);
    }
    let name = run.database(&command.name)?.name;
    let old = run.graph.symbols().get(&name).and_then(|name| run.graph.database(name));
    let is_composite = match old {
        Some(old) => old.kind == DatabaseType::Composite,
        None => command.kind == DatabaseKind::Composite,
    };
    Ok(needed.with(drop_action(is_composite)))
}

fn drop_database<'s>(run: &Run<'s>, command: &'s DropDatabase) -> Result<ActionSet, Error> {
    let name = run.database(&command.name)?.name;
    let old = run.graph.symbols().get(&name).and_then(|name| run.graph.database(name));
    let is_composite = old.is_some_and(|old| old.kind == DatabaseType::Composite);
    let needed = ActionSet::of(drop_action(command.composite || is_composite));
    Ok(if command.cascade_aliases { needed.with(Action::DropAlias) } else { needed })
}

fn drop_action(is_composite: bool) -> Action {
    if is_composite { Action::DropCompositeDatabase } else { Action::DropDatabase }
}

fn to_show<'s>(run: &Run<'s>, what: &'s ShowWhat) -> Result<ActionSet, Error> {
    use Action as A;
    Ok(match what {
        ShowWhat::Users { as_commands: false, .. } => set(&[A::ShowUser]),
        ShowWhat::Users { as_commands: true, .. } => set(&[A::ShowUser, A::ShowUserCredentials]),
        ShowWhat::Roles { with, .. } => match with {
            None => set(&[A::ShowRole]),
            Some(RolesWith::Users) => set(&[A::ShowRole, A::ShowUser]),
            Some(RolesWith::AuthRules) => set(&[A::ShowRole, A::ShowAuthRule]),
        },
        ShowWhat::Privileges { of, .. } => match of {
            PrivilegesOf::All | PrivilegesOf::Roles(_) => set(&[A::ShowPrivilege]),
            PrivilegesOf::Users(names) => match names.as_slice() {
                [] => set(&[]),
                [name] if Some(run.name(name)?.text) == run.user => set(&[]),
                _ => set(&[A::ShowPrivilege, A::ShowUser]),
            },
        },
        ShowWhat::AuthRules { .. } => set(&[A::ShowAuthRule]),
        ShowWhat::Aliases(_) => set(&[A::ShowAlias]),
        ShowWhat::Servers => set(&[A::ShowServer]),
        ShowWhat::Procedures(ExecutableBy::User(user))
        | ShowWhat::Functions { executable: ExecutableBy::User(user), .. }
            if Some(user.value.as_str()) != run.user =>
        {
            set(&[A::ShowUser])
        }
        // Nothing, or rows are filtered where they are made.
        ShowWhat::CurrentUser
        | ShowWhat::SupportedPrivileges
        | ShowWhat::Databases(_)
        | ShowWhat::Settings(_)
        | ShowWhat::Procedures(_)
        | ShowWhat::Functions { .. }
        | ShowWhat::Transactions(_) => set(&[]),
    })
}
