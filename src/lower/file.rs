//! What one file's lowering collects outside function bodies.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::intern::{Consts, MAX_TEXT, Strings, prefix};
use super::text::names_destination;
use crate::ir::{
    Const, ConstIx, FileFacts, Function, FunctionIx, Global, Import, Macro, Param, Symbol, TypeDecl, TypeIx, TypeKind, UrlLiteral,
};

/// Tasks of lowering for a file, its macros' bodies included: at least, and for each byte. Many times what any sensible text
/// takes. Nested targets, which are looked at both as values and as places, could take as many as there are subsets of them.
const LEAST_TASKS: usize = 100_000;
const TASKS_PER_BYTE: usize = 16;

/// Counted steps that lowering may spend on joins and look-ups besides its walk, for one file:
/// past it, loops and labels join no more. Real code stays far below.
const FUEL: u64 = 10_000_000;

/// Bytes that folding may write, for one file.
const FOLDING_FUEL: u64 = 4 << 20;

/// A function-like macro whose body is still text.
#[derive(Debug)]
pub(crate) struct FunctionMacro {
    pub(crate) name: Symbol,
    pub(crate) params: Vec<Param>,
    pub(crate) body: String,
    pub(crate) span: (u32, u32),
}

/// The tables of [`FileFacts`] while they grow.
#[derive(Debug)]
pub(crate) struct FileBuilder {
    pub(crate) strings: Strings,
    pub(crate) consts: Consts,
    pub(crate) functions: Vec<Function>,
    pub(crate) types: Vec<TypeDecl>,
    pub(crate) imports: Vec<Import>,
    pub(crate) macros: Vec<Macro>,
    pub(crate) function_macros: Vec<FunctionMacro>,
    type_index: FxHashMap<Symbol, TypeIx>,
    /// What is known to be a pointer (C, C++).
    pub(crate) pointers: crate::grammars::c::pointers::Pointers,
    /// The package that the file says it is part of.
    pub(crate) package: Option<Symbol>,
    globals: Vec<Global>,
    global_index: FxHashMap<Symbol, usize>,
    pub(crate) declares: Vec<Symbol>,
    pub(crate) exports: Vec<Symbol>,
    urls: Vec<UrlLiteral>,
    errors: Vec<(u32, u32)>,
    unmapped: BTreeMap<String, u32>,
    namespaces: FxHashSet<Symbol>,
    /// Uses of templates that were noted.
    pub(crate) instances: usize,
    members: FxHashMap<(TypeIx, Symbol), usize>,
    /// Names of the file that are assigned once, a constant: folding sees through them.
    pub(crate) constants: FxHashMap<Symbol, Option<ConstIx>>,
    /// Bytes of the file, and tasks that may still be done.
    length: u32,
    room: usize,
    fuel: u64,
    folded_steps: super::fold::Steps,
    folding_fuel: u64,
}

impl FileBuilder {
    /// For a file of `length` bytes.
    pub(crate) fn new(length: usize) -> Self {
        Self {
            length: length as u32,
            room: LEAST_TASKS + TASKS_PER_BYTE * length,
            strings: Strings::default(),
            consts: Consts::default(),
            functions: Vec::new(),
            types: Vec::new(),
            imports: Vec::new(),
            macros: Vec::new(),
            function_macros: Vec::new(),
            type_index: FxHashMap::default(),
            pointers: Default::default(),
            package: None,
            globals: Vec::new(),
            global_index: FxHashMap::default(),
            declares: Vec::new(),
            exports: Vec::new(),
            urls: Vec::new(),
            errors: Vec::new(),
            unmapped: BTreeMap::new(),
            namespaces: FxHashSet::default(),
            instances: 0,
            members: FxHashMap::default(),
            constants: FxHashMap::default(),
            fuel: FUEL,
            folded_steps: super::fold::Steps::default(),
            folding_fuel: FOLDING_FUEL,
        }
    }

    /// Spends counted steps; false when there are none left.
    pub(crate) fn spend(&mut self, steps: usize) -> bool {
        self.fuel = self.fuel.saturating_sub(steps as u64);
        self.fuel > 0
    }

    pub(crate) fn spend_folding(&mut self, bytes: usize) -> bool {
        self.folding_fuel = self.folding_fuel.saturating_sub(bytes as u64);
        self.folding_fuel > 0
    }

    /// How many steps of folding a constant took.
    pub(crate) fn steps(&self, constant: ConstIx) -> u8 {
        self.folded_steps.get(&constant).copied().unwrap_or(0)
    }

    pub(crate) fn note_steps(&mut self, constant: ConstIx, steps: u8) {
        self.folded_steps.entry(constant).or_insert(steps);
    }

    /// A string constant, cut at [`MAX_TEXT`]; destinations in it are noted.
    pub(crate) fn text(&mut self, text: &str, span: u32, folded: bool) -> ConstIx {
        let symbol = self.strings.intern(prefix(text, MAX_TEXT));
        self.note_destination(text, symbol, span, folded);
        self.consts.add(Const::Str(symbol))
    }

    /// A bytes constant, cut at [`MAX_TEXT`]; destinations in it are noted.
    pub(crate) fn bytes(&mut self, mut bytes: Vec<u8>, span: u32, folded: bool) -> ConstIx {
        bytes.truncate(MAX_TEXT);
        if let Ok(text) = std::str::from_utf8(&bytes)
            && names_destination(text)
        {
            let symbol = self.strings.intern(text);
            self.note_destination(text, symbol, span, folded);
        }
        self.consts.add(Const::Bytes(bytes))
    }

    fn note_destination(&mut self, text: &str, symbol: Symbol, span: u32, folded: bool) {
        if !names_destination(text) {
            return;
        }
        let url = UrlLiteral { text: symbol, span, folded };
        match self.urls.last_mut() {
            // What grows piece by piece is one destination.
            Some(last) if folded && last.folded && text.starts_with(self.strings.text(last.text)) => *last = url,
            _ => self.urls.push(url),
        }
    }

    /// Room for a function that is lowered later.
    pub(crate) fn reserve_function(&mut self, function: Function) -> FunctionIx {
        self.functions.push(function);
        (self.functions.len() - 1) as FunctionIx
    }

    pub(crate) fn global(&mut self, global: Global) {
        match self.global_index.get(&global.name) {
            Some(&at) => {
                let known = &mut self.globals[at];
                known.declared = known.declared.or(global.declared);
            }
            None => {
                self.global_index.insert(global.name, self.globals.len());
                self.globals.push(global);
            }
        }
    }

    pub(crate) fn is_global(&self, name: Symbol) -> bool {
        self.global_index.contains_key(&name)
    }

    pub(crate) fn declare_type(&mut self, name: Symbol, kind: TypeKind, parent: Option<FunctionIx>, span: u32) -> TypeIx {
        let (bases, methods, fields) = (Vec::new(), Vec::new(), Vec::new());
        self.types.push(TypeDecl { name, kind, bases, methods, fields, parent, span });
        let ty = (self.types.len() - 1) as TypeIx;
        self.type_index.insert(name, ty);
        ty
    }

    /// The type of this name, if the file declares it.
    pub(crate) fn type_named(&self, name: Symbol) -> Option<TypeIx> {
        self.type_index.get(&name).copied()
    }

    /// Notes a namespace that the file opens.
    pub(crate) fn namespace(&mut self, path: Symbol) {
        self.namespaces.insert(path);
    }

    pub(crate) fn is_namespace(&self, path: Symbol) -> bool {
        self.namespaces.contains(&path)
    }

    /// The structure that a type name stands for in this file, through one alias.
    pub(crate) fn structure(&self, name: Symbol) -> Option<&TypeDecl> {
        let decl = &self.types[*self.type_index.get(&name)? as usize];
        match (decl.kind, decl.bases.first()) {
            (TypeKind::Alias, Some(target)) => self.type_index.get(target).map(|&ty| &self.types[ty as usize]),
            _ => Some(decl),
        }
    }

    /// Notes a field of a type, once.
    pub(crate) fn member(&mut self, ty: TypeIx, name: Symbol, declared: Option<Symbol>) {
        let fields = &mut self.types[ty as usize].fields;
        let at = *self.members.entry((ty, name)).or_insert(fields.len());
        match fields.get_mut(at) {
            Some(known) => known.1 = known.1.or(declared),
            None => fields.push((name, declared)),
        }
    }

    pub(crate) fn errors(&mut self, spans: Vec<(u32, u32)>) {
        self.errors.extend(spans);
    }

    /// One task more is done. False when there is no room for more: then none of the file counts as understood.
    pub(crate) fn has_room(&mut self) -> bool {
        self.room = self.room.saturating_sub(1);
        if self.room == 1 {
            self.errors.push((0, self.length));
        }
        self.room > 1
    }

    pub(crate) fn unmapped(&mut self, kind: &str) {
        match self.unmapped.get_mut(kind) {
            Some(count) => *count += 1,
            None => {
                self.unmapped.insert(kind.to_owned(), 1);
            }
        }
    }

    pub(crate) fn finish(mut self, language: &str) -> FileFacts {
        let unmapped = std::mem::take(&mut self.unmapped);
        let unmapped = unmapped.into_iter().map(|(kind, count)| (self.strings.intern(&kind), count)).collect();
        self.urls.sort_by_key(|url| (url.span, url.text, url.folded));
        self.urls.dedup();
        FileFacts {
            language: language.to_owned(),
            package: self.package,
            strings: self.strings.into_texts(),
            consts: self.consts.table,
            functions: self.functions,
            types: self.types,
            imports: self.imports,
            globals: self.globals,
            macros: self.macros,
            declares: self.declares,
            exports: self.exports,
            urls: self.urls,
            error_spans: merged(self.errors),
            unmapped,
        }
    }
}

/// Sorted and disjoint.
fn merged(mut spans: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    spans.sort_unstable();
    let mut out: Vec<(u32, u32)> = Vec::with_capacity(spans.len());
    for (start, end) in spans {
        match out.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}
