// Files of one package share its names; others are imported, with all of a package or what a class has.
// --- path: app/src/c/io/Reading.java ---
package c.io;

import java.nio.file.*;

public class Reading {
    public static byte[] all(String name) throws Exception {
        return Files.readAllBytes(Path.of(name)); //~ source(FILE) same, source(FILE) imported, source(FILE) starred, source(FILE) static, source(FILE) written
    }

    public static byte[] none(String name) {
        return new byte[0];
    }

    public static class Nested {
        byte[] kept;

        public Nested(byte[] kept) {
            this.kept = kept;
        }

        public byte[] kept() {
            return kept;
        }
    }
}
// --- path: app/src/c/io/Same.java ---
package c.io;

class Same {
    void send(java.net.DatagramSocket socket) throws Exception {
        socket.send(new java.net.DatagramPacket(Reading.all("a"), 1)); //~ sink(egress.socket) same, finding(traced) same
        socket.send(new java.net.DatagramPacket(Reading.none("a"), 1)); //~ ok
    }
}
// --- path: app/src/c/other/Imported.java ---
package c.other;

import c.io.Reading;
import c.io.Reading.Nested;

class Imported {
    void send(java.net.DatagramSocket socket) throws Exception {
        Nested nested = new Nested(Reading.all("a"));
        socket.send(new java.net.DatagramPacket(nested.kept(), 1)); //~ sink(egress.socket) imported, finding(traced) imported
    }
}
// --- path: app/src/c/other/Starred.java ---
package c.other;

import c.io.*;
import static c.io.Reading.none;
import static c.io.Reading.all;

class Starred {
    void send(java.net.DatagramSocket socket) throws Exception {
        socket.send(new java.net.DatagramPacket(Reading.all("a"), 1)); //~ sink(egress.socket) starred, finding(traced) starred
        socket.send(new java.net.DatagramPacket(all("b"), 1)); //~ sink(egress.socket) static, finding(traced) static
        socket.send(new java.net.DatagramPacket(none("b"), 1)); //~ ok
        socket.send(new java.net.DatagramPacket(c.io.Reading.all("c"), 1)); //~ sink(egress.socket) written, finding(traced) written
    }
}
// --- path: app/src/d/Reading.java ---
package d;

class Reading {
    static byte[] all(String name) {
        return null;
    }
}
// --- path: app/src/d/Elsewhere.java ---
package d;

class Elsewhere {
    void send(java.net.DatagramSocket socket) throws Exception {
        socket.send(new java.net.DatagramPacket(Reading.all("a"), 1)); //~ ok
    }
}
