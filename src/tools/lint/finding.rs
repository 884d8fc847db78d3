//! Rules and what they find.

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look.
    Note,
    /// Probably not meant.
    Warning,
    /// Cannot work, or gives away the system.
    Error,
}

impl Severity {
    /// The word, as SARIF has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One line of the table: variant, name, severity, what it looks for.
macro_rules! rules {
    ($($variant:ident $name:literal $severity:ident $summary:literal;)*) => {
        /// A rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule {
            $(#[doc = $summary] $variant,)*
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name, which stays.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How much it matters.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What it looks for.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* }
            }
        }
    };
}

rules! {
    ShadowedGrant "shadowed-grant" Warning "A GRANT that a DENY takes back completely.";
    ShadowedAcrossRoles "shadowed-across-roles" Warning "A GRANT that a DENY of another role takes back from everybody who holds it.";
    RedundantPrivilege "redundant-privilege" Note "A privilege that another one of the same role contains.";
    ReadWithoutTraverse "read-without-traverse" Warning "READ on elements that the role cannot traverse.";
    NoAccess "no-access" Warning "Graph privileges on a database that the role has no ACCESS to.";
    DecidesNothing "decides-nothing" Warning "A privilege on a remote alias, a composite database or the system database that decides nothing there.";
    TooBroad "too-broad" Warning "Everything on every graph, or data privileges for PUBLIC.";
    AdminEquivalent "admin-equivalent" Error "A privilege with which its holder can get every other.";
    MissingDatabase "missing-database" Warning "A home database or alias target that does not exist.";
    EmptyRole "empty-role" Note "A role without privileges.";
    UnusedRole "unused-role" Note "A role that nobody holds.";
    SuspendedAdmin "suspended-admin" Note "A suspended user who would be an administrator once active.";
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The role, user or alias it is about.
    pub subject: String,
    /// The rule.
    pub rule: Rule,
    /// What is wrong.
    pub message: String,
    /// Commands that would put it right, where there are any.
    pub fixes: Vec<String>,
}
