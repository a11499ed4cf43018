// A small structure of which many functions have one of their own: what lies in one is not what lies in another.
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct text { char *bytes; size_t size; };

static void add(struct text *text, const char *more) {
    text->bytes = realloc(text->bytes, text->size + strlen(more) + 1);
    strcpy(text->bytes + text->size, more);
}

static char *taken(struct text *text) { return text->bytes; }

void loud(int s) {
    struct text text = {0};
    add(&text, getenv("A")); //~ source(ENVIRONMENT) v1, source(ENVIRONMENT) v2
    send(s, taken(&text), 1, 0); //~ sink(egress.socket) v1, finding(traced) v1
}

void quiet(int s) {
    struct text text = {0};
    add(&text, "nothing");
    send(s, taken(&text), 1, 0); //~ sink(egress.socket) v2, finding(ambiguous) v2
}

struct letter { struct text body; };

void inside(int s, struct letter *letter) {
    add(&letter->body, getenv("B")); //~ source(ENVIRONMENT) v3
}

void posted(int s, struct letter *letter) {
    send(s, taken(&letter->body), 1, 0); //~ sink(egress.socket) v3, finding(traced) v3
}

void one(void) { struct text text = {0}; add(&text, "1"); }
void two(void) { struct text text = {0}; add(&text, "2"); }
void three(void) { struct text text = {0}; add(&text, "3"); }
void four(void) { struct text text = {0}; add(&text, "4"); }
void five(void) { struct text text = {0}; add(&text, "5"); }
void six(void) { struct text text = {0}; add(&text, "6"); }
