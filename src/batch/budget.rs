//! Threads and memory that the workers of a batch share. Who gets what depends on sizes alone and shows in no report: a review
//! says the same with any share of either.

/// Bytes that a worker needs whatever it reads: the program, the rules, its caches.
const BASE: u64 = 256 << 20;

/// Bytes of memory for each byte of a submission, generously: facts and graph of plain source take 10 to 40, and an
/// archive holds several times its own size.
const PER_BYTE: u64 = 64;

/// What one worker holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Share {
    pub(super) threads: u32,
    pub(super) memory: u64,
}

/// What there is, and what of it is free.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    all: Share,
    free: Share,
}

impl Budget {
    /// `threads` is at least 1.
    pub(super) fn new(threads: u32, memory: u64) -> Self {
        let all = Share { threads: threads.max(1), memory };
        Self { all, free: all }
    }

    /// A share for a submission of `bytes`, while all that wait, this one included, have `waiting` bytes; `None`: not now.
    /// A submission gets threads by its part of the work, so that a giant is not left alone with one at the end, and small
    /// ones run side by side. What needs more memory than there is gets all of it, alone.
    pub(super) fn take(&mut self, bytes: u64, waiting: u64) -> Option<Share> {
        let memory = Self::need(bytes).min(self.all.memory);
        if self.free.threads == 0 || memory > self.free.memory {
            return None;
        }
        let part = u128::from(self.all.threads) * u128::from(bytes) / u128::from(waiting.max(1));
        let threads = u32::try_from(part).unwrap_or(u32::MAX).clamp(1, self.free.threads);
        Some(self.grant(Share { threads, memory }))
    }

    /// Everything there is; `None` while anybody holds a part of it.
    pub(super) fn take_all(&mut self) -> Option<Share> {
        (self.free == self.all).then(|| self.grant(self.all))
    }

    pub(super) fn give_back(&mut self, share: Share) {
        self.free.threads += share.threads;
        self.free.memory += share.memory;
    }

    /// Whether a share is all there is: then more cannot be had.
    pub(super) fn is_all(&self, share: Share) -> bool {
        share.memory >= self.all.memory
    }

    fn grant(&mut self, share: Share) -> Share {
        self.free.threads -= share.threads;
        self.free.memory -= share.memory;
        share
    }

    fn need(bytes: u64) -> u64 {
        bytes.saturating_mul(PER_BYTE).saturating_add(BASE)
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, Share};

    const GIB: u64 = 1 << 30;

    #[test]
    fn threads_go_by_the_part_of_the_work() {
        let mut budget = Budget::new(8, 64 * GIB);
        assert_eq!(budget.take(50 << 20, 100 << 20).map(|share| share.threads), Some(4));
        assert_eq!(budget.take(1 << 20, 50 << 20).map(|share| share.threads), Some(1));
        assert_eq!(budget.take(9 << 20, 9 << 20).map(|share| share.threads), Some(3), "the last one gets what is free");
        assert_eq!(budget.take(0, 0), None, "no thread is free");
    }

    #[test]
    fn memory_is_never_promised_twice_and_a_giant_gets_all_of_it() {
        let mut budget = Budget::new(4, 2 * GIB);
        let small = budget.take(1 << 20, 1 << 30).expect("there is room");
        assert_eq!(budget.take(1 << 30, 1 << 30), None, "it waits for the others");
        assert_eq!(budget.take_all(), None);
        budget.give_back(small);
        let giant = budget.take(1 << 30, 1 << 30).expect("it runs alone");
        assert!(budget.is_all(giant) && budget.take(0, 1).is_none());
        budget.give_back(giant);
        assert_eq!(budget.take_all(), Some(Share { threads: 4, memory: 2 * GIB }));
    }
}
