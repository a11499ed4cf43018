// Paths and directories.
#include <filesystem>
#include <sys/socket.h>
namespace fs = std::filesystem;

void absolute(int s) {
    fs::path p = fs::absolute(getenv("T")); //~ source(ENVIRONMENT) f1
    send(s, p.c_str(), 9, 0); //~ sink(egress.socket) f1, finding(traced) f1
}

void parts(int s) {
    fs::path p(getenv("T")); //~ source(ENVIRONMENT) f2
    send(s, p.parent_path().filename().string().c_str(), 9, 0); //~ sink(egress.socket) f2, finding(traced) f2
}

void joined(int s) {
    fs::path p("/tmp");
    p.append(getenv("T")); //~ source(ENVIRONMENT) f3
    send(s, p.c_str(), 9, 0); //~ sink(egress.socket) f3, finding(traced) f3
}

void joined_by_operator(int s) {
    fs::path p = fs::path("/tmp") / getenv("T"); //~ source(ENVIRONMENT) f4
    send(s, p.c_str(), 9, 0); //~ sink(egress.socket) f4, finding(traced) f4
}

void constants(int s) {
    fs::path p = fs::absolute("x"); //~ ok
    p.append("y"); //~ ok
    send(s, p.filename().string().c_str(), 9, 0); //~ ok
}

void compared(int s) {
    fs::path p(getenv("T")); //~ ok
    int n = p.compare("x"); //~ ok
    auto h = p.has_filename(); //~ ok
    send(s, &n, h, 0); //~ ok
    fs::path other("x");
    other.swap(p); //~ ok
    send(s, other.c_str(), 9, 0); //~ ok
}

void listed(int s) {
    for (const auto &entry : fs::directory_iterator("/home")) { //~ source(FILE_META) f7, capability(FILES)
        send(s, entry.path().string().c_str(), 9, 0); //~ sink(egress.socket) f7, finding(traced) f7
    }
}

void listed_remotely(int s) {
    char name[64];
    recv(s, name, sizeof name, 0);
    fs::recursive_directory_iterator it(name); //~ source(FILE_META) f8
    send(s, it->path().c_str(), 9, 0); //~ sink(egress.socket) f8, finding(remote-directed-listing, traced) f8
}

void listed_and_kept(int s, const Entry &e) {
    for (const auto &entry : fs::directory_iterator("/home")) { //~ ok
        log(entry.path()); //~ ok
    }
}

void sized(int s) {
    auto n = fs::file_size("/etc/hosts"); //~ source(FILE_META) f10, capability(FILES)
    send(s, &n, 8, 0); //~ sink(egress.socket) f10, finding(traced) f10
}

void entry_sized(int s, const fs::directory_entry &entry) {
    auto n = entry.file_size(); //~ source(FILE_META) f11, capability(FILES)
    send(s, &n, 8, 0); //~ sink(egress.socket) f11, finding(traced) f11
}

void sized_and_kept(const fs::directory_entry &entry) {
    auto n = fs::file_size("/etc/hosts"); //~ ok
    auto m = entry.file_size(); //~ ok
}

void here(int s) {
    send(s, fs::current_path().c_str(), 9, 0); //~ source(FILE_META) f13, sink(egress.socket) f13, finding(traced) f13
}

void temporary(int s) {
    send(s, fs::temp_directory_path().c_str(), 9, 0); //~ source(ENVIRONMENT) f14, sink(egress.socket) f14, finding(traced) f14
}

void moved_there(int s) {
    fs::current_path("/tmp"); //~ ok
    auto t = fs::temp_directory_path(); //~ ok
}

void tested(int s) {
    bool b = fs::exists(getenv("T")); //~ capability(FILES)
    bool c = fs::exists(getenv("T")); //~ ok
    send(s, &b, 1, 0); //~ ok
}

void renamed(int s) {
    char buf[64];
    char part[] = "update.part", done[] = "update.bin";
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) f17
    std::ofstream out(part);
    out << buf; //~ sink(file.write) f17, finding(traced) f17
    fs::rename(part, done); //~ capability(FILE_WRITE)
    system(done); //~ sink(exec.command) f17, finding(download-and-execute, traced) f17
}

void renamed_only() {
    fs::rename("a", "b"); //~ ok
    fs::create_directories("/tmp/x"); //~ capability(FILE_WRITE)
    fs::create_directories("/tmp/x"); //~ ok
}

void saved(int s) {
    char buf[64];
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) f19
    boost::filesystem::save_string_file("/tmp/x", buf); //~ sink(file.write) f19, finding(traced) f19, capability(FILE_WRITE)
}

void loaded(int s) {
    std::string t;
    boost::filesystem::load_string_file("/etc/hosts", t); //~ source(FILE) f20, capability(FILES)
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f20, finding(traced) f20
}

void saved_constant() {
    std::string t;
    boost::filesystem::save_string_file("/tmp/x", "x"); //~ ok
    boost::filesystem::load_string_file("/etc/hosts", t); //~ ok
}
