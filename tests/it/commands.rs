//! `explain` and `models` as people type them, and every command at the end of a pipe or without a terminal.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Exit code, standard output and standard error of a candor in a home of its own.
fn candor(home: &Path, args: &[&str]) -> (i32, String, String) {
    let output = command(home, args).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

fn command(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.env_clear().env("HOME", home).current_dir(home).stdin(Stdio::null()).args(args);
    command
}

fn home() -> TempDir {
    tempfile::tempdir().expect("a scratch folder")
}

fn acme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/acme-agent")
}

#[test]
fn mistakes_are_named_with_a_next_step() {
    let home = home();
    let pack = home.path().join("old.candor");
    fs::create_dir(&pack).expect("a folder");
    fs::write(pack.join("attestation.dsse.json"), "{}").expect("a file");
    let acme = acme();
    let acme = acme.to_str().expect("UTF-8");
    let cases: [(&[&str], &str); 12] = [
        (&["explain", "file-uplaod"], "help: did you mean `file-upload`"),
        (&["explain", "\u{1b}[31m"], "is called `\\u{1b}[31m`"),
        (&["explain", ""], "help: `candor explain` lists all classes"),
        (&["explain", "file-upload", "bidi-text"], "unexpected argument"),
        (&["models"], "Usage: candor models <COMMAND>"),
        (&["models", "list", "--language", "cobol"], "help: known are: c, cpp, go, java"),
        (&["models", "missing", acme, "--language", "cobol"], "help: known are: c, cpp, go, java"),
        (&["models", "missing", "nowhere"], "help: check the path"),
        (&["models", "missing", "old.candor"], "is a pack, not a submission"),
        (&["models", "missing", acme, "--jobs", "100000"], "100000 is not in"),
        (&["frobnicate"], "unrecognized subcommand"),
        (&["worker"], "for candor itself"),
    ];
    for (args, why) in cases {
        let (code, out, err) = candor(home.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {err}");
        assert!(err.contains(why) && !err.contains('\u{1b}'), "{args:?}: {err}");
    }
    assert!(!home.path().join(".local").exists(), "none of these makes a key");
}

#[test]
fn a_filter_that_leaves_nothing_says_so_beside_the_product() {
    let home = home();
    for args in [["models", "list", "no such name"], ["models", "list", "--does=no such thing"]] {
        let (code, out, err) = candor(home.path(), &args);
        assert_eq!((code, out.as_str()), (0, ""), "{err}");
        assert!(err.starts_with("note: no row matches"), "{err}");
    }
}

/// `candor … | true`: no panic, no complaint, and the exit code is still the command's own.
#[test]
fn a_reader_that_goes_away_changes_nothing() {
    let home = home();
    let acme = acme();
    let acme = acme.to_str().expect("UTF-8");
    let cases: [(&[&str], i32); 7] = [
        (&["explain"], 0),
        (&["explain", "file-upload"], 0),
        (&["models", "list"], 0),
        (&["models", "missing", acme], 0),
        (&["review", acme, "--output", "a.candor"], 1),
        (&["review", acme, "--output", "a.candor", "--format", "json"], 1),
        (&["review", acme, "--output", "a.candor", "--format", "sarif"], 1),
    ];
    for (args, expected) in cases {
        let mut child = command(home.path(), args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(expected), "{args:?}: {err}");
        assert!(!err.contains("panicked") && !err.contains("error"), "{args:?}: {err}");
    }
}

/// `ulimit -f`: a write beyond it is an error as on a full disk, and ends nobody by a signal.
#[cfg(unix)]
#[test]
fn a_limit_on_the_size_of_files_is_an_error_that_loses_nothing() {
    let home = home();
    fs::create_dir_all(home.path().join("in")).expect("a folder");
    std::os::unix::fs::symlink(acme(), home.path().join("in/acme")).expect("a link");
    let limited = |blocks: u32, args: &[&str]| {
        let mut shell = Command::new("/bin/sh");
        shell.arg("-c").arg(format!("ulimit -f {blocks} && exec \"$0\" \"$@\"")).arg(env!("CARGO_BIN_EXE_candor")).args(args);
        shell.env_clear().env("HOME", home.path()).current_dir(home.path()).stdin(Stdio::null());
        let output = shell.output().expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    // Room for a key, and for no facts and no report.
    let (code, err) = limited(2, &["review", "in/acme", "--output=a.candor", "--store=facts"]);
    assert_eq!(code, Some(2), "{err}");
    assert!(err.contains("error: ") && err.contains("File too large") && err.contains("help: "), "{err}");
    assert!(err.contains("the facts store cannot be written"), "that is no reason not to review: {err}");
    assert!(!home.path().join("a.candor").exists());
    for blocks in [1, 8, 64] {
        let (code, err) = limited(blocks, &["batch", "in", "--output=out", "--quiet", "--no-store"]);
        assert_eq!(code, Some(2), "{blocks}: {err}");
        assert!(err.contains("error: ") && err.contains("help: "), "{blocks}: {err}");
    }
    let (code, _, err) = candor(home.path(), &["batch", "in", "--output=out", "--quiet", "--no-store"]);
    assert_eq!(code, 1, "it goes on where it was: {err}");
}

/// A full disk behind standard output is an error that says where, not a success.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let home = home();
    let acme = acme();
    let acme = acme.to_str().expect("UTF-8");
    for args in [&["explain"][..], &["models", "list"], &["review", acme, "--output", "a.candor"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let output = command(home.path(), args).stdout(full).output().expect("the program runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {err}");
        assert!(err.contains("No space left") && err.contains("help: "), "{args:?}: {err}");
    }
}
