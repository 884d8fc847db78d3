//! What an expression may ask for beside its row.

use crate::status::ValueError;
use crate::text::Text;
use crate::value::Value;
use indexmap::IndexMap;
use jiff::ZonedDateTime;
use std::cell::Cell;

/// Query parameters by name, without the dollar sign.
pub type Params = IndexMap<Text, Value>;

/// What the functions of auth rules ask for: who is logging in.
pub trait AuthContext {
    /// `abac.oidc.user_attribute(name)`: a claim of the token, `null` if it is absent.
    fn user_attribute(&self, name: &str) -> Value;

    /// `abac.native.user_tags()`: the tags of the linked native user.
    fn user_tags(&self) -> Value;
}

/// The surroundings of one statement. Everything that is not in the row comes from here, so the same
/// surroundings give the same result.
pub struct Env<'a> {
    /// The parameters.
    pub params: &'a Params,
    /// The statement's clock: `datetime()` is this instant throughout.
    pub now: ZonedDateTime,
    /// Who is logging in, where the condition of an auth rule is evaluated; without it the `abac`
    /// functions are unknown.
    pub auth: Option<&'a dyn AuthContext>,
    /// The state of `rand()` and `randomUUID()`.
    random: Cell<u64>,
    /// What the evaluation under way has cost so far.
    steps: Cell<usize>,
}

/// The most steps that one evaluation of one expression may take: our own bound, far beyond what the
/// filters and results of administration ask for. A step is an element visited or made, or 32 bytes
/// of text looked at.
const MAX_STEPS: usize = 2_000_000;

/// The bytes of text that are one step.
const BYTES_PER_STEP: usize = 32;

impl<'a> Env<'a> {
    /// Surroundings with these parameters, this clock and this seed of randomness.
    #[must_use]
    pub fn new(params: &'a Params, now: ZonedDateTime, seed: u64) -> Self {
        Self { params, now, auth: None, random: Cell::new(seed), steps: Cell::new(0) }
    }

    /// Adds who is logging in.
    #[must_use]
    pub fn with_auth(mut self, auth: &'a dyn AuthContext) -> Self {
        self.auth = Some(auth);
        self
    }

    /// Begins an evaluation.
    pub(super) fn begin(&self) {
        self.steps.set(0);
    }

    /// Counts work that is about to be done.
    ///
    /// # Errors
    /// Where it would be too much.
    pub(super) fn spend(&self, steps: usize) -> Result<(), ValueError> {
        let steps = self.steps.get().saturating_add(steps);
        self.steps.set(steps);
        if steps > MAX_STEPS {
            return Err(ValueError::TooMuchWork { limit: MAX_STEPS });
        }
        Ok(())
    }

    /// Counts text that is about to be made or looked at.
    ///
    /// # Errors
    /// Where it would be too much.
    pub(super) fn spend_on_bytes(&self, bytes: usize) -> Result<(), ValueError> {
        self.spend(bytes / BYTES_PER_STEP)
    }

    /// Counts a walk over a value.
    ///
    /// # Errors
    /// Where it would be too much.
    pub(super) fn spend_on(&self, value: &Value) -> Result<(), ValueError> {
        match value {
            Value::String(text) => self.spend_on_bytes(text.len()),
            Value::List(elements) => {
                self.spend(elements.len())?;
                elements.iter().try_for_each(|element| self.spend_on(element))
            }
            Value::Map(entries) => {
                self.spend(entries.len())?;
                entries.values().try_for_each(|value| self.spend_on(value))
            }
            _ => Ok(()),
        }
    }

    /// The next random number (SplitMix64: fine for `rand()`, not for secrets).
    pub(super) fn random(&self) -> u64 {
        let state = self.random.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.random.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

impl std::fmt::Debug for Env<'_> {
    /// Parameters may hold passwords: only their names are shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<_> = self.params.keys().collect();
        f.debug_struct("Env")
            .field("params", &names)
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}
