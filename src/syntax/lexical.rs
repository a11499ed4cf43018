//! The lexical lane: what is not parsed is searched as text for names that models know and for addresses.
//! It finds words, not uses: a name in a comment counts. Bounds are per name, so that a flood of one
//! name cannot hide another.

use aho_corasick::{AhoCorasick, BuildError};

/// Occurrences kept of each name, the first ones.
pub(super) const PER_NAME: usize = 16;
/// Different addresses kept of each file, the first ones.
pub(super) const MAX_URLS: usize = 2000;
/// Bytes kept of an address.
const MAX_URL: usize = 2048;

/// Names to look for, compiled once for a whole review.
#[derive(Debug)]
pub struct Lexicon {
    automaton: AhoCorasick,
    names: Vec<Vec<u8>>,
}

/// What one file's text names. Offsets are into the text that was searched.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LexicalFacts {
    /// (index of the name, byte offset), sorted by offset, then index.
    pub names: Vec<(u32, u32)>,
    /// (byte offset, address), sorted by offset.
    pub urls: Vec<(u32, String)>,
    /// Something was left out at a bound.
    pub truncated: bool,
}

impl Lexicon {
    /// Names are whole words: `send` is not found in `resend`. Empty names are never found.
    /// Fails when the names are too many for the automaton (megabytes of them).
    pub fn new<N: AsRef<[u8]>>(names: impl IntoIterator<Item = N>) -> Result<Self, BuildError> {
        let names: Vec<Vec<u8>> = names.into_iter().map(|name| name.as_ref().to_vec()).collect();
        Ok(Self { automaton: AhoCorasick::new(&names)?, names })
    }

    /// The name with this index.
    pub fn name(&self, index: u32) -> Option<&[u8]> {
        self.names.get(index as usize).map(Vec::as_slice)
    }

    /// Searches all of `text`.
    pub fn search(&self, text: &[u8]) -> LexicalFacts {
        self.search_spans(text, &[(0, u32::try_from(text.len()).unwrap_or(u32::MAX))])
    }

    /// Searches the given byte ranges of `text` (sorted, disjoint), as between a file's syntax errors.
    pub fn search_spans(&self, text: &[u8], spans: &[(u32, u32)]) -> LexicalFacts {
        let mut facts = LexicalFacts::default();
        let mut counts = vec![0usize; self.names.len()];
        for &(start, end) in spans {
            let (start, end) = (start as usize, (end as usize).min(text.len()));
            let Some(part) = text.get(start..end) else { continue };
            for found in self.automaton.find_overlapping_iter(part) {
                let index = found.pattern().as_usize();
                if found.is_empty() || !is_whole_word(text, start + found.start(), start + found.end()) {
                    continue;
                }
                counts[index] += 1;
                if counts[index] > PER_NAME {
                    facts.truncated = true;
                } else {
                    facts.names.push((index as u32, (start + found.start()) as u32));
                }
            }
            addresses(text, start, end, &mut facts);
        }
        facts.names.sort_unstable_by_key(|&(index, offset)| (offset, index));
        facts
    }

    /// Searches a binary: its bytes as they are, and its UTF-16LE runs as if they were not wide.
    pub fn search_binary(&self, bytes: &[u8]) -> LexicalFacts {
        let mut facts = self.search(bytes);
        for (offset, text) in super::strings::wide_runs(bytes) {
            let wide = self.search(text.as_bytes());
            let place = |at: u32| offset.saturating_add(at.saturating_mul(2));
            facts.names.extend(wide.names.into_iter().map(|(index, at)| (index, place(at))));
            facts.urls.extend(wide.urls.into_iter().map(|(at, url)| (place(at), url)));
            facts.truncated |= wide.truncated;
        }
        facts.names.sort_unstable_by_key(|&(index, offset)| (offset, index));
        facts.urls.sort();
        bound(&mut facts);
        facts
    }
}

fn bound(facts: &mut LexicalFacts) {
    let mut counts = std::collections::BTreeMap::<u32, usize>::new();
    let before = facts.names.len() + facts.urls.len();
    facts.names.retain(|&(index, _)| {
        let count = counts.entry(index).or_default();
        *count += 1;
        *count <= PER_NAME
    });
    facts.urls.truncate(MAX_URLS);
    facts.truncated |= facts.names.len() + facts.urls.len() < before;
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// No letter, digit or underscore goes on where the name begins or ends with one.
fn is_whole_word(text: &[u8], start: usize, end: usize) -> bool {
    let open = start > 0 && is_word(text[start - 1]) && is_word(text[start]);
    let close = end < text.len() && is_word(text[end]) && is_word(text[end - 1]);
    !open && !close
}

/// `scheme://…` and IPv4 addresses in `start..end`.
fn addresses(text: &[u8], start: usize, end: usize, facts: &mut LexicalFacts) {
    let part = &text[start..end];
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in memchr::memmem::find_iter(part, b"://") {
        let scheme = part[..at].iter().rev().take(16).take_while(|&&byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        let from = at - scheme.count();
        let to = at + 3 + part[at + 3..].iter().take(MAX_URL).take_while(|&&byte| is_url(byte)).count();
        if from < at && to > at + 3 && found.last().is_none_or(|&(_, last)| last <= from) {
            found.push((from, to));
        }
    }
    found.extend(ipv4(part));
    found.sort_unstable();
    let mut last = 0;
    for (from, to) in found {
        if from < last {
            continue;
        }
        last = to;
        if facts.urls.len() == MAX_URLS {
            facts.truncated = true;
            return;
        }
        facts.urls.push(((start + from) as u32, String::from_utf8_lossy(&part[from..to]).into_owned()));
    }
}

fn is_url(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\"'<>`\\{}|^,;".contains(&byte)
}

/// Dotted quads with an optional port; version numbers of four parts look the same.
fn ipv4(part: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(dot) = memchr::memchr(b'.', &part[at..]).map(|offset| at + offset) {
        let from = dot - part[at..dot].iter().rev().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let bounded = from == 0 || !(is_word(part[from - 1]) || part[from - 1] == b'.');
        match quad(&part[from..]).filter(|_| bounded && from < dot) {
            Some(len) => {
                found.push((from, from + len));
                at = from + len;
            }
            None => at = dot + 1,
        }
    }
    found
}

/// Length of the dotted quad that `text` starts with.
fn quad(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    for position in 0..4 {
        if position > 0 {
            if text.get(at) != Some(&b'.') {
                return None;
            }
            at += 1;
        }
        let digits = text[at..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let value = std::str::from_utf8(&text[at..at + digits]).ok()?.parse::<u16>().ok()?;
        if digits == 0 || digits > 3 || value > 255 {
            return None;
        }
        at += digits;
    }
    if text.get(at).is_some_and(|&byte| is_word(byte) || (byte == b'.' && text.get(at + 1).is_some_and(|&next| is_word(next)))) {
        return None;
    }
    if text.get(at) == Some(&b':') {
        let port = text[at + 1..].iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
        at += if (1..=5).contains(&port) { port + 1 } else { 0 };
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, PER_NAME};

    fn lexicon() -> Lexicon {
        Lexicon::new(["send", "sendto", "requests.post", ".upload"]).unwrap()
    }

    #[test]
    fn whole_words_and_addresses() {
        let text = b"resend(); send(x); sendto(y); requests.post('https://a.example/x?y=1', z) s.upload() 10.0.0.1:80 1.2.3.4.5 v1.2.3.4";
        let facts = lexicon().search(text);
        let names: Vec<_> = facts.names.iter().map(|&(index, _)| index).collect();
        assert_eq!(names, [0, 1, 2, 3]);
        let urls: Vec<_> = facts.urls.iter().map(|(_, url)| url.as_str()).collect();
        assert_eq!(urls, ["https://a.example/x?y=1", "10.0.0.1:80"]);
        assert!(!facts.truncated);
    }

    #[test]
    fn a_flood_of_one_name_hides_no_other() {
        let mut text = b"send ".repeat(100_000);
        text.extend(b"sendto");
        let facts = lexicon().search(&text);
        assert_eq!(facts.names.len(), PER_NAME + 1);
        assert!(facts.truncated);
    }

    #[test]
    fn spans_bound_the_search_and_wide_text_is_found_in_binaries() {
        let facts = lexicon().search_spans(b"send; send; send;", &[(6, 11), (90, 99)]);
        assert_eq!(facts.names, [(0, 6)]);
        let mut bytes = vec![0x7f, 1, 2];
        bytes.extend("http://wide.example/ sendto".encode_utf16().flat_map(u16::to_le_bytes));
        let facts = lexicon().search_binary(&bytes);
        assert_eq!(facts.urls, [(3, "http://wide.example/".to_owned())]);
        assert_eq!(facts.names, [(1, 3 + 42)]);
    }
}
