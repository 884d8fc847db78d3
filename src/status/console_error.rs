//! Errors of the Aura console's commands. The codes are ours: class `XA` with the status that an HTTP
//! API would answer, beside `Aura.ClientError.…`, which no server sends.

use super::{Code, GqlStatus};

/// What sort of refusal it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::VariantNames, strum::IntoStaticStr)]
pub enum ConsoleErrorClass {
    /// What was asked makes no sense.
    Invalid,
    /// Nobody is logged in to the console.
    Unauthorized,
    /// The caller may not.
    Forbidden,
    /// There is no such thing.
    NotFound,
    /// The state of things forbids it.
    Conflict,
}

/// A refusal of the console, in words.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct ConsoleError {
    /// What sort of refusal it is.
    pub class: ConsoleErrorClass,
    /// The reason.
    pub message: String,
}

impl ConsoleError {
    fn codes(&self) -> (&'static str, &'static str, &'static str) {
        match self.class {
            ConsoleErrorClass::Invalid => ("Aura.ClientError.Request.Invalid", "XA400", "invalid"),
            ConsoleErrorClass::Unauthorized => {
                ("Aura.ClientError.Security.Unauthorized", "XA401", "unauthorized")
            }
            ConsoleErrorClass::Forbidden => {
                ("Aura.ClientError.Security.Forbidden", "XA403", "forbidden")
            }
            ConsoleErrorClass::NotFound => {
                ("Aura.ClientError.Resource.NotFound", "XA404", "not found")
            }
            ConsoleErrorClass::Conflict => {
                ("Aura.ClientError.Resource.Conflict", "XA409", "conflict")
            }
        }
    }

    pub(super) fn code(&self) -> Code {
        Code(self.codes().0)
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        let (_, code, condition) = self.codes();
        let description = format!("error: Aura console - {condition}. {}", self.message);
        vec![GqlStatus { code, description }]
    }
}
