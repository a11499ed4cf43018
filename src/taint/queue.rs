//! The waiting list of a search: surest first, then nearest.

use super::domain::Confidence;

/// Longest way that is told from longer ones.
const LONGEST: usize = 4095;

/// Arrivals by confidence and distance: each step is short, so a list for each does what a heap would.
#[derive(Default)]
pub(super) struct Queue {
    lists: [Vec<Vec<u32>>; 3],
    /// No arrival is surer or nearer.
    now: (usize, usize),
    waiting: usize,
}

impl Queue {
    pub(super) fn push(&mut self, confidence: Confidence, distance: u16, at: u32) {
        let place = (confidence as usize, usize::from(distance).min(LONGEST));
        let lists = &mut self.lists[place.0];
        if lists.len() <= place.1 {
            lists.resize_with(place.1 + 1, Vec::new);
        }
        lists[place.1].push(at);
        self.now = self.now.min(place);
        self.waiting += 1;
    }

    pub(super) fn pop(&mut self) -> Option<u32> {
        while self.waiting > 0 {
            let (confidence, distance) = self.now;
            match self.lists[confidence].get_mut(distance) {
                Some(list) => {
                    if let Some(at) = list.pop() {
                        self.waiting -= 1;
                        return Some(at);
                    }
                    self.now.1 += 1;
                }
                None => self.now = (confidence + 1, 0),
            }
        }
        None
    }
}
