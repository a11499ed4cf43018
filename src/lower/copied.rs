//! Members that are copied one by one: `to[key] = from[key]`, and `to[key] = value` in a round over the entries of `from`.
//! Whatever the key is, it is the same on both sides: the object that is written gets what the other one has, under the same
//! names. (Scripts; written so by hand, and by what compilers put in place of `{...from}`.)

use smallvec::SmallVec;

use super::machine::Lowerer;
use super::outline::Node;
use crate::ir::{Arg, Callee, Op, Selector, ValueId};

/// Casts looked through.
const MAX_STEPS: usize = 4;

impl<'t> Lowerer<'_, 't> {
    /// `base[index]`, read as `found` under a name that is not known.
    pub(crate) fn note_read(&mut self, found: ValueId, index: ValueId) {
        if self.roles.scoping.members_by_key && matches!(self.body.op(found), Op::Get(_, Selector::Any)) {
            self.body.read_at.insert(found, index);
        }
    }

    /// `to[index] = value`: true when it copies a member, which is then written down as `Object.assign(to, from)`.
    pub(crate) fn copies_member(&mut self, to: ValueId, index: ValueId, value: ValueId, node: Node<'t>) -> bool {
        let Some(from) = self.copied_from(index, value).filter(|&from| from != to) else { return false };
        let object = self.file.strings.intern("Object");
        let assign = self.file.strings.intern("assign");
        let receiver = self.read(object, node);
        let args: SmallVec<[Arg; 2]> = [to, from].into_iter().map(|value| Arg { value, keyword: None, spread: false }).collect();
        let span = self.span(node);
        self.body.call(Callee::Method { receiver, symbol: assign }, &args, false, span);
        true
    }

    /// The object whose member under the same name `value` is.
    fn copied_from(&self, index: ValueId, value: ValueId) -> Option<ValueId> {
        let value = self.without_casts(value);
        match (self.body.op(value), self.body.op(index)) {
            (Op::Get(base, Selector::Any), _) if self.body.read_at.get(&value) == Some(&index) => Some(base),
            (Op::Get(entry, Selector::Index(1)), Op::Get(same, Selector::Index(0))) if entry == same => self.entries_of(entry),
            _ => None,
        }
    }

    /// What a round over `Object.entries(from)` is over.
    fn entries_of(&self, entry: ValueId) -> Option<ValueId> {
        let Op::Get(list, Selector::Element) = self.body.op(entry) else { return None };
        let Op::Call(call) = self.body.op(self.without_casts(list)) else { return None };
        let site = self.body.function.calls[call as usize];
        let Callee::Method { receiver, symbol } = site.callee else { return None };
        let of_object = matches!(self.body.op(receiver), Op::Name(name) if self.file.strings.text(name) == "Object");
        let is_entries = of_object && self.file.strings.text(symbol) == "entries";
        site.args.of(&self.body.function.args).first().filter(|_| is_entries).map(|arg| arg.value)
    }

    fn without_casts(&self, value: ValueId) -> ValueId {
        let mut at = value;
        for _ in 0..MAX_STEPS {
            match self.body.op(at) {
                Op::Cast(inner, _) | Op::Copy(inner) => at = inner,
                _ => break,
            }
        }
        at
    }
}
