//! Fields of the tree's own classes and structures. What lies in such a field is kept once for all objects (a slot),
//! so it need not travel with every object that is passed around; with some it does all the same.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::ir::{Op, ParamKind, TypeKind, ValueId};
use crate::link::{ClassId, Edge, FnId, FunctionLinks, NameId, Program, Referent, Slot, SlotId, Ty};

/// Most classes below one that a field is looked for in.
const DESCENDANTS: usize = 4096;
/// Most fields of a class of values, and the fewest functions that make one: a class with many is one thing of its own, and
/// with few makers each is.
const FIELDS_OF_VALUE: usize = 6;
const MAKERS: usize = 8;

/// The slots of each class, inherited ones included.
pub(super) struct Fields {
    slots: FxHashMap<(ClassId, NameId), SlotId>,
    /// Classes that only say what an object looks like (interfaces of TypeScript): whoever has it under another type, or
    /// none, has all of it, so its fields travel as well.
    shapes: FxHashSet<ClassId>,
    /// Small classes of which many functions make an object of their own (buffers, builders, lists): their fields travel as
    /// well, and that one object's field is another's is but a guess.
    values: FxHashSet<ClassId>,
    /// Fields that anything may lie in (`void *data` of a list or a table): what one part of the program puts there another
    /// one, with a list of its own, does not get for sure.
    anything: FxHashSet<SlotId>,
}

impl Fields {
    pub(super) fn of(program: &Program) -> Self {
        let mut fields = Self {
            slots: FxHashMap::default(),
            shapes: shapes(program),
            values: values(program),
            anything: FxHashSet::default(),
        };
        let mut below: FxHashMap<ClassId, Vec<ClassId>> = FxHashMap::default();
        for (id, slot) in program.slots.iter().enumerate() {
            let Slot::Field { class, name } = *slot else { continue };
            for &class in below.entry(class).or_insert_with(|| descendants(program, class)).iter() {
                fields.slots.insert((class, name), id as SlotId);
            }
        }
        fields.note_anything(program);
        fields
    }

    fn note_anything(&mut self, program: &Program) {
        for (class, links) in (0..).zip(&program.classes) {
            let file = &program.files[links.file as usize];
            let Some(first) = program.functions.get(file.first_function as usize) else { continue };
            let fields = file.facts.types[links.ix as usize].fields.iter();
            let untyped = fields.filter(|(_, declared)| declared.is_some_and(|declared| file.facts.text(declared) == "void"));
            let slots = untyped.filter_map(|&(name, _)| self.slot(class, first.name(name)));
            self.anything.extend(slots.collect::<SmallVec<[SlotId; 4]>>());
        }
    }

    /// Whether what is read of a field is but a guess.
    pub(super) fn is_guess(&self, slot: SlotId, class: ClassId) -> bool {
        self.is_value(class) || self.anything.contains(&slot)
    }

    /// Each class and a slot of it, in any order.
    #[expect(clippy::iter_over_hash_type, reason = "a set is made of them")]
    pub(super) fn each(&self, mut found: impl FnMut(ClassId, SlotId)) {
        for (&(class, _), &slot) in &self.slots {
            found(class, slot);
        }
    }

    /// What lies in fields of the class goes with its objects as well.
    pub(super) fn travel(&self, class: ClassId) -> bool {
        self.shapes.contains(&class) || self.values.contains(&class)
    }

    /// Many functions have an object of the class for themselves.
    pub(super) fn is_value(&self, class: ClassId) -> bool {
        self.values.contains(&class)
    }

    /// The member of the receiver that a bare name of a method means, where it goes with the object.
    pub(super) fn bare_member(&self, program: &Program, id: FnId, op: ValueId) -> Option<NameId> {
        let Some(Referent::Slot(slot)) = program.functions[id as usize].referent(op) else { return None };
        let name = self.member(program, slot)?;
        let function = program.function(id);
        // Parameters are the first operations.
        let receiver = function.params.first().is_some_and(|first| first.kind == ParamKind::Receiver);
        (receiver && function.ops.first() == Some(&Op::Param(0))).then_some(name)
    }

    /// The name of a field that goes with its objects.
    pub(super) fn member(&self, program: &Program, slot: SlotId) -> Option<NameId> {
        match program.slots[slot as usize] {
            Slot::Field { class, name } if self.travel(class) => Some(name),
            _ => None,
        }
    }

    pub(super) fn slot(&self, class: ClassId, name: NameId) -> Option<SlotId> {
        self.slots.get(&(class, name)).copied()
    }
}

fn shapes(program: &Program) -> FxHashSet<ClassId> {
    let classes = program.classes.iter().enumerate();
    let interfaces = classes.filter(|(_, class)| {
        let facts = &program.files[class.file as usize].facts;
        facts.types[class.ix as usize].kind == TypeKind::Interface
    });
    interfaces.map(|(id, _)| id as ClassId).collect()
}

/// The class and those below it.
fn descendants(program: &Program, class: ClassId) -> Vec<ClassId> {
    let mut found = vec![class];
    let mut seen: FxHashSet<ClassId> = found.iter().copied().collect();
    let mut next = 0;
    while next < found.len() && found.len() < DESCENDANTS {
        for &below in &program.classes[found[next] as usize].subclasses {
            if seen.insert(below) {
                found.push(below);
            }
        }
        next += 1;
    }
    found
}

/// Classes with few fields of which at least [`MAKERS`] functions make an object that they then hand to others.
fn values(program: &Program) -> FxHashSet<ClassId> {
    let mut fields = vec![0_usize; program.classes.len()];
    for slot in &program.slots {
        if let Slot::Field { class, .. } = *slot {
            fields[class as usize] += 1;
        }
    }
    let mut makers = vec![0_usize; program.classes.len()];
    for (id, links) in (0..).zip(&program.functions) {
        let mut made: SmallVec<[ClassId; 8]> = SmallVec::new();
        for (at, op) in (0..).zip(&program.function(id).ops) {
            if let Op::Storage(_) = op
                && let Some(Ty::Class(class)) = links.ty(at)
            {
                made.push(class);
            }
        }
        made.extend(links.calls.iter().filter_map(|targets| match targets.constructs {
            Some(Ty::Class(class)) => Some(class),
            _ => None,
        }));
        made.extend(made_by_factories(program, id, links));
        made.sort_unstable();
        made.dedup();
        made.into_iter().for_each(|class| makers[class as usize] += 1);
    }
    let small = |class: usize| (1..=FIELDS_OF_VALUE).contains(&fields[class]);
    (0..program.classes.len()).filter(|&class| small(class) && makers[class] >= MAKERS).map(|class| class as ClassId).collect()
}

/// Words in the names of functions of C that make an object and hand it back.
const FACTORIES: [&str; 6] = ["create", "new", "alloc", "make", "init", "dup"];

/// The classes of what factories of C hand to a function.
fn made_by_factories(program: &Program, id: FnId, links: &FunctionLinks) -> SmallVec<[ClassId; 4]> {
    if program.facts(id).language != "c" {
        return SmallVec::new();
    }
    let makes = |edge: &Edge| {
        let name = program.facts(edge.callee).text(program.function(edge.callee).name).to_ascii_lowercase();
        FACTORIES.iter().any(|word| name.contains(word))
    };
    let calls = program.function(id).calls.iter().zip(&links.calls);
    let typed = calls.filter_map(|(site, targets)| match links.ty(site.op) {
        Some(Ty::Class(class)) => Some((class, targets)),
        _ => None,
    });
    typed.filter(|(_, targets)| targets.edges.iter().any(makes)).map(|(class, _)| class).collect()
}
