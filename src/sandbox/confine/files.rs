//! What the process may open (Landlock): its submission for reading, its folders for reading and writing. No
//! key, no other submission, no program, no device; no TCP port and, across processes, no abstract socket and
//! no signal where the kernel knows these.

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, LandlockStatus, RestrictionStatus, Ruleset, RulesetAttr as _, RulesetCreatedAttr as _,
    RulesetError, Scope, path_beneath_rules,
};

use super::Plan;

/// From here on nothing that changes a file's content or name escapes the rules (Linux 6.2).
const ENOUGH: ABI = ABI::V3;

pub(super) fn restrict(plan: &Plan) -> Result<(), String> {
    // What is not there now cannot be made later. Who wants to use it says what is wrong with it.
    for folder in &plan.folders {
        let _ = std::fs::create_dir_all(folder);
    }
    let status = apply(plan).map_err(|error| error.to_string())?;
    match status.landlock {
        LandlockStatus::Available { effective_abi, .. } if effective_abi >= ENOUGH => Ok(()),
        LandlockStatus::Available { effective_abi, .. } => {
            Err(format!("the kernel's Landlock is of version {effective_abi}, {ENOUGH} is needed"))
        }
        LandlockStatus::NotEnabled => Err("the kernel's Landlock is switched off".to_owned()),
        LandlockStatus::NotImplemented => Err("the kernel has no Landlock".to_owned()),
    }
}

/// As much as this kernel can do. Folders that are not there are left out: they cannot be opened anyway.
fn apply(plan: &Plan) -> Result<RestrictionStatus, RulesetError> {
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let write = read
        | AccessFs::WriteFile
        | AccessFs::Truncate
        | AccessFs::MakeReg
        | AccessFs::MakeDir
        | AccessFs::RemoveFile
        | AccessFs::RemoveDir
        | AccessFs::Refer;
    Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))?
        .handle_access(AccessNet::from_all(ABI::V4))?
        .scope(Scope::from_all(ABI::V6))?
        .create()?
        .add_rules(path_beneath_rules(&plan.submission, read))?
        .add_rules(path_beneath_rules(&plan.folders, write))?
        .restrict_self()
}
