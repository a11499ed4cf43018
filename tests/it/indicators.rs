//! Signs of hiding: `tests/indicators/<class>.toml` has the cases of each class and their near-misses. A case is a small
//! submission; its class must be told of the file it names, and nothing at all may be told of a near-miss.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use base64::Engine as _;
use candor::detect::classes;
use candor::detect::indicators::{Gathered, PER_CLASS, Signs, Subject, Vocabulary, gather, signs};
use candor::lower;
use candor::models::Catalogue;
use candor::report::model::Indicator;
use candor::syntax::{self, grammar};
use serde::Deserialize;

static VOCABULARY: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::of(&Catalogue::parse(grammar::catalogue_files()).expect("sound models")));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
    near: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    files: BTreeMap<String, Content>,
    /// The file that the sign is of; the only one, where it is not said.
    at: Option<String>,
    line: Option<u32>,
    /// What the detail says, among other things.
    says: Option<String>,
}

/// What a file holds: text, or parts of several sorts.
#[derive(Deserialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    Parts(Vec<Part>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Part {
    Text(String),
    Hex {
        hex: String,
    },
    Times {
        text: String,
        times: usize,
    },
    Noise {
        noise: usize,
    },
    Base64 {
        base64: Vec<Part>,
    },
    /// Lower-case hexadecimal digits.
    Digits {
        digits: Vec<Part>,
    },
    /// `0x4d, 0x5a, `
    Numbers {
        numbers: Vec<Part>,
    },
    Gzip {
        gzip: Vec<Part>,
    },
}

fn bytes_of(parts: &[Part]) -> Vec<u8> {
    parts.iter().flat_map(Part::bytes).collect()
}

impl Part {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Hex { hex } => {
                (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hex")).collect()
            }
            Self::Times { text, times } => text.repeat(*times).into_bytes(),
            Self::Noise { noise: length } => noise(*length),
            Self::Base64 { base64 } => base64::engine::general_purpose::STANDARD.encode(bytes_of(base64)).into_bytes(),
            Self::Digits { digits } => bytes_of(digits).iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect(),
            Self::Numbers { numbers } => {
                bytes_of(numbers).iter().flat_map(|byte| format!("0x{byte:02x}, ").into_bytes()).collect()
            }
            Self::Gzip { gzip } => {
                use std::io::Write as _;
                let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
                out.write_all(&bytes_of(gzip)).expect("memory");
                out.finish().expect("memory")
            }
        }
    }
}

impl Content {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Parts(parts) => bytes_of(parts),
        }
    }
}

/// The same bytes each time, and as mixed as encrypted ones.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    std::iter::repeat_with(&mut next).take(length).collect()
}

/// What a review would be told of one file.
fn look(path: &str, bytes: &[u8]) -> Signs {
    let classification = syntax::classify(path.as_bytes(), bytes);
    let examined = syntax::examine_as(&classification, bytes);
    let facts = examined.parsed.map(|parsed| {
        let mut facts = lower::lower_trees(classification.grammar().expect("parsed"), &parsed.trees, &examined.text);
        facts.error_spans = parsed.error_spans;
        facts
    });
    let subject = Subject {
        path: path.as_bytes(),
        classification: &classification,
        bytes,
        text: &examined.text,
        disposition: examined.disposition,
        facts: facts.as_ref(),
    };
    signs(&subject, &VOCABULARY)
}

fn submission(files: &[(String, Vec<u8>)]) -> Gathered {
    let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    gather(files.iter().map(|(path, bytes)| (path.clone(), look(path, bytes))), &paths)
}

fn told(indicators: &[Indicator]) -> String {
    let one = |sign: &Indicator| format!("{} {}:{} {}", sign.class, sign.path, sign.line, sign.detail);
    indicators.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn files(case: &Case) -> Vec<(String, Vec<u8>)> {
    case.files.iter().map(|(path, content)| (path.clone(), content.bytes())).collect()
}

fn check(class: &str, cases: &Cases) -> Vec<String> {
    let mut problems = Vec::new();
    for case in &cases.case {
        let found = submission(&files(case)).indicators;
        let at = case.at.as_ref().or(case.files.keys().next()).expect("a file");
        let fits = |sign: &&Indicator| {
            let says = case.says.as_ref().is_none_or(|says| sign.detail.contains(says));
            sign.class == class && sign.path == *at && case.line.is_none_or(|line| line == sign.line) && says
        };
        if !found.iter().any(|sign| fits(&sign)) {
            problems.push(format!("{class}: not told: {} [{}]", case.why, told(&found)));
        }
    }
    for near in &cases.near {
        let found = submission(&files(near)).indicators;
        if !found.is_empty() {
            problems.push(format!("{class}: not silent: {} [{}]", near.why, told(&found)));
        }
    }
    problems
}

#[test]
fn every_class_has_its_cases_and_its_near_misses() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/indicators");
    let mut problems = Vec::new();
    let classes: Vec<&str> = classes::all().iter().filter(|class| class.indicator).map(|class| class.id.as_str()).collect();
    for class in &classes {
        let path = folder.join(format!("{class}.toml"));
        let Ok(text) = fs::read_to_string(&path) else {
            problems.push(format!("{class}: has no cases"));
            continue;
        };
        let cases: Cases = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(!cases.case.is_empty() && !cases.near.is_empty(), "{class}: a case and a near-miss");
        problems.extend(check(class, &cases));
    }
    for entry in fs::read_dir(&folder).expect("the folder of cases") {
        let name = entry.expect("an entry").file_name().into_string().expect("our own names are UTF-8");
        if !classes.iter().any(|class| name == format!("{class}.toml")) {
            problems.push(format!("{name}: is of no class"));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// One language: suffix, comment (open, close), string quotes, a call.
const LANGUAGES: &[(&str, &str, &str, &str)] = &[
    ("c", "/*", "*/", "\""),
    ("cpp", "/*", "*/", "\""),
    ("go", "/*", "*/", "\""),
    ("java", "/*", "*/", "\""),
    ("js", "/*", "*/", "\""),
    ("ts", "/*", "*/", "'"),
    ("tsx", "/*", "*/", "\""),
    ("py", "#", "", "'"),
    ("rs", "/*", "*/", "\""),
    ("rb", "#", "", "\""),
    ("cs", "/*", "*/", "\""),
    ("sh", "#", "", "\""),
    ("php", "/*", "*/", "'"),
    ("lua", "--[[", "]]", "\""),
    ("sql", "/*", "*/", "'"),
    ("kt", "/*", "*/", "\""),
    ("swift", "/*", "*/", "\""),
    ("pl", "#", "", "\""),
];

/// The attacks of "Trojan Source: Invisible Vulnerabilities" (Boucher and Anderson, 2021), in the comments and strings of
/// every language alike: reordering that comments code out, that makes a string look closed, that returns early; names that
/// look alike; names with nothing to be seen in them.
#[test]
fn trojan_source_is_told_in_every_language() {
    let mut problems = Vec::new();
    for &(suffix, open, close, quote) in LANGUAGES {
        let attacks = [
            ("bidi-text", format!("{open}\u{202e} }} \u{2066}if (is_admin)\u{2069} \u{2066} begin admins only {close}\n")),
            ("bidi-text", format!("if (level != {quote}user\u{202e} \u{2066}{open} check if admin\u{2069} \u{2066}{quote})\n")),
            ("bidi-text", format!("{open} say hello; newline \u{2067} {close} return\n")),
            ("invisible-text", "is\u{200b}Admin(user)\n".to_owned()),
            ("homoglyph", "s\u{430}yHello(user); sayHello(user)\n".to_owned()),
        ];
        for (number, (class, line)) in attacks.iter().enumerate() {
            let path = format!("attack{number}.{suffix}");
            let text = format!("\n\n{line}\n");
            let found = submission(&[(path, text.into_bytes())]).indicators;
            if !found.iter().any(|sign| sign.class == *class && sign.line == 3) {
                problems.push(format!("{suffix}: attack {number} is not told as {class} [{}]", told(&found)));
            }
        }
        let honest = format!(
            "{open} \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{2067}\u{5e2}\u{5d5}\u{5dc}\u{5dd}\u{2069} {close}\n{open} \u{43f}\u{440}\u{438}\u{432}\u{435}\u{442} \u{4f60}\u{597d} {close}\n\
             \u{438}\u{43c}\u{44f} = {quote}\u{202b}\u{5e9}\u{202c} \u{1f468}\u{200d}\u{1f469}{quote}\n"
        );
        let found = submission(&[(format!("honest.{suffix}"), honest.into_bytes())]).indicators;
        if !found.is_empty() {
            problems.push(format!("{suffix}: honest text of other scripts is told [{}]", told(&found)));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// A flood of signs of one class is cut and counted, keeps what tells most, and costs no other class a line.
#[test]
fn a_flood_is_cut_counted_and_hides_nothing() {
    let mut files: Vec<(String, Vec<u8>)> =
        (0..1000).map(|number| (format!("a/{number:04}.py"), b"x = 1  # nosec\n".repeat(50))).collect();
    files.push(("z.py".to_owned(), "is\u{200b}Admin()  # nosec\n".as_bytes().to_vec()));
    let gathered = submission(&files);
    let of = |class: &str| gathered.indicators.iter().filter(|sign| sign.class == class).collect::<Vec<_>>();
    let suppressed = of("suppression-comment");
    assert_eq!((suppressed.len(), gathered.left_out), (PER_CLASS, 1001 - PER_CLASS as u64));
    assert!(suppressed.iter().all(|sign| sign.count == 50));
    assert_eq!(of("invisible-text").len(), 1);
}
