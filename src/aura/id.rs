//! Numbers that lead to the things of a console, in order of creation.
//!
//! They never leave the program: what users and the API see are the uuids inside the things.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub(super) u32);

            impl From<u32> for $name {
                fn from(number: u32) -> Self {
                    Self(number)
                }
            }

            impl $name {
                /// The number that follows the last one in use.
                pub(super) fn after(last: Option<&Self>) -> Self {
                    Self(last.map_or(0, |last| last.0.saturating_add(1)))
                }
            }
        )*
    };
}

ids! {
    /// An account.
    AccountId;
    /// An organization.
    OrganizationId;
    /// A project or tenant.
    ProjectId;
    /// An instance.
    InstanceId;
    /// An invite.
    InviteId;
    /// API credentials.
    CredentialId;
}
