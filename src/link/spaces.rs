//! C++: where names and types are looked up, from inside out: the class of a function and its bases, the namespaces
//! around it, `using` directives, declarations and aliases in sight. Names are dotted paths.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::classes::Classes;
use super::includes::Closure;
use super::linkage::Linkage;
use super::names::Base;
use super::program::{ClassId, FileId, FnId, NameId, Slot, Ty};
use super::shape::Entity;
use super::templates::Given;
use super::words::is_c_primitive;
use crate::ir::{FileFacts, FunctionIx, Symbol, TypeIx, TypeKind};

/// A chain of aliases is followed this far.
const MAX_ALIASES: usize = 8;
/// Enclosing functions are looked through this far.
const MAX_NESTING: usize = 64;
/// Namespaces that one file uses or opens, at most.
const MAX_SPACES: usize = 64;

/// Index into [`Spaces::chains`].
pub(super) type SpaceIx = u32;

/// Where `::name` is looked up: the global namespace and nothing before it.
const GLOBAL: SpaceIx = SpaceIx::MAX;

/// Where a name is looked up: dotted paths, innermost first; the global namespace goes without saying.
type Chain = SmallVec<[NameId; 4]>;

/// The places of one file in which names are looked up.
#[derive(Default)]
pub(super) struct Spaces {
    chains: Vec<Chain>,
    ids: FxHashMap<NameId, SpaceIx>,
    /// By function, type and global of the file.
    pub(super) functions: Vec<SpaceIx>,
    pub(super) types: Vec<SpaceIx>,
    pub(super) globals: Vec<SpaceIx>,
    /// Types that only add members to a type that is declared elsewhere, and that type.
    pub(super) outside: FxHashMap<TypeIx, ClassId>,
    /// Namespaces that are used as a whole, in sight.
    directives: Vec<NameId>,
}

/// One file's look-up: everything it needs.
pub(super) struct Lookup<'l, 'a> {
    pub(super) base: &'l Base<'a>,
    pub(super) linkage: &'l Linkage,
    pub(super) file: FileId,
    pub(super) closure: &'l Closure,
    pub(super) spaces: &'l Spaces,
    /// What parameters of templates stand for.
    pub(super) given: &'l Given,
}

impl Spaces {
    pub(super) fn of(base: &Base<'_>, linkage: &Linkage, file: FileId, closure: &Closure) -> Self {
        let facts = base.tree.files[file as usize].facts;
        let mut spaces = Self { directives: linkage.directives(closure), ..Self::default() };
        // Code of the file itself stands in any of the namespaces that the file opens.
        let opened = opened(base, facts);
        spaces.chains.push(opened);
        spaces.find_outside(base, linkage, file, closure);
        spaces.types = (0..facts.types.len()).map(|ix| spaces.of_type(base, file, ix as TypeIx)).collect();
        spaces.globals = facts.globals.iter().map(|global| spaces.around(base, facts.text(global.name))).collect();
        for ix in 0..facts.functions.len() as FunctionIx {
            let space = spaces.of_function(base, file, ix);
            spaces.functions.push(space);
        }
        spaces
    }

    /// The namespace that a dotted name stands in.
    fn around(&mut self, base: &Base<'_>, name: &str) -> SpaceIx {
        match name.rsplit_once('.') {
            Some((outer, _)) => self.space(base, outer),
            None => self.space(base, ""),
        }
    }

    fn space(&mut self, base: &Base<'_>, path: &str) -> SpaceIx {
        let name = base.tree.names.intern(path);
        if let Some(&known) = self.ids.get(&name) {
            return known;
        }
        let mut chain = Chain::new();
        let mut rest = path;
        while !rest.is_empty() && chain.len() < MAX_NESTING {
            chain.push(base.tree.names.intern(rest));
            rest = rest.rsplit_once('.').map_or("", |(outer, _)| outer);
        }
        self.chains.push(chain);
        let id = self.chains.len() as SpaceIx - 1;
        self.ids.insert(name, id);
        id
    }

    fn find_outside(&mut self, base: &Base<'_>, linkage: &Linkage, file: FileId, closure: &Closure) {
        let own = &base.tree.files[file as usize];
        for (ix, decl) in own.facts.types.iter().enumerate().filter(|(_, decl)| decl.kind == TypeKind::Outside) {
            let text = own.facts.text(decl.name);
            let (outer, last) = text.rsplit_once('.').unwrap_or(("", text));
            let space = self.space(base, outer);
            let lookup = Lookup { base, linkage, file, closure, spaces: self, given: &Given::default() };
            if let Some(Ty::Class(class)) = lookup.ty(space, last) {
                self.outside.insert(ix as TypeIx, class);
            }
        }
    }

    fn of_type(&mut self, base: &Base<'_>, file: FileId, ix: TypeIx) -> SpaceIx {
        let (home, decl) = match self.outside.get(&ix) {
            Some(&class) => (base.tree.file_of_class(class).facts, base.tree.class(class)),
            None => {
                let facts = base.tree.files[file as usize].facts;
                (facts, &facts.types[ix as usize])
            }
        };
        self.space(base, home.text(decl.name))
    }

    fn of_function(&mut self, base: &Base<'_>, file: FileId, ix: FunctionIx) -> SpaceIx {
        let facts = base.tree.files[file as usize].facts;
        let function = &facts.functions[ix as usize];
        match (function.owner, function.parent) {
            _ if ix == 0 => 0,
            (Some(owner), _) => self.types[owner as usize],
            // Those around a function come before it.
            (None, Some(parent)) => self.functions.get(parent as usize).copied().unwrap_or(0),
            (None, None) => self.around(base, facts.text(function.name)),
        }
    }
}

/// The namespaces and classes that a file's declarations stand in, innermost first.
fn opened(base: &Base<'_>, facts: &FileFacts) -> Chain {
    let functions = facts.functions.iter().map(|function| function.name);
    let names = functions.chain(facts.globals.iter().map(|global| global.name)).chain(facts.types.iter().map(|ty| ty.name));
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut paths: Vec<&str> = Vec::new();
    for symbol in names {
        let mut path = facts.text(symbol);
        while let Some((outer, _)) = path.rsplit_once('.') {
            if paths.len() >= MAX_SPACES || !seen.insert(outer) {
                break;
            }
            paths.push(outer);
            path = outer;
        }
    }
    paths.sort_by_key(|path| std::cmp::Reverse(path.len()));
    paths.into_iter().map(|path| base.tree.names.intern(path)).collect()
}

impl<'l, 'a> Lookup<'l, 'a> {
    /// `text` in each place of the chain, then in the global namespace, then in those that are used.
    fn candidates(&self, space: SpaceIx, text: &str) -> impl Iterator<Item = NameId> {
        let names = &self.base.tree.names;
        let inside = self.spaces.chains.get(space as usize).into_iter().flatten().copied();
        let name = names.intern(text);
        let used = self.spaces.directives.iter().copied();
        inside
            .map(move |outer| names.join(outer, name))
            .chain(std::iter::once(name))
            .chain(used.map(move |outer| names.join(outer, name)))
    }

    /// What an alias or `using` declaration makes of the first parts of a path.
    fn expanded(&self, space: SpaceIx, text: &str) -> Option<String> {
        let (first, rest) = text.split_once('.').map_or((text, None), |(first, rest)| (first, Some(rest)));
        let alias = self.candidates(space, first).find_map(|name| self.linkage.alias(self.closure, name));
        let whole = match (alias, rest) {
            (Some(target), Some(rest)) => format!("{}.{rest}", &*self.base.tree.names.text(target)),
            (Some(target), None) => self.base.tree.names.text(target).to_owned(),
            // A type inside of one that has another name.
            (None, Some(_)) => text.match_indices('.').find_map(|(at, _)| {
                let target = self.type_alias(space, &text[..at])?;
                Some(format!("{target}{}", &text[at..]))
            })?,
            (None, None) => return None,
        };
        (whole != text).then_some(whole)
    }

    /// What `using X = Y` makes of `X`: seen from where it stands.
    fn type_alias(&self, space: SpaceIx, text: &str) -> Option<String> {
        let class = self.class(space, text)?;
        let decl = self.base.tree.class(class);
        let target = decl.bases.first().filter(|_| decl.kind == TypeKind::Alias)?;
        let facts = self.base.tree.file_of_class(class).facts;
        let (name, target) = (facts.text(decl.name), facts.text(*target));
        let target = target.split('<').next().unwrap_or(target);
        let beside = name.rsplit_once('.').map(|(outer, _)| format!("{outer}.{target}"));
        let known = |path: &String| self.linkage.class(self.closure, self.base.tree.names.intern(path)).is_some();
        Some(beside.filter(known).unwrap_or_else(|| target.to_owned()))
    }

    /// The type that a name stands for.
    pub(super) fn ty(&self, space: SpaceIx, text: &str) -> Option<Ty> {
        self.ty_behind(space, text, &mut None)
    }

    /// The same, and the class of the tree that a container of that type holds.
    pub(super) fn ty_and_held(&self, space: SpaceIx, text: &str) -> (Option<Ty>, Option<Ty>) {
        let mut held = None;
        let ty = self.ty_behind(space, text, &mut held);
        let held = held.and_then(|(space, text): (SpaceIx, String)| self.ty(space, &text));
        (ty, held.filter(|held| matches!(held, Ty::Class(_))))
    }

    /// Aliases followed; notes what the type is written to hold (`std.map<Command>`), and where.
    fn ty_behind(&self, space: SpaceIx, text: &str, held: &mut Option<(SpaceIx, String)>) -> Option<Ty> {
        let (mut text, mut space) = (text.trim().to_owned(), space);
        for _ in 0..MAX_ALIASES {
            if let Some((outer, inner)) = text.strip_suffix('>').and_then(|text| text.split_once('<')) {
                held.get_or_insert_with(|| (space, inner.to_owned()));
                text = outer.to_owned();
            }
            if is_c_primitive(&text) || text.is_empty() || text.contains(' ') || text == "auto" {
                return None;
            }
            let Some(class) = self.class(space, &text) else {
                match self.expanded(space, &text) {
                    Some(target) => text = target,
                    None => return self.external_type(&text),
                }
                continue;
            };
            let decl = self.base.tree.class(class);
            let home = self.base.tree.file_of_class(class).facts;
            match (decl.kind, decl.bases.first()) {
                (TypeKind::Alias, Some(&target)) => {
                    let target = home.text(target).trim();
                    let target = ["struct ", "union ", "enum "].iter().find_map(|tag| target.strip_prefix(tag)).unwrap_or(target);
                    if target == text {
                        return None;
                    }
                    // The target is seen from where the alias stands; of its chain this file knows the outer part.
                    let outer = home.text(decl.name).rsplit_once('.').map_or("", |(outer, _)| outer);
                    let outer = self.base.tree.names.intern(outer);
                    space = self.spaces.ids.get(&outer).copied().unwrap_or(space);
                    text = target.to_owned();
                }
                (TypeKind::Alias, None) => return self.given.get(&class).copied(),
                (TypeKind::Enum, _) => return None,
                (TypeKind::Class | TypeKind::Struct | TypeKind::Union | TypeKind::Interface | TypeKind::Outside, _) => {
                    return Some(Ty::Class(class));
                }
            }
        }
        None
    }

    fn class(&self, space: SpaceIx, text: &str) -> Option<ClassId> {
        let found = self.candidates(space, text).find_map(|name| self.linkage.class(self.closure, name));
        let names = &self.base.tree.names;
        // A structure of C.
        found.or_else(|| {
            let tags = ["struct", "union", "enum"].iter();
            tags.map(|tag| names.intern(&format!("{tag} {text}"))).find_map(|name| self.linkage.class(self.closure, name))
        })
    }

    fn external_type(&self, text: &str) -> Option<Ty> {
        // A parameter of a template.
        if text.len() == 1 {
            return None;
        }
        Some(Ty::External(self.external(text, true)))
    }

    /// A name that nothing in the tree defines: in a namespace that is used, if the catalogue knows it there.
    fn external(&self, text: &str, is_type: bool) -> NameId {
        let (rows, names) = (self.base.rows(self.file), &self.base.tree.names);
        let known = |path: &str| rows.knows_type(path) || (!is_type && !rows.function(path).is_empty());
        if !known(text) {
            // `std::getenv`: the headers of C offer their names there.
            if let Some(bare) = text.strip_prefix("std.").filter(|bare| known(bare)) {
                return names.intern(bare);
            }
            for &outer in &self.spaces.directives {
                let path = format!("{}.{text}", &*names.text(outer));
                if known(&path) {
                    return names.intern(&path);
                }
            }
        }
        names.intern(text)
    }

    /// What a name means.
    pub(super) fn entity(
        &self,
        classes: &Classes,
        space: SpaceIx,
        symbol: Symbol,
        several: &mut Vec<SmallVec<[FnId; 4]>>,
    ) -> Entity {
        let facts = self.base.tree.files[self.file as usize].facts;
        let text = facts.text(symbol);
        let (mut text, mut space) = match text.strip_prefix('.') {
            Some(global) => (global.to_owned(), GLOBAL),
            None => (text.to_owned(), space),
        };
        for _ in 0..MAX_ALIASES {
            if let Some(found) = self.in_tree(classes, space, &text, several) {
                return found;
            }
            match self.expanded(space, &text) {
                Some(target) => text = target,
                None => break,
            }
            // The target of an alias is a path of its own.
            space = self.spaces.ids.get(&self.base.tree.names.intern("")).copied().unwrap_or(space);
        }
        let name = self.base.tree.names.intern(&text);
        match self.linkage.name(self.base, self.file, self.closure, name, several) {
            Entity::External(_) => Entity::External(self.external(&text, false)),
            found => found,
        }
    }

    fn in_tree(&self, classes: &Classes, space: SpaceIx, text: &str, several: &mut Vec<SmallVec<[FnId; 4]>>) -> Option<Entity> {
        let names = &self.base.tree.names;
        let last = names.intern(text.rsplit('.').next().unwrap_or(text));
        for name in self.candidates(space, text) {
            let path = names.text(name);
            if let Some((outer, _)) = path.rsplit_once('.')
                && let Some(class) = self.linkage.class(self.closure, names.intern(outer))
                && let Some(found) = member(classes, class, last)
            {
                return Some(found);
            }
            match self.linkage.name(self.base, self.file, self.closure, name, several) {
                Entity::External(_) => {}
                found => return Some(found),
            }
        }
        if let Some((outer, _)) = text.rsplit_once('.')
            && let Some(Ty::Class(class)) = self.ty(space, outer)
            && let Some(found) = member(classes, class, last)
        {
            return Some(found);
        }
        match self.class(space, text) {
            Some(_) => match self.ty(space, text)? {
                Ty::Class(class) => Some(Entity::Class(class)),
                Ty::External(path) => Some(Entity::External(path)),
                Ty::ClassObject(_) => None,
            },
            None => None,
        }
    }
}

/// A method or field of a class or one of its bases.
fn member(classes: &Classes, class: ClassId, name: NameId) -> Option<Entity> {
    if let Some(method) = classes.method(class, name) {
        return Some(Entity::Function(method));
    }
    classes.declares(class, name).map(|owner| Entity::Slot(Slot::Field { class: owner, name }))
}
