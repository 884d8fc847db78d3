//! Signing up, the current project, and API credentials.

use super::acting::{Acting, Planned};
use crate::aura::capability::OrganizationCapability;
use crate::aura::change::Change;
use crate::aura::console::Console;
use crate::aura::decide::Subject;
use crate::aura::fresh::Fresh;
use crate::aura::id::{AccountId, CredentialId, OrganizationId, ProjectId};
use crate::aura::node::{Account, ApiCredential, OrganizationMember, is_email};
use crate::aura::refusal::{Kind, Refusal};
use crate::aura::role::OrganizationRole;
use crate::text::Text;
use sha2::{Digest, Sha256};

/// API credentials with the secret, which is shown this once.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCredential {
    /// The changes that make them.
    pub changes: Vec<Change>,
    /// The client id.
    pub client_id: Text,
    /// The client secret.
    pub client_secret: String,
}

impl Console {
    /// Someone opens the console: whoever has no account gets one.
    ///
    /// # Errors
    /// When the text is no e-mail address.
    pub fn sign_in(
        &self,
        email: &str,
        mut fresh: Fresh<'_>,
    ) -> Result<(AccountId, Vec<Change>), Refusal> {
        let at = fresh.now;
        if let Some(account) = self.account_of(email) {
            return Ok((account, vec![Change::AccountSeen { account, at }]));
        }
        check_email(email)?;
        let id = AccountId::after(self.accounts.keys().next_back());
        let account = Account {
            uuid: fresh.uuid(),
            email: email.into(),
            is_service: false,
            current: None,
            last_activity: Some(at),
        };
        Ok((id, vec![Change::AccountCreated { id, account: Box::new(account) }]))
    }
}

impl Acting<'_> {
    /// Shows another project from now on.
    ///
    /// # Errors
    /// When the caller is no member of it: the menu lists only one's own.
    pub fn switch_to(&self, project: ProjectId) -> Planned {
        let node = self.project(project)?;
        if !node.members.contains_key(&self.account) {
            return Err(Refusal::NotMember {
                email: self.email(self.account),
                kind: super::acting::kind_of(node),
                name: node.name.clone(),
            });
        }
        Ok(vec![Change::CurrentProjectSet { account: self.account, project: Some(project) }])
    }

    /// Makes a service account and a member of an organization of it.
    ///
    /// UNKNOWN: the manual names service accounts once, as something a project role can be assigned
    /// to. How they are made is ours, and so is the capability it takes.
    ///
    /// # Errors
    /// When the caller may not add members, or the name is taken.
    pub fn create_service_account(&mut self, name: &str, organization: OrganizationId) -> Planned {
        let needed = OrganizationCapability::InviteNonOwners;
        self.may_in_organization(organization, needed, Subject::default())?;
        if self.console.account_of(name).is_some() {
            return Err(Refusal::Taken { kind: Kind::Account, name: name.into() });
        }
        let id = AccountId::after(self.console.accounts.keys().next_back());
        let account = Account {
            uuid: self.fresh.uuid(),
            email: name.into(),
            is_service: true,
            current: None,
            last_activity: None,
        };
        let member = OrganizationMember { role: OrganizationRole::Member, is_exempt: false };
        Ok(vec![
            Change::AccountCreated { id, account: Box::new(account) },
            Change::OrganizationMemberSet { organization, account: id, member: Some(member) },
        ])
    }

    /// Makes API credentials of the caller's. Any account may: they give nothing that it has not.
    #[must_use]
    pub fn create_credential(&mut self, name: &str) -> NewCredential {
        let client_id = self.fresh.client_id();
        let client_secret = self.fresh.client_secret();
        let id = CredentialId::after(self.console.credentials.keys().next_back());
        let credential = ApiCredential {
            name: name.into(),
            client_id: client_id.clone(),
            digest: Sha256::digest(client_secret.as_bytes()).into(),
            account: self.account,
            created: self.fresh.now,
        };
        let credential = Some(Box::new(credential));
        let changes = vec![Change::CredentialSet { id, credential }];
        NewCredential { changes, client_id, client_secret }
    }

    /// Deletes API credentials of the caller's, by client id.
    ///
    /// # Errors
    /// When the caller has none with this client id.
    pub fn drop_credential(&self, client_id: &str) -> Planned {
        let is_it = |it: &ApiCredential| it.account == self.account && it.client_id == client_id;
        let found = self.console.credentials().find(|(_, it)| is_it(it));
        let (id, _) = found.ok_or_else(|| Refusal::missing(Kind::Credential, client_id))?;
        Ok(vec![Change::CredentialSet { id, credential: None }])
    }
}

/// Refuses what cannot be an e-mail address.
pub(super) fn check_email(email: &str) -> Result<(), Refusal> {
    if is_email(email) { Ok(()) } else { Err(Refusal::NotAnEmail(email.into())) }
}
