// Small objects that many functions have made for themselves: what one of them holds another one does not for sure.
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

typedef struct {
    char *data;
    int length;
} buffer_t;

buffer_t *buffer_create(void) {
    return calloc(1, sizeof(buffer_t));
}

static void buffer_add(buffer_t *buffer, const char *text) {
    buffer->data = strdup(text);
}

static char *buffer_take(buffer_t *buffer) {
    return buffer->data;
}

void secret(int wire) {
    buffer_t *buffer = buffer_create();
    buffer_add(buffer, getenv("A")); //~ source(ENVIRONMENT) b1
    send(wire, buffer_take(buffer), 10, 0); //~ sink(egress.socket) b1, finding(environment-exfiltration, traced) b1
}

void other(int wire) {
    buffer_t *buffer = buffer_create();
    send(wire, buffer_take(buffer), 11, 0); //~ sink(egress.socket) b1, finding(environment-exfiltration, ambiguous) b1
}

void third(void) { buffer_add(buffer_create(), "3"); }
void fourth(void) { buffer_add(buffer_create(), "4"); }
void fifth(void) { buffer_add(buffer_create(), "5"); }
void sixth(void) { buffer_add(buffer_create(), "6"); }
void seventh(void) { buffer_add(buffer_create(), "7"); }
void eighth(void) { buffer_add(buffer_create(), "8"); }
