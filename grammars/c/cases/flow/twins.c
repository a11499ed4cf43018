// One function for each system under one name: a table of operations may hold any of them.
// --- path: ops.h ---
#include <stddef.h>
struct ops { int fd; long (*take)(struct ops *, void *, size_t); long (*give)(struct ops *, const void *, size_t); };
void setup(struct ops *);

// --- path: ops.c ---
#include <sys/socket.h>
#include <unistd.h>
#include "ops.h"
#ifdef HAVE_WIN32
static long take(struct ops *ops, void *to, size_t count) { return -1; }
static long give(struct ops *ops, const void *from, size_t count) { return -1; }
#else
static long take(struct ops *ops, void *to, size_t count) {
    return read(ops->fd, to, count); //~ source(FILE) twin
}
static long give(struct ops *ops, const void *from, size_t count) {
    return send(ops->fd, from, count, 0); //~ sink(egress.socket) twin, finding(file-upload, ambiguous) twin
}
#endif
static long lone(struct ops *ops, void *to, size_t count) {
    return read(ops->fd, to, count); //~ ok
}
void setup(struct ops *ops) {
    ops->take = take;
    ops->give = give;
    lone(ops, 0, 0);
}

// --- path: use.c ---
#include "ops.h"
void copy(struct ops *in, struct ops *out) {
    char buffer[512];
    long count = in->take(in, buffer, sizeof buffer);
    out->give(out, buffer, count);
}
