//! New passwords: what is asked of them, and how they are stored.

use super::run::Run;
use crate::ast::Password;
use crate::graph::{Credential, CredentialError, SALT_LENGTH};
use crate::status::{Error, UserError};
use rand::Rng;

/// A password as given in a statement. It has no debug text.
pub(super) struct NewPassword<'s> {
    text: &'s str,
    is_encrypted: bool,
}

impl<'s> NewPassword<'s> {
    pub(super) fn read(run: &Run<'s>, password: &'s Password) -> Result<Self, Error> {
        let text = run.password(&password.password)?;
        Ok(Self { text, is_encrypted: password.encrypted })
    }

    pub(super) fn plain(text: &'s str) -> Self {
        Self { text, is_encrypted: false }
    }

    /// Whether this is the stored password. A text that is encrypted already is compared as it
    /// stands, so it is practically never the same.
    pub(super) fn is(&self, credential: &Credential) -> bool {
        credential.matches(self.text)
    }

    /// Length for plain text, form for encrypted text.
    pub(super) fn check(&self, run: &Run<'_>) -> Result<(), Error> {
        let minimum = run.config.minimum_password_length;
        if self.is_encrypted {
            self.parse().map(|_| ())
        } else if self.text.is_empty() {
            Err(UserError::EmptyPassword.into())
        } else if self.text.chars().count() < minimum {
            Err(UserError::ShortPassword { minimum }.into())
        } else {
            Ok(())
        }
    }

    fn parse(&self) -> Result<Credential, Error> {
        Credential::parse(self.text).map_err(|error| match error {
            CredentialError::Format => UserError::EncryptedFormat.into(),
            CredentialError::Version => UserError::EncryptedVersion.into(),
        })
    }

    /// Checks the password and makes what is stored.
    pub(super) fn credential(&self, run: &mut Run<'_>) -> Result<Credential, Error> {
        self.check(run)?;
        if self.is_encrypted {
            return self.parse();
        }
        let mut salt = [0; SALT_LENGTH];
        run.random.fill_bytes(&mut salt);
        Ok(Credential::hash(self.text, &salt))
    }
}
