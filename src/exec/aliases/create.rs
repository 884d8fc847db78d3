//! `CREATE ALIAS`

use super::name::{check_name, check_target_length, composite_of, local_target, refuse};
use super::remote;
use crate::ast::{CreateAlias, CypherVersion, IfExists, RemoteCredentials, RemoteTarget};
use crate::exec::run::Run;
use crate::graph::{Alias, AliasTarget, Change, RemoteDatabase};
use crate::status::{AliasFault, AliasVerb, Error, Notification};
use crate::text::Text;
use std::collections::BTreeMap;

/// `CREATE [OR REPLACE] ALIAS … [IF NOT EXISTS] FOR DATABASE … [AT …] [PROPERTIES …]`
pub(in crate::exec) fn create<'s>(
    run: &mut Run<'s>,
    command: &'s CreateAlias,
) -> Result<(), Error> {
    let given = run.database(&command.name)?;
    let verb = AliasVerb::Create;
    let name = run.graph.symbols_mut().intern(&given.name);
    let is_database = run.graph.is_database(&given.name);
    let is_alias = run.graph.alias(name).is_some();
    match command.if_exists {
        IfExists::DoNothing if is_database || is_alias => return Ok(()),
        IfExists::Replace | IfExists::Conflict if is_alias => {
            run.apply(Change::AliasDropped { name });
            run.updates += 1;
        }
        _ if is_alias => {
            return Err(refuse(verb, &given.name, AliasFault::Exists, &command.name));
        }
        _ if is_database => {
            return Err(refuse(verb, &given.name, AliasFault::DatabaseExists, &command.name));
        }
        _ => {}
    }
    check_name(&given.name)?;
    let composite = composite_of(run, &command.name, &given.name)?;
    let target = match &command.remote {
        None => AliasTarget::Local(local_target(run, verb, &given.name, &command.target)?),
        Some(written) => {
            if composite.is_some() && written.language.is_some() {
                let fault = AliasFault::Language("constituent aliases");
                return Err(refuse(verb, &given.name, fault, &command.name));
            }
            AliasTarget::Remote(Box::new(remote_database(run, command, written)?))
        }
    };
    let properties = match &command.properties {
        Some(written) => remote::properties(run, written)?,
        None => BTreeMap::new(),
    };
    let alias = Box::new(Alias { composite, target, properties });
    run.apply(Change::AliasCreated { name, alias });
    run.updates += 1;
    Ok(())
}

fn remote_database<'s>(
    run: &mut Run<'s>,
    command: &'s CreateAlias,
    written: &'s RemoteTarget,
) -> Result<RemoteDatabase, Error> {
    let database = run.database(&command.target)?;
    check_target_length(&database.name)?;
    let driver = match &written.driver {
        Some(written) => remote::driver(run, written)?,
        None => BTreeMap::new(),
    };
    let url = run.text(&written.url)?;
    remote::check_url(url, &driver)?;
    let login = match &written.credentials {
        RemoteCredentials::Native { user, password } => {
            let password = remote::stored_password(run, run.password(password)?)?;
            Some((Text::from(run.name(user)?.text), password))
        }
        RemoteCredentials::OidcForwarding => {
            if !run.config.oidc_forwarding_enabled {
                run.notify(Notification::oidc_forwarding_disabled());
            }
            None
        }
    };
    let language = match &written.language {
        Some(language) if language.value == 5 => CypherVersion::Cypher5,
        Some(_) => CypherVersion::Cypher25,
        None => run.config.version,
    };
    Ok(RemoteDatabase {
        database: Text::from(&*database.name),
        url: url.into(),
        login,
        driver,
        language,
    })
}
