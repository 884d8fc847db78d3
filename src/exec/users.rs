//! `CREATE`, `ALTER`, `RENAME` and `DROP USER`, and one's own password.
//!
//! The order of the checks is Neo4j's (reference, section 3.3).

use super::named::{Renaming, missing};
use super::passwords::NewPassword;
use super::run::Run;
use crate::ast::{
    AlterCurrentUser, AlterUser, AlterUsers, AuthAttributeItem, CreateUser, GraphName, IfExists,
    NameOrParam, SetAuth, StringOrParam, TagList, Tags, UserRemove, UserRemoveItem, UserSet,
    UserSetItem, UserStatus,
};
use crate::graph::{Change, NativeAuth, Symbol, UserId};
use crate::status::{EntityError, EntityVerb, Error, Named, Notification, UserError, UserVerb};
use crate::text::Text;

/// The auth provider that this DBMS is itself.
const NATIVE: &str = "native";

/// What the `SET` clauses of a command say, sorted out.
#[derive(Default)]
struct Settings<'s> {
    password: Option<NewPassword<'s>>,
    change_required: Option<bool>,
    is_suspended: Option<bool>,
    home: Option<&'s GraphName>,
    /// Provider and id.
    external: Vec<(&'s str, &'s str)>,
    tags: Option<&'s TagList>,
}

impl<'s> Settings<'s> {
    /// Sorts clauses out and looks their parameters up.
    fn read(run: &Run<'s>, clauses: &'s [UserSet]) -> Result<Self, Error> {
        let mut settings = Self::default();
        for clause in clauses {
            match &clause.item {
                UserSetItem::Password(password) => {
                    settings.password = Some(NewPassword::read(run, password)?);
                    settings.change_required =
                        password.change_required.or(settings.change_required);
                }
                UserSetItem::PasswordChange(required) => settings.change_required = Some(*required),
                UserSetItem::Status(status) => {
                    settings.is_suspended = Some(*status == UserStatus::Suspended);
                }
                UserSetItem::HomeDatabase(name) => settings.home = Some(name),
                UserSetItem::Auth(auth) => settings.read_auth(run, auth)?,
                UserSetItem::Tags(tags) => settings.tags = Some(tags),
            }
        }
        Ok(settings)
    }

    fn read_auth(&mut self, run: &Run<'s>, auth: &'s SetAuth) -> Result<(), Error> {
        for attribute in &auth.attributes {
            match &attribute.item {
                AuthAttributeItem::Id(id) => {
                    self.external.push((&auth.provider.value, external_id(run, id)?));
                }
                AuthAttributeItem::Password(password) => {
                    self.password = Some(NewPassword::read(run, password)?);
                    self.change_required = password.change_required.or(self.change_required);
                }
                AuthAttributeItem::PasswordChange(required) => {
                    self.change_required = Some(*required);
                }
            }
        }
        Ok(())
    }
}

fn external_id<'s>(run: &Run<'s>, id: &'s StringOrParam) -> Result<&'s str, Error> {
    let id = run.text(id)?;
    if id.is_empty() { Err(UserError::EmptyId.into()) } else { Ok(id) }
}

/// `CREATE [OR REPLACE] USER … [IF NOT EXISTS] SET …`
pub(super) fn create<'s>(run: &mut Run<'s>, command: &'s CreateUser) -> Result<(), Error> {
    let name = run.name(&command.name)?.text;
    let existing = run.graph.user_named(name).map(|(id, _)| id);
    match (command.if_exists, existing) {
        (IfExists::DoNothing, Some(_)) => return Ok(()),
        (IfExists::Replace | IfExists::Conflict, _) if run.user == Some(name) => {
            return Err(UserError::ReplaceSelf { user: name.to_owned() }.into());
        }
        (IfExists::Replace | IfExists::Conflict, Some(user)) => {
            run.apply(Change::UserDropped { user });
            run.updates += 1;
        }
        _ => {}
    }
    check_name(name)?;
    let settings = Settings::read(run, &command.set)?;
    let native = match &settings.password {
        Some(password) => Some(NativeAuth {
            credential: password.credential(run)?,
            change_required: settings.change_required.unwrap_or(true),
        }),
        None => None,
    };
    let symbol = run.graph.symbols_mut().intern(name);
    if run.graph.user_id(symbol).is_some() {
        let error = EntityError::Exists { entity: Named::User, name: name.to_owned() };
        return Err(Error::at(error.into(), command.name.span()));
    }
    run.apply(Change::UserCreated { name: symbol });
    let Some(user) = run.graph.user_id(symbol) else { return Ok(()) };
    if let Some(native) = native {
        run.apply(Change::PasswordSet { user, native: Some(Box::new(native)) });
    }
    set_rest(run, user, name, UserVerb::Create, &settings)?;
    if !run.graph.user(user).is_some_and(crate::graph::User::has_auth) {
        return Err(UserError::NativeWithoutPassword.into());
    }
    run.updates += 1;
    Ok(())
}

/// Status, home database, external auth and tags, which `CREATE` and `ALTER` set alike.
fn set_rest<'s>(
    run: &mut Run<'s>,
    user: UserId,
    name: &str,
    verb: UserVerb,
    settings: &Settings<'s>,
) -> Result<(), Error> {
    if let Some(is_suspended) = settings.is_suspended {
        run.apply(Change::StatusSet { user, is_suspended });
    }
    if let Some(home) = settings.home {
        let home = run.database(home)?.name;
        let symbol = run.graph.symbols_mut().intern(&home);
        if run.graph.database(symbol).is_none() && run.graph.alias(symbol).is_none() {
            run.notify(Notification::home_database_not_found(&home));
        }
        run.apply(Change::HomeDatabaseSet { user, home: Some(symbol) });
    }
    for (provider, id) in &settings.external {
        if run.graph.user_with_external_id(provider, id).is_some_and(|other| other != user) {
            return Err(UserError::ProviderIdTaken { verb, user: name.to_owned() }.into());
        }
        let (provider, id) = (Text::from(*provider), Some(Text::from(*id)));
        run.apply(Change::AuthSet { user, provider, id });
    }
    notify_providers(run, &settings.external);
    if let Some(tags) = settings.tags {
        let tags = tag_symbols(run, tags)?;
        run.apply(Change::TagsSet { user, tags });
    }
    Ok(())
}

/// One 00N72 for each provider that is not configured, one 01N71 for the command.
fn notify_providers(run: &mut Run<'_>, external: &[(&str, &str)]) {
    for (provider, _) in external {
        if !run.config.auth_providers.iter().any(|known| known == provider) {
            run.notify(Notification::auth_provider_not_defined(provider));
        }
    }
    if !external.is_empty() && !run.config.require_local_user {
        run.notify(Notification::external_auth_not_enabled());
    }
}

fn tag_symbols<'s>(run: &mut Run<'s>, tags: &'s TagList) -> Result<Vec<Symbol>, Error> {
    let texts = run.texts(tags)?;
    let distinct = Run::distinct(&texts);
    Ok(distinct.iter().map(|tag| run.graph.symbols_mut().intern(tag)).collect())
}

/// `ALTER USER … [IF EXISTS] [REMOVE …] [ADD …] [SET …]`
pub(super) fn alter<'s>(run: &mut Run<'s>, command: &'s AlterUser) -> Result<(), Error> {
    let given = run.name(&command.name)?;
    let name = given.text;
    let settings = Settings::read(run, &command.set)?;
    if settings.is_suspended.is_some() && run.user == Some(name) {
        return Err(UserError::StatusOfSelf { user: name.to_owned() }.into());
    }
    let user = run.graph.user_named(name).map(|(id, _)| id);
    if user.is_none() && command.if_exists {
        return Ok(());
    }
    if let Some(password) = &settings.password {
        password.check(run)?;
    }
    let Some(user) = user else {
        let error = EntityError::Missing {
            verb: EntityVerb::Alter,
            entity: Named::User,
            name: name.to_owned(),
            param: given.param(),
        };
        return Err(Error::at(error.into(), command.name.span()));
    };
    let old = run.graph.user(user).and_then(|user| user.native.clone());
    if let (Some(old), Some(password)) = (&old, &settings.password)
        && password.is(&old.credential)
    {
        return Err(UserError::SamePassword { user: name.to_owned() }.into());
    }
    for clause in &command.remove {
        remove(run, user, &clause.item)?;
    }
    set_native(run, user, &settings)?;
    change_tags(run, user, &command.remove, &command.add)?;
    set_rest(run, user, name, UserVerb::Alter, &settings)?;
    if !run.graph.user(user).is_some_and(crate::graph::User::has_auth) {
        return Err(UserError::NoProviderLeft.into());
    }
    run.updates += 1;
    Ok(())
}

/// Home database and auth providers; tags have rules of their own.
fn remove<'s>(run: &mut Run<'s>, user: UserId, item: &'s UserRemoveItem) -> Result<(), Error> {
    match item {
        UserRemoveItem::HomeDatabase => {
            run.apply(Change::HomeDatabaseSet { user, home: None });
        }
        UserRemoveItem::AllAuth => {
            let external = run.graph.user(user).map(|user| user.external.clone());
            for provider in external.unwrap_or_default().into_keys() {
                run.apply(Change::AuthSet { user, provider, id: None });
            }
            run.apply(Change::PasswordSet { user, native: None });
        }
        UserRemoveItem::Auth(providers) => {
            for provider in run.some_texts(providers)? {
                if provider == NATIVE {
                    run.apply(Change::PasswordSet { user, native: None });
                } else {
                    run.apply(Change::AuthSet { user, provider: provider.into(), id: None });
                }
            }
        }
        UserRemoveItem::Tags(_) | UserRemoveItem::AllTags => {}
    }
    Ok(())
}

/// Password and change flag. Without the words `CHANGE …` the flag stays, and is set for a password
/// that is new altogether.
fn set_native(run: &mut Run<'_>, user: UserId, settings: &Settings<'_>) -> Result<(), Error> {
    if settings.password.is_none() && settings.change_required.is_none() {
        return Ok(());
    }
    let old = run.graph.user(user).and_then(|user| user.native.clone());
    let kept = old.as_ref().is_none_or(|old| old.change_required);
    let change_required = settings.change_required.unwrap_or(kept);
    let credential = match (&settings.password, old) {
        (Some(password), _) => password.credential(run)?,
        (None, Some(old)) => old.credential,
        (None, None) => return Err(UserError::NativeWithoutPassword.into()),
    };
    let native = Some(Box::new(NativeAuth { credential, change_required }));
    run.apply(Change::PasswordSet { user, native });
    Ok(())
}

/// `REMOVE [ALL] TAGS`, then `ADD TAGS`.
fn change_tags<'s>(
    run: &mut Run<'s>,
    user: UserId,
    remove: &'s [UserRemove],
    add: &'s [Tags],
) -> Result<(), Error> {
    let mut tags = run.graph.user(user).map(|user| user.tags.clone()).unwrap_or_default();
    for clause in remove {
        match &clause.item {
            UserRemoveItem::AllTags => tags.clear(),
            UserRemoveItem::Tags(list) => {
                let gone = tag_symbols(run, list)?;
                tags.retain(|tag| !gone.contains(tag));
            }
            _ => {}
        }
    }
    for clause in add {
        for tag in tag_symbols(run, &clause.tags)? {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    run.apply(Change::TagsSet { user, tags });
    Ok(())
}

/// `ALTER USERS a, b [IF EXISTS] …`: tags of several users.
pub(super) fn alter_tags<'s>(run: &mut Run<'s>, command: &'s AlterUsers) -> Result<(), Error> {
    for name in &command.names {
        let given = run.name(name)?;
        let Some((user, _)) = run.graph.user_named(given.text) else {
            if command.if_exists {
                continue;
            }
            let error = EntityError::Missing {
                verb: EntityVerb::Alter,
                entity: Named::User,
                name: given.text.to_owned(),
                param: given.param(),
            };
            return Err(Error::at(error.into(), name.span()));
        };
        change_tags(run, user, &command.remove, &command.add)?;
        for clause in &command.set {
            let tags = tag_symbols(run, &clause.tags)?;
            run.apply(Change::TagsSet { user, tags });
        }
        run.updates += 1;
    }
    Ok(())
}

/// `ALTER CURRENT USER SET PASSWORD FROM … TO …`
pub(super) fn alter_own_password<'s>(
    run: &mut Run<'s>,
    command: &'s AlterCurrentUser,
) -> Result<(), Error> {
    let Some(name) = run.user.filter(|_| run.config.auth_enabled) else {
        return Err(UserError::OwnAuthDisabled.into());
    };
    let who = || name.to_owned();
    let from = run.password(&command.from)?;
    let to = NewPassword::plain(run.password(&command.to)?);
    let found = run.user_id().and_then(|id| Some((id, run.graph.user(id)?)));
    if found.is_some_and(|(_, user)| user.native.is_none()) {
        return Err(UserError::OwnNotNative.into());
    }
    to.check(run)?;
    let Some((user, Some(native))) = found.map(|(id, user)| (id, user.native.clone())) else {
        return Err(UserError::OwnMissing { user: who() }.into());
    };
    if !native.credential.matches(from) {
        return Err(UserError::OwnWrongPassword { user: who() }.into());
    }
    if to.is(&native.credential) {
        return Err(UserError::OwnSamePassword { user: who() }.into());
    }
    let native = NativeAuth { credential: to.credential(run)?, change_required: false };
    run.apply(Change::PasswordSet { user, native: Some(Box::new(native)) });
    run.updates += 1;
    Ok(())
}

/// `RENAME USER … [IF EXISTS] TO …`
pub(super) fn rename<'s>(
    run: &mut Run<'s>,
    from: &'s NameOrParam,
    if_exists: bool,
    to: &'s NameOrParam,
) -> Result<(), Error> {
    if run.config.auth_providers.iter().any(|provider| provider != NATIVE) {
        return Err(UserError::RenameNotNative.into());
    }
    let renaming = Renaming::read(run, Named::User, from, to)?;
    let new = renaming.new;
    let user = run.graph.user_named(renaming.old.text).map(|(id, _)| id);
    if user.is_none() && if_exists {
        return Ok(());
    }
    check_name(new)?;
    let Some(user) = user else { return Err(renaming.missing()) };
    let name = run.graph.symbols_mut().intern(new);
    if run.graph.user_id(name).is_some() {
        return Err(renaming.taken());
    }
    run.apply(Change::UserRenamed { user, name });
    run.updates += 1;
    Ok(())
}

/// `DROP USER … [IF EXISTS]`
pub(super) fn drop<'s>(
    run: &mut Run<'s>,
    name: &'s NameOrParam,
    if_exists: bool,
) -> Result<(), Error> {
    let given = run.name(name)?;
    if run.user == Some(given.text) {
        return Err(UserError::DeleteSelf { user: given.text.to_owned() }.into());
    }
    match run.graph.user_named(given.text).map(|(id, _)| id) {
        Some(user) => {
            run.apply(Change::UserDropped { user });
            run.updates += 1;
            Ok(())
        }
        None => missing(run, name, Named::User, EntityVerb::Delete, if_exists),
    }
}

/// A user's name: not empty, printable ASCII without blank, comma and colon.
pub(crate) fn check_name(name: &str) -> Result<(), Error> {
    let entity = Named::User;
    if name.is_empty() {
        return Err(EntityError::EmptyName { entity }.into());
    }
    if !name.chars().all(|c| c.is_ascii_graphic() && !matches!(c, ',' | ':')) {
        return Err(EntityError::IllegalName { entity, name: name.to_owned() }.into());
    }
    Ok(())
}
