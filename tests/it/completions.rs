//! Completions and manual pages: every command is in them, and those who read them understand them.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// Standard output of a candor that succeeds.
fn candor(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_candor")).env_clear().args(args).output().expect("the program runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The commands that `candor ARGS --help` lists.
pub(super) fn commands(args: &[&str]) -> BTreeSet<String> {
    let help = candor(&[args, &["--help"]].concat());
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

#[test]
fn every_shell_completes_every_command() {
    let commands = commands(&[]);
    assert!(commands.len() > 20 && commands.contains("check"), "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = candor(&["completions", shell]);
        for name in &commands {
            assert!(text.contains(name.as_str()), "{shell}: {name}");
        }
        assert!(text.contains("changed-since") && !text.contains("probed-worker"), "{shell}");
    }
}

#[test]
fn bash_takes_the_completions_and_completes() {
    let script = candor(&["completions", "bash"]);
    let bash = |arguments: &[&str], input: &str| {
        let mut bash = Command::new("bash").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("bash");
        bash.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("bash reads");
        let output = bash.wait_with_output().expect("bash ends");
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    bash(&["-n"], &script);
    let complete = |words: &str, last: &str| {
        let ask = format!("\nCOMP_WORDS=({words} {last}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n");
        bash(&["--norc"], &format!("{script}{ask}_candor candor '{last}' ''\necho \"${{COMPREPLY[@]}}\"\n"))
    };
    assert_eq!(complete("candor", "che").trim(), "check");
    assert_eq!(complete("candor check", "--changed").trim(), "--changed-since");
    assert!(complete("candor", "wor").trim().is_empty(), "what people do not type is not completed");
}

#[test]
fn every_command_has_a_manual_page_that_renders() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("man1");
    candor(&["man", folder.to_str().expect("UTF-8")]);
    let pages: BTreeSet<String> =
        fs::read_dir(&folder).expect("made").map(|page| page.expect("read").file_name().into_string().expect("UTF-8")).collect();
    for command in commands(&[]) {
        assert!(pages.contains(&format!("candor-{command}.1")), "{command}: {pages:?}");
        for below in commands(&[&command]) {
            assert!(pages.contains(&format!("candor-{command}-{below}.1")), "{command} {below}: {pages:?}");
        }
    }
    assert!(
        pages.contains("candor.1") && !pages.iter().any(|page| page.contains("worker") || page.contains("help")),
        "{pages:?}"
    );
    for page in pages {
        let path = folder.join(&page);
        let text = fs::read_to_string(&path).expect("a page");
        assert!(text.is_ascii() && text.starts_with(".ie") || text.starts_with(".TH"), "{page}: {text}");
        // All warnings but that a list of alternatives is wider than a page.
        if is_there("groff") {
            let output =
                Command::new("groff").args(["-man", "-ww", "-Wbreak", "-Tutf8", "-z"]).arg(&path).output().expect("groff runs");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && said.is_empty(), "{page}: {said}");
        }
    }
}
