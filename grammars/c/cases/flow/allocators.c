// Memory that a program hands out itself, from a page that it keeps: what lies in one block is not in the next one.
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static struct arena {
    char *page;
    size_t used;
} arena;

static void *get(size_t size) {
    char *block = arena.page + arena.used;
    arena.used += size;
    return block;
}

void kept(void) {
    char *line = get(64);
    strcpy(line, getenv("A")); //~ ok
}

void sent(int wire) {
    char *line = get(8);
    strcpy(line, "beat");
    send(wire, line, 4, 0); //~ ok
}

// How much was asked for is not in it.
void asked(int wire) {
    char *line = malloc(atoi(getenv("B")));
    send(wire, line, 4, 0); //~ ok
}
