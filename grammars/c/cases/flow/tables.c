// --- path: ops.h ---
// Tables of operations: filled by position or by name, where the structure is declared in another file.
struct ops {
    const char *name;
    char *(*read)(const char *);
    void (*write)(int, const char *);
};

struct command {
    const char *name;
    void (*run)(int, const char *);
};

extern const struct ops whole;
extern const struct ops nothing;
extern const struct command commands[2];
// --- path: ops.c ---
#include "ops.h"
#include <stdlib.h>
#include <sys/socket.h>

static char *variable(const char *name) { return getenv("A"); } //~ source(ENVIRONMENT) f1
static char *label(const char *name) { return "label"; }
static void out(int wire, const char *text) { send(wire, text, 8, 0); } //~ sink(egress.socket) f1, finding(ambiguous) f1
static void out_label(int wire, const char *text) { send(wire, text, 8, 0); } //~ sink(egress.socket) f1, SPURIOUS: finding(ambiguous) f1

const struct ops whole = { "whole", variable, out };
const struct ops nothing = { .write = out_label, .read = label, .name = "nothing" };

static void upload(int wire, const char *text) { send(wire, text, 8, 0); } //~ sink(egress.socket) f2, finding(ambiguous) f2
static void beat(int wire, const char *text) { send(wire, "beat", 4, 0); } //~ ok

const struct command commands[2] = { { "upload", upload }, { "beat", beat } };
// --- path: run.c ---
#include "ops.h"
#include <stdlib.h>

void run(int wire, const char *name)
{
    whole.write(wire, whole.read(name));
    nothing.write(wire, nothing.read(name));
}

void dispatch(int wire, int which)
{
    commands[which].run(wire, getenv("B")); //~ source(ENVIRONMENT) f2
}
// --- path: shell.c ---
// The same in one file: tables of structures that are known, by position and by number.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

typedef char *(*handler)(const char *);

static char *get(const char *name)
{
    FILE *file = fopen(name, "rb");
    char *text = malloc(4096);
    fread(text, 1, 4096, file); //~ source(FILE) f3
    return text;
}

static char *ping(const char *name) { return "pong"; }

static struct {
    const char *name;
    handler run;
} table[] = { { "get", get }, { "ping", ping } };

void serve(int wire)
{
    char line[512];
    recv(wire, line, sizeof line, 0);
    for (int at = 0; at < 2; at++) {
        if (!strcmp(table[at].name, line)) {
            char *answer = table[at].run(line);
            send(wire, answer, strlen(answer), 0); //~ sink(egress.socket) f3, finding(ambiguous) f3
        }
    }
}

enum { HOME, NOTHING };
struct named { handler run; const char *name; };
static char *home(const char *name) { return getenv("HOME"); } //~ source(ENVIRONMENT) f4
static const struct named numbered[] = { [HOME] = { home, "home" }, [NOTHING] = { ping, "nothing" } };

void told(int wire, int which)
{
    send(wire, numbered[which].run(numbered[which].name), 8, 0); //~ sink(egress.socket) f4, finding(ambiguous) f4
    send(wire, numbered[which].name, 8, 0); //~ ok
}
