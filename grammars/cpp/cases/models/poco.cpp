// POCO.
#include <Poco/Net/HTTPSClientSession.h>
using namespace Poco::Net;

void request() {
    Poco::Net::HTTPSClientSession session("poco.collector.example", 443); //~ capability(NETWORK), endpoint("poco.collector.example")
    Poco::Net::HTTPRequest r("GET", getenv("T")); //~ source(ENVIRONMENT) f1
    session.sendRequest(r); //~ sink(egress.http) f1, finding(traced) f1, capability(NETWORK)
}

void header(HTTPSClientSession &session) {
    Poco::Net::HTTPRequest r("POST", "/u");
    r.set("X-Token", getenv("T")); //~ source(ENVIRONMENT) f2
    session.sendRequest(r); //~ sink(egress.http) f2, finding(traced) f2
}

void body(HTTPSClientSession &session, HTTPRequest &r) {
    std::ostream &out = session.sendRequest(r);
    out << getenv("T"); //~ source(ENVIRONMENT) f3, sink(egress.http) f3, MISSING: finding(traced) f3
    session.sendRequest(r) << getenv("T"); //~ source(ENVIRONMENT) f3, sink(egress.http) f3, finding(traced) f3, capability(NETWORK)
}

void response(HTTPSClientSession &session) {
    Poco::Net::HTTPResponse r;
    std::istream &in = session.receiveResponse(r); //~ source(NETWORK) f4, capability(NETWORK)
    std::string line;
    std::getline(in, line);
    system(line.c_str()); //~ sink(exec.command) f4, finding(traced) f4
}

void constants(HTTPSClientSession &given) {
    Poco::Net::HTTPSClientSession session("poco.collector.example", 443); //~ ok
    Poco::Net::HTTPRequest r("POST", "/u"); //~ ok
    Poco::Net::HTTPResponse a;
    r.set("X-Version", "1"); //~ ok
    session.sendRequest(r) << "x"; //~ ok
    session.sendRequest(r).write("x", 1); //~ ok
    session.receiveResponse(a); //~ ok
}

void form(HTTPSClientSession &session, HTTPRequest &r) {
    Poco::Net::HTMLForm f;
    f.add("t", getenv("T")); //~ source(ENVIRONMENT) f6
    f.prepareSubmit(r);
    session.sendRequest(r); //~ sink(egress.http) f6, finding(traced) f6
}

void form_written(HTTPSClientSession &session, HTTPRequest &r) {
    Poco::Net::HTMLForm f;
    f.addPart("t", new Poco::Net::StringPartSource(getenv("T"))); //~ source(ENVIRONMENT) f7
    f.write(session.sendRequest(r)); //~ sink(egress.http) f7, finding(traced) f7, capability(NETWORK)
}

void form_file(HTTPSClientSession &session, HTTPRequest &r) {
    Poco::Net::HTMLForm f;
    f.addPart("f", new Poco::Net::FilePartSource("/etc/hosts")); //~ source(FILE) f8, capability(FILES)
    f.write(session.sendRequest(r)); //~ sink(egress.http) f8, finding(traced) f8
}

void form_constants(HTTPSClientSession &session, HTTPRequest &r) {
    Poco::Net::HTMLForm f;
    f.add("v", "1"); //~ ok
    f.addPart("v", new Poco::Net::StringPartSource("x")); //~ ok
    f.prepareSubmit(r); //~ ok
    f.write(session.sendRequest(r)); //~ ok
    auto part = new Poco::Net::FilePartSource("/etc/hosts"); //~ ok
}

void served(HTTPServerRequest &q, HTTPServerResponse &a) {
    std::string c;
    q.stream() >> c; //~ source(NETWORK) f10
    system(c.c_str()); //~ sink(exec.command) f10, finding(traced) f10
}

void answered(HTTPServerRequest &q, HTTPServerResponse &a) {
    a.send() << getenv("T"); //~ source(ENVIRONMENT) f11, sink(egress.http) f11, finding(traced) f11
}

void answered_at_once(HTTPServerRequest &q, HTTPServerResponse &a) {
    a.sendBuffer(getenv("T"), 9); //~ source(ENVIRONMENT) f12, sink(egress.http) f12, finding(traced) f12, capability(NETWORK)
}

void answered_constants(HTTPServerRequest &q, HTTPServerResponse &a) {
    auto uri = q.getURI(); //~ ok
    a.send() << "pong"; //~ ok
    a.sendBuffer("pong", 4); //~ ok
}

void socket() {
    Poco::Net::StreamSocket s("sock.collector.example"); //~ capability(NETWORK), endpoint("sock.collector.example")
    s.sendBytes(getenv("T"), 9); //~ source(ENVIRONMENT) f14, sink(egress.socket) f14, finding(traced) f14, capability(NETWORK)
}

void socket_read(StreamSocket &s) {
    char b[64];
    s.receiveBytes(b, 64); //~ source(NETWORK) f15, capability(NETWORK)
    system(b); //~ sink(exec.command) f15, finding(traced) f15
}

void web_socket(WebSocket &s) {
    s.sendFrame(getenv("T"), 9); //~ source(ENVIRONMENT) f16, sink(egress.message) f16, finding(traced) f16, capability(NETWORK)
}

void socket_stream(SocketStream &s) {
    s << getenv("T"); //~ source(ENVIRONMENT) f17, sink(egress.socket) f17, finding(traced) f17, capability(NETWORK)
}

void socket_constants(WebSocket &w, SocketStream &stream) {
    char b[64];
    Poco::Net::StreamSocket s("sock.collector.example"); //~ ok
    s.sendBytes("x", 1); //~ ok
    s.receiveBytes(b, 64); //~ ok
    w.sendFrame("x", 1); //~ ok
    stream << "x"; stream.write("x", 1); //~ ok
}

void mail(SMTPClientSession &session) {
    Poco::Net::MailMessage m;
    m.setContent(getenv("T")); //~ source(ENVIRONMENT) f19
    session.sendMessage(m); //~ sink(egress.mail) f19, finding(traced) f19, capability(MAIL)
}

void mail_constant(SMTPClientSession &session) {
    Poco::Net::MailMessage m;
    m.setContent("x"); //~ ok
    session.sendMessage(m); //~ ok
}

void upload(FTPClientSession &session) {
    session.beginUpload(getenv("T")); //~ source(ENVIRONMENT) f21, sink(egress.ftp) f21, finding(traced) f21, capability(NETWORK)
}

void upload_body(FTPClientSession &session) {
    session.beginUpload("x") << getenv("T"); //~ source(ENVIRONMENT) f22, sink(egress.ftp) f22, finding(traced) f22
}

void upload_constant(FTPClientSession &session) {
    session.beginUpload("x").write("x", 1); //~ ok
}

void name() {
    Poco::Net::DNS::hostByName(std::string(getenv("T")) + ".collector.example"); //~ source(ENVIRONMENT) f24, sink(egress.dns) f24, finding(traced) f24, capability(DNS)
    Poco::Net::DNS::hostByName("collector.example"); //~ ok
}

void machine(StreamSocket &s) {
    s.sendBytes(Poco::Environment::nodeName(), 9); //~ source(DEVICE) f25, sink(egress.socket) f25, finding(traced) f25, capability(DEVICE)
    auto unsent = Poco::Environment::nodeName(); //~ ok
}

void environment(StreamSocket &s) {
    s.sendBytes(Poco::Environment::get("T"), 9); //~ source(ENVIRONMENT) f26, sink(egress.socket) f26, finding(traced) f26, capability(ENVIRONMENT)
    auto unsent = Poco::Environment::get("T"); //~ ok
}

void file(StreamSocket &s) {
    Poco::FileInputStream in("/etc/hosts"); //~ source(FILE) f27, capability(FILES)
    std::string t;
    std::getline(in, t);
    s.sendBytes(t.c_str(), 9); //~ sink(egress.socket) f27, finding(traced) f27
}

void file_written(StreamSocket &s) {
    char b[64];
    char name[] = "/tmp/x";
    s.receiveBytes(b, 64); //~ source(NETWORK) f28
    Poco::FileOutputStream out(name); //~ capability(FILE_WRITE)
    out << b; //~ sink(file.write) f28, finding(traced) f28
    system(name); //~ sink(exec.command) f28, finding(download-and-execute, traced) f28
}

void files_unsent() {
    Poco::FileInputStream in("/etc/hosts"); //~ ok
    Poco::FileOutputStream out("/tmp/x"); //~ ok
    Poco::DirectoryIterator it("/etc"); //~ ok
    Poco::File("x").copyTo("y"); //~ ok
    auto size = Poco::File("x").getSize(); //~ ok
    auto home = Poco::Path::home(); //~ ok
}

void path(StreamSocket &s) {
    Poco::Path p(getenv("T")); //~ source(ENVIRONMENT) f30
    s.sendBytes(p.toString(), 9); //~ sink(egress.socket) f30, finding(traced) f30
}

void path_constant(StreamSocket &s) {
    s.sendBytes(Poco::Path("x").toString(), 9); //~ ok
}

void home(StreamSocket &s) {
    s.sendBytes(Poco::Path::home(), 9); //~ source(USER) f32, sink(egress.socket) f32, finding(traced) f32
}

void listed(StreamSocket &s) {
    std::vector<std::string> names;
    Poco::File("/home").list(names); //~ source(FILE_META) f33, capability(FILES)
    s.sendBytes(names[0].c_str(), 9); //~ sink(egress.socket) f33, finding(traced) f33
}

void copied(StreamSocket &s) {
    char b[64];
    char part[] = "x.part", name[] = "x";
    s.receiveBytes(b, 64); //~ source(NETWORK) f34
    Poco::FileOutputStream out(part);
    out << b; //~ sink(file.write) f34, finding(traced) f34
    Poco::File f(part);
    f.renameTo(name); //~ capability(FILE_WRITE)
    system(name); //~ sink(exec.command) f34, finding(download-and-execute, traced) f34
}

void iterated(StreamSocket &s) {
    Poco::DirectoryIterator it("/home"); //~ source(FILE_META) f35, capability(FILES)
    s.sendBytes(it->path().c_str(), 9); //~ sink(egress.socket) f35, finding(traced) f35
}

void launched(StreamSocket &s) {
    char b[64];
    s.receiveBytes(b, 64); //~ source(NETWORK) f36
    Poco::Process::launch(b, {}); //~ sink(exec.command) f36, finding(traced) f36, capability(EXEC)
}

void launched_and_read(StreamSocket &s) {
    Poco::PipeInputStream in(pipe); //~ source(COMMAND_OUTPUT) f37
    std::string t;
    std::getline(in, t);
    s.sendBytes(t.c_str(), 9); //~ sink(egress.socket) f37, finding(traced) f37
}

void launched_constant() {
    Poco::Process::launch("id", {}); //~ ok
    Poco::PipeInputStream in(pipe); //~ ok
}

void copied_streams(StreamSocket &s) {
    std::ifstream in("/etc/hosts"); //~ source(FILE) f39
    std::ostringstream out;
    Poco::StreamCopier::copyStream(in, out);
    s.sendBytes(out.str().c_str(), 9); //~ sink(egress.socket) f39, finding(traced) f39
}

void copied_to_body(HTTPSClientSession &session, HTTPRequest &r) {
    std::ifstream in("/etc/hosts"); //~ source(FILE) f40
    Poco::StreamCopier::copyStream(in, session.sendRequest(r)); //~ sink(egress.http) f40, finding(traced) f40, capability(NETWORK)
}

void copied_to_text(StreamSocket &s) {
    std::ifstream in("/etc/hosts"); //~ source(FILE) f41
    std::string t;
    Poco::StreamCopier::copyToString(in, t);
    s.sendBytes(t.c_str(), 9); //~ sink(egress.socket) f41, finding(traced) f41
}

void copied_constants(StreamSocket &s) {
    std::istringstream in("x");
    std::ostringstream out;
    std::string t;
    Poco::StreamCopier::copyStream(in, out); //~ ok
    Poco::StreamCopier::copyToString(in, t); //~ ok
    s.sendBytes(t.c_str(), 9); //~ ok
    s.sendBytes(out.str().c_str(), 9); //~ ok
}

void encoded(StreamSocket &s) {
    std::ostringstream out;
    Poco::Base64Encoder e(out);
    e << getenv("T"); //~ source(ENVIRONMENT) f43
    s.sendBytes(out.str().c_str(), 9); //~ sink(egress.socket) f43, finding(traced) f43
}

void encoded_constant(StreamSocket &s) {
    std::ostringstream out;
    Poco::Base64Encoder e(out); //~ ok
    e << "x";
    s.sendBytes(out.str().c_str(), 9); //~ ok
}

void zipped(StreamSocket &s) {
    std::ostringstream out;
    Poco::Zip::Compress zip(out, true);
    zip.addFile("/etc/hosts", "hosts"); //~ source(FILE) f45, capability(FILES)
    s.sendBytes(out.str().c_str(), 9); //~ sink(egress.socket) f45, MISSING: finding(traced) f45
}

void zipped_stream(StreamSocket &s) {
    std::istringstream in(getenv("T")); //~ source(ENVIRONMENT) f46
    std::ostringstream out;
    Poco::Zip::Compress zip(out, true);
    zip.addFile(in, "t");
    s.sendBytes(out.str().c_str(), 9); //~ sink(egress.socket) f46, finding(traced) f46
}

void zipped_only() {
    std::ostringstream out;
    Poco::Zip::Compress zip(out, true); //~ ok
    zip.addFile("/etc/hosts", "hosts"); //~ ok
}

void formatted(StreamSocket &s) {
    std::string t = Poco::format("t=%s", getenv("T")); //~ source(ENVIRONMENT) f48
    s.sendBytes(t.c_str(), 9); //~ sink(egress.socket) f48, finding(traced) f48
}

void formatted_constant(StreamSocket &s) {
    std::string t = Poco::format("t=%s", 9); //~ ok
    s.sendBytes(t.c_str(), 9); //~ ok
}

void loaded(StreamSocket &s, Poco::SharedLibrary &lib) {
    char b[64];
    s.receiveBytes(b, 64); //~ source(NETWORK) f50
    lib.load(b); //~ sink(exec.load) f50, finding(traced) f50, capability(DYNAMIC_CODE)
    lib.load("libx.so"); //~ ok
}

void rows(StreamSocket &s, Poco::Data::RecordSet &set) {
    s.sendBytes(set.value(0, 0), 9); //~ source(DATABASE) f51, sink(egress.socket) f51, finding(traced) f51, capability(DATABASE)
    auto unsent = set.value(0, 0); //~ ok
}

void json(StreamSocket &s) {
    Poco::JSON::Object o;
    o.set("t", getenv("T")); //~ source(ENVIRONMENT) f52
    std::ostringstream out;
    o.stringify(out);
    s.sendBytes(out.str().c_str(), 9); //~ sink(egress.socket) f52, finding(traced) f52
}

void json_in(StreamSocket &s, Poco::JSON::Parser &parser) {
    std::ifstream in("/etc/x.json"); //~ source(FILE) f53
    auto v = parser.parse(in);
    s.sendBytes(v.toString(), 9); //~ sink(egress.socket) f53, finding(traced) f53
}

void json_constants(StreamSocket &s, Poco::JSON::Parser &parser) {
    Poco::JSON::Object o;
    o.set("v", "1"); //~ ok
    std::ostringstream out;
    o.stringify(out); //~ ok
    auto v = parser.parse("{}"); //~ ok
    s.sendBytes(out.str().c_str(), 9); //~ ok
    s.sendBytes(v.toString(), 9); //~ ok
}

void registry(StreamSocket &s, Poco::Util::WinRegistryKey &key) {
    s.sendBytes(key.getString("x"), 9); //~ source(REGISTRY) f55, sink(egress.socket) f55, finding(traced) f55, capability(REGISTRY)
    auto unsent = key.getString("x"); //~ ok
}
