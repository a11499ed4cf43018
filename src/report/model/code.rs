//! Lines of code around the places of findings: each line once, with the kinds of its tokens, and which part of it a place
//! speaks of. Beside the findings and not in them, so that a report without source text is the same report without this.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Lines for readers; whatever a scoring tool needs is in the findings.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The auditor ordered that no line of a file be in this report: excerpts are empty too.
    pub withheld: bool,
    /// Places of findings that have no lines here, because all lines together reached their bound.
    pub left_out: u64,
    /// Sorted by path.
    pub files: Vec<CodeFile>,
}

/// What is shown of one file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeFile {
    pub path: String,
    /// Sorted by line and column.
    pub lines: Vec<CodeLine>,
    /// Sorted by line and column.
    pub marks: Vec<Mark>,
}

/// A line, or a piece of a long one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeLine {
    /// From 1.
    pub line: u32,
    /// Where the text begins in the line, in bytes, from 1; more than 1 for a piece of a long line.
    pub column: u32,
    /// Tabs are spaces up to the next multiple of four, and a backslash is a backslash. What acts instead of showing reads
    /// `\u{N}`, what is not UTF-8 `\xNN`, and what was cut off `…`: such text has the kind `x`.
    pub text: String,
    /// The kinds of the characters of `text`: for each run of one kind how many they are, in decimal, and a letter.
    /// `c` comment, `s` string, `d` number, `k` keyword, `n` name, `p` punctuation, `x` see `text`, `.` anything else,
    /// which is left out at the end.
    pub tokens: String,
}

/// How far the syntax goes that begins at a place of a finding.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Line and column of the place.
    pub line: u32,
    pub column: u32,
    /// The column at which the shown piece of its line begins.
    pub piece: u32,
    /// The first character of that piece that is meant, from 0.
    pub from: u32,
    /// The line in which it ends.
    pub end: u32,
    /// The first character, from 0, that is not meant any more in what is shown of line `end`.
    pub to: u32,
}

/// The letters of [`CodeLine::tokens`].
const KINDS: &str = "csdknpx.";

impl CodeLine {
    /// The runs of `tokens`: how many characters, and the letter. Ends where the text is out of form.
    pub fn runs(&self) -> impl Iterator<Item = (usize, char)> {
        let mut rest = self.tokens.as_str();
        std::iter::from_fn(move || {
            let digits = rest.find(|character: char| !character.is_ascii_digit())?;
            let count = rest[..digits].parse().ok()?;
            let letter = rest[digits..].chars().next().filter(|letter| KINDS.contains(*letter))?;
            rest = &rest[digits + 1..];
            Some((count, letter))
        })
    }

    /// Why the runs do not fit the text, if they do not.
    fn check(&self) -> Result<(), &'static str> {
        let mut covered = 0usize;
        let mut written = String::new();
        let mut last = None;
        for (count, letter) in self.runs() {
            if count == 0 || last == Some(letter) {
                return Err("a line of code has runs of tokens that are not the longest ones");
            }
            covered = covered.saturating_add(count);
            written.push_str(&format!("{count}{letter}"));
            last = Some(letter);
        }
        if written != self.tokens || last == Some('.') {
            return Err("a line of code has tokens out of form");
        }
        if covered > self.text.chars().count() {
            return Err("a line of code has more tokens than characters");
        }
        Ok(())
    }
}

impl CodeFile {
    /// The mark of the place at `line` and `column`.
    pub fn mark(&self, line: u32, column: u32) -> Option<&Mark> {
        let at = self.marks.binary_search_by_key(&(line, column), |mark| (mark.line, mark.column)).ok()?;
        self.marks.get(at)
    }

    fn check(&self) -> Result<(), &'static str> {
        let sorted =
            |keys: &[(u32, u32)]| keys.is_sorted_by(|a, b| a < b) && keys.iter().all(|&(line, column)| line > 0 && column > 0);
        let lines: Vec<_> = self.lines.iter().map(|line| (line.line, line.column)).collect();
        let marks: Vec<_> = self.marks.iter().map(|mark| (mark.line, mark.column)).collect();
        if lines.is_empty() || !sorted(&lines) || !sorted(&marks) {
            return Err("lines of code are not in order");
        }
        self.lines.iter().try_for_each(CodeLine::check)?;
        let lengths: BTreeMap<_, _> = lines.into_iter().zip(self.lines.iter().map(|line| line.text.chars().count())).collect();
        let sound = |mark: &Mark| {
            let last = if mark.end == mark.line { mark.piece } else { 1 };
            let (first, last) = (lengths.get(&(mark.line, mark.piece)), lengths.get(&(mark.end, last)));
            let (Some(&first), Some(&last)) = (first, last) else { return false };
            let (from, to) = (mark.from as usize, mark.to as usize);
            mark.line <= mark.end && from <= first && to <= last && (mark.line < mark.end || from <= to)
        };
        if self.marks.iter().all(sound) { Ok(()) } else { Err("a mark is not in its lines of code") }
    }
}

impl Code {
    /// What is shown of the file at `path`.
    pub fn file(&self, path: &str) -> Option<&CodeFile> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.files.get(at)
    }

    /// Why the lines cannot be shown, if they cannot.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        if !self.files.is_sorted_by(|a, b| a.path < b.path) {
            return Err("lines of code are not in order");
        }
        if self.withheld && (self.left_out > 0 || !self.files.is_empty()) {
            return Err("lines of code that are withheld");
        }
        self.files.iter().try_for_each(CodeFile::check)
    }
}
