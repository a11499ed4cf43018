// Crash reports, analytics, metrics and logs that go over the network, and loggers that keep what they are given.
package models

import (
	"log/syslog"
	"net/http"
	"os"

	"github.com/DataDog/datadog-go/v5/statsd"
	"github.com/amplitude/analytics-go/amplitude"
	sentry "github.com/getsentry/sentry-go"
	libhoney "github.com/honeycombio/libhoney-go"
	"github.com/newrelic/go-agent/v3/newrelic"
	posthog "github.com/posthog/posthog-go"
	rollbar "github.com/rollbar/rollbar-go"
	analytics "github.com/segmentio/analytics-go/v3"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
)

const U = "https://collector.example/u?"

func started() {
	sentry.Init(sentry.ClientOptions{Dsn: "https://key@sentry.collector.example/1"}) //~ capability(NETWORK), endpoint("https://key@sentry.collector.example/1")
}

func startedNamed() {
	err := sentry.Init(sentry.ClientOptions{Dsn: os.Getenv("T")}) //~ ok
	http.Get(U + err.Error()) //~ ok
}

func captured() {
	sentry.CaptureMessage(os.Getenv("T")) //~ source(ENVIRONMENT) f3, sink(egress.telemetry) f3, finding(traced) f3, capability(NETWORK)
}

func capturedConstant() {
	sentry.CaptureMessage("started") //~ ok
}

func hub(h *sentry.Hub) {
	h.CaptureEvent(&sentry.Event{Message: os.Getenv("T")}) //~ source(ENVIRONMENT) f5, sink(egress.telemetry) f5, finding(traced) f5, capability(NETWORK)
}

func hubConstant(h *sentry.Hub) {
	h.CaptureMessage("started") //~ ok
}

func tagged(s *sentry.Scope) {
	s.SetTag("t", os.Getenv("T")) //~ source(ENVIRONMENT) f7, sink(egress.telemetry) f7, finding(traced) f7, capability(NETWORK)
}

func taggedConstant(s *sentry.Scope) {
	s.SetTag("t", "1") //~ ok
}

func analysed() {
	c := analytics.New("key") //~ capability(NETWORK)
	c.Enqueue(analytics.Track{Event: "e", UserId: os.Getenv("USER")}) //~ source(ENVIRONMENT) f9, sink(egress.telemetry) f9, finding(traced) f9
}

func analysedConstant() {
	c := analytics.New("key") //~ ok
	c.Enqueue(analytics.Track{Event: "e"}) //~ ok
}

func hogMade() {
	c, _ := posthog.NewWithConfig("key", posthog.Config{Endpoint: "https://hog.collector.example"}) //~ capability(NETWORK), endpoint("https://hog.collector.example")
	c.Enqueue(posthog.Capture{DistinctId: os.Getenv("USER")}) //~ source(ENVIRONMENT) f11, sink(egress.telemetry) f11, finding(traced) f11
}

func hogMadeConstant() {
	c, _ := posthog.NewWithConfig("key", posthog.Config{}) //~ ok
	c.Enqueue(posthog.Capture{DistinctId: "1"}) //~ ok
}

func enqueued(c posthog.Client) {
	c.Enqueue(posthog.Capture{Properties: posthog.NewProperties().Set("t", os.Getenv("T"))}) //~ source(ENVIRONMENT) f13, sink(egress.telemetry) f13, finding(traced) f13, capability(NETWORK)
}

func enqueuedConstant(c posthog.Client) {
	c.Enqueue(posthog.Capture{Event: "e"}) //~ ok
}

func properties(c posthog.Client) {
	p := posthog.NewProperties()
	p.Set("t", os.Getenv("T")) //~ source(ENVIRONMENT) f15
	c.Enqueue(posthog.Capture{Properties: p}) //~ sink(egress.telemetry) f15, finding(traced) f15
}

func propertiesConstant(c posthog.Client) {
	p := posthog.NewProperties() //~ ok
	c.Enqueue(posthog.Capture{Properties: p}) //~ ok
}

func propertySet(c posthog.Client, p posthog.Properties) {
	p.Set("t", os.Getenv("T")) //~ source(ENVIRONMENT) f17
	c.Enqueue(posthog.Capture{Properties: p}) //~ sink(egress.telemetry) f17, finding(traced) f17
}

func propertySetConstant(c posthog.Client, p posthog.Properties) {
	p.Set("t", "1") //~ ok
	c.Enqueue(posthog.Capture{Properties: p}) //~ ok
}

func gauge(c *statsd.Client) {
	c.SimpleEvent("t", os.Getenv("T")) //~ source(ENVIRONMENT) f19, sink(egress.telemetry) f19, finding(traced) f19, capability(NETWORK)
}

func gaugeConstant(c *statsd.Client) {
	c.SimpleEvent("t", "1") //~ ok
}

func attributed(s trace.Span) {
	a := attribute.String("t", os.Getenv("T")) //~ source(ENVIRONMENT) f21
	s.SetAttributes(a) //~ sink(egress.telemetry) f21, finding(traced) f21
}

func attributedConstant(s trace.Span) {
	a := attribute.String("t", "1") //~ ok
	s.SetAttributes(a) //~ ok
}

func span(s trace.Span) {
	s.AddEvent(os.Getenv("T")) //~ source(ENVIRONMENT) f23, sink(egress.telemetry) f23, finding(traced) f23, capability(NETWORK)
}

func spanConstant(s trace.Span) {
	s.AddEvent("started") //~ ok
}

func relic(a *newrelic.Application) {
	a.RecordCustomEvent("e", map[string]any{"t": os.Getenv("T")}) //~ source(ENVIRONMENT) f25, sink(egress.telemetry) f25, finding(traced) f25, capability(NETWORK)
}

func relicConstant(a *newrelic.Application) {
	a.RecordCustomEvent("e", nil) //~ ok
}

func rolled() {
	rollbar.Message(rollbar.INFO, os.Getenv("T")) //~ source(ENVIRONMENT) f27, sink(egress.telemetry) f27, finding(traced) f27, capability(NETWORK)
}

func rolledConstant() {
	rollbar.Message(rollbar.INFO, "started") //~ ok
}

func tracked(c amplitude.Client) {
	c.Track(amplitude.Event{UserID: os.Getenv("USER")}) //~ source(ENVIRONMENT) f29, sink(egress.telemetry) f29, finding(traced) f29, capability(NETWORK)
}

func trackedConstant(c amplitude.Client) {
	c.Track(amplitude.Event{EventType: "e"}) //~ ok
}

func systemLog() {
	w, _ := syslog.Dial("udp", "syslog.collector.example:514", syslog.LOG_INFO, "t") //~ capability(NETWORK), endpoint("syslog.collector.example:514")
	w.Info(os.Getenv("T")) //~ source(ENVIRONMENT) f31, sink(egress.telemetry) f31, finding(traced) f31
}

func systemLogConstant() {
	w, _ := syslog.Dial("udp", "syslog.collector.example:514", syslog.LOG_INFO, "t") //~ ok
	w.Info("started") //~ ok
}

func systemLogged(w *syslog.Writer) {
	w.Err(os.Getenv("T")) //~ source(ENVIRONMENT) f33, sink(egress.telemetry) f33, finding(traced) f33, capability(NETWORK)
}

func systemLoggedConstant(w *syslog.Writer) {
	w.Err("failed") //~ ok
}

func honeyed() {
	e := libhoney.NewEvent()
	e.AddField("token", os.Getenv("T")) //~ source(ENVIRONMENT) f35, sink(egress.telemetry) f35, finding(traced) f35, capability(NETWORK)
	e.Send() //~ capability(NETWORK)
}

func honeyedConstant() {
	e := libhoney.NewEvent()
	e.AddField("kind", "started") //~ ok
}
