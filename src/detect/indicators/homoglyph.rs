//! `homoglyph`: words of the code that look like others (Unicode Technical Standard #39). Worth a line: a word whose letters
//! come from several alphabets and which looks like an ASCII word as a whole; one that looks like an ASCII word that the
//! same file or a library has; a letter that looks like an operator. A word that is all Cyrillic or all Greek, or a
//! mathematician's `dθ` or `σ_x`, is none of these. Comments and strings are prose, and not looked at.

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization as _;
use unicode_security::MixedScript as _;
use unicode_security::confusable_detection::skeleton;

use super::bidi::characters;
use super::{At, Signs, Subject, Vocabulary};
use crate::base::display;
use crate::syntax::{Inside, Nature, Regions};

/// Longer words are cut: no name is that long.
const MAX_WORD: usize = 256;

/// Different words of a file that are judged.
const MAX_WORDS: usize = 10_000;

/// Words of a file that are looked at, and that others are compared with.
const MAX_PLACES: usize = 1 << 20;

pub(super) fn look(subject: &Subject<'_>, vocabulary: &Vocabulary, signs: &mut Signs) {
    if subject.nature() != Nature::Code {
        return;
    }
    let words = foreign_words(subject.text);
    if words.is_empty() {
        return;
    }
    let regions = subject.regions();
    let mut own: Option<FxHashSet<String>> = None;
    // Words that were judged, and how: names stand in many places.
    let mut judged: FxHashMap<&str, Option<(u8, String)>> = FxHashMap::default();
    for (offset, word) in words {
        if regions.at(offset) != Inside::Code || (judged.len() >= MAX_WORDS && !judged.contains_key(word)) {
            continue;
        }
        let mut twin = |alike: &str| {
            vocabulary.looks_like(alike) || own.get_or_insert_with(|| ascii_words(subject, &regions)).contains(alike)
        };
        if let Some((rank, what)) = judged.entry(word).or_insert_with(|| judge(word, &mut twin)) {
            signs.note(subject, "homoglyph", At::Byte(offset), *rank, || format!("`{}` {what}", display::escape(word)));
        }
    }
}

fn is_word(character: char) -> bool {
    character == '_' || character.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&character)
}

/// (offset, word) of all words that are not all ASCII.
fn foreign_words(text: &[u8]) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut base = 0;
    for chunk in text.utf8_chunks() {
        let valid = chunk.valid();
        let mut done = 0;
        for (at, character) in valid.char_indices() {
            if character.is_ascii() || at < done || !is_word(character) {
                continue;
            }
            let start =
                at - valid[..at].chars().rev().take(MAX_WORD).take_while(|&c| is_word(c)).map(char::len_utf8).sum::<usize>();
            let start = start.max(done);
            let length: usize = valid[start..].chars().take(MAX_WORD).take_while(|&c| is_word(c)).map(char::len_utf8).sum();
            done = start + length;
            words.push((base + start, &valid[start..done]));
            if words.len() >= MAX_PLACES {
                return words;
            }
        }
        base += valid.len() + chunk.invalid().len();
    }
    words
}

/// What the ASCII words of the code look like.
fn ascii_words(subject: &Subject<'_>, regions: &Regions) -> FxHashSet<String> {
    let mut words = FxHashSet::default();
    let mut start = None;
    for (at, character) in characters(subject.text).chain([(subject.text.len(), ' ')]) {
        match (is_word(character), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = &subject.text[from..at];
                if word.is_ascii()
                    && (2..=MAX_WORD).contains(&word.len())
                    && words.len() < MAX_PLACES
                    && regions.at(from) == Inside::Code
                {
                    words.insert(alike(&String::from_utf8_lossy(word)));
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// What all words that look like this one have in common.
pub(super) fn alike(word: &str) -> String {
    let folded: String = word.nfkc().collect();
    skeleton(&folded).collect()
}

/// Rank and reason, if the word is worth a line; `twin`: whether another word looks like this.
fn judge(word: &str, twin: &mut dyn FnMut(&str) -> bool) -> Option<(u8, String)> {
    if let Some(letter) = word.chars().find(|&letter| is_operator(letter)) {
        let looks: String = skeleton(&letter.to_string()).collect();
        return Some((90, format!("holds {}, a letter that looks like `{looks}`", code(letter))));
    }
    let looks = alike(word);
    if !looks.is_ascii() || !looks.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return None;
    }
    let foreign = word.chars().find(|character| !character.is_ascii())?;
    if mixes(word) {
        return Some((80, format!("mixes alphabets and reads like an ASCII word: {} is no Latin letter", code(foreign))));
    }
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    (letters >= 2 && twin(&looks)).then(|| (85, format!("reads like another name in use: it holds {}", code(foreign))))
}

/// Letters of several alphabets side by side, not a Greek symbol in a formula.
fn mixes(word: &str) -> bool {
    let mut runs = word.split(|character: char| !character.is_alphabetic());
    runs.any(|run| !run.is_single_script() && run.chars().any(|letter| !letter.is_ascii() && !is_formula(letter)))
}

/// Small Greek letters but the one that is drawn as a Latin one.
fn is_formula(letter: char) -> bool {
    matches!(letter, 'α'..='ω' | 'ϐ'..='ϖ' | 'µ') && letter != 'ο'
}

/// A letter, so that names may hold it, which is drawn as an operator is.
fn is_operator(letter: char) -> bool {
    if letter.is_ascii() || !letter.is_alphabetic() {
        return false;
    }
    let mut looks = skeleton(letter.encode_utf8(&mut [0; 4])).collect::<String>();
    let only = looks.pop();
    looks.is_empty() && only.is_some_and(|only| "!=+-*/<>&|;:.,(){}[]".contains(only))
}

fn code(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}
