// Macros that take members of their arguments: what those are, who uses a macro says.
#include <stdlib.h>
#include <sys/socket.h>

typedef int (*receiver)(int wire, char *data, int length);

struct entry {
    receiver receive;
    char *name;
    int wire;
};

struct group {
    struct entry *entries[10];
};

#define RECEIVE(group, at) group->entries[at]->receive
#define NAME(entry) ((entry)->name)
#define WIRE(entry) ((entry)->wire)

static int run(int wire, char *data, int length) {
    return system(data); //~ sink(exec.command) m1, finding(remote-command-execution, traced) m1
}

void init(struct group *group, struct entry *entry) {
    group->entries[0]->receive = run;
    entry->name = getenv("A"); //~ source(ENVIRONMENT) m2
}

void loop(struct group *group, int wire) {
    char data[100];
    int length = recv(wire, data, 100, 0); //~ source(NETWORK) m1
    if (RECEIVE(group, 0)) RECEIVE(group, 0)(wire, data, length);
}

void tell(struct entry *entry) {
    send(WIRE(entry), NAME(entry), 10, 0); //~ sink(egress.socket) m2, finding(environment-exfiltration, traced) m2
    char number[2] = {WIRE(entry), 0};
    send(WIRE(entry), number, 2, 0); //~ ok
}
