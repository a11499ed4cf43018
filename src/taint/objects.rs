//! Objects given to libraries that call their methods: each such method is a function value in the object, under the
//! method's name. Only methods that some row says are called count.

use smallvec::SmallVec;

use super::domain::{Path, Sel};
use super::spread::Spread;
use crate::ir::{Function, Op, ParamKind, ValueId};
use crate::link::{
    ClassBase, ClassId, FnId, FunctionLinks, NameId, Program, Ty, derives_from_libraries, has_structural_interfaces,
};

/// Bases are looked through this far.
const MAX_BASES: usize = 16;

type Methods = SmallVec<[(NameId, FnId); 2]>;

/// Objects that are made, and receivers that are passed on.
pub(super) fn methods(spread: &mut Spread<'_>) {
    let program = spread.program;
    let mut known: Vec<Option<Methods>> = vec![None; program.classes.len()];
    for (id, links) in program.functions.iter().enumerate() {
        let id = id as FnId;
        let language = &program.facts(id).language;
        let structural = has_structural_interfaces(language);
        if !structural && !derives_from_libraries(language) {
            continue;
        }
        for (op, class) in objects(program, program.function(id), links, structural) {
            let methods = known[class as usize].get_or_insert_with(|| invoked(spread, class, structural));
            for &(name, method) in methods.iter() {
                let scope = spread.scope(id);
                let path = Path::EMPTY.then(Sel::field(name));
                spread.graph.begin_function(scope.value(op), path, scope.body.after(op), (method, true));
            }
        }
    }
}

/// The operations that are an object of a class of the tree.
fn objects(program: &Program, function: &Function, links: &FunctionLinks, structural: bool) -> Vec<(ValueId, ClassId)> {
    let mut found = Vec::new();
    if structural {
        for (at, op) in (0..).zip(&function.ops) {
            if let (Op::Storage(_), Some(Ty::Class(class))) = (op, links.ty(at)) {
                found.push((at, class));
            }
        }
    }
    for (site, targets) in function.calls.iter().zip(&links.calls) {
        if let Some(Ty::Class(class)) = targets.constructs {
            found.push((site.op, class));
        }
    }
    for arg in &function.args {
        let op = function.ops[arg.value as usize];
        let receiver = match op {
            Op::Param(number) => function.params[number as usize].kind == ParamKind::Receiver,
            Op::Capture(name) => &*program.files[links.file as usize].facts.strings[name as usize] == "this",
            _ => false,
        };
        if let (true, Some(Ty::Class(class))) = (receiver, links.ty(arg.value)) {
            found.push((arg.value, class));
        }
    }
    found
}

/// The methods of a class, its own and inherited ones, that libraries call. Classes that have nothing to do with a
/// library have none, but where a class need not say what it stands for.
fn invoked(spread: &Spread<'_>, class: ClassId, structural: bool) -> Methods {
    let program = spread.program;
    let mut methods = Methods::new();
    let mut open: SmallVec<[ClassId; 4]> = SmallVec::from_elem(class, 1);
    let mut next = 0;
    let mut external = structural;
    while let Some(&class) = open.get(next).filter(|_| next < MAX_BASES) {
        next += 1;
        let below = methods.len();
        let links = &program.classes[class as usize];
        let file = &program.files[links.file as usize];
        let Some(first) = program.functions.get(file.first_function as usize) else { continue };
        for &(symbol, function) in &file.facts.types[links.ix as usize].methods {
            let name = first.name(symbol);
            let runs = !file.facts.functions[function as usize].ops.is_empty();
            // Overloads stand side by side; those above are overridden.
            if runs && spread.rules.invoked.contains(&name) && methods[..below].iter().all(|known| known.0 != name) {
                methods.push((name, file.first_function + function));
            }
        }
        for base in &links.bases {
            match *base {
                ClassBase::InTree(base) if !open.contains(&base) => open.push(base),
                ClassBase::InTree(_) => {}
                ClassBase::External(_) => external = true,
            }
        }
    }
    if external { methods } else { Methods::new() }
}
