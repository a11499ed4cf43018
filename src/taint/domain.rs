//! The values of the analysis: tokens, access paths and what a value holds.
//! Everything here is small and `Copy`; joins are minimal by (confidence, distance).

use smallvec::SmallVec;

use super::summary::Cell;
use crate::link::{FnId, NameId, SlotId};
use crate::models::{SourceKind, TransformSet};

/// Longest access path; a longer one stays at its first selectors (it then speaks of the whole below).
pub(super) const PATH_LIMIT: usize = 3;

/// One selector, packed: the tag in the upper three bits, a name or an index below.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Sel(u32);

impl Sel {
    const NAME_MASK: u32 = (1 << 29) - 1;

    pub fn field(name: NameId) -> Self {
        Self((1 << 29) | (name & Self::NAME_MASK))
    }

    pub fn key(name: NameId) -> Self {
        Self((2 << 29) | (name & Self::NAME_MASK))
    }

    pub fn index(index: u8) -> Self {
        Self((3 << 29) | u32::from(index))
    }

    pub const ELEMENT: Self = Self(4 << 29);
    /// Any rest, the empty one included.
    const ANY: Self = Self(5 << 29);

    fn tag(self) -> u32 {
        self.0 >> 29
    }

    /// The name of a field.
    pub(super) fn field_name(self) -> Option<NameId> {
        (self.tag() == 1).then_some(self.0 & Self::NAME_MASK)
    }

    /// The name of a field or key.
    pub fn name(self) -> Option<NameId> {
        matches!(self.tag(), 1 | 2).then_some(self.0 & Self::NAME_MASK)
    }

    /// Two selectors that may mean the same place: an unknown element may be any index or key.
    fn meets(self, other: Self) -> bool {
        self == other || (self == Self::ELEMENT && other.tag() >= 2) || (other == Self::ELEMENT && self.tag() >= 2)
    }
}

/// An access path of at most [`PATH_LIMIT`] selectors.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Path([Sel; PATH_LIMIT]);

/// How an entry's place lies to the place asked for.
pub enum Lie {
    /// The entry is at or below it, by this rest.
    Below(Path),
    /// The entry is above it: it speaks of the whole, the question of the part at this rest.
    Above(Path),
    Apart,
}

impl Path {
    pub const EMPTY: Self = Self([Sel(0); PATH_LIMIT]);

    pub fn of(selectors: &[Sel]) -> Self {
        selectors.iter().fold(Self::EMPTY, |path, &selector| path.then(selector))
    }

    pub fn len(self) -> usize {
        self.0.iter().take_while(|selector| selector.0 != 0).count()
    }

    pub fn is_empty(self) -> bool {
        self.0[0].0 == 0
    }

    pub fn selectors(&self) -> &[Sel] {
        &self.0[..self.len()]
    }

    /// Anywhere: at any path.
    pub const ANYWHERE: Self = {
        let mut path = Self::EMPTY;
        path.0[0] = Sel::ANY;
        path
    };

    /// Where something lies that lies here: what is anywhere makes the whole.
    pub fn place(self) -> Self {
        if self == Self::ANYWHERE { Self::EMPTY } else { self }
    }

    /// The path, one step further. A structure that leads back to itself (`next.next`) is one place however far
    /// it is followed: a field that is on the path already ends it there.
    #[must_use]
    pub fn then(mut self, selector: Sel) -> Self {
        let len = self.len();
        if let Some(at) = self.0[..len].iter().position(|&known| known == selector && selector.tag() == 1) {
            self.0[at + 1..].fill(Sel(0));
            return self;
        }
        if len < PATH_LIMIT {
            self.0[len] = selector;
        }
        self
    }

    #[must_use]
    pub fn join(self, rest: Self) -> Self {
        rest.selectors().iter().fold(self, |path, &selector| path.then(selector))
    }

    pub(super) fn rest(self, from: usize) -> Self {
        Self::of(&self.selectors()[from..])
    }

    /// How `self` (an entry's place) lies to `asked`.
    pub fn lie(self, asked: Self) -> Lie {
        let (mine, theirs) = (self.len(), asked.len());
        for at in 0..mine.min(theirs) {
            if !self.0[at].meets(asked.0[at]) {
                return Lie::Apart;
            }
        }
        if mine >= theirs { Lie::Below(self.rest(theirs)) } else { Lie::Above(asked.rest(mine)) }
    }

    /// True when some selector is `selector`.
    pub fn has(self, selector: Sel) -> bool {
        self.selectors().contains(&selector)
    }
}

/// Where something happens: an operation of a function.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Site {
    pub function: FnId,
    pub op: u32,
}

/// Where data begins, as far as the function at hand knows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Root {
    Source(SourceKind, Site),
    Param(u16),
    Slot(SlotId),
    /// What was put into the thing that this constant names (a file path).
    Channel(NameId),
    /// What a callee has of its own and returns: sources, slots.
    Returned(FnId),
    /// What a callee has of its own and writes into what this parameter got.
    Written(FnId, u16),
    /// A function as a value; the receiver of a bound method is not kept.
    Function {
        function: FnId,
        bound: bool,
    },
    /// A constant that names a destination.
    Endpoint(NameId),
}

/// What kind of thing a token stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum What {
    /// Data of interest. A part of it is such data too.
    Data,
    /// A function as a value.
    Function,
    /// A constant that names a destination.
    Destination,
}

/// A token: some data. With `read`, the data is not the root's but was read from the thing that
/// the root's data names (`Derived` in the design): kind and place of that reading.
///
/// A token of a parameter, a slot or a channel stands for what lies at exactly `path` in it, and exists only
/// where something is known to lie there ([`super::active`]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Token {
    pub root: Root,
    pub path: Path,
    pub read: Option<(SourceKind, Site)>,
    pub what: What,
}

impl Token {
    /// A token that stands for itself.
    pub fn new(root: Root) -> Self {
        let what = match root {
            Root::Function { .. } => What::Function,
            Root::Endpoint(_) => What::Destination,
            _ => What::Data,
        };
        Self::at(root, Path::EMPTY, what)
    }

    /// What lies at a place.
    pub fn at(root: Root, path: Path, what: What) -> Self {
        Self { root, path, read: None, what }
    }

    /// Stands for something that the caller or a slot knows.
    pub fn is_symbolic(&self) -> bool {
        self.cell_in(0).is_some()
    }

    /// The shared place that the token, seen in `function`, stands for.
    pub(super) fn cell_in(&self, function: FnId) -> Option<Cell> {
        match self.root {
            Root::Param(param) => Some(Cell::Param(function, param)),
            Root::Slot(slot) => Some(Cell::Slot(slot)),
            Root::Channel(name) => Some(Cell::Channel(name)),
            Root::Returned(callee) => Some(Cell::Return(callee)),
            Root::Written(callee, param) => Some(Cell::Out(callee, param)),
            Root::Source(..) | Root::Function { .. } | Root::Endpoint(_) => None,
        }
    }

    /// Data whose content, used as a name, lets somebody else choose what is read.
    pub(super) fn names_remotely(&self) -> bool {
        self.read.is_none()
            && match self.root {
                Root::Source(kind, _) => matches!(kind, SourceKind::Network | SourceKind::Input),
                _ => self.is_data(),
            }
    }

    /// This token as what `symbol`, a token for the place where it lies, stood for. `None` when it cannot be.
    pub(super) fn in_place_of(mut self, symbol: &Self) -> Option<Self> {
        if self.what != symbol.what {
            return None;
        }
        if symbol.read.is_some() {
            if !self.names_remotely() {
                return None;
            }
            self.read = symbol.read;
        }
        Some(self)
    }

    /// Data, as opposed to a function or the name of a destination: a part of it is data too.
    pub fn is_data(&self) -> bool {
        self.what == What::Data
    }
}

/// How sure a flow is; worst hop wins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Confidence {
    #[default]
    Traced,
    Assumed,
    Ambiguous,
}

/// Index of a step in a function's step arena.
pub(super) type StepId = u32;
/// No step: the data was there when the function began.
pub(super) const NO_STEP: StepId = u32::MAX;

/// What is known of data's way so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Info {
    pub confidence: Confidence,
    pub transforms: TransformSet,
    /// Hops since the root.
    pub distance: u16,
    pub via: StepId,
}

impl Info {
    pub const START: Self = Self { confidence: Confidence::Traced, transforms: TransformSet::EMPTY, distance: 0, via: NO_STEP };

    pub fn better_than(&self, other: &Self) -> bool {
        (self.confidence, self.distance) < (other.confidence, other.distance)
    }

    #[must_use]
    pub fn at_least(mut self, confidence: Confidence) -> Self {
        self.confidence = self.confidence.max(confidence);
        self
    }

    #[must_use]
    pub fn with(mut self, transforms: TransformSet) -> Self {
        self.transforms = self.transforms.union(transforms);
        self
    }

    /// This way, continued by `rest` (of a callee or a slot) and reaching `via`.
    #[must_use]
    pub fn followed_by(self, rest: &Self, via: StepId) -> Self {
        Self {
            confidence: self.confidence.max(rest.confidence),
            transforms: self.transforms.union(rest.transforms),
            distance: self.distance.saturating_add(rest.distance).saturating_add(1),
            via,
        }
    }
}

/// Data at a place inside a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    pub at: Path,
    pub token: Token,
    pub info: Info,
}

impl Entry {
    /// The entry as the next of a list that has `count`: the longer the list, the coarser, which makes it less sure.
    #[must_use]
    pub(super) fn widened(mut self, count: usize) -> Self {
        if count >= ENTRY_LIMIT && self.token.is_data() && !self.at.is_empty() {
            self.at = Path::EMPTY;
            self.info = self.info.at_least(Confidence::Ambiguous);
        }
        if count >= TOKEN_LIMIT && self.token.is_data() && self.token.is_symbolic() {
            self.token.path = Path::ANYWHERE;
            self.info = self.info.at_least(Confidence::Ambiguous);
        }
        self
    }
}

/// Entries a value keeps as they are; past that, data is said to be anywhere in it.
pub(super) const ENTRY_LIMIT: usize = 10;
/// Past this, data of parameters and slots is said to come from anywhere in them.
pub(super) const TOKEN_LIMIT: usize = 14;
/// Most entries a value keeps in all; what comes later is dropped and counted.
pub(super) const WIDENED_LIMIT: usize = 40;

/// What one value holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents(pub SmallVec<[Entry; 1]>);

/// What adding an entry did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Added {
    New,
    Known,
    /// The value is full.
    Widened,
}

impl Contents {
    pub(super) fn add(&mut self, entry: Entry) -> Added {
        if self.improve(&entry) {
            return Added::Known;
        }
        let count = self.0.iter().filter(|known| known.token.what == entry.token.what).count();
        let entry = entry.widened(count);
        if count >= ENTRY_LIMIT && self.improve(&entry) {
            return Added::Known;
        }
        if count >= WIDENED_LIMIT {
            return Added::Widened;
        }
        self.0.push(entry);
        Added::New
    }

    /// True when the entry is there already; the surer and shorter way is kept.
    fn improve(&mut self, entry: &Entry) -> bool {
        let Some(known) = self.0.iter_mut().find(|known| known.at == entry.at && known.token == entry.token) else {
            return false;
        };
        if entry.info.better_than(&known.info) {
            known.info = entry.info;
        }
        true
    }

    /// What lies at `asked`. `file` is the pseudo-field for the contents of a named file: data *about*
    /// a name is not data *in* the file, so a whole never answers for it.
    pub(super) fn read(&self, asked: Path, file: Sel) -> SmallVec<[Entry; 4]> {
        let mut found = SmallVec::new();
        for entry in &self.0 {
            match entry.at.lie(asked) {
                Lie::Below(at) => found.push(Entry { at, ..*entry }),
                Lie::Above(rest) if entry.token.is_data() && !rest.has(file) => {
                    found.push(Entry { at: Path::EMPTY, ..*entry });
                }
                Lie::Above(_) | Lie::Apart => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Lie, Path, Sel};

    #[test]
    fn places_lie_below_above_or_apart() {
        let (a, b) = (Sel::field(1), Sel::key(2));
        assert!(matches!(Path::of(&[a, b]).lie(Path::of(&[a])), Lie::Below(rest) if rest == Path::of(&[b])));
        assert!(matches!(Path::of(&[a]).lie(Path::of(&[a, b])), Lie::Above(rest) if rest == Path::of(&[b])));
        assert!(matches!(Path::of(&[a]).lie(Path::of(&[Sel::field(3)])), Lie::Apart));
        assert!(matches!(Path::of(&[Sel::ELEMENT]).lie(Path::of(&[b])), Lie::Below(rest) if rest.is_empty()));
        assert!(matches!(Path::of(&[Sel::ELEMENT]).lie(Path::of(&[a])), Lie::Apart));
    }
}
