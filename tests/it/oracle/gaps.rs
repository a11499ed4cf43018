//! What the engine is known to lose or to invent today. Each switch keeps a construct out of the programs, or
//! loosens a bound; turned on, it shows the gap. Once the engine holds with it, the switch is to go.
//!
//! Lost, and too rare in these programs to be kept out: `def f(a, b): a.append(secret()); send(b)` called as `f(x, x)`. Two
//! parameters that are one object are told apart inside of the function.

/// Lost: `def f(x=os.getenv("A")): send(x)` called as `f()`; defaults are followed when they are constants only.
pub(super) const DEFAULT_SOURCES: bool = false;

/// Lost: `m1.g = x` from another module does not reach the global `g` of `m1`.
pub(super) const SET_IN_MODULES: bool = false;

/// Lost, in C: `g = secret(); while (c()) send(g);`. A global that a function both sets and reads in a loop is read
/// as a local variable without a value.
pub(super) const GLOBALS_IN_LOOPS: bool = false;

/// Invented: of two `os.environ[...]` in one function, each is taken for the other, too.
pub(super) const ENVIRON_ITEMS: bool = false;

/// Invented: `def f(t): return secret() if c() else t`, then `f(x)`, then `send(x)`. A result that may be (a part of)
/// an argument is taken for that argument, and so whatever else it may be is found in the argument. Off: the
/// upper bound lets results flow back.
pub(super) const EXACT_RESULTS: bool = false;
