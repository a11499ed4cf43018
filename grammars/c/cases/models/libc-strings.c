#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

void copied(int s) {
    char buf[64];
    memcpy(buf, getenv("A"), 10); //~ source(ENVIRONMENT) b1
    send(s, buf, 64, 0); //~ sink(egress.socket) b1, finding(traced) b1
}

void appended(int s) {
    char buf[64] = "x=";
    strcat(buf, getenv("A")); //~ source(ENVIRONMENT) b2
    send(s, buf, 64, 0); //~ sink(egress.socket) b2, finding(traced) b2
}

void formatted(int s) {
    char buf[64];
    sprintf(buf, "%s", getenv("A")); //~ source(ENVIRONMENT) b3
    send(s, buf, 64, 0); //~ sink(egress.socket) b3, finding(traced) b3
}

void formatted_bounded(int s) {
    char buf[64];
    snprintf(buf, sizeof buf, "%s", getenv("A")); //~ source(ENVIRONMENT) b4
    send(s, buf, 64, 0); //~ sink(egress.socket) b4, finding(traced) b4
}

void formatted_new(int s) {
    char *out = NULL;
    asprintf(&out, "%s", getenv("A")); //~ source(ENVIRONMENT) b5
    send(s, out, 64, 0); //~ sink(egress.socket) b5, finding(traced) b5
}

void scanned(int s) {
    char word[16];
    sscanf(getenv("A"), "%15s", word); //~ source(ENVIRONMENT) b6
    send(s, word, 16, 0); //~ sink(egress.socket) b6, finding(traced) b6
}

void duplicated(int s) {
    char *copy = strdup(getenv("A")); //~ source(ENVIRONMENT) b7
    send(s, copy, 16, 0); //~ sink(egress.socket) b7, finding(traced) b7
}

void searched(int s) {
    char *tail = strchr(getenv("A"), ':'); //~ source(ENVIRONMENT) b8
    send(s, tail, 16, 0); //~ sink(egress.socket) b8, finding(traced) b8
}

void split(int s) {
    char *token = strtok(getenv("A"), ":"); //~ source(ENVIRONMENT) b9
    send(s, token, 16, 0); //~ sink(egress.socket) b9, finding(traced) b9
}

void number(int s) {
    int port = atoi(getenv("A")); //~ source(ENVIRONMENT) b10
    send(s, &port, sizeof port, 0); //~ sink(egress.socket) b10, finding(traced) b10
}

void grown(int s) {
    char *big = realloc(getenv("A"), 100); //~ source(ENVIRONMENT) b11
    send(s, big, 100, 0); //~ sink(egress.socket) b11, finding(traced) b11
}

void resolved(int s) {
    char *full = realpath(getenv("A"), NULL); //~ source(ENVIRONMENT) b12
    send(s, full, 100, 0); //~ sink(egress.socket) b12, finding(traced) b12
}

void converted(int s, iconv_t cd, char *out) {
    char *in = getenv("A"); //~ source(ENVIRONMENT) b13
    size_t n = 10, m = 10;
    iconv(cd, &in, &n, &out, &m);
    send(s, out, 100, 0); //~ sink(egress.socket) b13, finding(traced) b13
}

void constants(int s, iconv_t cd, char *in, char *out) {
    char buf[64], word[8];
    size_t n = 1, m = 1;
    memcpy(buf, "ping", 4); //~ ok
    strcat(buf, "x"); //~ ok
    sprintf(buf, "%d", 1); //~ ok
    snprintf(buf, sizeof buf, "%d", 1); //~ ok
    asprintf(&out, "x"); //~ ok
    sscanf("a b", "%7s", word); //~ ok
    char *copy = strdup("x"); //~ ok
    char *tail = strchr(buf, ':'); //~ ok
    char *token = strtok(buf, ":"); //~ ok
    int port = atoi("80"); //~ ok
    char *big = realloc(NULL, 10); //~ ok
    char *full = realpath("/", NULL); //~ ok
    iconv(cd, &in, &n, &out, &m); //~ ok
    send(s, buf, 64, 0); //~ ok
}

void tells_only_about(int s) {
    char *secret = getenv("A"); //~ ok
    size_t n = strlen(secret); //~ ok
    int same = strcoll(secret, "b"); //~ ok
    send(s, &n, sizeof n, 0); //~ ok
    send(s, &same, sizeof same, 0); //~ ok
}

void room_only(int s, int wanted) {
    char *secret = getenv("A"); //~ ok
    char *room = malloc(atoi(secret)); //~ ok
    send(s, room, 10, 0); //~ ok
}

void status_only(int s) {
    int status = printf("%s", getenv("A")); //~ ok
    send(s, &status, sizeof status, 0); //~ ok
}

void seconds_only(int s) {
    long now = mktime(getenv("A")); //~ ok
    send(s, &now, sizeof now, 0); //~ ok
}

void sent_wcstombs(int s) {
    wchar_t wide[100];
    char text[100];
    mbstowcs(wide, getenv("A"), 100); //~ source(ENVIRONMENT) wide1
    wcstombs(text, wide, 100);
    send(s, text, 10, 0); //~ sink(egress.socket) wide1, finding(environment-exfiltration, traced) wide1
}

void kept_wcstombs(int s) {
    wchar_t wide[100];
    char text[100];
    mbstowcs(wide, getenv("A"), 100); //~ ok
    wcstombs(text, L"ping", 100); //~ ok
    send(s, text, 10, 0); //~ ok
}
