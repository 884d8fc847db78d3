//! Commands of the Aura console.

use super::context::{Built, Context, Node, Nodes, unexpected};
use super::{name, show};
use crate::ast::{
    CapabilityName, ConsoleCommand, ConsolePlace, ConsoleShow, InvitesShown, MemberSet,
    NameOrParam, RevokedInvites, SettingLiteral, StringOrParam,
};
use crate::parser::Seen;
use cypher_admin_grammar::Rule;

pub(super) fn console_command<'i>(context: &Context<'i>, node: Node<'i>) -> Built<ConsoleCommand> {
    let rule = node.as_rule();
    let whole = node.clone();
    let parts = &mut Parts { context, nodes: Nodes::of(node) };
    Ok(match rule {
        Rule::console_login => ConsoleCommand::Login(parts.string()?),
        Rule::console_logout => ConsoleCommand::Logout,
        Rule::switch_project => ConsoleCommand::SwitchTo(parts.place()?),
        Rule::open_instance => {
            ConsoleCommand::OpenInstance { instance: parts.place()?, user: parts.next_name()? }
        }
        Rule::close_instance => ConsoleCommand::CloseInstance,
        Rule::create_organization => ConsoleCommand::CreateOrganization {
            name: parts.name()?,
            if_not_exists: parts.has(Rule::if_not_exists),
            plan: parts.name_in(Rule::plan)?,
            project: parts.name_in(Rule::first_project)?,
        },
        Rule::create_project => ConsoleCommand::CreateProject {
            name: parts.name()?,
            if_not_exists: parts.has(Rule::if_not_exists),
            organization: parts.organization()?,
        },
        Rule::create_tenant => ConsoleCommand::CreateTenant {
            name: parts.name()?,
            if_not_exists: parts.has(Rule::if_not_exists),
        },
        Rule::create_instance => ConsoleCommand::CreateInstance {
            name: parts.name()?,
            if_not_exists: parts.has(Rule::if_not_exists),
            within: parts.place()?,
            tier: parts.name()?,
        },
        Rule::create_service_account => ConsoleCommand::CreateServiceAccount {
            name: parts.string()?,
            organization: parts.organization()?,
        },
        Rule::create_api_credential => {
            ConsoleCommand::CreateApiCredential { name: parts.string()?, tail: parts.tail()? }
        }
        Rule::rename_place => ConsoleCommand::Rename {
            what: parts.place()?,
            if_exists: parts.has(Rule::if_exists),
            to: parts.name()?,
        },
        Rule::drop_place => {
            ConsoleCommand::Drop { what: parts.place()?, if_exists: parts.has(Rule::if_exists) }
        }
        Rule::drop_api_credential => ConsoleCommand::DropApiCredential(parts.string()?),
        Rule::transfer_project => {
            let project = parts.name()?;
            let first = parts.organization()?;
            match parts.next_organization()? {
                Some(to) => ConsoleCommand::TransferProject { project, from: Some(first), to },
                None => ConsoleCommand::TransferProject { project, from: None, to: first },
            }
        }
        Rule::pause_instance | Rule::resume_instance => ConsoleCommand::PauseInstance {
            instance: parts.place()?,
            pause: rule == Rule::pause_instance,
        },
        Rule::set_setting => ConsoleCommand::Setting {
            of: parts.place()?,
            key: parts.string()?,
            value: Some(parts.setting_value()?),
        },
        Rule::remove_setting => {
            ConsoleCommand::Setting { of: parts.place()?, key: parts.string()?, value: None }
        }
        Rule::set_tool_authentication => ConsoleCommand::ToolAuthentication {
            of: parts.place()?,
            enabled: parts.node("a switch")?.as_rule() == Rule::switch_on,
            for_new: parts.has(Rule::for_new_instances),
        },
        Rule::invite => ConsoleCommand::Invite {
            emails: parts.strings()?,
            to: parts.place()?,
            role: parts.name()?,
            organization_role: parts.name_in(Rule::organization_role)?,
            tail: parts.tail()?,
        },
        Rule::accept_invites | Rule::decline_invites => ConsoleCommand::Answer {
            accept: rule == Rule::accept_invites,
            invites: if parts.has(Rule::all_invites) { None } else { Some(parts.strings()?) },
        },
        Rule::revoke_invites => ConsoleCommand::RevokeInvites {
            invites: match parts.nodes.take_if(Rule::invite_for) {
                Some(node) => {
                    let mut inner = Parts { context, nodes: Nodes::of(node) };
                    RevokedInvites::For(inner.string()?, inner.place()?)
                }
                None => RevokedInvites::Ids(parts.strings()?),
            },
            if_exists: parts.has(Rule::if_exists),
        },
        Rule::add_member => ConsoleCommand::AddMembers {
            emails: parts.strings()?,
            to: parts.place()?,
            role: parts.name()?,
        },
        Rule::alter_member => ConsoleCommand::AlterMember {
            email: parts.string()?,
            on: parts.place()?,
            set: match parts.nodes.take_if(Rule::exempt) {
                Some(node) => MemberSet::Exempt(Nodes::of(node).has(Rule::true_word)),
                None => MemberSet::Role(parts.name()?),
            },
        },
        Rule::remove_member => ConsoleCommand::RemoveMember {
            email: parts.string()?,
            from: parts.place()?,
            if_exists: parts.has(Rule::if_exists),
        },
        Rule::can => ConsoleCommand::Can {
            emails: parts.strings()?,
            capability: match parts.nodes.peek() {
                Some(Rule::string) => CapabilityName::Text(parts.string()?),
                _ => CapabilityName::Name(parts.name()?),
            },
            on: parts.place()?,
            to: parts.next_organization()?,
            tail: parts.tail()?,
        },
        Rule::console_show => ConsoleCommand::Show {
            what: shown(context, parts.node("what is shown")?)?,
            tail: parts.tail()?,
        },
        _ => return Err(unexpected(&whole, "a command of the console")),
    })
}

fn shown<'i>(context: &Context<'i>, node: Node<'i>) -> Built<ConsoleShow> {
    let rule = node.as_rule();
    let whole = node.clone();
    let parts = &mut Parts { context, nodes: Nodes::of(node) };
    Ok(match rule {
        Rule::show_organizations => {
            ConsoleShow::Organizations { as_commands: parts.has(Rule::as_commands_only) }
        }
        Rule::show_projects => ConsoleShow::Projects {
            within: parts.next_organization()?,
            as_commands: parts.has(Rule::as_commands_only),
        },
        Rule::show_tenants => {
            ConsoleShow::Tenants { as_commands: parts.has(Rule::as_commands_only) }
        }
        Rule::show_instances => ConsoleShow::Instances {
            within: parts.next_place()?,
            as_commands: parts.has(Rule::as_commands_only),
        },
        Rule::show_members => ConsoleShow::Members {
            on: parts.next_place()?,
            as_commands: parts.has(Rule::as_commands_only),
        },
        Rule::show_invites => ConsoleShow::Invites {
            which: if parts.has(Rule::own_invites) {
                InvitesShown::Own
            } else if parts.has(Rule::pending_invites) {
                InvitesShown::Pending
            } else {
                InvitesShown::All
            },
            on: parts.next_place()?,
            as_commands: parts.has(Rule::as_commands_only),
        },
        Rule::show_capabilities => {
            let of = match parts.nodes.take_if(Rule::for_whom) {
                Some(node) => Some(Parts { context, nodes: Nodes::of(node) }.string()?),
                None => None,
            };
            ConsoleShow::Capabilities { on: parts.next_place()?, of }
        }
        Rule::show_console_roles => ConsoleShow::Roles,
        Rule::show_console_settings => ConsoleShow::Settings {
            on: parts.place()?,
            as_commands: parts.has(Rule::as_commands_only),
        },
        Rule::show_api_credentials => ConsoleShow::ApiCredentials,
        Rule::show_account => ConsoleShow::Account,
        Rule::show_whole_console => ConsoleShow::Console,
        _ => return Err(unexpected(&whole, "what is shown")),
    })
}

/// The children of one command, taken one after the other.
struct Parts<'c, 'i> {
    context: &'c Context<'i>,
    nodes: Nodes<'i>,
}

impl<'i> Parts<'_, 'i> {
    fn node(&mut self, what: &'static str) -> Built<Node<'i>> {
        self.nodes.need(what)
    }

    fn has(&mut self, rule: Rule) -> bool {
        self.nodes.has(rule)
    }

    fn name(&mut self) -> Built<NameOrParam> {
        name::name_or_param(self.context, self.node("a name")?)
    }

    fn next_name(&mut self) -> Built<Option<NameOrParam>> {
        self.nodes.next().map(|node| name::name_or_param(self.context, node)).transpose()
    }

    /// The name inside the next child, if that is of this rule.
    fn name_in(&mut self, rule: Rule) -> Built<Option<NameOrParam>> {
        let Some(node) = self.nodes.take_if(rule) else { return Ok(None) };
        name::name_or_param(self.context, Nodes::of(node).need("a name")?).map(Some)
    }

    fn string(&mut self) -> Built<StringOrParam> {
        name::string_or_param(self.context, self.node("a string")?)
    }

    fn strings(&mut self) -> Built<Vec<StringOrParam>> {
        let node = self.node("strings")?;
        Nodes::of(node).map(|node| name::string_or_param(self.context, node)).collect()
    }

    fn organization(&mut self) -> Built<NameOrParam> {
        let node = self.node("an organization")?;
        name::name_or_param(self.context, Nodes::of(node).need("a name")?)
    }

    fn next_organization(&mut self) -> Built<Option<NameOrParam>> {
        self.name_in(Rule::organization_place)
    }

    fn place(&mut self) -> Built<ConsolePlace> {
        let node = self.node("a place")?;
        let rule = node.as_rule();
        let inner = &mut Parts { context: self.context, nodes: Nodes::of(node.clone()) };
        Ok(match rule {
            Rule::organization_place => ConsolePlace::Organization(inner.name()?),
            Rule::project_place => ConsolePlace::Project {
                name: inner.name()?,
                organization: inner.next_organization()?,
            },
            Rule::tenant_place => ConsolePlace::Tenant(inner.name()?),
            Rule::instance_place => ConsolePlace::Instance {
                name: inner.name()?,
                within: inner.next_place()?.map(Box::new),
            },
            _ => return Err(unexpected(&node, "a place")),
        })
    }

    fn next_place(&mut self) -> Built<Option<ConsolePlace>> {
        match self.nodes.peek() {
            Some(
                Rule::organization_place
                | Rule::project_place
                | Rule::tenant_place
                | Rule::instance_place,
            ) => self.place().map(Some),
            _ => Ok(None),
        }
    }

    fn setting_value(&mut self) -> Built<SettingLiteral> {
        let node = self.node("a value")?;
        Ok(match node.as_rule() {
            Rule::true_word => SettingLiteral::Switch(true),
            Rule::false_word => SettingLiteral::Switch(false),
            Rule::uint => {
                SettingLiteral::Number(name::uint(self.context, &node, Seen::Always)?.value)
            }
            Rule::setting_numbers => {
                let number =
                    |node: Node<'i>| Ok(name::uint(self.context, &node, Seen::Always)?.value);
                SettingLiteral::Numbers(Nodes::of(node).map(number).collect::<Built<_>>()?)
            }
            _ => SettingLiteral::Param(name::param(self.context, node)?),
        })
    }

    fn tail(&mut self) -> Built<crate::ast::ShowTail> {
        show::tail(self.context, &mut self.nodes)
    }
}
