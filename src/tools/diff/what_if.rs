//! What a statement would change, without changing it.

use super::decisions::{DecisionChange, Side, decisions};
use crate::exec::{Engine, Params};
use crate::status::{Error, ErrorKind};
use crate::tools::state::{Secrets, State};

/// What is said where nothing would change.
pub const NO_CHANGE: &str = "No user's rights change.";

/// The decisions about users that one statement would change.
///
/// # Errors
/// Why the statement would be refused, or that this engine cannot try it out.
pub fn what_if(
    engine: &mut dyn Engine,
    statement: &str,
    params: &Params,
) -> Result<Vec<DecisionChange>, Error> {
    let after = engine.what_if(statement, params)?;
    let Some((graph, access)) = engine.state() else {
        return Err(ErrorKind::NotExecuted { command: "A trial" }.into());
    };
    let (before_state, after_state) =
        (State::of(graph, "", Secrets::None), State::of(&after.graph, "", Secrets::None));
    let before = Side { graph, access, state: &before_state };
    let after = Side { graph: &after.graph, access: &after.access, state: &after_state };
    Ok(decisions(before, after))
}
