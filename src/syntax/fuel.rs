//! What a parse may cost, counted, never timed. Four meters, each with what it bounds and what real code
//! needs of it (the largest of about 6,800 C, C++ header and Python files, 300 KB to 10 MB files among them):
//!
//! | meter | bound | real code |
//! |---|---|---|
//! | parse operations against bytes of progress | 3 a byte, 6,000 in advance | at most 700 in advance |
//! | operations without progress (balancing the tree) | 2 a byte, 6,000 in advance | 0.8 a byte |
//! | bytes handed to the lexer (it may look ahead again and again) | 16 × the file + 512 chunks | see `READS` |
//! | bytes passed in error recovery | half of what was passed, 32 KiB in advance | below a third |
//!
//! tree-sitter calls back once every 100 operations; an operation is one step of the parse table (several
//! for a large compression while balancing). Between two calls it bounds neither time nor memory: stretches
//! that are known for it are taken out by [`super::prescan`], the watchdog outside is the last resort.

use std::cell::Cell;
use std::ops::ControlFlow;

use tree_sitter::ParseState;

/// Operations between two calls of the progress callback (`OP_COUNT_PER_PARSER_CALLBACK_CHECK`).
const OPERATIONS_PER_CALL: u64 = 100;
const OPERATIONS_PER_BYTE: u64 = 3;
const BALANCING_PER_BYTE: u64 = 2;
const IN_ADVANCE: u64 = 6_000;
/// What one read hands to the lexer, at most.
const CHUNK: usize = 4096;
const READS: u64 = 16;
const READS_IN_ADVANCE: u64 = 512;
const ADRIFT_IN_ADVANCE: u64 = 32 << 10;
/// A word counts for this many bytes at most, white space for none: padding buys no fuel.
const WORD: u64 = 6;

/// Which meter ran out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Exhausted {
    Operations,
    Balancing,
    Reads,
    Recovery,
}

impl Exhausted {
    pub fn reason(self) -> &'static str {
        match self {
            Self::Operations => "parser fuel: more than 3 operations a byte",
            Self::Balancing => "parser fuel: tree out of balance",
            Self::Reads => "parser fuel: the same bytes read over and over",
            Self::Recovery => "parser fuel: mostly syntax errors",
        }
    }
}

/// The meters of one parse.
pub(super) struct Meter<'a> {
    text: &'a [u8],
    /// Furthest byte reached.
    reached: Cell<usize>,
    /// Where the last call was.
    last: Cell<usize>,
    operations: Cell<u64>,
    /// Operations not yet paid for by progress.
    debt: Cell<u64>,
    standing: Cell<u64>,
    reads: Cell<u64>,
    passed: Cell<u64>,
    adrift: Cell<u64>,
    exhausted: Cell<Option<Exhausted>>,
}

impl<'a> Meter<'a> {
    /// For a parse of `text` from byte `start`.
    pub(super) fn new(text: &'a [u8], start: usize) -> Self {
        let zero = || Cell::new(0u64);
        Self {
            text,
            reached: Cell::new(start),
            last: Cell::new(usize::MAX),
            operations: zero(),
            debt: zero(),
            standing: zero(),
            reads: zero(),
            passed: zero(),
            adrift: zero(),
            exhausted: Cell::new(None),
        }
    }

    pub(super) fn exhausted(&self) -> Option<Exhausted> {
        self.exhausted.get()
    }

    /// Operations spent so far.
    pub(super) fn operations(&self) -> u64 {
        self.operations.get()
    }

    /// The chunk of text at `at`; nothing once the fuel is out, which ends the lexer's look-ahead.
    pub(super) fn read(&self, at: usize) -> &'a [u8] {
        self.reads.set(self.reads.get() + 1);
        if self.reads.get() > READS_IN_ADVANCE + READS * (self.text.len() / CHUNK) as u64 {
            self.exhausted.set(Some(Exhausted::Reads));
        }
        if self.exhausted.get().is_some() || at >= self.text.len() {
            return &[];
        }
        &self.text[at..self.text.len().min(at + CHUNK)]
    }

    /// To be called by the parser's progress callback.
    pub(super) fn progress(&self, state: &ParseState) -> ControlFlow<()> {
        self.operations.set(self.operations.get() + OPERATIONS_PER_CALL);
        let at = state.current_byte_offset().min(self.text.len());
        let spent = if at == self.last.replace(at) { self.stand() } else { self.advance(at, state.has_error()) };
        if let Some(meter) = spent {
            self.exhausted.set(Some(meter));
        }
        if self.exhausted.get().is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn stand(&self) -> Option<Exhausted> {
        self.standing.set(self.standing.get() + OPERATIONS_PER_CALL);
        let allowed = IN_ADVANCE + BALANCING_PER_BYTE * self.text.len() as u64;
        (self.standing.get() > allowed).then_some(Exhausted::Balancing)
    }

    fn advance(&self, at: usize, in_error: bool) -> Option<Exhausted> {
        let from = self.reached.get();
        let fresh = self.text.get(from..at).unwrap_or(&[]);
        self.reached.set(from.max(at));
        let paid = OPERATIONS_PER_BYTE * solid(fresh);
        self.debt.set((self.debt.get() + OPERATIONS_PER_CALL).saturating_sub(paid));
        self.passed.set(self.passed.get() + fresh.len() as u64);
        if in_error {
            self.adrift.set(self.adrift.get() + fresh.len() as u64);
        }
        if self.debt.get() > IN_ADVANCE {
            Some(Exhausted::Operations)
        } else if self.adrift.get() > ADRIFT_IN_ADVANCE + self.passed.get() / 2 {
            Some(Exhausted::Recovery)
        } else {
            None
        }
    }
}

/// The bytes of `text` that are worth fuel.
fn solid(text: &[u8]) -> u64 {
    let (mut worth, mut word) = (0, 0);
    for &byte in text {
        if byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80 {
            word += 1;
            worth += u64::from(word <= WORD);
        } else {
            word = 0;
            worth += u64::from(!byte.is_ascii_whitespace());
        }
    }
    worth
}

#[cfg(test)]
mod tests {
    use super::solid;

    #[test]
    fn padding_buys_no_fuel() {
        assert_eq!(solid(b"a=>"), 3);
        assert_eq!(solid(b"a  =\n\t>"), 3);
        assert_eq!(solid(b"aaaaaaaaaaaaaaaaaaaaaaaaaaa=>"), 8);
    }
}
