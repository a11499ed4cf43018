// What is given behind `...` is in the list that functions of their own take it from.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static void say(int wire, const char *format, ...) {
    char text[1000];
    va_list list;
    va_start(list, format);
    int length = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    send(wire, text, length, 0); //~ sink(egress.socket) v1, finding(environment-exfiltration, traced) v1
}

static void say_listed(int wire, const char *format, va_list list) {
    char text[1000];
    vsprintf(text, format, list);
    send(wire, text, strlen(text), 0); //~ sink(egress.socket) v2, finding(environment-exfiltration, traced) v2
}

static void say_on(int wire, const char *format, ...) {
    va_list list, copy;
    va_start(list, format);
    va_copy(copy, list);
    say_listed(wire, format, copy);
    va_end(list);
}

static void say_first(int wire, int count, ...) {
    va_list list;
    va_start(list, count);
    const char *first = va_arg(list, const char *);
    va_end(list);
    send(wire, first, strlen(first), 0); //~ sink(egress.socket) v3, finding(environment-exfiltration, traced) v3
}

static void count_only(int wire, const char *format, ...) {
    char text[10];
    va_list list;
    va_start(list, format);
    va_end(list);
    sprintf(text, "%d", 7);
    send(wire, text, 1, 0); //~ ok
}

void all(int wire) {
    say(wire, "token=%s", getenv("A")); //~ source(ENVIRONMENT) v1
    say_on(wire, "token=%s", getenv("B")); //~ source(ENVIRONMENT) v2
    say_first(wire, 1, getenv("C")); //~ source(ENVIRONMENT) v3
    count_only(wire, "token=%s", getenv("D")); //~ ok
}

static void note(FILE *log, const char *format, ...) {
    char text[1000];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    fprintf(log, "note: %s", text); //~ sink(file.write) v4, finding(download-to-file, assumed) v4
}

void told(int wire, FILE *log) {
    char line[100];
    recv(wire, line, sizeof line, 0); //~ source(NETWORK) v4
    note(log, "got %s", line);
}
