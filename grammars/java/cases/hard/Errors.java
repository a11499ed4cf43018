// --- path: app/Errors.java ---
// What was read travels in an exception to a handler that reports it.
package app;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

public class Errors {
    static class Broken extends Exception {
        private final String context;

        Broken(String message, String context) {
            super(message);
            this.context = context;
        }

        String context() {
            return context;
        }
    }

    void check(Path path) throws Exception {
        String text = Files.readString(path); //~ source(FILE) f1
        if (!text.startsWith("#")) {
            throw new Broken("no header", text);
        }
    }

    void run(Path path) throws Exception {
        try {
            check(path);
        } catch (Broken broken) {
            report(broken.context());
        } catch (RuntimeException other) {
            count(other.hashCode());
        }
    }

    private void report(String text) throws Exception {
        byte[] bytes = text.getBytes();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("collector.example"), 514)); //~ sink(egress.socket) f1, finding(file-upload, traced) f1
        }
    }

    private void count(int number) throws Exception {
        byte[] bytes = Integer.toString(number).getBytes();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("collector.example"), 515)); //~ ok
        }
    }
}
