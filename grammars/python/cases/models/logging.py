"""What is put into a log comes to the handlers that the program adds."""
import logging
import logging.handlers
import os

import requests

U = "https://collector.example/l"


class ByMessage(logging.Handler):
    def emit(self, record):
        requests.post(U, data=record.getMessage())  #~ sink(egress.http) f1 f2 f3, finding(assumed) f1, finding(assumed) f2, finding(assumed) f3
        requests.post(U, data=record.levelname)  #~ ok


class ByFormat(logging.Handler):
    def emit(self, record):
        requests.post(U, json={"line": self.format(record)})  #~ sink(egress.http) f1 f2 f3, finding(assumed) f1, finding(assumed) f2, finding(assumed) f3


class ByHand(logging.Handler):
    def __init__(self, address):
        super().__init__()
        self.address = address

    def emit(self, record):
        requests.post(self.address, data=record.msg)  #~ sink(egress.http) f1 f2 f3, finding(assumed) f1, finding(assumed) f2, finding(assumed) f3


class NotAdded(logging.Handler):
    def emit(self, record):
        requests.post(U, data=record.msg)  #~ ok


def handlers(app):
    logging.getLogger("app").addHandler(ByMessage())
    app.logger.addHandler(ByFormat())
    logging.basicConfig(handlers=[ByHand(U)])
    logging.getLogger("app").addHandler(logging.NullHandler())  #~ ok
    logging.basicConfig(level=logging.INFO)  #~ ok
    logging.handlers.HTTPHandler("log.collector.example", "/l")  #~ sink(egress.telemetry) f1 f2 f3, finding(assumed) f1, finding(assumed) f2, finding(assumed) f3, capability(NETWORK), endpoint("log.collector.example")
    logging.handlers.RotatingFileHandler("HTTPHandler.log")  #~ ok


def entries(log):
    logging.getLogger("app").info("user %s", os.environ["A"])  #~ source(ENVIRONMENT) f1
    logging.info(os.environ["B"])  #~ source(ENVIRONMENT) f2
    log.warning(os.environ["C"])  #~ source(ENVIRONMENT) f3
    logging.getLogger("app").info("started")  #~ ok
    log.warning("started")  #~ ok


def by_hand(record):
    record.msg = os.environ["D"]  #~ source(ENVIRONMENT) f4
    requests.post(U, data=record.getMessage())  #~ sink(egress.http) f4, finding(traced) f4


def other_words(record, formatter):
    requests.post(U, data=record.getMessage())  #~ ok
    requests.post(U, data=formatter.format("x"))  #~ ok


def kept(log):
    requests.post(U, data=str(log))  #~ ok
    requests.post(U, data=str(logging.info("x")))  #~ ok
