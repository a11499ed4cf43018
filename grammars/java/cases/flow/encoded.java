// Text that is encoded by hand: what a table has at a place made of a byte's bits is that byte in other words.
package a;

import java.net.DatagramPacket;
import java.net.DatagramSocket;

class Encoded {
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final char[] SIGNS = new char[64];

    static String hex(byte[] data) {
        StringBuilder text = new StringBuilder();
        for (byte one : data) {
            text.append(HEX[(one >> 4) & 15]).append("0123456789abcdef".charAt(one & 15));
        }
        return text.toString();
    }

    static char[] base64(byte[] data) {
        char[] out = new char[data.length * 2];
        int from = 0;
        int to = 0;
        while (from < data.length) {
            int first = data[from++] & 0xff;
            int second = from < data.length ? data[from++] & 0xff : 0;
            int low = ((first & 3) << 4) | (second >>> 4);
            out[to++] = SIGNS[first >>> 2];
            out[to++] = to < data.length ? SIGNS[low] : '=';
        }
        return out;
    }

    // A place that is counted says nothing of the data.
    static String padding(byte[] data) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < data.length; at++) {
            text.append(HEX[at % 16]);
        }
        return text.toString();
    }

    void sent(DatagramSocket socket) throws Exception {
        socket.send(new DatagramPacket(hex(System.getenv("HEX").getBytes()).getBytes(), 1)); //~ source(ENVIRONMENT) hex, sink(egress.socket) hex, finding(traced) hex
        socket.send(new DatagramPacket(new String(base64(System.getenv("SIGNS").getBytes())).getBytes(), 1)); //~ source(ENVIRONMENT) signs, sink(egress.socket) signs, finding(traced) signs
        socket.send(new DatagramPacket(padding(System.getenv("PADDING").getBytes()).getBytes(), 1)); //~ ok
    }
}
