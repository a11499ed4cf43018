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

/// Periods at the beginning of a run that are left in.
const KEPT: usize = 2;

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
            Some((start, stop)) if stop >= start + MIN_RUN => {
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

/// The periodic run around `from`, if its period is one of operators: whole periods, but for the first two, which stay for what they
/// call. Where they begin lines, so does the run; else its brackets match, where they can: nothing before it loses its end, and
/// nothing behind it its beginning.
fn run(text: &[u8], from: usize) -> Option<(usize, usize)> {
    let head: Vec<u8> = solid(text, from).take(4 * MAX_PERIOD).map(|(_, byte)| byte).collect();
    let period = (1..=MAX_PERIOD.min(head.len() / 2)).find(|&period| head.iter().zip(&head[period..]).all(|(a, b)| a == b))?;
    if !is_soup(&head[..period]) {
        return None;
    }
    let before = text[..from].iter().enumerate().rev().filter(|(_, byte)| !byte.is_ascii_whitespace());
    let repeats = before.zip(1usize..).take_while(|&((_, &byte), back)| byte == head[(period - back % period) % period]);
    let (start, back) = repeats.last().map_or((from, 0), |((at, _), back)| (at, back));
    let expected = |ahead: usize| head[(ahead + period - back % period) % period];
    let run = || solid(text, start).enumerate().take_while(|&(ahead, (_, byte))| byte == expected(ahead));
    let phase: Vec<u8> = (0..2 * period).map(expected).collect();
    let begins_line =
        |at: usize| text[..at].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).any(|&byte| byte == b'\n');
    let balanced = |ahead: usize| is_balanced(&phase[ahead % period..][..period]);
    let firsts = || run().take(2 * period).map(|(ahead, (at, _))| (ahead, at));
    let (skipped, by_lines) = match firsts().find(|&(ahead, at)| balanced(ahead) && begins_line(at)) {
        Some((ahead, _)) => (ahead, true),
        None => (firsts().find(|&(ahead, _)| balanced(ahead)).map_or(0, |(ahead, _)| ahead), false),
    };
    let first = skipped + KEPT * period;
    let start = run().nth(first)?.1.0;
    let ends_line = |at: usize| solid(text, at + 1).next().is_none_or(|(next, _)| text[at..next].contains(&b'\n'));
    let ends =
        || run().filter(|&(ahead, _)| ahead >= first && (ahead + 1 - first).is_multiple_of(period)).map(|(_, (at, _))| at + 1);
    let whole = ends().last()?;
    // What goes on behind the last end of a line is left to a parser only where it is short.
    let in_lines = by_lines.then(|| ends().filter(|&end| ends_line(end - 1)).last()).flatten();
    let end = in_lines.filter(|&end| whole - end < MIN_RUN).unwrap_or(whole);
    Some((start, end))
}

/// Whether brackets in it match.
fn is_balanced(period: &[u8]) -> bool {
    let mut open = Vec::new();
    let closes = |byte: u8| match byte {
        b')' => b'(',
        b']' => b'[',
        _ => b'{',
    };
    let matches = period.iter().all(|&byte| match byte {
        b'(' | b'[' | b'{' => {
            open.push(byte);
            true
        }
        b')' | b']' | b'}' => open.pop() == Some(closes(byte)),
        _ => true,
    });
    matches && open.is_empty()
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
    fn what_stands_around_a_repetition_keeps_its_ends() {
        let call = "\n".repeat(7) + "send(data=f())\n";
        for unit in ["f()\n", "  f()\r\n", "x=f()\ny(x)\n", "f()f()\n"] {
            let text = format!("{}{call}{}{call}", "v = w[1, 2]\n".repeat(300), unit.repeat(2000));
            let spans = unparseable(text.as_bytes());
            assert_eq!(spans.len(), 1, "{unit}: {spans:?}");
            let (kept, rest) = (&text[..spans[0].0], &text[spans[0].1..]);
            assert!(
                kept.trim_end().ends_with(&format!("{call}{}", unit.repeat(2)).trim_end()) || unit == "f()f()\n",
                "{unit}: {kept}"
            );
            assert!(rest.trim_start().starts_with("send(data"), "{unit}: {rest}");
        }
        let text = format!("{}x = send(a(b)){}(c)\n", "v = w[1, 2]\n".repeat(300), "()".repeat(4000));
        let spans = unparseable(text.as_bytes());
        assert!(text[..spans[0].0].ends_with("(b))()()") && &text[spans[0].1..] == "(c)\n", "{spans:?}");
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
