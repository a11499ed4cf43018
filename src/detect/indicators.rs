//! Signs of hiding: one file's bytes, text and facts → its signs, one a class; the signs of all files → the report's
//! indicators. A sign is evidence to be looked at, never a finding: no verdict rests on it. What is seen depends on the
//! bytes and the name of the file, and on what its facts say was not parsed: cold and warm reviews see the same.
//! Linear in the size of the file. Each class has its own module, which says what is worth a line and what is not.

mod attributes;
mod bidi;
mod decode;
mod disguised;
mod embedded;
mod encoded;
mod entropy;
mod gather;
mod homoglyph;
mod invisible;
mod nul;
mod opaque;
mod redefined;
mod sources;
mod suppression;
mod telling;
mod unparsed;
mod veiled;
mod vocabulary;
mod whitespace;

use std::collections::BTreeMap;

pub use gather::{Gathered, PER_CLASS, gather};
pub use vocabulary::Vocabulary;

use crate::ir::FileFacts;
use crate::report::model::{Disposition, Indicator};
use crate::syntax::{Classification, Nature, Regions, nature};
use sources::Derived;

/// Characters of a sign's detail.
const MAX_DETAIL: usize = 400;

/// One file, as far as signs are looked for in it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Its path in the submission, raw.
    pub path: &'a [u8],
    pub classification: &'a Classification,
    pub bytes: &'a [u8],
    /// What offsets of facts count in: `bytes`, or what they were transcoded to.
    pub text: &'a [u8],
    pub disposition: Disposition,
    pub facts: Option<&'a FileFacts>,
}

impl Subject<'_> {
    fn language(&self) -> Option<&'static str> {
        self.classification.language_id()
    }

    fn nature(&self) -> Nature {
        nature(self.language())
    }

    /// Whether it is read as text.
    fn is_text(&self) -> bool {
        self.disposition != Disposition::Opaque
    }

    fn is_code(&self) -> bool {
        self.is_text() && self.nature() == Nature::Code
    }

    /// The last part of the path.
    fn name(&self) -> &[u8] {
        self.path.rsplit(|&byte| byte == b'/').next().unwrap_or(self.path)
    }

    /// What follows the last dot of the name, in lower case; empty without one.
    fn suffix(&self) -> String {
        let name = self.name();
        let dot = memchr::memrchr(b'.', name).map_or(name.len(), |dot| dot + 1);
        String::from_utf8_lossy(&name[dot..]).to_ascii_lowercase()
    }

    fn regions(&self) -> Regions {
        Regions::of(self.language(), self.text)
    }
}

/// What one class has to say of one file.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Sign {
    /// The most telling comes first where not all can be kept.
    rank: u8,
    line: u32,
    column: u32,
    count: u64,
    detail: String,
    /// Signs of one class, folder and group are told as one.
    group: Option<&'static str>,
}

/// The signs of one file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Signs {
    of: BTreeMap<&'static str, Sign>,
    /// By tool: how many comments mute its remarks on style, and where the first is.
    muted: BTreeMap<&'static str, (u64, u32)>,
    /// What it was made from, which may be elsewhere in the submission.
    derived: Option<Derived>,
}

/// Where in a file.
#[derive(Clone, Copy, Debug)]
enum At {
    /// The file as a whole.
    File,
    /// A byte of its text.
    Byte(usize),
}

impl Signs {
    /// Notes one place. The most telling one of a class stands for all of its file, the first among equals.
    fn note(&mut self, subject: &Subject<'_>, class: &'static str, at: At, rank: u8, detail: impl FnOnce() -> String) {
        let known = self.of.get_mut(class);
        let count = known.as_ref().map_or(1, |sign| sign.count + 1);
        match known {
            Some(sign) if sign.rank >= rank => sign.count = count,
            _ => {
                let (line, column) = position(subject.text, at);
                self.of.insert(class, Sign { rank, line, column, count, detail: cut(detail()), group: None });
            }
        }
    }

    /// As [`note`](Self::note), for what is told once a folder.
    fn note_grouped(&mut self, class: &'static str, group: &'static str, rank: u8, detail: String) {
        self.of.insert(class, Sign { rank, line: 1, column: 1, count: 1, detail, group: Some(group) });
    }
}

/// Names in a submission may be as long as their lines.
fn cut(detail: String) -> String {
    match detail.char_indices().nth(MAX_DETAIL) {
        Some((end, _)) => format!("{}…", &detail[..end]),
        None => detail,
    }
}

/// Takes what a detail quotes of the submission out of it. What is quoted may hold the sign of a quotation itself, so all from the
/// first to the last one goes, and to the end where the end is missing.
pub fn withhold(indicator: &mut Indicator) {
    let detail = &mut indicator.detail;
    let Some(start) = detail.find('`') else { return };
    let end = detail.rfind('`').filter(|&end| end > start && !detail.ends_with('…')).map_or(detail.len(), |end| end + 1);
    detail.replace_range(start..end, "`…`");
}

/// Line and column of a place, from 1.
fn position(text: &[u8], at: At) -> (u32, u32) {
    let At::Byte(offset) = at else { return (1, 1) };
    let before = &text[..offset.min(text.len())];
    let line = memchr::memchr_iter(b'\n', before).count();
    let start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
    (line as u32 + 1, (before.len() - start) as u32 + 1)
}

/// Looks for every sign in one file.
pub fn signs(subject: &Subject<'_>, vocabulary: &Vocabulary) -> Signs {
    let mut signs = Signs::default();
    bidi::in_name(subject, &mut signs);
    attributes::look(subject, &mut signs);
    disguised::look(subject, &mut signs);
    opaque::look(subject, &mut signs);
    embedded::look(subject, &mut signs);
    nul::look(subject, &mut signs);
    if !subject.is_text() {
        return signs;
    }
    if !subject.text.is_ascii() {
        bidi::look(subject, &mut signs);
        homoglyph::look(subject, vocabulary, &mut signs);
    }
    invisible::look(subject, &mut signs);
    encoded::look(subject, &mut signs);
    sources::look(subject, &mut signs);
    if subject.is_code() {
        whitespace::look(subject, &mut signs);
        suppression::look(subject, &mut signs);
        redefined::look(subject, vocabulary, &mut signs);
        unparsed::look(subject, vocabulary, &mut signs);
        veiled::look(subject, &mut signs);
    }
    signs
}
