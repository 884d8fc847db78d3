//! From console roles to database roles: the DBMSs of instances, and how console users get in.
//!
//! Every instance has a DBMS of its own, made when it is first opened. On Free, Professional and
//! Business Critical it contains the predefined roles, immutable, with what the published table says
//! as `GRANT` commands. With tool authentication a console user who opens the instance becomes a
//! database user of the same name with the one predefined role of the project role; without it, a
//! database user must be named. Nothing else of the DBMS is touched: its own users, roles and
//! privileges are its own.

use super::commands::{grants, role_commands};
use crate::ast::{CypherVersion, Quotes, string_literal};
use crate::aura::{DatabaseRole, Instance};
use crate::exec::{Engine, Params};
use crate::status::Error;
use crate::text::{Text, escape_name};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The provider whose users come from the console.
const PROVIDER: &str = "aura";

/// The DBMSs of the instances, by the instances' ids.
pub(super) struct Instances {
    new_dbms: fn() -> Box<dyn Engine>,
    all: BTreeMap<Text, Box<dyn Engine>>,
    opened: Option<Text>,
    version: CypherVersion,
    now: Option<Timestamp>,
}

impl Instances {
    pub(super) fn new(new_dbms: fn() -> Box<dyn Engine>) -> Self {
        let version = CypherVersion::default();
        Self { new_dbms, all: BTreeMap::new(), opened: None, version, now: None }
    }

    /// The instance that is open.
    pub(super) fn opened(&self) -> Option<&dyn Engine> {
        self.all.get(self.opened.as_ref()?).map(AsRef::as_ref)
    }

    pub(super) fn opened_mut(&mut self) -> Option<&mut dyn Engine> {
        match self.all.get_mut(self.opened.as_ref()?) {
            Some(engine) => Some(engine.as_mut()),
            None => None,
        }
    }

    pub(super) fn close(&mut self) {
        self.opened = None;
    }

    /// Forgets a deleted instance.
    pub(super) fn forget(&mut self, dbid: &Text) {
        self.all.remove(dbid);
        if self.opened.as_ref() == Some(dbid) {
            self.opened = None;
        }
    }

    pub(super) fn forget_all(&mut self) {
        self.opened = None;
        self.all.clear();
    }

    /// How many instances have a DBMS.
    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    pub(super) fn set_version(&mut self, version: CypherVersion) {
        self.version = version;
        for engine in self.all.values_mut() {
            engine.set_version(version);
        }
    }

    pub(super) fn set_now(&mut self, now: Timestamp) -> Result<(), Error> {
        self.now = Some(now);
        self.all.values_mut().try_for_each(|engine| engine.set_now(now))
    }

    /// Opens an instance as a database user.
    pub(super) fn open_as(&mut self, instance: &Instance, user: &str) -> Result<(), Error> {
        self.dbms_of(instance)?.login(user)?;
        self.opened = Some(instance.dbid.clone());
        Ok(())
    }

    /// Opens an instance as a console user with a predefined role.
    pub(super) fn open_with_role(
        &mut self,
        instance: &Instance,
        email: &str,
        uuid: &str,
        role: DatabaseRole,
    ) -> Result<(), Error> {
        let engine = self.dbms_of(instance)?;
        let user = escape_name(email).into_owned();
        let id = string_literal(uuid, Quotes::Single);
        let mut commands =
            vec![format!("CREATE USER {user} IF NOT EXISTS SET AUTH '{PROVIDER}' {{SET ID {id}}}")];
        for other in DatabaseRole::on(instance.tier) {
            let name = other.name(&instance.dbid);
            commands.push(if other == role {
                format!("GRANT ROLE {name} TO {user}")
            } else {
                format!("REVOKE ROLE {name} FROM {user}")
            });
        }
        as_system(engine, &commands)?;
        engine.login(email)?;
        self.opened = Some(instance.dbid.clone());
        Ok(())
    }

    /// The DBMS of an instance; a new one with the predefined roles, when there is none yet.
    fn dbms_of(&mut self, instance: &Instance) -> Result<&mut dyn Engine, Error> {
        if !self.all.contains_key(&instance.dbid) {
            let mut engine = (self.new_dbms)();
            engine.set_version(self.version);
            if let Some(now) = self.now {
                engine.set_now(now)?;
            }
            // UNKNOWN: what PUBLIC may on Aura. Elsewhere it may load external data, which the published
            // table says of viewers that they may not.
            as_system(engine.as_mut(), &["REVOKE GRANT LOAD ON ALL DATA FROM PUBLIC".to_owned()])?;
            for role in DatabaseRole::on(instance.tier) {
                let name = role.name(&instance.dbid);
                let mut commands = role_commands(&name);
                commands.extend(grants(role, &name));
                as_system(engine.as_mut(), &commands)?;
            }
            self.all.insert(instance.dbid.clone(), engine);
        }
        match self.all.get_mut(&instance.dbid) {
            Some(engine) => Ok(engine.as_mut()),
            // Just put there.
            None => Err(crate::status::ErrorKind::Internal {
                expected: "the DBMS of an instance".to_owned(),
                found: "none".to_owned(),
            }
            .into()),
        }
    }
}

/// Runs commands without authentication, as the cloud does: immutable roles and privileges can be
/// made in no other way.
fn as_system(engine: &mut dyn Engine, commands: &[String]) -> Result<(), Error> {
    engine.set_auth(false)?;
    let done =
        commands.iter().try_for_each(|command| engine.run(command, &Params::new()).map(|_| ()));
    engine.set_auth(true)?;
    done
}
