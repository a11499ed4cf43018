//! What each file-level name and declared type of each file means, computed once, in parallel over files.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::classes::Classes;
use super::family::Family;
use super::includes::Closure;
use super::linkage::Linkage;
use super::names::Base;
use super::program::{FileId, FnId, NameId, Slot, Ty};
use super::shape::{Entity, Shape, Types};
use super::spaces::{Lookup, SpaceIx, Spaces};
use super::templates::{self, Given};
use super::words::is_builtin;
use crate::ir::{FunctionIx, Op, Symbol, TypeIx, TypeKind};

/// An alias chain is followed this far.
const MAX_ALIASES: usize = 8;

/// One file's names and types.
#[derive(Default)]
pub(super) struct Scope {
    /// By symbol; only names that some operation mentions.
    entities: Vec<Entity>,
    types: FxHashMap<Symbol, Ty>,
    /// What containers of a declared type hold: `List<T>`.
    elements: FxHashMap<Symbol, Ty>,
    /// The types of several results, by the text that lists them.
    results: FxHashMap<Symbol, SmallVec<[Option<Ty>; 4]>>,
    /// Candidates of [`Entity::Several`].
    several: Vec<SmallVec<[FnId; 4]>>,
    /// Where names are looked up (C++), and what they and types mean there.
    pub(super) spaces: Spaces,
    inner_entities: FxHashMap<(SpaceIx, Symbol), Entity>,
    inner_types: FxHashMap<(SpaceIx, Symbol), Ty>,
}

impl Scope {
    /// What a name means in a function.
    pub(super) fn entity(&self, function: FunctionIx, symbol: Symbol) -> Entity {
        match self.spaces.functions.get(function as usize) {
            Some(&space) => self.inner_entities.get(&(space, symbol)).copied().unwrap_or_default(),
            None => self.entities.get(symbol as usize).copied().unwrap_or_default(),
        }
    }

    /// What a declared type means in a function.
    pub(super) fn ty(&self, function: FunctionIx, symbol: Symbol) -> Option<Ty> {
        self.ty_in(self.spaces.functions.get(function as usize), symbol)
    }

    /// The same with what it holds.
    pub(super) fn shape(&self, function: FunctionIx, symbol: Symbol) -> Option<Shape> {
        self.with_elements(self.ty(function, symbol), symbol)
    }

    /// A type with what is declared to lie in it.
    pub(super) fn with_elements(&self, ty: Option<Ty>, symbol: Symbol) -> Option<Shape> {
        let elements = self.elements.get(&symbol).map(|&ty| Types::of(ty));
        let none = ty.is_none() && elements.is_none();
        (!none).then(|| Shape { types: ty.map_or(Types::default(), Types::of), elements: elements.unwrap_or_default() })
    }

    /// The same in a class and for a global, by their index.
    pub(super) fn ty_in_type(&self, ty: TypeIx, symbol: Symbol) -> Option<Ty> {
        self.ty_in(self.spaces.types.get(ty as usize), symbol)
    }

    pub(super) fn ty_of_global(&self, global: usize, symbol: Symbol) -> Option<Ty> {
        self.ty_in(self.spaces.globals.get(global), symbol)
    }

    fn ty_in(&self, space: Option<&SpaceIx>, symbol: Symbol) -> Option<Ty> {
        match space {
            Some(&space) => self.inner_types.get(&(space, symbol)).copied(),
            None => self.types.get(&symbol).copied(),
        }
    }

    /// The types of several results.
    pub(super) fn results(&self, symbol: Symbol) -> Option<&[Option<Ty>]> {
        self.results.get(&symbol).map(SmallVec::as_slice)
    }

    pub(super) fn several(&self, ix: u32) -> &[FnId] {
        &self.several[ix as usize]
    }
}

/// The scopes of all files.
pub(super) fn of(base: &Base<'_>, linkage: &Linkage) -> Vec<Scope> {
    let scopes: Vec<Scope> = (0..base.tree.files.len() as FileId)
        .into_par_iter()
        .map_init(
            || Closure::new(base.tree.files.len()),
            |closure, file| match base.tree.files[file as usize].family {
                Family::Modules | Family::Directories | Family::Packages | Family::Scripts => of_module(base, file),
                Family::Linkage => {
                    closure.set(file, &base.includes);
                    match base.tree.files[file as usize].has_spaces {
                        true => types_in_spaces(base, linkage, file, closure),
                        false => of_unit(base, linkage, file, closure),
                    }
                }
            },
        )
        .collect();
    scopes
}

/// What parameters of C++ templates stand for, once the classes are known: types of that name, and bases of classes.
pub(super) fn instantiate(base: &Base<'_>, linkage: &Linkage, classes: &mut Classes, scopes: &mut [Scope]) -> Given {
    let given = templates::given(base, linkage, classes, scopes);
    if given.is_empty() {
        return given;
    }
    scopes.par_iter_mut().enumerate().filter(|(file, _)| base.tree.files[*file].has_spaces).for_each_init(
        || Closure::new(base.tree.files.len()),
        |closure, (file, scope)| {
            closure.set(file as FileId, &base.includes);
            let lookup = Lookup { base, linkage, file: file as FileId, closure, spaces: &scope.spaces, given: &given };
            (scope.inner_types, scope.elements) = inner_types(base, &lookup);
        },
    );
    classes.add_given_bases(base, scopes);
    given
}

/// The names of C++, once the classes are known; then what all files of C and C++ assign.
pub(super) fn complete(base: &Base<'_>, linkage: &Linkage, classes: &Classes, given: &Given, scopes: &mut [Scope]) {
    scopes.par_iter_mut().enumerate().filter(|(file, _)| base.tree.files[*file].has_spaces).for_each_init(
        || Closure::new(base.tree.files.len()),
        |closure, (file, scope)| {
            closure.set(file as FileId, &base.includes);
            let lookup = Lookup { base, linkage, file: file as FileId, closure, spaces: &scope.spaces, given };
            scope.inner_entities = names_in_spaces(base, classes, &lookup, &mut scope.several);
        },
    );
    assigned_externals(base, scopes);
}

fn types_in_spaces(base: &Base<'_>, linkage: &Linkage, file: FileId, closure: &Closure) -> Scope {
    let spaces = Spaces::of(base, linkage, file, closure);
    let (inner_types, elements) =
        inner_types(base, &Lookup { base, linkage, file, closure, spaces: &spaces, given: &Given::default() });
    Scope { spaces, inner_types, elements, ..Scope::default() }
}

/// What the types that a file mentions mean where they are mentioned, and which of the tree's classes they hold.
fn inner_types(base: &Base<'_>, lookup: &Lookup<'_, '_>) -> (FxHashMap<(SpaceIx, Symbol), Ty>, FxHashMap<Symbol, Ty>) {
    let (facts, spaces) = (base.tree.files[lookup.file as usize].facts, lookup.spaces);
    let (mut types, mut elements) = (FxHashMap::default(), FxHashMap::default());
    let mut add = |space: SpaceIx, symbol: Symbol| {
        types.entry((space, symbol)).or_insert_with(|| {
            let (ty, held) = lookup.ty_and_held(space, facts.text(symbol));
            if let Some(held) = held {
                elements.entry(symbol).or_insert(held);
            }
            ty
        });
    };
    for (function, &space) in facts.functions.iter().zip(&spaces.functions) {
        for op in &function.ops {
            if let Op::Storage(symbol) | Op::Cast(_, symbol) = *op {
                add(space, symbol);
            }
        }
        function.params.iter().filter_map(|param| param.declared).chain(function.returns).for_each(|symbol| add(space, symbol));
    }
    for (global, &space) in facts.globals.iter().zip(&spaces.globals) {
        global.declared.into_iter().for_each(|symbol| add(space, symbol));
    }
    for (decl, &space) in facts.types.iter().zip(&spaces.types) {
        decl.fields.iter().filter_map(|field| field.1).chain(decl.bases.iter().copied()).for_each(|symbol| add(space, symbol));
    }
    (types.into_iter().filter_map(|(key, ty)| Some((key, ty?))).collect(), elements)
}

fn names_in_spaces(
    base: &Base<'_>,
    classes: &Classes,
    lookup: &Lookup<'_, '_>,
    several: &mut Vec<SmallVec<[FnId; 4]>>,
) -> FxHashMap<(SpaceIx, Symbol), Entity> {
    let facts = base.tree.files[lookup.file as usize].facts;
    let mut entities: FxHashMap<(SpaceIx, Symbol), Entity> = FxHashMap::default();
    for (function, &space) in facts.functions.iter().zip(&lookup.spaces.functions) {
        for op in &function.ops {
            if let Op::Name(symbol) | Op::SetName(symbol, _) = *op {
                entities.entry((space, symbol)).or_insert_with(|| lookup.entity(classes, space, symbol, several));
            }
        }
    }
    entities
}

fn of_module(base: &Base<'_>, file: FileId) -> Scope {
    let own = &base.tree.files[file as usize];
    let mentions = Mentions::of(base, file);
    let mut scope = Scope { entities: vec![Entity::None; own.names.len()], ..Scope::default() };
    for &symbol in &mentions.names {
        scope.entities[symbol as usize] = base.global(file, own.name(symbol));
    }
    for &symbol in &mentions.types {
        let text = own.facts.text(symbol);
        match own.family {
            Family::Directories if text.contains(',') => {
                scope.results.insert(symbol, text.split(',').map(|part| package_type(base, file, part)).collect());
            }
            Family::Directories => scope.types.extend(package_type(base, file, text).map(|ty| (symbol, ty))),
            _ => {
                let (text, element) = match text.strip_suffix('>').and_then(|text| text.split_once('<')) {
                    Some((outer, element)) => (outer, Some(element)),
                    None => (text, None),
                };
                scope.types.extend(
                    Some(text)
                        .filter(|text| !text.is_empty())
                        .and_then(|text| module_type(base, file, text))
                        .map(|ty| (symbol, ty)),
                );
                scope.elements.extend(element.and_then(|element| module_type(base, file, element)).map(|ty| (symbol, ty)));
            }
        }
    }
    scope
}

/// The type that a name stands for, aliases followed. A name that nothing declares is a type parameter.
fn package_type(base: &Base<'_>, file: FileId, text: &str) -> Option<Ty> {
    let (mut file, mut text) = (file, text);
    for _ in 0..MAX_ALIASES {
        let class = match base.path(file, None, text).first() {
            Entity::Class(class) => class,
            Entity::External(path) if text.contains('.') => return Some(Ty::External(path)),
            // A type of a function.
            Entity::External(path) => match base.tree.files[file as usize].classes.get(&path) {
                Some(&class) => class,
                None => return None,
            },
            _ => return None,
        };
        let decl = base.tree.class(class);
        match (decl.kind, decl.bases.first()) {
            (TypeKind::Alias, Some(&target)) => {
                file = base.tree.class_files[class as usize];
                text = base.tree.files[file as usize].facts.text(target);
            }
            _ => return Some(Ty::Class(class)),
        }
    }
    None
}

/// An annotation. Types that say nothing about members are none.
fn module_type(base: &Base<'_>, file: FileId, text: &str) -> Option<Ty> {
    let text = text.trim().trim_matches(['\'', '"']);
    let names = &base.tree.names;
    let entity = match base.path(file, None, text).first() {
        Entity::External(path) if !text.contains('.') && *names.text(path) == *text && !is_builtin(text) => {
            // Not at file level: perhaps a class of a function, or a nested one.
            let class = base.tree.files[file as usize].classes.get(&path);
            class.map_or(Entity::External(path), |&class| Entity::Class(class))
        }
        found => found,
    };
    match entity {
        Entity::Class(class) => Some(Ty::Class(class)),
        // A type parameter.
        Entity::External(path) if base.tree.files[file as usize].lexical => {
            (names.text(path).len() > 1).then_some(Ty::External(path))
        }
        // What nothing binds is bound for those alone who check types.
        Entity::External(path) if is_unbound(base, file, &names.text(path)) => None,
        Entity::External(path) => {
            let path = names.text(path);
            let short = ["typing.", "typing_extensions."].iter().find_map(|module| path.strip_prefix(module)).unwrap_or(&path);
            let plain = match short {
                "Array" | "String" | "Function" if base.tree.files[file as usize].family == Family::Scripts => &path,
                "" | "None" | "object" | "Any" | "Optional" | "Union" | "Callable" | "TypeVar" | "Generic" | "Type" | "type"
                | "Iterable" | "Iterator" | "Generator" | "Sequence" | "Collection" | "Final" | "ClassVar" | "Protocol"
                | "Self" | "AnyStr" | "Literal" | "Annotated" | "Awaitable" | "Coroutine" => return None,
                "List" | "MutableSequence" => "list",
                "Dict" | "Mapping" | "MutableMapping" | "DefaultDict" => "dict",
                "Set" | "FrozenSet" | "AbstractSet" => "set",
                "Tuple" => "tuple",
                "Text" => "str",
                "ByteString" => "bytes",
                _ => &path,
            };
            Some(Ty::External(names.intern(plain)))
        }
        Entity::None
        | Entity::Function(_)
        | Entity::Bound(_)
        | Entity::Module(_)
        | Entity::Slot(_)
        | Entity::Several(_)
        | Entity::Constant(..)
        | Entity::Macro
        | Entity::Either(_) => None,
    }
}

/// A name of Python that neither the file nor the language nor a row gives a meaning.
fn is_unbound(base: &Base<'_>, file: FileId, path: &str) -> bool {
    let module = base.tree.files[file as usize].family == Family::Modules;
    module && !path.contains('.') && !is_builtin(path) && !base.rows(file).knows_type(path)
}

fn of_unit(base: &Base<'_>, linkage: &Linkage, file: FileId, closure: &Closure) -> Scope {
    let own = &base.tree.files[file as usize];
    let mentions = Mentions::of(base, file);
    let mut scope = Scope { entities: vec![Entity::None; own.names.len()], ..Scope::default() };
    for &symbol in &mentions.names {
        scope.entities[symbol as usize] = linkage.name(base, file, closure, own.name(symbol), &mut scope.several);
    }
    for &symbol in &mentions.types {
        if let Some(ty) = linkage.ty(base, closure, own.facts.text(symbol)) {
            scope.types.insert(symbol, ty);
        }
    }
    scope
}

/// Names of Python that nothing in a file gives a meaning, and that a namespace in which code is run has, become slots.
pub(super) fn inject(base: &Base<'_>, names: &FxHashSet<NameId>, scopes: &mut [Scope]) {
    if names.is_empty() {
        return;
    }
    for (id, (file, scope)) in base.tree.files.iter().zip(scopes).enumerate() {
        if file.family != Family::Modules {
            continue;
        }
        for entity in &mut scope.entities {
            let Entity::External(name) = *entity else { continue };
            let text = base.tree.names.text(name);
            if names.contains(&name)
                && is_unbound(base, id as FileId, &text)
                && base.rows(id as FileId).function(&text).is_empty()
                && !base.may_be_starred(id as FileId, &text)
            {
                *entity = Entity::Slot(Slot::ExternGlobal { name });
            }
        }
    }
}

/// C variables that the tree assigns and does not define become slots.
fn assigned_externals(base: &Base<'_>, scopes: &mut [Scope]) {
    let mut assigned: FxHashSet<NameId> = FxHashSet::default();
    for (file, scope) in base.tree.files.iter().zip(scopes.iter()).filter(|(file, _)| file.family == Family::Linkage) {
        for (ix, function) in file.facts.functions.iter().enumerate() {
            for op in &function.ops {
                if let Op::SetName(symbol, _) = *op
                    && let Entity::External(name) = scope.entity(ix as FunctionIx, symbol)
                {
                    assigned.insert(name);
                }
            }
        }
    }
    if assigned.is_empty() {
        return;
    }
    for (file, scope) in base.tree.files.iter().zip(scopes).filter(|(file, _)| file.family == Family::Linkage) {
        #[allow(clippy::iter_over_hash_type, reason = "each entry is changed on its own")]
        for entity in scope.entities.iter_mut().chain(scope.inner_entities.values_mut()) {
            if let Entity::External(name) = *entity
                && file.family == Family::Linkage
                && assigned.contains(&name)
            {
                *entity = Entity::Slot(Slot::ExternGlobal { name });
            }
        }
    }
}

/// Symbols that a file uses as names, and as types. In order of first use.
struct Mentions {
    names: Vec<Symbol>,
    types: Vec<Symbol>,
}

impl Mentions {
    fn of(base: &Base<'_>, file: FileId) -> Self {
        let facts = base.tree.files[file as usize].facts;
        let mut names = Marks::new(facts.strings.len());
        let mut types = Marks::new(facts.strings.len());
        for function in &facts.functions {
            for op in &function.ops {
                match *op {
                    Op::Name(symbol) | Op::SetName(symbol, _) => names.add(symbol),
                    Op::Storage(symbol) | Op::Cast(_, symbol) => types.add(symbol),
                    _ => {}
                }
            }
            function
                .params
                .iter()
                .filter_map(|param| param.declared)
                .chain(function.returns)
                .for_each(|symbol| types.add(symbol));
        }
        facts.globals.iter().filter_map(|global| global.declared).for_each(|symbol| types.add(symbol));
        facts.types.iter().flat_map(|decl| &decl.fields).filter_map(|field| field.1).for_each(|symbol| types.add(symbol));
        Self { names: names.order, types: types.order }
    }
}

struct Marks {
    seen: Vec<bool>,
    order: Vec<Symbol>,
}

impl Marks {
    fn new(symbols: usize) -> Self {
        Self { seen: vec![false; symbols], order: Vec::new() }
    }

    fn add(&mut self, symbol: Symbol) {
        if !std::mem::replace(&mut self.seen[symbol as usize], true) {
            self.order.push(symbol);
        }
    }
}
