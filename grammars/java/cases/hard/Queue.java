// --- path: app/Spool.java ---
// One thread reads, another one sends; a queue lies between them.
package app;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.PrintWriter;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

public class Spool {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ticks = new LinkedBlockingQueue<>();

    void read(String path) {
        try (BufferedReader in = new BufferedReader(new FileReader(path))) { //~ source(FILE) f1
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.put(line);
                ticks.put("tick");
            }
        } catch (Exception error) {
            Thread.currentThread().interrupt();
        }
    }

    void send() {
        try (Socket socket = new Socket("collector.example", 7600)) {
            PrintWriter out = new PrintWriter(socket.getOutputStream(), true); //~ sink(egress.socket) f1, finding(file-upload, traced) f1
            while (true) {
                out.println(lines.take());
            }
        } catch (Exception error) {
            Thread.currentThread().interrupt();
        }
    }

    void beat() {
        try (Socket socket = new Socket("collector.example", 7601)) {
            PrintWriter out = new PrintWriter(socket.getOutputStream(), true); //~ ok
            out.println(ticks.take());
        } catch (Exception error) {
            Thread.currentThread().interrupt();
        }
    }

    void start(String path) {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        threads.submit(() -> read(path));
        threads.submit(this::send);
        new Thread(this::beat).start();
    }
}
