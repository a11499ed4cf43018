//! `candor log` as people type it, from an empty log to a proof that a witness stands for.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use super::sample::entry;

/// Exit code, standard output and standard error.
fn candor(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_candor")).current_dir(folder).args(args).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

#[track_caller]
fn succeeds(folder: &Path, args: &[&str]) -> String {
    let (code, out, err) = candor(folder, args);
    assert_eq!(code, 0, "{args:?}: {out}{err}");
    out
}

#[track_caller]
fn refused(folder: &Path, args: &[&str], why: &str) {
    let (code, out, err) = candor(folder, args);
    assert_eq!(code, 1, "{args:?}: {out}{err}");
    assert!(out.contains(why) || err.contains(why), "{args:?}: {out}{err}");
}

#[track_caller]
fn fails(folder: &Path, args: &[&str], why: &str) {
    let (code, out, err) = candor(folder, args);
    assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {err}");
    assert!(err.contains(why) && (err.contains("help: ") || err.contains("--help")), "{args:?}: {err}");
}

/// A log of three leaves in `log/`, made by hand; leaf 0 in `0.leaf`.
fn log_of_three(folder: &Path) {
    succeeds(folder, &["log", "init", "log", "--origin", "log.example.org/candor"]);
    for number in 0..3 {
        fs::write(folder.join(format!("{number}.leaf")), entry(number)).expect("written");
    }
    let said = succeeds(folder, &["log", "append", "log", "--leaf", "0.leaf", "--leaf", "1.leaf", "--leaf", "2.leaf"]);
    assert_eq!(said, "leaf 0\nleaf 1\nleaf 2\nsize 3\n");
}

#[test]
fn from_an_empty_log_to_a_witnessed_proof() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    log_of_three(folder);
    let keyid = "ab".repeat(32);
    let revoke = ["log", "append", "log", "--revoke", &keyid, "--at", "2026-01-31T12:00:00Z", "--reason", "key-compromise"];
    assert_eq!(succeeds(folder, &revoke), "leaf 3\nsize 4\n");
    assert_eq!(succeeds(folder, &["log", "append", "log", "--supersede", &keyid, &keyid]), "leaf 4\nsize 5\n");

    succeeds(folder, &["log", "witness", "init", "wit", "--name", "w.example"]);
    assert_eq!(succeeds(folder, &["log", "witness", "known", "wit", "--log", "log/log.vkey"]), "0\n");
    fs::write(folder.join("request"), succeeds(folder, &["log", "prove", "log", "--from", "0"])).expect("written");
    let line = succeeds(folder, &["log", "witness", "cosign", "wit", "--log", "log/log.vkey", "request"]);
    fs::write(folder.join("line"), &line).expect("written");
    let note = succeeds(folder, &["log", "checkpoint", "log", "--add", "line", "--witness", "wit/witness.vkey"]);
    assert!(note.ends_with(&line), "{note}");
    assert_eq!(succeeds(folder, &["log", "checkpoint", "log"]), note);

    fs::write(folder.join("proof"), succeeds(folder, &["log", "prove", "log", "--leaf", "1.leaf"])).expect("written");
    assert_eq!(
        succeeds(folder, &["log", "prove", "log", "--index", "1"]).as_bytes(),
        fs::read(folder.join("proof")).expect("read")
    );
    let verify = ["log", "verify", "--log", "log/log.vkey", "--witness", "wit/witness.vkey", "--proof", "proof", "--leaf"];
    let said = succeeds(folder, &[&verify[..], &["1.leaf"]].concat());
    assert!(said.starts_with("leaf 1 of 5 leaves, log log.example.org/candor\nseen by w.example at "), "{said}");
    refused(folder, &[&verify[..], &["2.leaf"]].concat(), "does not lead from leaf 1");
    let vkey = fs::read_to_string(folder.join("log/log.vkey")).expect("a key");
    let other = vkey.replace("log.example.org", "log.example.com");
    fails(folder, &["log", "verify", "--log", other.trim(), "--proof", "proof", "--leaf", "1.leaf"], "not that of its name");
    succeeds(folder, &["log", "verify", "log/public", "--log", vkey.trim()]);
}

#[test]
fn a_fork_is_seen_by_whoever_remembers() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    log_of_three(folder);
    // The log's operator keeps a copy, and lets the two go different ways.
    let copied = Command::new("cp").args(["-r", "log", "fork"]).current_dir(folder).status().expect("cp runs");
    assert!(copied.success());
    succeeds(folder, &["log", "append", "log", "--leaf", "0.leaf"]);
    succeeds(folder, &["log", "append", "fork", "--leaf", "1.leaf", "--leaf", "2.leaf"]);

    fs::write(folder.join("seen"), succeeds(folder, &["log", "checkpoint", "log"])).expect("written");
    succeeds(folder, &["log", "verify", "log", "--log", "log/log.vkey", "--since", "seen"]);
    succeeds(folder, &["log", "verify", "fork", "--log", "log/log.vkey"]);
    refused(folder, &["log", "verify", "fork", "--log", "log/log.vkey", "--since", "seen"], "it has been forked");

    succeeds(folder, &["log", "witness", "init", "wit", "--name", "w.example"]);
    let cosign = ["log", "witness", "cosign", "wit", "--log", "log/log.vkey", "request"];
    fs::write(folder.join("request"), succeeds(folder, &["log", "prove", "log", "--from", "0"])).expect("written");
    succeeds(folder, &cosign);
    fails(folder, &cosign, "--from 4");
    fs::write(folder.join("request"), succeeds(folder, &["log", "prove", "fork", "--from", "4"])).expect("written");
    refused(folder, &cosign, "it has been forked");
}

#[test]
fn what_is_served_is_what_the_checkpoint_commits_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    log_of_three(folder);
    // A killed append left tiles of a future that never came.
    fs::write(folder.join("log/public/tile/0/000.p/4"), [0; 128]).expect("written");
    let server = Command::new(env!("CARGO_BIN_EXE_candor"))
        .args(["log", "serve-static", "log", "--port", "0"])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .spawn();
    let mut server = Ended(server.expect("started"));
    let mut address = String::new();
    let stdout = server.0.stdout.as_mut().expect("piped");
    std::io::BufRead::read_line(&mut std::io::BufReader::new(stdout), &mut address).expect("an address");
    let address = address.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let ask = |request: &str| {
        let mut stream = TcpStream::connect(&address).expect("connected");
        stream.write_all(format!("{request} HTTP/1.1\r\nHost: log\r\n\r\n").as_bytes()).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("headers");
        (String::from_utf8(answer[..end].to_vec()).expect("ASCII"), answer[end + 4..].to_vec())
    };
    let file = |path: &str| fs::read(folder.join("log/public").join(path)).expect(path);
    let (head, body) = ask("GET /checkpoint");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.contains("text/plain; charset=utf-8") && head.contains("no-cache"));
    assert_eq!(body, file("checkpoint"));
    for path in ["tile/0/000.p/3", "tile/entries/000.p/3"] {
        let (head, body) = ask(&format!("GET /{path}"));
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.contains("application/octet-stream"), "{head}");
        assert_eq!(body, file(path));
    }
    assert!(ask("HEAD /checkpoint").1.is_empty());
    for (request, status) in [
        ("GET /tile/0/000.p/4", "404"),
        ("GET /tile/0/000", "404"),
        ("GET /", "404"),
        ("GET /../log.pem", "404"),
        ("GET /tile/../../log.pem", "404"),
        ("GET /log.pem", "404"),
        ("GET checkpoint", "400"),
        ("POST /checkpoint", "405"),
        ("nonsense", "405"),
    ] {
        let (head, _) = ask(request);
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{request}: {head}");
    }
}

/// A server that does not outlive its test.
struct Ended(std::process::Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn mistakes_are_named_with_a_next_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    log_of_three(folder);
    fs::write(folder.join("noise"), "noise").expect("written");
    for (args, why) in [
        (&["log", "init", "log", "--origin", "x"][..], "exists already"),
        (&["log", "init", "new", "--origin", "two words"], "is not a name for a key"),
        (&["log", "append", "log"], "required arguments"),
        (&["log", "append", "log", "--leaf", "noise"], "help: a leaf is"),
        (&["log", "append", "log", "--leaf", "absent"], "cannot read absent"),
        (&["log", "append", ".", "--leaf", "0.leaf"], "help: `candor log init"),
        (&["log", "append", "log", "--revoke", "abc"], "64 lower-case"),
        (&["log", "append", "log", "--revoke", &"0".repeat(64), "--at", "today"], "is not a time"),
        (&["log", "append", "log", "--revoke", &"0".repeat(64), "--reason", "boredom"], "known are: unspecified"),
        (&["log", "checkpoint", "nowhere"], "holds no log"),
        (&["log", "prove", "log", "--index", "3"], "no entry 3 in a log of 3"),
        (&["log", "prove", "log", "--leaf", "noise"], "is not in the log"),
        (&["log", "prove", "log", "--from", "4"], "no entry 4"),
        (&["log", "verify", "log", "--log", "absent.vkey"], "help: a verifier key is"),
        (&["log", "verify", "--log", "log/log.vkey"], "required arguments"),
        (&["log", "witness", "known", "log", "--log", "log/log.vkey"], "help: `candor log witness init"),
    ] {
        fails(folder, args, why);
    }
    assert!(!folder.join("new").exists(), "nothing half made is left");
    assert!(succeeds(folder, &["log", "checkpoint", "log"]).contains("\n3\n"), "no mistake added anything");
}
