//! Constant folding of Python: the calls and slices with which strings are hidden.

use crate::lower::outline::Node;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

use crate::ir::{Arg, Callee, Const, LiteralKind, Op, ValueId};
use crate::lower::fold::{Datum, Folded, Items, integers};
use crate::lower::intern::MAX_TEXT;
use crate::lower::machine::Lowerer;
use crate::lower::roles::{Part, Role};

/// Expressions in a comprehension are read this deep.
const MAX_DEPTH: usize = 8;

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
            match lowerer.body.op(receiver) {
                Op::Name(module) if lowerer.constant_of(receiver).is_none() => {
                    let module = lowerer.file.strings.text(module);
                    let decodes = matches!(module, "base64" | "binascii" | "bytes" | "bytearray" | "codecs");
                    decodes.then(|| function(lowerer, method, args)).flatten().map(Folded::uncertain)
                }
                _ => self::method(lowerer, lowerer.foldable(receiver)?, method, args),
            }
        }
        Callee::Super { .. } => None,
    }
}

/// Functions by the last part of their name.
fn function(lowerer: &Lowerer<'_, '_>, name: &str, args: &[Arg]) -> Option<Folded> {
    let first = args.first()?.value;
    match (name, args) {
        ("bytes" | "bytearray", [_]) => items_as_bytes(lowerer, first).or_else(|| lowerer.foldable(first).filter(is_bytes)),
        ("map", [_, mapped]) if names(lowerer, first, "chr") => items_as_text(lowerer, mapped.value),
        ("chr", [_]) => {
            let folded = lowerer.foldable(first)?;
            let Datum::Int(number) = folded.datum else { return None };
            let character = u32::try_from(number).ok().and_then(char::from_u32)?;
            Some(folded.with(Datum::Text(character.to_string())))
        }
        ("ord", [_]) => {
            let folded = lowerer.foldable(first)?;
            let Datum::Text(text) = &folded.datum else { return None };
            let mut characters = text.chars();
            let number = i64::from(u32::from(characters.next()?));
            characters.next().is_none().then_some(folded.with(Datum::Int(number)))
        }
        ("str", [_]) => lowerer.foldable(first).map(|folded| match folded.datum {
            Datum::Int(number) => folded.with(Datum::Text(number.to_string())),
            _ => folded,
        }),
        ("reversed", [_]) => {
            let folded = lowerer.foldable(first)?;
            let datum = sliced(&folded.datum, None, None, -1)?;
            Some(folded.with(datum))
        }
        ("b64decode" | "standard_b64decode" | "urlsafe_b64decode" | "decodebytes" | "a2b_base64", _) => {
            decoded(lowerer.foldable(first)?, "base64")
        }
        ("fromhex" | "unhexlify" | "a2b_hex" | "b16decode", _) => decoded(lowerer.foldable(first)?, "hex"),
        ("decode", [_, codec]) => {
            let Datum::Text(codec) = lowerer.foldable(codec.value)?.datum else { return None };
            decoded(lowerer.foldable(first)?, &codec)
        }
        _ => None,
    }
}

fn is_bytes(folded: &Folded) -> bool {
    matches!(folded.datum, Datum::Bytes(_))
}

fn names(lowerer: &Lowerer<'_, '_>, value: ValueId, wanted: &str) -> bool {
    matches!(lowerer.body.op(value), Op::Name(name) if lowerer.file.strings.text(name) == wanted)
}

/// Methods of constant strings and bytes: nothing can redefine them.
fn method(lowerer: &Lowerer<'_, '_>, receiver: Folded, name: &str, args: &[Arg]) -> Option<Folded> {
    match (name, &receiver.datum, args) {
        ("join", Datum::Text(separator), [joined]) => join(lowerer, &receiver, separator, joined.value),
        ("replace", Datum::Text(text), [from, to]) => {
            let (from, to) = (lowerer.foldable(from.value)?, lowerer.foldable(to.value)?);
            let (Datum::Text(old), Datum::Text(new)) = (&from.datum, &to.datum) else { return None };
            let grows = new.len().saturating_mul(text.len() + 1) > 16 * MAX_TEXT;
            let datum = Datum::Text((!grows).then(|| text.replace(old.as_str(), new))?);
            Some(receiver.joined(&from, datum.clone()).joined(&to, datum))
        }
        ("lower", Datum::Text(text), []) => Some(receiver.clone().with(Datum::Text(text.to_lowercase()))),
        ("upper", Datum::Text(text), []) => Some(receiver.clone().with(Datum::Text(text.to_uppercase()))),
        ("strip", Datum::Text(text), []) => Some(receiver.clone().with(Datum::Text(text.trim().to_owned()))),
        ("encode", Datum::Text(text), _) => Some(receiver.clone().with(Datum::Bytes(text.clone().into_bytes()))),
        ("decode", _, []) => decoded(receiver, "utf-8"),
        ("decode", _, [codec, ..]) => {
            let Datum::Text(codec) = lowerer.foldable(codec.value)?.datum else { return None };
            decoded(receiver, &codec)
        }
        ("format", Datum::Text(text), _) => formatted(lowerer, &receiver, text, args),
        _ => None,
    }
}

fn join(lowerer: &Lowerer<'_, '_>, receiver: &Folded, separator: &str, joined: ValueId) -> Option<Folded> {
    if let Some(Items::Texts(texts)) = lowerer.body.known.items.get(&joined) {
        // Items of a comprehension rest on names (`chr`).
        return Some(receiver.clone().with(Datum::Text(texts.join(separator))).uncertain());
    }
    if let Op::Literal(kind @ (LiteralKind::List | LiteralKind::Tuple), range) = lowerer.body.op(joined) {
        if range.of(&lowerer.body.function.entries).is_empty() {
            return None;
        }
        // A list that has been given a name may have grown since; one that is written in the call has not.
        let grows = kind == LiteralKind::List && joined + 1 != lowerer.body.function.ops.len() as ValueId;
        let mut whole = receiver.clone().with(Datum::Text(String::new()));
        for (number, &(_, value)) in range.of(&lowerer.body.function.entries).iter().enumerate() {
            let part = lowerer.foldable(value)?;
            let (Datum::Text(so_far), Datum::Text(text)) = (&whole.datum, &part.datum) else { return None };
            if so_far.len() > MAX_TEXT {
                return None;
            }
            let between = if number == 0 { "" } else { separator };
            let datum = Datum::Text(format!("{so_far}{between}{text}"));
            whole = whole.joined(&part, datum);
        }
        return Some(if grows { whole.uncertain() } else { whole });
    }
    let text = lowerer.foldable(joined)?;
    let Datum::Text(characters) = &text.datum else { return None };
    let parts: Vec<String> = characters.chars().map(String::from).collect();
    Some(receiver.joined(&text, Datum::Text(parts.join(separator))))
}

fn items_as_bytes(lowerer: &Lowerer<'_, '_>, value: ValueId) -> Option<Folded> {
    let Items::Ints(items) = lowerer.body.known.items.get(&value)? else { return None };
    let bytes = items.iter().map(|&item| u8::try_from(item).ok()).collect::<Option<Vec<u8>>>()?;
    Some(Folded { datum: Datum::Bytes(bytes), steps: 1, certain: false })
}

fn items_as_text(lowerer: &Lowerer<'_, '_>, value: ValueId) -> Option<Folded> {
    let Items::Ints(items) = lowerer.body.known.items.get(&value)? else { return None };
    let text = items.iter().map(|&item| u32::try_from(item).ok().and_then(char::from_u32)).collect::<Option<String>>()?;
    Some(Folded { datum: Datum::Text(text), steps: 1, certain: false })
}

fn decoded(folded: Folded, codec: &str) -> Option<Folded> {
    let bytes = match &folded.datum {
        Datum::Text(text) => text.as_bytes(),
        Datum::Bytes(bytes) => bytes.as_slice(),
        Datum::Int(_) => return None,
    };
    let datum = match codec.to_ascii_lowercase().as_str() {
        "base64" | "base-64" => {
            let text: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
            Datum::Bytes(STANDARD.decode(&text).or_else(|_| URL_SAFE.decode(&text)).ok()?)
        }
        "hex" => Datum::Bytes(unhex(bytes)?),
        "rot13" | "rot_13" | "rot-13" => Datum::Text(std::str::from_utf8(bytes).ok()?.chars().map(rot13).collect()),
        "utf-8" | "utf8" | "ascii" | "latin-1" | "latin1" => Datum::Text(std::str::from_utf8(bytes).ok()?.to_owned()),
        _ => return None,
    };
    Some(folded.with(datum))
}

fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let pair = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
    digits.len().is_multiple_of(2).then(|| digits.chunks(2).map(pair).collect())?
}

fn rot13(character: char) -> char {
    let turn = |base: u8| char::from((character as u8 - base + 13) % 26 + base);
    match character {
        'a'..='z' => turn(b'a'),
        'A'..='Z' => turn(b'A'),
        _ => character,
    }
}

/// `"{}:{}".format(a, b)`: plain and numbered fields, named ones from keywords.
fn formatted(lowerer: &Lowerer<'_, '_>, receiver: &Folded, text: &str, args: &[Arg]) -> Option<Folded> {
    let positional: Vec<&Arg> = args.iter().filter(|arg| arg.keyword.is_none()).collect();
    let mut whole = receiver.clone().with(Datum::Text(String::new()));
    let mut out = String::new();
    let mut rest = text;
    let mut next = 0;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if rest.starts_with(brace) {
            out.push_str(brace);
            rest = &rest[1..];
            continue;
        }
        let end = rest.find('}').filter(|_| brace == "{")?;
        let field = &rest[..end];
        rest = &rest[end + 1..];
        let named = |arg: &&Arg| arg.keyword.is_some_and(|keyword| lowerer.file.strings.text(keyword) == field);
        let arg = match field.parse::<usize>() {
            Ok(number) => positional.get(number).copied(),
            Err(_) if field.is_empty() => positional.get(next).copied(),
            Err(_) => args.iter().find(named),
        };
        next += 1;
        let value = lowerer.foldable(arg?.value)?;
        match &value.datum {
            Datum::Text(text) => out.push_str(text),
            Datum::Int(number) => out.push_str(&number.to_string()),
            Datum::Bytes(_) => return None,
        }
        if out.len() > MAX_TEXT {
            return None;
        }
        whole = whole.joined(&value, Datum::Text(String::new()));
    }
    out.push_str(rest);
    Some(whole.with(Datum::Text(out)))
}

/// `format % values` with constants: `%s`, `%d`, `%x`, `%%`.
pub(super) fn percent(lowerer: &Lowerer<'_, '_>, operands: &[ValueId]) -> Option<Folded> {
    let (&format, values) = operands.split_first()?;
    let format = lowerer.foldable(format)?;
    let Datum::Text(text) = &format.datum else { return None };
    let mut whole = format.clone();
    let mut out = String::new();
    let mut values = values.iter();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let conversion = *rest.as_bytes().get(at + 1)?;
        rest = &rest[at + 1..];
        if conversion == b'%' {
            out.push('%');
        } else {
            let value = lowerer.foldable(*values.next()?)?;
            match (conversion, &value.datum) {
                (b's', Datum::Text(text)) => out.push_str(text),
                (b's' | b'd' | b'i', Datum::Int(number)) => out.push_str(&number.to_string()),
                (b'c', &Datum::Int(number)) => out.push(u32::try_from(number).ok().and_then(char::from_u32)?),
                (b'x', Datum::Int(number)) => out.push_str(&format!("{number:x}")),
                _ => return None,
            }
            whole = whole.joined(&value, Datum::Int(0));
        }
        rest = &rest[1..];
        if out.len() > MAX_TEXT {
            return None;
        }
    }
    out.push_str(rest);
    values.next().is_none().then(|| whole.with(Datum::Text(out)))
}

/// `base[a:b:c]` with constants.
pub(super) fn slice<'t>(lowerer: &mut Lowerer<'_, 't>, base: ValueId, node: Node<'t>) -> Option<Folded> {
    let folded = lowerer.foldable(base)?;
    let slice = lowerer.part(node, Part::Index).filter(|index| lowerer.role(*index) == Role::Slice)?;
    let text = std::str::from_utf8(lowerer.bytes(slice)).ok()?;
    let mut bounds = [None; 3];
    for (number, bound) in text.split(':').enumerate() {
        let bound = bound.trim();
        if !bound.is_empty() {
            *bounds.get_mut(number)? = Some(bound.parse::<i64>().ok()?);
        }
    }
    let datum = sliced(&folded.datum, bounds[0], bounds[1], bounds[2].unwrap_or(1))?;
    Some(folded.with(datum))
}

fn sliced(datum: &Datum, from: Option<i64>, to: Option<i64>, step: i64) -> Option<Datum> {
    match datum {
        Datum::Text(text) => {
            let characters: Vec<char> = text.chars().collect();
            Some(Datum::Text(positions(characters.len(), from, to, step)?.map(|at| characters[at]).collect()))
        }
        Datum::Bytes(bytes) => Some(Datum::Bytes(positions(bytes.len(), from, to, step)?.map(|at| bytes[at]).collect())),
        Datum::Int(_) => None,
    }
}

/// The positions a slice selects, in order.
fn positions(len: usize, from: Option<i64>, to: Option<i64>, step: i64) -> Option<impl Iterator<Item = usize>> {
    let len = len as i64;
    let absolute = |bound: i64| if bound < 0 { bound.saturating_add(len) } else { bound };
    let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
    let from = from.map_or(if step > 0 { 0 } else { len - 1 }, |from| absolute(from).clamp(low, high));
    let to = to.map_or(if step > 0 { len } else { -1 }, |to| absolute(to).clamp(low, high));
    let count = match step {
        0 => return None,
        1.. => (to - from).max(0).unsigned_abs().div_ceil(step.unsigned_abs()),
        _ => (from - to).max(0).unsigned_abs().div_ceil(step.unsigned_abs()),
    };
    Some((0..count as i64).map(move |number| (from + number * step) as usize))
}

/// Lists of numbers, and comprehensions over constants: `[chr(c ^ 66) for c in data]`.
pub(super) fn items<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, literal: ValueId) {
    let found = match lowerer.role(node) {
        Role::List | Role::Tuple => numbers(lowerer, node).map(Items::Ints),
        Role::Comprehension if !lowerer.body.known.iterated.is_empty() => comprehension(lowerer, node),
        _ => None,
    };
    if let Some(found) = found {
        lowerer.body.known.items.insert(literal, found);
    }
}

fn numbers<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Vec<i64>> {
    let first = lowerer.only_child(node)?;
    if lowerer.role(first) != Role::Int {
        return None;
    }
    let children = lowerer.children(node);
    let all = if children.len() <= MAX_TEXT {
        children.iter().map(|child| crate::lower::text::integer(lowerer.bytes(*child))).collect()
    } else {
        None
    };
    lowerer.recycle(children);
    all
}

/// The elements of a comprehension with one clause over a constant, by evaluating its body for each.
fn comprehension<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Items> {
    let clauses = lowerer.children(node);
    let clause = clauses.iter().copied().filter(|clause| matches!(lowerer.role(*clause), Role::ForIn | Role::IfIn));
    let clause: Vec<Node<'t>> = clause.collect();
    lowerer.recycle(clauses);
    let [clause] = clause[..] else { return None };
    let iterated = lowerer.body.known.iterated.remove(&clause.id())?;
    let elements: Vec<i64> = match lowerer.body.known.items.get(&iterated) {
        Some(Items::Ints(items)) => items.clone(),
        Some(Items::Texts(_)) => return None,
        None => match lowerer.foldable(iterated)?.datum {
            Datum::Bytes(bytes) => bytes.into_iter().map(i64::from).collect(),
            Datum::Text(text) => text.chars().map(|character| i64::from(u32::from(character))).collect(),
            Datum::Int(_) => return None,
        },
    };
    let of_text = matches!(lowerer.constant_of(iterated), Some(Const::Str(_)));
    let variable = lowerer.part(clause, Part::Bind).filter(|target| lowerer.role(*target) == Role::Name)?;
    let body = lowerer.part(node, Part::Body)?;
    if !lowerer.file.spend_folding(elements.len()) {
        return None;
    }
    let results: Option<Vec<Datum>> = elements
        .into_iter()
        .map(|element| {
            let item = match of_text {
                true => Datum::Text(char::from_u32(u32::try_from(element).ok()?)?.to_string()),
                false => Datum::Int(element),
            };
            evaluate(lowerer, body, lowerer.bytes(variable), &item, MAX_DEPTH)
        })
        .collect();
    collected(results?)
}

fn collected(results: Vec<Datum>) -> Option<Items> {
    match results.first()? {
        Datum::Int(_) => results
            .into_iter()
            .map(|item| if let Datum::Int(number) = item { Some(number) } else { None })
            .collect::<Option<_>>()
            .map(Items::Ints),
        Datum::Text(_) => results
            .into_iter()
            .map(|item| if let Datum::Text(text) = item { Some(text) } else { None })
            .collect::<Option<_>>()
            .map(Items::Texts),
        Datum::Bytes(_) => None,
    }
}

/// The value of a small expression over one variable; `depth` bounds how deep it is read.
fn evaluate<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>, variable: &[u8], item: &Datum, depth: usize) -> Option<Datum> {
    let depth = depth.checked_sub(1)?;
    match lowerer.role(node) {
        Role::Name if lowerer.bytes(node) == variable => Some(item.clone()),
        Role::Name => lowerer.constant_variable(node).map(Datum::Int),
        Role::Int => crate::lower::text::integer(lowerer.bytes(node)).map(Datum::Int),
        Role::Group => evaluate(lowerer, node.telling_children().next()?, variable, item, depth),
        Role::Binary => {
            let left = evaluate(lowerer, lowerer.part(node, Part::Object)?, variable, item, depth)?;
            let right = evaluate(lowerer, lowerer.part(node, Part::Value)?, variable, item, depth)?;
            match (left, right) {
                (Datum::Int(left), Datum::Int(right)) => integers(lowerer.operator(node), left, right).map(Datum::Int),
                _ => None,
            }
        }
        Role::Call => {
            let argument = lowerer.part(node, Part::Args)?.telling_children().next()?;
            let argument = evaluate(lowerer, argument, variable, item, depth)?;
            match (lowerer.bytes(lowerer.part(node, Part::Callee)?), argument) {
                (b"chr", Datum::Int(number)) => {
                    u32::try_from(number).ok().and_then(char::from_u32).map(|character| Datum::Text(character.to_string()))
                }
                (b"ord", Datum::Text(text)) => text.chars().next().map(|first| Datum::Int(i64::from(u32::from(first)))),
                _ => None,
            }
        }
        _ => None,
    }
}
