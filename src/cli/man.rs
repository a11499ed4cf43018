//! `candor man DIR`: a manual page for candor and for each of its commands, in roff. Examples stand as they are typed.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Command;
use clap_mangen::Man;

pub(super) const EXAMPLES: &str = "\
Examples:
  candor man ~/.local/share/man/man1             then `man candor`, `man candor-check`
  candor man /tmp/pages && man -l /tmp/pages/candor-review.1";

/// Write manual pages, one a command
#[derive(clap::Args)]
pub(super) struct Args {
    /// Where they go; made if it is not there
    directory: PathBuf,
}

pub(super) fn run(args: &Args, mut command: Command) -> anyhow::Result<ExitCode> {
    let directory = &args.directory;
    fs::create_dir_all(directory).with_context(|| format!("cannot make {}", directory.display()))?;
    command = command.disable_help_subcommand(true);
    command.build();
    let mut pending = vec![command];
    while let Some(command) = pending.pop() {
        let mut page = Vec::new();
        render(&command, &mut page)?;
        let page = ascii(&String::from_utf8_lossy(&page));
        let path = directory.join(format!("{}.1", name(&command)));
        fs::write(&path, page).with_context(|| format!("cannot write {}", path.display()))?;
        pending.extend(command.get_subcommands().filter(|command| !command.is_hide_set()).cloned());
    }
    Ok(ExitCode::SUCCESS)
}

/// `candor-store-show`.
fn name(command: &Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}

fn render(command: &Command, out: &mut Vec<u8>) -> io::Result<()> {
    let man = Man::new(command.clone()).title(name(command).to_uppercase()).source(concat!("candor ", env!("CARGO_PKG_VERSION")));
    man.render_title(out)?;
    // Names of options and files are neither stretched nor hyphenated.
    writeln!(out, ".ad l\n.nh")?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    if command.get_arguments().next().is_some() {
        man.render_options_section(out)?;
    }
    if command.has_subcommands() {
        man.render_subcommands_section(out)?;
    }
    if let Some(text) = command.get_after_help() {
        examples(&text.to_string(), out)?;
    }
    Ok(())
}

/// Characters beyond ASCII by their code points, which every roff knows whatever the locale.
fn ascii(text: &str) -> String {
    let character = |character: char| match character.is_ascii() {
        true => character.to_string(),
        false => format!("\\[u{:04X}]", u32::from(character)),
    };
    text.chars().map(character).collect()
}

/// The text below the options, its lines and columns kept.
fn examples(text: &str, out: &mut Vec<u8>) -> io::Result<()> {
    writeln!(out, ".SH EXAMPLES\n.nf")?;
    for line in text.lines().filter(|line| *line != "Examples:") {
        // A backslash begins an escape, a minus would be a hyphen, a period or quote at the start a request.
        writeln!(out, "\\&{}", line.replace('\\', "\\e").replace('-', "\\-"))?;
    }
    writeln!(out, ".fi")
}
