//! Byte offsets to lines and columns.

/// A place as people write it: both start at 1; the column counts bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// Where each line of one file starts.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Lines end at `\n`; a file longer than 4 GiB is never given to it (intake caps file size).
    pub fn new(text: &[u8]) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text).map(|at| at as u32 + 1));
        Self { starts }
    }

    /// The position of byte `offset`; past the end it is on the last line.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        Position { line: line as u32, column: offset - self.starts[line - 1] + 1 }
    }

    /// Byte range of `line` (from 1) in `text`, without its line end; empty past the last line.
    pub fn line_range(&self, line: u32, text: &[u8]) -> std::ops::Range<usize> {
        let Some(&start) = self.starts.get((line as usize).wrapping_sub(1)) else { return 0..0 };
        let end = self.starts.get(line as usize).map_or(text.len(), |&next| next as usize - 1);
        let end = if end > start as usize && text.get(end - 1) == Some(&b'\r') { end - 1 } else { end };
        start as usize..end.max(start as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Position};

    #[test]
    fn positions_start_at_one() {
        let text = b"ab\r\nc\n";
        let index = LineIndex::new(text);
        assert_eq!(index.position(0), Position { line: 1, column: 1 });
        assert_eq!(index.position(4), Position { line: 2, column: 1 });
        assert_eq!(&text[index.line_range(1, text)], b"ab");
        assert_eq!(&text[index.line_range(2, text)], b"c");
        assert_eq!(index.line_range(9, text), 0..0);
    }
}
