// A pointer that is counted on leads into the same object, wherever the number stands.
// --- path: packet.h ---
struct packet { int size; unsigned char *data; };

// --- path: fill.c ---
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include "packet.h"
void before(int s, struct packet *packet) {
    memcpy(1 + packet->data, getenv("A"), 9); //~ source(ENVIRONMENT) before
    send(s, packet->data, 9, 0); //~ sink(egress.socket) before, finding(environment-exfiltration, traced) before
}
void after(int s, struct packet *packet) {
    memcpy(packet->data + 1, getenv("B"), 9); //~ source(ENVIRONMENT) after
    send(s, packet->data, 9, 0); //~ sink(egress.socket) after, finding(environment-exfiltration, traced) after
}
void beside(int s, int count) {
    unsigned char *aside = malloc(16), *other = malloc(16);
    memcpy(1 + aside, getenv("C"), 9); //~ ok
    send(s, other, 1 + count, 0); //~ ok
}
