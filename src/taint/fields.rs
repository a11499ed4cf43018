//! Fields of the tree's own classes and structures. What lies in such a field is kept once for all objects (a slot),
//! so it need not travel with every object that is passed around.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ir::TypeKind;
use crate::link::{ClassId, NameId, Program, Slot, SlotId};

/// Most classes below one that a field is looked for in.
const DESCENDANTS: usize = 4096;

/// The slots of each class, inherited ones included.
pub(super) struct Fields {
    slots: FxHashMap<(ClassId, NameId), SlotId>,
    /// Classes that only say what an object looks like (interfaces of TypeScript): whoever has it under another type, or
    /// none, has all of it, so its fields travel as well.
    shapes: FxHashSet<ClassId>,
}

impl Fields {
    pub(super) fn of(program: &Program) -> Self {
        let mut fields = Self { slots: FxHashMap::default(), shapes: shapes(program) };
        let mut below: FxHashMap<ClassId, Vec<ClassId>> = FxHashMap::default();
        for (id, slot) in program.slots.iter().enumerate() {
            let Slot::Field { class, name } = *slot else { continue };
            for &class in below.entry(class).or_insert_with(|| descendants(program, class)).iter() {
                fields.slots.insert((class, name), id as SlotId);
            }
        }
        fields
    }

    /// Each class and a slot of it, in any order.
    #[expect(clippy::iter_over_hash_type, reason = "a set is made of them")]
    pub(super) fn each(&self, mut found: impl FnMut(ClassId, SlotId)) {
        for (&(class, _), &slot) in &self.slots {
            found(class, slot);
        }
    }

    pub(super) fn is_shape(&self, class: ClassId) -> bool {
        self.shapes.contains(&class)
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
