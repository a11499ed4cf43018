//! One file's bytes → its language, its kind, its syntax, and one disposition for the coverage ledger.
//!
//! Total and deterministic: every byte string has an outcome, which depends on its name and its bytes alone.
//! Nothing in a submission can turn the analysis off; what a gate takes out degrades to the next weaker pass,
//! and is named. Budgets are counted (see [`fuel`]). Knows nothing of other files, models or taint.

mod classify;
mod conditionals;
mod decorations;
mod definitions;
mod encoding;
mod errors;
mod fuel;
pub mod grammar;
mod headers;
mod languages;
mod lexical;
mod magic;
mod parse;
mod pieces;
mod prescan;
mod probe;
mod regions;
mod strings;
mod tokens;
mod translate;

use std::borrow::Cow;

pub use crate::report::model::Disposition;
pub use classify::{Classification, Evidence, Language, classify};
pub use encoding::Content;
pub use fuel::Exhausted;
pub use languages::{Nature, is_language, nature};
pub use lexical::{LexicalFacts, Lexicon};
pub use magic::{Form, FormKind, form, magic};
pub use parse::{MAX_TEXT, Parsed, Unparsed, parse};
pub use regions::{Inside, Regions};
pub use strings::{Run, strings};
pub use tokens::{Token, Tokens};
pub use translate::Veiled;

/// To be raised whenever a gate lets other bytes through: part of the key of stored facts.
pub const GATES_VERSION: u32 = 3;

/// What is noted of a file that was followed but for stretches that no parser saw.
pub const STRETCHES_LEFT_OUT: &str = "stretches of repeated operators or nested brackets left out";

/// What was found out about one file without looking at any other.
#[derive(Debug)]
pub struct Examined<'a> {
    /// Grammar id or language name; `None` when no language was recognised.
    pub language: Option<&'static str>,
    /// `Dataflow` says that the file is parsed and can be lowered.
    pub disposition: Disposition,
    /// Why it is not `Dataflow`.
    pub reason: Option<String>,
    /// What was done to read it: transcoded, parsed in pieces, stretches left out.
    pub note: Option<String>,
    pub lines: u64,
    pub error_bytes: u64,
    /// What offsets count in: the file's bytes, UTF-16 transcoded to UTF-8, or the text as its compiler reads it.
    pub text: Cow<'a, [u8]>,
    pub parsed: Option<Parsed>,
}

impl Examined<'_> {
    /// The byte ranges of `text` that only the lexical lane can speak for.
    pub fn lexical_spans(&self) -> Vec<(u32, u32)> {
        match &self.parsed {
            Some(parsed) => parsed.error_spans.clone(),
            None => vec![(0, u32::try_from(self.text.len()).unwrap_or(u32::MAX))],
        }
    }
}

/// What offsets of this file count in, without examining it again: a warm review shows lines from it.
pub fn text_of<'a>(classification: &Classification, bytes: &'a [u8]) -> Cow<'a, [u8]> {
    match encoding::read(bytes, classification.grammar().is_some()) {
        Content::Text { text, .. } => match classification.grammar() {
            Some(grammar) => translate::translate(grammar, text).text,
            None => text,
        },
        Content::Binary { .. } => Cow::Borrowed(bytes),
    }
}

/// Where a file's bytes show other code than its compiler sees; `text` is what offsets count in.
pub fn veiled(classification: &Classification, bytes: &[u8], text: &[u8]) -> Option<Veiled> {
    let grammar = classification.grammar()?;
    // Of what was veiled in Java, its translation shows no trace.
    match (grammar.id == "java").then(|| encoding::read(bytes, true)) {
        Some(Content::Text { text, .. }) => translate::veiled(grammar, &text),
        Some(Content::Binary { .. }) => None,
        None => translate::veiled(grammar, text),
    }
}

/// Examines one file. `path` is its path in the submission; only its last name is looked at.
pub fn examine<'a>(path: &[u8], bytes: &'a [u8]) -> Examined<'a> {
    examine_as(&classify(path, bytes), bytes)
}

/// As [`examine`], for a file that is classified already.
pub fn examine_as<'a>(classification: &Classification, bytes: &'a [u8]) -> Examined<'a> {
    let language = classification.language_id();
    let grammar = classification.grammar();
    let (text, transcoded) = match encoding::read(bytes, grammar.is_some()) {
        Content::Text { text, transcoded } => (text, transcoded),
        Content::Binary { reason } => return binary(language, bytes, reason),
    };
    let (text, translated, refused) = match grammar {
        Some(grammar) => {
            let found = translate::translate(grammar, text);
            (found.text, found.note, found.refused)
        }
        None => (text, None, None),
    };
    let lines = lines(&text);
    let (disposition, reason, parsed) = match (grammar, language) {
        (Some(_), _) if refused.is_some() => (Disposition::Lexical, refused, None),
        (Some(grammar), _) => match parse(grammar, &text) {
            Ok(parsed) => (Disposition::Dataflow, None, Some(parsed)),
            Err(unparsed) => (Disposition::Lexical, Some(unparsed.reason), None),
        },
        (None, _) if text.is_empty() => (Disposition::Lexical, Some("empty"), None),
        (None, Some(_)) => (Disposition::Lexical, Some("no grammar for this language"), None),
        (None, None) => (Disposition::Lexical, magic(bytes).or(Some("no known language")), None),
    };
    let gated = parsed.as_ref().is_some_and(|parsed| parsed.gated).then_some(STRETCHES_LEFT_OUT);
    let notes = [transcoded.then_some("read as UTF-16"), translated, parsed.as_ref().and_then(|parsed| parsed.note), gated];
    let notes: Vec<&str> = notes.into_iter().flatten().collect();
    let note = (!notes.is_empty()).then(|| notes.join("; "));
    let error_bytes = parsed.as_ref().map_or(0, |parsed| parsed.error_bytes);
    Examined { language, disposition, reason: reason.map(str::to_owned), note, lines, error_bytes, text, parsed }
}

fn binary<'a>(language: Option<&'static str>, bytes: &'a [u8], why: &str) -> Examined<'a> {
    let form = magic(bytes).unwrap_or("binary");
    Examined {
        language,
        disposition: Disposition::Opaque,
        reason: Some(format!("{form}: {why}")),
        note: None,
        lines: 0,
        error_bytes: 0,
        text: Cow::Borrowed(bytes),
        parsed: None,
    }
}

/// Lines as an editor counts them: a last line without an end counts.
fn lines(text: &[u8]) -> u64 {
    let ends = memchr::memchr_iter(b'\n', text).count() as u64;
    ends + u64::from(text.last().is_some_and(|&last| last != b'\n'))
}
