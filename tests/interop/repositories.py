#!/usr/bin/env python3
"""Repositories that are honest, odd and hostile, reviewed by the program as a user runs it, and read by git itself.

Every repository carries a trap for each way in which git runs something of a repository's: hooks, filters, textconv,
fsmonitor, pagers, ssh and remote helpers. A review springs none, changes nothing in the repository, and either reads
exactly the blobs that git lists for the revision, or refuses the repository and writes no pack. Nothing of a foreign
repository behind an alternate, a link or a `.git` file is read.

environment: CANDOR, SCRATCH, as tests/run sets them
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

SCRATCH = Path(os.environ["SCRATCH"]).resolve()
MARKER, TRAP, HOME = SCRATCH / "marker", SCRATCH / "trap.sh", SCRATCH / "home"
SECRET = b"another vendor's secret\n"
WHO = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"))}
QUIET = {**os.environ, **WHO, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": str(HOME)}
HOOKS = ["applypatch-msg", "commit-msg", "fsmonitor-watchman", "post-checkout", "post-index-change", "post-merge", "post-rewrite",
         "pre-auto-gc", "pre-commit", "pre-push", "pre-receive", "push-to-checkout", "reference-transaction", "update"]
COMMANDS = ["core.fsmonitor", "core.sshCommand", "core.editor", "core.pager", "core.askPass", "core.gitProxy", "core.alternateRefsCommand",
            "credential.helper", "diff.external", "diff.trap.textconv", "diff.trap.command", "filter.trap.smudge", "filter.trap.clean",
            "filter.trap.process", "gpg.program", "gpg.ssh.program", "interactive.diffFilter", "merge.trap.driver", "sequence.editor",
            "uploadpack.packObjectsHook", "submodule.lib.update", "alias.log", "pager.log"]


def git(where, *arguments, text=None):
    done = subprocess.run(["git", "-C", where, *arguments], env=QUIET, input=text, capture_output=True)
    if done.returncode:
        sys.exit(f"git {arguments}: {done.stderr.decode()}")
    return done.stdout


def write(path, content, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)


def make(name):
    root = SCRATCH / name
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    write(root / "src/main.c", b"int main(void) { return 0; }\r\n")
    write(root / "run.sh", b"#!/bin/sh\n", 0o755)
    write(root / "n\u00e4me \u03bb.py", b"print(1)  # $Id$\n")
    write(root / ".gitattributes", b"* filter=trap diff=trap merge=trap text eol=crlf ident export-subst\nsrc export-ignore\n")
    os.symlink("src/main.c", root / "link")
    git(root, "-c", "core.autocrlf=false", "add", "-A")
    git(root, "commit", "-q", "-m", "one")
    return root


def spring_loaded(root, directory=".git"):
    """Sets the traps; from here on git must not be run in `root`."""
    for key in COMMANDS:
        git(root, "config", "--file", root / directory / "config", key, str(TRAP))
    for name in HOOKS:
        write(root / directory / "hooks" / name, TRAP.read_bytes(), 0o755)
    with open(root / directory / "config", "a") as config:
        config.write(f"[include]\n\tpath = {SCRATCH}/elsewhere\n[remote \"origin\"]\n\turl = ext::{TRAP}\n\tpromisor = true\n")


def listed(root, revision="HEAD"):
    """Path -> SHA-256 of each regular file of the revision, as git has it."""
    out = {}
    for line in git(root, "ls-tree", "-r", "-z", revision).split(b"\0")[:-1]:
        meta, path = line.split(b"\t", 1)
        mode, kind, blob = meta.split()
        if kind == b"blob" and mode != b"120000":
            out[path] = hashlib.sha256(git(root, "cat-file", "blob", blob.decode())).hexdigest()
    return out


def state(root):
    """Everything below `root` that could change."""
    out = {}
    for folder, folders, names in os.walk(root):
        for name in folders + names:
            path = os.path.join(folder, name)
            info = os.lstat(path)
            out[path] = (info.st_mode, info.st_size, info.st_mtime_ns)
    return out


def review(submission, name, *options):
    pack = SCRATCH / f"{name}.candor"
    environment = {"PATH": os.environ["PATH"], "HOME": str(HOME), "TMPDIR": str(SCRATCH / "tmp")}
    command = [os.environ["CANDOR"], "review", submission, "--quiet", "--no-store", "--output", pack, *options]
    return subprocess.run(command, env=environment, capture_output=True, cwd=SCRATCH / "cwd"), pack


def manifest(pack):
    lines = (pack / "MANIFEST.sha256").read_bytes().splitlines()
    return {line.split(b"  ", 1)[1]: line.split(b"  ", 1)[0].decode() for line in lines}


def read_cases():
    """Name, submission, options, what must be read."""
    plain = make("plain")
    wanted = listed(plain)
    packed = make("packed")
    git(packed, "gc", "-q", "--aggressive")
    git(plain, "clone", "-q", "--bare", plain, SCRATCH / "bare.git")
    git(plain, "bundle", "create", "-q", SCRATCH / "two.bundle", "HEAD")
    git(plain, "bundle", "create", "-q", "--version=3", SCRATCH / "three.bundle", "main")
    git(plain, "clone", "-q", "--depth=1", f"file://{plain}", SCRATCH / "shallow")
    midx = make("midx")
    git(midx, "repack", "-q", "-a", "-d", "--write-midx")
    for root in (plain, packed, SCRATCH / "shallow", midx):
        spring_loaded(root)
    spring_loaded(SCRATCH / "bare.git", ".")
    ref = ("--ref", "HEAD")
    return [("plain", plain, ref, wanted), ("packed", packed, ref, wanted), ("bare", SCRATCH / "bare.git", ("--ref", "main"), wanted),
            ("bundle", SCRATCH / "two.bundle", (), wanted), ("bundle3", SCRATCH / "three.bundle", (), wanted),
            ("shallow", SCRATCH / "shallow", ref, wanted), ("midx", midx, ref, wanted)]


def hostile_cases():
    """Name, submission: each leads to the repository of another vendor, or gives a revision another meaning."""
    foreign = make("foreign")
    write(foreign / "secret.py", SECRET)
    git(foreign, "add", "-A")
    git(foreign, "commit", "-q", "-m", "secret")
    commit = git(foreign, "rev-parse", "HEAD").decode().strip()
    objects = foreign / ".git/objects"

    def case(name, change, point=True):
        root = make(name)
        if point:
            write(root / ".git/refs/heads/main", commit.encode() + b"\n")
        spring_loaded(root)
        change(root / ".git")
        return name, root

    def replace(inside, target):
        shutil.rmtree(inside) if inside.is_dir() else inside.unlink()
        os.symlink(target, inside)

    def file_instead(directory):
        shutil.rmtree(directory)
        directory.write_text(f"gitdir: {foreign}/.git\n")

    pack = lambda directory: os.symlink(objects, directory / "objects/pack/more")
    return [
        case("alternates", lambda d: write(d / "objects/info/alternates", f"{objects}\n".encode())),
        case("relative alternates", lambda d: write(d / "objects/info/alternates", b"../../../foreign/.git/objects\n")),
        case("http alternates", lambda d: write(d / "objects/info/http-alternates", b"x\n")),
        case("commondir", lambda d: write(d / "commondir", f"{foreign}/.git\n".encode())),
        case("grafts", lambda d: write(d / "info/grafts", b"\n"), point=False),
        case("replace", lambda d: write(d / f"refs/replace/{commit}", b"1" * 40 + b"\n"), point=False),
        case("packed replace", lambda d: write(d / "packed-refs", f"{commit} refs/replace/{'1' * 40}\n".encode()), point=False),
        case("objects link", lambda d: replace(d / "objects", objects)),
        case("pack link", pack),
        case("ref link", lambda d: replace(d / "refs/heads/main", foreign / ".git/refs/heads/main")),
        case("head link", lambda d: replace(d / "HEAD", foreign / ".git/HEAD")),
        case("git link", lambda d: replace(d, foreign / ".git")),
        case("git file", file_instead),
        # Nothing leads anywhere: the objects are simply not there.
        case("absent objects", lambda d: None),
    ]


def main():
    for folder in (HOME, SCRATCH / "tmp", SCRATCH / "cwd"):
        folder.mkdir(parents=True)
    write(TRAP, f"#!/bin/sh\ntouch '{MARKER}'\ncat\n".encode(), 0o755)
    faults, count = [], 0
    for name, submission, options, wanted in read_cases():
        before = state(submission)
        done, pack = review(submission, name, *options)
        if not pack.is_dir():
            faults.append(f"{name}: no pack: {done.stderr.decode()}")
        elif manifest(pack) != wanted:
            faults.append(f"{name}: candor reads {manifest(pack)}, git {wanted}")
        if state(submission) != before:
            faults.append(f"{name}: the repository was changed")
        count += 1
    for name, submission in hostile_cases():
        before = state(submission)
        done, pack = review(submission, name, "--ref", "HEAD")
        if done.returncode != 2 or pack.exists() or b"error: " not in done.stderr:
            faults.append(f"{name}: not refused: {done.returncode} {done.stderr.decode()}")
        # As the folder it is, it can be reviewed: the inside of .git is not read, nor what lies behind it.
        done, pack = review(submission, f"{name} folder")
        found = b"".join(path.read_bytes() for path in pack.rglob("*") if path.is_file())
        if hashlib.sha256(SECRET).hexdigest().encode() in found or b"secret.py" in found:
            faults.append(f"{name}: the foreign file is in the pack")
        if state(submission) != before:
            faults.append(f"{name}: the repository was changed")
        count += 1
    if MARKER.exists():
        faults.append("something of a repository ran")
    faults += [f"left behind: {path}" for folder in ("tmp", "cwd") for path in (SCRATCH / folder).rglob("*")]
    # The traps are good ones: git itself springs them.
    subprocess.run(["git", "-C", SCRATCH / "plain", "status"], env=QUIET, capture_output=True)
    subprocess.run(["git", "-C", SCRATCH / "plain", "checkout", "-f", "HEAD"], env=QUIET, capture_output=True)
    if not MARKER.exists():
        faults.append("the traps do not spring for git either")
    for fault in faults:
        print(fault)
    print(f"{count} repositories, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
