#!/usr/bin/env python3
"""Validates SARIF reports against the official SARIF 2.1.0 schema of OASIS, formats included, and looks at
what the schema cannot say: indices, snippets, relative addresses.

usage: sarif.py [FILE...]     without files: see reports.py

Needs the Python packages of requirements.txt, and cargo: the schema comes out of a pinned crate that ships
it unchanged. Cargo only fetches that crate; nothing of it is built or run. SARIF_SCHEMA=FILE names a copy
of the schema where no crate can be fetched.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from jsonschema import Draft7Validator, FormatChecker

import reports

CRATE, VERSION = "serde-sarif", "0.8.0"
SHA256 = "af47e7b67f24efe74076621fd3a5fbe7398add9e84fe820c971219a385895cea"

MANIFEST = f"""
[package]
name = "scratch"
version = "0.0.0"
edition = "2021"
[lib]
path = "lib.rs"
[dependencies]
{CRATE} = {{ version = "={VERSION}", default-features = false }}
[workspace]
"""


def schema():
    if "SARIF_SCHEMA" in os.environ:
        data = Path(os.environ["SARIF_SCHEMA"]).read_bytes()
    else:
        data = fetched()
    if hashlib.sha256(data).hexdigest() != SHA256:
        sys.exit("error: this is not the SARIF schema that was pinned")
    return json.loads(data)


def fetched():
    with tempfile.TemporaryDirectory(dir=os.environ.get("SCRATCH")) as folder:
        manifest = Path(folder) / "Cargo.toml"
        manifest.write_text(MANIFEST)
        (Path(folder) / "lib.rs").write_text("")
        command = ["cargo", "metadata", "--format-version", "1", "--manifest-path", str(manifest)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"error: cargo cannot fetch {CRATE} {VERSION}; SARIF_SCHEMA=FILE names a copy of the schema\n{done.stderr}")
        packages = json.loads(done.stdout)["packages"]
        source = next(package["manifest_path"] for package in packages if package["name"] == CRATE)
        return (Path(source).parent / "src/schema.json").read_bytes()


def beyond_schema(log):
    for run in log["runs"]:
        rules, artifacts = run["tool"]["driver"].get("rules", []), run["artifacts"]
        for number, result in enumerate(run["results"]):
            if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
                yield f"result {number}: ruleIndex leads to another rule"
        for where, location in walk(run, "artifactLocation"):
            uri = location.get("uri", "")
            if urlsplit(uri).scheme or uri.startswith("/"):
                yield f"{where}: {uri} is not relative"
            if "index" in location and artifacts[location["index"]]["location"]["uri"] != uri:
                yield f"{where}: index leads to another artifact"
            if location.get("uriBaseId") not in run["originalUriBaseIds"]:
                yield f"{where}: unknown uriBaseId"
        for where, region in walk(run, "region"):
            for character in region.get("snippet", {}).get("text", ""):
                if not character.isprintable():
                    yield f"{where}: {character!r} in a snippet"
        successful = all(invocation["executionSuccessful"] for invocation in run["invocations"])
        if successful != (run["properties"]["verdict"] != "INCOMPLETE"):
            yield "executionSuccessful and the verdict disagree"


def walk(value, name, where=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == name:
                yield f"{where}/{key}", inner
            yield from walk(inner, name, f"{where}/{key}")
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from walk(inner, name, f"{where}/{position}")


def main():
    checker = FormatChecker()
    if "uri-reference" not in checker.checkers:
        sys.exit("error: addresses cannot be checked; install requirements.txt")
    validator = Draft7Validator(schema(), format_checker=checker)
    sound = True
    for path in reports.files("report.sarif.json"):
        log = json.loads(path.read_bytes())
        errors = [f"/{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator.iter_errors(log)]
        sound &= reports.complain(path, errors or beyond_schema(log))
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
