//! Programs of the tree that others start: which script a call names among its constants.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::arguments::CallSite;
use super::domain::Site;
use super::scope::Scope;
use super::spread::Spread;
use crate::ir::{Const, Op, ValueId};
use crate::link::{FileId, Program};

/// Most values that are looked at for one call.
const MAX_VALUES: usize = 64;

/// Files by their last name.
pub(super) struct Scripts {
    by_name: FxHashMap<String, Vec<FileId>>,
    /// What calls were found to start.
    known: FxHashMap<Site, Option<FileId>>,
}

impl Scripts {
    pub(super) fn of(program: &Program) -> Self {
        let mut by_name: FxHashMap<String, Vec<FileId>> = FxHashMap::default();
        for (id, file) in program.files.iter().enumerate() {
            by_name.entry(last_part(&file.path).to_owned()).or_default().push(id as FileId);
        }
        Self { by_name, known: FxHashMap::default() }
    }

    /// The only file that a command line may mean by one of its words.
    fn named(&self, program: &Program, text: &str) -> Option<FileId> {
        text.split_whitespace().find_map(|word| {
            let word = word.trim_matches(['"', '\'']);
            let word = word.strip_prefix("./").unwrap_or(word);
            let candidates = self.by_name.get(last_part(word))?;
            if let &[only] = candidates.as_slice() {
                return Some(only);
            }
            let mut fitting = candidates.iter().filter(|&&file| ends_with(&program.files[file as usize].path, word));
            fitting.next().copied().filter(|_| fitting.next().is_none())
        })
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Whole parts of a path alone.
fn ends_with(path: &str, tail: &str) -> bool {
    path.strip_suffix(tail).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

impl Spread<'_> {
    /// The file of the tree that a call starts as a program, or that the process it is a method of was started from.
    pub(super) fn child(&mut self, scope: &Scope<'_>, laid: &CallSite) -> Option<FileId> {
        let site = scope.site(laid.at);
        if let Some(&known) = self.scripts.known.get(&site) {
            return known;
        }
        let args = laid.given();
        let found = self.script_in(scope, args.chain(laid.receiver).collect());
        let found = found.filter(|&file| file != scope.links.file);
        self.scripts.known.insert(site, found);
        found
    }

    fn script_in(&self, scope: &Scope<'_>, mut open: SmallVec<[ValueId; 8]>) -> Option<FileId> {
        let mut seen: SmallVec<[ValueId; 16]> = SmallVec::new();
        open.reverse();
        while let Some(value) = open.pop() {
            let value = scope.body.same(value);
            if seen.contains(&value) || seen.len() >= MAX_VALUES {
                continue;
            }
            seen.push(value);
            if let Some(file) = scope.links.constant(value).and_then(|text| self.scripts.named(self.program, text)) {
                return Some(file);
            }
            let function = scope.function;
            match function.ops[value as usize] {
                Op::Const(constant) => {
                    if let Const::Str(symbol) = scope.facts.consts[constant as usize]
                        && let Some(file) = self.scripts.named(self.program, scope.facts.text(symbol))
                    {
                        return Some(file);
                    }
                }
                Op::Literal(_, range) => open.extend(range.of(&function.entries).iter().rev().map(|&(_, value)| value)),
                Op::Concat(range) | Op::Phi(range) => open.extend(range.of(&function.operands).iter().rev().copied()),
                Op::Bin(_, left, right) => open.extend([right, left]),
                Op::Get(base, _) => open.push(base),
                Op::Call(call) => {
                    let laid = scope.laid_out(call);
                    open.extend(laid.receiver);
                    open.extend(laid.positional.iter().rev().copied());
                }
                _ => {}
            }
        }
        None
    }
}
