#include <windows.h>
#include <stdlib.h>

static SOCKET out, other;

static void heard(HANDLE device, UINT message, DWORD_PTR instance, WAVEHDR *header, DWORD_PTR second) {
    send(out, header->lpData, 10, 0); //~ sink(egress.socket) d1, finding(audio-capture, traced) d1
}

static void unheard(HANDLE device, UINT message, DWORD_PTR instance, WAVEHDR *header, DWORD_PTR second) {
    send(other, "x", 1, 0); //~ ok
}

void sent_waveInOpen(HANDLE *device, WAVEFORMATEX *format) {
    waveInOpen(device, 0, format, (DWORD_PTR)heard, 0, 0); //~ source(AUDIO) d1, capability(MICROPHONE)
    waveInOpen(device, 0, format, (DWORD_PTR)unheard, 0, 0); //~ ok
}

static LRESULT seen(HWND window, VIDEOHDR *header) {
    send(out, header->lpData, 10, 0); //~ sink(egress.socket) d2, finding(video-capture, traced) d2
    return 0;
}

static LRESULT unseen(HWND window, VIDEOHDR *header) {
    send(other, "x", 1, 0); //~ ok
    return 0;
}

void sent_capSetCallbackOnFrame(HWND window) {
    capSetCallbackOnFrame(window, seen); //~ source(CAMERA) d2, capability(CAMERA)
    capSetCallbackOnFrame(window, unseen); //~ ok
}

void sent_WlanGetProfile(HANDLE client, GUID *card, SOCKET s) {
    LPWSTR profile = NULL;
    WlanGetProfile(client, card, L"home", NULL, &profile, NULL, NULL); //~ source(CREDENTIAL) d3, capability(CREDENTIALS)
    send(s, profile, 10, 0); //~ sink(egress.socket) d3, finding(credential-exfiltration, traced) d3
}

void kept_WlanGetProfile(HANDLE client, GUID *card) {
    LPWSTR profile = NULL;
    WlanGetProfile(client, card, L"home", NULL, &profile, NULL, NULL); //~ ok
}

void sent_IcmpSendEcho(HANDLE icmp) {
    char *token = getenv("A"); //~ source(ENVIRONMENT) d4
    IcmpSendEcho(icmp, 7, token, 9, NULL, NULL, 0, 0); //~ sink(egress.socket) d4, finding(environment-exfiltration, traced) d4, capability(NETWORK)
    IcmpSendEcho(icmp, 7, "ping", 4, NULL, NULL, 0, 0); //~ ok
}

void sent_IcmpSendEcho2(HANDLE icmp) {
    char *token = getenv("B"); //~ source(ENVIRONMENT) d5
    IcmpSendEcho2(icmp, NULL, NULL, NULL, 7, token, 9, NULL, NULL, 0, 0); //~ sink(egress.socket) d5, finding(environment-exfiltration, traced) d5, capability(NETWORK)
    IcmpSendEcho2(icmp, NULL, NULL, NULL, 7, "ping", 4, NULL, NULL, 0, 0); //~ ok
}
