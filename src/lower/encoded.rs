//! Tables by which text is encoded: `HEX[byte >> 4]` says as much as the byte does, though the table holds none of it. A place
//! that is worked out bit by bit is taken for such a byte; one that is counted is not.
//!
//! In C and C++ the same is how hash tables find their entries (`table[hash & mask]`), which say nothing of the key: there
//! it counts only for a text, and where what is found is written on or put together.

use rustc_hash::{FxHashMap, FxHashSet};

use super::machine::Lowerer;
use super::outline::Node;
use crate::ir::{Arg, Const, Op, Selector, Symbol, ValueId};

/// Methods that give one sign of a text.
const ONE_SIGN: [&str; 3] = ["charAt", "at", "codePointAt"];

/// Members of events in which the code of a key lies: of Linux, Windows, X and browsers. Sorted.
const KEY_CODES: [&str; 8] = ["code", "keyCode", "keycode", "keysym", "rawCode", "scanCode", "vkCode", "wVirtualKeyCode"];

/// What one function looks up by places made of bits.
#[derive(Debug, Default)]
pub(crate) struct Encoded {
    /// Values that bits were cut out of or put together for.
    bits: FxHashSet<ValueId>,
    /// What was found in a table, and by which of those values.
    found: FxHashMap<ValueId, ValueId>,
}

impl Encoded {
    pub(crate) fn clear(&mut self) {
        self.bits.clear();
        self.found.clear();
    }

    /// A cast of a value, or one of several of which it is one.
    pub(crate) fn stands_for(&mut self, value: ValueId, as_value: ValueId) {
        if self.bits.contains(&value) {
            self.bits.insert(as_value);
        }
        if let Some(&index) = self.found.get(&value) {
            self.found.insert(as_value, index);
        }
    }
}

impl<'t> Lowerer<'_, 't> {
    /// What an operator made.
    pub(crate) fn note_bits(&mut self, operator: &[u8], value: ValueId) {
        let cuts = matches!(operator, b"&" | b"|" | b"^" | b">>" | b">>>" | b"<<");
        if cuts && matches!(self.body.op(value), Op::Bin(..)) {
            self.body.encoded.bits.insert(value);
        }
    }

    /// `base[index]`, read as `found`.
    pub(crate) fn looked_up(&mut self, base: ValueId, index: ValueId, found: ValueId, node: Node<'t>) -> ValueId {
        if self.is_key_code(index) {
            let span = self.span(node);
            return self.body.phi(&[found, index], span);
        }
        if !self.body.encoded.bits.contains(&index) {
            return found;
        }
        let text = matches!(self.constant_of(base), Some(Const::Str(_) | Const::Bytes(_)));
        if self.has_bare_tables() && !text {
            self.body.encoded.found.insert(found, index);
            return found;
        }
        let span = self.span(node);
        self.body.phi(&[found, index], span)
    }

    /// The code of a key, by the name of the member that it lies in: what stands in a table under it says which key it is.
    fn is_key_code(&self, index: ValueId) -> bool {
        let Op::Get(_, Selector::Field(name)) = self.body.op(index) else { return false };
        KEY_CODES.binary_search(&self.file.strings.text(name)).is_ok()
    }

    /// `text.charAt(index)`, called as `value`.
    pub(crate) fn one_sign(&mut self, method: Symbol, args: &[Arg], value: ValueId, node: Node<'t>) -> ValueId {
        let is_place = |arg: &&Arg| self.body.encoded.bits.contains(&arg.value);
        let place = args.first().filter(is_place).map(|arg| arg.value);
        match place.filter(|_| ONE_SIGN.contains(&self.file.strings.text(method))) {
            Some(index) => {
                let span = self.span(node);
                self.body.phi(&[value, index], span)
            }
            None => value,
        }
    }

    /// A value that is written on: with the place that it was found at.
    pub(crate) fn with_place(&mut self, value: ValueId, node: Node<'t>) -> ValueId {
        match self.body.encoded.found.get(&value).copied() {
            Some(index) => {
                let span = self.span(node);
                self.body.phi(&[value, index], span)
            }
            None => value,
        }
    }

    /// C and C++.
    fn has_bare_tables(&self) -> bool {
        !self.roles.method_calls || self.roles.captures
    }
}
