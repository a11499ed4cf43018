#include <windows.h>
#include <stdlib.h>
#include <sys/socket.h>

void sent_NtReadFile_1(HANDLE h, int s) {
    char buf[64];
    IO_STATUS_BLOCK io;
    NtReadFile(h, NULL, NULL, NULL, &io, buf, 64, NULL, NULL); //~ source(FILE) y1, capability(FILES)
    send(s, buf, 10, 0); //~ sink(egress.socket) y1, finding(traced) y1
}

void kept_NtReadFile_1(HANDLE h) {
    char buf[64];
    IO_STATUS_BLOCK io;
    NtReadFile(h, NULL, NULL, NULL, &io, buf, 64, NULL, NULL); //~ ok
}

void sent_lread_2(HFILE h, int s) {
    char buf[64];
    _lread(h, buf, 64); //~ source(FILE) y2, capability(FILES)
    send(s, buf, 10, 0); //~ sink(egress.socket) y2, finding(traced) y2
}

void kept_lread_2(HFILE h) {
    char buf[64];
    _lread(h, buf, 64); //~ ok
}

void out_NtWriteFile_3(HANDLE h) {
    char line[64];
    recv(3, line, sizeof line, 0); //~ source(NETWORK) y3
    NtWriteFile(h, NULL, NULL, NULL, NULL, line, 10, NULL, NULL); //~ sink(file.write) y3, finding(traced) y3, capability(FILE_WRITE)
}

void quiet_NtWriteFile_3(HANDLE h) {
    NtWriteFile(h, NULL, NULL, NULL, NULL, "ping", 10, NULL, NULL); //~ ok
}

void sent_FindFirstFileExA_4(int s) {
    WIN32_FIND_DATA found;
    FindFirstFileExA("C:/*", 0, &found, 0, NULL, 0); //~ source(FILE_META) y4, capability(FILES)
    send(s, found.cFileName, 10, 0); //~ sink(egress.socket) y4, finding(traced) y4
}

void kept_FindFirstFileExA_4(void) {
    WIN32_FIND_DATA found;
    FindFirstFileExA("C:/*", 0, &found, 0, NULL, 0); //~ ok
}

void sent_GetFileAttributesExA_5(int s) {
    WIN32_FILE_ATTRIBUTE_DATA found;
    GetFileAttributesExA("x", 0, &found); //~ source(FILE_META) y5, capability(FILES)
    send(s, &found, 10, 0); //~ sink(egress.socket) y5, finding(traced) y5
}

void kept_GetFileAttributesExA_5(void) {
    WIN32_FILE_ATTRIBUTE_DATA found;
    GetFileAttributesExA("x", 0, &found); //~ ok
}

void sent_GetLogicalDriveStringsA_6(int s) {
    char buf[64];
    GetLogicalDriveStringsA(64, buf); //~ source(DEVICE) y6, capability(DEVICE)
    send(s, buf, 10, 0); //~ sink(egress.socket) y6, finding(traced) y6
}

void kept_GetLogicalDriveStringsA_6(void) {
    char buf[64];
    GetLogicalDriveStringsA(64, buf); //~ ok
}

void sent_NtQuerySystemInformation_7(int s) {
    char buf[64];
    ULONG n;
    NtQuerySystemInformation(5, buf, 64, &n); //~ source(PROCESS) y7, capability(PROCESSES)
    send(s, buf, 10, 0); //~ sink(egress.socket) y7, finding(traced) y7
}

void kept_NtQuerySystemInformation_7(void) {
    char buf[64];
    ULONG n;
    NtQuerySystemInformation(5, buf, 64, &n); //~ ok
}

void sent_NtQueryInformationProcess_8(HANDLE h, int s) {
    char buf[64];
    ULONG n;
    NtQueryInformationProcess(h, 27, buf, 64, &n); //~ source(PROCESS) y8, capability(PROCESSES)
    send(s, buf, 10, 0); //~ sink(egress.socket) y8, finding(traced) y8
}

void kept_NtQueryInformationProcess_8(HANDLE h) {
    char buf[64];
    ULONG n;
    NtQueryInformationProcess(h, 27, buf, 64, &n); //~ ok
}

void sent_EnumProcesses_9(int s) {
    DWORD ids[16], n;
    EnumProcesses(ids, sizeof ids, &n); //~ source(PROCESS) y9, capability(PROCESSES)
    send(s, ids, 10, 0); //~ sink(egress.socket) y9, finding(traced) y9
}

void kept_EnumProcesses_9(void) {
    DWORD ids[16], n;
    EnumProcesses(ids, sizeof ids, &n); //~ ok
}

void sent_GetModuleBaseNameA_10(HANDLE h, int s) {
    char buf[64];
    GetModuleBaseNameA(h, NULL, buf, 64); //~ source(PROCESS) y10, capability(PROCESSES)
    send(s, buf, 10, 0); //~ sink(egress.socket) y10, finding(traced) y10
}

void kept_GetModuleBaseNameA_10(HANDLE h) {
    char buf[64];
    GetModuleBaseNameA(h, NULL, buf, 64); //~ ok
}

void sent_GetProcessImageFileNameA_11(HANDLE h, int s) {
    char buf[64];
    GetProcessImageFileNameA(h, buf, 64); //~ source(PROCESS) y11, capability(PROCESSES)
    send(s, buf, 10, 0); //~ sink(egress.socket) y11, finding(traced) y11
}

void kept_GetProcessImageFileNameA_11(HANDLE h) {
    char buf[64];
    GetProcessImageFileNameA(h, buf, 64); //~ ok
}

void sent_Module32Next_12(HANDLE h, int s) {
    MODULEENTRY32 me;
    Module32Next(h, &me); //~ source(PROCESS) y12, capability(PROCESSES)
    send(s, me.szModule, 10, 0); //~ sink(egress.socket) y12, finding(traced) y12
}

void kept_Module32Next_12(HANDLE h) {
    MODULEENTRY32 me;
    Module32Next(h, &me); //~ ok
}

void sent_WTSEnumerateProcessesA_13(int s) {
    WTS_PROCESS_INFO *info;
    DWORD n;
    WTSEnumerateProcessesA(NULL, 0, 1, &info, &n); //~ source(PROCESS) y13, capability(PROCESSES)
    send(s, info, 10, 0); //~ sink(egress.socket) y13, finding(traced) y13
}

void kept_WTSEnumerateProcessesA_13(void) {
    WTS_PROCESS_INFO *info;
    DWORD n;
    WTSEnumerateProcessesA(NULL, 0, 1, &info, &n); //~ ok
}

void sent_NtReadVirtualMemory_14(HANDLE h, void *base, int s) {
    char buf[64];
    SIZE_T n;
    NtReadVirtualMemory(h, base, buf, 64, &n); //~ source(MEMORY) y14, capability(MEMORY)
    send(s, buf, 10, 0); //~ sink(egress.socket) y14, finding(traced) y14
}

void kept_NtReadVirtualMemory_14(HANDLE h, void *base) {
    char buf[64];
    SIZE_T n;
    NtReadVirtualMemory(h, base, buf, 64, &n); //~ ok
}

void sent_MiniDumpWriteDump_15(HANDLE process, int s) {
    char buf[64];
    DWORD n;
    HANDLE file = CreateFileA("dump", GENERIC_ALL, 0, NULL, CREATE_ALWAYS, 0, NULL);
    MiniDumpWriteDump(process, 4, file, 2, NULL, NULL, NULL); //~ source(MEMORY) y15, capability(MEMORY)
    NtReadFile(file, NULL, NULL, NULL, NULL, buf, 64, NULL, NULL); //~ source(FILE) y15f
    send(s, buf, 64, 0); //~ sink(egress.socket) y15, sink(egress.socket) y15f, finding(memory-exfiltration, traced) y15, finding(file-upload, traced) y15f
}

void kept_MiniDumpWriteDump_15(HANDLE process, HANDLE file) {
    MiniDumpWriteDump(process, 4, file, 2, NULL, NULL, NULL); //~ ok
}

void sent_GetComputerNameExW_16(int s) {
    char buf[64];
    DWORD n = 64;
    GetComputerNameExW(3, buf, &n); //~ source(DEVICE) y16, capability(DEVICE)
    send(s, buf, 10, 0); //~ sink(egress.socket) y16, finding(traced) y16
}

void kept_GetComputerNameExW_16(void) {
    char buf[64];
    DWORD n = 64;
    GetComputerNameExW(3, buf, &n); //~ ok
}

void sent_RtlGetVersion_17(int s) {
    OSVERSIONINFOEXW info;
    RtlGetVersion(&info); //~ source(DEVICE) y17, capability(DEVICE)
    send(s, info.szCSDVersion, 10, 0); //~ sink(egress.socket) y17, finding(traced) y17
}

void kept_RtlGetVersion_17(void) {
    OSVERSIONINFOEXW info;
    RtlGetVersion(&info); //~ ok
}

void sent_NetWkstaGetInfo_18(int s) {
    WKSTA_INFO_100 *info;
    NetWkstaGetInfo(NULL, 100, &info); //~ source(DEVICE) y18, capability(DEVICE)
    send(s, info, 10, 0); //~ sink(egress.socket) y18, finding(traced) y18
}

void kept_NetWkstaGetInfo_18(void) {
    WKSTA_INFO_100 *info;
    NetWkstaGetInfo(NULL, 100, &info); //~ ok
}

void sent_NetUserEnum_19(int s) {
    USER_INFO_0 *info;
    DWORD a, b;
    NetUserEnum(NULL, 0, 0, &info, 4096, &a, &b, NULL); //~ source(USER) y19, capability(DEVICE)
    send(s, info, 10, 0); //~ sink(egress.socket) y19, finding(traced) y19
}

void kept_NetUserEnum_19(void) {
    USER_INFO_0 *info;
    DWORD a, b;
    NetUserEnum(NULL, 0, 0, &info, 4096, &a, &b, NULL); //~ ok
}

void sent_NetSessionEnum_20(int s) {
    SESSION_INFO_10 *info;
    DWORD a, b;
    NetSessionEnum(NULL, NULL, NULL, 10, &info, 4096, &a, &b, NULL); //~ source(USER) y20, capability(DEVICE)
    send(s, info, 10, 0); //~ sink(egress.socket) y20, finding(traced) y20
}

void kept_NetSessionEnum_20(void) {
    SESSION_INFO_10 *info;
    DWORD a, b;
    NetSessionEnum(NULL, NULL, NULL, 10, &info, 4096, &a, &b, NULL); //~ ok
}

void sent_LookupAccountSidA_21(PSID sid, int s) {
    char name[64], domain[64];
    DWORD n = 64, d = 64;
    int use;
    LookupAccountSidA(NULL, sid, name, &n, domain, &d, &use); //~ source(USER) y21, capability(DEVICE)
    send(s, domain, 10, 0); //~ sink(egress.socket) y21, finding(traced) y21
}

void kept_LookupAccountSidA_21(PSID sid) {
    char name[64], domain[64];
    DWORD n = 64, d = 64;
    int use;
    LookupAccountSidA(NULL, sid, name, &n, domain, &d, &use); //~ ok
}

void sent_GetTokenInformation_22(HANDLE h, int s) {
    TOKEN_USER user;
    DWORD n;
    GetTokenInformation(h, 1, &user, sizeof user, &n); //~ source(USER) y22, capability(DEVICE)
    send(s, user.User.Sid, 10, 0); //~ sink(egress.socket) y22, finding(traced) y22
}

void kept_GetTokenInformation_22(HANDLE h) {
    TOKEN_USER user;
    DWORD n;
    GetTokenInformation(h, 1, &user, sizeof user, &n); //~ ok
}

void sent_GetUserNameExW_23(int s) {
    char buf[64];
    ULONG n = 64;
    GetUserNameExW(2, buf, &n); //~ source(USER) y23, capability(DEVICE)
    send(s, buf, 10, 0); //~ sink(egress.socket) y23, finding(traced) y23
}

void kept_GetUserNameExW_23(void) {
    char buf[64];
    ULONG n = 64;
    GetUserNameExW(2, buf, &n); //~ ok
}

void sent_GetEnvironmentStringsW_24(int s) {
    char *all = GetEnvironmentStringsW(); //~ source(ENVIRONMENT) y24, capability(ENVIRONMENT)
    send(s, all, 10, 0); //~ sink(egress.socket) y24, finding(traced) y24
}

void kept_GetEnvironmentStringsW_24(void) {
    char *all = GetEnvironmentStringsW(); //~ ok
}

void sent_dupenv_s_25(int s) {
    char *value;
    size_t n;
    _dupenv_s(&value, &n, "A"); //~ source(ENVIRONMENT) y25, capability(ENVIRONMENT)
    send(s, value, 10, 0); //~ sink(egress.socket) y25, finding(traced) y25
}

void kept_dupenv_s_25(void) {
    char *value;
    size_t n;
    _dupenv_s(&value, &n, "A"); //~ ok
}

void sent_getenv_s_26(int s) {
    char buf[64];
    size_t n;
    getenv_s(&n, buf, 64, "A"); //~ source(ENVIRONMENT) y26, capability(ENVIRONMENT)
    send(s, buf, 10, 0); //~ sink(egress.socket) y26, finding(traced) y26
}

void kept_getenv_s_26(void) {
    char buf[64];
    size_t n;
    getenv_s(&n, buf, 64, "A"); //~ ok
}

void sent_RegEnumKeyA_27(HKEY h, int s) {
    char buf[64];
    RegEnumKeyA(h, 0, buf, 64); //~ source(REGISTRY) y27, capability(REGISTRY)
    send(s, buf, 10, 0); //~ sink(egress.socket) y27, finding(traced) y27
}

void kept_RegEnumKeyA_27(HKEY h) {
    char buf[64];
    RegEnumKeyA(h, 0, buf, 64); //~ ok
}

void sent_SHGetValueA_28(HKEY h, int s) {
    char buf[64];
    DWORD n = 64;
    SHGetValueA(h, "k", "v", NULL, buf, &n); //~ source(REGISTRY) y28, capability(REGISTRY)
    send(s, buf, 10, 0); //~ sink(egress.socket) y28, finding(traced) y28
}

void kept_SHGetValueA_28(HKEY h) {
    char buf[64];
    DWORD n = 64;
    SHGetValueA(h, "k", "v", NULL, buf, &n); //~ ok
}

void sent_RegSaveKeyA_29(HKEY key, int s) {
    char buf[64];
    RegSaveKeyA(key, "hive", NULL); //~ source(REGISTRY) y29, capability(REGISTRY)
    HANDLE file = CreateFileA("hive", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    NtReadFile(file, NULL, NULL, NULL, NULL, buf, 64, NULL, NULL); //~ source(FILE) y29f
    send(s, buf, 64, 0); //~ sink(egress.socket) y29, sink(egress.socket) y29f, finding(registry-exfiltration, traced) y29, finding(file-upload, traced) y29f
}

void kept_RegSaveKeyA_29(HKEY key) {
    RegSaveKeyA(key, "kept hive", NULL); //~ ok
}

void sent_LsaCallAuthenticationPackage_30(HANDLE h, int s) {
    void *answer;
    ULONG n;
    NTSTATUS status;
    LsaCallAuthenticationPackage(h, 0, NULL, 0, &answer, &n, &status); //~ source(CREDENTIAL) y30, capability(CREDENTIALS)
    send(s, answer, 10, 0); //~ sink(egress.socket) y30, finding(traced) y30
}

void kept_LsaCallAuthenticationPackage_30(HANDLE h) {
    void *answer;
    ULONG n;
    NTSTATUS status;
    LsaCallAuthenticationPackage(h, 0, NULL, 0, &answer, &n, &status); //~ ok
}

void sent_PFXExportCertStoreEx_31(HANDLE h, int s) {
    CRYPT_DATA_BLOB blob;
    PFXExportCertStoreEx(h, &blob, L"", NULL, 4); //~ source(CREDENTIAL) y31, capability(CREDENTIALS)
    send(s, blob.pbData, 10, 0); //~ sink(egress.socket) y31, finding(traced) y31
}

void kept_PFXExportCertStoreEx_31(HANDLE h) {
    CRYPT_DATA_BLOB blob;
    PFXExportCertStoreEx(h, &blob, L"", NULL, 4); //~ ok
}

void sent_CryptExportKey_32(HCRYPTKEY h, int s) {
    char buf[64];
    DWORD n = 64;
    CryptExportKey(h, 0, 7, 0, buf, &n); //~ source(CREDENTIAL) y32, capability(CREDENTIALS)
    send(s, buf, 10, 0); //~ sink(egress.socket) y32, finding(traced) y32
}

void kept_CryptExportKey_32(HCRYPTKEY h) {
    char buf[64];
    DWORD n = 64;
    CryptExportKey(h, 0, 7, 0, buf, &n); //~ ok
}

void sent_BCryptExportKey_33(HANDLE h, int s) {
    char buf[64];
    ULONG n;
    BCryptExportKey(h, NULL, L"PRIVATEBLOB", buf, 64, &n, 0); //~ source(CREDENTIAL) y33, capability(CREDENTIALS)
    send(s, buf, 10, 0); //~ sink(egress.socket) y33, finding(traced) y33
}

void kept_BCryptExportKey_33(HANDLE h) {
    char buf[64];
    ULONG n;
    BCryptExportKey(h, NULL, L"PRIVATEBLOB", buf, 64, &n, 0); //~ ok
}

void sent_VaultEnumerateItems_34(HANDLE h, int s) {
    void *items;
    DWORD n;
    VaultEnumerateItems(h, 512, &n, &items); //~ source(CREDENTIAL) y34, capability(CREDENTIALS)
    send(s, items, 10, 0); //~ sink(egress.socket) y34, finding(traced) y34
}

void kept_VaultEnumerateItems_34(HANDLE h) {
    void *items;
    DWORD n;
    VaultEnumerateItems(h, 512, &n, &items); //~ ok
}

void sent_GetRawInputBuffer_35(int s) {
    RAWINPUT input;
    UINT n = sizeof input;
    GetRawInputBuffer(&input, &n, 24); //~ source(KEYSTROKE) y35, capability(KEYBOARD)
    send(s, &input, 10, 0); //~ sink(egress.socket) y35, finding(traced) y35
}

void kept_GetRawInputBuffer_35(void) {
    RAWINPUT input;
    UINT n = sizeof input;
    GetRawInputBuffer(&input, &n, 24); //~ ok
}

void sent_GetWindowText_36(HWND h, int s) {
    char buf[64];
    GetDlgItemTextA(h, 1, buf, 64); //~ source(PROCESS) y36, capability(PROCESSES)
    send(s, buf, 10, 0); //~ sink(egress.socket) y36, finding(traced) y36
}

void kept_GetWindowText_36(HWND h) {
    char buf[64];
    GetDlgItemTextA(h, 1, buf, 64); //~ ok
}

void out_CreateProcessAsUserW_37(HANDLE h) {
    char line[64];
    recv(3, line, sizeof line, 0); //~ source(NETWORK) y37
    STARTUPINFOW si;
    PROCESS_INFORMATION pi;
    CreateProcessAsUserW(h, NULL, line, NULL, NULL, 0, 0, NULL, NULL, &si, &pi); //~ sink(exec.command) y37, finding(traced) y37, capability(EXEC)
}

void quiet_CreateProcessAsUserW_37(HANDLE h) {
    STARTUPINFOW si;
    PROCESS_INFORMATION pi;
    CreateProcessAsUserW(h, NULL, "ping", NULL, NULL, 0, 0, NULL, NULL, &si, &pi); //~ ok
}

void out_CreateProcessWithLogonW_38(HANDLE h) {
    char line[64];
    recv(3, line, sizeof line, 0); //~ source(NETWORK) y38
    STARTUPINFOW si;
    PROCESS_INFORMATION pi;
    CreateProcessWithLogonW(L"u", L"d", L"p", 0, NULL, line, 0, NULL, NULL, &si, &pi); //~ sink(exec.command) y38, finding(traced) y38, capability(EXEC)
}

void quiet_CreateProcessWithLogonW_38(HANDLE h) {
    STARTUPINFOW si;
    PROCESS_INFORMATION pi;
    CreateProcessWithLogonW(L"u", L"d", L"p", 0, NULL, "ping", 0, NULL, NULL, &si, &pi); //~ ok
}

void out_CreateProcessWithTokenW_39(HANDLE h) {
    char line[64];
    recv(3, line, sizeof line, 0); //~ source(NETWORK) y39
    STARTUPINFOW si;
    PROCESS_INFORMATION pi;
    CreateProcessWithTokenW(h, 0, NULL, line, 0, NULL, NULL, &si, &pi); //~ sink(exec.command) y39, finding(traced) y39, capability(EXEC)
}

void quiet_CreateProcessWithTokenW_39(HANDLE h) {
    STARTUPINFOW si;
    PROCESS_INFORMATION pi;
    CreateProcessWithTokenW(h, 0, NULL, "ping", 0, NULL, NULL, &si, &pi); //~ ok
}

void out_ShellExecuteExA_40(void) {
    char line[64];
    recv(3, line, sizeof line, 0); //~ source(NETWORK) y40
    SHELLEXECUTEINFOA info;
    info.lpFile = line;
    ShellExecuteExA(&info); //~ sink(exec.command) y40, finding(traced) y40, capability(EXEC)
}

void quiet_ShellExecuteExA_40(void) {
    SHELLEXECUTEINFOA info;
    info.lpFile = "ping";
    ShellExecuteExA(&info); //~ ok
}

void out_execv_41(void) {
    char line[64];
    recv(3, line, sizeof line, 0); //~ source(NETWORK) y41
    _execv(line, NULL); //~ sink(exec.command) y41, finding(traced) y41, capability(EXEC)
}

void quiet_execv_41(void) {
    _execv("ping", NULL); //~ ok
}

void out_spawnl_42(void) {
    char line[64];
    recv(3, line, sizeof line, 0); //~ source(NETWORK) y42
    _spawnl(0, line, NULL); //~ sink(exec.command) y42, finding(traced) y42, capability(EXEC)
}

void quiet_spawnl_42(void) {
    _spawnl(0, "ping", NULL); //~ ok
}

void out_NtWriteVirtualMemory_43(HANDLE h, void *base) {
    char line[64];
    recv(3, line, sizeof line, 0); //~ source(NETWORK) y43
    NtWriteVirtualMemory(h, base, line, 64, NULL); //~ sink(exec.code) y43, finding(traced) y43, capability(MEMORY)
}

void quiet_NtWriteVirtualMemory_43(HANDLE h, void *base) {
    NtWriteVirtualMemory(h, base, "ping", 64, NULL); //~ ok
}

static DWORD worker_44(void *argument) {
    send(3, argument, 8, 0); //~ sink(egress.socket) y44, finding(traced) y44
    return 0;
}

void started_CreateThread_44(void) {
    CreateThread(NULL, 0, worker_44, getenv("A"), 0, NULL); //~ source(ENVIRONMENT) y44
}

static DWORD idler_44(void *argument) {
    send(3, "idle", 4, 0); //~ ok
    return 0;
}

void idle_CreateThread_44(void) {
    CreateThread(NULL, 0, idler_44, getenv("A"), 0, NULL); //~ ok
}

static unsigned worker_45(void *argument) {
    send(3, argument, 8, 0); //~ sink(egress.socket) y45, finding(traced) y45
    return 0;
}

void started_beginthreadex_45(void) {
    _beginthreadex(NULL, 0, worker_45, getenv("A"), 0, NULL); //~ source(ENVIRONMENT) y45
}

void idle_beginthreadex_45(void) {
    _beginthreadex(NULL, 0, worker_45, "idle", 0, NULL); //~ ok
}

static void worker_46(void *argument) {
    send(3, argument, 8, 0); //~ sink(egress.socket) y46, finding(traced) y46
}

void started_beginthread_46(void) {
    _beginthread(worker_46, 0, getenv("A")); //~ source(ENVIRONMENT) y46
}

void idle_beginthread_46(void) {
    _beginthread(worker_46, 0, "idle"); //~ ok
}

static DWORD worker_47(void *argument) {
    send(3, argument, 8, 0); //~ sink(egress.socket) y47, finding(traced) y47
    return 0;
}

void started_QueueUserWorkItem_47(void) {
    QueueUserWorkItem(worker_47, getenv("A"), 0); //~ source(ENVIRONMENT) y47
}

void idle_QueueUserWorkItem_47(void) {
    QueueUserWorkItem(worker_47, "idle", 0); //~ ok
}

void put_CreateThread(SOCKET s) {
    char *bytes = VirtualAlloc(0, 4096, 0x1000, 0x40);
    recv(s, bytes, 4096, 0); //~ source(NETWORK) ythread
    CreateThread(NULL, 0, (LPTHREAD_START_ROUTINE)bytes, NULL, 0, NULL); //~ sink(exec.code) ythread, finding(traced) ythread
}

DWORD remote_worker(void *name) {
    system(name); //~ sink(exec.command) yremote, finding(traced) yremote
    return 0;
}

void started_CreateRemoteThreadEx(HANDLE h, SOCKET s) {
    char name[64];
    recv(s, name, 64, 0); //~ source(NETWORK) yremote
    CreateRemoteThreadEx(h, NULL, 0, remote_worker, name, 0, NULL, NULL);
}

void idle_CreateRemoteThreadEx(HANDLE h) {
    CreateRemoteThreadEx(h, NULL, 0, idler_44, getenv("A"), 0, NULL, NULL); //~ ok
}
