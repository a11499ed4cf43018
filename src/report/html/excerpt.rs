//! The lines of code that a report carries → rows of a page: what is meant is marked, tokens have their colours, and lines
//! that are far apart stand in blocks of their own.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::model::{Code, CodeFile, CodeLine, Mark};
use crate::report::view::Hop;

/// One line as it is shown.
pub(super) struct Row {
    /// Number of the line; empty for a gap between blocks.
    pub number: String,
    /// The hops that this line is about: `2`, `3–5`; empty for a line around them.
    pub hops: String,
    /// Whether something in it is meant.
    pub hit: bool,
    pub segments: Vec<Segment>,
}

/// A stretch that is marked as a whole, or not at all.
#[derive(Default)]
pub(super) struct Segment {
    pub marked: bool,
    /// Class (empty: none) and text.
    pub tokens: Vec<(&'static str, String)>,
}

/// The rows for `hops` (their numbers beside them), which are all in one file: from the report's lines of code, or, where it
/// has none, from the one line that each hop carries.
pub(super) fn rows(code: Option<&Code>, hops: &[(usize, &Hop<'_>)]) -> Vec<Row> {
    let file = code.zip(hops.first()).and_then(|(code, (_, hop))| code.file(hop.path));
    let marked: Vec<(usize, &Mark)> =
        hops.iter().filter_map(|(number, hop)| Some((*number, file?.mark(hop.line, hop.column)?))).collect();
    match file {
        Some(file) if marked.len() == hops.len() => from_lines(file, &marked),
        Some(_) | None => from_excerpts(hops),
    }
}

fn from_lines(file: &CodeFile, marks: &[(usize, &Mark)]) -> Vec<Row> {
    let lines: BTreeMap<(u32, u32), &CodeLine> = file.lines.iter().map(|line| ((line.line, line.column), line)).collect();
    let mut shown: BTreeSet<(u32, u32)> = BTreeSet::new();
    for (_, mark) in marks {
        shown.insert((mark.line, mark.piece));
        let around = mark.line.saturating_sub(1)..=mark.end.saturating_add(1).min(mark.line.saturating_add(AROUND));
        shown.extend(around.filter(|line| *line != mark.line).map(|line| (line, 1)));
    }
    let shown: Vec<&CodeLine> = shown.iter().filter_map(|key| lines.get(key).copied()).collect();
    let is_meant = |line: &CodeLine| marks.iter().any(|(_, mark)| meant(mark, line).is_some());
    let mut kept = Vec::new();
    for (at, line) in shown.iter().enumerate() {
        let blank = line.text.trim().is_empty() && !is_meant(line);
        let next = |other: Option<&&CodeLine>| other.is_some_and(|other| other.line.abs_diff(line.line) <= 1);
        let edge = !next(at.checked_sub(1).and_then(|before| shown.get(before))) || !next(shown.get(at + 1));
        if !(blank && edge) {
            kept.push(*line);
        }
    }
    let indents = kept.iter().filter(|line| line.column == 1 && !line.text.trim().is_empty());
    let indent = indents.map(|line| line.text.chars().take_while(|character| *character == ' ').count()).min().unwrap_or(0);
    let mut rows = Vec::new();
    let mut last = None;
    for line in kept {
        if last.is_some_and(|last| line.line > last + 1) {
            rows.push(Row { number: String::new(), hops: String::new(), hit: false, segments: Vec::new() });
        }
        last = Some(line.line);
        let here: Vec<(usize, usize)> = marks.iter().filter_map(|(_, mark)| meant(mark, line)).collect();
        let numbers = marks.iter().filter(|(_, mark)| (mark.line, mark.piece) == (line.line, line.column));
        let numbers = spans(numbers.map(|(number, _)| *number));
        let cut = if line.column == 1 { indent } else { 0 };
        rows.push(Row {
            number: line.line.to_string(),
            hops: numbers,
            hit: !here.is_empty(),
            segments: segments(line, &here, cut),
        });
    }
    rows
}

/// `2, 4–6`, of numbers that ascend.
fn spans(numbers: impl Iterator<Item = usize>) -> String {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            Some(_) | None => spans.push((number, number)),
        }
    }
    let one = |(first, last): (usize, usize)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    spans.into_iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Lines behind the first one that are shown of one construct, the line after it included.
const AROUND: u32 = 8;

/// The characters of `line` that `mark` means, if any.
fn meant(mark: &Mark, line: &CodeLine) -> Option<(usize, usize)> {
    let all = line.text.chars().count();
    let first = (line.line, line.column) == (mark.line, mark.piece);
    let further = line.column == 1 && line.line > mark.line && line.line <= mark.end;
    let from = match first {
        true => mark.from as usize,
        false => line.text.chars().take_while(|character| *character == ' ').count(),
    };
    let to = if line.line == mark.end { mark.to as usize } else { all };
    (first || further).then_some((from.min(all), to.min(all)))
}

/// The text of a line from its character `cut` on, with its colours; `marked` are stretches of characters.
fn segments(line: &CodeLine, marked: &[(usize, usize)], cut: usize) -> Vec<Segment> {
    let mut kinds = line.runs().flat_map(|(count, letter)| std::iter::repeat_n(letter, count.min(line.text.len())));
    let mut segments: Vec<Segment> = Vec::new();
    for (at, character) in line.text.chars().enumerate() {
        let class = class(kinds.next().unwrap_or('.'));
        if at < cut {
            continue;
        }
        let inside = marked.iter().any(|&(from, to)| (from..to).contains(&at));
        if segments.last().is_none_or(|last| last.marked != inside) {
            segments.push(Segment { marked: inside, tokens: Vec::new() });
        }
        let tokens = &mut segments.last_mut().expect("invariant: one was pushed").tokens;
        match tokens.last_mut() {
            Some((same, text)) if *same == class => text.push(character),
            Some(_) | None => tokens.push((class, character.to_string())),
        }
    }
    segments
}

/// Names, punctuation and the rest have no colour of their own.
fn class(letter: char) -> &'static str {
    match letter {
        'c' => "c",
        's' => "s",
        'd' => "d",
        'k' => "k",
        'x' => "x",
        _ => "",
    }
}

fn from_excerpts(hops: &[(usize, &Hop<'_>)]) -> Vec<Row> {
    let mut rows: BTreeMap<u32, (Vec<usize>, &str)> = BTreeMap::new();
    for (number, hop) in hops.iter().filter(|(_, hop)| !hop.excerpt.is_empty()) {
        rows.entry(hop.line).or_insert_with(|| (Vec::new(), hop.excerpt)).0.push(*number);
    }
    rows.into_iter()
        .map(|(line, (hops, text))| Row {
            number: line.to_string(),
            hops: spans(hops.into_iter()),
            hit: true,
            segments: vec![Segment { marked: false, tokens: vec![("", text.to_owned())] }],
        })
        .collect()
}
