/* An encoding written by hand: what is looked up in a table by bits of the data spells the data. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char *names[] = {"none", "some", "all"};

static void encode(const unsigned char *in, size_t n, char *out) {
    size_t i, o = 0;
    for (i = 0; i + 2 < n; i += 3) {
        out[o++] = alphabet[in[i] >> 2];
        out[o++] = alphabet[((in[i] & 3) << 4) | (in[i + 1] >> 4)];
    }
}

void send_encoded(int s) {
    unsigned char in[96];
    char out[128];
    FILE *f = fopen("/etc/passwd", "r");
    size_t n = fread(in, 1, sizeof in, f); //~ source(FILE) t1
    encode(in, n, out);
    send(s, out, sizeof out, 0); //~ sink(egress.socket) t1, finding(traced) t1
}

/* A choice among names is not the data. */
void send_level(int s) {
    const char *name = names[atoi(getenv("LEVEL"))];
    send(s, name, 4, 0); //~ ok
}
