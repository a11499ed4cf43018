//! Printable runs of a binary file, as `strings` shows them: ASCII, and UTF-16LE whose characters are ASCII.

/// The shortest run worth showing.
const LEAST: usize = 6;
/// Runs kept of each file.
pub(super) const MAX_RUNS: usize = 20_000;
/// Characters kept of each run.
const MAX_RUN: usize = 4096;
/// Characters kept in all.
const MAX_TOTAL: usize = 2 << 20;

/// One run.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Run {
    pub offset: u32,
    pub text: String,
    /// UTF-16LE: two bytes a character.
    pub wide: bool,
}

/// Sorted by offset; true when something was left out.
pub fn strings(bytes: &[u8]) -> (Vec<Run>, bool) {
    let wide = wide_runs(bytes).map(|(offset, text)| Run { offset, text, wide: true });
    let mut found: Vec<Run> = narrow_runs(bytes).chain(wide).take(2 * MAX_RUNS + 1).collect();
    found.sort_unstable();
    let mut total = 0;
    let kept = found.iter().take(MAX_RUNS).take_while(|run| {
        total += run.text.len();
        total <= MAX_TOTAL
    });
    let kept = kept.count();
    let truncated = kept < found.len();
    found.truncate(kept);
    (found, truncated)
}

fn is_printable(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t')
}

fn text(characters: impl Iterator<Item = u8>) -> String {
    characters.take(MAX_RUN).map(char::from).collect()
}

fn narrow_runs(bytes: &[u8]) -> impl Iterator<Item = Run> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += bytes.get(at..)?.iter().position(|&byte| is_printable(byte))?;
            let start = at;
            at += bytes[at..].iter().take_while(|&&byte| is_printable(byte)).count();
            if at - start >= LEAST {
                return Some(Run { offset: start as u32, text: text(bytes[start..at].iter().copied()), wide: false });
            }
        }
    })
}

/// (offset, text) of each UTF-16LE run, in order. A long run is cut, not dropped.
pub(super) fn wide_runs(bytes: &[u8]) -> impl Iterator<Item = (u32, String)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            // Only a NUL can be the upper half of a wide ASCII character.
            let nul = memchr::memchr(0, bytes.get(at + 1..)?)? + at + 1;
            let start = nul - 1;
            let pairs = bytes[start..].chunks_exact(2).take(MAX_RUN).take_while(|pair| is_printable(pair[0]) && pair[1] == 0);
            let length = pairs.count();
            if length < LEAST {
                at = nul;
                continue;
            }
            at = start + 2 * length;
            return Some((start as u32, text(bytes[start..at].iter().step_by(2).copied())));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Run, strings};

    #[test]
    fn narrow_and_wide_runs_in_order() {
        let mut bytes = b"\x01\x02libfoo.so\x00short\x00\x00".to_vec();
        let offset = bytes.len() as u32;
        bytes.extend("CreateFileW".encode_utf16().flat_map(u16::to_le_bytes));
        let (runs, truncated) = strings(&bytes);
        let expected = [
            Run { offset: 2, text: "libfoo.so".to_owned(), wide: false },
            Run { offset, text: "CreateFileW".to_owned(), wide: true },
        ];
        assert_eq!((runs.as_slice(), truncated), (&expected[..], false));
    }

    #[test]
    fn bounded() {
        let (runs, truncated) = strings(&b"abcdef\0".repeat(100_000));
        assert!(truncated && runs.len() <= super::MAX_RUNS);
        assert!(strings(&vec![0; 1 << 20]).0.is_empty());
    }
}
