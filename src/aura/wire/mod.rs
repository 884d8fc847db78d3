//! The public Aura API's JSON (v2beta1): its field names, its role ids, its bodies. What is read and
//! written here is what `api.neo4j.io` answers and takes; serving it is somebody else's business.
//!
//! Role ids are lower case with hyphens, and of projects there are two vocabularies: `project-admin`
//! everywhere, `namespace-admin` inside an invite.

mod answers;
mod requests;
mod whole;

pub use answers::{
    InviteJson, NamedJson, OrganizationUserJson, ProjectInviteJson, ProjectRolesJson,
    ProjectUserJson,
};
pub use requests::{NewProjectUser, WireError};
pub use whole::{ConsoleDocument, WholeError};

use serde::Serialize;

/// The envelope of answers: `{"data": …}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Data<T> {
    /// What is answered.
    pub data: T,
}
