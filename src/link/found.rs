//! A call while its targets are collected.

use super::program::{Binding, Edge, FnId, HoleReason, NameId, Rung, Targets};
use super::shape::Shape;
use crate::models::RowId;

/// A call while its targets are collected.
#[derive(Default)]
pub(super) struct Found {
    pub(super) targets: Targets,
    pub(super) shape: Shape,
    /// How many arguments there are, where methods of one name are told apart by that.
    pub(super) arity: Option<usize>,
}

impl Found {
    pub(super) fn edge(&mut self, callee: FnId, rung: Rung, binding: Binding) {
        match self.targets.edges.iter_mut().find(|edge| edge.callee == callee) {
            Some(edge) => edge.rung = edge.rung.min(rung),
            None => self.targets.edges.push(Edge { callee, rung, binding }),
        }
    }

    pub(super) fn rows(&mut self, rows: &[RowId]) {
        self.targets.rows.extend_from_slice(rows);
    }

    pub(super) fn external(&mut self, path: NameId) {
        self.targets.external.get_or_insert(path);
    }

    pub(super) fn hole(&mut self, reason: HoleReason) {
        self.targets.hole.get_or_insert(reason);
    }

    /// True when something is known of where the call goes.
    pub(super) fn is_bound(&self) -> bool {
        let targets = &self.targets;
        !targets.edges.is_empty() || !targets.rows.is_empty() || targets.external.is_some() || targets.constructs.is_some()
    }
}
