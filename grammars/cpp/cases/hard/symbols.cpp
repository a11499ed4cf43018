// --- path: symbols.cpp ---
// The function that sends is looked up under a name that is put together.
#include <cstdlib>
#include <dlfcn.h>
#include <string>
#include <sys/socket.h>

using SendFunction = ssize_t (*)(int, const void *, size_t, int);

void leak(int wire) {
    void *library = dlopen("libc.so.6", RTLD_NOW);
    auto out = reinterpret_cast<SendFunction>(dlsym(library, "se" "nd"));
    const char *token = std::getenv("TOKEN"); //~ source(ENVIRONMENT) f1
    out(wire, token, 10, 0); //~ sink(egress.socket) f1, finding(environment-exfiltration, traced) f1
}

void quiet(int wire) {
    void *library = dlopen("libc.so.6", RTLD_NOW);
    auto out = reinterpret_cast<SendFunction>(dlsym(library, "send"));
    out(wire, "ping", 4, 0); //~ ok
}
