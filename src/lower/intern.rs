//! The file's string and constant tables while they grow: equal text, equal number.

use std::hash::Hasher as _;

use rustc_hash::{FxHashMap, FxHasher};

use super::text::{Escapes, unescape};
use crate::ir::{Const, ConstIx, Symbol};

/// Constants longer than this are cut: what follows is of no use to names and endpoints.
pub(crate) const MAX_TEXT: usize = 4096;

const EMPTY: u32 = u32::MAX;

/// Strings by symbol, with an open-addressing index that stores no second copy of the text.
#[derive(Debug)]
pub(crate) struct Strings {
    texts: Vec<Box<str>>,
    index: Vec<u32>,
}

impl Default for Strings {
    fn default() -> Self {
        Self { texts: Vec::new(), index: vec![EMPTY; 64] }
    }
}

impl Strings {
    pub(crate) fn text(&self, symbol: Symbol) -> &str {
        &self.texts[symbol as usize]
    }

    pub(crate) fn intern(&mut self, text: &str) -> Symbol {
        let mask = self.index.len() - 1;
        let mut at = hash(text) & mask;
        while self.index[at] != EMPTY {
            let symbol = self.index[at];
            if *self.texts[symbol as usize] == *text {
                return symbol;
            }
            at = (at + 1) & mask;
        }
        let symbol = self.texts.len() as Symbol;
        self.texts.push(text.into());
        self.index[at] = symbol;
        if self.texts.len() * 2 > self.index.len() {
            self.grow();
        }
        symbol
    }

    /// The symbol of a text that is already in the table.
    pub(crate) fn find(&self, text: &[u8]) -> Option<Symbol> {
        let text = std::str::from_utf8(text).ok()?;
        let mask = self.index.len() - 1;
        let mut at = hash(text) & mask;
        while self.index[at] != EMPTY {
            if *self.texts[self.index[at] as usize] == *text {
                return Some(self.index[at]);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// As [`Strings::intern`]; what is not UTF-8 becomes U+FFFD.
    pub(crate) fn intern_bytes(&mut self, bytes: &[u8]) -> Symbol {
        match std::str::from_utf8(bytes) {
            Ok(text) => self.intern(text),
            Err(_) => self.intern(&String::from_utf8_lossy(bytes)),
        }
    }

    /// As [`Strings::intern_bytes`], for names: `f\u0065tch` is `fetch`.
    pub(crate) fn intern_name(&mut self, bytes: &[u8]) -> Symbol {
        let escaped = |at: usize| bytes.get(at + 1) == Some(&b'u');
        let is_name = |byte: &u8| *byte == b'\\' || *byte == b'{' || *byte == b'}' || is_of_name(*byte);
        if !memchr::memchr(b'\\', bytes).is_some_and(escaped) || !bytes.iter().all(is_name) {
            return self.intern_bytes(bytes);
        }
        let mut name = Vec::with_capacity(bytes.len());
        unescape(bytes, Escapes::JavaScript, &mut name);
        self.intern_bytes(&name)
    }

    fn grow(&mut self) {
        let mask = self.index.len() * 2 - 1;
        let mut index = vec![EMPTY; mask + 1];
        for (symbol, text) in self.texts.iter().enumerate() {
            let mut at = hash(text) & mask;
            while index[at] != EMPTY {
                at = (at + 1) & mask;
            }
            index[at] = symbol as u32;
        }
        self.index = index;
    }

    pub(crate) fn into_texts(self) -> Vec<Box<str>> {
        self.texts
    }
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#') || !byte.is_ascii()
}

fn hash(text: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish() as usize
}

/// Constants by number.
#[derive(Debug, Default)]
pub(crate) struct Consts {
    pub(crate) table: Vec<Const>,
    index: FxHashMap<Const, ConstIx>,
}

impl Consts {
    pub(crate) fn add(&mut self, constant: Const) -> ConstIx {
        if let Some(&known) = self.index.get(&constant) {
            return known;
        }
        let ix = self.table.len() as ConstIx;
        self.table.push(constant.clone());
        self.index.insert(constant, ix);
        ix
    }
}

/// The longest prefix of at most `limit` bytes that ends between two characters.
pub(crate) fn prefix(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
