//! `candor completions SHELL`: what a shell needs to complete commands and options, on standard output.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Command;
use clap_complete::Shell;

pub(super) const EXAMPLES: &str = "\
Examples:
  candor completions bash >~/.local/share/bash-completion/completions/candor
  candor completions zsh >~/.zfunc/_candor                  where ~/.zfunc is in $fpath
  candor completions fish >~/.config/fish/completions/candor.fish";

/// Print completions for a shell
#[derive(clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

/// Completions of the commands and options of `command`.
pub(super) fn run(args: &Args, mut command: Command) -> anyhow::Result<ExitCode> {
    // In memory first: the generator knows no error but a panic.
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut command, "candor", &mut text);
    let mut out = io::stdout().lock();
    out.write_all(&text)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
