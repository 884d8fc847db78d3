//! The command line tool. Everything is in the library; this is its door.

use std::process::ExitCode;

fn main() -> ExitCode {
    cypher_admin::cli::main()
}
