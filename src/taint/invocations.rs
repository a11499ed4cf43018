//! Calls of functions of the tree: each call site and callee once, its arguments laid out to the callee's parameters.
//! Edges that the linker found are laid out when something first passes; function values add callees as they arrive.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::arguments::{Actuals, CallSite};
use super::domain::{Confidence, Path, Site};
use crate::ir::ValueId;
use crate::link::{Binding, Edge, FnId, Program, Rung};

/// Index into the table of invocations.
pub(super) type InvocationId = u32;

/// The number that stands for the property that an operation runs, beside the edges of a call.
pub(super) const PROPERTY: u8 = u8::MAX;

#[derive(Clone, Debug)]
pub(super) struct Invocation {
    pub site: Site,
    pub callee: FnId,
    pub actuals: Actuals,
    /// Where what the callee returns goes.
    pub result: Option<(ValueId, Path)>,
    /// The object that the call makes: nothing lies in it before.
    pub fresh: Option<ValueId>,
    /// What the callee writes through a parameter goes to these places besides.
    pub outs: Vec<(u16, ValueId, Path)>,
    pub confidence: Confidence,
    /// The callee is a generator, and the operation takes an element of what it makes.
    pub takes_element: bool,
    /// A library makes the call inside of another one, which sees the outcome.
    pub by_row: bool,
}

impl Invocation {
    /// An edge of the linker.
    pub(super) fn of(program: &Program, site: Site, laid: &CallSite, edge: Edge) -> Self {
        let confidence = match edge.rung {
            Rung::R0 | Rung::R1 | Rung::R2 | Rung::R3 => Confidence::Traced,
            Rung::R4 | Rung::R5 | Rung::R6 => Confidence::Ambiguous,
        };
        let bind = |first| laid.bind(program, edge.callee, first);
        let (actuals, result, fresh) = match edge.binding {
            Binding::Plain => (bind(None), Some(laid.at), None),
            Binding::Receiver => (bind(Some(laid.receiver)), Some(laid.at), None),
            Binding::New => (bind(Some(Some(laid.at))), None, Some(laid.at)),
            Binding::ClassReceiver => (bind(Some(None)), Some(laid.at), None),
            Binding::Packed(at) => (laid.packed(program, edge.callee, at), Some(laid.at), None),
            Binding::Shifted(by) => (laid.shifted(program, edge.callee, by), Some(laid.at), None),
        };
        Self {
            site,
            callee: edge.callee,
            actuals,
            result: result.map(|value| (value, Path::EMPTY)),
            fresh,
            outs: Vec::new(),
            confidence,
            takes_element: false,
            by_row: false,
        }
    }

    /// A call of a function value.
    pub(super) fn of_value(program: &Program, site: Site, laid: &CallSite, (callee, bound): (FnId, bool)) -> Self {
        let receiver = || program.takes_receiver(callee).then_some(laid.receiver);
        Self {
            site,
            callee,
            actuals: laid.bind(program, callee, bound.then_some(None).or_else(receiver)),
            result: Some((laid.at, Path::EMPTY)),
            fresh: None,
            outs: Vec::new(),
            confidence: Confidence::Traced,
            takes_element: false,
            by_row: false,
        }
    }
}

/// What calls a function value: a call itself, or a row that says that a library does (row and number of the rule).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum By {
    Call,
    Row(u32, u8),
}

/// A site that calls function values.
pub(super) type Caller = (Site, By);

#[derive(Default)]
pub(super) struct Invocations {
    pub all: Vec<Invocation>,
    linked: FxHashMap<(Site, u8), InvocationId>,
    /// By site, those of function values.
    pub dynamic: FxHashMap<Site, SmallVec<[InvocationId; 2]>>,
    by_value: FxHashMap<(Caller, FnId, bool), InvocationId>,
    /// By callee, those of function values.
    pub of_callee: FxHashMap<FnId, Vec<InvocationId>>,
    /// Edges of the linker by callee: site and number of the edge; one list behind the other.
    callers: Vec<(Site, u8)>,
    first_caller: Vec<u32>,
}

impl Invocations {
    pub(super) fn new(program: &Program) -> Self {
        let mut first_caller = vec![0; program.functions.len() + 1];
        each_edge(program, |_, _, edge| first_caller[edge.callee as usize + 1] += 1);
        for at in 1..first_caller.len() {
            first_caller[at] += first_caller[at - 1];
        }
        let mut filled = first_caller.clone();
        let mut callers = vec![(Site { function: 0, op: 0 }, 0); first_caller.last().copied().unwrap_or(0) as usize];
        each_edge(program, |site, number, edge| {
            let at = &mut filled[edge.callee as usize];
            callers[*at as usize] = (site, number);
            *at += 1;
        });
        Self { callers, first_caller, ..Self::default() }
    }

    /// Edges of the linker to a function.
    pub(super) fn callers(&self, callee: FnId) -> &[(Site, u8)] {
        &self.callers[self.first_caller[callee as usize] as usize..self.first_caller[callee as usize + 1] as usize]
    }

    pub(super) fn get(&self, id: InvocationId) -> &Invocation {
        &self.all[id as usize]
    }

    pub(super) fn linked(&self, site: Site, number: u8) -> Option<InvocationId> {
        self.linked.get(&(site, number)).copied()
    }

    pub(super) fn link(&mut self, site: Site, number: u8, invocation: Invocation) -> InvocationId {
        let id = self.all.len() as InvocationId;
        self.all.push(invocation);
        self.linked.insert((site, number), id);
        id
    }

    pub(super) fn is_known(&self, caller: Caller, (function, bound): (FnId, bool)) -> bool {
        self.by_value.contains_key(&(caller, function, bound))
    }

    /// A call of a function value.
    pub(super) fn add(&mut self, caller: Caller, function: (FnId, bool), invocation: Invocation) -> InvocationId {
        let id = self.all.len() as InvocationId;
        self.by_value.insert((caller, function.0, function.1), id);
        self.dynamic.entry(caller.0).or_default().push(id);
        self.of_callee.entry(invocation.callee).or_default().push(id);
        self.all.push(invocation);
        id
    }

    /// Those of function values.
    pub(super) fn of_values(&self) -> Vec<InvocationId> {
        let mut ids: Vec<InvocationId> = self.by_value.values().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// Where one value may be several functions, each is a guess; overloads of one method are not.
    pub(super) fn settle(&mut self, program: &Program) {
        let Self { dynamic, all, .. } = self;
        // One function may be called in several ways by one row.
        let callee = |all: &[Invocation], id: InvocationId| {
            let function = all[id as usize].callee;
            let links = &program.functions[function as usize];
            let named = program.function(function);
            (links.owner, links.owner.map_or(function, |_| named.name), links.file)
        };
        let several = dynamic.values().filter(|ids| ids.windows(2).any(|pair| callee(all, pair[0]) != callee(all, pair[1])));
        let guesses: Vec<InvocationId> = several.flatten().copied().collect();
        for id in guesses {
            all[id as usize].confidence = Confidence::Ambiguous;
        }
    }
}

fn each_edge(program: &Program, mut found: impl FnMut(Site, u8, Edge)) {
    for (function, links) in program.functions.iter().enumerate() {
        let calls = &program.function(function as FnId).calls;
        for (call, targets) in calls.iter().zip(&links.calls) {
            let site = Site { function: function as FnId, op: call.op };
            // A call has fewer edges than the number of properties; what is past that is not told apart.
            targets.edges.iter().take(PROPERTY as usize).enumerate().for_each(|(number, &edge)| found(site, number as u8, edge));
        }
        for &(op, edge) in &links.properties {
            found(Site { function: function as FnId, op }, PROPERTY, edge);
        }
    }
}
