//! Calls of what is looked up by a name at run time: where the name is constant, it is known what runs.

use super::found::Found;
use super::pass::Pass;
use crate::ir::{CallSite, Op, ValueId};

impl Pass<'_, '_> {
    /// `getattr(object, "name")(…)` is a method call.
    pub(super) fn call_getattr(&mut self, found: &mut Found, value: ValueId, site: &CallSite) -> bool {
        let Op::Call(call) = self.function.ops[value as usize] else { return false };
        let args = self.function.calls[call as usize].args.of(&self.function.args);
        let (Some(object), Some(name)) = (args.first(), args.get(1)) else { return false };
        if !self.calls_builtin(call, "getattr") {
            return false;
        }
        let Op::Const(constant) = self.function.ops[name.value as usize] else { return false };
        let Some(name) = self.own.facts.const_str(constant) else { return false };
        let name = self.linker.base.tree.names.intern(name);
        self.call_method(found, object.value, name, site);
        true
    }

    /// `dlsym(library, "name")` and `GetProcAddress(…)` of a constant name are that function.
    pub(super) fn call_symbol(&mut self, found: &mut Found, value: ValueId, site: &CallSite) -> bool {
        let Op::Call(call) = self.function.ops[value as usize] else { return false };
        if !["dlsym", "dlvsym", "GetProcAddress"].iter().any(|name| self.calls_builtin(call, name)) {
            return false;
        }
        let args = self.function.calls[call as usize].args.of(&self.function.args);
        let Some(Op::Const(constant)) = args.get(1).map(|arg| self.function.ops[arg.value as usize]) else { return false };
        let Some(name) = self.own.facts.const_str(constant) else { return false };
        let base = &self.linker.base;
        let name = base.tree.names.intern(name);
        let entity = base.global(self.file, name);
        self.call_entity(found, entity, site);
        true
    }

    pub(super) fn is_dynamic(&self, value: ValueId) -> bool {
        match self.function.ops[value as usize] {
            Op::Call(call) => {
                ["getattr", "eval", "__import__", "dlsym", "GetProcAddress"].iter().any(|name| self.calls_builtin(call, name))
            }
            _ => false,
        }
    }

    fn calls_builtin(&self, call: u32, name: &str) -> bool {
        let external = self.links.calls[call as usize].external;
        external.is_some_and(|path| *self.linker.base.tree.names.text(path) == *name)
    }
}
