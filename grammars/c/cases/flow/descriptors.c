// A socket is a number: where it comes from tells what is written to it, through members, parameters and results.
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct wire {
    int fd;
    int log;
    int audit;
};

static int reached(void) {
    int s = socket(1, 2, 3);
    return s;
}

static void put(int fd, const char *text) {
    write(fd, text, 8); //~ sink(egress.socket) f1, finding(environment-exfiltration, traced) f1
}

void start(struct wire *wire) {
    wire->fd = socket(1, 2, 3);
    wire->log = open("log", O_WRONLY);
    wire->audit = open("audit", O_WRONLY);
}

void through(struct wire *wire) {
    put(wire->fd, getenv("A")); //~ source(ENVIRONMENT) f1
}

void member(struct wire *wire) {
    write(wire->fd, getenv("B"), 8); //~ source(ENVIRONMENT) f2, sink(egress.socket) f2, finding(traced) f2
}

void result(void) {
    write(reached(), getenv("C"), 8); //~ source(ENVIRONMENT) f3, sink(egress.socket) f3, finding(traced) f3
}

void written(struct wire *wire) {
    write(wire->audit, getenv("D"), 8); //~ ok
}

// What is a file here and a socket there may be either: it is read as a file.
static void fill(int fd, char *text) {
    read(fd, text, 8); //~ source(FILE) f4
}

void both(struct wire *wire) {
    char text[8];
    fill(wire->fd, text);
    fill(wire->log, text);
    send(wire->fd, text, 8, 0); //~ sink(egress.socket) f4, finding(file-upload, traced) f4
}

static void child(int out) {
    char text[100];
    FILE *command = popen("id", "r"); //~ source(COMMAND_OUTPUT) pipe1
    fgets(text, 100, command);
    write(out, text, 100);
    pclose(command);
}

void through_a_pipe(int wire) {
    int ends[2];
    char text[100];
    pipe(ends);
    if (fork() == 0) child(ends[1]);
    read(ends[0], text, 100); //~ source(FILE) pipe2
    send(wire, text, 100, 0); //~ sink(egress.socket) pipe1, finding(command-output-exfiltration, traced) pipe1, sink(egress.socket) pipe2, finding(file-upload, traced) pipe2
}
