// What is called in C++ without being named: functions that maps hold, bound ones, members behind pointers.
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <sys/socket.h>

typedef std::function<void(const char *)> Handler;
static std::map<std::string, Handler> handlers, others;

static void run(const char *command) {
    system(command); //~ sink(exec.command) d1, finding(traced) d1
}

static void count(const char *command) {
    system("true"); //~ ok
}

void fill() {
    handlers["run"] = run;
    others["count"] = count;
}

void loop(int wire) {
    char line[100];
    recv(wire, line, 100, 0); //~ source(NETWORK) d1
    for (auto &entry : handlers) entry.second(line);
    for (auto &[name, handler] : others) handler(line);
}

static std::map<std::string, Handler> looked_up;

static void open_shell(const char *command) {
    system(command); //~ sink(exec.command) d2, finding(traced) d2
}

void insert() { looked_up.insert({ "shell", open_shell }); }

void look_up(int wire, const std::string &name) {
    char line[100];
    recv(wire, line, 100, 0); //~ source(NETWORK) d2
    auto found = looked_up.find(name);
    if (found != looked_up.end()) found->second(line);
}

class Bot {
    Handler handler;
    void (Bot::*member)(const char *);
    void (Bot::*idle)(const char *);

    void obey(const char *command) {
        system(command); //~ sink(exec.command) d3, finding(traced) d3
    }

    void follow(const char *command) {
        system(command); //~ sink(exec.command) d4, finding(traced) d4
    }

    void wait(const char *command) {
        system("true"); //~ ok
    }

public:
    Bot() {
        handler = std::bind(&Bot::obey, this, std::placeholders::_1);
        member = &Bot::follow;
        idle = &Bot::wait;
    }

    void serve(int wire) {
        char line[100];
        recv(wire, line, 100, 0); //~ source(NETWORK) d3
        handler(line);
    }

    void serve_members(int wire) {
        char line[100];
        recv(wire, line, 100, 0); //~ source(NETWORK) d4
        (this->*member)(line);
        (this->*idle)(line);
    }
};
