//! What a shell and `man` want to know about the command line.

use super::args::Arguments;
use super::exit::{Exit, complain};
use clap::CommandFactory;
use clap_mangen::Man;
use std::io::{self, Write};

/// The shells that completions are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum CompletionShell {
    Bash,
    Zsh,
    Fish,
}

/// Writes a completion script.
pub(super) fn completions(shell: CompletionShell) -> io::Result<Exit> {
    use clap_complete::Shell;
    let shell = match shell {
        CompletionShell::Bash => Shell::Bash,
        CompletionShell::Zsh => Shell::Zsh,
        CompletionShell::Fish => Shell::Fish,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "cypher-admin", &mut script);
    write_out(&script)
}

/// Writes the manual page of the program, or of one of its commands.
pub(super) fn manual(name: Option<&str>) -> io::Result<Exit> {
    let mut program = Arguments::command();
    // Names of subcommands in full, as in `cypher-admin-run(1)`.
    program.build();
    let command = match name {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => {
                complain(&format!("There is no command '{name}'."));
                return Ok(Exit::Usage);
            }
        },
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    write_out(&page)
}

fn write_out(bytes: &[u8]) -> io::Result<Exit> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Exit::Success)
}
