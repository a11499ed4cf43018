"""Self-update: fetch the package that the console names, check it, hand over to it."""

import hashlib
import os
import stat
import subprocess
import tempfile

from .transport import FleetClient


class BadPackage(Exception):
    pass


def fetch(client: FleetClient, release):
    package = client.download(release["url"])
    # The digest comes over the same channel as the package.
    if hashlib.sha256(package).hexdigest() != release["sha256"]:
        raise BadPackage(release["url"])
    return package


def install(package):
    path = os.path.join(tempfile.gettempdir(), "acme-setup.run")
    with open(path, "wb") as target:
        target.write(package)
    os.chmod(path, stat.S_IRWXU)
    subprocess.Popen([path, "--replace"])


def run(client: FleetClient):
    release = client.get("/v3/release")
    if release.get("version"):
        install(fetch(client, release))
