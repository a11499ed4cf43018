// Data in records, enumerations, arrays, exceptions, and out of what chooses.
// --- path: e/Values.java ---
package e;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;

record Item(String name, byte[] data) {}

class Failure extends Exception {
    private final byte[] data;

    Failure(byte[] data) {
        this.data = data;
    }

    byte[] data() {
        return data;
    }
}

class Values {
    DatagramSocket socket;
    Path path;

    void records() throws Exception {
        Item item = new Item("a", Files.readAllBytes(path)); //~ source(FILE) record, source(FILE) pattern
        socket.send(new DatagramPacket(item.data(), 1)); //~ sink(egress.socket) record, finding(traced) record
        socket.send(new DatagramPacket(item.name(), 1)); //~ ok
        if (item instanceof Item(String name, byte[] data)) {
            socket.send(new DatagramPacket(data, 1)); //~ sink(egress.socket) pattern, finding(traced) pattern
            socket.send(new DatagramPacket(name, 1)); //~ ok
        }
    }

    void switched(int kind) throws Exception {
        byte[] data = switch (kind) {
            case 1 -> new byte[1];
            case 2 -> {
                yield Files.readAllBytes(path); //~ source(FILE) switched
            }
            default -> null;
        };
        byte[] other = switch (kind) {
            case 1 -> new byte[1];
            default -> null;
        };
        socket.send(new DatagramPacket(data, 1)); //~ sink(egress.socket) switched, finding(traced) switched
        socket.send(new DatagramPacket(other, 1)); //~ ok
    }

    void arrays() throws Exception {
        byte[][] parts = new byte[2][];
        parts[0] = Files.readAllBytes(path); //~ source(FILE) array
        parts[1] = new byte[1];
        socket.send(new DatagramPacket(parts[0], 1)); //~ sink(egress.socket) array, finding(traced) array
        socket.send(new DatagramPacket(parts[1], 1)); //~ ok
    }

    void thrown() throws Exception {
        try {
            throw new Failure(Files.readAllBytes(path)); //~ source(FILE) thrown
        } catch (Failure failure) {
            socket.send(new DatagramPacket(failure.data(), 1)); //~ sink(egress.socket) thrown, finding(traced) thrown
        }
    }

    static byte[] shared;

    static {
        shared = new byte[2];
    }

    void shared() throws Exception {
        shared = Files.readAllBytes(path); //~ source(FILE) shared
        Values.send(socket);
    }

    static void send(DatagramSocket socket) throws Exception {
        socket.send(new DatagramPacket(shared, 1)); //~ sink(egress.socket) shared, finding(traced) shared
    }
}
