/* Macro-decorated, old style, load-time and odd definitions. */
EXPORT int decorated(const char *a) { return puts(a); }
int old(a, b) int a; char *b; { return strlen(b); }
__attribute__((constructor)) static void early(void) { start(); }
static char *(*chooser(int n))(int) { return n ? left : right; }
int broken(int x) { send(x; if (x) { recv(x, }
int after(void) { return ({ int q = 1; q + 2; }); }
