//! Constant folding of Go: formats whose operands are known, and the functions of `strings` with which text is put together.

use crate::ir::{Arg, Callee, Op, ValueId};
use crate::lower::fold::{Datum, Folded};
use crate::lower::intern::MAX_TEXT;
use crate::lower::machine::Lowerer;

/// What rests on the name of a package may be something else: a join of the call and the constant.
pub(super) fn call(lowerer: &Lowerer<'_, '_>, callee: Callee, args: &[Arg]) -> Option<Folded> {
    let Callee::Method { receiver, symbol } = callee else { return None };
    let Op::Name(package) = lowerer.body.op(receiver) else { return None };
    if args.is_empty() || args.iter().any(|arg| arg.spread || lowerer.constant_of(arg.value).is_none()) {
        return None;
    }
    let (package, name) = (lowerer.file.strings.text(package), lowerer.file.strings.text(symbol));
    let folded = match (package, name, args) {
        ("fmt", "Sprintf", [format, rest @ ..]) => format_with(lowerer, format.value, rest),
        ("fmt", "Sprint", [only]) => lowerer.foldable(only.value).filter(is_text),
        ("strings", "ToLower", [only]) => mapped(lowerer, only.value, str::to_lowercase),
        ("strings", "ToUpper", [only]) => mapped(lowerer, only.value, str::to_uppercase),
        ("strings", "TrimSpace", [only]) => mapped(lowerer, only.value, |text| text.trim().to_owned()),
        _ => None,
    };
    folded.map(Folded::uncertain)
}

fn is_text(folded: &Folded) -> bool {
    matches!(folded.datum, Datum::Text(_))
}

fn mapped(lowerer: &Lowerer<'_, '_>, value: ValueId, map: impl Fn(&str) -> String) -> Option<Folded> {
    let folded = lowerer.foldable(value)?;
    let Datum::Text(text) = &folded.datum else { return None };
    let text = map(text);
    Some(folded.with(Datum::Text(text)))
}

/// `%s`, `%d`, `%v` and `%%`; any other verb is not folded.
fn format_with(lowerer: &Lowerer<'_, '_>, format: ValueId, args: &[Arg]) -> Option<Folded> {
    let mut whole = lowerer.foldable(format)?;
    let Datum::Text(format) = whole.datum.clone() else { return None };
    let mut out = String::with_capacity(format.len());
    let mut args = args.iter();
    let mut rest = format.as_str();
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let verb = rest[at + 1..].chars().next()?;
        rest = &rest[at + 1 + verb.len_utf8()..];
        match verb {
            '%' => out.push('%'),
            's' | 'd' | 'v' => {
                let part = lowerer.foldable(args.next()?.value)?;
                match &part.datum {
                    Datum::Text(text) => out.push_str(text),
                    Datum::Int(number) => out.push_str(&number.to_string()),
                    Datum::Bytes(_) => return None,
                }
                let datum = whole.datum.clone();
                whole = whole.joined(&part, datum);
            }
            _ => return None,
        }
        if out.len() > MAX_TEXT {
            return None;
        }
    }
    out.push_str(rest);
    Some(whole.with(Datum::Text(out)))
}
