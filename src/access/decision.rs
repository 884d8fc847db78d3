//! Answers.

use super::holder::Held;
use super::question::OnFailure;

/// The answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Some privilege grants it and none denies it.
    Granted,
    /// Some privilege denies it.
    ExplicitDeny,
    /// No privilege says anything.
    NotGranted,
}

impl Permission {
    /// Denying wins.
    #[must_use]
    pub fn of(granted: bool, denied: bool) -> Self {
        match (denied, granted) {
            (true, _) => Self::ExplicitDeny,
            (false, true) => Self::Granted,
            (false, false) => Self::NotGranted,
        }
    }

    /// Whether it is a yes.
    #[must_use]
    pub fn is_granted(self) -> bool {
        self == Self::Granted
    }
}

/// The answer to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Yes.
    Allowed,
    /// Neither yes nor no: another DBMS decides, behind a remote alias.
    Elsewhere,
    /// No, and silently so: the data looks as if it were not there.
    Invisible,
    /// No, with an error.
    Denied,
}

impl Outcome {
    /// The word in columns and machine output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Elsewhere => "elsewhere",
            Self::Invisible => "invisible",
            Self::Denied => "denied",
        }
    }
}

impl From<OnFailure> for Outcome {
    fn from(failure: OnFailure) -> Self {
        match failure {
            OnFailure::Refused => Self::Denied,
            OnFailure::Unseen => Self::Invisible,
            OnFailure::Elsewhere => Self::Elsewhere,
        }
    }
}

/// A privilege that decides, and how it is held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeldPrivilege {
    /// The command that gave it.
    pub command: String,
    /// The role that has it.
    pub role: String,
    /// How the role is held.
    pub held: Held,
}

/// One question of a request and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The question, as the privilege that would allow it: ``TRAVERSE ON GRAPH `g` NODE A``.
    pub question: String,
    /// The answer.
    pub permission: Permission,
    /// What it means that it is not granted.
    pub on_failure: OnFailure,
    /// The privileges that grant it, sorted.
    pub granted_by: Vec<HeldPrivilege>,
    /// The privileges that deny it, sorted.
    pub denied_by: Vec<HeldPrivilege>,
    /// Property rules that would have a say if the properties were known, sorted.
    pub depends_on: Vec<HeldPrivilege>,
    /// For a no: the commands that would make it a yes, any one `GRANT` and every `REVOKE`.
    pub missing: Vec<String>,
    /// Decided whatever the privileges say, for this reason.
    pub free: Option<&'static str>,
}

/// A decision and its because.
///
/// ```
/// use cypher_admin::{Asked, Engine, Local};
///
/// let mut engine = Local::default();
/// let decided = engine.decide(Asked::User("neo4j"), "CREATE ROLE ON DBMS")?;
/// let decision = &decided[0].decision;
/// assert_eq!(decision.outcome.as_str(), "allowed");
/// for privilege in decision.because() {
///     println!("{}, held through {}", privilege.command, privilege.role);
/// }
/// assert_eq!(decision.because_texts(), ["GRANT ALL DBMS PRIVILEGES ON DBMS TO `admin`"]);
/// # Ok::<(), cypher_admin::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The answer.
    pub outcome: Outcome,
    /// The error a server would raise, for what it refuses.
    pub error: Option<String>,
    /// A word about the holder that decides before any privilege does.
    pub remark: Option<String>,
    /// The questions in order, up to the first no.
    pub steps: Vec<Step>,
}

impl Decision {
    /// The step that decides a no.
    #[must_use]
    pub fn failed(&self) -> Option<&Step> {
        self.steps.last().filter(|step| !step.permission.is_granted())
    }

    /// The deciding privileges: for a yes everything that grants it, for a no what denies it. Where
    /// another DBMS decides, what lets its alias be used.
    pub fn because(&self) -> impl Iterator<Item = &HeldPrivilege> {
        let failed = self.failed();
        let is_no = matches!(self.outcome, Outcome::Denied | Outcome::Invisible);
        let yes = self.steps.iter().filter(move |_| !is_no);
        yes.flat_map(|step| &step.granted_by).chain(failed.into_iter().flat_map(|s| &s.denied_by))
    }

    /// The because in texts, each once: the commands that decide; where none does, what is so or what
    /// is missing. Never empty.
    #[must_use]
    pub fn because_texts(&self) -> Vec<String> {
        let mut texts: Vec<String> = self.remark.iter().cloned().collect();
        let mut push = |text: String| {
            if !texts.contains(&text) {
                texts.push(text);
            }
        };
        if self.outcome == Outcome::Allowed {
            for free in self.steps.iter().filter_map(|step| step.free) {
                push(free.to_owned());
            }
        }
        for privilege in self.because() {
            push(privilege.command.clone());
        }
        if let Some(step) = self.failed().filter(|step| step.denied_by.is_empty()) {
            match step.free {
                Some(reason) => push(reason.to_owned()),
                None => push(format!("nothing grants {}", step.question)),
            }
        }
        texts
    }
}
