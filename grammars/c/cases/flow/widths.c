// Functions of Windows by the names that stand for one of two widths.
#include <windows.h>

void told(SOCKET wire) {
    OSVERSIONINFO info;
    GetVersionEx(&info); //~ source(DEVICE) v1
    char text[100];
    wsprintf(text, "%d", info.dwMajorVersion);
    send(wire, text, 10, 0); //~ sink(egress.socket) v1, finding(traced) v1
}

void kept(SOCKET wire) {
    OSVERSIONINFO info;
    GetVersionEx(&info); //~ ok
    char text[100];
    wsprintf(text, "%d", 1);
    send(wire, text, 10, 0); //~ ok
}
