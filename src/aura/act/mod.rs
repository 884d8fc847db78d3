//! What an account does in the console: each act says which changes it makes, or why it is refused.
//!
//! An act never changes anything itself. Every act checks in this order: the things it names exist,
//! the caller may, and the state allows it; so a refusal for lack of a capability is never hidden by
//! one about the state.

mod account;
mod acting;
mod instance;
mod invite;
mod member;
mod organization;
mod project;

pub use account::NewCredential;
pub use acting::{Acting, Planned};
pub use invite::{INVITE_LIFETIME, Invitation};
pub use member::Where;
