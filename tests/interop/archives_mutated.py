#!/usr/bin/env python3
"""Thousands of archives that nobody thought of: those of hostile/ with bytes changed, blocks moved and ends cut, all read
by one review of the folder they lie in, by Python's tarfile and zipfile, and some of them by GNU tar and Info-ZIP. The
rules are those of archives.py; what candor should refuse is not known here, so only the readings are held against each
other.

usage: archives_mutated.py [COUNT [SEED]]     a failing archive stays in SCRATCH, named as in the message
environment: CANDOR, SCRATCH, as tests/run sets them; SHARE: one archive in so many also goes to the other tools
"""

import os
import random
import shutil
import subprocess
import sys

import archives
from hostile import tars, zips

BLOCK = tars.BLOCK
SHARE = int(os.environ.get("SHARE", "20"))
#: What numbers, names and types are changed into.
BYTES = [0, 1, 7, 8, 32, 47, 48, 55, 56, 92, 127, 128, 255, *b"0123456789xgLKSDVM5/.\n="]


def mutate_tar(data, dice):
    blocks = [data[at:at + BLOCK] for at in range(0, len(data), BLOCK)]
    for _ in range(dice.choice([1, 1, 2, 3])):
        at = dice.randrange(len(blocks))
        what = dice.random()
        if what < 0.7:
            blocks[at] = change_header(blocks[at], dice)
        elif what < 0.8:
            blocks.insert(at, dice.choice(blocks))
        elif what < 0.9 and len(blocks) > 1:
            del blocks[at]
        else:
            blocks[at] = blocks[at][:dice.randrange(1, BLOCK + 1)]
    return b"".join(blocks)


def change_header(block, dice):
    """Some bytes of one field or anywhere, with the sum that belongs to them more often than not."""
    block = bytearray(block)
    if len(block) < BLOCK:
        return bytes(block)
    start, end = dice.choice([(0, 100), (100, 108), (124, 136), (124, 136), (136, 148), (148, 156), (156, 157), (157, 257), (257, 265),
                              (345, 500), (0, BLOCK)])
    for _ in range(dice.choice([1, 1, 1, 4])):
        block[dice.randrange(start, end)] = dice.choice(BYTES)
    if dice.random() < 0.85 and any(block):
        block[148:156] = b" " * 8
        block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def mutate_zip(data, dice):
    data = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 3])):
        # Mostly within a header, wherever one starts.
        starts = [at for mark in (b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7") for at in find_all(data, mark)]
        at = dice.choice(starts or [0]) + dice.randrange(50) if dice.random() < 0.9 else dice.randrange(len(data))
        what = dice.random()
        if what < 0.8 and at < len(data):
            data[at] = dice.choice(BYTES)
        elif what < 0.9:
            data[at:at] = bytes(dice.choice(BYTES) for _ in range(dice.randrange(1, 5)))
        else:
            del data[at:at + dice.randrange(1, 5)]
    return bytes(data)


def find_all(data, mark):
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def make(count, seed, folder):
    dice = random.Random(seed)
    # Bombs cost time and show nothing more when changed.
    seeds = [(suffix, [case for case in module.cases() if len(case.data) < 20_000 and (suffix == "zip" or case.data[257:262] == b"ustar")])
             for module, suffix in ((tars, "tar"), (zips, "zip"))]
    made = {}
    for number in range(count):
        suffix, cases = seeds[number % 2]
        case = dice.choice(cases)
        data = (mutate_tar if suffix == "tar" else mutate_zip)(case.data, dice)
        name = f"{number}.{suffix}"
        (folder / name).write_bytes(data)
        made[name] = case.name
    return made


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    folder, place = archives.SCRATCH / "mutated", archives.SCRATCH / "place"
    for path in (archives.SCRATCH, folder, place):
        path.mkdir(exist_ok=True)
    subprocess.run([os.environ["CANDOR"], "keygen", "--output", archives.SCRATCH / "key.pem"], check=True, capture_output=True)
    made = make(count, seed, folder)
    verdict, refused, found, said, left = archives.candor(folder, place)
    if verdict is None:
        sys.exit(f"candor made no report: {said.strip()}")
    faults = [f"left behind: {path}" for path in left]
    opened, read = 0, 0
    for name, origin in made.items():
        inside = name + "!/"
        within = lambda paths: {path[len(inside):]: paths[path] for path in paths if path.startswith(inside)}
        files = within(found[0])
        # A file that is no archive to candor is read as the file it is, and has no members.
        if not is_opened(name, found, refused):
            continue
        opened += 1
        read += len(files)
        special = {path[len(inside):] for path in found[1] if path.startswith(inside)}
        for tool in tools_for(name, opened):
            room = place / f"{name}-{tool.__name__}"
            if tool is archives.info_zip and "./" in within(refused):
                continue  # it gives a member without a name the name of the one before it
            room.mkdir()
            reading = tool(folder / name, room)
            wrong = list(archives.compare(files, special, within(refused), {}, reading))
            faults += [f"{name} (from `{origin}`): {tool.__name__} {fault}" for fault in wrong if not is_told(fault, within(refused))]
            shutil.rmtree(room)
    for fault in faults[:50]:
        print(fault)
    print(f"{count} archives, {opened} opened, {read} files read, {len(faults)} faults")
    return 1 if faults else 0


def tools_for(name, number):
    """Python reads all; the other tools, which are started anew for each, one in SHARE."""
    python, other = (archives.python_tar, archives.gnu_tar) if name.endswith("tar") else (archives.python_zip, archives.info_zip)
    return [python, other] if number % SHARE == 0 else [python]


def is_opened(name, found, refused):
    inside = name + "!/"
    return any(path.startswith(inside) for paths in (found[0], found[1], refused) for path in paths)


def is_told(fault, refused):
    """Whether a tool may have renamed something that candor refused under the name as it stands."""
    return "neither read nor refused" in fault and any(code != "trailing-data" for code in refused.values())


if __name__ == "__main__":
    sys.exit(main())
