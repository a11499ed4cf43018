//! `bidi-text`: controls that show code in another order than the one it is compiled in (CVE-2021-42574). In code, a control
//! is worth a line unless it stands in one comment or string, paired there, around letters that are written from right to
//! left. In documents and data, unless there are such letters on its line, or it is paired and overrides nothing.

use super::{At, Signs, Subject};
use crate::base::display;
use crate::syntax::{Inside, Nature, Regions};

/// What a control does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Control {
    Embed,
    Override,
    Isolate,
    PopDirection,
    PopIsolate,
}

fn control(character: char) -> Option<Control> {
    Some(match character {
        '\u{202a}' | '\u{202b}' => Control::Embed,
        '\u{202d}' | '\u{202e}' => Control::Override,
        '\u{2066}'..='\u{2068}' => Control::Isolate,
        '\u{202c}' => Control::PopDirection,
        '\u{2069}' => Control::PopIsolate,
        _ => return None,
    })
}

/// Letters that are written from right to left (blocks of bidirectional classes R and AL).
pub(super) fn is_right_to_left(character: char) -> bool {
    matches!(u32::from(character), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc | 0x10800..=0x10fff | 0x1e800..=0x1efff)
        && character.is_alphabetic()
}

/// Controls of one line that are paired.
const MAX_CONTROLS: usize = 10_000;

/// The controls of one line.
#[derive(Default)]
struct Line {
    /// (offset, what, place of its other half).
    controls: Vec<(usize, Control, Option<usize>)>,
    right_to_left: bool,
}

/// Looks at the name of the file.
pub(super) fn in_name(subject: &Subject<'_>, signs: &mut Signs) {
    let hidden = |name: &str| name.chars().any(|character| control(character).is_some());
    if !subject.path.is_ascii() && std::str::from_utf8(subject.path).is_ok_and(hidden) {
        signs.note(subject, "bidi-text", At::File, 95, || "the file's own name holds such a control".to_owned());
    }
}

pub(super) fn look(subject: &Subject<'_>, signs: &mut Signs) {
    // All of them are E2 80 xx or E2 81 xx.
    let mut from = 0;
    let mut regions: Option<Regions> = None;
    while let Some(found) = next_control(subject.text, from) {
        let start = memchr::memrchr(b'\n', &subject.text[..found]).map_or(0, |end| end + 1);
        let end = memchr::memchr(b'\n', &subject.text[found..]).map_or(subject.text.len(), |end| found + end);
        let line = read(&subject.text[start..end], start);
        if subject.nature() == Nature::Code {
            let regions = regions.get_or_insert_with(|| subject.regions());
            in_code(subject, &line, regions, signs);
        } else if !line.right_to_left {
            in_document(subject, &line, signs);
        }
        from = end;
    }
}

fn next_control(text: &[u8], from: usize) -> Option<usize> {
    memchr::memchr_iter(0xe2, &text[from..])
        .map(|at| from + at)
        .find(|&at| matches!(text[at..], [0xe2, 0x80, 0xaa..=0xae, ..] | [0xe2, 0x81, 0xa6..=0xa9, ..]))
}

/// Pairs the controls of a line, as the bidirectional algorithm does at most: a pop closes the last that is open of its sort.
fn read(bytes: &[u8], start: usize) -> Line {
    let mut line = Line::default();
    let mut open: Vec<usize> = Vec::new();
    for (at, character) in characters(bytes) {
        line.right_to_left |= is_right_to_left(character);
        let Some(what) = control(character) else { continue };
        let index = line.controls.len();
        if index >= MAX_CONTROLS {
            break;
        }
        line.controls.push((start + at, what, None));
        let isolate = what == Control::PopIsolate;
        if !isolate && what != Control::PopDirection {
            open.push(index);
        } else if open.last().is_some_and(|&last| (line.controls[last].1 == Control::Isolate) == isolate) {
            let last = open.pop().unwrap_or_default();
            line.controls[last].2 = Some(start + at);
            line.controls[index].2 = Some(line.controls[last].0);
        }
    }
    line
}

/// The characters of text that may not all be UTF-8, with their offsets.
pub(super) fn characters(bytes: &[u8]) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut at = 0;
    bytes.utf8_chunks().flat_map(move |chunk| {
        let start = at;
        at += chunk.valid().len() + chunk.invalid().len();
        chunk.valid().char_indices().map(move |(offset, character)| (start + offset, character))
    })
}

fn in_code(subject: &Subject<'_>, line: &Line, regions: &Regions, signs: &mut Signs) {
    for &(offset, what, other) in &line.controls {
        let place = regions.span(offset);
        let within = other.is_some_and(|other| place.is_some() && regions.span(other) == place);
        if within && what != Control::Override && line.right_to_left {
            continue;
        }
        let rank = if what == Control::Override || other.is_none() || !within { 90 } else { 60 };
        note(subject, offset, other.is_some(), Some(place.map_or(Inside::Code, |place| place.2)), rank, signs);
    }
}

fn in_document(subject: &Subject<'_>, line: &Line, signs: &mut Signs) {
    for &(offset, what, other) in &line.controls {
        if other.is_none() || what == Control::Override {
            note(subject, offset, other.is_some(), None, 40, signs);
        }
    }
}

fn note(subject: &Subject<'_>, offset: usize, paired: bool, inside: Option<Inside>, rank: u8, signs: &mut Signs) {
    signs.note(subject, "bidi-text", At::Byte(offset), rank, || {
        let character = characters(&subject.text[offset..]).next().map(|(_, character)| character).unwrap_or_default();
        let place = match inside {
            Some(Inside::Code) => " between the words of the code",
            Some(Inside::Comment) => " in a comment",
            Some(Inside::String) => " in a string",
            None => "",
        };
        let paired = if paired { "" } else { ", which its line does not close" };
        format!("{} ({}){place}{paired}", display::escape(&character.to_string()), name(character))
    });
}

fn name(character: char) -> &'static str {
    match character {
        '\u{202a}' => "left-to-right embedding",
        '\u{202b}' => "right-to-left embedding",
        '\u{202c}' => "pop directional formatting",
        '\u{202d}' => "left-to-right override",
        '\u{202e}' => "right-to-left override",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "first strong isolate",
        _ => "pop directional isolate",
    }
}
