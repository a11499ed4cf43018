"""Submissions that say something hostile wherever a submission can say anything: each text of tests/hostile/texts.json in each file of
tests/hostile/files.json, which tests/it/review_text.rs puts together in the same way.

usage: submissions.py FOLDER     a submission for each text, below FOLDER
"""

import json
import os
import re
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[2] / "hostile"
TEXTS = json.loads((HOME / "texts.json").read_bytes())
FILES = json.loads((HOME / "files.json").read_bytes())

PLACES = re.compile("(<raw>|<quoted>|<name>)")
# Bytes of a name that file systems take, with room for a suffix.
NAME = 200
# Stands for a byte that no text in UTF-8 has.
STRAY = "\U0010ffff".encode()


def name(text):
    """`text` as a part of a path."""
    told = text.replace("/", "\u2215")
    while len(told.encode()) > NAME:
        told = told[:-1]
    return told


def filled(template, text):
    forms = {"<raw>": text, "<quoted>": json.dumps(text, ensure_ascii=False), "<name>": name(text)}
    return "".join(forms.get(piece, piece) for piece in PLACES.split(template)).encode().replace(STRAY, b"\xff")


def put(folder, text):
    """One submission: `text` in every file."""
    for path, template in FILES.items():
        place = os.path.join(os.fsencode(folder), filled(path, text))
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(filled(template, text))


def put_all(folder):
    """A submission for each text; their paths, by the name of the text."""
    paths = {kind: Path(folder) / f"hostile-{kind}" for kind in TEXTS}
    for kind, path in paths.items():
        put(path, TEXTS[kind])
    return paths


if __name__ == "__main__":
    put_all(sys.argv[1])
