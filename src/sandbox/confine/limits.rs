//! What the process may use, that nobody may look into it, and that nothing was left open for it.

use std::fs;
use std::io;

use rustix::process::{DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit};

use super::Plan;
use crate::intake;
use crate::sandbox::memory::memory_of_machine;

/// Open descriptors: one for every thread that writes to the store, and some packs of a repository.
const DESCRIPTORS: u64 = 1024;

/// No core dump holds submitted source, and no other process of the user reads or steers this one. Lower
/// limits that were set from outside stand.
pub(super) fn set(plan: &Plan) -> Result<(), String> {
    set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(|error| format!("dumpable: {error}"))?;
    let memory = plan.memory.or_else(share_of_machine);
    let memory = memory.ok_or("the system does not say how much memory it has")?;
    // What a worker writes is an index of a submitted pack, or facts: neither is larger than a submission may be.
    let written = intake::Limits::default().bytes;
    for (resource, most) in [
        (Resource::Core, 0),
        (Resource::Data, memory),
        (Resource::Fsize, written),
        (Resource::Nofile, DESCRIPTORS),
        (Resource::Memlock, 0),
        (Resource::Msgqueue, 0),
    ] {
        lower(resource, most).map_err(|error| format!("{resource:?}: {error}"))?;
    }
    Ok(())
}

/// Lowers both limits, so that the process cannot raise them again.
fn lower(resource: Resource, most: u64) -> io::Result<()> {
    let set = getrlimit(resource);
    let lower = |limit: Option<u64>| Some(limit.map_or(most, |limit| limit.min(most)));
    Ok(setrlimit(resource, Rlimit { current: lower(set.current), maximum: lower(set.maximum) })?)
}

/// Seven eighths of the machine's memory, in bytes: beyond, this process dies alone, before the kernel chooses
/// whom to end. `None` where the system does not say.
fn share_of_machine() -> Option<u64> {
    memory_of_machine().map(|bytes| bytes / 8 * 7)
}

/// Whoever started candor may have left files open for it; a worker must not hold them. The command line marks
/// them to be closed, an embedding program may not.
pub(super) fn no_foreign_descriptors() -> Result<(), String> {
    let listed = fs::read_dir("/proc/self/fd").map_err(|error| format!("cannot be listed: {error}"))?;
    // The listing itself is one of them.
    let foreign = listed.flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()).filter(|&fd| fd > 2);
    match foreign.count().saturating_sub(1) {
        0 => Ok(()),
        count => Err(format!("{count} were left open by the parent")),
    }
}
