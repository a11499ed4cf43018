//! `over-long-whitespace`: code where no window shows it, far to the right or far below. White space that nothing but
//! punctuation follows (the backslash of a macro, a frame of stars, a closing quote) is layout.

use super::{At, Signs, Subject};

/// Columns of white space in a row that push what follows out of a window.
const WIDE: usize = 150;
/// Columns of a tab.
const TAB: usize = 4;
/// Lines without a character in a row.
const DEEP: usize = 150;
/// Letters and digits of a line that make it code.
const WORDS: usize = 3;

pub(super) fn look(subject: &Subject<'_>, signs: &mut Signs) {
    let text = subject.text;
    let (mut start, mut empty) = (0, 0usize);
    for end in memchr::memchr_iter(b'\n', text).chain([text.len()]) {
        let line = &text[start..end];
        if line.len() >= WIDE / TAB {
            right(subject, start, line, signs);
        }
        if line.trim_ascii().is_empty() {
            empty += 1;
        } else {
            if empty >= DEEP && is_code(line) {
                signs.note(subject, "over-long-whitespace", At::Byte(start), 60, || {
                    format!("the file goes on after {empty} empty lines")
                });
            }
            empty = 0;
        }
        start = end + 1;
    }
}

/// One line that may hold a wide gap.
fn right(subject: &Subject<'_>, start: usize, line: &[u8], signs: &mut Signs) {
    let mut at = 0;
    // A gap of WIDE / TAB bytes covers every byte of that distance: one probe a distance finds it.
    while at < line.len() {
        if blank(&line[at..]) == 0 {
            at += WIDE / TAB;
            continue;
        }
        let from = at - before(&line[..at]);
        let mut end = at;
        while let length @ 1.. = blank(&line[end..]) {
            end += length;
        }
        let columns = columns(&line[from..end]);
        if columns >= WIDE && is_code(&line[end..]) {
            let where_ = if line[..from].is_empty() { "the line begins with" } else { "the line goes on after" };
            signs.note(subject, "over-long-whitespace", At::Byte(start + end), 70, || {
                format!("{where_} {columns} columns of white space")
            });
            return;
        }
        at = end + WIDE / TAB;
    }
}

/// The length of the blank that `bytes` begin with: tab, space, and the spaces of other scripts.
fn blank(bytes: &[u8]) -> usize {
    match bytes {
        [b' ' | b'\t', ..] => 1,
        [0xc2, 0xa0, ..] => 2,
        [0xe2, 0x80, 0x80..=0x8a | 0xaf, ..] | [0xe2, 0x81, 0x9f, ..] | [0xe3, 0x80, 0x80, ..] => 3,
        _ => 0,
    }
}

/// How many bytes at the end of `bytes` are blanks.
fn before(bytes: &[u8]) -> usize {
    let mut length = 0;
    loop {
        let rest = &bytes[..bytes.len() - length];
        let one = (1..=3).find(|&size| rest.len() >= size && blank(&rest[rest.len() - size..]) == size);
        match one {
            Some(size) => length += size,
            None => return length,
        }
    }
}

fn columns(blanks: &[u8]) -> usize {
    let tabs = memchr::memchr_iter(b'\t', blanks).count();
    let others = blanks.iter().filter(|&&byte| byte != b'\t' && !(0x80..0xc0).contains(&byte)).count();
    tabs * TAB + others
}

fn is_code(rest: &[u8]) -> bool {
    rest.iter().filter(|byte| byte.is_ascii_alphanumeric()).take(WORDS).count() == WORDS
}
