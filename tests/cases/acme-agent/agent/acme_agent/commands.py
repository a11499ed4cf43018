"""Commands from the console: fetched, carried out, acknowledged."""

import logging

from . import diagnostics, support, updater
from .plugins import screen
from .transport import FleetClient

log = logging.getLogger("acme")


def poll(client: FleetClient):
    for command in client.get("/v3/commands")["commands"]:
        try:
            execute(client, command)
        except (KeyError, OSError) as error:
            log.warning("command %s failed: %s", command.get("type"), error)


def execute(client: FleetClient, command):
    kind = command["type"]
    log.info("command %s", kind)
    if kind == "update":
        updater.run(client)
    elif kind == "logs":
        diagnostics.send_log(client)
    elif kind == "bundle":
        diagnostics.send_bundle(client, command["case"], command["include"])
    elif kind == "screen":
        screen.capture(client)
    elif kind == "ticket":
        support.open_ticket(command["case"])
