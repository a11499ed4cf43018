//! Which conditions of a row hold at a call, as far as types and constants say.

use super::pass::Pass;
use super::program::Ty;
use super::shape::Types;
use crate::ir::{CallSite, Const, Op};
use crate::models::{Anchor, Condition, glob_matches};

/// What a condition asks of an argument that is not there.
const ABSENT: &str = "absent";

impl Pass<'_, '_> {
    /// True when some argument that a condition speaks of has the type or is the constant that it asks for.
    pub(super) fn has_types(&self, condition: &Condition, site: &CallSite) -> bool {
        let anchors = condition.port.0.iter().map(|place| &place.anchor);
        let by_name = condition.port.0.iter().any(|place| place.anchor.is_err());
        let numbers = anchors.filter_map(|anchor| if let Ok(Anchor::Arg(number)) = anchor { Some(*number) } else { None });
        let is_one_of = |known: &[String]| {
            numbers.clone().any(|number| {
                let types = self.types_of_argument(site, number);
                let mut names = types.iter().filter_map(|(ty, _)| if let Ty::External(name) = ty { Some(name) } else { None });
                names.any(|name| known.iter().any(|known| *self.linker.base.tree.names.text(name) == **known))
            })
        };
        let given = numbers.clone().any(|number| u32::from(number) < site.args.len);
        let positional = numbers.clone().next().is_some();
        let absent = |globs: &[String]| positional && globs.iter().any(|glob| glob == ABSENT);
        let says = |globs: &[String]| {
            numbers.clone().any(|number| {
                self.text_of_argument(site, number).is_some_and(|text| globs.iter().any(|glob| glob_matches(glob, text)))
            })
        };
        // An argument that must be missing, or must not, or must be a text.
        let stands = match (given, condition.is.is_empty()) {
            (true, true) => true,
            (true, false) => says(&condition.is),
            (false, true) => !absent(&condition.not),
            (false, false) => absent(&condition.is) || by_name || !positional,
        };
        stands && (condition.types.is_empty() || is_one_of(&condition.types)) && !is_one_of(&condition.types_not)
    }

    pub(super) fn types_of_argument(&self, site: &CallSite, number: u8) -> Types {
        let given = site.args.of(&self.function.args).iter().filter(|arg| arg.keyword.is_none() && !arg.spread);
        given.map(|arg| self.value(arg.value).shape.types).nth(number as usize).unwrap_or_default()
    }

    fn text_of_argument(&self, site: &CallSite, number: u8) -> Option<&str> {
        let mut given = site.args.of(&self.function.args).iter().filter(|arg| arg.keyword.is_none() && !arg.spread);
        match self.function.ops[given.nth(number as usize)?.value as usize] {
            Op::Const(constant) => match &self.own.facts.consts[constant as usize] {
                Const::Str(symbol) => Some(self.own.facts.text(*symbol)),
                _ => None,
            },
            _ => None,
        }
    }
}
