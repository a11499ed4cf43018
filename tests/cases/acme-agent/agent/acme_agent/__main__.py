"""Service entry point: connect, then work off schedule and commands for ever."""

import logging
import logging.handlers
import sys
import time

from . import commands, crash, inventory, updater
from .config import load
from .plugins import health
from .transport import FleetClient

log = logging.getLogger("acme")


def configure_logging(path):
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=1 << 20, backupCount=3)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def main():
    settings = load()
    configure_logging(settings.log_file)
    crash.install()
    client = FleetClient(settings)

    inventory.report(client)
    next_inventory = time.monotonic() + settings.inventory_hours * 3600
    next_health = time.monotonic()
    while True:
        now = time.monotonic()
        if now >= next_inventory:
            inventory.report(client)
            updater.run(client)
            next_inventory = now + settings.inventory_hours * 3600
        if now >= next_health:
            health.report(client, settings.log_file)
            next_health = now + settings.health_minutes * 60
        commands.poll(client)
        time.sleep(15)


if __name__ == "__main__":
    sys.exit(main())
