//! Gate 0: one linear look at the bytes before any parser sees them. Finds the stretches on which a generated
//! parser is known to take time or memory out of all proportion, so that they, and not the file around
//! them, go to the lexical lane:
//! - **soup**: a short run of operators repeated for kilobytes (`a=>a=>a=>…` as C: 16 KB take a minute and
//!   8 GB between two progress callbacks);
//! - **depth**: brackets nested deeper than people write them.
//!
//! Long lines, long tokens and repeated data are no reason: minified code and tables of a million
//! numbers parse in linear time. What this look misses, the fuel of [`super::fuel`] stops.

/// Brackets nested deeper than this are not parsed. The deepest real file seen has fewer than 100.
pub(super) const MAX_DEPTH: usize = 1000;

/// A repetition must last this long to count.
const MIN_RUN: usize = 2048;

/// The longest period looked for, in bytes that are not white space.
const MAX_PERIOD: usize = 16;

/// Byte ranges of `text` that no parser should see: sorted, disjoint, not empty.
pub(super) fn unparseable(text: &[u8]) -> Vec<(usize, usize)> {
    let mut spans = deep(text);
    spans.extend(soup(text));
    merge(spans, 0)
}

/// Sorts `spans` and joins those that are at most `gap` bytes apart.
pub(super) fn merge(mut spans: Vec<(usize, usize)>, gap: usize) -> Vec<(usize, usize)> {
    spans.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::with_capacity(spans.len());
    for (start, end) in spans {
        match out.last_mut() {
            Some(last) if start <= last.1 + gap => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}

/// Brackets and quotes.
const INTERESTING: [bool; 256] = {
    let (mut table, bytes, mut at) = ([false; 256], b"()[]{}\"'", 0);
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// How far a closing quote is looked for.
const QUOTE_REACH: usize = 512;

/// Ranges at a bracket depth above [`MAX_DEPTH`]; quoted text on one line does not count.
fn deep(text: &[u8]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut depth = 0usize;
    let mut start = None;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.iter().position(|&byte| INTERESTING[byte as usize])) {
        at += found;
        match text[at] {
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth == MAX_DEPTH + 1 {
                    start = Some(at);
                }
            }
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == MAX_DEPTH
                    && let Some(start) = start.take()
                {
                    spans.push((start, at + 1));
                }
            }
            quote => at = closing_quote(text, at, quote),
        }
        at += 1;
    }
    spans.extend(start.map(|start| (start, text.len())));
    spans
}

/// Where the quote opened at `at` closes on its line, within [`QUOTE_REACH`]; `at` if it does not (an apostrophe).
fn closing_quote(text: &[u8], at: usize, quote: u8) -> usize {
    let mut escaped = false;
    for (offset, &byte) in text[at + 1..].iter().take(QUOTE_REACH).enumerate() {
        match byte {
            b'\n' => return at,
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == quote => return at + 1 + offset,
            _ => {}
        }
    }
    at
}

/// Ranges where a period of operators repeats exactly, white space aside.
fn soup(text: &[u8]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut block = 0;
    // A run of MIN_RUN bytes fills at least one block of half that size, so one probe a block finds it.
    while block < text.len() {
        let end = (block + MIN_RUN / 2).min(text.len());
        match looks_periodic(&text[block..end]).then(|| run(text, block)).flatten() {
            Some((start, stop)) if stop - start >= MIN_RUN => {
                spans.push((start, stop));
                block = stop.max(end);
            }
            _ => block = end,
        }
    }
    spans
}

/// A cheap no: few different bytes in the first hundred.
fn looks_periodic(block: &[u8]) -> bool {
    let mut seen = [false; 256];
    let mut different = 0;
    for &byte in block.iter().take(96) {
        different += usize::from(!std::mem::replace(&mut seen[byte as usize], true));
        if different > MAX_PERIOD + 4 {
            return false;
        }
    }
    true
}

/// The maximal periodic run around `from`, if its period is one of operators.
fn run(text: &[u8], from: usize) -> Option<(usize, usize)> {
    let head: Vec<u8> = solid(text, from).take(4 * MAX_PERIOD).map(|(_, byte)| byte).collect();
    let period = (1..=MAX_PERIOD.min(head.len() / 2)).find(|&period| head.iter().zip(&head[period..]).all(|(a, b)| a == b))?;
    if !is_soup(&head[..period]) {
        return None;
    }
    let expected = |ahead: usize| head[ahead % period];
    let end = solid(text, from).enumerate().take_while(|&(ahead, (_, byte))| byte == expected(ahead)).last()?.1.0 + 1;
    let before = text[..from].iter().enumerate().rev().filter(|(_, byte)| !byte.is_ascii_whitespace());
    let start = before
        .zip(1usize..)
        .take_while(|&((_, &byte), back)| byte == head[(period - back % period) % period])
        .last()
        .map_or(from, |((at, _), _)| at);
    Some((start, end))
}

fn solid(text: &[u8], from: usize) -> impl Iterator<Item = (usize, u8)> + '_ {
    text[from..].iter().enumerate().filter(|(_, byte)| !byte.is_ascii_whitespace()).map(move |(at, &byte)| (from + at, byte))
}

/// Operators, and nothing that real tables and rulers repeat: separators, quotes, escapes, one character.
fn is_soup(period: &[u8]) -> bool {
    let operator = |byte: &u8| b"=<>!?:&|^%+*/.-@~$()[]{}#".contains(byte);
    let harmless = |byte: &u8| b",;\"'\\".contains(byte);
    period.iter().any(operator) && !period.iter().any(harmless) && period.iter().any(|byte| byte != &period[0])
}

#[cfg(test)]
mod tests {
    use super::unparseable;

    #[test]
    fn only_the_hostile_stretch_is_taken_out() {
        let code = "int f(int a) { return a; }\n".repeat(40);
        for soup in ["a=>", "{<", "a = >\n\t", "x<y>("] {
            let text = format!("{code}{}{code}", soup.repeat(2000));
            let spans = unparseable(text.as_bytes());
            assert_eq!(spans.len(), 1, "{soup}: {spans:?}");
            assert!(spans[0].0.abs_diff(code.len()) < 1100 && spans[0].1 > text.len() - code.len() - 16, "{soup}: {spans:?}");
        }
    }

    #[test]
    fn nesting_is_cut_at_its_limit_and_stays_balanced() {
        let text = format!("x = {}1{}\n", "(".repeat(5000), ")".repeat(5000));
        assert_eq!(unparseable(text.as_bytes()), vec![(1004, text.len() - 1001)]);
        assert!(unparseable(b"':(' '{' \"((\" ".repeat(2000).as_slice()).is_empty(), "quoted brackets are text");
    }

    #[test]
    fn tables_rulers_and_minified_code_pass() {
        for text in ["0x00,", "{0},", "\\x00", "-=", " ", "=", "f(a);", "x[i++]=y[j];", "A"] {
            let text = if text == "-=" { "-=".repeat(500) } else { text.repeat(20_000) };
            assert!(unparseable(text.as_bytes()).is_empty(), "{}", &text[..8]);
        }
    }
}
