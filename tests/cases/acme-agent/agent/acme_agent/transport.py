"""The connection to the fleet console."""

import requests

from . import __version__
from .config import Settings

TIMEOUT = 30


class FleetClient:
    """Speaks the v3 protocol: JSON up and down, files as multipart."""

    def __init__(self, settings: Settings):
        self.base = settings.server
        self.session = requests.Session()
        self.session.verify = settings.ca_file
        self.session.headers["User-Agent"] = "acme-agent/" + __version__

    def get(self, path):
        response = self.session.get(self.base + path, timeout=TIMEOUT)
        response.raise_for_status()
        return response.json()

    def post(self, path, payload):
        response = self.session.post(self.base + path, json=payload, timeout=TIMEOUT)
        response.raise_for_status()

    def upload(self, path, name, data):
        parts = {"file": (name, data, "application/octet-stream")}
        response = self.session.post(self.base + path, files=parts, timeout=TIMEOUT)
        response.raise_for_status()

    def download(self, url):
        response = requests.get(url, timeout=TIMEOUT)
        response.raise_for_status()
        return response.content
