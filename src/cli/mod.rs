//! L9: the command line. The only place that reads arguments, environment, files, clock and
//! randomness; everything below is given what it needs.

mod args;
mod arrange;
mod batch;
mod can;
mod check;
mod console;
mod diff;
mod dry_run;
mod dump;
mod engine;
mod exit;
mod files;
mod fmt;
mod golden;
mod graph;
mod help;
mod lint;
mod login;
mod outside;
mod plan;
mod progress;
mod prompt;
mod run;
mod screen;
mod shell_files;
mod state;
mod view;
mod what_if;

pub use engine::fresh_engine;
pub use files::golden_scripts;

use args::{Action, Arguments};
use clap::Parser;
use exit::Exit;
use std::process::ExitCode;

/// The program: reads the arguments and does what they say.
#[must_use]
pub fn main() -> ExitCode {
    let (options, action) = match Arguments::try_parse().and_then(Arguments::split) {
        Ok(parts) => parts,
        Err(error) => return exit::usage(&error).into(),
    };
    let exit = match action {
        Action::Default => run::run_stdin(&options),
        Action::Evaluate(statements) => run::run_statements(&options, &statements),
        Action::Run(files) => run::run_files(&options, &files),
        Action::Check { files, format, extensions } => {
            check::check_files(&options, format, extensions, &files)
        }
        Action::CheckLines { extensions } => check::check_lines(&options, extensions),
        Action::Can(question) => can::can(&options, &question),
        Action::Fmt(task) => fmt::format(&options, &task),
        Action::Dump(dumping) => dump::dump(&options, &dumping),
        Action::Console(writing) => console::console(&options, &writing),
        Action::Diff(diffing) => diff::diff(&options, &diffing),
        Action::Plan(planning) => plan::plan(&options, &planning),
        Action::WhatIf(trying) => what_if::try_out(&options, &trying),
        Action::CanLines(scripts) => can::can_lines(&options, &scripts),
        Action::Lint { files, format } => lint::lint_files(&options, format, &files),
        Action::Completions(shell) => shell_files::completions(shell),
        Action::Manual(name) => shell_files::manual(name.as_deref()),
        Action::Test(testing) => golden::test(&options, &testing),
        Action::Graph(drawing) => graph::draw(&options, &drawing),
        Action::View(viewing) => view::view(&options, &viewing),
    };
    exit.unwrap_or_else(Exit::from).into()
}
