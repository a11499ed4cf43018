"""Which reports the validators of this folder look at; no test by itself."""

import os
import subprocess
import sys
from pathlib import Path

from hostile import submissions

ROOT = Path(__file__).resolve().parents[2]


def files(name):
    """The files on the command line; without any: `name` of the committed sample, and of a fresh review of
    tests/cases/acme-agent and of every hostile submission by the program that CANDOR names, into the folder that SCRATCH names."""
    if len(sys.argv) > 1:
        return [Path(argument) for argument in sys.argv[1:]]
    found = [ROOT / "reports/sample" / name]
    if "CANDOR" in os.environ and "SCRATCH" in os.environ:
        found.append(review() / name)
        found += [reviewed(path) / name for path in hostile().values()]
    return found


def hostile():
    """Submissions with hostile text wherever they can have any, by what is hostile in them."""
    return submissions.put_all(Path(os.environ["SCRATCH"]) / "hostile")


def review():
    return reviewed(ROOT / "tests/cases/acme-agent")


def reviewed(submission):
    """The pack of a fresh review."""
    pack = Path(os.environ["SCRATCH"]) / f"{submission.name}.candor"
    done = run("review", submission, "--output", pack, "--quiet")
    if not pack.is_dir():
        sys.exit(f"error: the review wrote no pack (exit code {done.returncode})\n{done.stderr.decode()}")
    return pack


def form(submission, kind, suffix):
    """A fresh review in the form `kind`, as a file."""
    scratch = Path(os.environ["SCRATCH"])
    done = run("review", submission, "--output", scratch / f"{submission.name}.candor", "--format", kind)
    if not done.stdout:
        sys.exit(f"error: the review wrote no {kind} (exit code {done.returncode})\n{done.stderr.decode()}")
    path = scratch / f"{submission.name}{suffix}"
    path.write_bytes(done.stdout)
    return path


def run(*arguments):
    home = Path(os.environ["SCRATCH"]) / "home"
    home.mkdir(exist_ok=True)
    # The key that is made on first use must not land in the real home.
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home)}
    return subprocess.run([os.environ["CANDOR"], *map(str, arguments)], env=environment, capture_output=True)


def signed():
    """The pack of a fresh review, and the public half of the key that was made for it."""
    pack = review()
    return pack, pack.parent / "home/candor/auditor.pub.pem"


def complain(path, errors, limit=20):
    """Prints what is wrong with `path`; true when nothing is."""
    errors = list(errors)
    print(f"{path.name}: {'ok' if not errors else f'{len(errors)} errors'}")
    for error in errors[:limit]:
        print(f"  {error}")
    return not errors
