// Boost: processes, trees, archives, libraries, options, queues.
#include <boost/process.hpp>
namespace bp = boost::process;
namespace pt = boost::property_tree;
namespace ipc = boost::interprocess;
namespace po = boost::program_options;

void started(int s) {
    char b[64];
    recv(s, b, 64, 0); //~ source(NETWORK) f1
    boost::process::child c(b); //~ sink(exec.command) f1, finding(traced) f1, capability(EXEC)
}

void output(int s) {
    boost::process::ipstream out;
    boost::process::child c("id", boost::process::std_out > out); //~ source(COMMAND_OUTPUT) f2
    std::string line;
    std::getline(out, line);
    send(s, line.c_str(), 9, 0); //~ sink(egress.socket) f2, MISSING: finding(traced) f2
}

void found_program(int s) {
    char b[64];
    recv(s, b, 64, 0); //~ source(NETWORK) f3
    boost::process::child c{boost::process::search_path(b)}; //~ sink(exec.command) f3, finding(traced) f3
}

void started_constant() {
    boost::process::child c{boost::process::search_path("id")}; //~ ok
}

void environment(int s) {
    auto e = boost::this_process::environment(); //~ source(ENVIRONMENT) f5, capability(ENVIRONMENT)
    send(s, e["T"].to_string().c_str(), 9, 0); //~ sink(egress.socket) f5, finding(traced) f5
}

void environment_unsent() {
    auto e = boost::this_process::environment(); //~ ok
}

void tree_out(int s) {
    pt::ptree t;
    t.put("t", getenv("T")); //~ source(ENVIRONMENT) f7
    std::ostringstream out;
    pt::write_json(out, t);
    send(s, out.str().c_str(), 9, 0); //~ sink(egress.socket) f7, finding(traced) f7
}

void tree_in(int s) {
    std::ifstream in("/etc/x.json"); //~ source(FILE) f8
    pt::ptree t;
    pt::read_json(in, t);
    std::string v = t.get<std::string>("a.b");
    send(s, v.c_str(), 9, 0); //~ sink(egress.socket) f8, finding(traced) f8
}

void tree_constants(int s) {
    pt::ptree t;
    t.put("v", "1"); //~ ok
    std::ostringstream out;
    pt::write_json(out, t); //~ ok
    std::istringstream in("{}");
    pt::read_json(in, t); //~ ok
    send(s, t.get<std::string>("v").c_str(), 9, 0); //~ ok
    send(s, out.str().c_str(), 9, 0); //~ ok
}

void json(int s) {
    std::string t = boost::json::serialize(boost::json::value(getenv("T"))); //~ source(ENVIRONMENT) f10
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f10, finding(traced) f10
}

void json_constant(int s) {
    std::string t = boost::json::serialize(boost::json::value("x")); //~ ok
    send(s, t.c_str(), 9, 0); //~ ok
}

void archive_out(int s) {
    std::ostringstream out;
    boost::archive::text_oarchive archive(out);
    std::string t = getenv("T"); //~ source(ENVIRONMENT) f12
    archive << t;
    send(s, out.str().c_str(), 9, 0); //~ sink(egress.socket) f12, finding(traced) f12
}

void archive_in(int s) {
    std::ifstream in("/etc/x"); //~ source(FILE) f13
    boost::archive::text_iarchive archive(in);
    std::string t;
    archive >> t;
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f13, finding(traced) f13
}

void archive_constants(int s) {
    std::ostringstream out;
    std::istringstream in("x");
    boost::archive::text_oarchive to(out); //~ ok
    boost::archive::text_iarchive from(in); //~ ok
    std::string t = "x", u;
    to << t; //~ ok
    from >> u; //~ ok
    send(s, out.str().c_str(), 9, 0); //~ ok
    send(s, u.c_str(), 9, 0); //~ ok
}

void piped(int s) {
    std::ifstream in("/etc/hosts"); //~ source(FILE) f15
    std::ostringstream out;
    boost::iostreams::copy(in, out);
    send(s, out.str().c_str(), 9, 0); //~ sink(egress.socket) f15, finding(traced) f15
}

void mapped(int s) {
    boost::iostreams::mapped_file_source f("/etc/hosts"); //~ source(FILE) f16, capability(FILES)
    send(s, f.data(), 9, 0); //~ sink(egress.socket) f16, finding(traced) f16
}

void mapped_unsent(int s) {
    boost::iostreams::mapped_file_source f("/etc/hosts"); //~ ok
    std::istringstream in("x");
    std::ostringstream out;
    boost::iostreams::copy(in, out); //~ ok
    send(s, out.str().c_str(), 9, 0); //~ ok
}

void library(int s) {
    char b[64];
    recv(s, b, 64, 0); //~ source(NETWORK) f18
    boost::dll::shared_library lib(b); //~ sink(exec.load) f18, finding(traced) f18, capability(DYNAMIC_CODE)
}

void library_constant() {
    boost::dll::shared_library lib("libx.so"); //~ ok
    auto p = boost::dll::program_location(); //~ ok
}

void where(int s) {
    auto p = boost::dll::program_location(); //~ source(FILE_META) f20
    send(s, p.c_str(), 9, 0); //~ sink(egress.socket) f20, finding(traced) f20
}

void options(int s, po::options_description &known) {
    po::variables_map m;
    char *args[] = {getenv("T")}; //~ source(ENVIRONMENT) f21
    po::store(po::parse_command_line(1, args, known), m);
    send(s, m["x"].as<std::string>().c_str(), 9, 0); //~ sink(egress.socket) f21, finding(traced) f21
}

void options_constant(int s, po::options_description &known) {
    po::variables_map m;
    char *args[] = {"x"};
    auto parsed = po::parse_command_line(1, args, known); //~ ok
    po::store(parsed, m); //~ ok
    send(s, m["x"].as<std::string>().c_str(), 9, 0); //~ ok
}

void queue(int s) {
    ipc::message_queue q(ipc::open_only, "q"); //~ capability(IPC)
    q.send(getenv("T"), 9, 0); //~ source(ENVIRONMENT) f23, sink(egress.ipc) f23, finding(traced) f23, capability(IPC)
}

void queue_read(int s, ipc::message_queue &q) {
    char b[64];
    q.receive(b, 64, s, s); //~ source(NETWORK) f24, capability(IPC)
    system(b); //~ sink(exec.command) f24, finding(traced) f24
}

void queue_constants(ipc::message_queue &other) {
    char b[64];
    size_t n;
    ipc::message_queue q(ipc::open_only, "q"); //~ ok
    q.send("x", 1, 0); //~ ok
    q.receive(b, 64, n, n); //~ ok
}

void cast(int s) {
    std::string t = boost::lexical_cast<std::string>(getenv("T")); //~ source(ENVIRONMENT) f26
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f26, finding(traced) f26
}

void parts(int s) {
    std::vector<std::string> v;
    boost::split(v, getenv("T"), boost::is_any_of(",")); //~ source(ENVIRONMENT) f27
    send(s, v[0].c_str(), 9, 0); //~ sink(egress.socket) f27, finding(traced) f27
}

void text_constants(int s) {
    std::vector<std::string> v;
    std::string t = boost::lexical_cast<std::string>(9); //~ ok
    boost::split(v, t, boost::is_any_of(",")); //~ ok
    send(s, v[0].c_str(), 9, 0); //~ ok
}

void replaced(int s) {
    std::string t = "t=?";
    boost::replace_all(t, "?", getenv("T")); //~ source(ENVIRONMENT) f29
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f29, finding(traced) f29
}

void compared(int s) {
    std::string t = "x";
    boost::replace_all(t, "x", "y"); //~ ok
    bool b = boost::istarts_with(getenv("T"), "x"); //~ ok
    send(s, &b, 1, 0); //~ ok
    send(s, t.c_str(), 9, 0); //~ ok
}
