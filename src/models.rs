//! What libraries do, as data: TOML rows of `grammars/<language>/models/*.toml` turned into a
//! catalogue that the linker and the taint engine look names up in. One row says one fact; a row says
//! all that happens: what no row entry names does not flow.
//!
//! ```toml
//! [[model]]
//! fn = "requests.{get,post}"                 # one dotted path after import resolution; braces expand
//! # or: type = "requests.Session", method = "get|post"; type and attribute = "text"; method alone (any
//! # receiver whose type is unknown); construct = "pkg.Class" is fn with the instance as `return`
//! capability = "NETWORK"                     # or a list
//! when   = [{ port = "arg1|kw:mode", not = ["w*", "a*"] }]     # all must hold; see Condition
//! source = [{ port = "return", kind = "FILE", path = "arg0" }] # path: what names the thing that is read
//! sink   = [{ port = "kw:data|arg1", kind = "egress.http", endpoint = "arg0" }]
//! flow   = [{ from = "arg0", to = "return", transform = "encode" }]
//! alias  = [{ a = "return.@content", b = "arg0.@file" }]       # two names of one object part
//! returns = "requests.Response"              # the type of what it returns: of the first of several results; "[]T"
//!                                            # for one of its elements; "receiver" or "arg0" for theirs
//! moves = true                               # objects go through as they are (into a list); nothing reads them as a whole
//! invoke = [{ callee = "arg0", args = ["arg1", "@none"], types = ["@", "pkg.Type"], result = "return" }]
//! provenance = "https://…"                   # documentation of the fact
//!
//! [[extends]]                                # classes of libraries: rows of the base hold for the type, too,
//! type = "java.io.FileInputStream"           # unless a row of its own speaks of the same member
//! base = "java.io.InputStream"
//! ```
//!
//! A method of type `*` is one of every receiver, also of those whose type is known; a method `*` is any of its type that has
//! no row. `*` in a function's path stands for what tools name (`*.New*Client`): such a row holds where all conditions do. A method `name=` is the writing of
//! the property `name`: the value is `arg0`. `types` of a callback's parameters: `@` is the type of the port it gets.
//!
//! Ports: `return`, `receiver`, `arg0`, `arg1`, `arg2..` (that and all later positional ones), `arg*` (all
//! arguments, keywords too), `kw:name`, `kw:*`, alternatives with `|` (all that are present). A path follows: `.field`, `[KEY]`, `[*]`,
//! `.*` (any path), `[<arg1>]` (key: folded constant of arg1), pseudo-fields `.@body`, `.@content`, `.@file`.
//!
//! Of several rows that say what a function returns, one that asks for types which fit goes before those that do not ask.
//!
//! Knows nothing of programs: lookups are by name.

mod catalogue;
mod kind;
mod port;
mod row;
pub mod set;

pub use catalogue::{Catalogue, ModelError, RowId};
pub use kind::{Capability, CapabilitySet, SinkKind, SinkSet, SourceKind, SourceSet, Transform, TransformSet};
pub use port::{Anchor, Medium, Port, PortPath, PortStep};
pub use row::{Alias, Condition, Flow, Invoke, InvokeArg, Model, Returns, Sink, Source, Target, glob_matches, package_of};
pub use set::RuleSet;
