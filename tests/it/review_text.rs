//! Hostile text wherever a submission can say anything, in every form of every answer: no character that acts reaches a reader, what
//! is JSON parses, a page runs and loads nothing. `tests/interop` opens the same in a browser and renders the Markdown.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use candor::base::{Digest, display};
use candor::report::model::Report;
use candor::report::text::Terminal;
use candor::report::{cyclonedx, markdown, sarif, text};
use serde_json::Value;
use tempfile::TempDir;

const TEXTS: &str = include_str!("../hostile/texts.json");
const FILES: &str = include_str!("../hostile/files.json");
/// Bytes of a name that file systems take, with room for a suffix.
const NAME: usize = 200;
/// Stands for a byte that no text in UTF-8 has.
const STRAY: char = '\u{10ffff}';

fn list(json: &str) -> BTreeMap<String, String> {
    serde_json::from_str(json).expect("a table of strings")
}

/// `text` as a part of a path.
fn name(text: &str) -> String {
    let mut name = text.replace('/', "\u{2215}");
    while name.len() > NAME {
        name.pop();
    }
    name
}

/// `template` with `text` in its places. What is put in may look like a place itself.
fn filled(template: &str, text: &str) -> Vec<u8> {
    let quoted = serde_json::to_string(text).expect("a string");
    let forms = [("<raw>", text.to_owned()), ("<quoted>", quoted), ("<name>", name(text))];
    let (mut out, mut rest) = (String::new(), template);
    while let Some((at, (place, form))) = forms.iter().filter_map(|form| Some((rest.find(form.0)?, form))).min() {
        out.push_str(&rest[..at]);
        out.push_str(form);
        rest = &rest[at + place.len()..];
    }
    out.push_str(rest);
    let stray = STRAY.to_string();
    out.split(&stray).map(str::as_bytes).collect::<Vec<_>>().join(&0xff)
}

fn put(folder: &Path, text: &str) {
    for (path, template) in list(FILES) {
        let place = folder.join(OsString::from_vec(filled(&path, text)));
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(&place, filled(&template, text)).expect("a file");
    }
}

/// A home, and what was wrong with what came out of it.
struct House {
    home: TempDir,
    wrong: Vec<String>,
}

impl House {
    fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a scratch folder"), wrong: Vec::new() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Runs a command; both streams are looked at. Standard output comes back.
    fn candor(&mut self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear().env("HOME", self.home.path()).current_dir(self.home.path()).stdin(Stdio::null()).args(args);
        let output = command.output().expect("it runs");
        let told = |stream: &str| format!("{} {stream}", args.join(" "));
        for (stream, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            match std::str::from_utf8(bytes) {
                Ok(text) => self.look(&told(stream), text),
                Err(_) => self.wrong.push(format!("{}: not UTF-8", told(stream))),
            }
        }
        assert!(output.status.code().is_some(), "{args:?}: a signal");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn check(&mut self, what: &str, good: bool, why: impl FnOnce() -> String) {
        if !good {
            self.wrong.push(format!("{what}: {}", why()));
        }
    }

    /// No character acts, and no line is forged.
    fn look(&mut self, what: &str, text: &str) {
        let acting = text.char_indices().find(|&(_, character)| character != '\n' && display::is_unsafe(character));
        if let Some((at, character)) = acting {
            let around: String = text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
            self.wrong.push(format!("{what}: {character:?} after {around:?}"));
        }
        self.check(what, !text.lines().any(|line| line == "PASSED" || line.starts_with("VERDICT")), || {
            "a forged line".to_owned()
        });
    }

    fn json(&mut self, what: &str, text: &str) {
        match serde_json::from_str::<Value>(text) {
            Ok(value) => {
                let acting = acting(&value);
                self.check(what, acting.is_none(), || format!("acts: {acting:?}"));
            }
            Err(error) => self.wrong.push(format!("{what}: no JSON: {error}")),
        }
    }

    fn page(&mut self, what: &str, page: &str) {
        let page = page.to_lowercase();
        let policy = page.find("content-security-policy").expect("a policy");
        self.check(what, policy < page.find("<style").expect("a style"), || "the policy comes late".to_owned());
        for forbidden in
            ["<script", "<img", "<iframe", "<link", "<base", "<form", "<object", "<embed", "onload=alert(4)>", " style="]
        {
            self.check(what, !page.contains(forbidden), || forbidden.to_owned());
        }
        let away = page.match_indices("href=\"").map(|(at, text)| &page[at + text.len()..]).find(|rest| !rest.starts_with('#'));
        self.check(what, away.is_none(), || {
            format!("leads away: {:?}", away.map(|rest| rest.chars().take(40).collect::<String>()))
        });
    }

    /// Every form of one pack.
    fn pack(&mut self, what: &str, pack: &Path) {
        let file = |name: &str| fs::read_to_string(pack.join(name)).unwrap_or_else(|error| panic!("{what}: {name}: {error}"));
        // MANIFEST.sha256 is for sha256sum, and has names as they are, in the escapes of that.
        for name in ["report.html", "report.json", "report.sarif.json", "statement.json", "VERIFY.md"] {
            self.look(&format!("{what} {name}"), &file(name));
        }
        self.json(&format!("{what} report.json"), &file("report.json"));
        self.json(&format!("{what} SARIF"), &file("report.sarif.json"));
        self.page(&format!("{what} page"), &file("report.html"));
        let report = Report::from_json(file("report.json").as_bytes()).unwrap_or_else(|error| panic!("{what}: {error}"));
        let id = Digest::of(file("report.json").as_bytes());
        let bom = String::from_utf8(cyclonedx::render(&report, &id)).expect("UTF-8");
        self.json(&format!("{what} CycloneDX"), &bom);
        self.json(&format!("{what} SARIF again"), &String::from_utf8_lossy(&sarif::render(&report, &id)));
        let comment = markdown::render(&report, &id);
        self.look(&format!("{what} Markdown"), &comment);
        for width in [40, 110, 160] {
            let plain = text::render(&report, &Terminal { width, colour: false });
            self.look(&format!("{what} text"), &plain);
            let coloured = text::render(&report, &Terminal { width, colour: true });
            let same = anstream::adapter::strip_str(&coloured).to_string() == plain;
            self.check(what, same, || "colours that are not ours".to_owned());
        }
        self.check(what, !report.findings.is_empty(), || "the text got nowhere".to_owned());
    }
}

fn acting(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.chars().any(display::is_unsafe).then(|| text.clone()),
        Value::Array(items) => items.iter().find_map(acting),
        Value::Object(entries) => {
            entries.iter().find_map(|(key, value)| acting(&Value::from(key.as_str())).or_else(|| acting(value)))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

#[test]
fn nothing_that_a_submission_says_acts_in_any_form() {
    let mut house = House::new();
    put(&house.path("before"), "plain");
    house.candor(&["review", "before", "--quiet"]);
    for (kind, text) in list(TEXTS) {
        let name = format!("text-{kind}");
        put(&house.path(&name), &text);
        let pack = format!("{name}.candor");
        house.candor(&["review", &name, "--baseline", "before.candor"]);
        let path = house.path(&pack);
        house.pack(&kind, &path);
        house.candor(&["diff", "before.candor", &pack]);
        for (form, shown) in [("json", "diff JSON"), ("html", "diff page")] {
            let told = house.candor(&["diff", "before.candor", &pack, "--format", form, "--quiet"]);
            let what = format!("{kind} {shown}");
            if form == "json" { house.json(&what, &told) } else { house.page(&what, &told) }
        }
        let draft = house.candor(&["disclose", "init", &pack]);
        fs::write(house.path("draft.toml"), draft).expect("written");
        house.candor(&["disclose", "try", "draft.toml", &pack]);
        house.candor(&["disclose", "check", &format!("{name}/candor.disclosure.toml")]);
        let section = house.candor(&["policy", "accept", &pack, "F001", "--reason", "known", "--until", "2999-01-01"]);
        fs::write(house.path("policy.toml"), format!("[endpoints]\nallow = []\n{section}")).expect("written");
        house.candor(&["policy", "try", "policy.toml", &pack]);
        house.candor(&["respond", &pack, "--template", "response.json"]);
        house.candor(&["models", "missing", &name]);
    }
    assert!(house.wrong.is_empty(), "{} wrong:\n{}", house.wrong.len(), house.wrong.join("\n"));
}

/// The submission's own name is text of somebody else as well, and so is what the ledger keeps.
#[test]
fn names_of_submissions_do_not_act_in_a_batch_or_its_ledger() {
    let mut house = House::new();
    for text in list(TEXTS).values() {
        let folder = house.path("in").join(OsString::from_vec(filled("<name>", text)));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(
            folder.join("a.py"),
            filled("import requests\nrequests.post(<quoted>, data=open('x').read())  # <raw>\n", text),
        )
        .expect("a file");
    }
    house.candor(&["batch", "in", "--output", "out"]);
    for line in house.candor(&["batch", "in", "--output", "out", "--json"]).lines() {
        house.json("batch event", line);
    }
    for query in ["submissions", "runs", "findings", "endpoints", "capabilities", "first-seen"] {
        house.candor(&["ledger", query, "--ledger", "out"]);
        let told = house.candor(&["ledger", query, "--ledger", "out", "--json"]);
        house.json(query, &told);
    }
    assert!(house.wrong.is_empty(), "{} wrong:\n{}", house.wrong.len(), house.wrong.join("\n"));
}
