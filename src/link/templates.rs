//! Templates of C++ without instantiating them: a parameter of a class template stands for what all uses of the template
//! in the tree give for it, if that is one class, classes with a common base, or one type of a library.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::classes::Classes;
use super::includes::Closure;
use super::linkage::Linkage;
use super::names::Base;
use super::program::{ClassId, FileId, Ty};
use super::scopes::Scope;
use super::spaces::Lookup;
use crate::ir::{TypeDecl, TypeKind};

/// Types that are remembered of one parameter.
const MAX_TYPES: usize = 16;

/// By parameter (a type of its class that is declared without saying what it is): what it stands for.
pub(super) type Given = FxHashMap<ClassId, Ty>;

pub(super) fn given(base: &Base<'_>, linkage: &Linkage, classes: &Classes, scopes: &[Scope]) -> Given {
    let mut all: FxHashMap<ClassId, SmallVec<[Ty; 2]>> = FxHashMap::default();
    let mut closure = Closure::new(base.tree.files.len());
    let empty = Given::default();
    for (id, file) in base.tree.files.iter().enumerate().filter(|(_, file)| file.has_spaces) {
        let instances = file.facts.types.iter().filter(|decl| is_instance(decl));
        let mut set = false;
        for decl in instances {
            if !std::mem::replace(&mut set, true) {
                closure.set(id as FileId, &base.includes);
            }
            let lookup =
                Lookup { base, linkage, file: id as FileId, closure: &closure, spaces: &scopes[id].spaces, given: &empty };
            let Some(Ty::Class(template)) = lookup.ty(0, file.facts.text(decl.bases[0])) else { continue };
            for (parameter, &argument) in parameters(base, template).into_iter().zip(&decl.bases[1..]) {
                let ty = match lookup.ty(0, file.facts.text(argument)) {
                    Some(Ty::Class(class)) => Ty::Class(classes.canonical(class)),
                    Some(Ty::External(name)) if base.tree.names.text(name).contains('.') => Ty::External(name),
                    // A number, or a parameter of the template around it: what comes in there comes from other uses.
                    Some(_) | None => continue,
                };
                let known = all.entry(parameter).or_default();
                if known.len() < MAX_TYPES && !known.contains(&ty) {
                    known.push(ty);
                }
            }
        }
    }
    #[allow(clippy::iter_over_hash_type, reason = "each entry is made on its own")]
    let given = all.into_iter().filter_map(|(parameter, found)| Some((parameter, common(classes, &found)?))).collect();
    given
}

/// `Name<A>` is an alias of the template; its further bases are the arguments.
fn is_instance(decl: &TypeDecl) -> bool {
    decl.kind == TypeKind::Alias && decl.bases.len() > 1
}

/// The parameters of a template, in order: they are declared right behind it.
fn parameters(base: &Base<'_>, template: ClassId) -> SmallVec<[ClassId; 4]> {
    let file = base.tree.file_of_class(template);
    let first = (template - file.first_class) as usize + 1;
    let name = file.facts.text(file.ty(template).name);
    let behind = file.facts.types.iter().enumerate().skip(first);
    let is_own = |decl: &TypeDecl| {
        let text = file.facts.text(decl.name);
        decl.kind == TypeKind::Alias && decl.bases.is_empty() && text.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
    };
    behind.take_while(|(_, decl)| is_own(decl)).map(|(ix, _)| file.first_class + ix as ClassId).collect()
}

/// The one type, or the nearest class that all are.
fn common(classes: &Classes, found: &[Ty]) -> Option<Ty> {
    let (&first, others) = found.split_first()?;
    if others.is_empty() {
        return Some(first);
    }
    let is = |ty: &Ty, class: ClassId| matches!(*ty, Ty::Class(other) if classes.is_descendant(other, class));
    let Ty::Class(first) = first else { return None };
    classes.order(first).iter().copied().find(|&class| others.iter().all(|other| is(other, class))).map(Ty::Class)
}
