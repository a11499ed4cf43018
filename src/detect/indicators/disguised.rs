//! `disguised-file`: a program or an archive whose name says that it is something else. `hidden-code`: code in a file of
//! data: a script named as a picture or a table, a script inside of a picture, a table that is one long encoded text. Formats
//! that are archives by another name (documents, packages) are what they say; documentation that shows code is prose.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::telling::{acting, calling};
use super::{At, Signs, Subject};
use crate::syntax::{Evidence, FormKind, Nature, form};

/// Suffixes that promise a picture, a sound or a font.
const MEDIA: &[&str] = &[
    "avi", "bmp", "cur", "eot", "flac", "gif", "icns", "ico", "jpeg", "jpg", "mkv", "mov", "mp3", "mp4", "ogg", "otf", "png",
    "tif", "tiff", "ttf", "wav", "webm", "webp", "woff", "woff2",
];

/// Suffixes that promise text or settings for people and programs.
const TEXT: &[&str] = &[
    "cfg",
    "conf",
    "crt",
    "css",
    "csv",
    "htm",
    "html",
    "ini",
    "json",
    "log",
    "md",
    "pem",
    "po",
    "properties",
    "rst",
    "svg",
    "toml",
    "tsv",
    "txt",
    "xml",
    "yaml",
    "yml",
];

/// Suffixes that promise data and nothing of its form.
const TABLES: &[&str] = &["bak", "bin", "csv", "dat", "data", "db", "dic", "log", "tmp", "tsv", "txt"];

/// Suffixes of settings, which have a form that code has not.
const SETTINGS: &[&str] = &["cfg", "conf", "ini", "json", "properties", "toml", "xml", "yaml", "yml"];

/// Lines of a text that is judged by how its lines look.
const LINES: usize = 2;

/// What a script in a picture begins with.
static SCRIPTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(["<?php", "<script", "#!/bin/", "#!/usr/bin/", "<%eval", "eval(base64_decode"])
        .expect("invariant: a few short words fit an automaton")
});

pub(super) fn look(subject: &Subject<'_>, signs: &mut Signs) {
    let suffix = subject.suffix();
    let media = MEDIA.contains(&suffix.as_str());
    if subject.is_text() {
        if media {
            script_for_picture(subject, signs);
        } else {
            in_text(subject, &suffix, signs);
        }
        return;
    }
    let promises = media || TEXT.contains(&suffix.as_str()) || subject.nature() == Nature::Code && suffix_speaks(subject);
    let own = form(subject.bytes);
    if let Some(own) = own.filter(|own| promises && matches!(own.kind, FormKind::Program | FormKind::Archive)) {
        let rank = if own.kind == FormKind::Program { 95 } else { 70 };
        signs.note(subject, "disguised-file", At::File, rank, || format!("named as .{suffix}, and {}", own.name));
    }
    if own.is_some_and(|own| own.kind == FormKind::Media) || media {
        in_picture(subject, signs);
    }
}

fn suffix_speaks(subject: &Subject<'_>) -> bool {
    matches!(subject.classification.evidence, Evidence::Suffix | Evidence::FileName)
}

/// A picture that is text.
fn script_for_picture(subject: &Subject<'_>, signs: &mut Signs) {
    let text = subject.text;
    let shebang = text.starts_with(b"#!");
    if let Some(word) = acting(text).filter(|_| shebang || code_lines(text).0 > 0) {
        signs.note(subject, "hidden-code", At::File, 90, || format!("named as a picture, sound or font, and text with `{word}`"));
    }
}

/// A script between the bytes of a picture.
fn in_picture(subject: &Subject<'_>, signs: &mut Signs) {
    if let Some(found) = SCRIPTS.find(subject.bytes) {
        signs.note(subject, "hidden-code", At::File, 85, || format!("a picture with a script at byte {}", found.start()));
    }
}

/// Text whose name promises data.
fn in_text(subject: &Subject<'_>, suffix: &str, signs: &mut Signs) {
    let text = subject.text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(subject.text);
    let data = TEXT.contains(&suffix) || TABLES.contains(&suffix);
    if !data {
        return;
    }
    if suffix == "svg" {
        if let Some(at) = memchr::memmem::find(text, b"<script") {
            signs.note(subject, "hidden-code", At::Byte(at), 50, || "a drawing with a script".to_owned());
        }
        return;
    }
    let begins = [&b"#!/"[..], b"<?php"].iter().any(|mark| text.starts_with(mark));
    if begins && subject.classification.evidence != Evidence::FileName {
        signs.note(subject, "hidden-code", At::File, 80, || format!("named as .{suffix}, and begins as a script does"));
    } else if (TABLES.contains(&suffix) || (SETTINGS.contains(&suffix) && !is_structured(text)))
        && subject.nature() != Nature::Code
    {
        let (code, lines) = code_lines(text);
        let word = if lines >= LINES && code * 10 >= lines * 7 { calling(text) } else { None };
        if let Some(word) = word {
            signs.note(subject, "hidden-code", At::File, 60, || {
                format!("named as .{suffix}, and {code} of {lines} lines are code, with `{word}`")
            });
        }
    }
}

/// Whether settings begin as such: a bracket, a key, a remark.
fn is_structured(text: &[u8]) -> bool {
    let line = text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).find(|line| !line.is_empty()).unwrap_or_default();
    let begins = matches!(line.first(), Some(b'{' | b'[' | b'<' | b'#' | b';' | b'"' | b'-' | b'%' | b'/'));
    begins || line.iter().take_while(|byte| !matches!(byte, b'(' | b' ')).any(|byte| matches!(byte, b':' | b'='))
}

/// Lines that look like code, and lines with anything on them, of the first 64 KiB.
fn code_lines(text: &[u8]) -> (usize, usize) {
    let lines =
        text[..text.len().min(1 << 16)].split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    lines.fold((0, 0), |(code, all), line| (code + usize::from(is_code(line)), all + 1))
}

/// A statement, by how it begins or ends; sentences do neither.
fn is_code(line: &[u8]) -> bool {
    const WORDS: &[&[u8]] = &[
        b"import ",
        b"from ",
        b"def ",
        b"class ",
        b"return",
        b"function ",
        b"var ",
        b"let ",
        b"const ",
        b"if (",
        b"for (",
        b"while (",
        b"#include",
        b"public ",
        b"private ",
        b"package ",
        b"func ",
        b"fn ",
        b"use ",
        b"echo ",
        b"export ",
        b"elif ",
        b"else:",
        b"try:",
        b"except",
        b"with ",
        b"#",
        b"//",
        b"<?",
        b"fi",
        b"done",
        b"}",
    ];
    let ends = matches!(line.last(), Some(b';' | b'{' | b'}' | b')' | b'\\'));
    let begins = WORDS.iter().any(|word| line.starts_with(word)) && !line.ends_with(b".");
    let assigns = line.windows(3).any(|three| three == b" = ") || line.ends_with(b"):");
    ends || begins || assigns
}
