//! What every `SHOW` command of the console needs: columns, values, the check of a capability.

use super::super::session::{ConsoleSession, refused};
use crate::aura::{AccountId, Console, Decision, Invite, Refusal};
use crate::query::Column;
use crate::status::Error;
use crate::text::Text;
use crate::value::Value;
use jiff::Timestamp;
use jiff::tz::TimeZone;

pub(super) const fn shown(name: &'static str) -> Column {
    Column::default(name)
}

pub(super) const fn asked(name: &'static str) -> Column {
    Column::verbose(name)
}

pub(super) fn count(things: usize) -> Value {
    Value::Integer(i64::try_from(things).unwrap_or(i64::MAX))
}

pub(super) fn time(at: Timestamp) -> Value {
    at.to_zoned_datetime(TimeZone::UTC).into()
}

pub(super) fn allowed(decisions: Vec<Decision>) -> Result<(), Error> {
    if decisions.iter().any(Decision::is_allowed) {
        return Ok(());
    }
    Err(refused(Refusal::Denied(decisions)))
}

pub(super) fn pending_invites(session: &ConsoleSession) -> impl Iterator<Item = &Invite> {
    let now = session.now;
    session.console.invites().map(|(_, it)| it).filter(move |it| it.is_pending(now))
}

pub(super) fn email(console: &Console, account: AccountId) -> Text {
    console.account(account).map(|it| it.email.clone()).unwrap_or_default()
}
