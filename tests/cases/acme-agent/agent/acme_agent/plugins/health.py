"""Hourly signs of life. Sizes and a checksum, never contents."""

import hashlib
import logging
import shutil

from ..transport import FleetClient

log = logging.getLogger("acme")


def log_size(path):
    with open(path, "rb") as stream:
        return len(stream.read())


def config_fingerprint():
    with open("/etc/acme/agent.toml", "rb") as settings:
        return hashlib.sha256(settings.read()).hexdigest()


def report(client: FleetClient, log_file):
    free = shutil.disk_usage("/").free
    log.info("free space %d", free)
    client.post(
        "/v3/health",
        {"log_bytes": log_size(log_file), "config": config_fingerprint()},
    )


def remember_hosts():
    """Keeps a copy of the hosts file, to tell later whether it was changed. Stays on this machine."""
    with open("/etc/hosts", encoding="utf-8") as hosts:
        known = hosts.read()
    with open("/var/lib/acme/hosts.last", "w", encoding="utf-8") as copy:
        copy.write(known)
