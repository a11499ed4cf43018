//! What Python's own functions and containers do to types: iteration, element access, `type(x)`, context managers.
//! And how argument types reach parameters.

use smallvec::SmallVec;

use super::descriptors;
use super::found::Found;
use super::handed::Place;
use super::pass::Pass;
use super::program::{Binding, ClassId, Edge, FileId, NameId, Ty};
use super::shape::{Shape, Types};
use crate::ir::{CallSite, ParamKind, TypeKind, ValueId};

/// Methods whose last argument a container of Java or of a script then holds.
const FILL: [&str; 15] = [
    "add",
    "addElement",
    "addFirst",
    "addLast",
    "offer",
    "offerFirst",
    "offerLast",
    "push",
    "put",
    "putIfAbsent",
    "set",
    "setElementAt",
    "unshift",
    "insertElementAt",
    "computeIfAbsent",
];
/// Methods by which such a container gives out what it holds.
const HAND_OUT: [&str; 31] = [
    "at",
    "element",
    "elementAt",
    "find",
    "findLast",
    "first",
    "firstElement",
    "get",
    "getFirst",
    "getLast",
    "getOrDefault",
    "getValue",
    "last",
    "lastElement",
    "next",
    "nextElement",
    "orElse",
    "orElseGet",
    "orElseThrow",
    "peek",
    "peekFirst",
    "peekLast",
    "poll",
    "pollFirst",
    "pollLast",
    "pop",
    "remove",
    "removeFirst",
    "removeLast",
    "shift",
    "take",
];
/// Methods that give another container of the same.
const PASS_ON: [&str; 26] = [
    "concat",
    "distinct",
    "elements",
    "entries",
    "entrySet",
    "filter",
    "findAny",
    "findFirst",
    "iterator",
    "limit",
    "listIterator",
    "parallelStream",
    "reverse",
    "reversed",
    "skip",
    "slice",
    "sort",
    "sorted",
    "splice",
    "stream",
    "subList",
    "toArray",
    "toList",
    "toReversed",
    "toSorted",
    "values",
];

/// Methods by which suppliers, factories and futures of Java give what they are declared to.
const SUPPLY: [&str; 6] = ["apply", "call", "create", "get", "join", "provide"];
/// Methods by which a container of C++ or Qt gives out what it holds.
const TAKEN_OUT: [&str; 15] = [
    "at",
    "back",
    "constFirst",
    "constLast",
    "dequeue",
    "emplace_back",
    "first",
    "front",
    "head",
    "last",
    "take",
    "takeFirst",
    "takeLast",
    "top",
    "value",
];
/// Methods that give an iterator of it.
const LED_TO: [&str; 17] = [
    "begin",
    "cbegin",
    "cend",
    "constBegin",
    "constFind",
    "crbegin",
    "emplace",
    "end",
    "equal_range",
    "erase",
    "find",
    "insert",
    "lower_bound",
    "rbegin",
    "try_emplace",
    "upper_bound",
    "values",
];

impl Pass<'_, '_> {
    /// The shape of what a builtin returns, from its first argument.
    pub(super) fn builtin_shape(&self, found: &mut Found, name: &str, site: &CallSite) {
        let Some(first) = site.args.of(&self.function.args).first() else { return };
        let argument = self.value(first.value).shape;
        match name {
            "append" => found.shape.add(argument),
            "list" | "tuple" | "set" | "sorted" | "reversed" | "iter" | "frozenset" | "collections.deque" => {
                found.shape.elements.add(argument.elements);
            }
            "next" | "min" | "max" | "random.choice" => found.shape.types.add(argument.elements),
            "copy.copy" | "copy.deepcopy" => found.shape.add(argument),
            "type" => {
                for (ty, _) in argument.types.iter() {
                    if let Ty::Class(class) = ty {
                        found.shape.types.add(Types::of(Ty::ClassObject(class)));
                    }
                }
            }
            _ => {}
        }
    }

    /// Elements going into and coming out of containers.
    pub(super) fn container_method(&mut self, found: &mut Found, receiver: ValueId, name: NameId, site: &CallSite) {
        if !self.is_module() {
            return self.held_in_spaces(found, receiver, name);
        }
        let text = self.linker.base.tree.names.text(name);
        let args = site.args.of(&self.function.args);
        match &*text {
            "append" | "add" | "appendleft" | "put" | "put_nowait" if !(self.is_typed_container() && args.len() > 1) => {
                if let Some(first) = args.first() {
                    let types = self.value(first.value).shape.types;
                    self.add_elements(receiver, types);
                }
            }
            "insert" | "setdefault" => {
                if let Some(second) = args.get(1) {
                    let types = self.value(second.value).shape.types;
                    self.add_elements(receiver, types);
                }
            }
            _ => self.fill(receiver, &text, site),
        }
        let held = self.elements_of(receiver);
        match &*text {
            _ if held.is_empty() || !self.is_typed_container() => {}
            word if HAND_OUT.contains(&word) => found.shape.types.add(held),
            word if PASS_ON.contains(&word) => found.shape.elements.add(held),
            _ => {}
        }
        match &*text {
            "get" | "pop" | "popleft" | "get_nowait" | "setdefault" => found.shape.types.add(self.elements_of(receiver)),
            "values" | "itervalues" | "copy" => found.shape.elements.add(self.elements_of(receiver)),
            _ => {}
        }
    }

    /// A container of Java that is declared to hold what makes objects of a class counts as holding those: the call that
    /// makes one finds no such method in the class.
    pub(super) fn supplied(&self, found: &mut Found, types: Types, name: NameId) {
        if self.own.lexical && SUPPLY.contains(&&*self.linker.base.tree.names.text(name)) {
            found.shape.types.add(types);
        }
    }

    /// `Kind.valueOf(text)`, `Kind.values()` of an enumeration of Java.
    pub(super) fn enumerated(&self, found: &mut Found, class: ClassId, name: NameId) {
        let tree = &self.linker.base.tree;
        if !self.own.lexical || tree.class(class).kind != TypeKind::Enum {
            return;
        }
        match &*tree.names.text(name) {
            "valueOf" => found.shape.types.add(Types::of(Ty::Class(class))),
            "values" => found.shape.elements.add(Types::of(Ty::Class(class))),
            _ => {}
        }
    }

    /// What a container of C++ holds by its declaration comes out of it; an iterator has no type but for what it leads to.
    fn held_in_spaces(&self, found: &mut Found, receiver: ValueId, name: NameId) {
        let shape = self.value(receiver).shape;
        if !self.own.has_spaces || shape.elements.is_empty() || !self.is_container(shape.types) {
            return;
        }
        match &*self.linker.base.tree.names.text(name) {
            word if TAKEN_OUT.contains(&word) => found.shape.types.add(shape.elements),
            word if LED_TO.contains(&word) => found.shape.elements.add(shape.elements),
            _ => {}
        }
    }

    fn is_typed_container(&self) -> bool {
        self.own.lexical || self.is_script()
    }

    /// `map.put(key, value)`, `list.push(value)`, `map.set(key, value)`.
    fn fill(&mut self, receiver: ValueId, word: &str, site: &CallSite) {
        if !self.is_typed_container() || !FILL.contains(&word) {
            return;
        }
        if let Some(last) = site.args.of(&self.function.args).last() {
            let types = self.value(last.value).shape.types;
            self.add_elements(receiver, types);
        }
    }

    /// An external object's `__enter__` gives the object unless a row says otherwise.
    pub(super) fn receiver_returned(&self, found: &mut Found, name: NameId, receiver: Types) {
        let special = &self.linker.base.tree.special;
        if name == special.enter && found.shape.types.is_empty() {
            found.shape.types.add(receiver);
        }
    }

    /// Types of arguments reach the undeclared parameters of the callee.
    pub(super) fn observe_arguments(&mut self, site: &CallSite, edge: Edge) {
        // Where types are declared, a number may still be a descriptor.
        let declares = !self.guesses();
        let tree = &self.linker.base.tree;
        let (callee, home) = (tree.function(edge.callee), tree.file_of(edge.callee));
        let bound = match edge.binding {
            Binding::Plain => 0,
            Binding::Receiver | Binding::New | Binding::ClassReceiver => 1,
            // The other language says nothing of the types of this one.
            Binding::Packed(_) | Binding::Shifted(_) => return,
        };
        let mut spread = false;
        for (position, arg) in site.args.of(&self.function.args).iter().enumerate() {
            spread |= arg.spread;
            let shape = self.handed(arg.value);
            let typed = declares && !callee.flags.is_macro;
            let shape = if typed { descriptors::of(shape, &self.linker.base.tree.names) } else { shape };
            let object = self.is_script() && self.is_object(arg.value);
            let entity = self.value(arg.value).entity;
            let modules: SmallVec<[FileId; 1]> = entity.modules().filter(|_| self.guesses()).collect();
            let unknown = shape.types.is_empty() && self.value(arg.value).from.is_some();
            let tells = !shape.is_empty() || object || unknown || !modules.is_empty();
            if spread || !tells && !self.guesses() {
                continue;
            }
            let at = match arg.keyword {
                Some(keyword) => {
                    let keyword = self.own.name(keyword);
                    callee.params.iter().position(|param| home.name(param.name) == keyword)
                }
                None => Some(position + bound),
            };
            let Some((at, param)) = at.and_then(|at| callee.params.get(at).map(|param| (at, param))) else { continue };
            if object && let Some(declared) = self.declared_param(edge.callee, param.declared) {
                self.stands_for(declared, arg.value);
            }
            match param.kind {
                ParamKind::Positional | ParamKind::KeywordOnly => {
                    let declared = param.declared.is_some() && !declares;
                    let shape = if declared { Shape { types: Types::default(), ..shape } } else { shape };
                    // That somebody hands in something else counts where a module is known to be handed in.
                    let place = (edge.callee, at as u16);
                    self.observed.modules.extend(modules.iter().map(|&module| (place.0, place.1, Some(module))));
                    if modules.is_empty() && self.guesses() && self.known.modules.contains_key(&place) {
                        self.observed.modules.push((place.0, place.1, None));
                    }
                    if unknown && !declared {
                        self.hand_on(&self.value(arg.value), Place::Param(edge.callee, at as u16));
                    }
                    if !shape.is_empty() {
                        self.observed.params.push((edge.callee, at as u16, shape));
                    }
                }
                ParamKind::Rest | ParamKind::KeywordRest | ParamKind::Receiver => {}
            }
        }
    }
}
