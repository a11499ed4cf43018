//! Model rows by name, for one language (and those whose models it inherits), without an allocation per look-up.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::family::{Family, has_structural_interfaces, offers_again};
use crate::models::{Anchor, Catalogue, Condition, Invoke, Model, Port, Returns, RowId, Target, glob_matches};
use crate::syntax::grammar;

/// The type whose methods every receiver has, and the method that stands for all of a type that have no rows.
const EVERY: &str = "*";

type RowList = SmallVec<[RowId; 2]>;

/// What the catalogue says in one language.
#[derive(Default)]
pub(super) struct Rows<'c> {
    functions: FxHashMap<&'c str, RowList>,
    /// Functions of packages that nobody knows by name, because tools write them.
    alike: Vec<(&'c str, RowId)>,
    /// By type, then by name.
    methods: FxHashMap<&'c str, FxHashMap<&'c str, RowList>>,
    any_methods: FxHashMap<&'c str, RowList>,
    /// Of every receiver, also of those of known types.
    every_method: FxHashMap<&'c str, RowList>,
    /// Writing of a property: by type, `""` for any, then by the property's name.
    setters: FxHashMap<&'c str, FxHashMap<&'c str, RowList>>,
    attributes: FxHashMap<&'c str, FxHashMap<&'c str, RowList>>,
    any_attributes: FxHashMap<&'c str, RowList>,
    types: FxHashSet<&'c str>,
    /// What functions are named in: modules and classes, by their dotted paths. And annotations that rows speak of.
    owners: FxHashSet<&'c str>,
    /// What types are named in.
    packages: FxHashSet<&'c str>,
    /// First parts of the paths: libraries the catalogue speaks of.
    libraries: FxHashSet<&'c str>,
    /// By package and method: the types of the package that have a method of that name (Go).
    types_with: FxHashMap<&'c str, FxHashMap<&'c str, SmallVec<[&'c str; 2]>>>,
    /// By their last parts: paths under which packages offer what modules of theirs define.
    offered: FxHashMap<&'c str, SmallVec<[&'c str; 1]>>,
    rows: &'c [Model],
}

impl<'c> Rows<'c> {
    pub(super) fn of(catalogue: &'c Catalogue, language: &str) -> Self {
        let inherited = grammar::by_id(language).map_or(&[][..], |grammar| grammar.inherits);
        let holds = |model: &Model| model.language == language || inherited.contains(&model.language.as_str());
        let mut rows = Self { rows: catalogue.rows(), ..Self::default() };
        for (id, model) in catalogue.rows().iter().enumerate().filter(|(_, model)| holds(model)) {
            let id = id as RowId;
            for target in &model.targets {
                match target {
                    Target::Function(path) if path.contains('*') => rows.alike.push((path, id)),
                    Target::Function(path) => {
                        rows.functions.entry(path).or_default().push(id);
                        rows.owners.extend(path.rsplit_once('.').map(|(owner, _)| owner));
                        rows.owners.extend(path.strip_prefix('@'));
                        rows.libraries.extend(target.library().filter(|library| library.len() < path.len()));
                    }
                    Target::Method { ty, name } if name.ends_with('=') => {
                        rows.types.insert(ty);
                        rows.setters.entry(ty).or_default().entry(name.trim_end_matches('=')).or_default().push(id);
                    }
                    Target::AnyMethod(name) if name.ends_with('=') => {
                        rows.setters.entry("").or_default().entry(name.trim_end_matches('=')).or_default().push(id);
                    }
                    Target::Method { ty, name } if ty == EVERY => {
                        rows.every_method.entry(name).or_default().push(id);
                        rows.any_methods.entry(name).or_default().push(id);
                    }
                    Target::Method { ty, name } => {
                        rows.libraries.extend(target.library().filter(|library| library.contains('/')));
                        rows.types.insert(ty);
                        rows.methods.entry(ty).or_default().entry(name).or_default().push(id);
                    }
                    Target::AnyMethod(name) => rows.any_methods.entry(name).or_default().push(id),
                    Target::Attribute { ty, name } => {
                        rows.types.insert(ty);
                        rows.attributes.entry(ty).or_default().entry(name).or_default().push(id);
                    }
                    Target::AnyAttribute(name) => rows.any_attributes.entry(name).or_default().push(id),
                }
            }
            if let Some(Returns::Type(ty)) = &model.returns {
                rows.types.insert(ty.trim_start_matches("[]"));
            }
        }
        let extends: Vec<_> = inherited.iter().copied().chain([language]).flat_map(|from| catalogue.extends(from)).collect();
        inherit(&mut rows.methods, &extends);
        inherit(&mut rows.attributes, &extends);
        rows.types.extend(extends.iter().map(|(ty, _)| ty.as_str()));
        rows.packages =
            rows.types.iter().chain(&rows.owners).filter_map(|ty| ty.rsplit_once('.')).map(|(package, _)| package).collect();
        if offers_again(language) {
            rows.note_offered();
        }
        if has_structural_interfaces(language) {
            rows.note_packages();
        }
        rows
    }

    fn note_packages(&mut self) {
        let of_package = self.methods.iter().filter_map(|(&ty, names)| Some((ty.rsplit_once('.')?.0, ty, names)));
        let mut all: Vec<(&'c str, &'c str, &'c str)> =
            of_package.flat_map(|(package, ty, names)| names.keys().map(move |&name| (package, name, ty))).collect();
        all.sort_unstable();
        for (package, name, ty) in all {
            self.types_with.entry(package).or_default().entry(name).or_default().push(ty);
        }
    }

    /// The types of a package that have a method of this name.
    pub(super) fn types_with(&self, package: &str, name: &str) -> &[&'c str] {
        let names = self.types_with.get(package);
        names.and_then(|names| names.get(name)).map_or(&[], SmallVec::as_slice)
    }

    fn note_offered(&mut self) {
        let mut paths: Vec<&'c str> = self.functions.keys().copied().chain(self.types.iter().copied()).collect();
        paths.sort_unstable();
        paths.dedup();
        for path in paths {
            if let Some((_, last)) = path.rsplit_once('.') {
                self.offered.entry(last).or_default().push(path);
            }
        }
    }

    /// The path that rows know for what a module inside of the package defines: `requests.Session` for
    /// `requests.sessions.Session`. The longest that lacks nothing of `path` but names of modules.
    fn public<'p>(&'p self, path: &'p str) -> &'p str {
        let Some((_, last)) = path.rsplit_once('.') else { return path };
        let Some(offered) = self.offered.get(last) else { return path };
        let module = |part: &str| !part.starts_with(char::is_uppercase);
        let stands = |public: &str| {
            let mut parts = path.split('.');
            let first = parts.next() == public.split('.').next();
            let all = first
                && public.split('.').skip(1).all(|part| parts.by_ref().find(|own| *own == part || !module(own)) == Some(part));
            all && parts.next().is_none()
        };
        offered.iter().copied().filter(|public| stands(public)).max_by_key(|public| public.len()).unwrap_or(path)
    }

    pub(super) fn function(&self, path: &str) -> &[RowId] {
        let found = self.functions.get(path).or_else(|| self.functions.get(self.public(path)));
        found.map_or(&[], SmallVec::as_slice)
    }

    pub(super) fn method(&self, ty: &str, name: &str) -> &[RowId] {
        let names = self.methods.get(ty).or_else(|| self.methods.get(self.public(ty)));
        names.and_then(|names| names.get(name).or_else(|| names.get(EVERY))).map_or(&[], SmallVec::as_slice)
    }

    pub(super) fn any_method(&self, name: &str) -> &[RowId] {
        self.any_methods.get(name).map_or(&[], SmallVec::as_slice)
    }

    pub(super) fn every_method(&self, name: &str) -> &[RowId] {
        self.every_method.get(name).map_or(&[], SmallVec::as_slice)
    }

    /// Rows for the writing of a property of this type; without one, of an object of unknown type.
    pub(super) fn setter(&self, ty: Option<&str>, name: &str) -> &[RowId] {
        let of = |ty: &str| self.setters.get(ty).and_then(|names| names.get(name)).map_or(&[][..], SmallVec::as_slice);
        match ty.filter(|ty| self.knows_type(ty)) {
            Some(ty) => of(ty),
            None => of(""),
        }
    }

    pub(super) fn has_setters(&self) -> bool {
        !self.setters.is_empty()
    }

    pub(super) fn invokes(&self, row: RowId) -> &'c [Invoke] {
        &self.rows[row as usize].invokes
    }

    pub(super) fn attribute(&self, ty: &str, name: &str) -> &[RowId] {
        let names = self.attributes.get(ty).or_else(|| self.attributes.get(self.public(ty)));
        names.and_then(|names| names.get(name).or_else(|| names.get(EVERY))).map_or(&[], SmallVec::as_slice)
    }

    pub(super) fn any_attribute(&self, name: &str) -> &[RowId] {
        self.any_attributes.get(name).map_or(&[], SmallVec::as_slice)
    }

    /// The type that a function of Go makes, as its name says (`package.NewClient`, `package.NewClientWithOptions`), if rows
    /// know that type.
    pub(super) fn made_by(&self, path: &str) -> Option<&'c str> {
        let at = path.rfind('.')? + 1;
        let made = path[at..].strip_prefix("New")?;
        let ends = ["With", "From"].iter().filter_map(|word| made.find(word)).chain([made.len()]);
        let known = |end: usize| self.types.get([&path[..at], &made[..end]].concat().as_str()).copied();
        ends.filter(|&end| end > 0).find_map(known)
    }

    pub(super) fn knows_type(&self, ty: &str) -> bool {
        self.types.contains(ty) || self.types.contains(self.public(ty))
    }

    /// A function, a type, or what functions are named in.
    pub(super) fn knows_path(&self, path: &str) -> bool {
        !self.function(path).is_empty() || self.knows_type(path) || self.owners.contains(path)
    }

    /// Functions or types are named in it.
    pub(super) fn knows_package(&self, path: &str) -> bool {
        self.owners.contains(path) || self.packages.contains(path)
    }

    /// Functions are named in it.
    pub(super) fn is_owner(&self, path: &str) -> bool {
        self.owners.contains(path)
    }

    pub(super) fn knows_library(&self, name: &str) -> bool {
        self.libraries.contains(name)
    }

    /// Rows for a call. Of a function of Windows those for texts of one width: which of the two a name without its letter is,
    /// headers say that are not here.
    pub(super) fn called(&self, name: &str, family: Family) -> &[RowId] {
        let rows = |letter: char| self.function(&format!("{name}{letter}"));
        match self.function(name) {
            [] if family == Family::Linkage && name.ends_with(|c: char| c.is_ascii_lowercase()) && !name.contains('.') => {
                match rows('W') {
                    [] => rows('A'),
                    found => found,
                }
            }
            found => found,
        }
    }

    /// Rows for functions whose names are like this one, of which all conditions hold.
    pub(super) fn alike(&self, name: &str, holds: impl Fn(&Condition) -> bool) -> RowList {
        let fitting = |row: RowId| self.rows[row as usize].when.iter().all(&holds);
        let named = self.alike.iter().filter(|(glob, _)| glob_matches(glob, name));
        named.map(|&(_, row)| row).filter(|&row| fitting(row)).collect()
    }

    /// Rows that speak of reading `path` as a value (`sys.argv`), as opposed to calling it.
    pub(super) fn value(&self, path: &str) -> RowList {
        self.function(path).iter().copied().filter(|&row| is_value_row(&self.rows[row as usize])).collect()
    }

    /// The declared type of what the rows return at a call: of the first one that asks for types or constants and gets them,
    /// else of the first one that does not ask, else of the first one that asks for constants alone.
    pub(super) fn returned(&self, rows: &[RowId], holds: impl Fn(&Condition) -> bool) -> Option<&'c Returns> {
        let absent = |globs: &[String]| globs.iter().any(|glob| glob == "absent");
        let asks = |condition: &Condition| {
            let stands = absent(&condition.not) || !condition.is.is_empty();
            stands || !condition.types.is_empty() || !condition.types_not.is_empty()
        };
        let mut other = None;
        // What a constant is that is only known when the program runs, nobody knows.
        let mut guessed = None;
        let of_constants = |condition: &Condition| {
            condition.types.is_empty() && condition.types_not.is_empty() && !absent(&condition.is) && !absent(&condition.not)
        };
        for model in rows.iter().map(|&row| &self.rows[row as usize]) {
            let Some(returns) = &model.returns else { continue };
            let mut asked = model.when.iter().filter(|condition| asks(condition)).peekable();
            if asked.peek().is_none() {
                other = other.or(Some(returns));
            } else if asked.all(&holds) {
                return Some(returns);
            } else if model.when.iter().all(of_constants) {
                guessed = guessed.or(Some(returns));
            }
        }
        other.or(guessed)
    }

    /// Rows that speak of calling the function at `path`; what makes an object of a type is none.
    pub(super) fn callable(&self, path: &str) -> RowList {
        if self.knows_type(path) {
            return RowList::new();
        }
        self.function(path).iter().copied().filter(|&row| !is_value_row(&self.rows[row as usize])).collect()
    }

    /// True for what a value is read as, and for what lies in it: `process.env.HOME`.
    pub(super) fn is_value(&self, path: &str) -> bool {
        let ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
        ends.into_iter().any(|end| !self.value(&path[..end]).is_empty())
    }

    /// The declared type of what the rows return.
    pub(super) fn returns(&self, rows: &[RowId]) -> Option<&'c Returns> {
        rows.iter().find_map(|&row| self.rows[row as usize].returns.as_ref())
    }
}

/// Gives derived types the rows of their bases, nearest first, for members that they have no rows for themselves.
fn inherit<'c>(members: &mut FxHashMap<&'c str, FxHashMap<&'c str, RowList>>, extends: &[&'c (String, String)]) {
    let mut bases: FxHashMap<&str, SmallVec<[&'c str; 2]>> = FxHashMap::default();
    let mut derived: Vec<&'c str> = Vec::new();
    for (ty, base) in extends {
        bases.entry(ty).or_default().push(base);
        derived.push(ty);
    }
    derived.sort_unstable();
    derived.dedup();
    let gained: Vec<_> = derived
        .into_iter()
        .map(|ty| {
            let mut above: Vec<&str> = vec![ty];
            let mut next = 0;
            let mut gained: FxHashMap<&'c str, RowList> = FxHashMap::default();
            while let Some(&known) = above.get(next) {
                for (&name, list) in members.get(known).into_iter().flatten() {
                    gained.entry(name).or_insert_with(|| list.clone());
                }
                for &base in bases.get(known).into_iter().flatten() {
                    if !above.contains(&base) {
                        above.push(base);
                    }
                }
                next += 1;
            }
            (ty, gained)
        })
        .collect();
    members.extend(gained);
}

/// A source of its own value that needs no argument, or a capability that whoever has the value has.
fn is_value_row(model: &Model) -> bool {
    let own = |port: &Port| port.0.iter().all(|path| path.anchor == Ok(Anchor::Return));
    (!model.sources.is_empty() || (!model.capabilities.is_empty() && model.returns.is_none()))
        && model.sources.iter().all(|source| own(&source.port) && source.path.is_none())
        && model.sinks.is_empty()
        && model.flows.is_empty()
        && model.invokes.is_empty()
}
