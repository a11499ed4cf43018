// What the system calls in an application, with an intent that others sent.
// --- path: g/Android.java ---
package g;

import android.app.Activity;
import android.app.Service;
import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.os.Bundle;
import android.os.Handler;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Paths;

class Sender {
    private static DatagramSocket socket;

    static void send(byte[] data) {
        try {
            socket.send(new DatagramPacket(data, 1)); //~ sink(egress.socket) post, finding(traced) post
        } catch (Exception ignored) {
        }
    }

    static void other(byte[] data) {
        try {
            socket.send(new DatagramPacket(data, 1)); //~ ok
        } catch (Exception ignored) {
        }
    }
}

class Main extends Activity {
    private final Handler handler = new Handler();

    private final Runnable tick = new Runnable() {
        @Override
        public void run() {
            Sender.send(read());
            handler.postDelayed(this, 1000);
        }
    };

    @Override
    protected void onCreate(Bundle saved) {
        super.onCreate(saved);
        handler.post(tick);
        handler.post(() -> Sender.other(new byte[1]));
    }

    byte[] read() {
        try {
            return Files.readAllBytes(Paths.get("a")); //~ source(FILE) post
        } catch (Exception broken) {
            return null;
        }
    }
}
