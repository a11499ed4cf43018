//! Classes of the tree: bases by name, linearised ancestors, descendants, members.
//! Cycles among bases are cut where they close.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::family::Family;
use super::interfaces;
use super::names::Base;
use super::program::{ClassBase, ClassId, FileId, FnId, NameId, Slot, Ty};
use super::scopes::Scope;
use super::shape::Entity;
use crate::ir::TypeKind;

/// Longest chain of ancestors that is kept.
const MAX_ANCESTORS: usize = 128;
/// Most bases of one class that are in no tree and no row.
const MAX_UNKNOWN_BASES: usize = 16;
/// Most descendants that are looked at.
const MAX_DESCENDANTS: usize = 512;

/// All classes and C structures, by id.
pub(super) struct Classes {
    pub(super) bases: Vec<SmallVec<[ClassBase; 2]>>,
    /// The class itself first.
    order: Vec<Box<[ClassId]>>,
    /// External bases met along the order.
    externals: Vec<SmallVec<[NameId; 1]>>,
    pub(super) subclasses: Vec<Vec<ClassId>>,
    methods: FxHashMap<(ClassId, NameId), FnId>,
    /// By class, of files that have interfaces by structure.
    method_names: FxHashMap<ClassId, Vec<NameId>>,
    fields: FxHashSet<(ClassId, NameId)>,
    /// Of a type that only adds members to one declared elsewhere: that one (C++).
    canonical: FxHashMap<ClassId, ClassId>,
    /// The first constructor of a class (C++), and further definitions of methods that stand in other files.
    constructors: FxHashMap<ClassId, FnId>,
    elsewhere: FxHashMap<FnId, SmallVec<[FnId; 2]>>,
    /// Classes that declare a field of this name.
    declarers: FxHashMap<NameId, Vec<ClassId>>,
    /// By interface: the classes that have its methods, where having them is all it takes.
    implementers: FxHashMap<ClassId, Vec<ClassId>>,
}

impl Classes {
    pub(super) fn of(base: &Base<'_>, scopes: &[Scope]) -> Self {
        let count = base.tree.class_files.len();
        let mut classes = Self {
            bases: vec![SmallVec::new(); count],
            order: vec![Box::default(); count],
            externals: vec![SmallVec::new(); count],
            subclasses: vec![Vec::new(); count],
            methods: FxHashMap::default(),
            method_names: FxHashMap::default(),
            fields: FxHashSet::default(),
            declarers: FxHashMap::default(),
            implementers: FxHashMap::default(),
            canonical: FxHashMap::default(),
            constructors: FxHashMap::default(),
            elsewhere: FxHashMap::default(),
        };
        for (file, scope) in base.tree.files.iter().zip(scopes) {
            classes.canonical.extend(scope.spaces.outside.iter().map(|(&ix, &class)| (file.first_class + ix, class)));
        }
        for (id, file) in base.tree.files.iter().enumerate() {
            for ix in 0..file.facts.types.len() {
                classes.add(base, &scopes[id], id as FileId, file.first_class + ix as ClassId);
            }
        }
        classes.bound(base);
        classes.relate();
        classes.implementers = interfaces::implementers(base, &classes);
        classes
    }

    /// Bases of libraries of which no row speaks say nothing but their names, and code has few of them.
    fn bound(&mut self, base: &Base<'_>) {
        let many = (0..).zip(&mut self.bases).filter(|(_, bases)| bases.len() > MAX_UNKNOWN_BASES);
        for (class, bases) in many {
            let rows = base.rows(base.tree.class_files[class as usize]);
            let (mut seen, mut unknown) = (FxHashSet::default(), 0);
            bases.retain(|parent| {
                let kept = match *parent {
                    ClassBase::InTree(_) => true,
                    ClassBase::External(path) => {
                        let known = rows.knows_path(&base.tree.names.text(path));
                        unknown += usize::from(!known);
                        known || unknown <= MAX_UNKNOWN_BASES
                    }
                };
                kept && seen.insert(*parent)
            });
        }
    }

    /// Bases that are a parameter of their template, now that it is known what that stands for.
    pub(super) fn add_given_bases(&mut self, base: &Base<'_>, scopes: &[Scope]) {
        let mut new = false;
        for (file, scope) in base.tree.files.iter().zip(scopes).filter(|(file, _)| file.has_spaces) {
            for (ix, decl) in (0..).zip(&file.facts.types).filter(|(_, decl)| decl.kind != TypeKind::Alias) {
                let class = self.canonical(base.tree.canonical[(file.first_class + ix) as usize]);
                for ty in decl.bases.iter().filter_map(|&symbol| scope.ty_in_type(ix, symbol)) {
                    let Some(parent) = base_of(ty).filter(|parent| *parent != ClassBase::InTree(class)) else { continue };
                    let known = &mut self.bases[class as usize];
                    if !known.contains(&parent) {
                        known.push(parent);
                        new = true;
                    }
                }
            }
        }
        if new {
            self.bound(base);
            self.relate();
        }
    }

    /// Subclasses and ancestors, from the bases.
    fn relate(&mut self) {
        self.subclasses.iter_mut().for_each(Vec::clear);
        self.order.iter_mut().for_each(|order| *order = Box::default());
        for class in 0..self.bases.len() as ClassId {
            for at in 0..self.bases[class as usize].len() {
                if let ClassBase::InTree(parent) = self.bases[class as usize][at]
                    && self.subclasses[parent as usize].last() != Some(&class)
                {
                    self.subclasses[parent as usize].push(class);
                }
            }
        }
        self.linearise();
    }

    fn add(&mut self, base: &Base<'_>, scope: &Scope, file: FileId, class: ClassId) {
        let own = &base.tree.files[file as usize];
        let decl = own.ty(class);
        let ix = class - own.first_class;
        let (declared, class) = (class, self.canonical(base.tree.canonical[class as usize]));
        for &(name, function) in &decl.methods {
            self.add_method(base, class, own.name(name), own.first_function + function);
        }
        if own.family == Family::Directories {
            let names = self.method_names.entry(class).or_default();
            names.extend(decl.methods.iter().map(|&(name, _)| own.name(name)));
            names.sort_unstable();
            names.dedup();
        }
        for &(name, _) in &decl.fields {
            let name = own.name(name);
            self.fields.insert((class, name));
            let declarers = self.declarers.entry(name).or_default();
            if declarers.last() != Some(&class) {
                declarers.push(class);
            }
        }
        if own.has_spaces && decl.kind != TypeKind::Alias {
            let parents = decl.bases.iter().filter_map(|&symbol| base_of(scope.ty_in_type(ix, symbol)?));
            self.bases[class as usize].extend(parents.filter(|parent| *parent != ClassBase::InTree(class)));
        }
        if own.family == Family::Linkage {
            return;
        }
        for &symbol in &decl.bases {
            let text = own.facts.text(symbol);
            let found = match self.nested_base(base, file, declared, text) {
                Some(found) => found,
                None => base.path(file, decl.parent, text),
            };
            for found in found.each() {
                match found {
                    Entity::Class(parent) if parent != class => self.bases[class as usize].push(ClassBase::InTree(parent)),
                    Entity::External(path) if !matches!(text, "object" | "Generic" | "typing.Generic" | "Protocol") => {
                        self.bases[class as usize].push(ClassBase::External(path));
                    }
                    _ => {}
                }
            }
        }
    }

    /// The first definition counts; those in other files stand beside it.
    fn add_method(&mut self, base: &Base<'_>, class: ClassId, name: NameId, function: FnId) {
        let tree = &base.tree;
        let first = *self.methods.entry((class, name)).or_insert(function);
        let home = tree.function_files[function as usize];
        if tree.files[home as usize].has_spaces && tree.function(function).flags.constructor {
            self.constructors.entry(class).or_insert(first);
        }
        let others =
            || self.elsewhere.get(&first).is_some_and(|all| all.iter().any(|&other| tree.function_files[other as usize] == home));
        if first != function && tree.function_files[first as usize] != home && !others() {
            self.elsewhere.entry(first).or_default().push(function);
        }
    }

    /// The class that a type declaration adds to, or is.
    pub(super) fn canonical(&self, class: ClassId) -> ClassId {
        self.canonical.get(&class).copied().unwrap_or(class)
    }

    pub(super) fn constructor(&self, class: ClassId) -> Option<FnId> {
        self.constructors.get(&class).copied()
    }

    /// Definitions of the same method in other files.
    pub(super) fn elsewhere(&self, method: FnId) -> &[FnId] {
        self.elsewhere.get(&method).map_or(&[], SmallVec::as_slice)
    }

    /// The ancestor that declares a field of this name.
    pub(super) fn declares(&self, class: ClassId, name: NameId) -> Option<ClassId> {
        self.order(class).iter().rev().copied().find(|&ancestor| self.fields.contains(&(ancestor, name)))
    }

    /// A base that is declared next to `class` inside another class.
    fn nested_base(&self, base: &Base<'_>, file: FileId, class: ClassId, text: &str) -> Option<Entity> {
        let own = &base.tree.files[file as usize];
        let (outer, _) = own.facts.text(own.ty(class).name).rsplit_once('.')?;
        let path = base.tree.names.intern(&format!("{outer}.{text}"));
        own.classes.get(&path).map(|&found| Entity::Class(found))
    }

    /// Orders the ancestors of every class, bases before the classes that need them.
    fn linearise(&mut self) {
        #[derive(Clone, Copy, PartialEq)]
        enum State {
            New,
            Open,
            Done,
        }
        let mut states = vec![State::New; self.bases.len()];
        let mut open: Vec<ClassId> = Vec::new();
        for start in 0..self.bases.len() as ClassId {
            open.push(start);
            while let Some(&class) = open.last() {
                if states[class as usize] == State::New {
                    states[class as usize] = State::Open;
                    let parents = self.bases[class as usize].iter().filter_map(in_tree);
                    open.extend(parents.filter(|&parent| states[parent as usize] == State::New));
                    continue;
                }
                open.pop();
                if states[class as usize] == State::Open {
                    // An open base here closes a cycle: its order is still empty and adds nothing.
                    self.order[class as usize] = self.merged(class).into();
                    self.externals[class as usize] = self.external_bases(class);
                    states[class as usize] = State::Done;
                }
            }
        }
    }

    /// C3 linearisation; where the bases contradict each other the first one goes first.
    fn merged(&self, class: ClassId) -> Vec<ClassId> {
        let parents: Vec<ClassId> = self.bases[class as usize].iter().filter_map(in_tree).collect();
        let mut lists: Vec<&[ClassId]> = parents.iter().map(|&parent| &*self.order[parent as usize]).collect();
        lists.push(&parents);
        let mut order = vec![class];
        while order.len() < MAX_ANCESTORS {
            lists.retain(|list| !list.is_empty());
            let Some(first) = lists.first().map(|list| list[0]) else { break };
            let free = |head: &ClassId| lists.iter().all(|list| !list[1..].contains(head));
            let next = lists.iter().map(|list| list[0]).find(free).unwrap_or(first);
            if !order.contains(&next) {
                order.push(next);
            }
            for list in &mut lists {
                if list[0] == next {
                    *list = &list[1..];
                }
            }
        }
        order
    }

    fn external_bases(&self, class: ClassId) -> SmallVec<[NameId; 1]> {
        let mut all = SmallVec::new();
        for &ancestor in self.order(class) {
            for base in &self.bases[ancestor as usize] {
                if let ClassBase::External(path) = *base
                    && !all.contains(&path)
                {
                    all.push(path);
                }
            }
        }
        all
    }

    /// The class, then its ancestors in the order in which members are looked up.
    pub(super) fn order(&self, class: ClassId) -> &[ClassId] {
        &self.order[class as usize]
    }

    pub(super) fn externals(&self, class: ClassId) -> &[NameId] {
        &self.externals[class as usize]
    }

    pub(super) fn root(&self, class: ClassId) -> ClassId {
        let mut root = class;
        for _ in 0..MAX_ANCESTORS {
            match self.bases[root as usize].iter().find_map(in_tree) {
                Some(parent) if parent != class => root = parent,
                _ => break,
            }
        }
        root
    }

    pub(super) fn is_descendant(&self, class: ClassId, ancestor: ClassId) -> bool {
        self.order(class).contains(&ancestor)
    }

    /// Names of the methods that a class declares itself, where interfaces are had by structure.
    pub(super) fn method_names(&self, class: ClassId) -> &[NameId] {
        self.method_names.get(&class).map_or(&[], Vec::as_slice)
    }

    pub(super) fn implementers(&self, interface: ClassId) -> &[ClassId] {
        self.implementers.get(&interface).map_or(&[], Vec::as_slice)
    }

    pub(super) fn own_method(&self, class: ClassId, name: NameId) -> Option<FnId> {
        self.methods.get(&(class, name)).copied()
    }

    /// The method that an object of `class` has.
    pub(super) fn method(&self, class: ClassId, name: NameId) -> Option<FnId> {
        self.order(class).iter().find_map(|&ancestor| self.own_method(ancestor, name))
    }

    /// The method after `owner` in the order of `class`: what `super()` finds.
    pub(super) fn method_after(&self, class: ClassId, owner: ClassId, name: NameId) -> Option<FnId> {
        let after = self.order(class).iter().skip_while(|&&ancestor| ancestor != owner).skip(1);
        after.copied().find_map(|ancestor| self.own_method(ancestor, name))
    }

    /// Methods of this name that descendants define themselves.
    pub(super) fn overrides(&self, class: ClassId, name: NameId) -> SmallVec<[FnId; 4]> {
        self.descendants(class).into_iter().filter_map(|descendant| self.own_method(descendant, name)).collect()
    }

    /// All classes below, nearest first.
    pub(super) fn descendants(&self, class: ClassId) -> Vec<ClassId> {
        let mut all: Vec<ClassId> = self.subclasses[class as usize].clone();
        let mut next = 0;
        while next < all.len() && all.len() < MAX_DESCENDANTS {
            for &below in &self.subclasses[all[next] as usize] {
                if below != class && !all.contains(&below) {
                    all.push(below);
                }
            }
            next += 1;
        }
        all
    }

    /// Where a field of this name lives: in the topmost ancestor that declares it, else in a descendant of
    /// which `class` is a part (mixins), else in the root.
    pub(super) fn field(&self, class: ClassId, name: NameId) -> Slot {
        Slot::Field { class: self.declarer(class, name).unwrap_or_else(|| self.root(class)), name }
    }

    /// True when the class or one above it declares a field of this name.
    pub(super) fn is_field(&self, class: ClassId, name: NameId) -> bool {
        self.order(class).iter().any(|&ancestor| self.fields.contains(&(ancestor, name)))
    }

    /// The one family of classes of which some declare a field of this name.
    pub(super) fn only_declarer(&self, name: NameId) -> Option<ClassId> {
        let (&first, others) = self.declarers.get(&name)?.split_first()?;
        others.iter().all(|&other| self.root(other) == self.root(first)).then_some(first)
    }

    pub(super) fn declarer(&self, class: ClassId, name: NameId) -> Option<ClassId> {
        let above =
            |class: ClassId| self.order(class).iter().rev().copied().find(|&ancestor| self.fields.contains(&(ancestor, name)));
        above(class).or_else(|| {
            let below = self
                .declarers
                .get(&name)?
                .iter()
                .copied()
                .take(MAX_DESCENDANTS)
                .find(|&other| self.is_descendant(other, class))?;
            above(below)
        })
    }
}

fn base_of(ty: Ty) -> Option<ClassBase> {
    match ty {
        Ty::Class(parent) => Some(ClassBase::InTree(parent)),
        Ty::External(path) => Some(ClassBase::External(path)),
        Ty::ClassObject(_) => None,
    }
}

fn in_tree(base: &ClassBase) -> Option<ClassId> {
    match *base {
        ClassBase::InTree(class) => Some(class),
        ClassBase::External(_) => None,
    }
}
