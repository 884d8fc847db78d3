//! `can` and `why`: decisions about access, and their because.

use super::args::{DecisionFormat, Options};
use super::exit::{Exit, complain};
use super::outside::Process;
use super::run::new_shell;
use super::state::{Trouble, apply_file};
use crate::access::Outcome;
use crate::exec::{Asked, Decided, Engine};
use crate::render::{render_decision, render_decision_tree};
use crate::repl::Shell;
use crate::status::Error;
use serde_json::{Value, json};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;

/// What is asked on the command line.
pub(super) struct Question {
    pub(super) scripts: Vec<PathBuf>,
    pub(super) names: Vec<String>,
    pub(super) is_role: bool,
    pub(super) privilege: String,
    pub(super) format: DecisionFormat,
    pub(super) is_tree: bool,
}

impl Question {
    fn asked(&self) -> Asked<'_> {
        match self.names.as_slice() {
            [user] if !self.is_role => Asked::User(user),
            names => Asked::Roles(names),
        }
    }
}

/// Answers one question: success for yes, findings for no.
pub(super) fn can(options: &Options, question: &Question) -> io::Result<Exit> {
    with_state(options, &question.scripts, |engine, out| {
        let decided = match engine.decide(question.asked(), &question.privilege) {
            Ok(decided) => decided,
            Err(error) => {
                complain(&with_help(&error));
                return Ok(Exit::StatementFailed);
            }
        };
        for Decided { privilege, decision } in &decided {
            match (question.format, question.is_tree) {
                (DecisionFormat::Text, false) => {
                    out.write_all(render_decision(privilege, decision).as_bytes())?;
                }
                (DecisionFormat::Text, true) => {
                    out.write_all(render_decision_tree(privilege, decision).as_bytes())?;
                }
                (DecisionFormat::Json, _) => {
                    writeln!(out, "{}", decision_json(privilege, decision))?
                }
            }
        }
        let is_yes = decided.iter().all(|it| it.decision.outcome == Outcome::Allowed);
        Ok(if is_yes { Exit::Success } else { Exit::Findings })
    })
}

/// Answers `{"id", "user" | "roles", "can"}` lines of standard input with
/// `{"id", "decision", "because"}` lines. About several elements the strictest answer counts.
pub(super) fn can_lines(options: &Options, scripts: &[PathBuf]) -> io::Result<Exit> {
    with_state(options, scripts, |engine, out| {
        let mut exit = Exit::Success;
        // By bytes, so that a line that is no UTF-8 is one bad line and not the end.
        for (at, line) in io::stdin().lock().split(b'\n').enumerate() {
            let line = line?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let question = serde_json::from_slice::<Value>(&line).ok();
            match question.and_then(|line| answer(engine, &line)) {
                Some(answer) => {
                    serde_json::to_writer(&mut *out, &answer)?;
                    out.write_all(b"\n")?;
                }
                None => {
                    out.flush()?;
                    let number = at + 1;
                    complain(&format!(
                        "line {number}: no object with \"can\" and \"user\" or \"roles\""
                    ));
                    exit = Exit::Io;
                }
            }
        }
        Ok(exit)
    })
}

/// None where the line is no question.
fn answer(engine: &mut dyn Engine, line: &Value) -> Option<Value> {
    let id = line.get("id").cloned().unwrap_or_default();
    let can = line.get("can")?.as_str()?;
    let roles: Vec<String>;
    let asked = match line.get("user") {
        Some(user) => Asked::User(user.as_str()?),
        None => {
            let names = line.get("roles")?.as_array()?.iter();
            roles = names.map(|name| name.as_str().map(str::to_owned)).collect::<Option<_>>()?;
            Asked::Roles(&roles)
        }
    };
    Some(match engine.decide(asked, can) {
        Ok(decided) => {
            let strictest = decided.iter().map(|it| it.decision.outcome).max();
            let outcome = strictest.unwrap_or(Outcome::Denied);
            let mut because: Vec<String> = Vec::new();
            let deciding = decided.iter().filter(|it| it.decision.outcome == outcome);
            for text in deciding.flat_map(|it| it.decision.because_texts()) {
                if !because.contains(&text) {
                    because.push(text);
                }
            }
            json!({"id": id, "decision": outcome.as_str(), "because": because})
        }
        Err(error) => {
            json!({"id": id, "decision": null, "because": [], "error": error.to_string()})
        }
    })
}

fn decision_json(privilege: &str, decision: &crate::access::Decision) -> Value {
    let held = |list: &[crate::access::HeldPrivilege]| -> Vec<Value> {
        list.iter()
            .map(|it| json!({"command": it.command, "role": it.role, "held": it.held.to_string()}))
            .collect()
    };
    let steps: Vec<Value> = decision
        .steps
        .iter()
        .map(|step| {
            json!({
                "question": step.question,
                "granted": step.permission.is_granted(),
                "grantedBy": held(&step.granted_by),
                "deniedBy": held(&step.denied_by),
                "dependsOn": held(&step.depends_on),
            })
        })
        .collect();
    json!({
        "privilege": privilege,
        "decision": decision.outcome.as_str(),
        "because": decision.because_texts(),
        "missing": decision.failed().map(|step| step.missing.as_slice()).unwrap_or_default(),
        "error": decision.error,
        "steps": steps,
    })
}

fn with_help(error: &Error) -> String {
    match &error.help {
        Some(help) => format!("{error}\n  help: {help}"),
        None => error.to_string(),
    }
}

/// Makes the state with scripts, whose results are not shown, and lets `work` ask about it.
pub(super) fn with_state(
    options: &Options,
    scripts: &[PathBuf],
    work: impl FnOnce(&mut dyn Engine, &mut dyn Write) -> io::Result<Exit>,
) -> io::Result<Exit> {
    let mut shell = match made_by(options, scripts) {
        Ok(shell) => shell,
        Err(trouble) => return Ok(trouble.complain()),
    };
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let exit = work(shell.engine(), &mut out)?;
    out.flush()?;
    Ok(exit)
}

/// What scripts make. What they say on the way is not what was asked for, but for errors.
pub(super) fn made_by(options: &Options, scripts: &[PathBuf]) -> Result<Shell, Trouble> {
    let options = Options { quiet: true, ..options.clone() };
    let mut shell = new_shell(&options, Process::new())?;
    for (at, script) in scripts.iter().enumerate() {
        apply_file(&options, &mut shell, script, at == 0)?;
    }
    Ok(shell)
}
