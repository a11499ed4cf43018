//! Arithmetic of pointers: what is added to one says where to look and is not in what is found there, and the difference of two
//! is a length. As far as a file itself declares what is a pointer: types of other files are not known here.

use rustc_hash::FxHashMap;

use super::declarators::{self, Declarator};
use super::types::is_scalar;
use crate::ir::{BinOp, Op, Symbol, ValueId};
use crate::lower::machine::Lowerer;
use crate::lower::outline::Node;
use crate::lower::roles::{Part, Role};

/// Nested operands looked through.
const MAX_STEPS: usize = 8;

/// What names stand for: of the variables of the function under way, and of members of the file's structures.
#[derive(Debug, Default)]
pub(crate) struct Pointers {
    variables: FxHashMap<Symbol, Kind>,
    members: FxHashMap<Symbol, Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Pointer,
    Number,
    Unknown,
}

impl Kind {
    fn or(self, fallback: Self) -> Self {
        if self == Self::Unknown { fallback } else { self }
    }
}

impl Pointers {
    /// A member; one name may be different things in different structures.
    pub(crate) fn note_member(&mut self, name: Symbol, kind: Kind) {
        let known = self.members.entry(name).or_insert(kind);
        if *known != kind {
            *known = Kind::Unknown;
        }
    }

    pub(crate) fn note_variable(&mut self, name: Symbol, kind: Kind) {
        self.variables.insert(name, kind);
    }
}

/// What a declarator of the type `ty` declares.
pub(crate) fn kind_of(declared: &Declarator<'_>, ty: &str) -> Kind {
    match () {
        () if declared.reference || declared.function_pointer => Kind::Unknown,
        () if declared.pointer || declared.array => Kind::Pointer,
        () if is_scalar(ty) => Kind::Number,
        () => Kind::Unknown,
    }
}

/// A function begins: its parameters.
pub(crate) fn enter<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    lowerer.file.pointers.variables.clear();
    let Some(declarator) = lowerer.part(node, Part::Declarator) else { return };
    let Some(params) = declarators::read(lowerer, declarator).params else { return };
    let children = lowerer.children(params);
    for &child in children.iter().filter(|child| child.role() == Role::Param) {
        let Some(declarator) = lowerer.part(child, Part::Declarator) else { continue };
        let declared = declarators::read(lowerer, declarator);
        let Some(name) = declared.name.filter(|name| name.role() == Role::Name) else { continue };
        let ty = lowerer.part(child, Part::Type).map(|ty| String::from_utf8_lossy(lowerer.bytes(ty)).into_owned());
        let (name, kind) = (lowerer.symbol(name), kind_of(&declared, &ty.unwrap_or_default()));
        lowerer.file.pointers.note_variable(name, kind);
    }
    lowerer.recycle(children);
}

/// `pointer + number`, `pointer - pointer`.
pub(crate) fn operator<'t>(
    lowerer: &mut Lowerer<'_, 't>,
    operator: &[u8],
    left: ValueId,
    right: ValueId,
    node: Node<'t>,
) -> Option<ValueId> {
    let first = match lowerer.role(node) {
        Role::Binary => Part::Object,
        Role::Assign | Role::Augment => Part::Bind,
        _ => return None,
    };
    if !matches!(operator, b"+" | b"-") {
        return None;
    }
    let (first, second) = (lowerer.part(node, first)?, lowerer.part(node, Part::Value)?);
    let kinds = (kind(lowerer, first), kind(lowerer, second));
    let op = match (operator, kinds) {
        (b"-", (_, Kind::Pointer)) => Op::Bin(BinOp::Compare, left, right),
        (b"-", (Kind::Pointer, Kind::Unknown)) if is_counted(lowerer, node) => Op::Bin(BinOp::Compare, left, right),
        (_, (Kind::Pointer, _)) => Op::Bin(BinOp::Arith, left, left),
        (b"+", (Kind::Number | Kind::Unknown, Kind::Pointer)) => Op::Bin(BinOp::Arith, right, right),
        _ => return None,
    };
    Some(lowerer.emit(op, node))
}

/// The whole is made a number: `(size_t)(end - start)`.
fn is_counted(lowerer: &Lowerer<'_, '_>, node: Node<'_>) -> bool {
    let before = lowerer.source[..node.start_byte()].trim_ascii_end();
    let Some(before) = before.strip_suffix(b"(").map(<[u8]>::trim_ascii_end).and_then(|before| before.strip_suffix(b")")) else {
        return false;
    };
    let open = memchr::memrchr(b'(', before).map_or(0, |at| at + 1);
    std::str::from_utf8(before[open..].trim_ascii()).is_ok_and(is_scalar)
}

fn kind<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Kind {
    let (mut node, mut fallback) = (node, Kind::Unknown);
    for _ in 0..MAX_STEPS {
        let next = match lowerer.role(node) {
            Role::Group => lowerer.only_child(node),
            Role::Update => lowerer.part(node, Part::Value),
            Role::Name => {
                let name = lowerer.symbol(node);
                return lowerer.file.pointers.variables.get(&name).map_or(fallback, |&kind| kind.or(fallback));
            }
            Role::Field => {
                let Some(name) = lowerer.part(node, Part::Name) else { return fallback };
                let name = lowerer.symbol(name);
                return lowerer.file.pointers.members.get(&name).map_or(fallback, |&kind| kind.or(fallback));
            }
            Role::Int | Role::Char | Role::Size => return Kind::Number,
            Role::Pointer if lowerer.bytes(node).starts_with(b"&") => return Kind::Pointer,
            Role::Cast => {
                let Some(ty) = lowerer.part(node, Part::Type) else { return fallback };
                let text = lowerer.bytes(ty);
                match std::str::from_utf8(text) {
                    _ if text.contains(&b'*') => return Kind::Pointer,
                    // `(uintptr_t)pointer` is an address still.
                    Ok(text) if is_scalar(text) => fallback = Kind::Number,
                    _ => return fallback,
                }
                lowerer.part(node, Part::Value)
            }
            Role::Binary if lowerer.operator(node) == b"+" => lowerer.part(node, Part::Object),
            _ => None,
        };
        let Some(next) = next else { return fallback };
        node = next;
    }
    fallback
}
