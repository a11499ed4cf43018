//! Reads `candor-policy.toml`, in which an auditor says what a verdict rests on. The auditor's own file, so its words are
//! believed; read strictly all the same, as what it does not say it cannot mean. Judges nothing: see `judge`.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::hosts;
use crate::base::{Digest, country, display};
use crate::detect::classes;
use crate::report::model::Confidence;
use crate::syntax::{self, Nature, grammar};

/// More is no policy.
const MAX_BYTES: usize = 4 << 20;
const MAX_REASON: usize = 1000;
/// What nearly every product has beside its own code.
const GLUE: [&str; 19] = [
    "awk",
    "batch",
    "cmake",
    "dockerfile",
    "gradle",
    "groovy",
    "hcl",
    "idl",
    "lex",
    "m4",
    "make",
    "meson",
    "nix",
    "protobuf",
    "shell",
    "sql",
    "starlark",
    "vimscript",
    "yacc",
];

/// An auditor's policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// SHA-256 of the file.
    pub digest: Digest,
    pub(super) count: Count,
    pub(super) accept: Vec<Accept>,
    pub(super) blob: Vec<Blob>,
    pub(super) coverage: Coverage,
    pub(super) endpoints: Endpoints,
}

/// Why a file is no policy.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PolicyError(String);

impl PolicyError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        "`candor policy init` prints a policy with every setting explained"
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    count: Count,
    #[serde(default)]
    accept: Vec<Accept>,
    #[serde(default)]
    blob: Vec<Blob>,
    #[serde(default)]
    coverage: Coverage,
    #[serde(default)]
    endpoints: Endpoints,
}

/// Which findings the verdict rests on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Count {
    /// The least confidence.
    #[serde(default = "least")]
    pub confidence: Confidence,
    /// Classes that do not count.
    #[serde(default)]
    pub ignore: BTreeSet<String>,
    /// Whether findings that the vendor's disclosure declares whole count.
    #[serde(default = "yes")]
    pub disclosed: bool,
}

/// A finding that is accepted while the code on its way stays as it is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accept {
    /// As reports have it.
    pub fingerprint: String,
    /// See `judge::code`.
    pub code: Digest,
    pub reason: String,
    pub until: Day,
}

/// A file that is accepted unread.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Blob {
    pub sha256: Digest,
    pub reason: String,
}

/// What has to be followed, and what need not.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Coverage {
    /// Least percentage of lines, in languages that candor follows, through which data was followed.
    pub followed: u64,
    /// Programming languages that candor does not follow and need not: those in which products are built, described and
    /// installed.
    pub unsupported: BTreeSet<String>,
}

impl Default for Coverage {
    fn default() -> Self {
        Self { followed: 0, unsupported: GLUE.iter().map(|&language| language.to_owned()).collect() }
    }
}

/// Where data may go; what is not said allows everything.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Endpoints {
    /// Host names; `*.example.com` stands for all names below.
    pub allow: Option<Vec<String>>,
    pub jurisdictions: Option<Jurisdictions>,
}

/// Countries by their codes: those alone that data may go to, or those that it may not go to.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Jurisdictions {
    Allow(BTreeSet<String>),
    Deny(BTreeSet<String>),
}

impl Jurisdictions {
    pub(super) fn allows(&self, code: &str) -> bool {
        match self {
            Self::Allow(codes) => codes.contains(code),
            Self::Deny(codes) => !codes.contains(code),
        }
    }

    fn codes(&self) -> &BTreeSet<String> {
        match self {
            Self::Allow(codes) | Self::Deny(codes) => codes,
        }
    }
}

/// A day of the calendar, `2027-06-30`: in the order of time.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(try_from = "toml::value::Datetime")]
pub(super) struct Day(pub String);

impl TryFrom<toml::value::Datetime> for Day {
    type Error = &'static str;

    fn try_from(value: toml::value::Datetime) -> Result<Self, Self::Error> {
        match (value.date, value.time, value.offset) {
            (Some(date), None, None) => Ok(Self(date.to_string())),
            _ => Err("a day is written 2027-06-30, without quotes and without a time"),
        }
    }
}

impl Endpoints {
    fn check(&self) -> Result<(), String> {
        if let Some(host) = self.allow.iter().flatten().find(|host| !hosts::is_pattern(host)) {
            return Err(format!("`{}` is no host name: lower case, `*.` in front for all names below", display::escape(host)));
        }
        let mut codes = self.jurisdictions.iter().flat_map(Jurisdictions::codes);
        match codes.find(|code| country::name(code).is_none()) {
            None => Ok(()),
            Some(code) => Err(format!("`{}` is no code of a country: two upper-case letters, as in DE", display::escape(code))),
        }
    }
}

fn least() -> Confidence {
    Confidence::CoReachable
}

fn yes() -> bool {
    true
}

impl Default for Count {
    fn default() -> Self {
        Self { confidence: least(), ignore: BTreeSet::new(), disclosed: true }
    }
}

impl Policy {
    /// Reads a policy. The error says what is wrong, and on which line.
    pub fn parse(bytes: &[u8]) -> Result<Self, PolicyError> {
        if bytes.len() > MAX_BYTES {
            return Err(PolicyError(format!("{} bytes, more than {MAX_BYTES}", bytes.len())));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| PolicyError("it is not UTF-8".to_owned()))?;
        let document: Document = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start.min(text.len()));
            let line = 1 + text.as_bytes()[..start].iter().filter(|&&byte| byte == b'\n').count();
            PolicyError(format!("line {line}: {}", display::escape(error.message())))
        })?;
        let Document { count, accept, blob, coverage, endpoints } = document;
        let policy = Self { digest: Digest::of(bytes), count, accept, blob, coverage, endpoints };
        policy.check().map(|()| policy)
    }

    /// How many acceptances are over on `today`: between two days with the same number nothing else is accepted.
    pub fn expired(&self, today: &str) -> u64 {
        self.accept.iter().filter(|accept| accept.until.0.as_str() < today).count() as u64
    }

    fn check(&self) -> Result<(), PolicyError> {
        let fault = |what: String| Err(PolicyError(what));
        for class in &self.count.ignore {
            if classes::class(class).is_none_or(|class| class.indicator || class.metadata) {
                return fault(format!("no class of findings is called `{}`", display::escape(class)));
            }
        }
        let mut seen = BTreeSet::new();
        for (name, id, reason) in self.acceptances() {
            if id.is_empty() || !id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
                return fault(format!("`{}` is no {name} as reports have it", display::escape(&id)));
            }
            if reason.trim().is_empty() || reason.len() > MAX_REASON || display::escape(reason) != *reason {
                return fault(format!("the reason for {name} {id} is empty, too long or holds a character that acts"));
            }
            if !seen.insert(id.clone()) {
                return fault(format!("{name} {id} is accepted twice"));
            }
        }
        if self.coverage.followed > 100 {
            return fault("coverage.followed is a percentage, at most 100".to_owned());
        }
        let unknown = |language: &&String| !(syntax::is_language(language) && syntax::nature(Some(language)) == Nature::Code);
        if let Some(language) = self.coverage.unsupported.iter().find(|language| grammar::by_id(language).is_some()) {
            return fault(format!(
                "candor follows `{}`: coverage.followed says how much of it has to be followed",
                display::escape(language)
            ));
        }
        if let Some(language) = self.coverage.unsupported.iter().find(unknown) {
            return fault(format!("no programming language is called `{}`", display::escape(language)));
        }
        self.endpoints.check().map_err(PolicyError)
    }

    fn acceptances(&self) -> impl Iterator<Item = (&'static str, String, &String)> {
        let findings = self.accept.iter().map(|accept| ("fingerprint", accept.fingerprint.clone(), &accept.reason));
        findings.chain(self.blob.iter().map(|blob| ("digest", blob.sha256.hex(), &blob.reason)))
    }
}

#[cfg(test)]
mod tests {
    use super::Policy;

    fn fault(text: &str) -> String {
        Policy::parse(text.as_bytes()).expect_err(text).to_string()
    }

    #[test]
    fn the_explained_policy_says_what_holds_without_one() {
        let explained = Policy::parse(include_bytes!("../../reports/policy.toml")).expect("ours");
        let none = Policy::parse(b"").expect("all may be left out");
        let settings = |policy: &Policy| format!("{:?} {:?} {:?}", policy.count, policy.coverage, policy.endpoints);
        assert_eq!(settings(&explained), settings(&none));
    }

    #[test]
    fn what_a_policy_cannot_mean_is_refused() {
        let digest = "a".repeat(64);
        let accept =
            format!("[[accept]]\nfingerprint = \"{digest}\"\ncode = \"{digest}\"\nuntil = 2027-01-31\nreason = \"known\"\n");
        assert!(Policy::parse(accept.as_bytes()).is_ok());
        assert!(Policy::parse(b"").is_ok());
        for (text, says) in [
            ("[count]\nconfidenze = \"traced\"\n".to_owned(), "line 2"),
            ("[count]\nignore = [\"no-such-class\"]\n".to_owned(), "no class of findings"),
            ("[count]\nignore = [\"bidi-text\"]\n".to_owned(), "no class of findings"),
            (format!("{accept}{accept}"), "accepted twice"),
            (accept.replacen(&digest, "F001", 1), "no fingerprint"),
            (accept.replace("known", " "), "reason"),
            (accept.replace("known", "a\\u202eb"), "reason"),
            (accept.replace("2027-01-31", "2027-01-31T10:00:00Z"), "without a time"),
            (accept.replace("2027-01-31", "2027-02-30"), "line 4"),
            ("[coverage]\nfollowed = 101\n".to_owned(), "at most 100"),
            ("[coverage]\nunsupported = [\"latin\"]\n".to_owned(), "no programming language"),
            ("[coverage]\nunsupported = [\"python\"]\n".to_owned(), "candor follows `python`"),
            ("[coverage]\nunsupported = [\"json\"]\n".to_owned(), "no programming language"),
            ("[endpoints]\nallow = [\"*\"]\n".to_owned(), "no host name"),
            ("[endpoints]\nallow = [\"https://a.example\"]\n".to_owned(), "no host name"),
            ("[endpoints.jurisdictions]\nallow = [\"de\"]\n".to_owned(), "no code of a country"),
            ("[endpoints.jurisdictions]\ndeny = [\"UK\"]\n".to_owned(), "no code of a country"),
            ("[endpoints.jurisdictions]\nallow = [\"DE\"]\ndeny = [\"RU\"]\n".to_owned(), "line "),
            ("[endpoints.jurisdictions]\nforbid = [\"RU\"]\n".to_owned(), "line "),
        ] {
            let said = fault(&text);
            assert!(said.contains(says), "{text}: {said}");
        }
    }
}
