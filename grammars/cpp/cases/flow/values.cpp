// A small class of which many functions have an object of their own, whose methods call its members by their bare names.
#include <cstdlib>
#include <string>
#include <sys/socket.h>

class Text {
public:
    void add(const std::string &more) { put(more, whole()); }
    std::string taken() const { return bytes_; }

private:
    void put(const std::string &more, std::string &to) { to.append(more); }
    std::string &whole() { return bytes_; }
    std::string bytes_;
};

class Sender {
public:
    int call(const Text &text) {
        std::string body = text.taken();
        return send(3, body.c_str(), body.size(), 0); //~ sink(egress.socket) v1, finding(traced) v1
    }
};

void loud(Sender &sender) {
    Text text;
    text.add(std::getenv("A")); //~ source(ENVIRONMENT) v1, source(ENVIRONMENT) v2
    sender.call(text);
}

void quiet() {
    Text text;
    text.add("nothing");
    send(3, text.taken().c_str(), 1, 0); //~ sink(egress.socket) v2, finding(ambiguous) v2
}

void one() { Text text; text.add("1"); }
void two() { Text text; text.add("2"); }
void three() { Text text; text.add("3"); }
void four() { Text text; text.add("4"); }
void five() { Text text; text.add("5"); }
void six() { Text text; text.add("6"); }
