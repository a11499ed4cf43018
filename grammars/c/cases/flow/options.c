// Objects that are looked up by a text: the file that one names is not the file that another names, and what lies in one may
// lie in another.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct option {
    char *name;
    char *text;
    struct option *next;
};

struct option *find(struct option *all, const char *name) {
    while (all && strcmp(all->name, name)) all = all->next;
    return all;
}

static const char *log_name;

void note(const char *line) {
    FILE *log = fopen(log_name, "a");
    fputs(line, log);
    fclose(log);
}

static void told(const struct option *all, int wire) {
    char text[100];
    FILE *file = fopen(find(all, "spool")->text, "r");
    fgets(text, 100, file); //~ source(FILE) o2
    send(wire, text, 100, 0); //~ sink(egress.socket) o1, finding(environment-exfiltration, assumed) o1, sink(egress.socket) o2, finding(file-upload, traced) o2
}

void keep(const struct option *all) {
    FILE *spool = fopen(find(all, "spool")->text, "w");
    fputs(getenv("TOKEN"), spool); //~ source(ENVIRONMENT) o1
    fclose(spool);
}

void set(struct option *one) {
    one->text = getenv("USER"); //~ source(ENVIRONMENT) o3
}

void start(struct option *all, int wire) {
    log_name = find(all, "log")->text;
    note(getenv("HOME"));
    keep(all);
    told(all, wire);
    set(all);
    send(wire, find(all, "server")->text, 10, 0); //~ sink(egress.socket) o3, finding(environment-exfiltration, ambiguous) o3
}
