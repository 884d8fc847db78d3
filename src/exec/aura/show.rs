//! The rows of the console's `SHOW` commands. A caller sees what the capabilities allow: lists leave
//! out the rest, and asking for the members or settings of one place is refused with the reason.

use super::places::{Place, place, project};
use super::session::{ConsoleSession, refused};
use super::words::Words;
use crate::ast::{
    ConsoleCommand, ConsolePlace, ConsoleShow, InvitesShown, NameOrParam, ShowTail, StringOrParam,
};
use crate::aura::{
    AccountId, Console, Decision, Invite, OrganizationCapability, OrganizationId, OrganizationRole,
    ProjectCapability, ProjectId, ProjectRole, Refusal, SETTINGS, SettingValue, Subject,
    same_email,
};
use crate::query::{Column, Row};
use crate::status::Error;
use crate::text::{Span, Spanned, Text};
use crate::value::Value;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Columns and rows.
pub(super) type Rows = (&'static [Column], Vec<Row>);

const fn shown(name: &'static str) -> Column {
    Column::default(name)
}

const fn asked(name: &'static str) -> Column {
    Column::verbose(name)
}

pub(super) fn show(
    session: &ConsoleSession,
    words: Words<'_>,
    what: &ConsoleShow,
) -> Result<Rows, Error> {
    let console = &session.console;
    match what {
        ConsoleShow::Organizations => organizations(session),
        ConsoleShow::Projects(within) => {
            let within = match words.optional_name(within.as_ref())? {
                Some(name) => Some(console.organization_named(&name).map_err(refused)?),
                None => None,
            };
            projects(session, within)
        }
        ConsoleShow::Tenants => tenants(session),
        ConsoleShow::Instances(within) => {
            let within = match within {
                Some(within) => Some(project(console, words, within)?),
                None => None,
            };
            instances(session, within)
        }
        ConsoleShow::Members { on, as_commands } => {
            let on = on_or_current(session, words, on.as_ref())?;
            members(session, on, *as_commands)
        }
        ConsoleShow::Invites { which, on, as_commands } => {
            let on = on.as_ref().map(|on| place(console, words, on)).transpose()?;
            invites(session, *which, on, *as_commands)
        }
        ConsoleShow::Roles => Ok(roles()),
        ConsoleShow::Settings(on) => settings(session, place(console, words, on)?),
        ConsoleShow::ApiCredentials => credentials(session),
        ConsoleShow::Account => account(session),
        // Decisions are made elsewhere.
        ConsoleShow::Capabilities { .. } => Ok((&[], Vec::new())),
    }
}

/// The place that is named, or the caller's current project.
fn on_or_current(
    session: &ConsoleSession,
    words: Words<'_>,
    on: Option<&ConsolePlace>,
) -> Result<Place, Error> {
    if let Some(on) = on {
        return place(&session.console, words, on);
    }
    let current = session.console.account(session.caller()?).and_then(|it| it.current);
    current.map(Place::Project).ok_or_else(|| {
        refused(Refusal::missing(crate::aura::Kind::Project, ""))
            .with_help("`SWITCH TO PROJECT …` chooses the current project.")
    })
}

fn count(things: usize) -> Value {
    Value::Integer(i64::try_from(things).unwrap_or(i64::MAX))
}

fn time(at: Timestamp) -> Value {
    at.to_zoned_datetime(TimeZone::UTC).into()
}

fn organizations(session: &ConsoleSession) -> Result<Rows, Error> {
    const COLUMNS: [Column; 7] = [
        shown("name"),
        shown("role"),
        shown("projects"),
        asked("id"),
        asked("plan"),
        asked("members"),
        asked("createdAt"),
    ];
    let (console, caller) = (&session.console, session.caller()?);
    let row = |(id, it): (OrganizationId, &crate::aura::Organization)| {
        let role = console.organization_role(caller, id)?;
        Some(vec![
            it.name.clone().into(),
            role.console_name().into(),
            count(console.projects_of(id).count()),
            it.uuid.clone().into(),
            it.plan.name().into(),
            count(it.members.len()),
            time(it.created),
        ])
    };
    Ok((&COLUMNS, console.organizations().filter_map(row).collect()))
}

const PROJECTS: [Column; 8] = [
    shown("name"),
    shown("organization"),
    shown("role"),
    shown("instances"),
    shown("members"),
    asked("id"),
    asked("toolAuthentication"),
    asked("current"),
];

fn project_row(session: &ConsoleSession, caller: AccountId, id: ProjectId) -> Option<Row> {
    let console = &session.console;
    let it = console.project(id)?;
    let organization = it.organization.and_then(|id| console.organization(id));
    let role = console.project_role(caller, id).map(|role| it.role_name(role));
    let is_current = console.account(caller).is_some_and(|it| it.current == Some(id));
    Some(vec![
        it.name.clone().into(),
        organization.map(|it| it.name.clone()).into(),
        role.into(),
        count(console.instances_of(id).count()),
        count(it.members.len()),
        it.uuid.clone().into(),
        it.tool_authentication.into(),
        is_current.into(),
    ])
}

fn projects(session: &ConsoleSession, within: Option<OrganizationId>) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    let is_seen = |organization: OrganizationId| {
        let needed = OrganizationCapability::ListOrgProjects;
        within.is_none_or(|within| within == organization)
            && console
                .decide_in_organization(caller, organization, needed, Subject::default())
                .is_allowed()
    };
    let seen = console.projects().filter(|(_, it)| it.organization.is_some_and(is_seen));
    Ok((&PROJECTS, seen.filter_map(|(id, _)| project_row(session, caller, id)).collect()))
}

fn tenants(session: &ConsoleSession) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    let own =
        console.projects().filter(|(_, it)| it.is_tenant() && it.members.contains_key(&caller));
    Ok((&PROJECTS, own.filter_map(|(id, _)| project_row(session, caller, id)).collect()))
}

fn instances(session: &ConsoleSession, within: Option<ProjectId>) -> Result<Rows, Error> {
    const COLUMNS: [Column; 7] = [
        shown("name"),
        shown("project"),
        shown("tier"),
        shown("status"),
        shown("toolAuthentication"),
        asked("id"),
        asked("databaseRole"),
    ];
    let (console, caller) = (&session.console, session.caller()?);
    let is_seen = |id| {
        let needed = ProjectCapability::ViewInstances;
        within.is_none_or(|within| within == id)
            && console.decide_in_project(caller, id, needed).is_allowed()
    };
    let seen = console.instances().filter(|(_, it)| is_seen(it.project));
    let row = |(id, it): (_, &crate::aura::Instance)| {
        let role = console.database_role(caller, id).map(|role| role.name(&it.dbid));
        vec![
            it.name.clone().into(),
            console.project(it.project).map(|it| it.name.clone()).into(),
            it.tier.name().into(),
            if it.is_paused { "paused" } else { "running" }.into(),
            it.tool_authentication.into(),
            it.dbid.clone().into(),
            role.into(),
        ]
    };
    Ok((&COLUMNS, seen.map(row).collect()))
}

const COMMANDS: [Column; 1] = [shown("command")];

fn members(session: &ConsoleSession, on: Place, as_commands: bool) -> Result<Rows, Error> {
    match on {
        Place::Organization(id) => organization_members(session, id, as_commands),
        Place::Project(id) => project_members(session, id, as_commands),
        Place::Instance(id) => {
            let project = session.console.instance(id).map(|it| it.project);
            project
                .map_or(Ok((&COMMANDS, Vec::new())), |it| project_members(session, it, as_commands))
        }
    }
}

fn organization_members(
    session: &ConsoleSession,
    id: OrganizationId,
    as_commands: bool,
) -> Result<Rows, Error> {
    const COLUMNS: [Column; 7] = [
        shown("email"),
        shown("role"),
        shown("status"),
        asked("userId"),
        asked("projects"),
        asked("lastActivityAt"),
        asked("exemptFromAutomaticRemoval"),
    ];
    let (console, caller) = (&session.console, session.caller()?);
    let needed = OrganizationCapability::ListUsers;
    allowed(vec![console.decide_in_organization(caller, id, needed, Subject::default())])?;
    let Some(organization) = console.organization(id) else { return Ok((&COLUMNS, Vec::new())) };
    let pending = |it: &&Invite| it.organization.is_some_and(|(of, _)| of == id);
    if as_commands {
        let members = organization.members.iter().map(|(account, member)| {
            let role = member.role.console_name();
            invite_command(&email(console, *account), organization_place(console, id), role)
        });
        return Ok((&COMMANDS, members.collect()));
    }
    let mut rows: Vec<Row> = Vec::new();
    for (account, member) in &organization.members {
        let Some(it) = console.account(*account) else { continue };
        let projects: Vec<Value> = console
            .projects_of(id)
            .filter(|(_, project)| project.members.contains_key(account))
            .map(|(_, project)| project.name.clone().into())
            .collect();
        rows.push(vec![
            it.email.clone().into(),
            member.role.console_name().into(),
            "active".into(),
            it.uuid.clone().into(),
            Value::List(projects),
            it.last_activity.map(time).unwrap_or_default(),
            member.is_exempt.into(),
        ]);
    }
    for invite in pending_invites(session).filter(pending) {
        let role = invite.organization.map(|(_, role)| role.console_name());
        let mut row = vec![invite.email.clone().into(), role.into(), "pending".into()];
        row.resize(COLUMNS.len(), Value::Null);
        rows.push(row);
    }
    Ok((&COLUMNS, rows))
}

fn project_members(
    session: &ConsoleSession,
    id: ProjectId,
    as_commands: bool,
) -> Result<Rows, Error> {
    const COLUMNS: [Column; 6] = [
        shown("email"),
        shown("role"),
        shown("status"),
        asked("organizationRole"),
        asked("userId"),
        asked("lastActivityAt"),
    ];
    let (console, caller) = (&session.console, session.caller()?);
    let mut decisions = vec![console.decide_in_project(caller, id, ProjectCapability::ViewUsers)];
    let Some(project) = console.project(id) else { return Ok((&COLUMNS, Vec::new())) };
    if let Some(organization) = project.organization {
        let needed = OrganizationCapability::ListMembersOfProject;
        let subject = Subject { project: Some(id), other: None };
        decisions.push(console.decide_in_organization(caller, organization, needed, subject));
    }
    allowed(decisions)?;
    if as_commands {
        let row = |(account, role): (&AccountId, &ProjectRole)| {
            let (email, role) = (email(console, *account), project.role_name(*role));
            let to = project_place(console, id);
            if project.is_tenant() {
                invite_command(&email, to, role)
            } else {
                add_command(&email, to, role)
            }
        };
        return Ok((&COMMANDS, project.members.iter().map(row).collect()));
    }
    let in_organization = |account| console.organization_role(account, project.organization?);
    let mut rows: Vec<Row> = Vec::new();
    for (account, role) in &project.members {
        let Some(it) = console.account(*account) else { continue };
        rows.push(vec![
            it.email.clone().into(),
            project.role_name(*role).into(),
            "active".into(),
            in_organization(*account).map(OrganizationRole::console_name).into(),
            it.uuid.clone().into(),
            it.last_activity.map(time).unwrap_or_default(),
        ]);
    }
    for invite in pending_invites(session) {
        let Some(role) = invite.projects.get(&id) else { continue };
        let in_organization = invite.organization.map(|(_, role)| role.console_name());
        rows.push(vec![
            invite.email.clone().into(),
            project.role_name(*role).into(),
            "pending".into(),
            in_organization.into(),
            Value::Null,
            Value::Null,
        ]);
    }
    Ok((&COLUMNS, rows))
}

fn allowed(decisions: Vec<Decision>) -> Result<(), Error> {
    if decisions.iter().any(Decision::is_allowed) {
        return Ok(());
    }
    Err(refused(Refusal::Denied(decisions)))
}

fn pending_invites(session: &ConsoleSession) -> impl Iterator<Item = &Invite> {
    let now = session.now;
    session.console.invites().map(|(_, it)| it).filter(move |it| it.is_pending(now))
}

fn invites(
    session: &ConsoleSession,
    which: InvitesShown,
    on: Option<Place>,
    as_commands: bool,
) -> Result<Rows, Error> {
    const COLUMNS: [Column; 10] = [
        shown("id"),
        shown("email"),
        shown("organization"),
        shown("project"),
        shown("role"),
        shown("status"),
        shown("expiresAt"),
        asked("organizationRole"),
        asked("invitedBy"),
        asked("createdAt"),
    ];
    let (console, caller) = (&session.console, session.caller()?);
    let own = email(console, caller);
    let is_own = |it: &Invite| same_email(&it.email, &own);
    let is_wanted = |it: &Invite| {
        let by_place = match on {
            None => true,
            Some(Place::Organization(id)) => it.organization.is_some_and(|(of, _)| of == id),
            Some(Place::Project(id)) => it.projects.contains_key(&id),
            Some(Place::Instance(_)) => false,
        };
        let by_state = match which {
            InvitesShown::All => true,
            InvitesShown::Pending => it.is_pending(session.now),
            // The modal lists what can still be answered.
            InvitesShown::Own => is_own(it) && it.is_pending(session.now),
        };
        by_place && by_state && (is_own(it) || sees_invite(console, caller, it))
    };
    let mut rows = Vec::new();
    for (_, it) in console.invites().filter(|(_, it)| is_wanted(it)) {
        let places: Vec<Option<(ProjectId, ProjectRole)>> = if it.projects.is_empty() {
            vec![None]
        } else {
            it.projects.iter().map(|(id, role)| Some((*id, *role))).collect()
        };
        for place in places {
            rows.push(if as_commands {
                invite_as_command(console, it, place)
            } else {
                invite_row(session, it, place)
            });
        }
    }
    Ok((if as_commands { &COMMANDS } else { &COLUMNS }, rows))
}

/// Pending invites stand in the list of users: who may see the users sees the invites.
fn sees_invite(console: &Console, caller: AccountId, it: &Invite) -> bool {
    let in_organization = it.organization.is_some_and(|(id, _)| {
        let needed = OrganizationCapability::ListUsers;
        console.decide_in_organization(caller, id, needed, Subject::default()).is_allowed()
    });
    in_organization
        || it.projects.keys().any(|id| {
            console.decide_in_project(caller, *id, ProjectCapability::ViewUsers).is_allowed()
        })
}

fn invite_row(
    session: &ConsoleSession,
    it: &Invite,
    place: Option<(ProjectId, ProjectRole)>,
) -> Row {
    let console = &session.console;
    let organization = it.organization.and_then(|(id, _)| console.organization(id));
    let in_organization = it.organization.map(|(_, role)| role.console_name());
    let project = place.and_then(|(id, role)| Some((console.project(id)?, role)));
    let role = match project {
        Some((project, role)) => Some(project.role_name(role)),
        None => in_organization,
    };
    vec![
        it.uuid.clone().into(),
        it.email.clone().into(),
        organization.map(|it| it.name.clone()).into(),
        project.map(|(project, _)| project.name.clone()).into(),
        role.into(),
        it.state(session.now).name().into(),
        time(it.expires),
        in_organization.into(),
        email(console, it.invited_by).into(),
        time(it.created),
    ]
}

fn invite_as_command(
    console: &Console,
    it: &Invite,
    place: Option<(ProjectId, ProjectRole)>,
) -> Row {
    // A project's invite gives ORG_MEMBER unless it says otherwise.
    let in_organization = it.organization.map(|(_, role)| role);
    let in_organization = in_organization.filter(|role| *role != OrganizationRole::Member);
    let (to, role, in_organization) = match (place, it.organization) {
        (Some((id, role)), _) => {
            let name = console.project(id).map_or("", |project| project.role_name(role));
            (project_place(console, id), name, in_organization)
        }
        (None, Some((id, role))) => (organization_place(console, id), role.console_name(), None),
        (None, None) => return vec![Value::Null],
    };
    vec![invite(&it.email, to, role, in_organization).to_string().into()]
}

fn roles() -> Rows {
    const COLUMNS: [Column; 4] =
        [shown("role"), shown("level"), asked("apiName"), asked("inviteApiName")];
    let of_organization = OrganizationRole::ALL.iter().map(|it| {
        vec![
            it.console_name().into(),
            "organization".into(),
            it.api_name().into(),
            it.invite_api_name().into(),
        ]
    });
    let of_project = ProjectRole::ALL.iter().map(|it| {
        vec![
            it.console_name().into(),
            "project".into(),
            it.api_name().into(),
            it.invite_api_name().into(),
        ]
    });
    // Tenants were before the API had roles.
    let of_tenant = ProjectRole::ALL
        .iter()
        .map(|it| vec![it.tenant_name().into(), "tenant".into(), Value::Null, Value::Null]);
    (&COLUMNS, of_organization.chain(of_project).chain(of_tenant).collect())
}

fn settings(session: &ConsoleSession, on: Place) -> Result<Rows, Error> {
    const COLUMNS: [Column; 3] = [shown("setting"), shown("value"), shown("takes")];
    let (console, caller) = (&session.console, session.caller()?);
    let project = match on {
        Place::Organization(_) => None,
        Place::Project(id) => console.project(id),
        Place::Instance(id) => console.instance(id).and_then(|it| console.project(it.project)),
    };
    let (organization, needed) = match (on, project) {
        (Place::Organization(id), _) => (Some(id), OrganizationCapability::ListSettings),
        (_, Some(it)) => (it.organization, OrganizationCapability::ListProjectSettings),
        _ => (None, OrganizationCapability::ListProjectSettings),
    };
    let Some(organization) = organization else {
        let tenant = project.map(|it| it.name.clone()).unwrap_or_default();
        return Err(refused(Refusal::TenantHasNone { tenant, what: "it has no settings" }));
    };
    let subject = Subject::default();
    allowed(vec![console.decide_in_organization(caller, organization, needed, subject)])?;
    let above = console.organization(organization).map(|it| &it.settings);
    let rows = SETTINGS
        .iter()
        .filter(|setting| project.is_none() || setting.is_on_project_level)
        .map(|setting| {
            let own = project.and_then(|it| it.settings.get(setting.key));
            let value = own.or_else(|| above?.get(setting.key));
            vec![
                setting.key.into(),
                value.map(setting_value).unwrap_or_default(),
                setting.expected().into(),
            ]
        });
    Ok((&COLUMNS, rows.collect()))
}

fn setting_value(value: &SettingValue) -> Value {
    match value {
        SettingValue::Switch(is_on) => (*is_on).into(),
        SettingValue::Number(number) => (*number).into(),
        SettingValue::Numbers(numbers) => {
            Value::List(numbers.iter().map(|number| Value::Integer(*number)).collect())
        }
    }
}

fn credentials(session: &ConsoleSession) -> Result<Rows, Error> {
    const COLUMNS: [Column; 3] = [shown("name"), shown("clientId"), shown("createdAt")];
    let (console, caller) = (&session.console, session.caller()?);
    let own = console.credentials().filter(|(_, it)| it.account == caller);
    let row = |(_, it): (_, &crate::aura::ApiCredential)| {
        vec![it.name.clone().into(), it.client_id.clone().into(), time(it.created)]
    };
    Ok((&COLUMNS, own.map(row).collect()))
}

fn account(session: &ConsoleSession) -> Result<Rows, Error> {
    const COLUMNS: [Column; 4] =
        [shown("email"), shown("currentProject"), shown("pendingInvites"), asked("id")];
    let (console, caller) = (&session.console, session.caller()?);
    let Some(it) = console.account(caller) else { return Ok((&COLUMNS, Vec::new())) };
    let current = it.current.and_then(|id| console.project(id));
    let pending = pending_invites(session).filter(|invite| same_email(&invite.email, &it.email));
    let row = vec![
        it.email.clone().into(),
        current.map(|it| it.name.clone()).into(),
        count(pending.count()),
        it.uuid.clone().into(),
    ];
    Ok((&COLUMNS, vec![row]))
}

fn email(console: &Console, account: AccountId) -> Text {
    console.account(account).map(|it| it.email.clone()).unwrap_or_default()
}

fn name(text: &Text) -> NameOrParam {
    NameOrParam::Name(Spanned::new(text.clone(), Span::new(0, 0)))
}

fn organization_name(console: &Console, id: OrganizationId) -> NameOrParam {
    name(&console.organization(id).map(|it| it.name.clone()).unwrap_or_default())
}

fn organization_place(console: &Console, id: OrganizationId) -> ConsolePlace {
    ConsolePlace::Organization(organization_name(console, id))
}

fn project_place(console: &Console, id: ProjectId) -> ConsolePlace {
    let Some(project) = console.project(id) else { return ConsolePlace::Tenant(name(&"".into())) };
    match project.organization {
        None => ConsolePlace::Tenant(name(&project.name)),
        Some(organization) => ConsolePlace::Project {
            name: name(&project.name),
            organization: Some(organization_name(console, organization)),
        },
    }
}

fn invite_command(email: &str, to: ConsolePlace, role: &str) -> Row {
    vec![invite(email, to, role, None).to_string().into()]
}

fn invite(
    email: &str,
    to: ConsolePlace,
    role: &str,
    in_organization: Option<OrganizationRole>,
) -> ConsoleCommand {
    ConsoleCommand::Invite {
        emails: vec![literal(email)],
        to,
        role: name(&role.into()),
        organization_role: in_organization.map(|role| name(&role.console_name().into())),
        tail: ShowTail::None,
    }
}

fn add_command(email: &str, to: ConsolePlace, role: &str) -> Row {
    let command =
        ConsoleCommand::AddMembers { emails: vec![literal(email)], to, role: name(&role.into()) };
    vec![command.to_string().into()]
}

fn literal(text: &str) -> StringOrParam {
    StringOrParam::Literal(Spanned::new(text.to_owned(), Span::new(0, 0)))
}
