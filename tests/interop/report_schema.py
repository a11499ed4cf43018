#!/usr/bin/env python3
"""Validates report.json against reports/report.schema.json, and that it is its own canonical form.

usage: report_schema.py [FILE...]     without files: see reports.py

Needs the Python packages of requirements.txt.
"""

import json
import sys

from jsonschema import Draft202012Validator

import reports


def canonical(value):
    """RFC 8785 for our reports: keys are ASCII and numbers are integers, so that Python's own order and
    forms are those of the RFC."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def refuse(text):
    raise ValueError(f"{text} is no integer")


def main():
    schema = json.loads((reports.ROOT / "reports/report.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    sound = True
    for path in reports.files("report.json"):
        data = path.read_bytes()
        report = json.loads(data, parse_float=refuse, parse_constant=refuse)
        errors = [f"/{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator.iter_errors(report)]
        if data != canonical(report):
            errors.append("not the canonical form")
        sound &= reports.complain(path, errors)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
