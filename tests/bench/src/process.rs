//! Whole processes: how long they take and how much memory they need at most.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

/// The hidden command under which this program starts another one and tells the peak of its memory.
/// A process that is measured inherits the peak of whoever starts it, so a small one does that.
pub const PEAK: &str = "peak-of";

/// A program with its arguments and standard input.
#[derive(Debug, Clone)]
pub struct Program {
    pub path: PathBuf,
    pub arguments: Vec<String>,
    pub input: Option<PathBuf>,
}

impl Program {
    pub fn new(path: impl Into<PathBuf>, arguments: &[&str]) -> Self {
        let arguments = arguments.iter().map(|it| (*it).to_owned()).collect();
        Self { path: path.into(), arguments, input: None }
    }

    /// An installed program, if it is there and runs.
    pub fn installed(name: &str, arguments: &[&str]) -> Option<Self> {
        let program = Self::new(name, arguments);
        program.run().ok().filter(|output| output.status.success()).map(|_| program)
    }

    fn command(&self) -> io::Result<Command> {
        let mut command = Command::new(&self.path);
        command.args(&self.arguments).stdin(match &self.input {
            Some(path) => Stdio::from(std::fs::File::open(path)?),
            None => Stdio::null(),
        });
        Ok(command)
    }

    pub fn run(&self) -> io::Result<Output> {
        self.command()?.stderr(Stdio::piped()).output()
    }

    /// Runs it with its output thrown away; nanoseconds.
    pub fn time(&self) -> io::Result<f64> {
        let mut command = self.command()?;
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let status = command.status()?;
        let time = start.elapsed().as_nanos() as f64;
        if status.success() { Ok(time) } else { Err(io::Error::other(format!("{status}"))) }
    }

    /// The most memory it had at a time, in bytes.
    pub fn peak(&self) -> io::Result<f64> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(PEAK).arg(&self.path).args(&self.arguments);
        if let Some(path) = &self.input {
            command.stdin(Stdio::from(std::fs::File::open(path)?));
        }
        let output = command.stderr(Stdio::inherit()).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        text.trim().parse().map_err(|_| io::Error::other("no peak was told"))
    }
}

/// What [`PEAK`] does.
pub fn tell_peak(arguments: &[String]) -> io::Result<()> {
    let Some((path, arguments)) = arguments.split_first() else { return Ok(()) };
    let status =
        Command::new(path).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if !status.success() {
        return Err(io::Error::other(format!("{path}: {status}")));
    }
    let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_CHILDREN)?;
    println!("{}", usage.max_rss() * 1024);
    Ok(())
}

/// The product and the bare program beside this one, built with the same settings.
pub fn binaries() -> io::Result<(PathBuf, PathBuf)> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let folder = std::env::current_exe()?;
    let folder = folder.parent().unwrap_or(Path::new("."));
    let profile = folder.file_name().unwrap_or("release".as_ref());
    let mut build = Command::new(cargo);
    // This program itself is not among them: it would be replaced while it runs.
    build.args(["build", "--quiet", "--bin", "cypher-admin", "--bin", "hello"]);
    build.arg("--profile").arg(profile);
    build.arg("--manifest-path").arg(manifest);
    // The same features, so that nothing is compiled twice.
    build.args(["--no-default-features", "--features"]);
    let features = [
        ("cedar", cfg!(feature = "cedar")),
        ("casbin", cfg!(feature = "casbin")),
        ("sqlite", cfg!(feature = "sqlite")),
    ];
    let on = features.iter().filter(|(_, is_on)| *is_on).map(|(name, _)| *name);
    build.arg(on.collect::<Vec<_>>().join(","));
    if !build.status()?.success() {
        return Err(io::Error::other("the product cannot be built"));
    }
    Ok((folder.join("cypher-admin"), folder.join("hello")))
}
