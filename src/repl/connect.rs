//! `:connect`: a login with a password.

use super::command::Connection;
use super::shell::Shell;
use crate::exec::Params;
use crate::status::{Error, ErrorKind};
use std::io;
use zeroize::Zeroizing;

impl Shell {
    /// Logs in, and has the password changed where it must be.
    pub(super) fn connect(&mut self, connection: Connection<'_>) -> Result<(), Error> {
        let user = connection.user.unwrap_or(self.engine.user()).to_owned();
        let password = match connection.password {
            Some(password) => password,
            None => self.ask_secret("password: ")?,
        };
        self.engine.authenticate(&user, &password)?;
        if self.engine.must_change_password() {
            self.change_password(&password)?;
        }
        match connection.database {
            Some(database) => self.engine.use_database(Some(database)),
            None => Ok(()),
        }
    }

    /// Asks for a new password. Whoever breaks off is logged in, but can do nothing else.
    fn change_password(&mut self, old: &str) -> Result<(), Error> {
        let Some(new) = self
            .outside
            .secret("The password must be changed.\nnew password: ")
            .map_err(broken_off)?
        else {
            return Ok(());
        };
        if self.ask_secret("confirm password: ")? != new {
            return Err(refused("The two passwords differ."));
        }
        let params =
            Params::from_iter([("old".into(), old.into()), ("new".into(), new.as_str().into())]);
        let statement = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new";
        self.engine.run(statement, &params).map(|_| ())
    }

    fn ask_secret(&self, prompt: &str) -> Result<Zeroizing<String>, Error> {
        let answer = self.outside.secret(prompt).map_err(broken_off)?;
        answer.ok_or_else(|| {
            refused("There is no terminal to ask for the password.")
                .with_help(":connect -u USER -p PASSWORD")
        })
    }
}

fn broken_off(error: io::Error) -> Error {
    refused(&format!("No password was given: {error}"))
}

fn refused(message: &str) -> Error {
    ErrorKind::Syntax(message.to_owned()).into()
}
