//! `suppression-comment`: comments and annotations that make analysis tools look away. What mutes remarks on security is
//! worth a line in its file. What mutes remarks on style and types stands in most honest code: it is counted, and told once
//! for each tool.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{At, Signs, Subject};
use crate::base::display;
use crate::syntax::Inside;

/// What a mark mutes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mutes {
    Security,
    /// Security only where what follows names it.
    Style,
}

/// (how it is written, whose remarks it mutes, which).
const MARKS: &[(&str, &str, Mutes)] = &[
    ("nosec", "Bandit, gosec", Mutes::Security),
    ("nosemgrep", "Semgrep", Mutes::Security),
    ("NOSONAR", "SonarQube", Mutes::Style),
    ("lgtm[", "LGTM, CodeQL", Mutes::Security),
    ("codeql[", "CodeQL", Mutes::Security),
    ("coverity[", "Coverity", Mutes::Security),
    ("Flawfinder: ignore", "Flawfinder", Mutes::Security),
    ("flawfinder: ignore", "Flawfinder", Mutes::Security),
    ("RATS: ignore", "RATS", Mutes::Security),
    ("ITS4: ignore", "ITS4", Mutes::Security),
    ("DevSkim: ignore", "DevSkim", Mutes::Security),
    ("gitleaks:allow", "Gitleaks", Mutes::Security),
    ("trufflehog:ignore", "TruffleHog", Mutes::Security),
    ("pragma: allowlist secret", "detect-secrets", Mutes::Security),
    ("pragma: whitelist secret", "detect-secrets", Mutes::Security),
    ("checkov:skip", "Checkov", Mutes::Security),
    ("tfsec:ignore", "tfsec", Mutes::Security),
    ("trivy:ignore", "Trivy", Mutes::Security),
    ("bearer:disable", "Bearer", Mutes::Security),
    ("snyk-ignore", "Snyk", Mutes::Security),
    ("deepcode ignore", "Snyk", Mutes::Security),
    ("skipcq", "DeepSource", Mutes::Style),
    ("semgrep-ignore", "Semgrep", Mutes::Security),
    ("@SuppressFBWarnings", "SpotBugs", Mutes::Security),
    ("@SuppressWarnings", "Java compilers and SonarQube", Mutes::Style),
    ("@Suppress(", "Kotlin compilers", Mutes::Style),
    ("NOLINT", "clang-tidy", Mutes::Style),
    ("NOLINTNEXTLINE", "clang-tidy", Mutes::Style),
    ("NOLINTBEGIN", "clang-tidy", Mutes::Style),
    ("nolint", "golangci-lint", Mutes::Style),
    ("cppcheck-suppress", "Cppcheck", Mutes::Style),
    ("-V::", "PVS-Studio", Mutes::Style),
    ("noqa", "Flake8", Mutes::Style),
    ("type: ignore", "mypy", Mutes::Style),
    ("pyright: ignore", "Pyright", Mutes::Style),
    ("pylint: disable", "Pylint", Mutes::Style),
    ("pylint:disable", "Pylint", Mutes::Style),
    ("eslint-disable", "ESLint", Mutes::Style),
    ("tslint:disable", "TSLint", Mutes::Style),
    ("jshint ignore", "JSHint", Mutes::Style),
    ("biome-ignore", "Biome", Mutes::Style),
    ("@ts-ignore", "TypeScript", Mutes::Style),
    ("@ts-nocheck", "TypeScript", Mutes::Style),
    ("rubocop:disable", "RuboCop", Mutes::Style),
    ("shellcheck disable", "ShellCheck", Mutes::Style),
    ("phpcs:ignore", "PHP_CodeSniffer", Mutes::Style),
    ("phpstan-ignore", "PHPStan", Mutes::Style),
    ("psalm-suppress", "Psalm", Mutes::Style),
    ("swiftlint:disable", "SwiftLint", Mutes::Style),
    ("ktlint-disable", "ktlint", Mutes::Style),
    ("CHECKSTYLE:OFF", "Checkstyle", Mutes::Style),
    ("NOPMD", "PMD", Mutes::Style),
    ("warning(disable", "the compiler", Mutes::Style),
    ("warning (disable", "the compiler", Mutes::Style),
    ("pragma warning disable", "the compiler", Mutes::Style),
    ("diagnostic ignored", "the compiler", Mutes::Style),
    ("#[allow(", "the compiler", Mutes::Style),
    ("#![allow(", "the compiler", Mutes::Style),
];

/// Words behind a mark that name rules on security. `S` and a number are rules of Bandit and SonarQube.
const SECURITY: &[&str] = &[
    "security",
    "cert-",
    "insecure",
    "injection",
    "no-eval",
    "no-implied-eval",
    "no-new-func",
    "gosec",
    "G1",
    "G2",
    "G3",
    "G4",
    "G5",
    "eval-used",
    "exec-used",
    "SC2091",
    "bugprone-unsafe",
    "clang-analyzer-security",
    "no-unsanitized",
    "no-secrets",
    "scanjs",
    "squid:S",
    "java:S",
    "WordPress.Security",
    "Security/",
    "detect-",
];

static AUTOMATON: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let marks = MARKS.iter().map(|mark| mark.0);
    let built = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(marks);
    built.expect("invariant: a few short marks fit an automaton")
});

pub(super) fn look(subject: &Subject<'_>, signs: &mut Signs) {
    let regions = std::cell::LazyCell::new(|| subject.regions());
    for found in AUTOMATON.find_iter(subject.text) {
        let (mark, tool, mutes) = MARKS[found.pattern().as_usize()];
        let rest = rest_of_line(subject.text, found.end());
        if !is_whole(subject.text, found.start(), found.end())
            || (!stands_in_code(mark) && regions.at(found.start()) != Inside::Comment)
        {
            continue;
        }
        if mutes == Mutes::Security || names_security(mark, rest) {
            signs.note(subject, "suppression-comment", At::Byte(found.start()), 40, || {
                let rest: String = display::escape_bytes(rest).chars().take(60).collect();
                format!("{tool} is told to look away: `{mark}{rest}`")
            });
        } else {
            let line = || super::position(subject.text, At::Byte(found.start())).0;
            signs.muted.entry(tool).or_insert_with(|| (0, line())).0 += 1;
        }
    }
}

/// Annotations and pragmas are no comments.
fn stands_in_code(mark: &str) -> bool {
    mark.starts_with("@Suppress")
        || mark.starts_with('#')
        || mark.starts_with("warning")
        || mark == "diagnostic ignored"
        || mark == "pragma warning disable"
}

/// No letter goes on where the mark begins or ends with one.
fn is_whole(text: &[u8], start: usize, end: usize) -> bool {
    let letter = |at: usize| text.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let open = start > 0 && letter(start) && letter(start - 1);
    let close = letter(end - 1) && letter(end);
    !open && !close
}

fn rest_of_line(text: &[u8], from: usize) -> &[u8] {
    let rest = &text[from..text.len().min(from + 200)];
    rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())].trim_ascii_end()
}

/// Whether the rules that are muted are about security.
fn names_security(mark: &str, rest: &[u8]) -> bool {
    let named = SECURITY.iter().any(|word| memchr::memmem::find(rest, word.as_bytes()).is_some());
    let numbered = matches!(mark, "noqa" | "NOSONAR" | "@SuppressWarnings") && {
        let mut words = rest.split(|byte| !byte.is_ascii_alphanumeric());
        words.any(|word| word.len() >= 4 && word[0] == b'S' && word[1..].iter().all(u8::is_ascii_digit))
    };
    named || numbered
}
