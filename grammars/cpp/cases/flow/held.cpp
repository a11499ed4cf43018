// What containers are declared to hold says whose method is meant, however common its name.
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <vector>

struct Command {
    virtual void run(const char *text) = 0;
};

struct Shell : Command {
    void run(const char *text) override {
        system(text); //~ sink(exec.command) h1, finding(ambiguous) h1
    }
};

struct Counter {
    int total;
    void run(const char *text) {
        system("true"); //~ ok
    }
};

static std::map<std::string, std::shared_ptr<Command>> commands;
static std::vector<Counter> counters;

void serve(int wire, const std::string &name) {
    char line[100];
    recv(wire, line, 100, 0); //~ source(NETWORK) h1
    auto found = commands.find(name);
    if (found != commands.end()) found->second->run(line);
    for (std::vector<Counter>::iterator at = counters.begin(); at != counters.end(); ++at) (*at).run(line);
}

class Session {
    std::string text;

public:
    void add(const char *more) { text += more; }
    void exec() {
        system(text.c_str()); //~ sink(exec.command) h2, finding(traced) h2
    }
};

using Sessions = std::map<int, Session>;
static Sessions sessions;

void hear(int wire) {
    char line[100];
    recv(wire, line, 100, 0); //~ source(NETWORK) h2
    sessions[wire].add(line);
    for (auto &entry : sessions) entry.second.exec();
}
