// What goes into a call comes back to that caller alone; what is written through a pointer lies where it points.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static char *same(char *text) { return text; }

void one_caller(int s) {
    send(s, same(getenv("A")), 8, 0); //~ source(ENVIRONMENT) p1, sink(egress.socket) p1, finding(traced) p1
}

void other_caller(int s) {
    send(s, same("nothing"), 8, 0); //~ ok
}

static void fill(char *target, const char *text) { strcpy(target, text); }

void filled(int s) {
    char mine[64], other[64];
    fill(mine, getenv("B")); //~ source(ENVIRONMENT) p2
    fill(other, "nothing");
    send(s, other, 64, 0); //~ ok
    send(s, mine, 64, 0); //~ sink(egress.socket) p2, finding(traced) p2
}

struct entry { char *name; char *value; };

static void set(struct entry *entry, char *name, char *value) {
    entry->name = name;
    entry->value = value;
}

void members(int s) {
    struct entry entry;
    set(&entry, "label", getenv("C")); //~ source(ENVIRONMENT) p3
    send(s, entry.name, 8, 0); //~ ok
    send(s, entry.value, 8, 0); //~ sink(egress.socket) p3, finding(traced) p3
}

typedef void (*handler)(int, char *);

static void post(int s, char *text) { send(s, text, 8, 0); } //~ sink(egress.socket) p4, finding(ambiguous) p4
static void drop(int s, char *text) { puts("dropped"); }

static void each(handler call, int s, char *text) { call(s, text); }

void handled(int s) {
    each(post, s, getenv("D")); //~ source(ENVIRONMENT) p4
    each(drop, s, "nothing");
}

void early(int s) {
    char buffer[64] = "";
    send(s, buffer, 64, 0); //~ ok
    fill(buffer, getenv("E"));
}

void late(int s, int more) {
    char buffer[64] = "";
    while (more--) {
        send(s, buffer, 64, 0); //~ sink(egress.socket) p5, finding(traced) p5
        fill(buffer, getenv("F")); //~ source(ENVIRONMENT) p5
    }
}
