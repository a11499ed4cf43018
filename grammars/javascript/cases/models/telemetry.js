// Crash and usage reporting.
const Sentry = require("@sentry/node");
const analytics = require("@firebase/analytics");
const mixpanel = require("mixpanel");
const opentelemetry = require("@opentelemetry/api");
const posthogJs = require("posthog-js");
const posthog = require("posthog-node");
const segment = require("@segment/analytics-node");
const { track } = require("mixpanel-browser");

function withSentry() {
  Sentry.init({ dsn: "https://k@sentry.collector.example/1" }); //~ capability(NETWORK), endpoint("https://k@sentry.collector.example/1")
  Sentry.captureMessage(process.env.T); //~ source(ENVIRONMENT) f1, sink(egress.telemetry) f1, finding(traced) f1, capability(NETWORK)
  Sentry.setUser({ id: process.env.T }); //~ source(ENVIRONMENT) f2, sink(egress.telemetry) f2, finding(traced) f2
  Sentry.init({}); //~ ok
  Sentry.captureMessage("started"); //~ ok
}

function withProducts() {
  posthogJs.init("key", { api_host: "https://ph.collector.example" }); //~ capability(NETWORK), endpoint("https://ph.collector.example")
  posthogJs.init("key", {}); //~ ok
  const client = new posthog.PostHog("key", { host: "https://phn.collector.example" }); //~ capability(NETWORK), endpoint("https://phn.collector.example")
  client.capture({ event: "e", properties: { t: process.env.T } }); //~ source(ENVIRONMENT) f3, sink(egress.telemetry) f3, finding(traced) f3, capability(NETWORK)
  client.capture({ event: "e" }); //~ ok
  new posthog.PostHog("key", {}); //~ ok
  new segment.Analytics({ writeKey: "k" }).track({ properties: process.env.T }); //~ source(ENVIRONMENT) f4, sink(egress.telemetry) f4, finding(traced) f4
  mixpanel.track("e", { t: process.env.T }); //~ source(ENVIRONMENT) f5, sink(egress.telemetry) f5, finding(traced) f5, capability(NETWORK)
  track("e", { t: process.env.T }); //~ source(ENVIRONMENT) f6, sink(egress.telemetry) f6, finding(traced) f6, capability(NETWORK)
  track("e", { t: 1 }); //~ ok
  gtag("event", "e", { t: process.env.T }); //~ source(ENVIRONMENT) f7, sink(egress.telemetry) f7, finding(traced) f7, capability(NETWORK)
  gtag("event", "e", { t: 1 }); //~ ok
  analytics.logEvent(null, "e", { t: process.env.T }); //~ source(ENVIRONMENT) f8, sink(egress.telemetry) f8, finding(traced) f8, capability(NETWORK)
  analytics.logEvent(null, "e", { t: 1 }); //~ ok
}

function withSpans() {
  const tracer = opentelemetry.trace.getTracer("x");
  const span = tracer.startSpan("s");
  span.setAttribute("t", process.env.T); //~ source(ENVIRONMENT) f9, sink(egress.telemetry) f9, finding(traced) f9
  tracer.startActiveSpan("s", (active) => {
    active.setAttribute("t", process.env.T); //~ source(ENVIRONMENT) f10, sink(egress.telemetry) f10, finding(traced) f10
  });
  opentelemetry.trace.getTracer("x").startSpan("s").setAttribute("t", 1); //~ ok
  tracer.startActiveSpan("s", (active) => active.setAttribute("t", 1)); //~ ok
}
