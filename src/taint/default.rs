//! What a call does with its data when no row and no function of the tree says it: as far as its name tells.

use crate::ir::{Callee, FileFacts, Function, Op, Selector, ValueId};
use crate::link::FunctionLinks;

/// Where arguments go. The receiver's data always goes to the result, unless nothing does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Default {
    Nothing,
    Result,
    ResultAndReceiver,
}

impl Default {
    /// `guessed`: some function of the tree may be meant as well, and says itself what it writes.
    pub(super) fn of(name: Option<&str>, guessed: bool) -> Self {
        match name {
            Some(name) if tells_only_about(name) => Self::Nothing,
            Some(name) if leaves_receiver(name) => Self::Result,
            _ if guessed => Self::Result,
            _ => Self::ResultAndReceiver,
        }
    }
}

/// The last name of what is called.
pub(super) fn called_name<'a>(facts: &'a FileFacts, function: &Function, callee: Callee) -> Option<&'a str> {
    match callee {
        Callee::Method { symbol, .. } | Callee::Super { symbol, .. } => Some(facts.text(symbol)),
        Callee::Value(value) => match function.ops[value as usize] {
            Op::Name(symbol) | Op::Get(_, Selector::Field(symbol)) => Some(facts.text(symbol).trim_start_matches('.')),
            _ => None,
        },
    }
}

/// The parameter that is called, if it is one. What is data there fills what it is given: who hands in data as a function
/// means one that decodes it.
pub(super) fn called_param(function: &Function, same: &[ValueId], callee: Callee) -> Option<ValueId> {
    let Callee::Value(value) = callee else { return None };
    let value = same[value as usize];
    matches!(function.ops[value as usize], Op::Param(_)).then_some(value)
}

/// Memory of the caller's own that is called, if that is what is called: code that was put there.
pub(super) fn called_memory(function: &Function, links: &FunctionLinks, same: &[ValueId], callee: Callee) -> Option<ValueId> {
    let Callee::Value(value) = callee else { return None };
    let value = same[value as usize];
    let is = match function.ops[value as usize] {
        Op::Storage(_) => true,
        // What a library gives without being told of data: `mmap`, `VirtualAlloc`.
        Op::Call(call) => {
            let targets = &links.calls[call as usize];
            targets.edges.is_empty() && !targets.rows.is_empty()
        }
        _ => false,
    };
    is.then_some(value)
}

/// Names of functions that tell something about their argument and do not pass it on.
fn tells_only_about(name: &str) -> bool {
    let lower = name.trim_start_matches('_').to_ascii_lowercase();
    const WHOLE: &[&str] = &[
        "len", "size", "length", "count", "equals", "equal", "compare", "cmp", "exists", "hash", "close", "free", "seek", "tell",
        "lock", "unlock", "release", "acquire", "flush",
    ];
    const PREFIX: &[&str] = &["is_", "has_", "num_", "count_", "check_", "validate", "assert"];
    const SUFFIX: &[&str] =
        &["_len", "_size", "_length", "_count", "_cmp", "_compare", "_equal", "_free", "_exists", "_close", "cmp", "strlen"];
    let camel = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(|character: char| character.is_ascii_uppercase()))
    };
    WHOLE.contains(&lower.as_str())
        || PREFIX.iter().any(|prefix| lower.starts_with(prefix))
        || SUFFIX.iter().any(|suffix| lower.ends_with(suffix))
        || ["is", "has", "Is", "Has"].iter().any(|prefix| camel(prefix))
}

/// Names of methods that use their arguments and do not keep them: the receiver is the same afterwards.
fn leaves_receiver(name: &str) -> bool {
    const VERBS: &[&str] = &[
        "as", "compare", "contains", "convert", "copy", "decode", "decrypt", "encode", "encrypt", "fetch", "filter", "find",
        "format", "from", "get", "join", "load", "lookup", "map", "match", "parse", "print", "query", "read", "replace",
        "resolve", "search", "select", "sign", "split", "strip", "to", "trim", "verify", "view",
    ];
    let name = name.trim_start_matches('_');
    let length = match name.char_indices().skip(1).find(|&(_, character)| character == '_' || character.is_ascii_uppercase()) {
        Some((at, _)) => at,
        None => name.len(),
    };
    VERBS.binary_search(&name[..length].to_ascii_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::leaves_receiver;

    #[test]
    fn verbs_that_keep_nothing() {
        for yes in ["get", "getHeader", "get_header", "Verify", "FromString", "_parse", "to_bytes"] {
            assert!(leaves_receiver(yes), "{yes}");
        }
        for no in ["append", "getter", "set", "tonnage", "add_header", "", "_"] {
            assert!(!leaves_receiver(no), "{no}");
        }
    }
}
