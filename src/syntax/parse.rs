//! Text → syntax trees under fuel. What cannot be parsed is cut out as narrowly as it can be found, and named;
//! the rest is parsed. Offsets in every tree are offsets in the whole text.

use std::cell::RefCell;
use std::collections::BTreeMap;

use tree_sitter::{ParseOptions, Parser, Point, Range, Tree};

use super::conditionals::alternatives;
use super::decorations::{Decorations, decorations};
use super::errors::{Errors, errors};
use super::fuel::{Exhausted, Meter};
use super::grammar::Grammar;
use super::pieces::{Blocks, cut};
use super::prescan::{merge, unparseable};
use super::probe;

/// A tree weighs 20 to 80 times its text: files above this are searched, not parsed.
pub const MAX_TEXT: usize = 16 << 20;

/// Above this, a file that is one ERROR node, or whose probes fail, is parsed in pieces.
const LARGE: usize = 32 << 10;
/// The smallest piece worth a parse of its own, and of a large file.
const LEAST_PIECE: usize = 2 << 10;
const LEAST_LARGE_PIECE: usize = 16 << 10;
/// Errors over fewer bytes cost no function: another parse is not worth its time.
const TORN: usize = 1 << 10;
/// After this many bytes of pieces most of which fail, the rest is not tried: recovering from errors is fifty
/// times slower than parsing.
const PATIENCE: usize = 128 << 10;
/// Above this share of bytes without syntax, the rest is chance. Small files are lowered whatever they are.
const HOPELESS_PERCENT: usize = 75;

/// The syntax of one file.
#[derive(Debug)]
pub struct Parsed {
    /// In the order of the text, disjoint; one, but for files that had to be parsed in pieces.
    pub trees: Vec<Tree>,
    /// Bytes without syntax: skipped tokens and stretches that no parser saw. Sorted, disjoint.
    pub error_spans: Vec<(u32, u32)>,
    pub error_bytes: u64,
    /// Parser operations spent, tries that led nowhere included.
    pub operations: u64,
    /// Why the file was not parsed as it stands, if it was not.
    pub note: Option<&'static str>,
    /// A gate left stretches out that no parser saw.
    pub gated: bool,
}

/// Why there is no syntax worth having.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unparsed {
    pub reason: &'static str,
    pub operations: u64,
}

/// Parses `text`, which is at most 4 GiB.
pub fn parse(grammar: &Grammar, text: &[u8]) -> Result<Parsed, Unparsed> {
    if text.len() > MAX_TEXT {
        return Err(Unparsed { reason: "too large to parse", operations: 0 });
    }
    let barred = unparseable(text);
    let barred_bytes: usize = barred.iter().map(|(start, end)| end - start).sum();
    if barred_bytes * 2 > text.len() {
        return Err(Unparsed { reason: "mostly repeated operators or nested brackets", operations: 0 });
    }
    let points = Points { text, at: 0, point: Point::new(0, 0) };
    let gated = !barred.is_empty();
    let view = View { barred, ..View::default() };
    let mut session = Session { grammar, text, view, gated, points, operations: 0 };
    let probed = if text.len() > probe::ABOVE { session.probe() } else { Ok(()) };
    let (whole, note) = match probed {
        Err(reason) => (None, Some(reason)),
        Ok(()) => match session.whole() {
            Ok(part) if text.len() <= LARGE || part.errors.covered * 2 <= text.len() => {
                return session.finish(vec![part], &[], None);
            }
            Ok(part) => (Some(part), Some("one syntax error covers most of the file")),
            Err(exhausted) => (None, Some(exhausted.reason())),
        },
    };
    let (parts, failed) = session.pieces();
    let in_pieces: usize = parts.iter().map(|part| part.errors.covered).sum::<usize>() + bytes(&failed);
    match whole {
        Some(part) if part.errors.covered <= in_pieces => session.finish(vec![part], &[], None),
        _ => session.finish(parts, &failed, note),
    }
}

/// One tree and what is wrong with it.
struct Part {
    tree: Tree,
    errors: Errors,
}

struct Session<'a> {
    grammar: &'a Grammar,
    text: &'a [u8],
    view: View,
    gated: bool,
    points: Points<'a>,
    operations: u64,
}

/// What of the text parsers see.
#[derive(Clone, Default)]
struct View {
    /// The text with blanks for what only decorates it and semicolons where macros go without. A lexer searches all stretches at each
    /// jump, so that many small ones must not be barred.
    patched: Option<Vec<u8>>,
    /// Stretches that are blank there.
    blanked: Vec<(usize, usize)>,
    /// Stretches that no parser may see.
    barred: Vec<(usize, usize)>,
    /// Why parts of the text are left out beyond what the gates bar.
    left_out: Option<&'static str>,
}

impl View {
    fn without(mut self, left_out: &[(usize, usize)], note: &'static str) -> Self {
        if !left_out.is_empty() {
            self.barred = merge(self.barred.iter().chain(left_out).copied().collect(), 0);
            self.left_out = Some(note);
        }
        self
    }
}

impl Session<'_> {
    /// Gate 2: three windows of a large file, each closed as far as brackets go.
    fn probe(&mut self) -> Result<(), &'static str> {
        let blocks = Blocks::of(self.grammar.id);
        let (mut broken, mut seen) = (0, 0);
        for window in probe::windows(self.text, blocks) {
            let closed = probe::closed(&self.text[window.0..window.1]);
            let meter = Meter::new(&closed, 0);
            let tree = run(self.grammar, &meter, &[]);
            self.operations += meter.operations();
            seen += closed.len();
            broken += tree.map_or(closed.len(), |tree| bytes(&errors(&tree).spans));
        }
        let hopeless = broken * 100 > seen * probe::BROKEN_PERCENT;
        if hopeless { Err("three probes found mostly syntax errors") } else { Ok(()) }
    }

    /// Parses the whole text, without macros that only decorate it where that leaves no errors or fewer; again, without further
    /// alternatives where conditionals tear constructs apart.
    fn whole(&mut self) -> Result<Part, Exhausted> {
        let part = match self.undecorated() {
            Some(view) => self.parse_undecorated(view)?,
            None => self.part(0, self.text.len())?,
        };
        if !self.grammar.preprocessed || !part.tree.root_node().has_error() {
            return Ok(part);
        }
        let visible = if part.errors.covered < TORN { &[][..] } else { &part.errors.spans };
        let alternatives = alternatives(self.text, visible);
        if alternatives.is_empty() {
            return Ok(part);
        }
        let view = self.view.clone().without(&alternatives, "alternatives of conditionals left out");
        let plain = std::mem::replace(&mut self.view, view);
        match self.part(0, self.text.len()) {
            Ok(better) if better.errors.covered <= part.errors.covered => Ok(better),
            _ => {
                self.view = plain;
                Ok(part)
            }
        }
    }

    /// The text without macros that only decorate it, if there are any.
    fn undecorated(&self) -> Option<View> {
        if !self.grammar.preprocessed {
            return None;
        }
        let Decorations { left_out, ends } = decorations(self.text, self.grammar.id == "cpp");
        if left_out.is_empty() && ends.is_empty() {
            return None;
        }
        let mut view = self.view.clone();
        let mut patched = self.text.to_vec();
        for &(start, end) in &left_out {
            patched[start..end].iter_mut().filter(|byte| !byte.is_ascii_whitespace()).for_each(|byte| *byte = b' ');
        }
        ends.iter().for_each(|&at| patched[at] = b';');
        view.patched = Some(patched);
        view.left_out = (!left_out.is_empty()).then_some("macros that decorate declarations left out").or(view.left_out);
        view.blanked = left_out;
        Some(view)
    }

    /// As it is most often right what is left out there, the text as it stands is parsed only where errors are left.
    fn parse_undecorated(&mut self, view: View) -> Result<Part, Exhausted> {
        let plain = std::mem::replace(&mut self.view, view);
        let undecorated = self.part(0, self.text.len());
        if undecorated.as_ref().is_ok_and(|part| part.errors.covered == 0) {
            return undecorated;
        }
        let view = std::mem::replace(&mut self.view, plain);
        let part = self.part(0, self.text.len())?;
        match undecorated {
            Ok(better) if better.errors.covered <= part.errors.covered => {
                self.view = view;
                Ok(better)
            }
            _ => Ok(part),
        }
    }

    /// Parses `start..end` without the barred stretches.
    fn part(&mut self, start: usize, end: usize) -> Result<Part, Exhausted> {
        let ranges = if start == 0 && end == self.text.len() && self.view.barred.is_empty() {
            Vec::new()
        } else {
            self.included(start, end)
        };
        let text = self.view.patched.as_deref().unwrap_or(self.text);
        let meter = Meter::new(&text[..end], start);
        let tree = run(self.grammar, &meter, &ranges);
        self.operations += meter.operations();
        match (tree, meter.exhausted()) {
            (Some(tree), None) => Ok(Part { errors: errors(&tree), tree }),
            (_, exhausted) => Err(exhausted.unwrap_or(Exhausted::Operations)),
        }
    }

    /// Every piece that parses, and the ranges of those that do not.
    fn pieces(&mut self) -> (Vec<Part>, Vec<(usize, usize)>) {
        let least = (self.text.len() / 16).clamp(LEAST_PIECE, LEAST_LARGE_PIECE);
        let (mut parts, mut failed) = (Vec::new(), Vec::new());
        let mut lost = 0;
        for (start, end) in cut(self.text, Blocks::of(self.grammar.id), least) {
            let hopeless = lost > PATIENCE && lost * 4 > start * 3;
            match if hopeless { Err(Exhausted::Recovery) } else { self.part(start, end) } {
                Ok(part) => {
                    lost += part.errors.covered;
                    parts.push(part);
                }
                Err(_) => {
                    lost += end - start;
                    failed.push((start, end));
                }
            }
        }
        (parts, failed)
    }

    fn finish(self, parts: Vec<Part>, failed: &[(usize, usize)], note: Option<&'static str>) -> Result<Parsed, Unparsed> {
        let mut spans: Vec<(usize, usize)> = self.view.barred.iter().chain(&self.view.blanked).chain(failed).copied().collect();
        let mut trees = Vec::with_capacity(parts.len());
        for part in parts {
            spans.extend(part.errors.spans);
            trees.push(part.tree);
        }
        let spans = merge(spans, 0);
        let error_bytes = bytes(&spans);
        if trees.is_empty() || (self.text.len() > LEAST_PIECE && error_bytes * 100 > self.text.len() * HOPELESS_PERCENT) {
            let reason = note.unwrap_or("more than 75 % syntax errors");
            return Err(Unparsed { reason, operations: self.operations });
        }
        Ok(Parsed {
            trees,
            error_spans: spans.into_iter().map(|(start, end)| (start as u32, end as u32)).collect(),
            error_bytes: error_bytes as u64,
            operations: self.operations,
            note: note.or(self.view.left_out),
            gated: self.gated,
        })
    }

    /// `start..end` without the barred stretches, as the parser wants it.
    fn included(&mut self, start: usize, end: usize) -> Vec<Range> {
        let mut ranges = Vec::new();
        let mut from = start;
        let stop = [(end, end)];
        let barred = std::mem::take(&mut self.view.barred);
        let inside = barred.iter().filter(|&&(first, last)| last > start && first < end);
        for &(first, last) in inside.chain(&stop) {
            if from < first {
                let (start_point, end_point) = (self.points.of(from), self.points.of(first));
                ranges.push(Range { start_byte: from, end_byte: first, start_point, end_point });
            }
            from = last;
        }
        self.view.barred = barred;
        if ranges.is_empty() {
            // No range at all would mean the whole text.
            let point = self.points.of(end);
            ranges.push(Range { start_byte: end, end_byte: end, start_point: point, end_point: point });
        }
        ranges
    }
}

/// Rows and columns of offsets, cheap when they ascend.
struct Points<'a> {
    text: &'a [u8],
    at: usize,
    point: Point,
}

impl Points<'_> {
    fn of(&mut self, offset: usize) -> Point {
        if offset < self.at {
            (self.at, self.point) = (0, Point::new(0, 0));
        }
        let passed = &self.text[self.at..offset];
        self.point = match memchr::memrchr(b'\n', passed) {
            Some(last) => Point::new(self.point.row + memchr::memchr_iter(b'\n', passed).count(), passed.len() - last - 1),
            None => Point::new(self.point.row, self.point.column + passed.len()),
        };
        self.at = offset;
        self.point
    }
}

fn bytes(spans: &[(usize, usize)]) -> usize {
    spans.iter().map(|(start, end)| end - start).sum()
}

/// One parse by this thread's parser for `grammar`; `None` when the meter ran out.
fn run(grammar: &Grammar, meter: &Meter<'_>, ranges: &[Range]) -> Option<Tree> {
    thread_local! {
        static PARSERS: RefCell<BTreeMap<&'static str, Parser>> = const { RefCell::new(BTreeMap::new()) };
    }
    PARSERS.with_borrow_mut(|parsers| {
        let parser = parsers.entry(grammar.id).or_insert_with(|| {
            let mut parser = Parser::new();
            parser.set_language(&grammar.language.into()).expect("invariant: registered grammars have a supported ABI");
            parser
        });
        parser.set_included_ranges(ranges).expect("invariant: ranges ascend and do not overlap");
        let mut progress = |state: &tree_sitter::ParseState| meter.progress(state);
        let options = ParseOptions::new().progress_callback(&mut progress);
        let tree = parser.parse_with_options(&mut |at, _| meter.read(at), None, Some(options));
        // Without this, a parse that was broken off would be taken up again by the next one.
        parser.reset();
        tree.filter(|_| meter.exhausted().is_none())
    })
}
