// Functions of libraries that are called through fields, tables, parameters and what a loader found.
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/socket.h>

typedef int (*sender)(int, const void *, size_t, int);

static struct { sender send; sender quiet; } whole;

void load_whole(void) {
    whole.send = send;
    whole.quiet = recv;
}

void use_whole(int s) {
    whole.send(s, getenv("A"), 1, 0); //~ source(ENVIRONMENT) o1, sink(egress.socket) o1, finding(traced) o1
    whole.quiet(s, getenv("A2"), 1, 0); //~ ok
}

struct api { sender run; sender other; };

void load_api(struct api *api) {
    void *library = dlopen("libc.so.6", RTLD_NOW);
    api->run = (sender)dlsym(library, "send");
    api->other = send;
}

void use_api(struct api *api, int s) {
    api->run(s, getenv("B"), 1, 0); //~ source(ENVIRONMENT) o2, sink(egress.socket) o2, finding(traced) o2
    api->other(s, getenv("C"), 1, 0); //~ source(ENVIRONMENT) o3, sink(egress.socket) o3, finding(traced) o3
}

void use_literal(int s) {
    static struct api literal = { .run = send };
    literal.run(s, getenv("D"), 1, 0); //~ source(ENVIRONMENT) o4, sink(egress.socket) o4, finding(traced) o4
}

static void each(sender call, int s, char *text) {
    call(s, text, 1, 0); //~ sink(egress.socket) o5, finding(traced) o5
}

void use_each(int s) {
    each(send, s, getenv("E")); //~ source(ENVIRONMENT) o5
}

#define RESOLVE(name, field) do { if (!resolve(#name, (void **)&loaded.field)) return; } while (0)

static struct { sender deliver; } loaded;

static int resolve(const char *name, void **out) {
    *out = dlsym(0, name);
    return *out != 0;
}

void load(void) { RESOLVE(send, deliver); }

void use_loaded(int s) {
    loaded.deliver(s, getenv("F"), 1, 0); //~ MISSING:finding(traced) o6
}

static int keep(int s, const void *text, size_t size, int flags) { return 0; }

void use_either(int s, int loud) {
    sender either = loud ? keep : send;
    either(s, getenv("G"), 1, 0); //~ source(ENVIRONMENT) o7, sink(egress.socket) o7, finding(traced) o7
}

// What a pointer is called says what it may be, not what was put into it.
struct table { int (*pReadFile)(const void *text); void (*p_écrire)(int); };

static int leave(const void *text) {
    send(3, text, 10, 0); //~ sink(egress.socket) o8, finding(environment-exfiltration, traced) o8
    return 0;
}

void fill_table(struct table *t) {
    t->pReadFile = leave;
    t->pReadFile(getenv("H")); //~ source(ENVIRONMENT) o8
    t->p_écrire(1);
}
