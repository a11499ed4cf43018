//! Calls of C++: methods called by their bare names, overloads by their number of arguments, members made by constructors.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::found::Found;
use super::pass::Pass;
use super::program::{Binding, FileId, FnId, NameId, Rung, Slot, Ty};
use super::shape::Entity;
use super::tree::File;
use crate::ir::{Arg, CallSite, ParamKind, STATIC, ValueId};

/// Most files that one is taken to include.
const MAX_INCLUDED: usize = 4096;

impl Pass<'_, '_> {
    /// `: member(a, b)` constructs what the member is declared as.
    pub(super) fn construct_member(&mut self, found: &mut Found, member: ValueId, site: &CallSite) -> bool {
        let value = self.value(member);
        if matches!(value.entity, Entity::Class(_) | Entity::External(_)) {
            return false;
        }
        for (ty, _) in value.shape.types.iter() {
            match ty {
                Ty::Class(class) => self.construct(found, class, Rung::R3, Some(site)),
                Ty::External(path) => self.call_external(found, path, site),
                Ty::ClassObject(_) => {}
            }
        }
        !value.shape.types.is_empty()
    }

    /// The method that a call of an object runs.
    pub(super) fn call_operator(&self) -> NameId {
        let special = &self.linker.base.tree.special;
        if self.own.has_spaces { special.apply } else { special.call }
    }

    /// Rows say what a call of an object of this type of a library does.
    pub(super) fn is_callable(&self, ty: NameId) -> bool {
        let names = &self.linker.base.tree.names;
        !self.linker.base.rows(self.file).method(&names.text(ty), &names.text(self.call_operator())).is_empty()
    }

    /// The file itself or one it imports directly.
    pub(super) fn imports_file_of(&self, method: FnId) -> bool {
        let home = self.linker.base.tree.function_files[method as usize];
        home == self.file || self.linker.base.includes[self.file as usize].contains(&home)
    }

    /// Whether the method can take these arguments after its receiver.
    pub(super) fn fits(&self, method: FnId, given: &[Arg]) -> bool {
        let function = self.linker.base.tree.function(method);
        let takes_rest = function.params.iter().any(|param| param.kind == ParamKind::Rest);
        let positional = function.params.iter().filter(|param| param.kind == ParamKind::Positional).count();
        let sent = given.iter().filter(|arg| arg.keyword.is_none() && !arg.spread).count();
        takes_rest || sent <= positional
    }

    /// A function by name. In C++ it may be a method, called on the current object or on none.
    pub(super) fn call_function(&mut self, found: &mut Found, function: FnId, site: &CallSite) {
        let target = self.linker.base.tree.function(function);
        let home = self.linker.base.tree.file_of(function);
        if !self.own.has_spaces || target.owner.is_none() {
            return self.plain(found, function, Binding::Plain, site);
        }
        let own = self.linker.base.tree.function_files[function as usize] == self.file;
        self.member(found, function, if own { Rung::R0 } else { Rung::R1 }, false, Some(site));
        let name = home.name(target.name);
        if let Some(class) = self.owner_around()
            && let Some(owner) = target.owner.map(|owner| self.linker.classes.canonical(home.first_class + owner))
            && class != owner
            && self.linker.classes.is_descendant(class, owner)
        {
            // An inherited method may be overridden here, or below.
            self.object_method(found, class, false, name, Rung::R2, Some(site));
        } else if let Some(class) = self.owner_around()
            && self.linker.classes.own_method(class, name).is_some()
        {
            self.object_method(found, class, false, name, Rung::R2, Some(site));
        }
    }

    /// A method that the class declares and leaves to others to define: overrides of classes below.
    pub(super) fn call_prototype(&mut self, found: &mut Found, slot: Slot, site: &CallSite) -> bool {
        let Slot::Field { class, name } = slot else { return false };
        self.own.has_spaces && self.object_method(found, class, false, name, Rung::R2, Some(site))
    }

    /// Of overloads those that can take the arguments; all if none can (C++).
    pub(super) fn fitting(&self, all: SmallVec<[FnId; 2]>, site: Option<&CallSite>) -> SmallVec<[FnId; 2]> {
        let Some(site) = site.filter(|_| self.own.has_spaces && all.len() > 1) else { return all };
        let given = site.args.of(&self.function.args);
        let kept: SmallVec<[FnId; 2]> = all.iter().copied().filter(|&function| self.fits(function, given)).collect();
        if kept.is_empty() { all } else { kept }
    }

    /// A bare name that stands in the namespace of an argument's type (C++): `getline(stream, line)` is `std::getline`.
    pub(super) fn beside_arguments(&self, name: NameId, site: &CallSite) -> Option<NameId> {
        let (rows, names) = (self.linker.base.rows(self.file), &self.linker.base.tree.names);
        let text = names.text(name);
        if !self.own.has_spaces || text.contains('.') {
            return None;
        }
        let types = site.args.of(&self.function.args).iter().flat_map(|arg| self.value(arg.value).shape.types.iter());
        let externals = types.filter_map(|(ty, _)| if let Ty::External(path) = ty { Some(names.text(path)) } else { None });
        let mut beside = externals.filter_map(|path| Some(format!("{}.{}", path.rsplit_once('.')?.0, &*text)));
        beside.find(|path| !rows.function(path).is_empty()).map(|path| names.intern(&path))
    }

    /// All definitions of a method, in whatever file.
    pub(super) fn overloads(&self, method: FnId) -> SmallVec<[FnId; 2]> {
        let tree = &self.linker.base.tree;
        let elsewhere = self.linker.classes.elsewhere(method).iter().copied();
        std::iter::once(method).chain(elsewhere).flat_map(|method| tree.file_of(method).twins_of(method)).collect()
    }
}

/// Methods that are defined outside of their class, where a file that they see declares them `static`: whoever calls one that
/// was handed on gives it no object. `includes`: by file, those that it includes itself. Sorted.
pub(super) fn statics(files: &[File<'_>], includes: &[Vec<FileId>]) -> Vec<FnId> {
    let mut said: FxHashMap<String, Vec<FileId>> = FxHashMap::default();
    for (id, file) in (0..).zip(files).filter(|(_, file)| file.has_spaces) {
        for name in file.facts.declares.iter().filter_map(|&symbol| file.facts.text(symbol).strip_prefix(STATIC)) {
            said.entry(name.to_owned()).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    for (id, file) in (0..).zip(files).filter(|(_, file)| file.has_spaces && !said.is_empty()) {
        let mut seen: Option<FxHashSet<FileId>> = None;
        for (ix, function) in (0..).zip(&file.facts.functions) {
            let Some(owner) = function.owner else { continue };
            if function.params.first().is_none_or(|first| first.kind != ParamKind::Receiver) {
                continue;
            }
            let class = file.facts.text(file.facts.types[owner as usize].name);
            let Some(by) = said.get(&format!("{class}.{}", file.facts.text(function.name))) else { continue };
            let seen = seen.get_or_insert_with(|| included(id, includes));
            if by.iter().any(|by| seen.contains(by)) {
                found.push(file.first_function + ix);
            }
        }
    }
    found
}

/// The file and all that it includes, by way of others too.
fn included(file: FileId, includes: &[Vec<FileId>]) -> FxHashSet<FileId> {
    let mut seen = FxHashSet::from_iter([file]);
    let mut open = vec![file];
    while let Some(file) = open.pop().filter(|_| seen.len() < MAX_INCLUDED) {
        open.extend(includes[file as usize].iter().copied().filter(|&next| seen.insert(next)));
    }
    seen
}
