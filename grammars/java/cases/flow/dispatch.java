// What runs where a method is called: by its class, by the classes below, by how many arguments there are.
// --- path: a/Dispatch.java ---
package a;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;

interface Channel {
    void put(byte[] data) throws Exception;
}

class Datagrams implements Channel {
    private final DatagramSocket socket;

    Datagrams(DatagramSocket socket) {
        this.socket = socket;
    }

    @Override
    public void put(byte[] data) throws Exception {
        socket.send(new DatagramPacket(data, 1)); //~ sink(egress.socket) one, finding(traced) one
    }
}

abstract class Step {
    abstract byte[] load() throws Exception;

    void run(DatagramSocket socket) throws Exception {
        socket.send(new DatagramPacket(load(), 1)); //~ sink(egress.socket) template, finding(traced) template
    }

    void rest(DatagramSocket socket) throws Exception {
        socket.send(new DatagramPacket(none(), 1)); //~ ok
    }

    byte[] none() {
        return new byte[0];
    }
}

class FileStep extends Step {
    private Path path;

    @Override
    byte[] load() throws Exception {
        return Files.readAllBytes(path); //~ source(FILE) template
    }
}

class Overloads {
    void pack(DatagramSocket socket, byte[] data) throws Exception {
        socket.send(new DatagramPacket(data, 1)); //~ sink(egress.socket) two, finding(traced) two
    }

    void pack(byte[] data) {}

    void call(DatagramSocket socket, Path path) throws Exception {
        pack(Files.readAllBytes(path)); //~ ok
        pack(socket, Files.readAllBytes(path)); //~ source(FILE) two
    }
}

class Caller {
    private Channel channel;
    private byte[] kept;

    void one(Path path) throws Exception {
        channel.put(Files.readAllBytes(path)); //~ source(FILE) one
    }

    void keep(Path path) throws Exception {
        kept = Files.readAllBytes(path); //~ source(FILE) field
    }

    void sendKept(DatagramSocket socket) throws Exception {
        socket.send(new DatagramPacket(kept, 1)); //~ sink(egress.socket) field, finding(traced) field
        byte[] kept = new byte[1];
        socket.send(new DatagramPacket(kept, 1)); //~ ok
    }

    class Inner {
        void send(DatagramSocket socket) throws Exception {
            socket.send(new DatagramPacket(take(), 1)); //~ sink(egress.socket) outer, finding(traced) outer
        }
    }

    private Path own;

    byte[] take() throws Exception {
        return Files.readAllBytes(own); //~ source(FILE) outer
    }
}
