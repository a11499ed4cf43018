//! The files side by side: tables of what each declares, by name. No name is resolved yet.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::family::{Family, has_lexical_members, has_spaces};
use super::intern::Interner;
use super::program::{ClassId, FileId, FnId, NameId};
use crate::ir::{FileFacts, Function, FunctionIx, Op, Symbol, TypeDecl, TypeIx};

/// One file and its declarations.
pub(super) struct File<'a> {
    pub(super) path: &'a str,
    pub(super) facts: &'a FileFacts,
    pub(super) family: Family,
    /// Bare names in classes mean members.
    pub(super) lexical: bool,
    /// Names live in namespaces and classes (C++).
    pub(super) has_spaces: bool,
    pub(super) first_function: FnId,
    pub(super) first_class: ClassId,
    /// By symbol.
    pub(super) names: Vec<NameId>,
    /// File-level functions; the first of several definitions.
    pub(super) functions: FxHashMap<NameId, FnId>,
    /// Further definitions under the same name and owner, the first included (`#ifdef`, `try`).
    pub(super) twins: FxHashMap<FnId, SmallVec<[FnId; 2]>>,
    /// Types by name, nested ones as `Outer.Inner`, those of functions too.
    pub(super) classes: FxHashMap<NameId, ClassId>,
    /// Further classes of one name at file level, each with members, where the name is bound to them by turns.
    pub(super) redefined: FxHashMap<NameId, SmallVec<[ClassId; 1]>>,
    /// File-level imports by the name they bind.
    pub(super) imports: FxHashMap<NameId, SmallVec<[u32; 1]>>,
    /// Imports of functions, by function and name.
    pub(super) local_imports: FxHashMap<(FunctionIx, NameId), SmallVec<[u32; 1]>>,
    /// Functions and types declared in functions.
    pub(super) local_functions: FxHashMap<(FunctionIx, NameId), FnId>,
    pub(super) local_classes: FxHashMap<(FunctionIx, NameId), ClassId>,
    /// Star imports and includes, in order.
    pub(super) stars: Vec<u32>,
    /// Index into the file's globals; the first declaration that has a type, else the first.
    pub(super) globals: FxHashMap<NameId, u32>,
    pub(super) macros: FxHashMap<NameId, SmallVec<[u32; 1]>>,
    pub(super) exports: FxHashSet<NameId>,
    /// Variables that functions write for inner functions.
    pub(super) cells: FxHashSet<(FunctionIx, Symbol)>,
}

impl File<'_> {
    pub(super) fn function(&self, id: FnId) -> &Function {
        &self.facts.functions[(id - self.first_function) as usize]
    }

    pub(super) fn ty(&self, id: ClassId) -> &TypeDecl {
        &self.facts.types[(id - self.first_class) as usize]
    }

    pub(super) fn name(&self, symbol: Symbol) -> NameId {
        self.names[symbol as usize]
    }

    /// Definitions and imports bind names as the file runs.
    pub(super) fn binds_by_turns(&self) -> bool {
        matches!(self.family, Family::Modules | Family::Scripts)
    }

    /// All definitions that `id`, the first of them, stands for.
    pub(super) fn twins_of(&self, id: FnId) -> SmallVec<[FnId; 2]> {
        self.twins.get(&id).cloned().unwrap_or_else(|| SmallVec::from_elem(id, 1))
    }
}

/// Names that Python gives a meaning, and its types of literals.
pub(super) struct Special {
    pub(super) init: NameId,
    pub(super) new: NameId,
    pub(super) post_init: NameId,
    pub(super) call: NameId,
    /// A constructor of JavaScript, what a module offers by default, and what it offers as a whole.
    pub(super) constructor: NameId,
    pub(super) default: NameId,
    pub(super) whole: NameId,
    /// The same in C++.
    pub(super) apply: NameId,
    pub(super) class: NameId,
    pub(super) enter: NameId,
    pub(super) getattr: NameId,
    pub(super) next: NameId,
    pub(super) iter: NameId,
    pub(super) item: NameId,
    /// What a named list or map of Go holds, as a field.
    pub(super) held: NameId,
    pub(super) called: NameId,
    pub(super) str: NameId,
    /// What Java's texts are.
    pub(super) string: NameId,
    pub(super) bytes: NameId,
    pub(super) list: NameId,
    pub(super) tuple: NameId,
    pub(super) set: NameId,
    pub(super) dict: NameId,
}

/// All files.
pub(super) struct Tree<'a> {
    pub(super) files: Vec<File<'a>>,
    pub(super) names: Interner<'a>,
    pub(super) special: Special,
    pub(super) paths: FxHashMap<&'a str, FileId>,
    /// By function, by class.
    pub(super) function_files: Vec<FileId>,
    pub(super) class_files: Vec<FileId>,
    /// By class: the one that stands for all declarations of the same type.
    pub(super) canonical: Vec<ClassId>,
    /// Methods of C++ that are defined outside of their class and `static` there, sorted: their receiver is nothing.
    pub(super) statics: Vec<FnId>,
}

impl<'a> Tree<'a> {
    pub(super) fn of(files: &'a [(String, Arc<FileFacts>)]) -> Self {
        let (names, numbered) = Interner::of_tables(files.iter().map(|(_, facts)| facts.strings.as_slice()));
        let mut starts = Vec::with_capacity(files.len());
        let (mut function_files, mut class_files) = (Vec::new(), Vec::new());
        for (id, (_, facts)) in files.iter().enumerate() {
            starts.push((function_files.len() as FnId, class_files.len() as ClassId));
            function_files.resize(function_files.len() + facts.functions.len(), id as FileId);
            class_files.resize(class_files.len() + facts.types.len(), id as FileId);
        }
        let special = Special {
            init: names.intern("__init__"),
            new: names.intern("__new__"),
            post_init: names.intern("__post_init__"),
            call: names.intern("__call__"),
            constructor: names.intern("constructor"),
            default: names.intern("default"),
            whole: names.intern("module.exports"),
            apply: names.intern("operator()"),
            class: names.intern("__class__"),
            enter: names.intern("__enter__"),
            getattr: names.intern("__getattr__"),
            next: names.intern("__next__"),
            iter: names.intern("__iter__"),
            item: names.intern("__getitem__"),
            held: names.intern("[]"),
            called: names.intern("()"),
            str: names.intern("str"),
            string: names.intern("java.lang.String"),
            bytes: names.intern("bytes"),
            list: names.intern("list"),
            tuple: names.intern("tuple"),
            set: names.intern("set"),
            dict: names.intern("dict"),
        };
        let tables: Vec<File<'a>> = files
            .par_iter()
            .zip(numbered)
            .zip(starts)
            .map(|(((path, facts), own), (first_function, first_class))| {
                let mut file = File::of(path, facts, own, first_function, first_class);
                file.note_short_names(&names);
                file
            })
            .collect();
        let paths = files.iter().enumerate().map(|(id, (path, _))| (path.as_str(), id as FileId)).collect();
        let canonical = (0..class_files.len() as ClassId).collect();
        Self { files: tables, names, special, paths, function_files, class_files, canonical, statics: Vec::new() }
    }

    pub(super) fn file_of(&self, function: FnId) -> &File<'a> {
        &self.files[self.function_files[function as usize] as usize]
    }

    pub(super) fn function(&self, id: FnId) -> &'a Function {
        let file = self.file_of(id);
        &file.facts.functions[(id - file.first_function) as usize]
    }

    /// The class that a declaration of a file is part of.
    pub(super) fn class_of(&self, file: &File<'_>, ix: TypeIx) -> ClassId {
        self.canonical[(file.first_class + ix) as usize]
    }

    pub(super) fn file_of_class(&self, class: ClassId) -> &File<'a> {
        &self.files[self.class_files[class as usize] as usize]
    }

    pub(super) fn class(&self, id: ClassId) -> &'a TypeDecl {
        let file = self.file_of_class(id);
        &file.facts.types[(id - file.first_class) as usize]
    }
}

impl<'a> File<'a> {
    fn of(path: &'a str, facts: &'a FileFacts, names: Vec<NameId>, first_function: FnId, first_class: ClassId) -> Self {
        let family = Family::of(&facts.language);
        let mut file = Self {
            path,
            facts,
            family,
            lexical: has_lexical_members(&facts.language),
            has_spaces: has_spaces(&facts.language),
            first_function,
            first_class,
            functions: FxHashMap::default(),
            twins: FxHashMap::default(),
            classes: FxHashMap::default(),
            redefined: FxHashMap::default(),
            imports: FxHashMap::default(),
            local_imports: FxHashMap::default(),
            local_functions: FxHashMap::default(),
            local_classes: FxHashMap::default(),
            stars: Vec::new(),
            globals: FxHashMap::default(),
            macros: FxHashMap::default(),
            exports: facts.exports.iter().map(|&symbol| names[symbol as usize]).collect(),
            cells: FxHashSet::default(),
            names,
        };
        file.note_functions();
        file.note_types();
        file.note_imports();
        file.note_variables();
        file
    }

    fn note_functions(&mut self) {
        let facts = self.facts;
        let mut methods: FxHashMap<(TypeIx, NameId), FnId> = FxHashMap::default();
        let mut macros: FxHashMap<NameId, FnId> = FxHashMap::default();
        for (ix, function) in facts.functions.iter().enumerate().skip(1) {
            let (ix, name) = (ix as FunctionIx, self.name(function.name));
            let id = self.first_function + ix;
            let first = match (function.owner, function.parent) {
                _ if function.flags.anonymous => id,
                _ if function.flags.is_macro => *macros.entry(name).or_insert(id),
                (Some(owner), _) => *methods.entry((owner, name)).or_insert(id),
                (None, Some(parent)) => *self.local_functions.entry((parent, name)).or_insert(id),
                (None, None) => *self.functions.entry(name).or_insert(id),
            };
            if first != id {
                self.twins.entry(first).or_insert_with(|| SmallVec::from_elem(first, 1)).push(id);
            }
            for op in &function.ops {
                if let Op::SetCapture(symbol, _) = *op {
                    self.cells.insert((ix, symbol));
                }
            }
        }
    }

    fn note_types(&mut self) {
        let facts = self.facts;
        for (ix, decl) in facts.types.iter().enumerate() {
            let (id, name) = (self.first_class + ix as TypeIx, self.name(decl.name));
            if let Some(parent) = decl.parent {
                self.local_classes.entry((parent, name)).or_insert(id);
            }
            // Of several declarations the first with members counts: the others are forward ones.
            let empty = |decl: &TypeDecl| decl.fields.is_empty() && decl.methods.is_empty() && decl.bases.is_empty();
            match self.classes.get(&name) {
                Some(&known) if !empty(self.ty(known)) || empty(decl) => {
                    if self.binds_by_turns() && !empty(decl) && decl.parent.is_none() {
                        self.redefined.entry(name).or_default().push(id);
                    }
                }
                _ => {
                    self.classes.insert(name, id);
                }
            }
        }
    }

    /// A nested class is also found by the last part of its name, where bare names mean members.
    fn note_short_names(&mut self, names: &Interner<'_>) {
        for (ix, decl) in self.facts.types.iter().enumerate().filter(|_| self.lexical) {
            if let Some((_, last)) = self.facts.text(decl.name).rsplit_once('.') {
                self.classes.entry(names.intern(last)).or_insert(self.first_class + ix as TypeIx);
            }
        }
    }

    fn note_imports(&mut self) {
        for (ix, import) in self.facts.imports.iter().enumerate() {
            let ix = ix as u32;
            match (import.bound, import.scope) {
                // Not a module: a namespace or a name in one.
                _ if self.has_spaces && !import.star => {}
                (Some(bound), Some(scope)) if scope != 0 => {
                    let name = self.name(bound);
                    self.local_imports.entry((scope, name)).or_default().push(ix);
                }
                (Some(bound), _) => {
                    let name = self.name(bound);
                    self.imports.entry(name).or_default().push(ix);
                }
                (None, _) => self.stars.push(ix),
            }
        }
    }

    fn note_variables(&mut self) {
        let facts = self.facts;
        for (ix, global) in facts.globals.iter().enumerate() {
            let name = self.name(global.name);
            let known = self.globals.entry(name).or_insert(ix as u32);
            if facts.globals[*known as usize].declared.is_none() && global.declared.is_some() {
                *known = ix as u32;
            }
        }
        for (ix, entry) in facts.macros.iter().enumerate() {
            let name = self.name(entry.name);
            self.macros.entry(name).or_default().push(ix as u32);
        }
    }
}
