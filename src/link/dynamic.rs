//! Calls of what is looked up by a name at run time: where the name is constant, it is known what runs; where a part of
//! it is, what may.

use smallvec::SmallVec;

use super::family::Family;
use super::found::Found;
use super::pass::{Pass, Value};
use super::program::{FileId, FnId, NameId, Ty};
use super::shape::Entity;
use super::tree::File;
use crate::ir::{BinOp, CallIx, CallSite, Callee, FileFacts, Op, Selector, ValueId};

/// Functions that give the address of a symbol of a library, whose name is their second argument.
pub(super) const LOOKUPS: [&str; 6] =
    ["dlsym", "dlvsym", "GetProcAddress", "SDL_LoadFunction", "lt_dlsym", "PR_FindFunctionSymbol"];
/// Operations of a function that makes a name out of what it is given.
const MAX_MAKER: usize = 1 << 10;
/// Casts and copies looked through.
const MAX_STEPS: usize = 8;

/// More functions than this are not told apart by a name that is known in part: the call stays one whose callee is not known.
const MAX_POSSIBLE: usize = 128;

/// Shorter names tell nothing of what bears them.
const MIN_TELLING: usize = 6;

/// Nor do pointers with shorter names than this.
const MIN_POINTED: usize = 4;

/// What may stand before and after a function's name in the name of its pointer's type.
const MAX_BESIDE: usize = 6;

/// What pointers to functions are called with, after where they live (`g_pSend`, `m_pfnSend`).
const SCOPES: [&str; 4] = ["g_", "m_", "s_", "_"];
const MARKS: [&str; 11] = ["lpfn", "pfn", "pFn", "fptr", "ptr", "fn", "fp", "lp", "p", "f", "My"];
const UNDERLINED: [&str; 10] = ["lpfn_", "pfn_", "ptr_", "fn_", "fp_", "p_", "Real_", "True_", "orig_", "Orig_"];

/// Functions that are looked at for it.
const MAX_LOOKED_AT: usize = 1024;

/// A function that hands on what it looks up under a name that it is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Lookup {
    /// The parameter through which the symbol goes out; none: it is returned.
    pub(super) out: Option<u16>,
    /// The parameter that is the name.
    pub(super) name: u16,
}

impl<'a> Pass<'_, 'a> {
    /// `getattr(object, "name")(…)` is a method call.
    pub(super) fn call_getattr(&mut self, found: &mut Found, value: ValueId, site: &CallSite) -> bool {
        let Op::Call(call) = self.function.ops[value as usize] else { return false };
        if !self.calls_builtin(call, "getattr") {
            return false;
        }
        let args = self.function.calls[call as usize].args.of(&self.function.args);
        let (Some(object), Some(name)) = (args.first(), self.constant_name(call, 1)) else { return false };
        self.call_method(found, object.value, name, site);
        true
    }

    /// `getattr(object, "do_" + name)`: one of the methods that are called so.
    pub(super) fn note_possible(&mut self, at: ValueId, call: CallIx) {
        if !self.calls_builtin(call, "getattr") || self.constant_name(call, 1).is_some() {
            return;
        }
        let args = self.function.calls[call as usize].args.of(&self.function.args);
        let (Some(object), Some(name)) = (args.first(), args.get(1)) else { return };
        let (object, name) = (object.value, self.constant_ends(name.value));
        self.may_be(at, object, name);
    }

    /// `this[name]`, `globals()[name]`: the same where every method or function may be meant.
    pub(super) fn note_possible_member(&mut self, at: ValueId, object: ValueId) {
        let is_any = self.is_script() && matches!(self.function.ops[at as usize], Op::Get(_, Selector::Any));
        let is_namespace = || self.own.family == Family::Modules && matches!(self.value(object).entity, Entity::Module(_));
        if self.is_called(at) && (is_any || is_namespace()) {
            self.may_be(at, object, ("", ""));
        }
    }

    /// The file whose names `globals()` holds: this one.
    fn namespace(&self, call: CallIx) -> Option<FileId> {
        (self.own.family == Family::Modules && self.calls_builtin(call, "globals")).then_some(self.file)
    }

    /// What `sys.modules[name]` is, where the name is known to run only: as a rule the file itself (`__name__`).
    pub(super) fn own_module(&self, table: Entity) -> Entity {
        match table {
            Entity::External(path)
                if self.own.family == Family::Modules && &*self.linker.base.tree.names.text(path) == "sys.modules" =>
            {
                Entity::Module(self.file)
            }
            _ => Entity::None,
        }
    }

    fn may_be(&mut self, at: ValueId, object: ValueId, (start, end): (&str, &str)) {
        let object = self.value(object);
        let (tree, classes) = (&self.linker.base.tree, &self.linker.classes);
        let mut found: SmallVec<[(FnId, bool); 8]> = SmallVec::new();
        let mut looked = 0;
        // False when there is too much to tell apart.
        let mut add = |file: &File<'_>, function: FnId, bound: bool| {
            looked += 1;
            let name = file.facts.text(file.function(function).name);
            if is_called(name, start, end) && !found.contains(&(function, bound)) {
                found.push((function, bound));
            }
            found.len() <= MAX_POSSIBLE && looked <= MAX_LOOKED_AT
        };
        let mut whole = true;
        for (ty, _) in object.shape.types.iter() {
            let Ty::Class(class) = ty else { continue };
            for class in classes.order(class).iter().copied().chain(classes.descendants(class)) {
                let file = tree.file_of_class(class);
                let mut methods = tree.class(class).methods.iter();
                whole = whole && methods.all(|&(_, method)| add(file, file.first_function + method, true));
            }
        }
        if let Entity::Module(module) = object.entity {
            // Its names are its own and what it imports all of.
            for file in std::iter::once(module).chain(self.linker.base.starred(module)) {
                let file = &tree.files[file as usize];
                whole = whole && file.functions.values().all(|&function| add(file, function, false));
            }
        }
        if whole {
            found.sort_unstable();
            self.links.possible.extend(found.into_iter().map(|(function, bound)| (at, function, bound)));
        }
    }

    /// What a text that is put together begins and ends with, as far as that is constant.
    fn constant_ends(&self, value: ValueId) -> (&'a str, &'a str) {
        let facts: &'a FileFacts = self.own.facts;
        let text = |value: ValueId| match self.function.ops[value as usize] {
            Op::Const(constant) => facts.const_str(constant).unwrap_or_default(),
            _ => "",
        };
        // What a pattern is to be filled in with begins at its first sign.
        let start = |text: &'a str| text.split('%').next().unwrap_or(text);
        match self.function.ops[self.plain_value(value) as usize] {
            Op::Concat(range) => {
                let parts = range.of(&self.function.operands);
                (parts.first().map_or("", |&first| start(text(first))), parts.last().map_or("", |&last| text(last)))
            }
            Op::Bin(BinOp::Arith, left, _) if text(left).contains('%') => (start(text(left)), ""),
            Op::Bin(BinOp::Arith, left, right) => (text(left), text(right)),
            _ => ("", ""),
        }
    }

    /// `table->WinHttpOpen(…)`, `WinHttpOpen` being a pointer that is found at run time, by a hash or an ordinal: nothing
    /// says what it is but its name, which is that of the function.
    pub(super) fn call_namesake(&mut self, found: &mut Found, callees: &[ValueId], site: &CallSite) {
        for &callee in callees {
            let (Op::Get(_, Selector::Field(symbol)) | Op::Name(symbol)) = self.function.ops[callee as usize] else { continue };
            self.call_named_after(found, self.own.name(symbol), site);
            if found.targets.rows.is_empty()
                && let Some(name) = self.pointed_to(callee, self.own.facts.text(symbol))
            {
                found.targets.hole = None;
                self.call_external(found, name, site);
            }
        }
        // What was put into the pointer may be something else, and is followed as well.
        found.targets.by_name = !found.targets.rows.is_empty();
    }

    /// The library's function that a pointer is called after, with a sign that it is a pointer before its name:
    /// `pReadFile`, `fnHttpSendRequestA`. Where the name is a common word, its type must be called so, too: `T_send pSend`.
    fn pointed_to(&self, callee: ValueId, path: &str) -> Option<NameId> {
        let last = path.rsplit('.').next().unwrap_or(path);
        let bare = unmarked(last).filter(|bare| bare.len() >= MIN_POINTED)?;
        let is_known = |name: &str| !self.linker.base.rows(self.file).function(name).is_empty();
        // `pLstrcpyA` is `lstrcpyA`: the sign made its first letter a capital.
        let small = bare.get(..1).map_or(bare.to_owned(), |first| format!("{}{}", first.to_ascii_lowercase(), &bare[1..]));
        let told = [bare, &small].into_iter().find(|name| tells(name) && is_known(name));
        let name = told.map(str::to_owned).or_else(|| {
            let types = self.value(callee).shape.types;
            let mut named = types.iter().filter_map(|(ty, _)| if let Ty::External(name) = ty { Some(name) } else { None });
            named.find(|&ty| is_called_so(&self.linker.base.tree.names.text(ty), bare))?;
            [bare, &small].into_iter().find(|name| is_known(name)).map(str::to_owned)
        })?;
        let name = self.linker.base.tree.names.intern(&name);
        matches!(self.linker.base.global(self.file, name), Entity::External(_)).then_some(name)
    }

    /// A function pointer with the name of a library's function that rows speak of; a name that anything might have
    /// (`read`, `send`) says nothing.
    pub(super) fn call_named_after(&mut self, found: &mut Found, name: NameId, site: &CallSite) {
        let text = self.linker.base.tree.names.text(name);
        let known = tells(&text) && !self.linker.base.rows(self.file).function(&text).is_empty();
        if known && matches!(self.linker.base.global(self.file, name), Entity::External(_)) {
            found.targets.hole = None;
            self.call_external(found, name, site);
        }
    }

    /// A value as what a call gives: the function under a constant name that was looked up.
    pub(super) fn looked_up(&mut self, call: CallIx) -> Entity {
        if let Some(file) = self.namespace(call) {
            return Entity::Module(file);
        }
        if self.is_lookup(call) {
            let name = self.constant_name(call, 1).or_else(|| self.hidden_name(call, 1));
            return name.map_or(Entity::None, |name| self.linker.base.global(self.file, name));
        }
        let edges = &self.links.calls[call as usize].edges;
        let known: Vec<Lookup> =
            edges.iter().filter_map(|edge| self.known.lookups.get(&edge.callee)).flatten().copied().collect();
        let mut given = Entity::None;
        for lookup in known {
            let name = self.constant_name(call, lookup.name).or_else(|| self.hidden_name(call, lookup.name));
            let Some(name) = name else { continue };
            let found = self.linker.base.global(self.file, name);
            match lookup.out {
                None => given = found,
                Some(out) => self.hand_out(call, out, found),
            }
        }
        given
    }

    /// A function looked up elsewhere lies in the variable or field that was given for it.
    fn hand_out(&mut self, call: CallIx, out: u16, found: Entity) {
        let args = self.function.calls[call as usize].args.of(&self.function.args);
        let Some(target) = args.get(usize::from(out)).map(|arg| self.plain_value(arg.value)) else { return };
        match self.value(target).place {
            Some(slot) => self.observed.values.push((slot, found)),
            None => self.put(target, found),
        }
        self.give(target, found);
    }

    /// `*place = dlsym(…)`: what is called through the place from here on; whose name a parameter is, is known to callers.
    pub(super) fn set_through(&mut self, base: ValueId, value: ValueId) {
        let (target, source) = (self.plain_value(base), self.plain_value(value));
        if let (Op::Param(out), Some(name)) = (self.function.ops[target as usize], self.name_parameter(source)) {
            self.observed.lookups.push((self.id, Lookup { out: Some(out), name }));
        }
        if !self.is_looked_up(source) {
            return;
        }
        let entity = self.value(source).entity;
        match self.value(target).place {
            Some(slot) => self.observed.values.push((slot, entity)),
            None => self.put(target, entity),
        }
    }

    /// `return dlsym(library, parameter)`.
    pub(super) fn return_looked_up(&mut self, value: ValueId) {
        if let Some(name) = self.name_parameter(self.plain_value(value)) {
            self.observed.lookups.push((self.id, Lookup { out: None, name }));
        }
    }

    fn put(&mut self, storage: ValueId, entity: Entity) {
        if matches!(self.function.ops[storage as usize], Op::Storage(_)) {
            self.set_entity(storage, entity);
        }
    }

    /// The parameter that names what a call looks up.
    fn name_parameter(&self, value: ValueId) -> Option<u16> {
        let Op::Call(call) = self.function.ops[value as usize] else { return None };
        if !self.is_lookup(call) {
            return None;
        }
        let args = self.function.calls[call as usize].args.of(&self.function.args);
        match self.function.ops[self.plain_value(args.get(1)?.value) as usize] {
            Op::Param(number) => Some(number),
            _ => None,
        }
    }

    /// The function came from a look-up by a constant name.
    pub(super) fn is_looked_up(&self, value: ValueId) -> bool {
        let value = self.plain_value(value);
        matches!(self.function.ops[value as usize], Op::Call(_))
            && matches!(self.value(value), Value { entity: Entity::External(_) | Entity::Function(_), .. })
    }

    /// Without casts, addresses and what undoes them.
    fn plain_value(&self, value: ValueId) -> ValueId {
        let mut at = value;
        for _ in 0..MAX_STEPS {
            match self.function.ops[at as usize] {
                Op::Cast(inner, _) | Op::Copy(inner) | Op::AddrOf(inner) | Op::Get(inner, Selector::Deref) => at = inner,
                _ => break,
            }
        }
        at
    }

    fn constant_name(&self, call: CallIx, position: u16) -> Option<NameId> {
        let args = self.function.calls[call as usize].args.of(&self.function.args);
        let Op::Const(constant) = self.function.ops[args.get(usize::from(position))?.value as usize] else { return None };
        let name = self.own.facts.const_str(constant)?;
        Some(self.linker.base.tree.names.intern(name))
    }

    /// The name of a library's function, as the one text that is given to something that makes a text of it: what was hidden
    /// while compiling (`GetProcAddress(module, XOR("send").c_str())`).
    fn hidden_name(&self, call: CallIx, position: u16) -> Option<NameId> {
        let args = self.function.calls[call as usize].args.of(&self.function.args);
        let mut value = self.plain_value(args.get(usize::from(position))?.value);
        for _ in 0..MAX_STEPS {
            let Op::Call(maker) = self.function.ops[value as usize] else { break };
            let site = self.function.calls[maker as usize];
            value = match (site.args.of(&self.function.args), site.callee) {
                ([], Callee::Method { receiver, .. }) => self.plain_value(receiver),
                ([only], _) if self.may_return_given(maker) => self.plain_value(only.value),
                _ => return None,
            };
        }
        let Op::Const(constant) = self.function.ops[value as usize] else { return None };
        let name = self.own.facts.const_str(constant)?;
        let known = !self.linker.base.rows(self.file).function(name).is_empty();
        known.then(|| self.linker.base.tree.names.intern(name))
    }

    /// Nothing says that the call gives something else than what it is given: its functions are short, and none returns only
    /// what it has itself.
    fn may_return_given(&self, call: CallIx) -> bool {
        self.links.calls[call as usize].edges.iter().all(|edge| {
            let ops = &self.linker.base.tree.function(edge.callee).ops;
            let own = |value: ValueId| matches!(ops[value as usize], Op::Const(_) | Op::Name(_));
            let mut returned =
                ops.iter().filter_map(|op| if let Op::Return(value) = *op { Some(value) } else { None }).peekable();
            ops.len() <= MAX_MAKER && (returned.peek().is_none() || !returned.all(own))
        })
    }

    fn is_lookup(&self, call: CallIx) -> bool {
        LOOKUPS.iter().any(|name| self.calls_builtin(call, name))
    }

    pub(super) fn is_dynamic(&self, value: ValueId) -> bool {
        match self.function.ops[value as usize] {
            Op::Call(call) => {
                self.is_lookup(call) || ["getattr", "eval", "__import__"].iter().any(|name| self.calls_builtin(call, name))
            }
            _ => false,
        }
    }

    fn calls_builtin(&self, call: CallIx, name: &str) -> bool {
        let external = self.links.calls[call as usize].external;
        external.is_some_and(|path| *self.linker.base.tree.names.text(path) == *name)
    }
}

/// A name that is no common word: of several words (`WinHttpOpen`, `curl_easy_perform`).
pub(super) fn tells(name: &str) -> bool {
    let parts = name.bytes().zip(name.bytes().skip(1)).filter(|(before, after)| {
        before.is_ascii_lowercase() && after.is_ascii_uppercase() || *before == b'_' && after.is_ascii_alphanumeric()
    });
    name.len() >= MIN_TELLING && parts.count() > 0
}

/// The name of a pointer without what says that it is one; none if nothing does.
fn unmarked(name: &str) -> Option<&str> {
    let scope = SCOPES.iter().find_map(|mark| name.strip_prefix(mark)).unwrap_or(name);
    let bare =
        MARKS.iter().filter_map(|mark| scope.strip_prefix(mark)).find(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
    bare.or_else(|| UNDERLINED.iter().find_map(|mark| scope.strip_prefix(mark)))
}

/// The name of a type is a word with little besides: `T_send`, `SEND`, `fnSend`, `send_t`.
fn is_called_so(ty: &str, word: &str) -> bool {
    let (last, word) = (ty.rsplit('.').next().unwrap_or(ty).to_ascii_lowercase(), word.to_ascii_lowercase());
    last.len() <= word.len() + MAX_BESIDE && (last.ends_with(&word) || last.starts_with(&word))
}

/// Methods that the language itself calls are not looked up.
fn is_called(name: &str, start: &str, end: &str) -> bool {
    !name.starts_with("__") && name != "constructor" && name.starts_with(start) && name.ends_with(end)
}
