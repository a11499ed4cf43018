//! Strongly connected components of a graph, in levels: what a component depends on lies in lower ones.

/// Components of the graph whose node `n` depends on `successors[n]`: level → components → sorted members.
/// Tarjan's algorithm with an explicit stack.
pub(super) fn levels(successors: &[Vec<u32>]) -> Vec<Vec<Vec<u32>>> {
    const UNSEEN: u32 = u32::MAX;
    let count = successors.len();
    let mut order = vec![UNSEEN; count];
    let mut low = vec![0u32; count];
    let mut on_stack = vec![false; count];
    let mut level_of = vec![0usize; count];
    let mut stack: Vec<u32> = Vec::new();
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut levels: Vec<Vec<Vec<u32>>> = Vec::new();
    let mut next = 0u32;
    for start in 0..count as u32 {
        if order[start as usize] != UNSEEN {
            continue;
        }
        open.push((start, 0));
        while let Some((node, at)) = open.pop() {
            let n = node as usize;
            if at == 0 {
                order[n] = next;
                low[n] = next;
                next += 1;
                stack.push(node);
                on_stack[n] = true;
            } else {
                // Back from the successor before; a component that is closed already is no way up.
                let before = successors[n][at - 1] as usize;
                if on_stack[before] {
                    low[n] = low[n].min(low[before]);
                }
            }
            if let Some(&to) = successors[n].get(at) {
                open.push((node, at + 1));
                match order[to as usize] {
                    UNSEEN => open.push((to, 0)),
                    seen if on_stack[to as usize] => low[to as usize] = low[to as usize].min(seen),
                    _ => {}
                }
                continue;
            }
            if low[n] == order[n] {
                close(node, successors, &mut stack, &mut on_stack, &mut level_of, &mut levels);
            }
        }
    }
    for level in &mut levels {
        level.sort_unstable();
    }
    levels
}

/// Takes the component of `root` off the stack; all it depends on is placed already.
fn close(
    root: u32,
    successors: &[Vec<u32>],
    stack: &mut Vec<u32>,
    on_stack: &mut [bool],
    level_of: &mut [usize],
    levels: &mut Vec<Vec<Vec<u32>>>,
) {
    let start = stack.iter().rposition(|&node| node == root).unwrap_or(0);
    let mut members = stack.split_off(start);
    members.sort_unstable();
    for &member in &members {
        on_stack[member as usize] = false;
    }
    let below = members.iter().flat_map(|&member| &successors[member as usize]);
    let outside = below.filter(|to| members.binary_search(to).is_err());
    let level = outside.map(|&to| level_of[to as usize] + 1).max().unwrap_or(0);
    for &member in &members {
        level_of[member as usize] = level;
    }
    if levels.len() <= level {
        levels.resize_with(level + 1, Vec::new);
    }
    levels[level].push(members);
}

#[cfg(test)]
mod tests {
    use super::levels;

    #[test]
    fn callees_come_first() {
        // 0 → 1 ⇄ 2 → 3, 4 → 4, 5 → 0 and 4
        let graph = vec![vec![1], vec![2], vec![1, 3], vec![], vec![4, 3], vec![0, 4]];
        assert_eq!(levels(&graph), [vec![vec![3]], vec![vec![1, 2], vec![4]], vec![vec![0]], vec![vec![5]]]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let graph: Vec<Vec<u32>> = (0..200_000).map(|node| if node == 199_999 { vec![] } else { vec![node + 1] }).collect();
        assert_eq!(levels(&graph).len(), 200_000);
    }
}
