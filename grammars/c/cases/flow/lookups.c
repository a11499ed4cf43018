// --- path: api.h ---
struct api {
    int (*send)(int, const void *, unsigned long, int);
    int (*close)(int);
};
extern struct api api;
int load(void *library);
// --- path: api.c ---
// A table of functions that a loader fills by their names.
#include <dlfcn.h>
#include "api.h"

struct api api;

static void *symbol(void *library, const char *name) {
    return dlsym(library, name);
}

int load(void *library) {
    api.send = symbol(library, "send");
    api.close = symbol(library, "close");
    return 0;
}
// --- path: use.c ---
#include <stdlib.h>
#include "api.h"

void leak(int wire) {
    char *token = getenv("TOKEN"); //~ source(ENVIRONMENT) a1
    api.send(wire, token, 10, 0); //~ sink(egress.socket) a1, finding(environment-exfiltration, traced) a1
}

void quiet(int wire) {
    char *token = getenv("TOKEN"); //~ ok
    api.send(wire, "ping", 4, 0); //~ ok
    api.close(wire + token[0]); //~ ok
}
