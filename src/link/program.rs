//! The linked program: what every name, call and member access of every file means, as far as it is known.
//!
//! Ids are positions: files in path order, functions and classes in file order, names in text order,
//! slots in (kind, place, name) order. So equal inputs give equal programs, at any thread count.
//! Knows nothing of data flow; what a name or call could not be bound to is said, never guessed in silence.

use std::sync::Arc;

use smallvec::SmallVec;

use super::family::Family;
use crate::ir::{CallIx, FileFacts, Function, FunctionIx, ParamKind, Symbol, TypeIx, ValueId};
use crate::models::RowId;

/// Index into [`Program::files`].
pub type FileId = u32;
/// Index into [`Program::functions`].
pub type FnId = u32;
/// Index into [`Program::classes`].
pub type ClassId = u32;
/// Index into [`Program::slots`].
pub type SlotId = u32;
/// Index into [`Program::names`].
pub type NameId = u32;

/// Everything the taint engine needs to know beyond the facts of each file.
#[derive(Debug, Default)]
pub struct Program {
    pub files: Vec<ProgramFile>,
    pub names: Names,
    pub slots: Vec<Slot>,
    /// All functions of all files, in order.
    pub functions: Vec<FunctionLinks>,
    pub classes: Vec<ClassLinks>,
    /// Methods of C++ that are defined outside of their class, which declares them `static`, sorted.
    pub statics: Vec<FnId>,
    /// Strongly connected components of the call graph, callees first: level → components → members
    /// (sorted). A component calls only into its own and lower levels.
    pub levels: Vec<Vec<Vec<FnId>>>,
    pub stats: LinkStats,
}

impl Program {
    /// The function's own facts.
    pub fn function(&self, id: FnId) -> &Function {
        let links = &self.functions[id as usize];
        &self.files[links.file as usize].facts.functions[links.ix as usize]
    }

    /// A function of a script that speaks of `this`: whatever object it is called of is its parameter 0. That of a `static`
    /// method of C++ is nothing.
    pub fn takes_receiver(&self, id: FnId) -> bool {
        if self.statics.binary_search(&id).is_ok() {
            return true;
        }
        let first = self.function(id).params.first();
        first.is_some_and(|first| first.kind == ParamKind::Receiver) && Family::of(&self.facts(id).language) == Family::Scripts
    }

    /// The facts of the file that the function stands in.
    pub fn facts(&self, id: FnId) -> &FileFacts {
        &self.files[self.functions[id as usize].file as usize].facts
    }

    /// The program-wide id of a function of a file.
    pub fn function_id(&self, file: FileId, ix: FunctionIx) -> FnId {
        self.files[file as usize].first_function + ix
    }

    /// The program-wide id of a type of a file.
    pub fn class_id(&self, file: FileId, ix: TypeIx) -> ClassId {
        self.files[file as usize].first_class + ix
    }
}

/// One file of the submission.
#[derive(Debug)]
pub struct ProgramFile {
    /// As displayed; `/`-separated.
    pub path: String,
    pub facts: Arc<FileFacts>,
    pub first_function: FnId,
    pub first_class: ClassId,
}

/// Every text the linked program mentions, sorted; the id of a name is its rank.
#[derive(Debug, Default)]
pub struct Names {
    texts: Vec<Box<str>>,
}

impl Names {
    /// Takes ownership of texts that are sorted and without repetition.
    pub(super) fn from_sorted(texts: Vec<Box<str>>) -> Self {
        debug_assert!(texts.is_sorted_by(|a, b| a < b), "invariant: names are sorted and unique");
        Self { texts }
    }

    pub fn text(&self, name: NameId) -> &str {
        &self.texts[name as usize]
    }

    pub fn lookup(&self, text: &str) -> Option<NameId> {
        self.texts.binary_search_by(|probe| probe.as_ref().cmp(text)).ok().map(|rank| rank as NameId)
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

/// A place outside of any one call's frame, in which values meet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Slot {
    /// A variable at file level.
    Global { file: FileId, name: NameId },
    /// A variable of `function` that inner functions capture.
    Cell { function: FnId, name: NameId },
    /// A member of all objects of a class (and its in-tree descendants) or C structure.
    Field { class: ClassId, name: NameId },
    /// A variable with external linkage that is declared in the tree and defined outside of it.
    ExternGlobal { name: NameId },
}

/// What the linker knows of one function.
#[derive(Debug, Default)]
pub struct FunctionLinks {
    pub file: FileId,
    pub ix: FunctionIx,
    /// `pkg.mod.Class.method`; in C the name alone; a file's own code is `pkg.mod.<file>`, in C `path.<file>`.
    pub qualified: NameId,
    /// The class whose member it is.
    pub owner: Option<ClassId>,
    /// Name of each symbol of the file; shared by the file's functions.
    pub symbols: Arc<[NameId]>,
    /// What `Name`, `SetName`, `Capture`, `SetCapture`, `Closure` and `TypeRef` operations mean, and a `Get` of a
    /// field that names an in-tree method as a value, a module's member or a class attribute. Sorted by value.
    pub referents: Vec<(ValueId, Referent)>,
    /// `Name` operations that are a macro or enumerator with a known constant (integers in decimal). Sorted.
    pub constants: Vec<(ValueId, Box<str>)>,
    /// By [`CallIx`].
    pub calls: Vec<Targets>,
    /// Known types of values. Sorted.
    pub types: Vec<(ValueId, Ty)>,
    /// `Get` and `Set` of a field whose base is of an in-tree class, and calls of what lies in one. Sorted.
    pub fields: Vec<(ValueId, SlotId)>,
    /// Model rows that speak of a `Get` or `Set`, or of an external name that is read and not called. Sorted.
    pub attributes: Vec<(ValueId, SmallVec<[RowId; 2]>)>,
    /// Functions of libraries as values, where they are not just called: the value, whether something puts the function there,
    /// and the rows that speak of it. Sorted.
    pub outside: Vec<(ValueId, bool, SmallVec<[RowId; 2]>)>,
    /// Functions that a value may be, looked up by a name that is known only when the program runs, if in part: the value, the
    /// function, and whether it is bound to an object. Sorted by value.
    pub possible: Vec<(ValueId, FnId, bool)>,
    /// `Get` operations that take a further result of a call out of the tree (an error, a flag): what is not known to
    /// be there is not. Sorted.
    pub further_results: Vec<ValueId>,
    /// `Get` operations that run an in-tree property. Sorted.
    pub properties: Vec<(ValueId, Edge)>,
    /// No in-tree caller was found, or it is file-level code, or it is only mentioned as a value.
    pub is_entry: bool,
}

impl FunctionLinks {
    /// Of no function; the room of its tables is kept.
    pub(super) fn clear(&mut self) {
        let Self {
            file,
            ix,
            qualified,
            owner,
            symbols: _,
            referents,
            constants,
            calls,
            types,
            fields,
            attributes,
            outside,
            possible,
            further_results,
            properties,
            is_entry,
        } = self;
        (*file, *ix, *qualified, *owner, *is_entry) = (0, 0, 0, None, false);
        referents.clear();
        constants.clear();
        calls.clear();
        types.clear();
        fields.clear();
        attributes.clear();
        outside.clear();
        possible.clear();
        further_results.clear();
        properties.clear();
    }

    /// What the operation names, if it names anything.
    pub fn referent(&self, value: ValueId) -> Option<Referent> {
        find(&self.referents, value).copied()
    }

    pub fn constant(&self, value: ValueId) -> Option<&str> {
        find(&self.constants, value).map(AsRef::as_ref)
    }

    pub fn ty(&self, value: ValueId) -> Option<Ty> {
        find(&self.types, value).copied()
    }

    pub fn field(&self, value: ValueId) -> Option<SlotId> {
        find(&self.fields, value).copied()
    }

    /// Rows for an attribute read or written, or an external name that is read; empty when there are none.
    pub fn attribute_rows(&self, value: ValueId) -> &[RowId] {
        find(&self.attributes, value).map_or(&[], SmallVec::as_slice)
    }

    pub fn property(&self, value: ValueId) -> Option<Edge> {
        find(&self.properties, value).copied()
    }

    pub fn targets(&self, call: CallIx) -> &Targets {
        &self.calls[call as usize]
    }

    /// The name of a symbol of this function's file.
    pub fn name(&self, symbol: Symbol) -> NameId {
        self.symbols[symbol as usize]
    }
}

fn find<T>(sorted: &[(ValueId, T)], value: ValueId) -> Option<&T> {
    sorted.binary_search_by_key(&value, |entry| entry.0).ok().map(|at| &sorted[at].1)
}

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Referent {
    Slot(SlotId),
    Function(FnId),
    /// A method taken as a value; the base of the `Get` is its receiver.
    BoundMethod(FnId),
    Class(ClassId),
    Module(FileId),
    /// A dotted path outside of the tree, after import resolution: `requests.post`, `os.path`.
    External(NameId),
    Unknown,
}

/// The type of a value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Ty {
    /// An instance (or, in C, a pointer to one).
    Class(ClassId),
    /// The class itself.
    ClassObject(ClassId),
    /// An instance of a type outside of the tree: `requests.Session`, `FILE`.
    External(NameId),
}

/// What a call may run.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Targets {
    /// In-tree callees, sorted.
    pub edges: SmallVec<[Edge; 1]>,
    /// Model rows, in catalogue order.
    pub rows: SmallVec<[RowId; 2]>,
    /// The dotted path of an external callee: `requests.post`, `requests.Session.get`.
    pub external: Option<NameId>,
    /// Why nothing, or not everything, is known.
    pub hole: Option<HoleReason>,
    /// The type whose instance the call makes.
    pub constructs: Option<Ty>,
    /// That it is the external callee, the name of a pointer says and nothing else.
    pub by_name: bool,
}

impl Targets {
    /// True when only the value that is called can tell what runs.
    pub fn is_unknown(&self) -> bool {
        self.edges.is_empty() && (self.external.is_none() || self.by_name) && self.constructs.is_none()
    }
}

/// A call edge into the tree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Edge {
    pub callee: FnId,
    pub rung: Rung,
    pub binding: Binding,
}

/// How arguments meet parameters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Binding {
    /// Arguments are parameters 0, 1, …
    Plain,
    /// The call's receiver (or the base of the bound value) is parameter 0.
    Receiver,
    /// A fresh object is parameter 0 and the value of the call.
    New,
    /// A class is parameter 0.
    ClassReceiver,
    /// All arguments lie in parameter n, as elements of one tuple (native code called from Python).
    Packed(u8),
    /// Arguments are parameters n, n + 1, …; the receiver is the one before (native code called from Python or Java).
    Shifted(u8),
}

/// How an edge was found, from certain to guessed; design/engine.md §2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rung {
    /// Lexical scope.
    R0,
    /// Import, include, macro, linkage.
    R1,
    /// `self`, `cls`, `super` through the class chain.
    R2,
    /// The receiver's type.
    R3,
    /// An override in a subclass, a function value in a field.
    R4,
    /// The only method of that name.
    R5,
    /// One of several of that name.
    R6,
}

impl Rung {
    pub const ALL: [Self; 7] = [Self::R0, Self::R1, Self::R2, Self::R3, Self::R4, Self::R5, Self::R6];

    pub fn name(self) -> &'static str {
        match self {
            Self::R0 => "R0",
            Self::R1 => "R1",
            Self::R2 => "R2",
            Self::R3 => "R3",
            Self::R4 => "R4",
            Self::R5 => "R5",
            Self::R6 => "R6",
        }
    }
}

/// Why a call could not be bound, or not wholly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum HoleReason {
    /// Nothing of that name is in sight.
    UnknownName,
    /// A method of an object whose type is not known, and no method of that name to guess.
    UnknownReceiver,
    /// The class is known and has no such member.
    UnknownMember,
    /// The callee is a parameter, an element, a field: a function value.
    FunctionValue,
    /// The callee comes from `getattr`, `eval`, `dlsym` and the like.
    Dynamic,
    /// The name may come from a star import of a module outside of the tree.
    StarImport,
    /// More candidates than are kept.
    Widened,
    /// A macro whose body is not an expression.
    Macro,
}

impl HoleReason {
    pub const ALL: [Self; 8] = [
        Self::UnknownName,
        Self::UnknownReceiver,
        Self::UnknownMember,
        Self::FunctionValue,
        Self::Dynamic,
        Self::StarImport,
        Self::Widened,
        Self::Macro,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::UnknownName => "unknown name",
            Self::UnknownReceiver => "unknown receiver",
            Self::UnknownMember => "unknown member",
            Self::FunctionValue => "function value",
            Self::Dynamic => "dynamic",
            Self::StarImport => "star import",
            Self::Widened => "widened",
            Self::Macro => "macro",
        }
    }
}

/// A base of a class.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ClassBase {
    InTree(ClassId),
    External(NameId),
}

/// What the linker knows of one type declaration.
#[derive(Debug)]
pub struct ClassLinks {
    pub file: FileId,
    pub ix: TypeIx,
    /// `pkg.mod.Outer.Inner`; in C the name alone.
    pub qualified: NameId,
    pub bases: Vec<ClassBase>,
    /// The topmost in-tree ancestor; the class itself when it has none.
    pub root: ClassId,
    /// Direct ones, sorted.
    pub subclasses: Vec<ClassId>,
}

/// Figures for the report and the bench.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LinkStats {
    pub call_sites: usize,
    /// Call sites by the most certain rung of their edges; index is the rung.
    pub per_rung: [usize; 7],
    /// Call sites without an edge that are bound to an external name.
    pub external: usize,
    /// Of these, sites that some model row speaks of.
    pub modelled: usize,
    /// Construction of in-tree classes that have no constructor in the tree.
    pub constructs_only: usize,
    /// Call sites with neither, by reason; index is the position in [`HoleReason::ALL`].
    pub holes: [usize; 8],
    /// Of the sites whose callee may stand in the tree (those with edges, and holes on a name that the tree
    /// defines as a function or method), those with edges.
    pub in_tree_resolved: usize,
    pub in_tree_candidates: usize,
}
