//! The waiting list of a search: surest first, then nearest; or nearest first, doubt counted as a detour or not at all.

use super::domain::Confidence;

/// Longest way that is told from longer ones.
const LONGEST: usize = 4095;

/// How much further away a way seems that is one degree less sure, where the nearest comes first.
const DOUBT: usize = 4;

/// Which arrival is next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Order {
    Surest,
    Nearest,
    Shortest,
}

/// Arrivals by confidence and distance: each step is short, so a list for each does what a heap would.
pub(super) struct Queue {
    order: Order,
    lists: [Vec<Vec<u32>>; 3],
    /// No arrival is surer or nearer.
    now: (usize, usize),
    waiting: usize,
}

impl Queue {
    pub(super) fn new(order: Order) -> Self {
        Self { order, lists: Default::default(), now: (0, 0), waiting: 0 }
    }

    pub(super) fn push(&mut self, confidence: Confidence, distance: u16, at: u32) {
        let (confidence, distance) = match self.order {
            Order::Surest => (confidence as usize, usize::from(distance)),
            Order::Nearest => (0, usize::from(distance) + DOUBT * confidence as usize),
            Order::Shortest => (0, usize::from(distance)),
        };
        let place = (confidence, distance.min(LONGEST));
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
