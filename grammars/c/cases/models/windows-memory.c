#include <windows.h>
#include <stdlib.h>
#include <sys/socket.h>

void passed_RtlCopyMemory_1(int s) {
    char buf[64];
    RtlCopyMemory(buf, getenv("A"), 10); //~ source(ENVIRONMENT) m1
    send(s, buf, 10, 0); //~ sink(egress.socket) m1, finding(traced) m1
}

void plain_RtlCopyMemory_1(int s) {
    char buf[64];
    RtlCopyMemory(buf, "x", 10); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_strcpy_s_2(int s) {
    char buf[64];
    strcpy_s(buf, 64, getenv("A")); //~ source(ENVIRONMENT) m2
    send(s, buf, 10, 0); //~ sink(egress.socket) m2, finding(traced) m2
}

void plain_strcpy_s_2(int s) {
    char buf[64];
    strcpy_s(buf, 64, "x"); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_StringCchCatA_3(int s) {
    char buf[64];
    StringCchCatA(buf, 64, getenv("A")); //~ source(ENVIRONMENT) m3
    send(s, buf, 10, 0); //~ sink(egress.socket) m3, finding(traced) m3
}

void plain_StringCchCatA_3(int s) {
    char buf[64];
    StringCchCatA(buf, 64, "x"); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_StrCpyNW_4(int s) {
    char buf[64];
    StrCpyNW(buf, getenv("A"), 64); //~ source(ENVIRONMENT) m4
    send(s, buf, 10, 0); //~ sink(egress.socket) m4, finding(traced) m4
}

void plain_StrCpyNW_4(int s) {
    char buf[64];
    StrCpyNW(buf, "x", 64); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_PathCombineA_5(int s) {
    char buf[64];
    PathCombineA(buf, "C:/", getenv("A")); //~ source(ENVIRONMENT) m5
    send(s, buf, 10, 0); //~ sink(egress.socket) m5, finding(traced) m5
}

void plain_PathCombineA_5(int s) {
    char buf[64];
    PathCombineA(buf, "C:/", "x"); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_PathAppendA_6(int s) {
    char buf[64] = "x";
    PathAppendA(buf, getenv("A")); //~ source(ENVIRONMENT) m6
    send(s, buf, 10, 0); //~ sink(egress.socket) m6, finding(traced) m6
}

void plain_PathAppendA_6(int s) {
    char buf[64] = "x";
    PathAppendA(buf, "x"); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_sprintf_s_7(int s) {
    char buf[64];
    sprintf_s(buf, 64, "%s", getenv("A")); //~ source(ENVIRONMENT) m7
    send(s, buf, 10, 0); //~ sink(egress.socket) m7, finding(traced) m7
}

void plain_sprintf_s_7(int s) {
    char buf[64];
    sprintf_s(buf, 64, "%s", "x"); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_snprintf_s_8(int s) {
    char buf[64];
    _snprintf_s(buf, 64, 63, "%s", getenv("A")); //~ source(ENVIRONMENT) m8
    send(s, buf, 10, 0); //~ sink(egress.socket) m8, finding(traced) m8
}

void plain_snprintf_s_8(int s) {
    char buf[64];
    _snprintf_s(buf, 64, 63, "%s", "x"); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_HeapReAlloc_9(int s) {
    char *more = HeapReAlloc(GetProcessHeap(), 0, getenv("A"), 64); //~ source(ENVIRONMENT) m9
    send(s, more, 10, 0); //~ sink(egress.socket) m9, finding(traced) m9
}

void plain_HeapReAlloc_9(int s) {
    char *more = HeapReAlloc(GetProcessHeap(), 0, "x", 64); //~ ok
    send(s, more, 10, 0); //~ ok
}

void passed_LocalReAlloc_10(int s) {
    char *more = LocalReAlloc(getenv("A"), 64, 0); //~ source(ENVIRONMENT) m10
    send(s, more, 10, 0); //~ sink(egress.socket) m10, finding(traced) m10
}

void plain_LocalReAlloc_10(int s) {
    char *more = LocalReAlloc("x", 64, 0); //~ ok
    send(s, more, 10, 0); //~ ok
}

void passed_CryptBinaryToStringA_11(int s) {
    char buf[64];
    DWORD n = 64;
    CryptBinaryToStringA(getenv("A"), 10, 1, buf, &n); //~ source(ENVIRONMENT) m11
    send(s, buf, 10, 0); //~ sink(egress.socket) m11, finding(traced) m11
}

void plain_CryptBinaryToStringA_11(int s) {
    char buf[64];
    DWORD n = 64;
    CryptBinaryToStringA("x", 10, 1, buf, &n); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_CryptStringToBinaryA_12(int s) {
    char buf[64];
    DWORD n = 64;
    CryptStringToBinaryA(getenv("A"), 10, 1, buf, &n, NULL, NULL); //~ source(ENVIRONMENT) m12
    send(s, buf, 10, 0); //~ sink(egress.socket) m12, finding(traced) m12
}

void plain_CryptStringToBinaryA_12(int s) {
    char buf[64];
    DWORD n = 64;
    CryptStringToBinaryA("x", 10, 1, buf, &n, NULL, NULL); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_BCryptEncrypt_13(HANDLE key, int s) {
    char buf[64];
    ULONG n;
    BCryptEncrypt(key, getenv("A"), 10, NULL, NULL, 0, buf, 64, &n, 0); //~ source(ENVIRONMENT) m13
    send(s, buf, 10, 0); //~ sink(egress.socket) m13, finding(traced) m13
}

void plain_BCryptEncrypt_13(HANDLE key, int s) {
    char buf[64];
    ULONG n;
    BCryptEncrypt(key, "x", 10, NULL, NULL, 0, buf, 64, &n, 0); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_CryptProtectData_14(int s) {
    DATA_BLOB out;
    CryptProtectData(getenv("A"), NULL, NULL, NULL, NULL, 0, &out); //~ source(ENVIRONMENT) m14
    send(s, out.pbData, 10, 0); //~ sink(egress.socket) m14, finding(traced) m14
}

void plain_CryptProtectData_14(int s) {
    DATA_BLOB out;
    CryptProtectData("x", NULL, NULL, NULL, NULL, 0, &out); //~ ok
    send(s, out.pbData, 10, 0); //~ ok
}

void passed_RtlCompressBuffer_15(int s) {
    char buf[64];
    ULONG n;
    RtlCompressBuffer(2, getenv("A"), 10, buf, 64, 4096, &n, NULL); //~ source(ENVIRONMENT) m15
    send(s, buf, 10, 0); //~ sink(egress.socket) m15, finding(traced) m15
}

void plain_RtlCompressBuffer_15(int s) {
    char buf[64];
    ULONG n;
    RtlCompressBuffer(2, "x", 10, buf, 64, 4096, &n, NULL); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_RtlDecompressBuffer_16(int s) {
    char buf[64];
    ULONG n;
    RtlDecompressBuffer(2, buf, 64, getenv("A"), 10, &n); //~ source(ENVIRONMENT) m16
    send(s, buf, 10, 0); //~ sink(egress.socket) m16, finding(traced) m16
}

void plain_RtlDecompressBuffer_16(int s) {
    char buf[64];
    ULONG n;
    RtlDecompressBuffer(2, buf, 64, "x", 10, &n); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_Compress_17(HANDLE h, int s) {
    char buf[64];
    SIZE_T n;
    Compress(h, getenv("A"), 10, buf, 64, &n); //~ source(ENVIRONMENT) m17
    send(s, buf, 10, 0); //~ sink(egress.socket) m17, finding(traced) m17
}

void plain_Compress_17(HANDLE h, int s) {
    char buf[64];
    SIZE_T n;
    Compress(h, "x", 10, buf, 64, &n); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_SelectObject_18(int s) {
    HDC dc = CreateCompatibleDC(NULL);
    SelectObject(dc, getenv("A")); //~ source(ENVIRONMENT) m18
    send(s, dc, 10, 0); //~ sink(egress.socket) m18, finding(traced) m18
}

void plain_SelectObject_18(int s) {
    HDC dc = CreateCompatibleDC(NULL);
    SelectObject(dc, "x"); //~ ok
    send(s, dc, 10, 0); //~ ok
}

void passed_GetObjectA_19(int s) {
    BITMAP bm;
    GetObjectA(getenv("A"), sizeof bm, &bm); //~ source(ENVIRONMENT) m19
    send(s, bm.bmBits, 10, 0); //~ sink(egress.socket) m19, finding(traced) m19
}

void plain_GetObjectA_19(int s) {
    BITMAP bm;
    GetObjectA("x", sizeof bm, &bm); //~ ok
    send(s, bm.bmBits, 10, 0); //~ ok
}

void passed_ToUnicode_20(BYTE *state, int s) {
    char buf[4];
    ToUnicode(getenv("A"), 0, state, buf, 4, 0); //~ source(ENVIRONMENT) m20
    send(s, buf, 10, 0); //~ sink(egress.socket) m20, finding(traced) m20
}

void plain_ToUnicode_20(BYTE *state, int s) {
    char buf[4];
    ToUnicode("x", 0, state, buf, 4, 0); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_GetKeyNameTextA_21(int s) {
    char buf[64];
    GetKeyNameTextA(getenv("A"), buf, 64); //~ source(ENVIRONMENT) m21
    send(s, buf, 10, 0); //~ sink(egress.socket) m21, finding(traced) m21
}

void plain_GetKeyNameTextA_21(int s) {
    char buf[64];
    GetKeyNameTextA("x", buf, 64); //~ ok
    send(s, buf, 10, 0); //~ ok
}

void passed_MapVirtualKeyA_22(int s) {
    UINT code = MapVirtualKeyA(getenv("A"), 0); //~ source(ENVIRONMENT) m22
    send(s, code, 10, 0); //~ sink(egress.socket) m22, finding(traced) m22
}

void plain_MapVirtualKeyA_22(int s) {
    UINT code = MapVirtualKeyA("x", 0); //~ ok
    send(s, code, 10, 0); //~ ok
}

void passed_ExpandEnvironmentStringsA_23(int s) {
    char buf[64];
    ExpandEnvironmentStringsA(getenv("A"), buf, 64); //~ source(ENVIRONMENT) m23
    send(s, buf, 10, 0); //~ sink(egress.socket) m23, finding(traced) m23
}

void plain_ExpandEnvironmentStringsA_23(int s) {
    char buf[64];
    ExpandEnvironmentStringsA("x", buf, 64); //~ ok
    send(s, buf, 10, 0); //~ ok
}
