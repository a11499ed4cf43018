// Sentry, Segment, Mixpanel, Firebase Analytics and Crashlytics, StatsD, OpenTelemetry.
package app;

import com.bugsnag.android.Bugsnag;
import com.google.firebase.analytics.FirebaseAnalytics;
import com.google.firebase.crashlytics.FirebaseCrashlytics;
import com.mixpanel.android.mpmetrics.MixpanelAPI;
import com.segment.analytics.Analytics;
import com.segment.analytics.messages.TrackMessage;
import com.timgroup.statsd.StatsDClient;
import io.opentelemetry.api.trace.Span;
import io.sentry.Sentry;

class Telemetry {
    void sentry() {
        Sentry.captureMessage(System.getenv("T")); //~ source(ENVIRONMENT) f1, sink(egress.telemetry) f1, finding(traced) f1, capability(NETWORK)
        Sentry.captureMessage("x"); //~ ok
    }

    void segment(Analytics analytics) {
        analytics.enqueue(TrackMessage.builder(System.getenv("T"))); //~ source(ENVIRONMENT) f2, sink(egress.telemetry) f2, finding(traced) f2, capability(NETWORK)
        analytics.enqueue(TrackMessage.builder("x")); //~ ok
    }

    void segmentUser(Analytics analytics) {
        analytics.enqueue(TrackMessage.builder("x").userId(System.getenv("T"))); //~ source(ENVIRONMENT) f3, sink(egress.telemetry) f3, finding(traced) f3
        analytics.enqueue(TrackMessage.builder("x").userId("y")); //~ ok
    }

    void mixpanel(MixpanelAPI mixpanel) {
        mixpanel.track(System.getenv("T")); //~ source(ENVIRONMENT) f4, sink(egress.telemetry) f4, finding(traced) f4, capability(NETWORK)
        mixpanel.track("x"); //~ ok
    }

    void firebase(FirebaseAnalytics analytics) {
        analytics.setUserProperty("t", System.getenv("T")); //~ source(ENVIRONMENT) f5, sink(egress.telemetry) f5, finding(traced) f5, capability(NETWORK)
        analytics.setUserProperty("t", "x"); //~ ok
    }

    void crashlytics(FirebaseCrashlytics crashlytics) {
        crashlytics.log(System.getenv("T")); //~ source(ENVIRONMENT) f6, sink(egress.telemetry) f6, finding(traced) f6, capability(NETWORK)
        crashlytics.log("x"); //~ ok
    }

    void bugsnag() {
        Bugsnag.leaveBreadcrumb(System.getenv("T")); //~ source(ENVIRONMENT) f7, sink(egress.telemetry) f7, finding(traced) f7, capability(NETWORK)
        Bugsnag.leaveBreadcrumb("x"); //~ ok
    }

    void span(Span span) {
        span.setAttribute("t", System.getenv("T")); //~ source(ENVIRONMENT) f8, sink(egress.telemetry) f8, finding(traced) f8, capability(NETWORK)
        span.setAttribute("t", "x"); //~ ok
    }

    void statsd(StatsDClient client) {
        client.gauge(System.getenv("T"), 1); //~ source(ENVIRONMENT) f9, sink(egress.telemetry) f9, finding(traced) f9, capability(NETWORK)
        client.gauge("x", 1); //~ ok
    }
}
