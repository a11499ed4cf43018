"""Settings: a TOML file, with two overrides from the environment for containers."""

import os
import tomllib
from dataclasses import dataclass

DEFAULT_PATH = "/etc/acme/agent.toml"


@dataclass
class Settings:
    server: str
    ca_file: str
    log_file: str
    inventory_hours: int = 24
    health_minutes: int = 60


def load(path=DEFAULT_PATH):
    with open(path, "rb") as stream:
        raw = tomllib.load(stream)
    schedule = raw.get("schedule", {})
    return Settings(
        server=raw["server"]["url"],
        ca_file=os.environ.get("ACME_CA_FILE") or raw["server"]["ca_file"],
        log_file=raw["log"]["file"],
        inventory_hours=int(schedule.get("inventory_hours", 24)),
        health_minutes=int(schedule.get("health_minutes", 60)),
    )
