//! Which language a file is in, from its name, its first line and, where both say nothing, an editor's mode
//! line. A language with a grammar wins over one without: of two readings, the one that sees more.
//! A name that promises text says nothing about the bytes: those are looked at by [`super::encoding`].

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::grammar::{self, Grammar};
use super::{headers, languages};

/// What of `grammar.toml` classification reads; the rest is for others.
#[derive(Deserialize)]
struct Row {
    suffixes: Vec<String>,
    file_names: Vec<String>,
    shebangs: Vec<String>,
}

/// The language of a file and what it was told by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// candor parses and lowers it.
    Grammar {
        id: &'static str,
    },
    /// Known by name only.
    Named {
        id: &'static str,
    },
    Unknown,
}

/// What spoke for the language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Evidence {
    FileName,
    Suffix,
    Shebang,
    /// `-*- python -*-`, `vim: ft=python` in the first two lines.
    ModeLine,
    None,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Classification {
    pub language: Language,
    pub evidence: Evidence,
}

impl Classification {
    pub fn grammar(&self) -> Option<&'static Grammar> {
        match self.language {
            Language::Grammar { id } => grammar::by_id(id),
            Language::Named { .. } | Language::Unknown => None,
        }
    }

    /// The language's name in the coverage ledger.
    pub fn language_id(&self) -> Option<&'static str> {
        match self.language {
            Language::Grammar { id } | Language::Named { id } => Some(id),
            Language::Unknown => None,
        }
    }
}

/// Suffixes that say "made from", not what: `config.h.in`.
const TEMPLATE_SUFFIXES: &[&str] = &["in", "tmpl", "template", "tpl", "orig", "bak"];

/// The first bytes that shebang and mode lines are looked for in.
const HEAD: usize = 1024;

/// Never fails: what nothing speaks for is [`Language::Unknown`].
pub fn classify(path: &[u8], bytes: &[u8]) -> Classification {
    let name = path.rsplit(|&byte| byte == b'/').next().unwrap_or(path);
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    let lines = head_lines(bytes);
    let mut fallback = Classification { language: Language::Unknown, evidence: Evidence::None };
    for (evidence, found) in [
        (Evidence::FileName, tables().file_names.get(name.as_str()).copied()),
        (Evidence::Suffix, by_suffix(&name)),
        (Evidence::Shebang, interpreter(lines[0]).and_then(|program| by_interpreter(&program))),
        (Evidence::ModeLine, lines.iter().find_map(|line| mode(line))),
    ] {
        let Some(id) = found else { continue };
        let id = if id == "c" && is_header(&name) && headers::is_cpp(bytes) { "cpp" } else { id };
        if grammar::by_id(id).is_some() {
            return Classification { language: Language::Grammar { id }, evidence };
        }
        if fallback.language == Language::Unknown {
            fallback = Classification { language: Language::Named { id }, evidence };
        }
    }
    fallback
}

/// Headers of C and C++ have one name.
fn is_header(name: &str) -> bool {
    name.ends_with(".h") || name.contains(".h.")
}

struct Tables {
    file_names: BTreeMap<String, &'static str>,
    suffixes: BTreeMap<String, &'static str>,
    programs: BTreeMap<String, &'static str>,
}

/// The registered grammars over the languages known by name.
fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let own = |&(key, id): &(&str, &'static str)| (key.to_owned(), id);
        let mut tables = Tables {
            file_names: languages::FILE_NAMES.iter().map(own).collect(),
            suffixes: languages::SUFFIXES.iter().map(own).collect(),
            programs: languages::PROGRAMS.iter().map(own).collect(),
        };
        for grammar in grammar::all() {
            let row: Row = toml::from_str(grammar.grammar_toml).expect("invariant: grammar.toml is part of the program");
            tables.file_names.extend(row.file_names.iter().map(|name| (name.to_ascii_lowercase(), grammar.id)));
            tables.suffixes.extend(row.suffixes.iter().map(|suffix| (suffix.to_ascii_lowercase(), grammar.id)));
            tables.programs.extend(row.shebangs.iter().map(|program| (program.clone(), grammar.id)));
        }
        tables
    })
}

/// The longest known suffix of a lower-case file name, template suffixes set aside.
fn by_suffix(name: &str) -> Option<&'static str> {
    let mut rest = name;
    for _ in 0..2 {
        let (stem, last) = rest.rsplit_once('.')?;
        let double = stem.rsplit_once('.').and_then(|(_, inner)| tables().suffixes.get(&format!("{inner}.{last}")));
        if let Some(&id) = double.or_else(|| tables().suffixes.get(last)) {
            return Some(id);
        }
        if !TEMPLATE_SUFFIXES.contains(&last) {
            return None;
        }
        rest = stem;
    }
    None
}

/// The first two lines, within [`HEAD`] bytes, without a byte order mark.
fn head_lines(bytes: &[u8]) -> [&[u8]; 2] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut lines = bytes[..bytes.len().min(HEAD)].split(|&byte| byte == b'\n');
    [lines.next().unwrap_or(&[]), lines.next().unwrap_or(&[])]
}

/// The program a `#!` line starts: `/usr/bin/env -S python3 -u` is `python3`.
fn interpreter(line: &[u8]) -> Option<String> {
    let line = String::from_utf8_lossy(line.strip_prefix(b"#!")?).into_owned();
    let mut words = line.split_ascii_whitespace();
    let program = base_name(words.next()?);
    if program != "env" {
        return Some(program.to_owned());
    }
    let word = words.find(|word| !word.starts_with('-') && !word.contains('='))?;
    Some(base_name(word).to_owned())
}

fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// `python3.11` is a `python`.
fn by_interpreter(program: &str) -> Option<&'static str> {
    let program = program.to_ascii_lowercase();
    let program = program.strip_suffix(".exe").unwrap_or(&program);
    let bare = program.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '-');
    tables().programs.get(program).or_else(|| tables().programs.get(bare)).copied()
}

/// The language an editor's mode line names.
fn mode(line: &[u8]) -> Option<&'static str> {
    let line = String::from_utf8_lossy(line).to_ascii_lowercase();
    let named = emacs_mode(&line).or_else(|| vim_mode(&line))?;
    let named = named.strip_suffix("-mode").unwrap_or(named);
    by_interpreter(named).or_else(|| grammar::by_id(named).map(|grammar| grammar.id))
}

fn emacs_mode(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("-*-")?;
    let (inside, _) = rest.split_once("-*-")?;
    match inside.split_once("mode:") {
        Some((_, mode)) => mode.split(';').next().map(str::trim),
        None => (!inside.contains(':')).then(|| inside.trim()),
    }
}

fn vim_mode(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("vim:").or_else(|| line.split_once("vi:"))?;
    let (_, mode) = rest.split_once("ft=").or_else(|| rest.split_once("filetype="))?;
    mode.split(|c: char| !c.is_ascii_alphanumeric()).next()
}

#[cfg(test)]
mod tests {
    use super::{Language, classify};

    fn id(path: &str, text: &str) -> (&'static str, bool) {
        let found = classify(path.as_bytes(), text.as_bytes());
        (found.language_id().unwrap_or(""), matches!(found.language, Language::Grammar { .. }))
    }

    #[test]
    fn names_suffixes_and_first_lines_speak_in_that_order() {
        for (path, text, expected) in [
            ("src/a.c", "", ("c", true)),
            ("include/A.H", "", ("c", true)),
            ("config.h.in", "", ("c", true)),
            ("a.h", "class A;\nstruct B { int class; };\n", ("cpp", true)),
            ("a.h", "// class A {\nint f(int public);\n", ("c", true)),
            ("a.h", "#ifdef __cplusplus\nextern \"C\" {\n#endif\nint f(void);\n", ("c", true)),
            ("a.hpp", "", ("cpp", true)),
            ("tool.py", "#!/bin/sh\n", ("python", true)),
            ("SConstruct", "", ("python", true)),
            ("bin/tool", "#!/usr/bin/env -S python3.11 -u\n", ("python", true)),
            ("bin/tool", "\u{feff}#! /usr/bin/python\n", ("python", true)),
            ("notes.txt", "import os\nos.system('x')\n", ("text", false)),
            ("notes.txt", "#!/usr/bin/python3\nimport os\n", ("python", true)),
            ("run.sh", "#!/usr/bin/env python\n", ("python", true)),
            ("run.sh", "", ("shell", false)),
            ("tool", "# -*- mode: python; coding: utf-8 -*-\n", ("python", true)),
            ("tool", "# -*- coding: utf-8 -*-\n", ("", false)),
            ("tool", "/* -*- C -*- */\n", ("c", true)),
            ("x", "#!/bin/bash\n", ("shell", false)),
            ("a/Main.java", "", ("java", true)),
            ("a/Main.kt", "", ("kotlin", false)),
            ("x.d.ts", "", ("typescript", true)),
            ("x.tsx", "", ("tsx", true)),
            ("Makefile", "", ("make", false)),
            ("LICENSE", "", ("", false)),
            ("", "", ("", false)),
        ] {
            assert_eq!(id(path, text), expected, "{path} {text:?}");
        }
    }
}
