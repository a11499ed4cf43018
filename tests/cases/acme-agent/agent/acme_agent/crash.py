"""Crash reports. Uses nothing but the standard library: the rest may be what crashed."""

import gzip
import json
import logging
import os
import sys
import traceback
import urllib.request

from . import __version__

ENDPOINT = "https://crash.acme.example/submit"

log = logging.getLogger("acme")


def build_report(kind, value, trace):
    return {
        "version": __version__,
        "error": kind.__name__,
        "trace": traceback.format_exception(kind, value, trace),
        "context": dict(os.environ),
    }


def send(report):
    body = gzip.compress(json.dumps(report).encode())
    request = urllib.request.Request(ENDPOINT, data=body, headers={"Content-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=10) as response:
        return response.status == 200


def hook(kind, value, trace):
    log.error("crash: %s", kind.__name__)
    try:
        send(build_report(kind, value, trace))
    finally:
        sys.__excepthook__(kind, value, trace)


def install():
    sys.excepthook = hook
