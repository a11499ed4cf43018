//! `invisible-text`: characters that show as nothing, or that move the cursor of a terminal. In code they are worth a line
//! between and inside words, and in strings unless their script or an emoji needs them; in comments, documents and data only
//! where many stand together, which is how data is hidden. A mark at the beginning of a file, joiners in emoji and in scripts
//! that join, and old line ends that all lines share are no sign.

use super::bidi::{characters, is_right_to_left};
use super::{At, Signs, Subject};
use crate::base::display;
use crate::syntax::{Inside, Nature, Regions};

/// So many in a row carry data.
const RUN: u64 = 8;

pub(super) fn look(subject: &Subject<'_>, signs: &mut Signs) {
    let mut looking = Looking { subject, signs, regions: None, run: (0, 0) };
    if !subject.text.is_ascii() {
        looking.unicode();
    }
    if subject.nature() == Nature::Code {
        looking.control();
    }
}

struct Looking<'a, 's> {
    subject: &'a Subject<'a>,
    signs: &'s mut Signs,
    regions: Option<Regions>,
    /// Where the current run of invisible characters began, and how many they are.
    run: (usize, u64),
}

/// Shows as nothing, whatever the font. Bidirectional controls have a class of their own.
fn is_invisible(character: char) -> bool {
    matches!(u32::from(character),
        0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180e | 0x200b..=0x200f | 0x2028..=0x2029
        | 0x2060..=0x2064 | 0x206a..=0x206f | 0x2800 | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff9..=0xfffb
        | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
}

/// No character before this one is invisible: a cheap no for most bytes.
const FIRST_LEADS: [bool; 256] = {
    let mut leads = [false; 256];
    let list: [u8; 9] = [0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xe3, 0xef, 0xf0, 0xf3];
    let mut at = 0;
    while at < list.len() {
        leads[list[at] as usize] = true;
        at += 1;
    }
    leads
};

impl Looking<'_, '_> {
    fn unicode(&mut self) {
        let text = self.subject.text;
        if !text.iter().any(|&byte| FIRST_LEADS[byte as usize]) {
            return;
        }
        let mut before = None;
        let mut list = characters(text).peekable();
        while let Some((offset, character)) = list.next() {
            if !character.is_ascii() && is_invisible(character) {
                let after = list.peek().map(|&(_, next)| next);
                self.found(offset, character, before, after);
            } else {
                self.end_run();
            }
            before = Some(character);
        }
        self.end_run();
    }

    fn found(&mut self, offset: usize, character: char, before: Option<char>, after: Option<char>) {
        // A mark at the beginning of a file, or of one that was put behind a notice of licence.
        if character == '\u{feff}' && before.is_none_or(|before| before == '\n') {
            return;
        }
        self.run = if self.run.1 == 0 { (offset, 1) } else { (self.run.0, self.run.1 + 1) };
        if self.subject.nature() != Nature::Code || is_needed(character, before, after) {
            return;
        }
        let subject = self.subject;
        let inside = self.regions.get_or_insert_with(|| subject.regions()).at(offset);
        let ends_line = matches!(character, '\u{2028}' | '\u{2029}');
        let (rank, place) = match inside {
            Inside::Code if before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric) => {
                (85, " inside a word of the code")
            }
            Inside::Code => (70, " between the words of the code"),
            Inside::String => (45, " in a string"),
            Inside::Comment if ends_line => (60, ", a line end that few editors show, in a comment"),
            Inside::Comment => return,
        };
        self.signs.note(subject, "invisible-text", At::Byte(offset), rank, || {
            format!("{}{place}", display::escape(&character.to_string()))
        });
    }

    fn end_run(&mut self) {
        let (start, count) = std::mem::take(&mut self.run);
        if count >= RUN && !is_flag(self.subject.text, start, count) {
            self.signs.note(self.subject, "invisible-text", At::Byte(start), 95, || format!("{count} such characters in a row"));
        }
    }

    /// Escape sequences, backspaces, and line ends that go back to the beginning of the line.
    fn control(&mut self) {
        let text = self.subject.text;
        for at in memchr::memchr2_iter(0x1b, 0x08, text) {
            let what = if text[at] == 0x08 { "a backspace" } else { "an escape sequence" };
            let acts = text[at] == 0x08 || matches!(text.get(at + 1), Some(b'[' | b']' | b'P' | b'c' | b'7' | b'8'));
            if acts {
                self.signs.note(self.subject, "invisible-text", At::Byte(at), 50, || {
                    format!("{what}: a terminal shows something else than the file holds")
                });
            }
        }
        self.carriage_returns();
    }

    /// A return without a line feed, where lines end with one: what stands before it is overwritten in a terminal, and
    /// some compilers begin a new line there.
    fn carriage_returns(&mut self) {
        let text = self.subject.text;
        let bare = |at: &usize| {
            let rest = &text[*at..];
            let next = rest.iter().find(|&&byte| byte != b'\r');
            next.is_some_and(|&next| next != b'\n')
        };
        let mut returns = memchr::memchr_iter(b'\r', text).filter(bare);
        let Some(first) = returns.next() else { return };
        let feeds = memchr::memchr_iter(b'\n', text).count();
        let count = 1 + returns.count();
        if count * 10 < feeds {
            self.signs.note(self.subject, "invisible-text", At::Byte(first), 50, || {
                "a carriage return inside a line: a terminal overwrites what stands before it".to_owned()
            });
        }
    }
}

/// Whether the characters around it ask for it.
fn is_needed(character: char, before: Option<char>, after: Option<char>) -> bool {
    let joins = |neighbour: Option<char>| {
        neighbour.is_some_and(|neighbour| {
            let code = u32::from(neighbour);
            // Scripts of the Middle East, of India and of South-East Asia; emoji and symbols, and what varies them.
            (0x590..=0x109f).contains(&code)
                || (0x1780..=0x18af).contains(&code)
                || (0x2190..=0x2bff).contains(&code)
                || (0x3000..=0x9fff).contains(&code)
                || (0xac00..=0xd7a3).contains(&code)
                || (0x1f000..=0x1faff).contains(&code)
                || (0xfe00..=0xfe0f).contains(&code)
                || is_right_to_left(neighbour)
        })
    };
    match character {
        // Keycaps vary a digit; other symbols stand among Latin ones.
        '\u{fe00}'..='\u{fe0f}' => before.is_some_and(|before| !before.is_alphabetic() || joins(Some(before))),
        '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180e}' | '\u{17b4}'..='\u{17b5}' => joins(before) || joins(after),
        '\u{e0020}'..='\u{e007f}' => {
            before.is_some_and(|before| before == '\u{1f3f4}' || ('\u{e0020}'..='\u{e007f}').contains(&before))
        }
        '\u{115f}'..='\u{1160}' => is_jamo(before) || is_jamo(after),
        '\u{200c}'..='\u{200f}' | '\u{61c}' | '\u{34f}' | '\u{200b}' | '\u{2060}' => joins(before) || joins(after),
        _ => false,
    }
}

/// Letters of Korean syllables, for which the filler stands in.
fn is_jamo(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(|letter| matches!(u32::from(letter), 0x1100..=0x11ff | 0xac00..=0xd7a3 | 0x302e..=0x302f))
}

/// The flags of England, Scotland and Wales are spelt with tags.
fn is_flag(text: &[u8], start: usize, count: u64) -> bool {
    text[..start].ends_with("\u{1f3f4}".as_bytes()) && count <= 8
}
