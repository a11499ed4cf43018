// A text that starts as another one is a copy of it; a reference is not.
#include <cstdlib>
#include <string>
#include <sys/socket.h>

class Report {
public:
    void leak(int wire) {
        std::string text = base_;
        text.append(std::getenv("A")); //~ source(ENVIRONMENT) f1
        send(wire, text.data(), text.size(), 0); //~ sink(egress.socket) f1, finding(traced) f1
    }

    void plain(int wire) {
        std::string text = base_;
        send(wire, text.data(), text.size(), 0); //~ ok
    }

private:
    std::string base_ = "report ";
};

class Log {
public:
    void keep() {
        std::string &text = kept_;
        text.append(std::getenv("B")); //~ source(ENVIRONMENT) f2
    }

    void leak(int wire) {
        std::string text = kept_;
        send(wire, text.data(), text.size(), 0); //~ sink(egress.socket) f2, finding(traced) f2
    }

private:
    std::string kept_;
};
