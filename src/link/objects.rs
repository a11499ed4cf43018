//! Objects of scripts that have no class: which functions they have under which names, and which interface they stand
//! for where one is declared. And functions that a library hands back in another form.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::family::Family;
use super::found::Found;
use super::linkage::MAX_CANDIDATES;
use super::pass::Pass;
use super::program::{Binding, ClassId, FnId, NameId, Rung, Ty};
use super::shape::{Entity, Shape};
use super::tree::{File, Tree};
use crate::ir::{Arg, CallIx, CallSite, Function, LiteralKind, Op, Selector, Symbol, TypeKind, ValueId};
use crate::models::Returns;

/// Copies and casts looked through.
const MAX_STEPS: usize = 8;
/// Objects in objects that are looked at for one declaration.
const MAX_OBJECTS: usize = 64;

/// By name: the functions that objects have as members, in function order.
pub(super) fn members(tree: &Tree<'_>) -> FxHashMap<NameId, Vec<FnId>> {
    let mut members: FxHashMap<NameId, Vec<FnId>> = FxHashMap::default();
    for file in tree.files.iter().filter(|file| file.family == Family::Scripts) {
        for function in &file.facts.functions {
            for op in &function.ops {
                let Op::Literal(LiteralKind::Dict, range) = *op else { continue };
                for &(selector, value) in range.of(&function.entries) {
                    if let (Selector::Field(name), Some(member)) = (selector, function_of(file, function, value)) {
                        let list = members.entry(file.name(name)).or_default();
                        if !list.contains(&member) && list.len() <= MAX_CANDIDATES {
                            list.push(member);
                        }
                    }
                }
            }
        }
    }
    members
}

/// The function that a value is, where it stands in the same body or at file level.
fn function_of(file: &File<'_>, function: &Function, value: ValueId) -> Option<FnId> {
    match function.ops[plain(function, value) as usize] {
        Op::Closure(ix) => Some(file.first_function + ix),
        Op::Name(symbol) => file.functions.get(&file.name(symbol)).copied(),
        _ => None,
    }
}

/// A value without copies and casts.
fn plain(function: &Function, value: ValueId) -> ValueId {
    let mut at = value;
    for _ in 0..MAX_STEPS {
        match function.ops[at as usize] {
            Op::Copy(inner) | Op::Cast(inner, _) | Op::Await(inner) => at = inner,
            _ => break,
        }
    }
    at
}

impl Pass<'_, '_> {
    pub(super) fn is_interface(&self, class: ClassId) -> bool {
        self.linker.base.tree.class(class).kind == TypeKind::Interface
    }

    /// An object, or a list of some, written out in this body.
    pub(super) fn is_object(&self, value: ValueId) -> bool {
        matches!(self.function.ops[plain(self.function, value) as usize], Op::Literal(..) | Op::Phi(_))
    }

    /// What a parameter of a function of the tree is declared to be.
    pub(super) fn declared_param(&self, callee: FnId, declared: Option<Symbol>) -> Option<Shape> {
        let file = self.linker.base.tree.function_files[callee as usize];
        let ix = callee - self.linker.base.tree.files[file as usize].first_function;
        self.linker.scopes[file as usize].shape(ix, declared?)
    }

    /// An object written where an interface is declared: calls of the interface's members run what the object has under
    /// their names. In lists and members the same again.
    pub(super) fn stands_for(&mut self, declared: Shape, value: ValueId) {
        if !self.is_script() {
            return;
        }
        let mut open: SmallVec<[(Shape, ValueId); 4]> = SmallVec::from_elem((declared, value), 1);
        let mut steps = 0;
        while let Some((declared, value)) = open.pop() {
            steps += 1;
            if steps > MAX_OBJECTS {
                return;
            }
            let value = plain(self.function, value);
            match self.function.ops[value as usize] {
                Op::Phi(range) => {
                    let operands = range.of(&self.function.operands).iter();
                    open.extend(operands.filter(|&&operand| operand < value).map(|&operand| (declared, operand)));
                }
                Op::Literal(LiteralKind::List, range) if !declared.elements.is_empty() => {
                    let element = Shape::of_types(declared.elements);
                    open.extend(range.of(&self.function.entries).iter().map(|&(_, entry)| (element, entry)));
                }
                Op::Literal(LiteralKind::Dict, range) => {
                    let interface = declared.types.iter().find_map(|(ty, _)| match ty {
                        Ty::Class(class) if self.is_interface(class) => Some(class),
                        _ => None,
                    });
                    for &(selector, entry) in range.of(&self.function.entries) {
                        match (interface, selector) {
                            (Some(class), Selector::Field(name)) => {
                                let member = self.member_of_interface(class, self.own.name(name), entry);
                                open.extend(member.map(|declared| (declared, entry)));
                            }
                            // A table of them.
                            (None, _) if !declared.elements.is_empty() => open.push((Shape::of_types(declared.elements), entry)),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// What an object has under the name of a member; gives what the member is declared to be.
    fn member_of_interface(&mut self, class: ClassId, name: NameId, entry: ValueId) -> Option<Shape> {
        let slot = self.linker.classes.field(class, name);
        self.note_member(slot, entry, false);
        if let Entity::Function(function) = self.value(entry).entity
            && let Some(given) = self.given_by(class, name)
            && self.linker.base.tree.function(function).returns.is_none()
        {
            self.observed.returns.push((function, given));
        }
        self.linker.declared.get(&slot).copied()
    }

    /// What calls of an interface's member are declared to give.
    fn given_by(&self, class: ClassId, name: NameId) -> Option<Shape> {
        let names = &self.linker.base.tree.names;
        let called = names.intern(&format!("{}()", &*names.text(name)));
        self.linker.declared.get(&self.linker.classes.field(class, called)).copied()
    }

    /// An object that is returned where an interface is declared, or is known from the object that has the function.
    pub(super) fn returned_object(&mut self, value: ValueId) {
        if !self.is_script() || !self.is_object(value) {
            return;
        }
        let declared = self.function.returns.and_then(|symbol| self.scope.shape(self.ix, symbol));
        if let Some(declared) = declared.or_else(|| self.known.returns.get(&self.id).copied()) {
            self.stands_for(declared, value);
        }
    }

    /// A call of an interface's member: what objects that stand for the interface have there. False when none is known.
    pub(super) fn interface_member(
        &mut self,
        found: &mut Found,
        class: ClassId,
        name: NameId,
        rung: Rung,
        site: &CallSite,
    ) -> bool {
        if let Some(given) = self.given_by(class, name) {
            found.shape.add(given);
        }
        if self.linker.classes.declarer(class, name).is_none() {
            return false;
        }
        let slot = self.linker.classes.field(class, name);
        self.call_field(site.op, slot);
        let values = self.known.values.get(&slot).cloned().unwrap_or_default();
        let sure = values.len() == 1 && found.targets.edges.is_empty();
        for value in values {
            match value {
                Entity::Function(function) => {
                    let takes = self.linker.base.takes_receiver(function);
                    let binding = if takes { Binding::Receiver } else { Binding::Plain };
                    found.edge(function, if sure { rung } else { Rung::R4 }, binding);
                }
                Entity::External(path) => self.call_external(found, path, site),
                _ => {}
            }
        }
        found.is_bound()
    }

    /// A method of an object of which nothing is known: the one function that objects have under that name, in the whole
    /// tree or in the files that this one imports.
    pub(super) fn guessed_in_objects(&self, found: &mut Found, name: NameId, given: &[Arg]) {
        if !self.is_script() {
            return;
        }
        let all = self.linker.in_objects.get(&name).map_or(&[][..], Vec::as_slice);
        let fitting: SmallVec<[FnId; 4]> = all.iter().copied().filter(|&function| self.fits(function, given)).collect();
        let near: SmallVec<[FnId; 4]> = fitting.iter().copied().filter(|&function| self.imports_file_of(function)).collect();
        let ((&[only], _) | (_, &[only])) = (fitting.as_slice(), near.as_slice()) else { return };
        let takes = self.linker.base.takes_receiver(only);
        found.edge(only, Rung::R5, if takes { Binding::Receiver } else { Binding::Plain });
    }

    /// `promisify(fs.readFile)` is `fs.promises.readFile`: of a function that a row says is handed back, the library's
    /// form without a callback, if rows know one.
    pub(super) fn wrapped(&self, call: CallIx) -> Entity {
        let (rows, names) = (self.linker.base.rows(self.file), &self.linker.base.tree.names);
        let learns = self.is_script() || self.own.family == Family::Modules;
        let Some(Returns::Arg(number)) = rows.returns(&self.links.calls[call as usize].rows).filter(|_| learns) else {
            return Entity::None;
        };
        let args = self.function.calls[call as usize].args.of(&self.function.args);
        let Some(given) = args.get(usize::from(*number)).filter(|arg| !arg.spread) else { return Entity::None };
        let Entity::External(path) = self.value(given.value).entity else { return Entity::None };
        let text = names.text(path);
        let promised =
            text.rsplit_once('.').filter(|_| self.is_script()).map(|(module, name)| format!("{module}.promises.{name}"));
        match promised.filter(|promised| !rows.function(promised).is_empty()) {
            Some(promised) => Entity::External(names.intern(&promised)),
            None if !rows.callable(&text).is_empty() => Entity::External(path),
            None => Entity::None,
        }
    }
}
