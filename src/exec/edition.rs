//! What the Community Edition does not have: refused before anything else is looked at. It knows users
//! and their passwords, databases that are there, and what every server lists; it knows neither roles
//! nor privileges, so everybody who is logged in may do everything it has.

use super::config::Edition;
use super::run::Run;
use crate::ast::{
    AlterUser, Command, CreateUser, Drop, Entity, NameOrParam, Rename, ShowWhat, UserRemoveItem,
    UserSet, UserSetItem,
};
use crate::status::{EditionError, Error, UserVerb};

/// Refuses what the edition does not have.
pub(super) fn check_edition<'s>(run: &Run<'s>, command: &'s Command) -> Result<(), Error> {
    if run.config.edition == Edition::Enterprise {
        return Ok(());
    }
    match command {
        Command::CreateUser(command) => create_user(run, command),
        Command::AlterUser(command) => alter_user(run, command),
        Command::AlterUsers(_) => Err(EditionError::AlterUsers.into()),
        command if is_in_community(command) => Ok(()),
        command => Err(EditionError::Command { command: command.to_string() }.into()),
    }
}

/// Whether the Community Edition has the command, whatever its clauses.
fn is_in_community(command: &Command) -> bool {
    match command {
        Command::CreateUser(_)
        | Command::AlterUser(_)
        | Command::AlterCurrentUser(_)
        | Command::Rename(Rename { entity: Entity::User, .. })
        | Command::Drop(Drop { entity: Entity::User, .. })
        | Command::TerminateTransactions(_) => true,
        Command::Chain(commands) => commands.iter().all(is_in_community),
        Command::Show(show) => match &show.what {
            ShowWhat::Users { .. }
            | ShowWhat::CurrentUser
            | ShowWhat::Databases(_)
            | ShowWhat::Settings(_)
            | ShowWhat::Procedures(_)
            | ShowWhat::Functions { .. }
            | ShowWhat::Transactions(_) => true,
            ShowWhat::Roles { .. }
            | ShowWhat::Privileges { .. }
            | ShowWhat::SupportedPrivileges
            | ShowWhat::AuthRules { .. }
            | ShowWhat::Aliases(_)
            | ShowWhat::Servers => false,
        },
        _ => false,
    }
}

fn create_user<'s>(run: &Run<'s>, command: &'s CreateUser) -> Result<(), Error> {
    let verb = UserVerb::Create;
    no_clause_of_enterprise(run, verb, &command.name, &command.set, &[])?;
    if command.set.iter().any(|clause| matches!(clause.item, UserSetItem::Tags(_))) {
        return refuse(run, verb, &command.name, vec!["'SET TAGS'".to_owned()]);
    }
    Ok(())
}

fn alter_user<'s>(run: &Run<'s>, command: &'s AlterUser) -> Result<(), Error> {
    let verb = UserVerb::Alter;
    let removed: Vec<&UserRemoveItem> = command.remove.iter().map(|clause| &clause.item).collect();
    no_clause_of_enterprise(run, verb, &command.name, &command.set, &removed)?;
    let sets_tags = command.set.iter().any(|clause| matches!(clause.item, UserSetItem::Tags(_)));
    let removes_tags = removed
        .iter()
        .any(|item| matches!(item, UserRemoveItem::Tags(_) | UserRemoveItem::AllTags));
    if sets_tags || removes_tags || !command.add.is_empty() {
        let clauses = ["'SET TAGS'", "'ADD TAGS'", "'REMOVE TAGS'", "'REMOVE ALL TAGS'"];
        return refuse(run, verb, &command.name, clauses.map(str::to_owned).to_vec());
    }
    Ok(())
}

/// Refuses status, home database and external authentication: the first of these that is written.
fn no_clause_of_enterprise<'s>(
    run: &Run<'s>,
    verb: UserVerb,
    name: &'s NameOrParam,
    set: &'s [UserSet],
    removed: &[&UserRemoveItem],
) -> Result<(), Error> {
    let any = |test: fn(&UserSetItem) -> bool| set.iter().any(|clause| test(&clause.item));
    if any(|item| matches!(item, UserSetItem::Status(_))) {
        return refuse(run, verb, name, vec!["'SET STATUS'".to_owned()]);
    }
    let removes_home = removed.iter().any(|item| matches!(item, UserRemoveItem::HomeDatabase));
    if removes_home || any(|item| matches!(item, UserSetItem::HomeDatabase(_))) {
        return refuse(run, verb, name, vec!["'HOME DATABASE'".to_owned()]);
    }
    let mut auth: Vec<String> = set
        .iter()
        .filter_map(|clause| match &clause.item {
            UserSetItem::Auth(auth) if auth.provider.value != "native" => {
                Some(format!("`SET AUTH '{}'`", auth.provider.value))
            }
            _ => None,
        })
        .collect();
    if removed.iter().any(|item| matches!(item, UserRemoveItem::AllAuth | UserRemoveItem::Auth(_)))
    {
        auth.push("`REMOVE AUTH`".to_owned());
    }
    if auth.is_empty() { Ok(()) } else { refuse(run, verb, name, auth) }
}

fn refuse<'s>(
    run: &Run<'s>,
    verb: UserVerb,
    name: &'s NameOrParam,
    clauses: Vec<String>,
) -> Result<(), Error> {
    let user = run.name(name)?.text.to_owned();
    Err(EditionError::UserClauses { verb, user, clauses }.into())
}
