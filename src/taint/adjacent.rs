//! A graph's edges sorted by one of their ends: two arrays, made once and read often.

/// Edges by one of their ends.
#[derive(Default)]
pub(super) struct Adjacent {
    first: Vec<u32>,
    others: Vec<u32>,
}

impl Adjacent {
    /// Of edges between numbers below `size`; `keyed`: the end that an edge is found by, and the other.
    pub(super) fn of(size: usize, edges: &[&[(u32, u32)]], keyed: impl Fn((u32, u32)) -> (u32, u32)) -> Self {
        let mut first = vec![0_u32; size + 1];
        let all = || edges.iter().copied().flatten().map(|&edge| keyed(edge));
        all().for_each(|(key, _)| first[key as usize + 1] += 1);
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut filled = first.clone();
        let mut others = vec![0; first.last().copied().unwrap_or(0) as usize];
        for (key, other) in all() {
            let at = &mut filled[key as usize];
            others[*at as usize] = other;
            *at += 1;
        }
        Self { first, others }
    }

    /// The other ends of the edges at this one.
    pub(super) fn to(&self, key: u32) -> &[u32] {
        &self.others[self.first[key as usize] as usize..self.first[key as usize + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::Adjacent;

    #[test]
    fn edges_are_found_by_the_end_that_was_asked_for() {
        let (some, more) = ([(0, 1), (0, 2), (2, 1)], [(3, 1)]);
        let by_start = Adjacent::of(4, &[&some, &more], |(from, to)| (from, to));
        assert_eq!([0, 1, 2, 3].map(|at| by_start.to(at).to_vec()), [vec![1, 2], vec![], vec![1], vec![1]]);
        let by_end = Adjacent::of(4, &[&some, &more], |(from, to)| (to, from));
        assert_eq!([0, 1, 2, 3].map(|at| by_end.to(at).to_vec()), [vec![], vec![0, 2, 3], vec![0], vec![]]);
    }
}
