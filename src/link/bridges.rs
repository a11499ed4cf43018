//! Calls from one language into another: which function of the tree's native code a name of a module, of a loaded library
//! or of a class means. Works from declarations and tables of constants; a name with several definitions is left alone.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::family::Family;
use super::found::Found;
use super::program::{Binding, FnId, NameId, Rung};
use super::tree::{File, Tree};
use crate::ir::{Function, FunctionIx, Op, ValueId};

/// Python's types of a loaded library, whose attributes are its functions (ctypes).
const LIBRARIES: &[&str] =
    &["ctypes.CDLL", "ctypes.PyDLL", "ctypes.WinDLL", "ctypes.OleDLL", "ctypes.cdll", "ctypes.windll", "ctypes.pydll"];
/// cffi: what `dlopen` gives, and the `lib` of a module that was built out of line.
const FOREIGN: &str = "cffi.lib";
/// Prefixes of the functions by which CPython initialises a module.
const INITIALISERS: &[&str] = &["PyInit_", "init"];
/// Package of the functions of C in Go.
const CGO: &str = "C";
/// What comes before the arguments of a native method of Java: its environment, and the object or class.
const JNI_PARAMS: u8 = 2;

/// Functions by the names that other languages call them by.
#[derive(Default)]
pub(super) struct Bridges {
    /// Functions with external linkage; `None`: more than one has the name.
    native: FxHashMap<NameId, Option<FnId>>,
    /// Functions that a native module offers, by the module's last name and their own.
    offered: FxHashMap<(NameId, NameId), (FnId, Binding)>,
    /// Native implementations of methods.
    methods: FxHashMap<FnId, FnId>,
}

impl Bridges {
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let mut bridges = Self::default();
        let foreign = tree.files.iter().any(|file| file.family != Family::Linkage);
        let linked = || tree.files.iter().filter(|file| file.family == Family::Linkage);
        if !foreign || linked().next().is_none() {
            return bridges;
        }
        for file in linked() {
            let outside = file.functions.iter().filter(|&(_, &function)| !file.function(function).flags.internal);
            outside.for_each(|(&name, &function)| {
                bridges.native.entry(name).and_modify(|known| *known = None).or_insert(Some(function));
            });
        }
        let mut modules: Vec<NameId> = Vec::new();
        let mut tables = Vec::new();
        for file in linked() {
            let own = initialised(tree, file);
            modules.extend(&own);
            let methods = method_tables(file);
            if !methods.is_empty() {
                tables.push((own, methods));
            }
        }
        for (own, methods) in tables {
            // A table in a file of its own belongs to the module whose initialiser stands elsewhere.
            for &module in if own.is_empty() { &modules } else { &own } {
                for &(name, function, binding) in &methods {
                    bridges.offered.entry((module, name)).or_insert((function, binding));
                }
            }
        }
        bridges.note_native_methods(tree);
        bridges
    }

    /// `Java_pkg_Class_method` implements `pkg.Class.method` (JNI specification, chapter 2: resolving native method names).
    fn note_native_methods(&mut self, tree: &Tree<'_>) {
        let mut natives: Vec<FnId> = self.native.values().copied().flatten().collect();
        natives.sort_unstable();
        // Several implementations may have one name and differ in their signatures alone: the first one stands for all.
        let mut short: FxHashMap<String, FnId> = FxHashMap::default();
        for native in natives {
            let text = tree.file_of(native).facts.text(tree.function(native).name);
            if let Some(mangled) = text.strip_prefix("Java_") {
                short.entry(unmangled(mangled.split("__").next().unwrap_or(mangled))).or_insert(native);
            }
        }
        if short.is_empty() {
            return;
        }
        for file in tree.files.iter().filter(|file| file.facts.language == "java") {
            for (ix, function) in file.facts.functions.iter().enumerate().filter(|(_, function)| function.owner.is_some()) {
                let owner = function.owner.map_or("", |owner| file.facts.text(file.facts.types[owner as usize].name));
                let tail = format!("{}.{}", owner, file.facts.text(function.name));
                let mut fitting = short.iter().filter(|(name, _)| {
                    name.strip_suffix(tail.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('.'))
                });
                if let (Some((_, &native)), None) = (fitting.next(), fitting.next()) {
                    self.methods.insert(file.first_function + ix as FunctionIx, native);
                }
            }
        }
    }

    /// A function of an external module: of a native module of the tree, of a loaded library, of C in Go.
    pub(super) fn external(&self, found: &mut Found, tree: &Tree<'_>, language: &str, path: &str) {
        let Some((module, name)) = path.rsplit_once('.').filter(|_| !self.native.is_empty()) else { return };
        let last = module.rsplit(['.', '/']).next().unwrap_or(module);
        if !self.offered.is_empty() {
            let key = (tree.names.intern(last), tree.names.intern(name));
            if let Some(&(function, binding)) = self.offered.get(&key) {
                return found.edge(function, Rung::R1, binding);
            }
        }
        let foreign = match language {
            "python" => LIBRARIES.contains(&module) || module == FOREIGN || last == "lib",
            "go" => module == CGO,
            _ => false,
        };
        if let (true, Some(&Some(function))) = (foreign, self.native.get(&tree.names.intern(name))) {
            found.edge(function, Rung::R3, Binding::Plain);
        }
    }

    /// The native implementation of a method.
    pub(super) fn method(&self, found: &mut Found, method: FnId, rung: Rung) {
        if let Some(&native) = self.methods.get(&method) {
            found.edge(native, rung, Binding::Shifted(JNI_PARAMS));
        }
    }
}

/// `_1` is `_`, `_` is the separator (JNI); other escapes stand for characters that names of functions rarely have.
fn unmangled(name: &str) -> String {
    name.replace("_1", "\0").replace('_', ".").replace('\0', "_")
}

/// The modules that a file initialises.
fn initialised(tree: &Tree<'_>, file: &File<'_>) -> Vec<NameId> {
    let mut found: Vec<String> = Vec::new();
    for function in file.facts.functions.iter().skip(1) {
        let name = file.facts.text(function.name);
        let module = INITIALISERS.iter().find_map(|prefix| name.strip_prefix(prefix));
        // Python 2: `initname` calls `Py_InitModule`; many other functions begin with `init`.
        let is_old = !name.starts_with("PyInit_");
        if let Some(module) = module.filter(|module| !module.is_empty())
            && (!is_old || calls_any(file, function, "Py_InitModule"))
        {
            found.push(module.to_owned());
        }
    }
    found.sort();
    found.dedup();
    found.iter().map(|name| tree.names.intern(name)).collect()
}

fn calls_any(file: &File<'_>, function: &Function, prefix: &str) -> bool {
    function.ops.iter().any(|op| matches!(*op, Op::Name(symbol) if file.facts.text(symbol).starts_with(prefix)))
}

/// Entries `{"name", function, flags, …}` of tables of constants (`PyMethodDef`).
fn method_tables(file: &File<'_>) -> Vec<(NameId, FnId, Binding)> {
    let mut found = Vec::new();
    for function in &file.facts.functions {
        for op in &function.ops {
            let Op::Literal(_, range) = *op else { continue };
            let entries: SmallVec<[ValueId; 4]> = range.of(&function.entries).iter().take(4).map(|&(_, value)| value).collect();
            let [name, callee, flags, ..] = *entries.as_slice() else { continue };
            let (Some(name), Some(callee)) = (text_of(file, function, name), function_of(file, function, callee)) else {
                continue;
            };
            if let Some(binding) = convention(file, function, flags) {
                found.push((name, callee, binding));
            }
        }
    }
    found
}

fn text_of(file: &File<'_>, function: &Function, value: ValueId) -> Option<NameId> {
    match function.ops[value as usize] {
        Op::Const(constant) => match file.facts.consts[constant as usize] {
            crate::ir::Const::Str(symbol) => Some(file.name(symbol)),
            _ => None,
        },
        _ => None,
    }
}

/// A function of the same file that a value names, under casts.
fn function_of(file: &File<'_>, function: &Function, mut value: ValueId) -> Option<FnId> {
    loop {
        match function.ops[value as usize] {
            Op::Cast(inner, _) | Op::Copy(inner) | Op::AddrOf(inner) if inner < value => value = inner,
            Op::Name(symbol) => return file.functions.get(&file.name(symbol)).copied(),
            _ => return None,
        }
    }
}

/// How CPython calls a function with these flags: <https://docs.python.org/3/c-api/structures.html>.
fn convention(file: &File<'_>, function: &Function, flags: ValueId) -> Option<Binding> {
    let mut open: SmallVec<[ValueId; 4]> = SmallVec::from_elem(flags, 1);
    let mut binding = None;
    let mut steps = 0;
    while let Some(value) = open.pop().filter(|_| steps < 8) {
        steps += 1;
        match function.ops[value as usize] {
            Op::Bin(_, left, right) => open.extend([left, right]),
            Op::Name(symbol) => match file.facts.text(symbol) {
                "METH_O" => binding = Some(Binding::Shifted(1)),
                "METH_VARARGS" | "METH_KEYWORDS" | "METH_NOARGS" | "METH_FASTCALL" => {
                    binding = binding.or(Some(Binding::Packed(1)))
                }
                _ => {}
            },
            _ => {}
        }
    }
    binding
}
