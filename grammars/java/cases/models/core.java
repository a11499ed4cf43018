package com.example;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;

class Core {
    void send(DatagramSocket socket, Path path) throws Exception {
        byte[] data = Files.readAllBytes(path); //~ source(FILE) f1
        DatagramPacket packet = new DatagramPacket(data, 10);
        socket.send(packet); //~ sink(egress.socket) f1, finding(traced) f1
    }

    void quiet(DatagramSocket socket, Path path) throws Exception {
        byte[] data = Files.readAllBytes(path); //~ ok
        DatagramPacket packet = new DatagramPacket(new byte[3], 3); //~ ok
        socket.send(packet); //~ ok
        new Other().send(data); //~ ok
    }
}

class Other {
    void send(byte[] data) {}
}
