//! Commands of the Aura console: a language of ours, in the house style of Neo4j's.

use super::{NameOrParam, ShowTail, StringOrParam};

/// One statement that Neo4j does not have.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Extension {
    /// A question about access.
    Access(Box<super::AccessCommand>),
    /// A command of the Aura console.
    Console(Box<ConsoleCommand>),
}

/// Where in the console.
#[derive(Debug, Clone, PartialEq)]
pub enum ConsolePlace {
    /// `ORGANIZATION name`
    Organization(NameOrParam),
    /// `PROJECT name [IN ORGANIZATION name]`
    Project {
        /// The project.
        name: NameOrParam,
        /// Its organization, where several have one of this name.
        organization: Option<NameOrParam>,
    },
    /// `TENANT name`
    Tenant(NameOrParam),
    /// `INSTANCE name [IN { PROJECT | TENANT } …]`
    Instance {
        /// The instance.
        name: NameOrParam,
        /// Its project, where several have one of this name.
        within: Option<Box<ConsolePlace>>,
    },
}

/// One command of the Aura console.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ConsoleCommand {
    /// `CONSOLE LOGIN 'email'`
    Login(StringOrParam),
    /// `CONSOLE LOGOUT`
    Logout,
    /// `SWITCH TO { PROJECT | TENANT } …`
    SwitchTo(ConsolePlace),
    /// `OPEN INSTANCE … [AS user]`
    OpenInstance {
        /// The instance.
        instance: ConsolePlace,
        /// The database user to log in as.
        user: Option<NameOrParam>,
    },
    /// `CLOSE INSTANCE`
    CloseInstance,
    /// `CREATE ORGANIZATION name [IF NOT EXISTS] [PLAN tier] [WITH PROJECT name]`
    CreateOrganization {
        /// The name.
        name: NameOrParam,
        /// Whether an existing one is no error.
        if_not_exists: bool,
        /// The plan it is on.
        plan: Option<NameOrParam>,
        /// Its first project.
        project: Option<NameOrParam>,
    },
    /// `CREATE PROJECT name [IF NOT EXISTS] IN ORGANIZATION name`
    CreateProject {
        /// The name.
        name: NameOrParam,
        /// Whether an existing one is no error.
        if_not_exists: bool,
        /// Where.
        organization: NameOrParam,
    },
    /// `CREATE TENANT name [IF NOT EXISTS]`
    CreateTenant {
        /// The name.
        name: NameOrParam,
        /// Whether an existing one is no error.
        if_not_exists: bool,
    },
    /// `CREATE INSTANCE name [IF NOT EXISTS] IN { PROJECT | TENANT } … TIER tier`
    CreateInstance {
        /// The name.
        name: NameOrParam,
        /// Whether an existing one is no error.
        if_not_exists: bool,
        /// Where.
        within: ConsolePlace,
        /// Its tier.
        tier: NameOrParam,
    },
    /// `CREATE SERVICE ACCOUNT 'name' IN ORGANIZATION name`
    CreateServiceAccount {
        /// The name.
        name: StringOrParam,
        /// Where.
        organization: NameOrParam,
    },
    /// `CREATE API CREDENTIAL 'client name'`
    CreateApiCredential {
        /// The client name.
        name: StringOrParam,
        /// `YIELD …`
        tail: ShowTail,
    },
    /// `RENAME { ORGANIZATION | PROJECT | TENANT | INSTANCE } … [IF EXISTS] TO name`
    Rename {
        /// What.
        what: ConsolePlace,
        /// Whether a missing one is no error.
        if_exists: bool,
        /// The new name.
        to: NameOrParam,
    },
    /// `DROP { ORGANIZATION | PROJECT | TENANT | INSTANCE } … [IF EXISTS]`
    Drop {
        /// What.
        what: ConsolePlace,
        /// Whether a missing one is no error.
        if_exists: bool,
    },
    /// `DROP API CREDENTIAL 'client id'`
    DropApiCredential(StringOrParam),
    /// `TRANSFER PROJECT name [FROM ORGANIZATION name] TO ORGANIZATION name`
    TransferProject {
        /// The project.
        project: NameOrParam,
        /// Where it is.
        from: Option<NameOrParam>,
        /// Where it goes.
        to: NameOrParam,
    },
    /// `PAUSE INSTANCE …` and `RESUME INSTANCE …`
    PauseInstance {
        /// The instance.
        instance: ConsolePlace,
        /// Whether it is paused rather than resumed.
        pause: bool,
    },
    /// `ALTER { ORGANIZATION | PROJECT } … { SET SETTING 'key' TO value | REMOVE SETTING 'key' }`
    Setting {
        /// Of what.
        of: ConsolePlace,
        /// Which.
        key: StringOrParam,
        /// The value; none removes it.
        value: Option<SettingLiteral>,
    },
    /// `ALTER { PROJECT | INSTANCE } … SET TOOL AUTHENTICATION { ENABLED | DISABLED }
    /// [FOR NEW INSTANCES]`
    ToolAuthentication {
        /// Of what.
        of: ConsolePlace,
        /// Whether it is enabled.
        enabled: bool,
        /// Whether of instances to come.
        for_new: bool,
    },
    /// `INVITE USER[S] 'email'[, …] TO … AS role [WITH ORGANIZATION ROLE role]`
    Invite {
        /// Who.
        emails: Vec<StringOrParam>,
        /// To what.
        to: ConsolePlace,
        /// The role there.
        role: NameOrParam,
        /// The role in the project's organization.
        organization_role: Option<NameOrParam>,
        /// `YIELD …`
        tail: ShowTail,
    },
    /// `{ ACCEPT | DECLINE } { INVITE[S] 'id'[, …] | ALL INVITES }`
    Answer {
        /// Whether they are accepted rather than declined.
        accept: bool,
        /// Which; none stands for all.
        invites: Option<Vec<StringOrParam>>,
    },
    /// `REVOKE INVITE[S] { 'id'[, …] | FOR 'email' ON … } [IF EXISTS]`
    RevokeInvites {
        /// Which.
        invites: RevokedInvites,
        /// Whether a missing one is no error.
        if_exists: bool,
    },
    /// `ADD USER[S] 'email'[, …] TO PROJECT … AS role`
    AddMembers {
        /// Who.
        emails: Vec<StringOrParam>,
        /// To what.
        to: ConsolePlace,
        /// The role there.
        role: NameOrParam,
    },
    /// `ALTER MEMBER 'email' ON … SET { ROLE role | EXEMPT { TRUE | FALSE } }`
    AlterMember {
        /// Who.
        email: StringOrParam,
        /// Where.
        on: ConsolePlace,
        /// What changes.
        set: MemberSet,
    },
    /// `REMOVE MEMBER 'email' FROM … [IF EXISTS]`
    RemoveMember {
        /// Who.
        email: StringOrParam,
        /// Where from.
        from: ConsolePlace,
        /// Whether a missing one is no error.
        if_exists: bool,
    },
    /// `CAN 'email'[, …] capability ON … [TO ORGANIZATION name]`
    Can {
        /// Who.
        emails: Vec<StringOrParam>,
        /// The capability, by name or text.
        capability: CapabilityName,
        /// Where.
        on: ConsolePlace,
        /// The destination of a transfer.
        to: Option<NameOrParam>,
        /// `YIELD …`
        tail: ShowTail,
    },
    /// `SHOW …`
    Show {
        /// What.
        what: ConsoleShow,
        /// `YIELD …`
        tail: ShowTail,
    },
}

/// A capability: `list_users`, `` `list-users` `` or `'List users'`.
#[derive(Debug, Clone, PartialEq)]
pub enum CapabilityName {
    /// As a name.
    Name(NameOrParam),
    /// As a string.
    Text(StringOrParam),
}

/// Which invites are taken back.
#[derive(Debug, Clone, PartialEq)]
pub enum RevokedInvites {
    /// By id.
    Ids(Vec<StringOrParam>),
    /// `FOR 'email' ON …`
    For(StringOrParam, ConsolePlace),
}

/// What changes about a member.
#[derive(Debug, Clone, PartialEq)]
pub enum MemberSet {
    /// `ROLE role`
    Role(NameOrParam),
    /// `EXEMPT { TRUE | FALSE }`: from the inactivity policy.
    Exempt(bool),
}

/// The value of a setting as written.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingLiteral {
    /// `true`, `false`
    Switch(bool),
    /// `90`
    Number(u64),
    /// `[7, 14]`
    Numbers(Vec<u64>),
    /// A parameter.
    Param(super::Param),
}

/// What a `SHOW` command of the console shows.
#[derive(Debug, Clone, PartialEq)]
pub enum ConsoleShow {
    /// `ORGANIZATIONS [AS COMMANDS]`
    Organizations {
        /// `AS COMMANDS`
        as_commands: bool,
    },
    /// `PROJECTS [IN ORGANIZATION name] [AS COMMANDS]`
    Projects {
        /// In which organization.
        within: Option<NameOrParam>,
        /// `AS COMMANDS`
        as_commands: bool,
    },
    /// `TENANTS [AS COMMANDS]`
    Tenants {
        /// `AS COMMANDS`
        as_commands: bool,
    },
    /// `INSTANCES [IN { PROJECT | TENANT } …] [AS COMMANDS]`
    Instances {
        /// In which project or tenant.
        within: Option<ConsolePlace>,
        /// `AS COMMANDS`
        as_commands: bool,
    },
    /// `MEMBERS [ON …] [AS COMMANDS]`; of the current project when nothing is named.
    Members {
        /// Of what.
        on: Option<ConsolePlace>,
        /// `AS COMMANDS`
        as_commands: bool,
    },
    /// `[CURRENT USER | PENDING | ALL] INVITES [ON …] [AS COMMANDS]`
    Invites {
        /// Which.
        which: InvitesShown,
        /// To what.
        on: Option<ConsolePlace>,
        /// `AS COMMANDS`
        as_commands: bool,
    },
    /// `CAPABILITIES [[FOR 'email'] ON …]`: the tables, or decisions.
    Capabilities {
        /// Where.
        on: Option<ConsolePlace>,
        /// Whose; the caller's when nobody is named.
        of: Option<StringOrParam>,
    },
    /// `CONSOLE ROLES`
    Roles,
    /// `SETTINGS ON … [AS COMMANDS]`
    Settings {
        /// Of what.
        on: ConsolePlace,
        /// `AS COMMANDS`
        as_commands: bool,
    },
    /// `API CREDENTIALS`
    ApiCredentials,
    /// `CURRENT ACCOUNT`
    Account,
    /// `CONSOLE AS COMMANDS`: everything, whoever looks.
    Console,
}

/// Which invites are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvitesShown {
    /// Every one, answered or not.
    All,
    /// `PENDING`
    Pending,
    /// `CURRENT USER`: those sent to the caller.
    Own,
}
