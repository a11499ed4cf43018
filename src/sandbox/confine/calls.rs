//! Which system calls the process may make (seccomp). Three filters, of which the strictest answer counts:
//! one sends the C library back to the older form of a call, one ends the process at a call that nothing in
//! candor makes and an intruder would, one refuses whatever is not on the list of what a review needs.

use std::collections::BTreeMap;

use libc::*;
use rustix::process::getpid;
use seccompiler::{
    BpfProgram, Error, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule, apply_filter,
};

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Under these the process ends: an attempt is a proof that its code is no longer ours.
const FATAL: &[c_long] = &[
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_execve,
    SYS_execveat,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kill,
    SYS_pidfd_open,
    SYS_pidfd_getfd,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_io_uring_setup,
    SYS_keyctl,
    SYS_add_key,
    SYS_mount,
    SYS_unshare,
    SYS_setns,
    SYS_init_module,
    SYS_finit_module,
    SYS_open_by_handle_at,
];

/// Older calls for processes, which newer architectures do not have.
#[cfg(target_arch = "x86_64")]
const FATAL_HERE: &[c_long] = &[SYS_fork, SYS_vfork];
#[cfg(not(target_arch = "x86_64"))]
const FATAL_HERE: &[c_long] = &[];

/// What reading, computing, allocating, threads and writing to files need.
const NEEDED: &[c_long] = &[
    // files: which of them is for Landlock to say
    SYS_openat,
    SYS_close,
    SYS_read,
    SYS_readv,
    SYS_pread64,
    SYS_write,
    SYS_writev,
    SYS_pwrite64,
    SYS_lseek,
    SYS_fstat,
    SYS_newfstatat,
    SYS_statx,
    SYS_fstatfs,
    SYS_faccessat,
    SYS_faccessat2,
    SYS_readlinkat,
    SYS_getdents64,
    SYS_getcwd,
    SYS_fcntl,
    SYS_ftruncate,
    SYS_fallocate,
    SYS_fsync,
    SYS_fdatasync,
    SYS_flock,
    SYS_mkdirat,
    SYS_unlinkat,
    SYS_renameat2,
    SYS_linkat,
    SYS_utimensat,
    SYS_umask,
    SYS_ppoll,
    // memory
    SYS_brk,
    SYS_munmap,
    SYS_mremap,
    SYS_madvise,
    // threads and signals of this process; `clone3` is turned away by a filter of its own
    SYS_clone3,
    SYS_futex,
    SYS_set_robust_list,
    SYS_rseq,
    SYS_membarrier,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_gettid,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_restart_syscall,
    SYS_exit,
    SYS_exit_group,
    // clocks, chance, and who we are
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_clock_nanosleep,
    SYS_nanosleep,
    SYS_getrandom,
    SYS_getpid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_getrusage,
    SYS_sysinfo,
    SYS_uname,
];

/// Older forms of the above, which newer architectures do not have.
#[cfg(target_arch = "x86_64")]
const NEEDED_HERE: &[c_long] = &[
    SYS_open,
    SYS_stat,
    SYS_lstat,
    SYS_access,
    SYS_readlink,
    SYS_mkdir,
    SYS_rmdir,
    SYS_unlink,
    SYS_rename,
    SYS_renameat,
    SYS_link,
    SYS_poll,
    SYS_arch_prctl,
    SYS_time,
    SYS_gettimeofday,
];
#[cfg(target_arch = "aarch64")]
const NEEDED_HERE: &[c_long] = &[SYS_renameat];
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
const NEEDED_HERE: &[c_long] = &[];

pub(super) fn restrict() -> Result<(), String> {
    filters().and_then(|filters| filters.iter().try_for_each(|filter| apply_filter(filter))).map_err(|error| error.to_string())
}

fn filters() -> Result<[BpfProgram; 3], Error> {
    let refused = |error: i32| SeccompAction::Errno(error.unsigned_abs());
    Ok([
        // Its flags lie in memory, where no filter sees them: without it, `clone` is used.
        filter(rules(&[&[SYS_clone3]]), refused(ENOSYS), SeccompAction::Allow)?,
        filter(fatal()?, SeccompAction::KillProcess, SeccompAction::Allow)?,
        filter(needed()?, SeccompAction::Allow, refused(EPERM))?,
    ])
}

fn filter(rules: Rules, on_match: SeccompAction, otherwise: SeccompAction) -> Result<BpfProgram, Error> {
    let architecture = std::env::consts::ARCH.try_into()?;
    Ok(SeccompFilter::new(rules, otherwise, on_match, architecture)?.try_into()?)
}

/// These calls, whatever their arguments.
fn rules(lists: &[&[c_long]]) -> Rules {
    lists.iter().copied().flatten().map(|&call| (call, Vec::new())).collect()
}

fn fatal() -> Result<Rules, Error> {
    let mut rules = rules(&[FATAL, FATAL_HERE]);
    rules.insert(SYS_clone, vec![SeccompRule::new(vec![bits(0, CLONE_THREAD, 0)?])?]);
    Ok(rules)
}

fn needed() -> Result<Rules, Error> {
    let mut rules = rules(&[NEEDED, NEEDED_HERE]);
    let own = u64::from(getpid().as_raw_nonzero().get().unsigned_abs());
    for (call, condition) in [
        (SYS_clone, bits(0, CLONE_THREAD, CLONE_THREAD)?),
        // No memory becomes code.
        (SYS_mmap, bits(2, PROT_EXEC, 0)?),
        (SYS_mprotect, bits(2, PROT_EXEC, 0)?),
        // A panic of ours ends this process by a signal, never another one.
        (SYS_tgkill, equals(0, own)?),
        (SYS_prctl, equals(0, u64::from(PR_SET_NAME.unsigned_abs()))?),
        // Limits may be read.
        (SYS_prlimit64, null(2)?),
        // Whether something is a terminal may be asked.
        (SYS_ioctl, equals(1, TCGETS)?),
    ] {
        rules.insert(call, vec![SeccompRule::new(vec![condition])?]);
    }
    Ok(rules)
}

/// Of the flags at `position`, those of `mask` are `value`.
fn bits(position: u8, mask: c_int, value: c_int) -> Result<SeccompCondition, Error> {
    let wide = |bits: c_int| u64::from(bits.unsigned_abs());
    Ok(SeccompCondition::new(position, SeccompCmpArgLen::Dword, SeccompCmpOp::MaskedEq(wide(mask)), wide(value))?)
}

/// The number at `position` is `value`.
fn equals(position: u8, value: u64) -> Result<SeccompCondition, Error> {
    Ok(SeccompCondition::new(position, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, value)?)
}

/// The pointer at `position` is null.
fn null(position: u8) -> Result<SeccompCondition, Error> {
    Ok(SeccompCondition::new(position, SeccompCmpArgLen::Qword, SeccompCmpOp::Eq, 0)?)
}
