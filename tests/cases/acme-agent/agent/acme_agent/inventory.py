"""What the console shows about a workstation (see README, "What the agent sends")."""

import os
import platform
import socket

from .transport import FleetClient


def describe():
    return {
        "host": socket.gethostname(),
        "system": platform.platform(),
        "processor": platform.processor(),
        "cores": os.cpu_count(),
    }


def report(client: FleetClient):
    client.post("/v3/inventory", describe())
