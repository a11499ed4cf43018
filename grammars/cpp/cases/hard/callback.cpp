// --- path: bus.hpp ---
// Handlers are registered in one file and called in another.
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace desk {

class Bus {
public:
    using Handler = std::function<void(const std::string &)>;

    void on(const std::string &topic, Handler handler) { handlers_[topic].push_back(std::move(handler)); }

    void emit(const std::string &topic, const std::string &text) {
        for (auto &handler : handlers_[topic]) {
            handler(text);
        }
    }

private:
    std::map<std::string, std::vector<Handler>> handlers_;
};

} // namespace desk
// --- path: sender.cpp ---
#include "bus.hpp"
#include <sys/socket.h>

namespace desk {

class Sender {
public:
    explicit Sender(Bus &bus) {
        bus.on("text", [this](const std::string &text) { push(text); });
    }

private:
    void push(const std::string &text) {
        send(wire_, text.c_str(), text.size(), 0); //~ sink(egress.socket) f1, finding(file-upload, traced) f1
    }

    int wire_ = -1;
};

void beat(int wire) {
    send(wire, "beat", 4, 0); //~ ok
}

} // namespace desk
// --- path: reader.cpp ---
#include "bus.hpp"
#include <fstream>

namespace desk {

void watch(Bus &bus, const std::string &path) {
    std::ifstream in(path); //~ source(FILE) f1
    std::string line;
    while (std::getline(in, line)) {
        bus.emit("text", line);
    }
}

} // namespace desk
