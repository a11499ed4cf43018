#include <fstream>
#include <functional>
#include <string>
#include <vector>
#include <map>
#include <sys/socket.h>

static std::string slurp(const char *path) {
    char buf[100];
    std::ifstream in(path); //~ source(FILE) c1, source(FILE) c3, source(FILE) c5
    in.read(buf, 100);
    return std::string(buf);
}

void captured(int s) {
    std::string text = slurp("/etc/hosts");
    std::string other = "nothing";
    auto go = [&](int flags) { send(s, text.c_str(), 10, flags); }; //~ sink(egress.socket) c1, finding(traced) c1
    auto stay = [=] { send(s, other.c_str(), 10, 0); }; //~ ok
    go(0);
    stay();
}

void copied(int s) {
    std::string text, other;
    std::ifstream in("/etc/hosts"); //~ source(FILE) c7
    std::getline(in, text);
    auto go = [text, s] { send(s, text.c_str(), 10, 0); }; //~ sink(egress.socket) c7, finding(traced) c7
    auto stay = [=] { send(s, other.c_str(), 10, 0); }; //~ ok
    go();
    stay();
}

void written_by_lambda(int s) {
    std::string text, other;
    auto fill = [&] { text = slurp("/etc/hosts"); };
    fill();
    send(s, text.c_str(), 10, 0); //~ sink(egress.socket) c3, finding(traced) c3
    send(s, other.c_str(), 10, 0); //~ ok
}

template <typename T> T same(const T &value) { return value; }

void through_template(int s) {
    send(s, same<std::string>(slurp("/etc/hosts")).c_str(), 10, 0); //~ sink(egress.socket) c5, finding(traced) c5
    send(s, same(std::string("nothing")).c_str(), 10, 0); //~ ok
}
