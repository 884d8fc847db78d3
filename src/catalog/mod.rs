//! L2: what a server has beside its system graph: settings, built-in procedures and functions. Tables
//! of facts; knows neither users nor privileges, and nothing here runs.
//!
//! Names, signatures and descriptions of procedures and functions are those that a server lists, from
//! the recorded listings among the test data of Neo4j's language support (see NOTICE); what is newer
//! than those listings follows the manual. Names, defaults and valid values of settings are the
//! manual's.

mod function;
mod functions;
mod procedure;
mod procedures;
mod setting;
mod settings;
mod signature;
mod traits;

pub use function::{Function, functions, is_built_in_function};
pub use procedure::{Procedure, is_admin_procedure, procedures};
pub use setting::{Setting, settings};
pub use signature::Field;
pub use traits::Traits;
