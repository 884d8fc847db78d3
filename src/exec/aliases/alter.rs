//! `ALTER ALIAS`

use super::name::{check_target_length, find, local_target, refuse};
use super::remote;
use crate::ast::{AlterAlias, AlterAliasKind, CypherVersion, Secret};
use crate::exec::run::Run;
use crate::graph::{AliasTarget, Change};
use crate::status::{AliasFault, AliasVerb, Error};
use crate::text::Text;

/// `ALTER ALIAS … [IF EXISTS] SET DATABASE …`
pub(in crate::exec) fn alter<'s>(run: &mut Run<'s>, command: &'s AlterAlias) -> Result<(), Error> {
    use AlterAliasKind as Kind;
    let given = run.database(&command.name)?;
    let fail = |fault| Err(refuse(AliasVerb::Alter, &given.name, fault, &command.name));
    let Some((name, alias)) =
        find(run, &command.name, &given).map(|(name, alias)| (name, alias.clone()))
    else {
        if command.if_exists {
            return Ok(());
        }
        return fail(AliasFault::Missing(given.param.map(str::to_owned)));
    };
    let mut alias = Box::new(alias);
    let has = |wanted: fn(&Kind) -> bool| command.items.iter().any(|item| wanted(&item.kind));
    if has(|kind| matches!(kind, Kind::Language(_))) {
        if alias.composite.is_some() {
            return fail(AliasFault::Language("constituent aliases"));
        }
        if matches!(alias.target, AliasTarget::Local(_)) {
            return fail(AliasFault::Language("local aliases"));
        }
    }
    match &alias.target {
        AliasTarget::Local(_)
            if has(|kind| {
                matches!(
                    kind,
                    Kind::Target(_, Some(_)) | Kind::User(_) | Kind::Password(_) | Kind::Driver(_)
                )
            }) =>
        {
            return fail(AliasFault::LocalToRemote);
        }
        AliasTarget::Remote(_) if has(|kind| matches!(kind, Kind::Target(_, None))) => {
            return fail(AliasFault::RemoteToLocal);
        }
        _ => {}
    }
    for item in &command.items {
        if let Kind::Properties(written) = &item.kind {
            alias.properties = remote::properties(run, written)?;
        }
        let remote = match (&mut alias.target, &item.kind) {
            (AliasTarget::Local(target), Kind::Target(written, _)) => {
                *target = local_target(run, AliasVerb::Alter, &given.name, written)?;
                continue;
            }
            (AliasTarget::Local(_), _) => continue,
            (AliasTarget::Remote(remote), _) => remote,
        };
        match &item.kind {
            Kind::Target(written, url) => {
                let database = run.database(written)?;
                check_target_length(&database.name)?;
                remote.database = Text::from(&*database.name);
                if let Some(url) = url {
                    remote.url = run.text(url)?.into();
                }
            }
            // UNKNOWN: what a user or a password alone does to an alias that forwards credentials; here
            // it stores what is given.
            Kind::User(user) => {
                let user = Text::from(run.name(user)?.text);
                let password = remote.login.take().map(|(_, password)| password);
                remote.login = Some((user, password.unwrap_or_else(|| Secret::new(String::new()))));
            }
            Kind::Password(password) => {
                let password = remote::stored_password(run, run.password(password)?)?;
                let user = remote.login.take().map(|(user, _)| user);
                remote.login = Some((user.unwrap_or_default(), password));
            }
            Kind::Driver(written) => remote.driver = remote::driver(run, written)?,
            Kind::Language(language) => {
                remote.language = match language.value {
                    5 => CypherVersion::Cypher5,
                    _ => CypherVersion::Cypher25,
                };
            }
            Kind::Properties(_) => {}
        }
    }
    if let AliasTarget::Remote(remote) = &alias.target {
        remote::check_url(&remote.url, &remote.driver)?;
    }
    if run.apply(Change::AliasAltered { name, alias }) {
        run.updates += 1;
    }
    Ok(())
}
