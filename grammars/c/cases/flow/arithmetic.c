// What is added to a pointer says where to look; the difference of two is a length.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct part {
    char *text;
    size_t length;
};

static struct part shared = { "a\nb", 3 };

static int told(void) {
    return atoi(getenv("A"));
}

void at_number(int wire) {
    const char *fixed = "abcdef";
    const char *place = fixed + told();
    send(wire, place, 1, 0); //~ ok
    send(wire, shared.text + told(), 1, 0); //~ ok
    place += told();
    send(wire, place, 1, 0); //~ ok
}

void between(int wire) {
    char *start = getenv("B");
    char *end = strchr(start, ':');
    size_t length = end - start;
    send(wire, &length, sizeof length, 0); //~ ok
    length = (size_t)(end - shared.text);
    send(wire, &length, sizeof length, 0); //~ ok
    length = (uintptr_t)end - (uintptr_t)start;
    send(wire, &length, sizeof length, 0); //~ ok
}

void found(int wire) {
    char *start = getenv("C"); //~ source(ENVIRONMENT) f1
    const char *rest = start + 2;
    send(wire, rest, 4, 0); //~ sink(egress.socket) f1, finding(traced) f1
}

void through(int wire) {
    char buffer[64];
    memcpy(buffer + 4, getenv("D"), 8); //~ source(ENVIRONMENT) f2
    send(wire, buffer, 12, 0); //~ sink(egress.socket) f2, finding(traced) f2
}

void numbers(int wire) {
    int key = atoi(getenv("E")); //~ source(ENVIRONMENT) f3
    int shifted = key - 3;
    send(wire, &shifted, 4, 0); //~ sink(egress.socket) f3, finding(traced) f3
}

static void put(char **place, const char *text) {
    memcpy(*place, text, 8);
    *place += 8;
}

// A cursor that is handed on by its address: what is written through it lies in the buffer.
void cursor(int wire) {
    char buffer[64];
    char *place = buffer;
    put(&place, getenv("F")); //~ source(ENVIRONMENT) f4
    send(wire, buffer, 8, 0); //~ sink(egress.socket) f4, MISSING: finding(traced) f4
}
