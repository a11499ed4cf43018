"""Which reports the validators of this folder look at; no test by itself."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(name):
    """The files on the command line; without any: `name` of the committed sample, and of a fresh review of
    tests/cases/acme-agent by the program that CANDOR names, into the folder that SCRATCH names."""
    if len(sys.argv) > 1:
        return [Path(argument) for argument in sys.argv[1:]]
    found = [ROOT / "reports/sample" / name]
    if "CANDOR" in os.environ and "SCRATCH" in os.environ:
        found.append(review() / name)
    return found


def review():
    pack = Path(os.environ["SCRATCH"]) / "acme-agent.candor"
    home = Path(os.environ["SCRATCH"]) / "home"
    home.mkdir(exist_ok=True)
    # The key that is made on first use must not land in the real home.
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home)}
    command = [os.environ["CANDOR"], "review", str(ROOT / "tests/cases/acme-agent"), "--output", str(pack), "--quiet"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if not pack.is_dir():
        sys.exit(f"error: the review wrote no pack (exit code {done.returncode})\n{done.stderr}")
    return pack


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
