//! `plan`: the commands that lead from one state to another.

use super::args::Options;
use super::diff::{DiffFormat, comparison, load_sides, step_json};
use super::exit::Exit;
use crate::tools::diff::{Form, Kind, Step, Withheld, steps, withhold};
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// What is planned, and what a plan may do.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub(super) struct Planning {
    /// What there is: a dump (script or JSON), or a script that makes it
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// What there is to be
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Take privileges and roles away
    #[arg(long)]
    allow_revoke: bool,
    /// Drop users, roles, databases …
    #[arg(long)]
    allow_drop: bool,
    /// Make privileges the same one by one, even where all decisions are the same
    #[arg(long)]
    exact: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DiffFormat,
    /// Exit code 2 when there is something to do
    #[arg(long)]
    exit_code: bool,
}

/// Writes a plan: a script, with what it may not do as comments.
pub(super) fn plan(options: &Options, planning: &Planning) -> io::Result<Exit> {
    let (from, to) = match load_sides(options, &planning.from, &planning.to) {
        Ok(sides) => sides,
        Err(trouble) => return Ok(trouble.complain()),
    };
    let steps = steps(&from.state, &to.state, comparison(planning.exact));
    let is_allowed = |kind: Kind| match kind {
        Kind::Revoke => planning.allow_revoke,
        Kind::Drop => planning.allow_drop,
        _ => true,
    };
    let steps = withhold(steps, is_allowed);
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match planning.format {
        DiffFormat::Text => write_text(&mut out, &steps)?,
        DiffFormat::Json => writeln!(out, "{:#}", plan_json(&steps))?,
    }
    out.flush()?;
    complain_about_withheld(&steps);
    Ok(if planning.exit_code && !steps.is_empty() { Exit::Findings } else { Exit::Success })
}

/// What lets a withheld step in.
fn option(withheld: Withheld) -> &'static str {
    match withheld {
        Withheld::Revoke => "--allow-revoke",
        Withheld::Drop => "--allow-drop",
    }
}

fn write_text(out: &mut dyn Write, steps: &[(Step<'_>, Option<Withheld>)]) -> io::Result<()> {
    if steps.is_empty() {
        return writeln!(out, "// Nothing to do.");
    }
    let mut auth_is_enabled = true;
    for (step, withheld) in steps {
        let reason = step.reason();
        match withheld {
            Some(withheld) => {
                let option = option(*withheld);
                writeln!(out, "// withheld without {option}: {}; // {reason}", step.shown())?;
            }
            None if step.kind() == Kind::Impossible => writeln!(out, "{}", step.shown())?,
            None => {
                if auth_is_enabled && step.is_about_immutable() {
                    auth_is_enabled = false;
                    writeln!(out, ":auth disabled")?;
                }
                writeln!(out, "{}; // {reason}", step.command(Form::default()))?;
            }
        }
    }
    if auth_is_enabled { Ok(()) } else { writeln!(out, ":auth enabled") }
}

fn plan_json(steps: &[(Step<'_>, Option<Withheld>)]) -> Value {
    let steps: Vec<Value> = steps
        .iter()
        .map(|(step, withheld)| {
            let mut json = step_json(step);
            if let Some(object) = json.as_object_mut() {
                object.insert("withheld".into(), withheld.map(option).into());
            }
            json
        })
        .collect();
    json!({"steps": steps})
}

fn complain_about_withheld(steps: &[(Step<'_>, Option<Withheld>)]) {
    let mut options: Vec<&str> = steps.iter().filter_map(|(_, it)| it.map(option)).collect();
    let count = options.len();
    options.sort_unstable();
    options.dedup();
    if count > 0 {
        let (plural, verb) = if count == 1 { ("", "is") } else { ("s", "are") };
        let options = options.join(" and ");
        // Nobody to tell is no reason to fail.
        let _ = writeln!(io::stderr(), "{count} command{plural} {verb} withheld: see {options}.");
    }
}
