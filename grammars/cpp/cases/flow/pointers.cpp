// Functions of libraries behind pointers that are filled at run time, by names that are hidden: the pointers are called after
// them.
#include <windows.h>

namespace Types {
typedef BOOL(WINAPI *T_GetUserName)(LPWSTR, LPDWORD);
typedef int(WINAPI *T_send)(SOCKET, const char *, int, int);
typedef void (*T_sender)(const char *);
}
namespace Funcs {
Types::T_GetUserName pGetUserNameW;
Types::T_send pSend;
Types::T_sender pSender;
}

void leak(SOCKET wire) {
    wchar_t name[100];
    DWORD size = 100;
    Funcs::pGetUserNameW(name, &size); //~ source(USER) p1
    Funcs::pSend(wire, (char *)name, 10, 0); //~ sink(egress.socket) p1, finding(traced) p1
}

void quiet(SOCKET wire) {
    wchar_t name[100];
    DWORD size = 100;
    Funcs::pGetUserNameW(name, &size); //~ ok
    Funcs::pSender((char *)name); //~ ok
    Funcs::pSend(wire, "ping", 4, 0); //~ ok
}

typedef int(WINAPI *hidden_t)(SOCKET, const char *, int, int);

void looked_up(SOCKET wire, HMODULE library) {
    hidden_t run = (hidden_t)GetProcAddress(library, XOR("send").c_str());
    hidden_t stay = (hidden_t)GetProcAddress(library, XOR("closesocket").c_str());
    wchar_t name[100];
    DWORD size = 100;
    GetUserNameW(name, &size); //~ source(USER) p2
    run(wire, (char *)name, 10, 0); //~ sink(egress.socket) p2, finding(traced) p2
    stay(wire, (char *)name, 10, 0); //~ ok
}
