//! Where something can lie: the places that nodes of the value-flow graph stand for, and how many parts of each are told
//! apart.

use super::domain::{Path, What};
use crate::ir::ValueId;
use crate::link::{ClassId, FileId, FnId, NameId, Program, SlotId};
use crate::models::{Medium, SourceKind};

/// Parts of one value, parameter or variable that are told apart; past that, something is said to lie anywhere in it.
pub(super) const PARTS: usize = 8;
/// The same where the whole holds something as well, which its parts then have anyway.
const PARTS_OF_WHOLE: usize = 2;
/// The same for what functions get, return and write out: all of it meets at every call.
const PARTS_PASSED: usize = 4;
/// The same for functions.
const PARTS_WITH_FUNCTIONS: usize = 4;

/// Parts of one place that are told apart. Keys are chosen by who wrote the code to tell things apart (options of a
/// handle, entries of a dictionary): they are worth more than members and elements.
pub(super) fn most(place: Place, path: Path, what: What, whole: bool) -> usize {
    let keyed = path.selectors().first().is_some_and(|first| first.is_key());
    match place {
        _ if what == What::Function => PARTS_WITH_FUNCTIONS,
        _ if keyed => PARTS,
        _ if whole => PARTS_OF_WHOLE,
        Place::Param(..) | Place::Return(_) | Place::Out(..) => PARTS_PASSED,
        _ => PARTS,
    }
}

/// A channel without a name.
pub(super) const NO_NAME: NameId = NameId::MAX;
/// What a channel holds under any name.
pub(super) const ANY_NAME: NameId = NameId::MAX - 1;
/// A channel that all programs share.
pub(super) const SHARED: FileId = FileId::MAX;
/// No class in particular.
pub(super) const ANY_CLASS: ClassId = ClassId::MAX;

/// What something lies in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Place {
    /// Data begins here, at a call or the reading of an attribute.
    Source(FnId, ValueId, SourceKind),
    /// A constant that names a destination.
    Name(NameId),
    Value(FnId, ValueId),
    /// What lies in any field of a class, for those who read whole objects.
    Fields(ClassId),
    /// The fields of a value whose class is of the tree, for those who read the whole.
    Object(FnId, ValueId),
    /// What is written through a value: it lies in everything that the value was taken from, too.
    Written(FnId, ValueId),
    Param(FnId, u16),
    Return(FnId),
    /// What a function writes into what this parameter got.
    Out(FnId, u16),
    /// A variable at file level, or a field as it lies in objects of this class, those above and those below it;
    /// [`ANY_CLASS`] where the class is not known.
    Slot(SlotId, ClassId),
    /// What a medium holds under a name ([`NO_NAME`]: it has none), and whose it is where each program has its own.
    Channel(Medium, NameId, FileId),
    /// Index into [`Graph::ends`].
    End(u32),
}

impl Place {
    /// The function in which the order of operations decides what is seen here.
    pub(super) fn ordered_in(self) -> Option<FnId> {
        match self {
            Self::Value(function, _) | Self::Object(function, _) | Self::Written(function, _) => Some(function),
            _ => None,
        }
    }

    /// Shared by all functions: who brings something here is told apart no longer.
    pub(super) fn is_shared(self) -> bool {
        matches!(self, Self::Slot(..) | Self::Fields(_) | Self::Channel(..) | Self::Source(..) | Self::Name(_) | Self::End(_))
    }

    /// Inside of two functions: what goes from one to the other goes by no call (what an inner function writes into an
    /// object of the function around it), so who brought it is told apart no longer.
    pub(super) fn is_apart(self, other: Self) -> bool {
        matches!((self.ordered_in(), other.ordered_in()), (Some(one), Some(other)) if one != other)
    }
}

/// Numbers of the places that are many.
pub(super) struct Layout {
    values: Vec<u32>,
    params: Vec<u32>,
    /// Where each kind of place begins: written values, parameters, what goes out of them, results, slots; then the end.
    starts: [u32; 6],
}

impl Layout {
    pub(super) fn of(program: &Program) -> Self {
        let sums = |size: &dyn Fn(FnId) -> usize| {
            let mut sum = 0;
            let mut sums: Vec<u32> = Vec::with_capacity(program.functions.len());
            for id in 0..program.functions.len() as FnId {
                sums.push(sum);
                sum += size(id) as u32;
            }
            (sums, sum)
        };
        let (values, value_count) = sums(&|id| program.function(id).ops.len());
        let (params, param_count) = sums(&|id| program.function(id).params.len());
        let sizes = [value_count, value_count, param_count, param_count, values.len() as u32, program.slots.len() as u32];
        let mut starts = [0; 6];
        let mut end = 0;
        for (start, size) in starts.iter_mut().zip(sizes) {
            end += size;
            *start = end;
        }
        Self { values, params, starts }
    }

    /// How many places have a number.
    pub(super) fn len(&self) -> usize {
        self.starts[5] as usize
    }

    /// How far the number of what is written into a value is behind the value's own.
    pub(super) fn written(&self) -> u32 {
        self.starts[0]
    }

    /// The number of a place, if it is one of the many.
    pub(super) fn number(&self, place: Place) -> Option<usize> {
        let [written, params, outs, results, slots, _] = self.starts;
        let number = match place {
            Place::Value(function, value) => self.values[function as usize] + value,
            Place::Written(function, value) => written + self.values[function as usize] + value,
            Place::Param(function, param) => params + self.params[function as usize] + u32::from(param),
            Place::Out(function, param) => outs + self.params[function as usize] + u32::from(param),
            Place::Return(function) => results + function,
            Place::Slot(slot, ANY_CLASS) => slots + slot,
            _ => return None,
        };
        Some(number as usize)
    }
}
