// A macro hides the head of a function: what its statements name are its own variables, not those of every other file.
// --- path: one.c ---
#include <stdlib.h>

BEGIN_one
    char *value;
CODE_one;
    value = getenv("A");
    if (value)
        keep(value);
END_one

int after;
// --- path: two.c ---
#include <sys/socket.h>

BEGIN_two
    char *value;
CODE_two;
    if (wire)
        value = "beat";
    send(wire, value, 4, 0); //~ ok
END_two
// --- path: three.c ---
#include <stdlib.h>
#include <sys/socket.h>

BEGIN_three
    char *value;
CODE_three;
    value = getenv("B"); //~ source(ENVIRONMENT) f1
    if (value)
        send(3, value, 4, 0); //~ sink(egress.socket) f1, finding(traced) f1
END_three
