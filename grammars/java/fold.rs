//! Constant folding of Java: the calls with which strings are hidden.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

use crate::ir::{Arg, Callee, LiteralKind, Op, ValueId};
use crate::lower::fold::{Datum, Folded};
use crate::lower::intern::MAX_TEXT;
use crate::lower::machine::Lowerer;

pub(super) fn call(lowerer: &Lowerer<'_, '_>, callee: Callee, args: &[Arg]) -> Option<Folded> {
    match callee {
        Callee::Value(class) => construct(lowerer, name_of(lowerer, class)?, args).map(Folded::uncertain),
        Callee::Method { receiver, symbol } => {
            let method = lowerer.file.strings.text(symbol);
            match (lowerer.foldable(receiver), name_of(lowerer, receiver)) {
                (Some(text), _) => on_text(lowerer, text, method, args),
                (None, Some(class)) => on_class(lowerer, class, method, args).map(Folded::uncertain),
                (None, None) => decoder(lowerer, receiver, method, args).map(Folded::uncertain),
            }
        }
        Callee::Super { .. } => None,
    }
}

/// The last part of the name that a value is.
fn name_of<'l>(lowerer: &'l Lowerer<'_, '_>, value: ValueId) -> Option<&'l str> {
    match lowerer.body.op(value) {
        Op::Name(name) | Op::Get(_, crate::ir::Selector::Field(name)) => Some(lowerer.file.strings.text(name)),
        _ => None,
    }
}

/// `new String(new byte[] {104, 105})`, `new String("…")`.
fn construct(lowerer: &Lowerer<'_, '_>, class: &str, args: &[Arg]) -> Option<Folded> {
    let first = args.first().filter(|_| class == "String")?.value;
    characters(lowerer, first).or_else(|| as_text(lowerer.foldable(first)?))
}

fn on_class(lowerer: &Lowerer<'_, '_>, class: &str, method: &str, args: &[Arg]) -> Option<Folded> {
    let first = args.first()?.value;
    match (class, method) {
        ("String", "valueOf" | "copyValueOf") => characters(lowerer, first).or_else(|| as_text(lowerer.foldable(first)?)),
        ("Integer" | "Long", "parseInt" | "parseLong" | "valueOf") => {
            let folded = lowerer.foldable(first)?;
            let Datum::Text(text) = &folded.datum else { return None };
            let number = text.trim().parse().ok()?;
            Some(folded.with(Datum::Int(number)))
        }
        // android.util.Base64, org.apache.commons.codec.binary.Base64
        ("Base64", "decode" | "decodeBase64") => decoded(lowerer.foldable(first)?),
        _ => None,
    }
}

/// `Base64.getDecoder().decode("…")`.
fn decoder(lowerer: &Lowerer<'_, '_>, receiver: ValueId, method: &str, args: &[Arg]) -> Option<Folded> {
    let Op::Call(call) = lowerer.body.op(receiver) else { return None };
    let Callee::Method { symbol, .. } = lowerer.body.function.calls[call as usize].callee else { return None };
    let maker = lowerer.file.strings.text(symbol);
    let makes = matches!(maker, "getDecoder" | "getUrlDecoder" | "getMimeDecoder") && method == "decode";
    decoded(lowerer.foldable(args.first().filter(|_| makes)?.value)?)
}

fn decoded(folded: Folded) -> Option<Folded> {
    let bytes = match &folded.datum {
        Datum::Text(text) => text.as_bytes(),
        Datum::Bytes(bytes) => bytes.as_slice(),
        Datum::Int(_) => return None,
    };
    let text: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let bytes = STANDARD.decode(&text).or_else(|_| URL_SAFE.decode(&text)).ok()?;
    Some(folded.with(Datum::Bytes(bytes)))
}

fn as_text(folded: Folded) -> Option<Folded> {
    let text = match &folded.datum {
        Datum::Text(text) => text.clone(),
        Datum::Bytes(bytes) => String::from_utf8(bytes.clone()).ok()?,
        Datum::Int(number) => number.to_string(),
    };
    Some(folded.with(Datum::Text(text)))
}

/// The text of an array of numbers or characters, up to the positions that are kept apart.
fn characters(lowerer: &Lowerer<'_, '_>, value: ValueId) -> Option<Folded> {
    let Op::Literal(LiteralKind::List, range) = lowerer.body.op(value) else { return None };
    let mut text = String::new();
    for &(_, entry) in range.of(&lowerer.body.function.entries) {
        let Datum::Int(number) = lowerer.foldable(entry)?.datum else { return None };
        text.push(u32::try_from(number).ok().and_then(char::from_u32)?);
    }
    (!text.is_empty()).then_some(Folded { datum: Datum::Text(text), steps: 1, certain: false })
}

/// Methods of constant strings: nothing can redefine them.
fn on_text(lowerer: &Lowerer<'_, '_>, receiver: Folded, method: &str, args: &[Arg]) -> Option<Folded> {
    let Datum::Text(text) = receiver.datum.clone() else { return None };
    let text_at = |at: usize| match lowerer.foldable(args.get(at)?.value)?.datum {
        Datum::Text(text) => Some(text),
        Datum::Bytes(_) | Datum::Int(_) => None,
    };
    let number_at = |at: usize| match lowerer.foldable(args.get(at)?.value)?.datum {
        Datum::Int(number) => usize::try_from(number).ok(),
        Datum::Bytes(_) | Datum::Text(_) => None,
    };
    let made = match (method, args.len()) {
        ("concat", 1) => format!("{text}{}", text_at(0)?),
        ("toLowerCase", _) => text.to_lowercase(),
        ("toUpperCase", _) => text.to_uppercase(),
        ("trim" | "strip", 0) => text.trim().to_owned(),
        ("toString" | "intern", 0) => text,
        ("replace", 2) => {
            let (old, new) = (text_at(0)?, text_at(1)?);
            let grows = new.len().saturating_mul(text.len() + 1) > 16 * MAX_TEXT;
            (!grows).then(|| text.replace(&old, &new))?
        }
        ("substring", 1) => text.get(number_at(0)?..)?.to_owned(),
        ("substring", 2) => text.get(number_at(0)?..number_at(1)?)?.to_owned(),
        ("getBytes", _) => return Some(receiver.with(Datum::Bytes(text.into_bytes()))),
        _ => return None,
    };
    Some(receiver.with(Datum::Text(made)))
}
