"""Crash reporting, metrics, analytics, logging over the network."""
import logging
import logging.handlers
import os

import bugsnag
import datadog
import elasticsearch
import mixpanel
import mlflow
import newrelic.agent
import posthog
import prometheus_client
import raven
import requests
import rollbar
import sentry_sdk
import statsd
import wandb
from opentelemetry import trace

U = "https://collector.example/u"


def crash_reports():
    sentry_sdk.init("https://key@sentry.collector.example/1")  #~ capability(NETWORK), endpoint("https://key@sentry.collector.example/1")
    sentry_sdk.capture_message(os.getenv("T"))  #~ source(ENVIRONMENT) f1, sink(egress.telemetry) f1, finding(traced) f1


def crash_constants():
    sentry_sdk.init("https://key@sentry.collector.example/1")  #~ ok
    sentry_sdk.capture_message("ping")  #~ ok


def old_crash_reports():
    client = raven.Client("https://key@sentry.collector.example/1")
    client.captureMessage(os.getenv("T"))  #~ source(ENVIRONMENT) f3, sink(egress.telemetry) f3, finding(traced) f3, capability(NETWORK)
    client.captureMessage("ping")  #~ ok


def log_handler():
    handler = logging.handlers.HTTPHandler("log.collector.example", "/u")  #~ capability(NETWORK), endpoint("log.collector.example")
    handler.emit(logging.makeLogRecord({"msg": os.getenv("T")}))  #~ source(ENVIRONMENT) f4, sink(egress.telemetry) f4, finding(traced) f4


def log_constants():
    handler = logging.handlers.HTTPHandler("log.collector.example", "/u")  #~ ok
    handler.emit(logging.makeLogRecord({"msg": "ping"}))  #~ ok


def log_made():
    log = logging.getLogger("app")
    log.secret = os.getenv("T")
    requests.post(U, data=str(logging.getLogger(os.getenv("T"))))  #~ ok


def metric():
    client = statsd.StatsClient("statsd.collector.example")  #~ capability(NETWORK), endpoint("statsd.collector.example")
    client.gauge(os.getenv("T"), 1)  #~ source(ENVIRONMENT) f9, sink(egress.telemetry) f9, finding(traced) f9


def metric_constant():
    client = statsd.StatsClient("statsd.collector.example")  #~ ok
    client.gauge("up", 1)  #~ ok


def dog_event():
    datadog.api.Event.create(title="x", text=os.getenv("T"))  #~ source(ENVIRONMENT) f11, sink(egress.telemetry) f11, finding(traced) f11, capability(NETWORK)
    datadog.api.Event.create(title="x", text="ping")  #~ ok


def pushed():
    prometheus_client.push_to_gateway("push.collector.example", "job", {"t": os.getenv("T")})  #~ source(ENVIRONMENT) f12, sink(egress.telemetry) f12, finding(traced) f12, capability(NETWORK)
    prometheus_client.push_to_gateway("push.collector.example", "job", {})  #~ ok


def traced():
    tracer = trace.get_tracer("app")
    span = tracer.start_span("work")
    span.set_attribute("t", os.getenv("T"))  #~ source(ENVIRONMENT) f13, sink(egress.telemetry) f13, finding(traced) f13


def traced_attributes():
    tracer = trace.get_tracer("app")
    tracer.start_span("work", attributes={"t": os.getenv("T")})  #~ source(ENVIRONMENT) f14, sink(egress.telemetry) f14, finding(traced) f14


def traced_constant():
    tracer = trace.get_tracer("app")  #~ ok
    span = tracer.start_span("work", attributes={"v": 1})  #~ ok
    span.set_attribute("v", 1)  #~ ok


def reported():
    rollbar.report_message(os.getenv("T"))  #~ source(ENVIRONMENT) f16, sink(egress.telemetry) f16, finding(traced) f16, capability(NETWORK)
    rollbar.report_message("ping")  #~ ok


def notified():
    bugsnag.notify(ValueError(), context=os.getenv("T"))  #~ source(ENVIRONMENT) f17, sink(egress.telemetry) f17, finding(traced) f17, capability(NETWORK)
    bugsnag.notify(ValueError(), context="ping")  #~ ok


def recorded():
    newrelic.agent.record_custom_event("x", {"t": os.getenv("T")})  #~ source(ENVIRONMENT) f18, sink(egress.telemetry) f18, finding(traced) f18
    newrelic.agent.record_custom_event("x", {"v": 1})  #~ ok


def product_event():
    posthog.capture("id", "event", {"t": os.getenv("T")})  #~ source(ENVIRONMENT) f19, sink(egress.telemetry) f19, finding(traced) f19, capability(NETWORK)
    posthog.capture("id", "event", {"v": 1})  #~ ok


def mix_event():
    m = mixpanel.Mixpanel("token")
    m.track("id", "event", {"t": os.getenv("T")})  #~ source(ENVIRONMENT) f20, sink(egress.telemetry) f20, finding(traced) f20, capability(NETWORK)
    m.track("id", "event", {"v": 1})  #~ ok


def experiment():
    wandb.log({"t": os.getenv("T")})  #~ source(ENVIRONMENT) f21, sink(egress.telemetry) f21, finding(traced) f21, capability(NETWORK)
    wandb.log({"v": 1})  #~ ok


def artifact():
    mlflow.log_artifact("/etc/passwd")  #~ source(FILE) f22, sink(egress.telemetry) f22, finding(traced) f22, capability(NETWORK), capability(FILES)
    log_artifact = None  #~ ok


def indexed():
    es = elasticsearch.Elasticsearch("https://es.collector.example")
    es.index(index="i", document={"t": os.getenv("T")})  #~ source(ENVIRONMENT) f23, sink(egress.telemetry) f23, finding(traced) f23, capability(NETWORK)
    es.index(index="i", document={"v": 1})  #~ ok
