//! `encoded-payload`: long constants in base64, hexadecimal, escapes or lists of bytes. They are decoded, as often as they are
//! encoded, and judged by what comes out: programs, archives, text that acts and long noise are worth a line; pictures,
//! fonts, documents, certificates, digests, keys and prime numbers are what code carries. Settings, tables and documents
//! (lock files, drawings, mail) are looked at only for programs and for text that acts.

use super::telling::{Meaning, meaning};
use super::{At, Signs, Subject, decode};
use crate::syntax::{FormKind, Nature};

/// Letters of the shortest piece that may belong to an encoded text.
const PIECE: usize = 24;
/// What may stand between two pieces of one text.
const BETWEEN: usize = 24;
/// Letters from which text and noise are worth a line.
const LONG: usize = 300;
/// The same for hexadecimal digits, in which keys and test vectors are written.
const LONG_HEX: usize = 600;
/// The least that a list of bytes or of escapes takes.
const LIST: usize = 128;
/// Bytes from which a list that looks like noise is worth a line: tables of ciphers are shorter.
const LONG_LIST: usize = 2048;
/// Escapes of one string that are worth a line, whatever they hold.
const LONG_ESCAPES: usize = 128;
/// How often a text may be encoded in another.
const DEPTH: usize = 4;

/// One encoded text: its pieces, from first to last.
#[derive(Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
    /// Letters of the pieces.
    letters: usize,
}

pub(super) fn look(subject: &Subject<'_>, signs: &mut Signs) {
    let code = subject.nature() == Nature::Code;
    each(subject.text, PIECE, is_letter, BETWEEN, |span| letters(subject, span, code, signs));
    if code {
        each(subject.text, LIST, is_list, 0, |span| list(subject, span, signs));
    }
}

fn is_letter(byte: u8) -> bool {
    decode::base64_value(byte).is_some()
}

/// What lists of numbers and escapes are made of.
fn is_list(byte: u8) -> bool {
    byte.is_ascii_hexdigit()
        || matches!(byte, b'x' | b'X' | b'u' | b'U' | b'\\' | b',' | b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b'+')
}

/// Finds runs of at least `least` fitting bytes, joins those that few others part, and hands them on, in order. Looks at one
/// byte in `least` where nothing fits.
fn each(text: &[u8], least: usize, fits: impl Fn(u8) -> bool, between: usize, mut take: impl FnMut(Span)) {
    let mut held: Option<Span> = None;
    let mut at = 0;
    while at + least <= text.len() {
        let probe = at + least - 1;
        if let Some(back) = text[at..=probe].iter().rev().position(|&byte| !fits(byte)) {
            at = probe - back + 1;
            continue;
        }
        let end = probe + text[probe..].iter().take_while(|&&byte| fits(byte)).count();
        // What is shorter than a piece and touches it belongs to it: the last line of several.
        let span = Span { start: at, end, letters: end - at };
        held = match held {
            Some(before) if at - before.end <= between && parts(&text[before.end..at]) => {
                Some(Span { end, letters: before.letters + span.letters, ..before })
            }
            before => {
                before.into_iter().for_each(&mut take);
                Some(span)
            }
        };
        at = end + 1;
    }
    held.into_iter().for_each(take);
}

/// Whether this is what parts the pieces of one constant.
fn parts(between: &[u8]) -> bool {
    let mut letters = between.iter().filter(|byte| byte.is_ascii_alphanumeric());
    // An escaped line end has a letter.
    between.iter().all(|byte| !matches!(byte, b';' | b':' | b'{' | b'}' | b'=' | b'#')) && letters.by_ref().take(3).count() < 3
}

/// A text of letters and digits.
fn letters(subject: &Subject<'_>, span: Span, code: bool, signs: &mut Signs) {
    let text = &subject.text[span.start..span.end];
    let Some((encoding, bytes)) = decoded(text) else { return };
    let long = code && span.letters >= if encoding == "base64" { LONG } else { LONG_HEX };
    let (encoding, bytes) = unwrapped(encoding, bytes);
    let what = meaning(&bytes);
    let (rank, told) = match what {
        Meaning::Form(form) if bytes.len() >= 48 => (if form.kind == FormKind::Program { 95 } else { 75 }, form.name.to_owned()),
        Meaning::Acting(word) if !is_markup(&bytes) => (85, format!("text with `{word}`")),
        Meaning::Text if long && !is_markup(&bytes) => (30, "text".to_owned()),
        Meaning::Noise if long && !is_armoured(subject.text, span.start) && !is_prime(text) => {
            (40, "data of no known form".to_owned())
        }
        Meaning::Form(_) | Meaning::Acting(_) | Meaning::Text | Meaning::Known | Meaning::Noise | Meaning::Table => return,
    };
    signs.note(subject, "encoded-payload", At::Byte(span.start), rank, || {
        format!("{} letters of {encoding} hold {told}", span.letters)
    });
}

/// What the letters say, if they may be encoded bytes at all.
fn decoded(text: &[u8]) -> Option<(&'static str, Vec<u8>)> {
    let mut kinds = [0usize; 3];
    let (mut hex, mut all) = (0, 0);
    for &byte in text.iter().filter(|byte| is_letter(**byte)) {
        match byte {
            b'A'..=b'Z' => kinds[0] += 1,
            b'a'..=b'z' => kinds[1] += 1,
            b'0'..=b'9' => kinds[2] += 1,
            _ => {}
        }
        hex += usize::from(byte.is_ascii_hexdigit());
        all += 1;
    }
    if hex == all {
        // Digits alone are a number.
        return (kinds[2] < all && kinds[2] > 0).then(|| ("hexadecimal", decode::hex(text)));
    }
    // Names and paths have few capitals, or few small letters, or many signs.
    let plain = kinds.iter().sum::<usize>();
    let mixed = kinds[0] * 10 >= all && kinds[1] * 10 >= all && (all - plain) * 8 <= all;
    let ruled = memchr::memmem::find(text, b"--").is_some() || memchr::memmem::find(text, b"__").is_some();
    (mixed && !ruled).then(|| ("base64", decode::base64(text)))
}

/// Takes off what encodes or compresses what came out, too.
fn unwrapped(encoding: &'static str, mut bytes: Vec<u8>) -> (String, Vec<u8>) {
    let mut told = encoding.to_owned();
    for _ in 1..DEPTH {
        let text = bytes.trim_ascii();
        let solid = text.len() >= PIECE && text.iter().all(|&byte| is_letter(byte) || matches!(byte, b'=' | b'\n' | b'\r'));
        let inner = if solid { decoded(text) } else { decode::inflated(&bytes).map(|inner| ("compressed data", inner)) };
        let Some((inner, next)) = inner else { break };
        told = format!("{told} of {inner}");
        bytes = next;
    }
    (told, bytes)
}

/// Documents that name addresses and do nothing: drawings, source maps, settings. Scripts in them act.
fn is_markup(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii_start();
    let scripted = memchr::memmem::find(text, b"<script").is_some() || memchr::memmem::find(text, b"<?php").is_some();
    matches!(text.first(), Some(b'<' | b'{' | b'[')) && !scripted
}

/// Behind `-----BEGIN`: keys, certificates and signed messages say what they are.
fn is_armoured(text: &[u8], start: usize) -> bool {
    let before = &text[start.saturating_sub(400)..start];
    memchr::memmem::rfind(before, b"-----BEGIN ").is_some()
}

/// The well-known prime numbers of key exchanges begin and end with ones.
fn is_prime(text: &[u8]) -> bool {
    let ones = |text: &mut dyn Iterator<Item = &u8>| text.take(8).all(|byte| byte.eq_ignore_ascii_case(&b'f'));
    ones(&mut text.iter().filter(|byte| byte.is_ascii_hexdigit()))
}

/// A list of numbers, or a string of escapes.
fn list(subject: &Subject<'_>, span: Span, signs: &mut Signs) {
    let text = &subject.text[span.start..span.end];
    let Some((bytes, count)) = decode::numbers(text) else { return };
    if count < LIST / 4 {
        return;
    }
    let (rank, told) = match meaning(&bytes) {
        Meaning::Form(form) => (if form.kind == FormKind::Program { 95 } else { 75 }, form.name.to_owned()),
        Meaning::Acting(word) if !is_markup(&bytes) => (85, format!("text with `{word}`")),
        Meaning::Noise if count >= LONG_LIST => (40, "data of no known form".to_owned()),
        Meaning::Noise | Meaning::Table if is_escaped(text) => (35, "data of no known form".to_owned()),
        Meaning::Acting(_) | Meaning::Text | Meaning::Known | Meaning::Noise | Meaning::Table => return,
    };
    let start = span.start + text.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or_default();
    signs.note(subject, "encoded-payload", At::Byte(start), rank, || format!("{count} bytes written as numbers hold {told}"));
}

/// Escapes and hardly anything else: machine code in a string.
fn is_escaped(text: &[u8]) -> bool {
    let escapes = memchr::memmem::find_iter(text, b"\\x").count();
    escapes >= LONG_ESCAPES && escapes * 6 >= text.len()
}
