// Strings that are taken apart call by call.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

void ordered(int s)
{
    char line[256];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) t1
    char *verb = strtok(line, " ");
    char *rest = strtok(NULL, "\n");
    if (!strcmp(verb, "run"))
        system(rest); //~ sink(exec.command) t1, finding(traced) t1
}

void each(int s)
{
    char line[256], *save;
    recv(s, line, sizeof line, 0); //~ source(NETWORK) t2
    for (char *word = strtok_r(line, ",", &save); word; word = strtok_r(NULL, ",", &save))
        system(word); //~ sink(exec.command) t2, finding(traced) t2
}

void fixed(int s)
{
    char line[256], own[] = "ls -l";
    recv(s, line, sizeof line, 0);
    strtok(own, " ");
    system(strtok(NULL, " ")); //~ ok
}

void unbegun(void)
{
    system(strtok(NULL, " ")); //~ ok
}
