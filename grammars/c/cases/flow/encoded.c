// Text that is encoded by hand; and a hash table, whose entries say nothing of the key that they are found by.
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static const char signs[] = "0123456789abcdef";
struct entry { const char *text; struct entry *next; };
static struct entry *table[64];

static void hex(char *out, const char *in, size_t length) {
  for (size_t at = 0; at < length; at++) {
    out[2 * at] = signs[(in[at] >> 4) & 15];
    out[2 * at + 1] = "0123456789abcdef"[in[at] & 15];
  }
}

static const char *found(const char *key) {
  unsigned hash = 5381;
  for (const char *at = key; *at; at++) hash = hash * 33 + *at;
  struct entry *entry = table[hash & 63];
  return entry->text;
}

void sent(int fd) {
  char out[256];
  const char *token = getenv("TOKEN"); //~ source(ENVIRONMENT) f1
  hex(out, token, strlen(token));
  send(fd, out, 256, 0); //~ sink(egress.socket) f1, finding(traced) f1
  send(fd, found(getenv("KEY")), 8, 0); //~ ok
}
