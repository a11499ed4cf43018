// Streams of the tree's own classes: what is written to one, or to a library's around it, is given to its method, and
// what is read comes from there.
package streams;

import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FilterOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

class Counting extends OutputStream {
    private final OutputStream inner;
    int count;

    Counting(OutputStream inner) {
        this.inner = inner;
    }

    public void write(int one) {
        inner.write(one);
    }

    public void write(byte[] bytes) {
        count += bytes.length;
        inner.write(bytes);
    }
}

class Dropping extends OutputStream {
    private final OutputStream inner;
    int count;

    Dropping(OutputStream inner) {
        this.inner = inner;
    }

    public void write(byte[] bytes) {
        count += bytes.length;
        inner.write("nothing".getBytes());
    }
}

class Sending extends OutputStream {
    private final Socket socket;

    Sending(Socket socket) {
        this.socket = socket;
    }

    public void write(byte[] bytes) {
        socket.getOutputStream().write(bytes); //~ sink(egress.socket) s3, finding(environment-exfiltration, traced) s3
    }
}

class Filtered extends FilterOutputStream {
    Filtered(OutputStream inner) {
        super(inner);
    }

    public void write(byte[] bytes) {
        out.write(bytes);
    }
}

class Peeking extends InputStream {
    private final InputStream inner;

    Peeking(InputStream inner) {
        this.inner = inner;
    }

    public int read(byte[] bytes) {
        return inner.read(bytes);
    }
}

class Streams {
    void plain(Socket socket) {
        OutputStream out = new Counting(socket.getOutputStream()); //~ sink(egress.socket) s1, finding(environment-exfiltration, traced) s1
        out.write(System.getenv("A").getBytes()); //~ source(ENVIRONMENT) s1
    }

    void buffered(Socket socket) {
        OutputStream out = new BufferedOutputStream(new Sending(socket));
        out.write(System.getenv("C").getBytes()); //~ source(ENVIRONMENT) s3
    }

    void filtered(Socket socket) {
        OutputStream out = new Filtered(socket.getOutputStream()); //~ sink(egress.socket) s5, finding(environment-exfiltration, traced) s5
        out.write(System.getenv("E").getBytes()); //~ source(ENVIRONMENT) s5
    }

    void dropped(Socket socket) {
        OutputStream out = new Dropping(socket.getOutputStream());
        out.write(System.getenv("D").getBytes()); //~ ok
    }

    void read(Socket socket) {
        InputStream in = new Peeking(new FileInputStream("/etc/passwd")); //~ source(FILE) s4
        byte[] bytes = new byte[100];
        in.read(bytes);
        socket.getOutputStream().write(bytes); //~ sink(egress.socket) s4, finding(file-upload, traced) s4
    }
}
