//! Constant folding of JavaScript: the calls with which strings are hidden.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

use crate::ir::{Arg, Callee, LiteralKind, Op, ValueId};
use crate::lower::fold::{Datum, Folded};
use crate::lower::intern::MAX_TEXT;
use crate::lower::machine::Lowerer;

/// Chains of `split`, `reverse`, `join` are looked through this far.
const MAX_CHAIN: usize = 6;

pub(super) fn call(lowerer: &Lowerer<'_, '_>, callee: Callee, args: &[Arg]) -> Option<Folded> {
    if args.iter().any(|arg| arg.spread) {
        return None;
    }
    match callee {
        Callee::Value(value) => match lowerer.body.op(value) {
            Op::Name(name) => function(lowerer, lowerer.file.strings.text(name), args).map(Folded::uncertain),
            _ => None,
        },
        Callee::Method { receiver, symbol } => {
            let method = lowerer.file.strings.text(symbol);
            if let Op::Name(object) = lowerer.body.op(receiver)
                && lowerer.constant_of(receiver).is_none()
            {
                let object = lowerer.file.strings.text(object);
                return static_method(lowerer, object, method, args).map(Folded::uncertain);
            }
            if method == "join" {
                return join(lowerer, receiver, args);
            }
            self::method(lowerer, lowerer.foldable(receiver)?, method, args)
        }
        Callee::Super { .. } => None,
    }
}

fn function(lowerer: &Lowerer<'_, '_>, name: &str, args: &[Arg]) -> Option<Folded> {
    let first = lowerer.foldable(args.first()?.value)?;
    match name {
        "atob" => {
            let bytes = decoded(&first.datum, "base64")?;
            Some(first.with(Datum::Text(bytes.into_iter().map(char::from).collect())))
        }
        "decodeURIComponent" | "decodeURI" | "unescape" => {
            let Datum::Text(text) = &first.datum else { return None };
            let text = percent_decoded(text)?;
            Some(first.with(Datum::Text(text)))
        }
        "String" => Some(match first.datum {
            Datum::Int(number) => first.with(Datum::Text(number.to_string())),
            _ => first,
        }),
        _ => None,
    }
}

fn static_method(lowerer: &Lowerer<'_, '_>, object: &str, method: &str, args: &[Arg]) -> Option<Folded> {
    match (object, method) {
        ("String", "fromCharCode" | "fromCodePoint") => {
            let mut whole: Option<Folded> = None;
            let mut text = String::new();
            for arg in args {
                let one = lowerer.foldable(arg.value)?;
                let Datum::Int(number) = one.datum else { return None };
                text.push(u32::try_from(number).ok().and_then(char::from_u32)?);
                whole = Some(match whole {
                    Some(before) => before.joined(&one, Datum::Int(0)),
                    None => one,
                });
            }
            Some(whole?.with(Datum::Text(text)))
        }
        ("Buffer", "from") => {
            let first = lowerer.foldable(args.first()?.value)?;
            let encoding = match args.get(1) {
                Some(arg) => match lowerer.foldable(arg.value)?.datum {
                    Datum::Text(text) => text,
                    Datum::Bytes(_) | Datum::Int(_) => return None,
                },
                None => "utf8".to_owned(),
            };
            let bytes = decoded(&first.datum, &encoding)?;
            Some(first.with(Datum::Bytes(bytes)))
        }
        ("window" | "globalThis" | "self", _) => function(lowerer, method, args),
        _ => None,
    }
}

/// Methods of constant strings and bytes: nothing can redefine them.
fn method(lowerer: &Lowerer<'_, '_>, receiver: Folded, name: &str, args: &[Arg]) -> Option<Folded> {
    let number = |at: usize| match args.get(at).map(|arg| lowerer.foldable(arg.value)) {
        None => Some(None),
        Some(Some(Folded { datum: Datum::Int(number), .. })) => Some(Some(number)),
        Some(_) => None,
    };
    match (name, &receiver.datum, args) {
        ("replace" | "replaceAll", Datum::Text(text), [from, to]) => {
            let (from, to) = (lowerer.foldable(from.value)?, lowerer.foldable(to.value)?);
            let (Datum::Text(old), Datum::Text(new)) = (&from.datum, &to.datum) else { return None };
            let grows = new.len().saturating_mul(text.len() + 1) > 16 * MAX_TEXT;
            let replaced = match name {
                _ if grows => return None,
                "replace" => text.replacen(old.as_str(), new, 1),
                _ => text.replace(old.as_str(), new),
            };
            let datum = Datum::Text(replaced);
            Some(receiver.joined(&from, datum.clone()).joined(&to, datum))
        }
        ("concat", Datum::Text(text), _) => {
            let mut whole = receiver.clone();
            let mut out = text.clone();
            for arg in args {
                let part = lowerer.foldable(arg.value)?;
                match &part.datum {
                    Datum::Text(text) => out.push_str(text),
                    Datum::Int(number) => out.push_str(&number.to_string()),
                    Datum::Bytes(_) => return None,
                }
                whole = whole.joined(&part, Datum::Int(0));
            }
            (out.len() <= MAX_TEXT).then(|| whole.with(Datum::Text(out)))
        }
        ("toLowerCase", Datum::Text(text), []) => Some(receiver.clone().with(Datum::Text(text.to_lowercase()))),
        ("toUpperCase", Datum::Text(text), []) => Some(receiver.clone().with(Datum::Text(text.to_uppercase()))),
        ("trim", Datum::Text(text), []) => Some(receiver.clone().with(Datum::Text(text.trim().to_owned()))),
        ("slice" | "substring" | "substr" | "charAt", Datum::Text(text), _) => {
            let text = sliced(text, name, number(0)?, number(1)?);
            Some(receiver.with(Datum::Text(text)))
        }
        ("repeat", Datum::Text(text), [_]) => {
            let times = usize::try_from(number(0)??).ok().filter(|times| times.saturating_mul(text.len()) <= MAX_TEXT)?;
            let text = text.repeat(times);
            Some(receiver.with(Datum::Text(text)))
        }
        ("toString", Datum::Bytes(bytes), [] | [_]) => {
            let encoding = match args.first() {
                Some(arg) => match lowerer.foldable(arg.value)?.datum {
                    Datum::Text(text) => text.to_ascii_lowercase(),
                    Datum::Bytes(_) | Datum::Int(_) => return None,
                },
                None => "utf8".to_owned(),
            };
            let text = match encoding.as_str() {
                "utf8" | "utf-8" | "ascii" => std::str::from_utf8(bytes).ok()?.to_owned(),
                "latin1" | "binary" => bytes.iter().copied().map(char::from).collect(),
                "base64" => STANDARD.encode(bytes),
                _ => return None,
            };
            Some(receiver.with(Datum::Text(text)))
        }
        ("toString", Datum::Text(_), []) => Some(receiver),
        _ => None,
    }
}

/// By characters; JavaScript counts UTF-16 units, which differ outside of the basic plane alone.
fn sliced(text: &str, method: &str, from: Option<i64>, to: Option<i64>) -> String {
    let characters: Vec<char> = text.chars().collect();
    let len = characters.len() as i64;
    let clamp = |at: i64| at.clamp(0, len);
    let relative = |at: i64| if at < 0 { clamp(at.saturating_add(len)) } else { clamp(at) };
    let (from, to) = match method {
        "slice" => (relative(from.unwrap_or(0)), relative(to.unwrap_or(len))),
        "substr" => {
            let from = relative(from.unwrap_or(0));
            (from, clamp(from.saturating_add(to.unwrap_or(len))))
        }
        "charAt" => (clamp(from.unwrap_or(0)), clamp(from.unwrap_or(0).saturating_add(1))),
        _ => {
            let (a, b) = (clamp(from.unwrap_or(0)), clamp(to.unwrap_or(len)));
            (a.min(b), a.max(b))
        }
    };
    characters.get(from as usize..to as usize).unwrap_or_default().iter().collect()
}

/// `[…].join(separator)`, and chains of `split` and `reverse` before it.
fn join(lowerer: &Lowerer<'_, '_>, receiver: ValueId, args: &[Arg]) -> Option<Folded> {
    let separator = match args.first() {
        Some(arg) => match lowerer.foldable(arg.value)?.datum {
            Datum::Text(text) => text,
            Datum::Bytes(_) | Datum::Int(_) => return None,
        },
        None => ",".to_owned(),
    };
    let (parts, whole) = texts(lowerer, receiver)?;
    let len: usize = parts.iter().map(|part| part.len() + separator.len()).sum();
    (len <= MAX_TEXT + separator.len()).then(|| whole.with(Datum::Text(parts.join(&separator))))
}

/// The elements of an array whose strings are all known.
fn texts(lowerer: &Lowerer<'_, '_>, array: ValueId) -> Option<(Vec<String>, Folded)> {
    let (mut at, mut turned) = (array, false);
    for _ in 0..MAX_CHAIN {
        match lowerer.body.op(at) {
            Op::Literal(LiteralKind::List, range) => {
                let mut parts = Vec::new();
                let mut whole: Option<Folded> = None;
                for &(_, value) in range.of(&lowerer.body.function.entries) {
                    let part = lowerer.foldable(value)?;
                    match &part.datum {
                        Datum::Text(text) => parts.push(text.clone()),
                        Datum::Int(number) => parts.push(number.to_string()),
                        Datum::Bytes(_) => return None,
                    }
                    whole = Some(match whole {
                        Some(before) => before.joined(&part, Datum::Int(0)),
                        None => part,
                    });
                }
                if turned {
                    parts.reverse();
                }
                return Some((parts, whole?));
            }
            Op::Call(call) => {
                let site = lowerer.body.function.calls[call as usize];
                let Callee::Method { receiver, symbol } = site.callee else { return None };
                let args = site.args.of(&lowerer.body.function.args);
                match (lowerer.file.strings.text(symbol), args) {
                    ("reverse", []) => {
                        turned = !turned;
                        at = receiver;
                    }
                    ("split", [separator]) => {
                        let (text, separator) = (lowerer.foldable(receiver)?, lowerer.foldable(separator.value)?);
                        let (Datum::Text(whole), Datum::Text(by)) = (&text.datum, &separator.datum) else { return None };
                        let mut parts: Vec<String> = match by.as_str() {
                            "" => whole.chars().map(String::from).collect(),
                            by => whole.split(by).map(str::to_owned).collect(),
                        };
                        if turned {
                            parts.reverse();
                        }
                        return Some((parts, text));
                    }
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
    None
}

fn decoded(datum: &Datum, encoding: &str) -> Option<Vec<u8>> {
    let bytes = match datum {
        Datum::Text(text) => text.as_bytes(),
        Datum::Bytes(bytes) => bytes.as_slice(),
        Datum::Int(_) => return None,
    };
    match encoding.to_ascii_lowercase().as_str() {
        "base64" | "base64url" => {
            let text: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
            let standard = STANDARD.decode(&text).or_else(|_| STANDARD_NO_PAD.decode(&text));
            standard.or_else(|_| URL_SAFE.decode(&text)).or_else(|_| URL_SAFE_NO_PAD.decode(&text)).ok()
        }
        "hex" => {
            let pair = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
            bytes.len().is_multiple_of(2).then(|| bytes.chunks(2).map(pair).collect())?
        }
        "utf8" | "utf-8" | "ascii" | "latin1" | "binary" => Some(bytes.to_vec()),
        _ => None,
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let digits = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match (first, digits.and_then(|digits| u8::from_str_radix(digits, 16).ok())) {
            (b'%', Some(byte)) => {
                out.push(byte);
                rest = &tail[2..];
            }
            _ => {
                out.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(out).ok()
}
