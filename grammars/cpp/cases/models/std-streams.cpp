// Streams: files, standard input, strings.
#include <fstream>
#include <iostream>
#include <sstream>
#include <sys/socket.h>

void read_lines(int s) {
    std::ifstream in("/etc/hosts"); //~ source(FILE) f1, capability(FILES)
    std::string line;
    while (std::getline(in, line)) {
        send(s, line.c_str(), 9, 0); //~ sink(egress.socket) f1, finding(traced) f1
    }
}

void only_opened(int s) {
    std::ifstream in("/etc/hosts"); //~ ok
    std::ofstream out("/tmp/x"); //~ ok
    std::ifstream late;
    late.open("/etc/hosts"); //~ ok
    send(s, "done", 4, 0); //~ ok
}

void written_only(int s) {
    std::fstream f("/tmp/x", std::ios::out);
    std::string line;
    std::getline(f, line); //~ ok
    send(s, line.c_str(), 9, 0); //~ ok
}

void downloaded_and_run(int s) {
    char buf[64];
    char name[] = "/tmp/update";
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) f4
    std::fstream out(name, std::ios::out);
    out.write(buf, sizeof buf); //~ sink(file.write) f4, finding(traced) f4, capability(FILE_WRITE)
    system(name); //~ sink(exec.command) f4, finding(download-and-execute, traced) f4
}

void downloaded_to_file(int s) {
    char buf[64];
    char name[] = "/tmp/update";
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) f5
    std::ofstream out(name, std::ios::binary); //~ capability(FILE_WRITE)
    out << buf; //~ sink(file.write) f5, finding(traced) f5, capability(FILE_WRITE)
    system(name); //~ sink(exec.command) f5, finding(download-and-execute, traced) f5
}

void opened_later(int s) {
    std::ifstream in;
    std::string line;
    in.open("/etc/hosts"); //~ source(FILE) f6, capability(FILES)
    std::getline(in, line);
    send(s, line.c_str(), 9, 0); //~ sink(egress.socket) f6, finding(traced) f6
}

void remote_name(int s) {
    char name[64];
    recv(s, name, sizeof name, 0);
    std::ifstream in(name); //~ source(FILE) f7
    std::string line;
    std::getline(in, line);
    send(s, line.c_str(), 9, 0); //~ sink(egress.socket) f7, finding(remote-directed-file-collection, traced) f7
}

void written_later(int s) {
    char buf[64];
    char name[] = "/tmp/update";
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) f8
    std::ofstream out;
    out.open(name); //~ capability(FILE_WRITE)
    out.write(buf, 64); //~ sink(file.write) f8, finding(traced) f8, capability(FILE_WRITE)
    system(name); //~ sink(exec.command) f8, finding(download-and-execute, traced) f8
}

void kept_and_read(int s) {
    char buf[64], back[64];
    char name[] = "/tmp/state";
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) f9
    std::ofstream out(name);
    out.write(buf, 64); //~ sink(file.write) f9, finding(traced) f9
    std::fstream in;
    in.open(name, std::ios::out);
    in.read(back, 64);
    system(back); //~ sink(exec.command) f9, finding(traced) f9
}

void kept_and_read_again(int s) {
    char buf[64], back[64];
    char name[] = "/tmp/state";
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) f10
    std::ofstream out(name);
    out.write(buf, 64); //~ sink(file.write) f10, finding(traced) f10
    std::fstream in(name, std::ios::out);
    in.read(back, 64);
    system(back); //~ sink(exec.command) f10, finding(traced) f10
}

void written_constants() {
    std::ofstream out("/tmp/x");
    out.open("/tmp/y"); //~ ok
    out.write("x", 1); //~ ok
    out << "x" << 1; //~ ok
    std::fstream both("/tmp/z", std::ios::out); //~ ok
    both << "x"; //~ ok
}

void typed_in(int s) {
    std::string word;
    std::cin >> word; //~ source(INPUT) f12
    send(s, word.c_str(), 9, 0); //~ sink(egress.socket) f12, finding(traced) f12
}

void typed_in_and_shown() {
    std::string word;
    std::cin >> word; //~ ok
    std::cout << word << "\n"; //~ ok
}

void words(int s) {
    std::ifstream in("/etc/hosts"); //~ source(FILE) f14
    std::string first, second;
    in >> first >> second;
    send(s, second.c_str(), 9, 0); //~ sink(egress.socket) f14, finding(traced) f14
}

void blocks(int s) {
    std::ifstream in("/etc/hosts", std::ios::binary); //~ source(FILE) f15
    char buf[64];
    in.read(buf, sizeof buf);
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) f15, finding(traced) f15
}

void characters(int s) {
    std::ifstream in("/etc/hosts"); //~ source(FILE) f16
    char c = in.get();
    send(s, &c, 1, 0); //~ sink(egress.socket) f16, finding(traced) f16
}

void numbers_of_bytes(int s) {
    std::ifstream in("/etc/hosts"); //~ ok
    char buf[64];
    in.read(buf, 64); //~ ok
    in.get(); //~ ok
    int n = in.gcount(); //~ ok
    send(s, &n, sizeof n, 0); //~ ok
}

void stream_from_elsewhere(std::istream &in, int s) {
    std::string word;
    in >> word; //~ ok
    send(s, word.c_str(), 9, 0); //~ ok
}

void whole_file(int s) {
    std::ifstream in("/etc/hosts"); //~ source(FILE) f19
    std::string all((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    send(s, all.c_str(), 9, 0); //~ sink(egress.socket) f19, finding(traced) f19
}

void no_iterator(int s) {
    std::string all((std::istreambuf_iterator<char>()), std::istreambuf_iterator<char>()); //~ ok
    send(s, all.c_str(), 9, 0); //~ ok
}

void iterator_out(int s) {
    std::string t = getenv("T"); //~ source(ENVIRONMENT) f21
    std::ostringstream out;
    std::copy(t.begin(), t.end(), std::ostream_iterator<char>(out));
    send(s, out.str().c_str(), 9, 0); //~ sink(egress.socket) f21, finding(traced) f21
}

void iterator_out_constant(int s) {
    std::ostringstream out;
    std::string t = "x";
    std::copy(t.begin(), t.end(), std::ostream_iterator<char>(out)); //~ ok
    send(s, out.str().c_str(), 9, 0); //~ ok
}

void stream_of_buffer(int s) {
    std::ifstream in("/etc/hosts"); //~ source(FILE) f23
    std::istream view(in.rdbuf());
    char buf[64];
    view.read(buf, 64);
    send(s, buf, 64, 0); //~ sink(egress.socket) f23, finding(traced) f23
}

void stream_of_empty_buffer(int s, std::streambuf *b) {
    std::istream view(b); //~ ok
    char buf[64];
    view.read(buf, 64);
    send(s, buf, 64, 0); //~ ok
}

void buffer_into_stream(int s) {
    std::ifstream in("/etc/hosts"); //~ source(FILE) f25
    std::stringstream text;
    text << in.rdbuf();
    send(s, text.str().c_str(), 9, 0); //~ sink(egress.socket) f25, finding(traced) f25
}

void buffer_of_empty_stream(int s) {
    std::stringstream in, text;
    text << in.rdbuf(); //~ ok
    send(s, text.str().c_str(), 9, 0); //~ ok
}

void composed(int s) {
    std::ostringstream text;
    text << "t=" << getenv("T"); //~ source(ENVIRONMENT) f27
    send(s, text.str().c_str(), 9, 0); //~ sink(egress.socket) f27, finding(traced) f27
}

void composed_bytes(int s, std::ostream &other) {
    std::ostringstream text;
    text.write(getenv("T"), 9); //~ source(ENVIRONMENT) f28
    send(s, text.str().c_str(), 9, 0); //~ sink(egress.socket) f28, finding(traced) f28
}

void passed_on(int s) {
    std::stringstream text(getenv("T")); //~ source(ENVIRONMENT) f29
    std::string word;
    text >> word;
    send(s, word.c_str(), 9, 0); //~ sink(egress.socket) f29, finding(traced) f29
}

void set_anew(int s) {
    std::stringstream text;
    text.str(getenv("T")); //~ source(ENVIRONMENT) f30
    send(s, text.str().c_str(), 9, 0); //~ sink(egress.socket) f30, finding(traced) f30
}

void composed_constants(int s) {
    std::stringstream text("a"); //~ ok
    text.str("b"); //~ ok
    text << "t=" << std::quoted("x"); //~ ok
    text.write("x", 1); //~ ok
    send(s, text.str().c_str(), 9, 0); //~ ok
}

void quoted_text(int s) {
    std::ostringstream text;
    text << std::quoted(getenv("T")); //~ source(ENVIRONMENT) f32
    send(s, text.str().c_str(), 9, 0); //~ sink(egress.socket) f32, finding(traced) f32
}

void shown() {
    std::cout << getenv("T") << "\n"; //~ ok
}

void own_stream(int s, Sink &sink) {
    sink << "t=" << getenv("T"); //~ source(ENVIRONMENT) f34
    send(s, &sink, 9, 0); //~ sink(egress.socket) f34, finding(traced) f34
}

void own_source(int s, Origin &origin) {
    origin.name = getenv("T"); //~ source(ENVIRONMENT) f35
    std::string t;
    origin >> t;
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f35, finding(traced) f35
}

void own_constants(int s, Sink &sink, Origin &origin) {
    std::string t;
    sink.operator<<("x"); //~ ok
    origin.operator>>(t); //~ ok
    send(s, &sink, 9, 0); //~ ok
    send(s, t.c_str(), 9, 0); //~ ok
}

void own_block(int s, Sink &sink) {
    sink.write(getenv("T"), 9); //~ source(ENVIRONMENT) f37
    send(s, &sink, 9, 0); //~ sink(egress.socket) f37, finding(traced) f37
}

void own_block_read(int s, Origin &origin) {
    char b[64];
    origin.name = getenv("T"); //~ source(ENVIRONMENT) f38
    origin.read(b, 64);
    send(s, b, 64, 0); //~ sink(egress.socket) f38, finding(traced) f38
}

void own_blocks(int s, Sink &sink, Origin &origin) {
    char b[64];
    sink.write("x", 1); //~ ok
    origin.read(b, 64); //~ ok
    send(s, &sink, 9, 0); //~ ok
    send(s, b, 64, 0); //~ ok
}
