#!/usr/bin/env python3
"""Validates the CycloneDX of reports against the official schema of 1.6, and reads each package URL with the library of its
specification: it has to come out as it went in.

usage: bom.py [FILE...]     without files: the committed sample, and fresh reviews, by the program that CANDOR names, of
tests/cases/acme-agent, of every hostile submission and of one with manifests of every kind, into the folder that SCRATCH names.

Needs the Python packages of requirements.txt.
"""

import json
import os
import re
import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

import reports

ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|x([0-9a-f]{2})|(.))", re.DOTALL)
PLAIN = {"t": "\t", "n": "\n", "r": "\r", "0": "\0"}

MANIFESTS = {
    "package.json": '{"name": "@Acme/Agent", "version": "1.0.0+b <b>", "dependencies": {"a b": "1 || 2", "@s/x": "1.0.0-rc.1"}}',
    "requirements.txt": "Typing_Extensions==4.0\nzope.interface>=5\n",
    "go.mod": "module github.com/Acme/agent\nrequire github.com/Azure/go-ansiterm v0.0.0-2021+incompatible\n",
    "pom.xml": "<project><groupId>org.acme</groupId><artifactId>Ag ent?#</artifactId><version>1:2@3</version></project>",
    "Cargo.lock": '[[package]]\nname = "serde"\nversion = "1.0.0+é"\nsource = "registry"\n',
    "conanfile.txt": "[requires]\nzlib/1.2.13\n",
    "vcpkg.json": '{"name": "agent %2F..", "dependencies": ["fmt"]}',
    "lib/zlib.h": '#define ZLIB_VERSION "1.2.11"\n',
    "caf\u00e9\u202e/package.json": '{"name": "\\u202e\\u0000\\ud83d\\ude00"}',
}


def files():
    if len(sys.argv) > 1:
        return [Path(argument) for argument in sys.argv[1:]]
    found = [reports.ROOT / "reports/sample/report.cdx.json"]
    if "CANDOR" in os.environ and "SCRATCH" in os.environ:
        folder = Path(os.environ["SCRATCH"]) / "manifests"
        for name, text in MANIFESTS.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        submissions = [reports.ROOT / "tests/cases/acme-agent", *reports.hostile().values(), folder]
        found += [reports.form(submission, "cyclonedx", ".cdx.json") for submission in submissions]
        components = json.loads(found[-1].read_bytes())["components"]
        if len(components) != 14:
            sys.exit(f"error: {len(components)} packages of every kind:\n" + "\n".join(one["purl"] for one in components))
    return found


def written(text):
    """What stands escaped in `text`: a package URL has it as it was."""
    code = lambda found: chr(int(found[1] or found[2], 16)) if found[1] or found[2] else PLAIN.get(found[3], found[3])
    return ESCAPE.sub(code, text) if text else text


def plain(text):
    """Without what a package URL does not keep of a name: npm, Go and PyPI write small letters, PyPI no underscores, and
    no part between slashes is empty."""
    return re.sub("/+", "/", text.lower().replace("_", "-")).strip("/") if text else text


def main():
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    sound = True
    for path in files():
        text = path.read_text()
        error = validator.validate_str(text)
        errors = [str(error)[:500]] if error else []
        document = json.loads(text)
        references = [one["bom-ref"] for one in document["components"]]
        if len(references) != len(set(references)):
            errors.append("a bom-ref twice")
        for component in document["components"]:
            purl = PackageURL.from_string(component["purl"])
            read = {"group": purl.namespace, "name": purl.name, "version": purl.version}
            for key, value in read.items():
                shown = written(component.get(key))
                if shown != value and (key == "version" or plain(shown) != plain(value)):
                    errors.append(f"{component['purl']}: {key} {shown!r} is read as {value!r}")
        sound &= reports.complain(path, errors)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
