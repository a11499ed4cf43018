// Functions as objects: lambdas, method references, anonymous classes, given for interfaces of the tree.
// --- path: b/Closures.java ---
package b;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;

interface Listener {
    void onData(byte[] data) throws Exception;
}

interface Maker {
    byte[] make() throws Exception;
}

class Closures {
    private DatagramSocket socket;
    private Path path;

    void tell(Listener listener) throws Exception {
        listener.onData(Files.readAllBytes(path)); //~ source(FILE) lambda, source(FILE) reference, source(FILE) anonymous
    }

    void lambda() throws Exception {
        tell(data -> socket.send(new DatagramPacket(data, 1))); //~ sink(egress.socket) lambda, finding(ambiguous) lambda
    }

    void silent() throws Exception {
        tell(data -> socket.send(new DatagramPacket(new byte[1], 1))); //~ ok
    }

    void reference() throws Exception {
        tell(this::out);
    }

    void out(byte[] data) throws Exception {
        socket.send(new DatagramPacket(data, 1)); //~ sink(egress.socket) reference, finding(ambiguous) reference
    }

    void anonymous() throws Exception {
        tell(new Listener() {
            @Override
            public void onData(byte[] data) throws Exception {
                socket.send(new DatagramPacket(data, 1)); //~ sink(egress.socket) anonymous, finding(traced) anonymous
            }
        });
    }

    void captured() throws Exception {
        byte[] data = Files.readAllBytes(path); //~ source(FILE) captured
        byte[] other = new byte[1];
        Maker maker = () -> data;
        Maker empty = () -> other;
        socket.send(new DatagramPacket(maker.make(), 1)); //~ sink(egress.socket) captured, finding(traced) captured
        socket.send(new DatagramPacket(empty.make(), 1)); //~ ok
    }

    void local() throws Exception {
        byte[] data = Files.readAllBytes(path); //~ source(FILE) local
        class Holder {
            byte[] get() {
                return data;
            }

            byte[] none() {
                return null;
            }
        }
        socket.send(new DatagramPacket(new Holder().get(), 1)); //~ sink(egress.socket) local, finding(traced) local
        socket.send(new DatagramPacket(new Holder().none(), 1)); //~ ok
    }
}
