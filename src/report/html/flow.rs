//! A finding's way through the code → the geometry of its drawing: a box a function, a numbered dot a hop, a line from the
//! source down to the sink and out. 340 units wide, so that it fits a telephone without being scaled.

use super::told::{Frame, Step};
use crate::report::text::{clip, clip_head};
use crate::report::words;

/// Everything of the drawing, in its units.
pub(super) struct Drawing {
    pub height: u32,
    /// What the picture shows, for who does not see it.
    pub label: String,
    pub chosen: Option<Pill>,
    pub boxes: Vec<Area>,
    /// In place of the boxes in the middle, where there are too many.
    pub skipped: Option<Pill>,
    pub goes_on: Option<Pill>,
    /// The line from the first dot to the last.
    pub from: u32,
    pub to: u32,
}

/// A box with one or two lines of text.
pub(super) struct Pill {
    pub y: u32,
    pub height: u32,
    pub small: String,
    pub text: String,
}

/// The box of a function.
pub(super) struct Area {
    pub y: u32,
    pub height: u32,
    pub function: String,
    pub path: String,
    pub dots: Vec<Dot>,
}

pub(super) struct Dot {
    pub y: u32,
    pub role: &'static str,
    pub number: usize,
    pub text: String,
    pub line: u32,
}

const PILL: u32 = 40;
const HEAD: u32 = 44;
const ROW: u32 = 24;
const FOOT: u32 = 4;
const GAP: u32 = 12;
const ARROW: u32 = 24;
/// All boxes together, so that the drawing fits a printed sheet.
const MOST: u32 = 960;
/// Characters that fit: of a bold fixed-width name, of a small one, of a note.
const NAME: usize = 40;
const PATH: usize = 44;
const NOTE: usize = 38;

/// `chosen`: what chose the data; `on_the_way`: what happened to it; `endpoint`: where it goes. All may be empty.
pub(super) fn drawing(frames: &[Frame<'_>], id: &str, chosen: &str, on_the_way: &str, endpoint: &str) -> Drawing {
    let mut y = 1;
    let chosen = (!chosen.is_empty()).then(|| {
        let pill = Pill { y, height: PILL, small: "chosen by".to_owned(), text: clip(chosen, NAME) };
        y += PILL + ARROW;
        pill
    });
    let (head, tail) = ends(frames);
    let left_out: usize = frames[head..tail].iter().map(|frame| frame.steps.len()).sum();
    let mut boxes = Vec::new();
    let mut skipped = None;
    for (at, frame) in frames.iter().enumerate().filter(|(at, _)| !(head..tail).contains(at)) {
        if at == tail && left_out > 0 {
            skipped = Some(Pill { y, height: ROW, small: format!("… {left_out} more steps in the list"), text: String::new() });
            y += ROW + GAP;
        }
        let dots: Vec<Dot> = (0..).zip(&frame.steps).map(|(row, step)| dot(step, y + HEAD + row * ROW + ROW / 2)).collect();
        let height = height(frame);
        boxes.push(Area {
            y,
            height,
            function: clip(words::short(frame.function), NAME),
            path: clip_head(frame.path, PATH),
            dots,
        });
        y += height + GAP;
    }
    y -= GAP;
    let goes_on = (!endpoint.is_empty()).then(|| {
        y += ARROW;
        let small = if on_the_way.is_empty() { "to".to_owned() } else { clip(&format!("{on_the_way}, to"), PATH) };
        let pill = Pill { y, height: PILL, small, text: clip(endpoint, NAME) };
        y += PILL;
        pill
    });
    let all = || boxes.iter().flat_map(|area| &area.dots);
    let (first, last) = (all().next().map_or(0, |dot| dot.y), all().last().map_or(0, |dot| dot.y));
    let steps: usize = frames.iter().map(|frame| frame.steps.len()).sum();
    let functions = if frames.len() == 1 { "one function".to_owned() } else { format!("{} functions", frames.len()) };
    Drawing {
        height: y + 1,
        label: format!("The way of {id} in {steps} steps through {functions}; the list beside it says the same."),
        from: chosen.as_ref().map_or(first, |pill| pill.y + pill.height),
        to: last,
        chosen,
        skipped,
        boxes,
        goes_on,
    }
}

fn height(frame: &Frame<'_>) -> u32 {
    HEAD + frame.steps.len() as u32 * ROW + FOOT
}

/// How many frames are drawn at the beginning, and from which on they are drawn at the end: from both ends as many as fit,
/// the first and the last in any case.
fn ends(frames: &[Frame<'_>]) -> (usize, usize) {
    let (mut head, mut tail) = (0, frames.len());
    let mut used = 0;
    while head < tail {
        let last = head > frames.len() - tail;
        used += height(&frames[if last { tail - 1 } else { head }]) + GAP;
        if used > MOST && head > 0 && tail < frames.len() {
            break;
        }
        if last { tail -= 1 } else { head += 1 }
    }
    (head, tail)
}

fn dot(step: &Step<'_>, y: u32) -> Dot {
    Dot { y, role: step.hop.role, number: step.number, text: clip(&step.note, NOTE), line: step.hop.line }
}
