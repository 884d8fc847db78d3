//! `SHOW` commands.

use super::Outcome;
use super::run::Run;
use crate::ast::Show;
use crate::status::{Error, ErrorKind};

pub(super) fn show<'s>(_: &mut Run<'s>, _: &'s Show) -> Result<Outcome, Error> {
    Err(ErrorKind::NotExecuted { command: "SHOW" }.into())
}
