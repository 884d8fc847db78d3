//! The console's state and who is logged in to it; one command is all done or not at all.

use crate::aura::{AccountId, Acting, Change, Console, Fresh, Refusal, RefusalClass, Undo};
use crate::status::{ConsoleError, ConsoleErrorClass, Error};
use jiff::Timestamp;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// The console and one session of it.
#[derive(Debug)]
pub(super) struct ConsoleSession {
    pub(super) console: Console,
    /// Who acts; nobody before the first login.
    pub(super) account: Option<AccountId>,
    pub(super) now: Timestamp,
    random: StdRng,
    undos: Vec<Undo>,
    updates: u64,
}

impl ConsoleSession {
    pub(super) fn new(seed: [u8; 32], now: Timestamp) -> Self {
        Self {
            console: Console::default(),
            account: None,
            now,
            random: StdRng::from_seed(seed),
            undos: Vec::new(),
            updates: 0,
        }
    }

    /// Goes on with another console, to which nobody is logged in.
    pub(super) fn restore(&mut self, console: Console) {
        self.console = console;
        self.account = None;
        self.undos.clear();
        self.updates = 0;
    }

    /// Who acts.
    pub(super) fn caller(&self) -> Result<AccountId, Error> {
        self.account.ok_or_else(|| {
            let message = "Nobody is logged in to the Aura console.".to_owned();
            Error::from(ConsoleError { class: ConsoleErrorClass::Unauthorized, message })
                .with_help("Type `CONSOLE LOGIN 'you@example.com'` first; an account is made if there is none.")
        })
    }

    /// Lets the caller act; nothing is changed yet.
    pub(super) fn plan<T>(
        &mut self,
        act: impl FnOnce(&mut Acting<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Error> {
        let account = self.caller()?;
        let mut random = |bytes: &mut [u8]| self.random.fill_bytes(bytes);
        let fresh = Fresh { now: self.now, random: &mut random };
        act(&mut Acting { console: &self.console, account, fresh }).map_err(refused)
    }

    /// Lets the caller act and makes what is planned.
    pub(super) fn act(
        &mut self,
        act: impl FnOnce(&mut Acting<'_>) -> Result<Vec<Change>, Refusal>,
    ) -> Result<(), Error> {
        let changes = self.plan(act)?;
        self.make(changes);
        Ok(())
    }

    /// Makes changes that can be taken back while the command lasts.
    pub(super) fn make(&mut self, changes: Vec<Change>) {
        for change in changes {
            let undo = self.console.apply(change);
            if !undo.is_nothing() {
                self.updates += 1;
                self.undos.push(undo);
            }
        }
    }

    /// What the inactivity policies have done since the last command. It is nobody's act, and no
    /// failure of the command takes it back.
    pub(super) fn remove_inactive(&mut self) {
        while let Some(changes) = self.console.next_inactive(self.now) {
            for change in changes {
                let _ = self.console.apply(change);
            }
        }
    }

    /// Whoever acts is active.
    pub(super) fn touch(&mut self) {
        if let Some(account) = self.account {
            let _ = self.console.apply(Change::AccountSeen { account, at: self.now });
        }
    }

    /// Logs in; whoever has no account signs up.
    pub(super) fn login(&mut self, email: &str) -> Result<(), Error> {
        let mut random = |bytes: &mut [u8]| self.random.fill_bytes(bytes);
        let fresh = Fresh { now: self.now, random: &mut random };
        let (account, changes) = self.console.sign_in(email, fresh).map_err(refused)?;
        self.make(changes);
        self.account = Some(account);
        Ok(())
    }

    /// Ends a command: keeps what it changed, or takes all of it back. Gives the number of changes.
    pub(super) fn end(&mut self, is_kept: bool) -> u64 {
        let undos = std::mem::take(&mut self.undos);
        if !is_kept {
            self.console.undo(undos.into_iter());
        }
        std::mem::take(&mut self.updates)
    }
}

/// A refusal as an error.
pub(super) fn refused(refusal: Refusal) -> Error {
    let class = match refusal.class() {
        RefusalClass::Invalid => ConsoleErrorClass::Invalid,
        RefusalClass::Forbidden => ConsoleErrorClass::Forbidden,
        RefusalClass::NotFound => ConsoleErrorClass::NotFound,
        RefusalClass::Conflict => ConsoleErrorClass::Conflict,
    };
    let help = help(&refusal);
    let error = Error::from(ConsoleError { class, message: refusal.to_string() });
    match help {
        Some(help) => error.with_help(help),
        None => error,
    }
}

/// What to type next.
fn help(refusal: &Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::Denied(_) => "`SHOW CAPABILITIES ON …` lists what you may do there, and why.",
        Refusal::LastAdmin { .. } | Refusal::LastOwner { .. } => {
            "`ALTER MEMBER 'email' ON … SET ROLE …` gives the role to someone else first."
        }
        Refusal::Ambiguous { .. } => {
            "Add `IN ORGANIZATION …` or `IN PROJECT …`, or name it by its id."
        }
        Refusal::AlreadyInvited { .. } => {
            "An invite cannot be edited: `REVOKE INVITE FOR 'email' ON …`, then invite again."
        }
        Refusal::NotMember { .. } => "`INVITE USER 'email' TO … AS …` asks someone to join.",
        _ => return None,
    })
}
