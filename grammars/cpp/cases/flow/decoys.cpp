// What a file that nobody includes says of a class is said of another class.
// --- path: real.cpp ---
#include <thread>
struct Up { void push(const char *text); void go(SOCKET wire); SOCKET wire; };

void Up::push(const char *text) {
    send(wire, text, 10, 0); //~ sink(egress.socket) s3, finding(environment-exfiltration, traced) s3
}

void Up::go(SOCKET wire) {
    std::thread work(&Up::push, this, getenv("A")); //~ source(ENVIRONMENT) s3
    work.join();
}
// --- path: decoy.cpp ---
struct Up { static void push(const char *text); };
