//! What the engine is known to lose or to invent today. Each switch keeps a construct out of the programs, or
//! loosens a bound; turned on, it shows the gap. Once the engine holds with it, the switch is to go.

/// Lost: `def f(x=os.getenv("A")): send(x)` called as `f()`; defaults are followed when they are constants only.
pub(super) const DEFAULT_SOURCES: bool = false;

/// Lost: `m1.g = x` from another module does not reach the global `g` of `m1`.
pub(super) const SET_IN_MODULES: bool = false;

/// Lost, in C: `g = secret(); while (c()) send(g);`. A global that a function both sets and reads in a loop is read
/// as a local variable without a value.
pub(super) const GLOBALS_IN_LOOPS: bool = false;

/// Lost: `while c(): send(d["k"]); d["k"] = secret()`. A loop in which no variable changes is read once, so what
/// lies in memory (items, elements, buffers, variables whose address is taken) is not carried round. Off: each
/// loop counts its rounds in a variable.
pub(super) const UNCOUNTED_LOOPS: bool = false;

/// Lost: `def f(k): send(k())`, then `f(secret)`. What a function value returns does not come back to a caller that was
/// given the value. Off: results of calls through values are dropped.
pub(super) const RESULTS_OF_VALUES: bool = false;

/// Lost: `def f(t): send(t); d = {"k": f}; d["k"](secret())`. A function that calls itself only by a value that it
/// took of itself is read once, before it has a summary.
pub(super) const SELF_AS_VALUE: bool = false;

/// Lost: `p = o.peer; p.a = secret(); send(o.a)` where `o.peer` is `o` and the type of `o` is not known. What is
/// taken out of an object is no other name of what was put in; the cells of known classes make up for it.
pub(super) const UNTYPED_ALIASES: bool = false;

/// Invented: of two `os.environ[...]` in one function, each is taken for the other, too.
pub(super) const ENVIRON_ITEMS: bool = false;

/// Invented: `def f(t): return secret() if c() else t`, then `f(x)`, then `send(x)`. A result that may be (a part of)
/// an argument is taken for that argument, and so whatever else it may be is found in the argument. Off: the
/// upper bound lets results flow back.
pub(super) const EXACT_RESULTS: bool = false;
