// --- path: ops.hpp ---
// A table of operations, filled in one file and run in another.
#include <string>

struct Operations {
    const char *name;
    std::string (*read)(const std::string &path);
    void (*write)(int wire, const std::string &text);
};

extern const Operations full_operations;
extern const Operations name_operations;
// --- path: ops.cpp ---
#include "ops.hpp"
#include <fstream>
#include <sstream>
#include <sys/socket.h>

static std::string read_all(const std::string &path) {
    std::ifstream in(path); //~ source(FILE) f1
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

static std::string read_nothing(const std::string &path) {
    return std::to_string(path.size());
}

static void write_out(int wire, const std::string &text) {
    send(wire, text.data(), text.size(), 0); //~ sink(egress.socket) f1, finding(file-upload, traced) f1
}

static void write_size(int wire, const std::string &text) {
    send(wire, text.data(), text.size(), 0); //~ ok
}

const Operations full_operations = {"full", read_all, write_out};
const Operations name_operations = {"name", read_nothing, write_size};
// --- path: run.cpp ---
#include "ops.hpp"

void run(int wire, const std::string &path) {
    full_operations.write(wire, full_operations.read(path));
    name_operations.write(wire, name_operations.read(path));
}
