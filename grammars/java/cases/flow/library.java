// What the JDK runs and passes on: threads, executors, streams of elements, streams of bytes that wrap others.
// --- path: f/Library.java ---
package f;

import java.io.*;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

class Library {
    DatagramSocket socket;
    Path path;

    void out(byte[] data) throws IOException {
        socket.send(new DatagramPacket(data, 1)); //~ sink(egress.socket) thread, finding(traced) thread
    }

    void threads() throws Exception {
        final byte[] data = Files.readAllBytes(path); //~ source(FILE) thread
        new Thread(new Runnable() {
            @Override
            public void run() {
                try {
                    out(data);
                } catch (IOException ignored) {
                }
            }
        }).start();
    }

    class Worker extends Thread {
        private final byte[] data;

        Worker(byte[] data) {
            this.data = data;
        }

        @Override
        public void run() {
            send(data);
        }
    }

    void send(byte[] data) {
        try {
            socket.send(new DatagramPacket(data, 1)); //~ sink(egress.socket) worker, finding(traced) worker
        } catch (IOException ignored) {
        }
    }

    void workers() throws Exception {
        new Worker(Files.readAllBytes(path)).start(); //~ source(FILE) worker
    }

    void executors(ExecutorService pool) throws Exception {
        byte[] data = Files.readAllBytes(path); //~ source(FILE) executor
        byte[] none = new byte[1];
        pool.submit(() -> {
            socket.send(new DatagramPacket(data, 1)); //~ sink(egress.socket) executor, finding(traced) executor
            socket.send(new DatagramPacket(none, 1)); //~ ok
            return null;
        });
    }

    void future(ExecutorService pool) throws Exception {
        Future<byte[]> later = pool.submit(() -> Files.readAllBytes(path)); //~ source(FILE) future
        socket.send(new DatagramPacket(later.get(), 1)); //~ sink(egress.socket) future, finding(traced) future
    }

    void streams(List<String> names, URL url) throws Exception {
        List<String> texts = names.stream().map(name -> text(name)).collect(Collectors.toList());
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        PrintWriter writer = new PrintWriter(new OutputStreamWriter(connection.getOutputStream())); //~ sink(egress.http) streams, finding(traced) streams
        for (String text : texts) {
            writer.println(text);
        }
        writer.println(names.size()); //~ ok
    }

    String text(String name) {
        try {
            return Files.readString(Paths.get(name)); //~ source(FILE) streams
        } catch (IOException broken) {
            return null;
        }
    }

    void transfer(File file, URL url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        try (InputStream in = new FileInputStream(file); //~ source(FILE) transfer
             OutputStream out = new GZIPOutputStream(connection.getOutputStream())) { //~ sink(egress.http) transfer, finding(traced) transfer
            in.transferTo(out);
        }
    }

    void copied(File file, Socket peer) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(new FileInputStream(file))); //~ source(FILE) copied
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(peer.getOutputStream())); //~ sink(egress.socket) copied, finding(traced) copied
        String line;
        while ((line = reader.readLine()) != null) {
            out.writeBytes(line + "\n");
        }
        out.writeBytes("end"); //~ ok
    }

    void looped(File file, Socket peer) throws IOException {
        InputStream in = new FileInputStream(file); //~ source(FILE) looped
        OutputStream out = peer.getOutputStream(); //~ sink(egress.socket) looped, finding(traced) looped
        byte[] buffer = new byte[4096];
        int count;
        while ((count = in.read(buffer)) > 0) {
            out.write(buffer, 0, count);
        }
        out.write(count); //~ ok
    }

    void collections(Socket peer) throws IOException {
        Map<String, String> facts = new HashMap<>();
        facts.put("home", System.getenv("HOME")); //~ source(ENVIRONMENT) map
        facts.put("fixed", "x");
        peer.getOutputStream().write(facts.get("home").getBytes()); //~ sink(egress.socket) map, finding(traced) map
        peer.getOutputStream().write(facts.get("fixed").getBytes()); //~ ok
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> entry : System.getenv().entrySet()) { //~ source(ENVIRONMENT) all
            text.append(entry.getKey()).append('=').append(entry.getValue());
        }
        peer.getOutputStream().write(text.toString().getBytes()); //~ sink(egress.socket) all, finding(traced) all
    }

    void failing(Socket peer) throws IOException {
        try {
            risky();
        } catch (IllegalStateException failure) {
            peer.getOutputStream().write(failure.getMessage().getBytes()); //~ sink(egress.socket) failing, MISSING: finding(traced) failing
        }
    }

    void risky() throws IOException {
        throw new IllegalStateException(Files.readString(path)); //~ source(FILE) failing
    }
}
