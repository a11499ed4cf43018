//! Code of Python that another program runs in a namespace of its making (`exec(code, {"agent": self})`), and what is put
//! among the names of the language (`builtins.agent = self`): a name that nothing in a file gives a meaning may be an entry.
//! Which code is run nobody says, so what follows from it is a guess.

use rustc_hash::FxHashSet;

use super::family::Family;
use super::pass::Pass;
use super::program::{NameId, Slot};
use super::tree::{File, Tree};
use crate::ir::{CallIx, CallSite, Callee, Function, LiteralKind, Op, Selector, Symbol, ValueId};

/// What runs code in a namespace that it is given.
const EXECUTORS: [&str; 8] =
    ["exec", "eval", "execfile", "InteractiveInterpreter", "InteractiveConsole", "interact", "run_path", "run_module"];

/// The module whose names every file has.
const LANGUAGE: [&str; 3] = ["builtins", "__builtin__", "__builtins__"];

/// Copies looked through.
const MAX_STEPS: usize = 8;

/// The names that something in the tree puts where other code finds them.
pub(super) fn names(tree: &Tree<'_>) -> FxHashSet<NameId> {
    let mut names = FxHashSet::default();
    for file in tree.files.iter().filter(|file| file.family == Family::Modules) {
        if !file.facts.strings.iter().any(|text| EXECUTORS.contains(&&**text) || LANGUAGE.contains(&&**text)) {
            continue;
        }
        for function in &file.facts.functions {
            for site in function.calls.iter().filter(|site| runs_code(file, function, site)) {
                for arg in site.args.of(&function.args) {
                    each_entry(function, arg.value, |name, _| _ = names.insert(file.name(name)));
                }
            }
            for op in &function.ops {
                if let Op::Set(base, Selector::Field(name), _) = *op
                    && is_language(file, function, base)
                {
                    names.insert(file.name(name));
                }
            }
        }
    }
    names
}

fn runs_code(file: &File<'_>, function: &Function, site: &CallSite) -> bool {
    let name = match site.callee {
        Callee::Method { symbol, .. } => symbol,
        Callee::Value(callee) => match function.ops[callee as usize] {
            Op::Name(symbol) | Op::Get(_, Selector::Field(symbol)) => symbol,
            _ => return false,
        },
        Callee::Super { .. } => return false,
    };
    EXECUTORS.contains(&file.facts.text(name))
}

fn is_language(file: &File<'_>, function: &Function, value: ValueId) -> bool {
    matches!(function.ops[value as usize], Op::Name(symbol) if LANGUAGE.contains(&file.facts.text(symbol)))
}

/// The named entries of a dictionary that is written out in this function: `{"name": value}`, `namespace["name"] = value`.
fn each_entry(function: &Function, value: ValueId, mut tell: impl FnMut(Symbol, ValueId)) {
    let mut at = value;
    for _ in 0..MAX_STEPS {
        match function.ops[at as usize] {
            Op::Copy(inner) => at = inner,
            _ => break,
        }
    }
    let Op::Literal(LiteralKind::Dict, range) = function.ops[at as usize] else { return };
    for &(selector, entry) in range.of(&function.entries) {
        if let Selector::Key(name) = selector {
            tell(name, entry);
        }
    }
    for op in &function.ops {
        if let Op::Set(base, Selector::Key(name), entry) = *op
            && base == at
        {
            tell(name, entry);
        }
    }
}

impl Pass<'_, '_> {
    /// What a name is that only a namespace from elsewhere has.
    fn injected(&self, name: Symbol) -> Option<Slot> {
        let name = self.own.name(name);
        self.linker.injected.contains(&name).then_some(Slot::ExternGlobal { name })
    }

    /// `exec(code, {"agent": self})`: what the code calls so is this.
    pub(super) fn note_namespace(&mut self, call: CallIx) {
        let site = &self.function.calls[call as usize];
        if self.linker.injected.is_empty() || self.own.family != Family::Modules || !runs_code(self.own, self.function, site) {
            return;
        }
        for arg in site.args.of(&self.function.args) {
            let mut entries: Vec<(Symbol, ValueId)> = Vec::new();
            each_entry(self.function, arg.value, |name, entry| entries.push((name, entry)));
            for (name, entry) in entries {
                if let Some(slot) = self.injected(name) {
                    self.note_member(slot, entry, false);
                }
            }
        }
    }

    /// `builtins.agent = self`.
    pub(super) fn note_language_name(&mut self, at: ValueId, base: ValueId, name: Symbol, value: ValueId) {
        if self.own.family == Family::Modules
            && is_language(self.own, self.function, base)
            && let Some(slot) = self.injected(name)
        {
            self.set_slot(at, slot, value);
        }
    }

    /// What lies there is known by its name alone.
    pub(super) fn is_injected(&self, slot: Option<Slot>) -> bool {
        self.own.family == Family::Modules && matches!(slot, Some(Slot::ExternGlobal { .. }))
    }
}
