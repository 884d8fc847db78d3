//! Every command of the console: names are looked up, the caller acts, rows are made.

use super::ask::{can, capabilities};
use super::bridge::Instances;
use super::places::{Place, instance, organization_role, place, project, project_role, tier};
use super::session::{ConsoleSession, refused};
use super::show::{self, Rows};
use super::words::Words;
use crate::ast::{ConsoleCommand, ConsolePlace, ConsoleShow, MemberSet, RevokedInvites, ShowTail};
use crate::aura::{
    Change, Invitation, InviteId, Kind, OrganizationId, Refusal, Setting, Tier, same_email,
};
use crate::exec::{Outcome, Params};
use crate::query::{Column, Env, Table, run_tail};
use crate::status::{ConsoleError, ConsoleErrorClass, Error};
use crate::text::Text;
use crate::value::Value;
use jiff::tz::TimeZone;

pub(super) const NEW_CREDENTIAL: [Column; 3] =
    [Column::default("name"), Column::default("clientId"), Column::default("clientSecret")];

pub(super) const NEW_INVITES: [Column; 4] = [
    Column::default("id"),
    Column::default("email"),
    Column::default("status"),
    Column::default("expiresAt"),
];

/// Runs one command. What it changed must be ended by the caller, kept or not.
pub(super) fn run(
    session: &mut ConsoleSession,
    instances: &mut Instances,
    command: &ConsoleCommand,
    params: &Params,
) -> Result<Outcome, Error> {
    let words = Words(params);
    let mut acts = Acts { session, instances, words };
    match command {
        ConsoleCommand::Show { what: ConsoleShow::Capabilities { on, of }, tail } => {
            let rows = capabilities(acts.session, words, on.as_ref(), of.as_ref())?;
            acts.rows(rows, tail)
        }
        ConsoleCommand::Show { what, tail } => {
            let rows = show::show(acts.session, words, what)?;
            acts.rows(rows, tail)
        }
        ConsoleCommand::Can { emails, capability, on, to, tail } => {
            let rows = can(acts.session, words, emails, capability, on, to.as_ref())?;
            acts.rows(rows, tail)
        }
        ConsoleCommand::Invite { emails, to, role, organization_role, tail } => {
            let rows = acts.invite(emails, to, role, organization_role.as_ref())?;
            acts.rows_if_asked(rows, tail)
        }
        ConsoleCommand::CreateApiCredential { name, tail } => {
            let name = words.text(name)?;
            let made = acts.session.plan(|it| Ok(it.create_credential(&name)))?;
            acts.session.make(made.changes);
            let row = vec![name.into(), made.client_id.into(), made.client_secret.into()];
            acts.rows((&NEW_CREDENTIAL, vec![row]), tail)
        }
        command => acts.act(command).map(|()| Outcome::default()),
    }
}

struct Acts<'a> {
    session: &'a mut ConsoleSession,
    instances: &'a mut Instances,
    words: Words<'a>,
}

impl Acts<'_> {
    fn rows(&self, (columns, rows): Rows, tail: &ShowTail) -> Result<Outcome, Error> {
        let source = Table { columns: columns.to_vec(), rows, composable: false };
        let now = self.session.now.to_zoned_datetime(TimeZone::UTC);
        let rows = run_tail(&source, tail, &Env::new(self.words.0, now, 0))?;
        Ok(Outcome {
            columns: Some(rows.columns.iter().map(ToString::to_string).collect()),
            rows: rows.rows,
            ..Outcome::default()
        })
    }

    /// Commands that change something give rows only when they are asked to.
    fn rows_if_asked(&self, rows: Rows, tail: &ShowTail) -> Result<Outcome, Error> {
        match tail {
            ShowTail::None => Ok(Outcome::default()),
            tail => self.rows(rows, tail),
        }
    }

    fn place(&self, written: &ConsolePlace) -> Result<Place, Error> {
        place(&self.session.console, self.words, written)
    }

    /// A place, or none when it is missing and may be.
    fn place_if(&self, written: &ConsolePlace, if_exists: bool) -> Result<Option<Place>, Error> {
        or_missing(self.place(written), if_exists)
    }

    fn organization(&self, name: &crate::ast::NameOrParam) -> Result<OrganizationId, Error> {
        let name = self.words.name(name)?;
        self.session.console.organization_named(&name).map_err(refused)
    }

    /// Commands without rows.
    fn act(&mut self, command: &ConsoleCommand) -> Result<(), Error> {
        let words = self.words;
        match command {
            ConsoleCommand::Login(email) => {
                self.instances.close();
                self.session.login(&words.text(email)?)
            }
            ConsoleCommand::Logout => {
                self.instances.close();
                self.session.account = None;
                Ok(())
            }
            ConsoleCommand::SwitchTo(written) => {
                let id = project(&self.session.console, words, written)?;
                self.session.act(|it| it.switch_to(id))
            }
            ConsoleCommand::OpenInstance { instance: written, user } => {
                self.open(written, words.optional_name(user.as_ref())?)
            }
            ConsoleCommand::CloseInstance => {
                self.instances.close();
                Ok(())
            }
            ConsoleCommand::CreateOrganization { name, if_not_exists, plan, project } => {
                let name = words.name(name)?;
                let plan = match words.optional_name(plan.as_ref())? {
                    Some(plan) => tier(&plan)?,
                    None => Tier::Professional,
                };
                let project = words.optional_name(project.as_ref())?;
                self.create(*if_not_exists, |it| {
                    it.create_organization(&name, plan, project.as_deref())
                })
            }
            ConsoleCommand::CreateProject { name, if_not_exists, organization } => {
                let (name, organization) = (words.name(name)?, self.organization(organization)?);
                self.create(*if_not_exists, |it| it.create_project(&name, organization))
            }
            ConsoleCommand::CreateTenant { name, if_not_exists } => {
                let name = words.name(name)?;
                self.create(*if_not_exists, |it| it.create_tenant(&name))
            }
            ConsoleCommand::CreateInstance { name, if_not_exists, within, tier: written } => {
                let (name, tier) = (words.name(name)?, tier(&words.name(written)?)?);
                let within = project(&self.session.console, words, within)?;
                self.create(*if_not_exists, |it| it.create_instance(&name, within, tier))
            }
            ConsoleCommand::CreateServiceAccount { name, organization } => {
                let (name, organization) = (words.text(name)?, self.organization(organization)?);
                self.session.act(|it| it.create_service_account(&name, organization))
            }
            ConsoleCommand::Rename { what, if_exists, to } => {
                let to = words.name(to)?;
                let Some(place) = self.place_if(what, *if_exists)? else { return Ok(()) };
                self.session.act(|it| match place {
                    Place::Organization(id) => it.rename_organization(id, &to),
                    Place::Project(id) => it.rename_project(id, &to),
                    Place::Instance(id) => it.rename_instance(id, &to),
                })
            }
            ConsoleCommand::Drop { what, if_exists } => {
                let Some(place) = self.place_if(what, *if_exists)? else { return Ok(()) };
                self.drop(place)
            }
            ConsoleCommand::DropApiCredential(id) => {
                let id = words.text(id)?;
                self.session.act(|it| it.drop_credential(&id))
            }
            ConsoleCommand::TransferProject { project, from, to } => {
                let from = match from {
                    Some(from) => Some(self.organization(from)?),
                    None => None,
                };
                let project = words.name(project)?;
                let project =
                    self.session.console.project_named(&project, from).map_err(refused)?;
                let to = self.organization(to)?;
                self.session.act(|it| it.transfer_project(project, to))
            }
            ConsoleCommand::PauseInstance { instance: written, pause } => {
                let id = instance(&self.session.console, words, written)?;
                self.session.act(|it| it.pause_instance(id, *pause))
            }
            ConsoleCommand::Setting { of, key, value } => self.set(of, key, value.as_ref()),
            ConsoleCommand::ToolAuthentication { of, enabled, for_new } => {
                let place = self.place(of)?;
                self.session.act(|it| match place {
                    Place::Instance(id) => it.set_instance_tool_authentication(id, *enabled),
                    Place::Project(id) => {
                        it.set_project_tool_authentication(id, *enabled, *for_new)
                    }
                    Place::Organization(_) => Err(Refusal::missing(Kind::Project, &of.to_string())),
                })
            }
            ConsoleCommand::Answer { accept, invites } => self.answer(*accept, invites.as_deref()),
            ConsoleCommand::RevokeInvites { invites, if_exists } => {
                self.revoke(invites, *if_exists)
            }
            ConsoleCommand::AddMembers { emails, to, role } => {
                let (emails, to) =
                    (words.texts(emails)?, project(&self.session.console, words, to)?);
                let role = project_role(&self.session.console, to, &words.name(role)?)?;
                for email in emails {
                    let account = self.session.console.need_account(&email).map_err(refused)?;
                    self.session.act(|it| it.add_member(account, to, role))?;
                }
                Ok(())
            }
            ConsoleCommand::AlterMember { email, on, set } => {
                let (email, place) = (words.text(email)?, self.place(on)?);
                self.alter_member(&email, place, set)
            }
            ConsoleCommand::RemoveMember { email, from, if_exists } => {
                let (email, place) = (words.text(email)?, self.place(from)?);
                let account = self.session.console.need_account(&email).map_err(refused);
                let Some(account) = or_missing(account, *if_exists)? else { return Ok(()) };
                let removed = self.session.act(|it| match place {
                    Place::Organization(id) => it.remove_from_organization(account, id),
                    Place::Project(id) => it.remove_from_project(account, id),
                    Place::Instance(_) => Err(Refusal::missing(Kind::Project, &from.to_string())),
                });
                or_missing(removed, *if_exists).map(|_| ())
            }
            // These have rows and are run above.
            ConsoleCommand::Show { .. }
            | ConsoleCommand::Can { .. }
            | ConsoleCommand::Invite { .. }
            | ConsoleCommand::CreateApiCredential { .. } => Ok(()),
        }
    }

    fn create(
        &mut self,
        if_not_exists: bool,
        act: impl FnOnce(&mut crate::aura::Acting<'_>) -> crate::aura::Planned,
    ) -> Result<(), Error> {
        self.session.act(|it| match act(it) {
            Err(Refusal::Taken { .. }) if if_not_exists => Ok(Vec::new()),
            planned => planned,
        })
    }

    fn drop(&mut self, place: Place) -> Result<(), Error> {
        match place {
            Place::Organization(id) => self.session.act(|it| it.drop_organization(id)),
            Place::Project(id) => self.session.act(|it| it.drop_project(id)),
            Place::Instance(id) => {
                let dbid = self.session.console.instance(id).map(|it| it.dbid.clone());
                self.session.act(|it| it.drop_instance(id))?;
                if let Some(dbid) = dbid {
                    self.instances.forget(&dbid);
                }
                Ok(())
            }
        }
    }

    fn open(&mut self, written: &ConsolePlace, user: Option<Text>) -> Result<(), Error> {
        let id = instance(&self.session.console, self.words, written)?;
        self.session.plan(|it| it.open_instance(id))?;
        let caller = self.session.caller()?;
        let console = &self.session.console;
        let Some(instance) = console.instance(id) else { return Ok(()) };
        if instance.is_paused {
            let message = format!("Failed to open instance '{}': it is paused.", instance.name);
            let error = Error::from(ConsoleError { class: ConsoleErrorClass::Conflict, message });
            return Err(error.with_help(format!("`RESUME {written}` first.")));
        }
        if let Some(user) = user {
            return self.instances.open_as(instance, &user);
        }
        match (console.account(caller), console.database_role(caller, id)) {
            (Some(account), Some(role)) => {
                self.instances.open_with_role(instance, &account.email, &account.uuid, role)
            }
            _ => {
                let reason = if instance.tool_authentication {
                    "your console role brings no predefined database role"
                } else {
                    "tool authentication is off there"
                };
                let message =
                    format!("Instance '{}' needs a database user: {reason}.", instance.name);
                let class = ConsoleErrorClass::Unauthorized;
                Err(Error::from(ConsoleError { class, message })
                    .with_help(format!("`OPEN {written} AS user` logs in as a database user.")))
            }
        }
    }

    fn set(
        &mut self,
        of: &ConsolePlace,
        key: &crate::ast::StringOrParam,
        value: Option<&crate::ast::SettingLiteral>,
    ) -> Result<(), Error> {
        let place = self.place(of)?;
        let key = self.words.text(key)?;
        let setting = Setting::named(&key).ok_or_else(|| {
            let names: Vec<_> = crate::aura::SETTINGS.iter().map(|it| it.key).collect();
            refused(Refusal::missing(Kind::Setting, &key))
                .with_help(format!("The settings are {}.", names.join(", ")))
        })?;
        let value = match value {
            None => None,
            Some(literal) => Some(self.words.setting(literal)?.ok_or_else(|| {
                refused(Refusal::SettingValue {
                    setting: setting.key,
                    expected: setting.expected(),
                })
            })?),
        };
        self.session.act(|it| match place {
            Place::Organization(id) => it.set_setting(id, setting, value),
            Place::Project(id) => it.set_project_setting(id, setting, value),
            Place::Instance(_) => Err(Refusal::missing(Kind::Organization, &of.to_string())),
        })
    }

    fn invite(
        &mut self,
        emails: &[crate::ast::StringOrParam],
        to: &ConsolePlace,
        role: &crate::ast::NameOrParam,
        in_organization: Option<&crate::ast::NameOrParam>,
    ) -> Result<Rows, Error> {
        let words = self.words;
        let (emails, role) = (words.texts(emails)?, words.name(role)?);
        let in_organization = match words.optional_name(in_organization)? {
            Some(role) => Some(organization_role(&role)?),
            None => None,
        };
        let console = &self.session.console;
        let invitation = match self.place(to)? {
            Place::Organization(id) => Invitation {
                organization: Some((id, organization_role(&role)?)),
                projects: Default::default(),
            },
            Place::Project(id) => {
                let role = project_role(console, id, &role)?;
                Invitation::to_project(console, id, role, in_organization).map_err(refused)?
            }
            Place::Instance(_) => {
                return Err(refused(Refusal::missing(Kind::Project, &to.to_string())));
            }
        };
        let changes = self.session.plan(|it| it.invite(&emails, &invitation))?;
        let row = |change: &Change| match change {
            Change::InviteCreated { invite, .. } => Some(vec![
                invite.uuid.clone().into(),
                invite.email.clone().into(),
                "pending".into(),
                Value::from(invite.expires.to_zoned_datetime(TimeZone::UTC)),
            ]),
            _ => None,
        };
        let rows = changes.iter().filter_map(row).collect();
        self.session.make(changes);
        Ok((&NEW_INVITES, rows))
    }

    fn answer(
        &mut self,
        accept: bool,
        invites: Option<&[crate::ast::StringOrParam]>,
    ) -> Result<(), Error> {
        let ids: Vec<InviteId> = match invites {
            Some(uuids) => self.invites_by_uuid(&self.words.texts(uuids)?)?,
            None => self.session.plan(|it| Ok(it.own_invites().collect()))?,
        };
        for id in ids {
            self.session.act(|it| if accept { it.accept(id) } else { it.decline(id) })?;
        }
        Ok(())
    }

    fn revoke(&mut self, invites: &RevokedInvites, if_exists: bool) -> Result<(), Error> {
        let ids = match invites {
            RevokedInvites::Ids(uuids) => {
                let ids = self.invites_by_uuid(&self.words.texts(uuids)?);
                or_missing(ids, if_exists)?.unwrap_or_default()
            }
            RevokedInvites::For(email, on) => {
                let (email, place) = (self.words.text(email)?, self.place(on)?);
                let found = self.pending_invite(&email, place);
                or_missing(found, if_exists)?.into_iter().collect()
            }
        };
        ids.into_iter().try_for_each(|id| self.session.act(|it| it.revoke(id)))
    }

    fn invites_by_uuid(&self, uuids: &[Text]) -> Result<Vec<InviteId>, Error> {
        let console = &self.session.console;
        uuids.iter().map(|uuid| console.invite_named(uuid).map_err(refused)).collect()
    }

    fn pending_invite(&self, email: &str, place: Place) -> Result<InviteId, Error> {
        let now = self.session.now;
        let mut invites = self.session.console.invites().filter(|(_, it)| {
            it.is_pending(now)
                && same_email(&it.email, email)
                && match place {
                    Place::Organization(id) => it.organization.is_some_and(|(of, _)| of == id),
                    Place::Project(id) => it.projects.contains_key(&id),
                    Place::Instance(_) => false,
                }
        });
        let found = invites.next().map(|(id, _)| id);
        found.ok_or_else(|| refused(Refusal::missing(Kind::Invite, email)))
    }

    fn alter_member(&mut self, email: &str, place: Place, set: &MemberSet) -> Result<(), Error> {
        let account = self.session.console.need_account(email).map_err(refused)?;
        match (set, place) {
            (MemberSet::Role(role), Place::Organization(id)) => {
                let role = organization_role(&self.words.name(role)?)?;
                self.session.act(|it| it.set_organization_role(account, id, role))
            }
            (MemberSet::Role(role), Place::Project(id)) => {
                let role = project_role(&self.session.console, id, &self.words.name(role)?)?;
                self.session.act(|it| it.set_project_role(account, id, role))
            }
            (MemberSet::Exempt(is_exempt), Place::Organization(id)) => {
                self.session.act(|it| it.set_exempt(account, id, *is_exempt))
            }
            (MemberSet::Exempt(_), _) | (_, Place::Instance(_)) => {
                let message = "Members of organizations and projects have roles; only those of organizations can be exempt.";
                let class = ConsoleErrorClass::Invalid;
                Err(ConsoleError { class, message: message.to_owned() }.into())
            }
        }
    }
}

/// What is missing is none, where it may be.
fn or_missing<T>(result: Result<T, Error>, if_exists: bool) -> Result<Option<T>, Error> {
    match result {
        Err(error) if if_exists && is_missing(&error) => Ok(None),
        result => result.map(Some),
    }
}

fn is_missing(error: &Error) -> bool {
    matches!(&error.kind, crate::status::ErrorKind::Console(error) if error.class == ConsoleErrorClass::NotFound)
}
