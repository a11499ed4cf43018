//! What one file says: its functions, types, imports, names and constants.

use serde::{Deserialize, Serialize};

use super::{Arg, CallSite, Const, ConstIx, Op, Region, Selector, ValueId};

/// Index into [`FileFacts::strings`].
pub type Symbol = u32;
/// Index into [`FileFacts::functions`].
pub type FunctionIx = u32;
/// Index into [`FileFacts::types`].
pub type TypeIx = u32;

/// Everything the later stations need of one file; no path, no rules.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct FileFacts {
    /// Grammar id: `c`, `python`.
    pub language: String,
    /// The package that the file says it is part of.
    pub package: Option<Symbol>,
    pub strings: Vec<Box<str>>,
    pub consts: Vec<Const>,
    /// Function 0 is the file itself (`<file>`).
    pub functions: Vec<Function>,
    pub types: Vec<TypeDecl>,
    pub imports: Vec<Import>,
    /// Names assigned or declared at file level.
    pub globals: Vec<Global>,
    pub macros: Vec<Macro>,
    /// Names declared here and defined elsewhere (C prototypes and `extern`).
    pub declares: Vec<Symbol>,
    /// Names the file says it exports (`__all__`); empty: all.
    pub exports: Vec<Symbol>,
    /// String literals that hold a URL, an address or a host name.
    pub urls: Vec<UrlLiteral>,
    /// Byte ranges inside ERROR nodes: (start, end), sorted, disjoint.
    pub error_spans: Vec<(u32, u32)>,
    /// Node kinds that no role names, with their counts; sorted by kind.
    pub unmapped: Vec<(Symbol, u32)>,
}

impl FileFacts {
    /// The text of `symbol`.
    pub fn text(&self, symbol: Symbol) -> &str {
        &self.strings[symbol as usize]
    }

    /// The string constant that `op` is, if it is one.
    pub fn const_str(&self, constant: ConstIx) -> Option<&str> {
        match self.consts[constant as usize] {
            Const::Str(symbol) => Some(self.text(symbol)),
            Const::Bytes(_) | Const::Int(_) | Const::Float | Const::Bool(_) | Const::Null => None,
        }
    }
}

/// Before the name of a method of C++ among the declared names: the class declares it `static`.
pub const STATIC: &str = "static ";

/// What is known of a function besides its body.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FunctionFlags {
    pub is_async: bool,
    pub generator: bool,
    pub constructor: bool,
    /// No receiver (Python `@staticmethod`).
    pub is_static: bool,
    /// The receiver is the class (Python `@classmethod`).
    pub class_method: bool,
    /// Called like a field is read (Python `@property`).
    pub property: bool,
    /// File-local linkage (C `static`).
    pub internal: bool,
    /// The whole file, or code that runs at load time.
    pub entry: bool,
    /// A function-like macro.
    pub is_macro: bool,
    /// A lambda or block.
    pub anonymous: bool,
    /// What it returns may be changed in its place (C++ `T &f()`).
    pub lends: bool,
}

/// A function, method, lambda, function-like macro, or the file itself.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Function {
    pub name: Symbol,
    /// The type whose member it is.
    pub owner: Option<TypeIx>,
    /// The function it is nested in (function 0 does not count).
    pub parent: Option<FunctionIx>,
    pub params: Vec<Param>,
    pub flags: FunctionFlags,
    /// Declared return type.
    pub returns: Option<Symbol>,
    /// Dotted names of decorators or attributes, outermost first.
    pub decorators: Vec<Symbol>,
    pub ops: Vec<Op>,
    /// Byte offset where each operation's syntax starts; as long as `ops`.
    pub spans: Vec<u32>,
    pub calls: Vec<CallSite>,
    pub args: Vec<Arg>,
    /// Operands of `Phi`, `Concat`, `Opaque`.
    pub operands: Vec<ValueId>,
    /// Entries of `Literal`.
    pub entries: Vec<(Selector, ValueId)>,
    pub regions: Vec<Region>,
    /// Byte range of the whole definition.
    pub span: (u32, u32),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ParamKind {
    Positional,
    KeywordOnly,
    /// `*args`, C `...`.
    Rest,
    /// `**kwargs`.
    KeywordRest,
    /// `self`, `cls`, `this`: always parameter 0.
    Receiver,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Param {
    pub name: Symbol,
    pub kind: ParamKind,
    /// Declared type as a name: qualifiers, pointers and type arguments dropped (`struct foo`, `pkg.Class`).
    pub declared: Option<Symbol>,
    /// A constant default.
    pub default: Option<ConstIx>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TypeKind {
    Class,
    Struct,
    Union,
    Enum,
    Interface,
    /// Members that are defined outside of the body of a type, which may stand in another file (`void A::f() {}`).
    Outside,
    /// `typedef`, `X = Y`: `bases[0]` is the target.
    Alias,
}

/// A type declared in this file.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TypeDecl {
    /// Name without its namespace; nested classes are `Outer.Inner`.
    pub name: Symbol,
    pub kind: TypeKind,
    /// Dotted names as written.
    pub bases: Vec<Symbol>,
    /// (name, function).
    pub methods: Vec<(Symbol, FunctionIx)>,
    /// (name, declared type).
    pub fields: Vec<(Symbol, Option<Symbol>)>,
    /// The function it is declared in, if not at file level.
    pub parent: Option<FunctionIx>,
    pub span: u32,
}

/// One imported name or module, or one `#include`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Import {
    /// Dotted module as written, or the include path; empty for `from . import x`.
    pub module: Symbol,
    /// Leading dots of a relative import; 1 for `#include "..."`, 0 for `#include <...>`.
    pub level: u8,
    /// The imported name; `None` imports the module itself.
    pub name: Option<Symbol>,
    /// The name bound in this file; `None` for `*` and includes.
    pub bound: Option<Symbol>,
    pub star: bool,
    /// The function in which it stands, if not at file level.
    pub scope: Option<FunctionIx>,
    pub span: u32,
}

/// Begins the name of a variable at file level that other files know under the rest of it and the file itself does not
/// (`export { own as other }`).
pub const EXPORTED_AS: &str = "export ";

/// A variable at file level.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Global {
    pub name: Symbol,
    pub declared: Option<Symbol>,
    /// C `static`.
    pub internal: bool,
    pub span: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum MacroKind {
    /// `#define a b`.
    Alias(Symbol),
    Const(ConstIx),
    /// A function-like macro with one expression as its body.
    Function(FunctionIx),
    /// Anything else; its uses are unknown names.
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Macro {
    pub name: Symbol,
    pub kind: MacroKind,
    pub span: u32,
}

/// A string that names a destination.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UrlLiteral {
    pub text: Symbol,
    pub span: u32,
    /// Built by constant folding.
    pub folded: bool,
}
