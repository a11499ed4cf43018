//! The places of finished findings → the lines of code that readers see around them, with colours from a parse. Bounded in
//! bytes: the places of the first findings have theirs before those of the last ones. Same report and texts, same lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::place::Texts;
use crate::base::LineIndex;
use crate::base::display::Marks;
use crate::report::model::{Code, CodeFile, CodeLine, Finding, Mark, Report};
use crate::syntax::grammar::{self, Grammar};
use crate::syntax::{Token, Tokens};

/// Bytes of text and tokens of all lines together.
const MOST: usize = 3 << 20;
/// Bytes of one line that are shown; of a longer one the piece around the place.
const PIECE: usize = 240;
/// Bytes of a long line that are shown before the place, at most.
const BEFORE: usize = 100;
/// Lines behind the first one that one construct may show.
const FURTHER: u32 = 4;
/// Larger files are shown without colours: a tree weighs 20 to 80 times its text.
const COLOURED: usize = 1 << 20;
/// Columns between tab stops.
const TAB: usize = 4;

/// Line and column.
type At = (u32, u32);

/// The lines around all places of the findings and metadata of `report`, which is finished.
pub fn code(report: &Report, texts: &Texts<'_>) -> Code {
    let mut wanted: BTreeMap<&str, BTreeSet<At>> = BTreeMap::new();
    for (path, at) in places(report) {
        wanted.entry(path).or_default().insert(at);
    }
    let languages: BTreeMap<&str, &Grammar> = (report.coverage.files.iter())
        .filter_map(|file| Some((file.path.as_str(), grammar::by_id(file.language.as_deref()?)?)))
        .collect();
    let wanted: Vec<_> = wanted.into_iter().collect();
    let shown: BTreeMap<&str, Shown> = wanted
        .into_par_iter()
        .filter_map(|(path, places)| Some((path, Shown::of(texts.get(path)?, languages.get(path).copied(), &places))))
        .collect();
    bounded(report, &shown)
}

/// The places of all findings, then of all flows of metadata, in their order.
fn places(report: &Report) -> impl Iterator<Item = (&str, At)> {
    report.findings.iter().chain(&report.metadata).flat_map(places_of)
}

fn places_of(finding: &Finding) -> impl Iterator<Item = (&str, At)> {
    let ends = [&finding.source, &finding.sink].map(|place| (place.path.as_str(), (place.line, place.column)));
    let steps = finding.steps.iter().map(|step| (step.path.as_str(), (step.line, step.column)));
    ends.into_iter().chain(steps)
}

/// As many places as there is room for, in their order.
fn bounded(report: &Report, shown: &BTreeMap<&str, Shown>) -> Code {
    let mut files: BTreeMap<&str, (BTreeSet<At>, BTreeSet<At>)> = BTreeMap::new();
    let mut left_out: BTreeSet<(&str, At)> = BTreeSet::new();
    let mut room = MOST;
    for (path, at) in places(report) {
        let Some((file, (_, keys))) = shown.get(path).and_then(|file| Some((file, file.marks.get(&at)?))) else { continue };
        let (lines, marks) = files.entry(path).or_default();
        let fresh: Vec<At> = keys.iter().copied().filter(|key| !lines.contains(key)).collect();
        let bytes = fresh.iter().map(|key| file.lines[key].text.len() + file.lines[key].tokens.len()).sum();
        match room.checked_sub(bytes) {
            Some(rest) => {
                room = rest;
                lines.extend(fresh);
                marks.insert(at);
            }
            None => drop(left_out.insert((path, at))),
        }
    }
    let files = files.into_iter().filter(|(_, (lines, _))| !lines.is_empty()).map(|(path, (lines, marks))| CodeFile {
        path: path.to_owned(),
        lines: lines.iter().map(|key| shown[path].lines[key].clone()).collect(),
        marks: marks.iter().map(|at| shown[path].marks[at].0.clone()).collect(),
    });
    Code { withheld: false, left_out: left_out.len() as u64, files: files.collect() }
}

/// All that could be shown of one file.
#[derive(Default)]
struct Shown {
    /// By line and the column that the piece begins at.
    lines: BTreeMap<At, CodeLine>,
    /// By place: the mark, and the lines to show with it.
    marks: BTreeMap<At, (Mark, Vec<At>)>,
}

impl Shown {
    fn of(text: &[u8], grammar: Option<&Grammar>, places: &BTreeSet<At>) -> Self {
        let index = LineIndex::new(text);
        let tokens = grammar.filter(|_| text.len() <= COLOURED).and_then(|grammar| Tokens::of(grammar, text));
        let mut shown = Self::default();
        let mut pieces: BTreeMap<At, Range<usize>> = BTreeMap::new();
        for &(line, column) in places {
            let sight = Sight { text, index: &index, tokens: tokens.as_ref(), line, column };
            let (mark, around) = sight.mark();
            let keys = around.iter().map(|&(key, _)| key).collect();
            pieces.extend(around);
            shown.marks.insert((line, column), (mark, keys));
        }
        let ranges = disjoint(pieces.values().cloned().collect());
        let stretches = tokens.map(|tokens| tokens.within(&ranges)).unwrap_or_default();
        let mut colours: BTreeMap<usize, Option<Token>> = BTreeMap::new();
        for (start, end, token) in stretches {
            paint(&mut colours, start, end, token);
        }
        shown.lines = pieces
            .into_iter()
            .map(|((line, column), range)| {
                let whole = index.line_range(line, text);
                let piece = Piece { text, cut: (range.start > whole.start, range.end < whole.end), range };
                ((line, column), piece.line(line, column, &colours))
            })
            .collect();
        shown
    }
}

/// A place of a finding in its text.
struct Sight<'a> {
    text: &'a [u8],
    index: &'a LineIndex,
    tokens: Option<&'a Tokens>,
    line: u32,
    column: u32,
}

impl Sight<'_> {
    /// The mark, and the pieces of the lines to show with it: a line before and a line after too.
    fn mark(&self) -> (Mark, Vec<(At, Range<usize>)>) {
        let whole = self.index.line_range(self.line, self.text);
        let start = (whole.start + self.column as usize - 1).min(whole.end);
        let shown = self.piece(&whole, start);
        let last = (1..=FURTHER).map(|further| self.index.line_range(self.line + further, self.text).end).max();
        // A construct of several lines is shown if none of them is long.
        let until = if shown == whole { last.unwrap_or(whole.end).max(whole.end) } else { shown.end };
        let end = self.tokens.and_then(|tokens| tokens.extent(start, until)).unwrap_or(start).clamp(start, until);
        let end_line = self.index.position(end as u32).line.max(self.line);
        let further: Vec<Range<usize>> = (self.line + 1..=end_line).map(|line| self.index.line_range(line, self.text)).collect();
        let (end, end_line) = match further.iter().all(|range| range.len() <= PIECE) {
            true => (end, end_line),
            false => (end.min(shown.end), self.line),
        };
        let column = |range: &Range<usize>| (range.start - whole.start) as u32 + 1;
        let first = Piece { text: self.text, cut: (shown.start > whole.start, false), range: shown.clone() };
        let of_last = match end_line == self.line {
            true => first.clone(),
            false => Piece { text: self.text, cut: (false, false), range: self.index.line_range(end_line, self.text) },
        };
        let mark = Mark {
            line: self.line,
            column: self.column,
            piece: column(&shown),
            from: first.characters(start),
            end: end_line,
            to: of_last.characters(end),
        };
        let mut around = vec![((self.line, column(&shown)), shown)];
        let before = (self.line > 1).then(|| self.line - 1);
        for line in before.into_iter().chain(self.line + 1..=end_line + 1) {
            let range = self.index.line_range(line, self.text);
            let exists = range.start > 0 || line == 1;
            if exists {
                around.push(((line, 1), self.piece(&range, range.start)));
            }
        }
        (mark, around)
    }

    /// What is shown of a line so that the byte `at` is seen: all of it, or a piece that begins at one of few places.
    fn piece(&self, whole: &Range<usize>, at: usize) -> Range<usize> {
        if whole.len() <= PIECE {
            return whole.clone();
        }
        let steps = (at - whole.start).saturating_sub(BEFORE / 2) / BEFORE;
        let boundary = |at: usize| {
            let inside = |byte: &&u8| **byte & 0xC0 == 0x80;
            at + self.text[at..whole.end].iter().take(3).take_while(inside).count()
        };
        boundary(whole.start + steps * BEFORE)..boundary((whole.start + steps * BEFORE + PIECE).min(whole.end))
    }
}

/// Sorted, and those that touch are one.
fn disjoint(mut ranges: Vec<Range<usize>>) -> Vec<(usize, usize)> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<(usize, usize)> = Vec::new();
    for range in ranges.into_iter().filter(|range| !range.is_empty()) {
        match out.last_mut() {
            Some(last) if range.start <= last.1 => last.1 = last.1.max(range.end),
            Some(_) | None => out.push((range.start, range.end)),
        }
    }
    out
}

/// Gives `start..end` a colour. An entry holds up to the next one.
fn paint(colours: &mut BTreeMap<usize, Option<Token>>, start: usize, end: usize, token: Option<Token>) {
    if start >= end {
        return;
    }
    let after = colours.range(..=end).next_back().and_then(|(_, colour)| *colour);
    let inner: Vec<usize> = colours.range(start..end).map(|(&at, _)| at).collect();
    for at in inner {
        colours.remove(&at);
    }
    colours.entry(end).or_insert(after);
    colours.insert(start, token);
}

/// A stretch of one line, about to be shown.
#[derive(Clone)]
struct Piece<'a> {
    text: &'a [u8],
    range: Range<usize>,
    /// Whether something of the line is missing before it and behind it.
    cut: (bool, bool),
}

impl Piece<'_> {
    fn line(&self, line: u32, column: u32, colours: &BTreeMap<usize, Option<Token>>) -> CodeLine {
        let mut out = Writer::default();
        if self.cut.0 {
            out.put("…", 'x');
        }
        self.write(self.range.end, colours, &mut out);
        if self.cut.1 {
            out.put("…", 'x');
        }
        CodeLine { line, column, text: std::mem::take(&mut out.text), tokens: out.tokens() }
    }

    /// How many characters are shown before the byte `at`.
    fn characters(&self, at: usize) -> u32 {
        let mut out = Writer::default();
        self.write(at.clamp(self.range.start, self.range.end), &BTreeMap::new(), &mut out);
        (out.text.chars().count() + usize::from(self.cut.0)) as u32
    }

    fn write(&self, end: usize, colours: &BTreeMap<usize, Option<Token>>, out: &mut Writer) {
        let mut at = self.range.start;
        let bytes = self.text.get(at..end).unwrap_or_default();
        for chunk in bytes.utf8_chunks() {
            for character in chunk.valid().chars() {
                let colour = colours.range(..=at).next_back().and_then(|(_, colour)| *colour);
                out.character(character, colour);
                at += character.len_utf8();
            }
            for byte in chunk.invalid() {
                out.put(&format!("\\x{byte:02x}"), 'x');
                at += 1;
            }
        }
    }
}

/// Text with its runs.
#[derive(Default)]
struct Writer {
    text: String,
    columns: usize,
    marks: Marks,
    runs: Vec<(usize, char)>,
}

impl Writer {
    fn character(&mut self, character: char, colour: Option<Token>) {
        let mut buffer = [0; 4];
        match character {
            '\t' => self.put(&" ".repeat(TAB - self.columns % TAB), '.'),
            _ if self.marks.act(character) => self.put(&character.escape_default().to_string(), 'x'),
            ' ' if colour != Some(Token::String) && colour != Some(Token::Comment) => self.put(" ", '.'),
            _ => self.put(character.encode_utf8(&mut buffer), letter(colour)),
        }
    }

    fn put(&mut self, text: &str, letter: char) {
        let count = text.chars().count();
        self.text.push_str(text);
        self.columns += count;
        match self.runs.last_mut() {
            Some((before, same)) if *same == letter => *before += count,
            Some(_) | None => self.runs.push((count, letter)),
        }
    }

    fn tokens(&self) -> String {
        let end = self.runs.iter().rposition(|&(_, letter)| letter != '.').map_or(0, |last| last + 1);
        self.runs[..end].iter().fold(String::new(), |mut out, (count, letter)| {
            let _ = write!(out, "{count}{letter}");
            out
        })
    }
}

/// As [`CodeLine::tokens`] has it.
fn letter(token: Option<Token>) -> char {
    match token {
        Some(Token::Comment) => 'c',
        Some(Token::String) => 's',
        Some(Token::Number) => 'd',
        Some(Token::Keyword) => 'k',
        Some(Token::Name) => 'n',
        Some(Token::Punctuation) => 'p',
        None => '.',
    }
}
