//! Look-ups in tables by bits of data (`ALPHABET[byte >> 2]`, `S[(word >> 24) & 0xff]`): encodings and ciphers that are
//! written by hand. What is found spells what was looked for, so the data goes on in it.
//! Buckets (`table[hash & mask]`) are not meant: there the number of bits is no constant.

use super::machine::{Lowerer, Step, Task};
use super::outline::Node;
use super::roles::{Part, Role};

/// Operators looked into for one that takes bits out of a number.
const MAX_OPERATORS: usize = 8;

impl<'t> Lowerer<'_, 't> {
    /// The subscript takes an element by bits of a number, and what wants the element computes with it, hands it on or puts
    /// it among others.
    pub(super) fn spells(&self, subscript: Node<'t>) -> bool {
        let Some(index) = self.part(subscript, Part::Index) else { return false };
        self.takes_bits(index) && self.is_computed_with()
    }

    fn takes_bits(&self, index: Node<'t>) -> bool {
        let mut open = vec![index];
        for _ in 0..MAX_OPERATORS {
            let Some(node) = open.pop() else { break };
            let of = |part| self.part(node, part);
            match self.role(node) {
                Role::Group | Role::Cast => open.extend(of(Part::Value).or_else(|| self.only_child(node))),
                Role::Binary => {
                    let operands = [of(Part::Object), of(Part::Value)];
                    let by_constant = operands.iter().flatten().any(|&operand| self.role(operand) == Role::Int);
                    match self.operator(node) {
                        b">>" | b">>>" => return true,
                        b"&" if by_constant => return true,
                        _ => open.extend(operands.into_iter().flatten()),
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// What comes next with the value that is in hand. Whoever takes a member of it, its address or keeps it under a name
    /// means the element itself.
    fn is_computed_with(&self) -> bool {
        let mut next = self.tasks.iter().rev();
        let first = next.next();
        let step = match first {
            // The other operand comes first.
            Some(Task::Value(_)) => next.next(),
            first => first,
        };
        match step {
            Some(Task::Then(Step::Binary | Step::Concat, ..)) => true,
            Some(Task::Then(Step::Arg | Step::Augment | Step::Return | Step::Entry, ..)) => {
                !matches!(first, Some(Task::Value(_)))
            }
            Some(Task::Then(Step::Assigned, node, _)) => {
                let target = self.part(*node, Part::Bind);
                target.is_some_and(|target| matches!(self.role(target), Role::Index | Role::Pointer))
            }
            _ => false,
        }
    }
}
