// Lists of anything: what one holds another one, whose nodes are of the same type, does not hold for sure.
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

struct node {
    void *data;
    struct node *next;
};

struct line {
    char *text;
    struct line *next;
};

static void add(struct node **list, void *data) {
    struct node *node = malloc(sizeof *node);
    node->data = data;
    node->next = *list;
    *list = node;
}

static void *take(struct node **list) {
    return (*list)->data;
}

void fill(struct node **secrets, struct line *line) {
    add(secrets, getenv("A")); //~ source(ENVIRONMENT) n1
    line->text = getenv("B"); //~ source(ENVIRONMENT) n2
}

void sent(int wire, struct node **others, struct line *line) {
    send(wire, take(others), 10, 0); //~ sink(egress.socket) n1, finding(environment-exfiltration, ambiguous) n1
    send(wire, line->text, 10, 0); //~ sink(egress.socket) n2, finding(environment-exfiltration, traced) n2
}
