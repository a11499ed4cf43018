// Of a macro that is defined more than once, every definition may be what is compiled.
#include <stdio.h>
#include <sys/socket.h>
#ifndef LIVE
#define PUT(s, d) (void)0
#else
#define PUT(s, d) send(s, d, 10, 0) //~ sink(egress.socket) m1, finding(traced) m1
#endif
#define LOG(s, d) (void)0
#undef LOG
#define LOG(s, d) (void)(s)
void go(int s) {
  char b[10];
  FILE *f = fopen("/etc/passwd", "r");
  fread(b, 1, 10, f); //~ source(FILE) m1
  PUT(s, b);
  LOG(s, b); //~ ok
}
