//! `export-ignore`: attributes of a repository that leave paths out of archives or change files on the way out.
//! `ignore-file`: files that tell analysis tools what to skip. What only keeps git's own files out of an archive, and filters
//! for large files, which intake names by themselves, are no sign.

use super::{At, Signs, Subject};
use crate::base::display;

/// File names of settings that exist to leave something out of an analysis.
const IGNORE: &[(&str, &str)] = &[
    (".banditignore", "Bandit"),
    (".bearerignore", "Bearer"),
    (".codeqlignore", "CodeQL"),
    (".cppcheck-suppressions", "Cppcheck"),
    (".devskimignore", "DevSkim"),
    (".eslintignore", "ESLint"),
    (".fossaignore", "FOSSA"),
    (".gitleaksignore", "Gitleaks"),
    (".grypeignore", "Grype"),
    (".nosec", "gosec"),
    (".nsprc", "npm audit"),
    (".secrets.baseline", "detect-secrets"),
    (".semgrepignore", "Semgrep"),
    (".snyk", "Snyk"),
    (".tfsecignore", "tfsec"),
    (".trivyignore", "Trivy"),
    (".trivyignore.yaml", "Trivy"),
    (".trufflehogignore", "TruffleHog"),
    (".whitesource", "Mend"),
    ("spotbugs-exclude.xml", "SpotBugs"),
    ("findbugs-exclude.xml", "SpotBugs"),
    ("findbugs-exclude-filter.xml", "SpotBugs"),
];

/// Settings of an analysis that may leave something out, and the word with which they do.
const EXCLUDE: &[(&str, &str, &str)] = &[
    (".bandit", "exclude", "Bandit"),
    (".checkov.yaml", "skip-", "Checkov"),
    (".checkov.yml", "skip-", "Checkov"),
    (".codacy.yml", "exclude_paths", "Codacy"),
    (".codeclimate.yml", "exclude_patterns", "Code Climate"),
    (".deepsource.toml", "exclude_patterns", "DeepSource"),
    (".gitleaks.toml", "allowlist", "Gitleaks"),
    (".lgtm.yml", "exclude", "LGTM"),
    (".sonarcloud.properties", "sonar.exclusions", "SonarQube"),
    ("codeql-config.yml", "paths-ignore", "CodeQL"),
    ("codeql.yml", "paths-ignore", "CodeQL"),
    ("lgtm.yml", "exclude", "LGTM"),
    ("pyproject.toml", "[tool.bandit", "Bandit"),
    ("sonar-project.properties", "sonar.exclusions", "SonarQube"),
];

/// Patterns told of each file.
const TOLD: usize = 5;

pub(super) fn look(subject: &Subject<'_>, signs: &mut Signs) {
    let Ok(name) = std::str::from_utf8(subject.name()) else { return };
    let name = name.to_ascii_lowercase();
    if name == ".gitattributes" || subject.path.ends_with(b"info/attributes") {
        attributes(subject, signs);
    }
    if let Some((_, tool)) = IGNORE.iter().find(|(file, _)| *file == name) {
        let lines = subject.text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
        let patterns = lines.filter(|line| !line.is_empty() && !line.starts_with(b"#")).count();
        if patterns > 0 {
            signs.note(subject, "ignore-file", At::File, 50, || format!("{tool} is told what to skip on {patterns} lines"));
        }
    }
    for (_, word, tool) in EXCLUDE.iter().filter(|(file, ..)| *file == name) {
        if let Some(at) = memchr::memmem::find(subject.text, word.as_bytes()) {
            signs.note(subject, "ignore-file", At::Byte(at), 50, || format!("{tool} is told what to skip: `{word}`"));
        }
    }
}

fn attributes(subject: &Subject<'_>, signs: &mut Signs) {
    let mut told: Vec<String> = Vec::new();
    let mut count = 0;
    let mut first = None;
    let mut start = 0;
    for line in subject.text.split_inclusive(|&byte| byte == b'\n') {
        if let Some(what) = changes(line) {
            count += 1;
            first.get_or_insert(start);
            if told.len() < TOLD {
                told.push(what);
            }
        }
        start += line.len();
    }
    let Some(first) = first else { return };
    let more = if count > told.len() { format!(" and {} more", count - told.len()) } else { String::new() };
    signs.note(subject, "export-ignore", At::Byte(first), 50, || format!("{}{more}", told.join(", ")));
}

/// What a line of attributes changes of what is handed over, if it does.
fn changes(line: &[u8]) -> Option<String> {
    let line = line.trim_ascii();
    if line.is_empty() || line.starts_with(b"#") {
        return None;
    }
    let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let pattern = words.next()?;
    let own = pattern.strip_prefix(b"/").unwrap_or(pattern);
    let attribute = words.find(|word| match *word {
        b"export-ignore" => !own.starts_with(b".git"),
        b"export-subst" | b"ident" => true,
        word => word.starts_with(b"filter=") && word != b"filter=lfs",
    })?;
    Some(format!("`{} {}`", display::escape_bytes(pattern), display::escape_bytes(attribute)))
}
