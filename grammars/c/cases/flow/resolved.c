// Functions of libraries that are looked up by hash or ordinal: nothing tells what they are but their names.
// --- path: api.h ---
typedef struct {
    struct {
        void *(*CreateFileW)(const char *);
        int (*ReadFile)(void *, char *, int);
        int (*curl_easy_perform)(void *);
        int (*send)(int, const char *, int);
        int (*WriteFile)(void *, const char *, int);
    } Win32;
} TABLE;
// --- path: find.c ---
#include "api.h"
void *find(unsigned hash);
extern TABLE *Table;

static int own(void *file, const char *text, int n) { return n; }

void fill(void) {
    Table->Win32.CreateFileW = find(0x1234);
    Table->Win32.ReadFile = find(0x2345);
    Table->Win32.send = find(0x3456);
    Table->Win32.WriteFile = own;
}
// --- path: use.c ---
#include "api.h"
#include <stdlib.h>
#include <sys/socket.h>
extern TABLE *Table;

void upload(int wire) {
    char line[64];
    void *file = Table->Win32.CreateFileW("secret");
    Table->Win32.ReadFile(file, line, sizeof line); //~ source(FILE) f1, capability(FILES)
    send(wire, line, sizeof line, 0); //~ sink(egress.socket) f1, finding(file-upload, traced) f1
}

// A name that anything may have says nothing, and where a function of the tree lies it is that function.
void nothing(int wire) {
    Table->Win32.send(wire, getenv("A"), 8); //~ ok
    Table->Win32.WriteFile(NULL, getenv("B"), 8); //~ ok
}
// --- path: cast.c ---
// A function under another type, by a macro, is that function.
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>
#define vsend ((ssize_t (*)(int, void *, size_t, int))send)
#define vread (ssize_t (*)(int, void *, size_t))read

void retyped(int wire) {
    vsend(wire, getenv("C"), 8, 0); //~ source(ENVIRONMENT) f2, sink(egress.socket) f2, finding(traced) f2
}

void retyped_quiet(int fd) {
    char line[8];
    vread(fd, line, 8); //~ ok
}
