//! Plans that may not do everything.

use super::step::{Kind, Step};

/// What a step would need permission for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Taking something away.
    Revoke,
    /// Dropping something.
    Drop,
}

/// What kind of thing a step makes or drops, and its name.
fn subject<'s>(step: &Step<'s>) -> Option<(&'static str, &'s str)> {
    Some(match step {
        Step::DropAlias(alias, _) | Step::CreateAlias(alias) => ("name", alias.name.as_str()),
        Step::DropDatabase(database, _) | Step::CreateDatabase(database) => {
            ("name", database.name.as_str())
        }
        Step::DropRole(role, _) | Step::CreateRole(role) => ("role", role.name.as_str()),
        _ => return None,
    })
}

/// Marks the steps that are not allowed, and those that cannot be made without them: what is not
/// dropped cannot be made anew.
#[must_use]
pub fn withhold<'s>(
    steps: Vec<Step<'s>>,
    is_allowed: impl Fn(Kind) -> bool,
) -> Vec<(Step<'s>, Option<Withheld>)> {
    let mut stays = Vec::new();
    let mut marked = Vec::with_capacity(steps.len());
    for step in steps {
        let kind = step.kind();
        let withheld = match kind {
            Kind::Revoke if !is_allowed(kind) => Some(Withheld::Revoke),
            Kind::Drop if !is_allowed(kind) => {
                stays.extend(subject(&step));
                Some(Withheld::Drop)
            }
            Kind::Create if subject(&step).is_some_and(|it| stays.contains(&it)) => {
                Some(Withheld::Drop)
            }
            _ => None,
        };
        marked.push((step, withheld));
    }
    marked
}
