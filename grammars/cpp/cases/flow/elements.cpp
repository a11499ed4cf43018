// What lies in a library's container is no container: its methods are looked for among those of the tree.
#include <cstdlib>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <vector>

struct Collector {
    virtual std::string collect_all() = 0;
};

struct Secrets : Collector {
    std::string collect_all() override { return getenv("A"); } //~ source(ENVIRONMENT) e1
};

struct Nothing {
    std::string collect_none() { return "nothing"; }
};

void each(int wire, std::vector<std::unique_ptr<Collector>> &collectors) {
    for (auto &collector : collectors) {
        std::string found = collector->collect_all();
        send(wire, found.data(), found.size(), 0); //~ sink(egress.socket) e1, finding(environment-exfiltration, ambiguous) e1
    }
}

void none(int wire, std::vector<Nothing> &others) {
    std::string found = others[0].collect_none();
    send(wire, found.data(), found.size(), 0); //~ ok
}
