//! The values of the analysis: access paths, what lies at them, and how sure a way is. Everything here is small and
//! `Copy`.

use crate::link::{FnId, NameId};
use crate::models::TransformSet;

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
    /// Any member, pseudo-fields included.
    pub const ANY: Self = Self(5 << 29);

    fn tag(self) -> u32 {
        self.0 >> 29
    }

    pub(super) fn is_key(self) -> bool {
        self.tag() == 2
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
        self == other
            || self == Self::ANY
            || other == Self::ANY
            || (self == Self::ELEMENT && other.tag() >= 2)
            || (other == Self::ELEMENT && self.tag() >= 2)
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

/// What kind of thing lies at a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum What {
    /// Data of interest, or a constant that names a destination. A part of it is such data too.
    Data,
    /// Data that was read from where a caller's data says (`Derived` in the design): it lies beside the same data as
    /// [`What::Data`], and tells only by which way the caller directs the reading.
    Directed,
    /// A function as a value.
    Function,
}

impl What {
    /// Data, as opposed to a function.
    pub(super) fn is_data(self) -> bool {
        matches!(self, Self::Data | Self::Directed)
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

/// What is known of a way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Info {
    pub confidence: Confidence,
    pub transforms: TransformSet,
    /// Hops that cost the reader something: calls, libraries, shared places.
    pub distance: u16,
}

impl Info {
    pub const START: Self = Self { confidence: Confidence::Traced, transforms: TransformSet::EMPTY, distance: 0 };

    /// This way and another behind it.
    #[must_use]
    pub fn and(self, rest: Self) -> Self {
        Self {
            confidence: self.confidence.max(rest.confidence),
            transforms: self.transforms.union(rest.transforms),
            distance: self.distance.saturating_add(rest.distance),
        }
    }

    pub fn better_than(&self, other: &Self) -> bool {
        (self.confidence, self.distance) < (other.confidence, other.distance)
    }
}

/// What lies at `place` as seen by who asks for `asked`: where it lies there. `file` is the pseudo-field for the contents
/// of a named file: data *about* a name is not data *in* the file, so a whole never answers for it.
pub(super) fn seen(place: Path, what: What, asked: Path, file: Sel) -> Option<Path> {
    match place.lie(asked) {
        Lie::Below(rest) => Some(rest),
        Lie::Above(rest) if what != What::Function && !rest.has(file) => Some(Path::EMPTY),
        Lie::Above(_) | Lie::Apart => None,
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
