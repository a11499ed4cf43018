// What was filled in by its members goes out as bytes: a function that takes it under no type of its own gets all of it.
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

struct packet {
    int version;
    char text[100];
    char rest[100];
};

struct note {
    char text[100];
};

static int send_all(int wire, const char *bytes, int length) {
    return send(wire, bytes, length, 0); //~ sink(egress.socket) w1, finding(file-upload, traced) w1
}

static int send_any(int wire, const void *bytes, int length) {
    return send(wire, bytes, length, 0); //~ ok
}

static void keep(const void *bytes) {
    const struct packet *packet = bytes;
    printf("%d", packet->version);
}

void made_here(int wire) {
    struct packet packet;
    FILE *file = fopen("/etc/passwd", "r");
    fread(packet.text, 1, 100, file); //~ source(FILE) w1
    send_all(wire, (char *)&packet, sizeof packet);
}

void kept(int wire) {
    struct packet packet, other;
    FILE *file = fopen("/etc/group", "r");
    fread(packet.rest, 1, 100, file); //~ ok
    keep(&packet);
    strcpy(other.text, "nothing");
    send_any(wire, &other, sizeof other);
}

static int send_text(int wire, void *given) {
    struct note *note = given;
    return send(wire, note->text, 10, 0); //~ sink(egress.socket) w3, finding(file-upload, traced) w3
}

void said_anew(int wire) {
    struct note note;
    FILE *file = fopen("/etc/hosts", "r");
    fread(note.text, 1, 100, file); //~ source(FILE) w3
    send_text(wire, &note);
}

struct request {
    char host[100];
    char body[100];
};

static struct request last;

void copied(int wire) {
    struct request request;
    FILE *file = fopen("/etc/motd", "r");
    memcpy(&request, &last, sizeof last);
    fread(request.body, 1, 100, file); //~ source(FILE) w4
    gethostbyname(request.host); //~ ok
    send(wire, request.body, 100, 0); //~ sink(egress.socket) w4, finding(file-upload, traced) w4
    memcpy(&last, &request, sizeof last);
}

struct status {
    char host[100];
    char other[100];
};

static struct status status;

static void coded(int wire, const unsigned char *bytes, int length) {
    unsigned char out[1000];
    for (int at = 0; at < length; at++) out[at] = bytes[at] ^ 7;
    send(wire, out, length, 0); //~ sink(egress.socket) w5, finding(file-upload, traced) w5
}

void kept_in_fields(void) {
    FILE *file = fopen("/etc/hostname", "r");
    fread(status.host, 1, 100, file); //~ source(FILE) w5
}

static void *worker(void *given) {
    struct status *mine = given;
    send(7, mine->other, 100, 0); //~ ok
    return NULL;
}

void shared(int wire) {
    coded(wire, (unsigned char *)&status, sizeof status);
    worker(&status);
}
