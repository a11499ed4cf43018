// Arrays that start as the same text are not that text, nor each other.
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#ifndef START
#define START "/etc/agent"
#endif
static char first[100] = START;
static char second[100] = START "/more";

void begin(int wire) {
    strncpy(first, getenv("C"), 100); //~ source(ENVIRONMENT) c9
    send(wire, second, 100, 0); //~ ok
    send(wire, START, 10, 0); //~ ok
}

void go_on(int wire) {
    send(wire, first, 100, 0); //~ sink(egress.socket) c9, finding(environment-exfiltration, traced) c9
}
