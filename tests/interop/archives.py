#!/usr/bin/env python3
"""Hostile and odd archives (tables in hostile/), read by candor and by GNU tar, Python's tarfile and zipfile, and Info-ZIP.

For each archive:
- candor refuses exactly what the table says, with the code it says; any refusal makes the verdict INCOMPLETE;
- a file that candor has read, every reference tool that finds it reads with the same bytes, and only once;
- a file that any reference tool finds and candor has not read is refused by name, or with all the rest (`.`);
- where a reference tool gives the archive up, candor refuses something too;
- within a folder of such archives, the same is refused of each;
- candor leaves no file behind, in its own folders or where the archives point to.

usage: archives.py [WORD...]     only the cases whose name holds one of the words; prints what each tool said
environment: CANDOR, SCRATCH, as tests/run sets them
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hostile import tars, zips

SCRATCH = Path(os.environ.get("SCRATCH", "/nonexistent"))
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "TAR_OPTIONS": "", "UNZIP": ""}


class Reading:
    """What one tool found: (path, sha256) of every regular file in order; and whether it was content."""

    def __init__(self, files, content, said=""):
        self.files = [(plain(name), digest) for name, digest in files]
        self.content, self.said = content, said


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def plain(name):
    """A name without the parts that say nothing, shown as candor shows it."""
    parts = [part for part in name.split(b"/") if part not in (b"", b".")]
    return shown((b"/" if name.startswith(b"/") else b"") + b"/".join(parts))


def shown(name):
    text = name.decode("utf-8", "surrogateescape")
    escape = lambda c: "\\x%02x" % (ord(c) - 0xDC00) if 0xDC80 <= ord(c) < 0xDD00 else \
        {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}.get(c) or ("\\u{%x}" % ord(c) if re.match("[\0-\x1f\x7f\u0080-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", c) else c)
    return "".join(map(escape, text))


def gnu_tar(path, place):
    """Each regular file goes to a command of ours; nothing is unpacked."""
    say = place / "say"
    say.write_text('#!/bin/sh\nprintf "%s\\n%s\\n\\0" "$(sha256sum | cut -c1-64)" "$TAR_FILENAME."\n')
    say.chmod(0o755)
    done = subprocess.run(["tar", "--quoting-style=literal", "-xf", path, f"--to-command={say}"], cwd=place, env=ENVIRONMENT,
                          capture_output=True, timeout=60)
    files = [item.split(b"\n", 1) for item in done.stdout.split(b"\0")[:-1]]
    return Reading([(name[:-2], digest.decode()) for digest, name in files], done.returncode == 0, done.stderr.decode(errors="replace"))


def python_tar(path, _):
    files = []
    try:
        with tarfile.open(path, encoding="utf-8", errors="surrogateescape", errorlevel=2) as archive:
            for member in archive:
                if member.isreg() or member.islnk():
                    source = archive.extractfile(member)
                    files.append((os.fsencode(member.name), sha256(source.read()) if source else ""))
        return Reading(files, True)
    except Exception as error:  # noqa: BLE001 whatever it is, the tool gave the archive up
        return Reading(files, False, repr(error))


def python_zip(path, _):
    files, content, said = [], True, ""
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if info.is_dir():
                    continue
                name = info.filename.encode("utf-8" if info.flag_bits & zips.UTF8 else "cp437")
                try:
                    files.append((name, sha256(archive.read(info))))
                except Exception as error:  # noqa: BLE001
                    content, said = False, f"{said}{name}: {error!r}\n"
    except Exception as error:  # noqa: BLE001
        content, said = False, repr(error)
    return Reading(files, content, said)


def info_zip(path, place):
    """Unpacks into a folder of its own, the one way to have all bytes of oddly named members."""
    done = subprocess.run(["unzip", "-o", "-q", "-d", place / "out", path], env=ENVIRONMENT, capture_output=True, timeout=60,
                          stdin=subprocess.DEVNULL)
    root = os.fsencode(place / "out")
    files = []
    for folder, _, names in os.walk(root):
        for name in names:
            full = os.path.join(folder, name)
            if os.path.isfile(full) and not os.path.islink(full):
                files.append((full[len(root) + 1:], sha256(open(full, "rb").read())))
    return Reading(files, done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace"))


def candor(path, place):
    """Refusals by path, files by path, other entries, and the verdict."""
    home = place / "home"
    for folder in ("home", "tmp", "cwd"):
        (place / folder).mkdir()
    environment = {**ENVIRONMENT, "HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home), "TMPDIR": str(place / "tmp")}
    done = subprocess.run(
        [os.environ["CANDOR"], "review", path, "--quiet", "--no-store", "--jobs", "1", "--format", "json", "--key", SCRATCH / "key.pem",
         "--output", place / "pack.candor"], cwd=place / "cwd", env=environment, capture_output=True, timeout=120)
    left = [str(found) for folder in ("home", "tmp", "cwd") for found in (place / folder).rglob("*")]
    if not done.stdout:
        return None, {}, {}, done.stderr.decode(errors="replace"), left
    report = json.loads(done.stdout)
    assert done.returncode in (0, 1, 2), done.stderr
    refused = {item["path"]: item["reason"].split(":")[0] for item in report["coverage"]["refused"]}
    all_files = {item["path"]: item["digest"] for item in report["coverage"]["files"]}
    files = {path: digest for path, digest in all_files.items() if "!/" not in path}
    special = {item["path"] for item in report["coverage"]["special"]}
    manifest = (place / "pack.candor/MANIFEST.sha256").read_text(errors="surrogateescape").splitlines()
    if sorted(line.split("  ")[0].lstrip("\\") for line in manifest) != sorted(files.values()):
        left.append("MANIFEST.sha256 and the files of the report differ")
    return report["verdict"]["value"], refused, (all_files, special), "", left


def covered(path, refused):
    """Whether a refusal speaks of `path`: of it, of a folder above it, or of the whole."""
    parts = path.split("/")
    return "." in refused or any("/".join(parts[:count]) in refused for count in range(1, len(parts) + 1))


def check(case, tools, suffix):
    place = SCRATCH / suffix / re.sub(r"\W+", "-", case.name)
    place.mkdir(parents=True)
    path = place / f"a.{suffix}"
    path.write_bytes(case.data)
    verdict, refused, found, said, left = candor(path, place)
    if verdict is None:
        return [f"candor made no report: {said.strip()}"]
    files, special = found
    wrong = [f"left behind: {name}" for name in left]
    if refused != case.refused:
        wrong.append(f"candor refuses {refused}, not {case.refused}")
    if refused and verdict != "INCOMPLETE":
        wrong.append(f"{verdict} although something was refused")
    wrong += [f"candor has not read {name}" for name in case.read if name not in files]
    if path.read_bytes() != case.data:
        wrong.append("the archive was changed")
    for name, tool in tools.items():
        room = place / name.replace(" ", "-")
        room.mkdir()
        reading = tool(path, room)
        if len(sys.argv) > 1:
            print(f"{case.name}: {name}: {'content' if reading.content else reading.said.strip()!r}: {[n for n, _ in reading.files]}")
        if name in case.unlike:
            continue
        wrong += [f"{name}: {fault}" for fault in compare(files, special, refused, case.alias, reading)]
    return wrong


def check_within(work):
    """All archives as files of one folder: within, the same is refused as when the archive is all there is."""
    folder, place = SCRATCH / "within", SCRATCH / "within-place"
    folder.mkdir()
    place.mkdir()
    wanted = {}
    for number, (case, _, suffix) in enumerate(work):
        name = f"{number}.{suffix}"
        (folder / name).write_bytes(case.data)
        wanted.update({f"{name}!/{path}": code for path, code in case.refused.items()})
    verdict, refused, _, said, left = candor(folder, place)
    if verdict is None:
        return [f"candor made no report: {said.strip()}"]
    case_of = lambda path: work[int(path.split(".")[0])][0]
    wrong = [f"left behind: {name}" for name in left]
    for path in sorted(wanted.keys() | refused.keys()):
        if case_of(path).refused == {".": "ratio"} and refused.get(path) == "ratio":
            continue  # what the ratio leaves to all that lies in one file may be less than a single file of a bomb
        if wanted.get(path) != refused.get(path):
            wrong.append(f"within, candor refuses {path} of `{case_of(path).name}` by {refused.get(path)}, not {wanted.get(path)}")
    return wrong


def compare(files, special, refused, alias, reading):
    digests = {}
    for path, digest in reading.files:
        digests.setdefault(path, []).append(digest)
    for path, found in digests.items():
        # What was not read may hold the name once more.
        seen = found[:1] if "." in refused else found
        if path in files and seen != [files[path]]:
            yield f"reads {path} otherwise, or more than once"
        if path not in files and path not in special and not covered(alias.get(path, path), refused):
            yield f"finds {path}, which candor neither read nor refused"
    if not reading.content and not refused:
        yield f"gives it up, candor does not: {reading.said.strip()}"


def main():
    os.umask(0o022)
    SCRATCH.mkdir(exist_ok=True)
    subprocess.run([os.environ["CANDOR"], "keygen", "--output", SCRATCH / "key.pem"], check=True, capture_output=True)
    work = []
    for module, suffix, tools in [
        (tars, "tar", {"GNU tar": gnu_tar, "tarfile": python_tar}),
        (zips, "zip", {"zipfile": python_zip, "Info-ZIP": info_zip}),
    ]:
        for case in module.cases():
            if len(sys.argv) < 2 or any(word in case.name for word in sys.argv[1:]):
                work.append((case, tools, suffix))
    with ThreadPoolExecutor(2) as pool:
        faults = list(pool.map(lambda one: check(*one), work))
    bad = 0
    for (case, _, suffix), wrong in zip(work, faults):
        for fault in wrong:
            print(f"{suffix}: {case.name}: {fault}")
        bad += bool(wrong)
    for fault in check_within(work):
        print(fault)
        bad += 1
    print(f"{len(work)} archives, {bad} with faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
