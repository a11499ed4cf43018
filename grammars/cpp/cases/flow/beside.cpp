// Functions of a namespace are found by the types of their arguments.
#include <cstdio>
#include <fstream>
#include <string>
#include <sys/socket.h>

void named_bare(int wire) {
    std::ifstream in("/etc/passwd"); //~ source(FILE) b1
    std::string line, all;
    while (getline(in, line)) all += line + "\n";
    send(wire, all.c_str(), all.size(), 0); //~ sink(egress.socket) b1, finding(file-upload, traced) b1
}

void of_c(int wire) {
    FILE *in = fopen("/etc/group", "r");
    char *line = nullptr;
    size_t length = 0;
    getline(&line, &length, in); //~ source(FILE) b2
    send(wire, line, length, 0); //~ sink(egress.socket) b2, finding(file-upload, traced) b2
}

void other(int wire) {
    std::ifstream in("/etc/hosts");
    std::string line, other = "nothing";
    getline(in, line); //~ ok
    send(wire, other.c_str(), other.size(), 0); //~ ok
}
