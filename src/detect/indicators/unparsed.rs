//! `unparsed-egress`: stretches that could not be parsed and that call, by name, what sends data or starts programs. Where a
//! file is parsed, only the stretches that are not; names in comments and strings, and names that nothing calls, are no sign.

use super::{At, Signs, Subject, Vocabulary};
use crate::base::display;
use crate::report::model::Disposition;
use crate::syntax::Inside;

/// Names told of each file.
const TOLD: usize = 6;

pub(super) fn look(subject: &Subject<'_>, vocabulary: &Vocabulary, signs: &mut Signs) {
    let Some(grammar) = subject.classification.grammar() else { return };
    let whole = [(0, u32::try_from(subject.text.len()).unwrap_or(u32::MAX))];
    let spans = match (subject.facts, subject.disposition) {
        (Some(facts), _) => facts.error_spans.as_slice(),
        (None, Disposition::Lexical) => &whole,
        (None, _) => return,
    };
    let Some(exits) = vocabulary.exits(grammar.id).filter(|_| !spans.is_empty()) else { return };
    let found = exits.search_spans(subject.text, spans);
    let regions = std::cell::LazyCell::new(|| subject.regions());
    let mut names: Vec<(usize, &[u8])> = Vec::new();
    let mut calls = 0u64;
    for (index, offset) in found.names {
        let (name, offset) = (exits.name(index).unwrap_or_default(), offset as usize);
        if is_called(&subject.text[offset + name.len()..]) && regions.at(offset) == Inside::Code {
            calls += 1;
            if !names.iter().any(|(_, known)| *known == name) {
                names.push((offset, name));
            }
        }
    }
    let Some(&(first, _)) = names.first() else { return };
    let told: Vec<String> = names.iter().take(TOLD).map(|(_, name)| format!("`{}`", display::escape_bytes(name))).collect();
    let more = if names.len() > TOLD { format!(" and {} more", names.len() - TOLD) } else { String::new() };
    let what = if subject.facts.is_some() {
        "a stretch that could not be parsed names"
    } else {
        "the file could not be parsed, and names"
    };
    signs.note(subject, "unparsed-egress", At::Byte(first), 60, || format!("{what} {}{more}", told.join(", ")));
    if let Some(sign) = signs.of.get_mut("unparsed-egress") {
        sign.count = calls;
    }
}

fn is_called(rest: &[u8]) -> bool {
    let rest = &rest[..rest.len().min(16)];
    rest.trim_ascii_start().starts_with(b"(")
}
