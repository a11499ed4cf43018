//! `candor explain CLASS`: what a finding class means, why it matters, how to check a finding of it by hand, and what
//! code of it looks like.
//! A name that is not known gets the nearest names; no name gets the list. Nothing here looks at a submission.

use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::{Effects, Style};

use super::Problem;
use crate::base::display;
use crate::detect::classes::{self, Class};
use crate::detect::examples::{self, Example};
use crate::report::text::{Terminal, wrap};

const BOLD: Style = Style::new().effects(Effects::BOLD);

pub(super) const EXAMPLES: &str = "\
Examples:
  candor explain                                 list all classes
  candor explain remote-directed-file-collection
  candor explain bidi-text";

/// How many near names are worth a look.
const NEAREST: usize = 3;

/// Explain a finding class
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Class of a finding or an indicator, as reports name it; all are listed when it is left out
    class: Option<String>,
}

/// Writes the text of a class, or the list of classes, to standard output.
pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let terminal = Terminal::of_stdout();
    let mut out = anstream::stdout();
    let Some(name) = &args.class else {
        list(&mut out)?;
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(class) = classes::class(name) {
        describe(&mut out, class, terminal.width)?;
        return Ok(ExitCode::SUCCESS);
    }
    Err(unknown(name).into())
}

fn unknown(name: &str) -> Problem {
    let near: Vec<String> = nearest(name).into_iter().map(|class| format!("`{}`", class.id)).collect();
    let help = match near.as_slice() {
        [] => "`candor explain` lists all classes".to_owned(),
        near => format!("did you mean {}? `candor explain` lists all classes", near.join(", ")),
    };
    Problem::new(format!("no finding class is called `{}`", display::escape(name)), help)
}

fn list(out: &mut impl Write) -> io::Result<()> {
    let groups = [
        ("Findings", (true, false, false)),
        ("Metadata of files (told apart from findings)", (true, false, true)),
        ("Indicators (signs of hiding)", (true, true, false)),
        ("Known flows that are no findings", (false, false, false)),
    ];
    for (position, (title, group)) in groups.into_iter().enumerate() {
        writeln!(out, "{}{BOLD}{title}{BOLD:#}", if position == 0 { "" } else { "\n" })?;
        for class in classes::all().iter().filter(|class| (class.report, class.indicator, class.metadata) == group) {
            writeln!(out, "  {:34} {}", class.id, class.title)?;
        }
    }
    Ok(())
}

fn describe(out: &mut impl Write, class: &Class, width: usize) -> io::Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#}: {}", class.id, class.title)?;
    for (title, text) in [("What it is", &class.what), ("Why it matters", &class.why), ("How to check it by hand", &class.check)]
    {
        writeln!(out, "\n{BOLD}{title}{BOLD:#}")?;
        for line in wrap(text, width.saturating_sub(2)) {
            writeln!(out, "  {line}")?;
        }
    }
    if let Some(example) = examples::of(&class.id) {
        illustrate(out, example, width)?;
    }
    writeln!(out)?;
    let kind = match (class.indicator, class.report) {
        (true, _) => "an indicator: listed as evidence, not a finding by itself",
        (false, true) if class.metadata => "metadata: told apart from findings, no part of the verdict",
        (false, true) => "a finding",
        (false, false) => "not reported: such flows are no findings",
    };
    writeln!(out, "Kind    {kind}")?;
    writeln!(out, "Weight  {} of 100", class.weight)?;
    for (title, ids) in [("ATT&CK", &class.attack), ("CWE", &class.cwe)] {
        if !ids.is_empty() {
            writeln!(out, "{title:7} {}", ids.join(", "))?;
        }
    }
    Ok(())
}

/// Code that is of the class, and code that merely looks so.
fn illustrate(out: &mut impl Write, example: &Example, width: usize) -> io::Result<()> {
    let language = &example.language;
    for (title, code) in [("An example", &example.example), ("A near miss, which is none", &example.near_miss)] {
        writeln!(out, "\n{BOLD}{title}{BOLD:#} ({language})")?;
        for line in code.lines() {
            writeln!(out, "{}", format!("    {line}").trim_end())?;
        }
    }
    for line in wrap(&example.difference, width.saturating_sub(2)) {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// Classes whose names are like `name`, nearest first: few edits, or a word in common.
fn nearest(name: &str) -> Vec<&'static Class> {
    let name: String = name.chars().take(64).collect::<String>().to_lowercase().replace(['_', ' '], "-");
    let words: Vec<&str> = name.split('-').filter(|word| word.len() > 2).collect();
    let mut ranked: Vec<(usize, &Class)> = Vec::new();
    for class in classes::all() {
        let edits = distance(&name, &class.id);
        let shared = class.id.split('-').filter(|part| words.contains(part)).count();
        if edits <= class.id.len() / 3 || shared > 0 {
            ranked.push((edits.saturating_sub(4 * shared), class));
        }
    }
    ranked.sort_by_key(|(edits, class)| (*edits, &class.id));
    ranked.into_iter().take(NEAREST).map(|(_, class)| class).collect()
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{describe, list, nearest};
    use crate::detect::classes;

    #[test]
    fn a_slip_of_the_finger_finds_its_class() {
        for (typed, meant) in
            [("file-uplaod", "file-upload"), ("Keystroke_Capture", "keystroke-capture"), ("dns", "dns-exfiltration")]
        {
            assert_eq!(nearest(typed).first().map(|class| class.id.as_str()), Some(meant), "{typed}");
        }
        assert!(nearest("zzzzzzzzzzzz").is_empty());
        assert!(nearest(&"é".repeat(10_000)).is_empty());
    }

    #[test]
    fn every_class_is_listed_and_has_its_text() {
        let mut listed = Vec::new();
        list(&mut listed).unwrap();
        let listed = String::from_utf8(listed).unwrap();
        for class in classes::all() {
            assert!(listed.contains(&class.id));
            let mut text = Vec::new();
            describe(&mut text, class, 60).unwrap();
            let text = String::from_utf8(text).unwrap();
            // Code keeps its lines.
            let mut prose = text.lines().skip(1).filter(|line| !line.starts_with("    "));
            assert!(text.contains("How to check it by hand") && prose.all(|line| line.chars().count() <= 72), "{text}");
        }
    }
}
